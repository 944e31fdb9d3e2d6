"""Plain text → blocks: paragraphs are put together again, and the shapes that stand for markup are recognised.

Texts come with blank lines between paragraphs or without, one line a paragraph or wrapped at 72 columns. A wrapped
line is told from a short one by what a wrapping program does: it breaks only where the next word did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matinale.errors import UnreadableSource
from matinale.sources.blocks import Block, tidy, words_of
from matinale.sources.footnotes import opens_note

MOST_LINES = 40_000
"""Lines that are not blank; more are an archive or a table of data."""
WIDEST_WRAP = 100
RANK_CAPITALS = 3
RANK_NUMBERED = 4

_RULE = re.compile(r"^[\s*_=~#·•–—+.<>§-]{3,}$")
_UNDERLINE = re.compile(r"^(=+|-+|~+|\*+|_+)$")
_BULLET = re.compile(r"^(?:[-–—•*▪■►▶◦‣·→➔●○+]|(?:\(?\d{1,2}[.)]|[a-z]\)))\s+(?=\S)")
_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2}|[IVX]{1,5})\s?[.)/–—-]\s+(?=\S)")
_QUOTE = re.compile(r"^(?:>\s?)+")
_FRAMED = re.compile(
    r"^(?P<frame>[*=~_#–—•-]{1,}|:{2,}|/{2,})\s*(?P<text>\w.{1,120}?)\s*(?:[*=~_#–—•-]{1,}|:{2,}|/{2,})$"
)
_EMPHASIS = frozenset({"*", "**", "_", "__"})
_SENTENCES = re.compile(r"[.…][\"”»)]?$|\w{2}[.!?] [A-ZÀ-Þ]")
_HASHES = re.compile(r"^(?P<hashes>#{1,6})\s+(?P<text>\S.*?)\s*#*$")
_ENDING = re.compile(r"[.!?…:;»”\")\]]$")
_RUNIN = re.compile(r"^[^.;,]{2,60}? [–—-] [«“‘\"(]?\s?[A-ZÀ-ÖØ-ÞŒ0-9]")
_FUNCTION_WORDS = frozenset((
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "ce", "cet", "cette", "ces", "il", "elle", "ils",
    "elles", "on", "nous", "vous", "je", "pas", "mais", "et", "ou", "donc", "car", "si", "en", "au", "aux",
    "dans", "pour", "par", "sur", "avec", "sans", "depuis", "selon", "alors", "ainsi", "après", "avant", "the",
    "a", "an", "this", "that", "these", "those", "it", "they", "we", "you", "i", "but", "and", "or", "so", "if",
    "in", "on", "at", "for", "with", "without", "since", "after", "before", "as", "when", "while", "not",
    "there",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    gap: int
    indent: int
    quoted: bool

    @property
    def column(self) -> int:
        """Where it ends, counted as a wrapping program counts."""
        return self.indent + len(self.text)


def refuse_many_lines(text: str, name: str) -> None:
    """Refuse what cannot be one issue before anything costly is done with it."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines > MOST_LINES:
        raise UnreadableSource(f"{name}: {lines} lines are more than one issue; split it")


_BROKEN = 60
"""Columns of a line that may have been wrapped, where nothing but the next line says so."""


def read_text(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    lines = _lines(text)
    if sum(1 for line in lines if line.quoted) > 0.6 * len(lines):
        lines = [replace(line, quoted=False) for line in lines]  # a forwarded message, quoted as a whole
    width = _wrap_width(lines)
    spaced = sum(1 for line in lines if line.gap) > 0.12 * len(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width, spaced=spaced):
            groups[-1].append(line)
            continue
        if groups and width and not line.gap and _swallowed_headline(groups[-1], line):
            groups.append([groups[-1].pop()])
        groups.append([line])
    return tuple(_with_signature(_with_lists(_with_underlines([_block(group) for group in groups]))))


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column at which a text was wrapped, 0 where each line is a paragraph of its own."""
    lengths = [line.column for line in lines if "://" not in line.text]
    narrow = [length for length in lengths if length <= WIDEST_WRAP]
    if len(narrow) < 0.9 * len(lengths) or not narrow:
        return 0
    width = max(narrow)
    pairs = [
        (line.column, after.text[:1].islower())
        for line, after in pairwise(lines)
        if not after.gap and "://" not in line.text and not is_bullet(after.text) and not _RULE.match(after.text)
    ]
    full = sum(1 for column, _ in pairs if column >= width - 20)
    going_on = sum(1 for column, small in pairs if column >= width - 20 and small)
    mostly = full >= 3 and full >= 0.5 * len(pairs)
    surely = going_on >= 2 and going_on >= 0.25 * len(pairs)
    return width if width >= 40 and (mostly or surely) else 0


def is_bullet(text: str) -> bool:
    """Whether a line begins like an item of a list."""
    return bool(_BULLET.match(text))


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    gap = 0
    for number, raw in enumerate(text.expandtabs(4).splitlines(), start=1):
        quote = _QUOTE.match(raw)
        line = tidy(raw[quote.end() :] if quote else raw)
        if not line:
            gap += 1
            continue
        found.append(_Line(line, number, gap, len(raw) - len(raw.lstrip()), bool(quote)))
        gap = 0
    return found


def _continues(group: list[_Line], line: _Line, width: int, *, spaced: bool) -> bool:
    """Whether `line` goes on with the paragraph `group`."""
    last = group[-1]
    if line.gap or line.quoted != last.quoted or is_bullet(line.text):
        return False
    if opens_note(line.text) and opens_note(group[0].text):
        return False
    if _RULE.match(line.text) or _RULE.match(last.text):
        return False
    if is_bullet(group[0].text) and line.indent > group[0].indent:
        return True
    if _breaks_off(last, line):
        return True
    return bool(width) and _was_wrapped(group, line, width, spaced=spaced)


def _breaks_off(last: _Line, line: _Line) -> bool:
    """Whether a sentence breaks off at the end of a line and goes on in small letters on the next."""
    word = line.text.split(" ", 1)[0]
    return _BROKEN <= last.column <= WIDEST_WRAP and word.islower() and not _ENDING.search(last.text)


def _was_wrapped(group: list[_Line], line: _Line, width: int, *, spaced: bool) -> bool:
    last = group[-1]
    word = line.text.split(" ", 1)[0]
    if last.column > WIDEST_WRAP or last.column + 1 + len(word) <= width:
        return spaced and last.column > 0.5 * width and (line.text[:1].islower() or last.column >= width - 6)
    if spaced:
        return True
    # Without blank lines between paragraphs, one may end where its line is full. What begins the next one tells:
    # a run-in heading, or, under a headline, a word that is written small inside a sentence.
    if _ENDING.search(last.text) and _RUNIN.match(line.text):
        return False
    headline = (len(group) == 1 or is_bullet(group[0].text)) and not _ENDING.search(last.text)
    return not (headline and _opens_sentence(line.text))


def _opens_sentence(text: str) -> bool:
    word = text.split(" ", 1)[0]
    return word[:1].isupper() and "".join(words_of(word)[:1]) in _FUNCTION_WORDS


def _swallowed_headline(group: list[_Line], line: _Line) -> bool:
    """Whether the last line of an item is the headline of the paragraph that begins with `line`."""
    last = group[-1]
    return (
        len(group) > 1
        and is_bullet(group[0].text)
        and last.text[:1].isupper()
        and last.indent <= group[0].indent
        and not _ENDING.search(last.text)
        and not is_bullet(line.text)
        and _opens_sentence(line.text)
    )


def _block(group: list[_Line]) -> Block:
    first = group[0]
    text = first.text
    for line in group[1:]:
        broken = re.search(r"\w-$", text) and line.text[:1].isalnum()
        text = text + line.text if broken else f"{text} {line.text}"
    block = Block("paragraph", text, line=first.number, gap=first.gap)
    if _RULE.match(text):
        return replace(block, kind="rule")
    if first.quoted:
        return replace(block, kind="quote")
    return _shaped(block)


def _shaped(block: Block) -> Block:
    """Headings by their shape, items by their bullet."""
    text = block.text
    if match := _HASHES.match(text):
        return replace(block, kind="heading", text=match["text"], rank=len(match["hashes"]))
    if len(text) <= 130 and (match := _FRAMED.match(text)) and not is_bullet(text):
        note = match["frame"] in _EMPHASIS and _SENTENCES.search(match["text"])  # or a biography, in italics
        kind, rank = (block.kind, 0) if note else ("heading", 2)
        return replace(block, kind=kind, text=match["text"], rank=rank)
    if (match := _NUMBER.match(text)) and len(text) <= 130 and not text.endswith((".", ";", ",")):
        number, title = match.group().strip(), text[match.end() :]
        return replace(block, kind="heading", rank=RANK_NUMBERED, text=title, marker=number)
    if match := _BULLET.match(text):
        return replace(block, kind="item", text=text[match.end() :], marker=match.group().strip())
    if is_capitals(text):
        return replace(block, kind="heading", rank=RANK_CAPITALS)
    return block


def is_capitals(text: str) -> bool:
    """Whether a short line is written in capitals, as headings are: two words, or one of more than four letters."""
    letters = [character for character in text if character.isalpha()]
    words = words_of(text)
    if len(text) > 110 or len(letters) < 5 or text.endswith((".", ",", ";")) or len(words) > 16:
        return False
    return sum(1 for letter in letters if letter.isupper()) >= 0.95 * len(letters)


def _with_underlines(blocks: list[Block]) -> list[Block]:
    """A short line above a line of signs is a heading; the signs go."""
    done: list[Block] = []
    for block in blocks:
        above = done[-1] if done else None
        if (
            block.kind == "rule"
            and above is not None
            and above.kind in ("paragraph", "heading")
            and not block.gap
            and _UNDERLINE.match(block.text)
            and len(above.text) <= 120
            and len(block.text) >= 0.4 * len(above.text)
        ):
            done[-1] = replace(above, kind="heading", rank=1 if block.text[0] == "=" else 2)
        else:
            done.append(block)
    return done


def _with_signature(blocks: list[Block]) -> list[Block]:
    """What follows the line "--" near the end is a signature, as in e-mail (RFC 3676, section 4.3)."""
    start = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].text in ("--", "—")), None)
    if start is None or sum(len(words_of(block.text)) for block in blocks[start:]) > 120:
        return blocks
    signature = [replace(block, hint="sign-off", why="stands under the line “--”") for block in blocks[start:]]
    return blocks[:start] + signature


def _with_lists(blocks: list[Block]) -> list[Block]:
    """Numbered lines that follow each other are a list; numbered lines with text between them are headings."""
    numbered = [block.kind == "heading" and block.rank == RANK_NUMBERED for block in blocks]
    around = [*numbered, False]
    return [
        replace(block, kind="item", rank=0) if numbered[at] and (around[at + 1] or around[at - 1]) else block
        for at, block in enumerate(blocks)
    ]
