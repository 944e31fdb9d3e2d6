"""Compares what was to be said with what a recogniser heard: word error rate, and which words went wrong.

The comparison is the plain one: lower case, numbers in words, accents and punctuation dropped. Letters that are spelled
one by one are joined on both sides ("i a", "I.A." and "IA" are one word), for recognisers write them as they please.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, cast

from matinale.languages import primary_language

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_SYMBOLS = {
    "fr": {"%": " pour cent ", "€": " euros ", "$": " dollars ", "£": " livres ", "&": " et ", "+": " plus "},
    "en": {"%": " percent ", "€": " euros ", "$": " dollars ", "£": " pounds ", "&": " and ", "+": " plus "},
}
_HOURS = re.compile(r"(?<=\d) ?h(?=\d|\b)")  # 18 h, 8h30: a recogniser writes hours so
_ELIDED = re.compile(r"\b(?P<head>[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
_LETTERS = re.compile(r"\b\w(?: \w\b)+")
_ELISION_MARK = "0"  # stands for the apostrophe of l', d', so that its letter is not joined to spelled ones
_NO_MORE_THAN = 15  # digits; a longer number is compared digit by digit


@dataclass(frozen=True, slots=True)
class WordErrors:
    """The fewest changes that turn one text into the other, and the stretches that differ (expected, heard)."""

    words: int
    errors: int
    differences: tuple[tuple[str, str], ...] = ()

    @property
    def rate(self) -> float:
        """Word error rate; 0 where there were no words."""
        return self.errors / self.words if self.words else 0.0


def comparable_words(text: str, language: str, *, join_letters: bool = True) -> tuple[str, ...]:
    """The words of a text in the form in which they are compared.

    >>> comparable_words("L’I.A. coûte 1,5 million d’euros !", "fr")
    ('l', 'ia', 'coute', 'un', 'virgule', 'cinq', 'million', 'd', 'euros')
    >>> comparable_words("À 8h30, vers 18 h.", "fr")
    ('a', 'huit', 'heures', 'trente', 'vers', 'dix', 'huit', 'heures')
    """
    primary = primary_language(language)
    plain = text.replace("’", "'").lower()
    for symbol, words in _SYMBOLS.get(primary, _SYMBOLS["en"]).items():
        plain = plain.replace(symbol, words)
    if primary == "fr":
        plain = _HOURS.sub(" heures ", plain)
    plain = _NUMBER.sub(lambda match: f" {_in_words(match.group(), primary)} ", plain)
    if primary == "fr":
        plain = _ELIDED.sub(rf"\g<head>{_ELISION_MARK} ", plain)
    plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    words = " ".join(re.sub(r"[^\w]+", " ", plain).split())
    if join_letters:
        words = _LETTERS.sub(lambda match: match.group().replace(" ", ""), words)
    return tuple(word.rstrip(_ELISION_MARK) for word in words.split())


def count_word_errors(expected: Sequence[str], heard: Sequence[str]) -> WordErrors:
    """Levenshtein's distance over words, and where they differ."""
    matcher = SequenceMatcher(None, expected, heard, autojunk=False)
    differences = tuple(
        (" ".join(expected[a:b]), " ".join(heard[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    )
    return WordErrors(len(expected), _distance(expected, heard), differences)


def count_character_errors(expected: Sequence[str], heard: Sequence[str]) -> int:
    """Levenshtein's distance over the characters of the words, spaces left out."""
    return _distance("".join(expected), "".join(heard))


def resembles(expected: str, heard: str, language: str, *, least: float = 0.75) -> bool:
    """Whether words come back recognisable somewhere in what was heard: the same letters but for a few.

    `least` is the share of the expected letters that must agree, in order, without regard to word boundaries.
    """
    wanted = "".join(comparable_words(expected, language))
    text = "".join(comparable_words(heard, language))
    if not wanted or wanted in text:
        return bool(wanted)
    allowed = int(len(wanted) * (1 - least))
    return _closest(wanted, text) <= allowed


def _closest(wanted: str, text: str) -> int:
    """The distance of `wanted` to the nearest stretch of `text` (Sellers 1980)."""
    row = [0] * (len(text) + 1)
    for number, letter in enumerate(wanted, start=1):
        previous, row = row, [number]
        for index, other in enumerate(text, start=1):
            row.append(min(previous[index] + 1, row[-1] + 1, previous[index - 1] + (letter != other)))
    return min(row)


def _distance(expected: Sequence[str], heard: Sequence[str]) -> int:
    row = list(range(len(heard) + 1))
    for number, word in enumerate(expected, start=1):
        previous, row = row, [number]
        for index, other in enumerate(heard, start=1):
            row.append(min(previous[index] + 1, row[-1] + 1, previous[index - 1] + (word != other)))
    return row[-1]


@lru_cache(maxsize=4096)
def _in_words(number: str, language: str) -> str:
    import num2words

    digits = re.sub(r"[ \u00a0\u202f]", "", number).replace(",", ".")
    if len(digits) > _NO_MORE_THAN:
        return " ".join(digits)
    value = float(digits) if "." in digits else int(digits)
    try:
        return str(cast("Any", num2words).num2words(value, lang=language))
    except NotImplementedError:
        return digits
