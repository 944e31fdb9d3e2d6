"""Words that hurried editors clip without a dot: 4 wkts, a mtg on Weds, tkts, btwn, incl, in Feb, till Sat."""

from __future__ import annotations

import re

from matinale.spoken.en.calendar import MONTHS
from matinale.spoken.en.nouns import any_of
from matinale.spoken.en.numbers import say_year
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule

_WORDS = {
    "abt": "about", "acct": "account", "ald": "alderman", "avg": "average", "bdrm": "bedroom", "btwn": "between", "cllr": "councillor",
    "cllrs": "councillors", "cttee": "committee", "dept": "department", "engrs": "engineers", "esp": "especially", "flr": "floor",
    "gd": "good", "gdn": "garden", "govt": "government", "incl": "including", "lge": "large", "mtg": "meeting", "mtgs": "meetings",
    "mth": "month", "mths": "months", "nbrs": "neighbours", "nr": "near", "ppl": "people", "stn": "station", "tkt": "ticket", "tkts": "tickets",
    "univ": "university", "wkt": "wicket", "wkts": "wickets", "wkdays": "weekdays", "wkly": "weekly", "yrs": "years", "hrs": "hours",
    "p/t": "part-time", "f/t": "full-time", "w/c": "week commencing", "w/e": "week ending", "n/c": "no change", "eg": "for example", "approx": "approximately", "ie": "that is", "plc": "P L C",
}  # fmt: skip
_CAPITALISED = {
    "Tkts": "tickets", "Tkt": "ticket", "Cttee": "committee", "Mtg": "meeting", "Avg": "average", "Dept": "Department",
    "Univ": "University", "Engrs": "Engineers", "Ln": "Lane", "Vol": "Volume", "Mk": "Mark", "Govt": "government",
}  # fmt: skip
_BEFORE_NAMES = {
    "Det": "Detective",
    "Ald": "Alderman",
    "Lt-Col": "Lieutenant Colonel",
    "Jas": "James",
    "Dist": "District",
    "Wm": "William",
}
# No more of the word; what it owns may follow.
_END = r"(?![\w/]|'(?!s?(?!\w))|\.\w)"
_SAID = _WORDS | _CAPITALISED | _BEFORE_NAMES


@rule(
    "clipped",
    "aA",
    rf"(?<![\w./'])(?:(?P<word>{any_of(_WORDS | _CAPITALISED)}){_END}(?:\.(?= [a-z]|[,;)]))?|(?P<title>{any_of(_BEFORE_NAMES)})(?= [A-Z])|(?P<general>Gen)(?= Sir(?!\w)))",
)
def clipped(match: re.Match[str]) -> str:
    """A word without its vowels, or without its end.

    >>> clipped.read("won by 4 wkts, a mtg of the cttee, Tkts £5, Det Sgt Rees, abt half, a p/t cook, tea incl., 30 yrs' work")
    "won by 4 wickets, a meeting of the committee, tickets £5, Detective Sgt Rees, about half, a part-time cook, tea included, 30 years' work"
    """
    if match["word"] == "incl" and _LAST.match(match.string, match.end()):
        return "included"
    if match["general"]:
        return "General"  # but Gen Z
    return _SAID[match["word"] or match["title"]]


_LAST = re.compile(r"\.?(?:\Z|[,;)])")


@rule("clipped-time", "aA", rf"(?<!\w)(?P<unit>[yY]rs?|wk|mth|hr|min){_END}(?:(?<=min)\.(?= [a-z]))?")
def clipped_time(match: re.Match[str]) -> str | None:
    """A span of time after a word that counts it, a year of a school.

    >>> clipped_time.read("this yr's sale, this wk, within a min of it, the 3rd min. of it, the min bid, its 42nd yr, Yrs 3-6, Yr 11, send yr snaps")
    "this year's sale, this week, within a minute of it, the 3rd minute of it, the min bid, its 42nd year, Years 3-6, Year 11, send your snaps"
    """
    unit, text = match["unit"], match.string
    before, after = text_before(text, match.start(), 10), text[match.end() : match.end() + 3]
    many = "s" if unit.endswith("s") else ""
    if unit[0] == "Y":
        return f"Year{many}" if re.match(r" \d", after) else None
    counts = _COUNTS.search(before)
    if counts and (unit, counts["by"].lower()) not in {("min", "the"), ("yr", "on"), ("yrs", "on"), ("min", "on")}:
        return {"yr": "year", "wk": "week", "mth": "month", "hr": "hour", "min": "minute"}[
            unit.removesuffix("s")
        ] + many
    return "your" if unit == "yr" and re.match(r" [a-z]", after) else None


_COUNTS = re.compile(
    r"(?<!\w)(?P<by>last|this|next|per|every|each|an?|the|one|on|half|\d{1,2}(?:st|nd|rd|th))[ -]\Z", re.I
)


@rule(
    "clipped-day",
    "A",
    r"(?<!\w)(?:(?P<sure>Tues|Weds|Thurs)|(?P<day>Mon|Wed|Thu|Fri|Sat|Sun))(?P<many>s)?(?!\w|\.\w|\.[ ]?[a-z,;])",
)
def clipped_day(match: re.Match[str]) -> str | None:
    """A day of the week where nothing else can stand.

    >>> clipped_day.read("the mtg on Weds, till Sat, when, by Fri, Fri only, Sat night's flood, closed Mons, he sat, the Sun")
    "the mtg on Wednesday, till Saturday, when, by Friday, Friday only, Saturday night's flood, closed Mondays, he sat, the Sun"
    """
    text, start, end = match.string, match.start(), match.end()
    day = _DAYS[(match["sure"] or match["day"])[:3]]
    before = text_before(text, start, 9)
    if match["many"]:
        return f"{day}s" if _CLOSED.search(before) else None
    sure = match["sure"] or _PART_OF_DAY.match(text, end) or (_UNTIL.search(before) and _ENDS.match(text, end))
    return day if sure else None


_DAYS = {day[:3]: day for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
_CLOSED = re.compile(r"(?<!\w)(?:[cC]losed|[oO]pen|[eE]xcept|[nN]ot) \Z")
_UNTIL = re.compile(
    r"(?<!\w)(?:on|by|till|until|from|last|next|this|every|since|before|after|late|said|says|for) \Z", re.I
)
_PART_OF_DAY = re.compile(r" (?:night|morning|afternoon|evening|only|a\.?m|p\.?m)(?!\w)")
_ENDS = re.compile(
    r"[.,;:!?)]|\Z| (?:at|in|and|for|to|from|with|when|after|before|as|of|night|morning|last|next|over|is|was)\b"
)


@rule(
    "clipped-month",
    "A",
    r"(?<!\w)(?P<month>Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)(?=[,;:)!?]|\Z|\.\Z| (?:and|at|to|when|after|as|for|with|that|the|is|was|will|or|but|if|unless|while|before)\b| ['’]\d\d)",
)
def clipped_month(match: re.Match[str]) -> str | None:
    """A month after a word that dates.

    >>> clipped_month.read("in Feb, down from 14, since Aug and, The Aug '99 eclipse, by Jan Smith")
    "in February, down from 14, since August and, The August '99 eclipse, by Jan Smith"
    """
    if _NAMES.match(match.string, match.end()):
        return None
    dated = _DATED.search(text_before(match.string, match.start(), 9)) or re.match(
        r" ['’]", match.string[match.end() :][:2]
    )
    return next(each for each in MONTHS if each.startswith(match["month"][:3])) if dated else None


_NAMES = re.compile(r" and [A-Z][a-z]+ [A-Z]")  # Jan and May Sutton
_DATED = re.compile(r"(?<!\w)(?:in|by|since|until|till|last|next|this|early|late|mid|from|of|before|after) \Z", re.I)


@rule(
    "clipped-part",
    "aA",
    r"(?:(?<=see )|(?<=on )|(?<=to )|(?<=See ))(?P<page>pp?) ?(?=\d{1,3}(?!\w))|(?<!\w)(?:(?P<channel>Ch)|(?P<division>Div)|(?P<pages>pp)|(?P<chapter>ch)|(?<!\d )(?P<part>[Pp]t)) (?=\d)"
    r"|(?<![\w.])c(?P<circa>1[0-9]\d\d)(?!\w)|(?:(?<=[dD]raft )|(?<=[rR]elease ))(?P<version>v)(?=\d)|(?<![\w.])(?P<crowd>[aA]tt\.) ?(?=\d)",
)
def clipped_part(match: re.Match[str]) -> str:
    """A page, a part, a chapter, a channel, a year that is not sure, a version, how many watched.

    >>> clipped_part.read("see p10, on Ch 4, in Div 2, pp 14-19, read ch 4, pt 3 of 6, baptised c1540, Draft v7, (att. 36,800)")
    'see page 10, on channel 4, in Division 2, pages 14-19, read chapter 4, part 3 of 6, baptised circa fifteen forty, Draft version 7, (attendance 36,800)'
    """
    if match["circa"]:
        return f"circa {say_year(int(match['circa']))}"
    named = match.lastgroup or ""
    return {"division": "Division ", "crowd": "attendance "}.get(named, f"{named} ")


@rule("founded", "a", r"(?<=\()est (?=[12]\d{3}(?!\d))")
def founded(_match: re.Match[str]) -> str:
    """When something was founded.

    >>> founded.read("the board (est 1840), an est 40 people")
    'the board (established in 1840), an est 40 people'
    """
    return "established in "


@rule("party", "A", r"(?<=\()(?P<party>Lab|Con|Ind|Lib Dem)(?=[,)])")
def party(match: re.Match[str]) -> str:
    """The party of a British politician.

    >>> party.read("Cllr Ray (Con) and Reid (Lab, Leeds)")
    'Cllr Ray (Conservative) and Reid (Labour, Leeds)'
    """
    return {"Lab": "Labour", "Con": "Conservative", "Ind": "Independent"}.get(match["party"], "Liberal Democrat")


@rule("letters", "A", r"(?<!\w)(?P<first>[A-Z])[-–](?=(?P<last>[A-Z])(?!\w|-))")
def letters(match: re.Match[str]) -> str | None:
    """From a letter to another.

    >>> letters.read("last names A–M here, rows C-F, an A-B test")
    'last names A to M here, rows C to F, an A-B test'
    """
    named = _LETTERED.search(text_before(match.string, match.start(), 12)) and match["first"] < match["last"]
    return f"{match['first']} to " if named else None


_LETTERED = re.compile(
    r"(?<!\w)(?:names?|letters|series|rows?|sections?|zones?|groups?|bands?|lots|gates?|blocks?|halls?|grades?) \Z",
    re.I,
)

RULES = (party, founded, letters, clipped_part, clipped_time, clipped_day, clipped_month, clipped)
DOTTED = frozenset({"att", "min", *_WORDS})
