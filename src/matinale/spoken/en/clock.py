"""Times: 2:30 p.m., 14:30, 2:01:09, 26:46.57."""

from __future__ import annotations

import re

from matinale.spoken.en.numbers import cardinal, say_number, say_pair
from matinale.spoken.punctuation import rules_for
from matinale.spoken.rules import rule

_RULES = rules_for("en")


@rule(
    "clock",
    "9",
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[aApP])\.?[mM](?!\w)(?P<dot>\.?)(?P<to>[-–](?=\d|noon\b|midnight\b))?",
)
def clock(match: re.Match[str]) -> str:
    """2:30 p.m., 8 a.m., 5pm.

    >>> clock.read("at 2:30 p.m. on, 8 a.m., 5pm, 9:05 AM")
    'at two thirty P M on, eight A M, five P M, nine oh five A M'
    """
    minute = int(match["minute"] or 0)
    words = cardinal(int(match["hour"])) + (f" {say_pair(minute)}" if minute else "")
    rest = match.string[match.end() : match.end() + 40]
    following = re.match(r"[»\"”]? ([A-Z][A-Za-z]+) (\w+)?", rest)
    zone = following and (following[1].lower() in _RULES.timed or following[2] in {"time", "local"})
    zone = zone or _THE.search(match.string[max(0, match.start() - 5) : match.start()])  # the 6:10 a.m. Acela
    dot = "." if match["dot"] and (not rest or (following and not zone)) and not match["to"] else ""
    return f"{words} {match['half'].upper()} M{dot}" + (" to " if match["to"] else "")


_THE = re.compile(r"(?<!\w)(?:[tT]he|[aA]n?) \Z")


@rule(
    "clock-short",
    "9",
    r"(?:(?P<first>1[0-2]|[1-9])(?::(?P<past>[0-5]\d))?(?P<early>[ap])?(?: to |[-–]))?(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?(?P<half>[ap])(?![\w/]|\.\w)",
)
def clock_short(match: re.Match[str]) -> str | None:
    """Times with the first letter of a.m. and p.m., as calendars of markets and listings write them; 7p alone is pence.

    >>> clock_short.read("at 8:30a, 7p to 7a, 7-8:30p, 8a–2p, costs 7p")
    'at eight thirty A M, seven P M to seven A M, seven to eight thirty P M, eight A M to two P M, costs 7p'
    """
    if not (match["minute"] or match["past"] or (match["early"] and match["early"] != match["half"])):
        return None
    said = cardinal(int(match["hour"])) + _past(match["minute"]) + f" {match['half'].upper()} M"
    if not match["first"]:
        return said
    early = f" {match['early'].upper()} M" if match["early"] else ""
    return f"{cardinal(int(match['first']))}{_past(match['past'])}{early} to {said}"


def _past(minute: str | None) -> str:
    """The minutes after an hour, none at the full one."""
    return f" {say_pair(int(minute))}" if minute and int(minute) else ""


@rule(
    "clock-24",
    "9",
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\w:]|\.\d)(?P<to>[-–](?=\d))?",
)
def clock_24(match: re.Match[str]) -> str:
    """14:30, 9:05, 17:00.

    >>> clock_24.read("at 14:30, 9:05, 10:00, 17:00, 00:01")
    "at fourteen thirty, nine oh five, ten o'clock, seventeen hundred, one minute past midnight"
    """
    hour, minute = int(match["hour"]), int(match["minute"])
    words = cardinal(hour)
    if match["second"]:
        seconds = int(match["second"])
        if hour < 10 and len(match["hour"]) == 1:
            return _durations((hour, "hour"), (minute, "minute"), (seconds, "second"))
        return f"{words} {say_pair(minute)} and {cardinal(seconds)} second{'' if seconds == 1 else 's'}"
    if match["hour"] == "00" and minute and match["minute"][0] == "0":
        return f"{cardinal(minute)} minute{'' if minute == 1 else 's'} past midnight" + (" to " if match["to"] else "")
    words += f" {say_pair(minute)}" if minute else " o'clock" if 0 < hour < 13 else " hundred"
    return words + (" to " if match["to"] else "")


def _durations(*counted: tuple[int, str]) -> str:
    """Hours, minutes and seconds that are not nought: (2, "hour"), (1, "minute") → two hours one minute."""
    return " ".join(f"{cardinal(value)} {name}{'' if value == 1 else 's'}" for value, name in counted if value)


@rule("race-time", "9", r"(?:(?P<hours>\d):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d\.\d{1,3})(?![\w:])")
def race_time(match: re.Match[str]) -> str:
    """The time of a race, to a fraction of a second.

    >>> race_time.read("in 26:46.57, 1:44.2")
    'in twenty-six minutes forty-six point five seven seconds, one minute forty-four point two seconds'
    """
    long = _durations((int(match["hours"] or 0), "hour"), (int(match["minutes"]), "minute"))
    return f"{long} {say_number(match['seconds'].removeprefix('0'))} seconds".strip()


@rule("from-noon", "a", r"(?<!\w)(?P<since>noon|midnight)[-–](?=\d)")
def from_noon(match: re.Match[str]) -> str:
    """The first of two times, in a word.

    >>> from_noon.read("open noon–6pm")
    'open noon to 6pm'
    """
    return f"{match['since']} to "


@rule(
    "clock-military",
    "9",
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<hrs> ?hrs(?!\w))?(?= (?P<zone>hours|GMT|UTC|Zulu|CET|BST|local)(?!\w)|(?<=hrs)|[.,;)]?(?: (?:and|to|on|in|the|for|until|rather|but|or|when)(?!\w)| [A-Z]|\Z))",
)
def military(match: re.Match[str]) -> str | None:
    """0600 hours, 1430 GMT; 1900 hours of work are counted.

    >>> military.read("the 0815 to Thurso")
    'the oh eight fifteen to Thurso'
    >>> military.read("at 0600 hrs, at 1430 GMT, it took 1200 hours, at 0730 on Monday, ext. 0730.")
    'at oh six hundred hours, at fourteen thirty GMT, it took 1200 hours, at oh seven thirty on Monday, ext. 0730.'
    """
    hour, minute = match["hour"], int(match["minute"])
    early = hour[0] == "0"
    at = _AT.search(match.string[max(0, match.start() - 8) : match.start()])
    named = match["zone"] or match["hrs"]
    train = (
        early
        and _THE.search(match.string[max(0, match.start() - 5) : match.start()])
        and _AT_COURSE.match(match.string, match.end())
    )
    if train:
        return f"oh {cardinal(int(hour))} {say_pair(minute) if minute else 'hundred'}"
    zoned = match["zone"] in _ZONES and int(hour) > _NOON
    if hour == "00" or not (zoned or (early and named) or (at and (early or named))):
        return None
    words = ("oh " if hour[0] == "0" else "") + cardinal(int(hour))
    return f"{words} {say_pair(minute) if minute else 'hundred'}" + (" hours" if match["hrs"] else "")


_AT = re.compile(r"(?<!\w)(?:[aA]t|[bB]y|[fF]rom|[uU]ntil|[sS]ince|[bB]efore|[aA]fter) \Z")


@rule("clock-named", "A", r"(?<!\w)(?P<name>[nN]oon|[mM]idnight) ?[-–](?=\d)")
def named(match: re.Match[str]) -> str:
    """From noon or midnight.

    >>> named.read("Noon–1 p.m.")
    'Noon to 1 p.m.'
    """
    return f"{match['name']} to "


@rule(
    "clock-dot",
    "9",
    r"(?P<hour>\d|1\d|2[0-3]|0\d)\.(?P<minute>[0-5]\d)(?!\w|[.,]\d|%)(?P<to>(?: (?:to|until|till|and) | ?[-–] ?)(?=\d))?(?=(?P<until>(?:\d|1[0-2])(?:\.(?:00|15|30|45))?(?![\w.,:%]*\d|[\w%]))?)",
)
def clock_dot(match: re.Match[str]) -> str | None:
    """The hours of a thing, as the British write them.

    >>> clock_dot.read("The 2.05 at Naas, the 15.05 to Exeter, at 00.30 on Fridays, leaves at 8.30, at 10.00 sharp, in at 8.55 every morning, at 3.35 percent, the 2.05 at issue")
    'The two oh five at Naas, the fifteen oh five to Exeter, at twelve thirty on Fridays, leaves at eight thirty, at ten sharp, in at eight fifty-five every morning, at 3.35 percent, the 2.05 at issue'
    >>> clock_dot.read("Lunch is from 12.30 to 2, open 9.00–5 on Mondays, served until 2.30, up at 5.15 to milk"), clock_dot.read("rates left at 5.25")
    ('Lunch is from twelve thirty to 2, open nine to 5 on Mondays, served until two thirty, up at five fifteen to milk', 'rates left at 5.25')
    """
    text, start = match.string, match.start()
    before = text[max(0, start - 40) : start]
    early = match["hour"][0] == "0" and len(match["hour"]) > 1 and _AT.search(before)
    race = (_THE.search(before) and _AT_COURSE.match(text, match.end())) or _RUN_AT.search(before)
    daily = _AT.search(before) and _EACH_DAY.match(text, match.end())
    late = len(match["hour"]) > 1 and int(match["hour"]) > _NOON
    told = _SHOWN.search(before) if late else _AT_TIME.search(before)
    shown = (
        told and int(match["minute"]) % 5 == 0 and _SHOWN_AFTER.match(text, match.end()) and not _PRICED.search(before)
    )
    zoned = _ZONE.match(text, match.end())
    if match["to"] and not match["until"]:
        return None
    link = f" {match['to'].strip().replace('-', 'to').replace('–', 'to')} " if match["to"] else ""
    if shown or zoned or _FOR.search(before):
        return _of_day(int(match["hour"]), int(match["minute"])) + link
    hours = _HOURS.search(before) and int(match["minute"]) % 5 == 0 and not _PRICED.search(before)
    if not (early or race or daily or hours):
        return None
    hour, minute = int(match["hour"]) or _NOON, int(match["minute"])
    return cardinal(hour) + (f" {say_pair(minute)}" if minute else "") + link


@rule(
    "hours-between",
    "9",
    r"(?P<one>[01]\d|2[0-3])\.(?P<past_one>[0-5]\d) (?P<link>to|until|till|and) (?P<two>[01]\d|2[0-4])\.(?P<past_two>[0-5]\d)(?![\w%]|[.,]\d)",
)
def hours_between(match: re.Match[str]) -> str | None:
    """From an hour until another, of the twenty-four.

    >>> hours_between.read("from 22.00 until 06.00, between 08.15 and 09.30, rose from 12.30 to 14.15")
    'from twenty-two hundred until six, between eight fifteen and nine thirty, rose from 12.30 to 14.15'
    """
    padded = match["one"][0] == "0" or match["two"][0] == "0"
    if not (
        _FROM.search(match.string, max(0, match.start() - 8), match.start()) and (padded or "til" in match["link"])
    ):
        return None
    first, second = (_of_day(int(match[each]), int(match[f"past_{each}"])) for each in ("one", "two"))
    return f"{first} {match['link']} {second}"


def _of_day(hour: int, minute: int) -> str:
    past = f" {say_pair(minute)}" if minute else " hundred" if hour > _NOON else ""
    return cardinal(hour or _NOON) + past


_ZONES = frozenset({"GMT", "UTC", "BST", "CET"})
_FROM = re.compile(r"\b(?:[fF]rom|[bB]etween) \Z")
_NOON = 12
_EACH_DAY = re.compile(
    r" (?:(?:every|each|this|that|on|in the) (?:[a-z]+ )?(?:morning|evening|afternoon|night|day)s?|sharp)(?!\w)"
)
_SHOWN = re.compile(r"\b(?:at|moves? to|moved to|until|by) \Z")
_AT_TIME = re.compile(r"\b(?:[aA]t|[uU]ntil|[tT]ill) \Z")
_SHOWN_AFTER = re.compile(
    r"[.,;:!?)]|\Z| (?:on|from|for|and|with|in|to|when|as|but|after|before|tonight|tomorrow|today|yesterday)(?!\w)"
)
_PRICED = re.compile(
    r"\b(?:clos|trad|price|valu|stood|stand|quoted|peak|steady|flat|unchanged|rate|yield|inflation|bought|sold|shares?|odds|index|level|magnitude|ratio|capp|fixed|limit|set|pegged|held|remain|averag|estimat|offer|fare|cost|rose|fell|finish|score|rank|speed|grade|measur|record|came in|goal|degree|highs?\b|lows?\b)",
    re.I,
)
_FOR = re.compile(
    r"\b(?:\d{1,2} for|(?:(?:favourite|fancied|runner|tip) (?:for|in)|boarding|caught|missed|catch|miss) the) \Z"
)  # at 7 for 7.30
_ZONE = re.compile(r" (?:GMT|BST|CET|British Summer Time|UK time|local time)(?!\w)")
_RUN_AT = re.compile(r"\b(?:chase|hurdle|handicap|race|stakes|train|bus|ferry) at \Z")
_AT_COURSE = re.compile(r" (?:at|to|from) [A-Z]")  # a race, a train
_HOURS = re.compile(
    r"\b(?i:opens?|opening hours|lunch|dinner|breakfast|brunch|tea|served|doors|act|support|curtain|leaves?|left|due|departs?|arrives?|arrived"
    r"|begins?|starts?|daily|weekdays|weekends|session|kick-off|last orders|(?:been|was|were) (?:moved|brought forward|put back|pushed back|delayed|postponed)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
    r"(?:(?: [a-z]+){0,2} (?:(?:from|between|at|until|till|is|are) )?|: ?)(?:[1-9]|1[0-2])?(?:\.\d\d)?(?: to | and |[-–])?\Z"
)


@rule("shape", "9", r"(?P<wide>4|16|21|32):(?P<high>3|9)(?![\w:])")
def shape(match: re.Match[str]) -> str:
    """The shape of a picture.

    >>> shape.read("a 16:9 screen, 4:3")
    'a sixteen by nine screen, four by three'
    """
    return f"{cardinal(int(match['wide']))} by {cardinal(int(match['high']))}"


RULES = (shape, from_noon, race_time, clock, clock_short, hours_between, clock_dot, clock_24, military, named)
