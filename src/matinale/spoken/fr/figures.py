"""Figures that no unit follows: phone numbers, ranges, scores, fractions, versions, years, plain numbers."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import feminine_after, is_feminine, noun_after
from matinale.spoken.fr.numbers import (
    LOOSE,
    NUMBER,
    cardinal,
    elides,
    ordinal,
    say_number,
    spelled_digits,
    split_number,
)
from matinale.spoken.fr.units import UNITS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.tables import words


def _pairs(digits: str) -> str:
    """A run of pairs, each as it is said on the telephone: '0612' → 'zéro six, douze'."""
    pairs = [digits[index : index + 2] for index in range(0, len(digits), 2)]
    return ", ".join(f"zéro {cardinal(int(pair[1]))}" if pair[0] == "0" else cardinal(int(pair)) for pair in pairs)


@rule(
    "phone",
    "9+(",
    r"(?:(?P<plus>\+|00)(?P<country>\d{1,3})[ .]?(?:\(0\) ?)?(?P<first>\d)|(?P<zero>0[1-9]))(?P<rest>(?:[ .-]?\d\d){4})(?![\w])",
)
def phone(match: re.Match[str]) -> str:
    """A French number, by pairs.

    >>> phone.read("06 12 34 56 78"), phone.read("01.40.20.50.50"), phone.read("+33 6 12 34 56 78")
    ('zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit', 'zéro un, quarante, vingt, cinquante, cinquante', 'plus trente-trois six, douze, trente-quatre, cinquante-six, soixante-dix-huit')
    """
    rest = _pairs(re.sub(r"\D", "", match["rest"]))
    if match["zero"]:
        return f"{_pairs(match['zero'])}, {rest}"
    plus = _PLUS if match["plus"] == "+" else "zéro zéro"
    return f"{plus} {cardinal(int(match['country']))} {cardinal(int(match['first']))}, {rest}"


_PLUS = "plus"


@rule(
    "phone-short",
    "9",
    r"(?P<head>0 ?8\d\d|08 \d\d)(?P<rest> \d{3} \d{3}|(?: \d\d){3})(?! ?\d|\w)|(?P<whole>3\d)[ ]?(?P<last>\d\d)(?!\w)",
)
def phone_short(match: re.Match[str]) -> str | None:
    """0 800 123 456, 0 892 70 12 39, and 39 19 after a word that announces a number.

    >>> phone_short.read("au 0 800 123 456, appelez le 3919, en 3919"), phone_short.read("0 892 70 02 39")
    ('au zéro huit cents, cent vingt-trois, quatre cent cinquante-six, appelez le trente-neuf dix-neuf, en 3919', 'zéro huit cent quatre-vingt-douze, soixante-dix, zéro deux, trente-neuf')
    """
    if match["head"]:
        groups = match["head"].removeprefix("0").strip(), *match["rest"].split()
        return "zéro " + ", ".join(_pairs(group) if len(group) == 2 else cardinal(int(group)) for group in groups)
    before = match.string[max(0, match.start() - 14) : match.start()].lower()
    if not re.search(r"(?:appele[rz] le|numéro|composer le|composez le|joindre le|contacter le|téléphone) $", before):
        return None
    return f"{cardinal(int(match['whole']))} {cardinal(int(match['last']))}"


@rule(
    "range",
    "9",
    rf"(?P<first>{LOOSE})(?:(?P<dash>-|–|—)|(?P<spaced> [–—] | - ))(?=(?P<second>{LOOSE})(?P<after>(?:er|e|ème)?(?: ?[%€$£°]| ?[a-zA-Zµ]{{1,4}}\b)?)(?!\w))",
)
def interval(match: re.Match[str]) -> str | None:
    """A range, a score: the first number and *à*; the second is a token of its own.

    >>> interval.read("15-25 %, 60–65 milliards, 3-0, 2019-2024"), interval.read("la saison 2024-2025")
    ('quinze à 25 %, soixante à 65 milliards, trois à 0, deux mille dix-neuf à 2024', 'la saison deux mille vingt-quatre 2025')
    """
    first, second = match["first"], match["second"]
    if match["spaced"] and not (match["after"].strip() and _less(first, second)):
        return None
    near = match.string[max(0, match.start() - 7) : match.start()]
    if text_before(match.string, match.start(), 7) == "Boeing ":
        return say_number(first) + " "
    lawful = _LAW.search(near) or (_YEAR.fullmatch(first) and _NUMBERED.search(near))  # la loi n° 2024-42
    link = " tiret " if lawful else " et " if near.lower().endswith("entre ") else " à "
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(second):
        before = match.string[max(0, match.start() - 20) : match.start()].lower()
        if int(second) == int(first) + 1 and _SEASON.search(before):
            link = " "
        return cardinal(int(first), bare=True) + link
    end = match.end() + len(second)
    return say_number(first, feminine=feminine_after(match.string, end)) + link


def _less(first: str, second: str) -> bool:
    return len(first) < 16 > len(second) and int(split_number(first)[0] or 0) <= int(split_number(second)[0] or 0)


_YEAR = re.compile(r"(?:1[1-9]|20)\d\d")
_SEASON = re.compile(r"(?:saison|exercice|scolaire|universitaire|hiver|année|promotion|édition|rentrée) $")
_NAMED = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}
_NUMBERED = re.compile(r"(?:[nN]° ?|numéro )\Z")
_LAW = re.compile(r"(?<!\w)[LRD]\.? ?\Z")
_SCORE = re.compile(
    r"(?:notes?|notée?|score|notation|obtient|obtenu|reçoit|reçu|décroche|donne|noter) (?:de |à |un |une )?$"
)


_DECIMAL = frozenset({"10", "100", "1000"})
_OF = re.compile(r" d(?:es|e|u)\b| d'")
_SYSTEMS = re.compile(r"(?:Windows|Android|iOS|macOS|Ubuntu|iPadOS) \Z")


def say_fraction(over: int, under: int) -> str | None:
    """A fraction in words, or None where "sur" is said.

    >>> say_fraction(1, 2), say_fraction(2, 3), say_fraction(3, 4), say_fraction(2, 5), say_fraction(15, 20)
    ('un demi', 'deux tiers', 'trois quarts', 'deux cinquièmes', None)
    """
    if (
        under < 2
        or over < 1
        or not (over == 1 or (over < under < 10))
        or under > 1000
        or (over == 1 and under > 20 and under % 10)
    ):
        return None
    one, many = _NAMED.get(under, (ordinal(under), ordinal(under) + "s"))
    return f"{cardinal(over)} {many if over > 1 else one}"


@rule("fraction", "9", r"(?P<over>\d{1,4}(?:,\d+)?)(?P<slash> ?/ ?)(?P<under>\d{1,4})(?P<more>/\d+)?(?![\w/]|,\d)")
def fraction(match: re.Match[str]) -> str | None:
    """1/3, 3/4, 15/20, 2024/2025.

    >>> fraction.read("1/3, 3/4, 8/10, une note de 4/5, 2024/2025"), fraction.read("9/10 des cas, Windows 10/11")
    ('un tiers, trois quarts, huit sur dix, une note de quatre sur cinq, deux mille vingt-quatre deux mille vingt-cinq', 'neuf dixièmes des cas, Windows dix et onze')
    """
    over, under = match["over"], match["under"]
    if match["more"]:
        return None
    if _YEAR.fullmatch(over) and _YEAR.fullmatch(under):
        return f"{cardinal(int(over), bare=True)} {cardinal(int(under), bare=True)}"
    if _SYSTEMS.search(text_before(match.string, match.start(), 12)) and match["slash"] == "/":
        return f"{say_number(over)} et {cardinal(int(under))}"
    if (over, under) in {("50", "50"), ("80", "20")}:
        return f"{cardinal(int(over), bare=True)} {cardinal(int(under))}"
    before = match.string[max(0, match.start() - 16) : match.start()]
    said = None if "," in over or _SCORE.search(before) else say_fraction(int(over), int(under))
    if under in _DECIMAL and _OF.match(match.string, match.end()) and over.isdecimal() and 1 < int(over) < int(under):
        said = None if _SCORE.search(before) else f"{cardinal(int(over))} {ordinal(int(under))}s"
    return said or f"{say_number(over)} sur {cardinal(int(under))}"


@rule("times", "a×", r"(?<=\w )[x×](?= \d)")
def times(_match: re.Match[str]) -> str:
    """2 m x 3 m.

    >>> times.read("2 m x 3 m")
    '2 m fois 3 m'
    """
    return "fois"


_HALVED = ("heure", "journée", "finale", "tour", "siècle", "litre", "douzaine", "pension")


@rule("half", "9", rf"1/2[ -](?P<noun>{'|'.join(_HALVED)})(?!\w)")
def half(match: re.Match[str]) -> str:
    """1/2 heure.

    >>> half.read("1/2 heure, 1/2 siècle")
    'une demi-heure, un demi-siècle'
    """
    return f"{'une' if is_feminine(match['noun']) else 'un'} demi-{match['noun']}"


@rule("fraction-sign", "½¼¾⅓⅔⅛9", r"(?P<whole>\d+ ?)?(?P<sign>[½¼¾⅓⅔⅛])(?P<noun>(?<=½) [a-zà-ÿœ]{2,}(?![\w'-]))?")
def fraction_sign(match: re.Match[str]) -> str:
    """½, 2½, 2½ heures.

    >>> fraction_sign.read("¾ de siècle, 2½, 2½ heures, 1½ an, ½ tour")
    'trois quarts de siècle, deux et demi, deux heures et demie, un an et demi, un demi-tour'
    """
    named = {
        "½": "un demi",
        "¼": "un quart",
        "¾": "trois quarts",
        "⅓": "un tiers",
        "⅔": "deux tiers",
        "⅛": "un huitième",
    }[match["sign"]]
    noun = (match["noun"] or "").strip()
    if not match["whole"]:
        if noun in _HALVED:
            return f"{'une' if is_feminine(noun) else 'un'} demi-{noun}"
        return named + (match["noun"] or "")
    if noun and noun not in _LINKS and (noun[-1] in "sx" or match["whole"].strip() == "1"):
        return f"{say_number(match['whole'].strip(), feminine=is_feminine(noun) is True)} {noun} et demi{'e' if is_feminine(noun) else ''}"
    return f"{say_number(match['whole'].strip())} et {named.removeprefix('un ') if named == 'un demi' else named}{match['noun'] or ''}"


@rule("version", "9", r"\d{1,6}(?:\.\d{1,6})+(?P<tail>[a-z]{1,2})?(?!\w|,\d|\.\d)")
def version(match: re.Match[str]) -> str | None:
    """Figures joined by points: 3.1, 2.1.3, 192.168.0.1; but 1.500 and 1.000.000 are thousands.

    >>> version.read("Llama 3.1, 18.2, 2.1.3, 2.05"), version.read("1.500")
    ('Llama trois point un, dix-huit point deux, deux point un point trois, deux point zéro cinq', '1.500')
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[0]) and match[0][0] != "0":
        return None
    parts = match[0].rstrip("abcdefghijklmnopqrstuvwxyz").split(".")
    said = " point ".join(say_number(part) if part[0] != "0" or part == "0" else spelled_digits(part) for part in parts)
    return f"{said} {match['tail']}" if match["tail"] else said


_CARDS = re.compile(r"(?:RTX|GTX|RX|Boeing|Ryzen \d|RTX PRO) \Z")
_RANKED = re.compile(
    r"(?:pages?|p\.|chapitres?|numéros?|n°|articles?|chambres?|bus|ligne|lignes|vols?|route|tomes?|alinéas?|paragraphes?|année|an|en|depuis|ans|de|dès|avant|après|fin|début|horizon|pour|vers|mi|été|hiver|printemps|automne|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|depuis|jusqu'en|qu'en|d'ici|entre|et|à|Paris|Tokyo|Londres|Rio|Athènes|JO|agenda|plan|objectif|France|loi|budget|crise) \Z"
)
_UNRANKED = words("""
dans des les mais puis plus sans sous alors après vers ses nous vous ces leurs mes tes dès très toujours jamais depuis
pas chez lors moins près hors avec elles ils jours suis êtes
""")


@rule("millions", "9", r"(?P<number>\d{1,3}(?:[ .']?\d{3}){0,3}(?P<zeros>[ .']?000){2}) (?=(?P<noun>[a-zà-ÿœ]{3,}))")
def millions(match: re.Match[str]) -> str | None:
    """Whole millions ask for *de*.

    >>> millions.read("1 000 000 habitants, 2 000 000 personnes")
    "un million d'habitants, deux millions de personnes"
    """
    if match["noun"] in _LINKS:
        return None
    return f"{say_number(match['number'])} {'d' + chr(39) if elides(match['noun']) else 'de '}"


@rule("number", "9", rf"(?P<number>{NUMBER})(?P<times> [x×](?= \d)|[x×](?=\d|\W|\Z))?(?P<glued>(?=[^\W\d_]))?")
def number(match: re.Match[str]) -> str:
    """Whatever figures remain.

    >>> number.read("21 personnes, 1 action, 3 000 salariés, en 1980, page 80, 80 voitures")
    'vingt et une personnes, une action, trois mille salariés, en mille neuf cent quatre-vingt, page quatre-vingt, quatre-vingts voitures'
    >>> number.read("plus d'1 million, RTX 4090, 10x")
    "plus d'un million, RTX quarante quatre-vingt-dix, dix fois"
    >>> number.read("1920x1080")
    'mille neuf cent vingt par mille quatre-vingts'
    """
    written, text, start, end = match["number"], match.string, match.start(), match.end()
    if match["times"]:
        if _DIMENSION.match(text, end) and len(written) > 2:
            return f"{say_number(written)} par "
        return f"{say_number(written)} fois" + (" " if match.string[end : end + 1].isdecimal() else "")
    before = text_before(text, start, 14)
    if len(written) == 4 and written.isdecimal() and written[0] != "0" and _CARDS.search(before):
        return (
            f"{cardinal(int(written[:2]))} {cardinal(int(written[2:]))}"
            if int(written[2:]) > 9
            else say_number(written)
        )
    noun = noun_after(text, end)
    if written.endswith(("0", " 000")) and _ranked(written, before, noun):
        return say_number(written, bare=True)
    feminine = written[-1] == "1" and _counts(noun) and is_feminine(noun) is True
    words = say_number(written, feminine=feminine)
    if match["glued"] is not None and start and text[start - 1] == " ":
        return f"{words} "
    return words


_DIMENSION = re.compile(r"\d{3}")
_LINKS = words("""
de d des du et ou à au aux en sur par pour dans contre avec sans soit mais il elle on ils elles est sont a ont qui que
dont depuis avant après se s
""")


def _counts(noun: str) -> bool:
    """Whether a number counts this word: a small letter, or a people's name (21 Françaises)."""
    return bool(noun) and (noun[0].islower() or noun.endswith(_PEOPLES))


_PEOPLES = ("aise", "aises", "oise", "oises", "enne", "ennes", "aine", "aines", "ande", "andes", "ote", "otes")


def _ranked(written: str, before: str, noun: str) -> bool:
    """Whether *vingt* and *cent* stand for a rank: a year, a page, a number in a name."""
    if not written.isdecimal() or not before or not _RANKED.search(before):
        return False
    if (
        before.endswith(("de ", "pour ", "à ", "et ", "entre ", "avant ", "après ", "vers ", "plan "))
        and len(written) != 4
    ):
        return False
    counted = noun[:1].islower() and noun[-1:] in {"s", "x"} and noun not in _UNRANKED
    return (
        not counted
        and noun not in {"millions", "milliards", "pour", "personnes"}
        and (len(written) == 4 or before.rstrip().endswith(_LISTED))
    )


_LISTED = (
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

RULES_FIRST = (phone, phone_short)


@rule("of-one", "a", r"(?<![\w-])de 1(?= (?P<noun>[a-zà-ÿœ]{2,}))")
def of_one(match: re.Match[str]) -> str | None:
    """*de* elides before *un* and *une*, not before a numeral that counts nothing.

    >>> of_one.read("de 1 million, de 1 action, de 1 à 5")
    "d'un million, d'une action, de 1 à 5"
    """
    if match["noun"] in _LINKS or match["noun"] in UNITS:
        return None
    return "d'une" if feminine_after(match.string, match.end()) else "d'un"


RULES = (of_one, times, half, interval, fraction_sign, fraction, version, millions, number)
