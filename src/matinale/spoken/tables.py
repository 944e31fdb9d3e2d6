"""What several modules look up: word lists kept as text, the signs of fractions, the shape of coordinates."""

from __future__ import annotations

import unicodedata

PARTS = {
    sign: (int(over), int(under))
    for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    for over, under in [unicodedata.normalize("NFKC", sign).split("\u2044")]
}
"""The signs of fractions, as (over, under): Unicode, chapter 22.3, "Fractions"."""

COORDINATE = (
    r"(?P<degrees>\d{1,3}) ?° ?(?P<minutes>[0-5]?\d)'(?: ?(?P<seconds>[0-5]?\d)(?:\"|''))? ?(?P<towards>[NSEOW])(?!\w)"
)
"""A latitude or a longitude: ISO 6709, annex D, as newspapers print it."""


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("un deux un"))
    ['deux', 'un']
    """
    return frozenset(text.split())
