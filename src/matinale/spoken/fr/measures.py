"""Measures that are not a number and a unit: heights (1 m 90), 37°2, screens (27"), the stars of hotels."""

from __future__ import annotations

import re

from matinale.spoken.fr.abbreviations import POINTS
from matinale.spoken.fr.numbers import LOOSE, before_noun, cardinal, plural, say_number
from matinale.spoken.fr.units import metres
from matinale.spoken.marks import is_quoted, text_before
from matinale.spoken.rules import rule
from matinale.spoken.tables import COORDINATE


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

    >>> stars.read("un hôtel 4*, un séjour en 5*, le 3* de note")
    'un hôtel quatre étoiles, un séjour en cinq étoiles, le 3* de note'
    """
    if not _HOTEL.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    number = int(match["number"])
    return f"{cardinal(number, feminine=True)} étoile{'s' if number > 1 else ''}"


@rule("tesla", "9", r"(?P<number>\d{1,2}(?:,\d{1,2})?) ?T(?![\w'-])")
def tesla(match: re.Match[str]) -> str | None:
    """A magnet's field.

    >>> tesla.read("une IRM de 11,7 T, un aimant à 1 T"), tesla.read("la ligne 2 T")
    ('une IRM de onze virgule sept teslas, un aimant à un tesla', 'la ligne 2 T')
    """
    if not _MAGNET.search(match.string, max(0, match.start() - 40), match.start()):
        return None
    few = match["number"].split(",")[0] in {"0", "1"}
    return f"{say_number(match['number'])} tesla{'' if few else 's'}"


_MAGNET = re.compile(r"(?<!\w)(?:I ?R ?M|[aA]imants?|[cC]hamps?(?: magnétiques?)?|bobines?|magnétiques?)(?!\w)")


@rule("rating", "9", r"(?P<given>\d)★(?P<half>½)?(?:/(?P<most>\d))?(?!\w)")
def rating(match: re.Match[str]) -> str:
    """What a critic gave, as `clean.normalise` writes it.

    >>> rating.read("noté 4★, 3★½, 1★/5")
    'noté quatre étoiles, trois étoiles et demie, une étoile sur cinq'
    """
    given = int(match["given"])
    said = f"{cardinal(given, feminine=True)} étoile{'s' if given > 1 else ''}" + (" et demie" if match["half"] else "")
    return said + (f" sur {cardinal(int(match['most']))}" if match["most"] else "")


_HOTEL = re.compile(
    r"(?:[hH]ôtel|[pP]alace|[cC]amping|[rR]ésidence|[eE]mplacement|[gG]îte|[sS]éjour)s?(?: [\w'-]+)? \Z"
)


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

    >>> inch.read("un écran de 27\", de 6,7''"), inch.read('Il dit "au 27".'), inch.read('2. Pidcock (GBR) à 28"')
    ('un écran de vingt-sept pouces, de six virgule sept pouces', 'Il dit "au 27".', '2. Pidcock (GBR) à vingt-huit secondes')
    >>> inch.read("à 12'' du vainqueur, à 1'' de Pogacar, à 27'' de diagonale")
    'à douze secondes du vainqueur, à une seconde de Pogacar, à vingt-sept pouces de diagonale'
    """
    if match[0].endswith('"') and is_quoted(match.string, match.start()):
        return None
    behind = _AT.search(text_before(match.string, match.start(), 3)) and (
        _TIMED.search(text_before(match.string, match.start(), 60)) or _BEHIND.match(match.string, match.end())
    )
    late = behind or _GAP.search(text_before(match.string, match.start(), 6))
    unit = "seconde" if late else "pouce"
    return before_noun(match["number"], feminine=unit == "seconde", noun=unit + "s" * plural(match["number"]))


_TIMED = re.compile(r"\d'\d\d(?:''|\")")
_AT = re.compile(r"(?<!\w)[àÀ] \Z")
_BEHIND = re.compile(r" (?:du |de la |de l'|des |de [A-ZÀ-Þ]|d'[A-ZÀ-Þ]|derrière )")  # à 3" du podium
_GAP = re.compile(r"\) (?:à|\+) ?\Z")  # behind the first, in a list of results


@rule("coordinate", "9", COORDINATE)
def coordinate(match: re.Match[str]) -> str:
    r"""A latitude, a longitude.

    >>> coordinate.read("par 48° 51' N, 2°21'7\" E")
    'par quarante-huit degrés cinquante et une minutes nord, deux degrés vingt et une minutes sept secondes est'
    """
    named = ((match["degrees"], "degré"), (match["minutes"], "minute"), (match["seconds"], "seconde"))
    said = [f"{cardinal(int(n), feminine=one != 'degré')} {one}{'s' if int(n) > 1 else ''}" for n, one in named if n]
    return " ".join([*said, POINTS[match["towards"].replace("W", "O")]])


RULES = (coordinate, height, degrees_tenths, stars, tesla, rating, inch)
