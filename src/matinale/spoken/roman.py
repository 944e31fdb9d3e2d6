"""Roman numerals."""

from __future__ import annotations

import re

# A well-formed numeral below 4,000 (never empty: look ahead for one letter).
ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WHOLE = re.compile(ROMAN + r"\Z")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(text: str) -> int | None:
    """The value of a well-formed numeral, or None.

    >>> roman_value("XXI"), roman_value("MCMXC"), roman_value("IIX")
    (21, 1990, None)
    """
    if not _WHOLE.match(text):
        return None
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
