"""Abbreviations that only their neighbours explain: Rev. rose, 9th Cir., the 18th c., mid-Oct., 2-0 at HT."""

from __future__ import annotations

import re

from matinale.spoken.en.calendar import MONTHS
from matinale.spoken.en.numbers import cardinal, ordinal
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule

_RULES = rules_for("en")


@rule(
    "reported",
    "A",
    r"(?<![\w.])(?:(?P<revenue>Revs?\.)(?= (?:rose|fell|grew|was|were|came|hit|jumped|climbed|beat|missed|dropped|slid|up|down|of|growth|guidance|per)\b|:? ?[+$€£–-])"
    r"|(?P<adjusted>Adj\.) (?=EBITDA|EPS|EBIT|net|operating|income|earnings|gross|FCF|free|profit|loss|margin|diluted|revenue))",
)
def reported(match: re.Match[str]) -> str:
    """What a company's results shorten.

    >>> reported.read("Rev. rose 12%, Adj. EBITDA was flat, Rev. Jones")
    'Revenue rose 12%, Adjusted EBITDA was flat, Rev. Jones'
    """
    if match["adjusted"]:
        return "Adjusted "
    return "Revenues" if match["revenue"].startswith("Revs") else "Revenue"


@rule("court", "A", r"(?<=\d(?:st|nd|rd|th) )(?P<body>Cir|Amend)\.(?=(?P<end>[\"”]?\Z))?")
def court(match: re.Match[str]) -> str:
    """After an ordinal: a federal court, an amendment.

    >>> court.read("the 9th Cir. ruled, under the 14th Amend.")
    'the 9th Circuit ruled, under the 14th Amendment.'
    """
    ends = match["end"] is not None or opens_sentence(match.string, match.end(), _RULES)
    return {"Cir": "Circuit", "Amend": "Amendment"}[match["body"]] + ("." if ends else "")


@rule("century", "9", r"(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]c\.(?!\w)(?P<end>[\"”]?\Z)?")
def century(match: re.Match[str]) -> str:
    """A century after its ordinal.

    >>> century.read("an 18th c. manor, a late-19th-c. wing, from the 3rd c.")
    'an eighteenth century manor, a late-nineteenth century wing, from the third century.'
    """
    return f"{ordinal(int(match['number']))} century" + ("." if match["end"] is not None else "")


@rule(
    "part-of-century",
    "aA",
    r"(?<!\w)(?P<part>[Mm]id|[Ee]arly|[Ll]ate)-(?P<number>\d{1,2})(?:st|nd|rd|th)(?P<short>-c\.)?(?!\w)",
)
def part_of_century(match: re.Match[str]) -> str:
    """A part of a century.

    >>> part_of_century.read("the mid-17th century, a late-19th-c. wing")
    'the mid seventeenth century, a late nineteenth century wing'
    """
    return f"{match['part']} {ordinal(int(match['number']))}" + (" century" if match["short"] else "")


@rule(
    "part-of-month",
    "aA",
    r"(?<!\w)(?P<part>[Mm]id|[Ee]arly|[Ll]ate)-(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\w)(?:\.(?P<end>[\"”]?\Z)?)?",
)
def part_of_month(match: re.Match[str]) -> str:
    """A part of a month.

    >>> part_of_month.read("by mid-Oct. at most, in late-Feb.")
    'by mid October at most, in late February.'
    """
    name = next(each for each in MONTHS if each.startswith(match["month"][:3]))
    return f"{match['part']} {name}" + ("." if match["end"] is not None else "")


@rule("aggregate", "a", r"(?<!\w)(?:agg\.? (?=\d)|(?<=\d )agg\.?(?!\w))")
def aggregate(match: re.Match[str]) -> str:
    """The sum of two matches.

    >>> aggregate.read("3-1 (agg. 6-3), 6-3 agg")
    '3-1 (on aggregate 6-3), 6-3 on aggregate'
    """
    return "on aggregate " if match[0][-1] == " " else "on aggregate"


@rule("least", "A", r"(?<!\w)(?P<end>Min|Max)\. (?=[a-z]{3})")
def least(match: re.Match[str]) -> str:
    """The least, or the most, that a shop takes.

    >>> least.read("Min. order is two crates")
    'Minimum order is two crates'
    """
    return {"Min": "Minimum ", "Max": "Maximum "}[match["end"]]


@rule("pages-after", "9", r"(?P<page>\d{1,4}) ?ff(?!\w)(?:\.(?! [A-Z]|\Z))?")
def pages_after(match: re.Match[str]) -> str | None:
    """The pages after one.

    >>> pages_after.read("pp. 31 ff.; see p. 12ff. there, 3 ff")
    'pp. thirty-one and following; see p. twelve and following there, 3 ff'
    """
    paged = _PAGE.search(match.string, max(0, match.start() - 8), match.start())
    return f"{cardinal(int(match['page']))} and following" if paged else None


_PAGE = re.compile(r"(?<!\w)(?:pp?\.? ?|pages? |§§? ?)\Z")


@rule("half-time", "A", r"(?:(?<=at )|(?<=by )|(?<=before )|(?<=since ))HT(?!\w)")
def half_time(_match: re.Match[str]) -> str:
    """Half-time of a match.

    >>> half_time.read("2-0 up at HT, an HT mast")
    '2-0 up at half-time, an HT mast'
    """
    return "half-time"


@rule("margin-of-error", "A", r"(?<!\w)Mo?E(?= ?:? (?:of )?(?:±|\+/-))")
def margin_of_error(_match: re.Match[str]) -> str:
    """What a poll may be off by; elsewhere a mixture of experts.

    >>> margin_of_error.read("(MoE ±3.1 pts), an MoE model")
    '(margin of error ±3.1 pts), an MoE model'
    """
    return "margin of error"


@rule("walkover", "a", r"(?<!\w)w/o(?=(?P<end>[.,;)]|\Z)| (?:in|on|after|over|and|as|when)\b)")
def walkover(match: re.Match[str]) -> str | None:
    """A match that the other side did not play; elsewhere *without*.

    >>> walkover.read("won by w/o, beat Silva w/o., w/o a word, advanced by w/o in the final")
    'won by walkover, beat Silva by walkover., w/o a word, advanced by walkover in the final'
    """
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _WON_BY.search(before):
        return "walkover"
    return "by walkover" if match["end"] is not None and _OPPONENT.search(before) else None


_WON_BY = re.compile(r"\b(?:[wW][io]ns?|advance[ds]?|lost|through|progressed|victory|went out) by \Z")
_OPPONENT = re.compile(r"(?:(?<!\w)[A-Z][\w'-]+,? |\d )\(?\Z")


DOTTED = frozenset({"agg", "c"})
RULES = (
    least,
    walkover,
    reported, court, century, part_of_century, part_of_month, aggregate, pages_after, half_time, margin_of_error,
)  # fmt: skip
