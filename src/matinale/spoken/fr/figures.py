"""Figures that no unit follows: versions, dimensions, years, plain numbers."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import feminine_after, noun_after
from matinale.spoken.fr.nouns import FEMININE_ACRONYMS, LINKS, UNCOUNTED
from matinale.spoken.fr.numbers import NUMBER, cardinal, elides, say_number, spelled_digits
from matinale.spoken.fr.units import UNITS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


@rule("times", "a×", r"(?:(?<=\w )|(?<=\())[x×](?= \d)")
def times(match: re.Match[str]) -> str:
    """2 m x 3 m.

    >>> times.read("2 m x 3 m, 3 × 4, (x 130 en un an)")
    '2 m sur 3 m, 3 fois 4, (fois 130 en un an)'
    """
    return "sur" if _LENGTH.search(text_before(match.string, match.start(), 8)) else "fois"


_LENGTH = re.compile(r"\d ?[kcm]?m \Z")


@rule("exponent", "9", r"(?P<number>\d{1,3}(?:[.,]\d{1,4})?)[eE](?P<sign>[+-]?)(?P<power>\d{1,3})(?!\w|[.,]\d)")
def exponent(match: re.Match[str]) -> str:
    """Powers of ten, as machines write them.

    >>> exponent.read("1e6, 2,5E-3")
    'un fois dix puissance six, deux virgule cinq fois dix puissance moins trois'
    """
    power = ("moins " if match["sign"] == "-" else "") + cardinal(int(match["power"]))
    return f"{say_number(match['number'].replace('.', ','))} fois dix puissance {power}"


@rule("thousands-english", "9", r"\d{1,3}(?:,\d{3}){2,5}(?![\d,])")
def thousands_english(match: re.Match[str]) -> str:
    """1,000,000: no decimal has two commas.

    >>> thousands_english.read("1,234,567")
    'un million deux cent trente-quatre mille cinq cent soixante-sept'
    """
    return cardinal(int(match[0].replace(",", "")))


@rule(
    "version",
    "9",
    r"\d{1,6}(?:\.\d{1,6})+(?:-(?P<stage>rc|beta|alpha|dev|pre)[.-]?(?P<turn>\d{1,3})?|(?P<tail>[a-z]{1,2}))?(?!\w|,\d|\.\d)",
)
def version(match: re.Match[str]) -> str | None:
    """Figures joined by points: 3.1, 2.1.3, 192.168.0.1; but 1.500 and 1.000.000 are thousands.

    >>> version.read("Llama 3.1, 18.2, 2.1.3, 2.05"), version.read("1.500")
    ('Llama trois point un, dix-huit point deux, deux point un point trois, deux point zéro cinq', '1.500')
    """
    written = match[0].partition("-")[0]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]) and match[0][0] != "0":
        return None
    parts = written.rstrip("abcdefghijklmnopqrstuvwxyz").split(".")
    said = " point ".join(say_number(part) if part[0] != "0" or part == "0" else spelled_digits(part) for part in parts)
    if match["stage"]:  # 6.12-rc3
        stage = "R C" if match["stage"] == "rc" else match["stage"]
        return f"{said} {stage} {say_number(match['turn'])}" if match["turn"] else f"{said} {stage}"
    return f"{said} {match['tail']}" if match["tail"] else said


_CARDS = re.compile(r"(?:RTX|GTX|RX|Boeing|Ryzen \d|RTX PRO) \Z")
_RANKED = re.compile(
    r"(?:pages?|p\.|chapitres?|numéros?|articles?|chambres?|bus|ligne|lignes|vols?|route|tomes?|alinéas?|paragraphes?|année|an|en|depuis|ans|de|dès|avant|après|fin|début|horizon|pour|vers|mi|été|hiver|printemps|automne|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|depuis|jusqu'en|qu'en|d'ici|entre|et|à|Paris|Tokyo|Londres|Rio|Athènes|JO|agenda|plan|objectif|France|loi|budget|crise) \Z|n° ?\Z",
    re.IGNORECASE,
)


@rule("millions", "9", r"(?P<number>\d{1,3}(?:[ .']?\d{3}){0,3}(?P<zeros>[ .']?000){2}) (?=(?P<noun>[a-zà-ÿœ]{3,}))")
def millions(match: re.Match[str]) -> str | None:
    """Whole millions ask for *de*.

    >>> millions.read("1 000 000 habitants, 2 000 000 personnes")
    "un million d'habitants, deux millions de personnes"
    """
    if match["noun"] in LINKS:
        return None
    return f"{say_number(match['number'])} {'d' + chr(39) if elides(match['noun']) else 'de '}"


@rule("more-than", "9", rf"(?P<number>{NUMBER})\+(?![\w+€$%]| ?\d)(?= (?P<noun>[a-zà-ÿœ-]{{2,}}))?")
def more_than(match: re.Match[str]) -> str | None:
    """A plus after what is counted, or after an age.

    >>> more_than.read("dans 100+ pays, les 65+ votent, aux 18+, un iPhone 16+")
    'dans plus de cent pays, les plus de soixante-cinq ans votent, aux plus de dix-huit ans, un iPhone 16+'
    """
    noun = match["noun"] or ""
    if noun[-1:] in {"s", "x"} and noun not in LINKS and noun not in UNCOUNTED - {"pays"} and noun != "plus":
        feminine = feminine_after(match.string, match.start(), match.end(), many=True)
        return f"plus de {say_number(match['number'], feminine=feminine)}"
    aged = _AGED.search(text_before(match.string, match.start(), 5)) and len(match["number"]) == len("65")
    return f"plus de {say_number(match['number'])} ans" if aged else None


_AGED = re.compile(r"(?<!\w)(?:[lLdD]es|[aA]ux) \Z")


@rule("number", "9", rf"(?P<number>{NUMBER})(?P<times> [x×](?= \d)|[x×](?=\d|\W|\Z))?(?P<glued>(?=[^\W\d_]))?")
def number(match: re.Match[str]) -> str:
    """Whatever figures remain.

    >>> number.read("21 personnes, 1 action, 3 000 salariés, en 1980, page 80, 80 voitures")
    'vingt et une personnes, une action, trois mille salariés, en mille neuf cent quatre-vingt, page quatre-vingt, quatre-vingts voitures'
    >>> number.read("plus d'1 million, RTX 4090, 10x")
    "plus d'un million, RTX quarante quatre-vingt-dix, dix fois"
    >>> number.read("1920x1080, 10x15 cm, 2x2 voies")
    'mille neuf cent vingt par mille quatre-vingts, dix sur quinze cm, deux fois deux voies'
    """
    written, text, start, end = match["number"], match.string, match.start(), match.end()
    if match["times"]:
        return say_number(written) + _times(written, text, end)
    before, noun = text_before(text, start, 14), noun_after(text, end)
    if named := _named(match, before, noun):
        return named
    if written.endswith(("0", " 000")) and _ranked(written, before, noun):
        return say_number(written, bare=True)
    feminine = (
        written[-1] == "1"
        and not (written == "1" and before.endswith(("-", "–")))  # a score
        and feminine_after(text, start, end, many=written != "1")
    )
    words = say_number(written, feminine=feminine)
    return words if match["glued"] is None else f"{words} "


def _named(match: re.Match[str], before: str, noun: str) -> str | None:
    """Numbers that are said otherwise: RTX 4090, 05000 Gap, les 1001 nuits."""
    written = match["number"]
    if len(written) == 4 and written.isdecimal() and written[0] != "0" and _CARDS.search(before):
        head, tail = int(written[:2]), int(written[2:])
        return f"{cardinal(head)} {cardinal(tail)}" if tail > 9 else say_number(written)
    if len(written) == _POSTCODE and written[0] == "0" != written[1] and written.isdecimal() and noun[:1].isupper():
        return f"zéro {'un ' if written[1] == '1' else ''}{cardinal(int(written))}"  # zéro un mille
    if written == "1001" and noun.endswith("s") and noun not in UNCOUNTED:
        feminine = feminine_after(match.string, match.start(), match.end(), many=True)
        return f"mille et un{'e' if feminine else ''}"
    return None


def _times(written: str, text: str, end: int) -> str:
    """What is said for an x after a number: 1920x1080, 10x15 cm, 10x."""
    if _DIMENSION.match(text, end) and len(written) > 2:
        return " par "
    long = _LONG.match(text, end)
    if long and (len(written) > 1 or len(long["other"]) == 1):
        return " sur "
    return " fois " if text[end : end + 1].isdecimal() else " fois"


_POSTCODE = 5  # digits
_DIMENSION = re.compile(r"\d{3}")
_LONG = re.compile(r" ?(?P<other>\d+(?:,\d+)?)(?:[x×]\d+(?:,\d+)?)? ?(?:[cmk]?m|(?:centi|milli)?mètres|pouces)(?!\w)")


def _ranked(written: str, before: str, noun: str) -> bool:
    """Whether *vingt* and *cent* stand for a rank: a year, a page, a number in a name."""
    if not written.isdecimal() or not before or not _RANKED.search(before):
        return False
    if (
        before.endswith(("de ", "pour ", "à ", "et ", "entre ", "avant ", "après ", "vers ", "plan "))
        and len(written) != 4
    ):
        return False
    counted = noun[:1].islower() and noun[-1:] in {"s", "x"} and noun not in UNCOUNTED
    return (
        not counted
        and noun not in {"millions", "milliards", "pour", "personnes"}
        and (len(written) == 4 or before.rstrip().endswith(_LISTED))
    )


_LISTED = (
    "l'an",
    "page",
    "pages",
    "p.",
    "chapitre",
    "numéro",
    "n°",
    "article",
    "chambre",
    "bus",
    "vol",
    "route",
    "paragraphe",
    "tome",
    "ligne",
)


@rule("below-one", ".", r"(?<!\S)\.(?P<digits>\d{1,4})(?![\w.])")
def below_one(match: re.Match[str]) -> str:
    """A decimal without its nought, as English journals write it; a bore.

    >>> below_one.read("une corrélation de .85, un fusil de calibre .22")
    'une corrélation de zéro virgule quatre-vingt-cinq, un fusil de calibre vingt-deux'
    """
    if match.string.endswith("calibre ", 0, match.start()):
        return cardinal(int(match["digits"]))
    return say_number(f"0,{match['digits']}")


@rule(
    "of-one",
    "a",
    r"(?<![\w-])(?P<head>d|qu)e 1(?= (?P<noun>[a-zà-ÿœ]{2,}|[A-ZÀ-Þ][a-zà-ÿœ]{3,}|[A-Z](?: ?[A-Z]){1,6}(?!\w)))",
)
def of_one(match: re.Match[str]) -> str | None:
    """*de* and *que* elide before *un* and *une*, not before a numeral that counts nothing.

    >>> of_one.read("de 1 million, de 1 action, plus que 1 école, de 1 à 5")
    "d'un million, d'une action, plus qu'une école, de 1 à 5"
    """
    if match["noun"].isupper() and match["noun"].replace(" ", "") not in FEMININE_ACRONYMS:
        return None
    if match["noun"] in LINKS or match["noun"] in UNITS or match["noun"][:4] in _SCALED:
        return None
    feminine = feminine_after(match.string, match.end() - 1, match.end(), many=False)
    return f"{match['head']}'une" if feminine else f"{match['head']}'un"


_SCALED = frozenset({"Mrds", "Mill", "Bill", "Tril"})

RULES = (below_one, of_one, times, exponent, thousands_english, version, millions, more_than, number)
