"""Percentages, measures and durations: 3.5%, 120 km/h, 20°C, 6ft 2in, 2h30."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import ARTICLE, NEXT_NAME, STREET, any_of, attributive
from matinale.spoken.en.numbers import NUMBER, cardinal, is_one, say_number
from matinale.spoken.en.unit_names import PER_UNIT, UNITS
from matinale.spoken.marks import text_before
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule


@rule(
    "percent",
    "9",
    rf"(?P<number>{NUMBER}|\d+,\d{{1,2}}) ?(?P<unit>%(?!pts)|‰|pct(?!\w)(?:\.(?= [a-z]|,))?|pc(?!\w))(?P<to>[-–—](?={NUMBER} ?%))?",
)
def percent(match: re.Match[str]) -> str:
    """A percentage, or two of them.

    >>> percent.read("3.5%, 1 %, 100%, 3.1 pct."), percent.read("a 30%–40% chance")
    ('three point five percent, one percent, one hundred percent, three point one percent.', 'a thirty percent to forty percent chance')
    """
    written = match["number"]
    if re.fullmatch(r"\d+,\d{1,2}", written):
        written = written.replace(",", ".")
    return f"{say_number(written)} {UNITS['‰' if match['unit'] == '‰' else '%'][0]}{' to ' if match['to'] else ''}"


@rule(
    "celsius",
    "9",
    r"(?P<number>\d{1,2}(?:\.\d)?)(?:(?P<dash>[-–])(?P<last>\d{1,2}(?:\.\d)?))?(?P<unit>[CF])(?![\w-]|\.\w)",
)
def celsius(match: re.Match[str]) -> str | None:
    """A temperature without its sign, where the words around or a decimal say that it is one.

    >>> celsius.read("highs of 28-32C, warming of 1.5C, it was -3C, the iPhone 5C, Gate 14C")
    'highs of twenty-eight to thirty-two degrees Celsius, warming of one point five degrees Celsius, it was -three degrees Celsius, the iPhone 5C, Gate 14C'
    """
    before = match.string[max(0, match.start() - 16) : match.start()]
    if "." not in match["number"] and not match["last"] and not _WARM.search(before):
        return None
    if match[0] == "13F" and before.endswith((" a ", " its ", " their ", " the ")):
        return None  # what a fund files
    range_to = f" to {say_number(match['last'])}" if match["last"] else ""
    return f"{say_number(match['number'])}{range_to} degrees {'Celsius' if match['unit'] == 'C' else 'Fahrenheit'}"


_WARM = re.compile(
    r"(?:(?<!\w)[-–]|\b(?:of|to|at|is|are|was|were|hit|hits|reach|reached|above|below|under|over|around|nearly|about|topped|top|exceeded|a|and|by"
    r"|from|between|past|highs|lows|temperatures|or) ?|\()\Z"
)


@rule(
    "unit-scaled",
    "9",
    rf"(?P<number>{NUMBER})(?: (?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>[kKmMB]| ?bn| ?tn)) (?P<unit>{any_of([unit for unit in UNITS if unit not in {'%', '‰', 'in', 'm'}])})(?:/(?P<per>{any_of(PER_UNIT)}))?(?:\.(?= [a-z]|[,;)]))?(?![\w²³/%'])",
)
def unit_scaled(match: re.Match[str]) -> str:
    """Thousands and millions of a unit.

    >>> unit_scaled.read("1.5 million km, 4.2m sq km, 3bn kWh")
    'one point five million kilometers, four point two million square kilometers, three billion kilowatt-hours'
    """
    scale = (
        match["scale"]
        or {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}[match["short"].strip()[0].lower()]
    )
    per = f" {PER_UNIT[match['per']]}" if match["per"] else ""
    return f"{say_number(match['number'])} {scale} {UNITS[match['unit']][0 if attributive(match) else 1]}{per}"


@rule(
    "unit",
    "9",
    rf"(?P<number>{NUMBER})(?P<space>[ -]?)(?P<unit>{any_of([unit for unit in UNITS if unit not in {'%', '‰'}])})(?:\.?/(?P<per>{any_of(PER_UNIT)})(?:/(?P<then>{any_of(PER_UNIT)}))?)?(?:\.(?= [a-z]|[,;)])|(?<=-ft|-yr|-hr|-mo|-wk|-lb|-oz|-pg)\.(?=[ -]))?(?:(?P<next>/(?=\d))|(?![\w²³/%']))",
)
def unit(match: re.Match[str]) -> str | None:
    """A measure; before a noun, with a hyphen, it is singular.

    >>> unit.read("60 mph, 120 km/h, 100 Mbps, 16GB, 20°C, 1 kWh, 3 nm, 5 ft, a 10-km race")
    'sixty miles per hour, one hundred twenty kilometers per hour, one hundred megabits per second, sixteen gigabytes, twenty degrees Celsius, one kilowatt-hour, three nanometers, five feet, a ten kilometer race'
    >>> unit.read("a 12ft-deep pool, the 200m freestyle")
    'a twelve foot-deep pool, the two hundred meter freestyle'
    >>> unit.read("10 mg/kg/day, 100 MW/400 MWh, 5 mg/2 mL, 7 hrs./night, the 8TB SSD, two 80GB A100s, the 5 GB, she said")
    'ten milligrams per kilogram per day, one hundred megawatts, four hundred megawatt-hours, five milligrams per two milliliters, seven hours per night, the eight terabyte SSD, two eighty gigabyte A100s, the five gigabytes, she said'
    """
    symbol, number = match["unit"], match["number"]
    if symbol == "in" and (match["space"] == " " or match.string.startswith("-", match.end())):
        return None  # the word
    if symbol == "c." and not _FOOD.match(match.string, match.end()):
        return None
    if (symbol in {"W", "N", "S"} and _STREET.match(match.string, match.end())) or (
        symbol == "Mt" and _MOUNT.match(match.string, match.end())
    ):
        return None  # 26 W. 9th St., 12 Mt. Vernon Terrace
    glued = not match["space"] or (match["space"] == "-" and symbol != "in.")
    if glued and symbol in {"K", "s", "V", "J", "in."} and number.isdecimal() and (symbol, number) not in _MAINS:
        return None
    single = is_one(number) or match["space"] == "-" or attributive(match) or _SHAPED.match(match.string, match.end())
    single = single or _is_paired(match) or _is_specified(match)
    dot = "." if symbol.endswith(".") and match.end() == len(match.string) else ""
    per = "".join(f" {PER_UNIT[each]}" for each in (match["per"], match["then"]) if each)
    if match["next"]:
        per += " per " if symbol in _DOSES and _VOLUME.match(match.string, match.end()) else ", "
    if symbol == "kt" and not _YIELD.match(match.string, match.end()):
        names = _KNOT
    else:
        names = _PINT if symbol in {"pt", "pts"} and _LIQUID.match(match.string, match.end()) else UNITS[symbol]
    return f"{say_number(number)} {names[0 if single else 1]}{per}{dot}"


_DOSES = frozenset({"mg", "g", "mcg", "µg", "ng", "IU"})
_VOLUME = re.compile(r"[\d.]+ ?(?:mL|ml|L|dL)(?!\w)")
# What tells one model of a thing from another: 70mm IMAX, two 80GB A100s.
_SPECIFYING = frozenset(
    {"GB", "TB", "MB", "mm", "L", "W", "kW", "Wh", "kWh", "Hz", "MHz", "GHz", "MP", "mAh", "nm", "V"}
)


def _is_specified(match: re.Match[str]) -> bool:
    """Whether a name follows that the measure tells from others: the 8TB SSD, 70mm IMAX."""
    if not NEXT_NAME.match(match.string, match.end()):
        return False
    glued = not match["space"] and match["unit"] in _SPECIFYING
    return glued or ARTICLE.search(match.string[max(0, match.start() - 40) : match.start()]) is not None


_MAINS = frozenset({("V", "12"), ("V", "24"), ("V", "110"), ("V", "120"), ("V", "220"), ("V", "230"), ("V", "240")})
_FOOD = re.compile(r" [a-z]")  # 2 c. flour; in 1920 c. 300 lived there
_KNOT = ("knot", "knots")
_YIELD = re.compile(
    r" (?:of|bombs?|yields?|warheads?|devices?|blasts?|tests?|explosions?)(?!\w)"
)  # of a bomb, in kilotons
_PINT = ("pint", "pints")  # of cream; points elsewhere
_LIQUID = re.compile(
    r" (?:of|cream|milk|stock|broth|water|heavy|half|berries|cherry|strawberries|blueberries|ice)(?!\w)"
)
_LATER = re.compile(rf"(?: and| or|,) {NUMBER} ?(?P<unit>[\w°]{{1,5}})(?= [a-z])")
_EARLIER = re.compile(rf"(?<![\w.,]){NUMBER} ?(?P<unit>[\w°]{{1,5}}) (?:and|or) \Z")


def _is_paired(match: re.Match[str]) -> bool:
    """Whether two measures in one unit stand before their noun: 5 mg and 10 mg doses, the 2 GB and 4 GB models."""
    if later := _LATER.match(match.string, match.end()):
        return later["unit"] == match["unit"] and attributive(later, match.start())
    start = max(0, match.start() - 24)
    earlier = _EARLIER.search(match.string[start : match.start()])
    return bool(earlier and earlier["unit"] == match["unit"] and attributive(match, start + earlier.start()))


_STREET = re.compile(rf"\.? {STREET}")
_MOUNT = re.compile(rf"\.? {STREET}|\. (?!(?:The|A|An|It|In|At|He|She|They|But|And)(?!\w))[A-Z][a-z]+")
_SHAPED = re.compile(
    r"-(?:tall|long|deep|wide|high|thick|old|strong|heavy)\b"
    r"| (?:freestyle|butterfly|backstroke|breaststroke|hurdles|sprint|dash|relay|final|heats?|medley|steeplechase|race|title|gold|silver|bronze)\b"
)


@rule("duration-glued", "9", r"(?P<hours>\d{1,2})h(?P<minutes>[0-5]\d)(?!\w| ?m)")
def duration_glued(match: re.Match[str]) -> str:
    """The French way of writing a duration.

    >>> duration_glued.read("a 2h30 flight, in 1h05")
    'a two hour thirty flight, in one hour five'
    """
    hours, minutes = int(match["hours"]), int(match["minutes"])
    name = "hour" if hours == 1 or attributive(match) else "hours"
    return f"{cardinal(hours)} {name}" + (f" {cardinal(minutes)}" if minutes else "")


@rule(
    "duration",
    "9",
    r"(?P<hours>\d{1,3}) ?(?:h|hrs?)\.? ?(?P<minutes>[0-5]?\d) ?(?:m|mins?)\b(?! ?/)(?:\.(?=[,;)]| [a-z]))?",
)
def duration(match: re.Match[str]) -> str:
    """Hours and minutes; before a noun both are singular.

    >>> duration.read("in 1h 5m, a 2h 15m flight")
    'in one hour and five minutes, a two hour fifteen minute flight'
    """
    hours, minutes = int(match["hours"]), int(match["minutes"])
    if attributive(match):
        return f"{cardinal(hours)} hour {cardinal(minutes)} minute"
    link = " " if _SECONDS.match(match.string, match.end()) else " and "
    counted = ((hours, "hour"), (minutes, "minute"))
    return link.join(f"{cardinal(value)} {name}{'' if value == 1 else 's'}" for value, name in counted)


_SECONDS = re.compile(r",? (?:and )?\d{1,2}(?:\.\d)? ?s(?:ecs?)?(?!\w)")


_ALONE = (
    "km/h",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "kW",
    "MW",
    "GW",
    "GHz",
    "MHz",
    "Mbps",
    "Gbps",
    "km²",
    "m²",
    "m³",
    "mAh",
    "kcal",
    "mmHg",
    "mm Hg",
)


@rule("unit-alone", "aA", rf"(?<![\w-])(?P<unit>{any_of(_ALONE)})(?![\w²³/-])")
def unit_alone(match: re.Match[str]) -> str:
    """A unit without a number: one after *per* or *a*, many elsewhere.

    >>> unit_alone.read("the price per kWh, in GHz, a limit in km/h")
    'the price per kilowatt-hour, in gigahertz, a limit in kilometers per hour'
    """
    before = match.string[max(0, match.start() - 6) : match.start()].lower()
    single = before.endswith(("per ", " a ", "each ", "/", "one ", "every "))
    if match["unit"] == "km/h":
        return "kilometers per hour"
    return UNITS[match["unit"]][0 if single else 1]


@rule(
    "unit-of-price",
    "a",
    r"(?:(?<= a )|(?<= an )|(?<=per ))(?P<unit>gal|lb|oz|yd|qt|bbl|cwt|bu|doz|ac|sq\. ft|sq\. mi|hr|yr|mo|wk)\.(?=(?P<end>\Z)?)|(?<=\d a )kg(?!\w)",
)
def unit_of_price(match: re.Match[str]) -> str:
    """What a price is for.

    >>> unit_of_price.read("$3 a gal., $425 per sq. ft. and $1 an oz."), unit_of_price.read("at 80 a kg")
    ('$3 a gallon, $425 per square foot and $1 an ounce.', 'at 80 a kilogram')
    """
    unit = match["unit"] or "kg"
    return UNITS[unit.replace(".", "")][0] + ("." if match["end"] is not None else "")


@rule("unit-spelled", "a", r"(?<=[a-z]-)(?P<unit>hr|yr|mo|min|wk|in|ft|lb|oz|mi)\.(?= [a-z])")
def unit_spelled(match: re.Match[str]) -> str:
    """A unit after a number in words.

    >>> unit_spelled.read("a four-hr. delay, a five-yr. plan")
    'a four-hour delay, a five-year plan'
    """
    return UNITS[match["unit"]][0]


@rule(
    "nautical",
    "9",
    rf"(?P<number>{NUMBER})(?P<plus>\+)? ?nm(?!\w)(?P<off> (?:off|north|south|east|west|offshore|out|from (?:the )?(?:coast|shore|port|[A-Z]))(?!\w))?",
)
def nautical(match: re.Match[str]) -> str | None:
    """Miles at sea or in the air; elsewhere nm are nanometers.

    >>> nautical.read("12 nm off Yemen, a 3 nm node, a radius of 1,000+ nm")
    'twelve nautical miles off Yemen, a 3 nm node, a radius of one thousand plus nautical miles'
    """
    if not (match["off"] or _VOYAGE.search(match.string[max(0, match.start() - 40) : match.start()])):
        return None
    plus = " plus" if match["plus"] else ""
    many = "" if is_one(match["number"]) else "s"
    return f"{say_number(match['number'])}{plus} nautical mile{many}{match['off'] or ''}"


_VOYAGE = re.compile(r"\b(?:radius|range|voyage|passage|sail(?:s|ed|ing)?|fl(?:y|ies|ew|ying))\b[^.;:!?]{0,24}\Z")


@rule("fahrenheit", "9", r"(?P<number>[1-6]\d\d) ?F(?![\w-]|\.\w)")
def fahrenheit(match: re.Match[str]) -> str | None:
    """The heat of an American oven.

    >>> fahrenheit.read("heat to 400F, at 350 F for an hour, a Canon 400 F")
    'heat to four hundred degrees Fahrenheit, at three hundred fifty degrees Fahrenheit for an hour, a Canon 400 F'
    """
    heated = _HEATED.search(match.string[max(0, match.start() - 10) : match.start()])
    return f"{cardinal(int(match['number']))} degrees Fahrenheit" if heated else None


_HEATED = re.compile(r"\b(?:to|at|of|or|around|about|above|below|reach(?:es|ed)?|hits?) \Z")


@rule("pages", "9", r"(?:(?P<number>[5-9]\d(?=pp)|\d{3,4})|(?P<few>\d{1,4})(?=[ -]?pp\.))(?P<link>[ -]?)pp(?!\w)\.?")
def pages(match: re.Match[str]) -> str | None:
    """How long a book is; what something rose by, or fewer without a dot, are percentage points.

    >>> pages.read("(£30, 624pp), up 3pp, (320 pp.) ran 15 pp."), pages.read("a 42-pp. motion, rose 15 pp. to 60, a 9 pp. lead")
    ('(£30, six hundred twenty-four pages), up 3pp, (three hundred twenty pages) ran fifteen pages.', 'a forty-two page motion, rose 15 pp. to 60, a 9 pp. lead')
    """
    text, end = match.string, match.end()
    number = match["number"] or match["few"]
    moved = _MOVED.search(text_before(text, match.start(), 40)) or _POINTS_OF.match(text, end)
    if moved and len(number) < len("100"):
        return None
    dot = "." if text[end - 1] == "." and opens_sentence(text, end, _RULES) else ""
    return f"{cardinal(int(number))} page{'' if match['link'] == '-' or number == '1' else 's'}{dot}"


_RULES = rules_for("en")
_MOVED = re.compile(
    r"\b(?:(?:narrow|widen|shrunk|shrank|swing|swung|gap|margin|approval|lead|unemployment|inflation|rate|turnout|poll)[a-z]{0,3}\b[^.;!?]{0,24}(?:\. to )?\Z|(?:rose|rises?|rising|risen|f[ae]ll(?:s|en|ing)?|up|down|by|gain(?:s|ed|ing)?|lost|los(?:es?|ing)|climb(?:s|ed)?|jump(?:s|ed)?|dropp?(?:s|ed)?"
    r"|slid|slipped|added|shed|grew|leads?|led|trails?|swung|ahead|cut|raised) (?:by |of |from |about |another |a further |some |nearly |almost |only )?(?:\d{1,3} to )?\Z)",
    re.I,
)
_POINTS_OF = re.compile(
    r" (?:ahead|behind|above|below|higher|lower|up|down|leads?|swings?|rises?|falls?|gains?|drops?|gap|margin|increase|decrease|decline|cut|hike|jump|shift|from)(?!\w)"
)


@rule("percent-alone", "%‰°", "[%‰]|°[CF]?")
def percent_alone(match: re.Match[str]) -> str:
    """A lone sign.

    >>> percent_alone.read("in %, in °C")
    'in percent, in degrees Celsius'
    """
    space = "" if match.string[max(0, match.start() - 1) : match.start()] == " " else " "
    return space + UNITS[match[0]][1]


DOTTED = frozenset(
    {"gal", "sq", "lb", "oz", "yd", "qt", "bbl", "cwt", "doz", "hr", "yr", "mo", "wk", "ft", "mi", "ac", "bu"}
)  # $3 a gal.
RULES_FIRST = (
    fahrenheit,
    nautical,
    pages,
    percent,
    duration_glued,
    duration,
    celsius,
    unit_scaled,
)
RULES = (unit,)
RULES_LAST = (unit_of_price, unit_spelled, unit_alone, percent_alone)
