"""Two numbers with a dash: a range, a score, a season, the number of a law."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import feminine_after
from matinale.spoken.fr.nouns import UNCOUNTED
from matinale.spoken.fr.numbers import LOOSE, cardinal, say_number, split_number
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule

YEAR = re.compile(r"(?:1[1-9]|20)\d\d")
_SEASON = re.compile(
    r"(?<!\w)(?:saison|exercice|scolaire|universitaire|hiver|année|promotion|édition|rentrée|championnat|budget|cycle|millésime|en|dès|pour) $"
)
_NUMBERED = re.compile(r"(?:[nN]° ?|numéro )\Z")
_SEVERAL = re.compile(r"(?<!\w)(?:[lLdD]es|[aA]ux) (?:[nN]°s?|nos|numéros?) ?\Z")
_LAW = re.compile(r"(?:(?<!\w)[LRDA]\.? ?|(?<![\w.])(?:[aA]rticle|[aA]rt\.) )(?:\d{1,4}-){0,3}\Z")
_ARTICLES = re.compile(r"(?<!\w)(?:[lLdDcC]es|[aA]ux) (?:art\.|articles) \Z")
_WARS = frozenset({("14", "18"), ("39", "45"), ("70", "71")})
_UNIT = re.compile(r" ?(?:[%€$£°]|ans\b|[a-zà-ÿ]{3,}s\b)")
# Sets of tennis and volleyball are said side by side: six-quatre, sept-cinq.
_SET = r"(?:[0-7][-–][0-7]|1?\d[-–]1?\d)"
_SET_AFTER = re.compile(
    rf"[-–]\d{{1,2}}(?: ?\(\d{{1,2}}(?:[-–/]\d{{1,2}})?\))?(?:,| et| puis|/|) ?{_SET}(?![\w%€]|[-,]\d| ?(?:%|€|ans))"
)
_SET_BEFORE = re.compile(rf"(?<![\d-]){_SET}(?: ?\(\d{{1,2}}(?:[-–/]\d{{1,2}})?\))?(?:,| et| puis|/|) ?\(?\Z")
_SET_NAMED = re.compile(
    r"(?:sets?|manches?|tie-break|jeu décisif),? (?:gagnée?s? |perdue?s? |remportée?s? )?(?:sur le score de |par |sur )?\(?\Z"
)


@rule("row", "9", r"(?<![\w,.-])\d{1,2}(?:-\d{1,2}){3,9}(?![\w-]|[,.]\d)")
def row(match: re.Match[str]) -> str:
    """Numbers in a row: those of a lottery or a race apart, those of a formation together.

    >>> row.read("le 7-12-3-9-1, en 4-2-3-1")
    'le sept, douze, trois, neuf, un, en quatre deux trois un'
    """
    numbers = match[0].split("-")
    said = [say_number(number) for number in numbers]
    return (" " if sum(map(int, numbers)) == _PLAYERS and len(numbers) <= _LINES else ", ").join(said)


_PLAYERS, _LINES = 10, 5  # of a football team, who change about the goalkeeper


@rule(
    "range",
    "9",
    rf"(?P<first>{LOOSE})(?:(?P<dash>-|–|—)|(?P<spaced> [–—] | - ))(?=(?P<second>{LOOSE})(?P<after>(?:er|e|ème)?(?: ?[%€$£°]| (?P<noun>[a-zà-ÿœ]{{3,}}[sx])\b| ?[a-zA-Zµ]{{1,4}}\b)?)(?!\w))",
)
def interval(match: re.Match[str]) -> str | None:
    """A range, a score: the first number and *à*; the second is a token of its own.

    >>> interval.read("la nuit du 12-13 juin, les 12-13 juin")
    'la nuit du douze au 13 juin, les douze et 13 juin'
    >>> interval.read("200 – 220 lits, le 12 – 15 lits, en 2023 - 2500 lits")
    'deux cents à 220 lits, le 12 – 15 lits, en 2023 - 2500 lits'
    >>> interval.read("15-25 %, 60–65 milliards, 3-0, 2019-2024"), interval.read("la saison 2024-2025, 2024-25")
    ('quinze à 25 %, soixante à 65 milliards, trois à 0, deux mille dix-neuf à 2024', 'la saison deux mille vingt-quatre 2025, deux mille vingt-quatre 25')
    """
    first, second = match["first"], match["second"]
    if match["spaced"] and not _is_counted(match) and not _is_result(match):
        return None
    link = _link(match)
    if YEAR.fullmatch(first) and (YEAR.fullmatch(second) or link == " "):
        return cardinal(int(first), bare=True) + link
    end = match.end() + len(second)
    return (
        say_number(first, feminine=first != "1" and feminine_after(match.string, match.start(), end, many=True)) + link
    )


def _is_counted(match: re.Match[str]) -> bool:
    """Whether what follows is counted by both numbers of a spaced dash: 6 – 8 %, 200 – 220 logements."""
    if not match["after"].strip() or not _less(match["first"], match["second"]):
        return False
    if not match["noun"]:
        return True
    called = YEAR.fullmatch(match["first"]) or _CALLED.search(text_before(match.string, match.start(), 12))
    return not called and match["noun"] not in UNCOUNTED


_CALLED = re.compile(r"(?<!\w)(?:pages?|numéro|n°|article|chapitre|en|le) \Z")


def _is_result(match: re.Match[str]) -> bool:
    """Whether a spaced dash stands in a result that ends a sentence: Bourg bat Monaco 103 – 98."""
    text, end = match.string, match.end() + len(match["second"])
    return _SIDE.search(text[max(0, match.start() - 24) : match.start()]) is not None and text[end : end + 1] in {
        "",
        ".",
        "!",
        "?",
        ")",
    }


_SIDE = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]+ \Z")


def _link(match: re.Match[str]) -> str:
    """What is said between the two numbers."""
    first, second, start = match["first"], match["second"], match.start()
    near = text_before(match.string, start, 24)
    if near.endswith("Boeing ") or _JET.fullmatch(first + second) or _together(match, near):
        return " "
    if _is_reference(match, near):
        return " tiret "
    if YEAR.fullmatch(first) and int(second[:4].split(",")[0]) == int(first) % 100 + 1 and len(second) == 2:
        return " "
    if YEAR.fullmatch(first) and second == str(int(first) + 1) and _SEASON.search(near.lower()):
        return " "
    days = _DAYS.match(match.string, match.end()) and near.endswith(("es ", "ux ")) and int(second) == int(first) + 1
    if near.endswith("du ") and _DAYS.match(match.string, match.end()):
        return " au "
    return " et " if days or near.lower().endswith("entre ") else " à "


def _is_reference(match: re.Match[str], near: str) -> bool:
    """Whether the numbers make one: of an article, of a law (la loi n° 2024-42), of a file (24-087)."""
    first, second = match["first"], match["second"]
    if second[0] == "0" and second.isdecimal() and len(second) > len("07"):
        return True
    if _PARTED.search(text_before(match.string, match.start(), 48)) and not _less(first, second):
        return True
    if _LAW.search(near) and not _ARTICLES.search(near):
        return True
    by_number = _NUMBERED.search(near) and not _SEVERAL.search(near)
    return bool(by_number) and (YEAR.fullmatch(first) is not None or len(first) == len("24"))


_PARTED = re.compile(r"(?<!\w)(?:[aA]rt\.|[aA]rticles?) [^.;:!?()]{1,40}\Z")  # les art. 4, 6-1 et 9 bis
_JET = re.compile(r"7[0-8]7(?:8|9|10|[2-9]00)")  # a 787-9, a 737-800
_DAYS = re.compile(
    r"\d{1,2} (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\w)"
)  # les 10-11 février


def _together(match: re.Match[str], near: str) -> bool:
    """Whether the numbers are said side by side: sets, a formation (4-3-3), the war of 14-18."""
    first, second, text = match["first"], match["second"], match.string
    end = match.end() + len(second)
    if match["spaced"] or len(first) > 2 or len(second) > 2 or not (first + second).isdecimal():
        return False
    if (first, second) in _WARS and not _UNIT.match(text, end):
        return True
    if re.match(r"-\d(?![\w-])", text[end : end + 3]) or re.search(r"(?<![\w-])\d-\Z", near):
        return len(first) == len(second) == 1
    set_like = is_set(int(first), int(second))
    if set_like and (_SET_AFTER.match(text, match.end() - 1) or _SET_NAMED.search(near)):
        return True
    return (set_like or max(int(first), int(second)) >= _TIE_BREAK) and _follows_set(near)


_TIE_BREAK = 10  # points: the shortest deciding tie-break
_SIX, _SEVEN, _FIVE = 6, 7, 5


def is_set(one: int, other: int) -> bool:
    """Whether this is a set of tennis: six games with two between, or seven."""
    high, low = max(one, other), min(one, other)
    return (high == _SIX and low < _FIVE) or (high == _SEVEN and low in {_FIVE, _SIX})


def _follows_set(near: str) -> bool:
    found = _SET_BEFORE.search(near)
    numbers = re.findall(r"\d+", found[0])[:2] if found else []
    return bool(numbers) and is_set(int(numbers[0]), int(numbers[1]))


def _less(first: str, second: str) -> bool:
    return len(first) < 16 > len(second) and int(split_number(first)[0] or 0) <= int(split_number(second)[0] or 0)


RULES = (row, interval)
