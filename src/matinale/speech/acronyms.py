"""Acronyms that are spelled are one word with its stress at the end, not a letter after the other.

"la S N C F" is [la ɛsɛnseˈɛf], "the F B I" [ðɪ ˌɛfbˌiːˈaɪ]. espeak-ng reads letters that stand apart as words with a
stress each ([ˈɛs ˈɛn sˈe ˈɛf]), and a voice that was taught words and stresses hurries or swallows some of them
(docs/voices.md has the figures). In French a group of words has one stress, on its last syllable; in English an
initialism has its main stress on the last letter, as espeak-ng itself reads one that is written in one piece (FBI).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from matinale.languages import primary_language
from matinale.model import Pronunciation

_SPELLED = re.compile(r"(?<![\w-])[A-Z](?: [A-Z])+(?:'s)?(?![\w'])")
_VOWELS = "aeiouyøœəɔɛ"
_EARLIER = {"fr": str.maketrans("", "", "ˈˌ"), "en": str.maketrans("ˈ", "ˌ")}
"""What becomes of the stress of all letters but the last, for each language whose acronyms are one word."""
# espeak-ng has [ə] for the letter; under stress voices make an o of it (BCE: 0 times of 12 as written, 9 with [ø]).
_FRENCH_E = "ˈø"
Read = Callable[[str, str], str]


def with_acronyms(text: str, given: Sequence[Pronunciation], language: str, read: Read) -> tuple[Pronunciation, ...]:
    """The pronunciations given for a text, in order, and those of the acronyms spelled in it ("S N C F", "F B I's").

    Args:
        text: The spoken form.
        given: How parts of it are pronounced; they stand, but for those of a single letter of an acronym.
        language: An IETF tag.
        read: Reads words in a language, as IPA.
    """
    found = tuple(_acronyms(text, given, language, read)) if primary_language(language) in _EARLIER else ()
    kept = (span for span in given if not any(each.start <= span.start < each.end for each in found))
    return tuple(sorted((*kept, *found), key=lambda span: span.start))


def _acronyms(text: str, given: Sequence[Pronunciation], language: str, read: Read) -> Iterator[Pronunciation]:
    for match in _SPELLED.finditer(text):
        start, end = match.span()
        if all(span.end - span.start == 1 for span in given if span.start < end and start < span.end):
            letters = match[0].split()
            yield Pronunciation(
                start, end, ipa=one_word([letter_name(each, language, read) for each in letters], language)
            )


def letter_name(letter: str, language: str, read: Read) -> str:
    """A letter's name as IPA, with its stress. It is read after itself, for a first Y, A or I is taken for a word."""
    if letter == "E" and primary_language(language) == "fr":
        return _FRENCH_E
    return read(f"{letter[0]} {letter}", language).split()[-1]


def one_word(names: Sequence[str], language: str) -> str:
    """The names of letters as one word of French or English; vowels that meet keep apart.

    A French [i] before a vowel keeps its stress, for without it voices say [j] ("l'I A" was "lia").

    >>> one_word(("ˈɛs", "ˈɛn", "sˈe", "ˈɛf"), "fr"), one_word(("sˈe", "ˈi", "ˈa"), "fr")
    ('ɛsɛnseˈɛf', 'seˈiˈa')
    >>> one_word(("ˈɛf", "bˈiː", "ˈaɪ"), "en")
    'ˌɛfbˌiːˈaɪ'
    """
    earlier = _EARLIER[primary_language(language)]
    word = ""
    for name, following in pairwise((*names, "")):
        stressed = not following or (name[-1] == "i" and following.lstrip("ˈˌ")[0] in _VOWELS)
        word += name if stressed else name.translate(earlier)
    return word
