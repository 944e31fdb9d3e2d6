"""Money, percentages and units: $15bn, £2.5m, $19.99, 3.5%, 120 km/h, 20°C."""

from __future__ import annotations

import re
from typing import NamedTuple

from matinale.spoken.en.numbers import NUMBER, cardinal, is_one, say_number
from matinale.spoken.rules import rule


class Currency(NamedTuple):
    """`one`, `many`: its name; `cent`, `cents`: of a hundredth, "" where none is said."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


_DOLLAR, _EURO, _POUND = (
    Currency("dollar", "dollars", "cent", "cents"),
    Currency("euro", "euros", "cent", "cents"),
    Currency("pound", "pounds", "penny", "pence"),
)


def _dollar(country: str) -> Currency:
    return Currency(f"{country} dollar", f"{country} dollars", "cent", "cents")


CURRENCIES = {
    "$": _DOLLAR, "US$": _DOLLAR, "USD": _DOLLAR, "€": _EURO, "EUR": _EURO, "£": _POUND, "GBP": _POUND,
    "¥": Currency("yen", "yen"), "JPY": Currency("yen", "yen"),
    "CNY": Currency("yuan", "yuan"), "RMB": Currency("yuan", "yuan"), "CHF": Currency("Swiss franc",
    "Swiss francs"), "C$": _dollar("Canadian"), "CA$": _dollar("Canadian"), "CAD": _dollar("Canadian"),
    "A$": _dollar("Australian"), "AUD": _dollar("Australian"), "HK$": _dollar("Hong Kong"),
    "S$": _dollar("Singapore"), "NZ$": _dollar("New Zealand"), "₹": Currency("rupee", "rupees"),
    "INR": Currency("rupee", "rupees"), "₽": Currency("ruble", "rubles"),
    "₩": Currency("won", "won"), "₿": Currency("bitcoin", "bitcoin"), "BTC": Currency("bitcoin", "bitcoin"),
    "ETH": Currency("ether", "ether"), "R$": Currency("real", "reais"), "₺": Currency("lira", "lira"),
    "₴": Currency("hryvnia", "hryvnia"), "₪": Currency("shekel", "shekels"),
    "Rs": Currency("rupee", "rupees"), "Rs.": Currency("rupee", "rupees"), "₱": Currency("peso", "pesos"),
    "MX$": Currency("Mexican peso", "Mexican pesos"), "SEK": Currency("Swedish krona", "Swedish kronor"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner"), "DKK": Currency("Danish krone", "Danish kroner"),
    "PLN": Currency("zloty", "zlotys"), "₦": Currency("naira", "naira"), "฿": Currency("baht", "baht"),
    "₫": Currency("dong", "dong"), "SGD": _dollar("Singapore"), "HKD": _dollar("Hong Kong"), "NZD": _dollar("New Zealand"),
    "ZAR": Currency("rand", "rand"), "BRL": Currency("real", "reais"), "KRW": Currency("won", "won"),
}  # fmt: skip
SCALES = {
    "k": "thousand", "thousand": "thousand", "m": "million", "mn": "million", "mm": "million", "mln": "million",
    "million": "million", "b": "billion", "bn": "billion", "billion": "billion",
    "md": "billion", "t": "trillion", "tn": "trillion", "tr": "trillion", "trillion": "trillion",
    "crore": "crore", "lakh": "lakh", "lakh crore": "lakh crore",
}  # fmt: skip


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_SIGN = _any_of([key for key in CURRENCIES if not key.isalpha()])
_CODE = _any_of([key for key in CURRENCIES if key.isalpha()])
_SCALE = (
    r"(?:[ -]?(?P<scale>(?i:thousand|million|billion|trillion|lakh crore|crore|lakh|mln|bn|tn|mn|mm|tr|[kmbt]))\b)?"
)
_PER_NAMES = {
    "mo": "month",
    "yr": "year",
    "hr": "hour",
    "h": "hour",
    "wk": "week",
    "sq ft": "square foot",
    "kWh": "kilowatt-hour",
    "MWh": "megawatt-hour",
    "lb": "pound",
    "kg": "kilogram",
    "bbl": "barrel",
    "gal": "gallon",
    "min": "minute",
    "sec": "second",
}
_PER = r"(?:/(?P<per>month|mo|year|yr|week|wk|day|hour|hr|h|minute|min|second|sec|kWh|MWh|user|seat|person|share|barrel|bbl|gallon|gal|ton|kg|lb|night|token|sq ft|GB|unit|page)\b)?"


def attributive(match: re.Match[str]) -> bool:
    """Whether a quantity stands before a noun as its adjective: a $500 million deal, a 75 kWh battery."""
    text, end = match.string, match.end()
    if _DEAL.match(text, end) or _HYPHENED.match(text, end):
        return True
    return bool(_NEXT_NOUN.match(text, end) and _ARTICLE.search(text[max(0, match.start() - 40) : match.start()]))


_ARTICLE = re.compile(
    r"(?:(?<!\w)(?:an?|another|every|each|this|that|new|the|its|his|her|their|our|my|your)|'s) "
    r"(?:(?:new|second|third|first|massive|record|huge|single|proposed|planned|separate|whole|full|final|total|[\w-]+-[\w-]+),? ){0,2}\Z",
    re.I,
)
_NEXT_NOUN = re.compile(
    r" (?!(?:in|of|for|on|at|to|and|or|per|by|from|with|a|an|the|is|was|are|were|as|that|when|after|before|more|less|each|every"
    r"|it|he|she|they|we|you|who|which|has|had|have|will|would|could|can (?:be|also|not|now|only)|may|might|should|must|but|so|if|than|while|because|not|now|then"
    r"|ago|away|later|earlier|alone|apart|annually|already|along|across|into|over|under|above|below|behind|beyond|down|up|off|out|around|since"
    r"|between|through|within|without|until|via|last|next|spent|lost|made|paid|won|sent|held|put|left|came|went|goes|worth"
    r"|north|south|east|west|today|yesterday|tomorrow|[a-z]+ed|[a-z]+ly)\b)[a-z]{2,}"
)
# What an amount stands before even without an article, as in a headline.
_DEAL = re.compile(
    r" (?:deal|fund|bill|loan|bid|plan|contract|budget|package|fine|settlement|investment|acquisition|takeover|merger|bet|boost"
    r"|valuation|offer|project|lawsuit|grant|prize|bailout|buyback|buyout|share sale|stake|transfer|mansion|factory|plant"
    r"|campaign|programme|program|scheme|pledge|order|facility|bond|note|funding round|round|raise|windfall|shortfall|question)s?\b"
)
_HYPHENED = re.compile(r"-(?:an?|per)-[a-z]")  # a £50-a-week cut


def amount(written: str, scale: str | None, currency: Currency, per: str | None, *, single: bool = False) -> str:
    """An amount in words; `single` before a noun (a five-dollar coin).

    >>> amount("19.99", None, CURRENCIES["$"], None), amount("1.5", "bn", CURRENCIES["$"], None), amount("0.50", None, CURRENCIES["£"], None)
    ('nineteen dollars and ninety-nine cents', 'one point five billion dollars', 'fifty pence')
    """
    end = f" per {_PER_NAMES.get(per, per)}" if per else ""
    if scale:
        return f"{say_number(written)} {SCALES[scale.lower()]} {currency.one if single else currency.many}{end}"
    whole, _, part = written.replace(" ", "").replace(",", "").partition(".")
    if len(part) == 2 and currency.cents and len(whole) < 12:
        cents = int(part)
        small = f"{cardinal(cents)} {currency.cent if cents == 1 else currency.cents}"
        if int(whole) == 0 and cents:
            return small + end
        large = f"{cardinal(int(whole))} {currency.one if int(whole) == 1 else currency.many}"
        return (f"{large} and {small}" if cents else large) + end
    return f"{say_number(written)} {currency.one if single or is_one(written) else currency.many}{end}"


@rule("money", "".join(sorted({key[0] for key in CURRENCIES if not key[0].isalpha()})) + "A",
      rf"(?<!\w)(?P<currency>{_SIGN}|(?:{_CODE})\b) ?(?P<number>{NUMBER})(?:(?:-|–| to )(?P<again>{_SIGN})?(?P<second>{NUMBER}))?{_SCALE}{_PER}(?![\w]|\.\d)")  # fmt: skip
def money(match: re.Match[str]) -> str | None:
    """An amount whose currency comes first.

    >>> money.read("$15bn, $500 million, £2.5m, $19.99, $1, €60bn, $3tn, $1,200, $12k, $10/month, $10-20 million")
    'fifteen billion dollars, five hundred million dollars, two point five million pounds, nineteen dollars and ninety-nine cents, one dollar, sixty billion euros, three trillion dollars, one thousand two hundred dollars, twelve thousand dollars, ten dollars per month, ten to twenty million dollars'
    """
    currency = CURRENCIES[match["currency"]]
    if match["second"]:
        return f"{say_number(match['number'])} to {amount(match['second'], match['scale'], currency, match['per'], single=attributive(match))}"
    return amount(match["number"], match["scale"], currency, match["per"], single=attributive(match))


@rule(
    "money-after",
    "9",
    rf"(?P<number>{NUMBER}){_SCALE} ?(?P<currency>{_SIGN}|(?:{_CODE})\b|¢|[cp]\b(?= (?:a|per|on|for|each|off|more|less)\b|/)){_PER}(?![\w])",
)
def money_after(match: re.Match[str]) -> str | None:
    """An amount whose currency follows.

    >>> money_after.read("500 USD, 15 €, 99¢, 3 million EUR")
    'five hundred dollars, fifteen euros, ninety-nine cents, three million euros'
    """
    sign = match["currency"]
    if sign in {"¢", "c", "p"}:
        name = "pence" if sign == "p" else "cent" if is_one(match["number"]) else "cents"
        per = f" per {_PER_NAMES.get(match['per'], match['per'])}" if match["per"] else ""
        return f"{say_number(match['number'])} {name}{per}"
    return amount(match["number"], match["scale"], CURRENCIES[sign], match["per"])


@rule("currency", "€$£¥₿₹₽₩₺₴₪¢", "[€$£¥₿₹₽₩₺₴₪¢]")
def currency(match: re.Match[str]) -> str:
    """A lone sign.

    >>> currency.read("the € fell")
    'the euro fell'
    """
    return "cents" if match[0] == "¢" else CURRENCIES[match[0]].one


# What follows a number of millions: a plural, at once or after one adjective.
_COUNTED = (
    r"\+?(?: (?!(?:of|from|above|below|to|in|at|on|for|and|or|by|with|across|less|tall|wide|high|deep|long|thick|away|apart"
    r"|behind|ahead|is|was|has|as|its|his|this|us|the|an?)\b)[A-Za-z][a-z-]+)?"
    r" (?:people|(?!(?:is|was|has|as|its|his|this|us|across|less|hurdles|towards|models?|class|always)\b)[A-Za-z][a-z-]*s\b)"
)


@rule(
    "scale",
    "9",
    rf"(?P<number>{NUMBER})(?:(?P<scale>bn|tn|mn|mln|k|K|M)|(?P<counted>[mbB])(?={_COUNTED}))(?!\w)",
)
def scale(match: re.Match[str]) -> str | None:
    """A scale before a noun; *m* is meters where nothing is counted, and in the name of a race.

    >>> scale.read("2bn users, 10k followers, 3m users, 1m+ records, 5m new jobs, 300M"), scale.read("5m tall, the 100m finals")
    ('two billion users, ten thousand followers, three million users, one million+ records, five million new jobs, three hundred million', '5m tall, the 100m finals')
    """
    number = match["number"]
    if match["scale"] == "K" and number in {"2", "4", "5", "8", "12", "16"}:
        return None
    if number in _RACES and match["counted"] == "m" and match.string[: match.start()].endswith(("the ", "a ", "'s ")):
        return None
    return f"{say_number(number)} {SCALES[(match['scale'] or match['counted']).lower()]}"


_RACES = frozenset({"50", "60", "100", "110", "200", "400", "800", "1500", "1,500", "3000", "5000", "10000", "10,000"})


_PREFIXES = {
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
    "E": "exa",
    "m": "milli",
    "µ": "micro",
    "n": "nano",
}
_STEMS = {
    "B": ("byte", "bytes", "kMGTPE"), "b": ("bit", "bits", "kMGT"), "bit": ("bit", "bits", "kMGT"), "W": ("watt",
    "watts", "kMGTm"), "Wh": ("watt-hour", "watt-hours", "kMGTm"), "V": ("volt", "volts", "km"), "Hz": ("hertz",
    "hertz", "kMGT"), "m": ("meter", "meters", "kmµn"),
    "g": ("gram", "grams", "kmµ"), "s": ("second", "seconds", "mµn"), "l": ("liter", "liters", "m"), "L": ("liter",
    "liters", "m"), "J": ("joule", "joules", "kMG"), "Pa": ("pascal", "pascals", "kM"), "eV": ("electronvolt",
    "electronvolts", "kMGT"), "bps": ("bit per second", "bits per second", "kMGT"),
    "t": ("ton", "tons", "kMG"), "Ah": ("amp-hour", "amp-hours", "m"), "cal": ("calorie", "calories", "k"),
    "FLOPS": ("flops", "flops", "GTPE"),
}  # fmt: skip
_NAMED = {
    "%": ("percent", "percent"), "‰": ("per thousand", "per thousand"), "pp": ("percentage point",
    "percentage points"), "bps": ("basis point", "basis points"), "bp": ("basis point", "basis points"),
    "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree",
    "degrees"),
    "mph": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "mpg": ("mile per gallon", "miles per gallon"), "mi": ("mile", "miles"), "ft": ("foot", "feet"), "ft.": ("foot",
    "feet"), "in.": ("inch", "inches"), "yd": ("yard", "yards"), "lb": ("pound", "pounds"), "lbs": ("pounds",
    "pounds"), "lbs.": ("pounds", "pounds"), "oz": ("ounce", "ounces"), "oz.": ("ounce", "ounces"),
    "gal": ("gallon", "gallons"), "cm": ("centimeter", "centimeters"), "ha": ("hectare", "hectares"),
    "sq ft": ("square foot", "square feet"), "sq. ft.": ("square foot", "square feet"), "sq mi": ("square mile",
    "square miles"), "m²": ("square meter", "square meters"), "km²": ("square kilometer", "square kilometers"),
    "m³": ("cubic meter", "cubic meters"), "t": ("ton", "tons"),
    "hr": ("hour", "hours"), "hrs": ("hours", "hours"), "h": ("hour", "hours"), "min": ("minute", "minutes"),
    "mins": ("minutes", "minutes"), "sec": ("second", "seconds"), "secs": ("seconds", "seconds"), "yr": ("year",
    "years"), "yrs": ("years", "years"), "dB": ("decibel", "decibels"), "hp": ("horsepower", "horsepower"),
    "pts": ("points", "points"), "wks": ("weeks", "weeks"), "kcal": ("kilocalorie", "kilocalories"),
    "MP": ("megapixel", "megapixels"), "fps": ("frame per second", "frames per second"),
    "rpm": ("revolution per minute", "revolutions per minute"), "ppm": ("part per million", "parts per million"),
    "dpi": ("dot per inch", "dots per inch"), "px": ("pixel", "pixels"), "cl": ("centiliter", "centiliters"),
    "hPa": ("hectopascal", "hectopascals"), "m2": ("square meter", "square meters"), "km2": ("square kilometer",
    "square kilometers"), "K": ("kelvin", "kelvins"),
    "m³/s": ("cubic meter per second", "cubic meters per second"), "bpd": ("barrel per day", "barrels per day"),
    "mbps": ("megabit per second", "megabits per second"), "gbps": ("gigabit per second", "gigabits per second"),
    "mAh": ("milliamp-hour", "milliamp-hours"), "tbsp": ("tablespoon", "tablespoons"), "tsp": ("teaspoon", "teaspoons"),
    "tbsp.": ("tablespoon", "tablespoons"), "tsp.": ("teaspoon", "teaspoons"),
}  # fmt: skip
_PREFIXED = {
    p + stem: (_PREFIXES[p] + one, _PREFIXES[p] + many)
    for stem, (one, many, prefixes) in _STEMS.items()
    for p in prefixes
    if p + stem not in _NAMED
}
_PLAIN = {
    stem: (one, many)
    for stem, (one, many, _) in _STEMS.items()
    if stem in {"W", "Wh", "V", "Hz", "m", "g", "s", "L", "l", "eV"}
}
UNITS = _NAMED | _PREFIXED | _PLAIN
_PER_UNIT = {
    "s": "per second",
    "sec": "per second",
    "h": "per hour",
    "hr": "per hour",
    "min": "per minute",
    "km": "per kilometer",
    "kg": "per kilogram",
    "day": "per day",
    "year": "per year",
    "yr": "per year",
    "100 km": "per one hundred kilometers",
    "m²": "per square meter",
    "mi": "per mile",
    "L": "per liter",
    "gal": "per gallon",
}


@rule("percent", "9", rf"(?P<number>{NUMBER}|\d+,\d{{1,2}}) ?(?P<unit>%|‰)")
def percent(match: re.Match[str]) -> str:
    """A percentage.

    >>> percent.read("3.5%, 1 %, 100%")
    'three point five percent, one percent, one hundred percent'
    """
    written = match["number"]
    if re.fullmatch(r"\d+,\d{1,2}", written):
        written = written.replace(",", ".")
    return f"{say_number(written)} {UNITS[match['unit']][0]}"


@rule("feet", "9", r"(?P<feet>\d{1,2})['’](?: ?(?P<inches>\d{1,2})(?:\"|''))")
def feet(match: re.Match[str]) -> str:
    r"""A height.

    >>> feet.read("he is 6'2\" tall")
    'he is six foot two tall'
    """
    return f"{cardinal(int(match['feet']))} foot {cardinal(int(match['inches']))}"


@rule(
    "two-measures",
    "9",
    r"(?P<one>\d{1,3}) ?(?P<large>ft|st|lbs?)\.?,? ?(?P<two>\d{1,2})(?:\.(?P<part>\d))?(?: ?(?P<small>in|ins|lbs?|oz)\b\.?(?! [A-Z])| (?=tall\b))",
)
def two_measures(match: re.Match[str]) -> str:
    """A height or a weight in two units.

    >>> two_measures.read("6ft 2in, 6 ft 2 in., 12st 4lb, 7lb 5oz")
    'six feet two inches, six feet two inches, twelve stone four pounds, seven pounds five ounces'
    """
    large = {"ft": ("foot", "feet"), "st": ("stone", "stone")}.get(match["large"], ("pound", "pounds"))
    small = {"in": ("inch", "inches"), "oz": ("ounce", "ounces"), "lb": ("pound", "pounds")}.get(
        (match["small"] or "")[:2]
    )
    first = f"{cardinal(int(match['one']))} {large[0 if match['one'] == '1' else 1]} "
    written = match["two"] + (f".{match['part']}" if match["part"] else "")
    if not small:
        return f"{first}{say_number(written)} "
    return f"{first}{say_number(written)} {small[0 if written == '1' else 1]}"


@rule(
    "stone",
    "9",
    r"(?P<number>\d{1,2}) ?st\b(?!\.)",
)
def stone(match: re.Match[str]) -> str | None:
    """British weights; after a one it is an ordinal.

    >>> stone.read("12st, 14 st, 21st")
    'twelve stone, fourteen stone, 21st'
    """
    if match["number"].endswith("1"):
        return None
    return f"{cardinal(int(match['number']))} stone"


@rule(
    "unit",
    "9",
    rf"(?P<number>{NUMBER})(?P<space>[ -]?)(?P<unit>{_any_of([unit for unit in UNITS if unit not in '%‰'])})(?:/(?P<per>{_any_of(list(_PER_UNIT))}))?(?![\w²³/%'])",
)
def unit(match: re.Match[str]) -> str | None:
    """A measure; before a noun, with a hyphen, it is singular.

    >>> unit.read("60 mph, 120 km/h, 100 Mbps, 16GB, 20°C, 1 kWh, 3 nm, 5 ft, a 10-km race")
    'sixty miles per hour, one hundred twenty kilometers per hour, one hundred megabits per second, sixteen gigabytes, twenty degrees Celsius, one kilowatt-hour, three nanometers, five feet, a ten kilometer race'
    """
    symbol = match["unit"]
    if not match["space"] and symbol in {"K", "s", "V", "J", "in."} and match["number"].isdecimal():
        return None
    single = is_one(match["number"]) or match["space"] == "-" or attributive(match)
    dot = "." if symbol.endswith(".") and match.end() == len(match.string) else ""
    per = f" {_PER_UNIT[match['per']]}" if match["per"] else ""
    return f"{say_number(match['number'])} {UNITS[symbol][0 if single else 1]}{per}{dot}"


@rule("inch", "9", rf"(?P<number>{NUMBER})(?:''|\")(?![\w'\"])")
def inch(match: re.Match[str]) -> str | None:
    r"""The size of a screen; not a number at the end of a quotation.

    >>> inch.read("a 27\" screen, 6.1''"), inch.read('He said "the 27".')
    ('a twenty-seven inch screen, six point one inches', 'He said "the 27".')
    """
    if match[0].endswith('"'):
        before = match.string[max(0, match.start() - _QUOTATION) : match.start()]
        if _QUOTED.search(before):
            return None
    return f"{say_number(match['number'])} {'inch' if attributive(match) or match['number'] == '1' else 'inches'}"


_QUOTATION = 300  # characters that a quotation may have before its last number
_QUOTED = re.compile(r"""(?:\A|[\s('])"[^"]*\Z""")


@rule("duration-glued", "9", r"(?P<hours>\d{1,2})h(?P<minutes>[0-5]\d)(?!\w| ?m)")
def duration_glued(match: re.Match[str]) -> str:
    """The French way of writing a duration.

    >>> duration_glued.read("a 2h30 flight, in 1h05")
    'a two hour thirty flight, in one hour five'
    """
    hours, minutes = int(match["hours"]), int(match["minutes"])
    name = "hour" if hours == 1 or attributive(match) else "hours"
    return f"{cardinal(hours)} {name}" + (f" {cardinal(minutes)}" if minutes else "")


@rule("duration", "9", r"(?P<hours>\d{1,3}) ?(?:h|hrs?)\.? ?(?P<minutes>[0-5]?\d) ?(?:m|mins?)\b(?! ?/)")
def duration(match: re.Match[str]) -> str:
    """Hours and minutes; before a noun both are singular.

    >>> duration.read("in 1h 5m, a 2h 15m flight")
    'in one hour and five minutes, a two hour fifteen minute flight'
    """
    hours, minutes = int(match["hours"]), int(match["minutes"])
    if attributive(match):
        return f"{cardinal(hours)} hour {cardinal(minutes)} minute"
    counted = ((hours, "hour"), (minutes, "minute"))
    return " and ".join(f"{cardinal(value)} {name}{'' if value == 1 else 's'}" for value, name in counted)


@rule("percent-alone", "%‰°", "[%‰]|°[CF]?")
def percent_alone(match: re.Match[str]) -> str:
    """A lone sign.

    >>> percent_alone.read("in %, in °C")
    'in percent, in degrees Celsius'
    """
    space = "" if match.string[max(0, match.start() - 1) : match.start()] == " " else " "
    return space + UNITS[match[0]][1]


RULES = (
    money,
    money_after,
    percent,
    feet,
    inch,
    two_measures,
    stone,
    duration_glued,
    duration,
    scale,
    unit,
    currency,
    percent_alone,
)
