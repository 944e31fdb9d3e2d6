"""What teams have won and lost, how they line up, the legs of a relay, draws and shoot-outs, runs for wickets."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import PLURAL_NOUN
from matinale.spoken.en.numbers import cardinal, say_number
from matinale.spoken.rules import rule


def is_record(match: re.Match[str]) -> bool:
    """Whether two numbers are what a team has won and lost."""
    text, end = match.string, match.end() + len(match["second"])
    before = text[max(0, match.start() - 30) : match.start()]
    if _MEASURED.match(text, end) or _LEADING.match(text, end) or _ODDS.match(text, end) or _HOURS.search(before):
        return False
    if _RECORD.search(before[-24:]) or _UNDEFEATED.search(before) or _SEASON.match(text, end):
        return True
    if _WENT.search(before) or (_AT.search(before) and text[end : end + 1] == ","):
        return True
    games = int(match["first"]) + int(match["second"]) if (match["first"] + match["second"]).isdecimal() else 0
    if _FINISHED.search(before) and games in _SEASONS:
        return True
    unbeaten = not _BEATEN.search(before) and text[end : end + 1] in {")", ","}
    listed = _STANDING.search(before) if unbeaten else None
    return bool(listed and (listed["overall"] or games >= _FEWEST_GAMES))


_MEASURED = re.compile(
    r"[x×%]| ?(?:mph|km/h|kph|mpg|percent|times|points?|years?|months?|weeks?|days?|hours?|minutes?|feet|inches)\b"
)
_SEASON = re.compile(
    r" (?:this season|on the season|overall|record|mark|in conference play|in league play)\b|,? \d?\.?\d{1,2} ERA\b"
)
_WENT = re.compile(r"\b(?:went|go|goes|going|gone|games (?:back|up|ahead|behind|out) at) \Z")
_LEADING = re.compile(r" (?:up|ahead|down|behind|in front)\b")
_HOURS = re.compile(r"\bhours (?:are|were) \Z")
_ODDS = re.compile(r",? (?:fav(?:ourite|orite)?|jt|joint|shot|chance|outsider)\b")  # of a horse
_AT = re.compile(r"(?:\A|[.!?] )At \Z")
_STANDING = re.compile(
    r"(?<![\w.])(?:[A-Z]|49|76)[\w&.'-]* \((?P<overall>\d{1,2}-\d{1,2}, )?\Z"
)  # with what it won within its league after it
_BEATEN = re.compile(
    r"\b(?:beat|beats|beating|over|against|past|to|by|downed|defeated|edged|topped|stunned|thrashed|vs\.?) [^(]*\(\Z"
)
_UNDEFEATED = re.compile(r"\b(?:[uU]ndefeated|[uU]nbeaten|[wW]inless) (?:[A-Z][\w'.&-]* ){1,3}\(\Z")
_FINISHED = re.compile(r"\b(?:finish(?:ed|es)?|ended|end|closed)(?: the (?:year|season))? \Z")
_SEASONS = frozenset({12, 16, 17, 82, 162})  # games that American leagues and colleges play
_FEWEST_GAMES = 9  # fewer may be a result in brackets


# What a team has won and lost.
_RECORD = re.compile(
    r"(?:(?<![Oo]dds )(?:are|were)(?: now)?|(?:improv|mov|dropp?|slipp?|f[ae]ll|start|finish|went|go|are|is|stand|sit)(?:e?s|e?d|ing)?(?: now)? (?:to|at)|records? of|, now|(?<![\w.])[A-Z][a-z]+s \() ?\Z"
)


@rule("triple", "9", r"\d{1,2}(?:[-–]\d{1,2}){2,3}(?![\w-]|[.,]\d|%)")
def triple(match: re.Match[str]) -> str | None:
    """Three or four small numbers: what a team has won, lost and drawn, how it lines up, a count.

    >>> triple.read("they improved to 9-5-1, a 4-3-3 formation, easy as 1-2-3, on 9-11-01")
    'they improved to nine, five and one, a four three three formation, easy as one two three, on 9-11-01'
    """
    written = re.split("[-–]", match[0])
    if any(len(each) > 1 and each[0] == "0" for each in written) or int(written[-1]) > _TIED:
        return None  # a date
    said = [cardinal(int(each)) for each in written]
    if len(said) == len("WLT") and _RECORD.search(match.string[max(0, match.start() - 24) : match.start()]):
        return f"{said[0]}, {said[1]} and {said[2]}"
    return " ".join(said)


_TIED = 12  # of a triple's last number; a greater one is a year


@rule("rounds", "9", r"(?P<scores>(?:5[89]|[67]\d|8[0-5])(?:-(?:5[89]|[67]\d|8[0-5])){2,3})(?![\w-]|[.,]\d|%)")
def rounds(match: re.Match[str]) -> str:
    """What a golfer needed for each round.

    >>> rounds.read("shot 67-66-70-69 to win, 36-24-36")
    'shot sixty-seven, sixty-six, seventy, sixty-nine to win, 36-24-36'
    """
    return ", ".join(cardinal(int(each)) for each in match["scores"].split("-"))


@rule("draw", "9", r"\d{1,2}(?:[-–]\d{1,2}){4,7}(?![\w-]|[.,]\d|%)")
def draw(match: re.Match[str]) -> str | None:
    """The numbers of a lottery; of an inning after an inning, and of other chains, each number too.

    >>> draw.read("the numbers 02-04-16-23-63, 02-04-16"), draw.read("scored 1-0-0-2-1")
    ('the numbers two, four, sixteen, twenty-three, sixty-three, 02-04-16', 'scored one, zero, zero, two, one')
    """
    written = re.split("[-–]", match[0])
    numbers = [int(each) for each in written]
    if any(each[0] == "0" and len(each) > 1 for each in written) and numbers != sorted(numbers):
        return None  # a telephone number of France
    return ", ".join(map(cardinal, numbers))


@rule(
    "relay",
    "9",
    r"(?P<legs>[2-9])[x×] ?(?P<length>\d{2,3}|1,?500)(?: ?(?P<meter>m(?!\w)))?(?= ?(?:m|meters?|metres?|relay|medley|mixed|women|men)(?!\w)| relay)",
)
def relay(match: re.Match[str]) -> str:
    """A relay by its legs.

    >>> relay.read("the 4×100m relay, 4x400 meters, 2x faster")
    'the four by one hundred meter relay, four by four hundred meters, 2x faster'
    """
    return f"{cardinal(int(match['legs']))} by {say_number(match['length'])}" + (" meter" if match["meter"] else "")


@rule("innings", "9", r"(?P<runs>\d{2,3})[-/–](?P<wickets>\d)(?P<declared> ?dec)?(?![\w/-]|[.,]\d)")
def innings(match: re.Match[str]) -> str | None:
    """Runs for so many wickets, at a meal or where a word tells of cricket.

    >>> innings.read("241/3 at lunch, closed day one on 287-9"), innings.read("pages 287-9")
    ('two hundred forty-one for three at lunch, closed day one on two hundred eighty-seven for nine', 'pages 287-9')
    """
    text, start, end = match.string, match.start(), match.end()
    few = int(match["runs"]) < _FEWEST_RUNS and not _INNINGS_END.search(text[max(0, start - 60) : end + 20])
    told = not few and _CRICKET.search(text[max(0, start - 60) : end + 60])
    if not (match["declared"] or _MEAL.match(text, end) or told):
        return None
    said = f"{cardinal(int(match['runs']))} for {cardinal(int(match['wickets']))}"
    return said + (" declared" if match["declared"] else "")


@rule(
    "bowling",
    "9",
    r"(?P<wickets>[2-9]|10)[-–/](?P<runs>[1-9]\d{1,2})(?![\w/-]|[.,]\d|%| (?:lead|win|victory|advantage|series|loss|defeat|record))",
)
def bowling(match: re.Match[str]) -> str | None:
    """What a bowler took for so many runs.

    >>> bowling.read("Anderson took 5-42 as they fell, figures of 6/31, takes 10-12 weeks")
    'Anderson took five for forty-two as they fell, figures of six for thirty-one, takes 10-12 weeks'
    """
    before = match.string[max(0, match.start() - 20) : match.start()]
    if not _TOOK.search(before) or PLURAL_NOUN.match(match.string, match.end()):
        return None
    return f"{cardinal(int(match['wickets']))} for {cardinal(int(match['runs']))}"


_TOOK = re.compile(r"\b(?:took|takes|taking|claimed|figures of|career-best|best of|returned) \Z")
_MEAL = re.compile(
    r" (?:at (?:lunch|tea|stumps|the close)|in \d+ overs|declared|(?:off|after) \d+ overs|when (?:the )?(?:rain|play|bad light|weather|umpires?))\b"
)
_CRICKET = re.compile(
    r"\b(?:innings|declared|(?:closed|resumed)(?: (?:the|on the)(?: [a-z]+)? day)? on|off \d+ balls|skittled|wickets?|stumps|overs|day (?:one|two|three|four|five)|Test (?:match|side|series|at|against)|Ashes)\b"
)
_INNINGS_END = re.compile(r"\bdeclared\b.*\bby the close|\bat stumps\b")
_FEWEST_RUNS = 40  # fewer may be what a baseball team scored in so many innings


@rule("not-out", "9", r"(?P<runs>\d{2,3})\*(?![\w*])")
def not_out(match: re.Match[str]) -> str | None:
    """A batter who is still in.

    >>> not_out.read("with Root on 104*, unbeaten 51*, a 5* resort")
    'with Root on one hundred four not out, unbeaten fifty-one not out, a 5* resort'
    """
    before = match.string[max(0, match.start() - 12) : match.start()]
    return f"{cardinal(int(match['runs']))} not out" if _BATTING.search(before) else None


_BATTING = re.compile(r"(?:\b[A-Z][a-z]+ on|unbeaten) \Z")


@rule(
    "level",
    "9",
    r"(?P<each>\d)[-–](?P=each)(?![\w-]|[.,]\d)(?= \(\d{1,2}[-–]\d{1,2} pens| (?:draw|stalemate|tie|at (?:half|full|the))\b|(?P<after>))",
)
def level(match: re.Match[str]) -> str | None:
    """A match without a winner.

    >>> level.read("a dull 0-0 draw, after a 1-1 (4-3 pens) thriller, a 1-1 meeting, it finished 0-0 at Bury, drew 2–2, finished 8-8")
    'a dull nil nil draw, after a one one (4-3 pens) thriller, a 1-1 meeting, it finished nil nil at Bury, drew two two, finished 8-8'
    """
    before = match.string[max(0, match.start() - 16) : match.start()]
    if match["after"] is not None and (2 * int(match["each"]) in _SEASONS or not _DREW.search(before)):
        return None
    goals = "nil" if match["each"] == "0" else cardinal(int(match["each"]))
    return f"{goals} {goals}"


_DREW = re.compile(r"\b(?:finished|ended|drew|drawn|held|stayed|remained|it|score was|level|tied) (?:at )?\Z")


@rule("result", "9", r"(?P<one>\d{1,2})[-–](?P<two>\d{1,2})(?![\w-]|[.,]\d|%| ?[%°€$£])")
def result(match: re.Match[str]) -> str | None:
    """The result of a match, its numbers side by side; what a court or a board decided is three *to* two.

    >>> result.read("Arsenal beat Chelsea 3-1, a 2-0 win, won 2–0 in Lyon"), result.read("the board voted 5-2, won the vote 4-3, lost 5-6 kg")
    ('Arsenal beat Chelsea three one, a two nil win, won two nil in Lyon', 'the board voted 5-2, won the vote 4-3, lost 5-6 kg')
    """
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 60) : start]
    outcome = _OUTCOME.match(text, end)
    if not (outcome or _PLAYED.search(before)) or _DECIDED.search(before) or _DECIDED.search(text[end : end + 12]):
        return None
    if not outcome and (
        _MEASURES.match(text, end) or (PLURAL_NOUN.match(text, end) and not text.startswith(" thanks", end))
    ):
        return None  # they lost 5-6 kg, 2-3 players
    one, two = int(match["one"]), int(match["two"])
    if max(one, two) > _MOST_GOALS or (one + two in _SEASONS and _FINISHED.search(before)):
        return None
    return f"{cardinal(one)} {cardinal(two) if two else 'nil'}"


_PLAYED = re.compile(
    r"\b(?:won|wins|win|draw|lost|loses|lose|drew|ended|finished|beat(?! by)|beats|beaten|thrashed|hammered|edged|led|leads|trailed|trails|trailing|leading)"
    r"(?: (?:it|again|away|at home|on the night|the [a-z]+))?(?: (?:the )?[A-Z][\w'&.-]*(?: [A-Z][\w'&.-]*)?)? \Z"
)
_OUTCOME = re.compile(
    r" (?:(?:home|away|opening|first-leg|aggregate|friendly|cup|league|comeback) )?(?:wins?|victory|victories|defeats?|loss|losses|draws?|thrashing|drubbing|thriller)(?!\w)"
)
_DECIDED = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|rul(?:ed|es?|ing)|court|board|council|justices|jury|panel|commission(?:ers)?|bill|odds)\b",
    re.I,
)
_MEASURES = re.compile(
    r" ?(?:kg|kilo|lbs?|st|percent|per cent|pc|km|mi|ft|in(?= [a-z]+er\b)|cm|mm|million|billion|thousand|people|men|women)(?!\w)"
)
_MOST_GOALS = 9  # where more are scored, Americans say *ten to three*


@rule("penalties", "9", r"(?P<one>\d{1,2})[-–](?P<two>\d{1,2}) (?:on )?pen(?:s|alties)(?!\w)")
def penalties(match: re.Match[str]) -> str:
    """How a shoot-out ended.

    >>> penalties.read("(4-3 pens)")
    '(four three on penalties)'
    """
    return f"{cardinal(int(match['one']))} {cardinal(int(match['two']))} on penalties"


@rule("ahead", "9", r"(?P<one>[1-9])[-–]0(?= (?:up|ahead) (?:at half|at the break|at HT|on aggregate|inside))")
def ahead(match: re.Match[str]) -> str:
    """A lead in football.

    >>> ahead.read("2-0 up at half-time, a 3-0 lead")
    'two nil up at half-time, a 3-0 lead'
    """
    return f"{cardinal(int(match['one']))} nil"


@rule(
    "game",
    "9",
    r"(?:(?P<points>(?:0|15|30|40)[-–](?:0|15|30|40))|(?:(?<=erving at )|(?<= set ))(?P<games>[0-6][-–][0-6]))(?![\w-]|[.,]\d|%)",
)
def game(match: re.Match[str]) -> str | None:
    """The points of a game of tennis, the games of a set.

    >>> game.read("Serving at 40-0, down 15-30 on serve"), game.read("30-40 people")
    ('Serving at forty love, down fifteen thirty on serve', '30-40 people')
    """
    near = _SERVE.search(match.string, max(0, match.start() - 60), match.end() + 60)
    if not near and not match["games"]:
        return None
    both = re.split("[-–]", match["points"] or match["games"])
    return " ".join("love" if each == "0" else cardinal(int(each)) for each in both)


_SERVE = re.compile(
    r"\b(?:[sS]erv(?:ed?|ing)|[bB]reak points?|[dD]euce|[dD]ouble[- ]fault(?:s|ed)?|rac(?:k|qu)ets?|(?:set|match) points?|tennis|Wimbledon)\b"
)


@rule("gaelic", "9", r"(?P<goals>\d)[-–](?P<points>\d\d)(?![\w-]|[.,]\d|%)")
def gaelic(match: re.Match[str]) -> str | None:
    """Goals and points of hurling and of Gaelic football.

    >>> gaelic.read("Kerry beat Donegal 1-26 to 0-19, from 5-10 to 8-15 people"), gaelic.read("Donegal 0-15, Tyrone 0-14")
    ('Kerry beat Donegal one twenty-six to nil nineteen, from 5-10 to 8-15 people', 'Donegal nil fifteen, Tyrone nil fourteen')
    """
    text, start = match.string, match.start()
    link = _LINK_AFTER.match(text, match.end())
    if not link:  # it may be the second of two
        earlier = _LINK_BEFORE.search(text[max(0, start - 40) : start])
        if not earlier:
            return None
        start, link = max(0, start - 40) + earlier.start(), earlier
    before = text[max(0, start - 80) : start]
    told = _TEAM.search(before) if link["rival"] else _BEAT.search(before) and not before.endswith("from ")
    if not told:
        return None
    return f"{'nil' if match['goals'] == '0' else cardinal(int(match['goals']))} {cardinal(int(match['points']))}"


_LINK = r"(?: to |, (?P<rival>[A-Z][a-z]+) )"
_LINK_AFTER = re.compile(rf"{_LINK}\d[-–]\d\d(?![\w-]|[.,]\d|%)")
_LINK_BEFORE = re.compile(rf"(?<![\w-])\d[-–]\d\d{_LINK}\Z")
_TEAM = re.compile(r"(?:\A|[^\w ] |[a-z] )[A-Z][a-z]+ \Z")
_BEAT = re.compile(r"\b(?:beat|won|wins?|defeated|edged|overcame|saw off|hammered|final|champions?|hurlers?|score)\b")

RULES = (gaelic, relay, draw, rounds, triple, bowling, innings, not_out, level, penalties, ahead, game, result)
