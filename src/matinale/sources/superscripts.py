"""What markup sets above the line: an exponent, the mark of a footnote, or the end of a word.

Text without markup has signs of its own for exponents (m², 10⁹) and writes a footnote's mark as [1]; so do blocks.
"""

from __future__ import annotations

import re

from matinale.sources.blocks import tidy

_FIGURES = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_MARKS = re.compile(r"[^\w+−–-]{0,2}\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,5}\W{0,2}")
# What has a power: units of length (an m alone is no word, in and ft are units after a figure), what is divided by,
# and the letters of formulas. A mark of a footnote may follow any other word.
_UNIT = re.compile(
    r"(?:(?<![^\W_])(?:[kcdhnmµμ]|da)?m|\d\s?(?:ft|in|yd|mi|pi|po|s)|/\s?(?:s|ft|in|yd|mi|ha|h|min)"
    r"|(?<![^\W_])(?:mc|CO|[b-zB-HJ-Z]))$"
)
# Ten and two are raised to any power, small numbers to one above the first; a year or a sum that has something raised
# after it has a footnote.
_BASE = re.compile(r"(?<!\d)(?<!\d[\s\u00a0\u202f])(?:10|2)$")
_SMALL_BASE = re.compile(r"(?<!\d)(?<!\d[\s\u00a0\u202f.,])\d{1,2}$")


def write_raised(before: str, raised: str, *, anchored: bool = False) -> str:
    """How a raised text is written after `before`. `anchored`: it is a link to a place on the page, as to a footnote.

    >>> write_raised("sur 120 m", "2"), write_raised("soit 10", "9"), write_raised("le parc", "1")
    ('²', '⁹', '[1]')
    >>> write_raised("Le 1", "er"), write_raised("en 2025", "2"), write_raised("5 m/s", "-2")
    ('er', '[2]', '⁻²')
    """
    text = tidy(raised)
    if not anchored and _EXPONENT.fullmatch(text) and _is_power(before, text):
        return text.translate(_FIGURES)
    if text and _MARKS.fullmatch(text):
        return "".join(f"[{number}]" for number in re.findall(r"\d+", text))
    return raised


def _is_power(before: str, exponent: str) -> bool:
    if not exponent[0].isdigit():
        return bool(before.strip())
    if _UNIT.search(before):
        return exponent in ("2", "3", "4")
    return bool(_BASE.search(before) or (exponent in ("2", "3", "4", "5", "6") and _SMALL_BASE.search(before)))
