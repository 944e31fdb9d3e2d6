"""Word lists kept as text, so that a list of three hundred words is ten lines to read and to add to."""

from __future__ import annotations

import unicodedata

PARTS = {
    sign: (int(over), int(under))
    for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    for over, under in [unicodedata.normalize("NFKC", sign).split("\u2044")]
}
"""The signs of fractions, as (over, under): Unicode, chapter 22.3, "Fractions"."""


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("un deux un"))
    ['deux', 'un']
    """
    return frozenset(text.split())
