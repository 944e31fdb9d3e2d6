"""Quotations that stand out: their own voice, or announced in words, where the show wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matinale.model import Section
from matinale.script.lines import Block
from matinale.script.templates import Phrasebook
from matinale.settings import Wording

LEAST_WORDS = 6  # shorter ones are a word in quotation marks, which the voice alone sets apart

# Straight quotation marks have no sides: what stands around them tells, and keeps inches (27") out. A single one closes
# after a stop alone, since it is an apostrophe too.
_QUOTE = re.compile(
    r"“[^“”]*”[.,;:!?…]*|«[^«»]*»(?:\s?[.,;:!?…])*|(?<![^\s(\[—–-])\"(?=[^\W_])[^\"“”«»]*(?<=\S)\"(?!\w)[.,;:!?…]*"
    r"|(?<!\w)‘[^‘“”«»]*?[.,!?…]’(?!\w)"
)


def quoted(block: Block, wording: Wording, book: Phrasebook) -> Iterator[Block]:
    """The block, its quotations set apart as blocks of their own where they have a voice or are announced.

    Joined by single spaces the parts give the block's text back, but for what announces a quotation.
    """
    apart = wording.quote or wording.announce_quotes
    if not apart or block.role not in ("text", "lead"):
        yield block
        return
    parts: list[Block] = []
    position = 0
    for match in _long_quotes(block.text):
        parts += _plain(block, block.text[position : match.start()], wording)
        parts += _announced(block, match.group(), wording, book)
        position = match.end()
    parts += _plain(block, block.text[position:], wording)
    yield from parts[:-1]
    yield from (replace(part, pause=block.pause) for part in parts[-1:])


def quotations_of(section: Section) -> frozenset[int]:
    """The places of a section's paragraphs that are quotations as a whole.

    One that quotes itself, with words around what is quoted, is text like any other.
    """
    return frozenset(place for place in section.quotes if not any(_long_quotes(section.paragraphs[place])))


def _long_quotes(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _QUOTE.finditer(text) if len(match.group().split()) >= LEAST_WORDS)


def set_off(block: Block, wording: Wording, book: Phrasebook, *, first: bool, last: bool) -> Iterator[Block]:
    """A paragraph that is a quotation; `first`, `last` of those that follow one another, which are announced as one."""
    if not (wording.quote or wording.announce_quotes):
        yield block
        return
    announced = wording.announce_quotes and (len(block.text.split()) >= LEAST_WORDS or not (first and last))
    if announced and first:
        yield replace(block, text=book.say("quote_before"), pause=wording.pause_clause, language=book.language)
    closed = announced and last
    pause = wording.pause_sentence if closed else block.pause
    yield replace(block, role="quote", voice=wording.quote or block.voice, pause=pause)
    if closed:
        yield replace(block, text=book.say("quote_after"), language=book.language)


def _plain(block: Block, text: str, wording: Wording) -> Iterator[Block]:
    if text.strip():
        yield replace(block, text=text.strip(), pause=wording.pause_clause)


def _announced(block: Block, quotation: str, wording: Wording, book: Phrasebook) -> Iterator[Block]:
    pause = wording.pause_sentence
    said = replace(block, role="quote", text=quotation, voice=wording.quote or block.voice, pause=pause)
    if not wording.announce_quotes:
        yield said
        return
    yield replace(block, text=book.say("quote_before"), pause=wording.pause_clause, language=book.language)
    yield said
    yield replace(block, text=book.say("quote_after"), pause=pause, language=book.language)
