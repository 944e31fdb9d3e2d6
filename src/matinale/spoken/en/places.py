"""Places: streets, states, directions, the state of a politician."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import STREET, any_of
from matinale.spoken.marks import text_before
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule

_RULES = rules_for("en")

_STREETS = {"St": "Street", "Dr": "Drive", "Ave": "Avenue", "Ln": "Lane", "Ct": "Court", "Pl": "Place", "Cir": "Circle",
            "Ter": "Terrace", "Pkwy": "Parkway", "Sq": "Square", "Fl": "Floor", "fl": "floor"}  # fmt: skip


@rule(
    "street",
    "Aa",
    r"(?<!\w)(?P<street>St|Dr|Ave|Ln|Ct|Pl|Cir|Ter|Pkwy|Sq|Fl|(?<=(?:st|nd|rd|th) )fl)\.(?= [a-z]|[,;:)!?]|\Z)",
)
def street(match: re.Match[str]) -> str | None:
    """A street after its name, a floor after its number.

    >>> street.read("on Main St. in town, Sunset Dr."), street.read("at 12 Oak Ln., 2nd Fl., the Pl. team")
    ('on Main Street in town, Sunset Drive.', 'at 12 Oak Lane, 2nd Floor, the Pl. team')
    """
    name = match["street"]
    if name not in {"St", "Dr", "Ave"} and not _NAMED.search(text_before(match.string, match.start(), 24)):
        return None
    dot = "." if match.end() == len(match.string) else ""
    return _STREETS[name] + dot


_NAMED = re.compile(r"(?:(?<!\w)[A-Z][\w']+|\d(?:st|nd|rd|th)) \Z")


@rule(
    "street-plain",
    "A",
    r"(?<!\w)(?P<street>St|Dr|Rd)(?=[,;:)!?]|\.?\Z| [a-z])",
)
def street_plain(match: re.Match[str]) -> str | None:
    """A street without the dot, as the British write it.

    >>> street_plain.read("on the High St are, down St John St towards, 5 St Mary's Dr, opposite, a St, Dr")
    "on the High Street are, down St John Street towards, 5 St Mary's Drive, opposite, a St, Dr"
    """
    if not _NAME_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    return {"St": "Street", "Dr": "Drive", "Rd": "Road"}[match["street"]]


_NAME_BEFORE = re.compile(r"(?<!\w)(?!(?:The|A|An|And|In|On|At|Of|To|By|With|From|For) )[A-Z][a-z]{2,}(?:['’]?s)? \Z")
WAYS = {"N": "North", "S": "South", "E": "East", "W": "West"}


@rule(
    "street-way",
    "A",
    rf"(?:(?<=\d )|(?<!\w)(?=[NSEW]\. \d)|(?<=[Tt]he )|(?<=on )|(?<=at ))(?P<way>[NSEW])\.? (?={STREET})"
    r"|(?<!\w)(?P<side>[NSEW])\. (?=\d{1,3}(?:st|nd|rd|th)(?!\w))",
)
def street_way(match: re.Match[str]) -> str:
    """The side of town in an address.

    >>> street_way.read("at 100 N. Calvert St., under W. 9th St., Grade 5 N. Smith")
    'at 100 North Calvert St., under West 9th St., Grade 5 N. Smith'
    """
    return WAYS[match["way"] or match["side"]] + " "


_WITH_SIDES = "Korea|Africa|America|Carolina|Dakota|Virginia|Bank|Texas|Europe|Asia|Sudan|Ossetia|Vietnam|Atlantic|Pacific|Yorkshire|London|Wales|Sussex|Antrim|Florida|California|Jersey|Germany|Berlin"


@rule("side-of", "A", rf"(?<!\w)(?P<way>[NSEW])\.? (?=(?P<place>{_WITH_SIDES}|Ireland)(?!\w))")
def side_of(match: re.Match[str]) -> str:
    """A part of a country, or a country that has one for its name.

    >>> side_of.read("N. Korea, in N Wales, in S. Texas, N. Ireland, N. Scott")
    'North Korea, in North Wales, in South Texas, Northern Ireland, N. Scott'
    """
    ending = "ern" if match["place"] == "Ireland" else ""
    return f"{WAYS[match['way']]}{ending} "


STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois",
    "Ind.": "Indiana", "Kan.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana", "Md.": "Maryland",
    "Mass.": "Massachusetts", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.H.": "New Hampshire", "N.J.": "New Jersey",
    "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina", "N.D.": "North Dakota", "Okla.": "Oklahoma",
    "Ore.": "Oregon", "Pa.": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina",
    "S.D.": "South Dakota", "Tenn.": "Tennessee", "Vt.": "Vermont", "Va.": "Virginia", "Wash.": "Washington",
    "W.Va.": "West Virginia", "W. Va.": "West Virginia", "Wis.": "Wisconsin", "Wyo.": "Wyoming", "Ont.": "Ontario",
    "Que.": "Quebec", "B.C.": "British Columbia",
}  # fmt: skip
POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana",
    "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}


@rule(
    "party",
    "A",
    rf"(?:(?<=\()|(?<=, ))(?P<party>[DRI])-(?P<state>{any_of(POSTAL)}|{any_of(STATES)}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[),])",
)
def party(match: re.Match[str]) -> str:
    """An American politician's party and state.

    >>> party.read("(D-Calif.), (R-OH), Angus King, I-Maine, agreed")
    '(Democrat of California), (Republican of Ohio), Angus King, Independent of Maine, agreed'
    """
    state = match["state"]
    return f"{_PARTIES[match['party']]} of {POSTAL.get(state) or STATES.get(state, state)}"


@rule("state-postal", "A", rf"(?P<state>{any_of(POSTAL)})(?=[,.;:)!?]|\Z| \d{{5}})(?!\.\w)")
def state_postal(match: re.Match[str]) -> str | None:
    """A state by its two letters, after a town.

    >>> state_postal.read("in Boise, ID, in Tulsa, OK. Is it OK?")
    'in Boise, Idaho, in Tulsa, Oklahoma. Is it OK?'
    """
    return POSTAL[match["state"]] if _TOWN.search(match.string[max(0, match.start() - 24) : match.start()]) else None


_TOWN = re.compile(r"(?<!\w)[A-Z][\w'.-]*[a-z], \Z")


@rule(
    "compass",
    "A",
    r"(?<!\w)(?:NE|NW|SE|SW)(?= of | winds?(?!\w))|[NSEW](?= winds?(?!\w))|(?:(?<=[Ww]ind )|(?<=[Ww]inds ))(?:[NS]?[EW]|[NS])(?= at \d| \d)",
)
def compass(match: re.Match[str]) -> str:
    """A direction.

    >>> compass.read("35 miles NW of here, wind SW at 10 mph, winds N 15 mph")
    '35 miles northwest of here, wind southwest at 10 mph, winds north 15 mph'
    """
    return "".join(WAYS[letter].lower() for letter in match[0])


_PLACED = re.compile(r"(?:[A-Z]{3}, |(?<!\w)Co\., |[a-z]['’]?s?, |(?<!\w)[DRI]-)\Z")
_NO_WORDS = frozenset(
    "Ala. Ariz. Ark. Calif. Colo. Conn. Fla. Ga. Kan. Ky. Md. Mich. Minn. Mont. Neb. Nev. Okla. Pa. Tenn. Va. Vt. Wis. Wyo. Ont. Que.".split()
)
_BODY = re.compile(
    r" (?:State Police|Department of|Supreme Court|Senate|House|Legislature|Turnpike|Gov\.|Sen\.|Rep\.)(?!\w)"
)
_INSIDE = re.compile(
    r"(?<!\w)(?:in|to|from|and|or|across|of|hits?|into|over|near|around|toward) \Z"
)  # before a state of two letters, which nothing else is

_PART_OF = re.compile(
    r"(?<!\w)(?:[cC]entral|[uU]pstate|[dD]ownstate|[rR]ural|[sS]uburban|(?:[nN]orth|[sS]outh)(?:east|west)?(?:ern)?|(?:[eE]ast|[wW]est)ern) \Z"
)


@rule("state", "A", rf"(?<!\w)(?P<state>{any_of(STATES)})(?P<dot>(?=[\"”]?\Z))?(?!\w)")
def state(match: re.Match[str]) -> str | None:
    """An American state after a town or a party.

    >>> state.read("in Phoenix, Ariz., near Salem, Ore., (D-Calif.), Albany, N.Y., in 44 B.C.")
    'in Phoenix, Arizona, near Salem, Oregon, (D-California), Albany, New York, in 44 B.C.'
    """
    before = match.string[max(0, match.start() - 14) : match.start()]
    alone = match["state"][1:2] == "." or match["state"] in _NO_WORDS
    lettered = match["state"] != "B.C." and ((alone and _INSIDE.search(before)) or _PART_OF.search(before))
    if not (_PLACED.search(before) or lettered or _BODY.match(match.string, match.end())):
        return None
    ends = match["dot"] is not None or (lettered and opens_sentence(match.string, match.end(), _RULES))
    return STATES[match["state"]] + ("." if ends else "")


@rule(
    "highway-way",
    "A",
    r"(?<=\d )(?P<way>[NSEW])(?:\.(?= [a-z]|[,;)])|(?= (?:at|near|in|on|past|between|from|to|toward|just|after|before)\b|[,;)]))",
)
def highway_way(match: re.Match[str]) -> str | None:
    """Where a highway leads.

    >>> highway_way.read("a crash on I-95 N. near Dover, US 41 S, Route 9 W at Main, Gate 12 N, near")
    'a crash on I-95 north near Dover, US 41 south, Route 9 west at Main, Gate 12 N, near'
    """
    highway = _HIGHWAY.search(text_before(match.string, match.start(), 16))
    return WAYS[match["way"]].lower() if highway else None


_HIGHWAY = re.compile(
    r"(?<!\w)(?:(?:I|US|U\.S\.|SR)[ -]|(?:Routes?|Rtes?\.?|Rt\.|Highway|Hwy\.?|Interstate) )\d{1,3} \Z"
)
RULES = (highway_way, street_way, side_of, party, state_postal, compass, state, street, street_plain)
