"""Ordinals in figures and Roman numerals: 21st, Henry VIII, Chapter IV."""

from __future__ import annotations

import re

from matinale.spoken.en.numbers import cardinal, ordinal, say_year
from matinale.spoken.roman import roman_value
from matinale.spoken.rules import rule


@rule(
    "ordinal",
    "9",
    r"(?P<number>\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th|ST|ND|RD|TH| (?:nd|rd|th)(?=[ .,;)]))(?:(?P<to>[-–](?=\d{1,2}(?:st|nd|rd|th)(?!\w)))|(?P<many>s)?(?!\w))",
)
def rank(match: re.Match[str]) -> str:
    """1st, 22nd, 100th.

    >>> rank.read("the 1st, 22nd and 100th, THE 19TH, shut 18th–23rd, the Ladies' 2nds")
    "the first, twenty-second and one hundredth, THE nineteenth, shut eighteenth to twenty-third, the Ladies' seconds"
    """
    many, to = "s" if match["many"] else "", " to " if match["to"] else ""
    return ordinal(int(match["number"].replace(",", ""))) + many + to


_RULERS = r"(?:(?:King|Queen|Pope|Emperor|Empress|Tsar|Kaiser|Sultan|Shah|Prince|Patriarch|Pharaoh) [A-Z]\w+)|Margrethe|Frederik|Carl|Gustaf|Willem|Abdullah|Hassan|Mehmed|Rama|Otto|Wilhelm|Leopold|Ptolemy|Cleopatra|Amenhotep|Ramesses|Darius|Xerxes|Sixtus|Olav|Haakon|Juan Carlos|Alfonso|Pedro|Kirill|Bartholomew|Theodosius|Justinian|Selim|Murad|Hussein|Robert|Louis|Henry|Charles|Elizabeth|George|Edward|James|William|Richard|John|Paul|Benedict|Pius|Leo|Gregory|Nicholas|Alexander|Napoleon|Philip|Felipe|Catherine|Peter|Ivan|Frederick|Mary|Clement|Innocent|Ramses|Mohammed|Francis|Ferdinand|Albert|Christian|Harald|Urban|Boniface|Constantine|Haile"
_PARTS = r"[Vv]ol\.?|[Cc]h\.|[Aa]rt\.|[Pp]t\.|Sec\.|[Cc]hapter|[Pp]art|[Vv]olume|[Bb]ook|[Aa]ct|[Ss]cene|[Ss]ection|[Aa]rticle|[Pp]hase|[Tt]ype|[Tt]itle|[Ll]evel|World War|Super Bowl|Rocky|Basel|Vatican|Apollo|Mark|[Ss]tage|series|[Cc]lass|[Tt]ier|Star Wars|Episode|Final Fantasy|Grand Theft Auto|GTA|Street Fighter|Civilization|Division|Grade|Category|Schedule|MiFID|Solvency|Saturn|WrestleMania|Terminator|Gladiator|Air Force"
_BEFORE = re.compile(rf"(?<!\w)(?:(?P<name>{_RULERS})|(?P<part>{_PARTS})) \Z")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*[a-z] \Z|(?:\A|[“\"(*]|[a-z.!?] )[A-Z]{3,} \Z")
_PLAIN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XVI"})


_GOES_ON = re.compile(r" (?!of [A-Z])[a-z']")
_CROWNED = re.compile(
    r"(?<!\w)(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince) [A-Z][a-z]+ \Z|(?<!\w)(?:Elizabeth|Napoleon|Nicholas|Leopold|Suleiman|Darius|Xerxes|Victor Emmanuel|Franz Joseph) \Z"
)
_ALSO = re.compile(rf"(?<!\w)(?:{_RULERS}) (?:[IVX]{{2,5}}|V) and \Z")  # James VI and I
# Charles I was the king
_FIRST_WORD = re.compile(r"(?:\A|[.!?] )[A-Z][a-z]+ \Z")
_REIGNED = re.compile(r" (?:was|reigned|ruled|died|lost|became|ordered|married|signed|dissolved|fled|lived)(?!\w)")
# A person who has the name of a father and a grandfather: Robert Griffin III.
_HEIRS = frozenset({"II", "III", "IV"})
_PERSON = re.compile(
    r"(?<!\w)(?:John|James|Robert|William|Henry|Thomas|George|Edward|David|Richard|Joseph|Samuel|Walter|Frank|Albert|Arthur"
    r"|Harold|Louis|Oliver|Alexander|Benjamin|Christopher|Daniel|Andrew|Martin|Michael|Harry|Anthony|Kenneth|Stephen|Steven|Larry)"
    r"(?: [A-Z]\.?| [A-Z][\w'-]+){0,2} [A-Z][\w'-]*[a-z],? \Z"
)

_TITLED = re.compile(
    r"(?<!\w)(?:Attorney|Mayor|Judge|Coach|Chief|Sheriff|Officer|Captain|Sergeant|Senator|Governor|Reverend|Doctor|Pastor|Mr\.|Dr\.|Rev\.|Capt\.|Sgt\.|Sen\.|Gov\.) [A-Z][a-z]+ [A-Z][a-z]+,? \Z"
)
_TWO_NAMES = re.compile(r"(?<!\w)[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+,? \Z")
_OF_PERSON = re.compile(
    r",? (?:\d\d,|heir|son|grandson|who|whose|died|said|says|told|testified|pleaded|argued|wrote|joined|resigned|threw|ran|owns|owned|lives|lived|runs)(?!\w)"
    r"|, (?:an? |the )?(?:[\w-]+ ){0,2}(?:[a-z]*(?:man|woman|ist|ian|ocrat)|lawyer|banker|attorney|judge|investor|senator|farmer|teacher|surgeon|founder|owner|heir)(?!\w)"
)


@rule(
    "infusion",
    "A",
    r"(?<!\w)IV(?= (?:drips?|lines?|fluids?|bags?|infusions?|therapy|poles?|antibiotics?|needles?|iron|treatments?)(?!\w))",
)
def infusion(_match: re.Match[str]) -> str:
    """What runs into a vein.

    >>> infusion.read("the IV drip, Book IV")
    'the I V drip, Book IV'
    """
    return "I V"


@rule("graded", "A", r"(?<=Grade )(?P<grade>I{1,2})\*(?!\w)")
def graded(match: re.Match[str]) -> str:
    """A listed building of England.

    >>> graded.read("a Grade II* church")
    'a Grade two star church'
    """
    return f"{cardinal(len(match['grade']))} star"


@rule("roman", "A", r"(?<!\w)[IVXL]{1,9}+(?!\w|-(?![a-z])|'(?!s(?!\w))|\.\w)")
def roman(match: re.Match[str]) -> str | None:
    """A Roman numeral after a ruler, a part of a book, or (two letters and more) a name.

    >>> roman.read("Louis XIV, Charles III, World War II, Chapter IV, Super Bowl LVIII, Malcolm X, vitamin C")
    'Louis the fourteenth, Charles the third, World War two, Chapter four, Super Bowl fifty-eight, Malcolm X, vitamin C'
    >>> roman.read("Henry VIII's wives, Malcolm X's life")
    "Henry the eighth's wives, Malcolm X's life"
    >>> roman.read("Harrison Whitlock III, heir to a fortune, Mortal Kombat II")
    'Harrison Whitlock the third, heir to a fortune, Mortal Kombat two'
    >>> roman.read("James VI became James I of England, as James I like it")
    'James the sixth became James the first of England, as James I like it'
    >>> roman.read("guilty of Counts I and II, phases II and III, the parts I liked")
    'guilty of Counts one and two, phases two and three, the parts I liked'
    >>> roman.read("Queen Elizabeth I met him, a World War II-era bomb, a V-shaped recovery")
    'Queen Elizabeth the first met him, a World War two-era bomb, a V-shaped recovery'
    """
    value = roman_value(match[0])
    if value is None or value > 89:
        return None
    before = match.string[max(0, match.start() - 40) : match.start()]
    if len(match[0]) > 2 and before.endswith(("the ", "The ")):
        return ordinal(value)  # the XXXIII Olympiad
    if match[0] in _HEIRS and (
        _PERSON.search(before)
        or _TITLED.search(before)
        or (_TWO_NAMES.search(before) and _OF_PERSON.match(match.string, match.end()))
    ):
        return f"the {ordinal(value)}"
    known = _BEFORE.search(before)
    if known and known["name"] and (len(match[0]) > 1 or match[0] in "VX" or value == 1):
        crowned = _CROWNED.search(before) or (_FIRST_WORD.search(before) and _REIGNED.match(match.string, match.end()))
        pronoun = match[0] == "I" and not crowned and _GOES_ON.match(match.string, match.end())
        return None if pronoun else f"the {ordinal(value)}"
    if (known and known["part"]) or _is_counted(match, before):
        return cardinal(value)
    joined = match.string.startswith("-", match.end())  # an IV-drip
    return cardinal(value) if match[0] in _PLAIN and not joined and _CAPITALISED.search(before) else None


@rule("roman-range", "A", r"(?<!\w)(?P<first>[IVX]{1,6})[-–](?P<last>[IVX]{1,6})(?![\w-]|\.\w)")
def roman_range(match: re.Match[str]) -> str | None:
    """Several parts, from one to another.

    >>> roman_range.read("Counts II–IV, Parts I-III, Rocky I-V, an I-V line, Chapters X-V")
    'Counts two to four, Parts one to three, Rocky one to five, an I-V line, Chapters X-V'
    """
    first, last = roman_value(match["first"]), roman_value(match["last"])
    if not first or not last or first >= last:
        return None
    named = _NUMBERED.search(match.string[max(0, match.start() - 24) : match.start()])
    return f"{cardinal(first)} to {cardinal(last)}" if named else None


_NUMBERED = re.compile(
    rf"(?<!\w)(?:(?:{_PARTS})s?|(?i:counts?|exhibits?|appendi(?:x|ces)|grades?|types?|categor(?:y|ies)|groups?|zones?|schedules?|divisions?"
    r"|episodes?|pts\.|vols\.|chs\.|arts\.|kings|orders?|figures?|tables?|plates?)) \Z"
)


_SEVERAL = re.compile(
    r"(?<!\w)(?:Counts?|Parts?|Chapters?|Titles?|Articles?|Sections?|Acts?|Books?|Volumes?|Phases?|Types?|Class(?:es)?|Levels?|Stages?|Tiers?|Grades?"
    r"|Groups?|Exhibits?|Schedules?|Appendices|Annexes|[cC]ounts?|parts|phases|types|chapters|articles|classes|levels|stages|tiers)"
    r" (?P<list>(?:[IVX]{1,5}(?:, |,? (?:and|or|to|through) )){0,4})\Z"
)


def _is_counted(match: re.Match[str], before: str) -> bool:
    """Whether a numeral is one of several parts: Counts I and II; not: the parts I liked."""
    several = _SEVERAL.search(before)
    if not several:
        return False
    pronoun = match[0] == "I" and not several["list"] and not _NO_VERB.match(match.string, match.end())
    return not pronoun


_NO_VERB = re.compile(r"[,.;:)]|\Z| of\b|(?:,| and| or| to| through) [IVX]{2,5}(?!\w)")


@rule("roman-year", "A", r"(?<!\w)M{1,2}[CDLXVI]{2,12}(?![\w'-]|\.\w)|(?<!\w)MCM[CDLXVI]{1,9}(?![\w'-]|\.\w)")
def roman_year(match: re.Match[str]) -> str | None:
    """The year of a film's end or a building's front.

    >>> roman_year.read("in MMXXIV, MCMXCIX, MIX, MMC")
    'in twenty twenty-four, nineteen ninety-nine, MIX, MMC'
    """
    value = roman_value(match[0])
    if value is None or len(match[0]) < 4 or not 1000 < value < 2100:
        return None
    return say_year(value)


@rule("trial-phase", "A", r"(?<=hase )(?P<phase>I{2,3}|IV)(?P<part>[ab])(?!\w)")
def trial_phase(match: re.Match[str]) -> str:
    """The phase of a trial and its part.

    >>> trial_phase.read("a Phase IIb trial")
    'a Phase two B trial'
    """
    return f"{cardinal(roman_value(match['phase']) or 0)} {match['part'].upper()}"


@rule("team", "9", r"(?P<rank>1st|2nd|3rd|4th) (?P<side>XI|XV|VIII)(?!\w)")
def team(match: re.Match[str]) -> str:
    """A side of eleven, of fifteen, a boat of eight.

    >>> team.read("the 1st XI, the 2nd XV")
    'the first eleven, the second fifteen'
    """
    return f"{ordinal(int(match['rank'][0]))} {cardinal(roman_value(match['side']) or 0)}"


@rule("side", "A", r"(?<!\w)(?P<side>XI|XV)(?![\w'-]|\.\w)(?! (?:Olympi|Congress|Summit|Corps|Legion|Army))")
def side(match: re.Match[str]) -> str | None:
    """A side of eleven or of fifteen.

    >>> side.read("name their XI, the XV to face Wales, a World XI, Pius XI, the XI Olympiad")
    'name their eleven, the fifteen to face Wales, a World eleven, Pius XI, the XI Olympiad'
    """
    if not _SELECTED.search(match.string[max(0, match.start() - 16) : match.start()]):
        return None
    return "eleven" if match["side"] == "XI" else "fifteen"


_SELECTED = re.compile(
    r"(?<!\w)(?:the|The|their|our|my|your|his|her|an?|starting|best|strongest|playing|first|second|unchanged|dream|World|Select"
    r"|Invitational|Presidents?|England|Ireland|Scotland|Wales|Lions|Barbarians) \Z"
)


@rule(
    "roman-small",
    "a",
    r"(?:(?<=cene )|(?<=ages )|(?<=age )|(?<=part )|(?<=p\. )|(?<=pp\. ))(?P<figures>[ivx]{2,6})(?!\w)",
)
def roman_small(match: re.Match[str]) -> str | None:
    """A scene or a page in small figures.

    >>> roman_small.read("Act II, Scene iii, page xiv, p. xii, a mix")
    'Act II, Scene three, page fourteen, p. twelve, a mix'
    """
    value = roman_value(match["figures"].upper())
    return cardinal(value) if value else None


@rule("roman-also", "A", r"(?<= and )I(?!['\w])")
def roman_also(match: re.Match[str]) -> str | None:
    """The second number of a ruler of two countries.

    >>> roman_also.read("James VI and I is, he and I are")
    'James VI and the first is, he and I are'
    """
    return "the first" if _ALSO.search(match.string, max(0, match.start() - 24), match.start()) else None


RULES = (team, rank)
