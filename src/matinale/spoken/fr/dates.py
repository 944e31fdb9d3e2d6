"""Dates: 1er janvier, 30 janv. 2025, 14/07/2025, 2025-01-30, les années 80, T2 2025."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import cardinal, ordinal
from matinale.spoken.marks import text_before
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORT = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "juill": 7, "jul": 7, "jui": 6, "sept": 9,
    "sep": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12,
}  # fmt: skip
_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | {"aout": 8, "fevrier": 2, "decembre": 12} | _SHORT
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "mercr": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}


def say_day(day: int) -> str:
    """The first is an ordinal, the others are not: premier, deux, trente et un."""
    return "premier" if day == 1 else cardinal(day)


def say_date(day: int, month: int, year: str = "") -> str:
    """A date in words; two digits of a year are of this century below 40.

    >>> say_date(1, 5, "2025"), say_date(14, 7, "89"), say_date(11, 9)
    ('premier mai deux mille vingt-cinq', 'quatorze juillet quatre-vingt-neuf', 'onze septembre')
    """
    words = f"{say_day(day)} {MONTHS[month - 1]}"
    if len(year) == 2:
        short = int(year)
        return f"{words} {cardinal(2000 + short, bare=True) if short < _NEXT_CENTURY else cardinal(short, bare=True)}"
    return f"{words} {cardinal(int(year), bare=True)}" if year else words


_NEXT_CENTURY = 40  # 6/6/44 was a day of the war
_RULES = rules_for("fr")


@rule(
    "date",
    "9",
    rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:er)?[ -](?P<month>{_MONTH})\b(?P<dot>\.?)(?: (?P<year>(?:1\d|20)\d\d)(?![\d,.]\d| ?%| ?€))?(?!\w)",
)
def date(match: re.Match[str]) -> str:
    """A day of a month, the month in full or abbreviated.

    >>> date.read("le 1er janvier, le 30 janv. 2025, le 3 avr., le 8 mai 1945")
    'le premier janvier, le trente janvier deux mille vingt-cinq, le trois avril, le huit mai mille neuf cent quarante-cinq'
    """
    dot = "." if match["dot"] and not match["year"] and opens_sentence(match.string, match.end(), _RULES) else ""
    if match["dot"] and match["month"] in MONTHS:
        dot = "."
    spoken = say_date(int(match["day"]), _NAMES[match["month"]], "" if match["dot"] and dot else match["year"] or "")
    return spoken + dot + (f" {cardinal(int(match['year']), bare=True)}" if dot and match["year"] else "")


@rule("first-to", "9", rf"1er(?: ?[-–] ?| et | ou )(?=(?:[2-9]|[12]\d|3[01]) (?:{_MONTH})(?!\w))")
def first_to(match: re.Match[str]) -> str:
    """From the first of a month.

    >>> first_to.read("les 1er-3 mai, les 1er et 2 mars")
    'les premier au 3 mai, les premier et 2 mars'
    """
    link = match[0].removeprefix("1er").strip()
    return f"premier {link if link.isalpha() else 'au'} "


@rule("month", "aA", r"(?<!\w)(?i:janv|févr|fév|avr|juill?|sept|oct|nov|déc)\.(?!\w)")
def month(match: re.Match[str]) -> str | None:
    """An abbreviated month before a year, or after a word that dates.

    >>> month.read("en déc. 2024, Sept. 2026, en sept. à Lyon, il y a sept. Oui"), month.read("fin juill., de juill.-août")
    ('en décembre 2024, septembre 2026, en septembre à Lyon, il y a sept. Oui', 'fin juillet, de juillet-août')
    """
    name = MONTHS[_SHORT[match[0][:-1].lower()] - 1]
    if _YEAR_NEXT.match(match.string, match.end()) or _MONTH_NEXT.match(match.string, match.end()):
        return name
    if not _MONTHLY.search(text_before(match.string, match.start(), 12)):
        return None
    return name + ("." if opens_sentence(match.string, match.end(), _RULES) else "")


_MONTH_NEXT = re.compile(rf"[-–/](?i:{_MONTH})\b")
_YEAR_NEXT = re.compile(r" (?:1\d|20)\d\d(?!\d)")
_MONTHLY = re.compile(
    r"(?<!\w)(?:[eE]n|[fF]in|[dD]ébut|[mM]i-?|[dD]ès|depuis|pour|jusqu'(?:en|à fin)|[dD]'ici(?: fin)?|courant) ?\Z"
)


@rule("month-to-month", "9", rf"(?P<year>(?:1\d|20)\d\d) ?[-–] ?(?=(?i:{_MONTH})\b\.? (?:1\d|20)\d\d(?!\d))")
def month_to_month(match: re.Match[str]) -> str:
    """A stretch of months.

    >>> month_to_month.read("décembre 2024-janvier 2025, mars 2020 – juin 2021")
    'décembre deux mille vingt-quatre à janvier 2025, mars deux mille vingt à juin 2021'
    """
    return f"{cardinal(int(match['year']), bare=True)} à "


@rule("weekday-plain", "a", rf"(?<![\w'])(?P<day>lun|jeu|ven|sam|dim)(?= \d{{1,2}}(?: (?:{_MONTH})\b|[.,;)]|\Z))")
def weekday_plain(match: re.Match[str]) -> str:
    """An abbreviated day without its dot, before a date.

    >>> weekday_plain.read("ven 9 août, finale dim 25.")
    'vendredi 9 août, finale dimanche 25.'
    """
    return _DAYS[match["day"]]


@rule(
    "weekday",
    "aA",
    rf"(?<![\w'])(?P<day>(?i:{'|'.join(_DAYS)}))\.(?P<to>[-–/])?(?=,? ?(?:\d|(?i:{'|'.join(_DAYS)})\.)| (?P<loose>[^\W\d_]|[«(–-])|[,;)]|\Z)",
)
def weekday(match: re.Match[str]) -> str | None:
    """An abbreviated day.

    >>> weekday.read("jeu. 30 janvier, du mar. au sam., Lun.-ven. 9 h, dans la mer. 3 marins")
    'jeudi 30 janvier, du mardi au samedi, lundi à vendredi 9 h, dans la mer. 3 marins'
    >>> weekday.read("le concert du sam. soir, mar. après-midi, mar. et jeu. sauf congés, un jeu. vidéo")
    'le concert du samedi soir, mardi après-midi, mardi et jeudi sauf congés, un jeu. vidéo'
    """
    before, last = match.string[max(0, match.start() - 16) : match.start()], match.end() == len(match.string)
    sure = match["day"].lower() not in _ALSO_WORDS
    if match["loose"] and not (_LINKED_SURE if sure else _LINKED).match(match.string, match.end()):
        return _among_words(match, before)
    if last and not _DAY_BEFORE.search(before):
        return None
    dated = _DATED.match(match.string, match.end()) or sure
    if not (dated and not last and _FIGURE.match(match.string, match.end())) and not _DAY_NEAR.search(before[-8:]):
        return None
    link = {"-": " à ", "–": " à ", "/": " et "}.get(match["to"] or "", "")
    return _DAYS[match["day"].lower()] + link + ("." if last else "")


_LINKED = re.compile(r" (?:(?:au|et(?! cetera)|ou|à|de|[–-]) |matin|soir)")
_LINKED_SURE = re.compile(rf" (?:(?:au|et(?! cetera)|ou|à|[–-]) (?!(?:{'|'.join(_DAYS)}))|de |matin|soir)")
_PART_OF_DAY = re.compile(r" (?:matin|midi|après-midi|soir|nuit|prochain|dernier)(?!\w)")


def _among_words(match: re.Match[str], before: str) -> str | None:
    """An abbreviated day that neither a date nor an hour follows."""
    day, text = match["day"], match.string
    sure = day.lower() not in _ALSO_WORDS and (day.islower() or (match["loose"] or "").islower())
    if not sure and not _DAY_BEFORE.search(before) and not _PART_OF_DAY.match(text, match.end()):
        return None
    end = "." if opens_sentence(text, match.end(), _RULES) else ""
    return _DAYS[day.lower()] + (" à " if match["to"] else "") + end


_DAY_BEFORE = re.compile(r"(?<!\w)(?i:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.? (?:au|et|ou|à) \Z")
_FIGURE = re.compile(r",? \d")
_DATED = re.compile(rf",? \d{{1,2}}(?:er)? (?:{_MONTH})\b")
_ALSO_WORDS = frozenset({"mer", "jeu", "mar"})


_DAY_NEAR = re.compile(
    r"(?:\A|(?<!\w)(?:[dD]u|[aA]u|[lL]es?|et|ou|à|[dD]ès|[cC]e|[rR]dv|[rR]endez-vous|[oO]uvert)|[(,:;.•–/«“\"*-]|\Z(?<=[.,:)\d])) ?\Z"
)


@rule(
    "date-iso",
    "9",
    r"(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?:T(?P<hour>[01]\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
)
def date_iso(match: re.Match[str]) -> str:
    """2025-01-30, with the time that a machine adds.

    >>> date_iso.read("le 2025-01-30"), date_iso.read("2025-01-30T21:05:00Z")
    ('le trente janvier deux mille vingt-cinq', 'trente janvier deux mille vingt-cinq, vingt et une heures cinq')
    """
    said = say_date(int(match["day"]), int(match["month"]), match["year"])
    if match["hour"] is None:
        return said
    hour, minute = int(match["hour"]), int(match["minute"])
    said += f", {cardinal(hour, feminine=True)} heure{'s' if hour > 1 else ''}"
    return said + (f" {cardinal(minute, feminine=True)}" if minute else "")


@rule(
    "date-numeric",
    "9",
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?:er ?(?=/))?(?P<sep>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>(?:1\d|20)\d\d|\d\d)(?![\d/]|[.-]\d)",
)
def date_numeric(match: re.Match[str]) -> str | None:
    """14/07/2025, 30.01.2025, 1/1/25, 1er/01/2025.

    >>> date_numeric.read("le 14/07/2025, le 01/01/25, le 1er/02/24"), date_numeric.read("du 05.06.24, le 5.6.24, v. 5.6.24")
    ('le quatorze juillet deux mille vingt-cinq, le premier janvier deux mille vingt-cinq, le premier février deux mille vingt-quatre', 'du cinq juin deux mille vingt-quatre, le cinq juin deux mille vingt-quatre, v. 5.6.24')
    """
    if len(match["year"]) == 2 and match["sep"] != "/" and not _is_announced(match):
        return None
    return say_date(int(match["day"]), int(match["month"]), match["year"])


_ANNOUNCED = re.compile(
    r"(?:(?<!\w)(?:le|du|au|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.)|lundi|mardi|credi|jeudi|dredi|samedi|manche) \Z",
    re.I,
)


def _is_announced(match: re.Match[str]) -> bool:
    """Whether the word before tells of a date."""
    return _ANNOUNCED.search(text_before(match.string, match.start(), 10)) is not None


@rule("date-short", "9", r"(?P<day>0?[1-9]|[12]\d|3[01])(?:er)?/(?P<month>0[1-9]|1[0-2]|[1-9])(?![\w/%]|,\d)")
def date_short(match: re.Match[str]) -> str | None:
    """30/01 after a word that announces a date; elsewhere it is a fraction.

    >>> date_short.read("le 30/01, du 03/02 au 05/02, 1/3, les 4, 5 et 6/11")
    'le trente janvier, du trois février au cinq février, 1/3, les 4, 5 et six novembre'
    """
    announced = _is_announced(match) or _DAYS_BEFORE.search(text_before(match.string, match.start(), 24))
    if match[0] == "1/2" and _HALVED.match(match.string, match.end()):
        return None
    if match[0] == "3/4" and _BACK.match(match.string, match.end()):
        return None
    if int(match["day"]) < int(match["month"]) and _PART_OF.match(match.string, match.end()):
        return None
    if not announced and not (match["day"][0] == "0" or match["month"][0] == "0"):
        return None
    return say_date(int(match["day"]), int(match["month"]))


_DAYS_BEFORE = re.compile(r"(?<!\w)(?:[lL]es|[dD]es|[aA]ux) (?:[0-3]?\d, ){0,4}[0-3]?\d,? et \Z")
_BACK = re.compile(r" (?:centre|aile|temps|face|arrière|tarif)(?!\w)")  # le 3/4 centre, in rugby
_HALVED = re.compile(
    r" (?!(?:prochain|dernier|devant|durant|pendant|face|lors|dès|vers|chez|comme|entre|midi|matin|soir|sous|après)\b)[a-zà-ÿœ]{4,}"
)
_PART_OF = re.compile(
    r" (?:des|du|de la|de l'|de (?:[cs]es|[cs]on|[cs]a|leurs?|nos|vos|notre|votre)(?!\w)) ?| d'(?!\d)"
)  # le 1/3 des élus


@rule(
    "date-dotted",
    "9",
    rf"(?P<day>0[1-9]|[12]\d|3[01])(?:\.(?P<month>0[1-9]|1[0-2])|-(?P<dashed>0[1-9]))(?![\w°]|[.,/-]\d| ?(?:[%€$£°]|(?:{_MONTH}|francs|euros|CHF|LTS|h|m|s|km|points|secondes|heures|mètres)(?!\w)))",
)
def date_dotted(match: re.Match[str]) -> str | None:
    """A day and a month with a point or a dash, after a word that announces a date.

    >>> date_dotted.read("le 14.03 à 9h, du 10.02 au 14.02, le 14-03, le 12.05 %, Ubuntu 24.04, à 14.03")
    'le quatorze mars à 9h, du dix février au quatorze février, le quatorze mars, le 12.05 %, Ubuntu 24.04, à 14.03'
    """
    if not _is_announced(match):
        return None
    return say_date(int(match["day"]), int(match["month"] or match["dashed"]))


@rule("month-year", "9", r"(?<![\d/])(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/]|,\d)")
def month_year(match: re.Match[str]) -> str:
    """01/2025, as forms write a month.

    >>> month_year.read("en 01/2025, de 06/2024 à 12/2024")
    'en janvier deux mille vingt-cinq, de juin deux mille vingt-quatre à décembre deux mille vingt-quatre'
    """
    return f"{MONTHS[int(match['month']) - 1]} {cardinal(int(match['year']), bare=True)}"


_CONTEXT = re.compile(r"(?:années|decade|décennie|fin|début|milieu des années) ?$")


@rule("decade", "9", r"(?P<year>(?:1[5-9]\d0|2000|20[1-9]0)|[1-9]0)(?:'?s\b|(?!\w))")
def decade(match: re.Match[str]) -> str | None:
    """Les années 80, les années 1990, les 80's.

    >>> decade.read("les années 80, les années 1990, les 80's")
    'les années quatre-vingt, les années mille neuf cent quatre-vingt-dix, les années quatre-vingt'
    """
    before = match.string[max(0, match.start() - 20) : match.start()]
    plural = match[0].endswith("s")
    if before.endswith("nnées "):
        return cardinal(int(match["year"]), bare=True)
    return f"années {cardinal(int(match['year']), bare=True)}" if plural else None


@rule("year-short", "'", r"(?<!\w)'(?P<year>\d\d)(?![\w'])")
def year_short(match: re.Match[str]) -> str:
    """A year or a decade without its century.

    >>> year_short.read("les années '70, l'été '98")
    "les années soixante-dix, l'été quatre-vingt-dix-huit"
    """
    return cardinal(int(match["year"]), bare=True)


@rule("quarter", "A", r"(?P<kind>[TQSH])(?P<number>[1-4])(?:[ /-](?P<year>20\d\d|'?\d\d(?!\d| ?(?:m²|m2|%|€))))?(?!\w)")
def quarter(match: re.Match[str]) -> str | None:
    """T2 2025, Q3 2024, S1 2025, au T4; elsewhere it may be a name.

    >>> quarter.read("au T2 2025, Q3 2024, le S1, H1 2025, Audi S3")
    'au deuxième trimestre deux mille vingt-cinq, troisième trimestre deux mille vingt-quatre, le premier semestre, premier semestre deux mille vingt-cinq, Audi S3'
    """
    half = match["kind"] in "SH"
    if match["kind"] == "T" and _DWELLING.match(match.string, match.end()):
        return None  # un T3 de 65 m²
    before = match.string[max(0, match.start() - 6) : match.start()].lower()
    announced = before.endswith(
        ("au ", "du ", "le ", "ce ", "en ", "aux ", "des ", "les ", "dès ", "er ", "vs ", "vs. ")
    )
    if (half and match["number"] in "34") or not (match["year"] or announced):
        return None
    year = (match["year"] or "").strip("'")
    spoken = f"{ordinal(int(match['number']))} {'semestre' if half else 'trimestre'}"
    return f"{spoken} {cardinal(int(year) if len(year) == 4 else 2000 + int(year), bare=True)}" if year else spoken


_DWELLING = re.compile(
    r" (?:(?:de |d')?(?:environ )?\d{2,3} ?m|meublé|lumineux|rénové|refait|à louer|à vendre|au \d|(?:de|à) (?:vos|mes|ses|leurs) |à \d|(?:[a-zà-ÿ]+ )?à [A-ZÀ-Þ])"
)


@rule("quarter-first", "9", r"(?P<number>[1-4])(?P<kind>[TSQ]) ?-?(?P<year>20\d\d|\d\d)(?!\w)")
def quarter_first(match: re.Match[str]) -> str | None:
    """3T25, 1S 2025: as companies write their results.

    >>> quarter_first.read("le 3T25, au 1S 2025")
    'le troisième trimestre deux mille vingt-cinq, au premier semestre deux mille vingt-cinq'
    """
    if match["kind"] == "S" and match["number"] in "34":
        return None
    year = int(match["year"]) if len(match["year"]) > _SHORT_YEAR else 2000 + int(match["year"])
    name = "semestre" if match["kind"] == "S" else "trimestre"
    return f"{ordinal(int(match['number']))} {name} {cardinal(year, bare=True)}"


_SHORT_YEAR = 2  # digits

RULES = (
    first_to,
    date_iso,
    date_numeric,
    month_year,
    date_short,
    date_dotted,
    date,
    month_to_month,
    decade,
    year_short,
    month,
    weekday_plain,
    weekday,
    quarter,
    quarter_first,
)
