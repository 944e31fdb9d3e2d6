"""Signs and symbols: a minus before a number, ≥, &, 10^3."""

from __future__ import annotations

import re

from matinale.spoken.en.money import PER_NAMES
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


@rule("sign", "+-±", r"(?<![\w)%€$°£\"])(?P<sign>\+/- ?(?=\d)|[+±-])(?=[\d€$£.])")
def sign(match: re.Match[str]) -> str:
    """A sign before a number.

    >>> sign.read("-5°C, +3%, ±2")
    'minus 5°C, plus 3%, plus or minus 2'
    """
    return {"+": "plus ", "-": "minus "}.get(match["sign"], "plus or minus ")


@rule("sign-dash", "–", r"(?<![^\s(])(?<!\d )–(?=[\d€$£])")
def sign_dash(_match: re.Match[str]) -> str:
    """A dash for a minus, close to its number only.

    >>> sign_dash.read("it was –3C (–5), Paris – 3 seats")
    'it was minus 3C (minus 5), Paris – 3 seats'
    """
    return "minus "


@rule("dash-range", "-", r"(?<=[\w%€$°£\"])-(?=[\d$€£])")
def dash_range(match: re.Match[str]) -> str:
    """Between a unit and a figure it is a range, in a name a link.

    >>> dash_range.read("10%-20%, Boeing-747")
    '10% to 20%, Boeing 747'
    """
    named = match.string[match.start() - 1].isalnum() and match.string[match.end()].isdecimal()
    return " " if named else " to "


_PER = (
    "sec", "s", "second", "min", "minute", "hour", "hr", "h", "day", "week", "wk", "month", "mo", "year", "yr", "user", "person",
    "seat", "share", "unit", "household", "km", "kg", "mile", "gallon", "barrel", "ton", "kWh", "MWh", "night", "head", "ac", "acre", "bushel", "capita", "customer", "patient", "student", "employee",
    "pupil", "game", "page",
)  # fmt: skip


_PER_FIGURE = "month|year|week|day|hour|night|person|user|household|mile|gallon|barrel"


@rule(
    "per",
    "/",
    rf"(?:(?<=[a-zA-Z²³])/(?P<unit>{'|'.join(sorted(_PER, key=len, reverse=True))})|(?<=\d)/(?P<each>{_PER_FIGURE}))(?![\w/])",
)
def per(match: re.Match[str]) -> str | None:
    """Before a unit of time or of things a slash is *per*.

    >>> per.read("tokens/s, dollars per month/user, and/or, him/her, day/night, 38/month")
    'tokens per second, dollars per month per user, and/or, him/her, day/night, 38 per month'
    """
    if match.string.endswith(("day", "night"), 0, match.start()):
        return None
    unit = match["unit"] or match["each"]
    return f" per {PER_NAMES.get(unit, unit)}"


_SYMBOLS = {
    "&": " and ", "≈": " about ", "~": " about ", "<": " less than ", ">": " more than ", "≤": " less than or equal to ",
    "≥": " greater than or equal to ", "=": " equals ", "×": " times ", "÷": " divided by ", "±": " plus or minus ",
    "∞": " infinity ", "≠": " is not ", "→": ", ", "|": ", ", "•": ", ", "·": ", ", "…": "…", "@": " at ",
    "§": " section ", "+": " plus ", "_": " ",
    "♯": " sharp", "♭": " flat", "↑": " up ", "↓": " down ",
}  # fmt: skip


@rule("roughly", "~", r"(?<=[aA] )~(?=[$€£]?\d)|(?<=[tT]he )~(?=[$€£]?\d)")
def roughly(_match: re.Match[str]) -> str:
    """About, after an article.

    >>> roughly.read("a ~$80M valuation, ~3 days")
    'a roughly $80M valuation, ~3 days'
    """
    return "roughly "


@rule(
    "route",
    "→",
    r"(?<=[a-z] )→ ?(?=[A-Z][a-z]+ (?:trains?|services?|flights?|lines?|route|fares?|ferry|ferries|buses|coaches|leg|corridor|sleeper|express|night)(?!\w))",
)
def route(_match: re.Match[str]) -> str:
    """From a place to another.

    >>> route.read("Crewe → Chester services, inflation → rates")
    'Crewe to Chester services, inflation → rates'
    """
    return "to "


@rule("mark", "A", r"(?<!\w)(?:A\*(?P<many>s)?|(?P<several>(?:A\*){1,4}[A-E]{1,3}|(?:A\*){2,4}))(?![\w*])")
def mark(match: re.Match[str]) -> str:
    """The best mark of an English school.

    >>> mark.read("an A* in maths, three A*s, A*AA")
    'an A star in maths, three A stars, A star A A'
    """
    if match["several"]:
        return " ".join("star" if each == "*" else each for each in match["several"])
    return "A stars" if match["many"] else "A star"


@rule("key", "*#", r"[*#](?=[ ,.;)]|\Z)")
def key(match: re.Match[str]) -> str | None:
    """A key of a telephone.

    >>> key.read("press * for rats, # for noise"), key.read("5 * 5")
    ('press star for rats, pound for noise', '5 * 5')
    """
    if match[0] == "#" and _NAMED_SIGN.match(match.string, match.end()):
        return "hash"
    if not _PRESS.search(match.string, max(0, match.start() - 40), match.start()):
        return None
    return "star" if match[0] == "*" else "pound"


_NAMED_SIGN = re.compile(r" (?:symbol|sign|character)(?!\w)")
_PRESS = re.compile(r"\b(?:press|hit|dial|key in)(?:es|ed|ing)? (?:[*#\d][^.;!?]{0,30}[ ,])?\Z", re.I)


def _between_figures(match: re.Match[str], after: str) -> str | None:
    """What a sign is between two figures: 80cm × 2m, $10 → $12, HEAD~3."""
    mark, text = match[0], match.string
    if mark == "~":
        return " tilde " if _REVISION.match(text, match.start() - 1) else None
    before = text_before(text, match.start(), 8)
    if mark == "×" and _MEASURED.search(before) and after[:1].isdecimal():
        return " by "
    return " to " if mark == "→" and _QUANTITY.match(after) and _AMOUNT.search(before) else None


_QUANTITY = re.compile(r"[€$£]|v?\.?\d")
_AMOUNT = re.compile(r"\d ?(?:[%€$£]|[a-zA-Z]{1,2})? ?\Z")
_REVISION = re.compile(r"[A-Za-z]~\d")  # HEAD~3
_MEASURED = re.compile(r"\d ?(?:mm|cm|m|km|in|ft) ?\Z")


@rule("symbol", "".join(_SYMBOLS), "|".join(map(re.escape, _SYMBOLS)))
def symbol(match: re.Match[str]) -> str:
    """A lone symbol.

    >>> symbol.read("Johnson & Johnson, OPEC+")
    'Johnson  and  Johnson, OPEC plus'
    >>> symbol.read("P<.001, $10→$12, HEAD~3")
    'P less than .001, $10 to $12, HEAD tilde 3'
    """
    mark, text = match[0], match.string
    if mark == "§" and text[: match.start()].lower().endswith("section "):
        return ""
    after, before = text[match.end() : match.end() + 3].strip(), text[max(0, match.start() - 2) : match.start()].strip()
    if said := _between_figures(match, after):
        return said
    if mark in "~<>≈≤≥↑↓" and not _QUANTITY.match(after):
        return " "
    if mark == "+" and not after and text[match.start() - 1 : match.start()].strip():
        return " plus"  # the end of a name: OPEC+
    if mark in "=×÷+@" and not (before and after):
        return " "
    return _SYMBOLS[mark]


@rule("power", "^²³", r"\^(?P<power>-?\d{1,4})|[²³]")
def power(match: re.Match[str]) -> str:
    """10^3, x².

    >>> power.read("10^3, x²")
    '10 to the power of 3, x squared'
    """
    if not match["power"]:
        return " squared" if match[0] == "²" else " cubed"
    return f" to the power of {match['power'].replace('-', 'minus ')}"


RULES = (per, sign, sign_dash, dash_range, power, roughly, route, mark, key, symbol)
