"""Abbreviations: Mr., St., No. 5, e.g., Inc., and the initials of a name."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import any_of
from matinale.spoken.en.numbers import SMALL
from matinale.spoken.en.places import POSTAL, STATES
from matinale.spoken.marks import text_before
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule
from matinale.spoken.tables import words

_TITLES = {
    "Mr.": "Mister", "Mgr.": "Manager", "Mr": "Mister", "Mrs.": "Missus", "Mrs": "Missus", "Ms.": "Ms", "Dr.": "Doctor",
    "Dr": "Doctor", "Prof.": "Professor", "Prof": "Professor", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative",
    "Gen.": "General", "Lt.": "Lieutenant", "Col.": "Colonel", "Capt.": "Captain", "Sgt.": "Sergeant",
    "Rev.": "Reverend", "Msgr.": "Monsignor", "Pfc.": "Private First Class", "Spc.": "Specialist", "Ens.": "Ensign", "Hon.": "Honorable",
    "Pres.": "President", "Fr.": "Father", "Sens.": "Senators", "Reps.": "Representatives", "Messrs.": "Messrs",
    "St.": "Saint", "St": "Saint", "Mt.": "Mount", "Mt": "Mount", "Ft.": "Fort", "Supt.": "Superintendent", "Maj.": "Major",
    "Adm.": "Admiral", "Cmdr.": "Commander", "Lt. Gov.": "Lieutenant Governor", "Lt. Col.": "Lieutenant Colonel",
    "Sec.": "Secretary", "Secy.": "Secretary", "Atty.": "Attorney", "Amb.": "Ambassador", "Cllr": "Councillor", "Cpl.": "Corporal",
    "Pvt.": "Private", "Brig.": "Brigadier", "Det.": "Detective", "Insp.": "Inspector", "Asst.": "Assistant",
    "Dep.": "Deputy", "Maj. Gen.": "Major General", "Atty. Gen.": "Attorney General", "Dist. Atty.": "District Attorney", "Asst. Dist. Atty.": "Assistant District Attorney", "Lt. Gen.": "Lieutenant General",
    "Lt Col": "Lieutenant Colonel", "Lt Gen": "Lieutenant General", "Sr.": "Sister",
    "Sgt": "Sergeant", "Supt": "Superintendent", "Insp": "Inspector", "Cpl": "Corporal", "Capt": "Captain", "Revd": "Reverend", "Rev'd": "Reverend", "Rev": "Reverend", "Maj Gen": "Major General", "Lt": "Lieutenant", "Col": "Colonel", "Maj": "Major", "Cllrs": "Councillors", "Sen": "Senator", "Gov": "Governor",
    "Jas.": "James", "Wm.": "William", "Chas.": "Charles", "Geo.": "George", "Thos.": "Thomas",
}  # fmt: skip
_COUNTED = {
    "No.": "number",
    "no.": "number",
    "Nos.": "numbers",
    "No": "number",
    "no": "number",
    "№": "number",
    "n°": "number",
    "p.": "page",
    "pp.": "pages",
    "vol.": "volume",
    "Vol.": "volume",
    "ch.": "chapter",
    "Ch.": "chapter",
    "Fig.": "figure",
    "fig.": "figure",
    "art.": "article",
    "Art.": "article",
    "pt.": "part",
    "Pt.": "part",
    "chap.": "chapter",
    "Chap.": "chapter",
    "sec.": "section",
    "Sec.": "section",
    "v": "version",
    "v.": "version",
    "ver.": "version",
    "#": "number",
    "§": "section",
    "ca.": "circa",
    "c.": "circa",
    "Ext.": "extension",
    "ext.": "extension",
    "ext": "extension",
    "approx.": "approximately",
    "Max.": "maximum",
    "Min.": "minimum",
    "b.": "born",
    "d.": "died",
    "fl.": "flourished",
    "Op.": "opus",
    "op.": "opus",
    "Ste.": "suite",
    "Bldg.": "building",
    "Rte.": "Route",
    "Rte": "Route",
    "Rm.": "room",
    "Figs.": "figures",
    "figs.": "figures",
    "Ep.": "episode",
    "ep.": "episode",
    "Eps.": "episodes",
    "Ver.": "version",
    "Arts.": "articles",
    "Cat.": "category",
    "wk": "week",
    "Wk": "week",
    "wk.": "week",
    "r.": "reigned",
    "Sect.": "section",
    "sect.": "section",
    "fn.": "footnote",
    "cl.": "clause",
    "Cl.": "clause",
    "sched.": "schedule",
    "Sched.": "schedule",
    "para.": "paragraph",
    "paras.": "paragraphs",
    "Iss.": "issue",
    "iss.": "issue",
    "§§": "sections",
    "¶": "paragraph",
    "¶¶": "paragraphs",
    "Rt.": "Route",
    "Rts.": "Routes",
}
_ANYWHERE = {
    "etc.": "et cetera", "etc": "et cetera", "vs.": "versus", "vs": "versus", "v.": "versus", "e.g.": "for example",
    "eg.": "for example", "i.e.": "that is", "ie.": "that is", "cf.": "compare", "et al.": "and others",
    "approx.": "approximately", "Approx.": "approximately", "est.": "established", "Inc.": "Incorporated",
    "Inc": "Incorporated", "Corp.": "Corporation", "Corp": "Corporation", "Ltd.": "Limited", "Ltd": "Limited",
    "Co.": "Company", "Bros.": "Brothers",
    "Jr.": "Junior", "Jr": "Junior", "Sr.": "Senior", "Sr": "Senior", "Ph.D.": "P H D", "PhD": "P H D",
    "PhDs": "P H D's", "Ph.D.s": "P H D's", "pts.": "points", "rebs.": "rebounds", "Avg.": "average", "Dist.": "District", "Twp.": "Township", "Esq.": "Esquire", "Natl.": "National", "Intl.": "International",
    "Attn.": "attention", "Jct.": "Junction", "JCT.": "Junction", "bdrm.": "bedroom", "bdrms.": "bedrooms", "dept.": "department", "Dept.": "Department", "govt.": "government", "Gov't": "government",
    "gov't": "government", "max.": "maximum", "min.": "minimum", "avg.": "average", "incl.": "including",
    "excl.": "excluding", "misc.": "miscellaneous", "P.S.": "P S", "a.k.a.": "also known as",
    "aka": "also known as", "y/y": "year over year", "YoY": "year over year", "yoy": "year over year",
    "q/q": "quarter over quarter", "QoQ": "quarter over quarter", "qoq": "quarter over quarter",
    "m/m": "month over month", "MoM": "month over month",
    "ft.": "featuring", "W/": "with", "b/w": "between", "y/o": "years old", "MoU": "M O U", "MoUs": "M O U's", "Est.": "established",
    "Univ.": "University", "univ.": "university", "Calif.": "California", "Fla.": "Florida", "Tenn.": "Tennessee", "Ariz.": "Arizona", "Okla.": "Oklahoma", "Conn.": "Connecticut", "Assn.": "Association", "Ave.": "Avenue", "Ave": "Avenue", "Blvd.": "Boulevard",
    "Blvd": "Boulevard", "Rd.": "Road", "Hwy.": "Highway", "Apt.": "Apartment", "Jan.": "January", "Apr.": "April",
    "Feb.": "February", "Aug.": "August", "Sept.": "September", "Oct.": "October", "Nov.": "November",
    "Dec.": "December", "Mon.": "Monday", "Tue.": "Tuesday", "Tues.": "Tuesday", "Wed.": "Wednesday",
    "Thu.": "Thursday", "Thurs.": "Thursday", "Fri.": "Friday", "Int'l": "International", "nat'l": "national",
    "yr.": "year", "yrs.": "years", "asap": "A S A P", "mins.": "minutes", "hrs.": "hours", "w/": "with",
    "vol.": "volume", "Sec. of": "Secretary of", "nr.": "near", "Dept": "Department", "apt.": "apartment", "Ch. Insp.": "Chief Inspector",
    "unch.": "unchanged", "ret.": "retired", "esp.": "especially", "feat.": "featuring", "dir. by": "directed by", "pkg.": "package",
    "pkgs.": "packages", "wk.": "week", "wks.": "weeks", "ep.": "episode", "eps.": "episodes", "b/c": "because", "Profs.": "Professors",
    "Q/Q": "quarter over quarter", "Y/Y": "year over year", "M/M": "month over month", "W/W": "week over week",
    "+ve": "positive", "addl.": "additional", "mtg.": "meeting", "mgmt.": "management", "Mgmt.": "Management",
    "qtr.": "quarter", "qtrs.": "quarters", "mfg.": "manufacturing", "Mfg.": "Manufacturing", "tix": "tickets", "intl.": "international",
    "natl.": "national", "Reg. (EU)": "Regulation E U", "M-F": "Monday to Friday", "M–F": "Monday to Friday",
    "Utd": "United", "tbsp.": "tablespoon", "tsp.": "teaspoon", "hon. sec.": "honorary secretary", "Hosp.": "Hospital", "avail.": "available", "avail": "available", "fav": "favourite",
    "rel.": "release", "pop.": "population", "jr. high": "junior high", "rd": "road",
    "Rt Hon": "Right Honourable", "Rt. Hon.": "Right Honourable", "TL;DR": "T L D R", "ICYMI": "I C Y M I", "btwn.": "between", "poss.": "possibly", "prob.": "probably", "Admin.": "Administration",
    "p.a.": "a year", "int'l": "international", "Nat'l": "National", "Sec'y": "Secretary", "sec'y": "secretary", "ass'n": "association", "Ass'n": "Association",
    "Ret.": "retired", "w/in": "within", "w/out": "without",
}  # fmt: skip
DOTTED = frozenset(re.split(r"[. ]", sign)[0] for sign in (*_COUNTED, *_ANYWHERE) if sign[:1].islower()) | {"ed"}


_RULES = rules_for("en")


_COUNTIES = (
    "Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Durham|Fermanagh|Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim"
    "|Limerick|Londonderry|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Tyrone|Waterford|Westmeath|Wexford|Wicklow"
)
# Whom and what a county has and a company has not.
_OF_COUNTY = (
    "[Ss]heriff|[Dd]eput(?:y|ies)|growers|farmers|ranchers|residents|voters|supervisors?|commissioners?|jail|courthouse|coroner"
    "|prosecutors?|district attorney|fairgrounds|fair|[Cc]ircuit [Cc]ourt|[Ss]uperior [Cc]ourt|[Bb]oard of [Ss]upervisors|seat"
)


@rule(
    "county",
    "A",
    rf"(?<!\w)Co\.?(?:(?P<before> )(?=(?:{_COUNTIES})(?!\w))|(?=, (?:{any_of(POSTAL.values())}|{any_of(STATES)})(?![\w'])|(?: [a-z]+)? (?:{_OF_COUNTY})(?!\w)))",
)
def county(match: re.Match[str]) -> str | None:
    """A county of Ireland, or Durham; after its name, one of the United States.

    >>> county.read("in Co. Clare, Co Meath, Smith & Co. Ltd, Story Co., Iowa, the L.A. Co. sheriff, Ford Motor Co. workers")
    'in County Clare, County Meath, Smith & Co. Ltd, Story County, Iowa, the L.A. County sheriff, Ford Motor Co. workers'
    """
    if match["before"]:
        return "County "
    before = text_before(match.string, match.start(), 20)
    return "County" if _COUNTY_NAME.search(before) and not _TRADE.search(before) else None


_TRADE = re.compile(
    r"\b(?:Foods?|Motors?|Insurance|Oil|Gas|Paper|Steel|Railroad|Railway|Trust|Bank|Brewing|Mining|Lumber|Coal|Manufacturing|Publishing|Press|Tea|Coffee"
    r"|Power|Electric|Light|Chemicals?|Holding|Trading|Construction|Supply|Tool|Energy|Water|Telephone|Drug|Dairy|Creamery|Tobacco|Furniture|Theater|Opera"
    r"|Shoe|Clothing|Candy|Baking|Fruit|Cattle|Land|Engineering|Machine|Pipe|Fire|Deere|Ford|Boeing) \Z"
)
_COUNTY_NAME = re.compile(r"(?<!& )(?<!\w)(?:[A-Z][a-z]+|(?:[A-Z]\.){2}) \Z")


@rule("title", "A", rf"(?<![\w.])(?P<title>{any_of(_TITLES)}) (?=[A-Z]|and [A-Z]|1st Class)")
def title(match: re.Match[str]) -> str | None:
    """A title before a name; *St.* after a name is a street.

    >>> title.read("Mr. Smith, Dr. Jones, St. Louis, Sen. Warren")
    'Mister Smith, Doctor Jones, Saint Louis, Senator Warren'
    """
    if match["title"] == "Dr." and match.start() and opens_sentence(match.string, match.end() - 1, _RULES):
        return "Drive. "
    if match["title"] == "Sr." and _JOB.match(match.string, match.end()):
        return "Senior "
    if match["title"] == "Sen" and _SURNAME.search(match.string[max(0, match.start() - 20) : match.end() + 8]):
        return None
    saint = _SAINTS_STREET.match(match.string, match.end())
    if (
        match["title"].startswith("St")
        and not saint
        and _STREET.search(match.string[max(0, match.start() - 20) : match.start()])
    ):
        return "Street. " if opens_sentence(match.string, match.end() - 1, _RULES) else "Street "
    return _TITLES[match["title"]] + " "


_JOB = re.compile(
    r"(?:[A-Z][\w/&-]* ){0,3}(?:S?VP|EVP|AVP|Vice President|Director|Manager|Engineer|Editor|Analyst|Developer|Designer|Scientist|Architect"
    r"|Advis[eo]r|Consultant|Counsel|Producer|Writer|Reporter|Correspondent|Fellow|Associate|Accountant|Buyer|Recruiter|Researcher"
    r"|Lecturer|Officer|Partner|Specialist|Technician|Planner|Strategist|Executive|Economist|Administrator|Coordinator|Nurse|Lead)s?(?!\w)"
)
_SURNAME = re.compile(r"\b(?:[A-Z][a-z]*|[Mm]r|Dr) Sen |\bSen (?:Gupta|Sharma|Yat|Foundation|Institute)")  # Amartya Sen
_SAINTS_STREET = re.compile(r"[A-Z][a-z]+(?:['’]?s)? (?:Pl|St|Ave|Rd|Ct|Ln|Dr|Sq|Street|Avenue|Place|Road|Square)\b")
_STREET = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|(?<!\w)(?!In |At |The |From |Near |To |By |And |Of |For )[A-Z][a-z]+|first|second|third|[a-z]th) \Z"
)


@rule(
    "counted",
    "aA#§¶",
    rf"(?<!\w)(?P<sign>{any_of(_COUNTED)}) ?(?=\d)|(?<!\w)(?P<roman>[VvPp]ol\.|[Cc]h\.|[Aa]rt\.|[Pp]t\.|Sec\.) (?=[IVX]{{1,7}}(?!\w))|(?<!\w)(?P<page>pp?\.) (?=[A-D]\d|[ivx]{{1,6}}(?!\w))|(?<!\w)(?P<appendix>[Aa]pp\.) (?=[A-H](?!\w))",
)
def counted(match: re.Match[str]) -> str | None:
    """An abbreviation before a number.

    >>> counted.read("No. 5, p. 12, v2.1, at No 10"), counted.read("No 10 people came"), counted.read("No 10 said")
    ('number 5, page 12, version 2.1, at number 10', 'No 10 people came', 'number 10 said')
    """
    sign = match["sign"]
    if match["appendix"]:
        return "appendix "
    if not sign:
        return _COUNTED[match["roman"] or match["page"]] + " "
    if sign == "§" and match.string.lower().endswith("section ", 0, match.start()):
        return ""
    if sign in {"Ch.", "ch."} and match.string.endswith("on ", 0, match.start()):
        return "channel "
    return None if _counts_nothing(match) else _COUNTED[sign] + " "


def _counts_nothing(match: re.Match[str]) -> bool:
    """Whether the sign is another word: twelve works of art. 3 are lost; No 10 people came."""
    sign, text, start, end = match["sign"], match.string, match.start(), match.end()
    if sign == "No":
        return not (_AMID.search(text_before(text, start, 3)) or _DOWNING_STREET.match(text, start))
    if sign == "v":
        return match[0].endswith(" ") or not re.match(r"\d+\.\d", text[end : end + 6])
    return (
        (sign == "art." and text.endswith("of ", 0, start))
        or (sign in {"b.", "d.", "fl.", "r."} and not _LIVED.match(text, end))
        or (
            sign in {"no.", "no"}
            and (not match[0].endswith(" ") or _REFUSED.search(text_before(text, start, 12)) is not None)
        )
    )


_LIVED = re.compile(r"[12]\d{3}(?!\w)|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_AMID = re.compile(r"[a-z],? \Z")
_REFUSED = re.compile(r"\b(?:said|says?|saying|answer(?:s|ed)|replied|voted) \Z")
_DOWNING_STREET = re.compile(
    r"No 1[01] (?:said|says|has|is|was|will|insisted|declined|denied|confirmed|insiders?|sources?|officials?|aides?|spokes|staff)"
)


@rule("edition", "a", r"(?<=(?:st|nd|rd|th) )ed\.(?= [a-z]|[,;:)]|(?P<end>\Z))")
def edition(match: re.Match[str]) -> str:
    """The edition of a book.

    >>> edition.read("the 2nd ed., the ed. team")
    'the 2nd edition, the ed. team'
    """
    return "edition." if match["end"] is not None else "edition"


@rule("abbreviation", "aA+", rf"(?<![\w'-])(?P<sign>{any_of(_ANYWHERE)})(?!\w)")
def abbreviation(match: re.Match[str]) -> str | None:
    """An abbreviation anywhere.

    >>> abbreviation.read("AI vs. man, e.g. here, Apple Inc. said, etc.")
    'AI versus man, for example here, Apple Incorporated said, et cetera.'
    """
    sign = match["sign"]
    rest = match.string[match.end() : match.end() + 4]
    if sign in {"est.", "Est."} and not _SINCE.match(match.string, match.end()):
        return _estimated(match)
    if sign in _UNLIKELY and not _UNLIKELY[sign].search(match.string[max(0, match.start() - 12) : match.end() + 3]):
        return None
    if sign == "y/o" and _AGED.match(match.string, match.end()):
        return "year old"
    ends = not rest or rest[0] in '"”' or (sign == "etc." and rest[1:2].isupper())
    if not ends and sign.lower() not in _GOING_ON:
        ends = opens_sentence(match.string, match.end(), _RULES)
    if (sign in _NOT_LAST and not rest.strip(" ")) or (ends and sign in _SELDOM_LAST and not _is_noun(match)):
        return None
    return _ANYWHERE[sign] + ("." if ends and sign.endswith(".") else "")


def _estimated(match: re.Match[str]) -> str:
    """What is estimated, or the estimate.

    >>> abbreviation.read("an est. 40 people, beat the $9B est., the Street's est. of 3%, sales beat est. by far, It beat est. Shares rose")
    "an estimated 40 people, beat the $9B estimate, the Street's estimate of 3%, sales beat estimates by far, It beat estimates. Shares rose"
    """
    text, start, end = match.string, match.start(), match.end()
    guess = _GUESS.search(text_before(text, start, 28)) if _GUESS_ENDS.match(text, end) else None
    word = (
        "estimated" if not guess else "estimates" if guess["many"] and not text.startswith(" of", end) else "estimate"
    )
    return word + ("." if opens_sentence(text, end, _RULES) or (guess and _CAPITAL.match(text, end)) else "")


# The guess of those who follow a company, as a noun: the 3% est., beat est.
_GUESS = re.compile(
    r"(?:(?<!\w)(?P<many>beat(?:s|ing)?|miss(?:ed|es|ing)?|top(?:s|ped|ping)?|above|below|than|exceed(?:s|ed|ing)?|met|meets?) (?:analyst |Street |consensus |Wall Street )?"
    r"|(?:(?:(?<!\w)(?:[tT]he|an?|its|their|prior|earlier|previous|latest|consensus|FactSet|LSEG|Bloomberg|Street)|(?<=\w)(?:'s|(?<=s)')) )(?:[$€£]?\d[\d.,]*(?:%|[BMKT]|[bmt]n)?(?: (?:[bm]illion|cents?))? )?)\Z"
)
_GUESS_ENDS = re.compile(
    r" (?:of|was|is|were|are|by|for|from|on|in|and|but|as|at|to|that|which)\b|[,;:)]|[\"”]?\Z| [A-Z][a-z]"
)
_CAPITAL = re.compile(r" [A-Z][a-z]")


# What must stand around those that are words or units elsewhere: a quip that was apt, Ave Maria, 12 ft.
_UNLIKELY = {
    "ft.": re.compile(r"(?:[a-z]|[,(]) ?ft\. [A-Z]"),
    "apt.": re.compile(
        r"(?i:(?<![a-z])(?:the|an|his|her|their|my|our|your|this|that|BR|studio|bedroom) apt\.(?:\Z|\W))"
    ),
    "Ave": re.compile(r"\w Ave(?!\w)"),
    "avail": re.compile(r", avail (?:n|f|i|\d|[A-Z])"),
    "Ret.": re.compile(r"[(,] ?Ret\.(?=[,)]|\Z)"),
    "p.a.": re.compile(r"(?:\d[a-zA-Z]{0,2}|%|cent|illion|thousand|dollars|euros|pounds),? p\.a\."),
    "rel.": re.compile(r"rel\. \d"),
    "pop.": re.compile(r"[,(] ?pop\. \d"),
    "rd": re.compile(r"\b(?:the|this|main) rd(?!\w)"),
    "fav": re.compile(r"\d fav(?!\w)"),
}
# At the end of a sentence these are words; some are nouns there after a determiner.
_NOT_LAST = frozenset({"min.", "max.", "v.", "cf.", "avg."})
_SELDOM_LAST = frozenset({"wk.", "yr.", "ret.", "ep.", "prob.", "poss.", "Admin."})
_DETERMINER = re.compile(r"(?:\bthis|\blast|\bnext|\bbest|\bper|\ba) \Z")


def _is_noun(match: re.Match[str]) -> bool:
    return _DETERMINER.search(text_before(match.string, match.start(), 8)) is not None


_SINCE = re.compile(r" (?:in )?(?:1[1-9]|20)\d\d(?!\d)")
_AGED = re.compile(r" (?!and |or |in |at |with |who |when |was |were |is |are |to )[a-z]{2,}")


# Before a name or a title, these do not end a sentence: cf. The Times.
_GOING_ON = words("""
e.g. eg. i.e. ie. cf. vs. v. approx. est. nr. incl. excl. univ. assn. avg. dept. a.k.a.
""") | {"sec. of", "ch. insp."}


@rule("against", "a", r"(?<!\w)v (?=[A-Z])")
def against(match: re.Match[str]) -> str | None:
    """Two sides.

    >>> against.read("England v India, v Big")
    'England versus India, v Big'
    """
    return "versus " if _SIDE.search(match.string[max(0, match.start() - 24) : match.start()]) else None


_SIDE = re.compile(r"(?<!\w)[A-Z][\w'.-]* \Z")


@rule(
    "initial",
    "A",
    r"(?<!\w)(?P<letter>[A-Z])\.(?= (?:(?P<next>[^\W\d_a-zß-öø-ÿ](?:\.|[\w'-]+))|(?:von|van|de|di|da|del|der|bin|ben|el|al)[ -]|(?P<bracket>\([^()]{1,40}\) [A-Z])))",
)
def initial(match: re.Match[str]) -> str | None:
    """An initial before a name loses its dot.

    >>> initial.read("George W. Bush, J. K. Rowling, she met H. Lutnick, vitamin C. Google said, so did I. Tesla fell")
    'George W Bush, J K Rowling, she met H Lutnick, vitamin C. Google said, so did I. Tesla fell'
    """
    if _TWO_INITIALS.match(match.string, match.end()):
        return match["letter"]
    before = match.string[max(0, match.start() - 20) : match.start()].rstrip().rsplit(" ", 1)[-1]
    if _IN_FIGURES.search(before) or (match["bracket"] and not _GIVEN_NAME.fullmatch(before)):
        return None
    following = (match["next"] or "").partition("'")[0].lower()
    if following in _RULES.starters or len(before) == 1 or before.lower() in _RULES.lettered:
        return None
    return None if match["letter"] == "I" and before[:1].islower() else match["letter"]


_IN_FIGURES = re.compile(rf"(?<![a-z])(?:{SMALL}|hundred)\Z")  # a model of seventy B. Meta said
_GIVEN_NAME = re.compile(r"[A-Z][a-zé'-]+")
_TWO_INITIALS = re.compile(r" [A-Z]\. [A-Z][a-z]")
RULES_FIRST = (county, title)
RULES = (against, counted, edition, abbreviation, initial)
