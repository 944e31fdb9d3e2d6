"""Names with figures, acronyms and abbreviations: GPT-4o, A380, NASA, AI, Mr., St., e.g., Inc."""

from __future__ import annotations

import re
from functools import lru_cache

from matinale.spoken.en.figures import name_figures
from matinale.spoken.en.numbers import say_number
from matinale.spoken.rules import rule

_FIXED = {
    "C++": "C plus plus", "C#": "C sharp", "F#": "F sharp", ".NET": "dot net", "B2B": "B to B", "B2C": "B to C", "P2P": "P to P", "D2C": "D to C", "H2O": "H two O", "CO2": "C O two", "A+": "A plus", "Disney+": "Disney plus",
    "Apple TV+": "Apple T V plus", "Paramount+": "Paramount plus", "W3C": "W three C", "3D": "three D", "I/O": "I O", "A/B": "A B", "TCP/IP": "T C P I P", "N/A": "not applicable", "Node.js": "Node J S", "H.264": "H two sixty-four", "AC/DC": "A C D C", "LGBTQ+": "L G B T Q plus", "w/": "with", "w/o": "without",
    "9/11": "nine eleven", "7-Eleven": "seven eleven", "R&D": "R and D", "Q&A": "Q and A", "M&A": "M and A", "AT&T": "A T and T", "24H2": "twenty-four H two",
}  # fmt: skip


@rule("name-fixed", ".A9a", rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _FIXED), key=len, reverse=True))})(?![\w+#])")
def fixed(match: re.Match[str]) -> str:
    """Names that no rule could guess.

    >>> fixed.read("C#, B2B, R&D")
    'C sharp, B to B, R and D'
    """
    return _FIXED[match[0]]


_WORDS = frozenset("""
NASA NATO UNESCO UNICEF OPEC FIFA UEFA NASDAQ SWIFT DARPA SCOTUS POTUS FLOTUS NAFTA ASEAN AUKUS BRICS COVID AIDS SARS RAM ROM LED SIM PIN SPAC FOMO YOLO LASER RADAR SONAR LIDAR SCUBA ASAP CAPTCHA
JPEG GIF MOOC WASP GAAP COBRA MEDICARE SALT IKEA LEGO NOAA FEMA OSHA NICE ICE TED CRISPR OLED DRAM NAND SRAM JAVA COBOL BASIC MIDI BIOS ASCII ICANN SAG SEAL NORAD EBITDA SOFR LIBOR FINRA STEM SAT ACT NIMBY MAGA
TIKTOK NVIDIA ETSY ORACLE INTEL QUALCOMM PEPFAR CERN ESOP NAACP-NON RICO UNCLOS DOGE MENSA BAFTA ROI-NON
""".split())
_SPELLED = frozenset("AI US UK EU UN API USA CEO IPO AOL ISIS-NON UAE IOS ESPN IOT EV IT TV PC OK LA-NON AIG EPA FAQ ABC ACLU AARP ALS OECD IAEA IMO IEA UAW EU NAACP ETF EPS ESG EULA-NON".split())
_ORDINARY = frozenset("THE AND FOR BUT NOT ARE WAS HAS ALL NEW ONE TWO OUT NOW HOW WHO WHY CAN MAY WILL YOU WE HE SHE THEY OF TO IN ON AT BY AS IS BE OR AN A NO SO IF UP DO GO MY OUR YOUR HIS HER THIS THAT WITH FROM HAVE MORE JUST".split())
_ONSET = r"(?:[bcdfghjklmnprstvwyz]|[bcfgps][lr]|[dt]r|ch|sh|th|ph|qu|st|sp|sc|sk|sm|sn|sw|tw|wh|str|spr)?"
_PRONOUNCEABLE = re.compile(
    rf"{_ONSET}[aeiouy]{{1,2}}(?:(?:[bcdfghjklmnpqrstvwxz]|[lrmns][bcdfgklmnpqrstvz]|[bcfgp][lr]|[dt]r|ch|sh|th|ph|ss|tt|ll|nn|ff|pp|ck|ct|pt)[aeiouy]{{1,2}}){{1,6}}(?:[bcdfgklmnprstxz]|[rln][dtcks]|st|ck|ng|ght)?\Z"
)


def spelled(letters: str) -> str:
    """Letters apart.

    >>> spelled("GPU")
    'G P U'
    """
    return " ".join(letters)


@lru_cache(maxsize=8192)
def say_acronym(letters: str) -> str:
    """An acronym: a word stays as it is, the others are spelled.

    >>> say_acronym("NASA"), say_acronym("CEO"), say_acronym("EBITDA"), say_acronym("HTML")
    ('NASA', 'C E O', 'EBITDA', 'H T M L')
    """
    if letters in _WORDS:
        return letters
    word = len(letters) >= 5 and letters not in _SPELLED and _PRONOUNCEABLE.match(letters.lower())
    return letters if word else spelled(letters)


def _letters(letters: str) -> str:
    return spelled(letters) if len(letters) > 1 and letters.isupper() and letters not in _WORDS else letters


@rule("name-figures", "Aa", r"(?<!\w)(?:(?P<first>[A-Za-z]{2,24})-)?(?P<head>[A-Za-z]{1,24})(?P<link>[-–]?)(?P<figures>\d{1,5}(?:\.\d{1,3}){0,3})(?P<tail>[A-Za-z]{0,3}\b)?(?P<more>(?:-(?:\d{1,4}(?:\.\d{1,3})?)?[A-Za-z]{0,10}){0,4})(?!\w)")
def name_with_figures(match: re.Match[str]) -> str | None:
    """Letters and figures in one name.

    >>> name_with_figures.read("GPT-4o, A380, H100, COVID-19, Web3, G7, x86, Llama-3.1-70B, mid-2024")
    'G P T four o, A three eighty, H one hundred, COVID nineteen, Web three, G seven, x eighty-six, Llama three point one seventy B, mid twenty twenty-four'
    """
    head = match["head"]
    if head == "x" and not match["link"] and match["figures"] not in {"86", "64"}:
        return f"times {name_figures(match['figures'])}"
    words = [_letters(match["first"])] if match["first"] else []
    words += [_letters(head), name_figures(match["figures"])]
    if match["tail"]:
        words.append(_letters(match["tail"]))
    for piece in re.findall(r"\d+(?:\.\d+)?|[A-Za-z]+", match["more"] or ""):
        words.append(name_figures(piece) if piece[0].isdigit() else _letters(piece))
    return " ".join(words)


@rule("figures-letters", "9", r"(?P<figures>\d{1,5}(?:\.\d{1,2})?)-?(?P<letters>[A-Z]{1,4}[a-z]{0,2}|[pioxn])(?P<more>-?\d{1,3})?(?!\w)")
def figures_letters(match: re.Match[str]) -> str:
    """5G, 4K, 1080p, 70B, 10x.

    >>> figures_letters.read("5G, 4K, 1080p, 2FA, 70B, 3x")
    'five G, four K, ten eighty p, two F A, seventy B, three times'
    """
    if match["letters"] == "x":
        return f"{say_number(match['figures'])} times"
    more = f" {name_figures(match['more'].strip('-'))}" if match["more"] else ""
    return f"{name_figures(match['figures'])} {_letters(match['letters'])}{more}"


@rule("acronym-dots", "A", r"(?<!\w)(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?(?P<own>'s)?")
def dotted(match: re.Match[str]) -> str:
    """U.S., U.K.; the last dot ends the sentence where one ends there.

    >>> dotted.read("the U.S. economy, the U.K."), dotted.read("J.K. Rowling")
    ('the U S economy, the U K.', 'J K Rowling')
    """
    letters = re.sub(r"[^A-Z]", "", match[0])
    end = match.end() == len(match.string) and match[0][-1] == "."
    return spelled(letters) + (match["own"] or "") + ("." if end else "")


@rule("acronym-and", "A", r"(?<!\w)(?P<first>[A-Z]{1,3}) ?& ?(?P<second>[A-Z]{1,3})(?!\w)")
def joined(match: re.Match[str]) -> str:
    """S&P, P&L.

    >>> joined.read("S&P 500")
    'S and P 500'
    """
    return f"{spelled(match['first'])} and {spelled(match['second'])}"


@rule("acronym", "A", r"(?<![^\W\d_])(?P<letters>[A-Z]{2,24})(?P<plural>'?s)?(?P<small>[a-rt-z])?(?P<tail>(?:-[A-Z])*)(?![\w]|-?\d)")
def acronym(match: re.Match[str]) -> str | None:
    """Capitals; a plural keeps its s, as it is heard.

    >>> acronym.read("AI and GPUs, NASA's, USB-C")
    "A I and G P U's, NASA's, U S B C"
    """
    letters = match["letters"]
    if letters in _ORDINARY:
        return letters.lower() if len(letters) > 1 else None
    said = say_acronym(letters)
    if match["plural"]:
        said += "'s" if " " in said or match["plural"][0] == "'" else "s"
    if match["small"]:
        said += f" {match['small']}"
    return f"{said} {spelled(match['tail'].replace('-', ''))}" if match["tail"] else said


@rule("acronym-within", "Aa", r"(?<!\w)(?P<head>[A-Z]?[a-z]{2,20}|[a-z])(?P<letters>[A-Z]{2,6})(?!\w)")
def within(match: re.Match[str]) -> str:
    """Capitals at the end of a name: ChatGPT, OpenAI, iOS.

    >>> within.read("ChatGPT, OpenAI, iOS")
    'Chat G P T, Open A I, i O S'
    """
    return f"{match['head']} {say_acronym(match['letters'])}"


_TITLES = {
    "Mr.": "Mister", "Mr": "Mister", "Mrs.": "Missus", "Mrs": "Missus", "Ms.": "Ms", "Dr.": "Doctor", "Dr": "Doctor", "Prof.": "Professor", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative", "Gen.": "General", "Lt.": "Lieutenant", "Col.": "Colonel", "Capt.": "Captain", "Sgt.": "Sergeant", "Rev.": "Reverend", "Hon.": "Honorable",
    "Pres.": "President", "Fr.": "Father", "Sens.": "Senators", "Reps.": "Representatives", "Messrs.": "Messrs", "St.": "Saint", "St": "Saint", "Mt.": "Mount", "Ft.": "Fort", "Supt.": "Superintendent", "Maj.": "Major", "Adm.": "Admiral", "Cmdr.": "Commander", "Lt. Gov.": "Lieutenant Governor", "Lt. Col.": "Lieutenant Colonel",
}  # fmt: skip
_COUNTED = {"No.": "number", "no.": "number", "Nos.": "numbers", "No": "number", "№": "number", "n°": "number", "p.": "page", "pp.": "pages", "vol.": "volume", "Vol.": "volume", "ch.": "chapter", "Ch.": "chapter", "Fig.": "figure", "fig.": "figure", "art.": "article", "Art.": "article", "sec.": "section", "Sec.": "section", "v": "version", "v.": "version", "ver.": "version", "#": "number", "§": "section", "ca.": "circa", "c.": "circa", "Ext.": "extension", "ext.": "extension", "approx.": "approximately"}
_ANYWHERE = {
    "etc.": "et cetera", "etc": "et cetera", "vs.": "versus", "vs": "versus", "v.": "versus", "e.g.": "for example", "eg.": "for example", "i.e.": "that is", "ie.": "that is", "cf.": "compare", "et al.": "and others", "approx.": "approximately", "est.": "established", "Inc.": "Incorporated", "Inc": "Incorporated", "Corp.": "Corporation", "Corp": "Corporation", "Ltd.": "Limited", "Ltd": "Limited", "Co.": "Company", "Bros.": "Brothers",
    "Jr.": "Junior", "Jr": "Junior", "Sr.": "Senior", "Sr": "Senior", "Ph.D.": "P H D", "PhD": "P H D", "PhDs": "P H D's", "dept.": "department", "Dept.": "Department", "govt.": "government", "Gov't": "government", "gov't": "government", "max.": "maximum", "min.": "minimum", "avg.": "average", "incl.": "including", "excl.": "excluding", "misc.": "miscellaneous", "P.S.": "P S", "a.k.a.": "also known as", "aka": "also known as",
    "Univ.": "University", "Assn.": "Association", "Ave.": "Avenue", "Ave": "Avenue", "Blvd.": "Boulevard", "Blvd": "Boulevard", "Rd.": "Road", "Hwy.": "Highway", "Apt.": "Apartment", "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December", "Mon.": "Monday", "Tue.": "Tuesday", "Tues.": "Tuesday", "Wed.": "Wednesday", "Thu.": "Thursday", "Thurs.": "Thursday", "Fri.": "Friday", "Int'l": "International", "nat'l": "national", "yr.": "year", "yrs.": "years", "asap": "A S A P", "mins.": "minutes", "hrs.": "hours", "w/": "with", "vol.": "volume",
}  # fmt: skip
DOTTED = frozenset(re.split(r"[. ]", sign)[0] for sign in (*_COUNTED, *_ANYWHERE) if sign[:1].islower())


def _any_of(table: dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(table, key=lambda word: (-len(word), word)))


@rule("title", "A", rf"(?<![\w.])(?P<title>{_any_of(_TITLES)}) (?=[A-Z])")
def title(match: re.Match[str]) -> str | None:
    """A title before a name; *St.* after a name is a street.

    >>> title.read("Mr. Smith, Dr. Jones, St. Louis, Sen. Warren")
    'Mister Smith, Doctor Jones, Saint Louis, Senator Warren'
    """
    if match["title"].startswith("St") and _STREET.search(match.string[max(0, match.start() - 20) : match.start()]):
        return "Street "
    return _TITLES[match["title"]] + " "


_STREET = re.compile(r"(?:\d(?:st|nd|rd|th)?|(?<!\w)(?!In |At |The |From |Near |To |By |And |Of |For )[A-Z][a-z]+|first|second|third|[a-z]th) \Z")


@rule("street", "A", r"(?<!\w)(?P<street>St|Dr|Ave)\.(?= [a-z]|,|\Z)")
def street(match: re.Match[str]) -> str | None:
    """A street after its name.

    >>> street.read("on Main St. in town, Sunset Dr.")
    'on Main Street in town, Sunset Drive.'
    """
    dot = "." if match.end() == len(match.string) else ""
    return {"St": "Street", "Dr": "Drive", "Ave": "Avenue"}[match["street"]] + dot


@rule("counted", "aA#§", rf"(?<!\w)(?P<sign>{_any_of(_COUNTED)}) ?(?=\d)")
def counted(match: re.Match[str]) -> str | None:
    """An abbreviation before a number.

    >>> counted.read("No. 5, p. 12, v2.1")
    'number 5, page 12, version 2.1'
    """
    sign = match["sign"]
    if sign == "v" and (match[0].endswith(" ") or not re.match(r"\d+\.\d", match.string[match.end() : match.end() + 6])):
        return None
    if sign == "No" or (sign == "no." and not match[0].endswith(" ")):
        return None
    return _COUNTED[sign] + " "


@rule("abbreviation", "aA", rf"(?<![\w'-])(?P<sign>{_any_of(_ANYWHERE)})(?!\w)")
def abbreviation(match: re.Match[str]) -> str | None:
    """An abbreviation anywhere.

    >>> abbreviation.read("AI vs. man, e.g. here, Apple Inc. said, etc.")
    'AI versus man, for example here, Apple Incorporated said, et cetera.'
    """
    sign = match["sign"]
    rest = match.string[match.end() :]
    if sign in {"est.", "min.", "max.", "v.", "cf.", "avg.", "yr."} and not rest.strip(" "):
        return None
    dot = "." if sign.endswith(".") and (not rest or rest[0] in '"”' or (sign == "etc." and rest[1:2].isupper())) else ""
    return _ANYWHERE[sign] + dot


@rule("initial", "A", r"(?<!\w)(?P<letter>[A-Z])\.(?= (?P<next>[A-Z]\.|[A-Z][\w'-]+))")
def initial(match: re.Match[str]) -> str | None:
    """An initial before a name loses its dot.

    >>> initial.read("George W. Bush, J. K. Rowling, vitamin C. He said")
    'George W Bush, J K Rowling, vitamin C. He said'
    """
    before = match.string[max(0, match.start() - 20) : match.start()].rstrip().rsplit(" ", 1)[-1]
    if match["next"] in _STARTERS or (before and (len(before) == 1 or not (before[0].isupper() or before in _INTRODUCING))):
        return None
    return match["letter"]


_STARTERS = frozenset("He She It The A An They We You I But And In On At For This That These Those His Her Its Their However Then".split())
_INTRODUCING = frozenset("by of with and to for from says said".split())

RULES = (title, street, counted, abbreviation, initial, fixed, name_with_figures, figures_letters, dotted, joined, acronym, within)
