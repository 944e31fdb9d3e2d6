"""Dates and issue numbers as newsletters write them, in French and English."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan", "fevrier fevr fev february feb", "mars march mar", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil july jul", "aout august aug", "septembre september sept sep",
            "octobre october oct", "novembre november nov", "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|lun|mar|mer|jeu|ven|sam|dim|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
)
_DAY = r"(?P<day>\d{1,2})(?: ?(?:er|st|nd|rd|th|e|eme))?|(?P<first>premier)"
_WRITTEN = (
    re.compile(
        rf"(?:\b(?:{_WEEKDAY})\b\.?,? ?)?(?:\b(?:le|the|du) )?\b(?:{_DAY}) (?:of )?(?P<month>{_MONTH})\b\.?,? ?"
        r"(?P<year>20\d\d|19\d\d)?"
    ),
    re.compile(
        rf"(?:\b(?:{_WEEKDAY})\b\.?,? ?)?\b(?P<month>{_MONTH})\b\.? (?:{_DAY})(?!\d)(?:,? ?(?P<year>20\d\d|19\d\d))?"
    ),
)
_ISO = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)[-_./ ]?(?P<month>\d\d)[-_./ ]?(?P<day>\d\d)(?!\d)")
_DIGITS = re.compile(
    r"(?<![\d/])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>20\d\d|\d\d)(?![\d/])"
)
_NUMBER = re.compile(
    r"(?:\bn ?[°ºo]\.? ?|\bno\. ?|#|\bnumero |\bissue (?:no\.? ?|number |#)?|\bedition (?:no\.? ?|n[°º] ?|#)?"
    r"|\bepisode |\bvol\.? ?\d+,? (?:no\.?|issue) )(?P<number>\d{1,5})\b"
)


def find_date(text: str, *, month_first: bool = False) -> tuple[dt.date, str] | None:
    """The first whole date in a text (day, month and year) and the words that say it.

    `month_first`: how to take 03/04/2025, which is written both ways.

    >>> find_date("Jeudi 30 janvier 2025 – n° 12")
    (datetime.date(2025, 1, 30), 'Jeudi 30 janvier 2025')
    """
    plain = _plain(text)
    for pattern in (*_WRITTEN, _ISO, _DIGITS):
        for match in pattern.finditer(plain):
            day = _date_of(match, month_first=month_first)
            if day is not None:
                return day, text[match.start() : match.end()].strip(" ,")
    return None


def find_day(text: str) -> str:
    """The words that say a day without its year ("jeudi 30 janvier", "January 30"), or ""."""
    plain = _plain(text)
    match = next((found for pattern in _WRITTEN if (found := pattern.search(plain))), None)
    return text[match.start() : match.end()].strip(" ,") if match else ""


def date_in_name(name: str) -> dt.date | None:
    """The date in a file's name: `lettre-2025-01-30.txt`, `20250130.eml`, `30-01-2025.md`."""
    for pattern in (_ISO, _DIGITS):
        for match in pattern.finditer(name):
            day = _date_of(match, month_first=False)
            if day is not None:
                return day
    return None


def find_number(text: str) -> tuple[int, str] | None:
    """The number of an issue and the words that say it ("n° 123", "#45", "Issue 7")."""
    match = _NUMBER.search(_plain(text))
    return (int(match["number"]), text[match.start() : match.end()]) if match else None


def _plain(text: str) -> str:
    """Lower case without accents, of the same length, so that places in it are places in the text."""
    if text.isascii():
        return text.lower()
    return "".join(_base(character) for character in text)


def _base(character: str) -> str:
    small = unicodedata.normalize("NFD", character)[0].lower()
    return small if len(small) == 1 else character


def _date_of(match: re.Match[str], *, month_first: bool) -> dt.date | None:
    groups = match.groupdict()
    try:
        if "one" in groups:
            one, two = int(groups["one"] or 0), int(groups["two"] or 0)
            year = int(groups["year"] or 0)
            month, day = (one, two) if (month_first and one <= 12) or two > 12 else (two, one)
            return dt.date(year + 2000 if year < 100 else year, month, day)
        if not groups["year"]:
            return None
        month_text = groups["month"] or ""
        number = int(month_text) if month_text.isdigit() else _MONTHS[month_text]
        return dt.date(int(groups["year"]), number, int(groups["day"] or 1))
    except ValueError:
        return None
