"""Signs and symbols: a minus before a number, ≥, &, ², 10^3."""

from __future__ import annotations

import re

from matinale.spoken.fr.names import PLUS
from matinale.spoken.rules import rule


@rule("dash-range", "-", r"(?<=[\w%€$°£])-(?=\d)")
def dash_range(match: re.Match[str]) -> str:
    """Between a unit and a figure it is a range, in a name a link.

    >>> dash_range.read("10 %-20 %, Boeing-747")
    '10 % à 20 %, Boeing 747'
    """
    before = match.string[match.start() - 1]
    return " à " if not before.isalpha() and not before.isdecimal() else " "


@rule("sign", "+-±", r"(?<![\w)%€$°£])(?P<sign>\+/-|[+±-]) ?(?=[\d€$£,])")
def sign(match: re.Match[str]) -> str | None:
    """A sign before a number.

    >>> sign.read("+3,5 %, -5 °C, ±2")
    'plus 3,5 %, moins 5 °C, plus ou moins 2'
    """
    if match["sign"] == "-" and match[0].endswith(" "):
        return None
    return {"+": f"{PLUS} ", "-": "moins "}.get(match["sign"], f"{PLUS} ou moins ")


_SYMBOLS = {
    "&": " et ", "≈": " environ ", "~": " environ ", "<": " inférieur à ", ">": " supérieur à ", "≤": " inférieur ou égal à ",
    "≥": " supérieur ou égal à ", "=": " égale ", "×": " fois ", "÷": " divisé par ", "±": " plus ou moins ", "∞": " infini ",
    "≠": " différent de ", "→": ", ", "|": ", ", "•": ", ", "·": ", ", "…": "…", "@": " arobase ",
    "§": " paragraphe ", "+": f" {PLUS} ", "†": "", "_": " ", "Δ": "delta ",
}  # fmt: skip


@rule("symbol", "".join(_SYMBOLS), "|".join(map(re.escape, _SYMBOLS)))
def symbol(match: re.Match[str]) -> str | None:
    """A lone symbol.

    >>> symbol.read("Johnson & Johnson, 2 × 3")
    'Johnson  et  Johnson, 2  fois  3'
    """
    mark, text = match[0], match.string
    after, before = text[match.end() : match.end() + 2].strip(), text[max(0, match.start() - 2) : match.start()].strip()
    if mark in "~<>≈≤≥" and not after[:1].isdecimal() and after[:1] not in {"€", "$"}:
        return " "
    if mark in "=×÷+" and not (before and after):
        return " "
    if mark == "@" and not after:
        return " "
    return _SYMBOLS[mark]


@rule("power", "^²³", r"\^(?P<power>-?\d{1,4})|[²³]")
def power(match: re.Match[str]) -> str:
    """10^3, x².

    >>> power.read("10^3, x²")
    '10 puissance 3, x au carré'
    """
    if not match["power"]:
        return " au carré" if match[0] == "²" else " au cube"
    return f" puissance {match['power'].replace('-', 'moins ')}"


_PER = {
    "km": "kilomètre", "h": "heure", "s": "seconde", "an": "an", "mois": "mois", "jour": "jour", "j": "jour", "kWh": "kilowattheure",
    "MWh": "mégawattheure", "hab": "habitant", "habitant": "habitant", "personne": "personne", "m²": "mètre carré", "kg": "kilo",
    "semaine": "semaine", "tonne": "tonne", "litre": "litre",
}  # fmt: skip


@rule("per", "/", rf"(?<=[\w²³]) ?/ ?(?P<unit>{'|'.join(sorted(_PER, key=len, reverse=True))})(?!\w)")
def per(match: re.Match[str]) -> str:
    """Before a unit a slash is *par*.

    >>> per.read("grammes de CO2/km")
    'grammes de CO2 par kilomètre'
    """
    return f" par {_PER[match['unit']]}"


RULES = (per, sign, dash_range, power, symbol)
