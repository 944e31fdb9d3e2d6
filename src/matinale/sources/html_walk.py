"""An HTML tree → blocks, in reading order, without recursion and in linear time.

Layout tables flow like divisions; a table of data becomes one block. Text before and after block elements is never
joined, so that the cells of nested tables do not run into one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from matinale.model import Link
from matinale.sources.blocks import MOST_BLOCKS, Block, tidy
from matinale.sources.cleaning import strike
from matinale.sources.html_paragraphs import Piece, Sized, blocks_of
from matinale.sources.html_style import Style, hidden_by, hiding_classes, is_dropped, looks, named
from matinale.sources.superscripts import write_raised

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST = 200
"""Containers that are told apart; what is nested deeper is read, but counts as lying in the same box."""
_LARGE = 0.4

_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "img", "picture", "source", "o:p",
))  # fmt: skip
_DIGITS = re.compile(r"^\W{0,2}\d{1,3}\W{0,2}$")
_FIGURES = re.compile(r"^\W{0,2}\d[\d\W]{0,30}$")
_PROSE = frozenset(
    ("subtitle", "dek", "standfirst", "chapo", "post-subtitle", "gh-article-excerpt", "article-excerpt", "excerpt")
)


_KINDS = {"li": "item", "blockquote": "quote", "pre": "code", "figcaption": "caption", "caption": "caption"}
_CAPTIONS = frozenset(("wp-caption-text", "image-caption", "caption"))
_FOOTNOTES = frozenset(("footnote", "footnotes", "footnote-content"))


@dataclass(slots=True)
class _Walk:
    base: str
    hiding: frozenset[str]
    total: int
    main: int = 0  # the element that holds the page's content, 0 for all
    inside: bool = True
    pieces: list[Piece] = field(default_factory=list[Piece])
    links: list[Link] = field(default_factory=list[Link])
    blocks: list[Sized] = field(default_factory=list[Sized])
    opened: int = 0
    budget: int = 0


def walk(root: LexborNode, base: str, styles: str, main: int) -> tuple[Sized, ...]:
    """The blocks under `root`. `main`: the element that holds the content; what lies outside is marked."""
    total = max(1, len(root.text()))
    # Weighing containers costs their text each time; the whole text a few times over is enough for any page.
    state = _Walk(base, hiding_classes(styles), total, main, inside=not main, budget=8 * total + 50_000)
    stack: list[tuple[LexborNode | None, Style, str]] = [(root, Style(), "")]
    while stack and len(state.blocks) <= MOST_BLOCKS:
        node, style, closing = stack.pop()
        if closing:
            _close(state, style, closing, node)
            continue
        if node is not None:
            _enter(state, stack, node, style)
    _flush(state, Style())
    return tuple(state.blocks)


def _enter(state: _Walk, stack: list[tuple[LexborNode | None, Style, str]], node: LexborNode, style: Style) -> None:
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
        if text:
            state.pieces.append(Piece(strike(text) if style.struck else text, style.bold, style.size))
        return
    if is_dropped(tag):
        return
    if tag == "br":
        state.pieces.append(Piece("\n", style.bold, style.size))
        return
    if tag == "hr":
        _flush(state, style)
        state.blocks.append(Sized(Block("rule", "", boxes=style.boxes), 0.0))
        return
    attributes = node.attributes
    inner = _styled(state, node, tag, attributes, style)
    block = tag not in _INLINE or (inner.hint != style.hint and tag != "a")
    if block:
        _flush(state, style)
    if state.main and node.mem_id == state.main:
        state.inside = True
    if tag == "table" and _is_data(node):
        state.blocks.append(_table(node, inner))
        return
    if _raised(state, node, tag, attributes, inner):
        return
    place = len(state.pieces)
    closing = "block" if block else "a" if tag == "a" else ""
    if closing:
        stack.append((node, inner if block else replace(style, depth=place), closing))
    stack.extend((child, inner, "") for child in reversed(list(_children(node))))


def _close(state: _Walk, style: Style, closing: str, node: LexborNode | None) -> None:
    if closing == "block":
        _flush(state, style)
        if state.main and node is not None and node.mem_id == state.main:
            state.inside = False
        return
    href = (node.attributes.get("href") if node is not None else "") or ""
    text = tidy("".join(piece.text for piece in state.pieces[style.depth :]))
    url = _absolute(state.base, href)
    # A link to elsewhere on the page or the site counts as one too, though it gives no address.
    if text and href:
        state.links.append(Link(text, url))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _styled(state: _Walk, node: LexborNode, tag: str, attributes: dict[str, str | None], style: Style) -> Style:
    inner = looks(style, tag, attributes)
    if (
        tag
        in (
            "div",
            "td",
            "section",
            "article",
            "table",
            "tbody",
            "tr",
            "ul",
            "ol",
            "blockquote",
            "center",
            "header",
            "main",
        )
        and len(style.boxes) < DEEPEST
    ):
        state.opened += 1
        inner = replace(inner, boxes=(*style.boxes, state.opened))
    inner = _typed(inner, tag, attributes)
    if inner.hint:
        return inner
    if why := hidden_by(attributes, state.hiding):
        return replace(inner, hint="hidden", why=why)
    kind, why = named(tag, attributes)
    if kind == "footer" and _is_attribution(inner, attributes):
        return inner
    if kind and state.budget > 0 and tag not in ("body", "main", "article", "html"):
        held = len(node.text())
        state.budget -= held
        # A wrapper may be called "newsletter-footer-layout" and hold everything: what holds much is not furniture.
        titled = kind in ("aside", "navigation") and node.css_first("h1") is not None
        if held < _LARGE * state.total and not titled:
            return replace(inner, hint=kind, why=why)
    return inner


def _typed(style: Style, tag: str, attributes: dict[str, str | None]) -> Style:
    names = set((attributes.get("class") or "").lower().split())
    role = attributes.get("role") or ""
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return replace(style, bold=False) if names & _PROSE else replace(style, rank=int(tag[1]), kind="heading")
    if role == "heading":
        level = attributes.get("aria-level") or ""
        return replace(style, rank=int(level) if level in tuple("123456") else 2, kind="heading")
    # Mail programs wrap a whole forwarded message in a quotation; what it holds is the newsletter.
    cited = tag == "blockquote" and (attributes.get("type") == "cite" or "gmail_quote" in names)
    kind = "" if cited else _KINDS.get(tag, "")
    if not kind and names & _CAPTIONS:
        kind = "caption"
    if not kind and (names & _FOOTNOTES or role in ("doc-endnotes", "doc-footnote")):
        kind = "footnote"
    return replace(style, kind=kind, pre=style.pre or tag == "pre") if kind else style


def _is_attribution(style: Style, attributes: dict[str, str | None]) -> bool:
    """Whether a footer is that of a quotation: HTML's usual place for who said it, and Bootstrap's name for one."""
    return style.kind == "quote" or "quote-footer" in (attributes.get("class") or "").lower()


def _raised(state: _Walk, node: LexborNode, tag: str, attributes: dict[str, str | None], style: Style) -> bool:
    """Write figures that are set above the line, or lead to a footnote, as text has them; leave others to be read."""
    if tag not in ("sup", "a"):
        return False
    text = tidy(node.text())
    href = attributes.get("href") or ""
    anchored = "#" in href or (tag == "sup" and node.css_first("a") is not None)
    if not _FIGURES.match(text) or not (tag == "sup" or (anchored and _DIGITS.match(text))):
        return False
    before = "".join(piece.text for piece in state.pieces[-3:])[-40:].rpartition("\n")[2]
    written = write_raised(before, text, anchored=anchored)
    mark = written.startswith("[")
    # The mark of a footnote is set small; it says nothing of the type of its block.
    state.pieces.append(Piece(written, style.bold and not mark, 0.0 if mark else style.size))
    return True


def _is_data(node: LexborNode) -> bool:
    """Whether a table holds data: headers or a caption, or several rows and columns of short text without pictures."""
    if (node.attributes.get("role") or "") in ("presentation", "none") or len(node.css("table")) > 1:
        return False
    if node.css_first("th") is not None or node.css_first("caption") is not None:
        return len(node.css("tr")) > 1
    rows = node.css("tr")[:50]
    cells = [len(row.css("td")) for row in rows]
    if (
        len(rows) < 3
        or min(cells) < 2
        or len(set(cells)) > 2
        or node.css_first("img, p, div, h1, h2, h3, br, a") is not None
    ):
        return False
    lengths = [len(tidy(cell.text())) for cell in node.css("td")[:200]]
    return max(lengths) <= 80


def _table(node: LexborNode, style: Style) -> Sized:
    caption = node.css_first("caption")
    rows = [", ".join(text for cell in row.css("td, th") if (text := _cell(cell))) for row in node.css("tr")]
    title = tidy(caption.text()) if caption is not None else ""
    text = " ; ".join(part for part in (title, *rows) if part)
    return Sized(Block("table", text, boxes=style.boxes, hint=style.hint, why=style.why or title), 0.0)


def _cell(cell: LexborNode) -> str:
    """The text of a table's cell, exponents and what is struck out as blocks have them."""
    if cell.css_first("sup, del, s, strike") is None:
        return tidy(cell.text())
    out: list[str] = []
    stack = [cell]
    while stack:
        node = stack.pop()
        if node.tag == "-text":
            out.append(node.text_content or "")
        elif node.tag == "sup":
            out.append(write_raised("".join(out[-3:])[-40:], tidy(node.text())))
        elif node.tag in ("del", "s", "strike"):
            out.append(strike(node.text()))
        elif not is_dropped(node.tag or ""):
            stack.extend(reversed(list(_children(node))))
    return tidy("".join(out))


def _absolute(base: str, href: str) -> str:
    """The http(s) address that a link leads to, "" for anchors, mail and anything else."""
    href = href.strip()[:4000]
    if not href or href[0] == "#":
        return ""
    try:
        url = urljoin(base, href)
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    return url if scheme in ("http", "https") else ""


def _flush(state: _Walk, style: Style) -> None:
    """Make blocks of the text so far."""
    if state.pieces:
        state.blocks.extend(blocks_of(state.pieces, state.links, style, inside=state.inside))
        state.pieces, state.links = [], []
