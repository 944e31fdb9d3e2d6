"""Spoken form → phonemes: espeak-ng's reading, with the pronunciations that the lexicon gives put in their place.

Punctuation stays where it was, for it shapes the melody. The words around a given pronunciation are read as if it
were an ordinary word, so that "l'", "les" or "the" before it come out right; a placeholder that begins like the
pronunciation (vowel or consonant) stands for it and is then replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matinale.languages import primary_language
from matinale.model import Pronunciation, SpokenForm
from matinale.speech.acronyms import with_acronyms
from matinale.speech.espeak_ng import EspeakNg, load_espeak_ng
from matinale.speech.liaison import with_missing_liaisons, without_false_liaisons

TIE = "^"
"""Stands between the letters of one sound: "t^ʃat"."""
MARKS = ';:!?¡¿—…"“”(){}[]'
"""Marks that part a clause wherever they stand; a comma or a full stop does so except between two digits."""

_PART = re.compile(rf" ?(?:(?:[{re.escape(MARKS)}]|(?<![0-9])[.,]|[.,](?![0-9])) ?)+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "«": "“", "»": "”", "–": "—", "\u00a0": " ", "\u202f": " "})
# Before a letter that is spelled, espeak-ng reads a capital elision by its name: "L'U E" as "L apostrophe U E".
_ELISION = re.compile(r"\b(?:[CDJLMNST]|Qu)(?=')")
_STRESS = "ˈˌ"
_VOWELS = "aeiouyæøœəɐɑɒɔɛɜɨɪʊʌɤɯᵻAIOQWY"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A made-up word that no text has: as written, and as espeak-ng reads it (without stress)."""

    written: str
    read: str


@dataclass(frozen=True, slots=True)
class _Reader:
    espeak: EspeakNg
    tie: str

    def read(self, text: str, language: str) -> str:
        return self.espeak.phonemes(text, language, self.tie)


# Per language: one that begins with a consonant, one that begins with a vowel.
PLACEHOLDERS = {
    "fr": (Placeholder("kobazou", "kobazu"), Placeholder("odifou", "odifu")),
    "en": (Placeholder("batzig", "bætsɪɡ"), Placeholder("imbazz", "ɪmbæz")),
    "en-gb": (Placeholder("batzig", "batsɪɡ"), Placeholder("imbazz", "ɪmbaz")),
}


def phonemes_of(spoken: SpokenForm, language: str, tie: str = "") -> str:
    """The phonemes of a spoken form in IPA (espeak-ng's convention), with stress and punctuation, single-spaced.

    `tie`: put between the letters of one sound (`TIE`), or nothing.

    Raises:
        EngineMissing: espeak-ng is not installed.
        SpeechError: espeak-ng has no such language.
    """
    reader = _Reader(load_espeak_ng(), tie)
    text = _ELISION.sub(lambda match: match.group().lower(), spoken.text.translate(_TYPOGRAPHY))
    spans = with_acronyms(text, spoken.pronunciations, language, reader.read)
    given = [(span, _given(span, text, reader)) for span in spans]
    together = _with_placeholders(text, given, language, reader)
    return _tidy(together if together is not None else _piece_by_piece(text, given, language, reader))


def _given(span: Pronunciation, text: str, reader: _Reader) -> str:
    """What a pronunciation says, as IPA; its ties go where the reading has none."""
    if span.ipa:
        return span.ipa if reader.tie else span.ipa.replace(TIE, "")
    return _read(text[span.start : span.end], span.language, reader)


def _with_placeholders(text: str, given: list[tuple[Pronunciation, str]], language: str, reader: _Reader) -> str | None:
    """The text read with a placeholder for each pronunciation; None where they cannot be told apart afterwards."""
    tag = language.lower()
    pair = PLACEHOLDERS.get(tag) or PLACEHOLDERS.get(primary_language(tag))
    if not given:
        return _read(text, language, reader)
    if pair is None:
        return None
    parts: list[str] = []
    position = 0
    chosen: list[Placeholder] = []
    for span, ipa in given:
        chosen.append(pair[ipa.lstrip(_STRESS)[:1] in _VOWELS])
        parts += [text[position : span.start], chosen[-1].written]
        position = span.end
    read = _read("".join([*parts, text[position:]]), language, reader)
    return _replaced(read, [(placeholder, ipa) for placeholder, (_, ipa) in zip(chosen, given, strict=True)])


def _replaced(read: str, expected: list[tuple[Placeholder, str]]) -> str | None:
    """The reading with its placeholders replaced in order, or None where it does not hold exactly those."""
    patterns = {_pattern(placeholder) for placeholder, _ in expected}
    found = list(re.finditer("|".join(sorted(patterns)), read))
    if len(found) != len(expected):
        return None
    parts: list[str] = []
    position = 0
    for match, (placeholder, ipa) in zip(found, expected, strict=True):
        if not re.fullmatch(_pattern(placeholder), match.group()):
            return None
        parts += [read[position : match.start()], ipa]
        position = match.end()
    return "".join([*parts, read[position:]])


def _pattern(placeholder: Placeholder) -> str:
    stress = f"[{_STRESS}]?"
    return stress + stress.join(re.escape(letter) for letter in placeholder.read)


def _piece_by_piece(text: str, given: list[tuple[Pronunciation, str]], language: str, reader: _Reader) -> str:
    parts: list[str] = []
    position = 0
    for span, ipa in given:
        parts += [_read(text[position : span.start], language, reader), " ", ipa, " "]
        position = span.end
    return "".join([*parts, _read(text[position:], language, reader)])


def _read(text: str, language: str, reader: _Reader) -> str:
    """espeak-ng's reading of a text, clause by clause, with the punctuation between them."""
    return "".join(clause if is_mark else _read_clause(clause, language, reader) for clause, is_mark in _clauses(text))


def _read_clause(clause: str, language: str, reader: _Reader) -> str:
    if primary_language(language) != "fr":
        return reader.read(clause, language)
    spelled = with_missing_liaisons(clause)
    return without_false_liaisons(spelled, reader.read(spelled, language), lambda word: reader.read(word, language))


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a text and the marks between them (with the spaces around the marks), in order."""
    text = re.sub(r"\s+", " ", text)
    position = 0
    for match in _PART.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], False
        yield match.group(), True
        position = match.end()
    if position < len(text):
        yield text[position:], False


def _tidy(phonemes: str) -> str:
    return " ".join(phonemes.split())
