"""Parts and marks: 3/4, 2½, 1/4 tsp., 24/7, 4.5/5."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import attributive
from matinale.spoken.en.numbers import YEAR, cardinal, ordinal, say_number, say_year
from matinale.spoken.en.unit_names import UNITS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.series import is_part_of_series
from matinale.spoken.tables import PARTS


@rule(
    "rating",
    "9",
    r"(?P<score>\d{1,2}\.\d{1,2})/(?P<best>\d{1,3})(?![\w/.])|(?P<whole>\d{1,2})/(?P<most>5|10|20|100)(?= (?:stars?|rating|score|points)\b)",
)
def marks(match: re.Match[str]) -> str:
    """A mark out of the best one.

    >>> marks.read("4.5/5, 4/5 stars")
    'four point five out of five, four out of five stars'
    """
    return f"{say_number(match['score'] or match['whole'])} out of {say_number(match['best'] or match['most'])}"


_OF_A = re.compile(r" of (?:an?|the|its|their|his|her|all) ")
# A waltz in 3/4 time, the 7/7 bombings.
_SAID_SO = re.compile(
    r" (?:time|track|groove|beat|rhythm|feel|curve|spread)(?=[ .,;]|\Z)(?! (?:in|of|as)\b)| (?:bombings?|attacks?|bombers?|inquest)(?!\w)"
)
_MANY_PARTS = 10
_WHOLE = 100  # percent, in two shares
_NAMED = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_SPLIT = {16, 32, 64}  # prices and inches are split so
_SYSTEMS = re.compile(r"(?:Windows|Android|iOS|macOS|Ubuntu|iPadOS) \Z")
_SCORED = re.compile(r"(?:score|scored|rating|rated|grade) (?:of |it )?$")


# The unit of a part: 1/4 tsp., 2½ lb.
_OF_UNIT = r"(?:(?P<sep>[ -]?)(?P<unit>tsp|tbsp|oz|lb|in\.|(?<=\d)in(?= [a-z]+s?(?!\w))|c\.(?= [a-z])|ft|mi|gal|yd|km|kg|L|hr|min|yr|rpm|hp)s?(?:\.(?= [a-z]))?(?![\w/]))?"


def _in_parts(over: int, under: int) -> str:
    """One eighth, three quarters."""
    name = ordinal(under).removeprefix("one ")  # a hundredth
    one, many = _NAMED.get(under, (name, f"{name}s"))
    return f"{cardinal(over)} {one if over == 1 else many}"


def _article(under: int) -> str:
    """After a whole number: (two and) a half, an eighth."""
    one = _in_parts(1, under).removeprefix("one ")
    return f"{_a_or_an(one)} {one}"


def _a_or_an(noun: str) -> str:
    return "an" if noun[0] in "aeio" or noun == "hour" else "a"


def _part_of_unit(match: re.Match[str], over: int, under: int) -> str:
    one, many = UNITS[match["unit"]]
    if match["whole"]:
        part = _article(under) if over == 1 else _in_parts(over, under)
        return f"{say_number(match['whole'].strip(' -'))} and {part} {one if attributive(match) else many}"
    adjective = match["sep"] == "-"  # a 5/8-in. bolt
    return f"{_in_parts(over, under)} {one if adjective or over == 1 else f'of {_a_or_an(one)} {one}'}"


@rule(
    "fraction",
    "9",
    rf"(?P<whole>\d+(?: |-(?=\d{{1,2}}/(?:2|3|4|5|8|16|32)(?!\d))))?(?P<over>\d{{1,4}})/(?P<under>\d{{1,4}})(?P<ending>(?:th|rd|nd)s?)?{_OF_UNIT}(?![\w/]|\.\d)",
)
def fraction(match: re.Match[str]) -> str | None:
    """1/3, 3/4, 24/7, 9/11, 50/50, 8/10.

    >>> fraction.read("1/3, 3/4, 1/2, 24/7, 9/11, 50/50, 8/10, 2024/25, Windows 10/11")
    'one third, three quarters, one half, twenty-four seven, nine eleven, fifty-fifty, eight out of ten, twenty twenty-four twenty-five, Windows ten and eleven'
    >>> fraction.read("1/4 tsp. of salt, 2 1/2 lb, 1/100th of a second"), fraction.read("part 2 (3/6)")
    ('one quarter teaspoon of salt, two and a half pounds, one hundredth of a second', 'part 2 (three of six)')
    """
    over, under = int(match["over"]), int(match["under"])
    if match["unit"]:
        return _part_of_unit(match, over, under) if 0 < over < under else None
    before = text_before(match.string, match.start(), 14)
    if paired := _paired(match, over, under) or (None if match["whole"] else _half(match, before, over, under)):
        return paired
    if is_part_of_series(match) and over <= under < _MANY_PARTS:
        return f"{cardinal(over)} of {cardinal(under)}"
    whole = f"{cardinal(int(match['whole'][:-1]))} and " if match["whole"] else ""
    scored = _SCORED.search(before)
    if (
        0 < over < under
        and (2 <= under <= 100 or (over == 1 and under in _THOUSANDS))
        and not scored
        and (
            under < 10
            or over == 1
            or match["ending"]
            or under in _SPLIT
            or _OF_A.match(match.string, match.end())
            or _HELD.match(match.string, match.end())
        )
    ):
        return whole + (_article(under) if whole and over == 1 else _in_parts(over, under))
    return f"{whole}{cardinal(over)} {'out of' if over <= under else 'over'} {cardinal(under)}"


_HELD = re.compile(
    r"(?: (?:and|or) \d{1,2}/\d{1,2})? (?:shares?|stakes?|interests?|holdings?)(?!\w)"
)  # 7/12 and 5/12 shares
_THOUSANDS = frozenset(range(1000, 10_001, 1000))  # of a second
_STAKED = frozenset({1, 2, 4, 5, 8, 10, 11, 13})  # what odds are against
_BACKED = re.compile(r"\b(?:at|odds of) \Z")
_ODDS = re.compile(r"[ -](?:shot|favou?rite|joint|chance|outsider|odds|fav|on)(?!\w)")


def _paired(match: re.Match[str], over: int, under: int) -> str | None:
    """Two figures that are no fraction: systems, years, shares."""
    if YEAR.fullmatch(match["over"]):
        return f"{say_year(over)} {say_year(under) if len(match['under']) == 4 else cardinal(under)}"
    if match["whole"]:
        return None
    systems = _SYSTEMS.search(text_before(match.string, match.start(), 12))
    odds = over > under and (
        _ODDS.match(match.string, match.end())
        or (under in _STAKED and _BACKED.search(text_before(match.string, match.start(), 12)))
    )
    if systems or odds:  # a 7/2 shot
        return f"{cardinal(over)} {'and' if systems else 'to'} {cardinal(under)}"
    if (over, under) in {(24, 7), (9, 11), (20, 20), (4, 20)} or _SAID_SO.match(match.string, match.end()):
        return f"{cardinal(over)} {cardinal(under)}".replace("twenty twenty", "twenty-twenty")
    if over >= under and over + under == _WHOLE:  # a 60/40 portfolio
        return f"{cardinal(over)}{'-' if over == under else ' '}{cardinal(under)}"
    return None


@rule(
    "fraction-measure",
    "9½⅓⅔¼¾⅛",
    r"(?P<whole>\d+[ -])?(?:(?P<over>\d)/(?P<under>2|3|4|8|16)|(?P<sign>[½⅓⅔¼¾⅛]))-(?=(?:inch|mile|cup|ton|pound|hour|acre|point)(?!\w))",
)
def fraction_measure(match: re.Match[str]) -> str:
    """A part of a measure before a noun.

    >>> fraction_measure.read("a 3/4-inch pipe, a ½-mile run, a 1 1/2-hour wait, a ¼-point cut, to ⅛-inch")
    'a three-quarter-inch pipe, a half-mile run, a one and a half-hour wait, a quarter-point cut, to one-eighth-inch'
    """
    over, under = PARTS[match["sign"]] if match["sign"] else (int(match["over"]), int(match["under"]))
    name = _NAMED.get(under, (ordinal(under),))[0]
    whole = f"{say_number(match['whole'][:-1])} and " if match["whole"] else ""
    if over == 1:
        named = under == _HALF or _AN.search(text_before(match.string, match.start(), 8))
        return f"{whole}{'a ' if whole else '' if named else 'one-'}{name}-"
    return f"{whole}{cardinal(over)}-{name}{'s' if under > max(_NAMED) else ''}-"


_AN = re.compile(r"(?<!\w)(?:[aA]|[aA]nother|[tT]he) \Z")
_HALF = 2
_SIGN = f"[{''.join(PARTS)}]"


@rule(
    "fraction-sign",
    f"{''.join(PARTS)}9",
    rf"(?P<whole>\d+ ?)?(?P<sign>{_SIGN})(?:(?P<pence>p)(?!\w)|(?P<cents>¢)|{_OF_UNIT})",
)
def fraction_sign(match: re.Match[str]) -> str:
    """½, 2½.

    >>> fraction_sign.read("½ a cup")
    'half a cup'
    >>> fraction_sign.read("¾ of it, 2½, 6⅞, 1½ tsp. of salt, 6½ mins, ¾ in. thick")
    'three quarters of it, two and a half, six and seven eighths, one and a half teaspoons of salt, six and a half minutes, three quarters of an inch thick'
    """
    over, under = PARTS[match["sign"]]
    if match["unit"]:
        return _part_of_unit(match, over, under)
    if not match["whole"]:
        before = text_before(match.string, match.start(), 8)
        named = _AN.search(before) and not _article(under).startswith("an ")  # a quarter of it, but: a one eighth share
        return _half(match, before, over, under) or _in_parts(over, under).removeprefix("one " if named else "")
    part = _article(under) if over == 1 else _in_parts(over, under)
    money = " pence" if match["pence"] else " cents" if match["cents"] else ""
    return f"{say_number(match['whole'].strip())} and {part}{money}"


def _half(match: re.Match[str], before: str, over: int, under: int) -> str | None:
    """Half a cup, half price, half a pint of cider."""
    if (over, under) != (1, _HALF) or _AN.search(before):
        return None
    if _A_THING.match(match.string, match.end()):
        return "half"
    return "half a" if _MEASURE.match(match.string, match.end()) else None


_MEASURE = re.compile(
    r" (?:pint|mile|day|dozen|teaspoon|tablespoon|cup|glass|bottle|litre|liter|kilo|pound|ton|tonne|century)(?!\w)"
)
_A_THING = re.compile(r" (?:an?|the|your|my|his|her|its|our|their|price|term|board|dozen)\b")

RULES = (marks, fraction_measure, fraction_sign, fraction)
