"""Percentages and units of measure: 3,5 %, 120 km/h, -5 °C, 100 Mbit/s, 30 m²."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import LOOSE, before_noun, cardinal, plural, value_of
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule

_PREFIXES = {
    "k": "kilo",
    "M": "méga",
    "G": "giga",
    "T": "téra",
    "P": "péta",
    "E": "exa",
    "m": "milli",
    "µ": "micro",
    "n": "nano",
    "p": "pico",
}
# stem → (singular, plural, prefixes it takes)
_STEMS = {
    "o": ("octet", "octets", "kMGTPE"), "B": ("octet", "octets", "MGTP"), "b": ("bit", "bits", "kMGT"),
    "bit": ("bit", "bits", "kMGT"), "bits": ("bits", "bits", "kMGT"),
    "W": ("watt", "watts", "kMGTm"), "Wh": ("wattheure", "wattheures", "kMGTm"), "V": ("volt", "volts", "km"),
    "A": ("ampère", "ampères", "m"),
    "Ah": ("ampère-heure", "ampères-heures", "m"),
    "Hz": ("hertz", "hertz", "kMGT"), "m": ("mètre", "mètres", "kmµn"), "g": ("gramme", "grammes", "kmµnp"), "mol": ("mole", "moles", "mµnp"), "UI": ("unité internationale", "unités internationales", "m"),
    "s": ("seconde", "secondes", "mµn"),
    "L": ("litre", "litres", "m"), "l": ("litre", "litres", "m"), "J": ("joule", "joules", "kMG"), "Pa": ("pascal",
    "pascals", "kM"),
    "eV": ("électronvolt", "électronvolts", "kMGT"), "VA": ("voltampère", "voltampères", "k"), "cal": ("calorie",
    "calories", "k"),
    "Wc": ("watt-crête", "watts-crête", "kMG"), "t": ("tonne", "tonnes", "kMG"), "flops": ("flops", "flops", "GTPE"),
    "FLOPS": ("flops", "flops", "GTPE"),
    "px": ("pixel", "pixels", "M"), "bps": ("bit par seconde", "bits par seconde", "kMG"),
}  # fmt: skip
_NAMED = {
    "%": ("pour cent", "pour cent"), "‰": ("pour mille", "pour mille"), "°C": ("degré Celsius", "degrés Celsius"),
    **{f"°{space}{letter}": (f"degré {point}", f"degrés {point}") for letter, point in
       (("N", "nord"), ("S", "sud"), ("E", "est"), ("O", "ouest"), ("W", "ouest")) for space in ("", " ")},
    "°F": ("degré Fahrenheit", "degrés Fahrenheit"), "°": ("degré", "degrés"), "K": ("kelvin", "kelvins"),
    "mmHg": ("millimètre de mercure", "millimètres de mercure"), "al": ("année-lumière", "années-lumière"), "a.l.": ("année-lumière", "années-lumière"), "cm": ("centimètre", "centimètres"), "dm": ("décimètre", "décimètres"), "cl": ("centilitre", "centilitres"),
    "cL": ("centilitre", "centilitres"), "dl": ("décilitre", "décilitres"), "dL": ("décilitre", "décilitres"), "hl": ("hectolitre", "hectolitres"),
    "ha": ("hectare", "hectares"), "q": ("quintal", "quintaux"),
    "m²": ("mètre carré", "mètres carrés"), "m2": ("mètre carré", "mètres carrés"), "km²": ("kilomètre carré",
    "kilomètres carrés"), "km2": ("kilomètre carré", "kilomètres carrés"),
    "cm²": ("centimètre carré", "centimètres carrés"), "cm2": ("centimètre carré", "centimètres carrés"), "mm²": ("millimètre carré", "millimètres carrés"),
    "m³": ("mètre cube", "mètres cubes"), "m3": ("mètre cube", "mètres cubes"), "cm³": ("centimètre cube",
    "centimètres cubes"), "cm3": ("centimètre cube", "centimètres cubes"), "mm³": ("millimètre cube", "millimètres cubes"), "mm3": ("millimètre cube", "millimètres cubes"), "km³": ("kilomètre cube", "kilomètres cubes"),
    "h": ("heure", "heures"), "min": ("minute", "minutes"), "mn": ("minute", "minutes"), "sec": ("seconde",
    "secondes"), "j": ("jour", "jours"),
    "pt": ("point", "points"), "pts": ("point", "points"), "pp": ("point de pourcentage", "points de pourcentage"),
    "pb": ("point de base", "points de base"), "pdb": ("point de base", "points de base"), "pbs": ("point de base", "points de base"),
    "dB": ("décibel", "décibels"), "dBA": ("décibel", "décibels"), "ch": ("cheval", "chevaux"), "cv": ("cheval",
    "chevaux"), "Mpx": ("mégapixel", "mégapixels"), "MP": ("mégapixel", "mégapixels"), "Mpix": ("mégapixel",
    "mégapixels"),
    **dict.fromkeys(("gCO2", "gCO₂", "g CO2", "gCO2e", "gCO2eq"), ("gramme de C O deux", "grammes de C O deux")),
    **dict.fromkeys(("p. cent", "p.cent", "p. 100"), ("pour cent", "pour cent")),
    **dict.fromkeys(("kgCO2", "kgCO₂", "kg CO2", "kgCO2e", "kgCO2eq"), ("kilo de C O deux", "kilos de C O deux")),
    **dict.fromkeys(("cts", "ct"), ("centime", "centimes")), "Ma": ("million d'années", "millions d'années"), "Ga": ("milliard d'années", "milliards d'années"),
    "UA": ("unité astronomique", "unités astronomiques"), "a.-l.": ("année-lumière", "années-lumière"), "kN": ("kilonewton", "kilonewtons"),
    "Mb/j": ("million de barils par jour", "millions de barils par jour"),
    "kb/j": ("millier de barils par jour", "milliers de barils par jour"), "b/j": ("baril par jour", "barils par jour"), "hPa": ("hectopascal", "hectopascals"), "bar": ("bar", "bars"),
    "hab": ("habitant", "habitants"), "hab.": ("habitant", "habitants"), "teq": ("tonne équivalent",
    "tonnes équivalent"),
    "fps": ("image par seconde", "images par seconde"), "ips": ("image par seconde", "images par seconde"),
    "rpm": ("tour par minute", "tours par minute"), "tr": ("tour", "tours"), "ppm": ("partie par million",
    "parties par million"), "ppb": ("partie par milliard", "parties par milliard"), "nds": ("nœud", "nœuds"),
    "Mha": ("million d'hectares", "millions d'hectares"), "Nm": ("newton-mètre", "newtons-mètres"), "mbar": ("millibar", "millibars"),
    **dict.fromkeys(("Gm3", "Gm³"), ("milliard de mètres cubes", "milliards de mètres cubes")),
    **dict.fromkeys(("Mm3", "Mm³"), ("million de mètres cubes", "millions de mètres cubes")),
    "M°C": ("million de degrés Celsius", "millions de degrés Celsius"), "nœuds": ("nœud", "nœuds"),
    "MWe": ("mégawatt électrique", "mégawatts électriques"), "GWe": ("gigawatt électrique", "gigawatts électriques"),
    **dict.fromkeys(("Km", "kms", "Kms", "KM"), ("kilomètre", "kilomètres")), "Kg": ("kilo", "kilos"), "KG": ("kilo", "kilos"),
    **dict.fromkeys(("tCO2", "tCO₂", "t CO2", "t CO₂"), ("tonne de C O deux", "tonnes de C O deux")),
    **dict.fromkeys(("teqCO2", "teqCO₂", "tCO2e", "tCO2eq", "t CO2e", "t eq. CO2", "t éq. CO2", "t eq CO2", "t CO2eq", "téqCO2"),
    ("tonne équivalent C O deux", "tonnes équivalent C O deux")), "MtCO2e": ("mégatonne équivalent C O deux", "mégatonnes équivalent C O deux"),
    "kg": ("kilo", "kilos"), "in": ("pouce", "pouces"), "dpi": ("point par pouce", "points par pouce"),
    "lm": ("lumen", "lumens"), "lx": ("lux", "lux"), "mAh": ("milliampère-heure", "milliampères-heures"),
    "Ko": ("kilooctet", "kilooctets"), "KB": ("kilooctet", "kilooctets"), "kB": ("kilooctet", "kilooctets"),
    "ft": ("pied", "pieds"), "lb": ("livre", "livres"), "lbs": ("livre", "livres"), "mph": ("mile par heure", "miles par heure"),
    **dict.fromkeys(("c. à s.", "c. à soupe", "c.à.s.", "c.à.s", "càs", "c à s", "cuil. à soupe", "cuill. à soupe", "cuillère à soupe", "cs"), ("cuillère à soupe", "cuillères à soupe")),
    **dict.fromkeys(("c. à c.", "c. à café", "c.à.c.", "c.à.c", "càc", "cac", "c à c", "cuil. à café", "cuill. à café"), ("cuillère à café", "cuillères à café")),
    "To": ("téraoctet", "téraoctets"), "tonnes": ("tonne", "tonnes"),
}  # fmt: skip
_PREFIXED = {
    prefix + stem: (_PREFIXES[prefix] + one, _PREFIXES[prefix] + many)
    for stem, (one, many, prefixes) in _STEMS.items()
    for prefix in prefixes
    if prefix + stem not in _NAMED
}
_PLAIN = {stem: (one, many) for stem, (one, many, _) in _STEMS.items() if stem not in {"B", "b", "A", "t"}}
UNITS = _NAMED | _PREFIXED | _PLAIN | {"t": ("tonne", "tonnes"), "A": ("ampère", "ampères")}
_FEMININE = (
    "heure",
    "minute",
    "seconde",
    "tonne",
    "calorie",
    "kilocalorie",
    "partie",
    "image",
    "milliseconde",
    "microseconde",
    "cuillère",
    "livre",
    "mégatonne",
    "kilotonne",
    "unité",
    "milliunité",
    "année",
    "mole",
    "millimole",
    "micromole",
    "nanomole",
    "picomole",
)
# What a slash is read "par" before: times, people and things; some shortened, then with a dot or without; units.
PER = {
    "sec": "seconde", "s²": "seconde au carré", "an": "an", "jour": "jour", "mois": "mois", "semaine": "semaine", "heure": "heure", "nuit": "nuit",
    "sem": "semaine", "hab": "habitant", "pers": "personne", "enf": "enfant", "habitant": "habitant", "personne": "personne", "tête": "tête",
    "part": "part", "action": "action", "salarié": "salarié", "élève": "élève", "litre": "litre", "tonne": "tonne",
    "oz": "once", "UGB": "U G B", "°C": "degré",
    **{unit: UNITS[unit][0] for unit in (
        "s", "h", "min", "mn", "j", "g", "mg", "kg", "t", "q", "m", "km", "m²", "m2", "km²", "km2", "cm²", "cm2", "ha", "m³", "m3", "mm³", "mm3", "cm³", "cm3", "l", "L", "dl",
        "dL", "cl", "ml", "mL", "hl", "kWh", "MWh", "W", "kW", "MW", "kWc", "tCO2", "tCO₂", "tCO2e", "tCO2eq", "teqCO2", "mol")},
}  # fmt: skip


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


PER_NAMES = _any_of(list(PER))
PER_DOT = r"(?:\.(?=[/),;]| [a-zà-ÿ]))?"  # of a shortened word; the dot of a sentence stays
_UNIT = _any_of([unit for unit in UNITS if unit != "%"])


_HUNDRED = {"100 km": "aux cent kilomètres"}


def unit_words(unit: str, per: str | None, *, many: bool) -> str:
    """A unit's name.

    >>> unit_words("km", "h", many=True), unit_words("Mbit", "s", many=True), unit_words("g", "km", many=False)
    ('kilomètres-heure', 'mégabits par seconde', 'gramme par kilomètre')
    """
    name = UNITS[unit][many]
    if not per:
        return name
    return (
        f"{name}-heure"
        if unit.lower() in {"km", "kms"} and per == "h"
        else f"{name} {_HUNDRED.get(per) or f'par {PER[per]}'}"
    )


@rule("percent", "9", rf"(?P<number>{LOOSE}|\d+\.\d+) ?(?P<unit>%|‰|pct(?!\w))(?: ?/ ?(?P<per>an|mois|jour))?")
def percent(match: re.Match[str]) -> str:
    """A percentage.

    >>> percent.read("un taux de 1 %, 3,5 %, 2.5%, 12 ‰, 0,1 pct")
    'un taux de un pour cent, trois virgule cinq pour cent, deux virgule cinq pour cent, douze pour mille, zéro virgule un pour cent'
    """
    per = f" par {match['per']}" if match["per"] else ""
    return (
        before_noun(
            match["number"].replace(".", ",") if match["number"].count(".") == 1 else match["number"],
            noun=UNITS["‰" if match["unit"] == "‰" else "%"][0],
        )
        + per
    )


@rule(
    "unit",
    "9",
    rf"(?P<number>{LOOSE})(?P<space> ?)(?P<unit>{_UNIT})(?:/(?P<per>100 km|{PER_NAMES})(?!\w){PER_DOT})?(?:/(?P<each>[a-zà-ÿ]{{3,20}}))?(?![\w²³%]|['.]\w)",
)
def unit(match: re.Match[str]) -> str | None:
    """A measure.

    >>> unit.read("120 km/h, 100 Mbit/s, 30 m², 1 Go, 21 s, 1,5 kWh, 20 °C")
    'cent vingt kilomètres-heure, cent mégabits par seconde, trente mètres carrés, un gigaoctet, vingt et une secondes, un virgule cinq kilowattheure, vingt degrés Celsius'
    >>> unit.read("7,9 g/dL, 2 t/hab./an, 1 mmol/L, 21 UI/L, 8 l/100 km")
    'sept virgule neuf grammes par décilitre, deux tonnes par habitant/an, une millimole par litre, vingt et une unités internationales par litre, huit litres aux cent kilomètres'
    """
    symbol, number = match["unit"], match["number"]
    if _is_name(match):
        return None
    if symbol == "bps" and _far_from_data(match):
        return before_noun(number, noun=UNITS["pdb"][plural(number)])
    if symbol == "m" and not match["per"] and re.fullmatch(r"\d,\d\d", number):
        return f"{metres(int(number[0]))} {cardinal(int(number[2:]))}"
    names = unit_words(symbol, match["per"], many=plural(number))
    if match["each"]:  # 5 mg/comprimé
        names += f" par {match['each']}"
    return before_noun(number, feminine=UNITS[symbol][0].startswith(_FEMININE), noun=names)


def _is_name(match: re.Match[str]) -> bool:
    """Whether the letters are no unit: a Renault 4L, the 6A, *1 in*."""
    symbol, before = match["unit"], text_before(match.string, match.start(), 24)
    if not match["space"]:
        return symbol in {"K", "A", "V", "J", "in", "bar", "Ma", "Ga", "UA"} or (
            match[0] == "4L" and _CAR.search(before) is not None
        )
    if symbol == "al" and match.string.startswith(".", match.end()):
        return True  # art. 49 al. 3
    return (symbol == "A" and not _CURRENT.search(before)) or (symbol == "in" and match["number"] == "1")


_DATA = re.compile(r"(?i:débit|modem|connexion|liaison|transmi|bande|vitesse)")
_RATES = 1000  # no central bank moves by more points


def _far_from_data(match: re.Match[str]) -> bool:
    """Whether *bps* are basis points: a small number, and no data in sight."""
    before = match.string[max(0, match.start() - 48) : match.start()]
    return value_of(match["number"]) < _RATES and not _DATA.search(before)


# "16 A" is a current after these words, a row or a motorway's junction elsewhere.
_CURRENT = re.compile(
    r"(?:prises?|courant|intensité|fusibles?|disjoncteurs?|câbles?|chargeurs?|ampérage|bornes?|moteurs?|délivre|sous|tire|consomme|débite|absorbe|supporte"
    r"|jusqu'à|\d ?V)(?: [a-zà-ÿ]{2,9})? ?(?:de |à |d'|en |et )?\Z"
)


_CAR = re.compile(r"(?<!\w)(?:[lLsS]a|[uU]ne|[cC]ette|[lLdD]es|[eE]n|Renault) \Z")  # Renault's, not un bidon de 4L


def metres(whole: int) -> str:
    """A height is said in metres and centimetres: un mètre quatre-vingts."""
    return f"{cardinal(whole)} mètre{'s' if whole > 1 else ''}"


_BARE = {
    "km/h": "kilomètres-heure",
    "Km/h": "kilomètres-heure",
    "km": "kilomètres",
    "kg": "kilos",
    "cm": "centimètres",
    "mm": "millimètres",
    "kW": "kilowatts",
    "MW": "mégawatts",
    "GW": "gigawatts",
    "GWh": "gigawattheures",
    "ha": "hectares",
    "Go": "gigaoctets",
    "Mo": "mégaoctets",
    "To": "téraoctets",
    "m2": "mètres carrés",
    "m3": "mètres cubes",
    "m³/s": "mètres cubes par seconde",
    "Mbit/s": "mégabits par seconde",
    "Gbit/s": "gigabits par seconde",
    "km²": "kilomètres carrés",
    "m²": "mètres carrés",
    "m³": "mètres cubes",
    "kWh": "kilowattheure",
    "MWh": "mégawattheure",
    "TWh": "térawattheures",
    "GHz": "gigahertz",
    "CO₂": "C O deux",
    "CO2": "C O deux",
}


DOTTED = frozenset({"km", "kg", "cm", "mm", "kW"})  # par km. Une phrase suit.
_WORDS_TOO = frozenset({"ha", "Go", "Mo", "To", "GW", "m2", "m3"})


@rule("unit-alone", "aA", rf"(?<![\w])(?:{'|'.join(sorted(map(re.escape, _BARE), key=len, reverse=True))})(?!\w)")
def unit_alone(match: re.Match[str]) -> str | None:
    """A unit without a number.

    >>> unit_alone.read("le prix du kWh, des milliers de km, en Go, Pokémon Go")
    'le prix du kilowattheure, des milliers de kilomètres, en gigaoctets, Pokémon Go'
    """
    before = text_before(match.string, match.start(), 7)
    if match[0] in _WORDS_TOO and not before.endswith((" de ", " en ", "par ", " du ", " le ", "s d'")):
        return None
    single = match[0] in UNITS and before.lower().endswith(("par ", "le ", "du ", "un ", "au ", "chaque ", "./"))
    return UNITS[match[0]][0] if single else _BARE[match[0]]


@rule("unit-of-millions", "aA", r"(?<=s de )(?:t|L|l|m|m³|km|g)(?![\w/'-]|\.\w)")
def unit_of_millions(match: re.Match[str]) -> str | None:
    """A unit after millions and thousands.

    >>> unit_of_millions.read("80 millions de t, des milliers de L, plus de t")
    '80 millions de tonnes, des milliers de litres, plus de t'
    """
    before = text_before(match.string, match.start(), 13)
    return UNITS[match[0]][1] if before.endswith(("millions de ", "milliards de ", "milliers de ")) else None


@rule("percent-alone", "%‰", "[%‰]")
def percent_alone(match: re.Match[str]) -> str:
    """A lone sign: en %.

    >>> percent_alone.read("en %, un point de %, Le % de femmes")
    'en pour cent, un point de pourcentage, Le pourcentage de femmes'
    """
    before = match.string[max(0, match.start() - 10) : match.start()]
    name = "pourcentage" if _POINTS_OF.search(before) else UNITS[match[0]][0]
    return name if before.endswith(" ") else f" {name}"


_POINTS_OF = re.compile(r"(?<!\w)(?:points? de|[lL]e|[dD]u|[aA]u|[uU]n|[cC]e) \Z")


@rule("degree-alone", "°", "°[CF]?")
def degree_alone(match: re.Match[str]) -> str:
    """A lone sign.

    >>> degree_alone.read("en °C")
    'en degrés Celsius'
    """
    return UNITS[match[0]][1]


@rule("spoon", "a", r"(?<!\w)c\. ?à ?(?P<kind>soupe|café|s\.?|c\.?)(?!\w)")
def spoon(match: re.Match[str]) -> str:
    """A spoon after a number in words.

    >>> spoon.read("deux c. à s. de moutarde, une c. à café de sel, quelques c. à c. d'huile")
    "deux cuillères à soupe de moutarde, une cuillère à café de sel, quelques cuillères à café d'huile"
    """
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    many = "" if before.endswith(("une ", "la ", "cette ", "par ", "chaque ", "demi-", "demie ")) else "s"
    return f"cuillère{many} à {'soupe' if match['kind'][0] == 's' else 'café'}"


RULES = (spoon, percent, unit, unit_of_millions, unit_alone, percent_alone, degree_alone)
