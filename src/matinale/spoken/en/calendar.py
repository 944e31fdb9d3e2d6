"""Dates and years: Jan. 30, 2025; 1/30/2025; the 1990s; Mon-Fri; Q3 2024."""

from __future__ import annotations

import re

from matinale.spoken.en.numbers import cardinal, ordinal, say_pair, say_year
from matinale.spoken.marks import text_before
from matinale.spoken.rules import Rule, rule

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[1-9]|20)\d\d"


def say_date(day: int, month: int, year: str = "") -> str:
    """A date in words, month first.

    >>> say_date(30, 1, "2025"), say_date(4, 7)
    ('January thirtieth, twenty twenty-five', 'July fourth')
    """
    words = f"{MONTHS[month - 1]} {ordinal(day)}"
    return f"{words}, {_year(year)}" if year else words


def _day_first(match: re.Match[str], day: int, month: int, year: str = "") -> str:
    """A date in words, the day first, with an article unless one is written: the thirtieth of January twenty twenty-five."""
    words = f"{_the(match)}{ordinal(day)} of {MONTHS[month - 1]}"
    return f"{words} {_year(year)}" if year else words


def _the(match: re.Match[str]) -> str:
    """The article of an ordinal, unless it is written."""
    return "" if _DETERMINED.search(text_before(match.string, match.start(), 8)) else "the "


_DETERMINED = re.compile(r"(?<!\w)(?:the|happy|a|this|every|another) \Z", re.I)


def _year(written: str) -> str:
    if len(written) == _YEAR_DIGITS:
        return say_year(int(written))
    return say_year(int(written) + (2000 if int(written) < _NEXT_CENTURY else 1900))


_YEAR_DIGITS = 4
_NEXT_CENTURY = 40  # 6/6/44 was a day of the war


@rule(
    "date",
    "A",
    rf"(?<!\w)(?P<month>{_MONTH})\.? (?P<day>{_DAY})(?:st|nd|rd|th)?(?P<range>[-–]{_DAY}(?!\d))?(?P<also> (?:and|or|&) {_DAY}(?=[.,;:!?)]|\Z| (?:at|in|on|for|with|from|to|when|and|but|as|after|before|by)(?!\w)))?(?:(?P<comma>,? )(?P<year>{_YEAR})(?!\d|,\d|%))?(?:(?P<until> ?[-–] ?(?=(?:{_MONTH})\b))|(?![\w%]|:\d|\.\d|,\d{{3}}(?!\d)))",
)
def date(match: re.Match[str]) -> str | None:
    """Month, day, year.

    >>> date.read("on Jan. 30, 2025, March 3rd, July 4, Dec 25 2024, May 3-5, June 3–July 5"), date.read("April 21 and 22, on April 21 and 22 men died")
    ('on January thirtieth, twenty twenty-five, March third, July fourth, December twenty-fifth, twenty twenty-four, May third to fifth, June third to July fifth', 'April twenty-first and twenty-second, on April twenty-first and 22 men died')
    """
    if match["month"] == "May" and match.string.endswith("Theresa ", 0, match.start()):
        return None
    words = f"{MONTHS[_NAMES[match['month']] - 1]} {ordinal(int(match['day']))}"
    if match["until"]:
        return f"{words}, {say_year(int(match['year']))} to " if match["year"] else f"{words} to "
    if match["range"]:
        words += f" to {ordinal(int(match['range'][1:]))}"
    if match["also"]:
        link, day = match["also"].split()
        words += f" {'and' if link == '&' else link} {ordinal(int(day))}"
    return f"{words}, {say_year(int(match['year']))}" if match["year"] else words


@rule(
    "date-day-first",
    "9",
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?P<of> of)? (?P<month>{_MONTH})\b(?:\.(?! [A-Z]|\Z))?(?:,? (?P<year>{_YEAR})(?!\d|,\d|%))?(?P<until> ?[-–] ?(?={_DAY} (?:{_MONTH})\b))?",
)
def date_day_first(match: re.Match[str]) -> str:
    """Day, month, year.

    >>> date_day_first.read("on 30 January 2025, the 4th of July, 29 Sep–2 Oct")
    'on the thirtieth of January twenty twenty-five, the fourth of July, the twenty-ninth of September to the second of October'
    """
    words = _day_first(match, int(match["day"]), _NAMES[match["month"]], match["year"] or "")
    return words + (" to " if match["until"] else "")


@rule(
    "days",
    "9",
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?P<link> to | and | & |-|–|, )(?={_DAY}(?:st|nd|rd|th)?(?:(?:, |,? and | & ){_DAY}(?:st|nd|rd|th)?){{0,4}} (?:{_MONTH})\b)",
)
def days(match: re.Match[str]) -> str:
    """A day before the last of one month.

    >>> days.read("from 3 to 17 May, 12-15 June, on 8, 9 and 12 June")
    'from the third to 17 May, the twelfth to 15 June, on the eighth, the ninth and 12 June'
    """
    link = {", ": ", ", " and ": " and ", " & ": " and "}.get(match["link"], " to ")
    return f"{_the(match)}{ordinal(int(match['day']))}{link}"


@rule(
    "month",
    "A",
    rf"(?<!\w)(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?P<comma>,?) (?:(?P<year>{_YEAR})|'(?P<short>\d\d))(?!\w)(?P<until> ?[-–] ?(?=(?:{_MONTH})\b))?",
)
def month(match: re.Match[str]) -> str:
    """A month and a year.

    >>> month.read("in Dec. 2024, Oct. 2001–May 2003, from Mar. '24")
    'in December twenty twenty-four, October two thousand one to May 2003, from March twenty-four'
    """
    return (
        f"{MONTHS[_NAMES[match['month']] - 1]} {say_year(int(match['year'])) if match['year'] else say_pair(int(match['short']))}"
        + (" to " if match["until"] else "")
    )


@rule("date-iso", "9", r"(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
def date_iso(match: re.Match[str]) -> str:
    """2025-01-30.

    >>> date_iso.read("2025-01-30")
    'January thirtieth, twenty twenty-five'
    """
    return say_date(int(match["day"]), int(match["month"]), match["year"])


def numeric(*, day_first: bool) -> Rule:
    """1/30/2025 in America, 30/1/2025 elsewhere; whichever order the figures allow."""

    @rule("date-numeric", "9", rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>{_YEAR}|\d\d)(?![\d/])")
    def date_numeric(match: re.Match[str]) -> str | None:
        """A date in figures."""
        day, month_number = (
            (int(match["one"]), int(match["two"])) if day_first else (int(match["two"]), int(match["one"]))
        )
        turned = month_number > 12  # 31/12/2026
        if turned:
            day, month_number = month_number, day
        if not (1 <= month_number <= 12 and 1 <= day <= 31):
            return None
        if day_first != turned:
            return _day_first(match, day, month_number, match["year"])
        return say_date(day, month_number, match["year"])

    return date_numeric


_NAMED_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)"  # with "day" after it, or short
_SHORT_DATED = re.compile(
    rf"(?<!\w)(?:[oO]n|[bB]y|[sS]ince|[uU]ntil|[bB]efore|[aA]fter|week of|[dD]ue|dated|signed|[fF]rom|[bB]orn|[dD]ied|{_NAMED_DAY}(?:day|\.)?,?) \Z"
)
# After these a day of a month is sure, whatever share it could be.
_SURELY_DATED = re.compile(
    rf"(?<!\w)(?:(?:[tT]hrough|[tT]hru|[aA]s of|[eE]ffective|(?:[eE]nd(?:s|ed|ing)?|[sS]tart(?:s|ed|ing)?|[bB]eg(?:ins|an|inning)|[oO]pen(?:s|ed|ing)?|[cC]los(?:es|ed|ing)"
    rf"|[lL]aunch(?:es|ed|ing)?|[aA]ir(?:s|ed|ing)?|[pP]remier(?:es|ed|ing)|[eE]xpires?|[rR]eleased|is out|[dD]ebuts|[pP]osted|takes effect|[dD]eadline)(?: on)?|live on"
    rf"|{_NAMED_DAY}(?:day|\.)?,?) |{_NAMED_DAY}(?:day)? \()\Z"
)
_DATED_EVENT = re.compile(
    r" (?:riots?|attacks?|strikes?|hearing|deadline|meeting|episode|issue|release|update|event|session|show|committee|insurrection|game|earthquake|memo|letter|filing)(?!\w)"
)
_SIMPLE = frozenset({2, 3, 4, 5, 8, 16, 32})  # what cups and inches are parted into


@rule(
    "date-short",
    "9",
    r"(?P<month>[1-9]|1[0-2])/(?P<day>[1-9]|[12]\d|3[01])(?:[-–](?P<last_month>[1-9]|1[0-2])/(?P<last_day>[1-9]|[12]\d|3[01]))?(?![\w/%]|\.\d)",
)
def date_short(match: re.Match[str]) -> str | None:
    """12/1 after a word that dates, unless it is a share or a name.

    >>> date_short.read("the week of 12/1, on 9/11, by 1/3 of it, due 4/15")
    'the week of December first, on 9/11, by 1/3 of it, due April fifteenth'
    >>> date_short.read("through 11/21, Fri., 5/9, at 7, the 1/6 riot, Saturday (3/28), scored 3/15, ends 1/3 of it")
    'through November twenty-first, Fri., May ninth, at 7, the January sixth riot, Saturday (March twenty-eighth), scored 3/15, ends 1/3 of it'
    >>> date_short.read("3/7–3/15, 1/4-1/2 cup")
    'March seventh to March fifteenth, 1/4-1/2 cup'
    """
    day, month_number = int(match["day"]), int(match["month"])
    text, end = match.string, match.end()
    if (month_number, day) == (9, 11) or text.startswith((" of ", " a ", " an "), end):
        return None
    before = text[max(0, match.start() - 16) : match.start()]
    sure = _SURELY_DATED.search(before) or (
        before.endswith(("the ", "The ")) and (_DATED_EVENT.match(text, end) is not None)
    )
    last = int(match["last_day"] or 0)
    spans = last and not {day, last} <= _SIMPLE
    if not (sure or spans or (_SHORT_DATED.search(before) and not month_number < day < _ELEVENTH)):
        return None
    return say_date(day, month_number) + (f" to {say_date(last, int(match['last_month']))}" if last else "")


_ELEVENTH = 11  # fewer parts than that are shares as well


@rule("date-day-month", "9", r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\w/%]|\.\d)")
def date_day_month(match: re.Match[str]) -> str | None:
    """A day before its month, which no share can be.

    >>> date_day_month.read("on Thursday 25/6: theft, disco 31/10, open 24/7, a 16/9 screen, 13/10 dogs")
    'on Thursday the twenty-fifth of June: theft, disco the thirty-first of October, open 24/7, a 16/9 screen, 13/10 dogs'
    """
    text, end = match.string, match.end()
    named = _SHORT_DATED.search(text[max(0, match.start() - 9) : match.start()])
    if match[0] in {"24/7", "16/9", "21/9"} or not (
        named or (text[end : end + 1] in {",", ":", ";", "."} or end == len(text))
    ):
        return None
    return _day_first(match, int(match["day"]), int(match["month"]))


@rule(
    "date-dotted",
    "9",
    r"(?P<day>0?[1-9]|[12]\d|3[01])\.(?:(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d|\d\d)|(?P<short>[1-9])\.(?P<whole>(?:19|20)\d\d))(?!\w|\.\d)",
)
def date_dotted(match: re.Match[str]) -> str | None:
    """A date with dots, the day first; with two figures for the year only after a word that dates.

    >>> date_dotted.read("on 31.12.26, 05.06.24, version 10.12.26, born 1.4.1932")
    'on the thirty-first of December twenty twenty-six, the fifth of June twenty twenty-four, version 10.12.26, born the first of April nineteen thirty-two'
    """
    before = text_before(match.string, match.start(), 9)
    dated = match["day"][0] == "0" or _SHORT_DATED.search(before) or before.endswith("stamped ")
    written = match["year"] or match["whole"]
    if (len(written) == 2 or match["short"]) and not dated:
        return None
    return _day_first(match, int(match["day"]), int(match["month"] or match["short"]), written)


_TENS = {
    "10": "tens",
    "20": "twenties",
    "30": "thirties",
    "40": "forties",
    "50": "fifties",
    "60": "sixties",
    "70": "seventies",
    "80": "eighties",
    "90": "nineties",
    "00": "hundreds",
}


@rule("decade", "9'", r"'?(?P<century>1[5-9]|20)?(?P<tens>[0-9]0)'?s(?!\w)")
def decade(match: re.Match[str]) -> str | None:
    """The 1990s, the '80s, the 2010s.

    >>> decade.read("the 1990s, the '80s, the 60s, the 2000s, the 1900s, the 2010s")
    'the nineteen nineties, the eighties, the sixties, the two thousands, the nineteen hundreds, the twenty tens'
    """
    tens, century = match["tens"], match["century"]
    if not century:
        return ("two thousands" if match[0][0] == "'" else None) if tens == "00" else _TENS[tens]
    return "two thousands" if (century, tens) == ("20", "00") else f"{cardinal(int(century))} {_TENS[tens]}"


_WEEKDAYS = {name[:3]: name for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_FULL_DAY = "|".join(_WEEKDAYS.values())
_SPAN = r" ?[-–] ?"


@rule(
    "day-range",
    "A",
    rf"(?<!\w)(?:(?P<day>{_FULL_DAY}|{_WEEKDAY})\.?{_SPAN}(?P<last_day>{_FULL_DAY}|{_WEEKDAY})"
    rf"|(?P<month>{_MONTH})\.?{_SPAN}(?P<last_month>{_MONTH}))(?!\w)(?P<dot>\.(?! ?[A-Z]|\Z))?",
)
def day_range(match: re.Match[str]) -> str:
    """From a weekday, or a month, to another.

    >>> day_range.read("Mon-Fri, Tuesday–Thursday, Jan.-Mar. 2024")
    'Monday to Friday, Tuesday to Thursday, January to March 2024'
    """
    if match["day"]:
        return f"{_WEEKDAYS[match['day'][:3]]} to {_WEEKDAYS[match['last_day'][:3]]}"
    return f"{MONTHS[_NAMES[match['month']] - 1]} to {MONTHS[_NAMES[match['last_month']] - 1]}"


@rule(
    "weekday",
    "A",
    rf"(?<!\w){_WEEKDAY}\.?(?=,? (?:\d|(?:{_MONTH})\b))|(?<!\w)(?<![tT]he )S(?:at|un)\.(?= [a-z]|[,:;)]|\Z)|(?<=[tT]he )S(?:at|un)\.(?= (?:forecast|paper|edition|service|roast|lunch|market|game|match|show)(?!\w))|(?:(?<=\d[CF] )|(?<=mph ))S(?:at|un)(?=[,.;])",
)
def weekday(match: re.Match[str]) -> str:
    """A weekday before a date or a time.

    >>> weekday.read("Sat 14 June, Tue 8pm, on Sun. at noon")
    'Saturday 14 June, Tuesday 8pm, on Sunday at noon'
    """
    return _WEEKDAYS[match[0][:3]] + ("." if match[0][-1] == "." and match.end() == len(match.string) else "")


_BARE = re.compile(r"(?:^|\W)(?:in|of|for|from|since|by|to|and|until|through|during|after|before|than) \Z")


@rule("year-short", "'", r"'(?P<year>\d\d)(?!\w)")
def year_short(match: re.Match[str]) -> str:
    """The class of '99.

    >>> year_short.read("the class of '99")
    'the class of ninety-nine'
    """
    return say_pair(int(match["year"]))


_HALVES = {"1": "first", "2": "second", "3": "third", "4": "fourth"}


@rule(
    "quarter",
    "A9",
    r"(?<!\w)(?:(?P<kind>[QH])(?P<number>[1-4])|(?P<first>[1-4])(?P<after>[QH]))(?:[ -]?(?:of |FY)?(?P<year>(?<=[ Y-])20\d\d|'\d\d)|(?P<short>20\d\d|[12]\d))?(?!\w)(?P<until>[-–](?=[QH][1-4](?!\w)))?",
)
def quarter(match: re.Match[str]) -> str | None:
    """Q3 2024, H1, 3Q.

    >>> quarter.read("Q3 2024, in H1, the Q2 results, from Q2–Q4")
    'the third quarter of twenty twenty-four, in the first half, the second quarter results, from the second quarter to the fourth quarter'
    """
    number = match["number"] or match["first"]
    half = (match["kind"] or match["after"]) == "H"
    if half and number in "34":
        return None
    reported = bool(_REPORTED.match(match.string, match.end()))
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    article = "the " if not reported and (_BARE.search(before) or not before) else ""
    words = f"{article}{_HALVES[number]} {'half' if half else 'quarter'}"
    year = (match["year"] or match["short"] or "").strip("'")
    if not year:
        return words + (" to the " if match["until"] else "")
    return f"{words} {'' if reported else 'of '}{say_year(int(year) if len(year) == 4 else 2000 + int(year))}"


# What a quarter has: before these words it is an adjective.
_REPORTED = re.compile(
    r" (?:(?:net|operating|adjusted|core|total|pre-tax|organic|underlying|global) )?(?:revenues?|profits?|earnings|results?|sales|loss(?:es)?"
    r"|income|guidance|reports?|GDP|growth|figures|numbers|call|forecast|outlook|deliveries|shipments|EPS|data|margins?|performance|update)\b"
)


RULES = (
    date_iso,
    date_day_month,
    date_dotted,
    date_short,
    day_range,
    weekday,
    date,
    days,
    date_day_first,
    month,
    decade,
    year_short,
    quarter,
)
