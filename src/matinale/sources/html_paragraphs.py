"""Runs of HTML text → blocks: what a line break parts, what is bold, what stands out by its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matinale.model import Link
from matinale.sources.blocks import Block, BlockKind, tidy, words_of
from matinale.sources.footnotes import opens_note
from matinale.sources.html_style import Style

_BULLET = re.compile(r"^(?:[-–—•*▪■►▶·→➔●○])\s+(?=\S)")
_LINE_END = re.compile(r"[.!?…:;»”\")]$")
_PARAGRAPH = 160


@dataclass(frozen=True, slots=True)
class Sized:
    """A block and the size of its type, by which headings are found where no tag says so."""

    block: Block
    size: float


@dataclass(slots=True)
class Piece:
    r"""A run of text with its type; "\n" alone is a <br>."""

    text: str
    bold: bool
    size: float


def blocks_of(pieces: list[Piece], links: list[Link], style: Style, *, inside: bool) -> Iterator[Sized]:
    """The blocks that a run of text makes. `inside`: whether it lies in the page's main content."""
    for lines in [pieces] if style.pre else _paragraphs(pieces):
        sized = _sized(lines, links, style, inside=inside)
        if sized is not None:
            yield sized


def _paragraphs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Lines that <br> separates, put together where they are one paragraph.

    A line break parts two paragraphs, rather than breaking a line of one, after the end of a sentence, before a
    bullet, and between bold and plain type.
    """
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    group: list[Piece] = []
    before = ""
    # Lines as long as paragraphs are paragraphs, and then the short lines beside them are lines of their own too.
    long = any(sum([len(piece.text) for piece in line]) >= _PARAGRAPH for line in lines)
    bold = True  # of the whole group, kept as it grows: looking again at each line would cost its square
    for line in lines:
        text = tidy("".join(piece.text for piece in line))
        if not text:
            if group and before:
                yield group
                group, bold = [], True
            before = ""
            continue
        line_bold = _all_bold(line)
        if (
            group
            and before
            and (long or _BULLET.match(text) or opens_note(text) or _LINE_END.search(before) or bold != line_bold)
        ):
            yield group
            group, bold = [], True
        if group:
            group.append(Piece(" ", group[-1].bold, group[-1].size))
        group.extend(line)
        bold = bold and line_bold
        before = text
    if group:
        yield group


def _all_bold(pieces: list[Piece]) -> bool:
    return all(piece.bold or not piece.text.strip() for piece in pieces)


def _sized(pieces: list[Piece], links: list[Link], style: Style, *, inside: bool) -> Sized | None:
    text = tidy("".join(piece.text for piece in pieces))
    if not text:
        return None
    leading: list[str] = []
    for piece in pieces:
        if not piece.bold and piece.text.strip():
            break
        leading.append(piece.text)
    visible = [(len(piece.text.strip()), piece.size) for piece in pieces if piece.text.strip()]
    size = max((size for _, size in visible), default=0.0)
    tiny = bool(visible) and all(0 < size <= 2 for _, size in visible)
    marker = _BULLET.match(text) if style.kind in ("paragraph", "item") else None
    own = tuple(link for link in links if link.text in text)
    block = Block(
        _kind(style, item=bool(marker)),
        text[marker.end() :] if marker else text,
        rank=style.rank,
        strong=max(0, len(tidy("".join(leading))) - (marker.end() if marker else 0)),
        links=own,
        boxes=style.boxes,
        hint=style.hint or ("hidden" if tiny else "") or ("" if inside else "navigation"),
        why=style.why
        or ("type too small to be seen" if tiny else "")
        or ("" if inside else "outside the page's main content"),
        marker=marker.group().strip() if marker else "",
    )
    return Sized(block, size)


def _kind(style: Style, *, item: bool) -> BlockKind:
    if item:
        return "item"
    kinds: dict[str, BlockKind] = {kind: kind for kind in ("heading", "item", "quote", "code", "caption", "footnote")}
    return kinds.get(style.kind, "paragraph")


def rank_by_size(sized: tuple[Sized, ...]) -> tuple[Block, ...]:
    """Where no tag says heading, larger type does: short blocks set larger than the body."""
    weights: dict[float, int] = {}
    for part in sized:
        if not part.block.hint and part.size:
            weights[part.size] = weights.get(part.size, 0) + len(part.block.text)
    if not weights:
        return tuple(part.block for part in sized)
    body = max(sorted(weights), key=lambda size: weights[size])
    tagged = sum(1 for part in sized if part.block.rank and not part.block.hint) > 1
    sizes = sorted({part.size for part in sized if _stands_out(part, body)}, reverse=True)
    return tuple(
        replace(part.block, kind="heading", rank=6 if tagged else min(6, 1 + sizes.index(part.size)))
        if _stands_out(part, body) else part.block
        for part in sized
    )  # fmt: skip


def _stands_out(part: Sized, body: float) -> bool:
    block = part.block
    if block.kind != "paragraph" or block.hint or part.size < 1.2 * body:
        return False
    return len(words_of(block.text)) <= 30 and not block.text.endswith((",", ";"))
