"""Signs of the sciences: coordinates, blood groups, Greek letters, stars, ages of the Earth, codes of machines."""

from __future__ import annotations

import re
import unicodedata

from matinale.spoken.en.acronyms import spelled
from matinale.spoken.en.numbers import cardinal, say_number, spelled_digits
from matinale.spoken.en.places import WAYS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.tables import COORDINATE


@rule("coordinate", "9", COORDINATE)
def coordinate(match: re.Match[str]) -> str:
    r"""A latitude, a longitude.

    >>> coordinate.read("at 51°30'N, 0°7'30\" W")
    'at fifty-one degrees thirty minutes north, zero degrees seven minutes thirty seconds west'
    """
    named = ((match["degrees"], "degree"), (match["minutes"], "minute"), (match["seconds"], "second"))
    said = [f"{cardinal(int(n))} {one}{'' if n == '1' else 's'}" for n, one in named if n]
    return " ".join([*said, WAYS[match["towards"].replace("O", "W")].lower()])  # O: on French maps


_GIVEN = re.compile(r"\b(?:donors?|donat|transfus|blood|type)", re.I)


@rule(
    "blood", "A", r"(?<!\w)(?P<group>AB|A|B|O)(?P<sign>[+-])(?= (?:blood|donors?|patients)(?!\w)|(?P<alone>[,.;)]|\Z))"
)
def blood(match: re.Match[str]) -> str | None:
    """A blood group.

    >>> blood.read("O- blood, AB+ donors, an A+ grade"), blood.read("The donor must be O-, the rarest")
    ('O negative blood, A B positive donors, an A+ grade', 'The donor must be O negative, the rarest')
    """
    if match["alone"] is not None and not _GIVEN.search(match.string, max(0, match.start() - 60), match.start()):
        return None
    return f"{spelled(match['group'])} {'positive' if match['sign'] == '+' else 'negative'}"


def _letter(character: str) -> str:
    """The name of a Greek letter.

    >>> _letter("β"), _letter("Λ")
    ('beta', 'Lambda')
    """
    name = unicodedata.name(character).split()[-1].replace("LAMDA", "LAMBDA")
    return name.capitalize() if character.isupper() else name.lower()


@rule("greek", "A", r"(?<!\w)(?P<head>[A-Z]{1,5})-?(?P<letter>[α-ω])(?!\w)")
def greek(match: re.Match[str]) -> str:
    """A Greek letter at the end of a name.

    >>> greek.read("TNF-α fell, IFNγ")
    'T N F alpha fell, I F N gamma'
    """
    return f"{spelled(match['head'])} {_letter(match['letter'])}"


@rule("greek-alone", "aA", r"(?<![^\W\d_])(?P<letter>[Α-Ωα-ω])(?! ?[Ͱ-Ͽἀ-῿])(?P<more>(?=[^\W_]))?")
def greek_alone(match: re.Match[str]) -> str:
    """A Greek letter that stands alone.

    >>> greek_alone.read("β-amyloid, the Λb baryon, η Ελλάδα")
    'beta-amyloid, the Lambda b baryon, η Ελλάδα'
    """
    return _letter(match["letter"]) + ("" if match["more"] is None else " ")


@rule("hydrogen", "A", r"(?<!\w)H2(?!\w)")
def hydrogen(match: re.Match[str]) -> str | None:
    """The gas; elsewhere half a year.

    >>> hydrogen.read("green H2 is dear, a plant for hydrogen makes H2"), hydrogen.read("profit rose in H2")
    ('green H two is dear, a plant for hydrogen makes H two', 'profit rose in H2')
    """
    text, start, end = match.string, match.start(), match.end()
    if _GAS_KIND.search(text_before(text, start, 12)) or _GAS_USE.match(text, end):
        return "H two"
    if _SPAN.search(text_before(text, start, 8)):
        return None
    return "H two" if _GAS.search(text, max(0, start - 60), end + 60) else None


_GAS_KIND = re.compile(
    r"(?<!\w)(?:[gG]reen|[bB]lue|[gG]r[ae]y|[tT]urquoise|[pP]ink|[cC]lean|[lL]iquid|kg|tons|tonnes|tpd|molecular|gaseous) (?:of )?\Z"
)
_GAS_USE = re.compile(
    r" (?:molecules?|fuel|fuell?ing|gas|electrolys|tanks?|storage|pipelines?|hubs?|infrastructure|combustion|blending|trucks?|tankers?|carriers?)"
)
_SPAN = re.compile(r"\b(?:in|during|for|until|since|from|by|into) \Z", re.I)
_GAS = re.compile(r"\b(?:hydrogen|electroly[sz]|fuel[- ]cells?|ammonia)|(?:/| per | a )kg\b", re.I)


@rule("black-hole", "A", r"(?<!\w)(?:(?P<milky>Sgr A)|M(?P<number>\d{1,3}))\*")
def black_hole(match: re.Match[str]) -> str:
    """The star of a black hole's name is said.

    >>> black_hole.read("M87* and Sgr A*, M87")
    'M eighty-seven star and Sagittarius A star, M87'
    """
    return "Sagittarius A star" if match["milky"] else f"M {cardinal(int(match['number']))} star"


@rule("million-years", "9", r"(?P<number>\d{1,4}(?:\.\d{1,2})?) ?(?P<unit>[MGk]ya)(?!\w)")
def million_years(match: re.Match[str]) -> str:
    """Ages in geology.

    >>> million_years.read("66 Mya, 4.5 Gya")
    'sixty-six million years ago, four point five billion years ago'
    """
    scale = {"M": "million", "G": "billion", "k": "thousand"}[match["unit"][0]]
    return f"{say_number(match['number'])} {scale} years ago"


@rule("millibar", "9", r"(?P<number>(?:8[5-9]|9\d)\d|1,?0\d\d) ?-?mb(?!\w)(?= (?P<noun>[a-z]{3,}))?")
def millibar(match: re.Match[str]) -> str:
    """The pressure of the air.

    >>> millibar.read("a 945 mb core, 1013 mb")
    'a nine hundred forty-five millibar core, one thousand thirteen millibars'
    """
    noun = match["noun"] and match["noun"] not in {"and", "with", "when", "after", "before", "from", "over"}
    return f"{cardinal(int(match['number'].replace(',', '')))} millibar{'' if noun else 's'}"


@rule("countdown", "A", r"(?<!\w)T(?P<sign>[+-])(?=\d{1,3}(?: (?:seconds?|minutes?|hours?|days?)|:\d\d)(?!\w))")
def countdown(match: re.Match[str]) -> str:
    """Before and after a launch.

    >>> countdown.read("at T-10 minutes, T+3 days, a T-1000")
    'at T minus 10 minutes, T plus 3 days, a T-1000'
    """
    return f"T {'minus' if match['sign'] == '-' else 'plus'} "


@rule("hexadecimal", "9", r"0x(?P<figures>[0-9a-fA-F]{2,16})(?!\w)")
def hexadecimal(match: re.Match[str]) -> str:
    """The code of an error.

    >>> hexadecimal.read("error 0x8007")
    'error zero x eight zero zero seven'
    """
    return "zero x " + " ".join(spelled_digits(each) if each.isdecimal() else each.upper() for each in match["figures"])


@rule("book-number", "A", r"(?<!\w)ISBN(?P<kind>-1[03])?:? (?P<figures>\d(?:[\d -]{7,15})[\dX])(?![\w-])")
def book_number(match: re.Match[str]) -> str:
    """The number of a book, group by group.

    >>> book_number.read("ISBN 978-0-14-303943-3")
    'I S B N nine seven eight, zero, one four, three zero three nine four three, three'
    """
    groups = re.split("[ -]", match["figures"])
    return "I S B N " + ", ".join(
        " ".join(each if each == "X" else spelled_digits(each) for each in one) for one in groups
    )


@rule("knowledge-base", "A", r"(?<!\w)KB(?P<figures>\d{6,8})(?!\w)")
def knowledge_base(match: re.Match[str]) -> str:
    """An update of Windows.

    >>> knowledge_base.read("KB5034441")
    'K B five zero three four four four one'
    """
    return f"K B {spelled_digits(match['figures'])}"


RULES = (
    coordinate, blood, greek, greek_alone, hydrogen, black_hole, million_years, millibar, countdown, hexadecimal, book_number, knowledge_base,
)  # fmt: skip
DOTTED = frozenset("αβγδεζηθικλμνξοπρςστυφχψω")
