"""Checks a lexicon by ear: each entry is said, what was said is transcribed, and what comes back wrong is listed.

Pure: the voice and the ear are passed in as one function. Entries are said several in a sentence, which is ten times
faster; one that does not come back is said again alone, in two sentences, so that it is not blamed for its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from matinale.languages import primary_language
from matinale.model import Pronunciation, SpokenForm
from matinale.spoken.comparison import resembles
from matinale.spoken.matching import Entry, Lexicon

Listen = Callable[[SpokenForm, str], str]
"""Says a spoken form in a language and gives back what a recogniser heard."""

CARRIERS = {
    "fr": (("Voici ", ", dans l'actualité."), ("Ce matin, on parle de ", " à la radio.")),
    "en": (("This is ", ", in the news today."), ("This morning we talk about ", " on the radio.")),
}
"""What is said before and after: the first is for several entries at once, all are for one alone."""
TOGETHER = 5


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry, what was heard of it, and whether it was recognisable. `anew`: it was heard now, not remembered."""

    entry: Entry
    heard: str
    recognised: bool
    anew: bool = True


def check_lexicon(
    lexicon: Lexicon,
    listen: Listen,
    *,
    language: str = "",
    only: Sequence[str] = (),
    remembered: Callable[[Entry], str | None] = lambda _: None,
) -> Iterator[CheckedEntry]:
    """Every entry that says how it sounds, with what came back of it: those remembered first, then in the file's order.

    `language` is the lexicon's unless it is given; `only` are written forms or categories to check, all without it.
    `remembered` gives what was heard of an entry earlier, None where it has to be heard.
    """
    tag = language or lexicon.language or "fr"
    chosen = [entry for entry in lexicon.entries if _is_said(entry) and _is_chosen(entry, only)]
    new: list[Entry] = []
    for entry in chosen:
        heard = remembered(entry)
        if heard is None:
            new.append(entry)
        else:
            yield CheckedEntry(entry, heard, is_recognised(entry, heard, tag), anew=False)
    for start in range(0, len(new), TOGETHER):
        group = new[start : start + TOGETHER]
        heard = listen(carrier_of(group, tag), tag)
        for entry in group:
            if is_recognised(entry, heard, tag):
                yield CheckedEntry(entry, heard, recognised=True)
            else:
                yield _checked_alone(entry, listen, tag)


def _checked_alone(entry: Entry, listen: Listen, tag: str) -> CheckedEntry:
    """What came back of an entry in the first sentence in which it was recognised, or in all of them."""
    attempts: list[str] = []
    for number in range(len(_carriers(tag))):
        attempts.append(listen(carrier_of([entry], tag, number), tag))
        if is_recognised(entry, attempts[-1], tag):
            return CheckedEntry(entry, attempts[-1], recognised=True)
    return CheckedEntry(entry, " / ".join(attempts), recognised=False)


def _carriers(language: str) -> tuple[tuple[str, str], ...]:
    return CARRIERS.get(primary_language(language), CARRIERS["en"])


def carrier_of(entries: Iterable[Entry], language: str, which: int = 0) -> SpokenForm:
    """A short sentence that says these entries, one after the other. `which`: the number of the sentence."""
    before, after = _carriers(language)[which]
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
