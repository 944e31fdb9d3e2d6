"""The entries of a lexicon and how they are found in a text.

A lexicon file is TOML. Each table is a category of the author's choice; each key a written form:

    language = "fr"

    [companies]
    "OpenAI" = { ipa = "opœn ɛj ˈaj", note = "as the French newsreaders say it" }
    "SoftBank" = { ipa = "sˌɔftbˈank", case = "any" }
    "start-up" = { say = "startoppe", plural = true, forms = ["startup", "startups"] }
    "Meta" = [{ ipa = "metˈa" }, { ipa = "mˈɛtə", lang = "en", before = ["the"] }]

Fields are those of `Entry`; a bare string is `say`; `false` silences an entry of the lexicon below. Matching is
explained at `Lexicon.find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Literal

from matinale.languages import primary_language

Case = Literal["exact", "initial", "any"]

_WORD = re.compile(r"\w+")
_BACK, _AHEAD = re.compile(r"(\w+)\W{0,4}\Z"), re.compile(r"\W{0,4}(\w+)")
_WINDOW = 64  # characters looked at for the context of a match
_TYPOGRAPHY = (("’", "'"), ("ʼ", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2010", "-"), ("\u2011", "-"))


@dataclass(frozen=True, slots=True)
class Entry:
    """How one written form is pronounced.

    `say` is a respelling; `ipa` is in espeak-ng's convention, stress marks included; `lang` reads the words in that
    language (an IETF tag). With none of the three, the words are read as they stand, and no rule touches them.
    `case` is "exact", "initial" (the first letter may be a capital; the default of forms that begin with a small one)
    or "any". `plural` adds the form with an s, `forms` adds others, all said the same. `before` and `after` are words
    of which one must precede or follow, `unless_before` and `unless_after` words that must not. `heard` are other
    spellings that a recogniser may write for it (`matinale lexicon check`). `note` is for the reader of the
    file, `doubt` for what no one is sure of; `category` is the table it stands in.
    """

    written: str
    say: str = ""
    ipa: str = ""
    lang: str = ""
    case: Case = "exact"
    plural: bool = False
    forms: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    note: str = ""
    doubt: str = ""
    category: str = ""
    silenced: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """All written forms, without repetition."""
        regular = (f"{self.written}s",) if self.plural else ()
        return tuple(dict.fromkeys((self.written, *regular, *self.forms)))


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at `text[start:end]`."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of an entry, ready to compare: `head` characters stand before its first word."""

    text: str
    head: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries, in the order of their file. Immutable; an index of first words is made once.

    `language` is what the lexicon is for (the primary tag: "fr"); "" is any.
    """

    entries: tuple[Entry, ...] = ()
    language: str = ""
    _index: dict[str, tuple[_Form, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _indexed(self.entries))

    def find(self, text: str) -> tuple[Match, ...]:
        """The entries in a text: from left to right, the longest first, never overlapping.

        A form matches whole words only: `Meta` not in `Metaverse`, not in `meta.ai` or `@Meta`; `OpenAI` in `l’OpenAI`
        and in `OpenAI-Microsoft`. Straight and typographic apostrophes, hyphens and spaces are alike. Linear.
        """
        plain = _plain(text)
        if self._index.keys().isdisjoint(_WORD.findall(plain.lower())):
            return ()  # most lines hold no name: one pass in C settles them
        found: list[Match] = []
        end = 0
        for word in _WORD.finditer(plain):
            forms = self._index.get(word.group().lower())
            if forms is None or word.start() < end:
                continue
            match = _first_match(forms, plain, word.start(), end)
            if match:
                end = match.end
                if not match.entry.silenced:
                    found.append(match)
        return tuple(found)

    def serves(self, language: str) -> bool:
        """Whether this lexicon is for texts in a language, given as an IETF tag."""
        return self.language in ("", primary_language(language))

    def over(self, base: Lexicon) -> Lexicon:
        """This lexicon laid over another: a form that both have is pronounced as this one says."""
        own = {spelling for entry in self.entries for spelling in entry.spellings}
        kept = (_without(entry, own) for entry in base.entries)
        return Lexicon((*self.entries, *(entry for entry in kept if entry is not None)), base.language or self.language)


def layered(lexicons: Iterable[Lexicon]) -> tuple[Lexicon, ...]:
    """One lexicon for each language, made of several in order of rising authority."""
    ordered = tuple(lexicons)
    return tuple(
        reduce(
            lambda base, own: own.over(base), (each for each in ordered if each.serves(language)), Lexicon((), language)
        )
        for language in sorted({each.language for each in ordered})
    )


def _without(entry: Entry, taken: set[str]) -> Entry | None:
    """The entry with the forms that are not taken yet, or None where none is left."""
    left = tuple(spelling for spelling in entry.spellings if spelling not in taken)
    if not left:
        return None
    return entry if left == entry.spellings else replace(entry, written=left[0], plural=False, forms=left[1:])


# ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plain(text: str) -> str:
    """The text with one apostrophe, hyphen and space, character for character."""
    for typographic, plain in _TYPOGRAPHY:
        if typographic in text:
            text = text.replace(typographic, plain)
    return text


def _indexed(entries: tuple[Entry, ...]) -> dict[str, tuple[_Form, ...]]:
    """Forms by their first word in lower case; the longest, then those with a context, come first."""
    index: dict[str, list[_Form]] = {}
    for entry in entries:
        for spelling in entry.spellings:
            text = _plain(spelling)
            word = _WORD.search(text)
            if word:
                shown = text.lower() if entry.case == "any" else text
                index.setdefault(word.group().lower(), []).append(_Form(shown, word.start(), entry))
    return {word: tuple(sorted(forms, key=_rank)) for word, forms in index.items()}


def _rank(form: _Form) -> tuple[int, bool]:
    entry = form.entry
    return -len(form.text), not (entry.before or entry.after or entry.unless_before or entry.unless_after)


def _first_match(forms: tuple[_Form, ...], text: str, word_start: int, free: int) -> Match | None:
    for form in forms:
        start = word_start - form.head
        end = start + len(form.text)
        there = start >= free and _same(form, text[start:end]) and _stands_alone(text, start, end)
        if there and _in_context(form.entry, text, start, end):
            return Match(start, end, form.entry)
    return None


def _same(form: _Form, found: str) -> bool:
    if found == form.text:
        return True
    case = form.entry.case
    if case == "initial":
        return found[1:] == form.text[1:] and found[:1].lower() == form.text[:1].lower()
    return case == "any" and found.lower() == form.text


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter, mark, address or handle continues the form on either side."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left.isalnum() or left in ("_", "@", "#", "/", "\\") or (left == "." and text[start - 2 : start - 1].isalnum()):
        return False
    if right.isalnum() or right in ("_", "@") or "\u0300" <= right <= "\u036f":
        return False
    return not (right == "." and text[end + 1 : end + 2].isalpha() and text[end + 1 : end + 2].islower())


def _in_context(entry: Entry, text: str, start: int, end: int) -> bool:
    if entry.before or entry.unless_before:
        word = _BACK.search(text[max(0, start - _WINDOW) : start])
        if not _agrees(word, entry.before, entry.unless_before):
            return False
    if entry.after or entry.unless_after:
        return _agrees(_AHEAD.match(text[end : end + _WINDOW]), entry.after, entry.unless_after)
    return True


def _agrees(word: re.Match[str] | None, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    found = word.group(1).lower() if word else ""
    return (not wanted or found in wanted) and found not in unwanted


# ── possessives ──────────────────────────────────────────────────────────────────────────────────────────────────────


def with_possessives(lexicon: Lexicon) -> Lexicon:
    """The lexicon of a language that has them (English), with `OpenAI's` and its sound for each entry given in IPA."""
    entries = (each for entry in lexicon.entries for each in (entry, *_possessives(entry)))
    return Lexicon(tuple(entries), lexicon.language)


def _possessives(entry: Entry) -> Iterator[Entry]:
    if entry.ipa and not entry.silenced:
        forms = tuple(f"{spelling}'s" for spelling in entry.spellings if not spelling.endswith("s"))
        if forms:
            ipa = entry.ipa + _s_after(entry.ipa.rstrip("ːˈˌ")[-1:])
            yield replace(entry, written=forms[0], ipa=ipa, plural=False, forms=forms[1:])


def _s_after(sound: str) -> str:
    """The English -s: /ɪz/ after a sibilant, /s/ after an unvoiced consonant, /z/ elsewhere."""
    if sound in "szʃʒ":
        return "ɪz"
    return "s" if sound in "ptkfθ" else "z"
