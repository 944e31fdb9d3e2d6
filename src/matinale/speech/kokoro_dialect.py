"""espeak-ng's IPA → the phonemes that Kokoro learnt.

Kokoro was trained on the output of its own reader, the project `misaki` (Apache-2.0), which writes diphthongs and
affricates as one sign each and, in English, follows other habits than espeak-ng. espeak-ng marks what is one sound
with a tie (`a^ɪ`), which tells the diphthong of "my" from two vowels that happen to meet.
"""

from __future__ import annotations

import re

from matinale.languages import primary_language
from matinale.speech.phonemes import TIE

ANY_LANGUAGE = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "ɔ^ɪ": "Y",
    "d^ʒ": "ʤ",
    "d^z": "ʣ",
    "t^ʃ": "ʧ",
    "t^s": "ʦ",
    "s^s": "S",
}

UNTIED = ("aɪ", "aʊ", "eɪ", "oʊ", "əʊ", "ɔɪ", "dʒ", "tʃ")
"""What is one sound in English wherever it stands: a lexicon's IPA has no ties."""

# In English: no nasal vowels, no length in American, r as the approximant, a flap of its own, syllabic consonants
# written with a small schwa before them.
ENGLISH = (
    ("ʔˌn\u0329", "tᵊn"),
    ("ʔn\u0329", "tᵊn"),
    ("ʔn", "tᵊn"),
    ("ʔ", "t"),
    ("ə^l", "ᵊl"),
    ("ʲ", ""),
    ("ɚ", "əɹ"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɐ", "ə"),
    ("ɬ", "l"),
    ("\u0303", ""),
    ("ɾ", "T"),
)
AMERICAN = (("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("o", "ɔ"), ("e", "A"))
BRITISH = (("i^ə", "ɪə"), ("iə", "ɪə"), ("o", "ɔ"), ("e", "A"))


def kokoro_dialect(phonemes: str, language: str) -> str:
    """espeak-ng's reading, with ties, in the model's own convention.

    >>> kokoro_dialect("t^ʃˈe^ɪnd^ʒ", "en")
    'ʧˈAnʤ'
    >>> kokoro_dialect("nˈɜːs", "en")
    'nˈɜɹs'
    >>> kokoro_dialect("ɡʁɑ̃ t^ʃˈa", "fr")
    'ɡʁɑ̃ ʧˈa'
    """
    british = language.lower() in ("en-gb", "en-ie", "en-au", "en-nz")
    if british:
        phonemes = phonemes.replace("e^ə", "ɛː")
    for tied, sign in ANY_LANGUAGE.items():
        phonemes = phonemes.replace(tied, sign)
    if primary_language(language) == "en":
        for pair in UNTIED:
            phonemes = phonemes.replace(pair, ANY_LANGUAGE[f"{pair[0]}{TIE}{pair[1]}"])
        for theirs, ours in (*ENGLISH, *(BRITISH if british else AMERICAN)):
            phonemes = phonemes.replace(theirs, ours)
        phonemes = re.sub("(\\S)\u0329", r"ᵊ\1", phonemes).replace("\u0329", "")
    return phonemes.replace(TIE, "")
