"""Measures that are not a number and a unit: heights (1 m 90), 37°2, screens (27"), the stars of hotels."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import LOOSE, before_noun, cardinal, plural
from matinale.spoken.fr.units import UNITS, metres
from matinale.spoken.rules import rule


@rule("height", "9", r"(?P<metres>\d{1,3})(?: ?m ?(?P<glued>\d\d)|,(?P<part>\d\d) mètres?)(?![\w,.]\d|\w)")
def height(match: re.Match[str]) -> str:
    """1m90, 1,60 mètre.

    >>> height.read("1m90, 2 m 05, 1,60 mètre")
    'un mètre quatre-vingt-dix, deux mètres zéro cinq, un mètre soixante'
    """
    part = match["glued"] or match["part"]
    zero = "zéro " if part[0] == "0" else ""
    return f"{metres(int(match['metres']))} {zero}{cardinal(int(part))}"


@rule("stars", "9", r"(?P<number>[1-5]) ?(?:\*(?!\*)|★|étoiles?\*)(?![\w*])")
def stars(match: re.Match[str]) -> str | None:
    """The class of a hotel.

    >>> stars.read("un hôtel 4*, le 3* de note")
    'un hôtel quatre étoiles, le 3* de note'
    """
    if not _HOTEL.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    return f"{cardinal(int(match['number']))} étoile{'s' if match['number'] != '1' else ''}"


_HOTEL = re.compile(r"(?:[hH]ôtel|[pP]alace|[cC]amping|[rR]ésidence|[eE]mplacement)s?(?: [\w'-]+)? \Z")


@rule("degrees-tenths", "9", r"(?P<degrees>\d{1,2}) ?°(?P<tenths>\d)(?![\w,.]\d|\w)")
def degrees_tenths(match: re.Match[str]) -> str:
    """37°2.

    >>> degrees_tenths.read("37°2 le matin")
    'trente-sept degrés deux le matin'
    """
    return f"{cardinal(int(match['degrees']))} degrés {cardinal(int(match['tenths']))}"


@rule("inch", "9", rf"(?P<number>{LOOSE})(?:''|\")(?![\w'\"])")
def inch(match: re.Match[str]) -> str | None:
    r"""The size of a screen; not a number at the end of a quotation.

    >>> inch.read("un écran de 27\", de 6,7''"), inch.read('Il dit "au 27".')
    ('un écran de vingt-sept pouces, de six virgule sept pouces', 'Il dit "au 27".')
    """
    if match[0].endswith('"'):
        before = match.string[max(0, match.start() - _QUOTATION) : match.start()]
        if _QUOTED.search(before):
            return None
    return before_noun(match["number"], noun=UNITS["in"][plural(match["number"])])


_QUOTATION = 300  # characters that a quotation may have before its last number
_QUOTED = re.compile(r"""(?:\A|[\s('])"[^"]*\Z""")


RULES = (height, degrees_tenths, stars, inch)
