"""Footnotes: which blocks are, by the mark that they begin with, and the block that each belongs to.

    The tonne fell below 5,000 dollars [1].     cites
    …
    [1] Source: the exchange.                   is cited: a footnote

A block that begins with a mark that nothing before it cites is text like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from matinale.sources.blocks import words_of
from matinale.sources.cleaning import FOOTNOTE_MARK, clean
from matinale.sources.marks import Mark

_NOTE = re.compile(r"(?:\[(?:\d{1,3}|\^[^\[\]\s]{1,30})\]|[¹²³⁰⁴-⁹]{1,3})\s*(?=[^\s.,;:)\]])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def opens_note(text: str) -> bool:
    """Whether a text begins as a footnote does.

    >>> opens_note("[1] Source: the exchange."), opens_note("² The park."), opens_note("[1], for the first time")
    (True, True, False)
    """
    return bool(_NOTE.match(text))


def name_footnotes(marks: Sequence[Mark]) -> None:
    """Find the footnotes, and for each the block that cites it last before it."""
    cited: dict[str, int] = {}
    for place, mark in enumerate(marks):
        block = mark.block
        note = _NOTE.match(block.text) if mark.open and not (block.rank or block.hint) else None
        if block.kind == "footnote":
            goes_on = place > 0 and not block.marker  # a further line of the footnote above
            mark.cited = marks[place - 1].cited if goes_on else cited.get(_key(block.marker), -1)
        elif note and _key(note.group()) in cited and words_of(clean(block.text[note.end() :]).text):
            mark.cited = cited[_key(note.group())]
            text = block.text[note.end() :]
            strong = max(0, block.strong - note.end())
            mark.block = replace(block, text=text, marker=f"[{_key(note.group())}]", strong=strong)
            mark.words = len(words_of(text))
            mark.decide("footnote", f"begins with the mark of a footnote, {note.group().strip()}")
        else:
            cited.update((_key(found.group()), place) for found in FOOTNOTE_MARK.finditer(block.text))


def _key(mark: str) -> str:
    return mark.strip(" []^").removeprefix("note ").translate(_RAISED)


def spans(marks: Sequence[Mark], starts: Sequence[int]) -> list[list[int]]:
    """The places of each article's blocks, from its headline to the next one's, its footnotes last wherever they stand.

    A footnote to what stands before the first article is in none.
    """
    ends = [*starts[1:], len(marks)]
    notes = [place for place, mark in enumerate(marks) if mark.cited >= 0]
    away = set(notes)
    found = [
        [place for place in range(start, end) if place not in away] for start, end in zip(starts, ends, strict=False)
    ]
    for place in notes:
        article = bisect_right(starts, marks[place].cited) - 1
        if article >= 0:
            found[article].append(place)
    return found
