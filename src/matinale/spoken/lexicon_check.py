"""Checks a lexicon by ear: each entry is said, what was said is transcribed, and what comes back wrong is listed.

Pure: the voice and the ear are passed in as one function. Entries are said several in a sentence, which is ten times
faster; one that does not come back is said once more alone, so that it is not blamed for its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from matinale.model import Pronunciation, SpokenForm
from matinale.spoken.comparison import resembles
from matinale.spoken.matching import Entry, Lexicon

Listen = Callable[[SpokenForm, str], str]
"""Says a spoken form in a language and gives back what a recogniser heard."""

CARRIERS = {"fr": ("Voici ", ", dans l'actualité."), "en": ("This is ", ", in the news today.")}
TOGETHER = 5


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry, what was heard of it, and whether it was recognisable."""

    entry: Entry
    heard: str
    recognised: bool


def check_lexicon(
    lexicon: Lexicon, listen: Listen, *, language: str = "", only: Sequence[str] = ()
) -> Iterator[CheckedEntry]:
    """Every entry that says how it sounds, in the file's order, with what came back of it.

    `language` is the lexicon's unless it is given; `only` are written forms or categories to check, all without it.
    """
    tag = language or lexicon.language or "fr"
    chosen = [entry for entry in lexicon.entries if _is_said(entry) and _is_chosen(entry, only)]
    for start in range(0, len(chosen), TOGETHER):
        group = chosen[start : start + TOGETHER]
        heard = listen(carrier_of(group, tag), tag)
        for entry in group:
            if is_recognised(entry, heard, tag):
                yield CheckedEntry(entry, heard, recognised=True)
            else:
                alone = listen(carrier_of([entry], tag), tag)
                yield CheckedEntry(entry, alone, is_recognised(entry, alone, tag))


def carrier_of(entries: Iterable[Entry], language: str) -> SpokenForm:
    """A short sentence that says these entries, one after the other."""
    before, after = CARRIERS.get(language.partition("-")[0].lower(), CARRIERS["en"])
    text = before
    spans: list[Pronunciation] = []
    for number, entry in enumerate(entries):
        text += ", " if number else ""
        start = len(text)
        text += entry.say or entry.written
        if entry.ipa or entry.lang:
            spans.append(Pronunciation(start, len(text), entry.ipa, entry.lang))
    return SpokenForm(text + after, tuple(spans))


def is_recognised(entry: Entry, heard: str, language: str) -> bool:
    """Whether one of the entry's spellings, or one that it says a recogniser may write, is in what was heard."""
    return any(resembles(spelling, heard, language, least=0.7) for spelling in (*entry.spellings, *entry.heard))


def _is_said(entry: Entry) -> bool:
    return bool(entry.say or entry.ipa or entry.lang) and not entry.written.endswith("'s")


def _is_chosen(entry: Entry, only: Sequence[str]) -> bool:
    return not only or entry.written in only or entry.category in only
