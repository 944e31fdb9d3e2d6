"""Run-in headings: a heading at the beginning of its paragraph ("La facture – Le chantier a coûté …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matinale.sources.blocks import words_of
from matinale.sources.marks import Mark

# A heading, a dash between spaces (or an em dash without them), then the beginning of a sentence.
_DASHED = re.compile(r"^(?P<heading>[^\n]{2,80}?)(?:\s+[–—-]{1,2}\s+|—)(?=[«“‘\"'(]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_AFTER_BOLD = re.compile(r"\s*[.:–—-]*\s*")
_MOST_WORDS = 10

RunIn = tuple[int, int]
"""Where the heading ends and where the text begins; (0, 0) where there is none."""


def find_runins(marks: Sequence[Mark]) -> tuple[RunIn, ...]:
    """For each block its run-in heading.

    A dash alone could be a dateline or an aside, so it counts only where a second paragraph is made the same way; bold
    type with a mark after it counts alone.
    """
    dashed = [_dashed(mark) for mark in marks]
    several = sum(1 for runin in dashed if runin[0]) >= 2
    return tuple(
        _bold(mark) or (dash if several or mark.block.strong >= dash[0] > 0 else (0, 0))
        for mark, dash in zip(marks, dashed, strict=True)
    )


def _dashed(mark: Mark) -> RunIn:
    if not mark.prose or mark.block.kind != "paragraph" or mark.words < 12:
        return 0, 0
    match = _DASHED.match(mark.block.text)
    if not match:
        return 0, 0
    heading = match["heading"]
    if (
        len(words_of(heading)) > _MOST_WORDS
        or re.search(r"[.!?;:,]\s|,$", heading)
        or heading.count("(") != heading.count(")")
    ):
        return 0, 0
    return match.end("heading"), match.end()


def _bold(mark: Mark) -> RunIn | None:
    """Bold type at the beginning, ended by a full stop, a colon or a dash, with text after it."""
    block = mark.block
    if not mark.prose or block.kind != "paragraph" or not 0 < block.strong < len(block.text):
        return None
    heading = block.text[: block.strong].rstrip()
    after = _AFTER_BOLD.match(block.text, len(heading))
    end = after.end() if after else len(heading)
    closed = heading.endswith((".", ":", "!", "?", "–", "—", "…")) or bool(after and after.group().strip())
    rest = block.text[end:]
    if not closed or len(words_of(heading)) > 12 or len(words_of(rest)) < 5 or rest[:1].islower():
        return None
    return len(heading.rstrip(" .:–—-")), end
