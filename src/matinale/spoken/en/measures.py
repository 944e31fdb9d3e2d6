"""Measures that are not a number and a unit: heights (6'2"), rooms, screens (27"), pans, weights in stone, hotels' stars."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import PLURAL_NOUN, any_of, attributive
from matinale.spoken.en.numbers import NUMBER, cardinal, is_one, say_number
from matinale.spoken.en.unit_names import UNITS
from matinale.spoken.marks import is_quoted, text_before
from matinale.spoken.rules import rule


@rule("feet", "9", r"(?P<feet>\d{1,2})['’](?: ?(?P<inches>\d{1,2})(?:\"|''))")
def feet(match: re.Match[str]) -> str:
    r"""A height.

    >>> feet.read("he is 6'2\" tall")
    'he is six foot two tall'
    >>> feet.read("it lasts 1'23\", 2'05\", a 3'45\" song, at 5'09\"")
    'it lasts one minute twenty-three seconds, two minutes five seconds, a three minute forty-five second song, at five foot nine'
    """
    if int(match["inches"]) >= _FOOT or (match["inches"][0] == "0" and not _STATURE.fullmatch(match[0])):
        return _minutes_and_seconds(match["feet"], match["inches"], single=attributive(match))
    return f"{cardinal(int(match['feet']))} foot {cardinal(int(match['inches']))}"


_FOOT = 12  # inches; more, or a nought before them, are seconds


_STATURE = re.compile(r"[4-7]['’] ?0.*|\d['’] ?0\D*")  # of a person, to the inch


def _minutes_and_seconds(minutes: str, seconds: str, *, single: bool = False) -> str:
    counted = ((int(minutes), "minute"), (int(seconds), "second"))
    return " ".join(f"{cardinal(value)} {name}{'' if value == 1 or single else 's'}" for value, name in counted)


@rule("rating", "9", r"(?P<given>\d)★(?P<half>½)?(?:/(?P<most>\d))?(?!\w)")
def rating(match: re.Match[str]) -> str:
    """What a critic gave, as `clean.normalise` writes it.

    >>> rating.read("rated 4★, 3★½, 1★/5, a 5★ film")
    'rated four stars, three and a half stars, one star out of five, a five star film'
    """
    given = int(match["given"])
    single = (given == 1 and not match["half"]) or attributive(match)
    said = cardinal(given) + (" and a half" if match["half"] else "") + (" star" if single else " stars")
    return said + (f" out of {cardinal(int(match['most']))}" if match["most"] else "")


@rule("stars", "9", r"(?P<number>[1-5])\*(?= (?:hotel|resort|spa|restaurant|stay|review|rating)s?(?!\w))")
def stars(match: re.Match[str]) -> str:
    """A hotel's stars.

    >>> stars.read("a 5* resort, only 5* left")
    'a five star resort, only 5* left'
    """
    return f"{cardinal(int(match['number']))} star"


@rule("oven", "9", r"(?P<degrees>\d{2,3}) ?°?C(?:/(?P<fan>\d{2,3}) ?°?C fan)?/gas (?:mark )?(?P<mark>\d)(?!\w)")
def oven(match: re.Match[str]) -> str:
    """The heat of an oven.

    >>> oven.read("heat to 180C/gas 4, at 200C/180C fan/gas 6")
    'heat to one hundred eighty degrees, gas mark four, at two hundred degrees, one hundred eighty fan, gas mark six'
    """
    fan = f", {cardinal(int(match['fan']))} fan" if match["fan"] else ""
    return f"{cardinal(int(match['degrees']))} degrees{fan}, gas mark {cardinal(int(match['mark']))}"


@rule(
    "furlongs",
    "9",
    r"(?P<miles>[1-4])m ?(?P<furlongs>[1-7])f(?!\w)(?P<noun> (?:chase|hurdle|handicap|race|flat|novice)s?(?!\w))?",
)
def furlongs(match: re.Match[str]) -> str:
    """How far horses run.

    >>> furlongs.read("the 2m1f chase, over 1m 4f")
    'the two mile one furlong chase, over one mile four furlongs'
    """

    def counted(name: str) -> str:
        many = match[f"{name}s"] != "1" and not match["noun"]
        return f"{cardinal(int(match[f'{name}s']))} {name}{'s' if many else ''}"

    return f"{counted('mile')} {counted('furlong')}{match['noun'] or ''}"


@rule("metric-race", "9", r"1,?500 ?m(?!\w)")
def metric_race(match: re.Match[str]) -> str | None:
    """A race of fifteen hundred meters.

    >>> metric_race.read("won the 1500m in style, 1500m of cable")
    'won the fifteen hundred meters in style, 1500m of cable'
    """
    return "fifteen hundred meters" if _RACE.search(text_before(match.string, match.start(), 10)) else None


_RACE = re.compile(r"(?:[tT]he|en's|over|at) \Z")


@rule(
    "side-by-side",
    "9",
    r"(?P<one>\d{1,3}(?:\.\d{1,2})?) ?(?P<unit>c?m|ft|in) ?[x×] ?(?P<two>\d{1,3}(?:\.\d{1,2})?) ?(?P=unit)(?!\w)",
)
def side_by_side(match: re.Match[str]) -> str:
    """The size of a thing.

    >>> side_by_side.read("a 5m × 3m shed, it is 10cm x 4 cm")
    'a five meter by three meter shed, it is ten centimeters by four centimeters'
    """
    one, many = UNITS[match["unit"]]
    single = attributive(match)
    return " by ".join(f"{say_number(match[n])} {one if single or is_one(match[n]) else many}" for n in ("one", "two"))


@rule("box", "9", r"(?P<one>\d{1,3}) ?[x×] ?(?P<two>\d{1,3}) ?[x×] ?(?=\d{1,3} ?(?:cm|mm|m|in|ft)(?!\w))")
def box(match: re.Match[str]) -> str:
    """The size of a thing with three sides.

    >>> box.read("bags 55 × 40 × 20cm max")
    'bags fifty-five by forty by 20cm max'
    """
    return f"{cardinal(int(match['one']))} by {cardinal(int(match['two']))} by "


@rule("feet-by-feet", "9", r"(?P<wide>\d{1,3})' ?[x×] ?(?P<long>\d{1,3})'(?![\w'])")
def feet_by_feet(match: re.Match[str]) -> str:
    """The size of a room.

    >>> feet_by_feet.read("12' x 14'")
    'twelve feet by fourteen feet'
    """
    return f"{cardinal(int(match['wide']))} feet by {cardinal(int(match['long']))} feet"


@rule("minutes-seconds", "9", r"(?P<minutes>\d{1,3})m ?(?P<seconds>[0-5]?\d)s(?!\w)")
def minutes_seconds(match: re.Match[str]) -> str:
    """How long a clip is.

    >>> minutes_seconds.read("3m20s, 1m 05s")
    'three minutes twenty seconds, one minute five seconds'
    """
    return _minutes_and_seconds(match["minutes"], match["seconds"])


@rule(
    "rooms",
    "9",
    r"(?P<bedrooms>\d{1,2})(?P<space> ?)BR(?:(?P<link> ?[/,] ?| and )(?P<baths>\d{1,2}(?:\.5)?) ?BA)?(?!\w)",
)
def rooms(match: re.Match[str]) -> str:
    """What an advertisement says of a home.

    >>> rooms.read("a 4BR/3BA home, 1BR, it has 3 BR and 2 BA")
    'a four bedroom three bath home, one bedroom, it has three bedrooms and two baths'
    """
    link = " and " if match["link"] == " and " else " "
    counted = [(match["bedrooms"], "bedroom"), (match["baths"], "bath")]
    many = match["space"] and link == " and "
    return link.join(f"{say_number(n)} {name}{'s' if many and n != '1' else ''}" for n, name in counted if n)


@rule(
    "feet-alone",
    "9",
    r"(?P<feet>\d{1,3}(?:,\d{3})?)['’](?= (?P<shape>tall|long|wide|deep|high|by|above|below|underwater|underground|up|down)?(?![\w'])| [a-z])",
)
def feet_alone(match: re.Match[str]) -> str | None:
    """A length in feet alone.

    >>> feet_alone.read("a 6' fence, 30' long"), feet_alone.read("the '80s' end, 6' later")
    ('a six foot fence, thirty feet long', "the '80s' end, 6' later")
    """
    if not match["shape"] and not _A.search(text_before(match.string, match.start(), 4)):
        return None
    return f"{say_number(match['feet'])} {'feet' if match['shape'] else 'foot'}"


_A = re.compile(r"(?<!\w)(?:[aA]n?|[tT]he) \Z")


@rule("minute-played", "9", r"(?P<minute>\d{1,3})(?:'\+(?P<added>\d{1,2})|\+(?P<more>\d{1,2})'|')(?=[,);]|\Z)")
def minute_played(match: re.Match[str]) -> str:
    """The minute of a match, in a list of goals.

    >>> minute_played.read("(12', 45+2', 90'+4)")
    '(twelve, forty-five plus two, ninety plus four)'
    """
    added = match["added"] or match["more"]
    return cardinal(int(match["minute"])) + (f" plus {cardinal(int(added))}" if added else "")


@rule(
    "two-measures",
    "9",
    r"(?P<one>\d{1,3}) ?(?P<large>ft|st|lbs?)\.?,? ?(?P<two>\d{1,2})(?:\.(?P<part>\d))?(?: ?(?P<small>in|ins|lbs?|oz)\b\.?(?! [A-Z])| (?=tall\b))",
)
def two_measures(match: re.Match[str]) -> str:
    """A height or a weight in two units.

    >>> two_measures.read("6ft 2in, 6 ft 2 in., 12st 4lb, 7lb 5oz, a 5ft 2in lead")
    'six feet two inches, six feet two inches, twelve stone four pounds, seven pounds five ounces, a five foot two lead'
    """
    large = {"ft": ("foot", "feet"), "st": ("stone", "stone")}.get(match["large"], ("pound", "pounds"))
    small = {"in": ("inch", "inches"), "oz": ("ounce", "ounces"), "lb": ("pound", "pounds")}.get(
        (match["small"] or "")[:2]
    )
    written = match["two"] + (f".{match['part']}" if match["part"] else "")
    if match["large"] == "ft" and match["small"] and _AN.search(text_before(match.string, match.start(), 6)):
        return f"{cardinal(int(match['one']))} foot {say_number(written)}"  # a 5ft 2in lead
    first = f"{cardinal(int(match['one']))} {large[0 if match['one'] == '1' else 1]} "
    if not small:
        return f"{first}{say_number(written)} "
    return f"{first}{say_number(written)} {small[0 if written == '1' else 1]}"


_AN = re.compile(r"(?<!\w)(?:an?|the|this|that|his|her) \Z", re.I)


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


@rule("by-inches", "9", r"(?P<one>\d{1,2})[x×](?P<two>\d{1,2})-(?:in\.|inch)(?= )")
def by_inches(match: re.Match[str]) -> str:
    """The size of a pan.

    >>> by_inches.read("a 9x13-in. pan")
    'a nine by thirteen inch pan'
    """
    return f"{cardinal(int(match['one']))} by {cardinal(int(match['two']))} inch"


@rule(
    "two-systems",
    "9",
    rf"(?P<number>{NUMBER}) ?(?P<unit>g|kg|ml|l|cm|mm|km|m)/(?=\d+(?:\.\d+)? ?(?:oz|lb|fl oz|cups?|in|ft|mi)(?!\w))",
)
def two_systems(match: re.Match[str]) -> str:
    """A measure and the same in the other system.

    >>> two_systems.read("200g/7oz chocolate")
    'two hundred grams or 7oz chocolate'
    """
    return f"{say_number(match['number'])} {UNITS[match['unit']][not is_one(match['number'])]} or "


@rule("type-size", "9", r"(?P<points>\d{1,3}) ?-?pt(?= (?:type|font|text|Times|Arial|Helvetica|Garamond)(?!\w))")
def type_size(match: re.Match[str]) -> str:
    """The size of letters.

    >>> type_size.read("set in 12pt type")
    'set in twelve point type'
    """
    return f"{cardinal(int(match['points']))} point"


@rule(
    "at-least",
    "9",
    rf"(?P<number>{NUMBER})\+ ?(?P<unit>{any_of(name for name in UNITS if name[0].isalpha() and len(name) > 1 and name not in {'in', 'pt', 'pts'})})(?P<dot>(?<!\.)\.(?= [a-z]|[,;)]))?(?![\w²³/%'])",
)
def at_least(match: re.Match[str]) -> str:
    """So many of a unit and more.

    >>> at_least.read("1,200+ mi. in a week, 50+ km of trails, 20+ people")
    'one thousand two hundred plus miles in a week, fifty plus kilometers of trails, 20+ people'
    """
    ends = match["unit"].endswith(".") and match.end() == len(match.string)
    return f"{say_number(match['number'])} plus {UNITS[match['unit']][0 if attributive(match) else 1]}{'.' if ends else ''}"


@rule("inch", "9", rf"(?P<number>{NUMBER})(?:''|\")(?![\w'\"])")
def inch(match: re.Match[str]) -> str | None:
    r"""The size of a screen; not a number at the end of a quotation.

    >>> inch.read("a 27\" screen, 6.1''"), inch.read('He said "the 27".')
    ('a twenty-seven inch screen, six point one inches', 'He said "the 27".')
    """
    if match[0].endswith('"') and is_quoted(match.string, match.start()):
        return None
    single = attributive(match) or match["number"] == "1" or PLURAL_NOUN.match(match.string, match.end())
    return f"{say_number(match['number'])} {'inch' if single else 'inches'}"


RULES = (
    oven,
    furlongs,
    metric_race,
    side_by_side,
    box,
    by_inches,
    two_systems,
    type_size,
    feet,
    stars,
    feet_by_feet,
    minutes_seconds,
    rooms,
    feet_alone,
    inch,
    at_least,
    minute_played,
    two_measures,
    stone,
    rating,
)
