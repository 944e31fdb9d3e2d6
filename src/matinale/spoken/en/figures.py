"""Figures that no unit follows: versions, ratios, years, numbers."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import PLURAL_NOUN, any_of
from matinale.spoken.en.numbers import (
    NUMBER,
    YEAR,
    cardinal,
    say_number,
    say_pair,
    say_year,
    several,
    spelled_digits,
)
from matinale.spoken.en.places import POSTAL
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


@rule(
    "grouped", "9", r"\d{1,3}(?:(?:\.\d{3}){2,5}|(?:'\d{3}){1,5})(?![\w.']*\d)|\d{1,2}(?:,\d\d){1,3},\d{3}(?![\d,]*\d)"
)
def grouped(match: re.Match[str]) -> str:
    """Thousands as Germans, the Swiss and Indians write them.

    >>> grouped.read("1.250.000 parcels, 3'500 jobs, 1.2.3, 1,50,000 sellers")
    'one million two hundred fifty thousand parcels, three thousand five hundred jobs, 1.2.3, one hundred fifty thousand sellers'
    """
    return say_number(re.sub(r"[.',]", "", match[0]))


@rule("decimal-comma", "9", r"(?<![\d,])(?P<whole>\d{1,3}),(?P<part>\d)(?!\w|[.,]\d)")
def decimal_comma(match: re.Match[str]) -> str:
    """A decimal as the continent writes it.

    >>> decimal_comma.read("a score of 62,5, lines 1,2,3")
    'a score of sixty-two point five, lines 1,2,3'
    """
    return say_number(f"{match['whole']}.{match['part']}")


@rule("multitude", "9", r"(?P<many>1|10|100),?(?P<zeros>0{2,3})s(?= of\b)")
def multitude(match: re.Match[str]) -> str:
    """Hundreds and thousands that nobody counted.

    >>> multitude.read("100,000s of bees, 1000s of them, 100s of men")
    'hundreds of thousands of bees, thousands of them, hundreds of men'
    """
    if len(match["zeros"]) == len("00"):
        return {"1": "hundreds", "10": "thousands"}.get(match["many"], "tens of thousands")
    return {"1": "thousands", "10": "tens of thousands"}.get(match["many"], "hundreds of thousands")


@rule("plural-figures", "9", r"(?P<figures>1[1-9]00|[2-9][1-9]00|\d{1,3})s(?!\w)")
def plural_figures(match: re.Match[str]) -> str | None:
    """Several of one number.

    >>> plural_figures.read("two 6s, in the low 1200s, in the 320s, in 9.6s, boots in 45s")
    'two sixes, in the low twelve hundreds, in the three twenties, in 9.6s, boots in forty-five seconds'
    """
    before = match.string[max(0, match.start() - 1) : match.start()]
    if before in {".", ",", "-", "/"}:
        return None
    if _LASTS.search(text_before(match.string, match.start(), 8)):
        return f"{say_number(match['figures'])} second{'' if match['figures'] == '1' else 's'}"
    return several(name_figures(match["figures"])).removeprefix("one " if match["figures"] == "100" else "")


_LASTS = re.compile(r"\b(?:in|takes|took|lasts|under|within|just|every|about) \Z")


@rule("degree", "9", r"(?<=[aA] )(?P<upper>[12]):(?P<lower>[12])(?= (?:in [a-z]|or |degree|honours))")
def degree(match: re.Match[str]) -> str:
    """The class of a British degree.

    >>> degree.read("a 2:1 in history")
    'a two one in history'
    """
    return f"{cardinal(int(match['upper']))} {cardinal(int(match['lower']))}"


@rule(
    "ratio",
    "9",
    r"(?P<first>\d{1,4}(?:\.\d{1,2})?):(?=\d(?:\.\d{1,2})?(?![\w:]|\.\d)|\d{2,4} (?:ratio|odds|split|margin|scale)\b)",
)
def ratio(match: re.Match[str]) -> str:
    """One to another, where it is no time.

    >>> ratio.read("a 3:1 ratio, split 10:1, 1.43:1, 1:1.5, at 9:30")
    'a three to 1 ratio, split ten to 1, one point four three to 1, one to 1.5, at 9:30'
    """
    return f"{say_number(match['first'])} to "


@rule("exponent", "9", r"(?P<number>\d{1,3}(?:\.\d{1,4})?)[eE](?P<sign>[+-]?)(?P<power>\d{1,3})(?!\w|[.,]\d)")
def exponent(match: re.Match[str]) -> str:
    """Powers of ten, as machines write them.

    >>> exponent.read("1e6, 2.5E-3")
    'one times ten to the six, two point five times ten to the minus three'
    """
    power = ("minus " if match["sign"] == "-" else "") + cardinal(int(match["power"]))
    return f"{say_number(match['number'])} times ten to the {power}"


@rule(
    "stage", "9", r"(?P<figures>\d{1,3}(?:\.\d{1,3}){1,2})-?(?P<stage>rc|beta|alpha)[.-]?(?P<turn>\d{1,3})?(?!\w|\.\d)"
)
def stage(match: re.Match[str]) -> str:
    """A version that is not out yet.

    >>> stage.read("Linux 6.8-rc3, 2.0beta")
    'Linux six point eight R C three, two point zero beta'
    """
    said = " point ".join(say_number(part) for part in match["figures"].split("."))
    turn = f" {say_number(match['turn'])}" if match["turn"] else ""
    return f"{said} {'R C' if match['stage'] == 'rc' else match['stage']}{turn}"


@rule("version", "9", r"\d{1,6}(?:\.\d{1,6}){2,}(?P<tail>[a-z]{1,2})?(?!\w|\.\d)|\d{3,4}\.\d{1,2}[a-z]{1,2}(?!\w)")
def version(match: re.Match[str]) -> str:
    """Figures joined by several points.

    >>> version.read("2.1.3, 802.11ax")
    'two point one point three, eight oh two point eleven A X'
    """
    if wireless := re.fullmatch(r"802\.11([a-z]{1,2})?", match[0]):
        return f"eight oh two point eleven {' '.join(wireless[1].upper())}"
    figures = match[0].rstrip("abcdefghijklmnopqrstuvwxyz")
    tail = match[0][len(figures) :]
    parts = figures.split(".")
    said = " point ".join(map(spelled_digits, parts)) if tail else " point ".join(map(say_number, parts))
    return f"{said} {tail}" if tail else said


_DATED = re.compile(
    r"(?:in|since|by|of|dated|from|until|till|after|before|during|through|year|early|late|mid|the|to|for|Paris|Olympics|Agenda|summer|winter|spring|fall|autumn|and|than|circa|est\.?|Est\.|c\.|ca\.|fl\.|b\.|d\.|"
    r"January|February|March|April|May|June|July|August|September|October|November|December) \Z",
    re.I,
)
_MEDIEVAL = re.compile(r"10[1-9]\d")  # 1066 and all that: only after a word that dates
_IN = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|year|[Uu]ntil|early|late|from|(?:[Cc]onquest|[Ee]vents|[Bb]attle|[Ii]nvasion|[Ss]chism|[Ss]iege|[Ee]clipse|[Ss]upernova) of) \Z"
)
_EVENT = re.compile(
    r" (?:and all that|invasion|conquest|schism|siege|eclipse|supernova|treaty|revolt|uprising|massacre)(?!\w)"
)
CARDS = re.compile(r"(?:RTX|GTX|RX|Xbox|Boeing(?:'s)?|Airbus|Model|Ryzen \d) \Z")
_ROOMS = re.compile(
    r"(?:(?<!\w)AM|Porsche|Peugeot|Microsoft|Office|Levi's|[Rr]oom|[Ff]light|Forms?|[Rr]oute|Highway|Interstate|[Ss]ection|Rule|Channel|Hwy\.|§) ?\Z"
)
_BOEING = re.compile(r"\b(?:Boeing|[Jj]ets?|[Aa]ircraft|[Aa]irlines?|A3[1-8]0s?|Emirates|Lufthansa|Qantas|Ryanair)\b")
JETS = re.compile(r"7[0-8]7\Z")
_JET = re.compile(
    r"s\b| (?:MAX|Max|Dreamliner|[Jj]et|[Jj]umbo|aircraft|plane|freighter|carried|flew|landed|crashed|taxied|took off|departed|to [A-Z])"
)


@rule(
    "number",
    "9.",
    rf"(?P<number>{NUMBER}|(?<![\w.])\.\d+)(?:(?P<times>[x×](?!\w))| ?[x×] ?(?P<by>\d{{1,5}})(?P<many>s)?(?![\w.,]*\d|[\w]))?",
)
def number(match: re.Match[str]) -> str | None:
    """Whatever figures remain; four without a comma are a year unless they count something.

    >>> number.read("3,000 people, in 1999, 2024, 1500 people, 3.14, .5, 10x, RTX 4090, Boeing 737, 1920x1080")
    'three thousand people, in nineteen ninety-nine, twenty twenty-four, one thousand five hundred people, three point one four, zero point five, ten times, RTX forty ninety, Boeing seven thirty-seven, nineteen twenty by ten eighty'
    """
    written = match["number"]
    if match["by"]:
        link = "times" if re.match(r" ?=", match.string[match.end() : match.end() + 2]) else "by"
        side = several(_side(match["by"])) if match["many"] else _side(match["by"])
        return f"{say_number(written) if len(written) < 4 else name_figures(written)} {link} {side}"
    if match["times"]:
        return f"{say_number(written)} times"
    if written[0] == ".":
        return _without_zero(written[1:], calibre=bool(_CALIBRE.match(match.string, match.end())))
    glued = match.string[match.end() : match.end() + 2]  # letters that no unit explains; a plural's s stays close
    apart = " " if glued[:1].isalpha() and not (glued[0] == "s" and not glued[1:].isalnum()) else ""
    return _name_or_number(match, written) + apart


def _without_zero(digits: str, *, calibre: bool) -> str:
    """What stands behind a point alone: a .22 rifle, a batter's or a team's .287 or .500, .5."""
    if calibre:
        return name_figures(digits)
    if len(digits) == len("287") and digits.endswith("00"):
        return name_figures(digits)
    if len(digits) == len("287"):
        return "point " + " ".join(cardinal(int(digit)) for digit in digits)
    return say_number(f"0.{digits}")


# The bore of a gun in hundredths of an inch, the average of a batter.
_CALIBRE = re.compile(
    r"[ -](?:caliber|calibre|revolver|rifle|pistol|handgun|gun|Magnum|magnum|round|bullet|cartridge|ammunition|hitter|average|batting)"
)


def _name_or_number(match: re.Match[str], written: str) -> str:
    text, start, end = match.string, match.start(), match.end()
    before = text_before(text, start, 12)
    counts = bool(PLURAL_NOUN.match(text, end) or text.startswith(" people", end))
    if _is_name(match, written, before, counts=counts):
        return name_figures(written)
    if len(written) > len("12") and written.isdecimal() and _EXTENSION.search(before):
        return spelled_digits(written)
    if (
        len(written) == _ZIP_DIGITS
        and written.isdecimal()
        and (_ZIP.search(text_before(text, start, 56)) or _ZIP_AFTER.match(text, end))
    ):
        return " ".join("oh" if digit == "0" else cardinal(int(digit)) for digit in written)
    if _MINOR.fullmatch(written) and _SOFTWARE.search(before):
        return " point ".join(cardinal(int(part)) for part in written.split("."))
    if counts and _PREPOSED.search(before) and _VERB.match(text, end):
        counts = False  # the map of 1841 shows
    elif counts and before.lower().endswith("the ") and _RECENT.fullmatch(written):
        counts = bool(_CROWD.match(text, end))  # the 2026 midterms
    return say_year(int(written)) if _is_year(match, written, before, counts=counts) else say_number(written)


def _is_name(match: re.Match[str], written: str, before: str, *, counts: bool) -> bool:
    """Whether a number is read in pairs: a jet, a card, a room, a street's house, three figures before Christ."""
    text, start, end = match.string, match.start(), match.end()
    if JETS.match(written) and (_JET.match(text, end) or _flies(text[max(0, start - 60) : start], counts=counts)):
        return True
    if not written.isdecimal() or len(written) not in {3, 4}:
        return False
    if _CODE.match(text, start):
        return True
    if len(written) < _YEAR_DIGITS and _BEFORE_CHRIST.match(text, end):
        return True
    return bool(CARDS.search(before) or _ROOMS.search(before) or _STREET.match(text, end))


def _is_year(match: re.Match[str], written: str, before: str, *, counts: bool) -> bool:
    if not written.isdecimal() or len(written) != _YEAR_DIGITS:
        return False
    if _OF_OUR_LORD.match(match.string, match.end()) or _is_set_apart(match):
        return True
    if written.startswith("21"):
        return not counts and _IN.search(before.lower()) is not None  # by 2100
    event = _EVENT.match(match.string, match.end())
    dated = YEAR.fullmatch(written) or (_MEDIEVAL.fullmatch(written) and (event or _IN.search(before)))
    owned = match.string.endswith("'s ", 0, match.start())  # the queen's 1588 letter
    sure = (
        event
        or owned
        or int(written) >= 1900
        or before.endswith(" c.")
        or _DATED.search(before)
        or _AFTER_YEAR.search(before)
    )
    return bool(dated and sure and not counts)


def _is_set_apart(match: re.Match[str]) -> bool:
    """Whether a year stands alone in brackets, or opens its sentence: (1803), 1814, the British came."""
    text, start, end = match.string, match.start(), match.end()
    if not YEAR.fullmatch(match["number"]):
        return False
    return (text[start - 1 : start] == "(" and text[end : end + 1] == ")") or (
        _SENTENCE_START.search(text[max(0, start - 2) : start]) is not None and _PROSE.match(text, end) is not None
    )


_SENTENCE_START = re.compile(r"(?:\A|[.!?;] )\Z")
_PROSE = re.compile(r", [a-z]")
_YEAR_DIGITS = 4
_BEFORE_CHRIST = re.compile(r" (?:BCE?|B\.C\.)(?!\w)")
_OF_OUR_LORD = re.compile(r" (?:BCE?|B\.C\.|AD|A\.D\.|CE)(?!\w)")
_MINOR = re.compile(r"\d{1,2}\.[1-9]\d")  # of a version: Python 3.12 follows 3.11
_SOFTWARE = re.compile(
    r"(?:Python|Java|Node|iOS|macOS|iPadOS|Android|Ubuntu|PHP|Ruby|Linux|Kubernetes|Swift|Fedora|Debian|PostgreSQL|[vV]ersion) \Z"
)
_PREPOSED = re.compile(r"(?<!\w)(?:(?:in|from|since|of|until|before|after|during) |c\.)\Z", re.I)
_VERB = re.compile(
    r" (?:shows|costs|says|remains|works|makes|looks|gives|tells|seems|comes|goes|takes|brings|sets|holds|runs|reads|sees|starts"
    r"|ends|marks|stands|sits|lives|means|gets|keeps|finds|leads|begins|states|allows|requires|bans|wins|lasts|sells|opens|turns)\b"
)
_RECENT = re.compile(r"(?:19|20)\d\d")
_CROWD = re.compile(
    r" (?:[a-z]+ )?(?:people|workers|employees|jobs|residents|members|students|soldiers|troops|homes|houses|seats|tickets|stores"
    r"|miles|acres|pages|votes|men|women|children|refugees|prisoners|passengers|guests|steps|words|years|days|hours|dollars)(?!\w)"
)
_ZIP = re.compile(
    rf"(?:(?:ZIP|Zip|zip)(?: codes?)?(?: \d{{5}},?){{0,5}}(?: and| or)?|(?<![A-Z])(?:{any_of(POSTAL)})) \Z"
)
_ZIP_AFTER = re.compile(r" (?:ZIP|Zip|zip)(?: code)?s?(?!\w)")
# An error of a web server, an account for a school.
_CODE = re.compile(r"[45]\d\d (?:errors?|page|status|not found)(?!\w)|529 (?:plans?|accounts?)(?!\w)")
_EXTENSION = re.compile(r"(?<!\w)(?:[eE]xt\.|[eE]xtension) \Z")
_ZIP_DIGITS = 5
_STREET = re.compile(
    r" blocks? of [A-Z]| (?:[NSEW]\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Drive|Dr|Lane|Ln|Place|Pl|Way)(?!\w)"
)
_AFTER_YEAR = re.compile(r"(?<!\d)(?:1[1-9]|20)\d\d ?[-–—] ?\Z")  # 1564-1616


def _flies(before: str, *, counts: bool) -> bool:
    return not counts and bool(_BOEING.search(before))


def _side(digits: str) -> str:
    return say_number(digits) if len(digits) != 4 else name_figures(digits)


def name_figures(digits: str) -> str:
    """The figures of a name: 737 → seven thirty-seven, 4090 → forty ninety, 100 → one hundred, 3.5 → three point five.

    >>> name_figures("737"), name_figures("4090"), name_figures("100"), name_figures("3.5"), name_figures("777")
    ('seven thirty-seven', 'forty ninety', 'one hundred', 'three point five', 'triple seven')
    """
    if "." in digits:
        return " point ".join(name_figures(part) for part in digits.split("."))
    if digits[0] == "0" and len(digits) > 1:
        return spelled_digits(digits)
    if digits == "777":
        return "triple seven"
    value = int(digits)
    if len(digits) == 3 and value % 100:
        return f"{cardinal(value // 100)} {say_pair(value % 100)}"
    if len(digits) == 4 and value % 1000:
        rest = value % 100
        return f"{cardinal(value // 100)} {say_pair(rest) if rest else 'hundred'}"
    return say_number(digits)


RULES_FIRST = (plural_figures, grouped, decimal_comma, exponent, stage, degree, ratio)
RULES = (version, number)
