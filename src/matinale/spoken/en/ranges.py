"""Two numbers with a dash: a range, a score, a set of tennis, a height, an act of Congress."""

from __future__ import annotations

import re

from matinale.spoken.en.figures import CARDS, JETS, name_figures
from matinale.spoken.en.nouns import PLURAL_NOUN
from matinale.spoken.en.numbers import INTEGER, NUMBER, YEAR, say_number, say_year
from matinale.spoken.en.records import is_record
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


@rule(
    "range",
    "9",
    rf"(?P<first>{NUMBER})(?:-|–|—)(?=(?P<second>{NUMBER})(?!\w*-\d|/(?:2|3|4|5|8|16|32)(?!\d)))(?P<zero>(?<=\d{{4}}[-–])0(?=\d(?!\d)))?",
)
def interval(match: re.Match[str]) -> str | None:
    """A range or a score: the first number and *to*.

    >>> interval.read("15-25%, 2019-2024, 3-0, 2024-25, 2008-09")
    'fifteen to 25%, twenty nineteen to 2024, three to 0, twenty twenty-four to 25, two thousand eight to 9'
    >>> interval.read("won 6-4, 7-6 (7-4)"), interval.read("a 787-9, 0-0")
    ('won six 4, seven 6 (seven 4)', 'a seven eighty-seven 9, zero 0')
    >>> interval.read("they are 8-1, Denver (47-28) won, 35-0 this season")
    'they are eight and 1, Denver (forty-seven and 28) won, thirty-five and 0 this season'
    >>> interval.read("they were 2-3x likelier, beat Italy (31-12)")
    'they were two to 3x likelier, beat Italy (thirty-one to 12)'
    """
    first, second = match["first"], match["second"]
    if first == second == "0":
        return "zero "  # no goals
    if _together(match):
        return f"{say_number(first)} "
    if JETS.match(first) and _SERIES.fullmatch(second):
        return f"{name_figures(first)} "  # a 787-9
    if first.isdecimal() and CARDS.search(match.string[max(0, match.start() - 12) : match.start()]):
        return f"{name_figures(first)} "  # Boeing 737-800
    link = "and" if match.string.endswith("etween ", 0, match.start()) else "to"
    if YEAR.fullmatch(first) and _is_year_or_part(match):
        return f"{say_year(int(first))} {link} "
    equals = match.string.startswith("=", match.end() + len(second))
    return f"{say_number(first)} {'minus' if equals else 'and' if is_record(match) else link} "


def _together(match: re.Match[str]) -> bool:
    """Whether the numbers are said side by side: a set of tennis, a case before the Supreme Court."""
    first, second, text = match["first"], match["second"], match.string
    if len(first) == len("24") and len(second) > len("24") and _DOCKET.search(text_before(text, match.start(), 16)):
        return True
    if _TALL.fullmatch(f"{first}-{second}") and _is_height(text, match.start(), match.end() + len(second)):
        return True
    if is_record(match):
        return False
    before = text_before(text, match.start(), 12)
    near = _SET_AFTER.match(text, match.end()) or _SET_BEFORE.search(before)
    return (_is_set(first, second) and near is not None) or _is_long_set(match, before)


def _is_year_or_part(match: re.Match[str]) -> bool:
    """Whether what follows a year and a dash is one, or the end of one: 2024-25, the strikes of 1984-5."""
    second = match["second"]
    alone = len(second) == 1 and _IN_YEAR.search(text_before(match.string, match.start(), 8)) is not None
    return alone or len(second) == len("25") or YEAR.fullmatch(second) is not None


_IN_YEAR = re.compile(r"\b(?:of|in|during|winter|season) \Z")
_TALL = re.compile(r"[4-7]-(?:\d|1[01])")


def _is_height(text: str, start: int, end: int) -> bool:
    """Whether two numbers are feet and inches: at 6-4, she towers over them; the 6-10 center."""
    if text.endswith((" the ", " a ", "The ", "A "), 0, start) and _PLAYER.match(text, end):
        return True
    return text.endswith(("At ", " at "), 0, start) and _TOWERS.match(text, end) is not None


_PLAYER = re.compile(
    r" (?:[a-z]+ )?(?:guard|forward|center|striker|defender|tackle|quarterback|pitcher|receiver|lineman|swingman)(?!\w)"
)
_TOWERS = re.compile(r",? [^.;!?]{0,48}\b(?:tower(?:s|ed)?|tall(?:er|est)?|pounds|shortest|giant)\b")
_DOCKET = re.compile(r"Nos?\. (?:\d\d-\d{3,4},? and )?\Z")
# Sets of tennis are said side by side, and the points of the tie-break after one.
_SET = r"(?:[0-7][-–][0-7]|1?\d[-–]1?\d)"
_SET_AFTER = re.compile(rf"\d{{1,2}}(?: ?\(\d{{1,2}}(?:[-–]\d{{1,2}})?\))?(?:,| and|) \(?{_SET}(?![\w%]|[-,]\d)")
_SET_BEFORE = re.compile(rf"(?<![\d-]){_SET}(?: ?\(\d{{1,2}}(?:[-–]\d{{1,2}})?\))?(?:,| and|) \(?\Z")
_LOW, _HIGH = 5, 7  # games: a set is won with six and two more, or with seven


# Sets that are played to fifteen, twenty-one or twenty-five points, one of which the first of the two sides won.
_LONG_AFTER = re.compile(r"\d{1,2}(?:,| and|, and) (?P<one>\d\d?)[-–](?P<two>\d\d?)(?![\w%]|[-,.]\d)")
_LONG_BEFORE = re.compile(r"(?<![\d-])(?P<one>\d\d?)[-–](?P<two>\d\d?)(?:,| and|, and) \Z")
_POINTS = frozenset({15, 21, 25})


def _is_long_set(match: re.Match[str], before: str) -> bool:
    """Whether two numbers and two beside them are sets of volleyball or of badminton."""
    beside = _LONG_AFTER.match(match.string, match.end()) or _LONG_BEFORE.search(before)
    if not beside or not (match["first"] + match["second"]).isdecimal():
        return False
    pairs = [(int(match["first"]), int(match["second"])), (int(beside["one"]), int(beside["two"]))]
    ended = all(max(pair) in _POINTS or (max(pair) > min(_POINTS) and max(pair) - min(pair) == 2) for pair in pairs)
    return ended and all(max(pair) - min(pair) > 1 for pair in pairs) and any(one > two for one, two in pairs)


def _is_set(first: str, second: str) -> bool:
    """Whether two numbers can be a set of tennis, or a tie-break.

    >>> _is_set("6", "4"), _is_set("7", "5"), _is_set("7", "6"), _is_set("10", "8"), _is_set("3", "1"), _is_set("15", "25")
    (True, True, True, True, False, False)
    """
    if not (first.isdecimal() and second.isdecimal()) or len(first) > 2 or len(second) > 2:
        return False
    low, high = sorted((int(first), int(second)))
    return (high == _HIGH - 1 and low < _LOW) or high == _HIGH or (high > _HIGH and high - low == 2)


@rule(
    "range-spaced",
    "9",
    rf"(?P<first>{INTEGER}) [-–] (?=(?P<second>{NUMBER})(?:[.,;:)?!]|\Z| ?%| (?:=|in|at|on|after|against|away|to)\b|(?P<noun> [a-z]{{3,}}s\b)))",
)
def spaced(match: re.Match[str]) -> str | None:
    """A range or a score with spaces around its dash; after a year it is a dash.

    >>> spaced.read("ages 5 – 7, won 3 - 1 at home, 6 – 8 weeks"), spaced.read("since 2019 – 12 of them, page 9 – 12 plates")
    ('ages five to 7, won three to 1 at home, six to 8 weeks', 'since 2019 – 12 of them, page 9 – 12 plates')
    """
    if match["noun"] and not _is_counted(match):
        return None
    if match.string.startswith(" =", match.end() + len(match["second"])):
        return f"{say_number(match['first'])} minus "
    if YEAR.fullmatch(match["first"]) and not YEAR.fullmatch(match["second"]):
        return None
    return f"{say_number(match['first'])} to "


def _is_counted(match: re.Match[str]) -> bool:
    """Whether a spaced dash stands between two numbers that count what follows: 6 – 8 weeks."""
    first, second = match["first"].replace(",", ""), match["second"].replace(",", "")
    if not (first.isdecimal() and second.isdecimal() and int(first) < int(second)) or YEAR.fullmatch(first):
        return False
    text = match.string
    called = _CALLED.search(text_before(text, match.start(), 10))
    return not called and PLURAL_NOUN.match(text, match.end() + len(match["second"])) is not None


_CALLED = re.compile(r"(?:[pP]ages?|[nN]o\.|[nN]umber|[cC]hapter|#|[iI]n|[oO]n) ?\Z")


@rule("statute", "9", r"(?:(?<=Public Law )|(?<=Pub\. L\. ))(?P<congress>\d{2,3})-(?=\d)")
def statute(match: re.Match[str]) -> str:
    """An act of Congress.

    >>> statute.read("Public Law 117-169")
    'Public Law one hundred seventeen dash 169'
    """
    return f"{say_number(match['congress'])} dash "


@rule("between", "9", rf"(?:(?<=etween )|(?<=rom ))(?P<first>{INTEGER}) [-–] (?={NUMBER} [a-z])")
def between(match: re.Match[str]) -> str:
    """A range with spaces around its dash, which a word before it tells.

    >>> between.read("between 2,000 – 3,000 jobs, from 20 - 30 homes")
    'between two thousand and 3,000 jobs, from twenty to 30 homes'
    """
    link = "and" if match.string.endswith("etween ", 0, match.start()) else "to"
    return f"{say_number(match['first'])} {link} "


_SERIES = re.compile(r"8|9|10|[1-9]00")  # of a jet: 787-9

RULES = (statute, interval, between, spaced)
