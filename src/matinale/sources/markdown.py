"""Markdown → blocks: CommonMark with tables, front matter, footnotes; raw HTML in it is read as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from matinale.model import Link
from matinale.sources.blocks import Block, BlockKind, Document, tidy
from matinale.sources.cleaning import strike
from matinale.sources.dates import find_date
from matinale.sources.footnotes import opens_note
from matinale.sources.superscripts import write_raised

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<table>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]{2,30})\s*[:=]\s*(?P<value>.+?)\s*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]{1,30})\]:\s*(?P<text>.*)$")
_ADMONITION = re.compile(r"^:::.*$")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>sup|del|strike|s)(?=[\s>])", re.IGNORECASE)
_BREAK = re.compile(r"<br(?=[\s/>])", re.IGNORECASE)
DEEPEST = 40

_Line = tuple[str, int, tuple[Link, ...], str, bool]


@dataclass(slots=True)
class _State:
    blocks: list[Block] = field(default_factory=list[Block])
    notes: list[Block] = field(default_factory=list[Block])
    containers: list[BlockKind] = field(default_factory=list["BlockKind"])
    rank: int = 0
    table: list[str] = field(default_factory=list[str])
    in_table: bool = False
    row: list[str] = field(default_factory=list[str])
    line: int = 0


def read_markdown(text: str, name: str) -> Document:
    """The document that a Markdown text holds."""
    from markdown_it import MarkdownIt

    facts, body = _front_matter(text)
    offset = text[: len(text) - len(body)].count("\n")
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    state = _State()
    for token in parser.parse(_without_footnotes(body, state)):
        _take(state, token, offset)
    found = find_date(facts.get("date", "") or facts.get("published", ""))
    return Document(
        tuple(block for block in (*state.blocks, *state.notes) if block.text or block.kind == "rule"),
        "markdown",
        title=facts.get("title", ""),
        date=found[0] if found else None,
        url=facts.get("url", "") or facts.get("link", ""),
        byline=facts.get("author", ""),
        language=facts.get("lang", "") or facts.get("language", ""),
        name=name,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    facts = {found["key"].lower(): found["value"].strip("\"' ") for found in _FIELD.finditer(match["table"])}
    return facts, text[match.end() :]


def _without_footnotes(body: str, state: _State) -> str:
    """Take footnote definitions out (they are read at the end, as footnotes) and fences of containers."""
    kept: list[str] = []
    noted = False
    for line in body.split("\n"):
        match = _FOOTNOTE.match(line)
        if match:
            state.notes.append(Block("footnote", tidy(match["text"]), marker=f"[{match['mark']}]"))
        elif noted and line.startswith(("    ", "\t")) and line.strip():
            state.notes.append(Block("footnote", tidy(line)))
            continue
        elif not _ADMONITION.match(line):
            kept.append(line)
        noted = bool(match) or (noted and not line.strip())
        if match:
            kept.append("")
    return "\n".join(kept)


def _take(state: _State, token: Token, offset: int) -> None:
    if token.map:
        state.line = token.map[0] + 1 + offset
    kind = token.type
    if kind == "inline":
        _inline(state, token)
    elif kind in ("fence", "code_block"):
        state.blocks.append(Block("code", tidy(token.content), line=state.line, why=tidy(token.info)))
    elif kind == "hr":
        state.blocks.append(Block("rule", "", line=state.line))
    elif kind == "html_block":
        _raw_html(state, token.content)
    elif kind == "heading_open":
        state.rank = int(token.tag[1])
    elif kind == "heading_close":
        state.rank = 0
    elif kind in ("list_item_open", "blockquote_open"):
        state.containers.append("item" if kind == "list_item_open" else "quote")
    elif kind in ("list_item_close", "blockquote_close"):
        state.containers.pop()
    elif kind.startswith(("table", "tr", "th", "td")):
        _table(state, kind)


def _table(state: _State, kind: str) -> None:
    if kind == "table_open":
        state.in_table, state.table = True, []
    elif kind == "tr_open":
        state.row = []
    elif kind == "tr_close":
        state.table.append(", ".join(cell for cell in state.row if cell))
    elif kind == "table_close":
        state.in_table = False
        state.blocks.append(Block("table", " ; ".join(row for row in state.table if row), line=state.line))


def _inline(state: _State, token: Token) -> None:
    for text, strong, links, images, slanted in _lines(token.children or []):
        if state.in_table:
            state.row.append(text)
            continue
        if images:
            state.blocks.append(Block("image", images, line=state.line))
        kind: BlockKind = "heading" if state.rank else state.containers[-1] if state.containers else "paragraph"
        if slanted and kind == "paragraph" and state.blocks and state.blocks[-1].kind == "image":
            kind = "caption"
        if text:
            state.blocks.append(Block(kind, text, state.rank, strong, links, line=state.line))


def _lines(tokens: list[Token]) -> list[_Line]:
    """The text of inline tokens, its leading bold, its links, its images' words, whether all of it is in italics.

    Breaks may part paragraphs.
    """
    done: list[_Line] = []
    part = _Inline()
    struck = _struck(tokens)
    for place, token in enumerate(tokens):
        if _parts(token, part, tokens[place + 1 : place + 2]):
            done.append(part.finish())
            part = _Inline()
        else:
            part.take(token, struck=struck[place])
    done.append(part.finish())
    return done


def _struck(tokens: list[Token]) -> list[bool]:
    """Of each token whether it is struck out: ~~…~~ or raw HTML. A tag that nothing closes strikes nothing out."""
    opened: list[int] = []
    turns = [0] * (len(tokens) + 1)
    for place, token in enumerate(tokens):
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        struck = tag is not None and tag["name"].lower() != "sup"
        if token.type == "s_open" or (tag and struck and not tag["close"]):
            opened.append(place)
        elif opened and (token.type == "s_close" or struck):
            turns[opened.pop()] += 1
            turns[place] -= 1
    return [depth > 0 for depth in accumulate(turns)]


def _parts(token: Token, part: _Inline, following: list[Token]) -> bool:
    """Whether a token parts two paragraphs: a hard break, and a soft one between two footnotes."""
    if token.type == "softbreak":
        return bool(following) and opens_note(following[0].content) and opens_note("".join(part.text[:3]))
    return token.type == "hardbreak" or (token.type == "html_inline" and bool(_BREAK.match(token.content)))


@dataclass(slots=True)
class _Inline:
    text: list[str] = field(default_factory=list[str])
    leading: list[str] = field(default_factory=list[str])
    images: list[str] = field(default_factory=list[str])
    links: list[Link] = field(default_factory=list[Link])
    bold: int = 0
    slanted: int = 0
    raised_at: int = -1
    upright: bool = False
    plain: bool = False
    href: str = ""
    href_at: int = 0

    def take(self, token: Token, *, struck: bool = False) -> None:
        if token.type == "strong_open":
            self.bold += 1
        elif token.type == "strong_close":
            self.bold -= 1
        elif token.type in ("em_open", "em_close"):
            self.slanted += 1 if token.type == "em_open" else -1
        elif token.type == "html_inline":
            self._take_tag(token.content)
        elif token.type == "link_open":
            self.href, self.href_at = str(token.attrs.get("href", "")), len(self.text)
        elif token.type == "link_close":
            text = tidy("".join(self.text[self.href_at :]))
            if text and self.href.startswith(("http://", "https://")):
                self.links.append(Link(text, self.href))
        elif token.type == "image":
            self.images.append(tidy(token.content))
        else:
            text = " " if token.type == "softbreak" else token.content
            self._add(strike(text) if struck else text)

    def _take_tag(self, tag: str) -> None:
        """What raw HTML inside a line says of its text: that it is raised."""
        found = _TAG.match(tag)
        if found is None or found["name"].lower() != "sup":
            return
        if not found["close"]:
            self.raised_at = len(self.text)
        elif self.raised_at >= 0:
            at, self.raised_at = self.raised_at, -1
            raised = "".join(self.text[at:])
            self.text[at:] = [write_raised("".join(self.text[max(0, at - 3) : at])[-40:], raised)]

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.upright |= bool(text.strip()) and not self.slanted
        if self.bold and not self.plain:
            self.leading.append(text)
        elif text.strip():
            self.plain = True

    def finish(self) -> _Line:
        return (
            tidy("".join(self.text)),
            len(tidy("".join(self.leading))),
            tuple(self.links),
            tidy(" ".join(self.images)),
            not self.upright,
        )


def _raw_html(state: _State, content: str) -> None:
    from matinale.sources.html import read_html

    state.blocks.extend(replace(block, boxes=(), line=state.line) for block in read_html(content, "", mail=True).blocks)
