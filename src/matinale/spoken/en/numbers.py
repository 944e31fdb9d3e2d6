"""English number words: cardinals, ordinals, decimals, years. American by default, British with *and*.

The words below a thousand come from num2words; years, scales and style are ours (Chicago Manual of Style, § 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

# Spaces part thousands, unless the last group belongs to what follows: 2 500-mg tablets, a Core Ultra 9 285K.
INTEGER = r"(?>\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,3}(?: \d{3}){1,6}+(?!\d)(?:(?<= 000)|(?!-[a-z]|[A-Z](?!\w)))|\d+)"
NUMBER = rf"(?>{INTEGER}(?:\.\d+)?)"

YEAR = re.compile(r"(?:1[1-9]|20)\d\d")

_LARGEST = 15
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


@cache
def _below_thousand(value: int) -> str:
    return _num2words()(value).replace(" and ", " ")


@cache
def _num2words() -> Callable[[int], str]:
    from num2words.lang_EN import Num2Word_EN

    return cast("Callable[[int], str]", Num2Word_EN().to_cardinal)


@lru_cache(maxsize=65536)
def cardinal(value: int) -> str:
    """A cardinal in words, the American way (no *and*).

    >>> cardinal(312), cardinal(21), cardinal(1_250_000), cardinal(0)
    ('three hundred twelve', 'twenty-one', 'one million two hundred fifty thousand', 'zero')
    """
    parts: list[str] = []
    rest = value
    for unit, name in _SCALES:
        count, rest = divmod(rest, unit)
        if count:
            parts.append(f"{cardinal(count)} {name}")
    if rest or not parts:
        parts.append(_below_thousand(rest))
    return " ".join(parts)


@lru_cache(maxsize=8192)
def ordinal(value: int) -> str:
    """An ordinal in words.

    >>> ordinal(1), ordinal(21), ordinal(12), ordinal(20), ordinal(100)
    ('first', 'twenty-first', 'twelfth', 'twentieth', 'one hundredth')
    """
    words = cardinal(value)
    head, separator, last = re.match(r"(.*?)([ -]?)([a-z]+)\Z", words, re.S).groups()  # type: ignore[union-attr]  # a cardinal ends in a word
    if last in _IRREGULAR:
        return f"{head}{separator}{_IRREGULAR[last]}"
    return f"{head}{separator}{last[:-1] + 'ieth' if last.endswith('y') else last + 'th'}"


def spelled_digits(digits: str) -> str:
    """One by one: '007' → 'zero zero seven'."""
    return " ".join(map(_below_thousand, map(int, digits)))


_SEPARATORS = str.maketrans("", "", " ,")


@lru_cache(maxsize=65536)
def say_number(written: str) -> str:
    """A matched number in words.

    >>> say_number("1,250"), say_number("3.14"), say_number("0.05"), say_number("007")
    ('one thousand two hundred fifty', 'three point one four', 'zero point zero five', 'zero zero seven')
    """
    whole, _, part = written.partition(".")
    whole = whole.translate(_SEPARATORS)
    if len(whole) > _LARGEST or (len(whole) > 1 and whole[0] == "0" and not part):
        words = spelled_digits(whole)
    else:
        words = cardinal(int(whole)) if whole else "zero"
    return f"{words} point {spelled_digits(part)}" if part else words


def is_one(written: str) -> bool:
    """Whether the noun after this number is singular: only after exactly 1."""
    return written.translate(_SEPARATORS) == "1"


def several(words: str) -> str:
    """The plural of a number in words.

    >>> several("twenty"), several("six"), several("hundred")
    ('twenties', 'sixes', 'hundreds')
    """
    return words[:-1] + "ies" if words.endswith("y") else words + ("es" if words.endswith("x") else "s")


def say_pair(two: int) -> str:
    """Two figures of a year or a name: 5 → 'oh five', 24 → 'twenty-four'."""
    return f"oh {cardinal(two)}" if two < 10 else cardinal(two)


@lru_cache(maxsize=4096)
def say_year(year: int) -> str:
    """A year.

    >>> say_year(1999), say_year(2024), say_year(2005), say_year(1905), say_year(1900), say_year(2000), say_year(2010)
    ('nineteen ninety-nine', 'twenty twenty-four', 'two thousand five', 'nineteen oh five', 'nineteen hundred', 'two thousand', 'twenty ten')
    """
    if 2000 <= year < 2010 or year < 1000 or year % 1000 == 0:
        return cardinal(year)
    century, rest = divmod(year, 100)
    return f"{cardinal(century)} {say_pair(rest)}" if rest else f"{cardinal(century)} hundred"


def british(words: str) -> str:
    """*and* before the last two figures, as the British say it.

    >>> british("three hundred twelve people"), british("two thousand five"), british("one thousand two hundred fifty")
    ('three hundred and twelve people', 'two thousand and five', 'one thousand two hundred and fifty')
    """
    return _AND.sub(r"\1 and ", words)


SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_AND = re.compile(
    rf"\b((?:{SMALL}) hundred|(?:{SMALL}|hundred) (?:thousand|million|billion)) (?=(?:{SMALL})\b(?! (?:hundred|thousand|point)))"
)
