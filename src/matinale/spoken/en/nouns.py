"""What stands around a quantity: whether it qualifies a noun (a $500 million deal), whether a scale counts one (3m homes)."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def attributive(match: re.Match[str], first: int | None = None) -> bool:
    """Whether a quantity stands before a noun as its adjective: a $500 million deal, a 75 kWh battery.

    `first`: where the first of several begins (the 2 GB and 4 GB models).
    """
    text, end = match.string, match.end()
    start = match.start() if first is None else first
    if _DEAL.match(text, end) or _THING.match(text, end) or _HYPHENED.match(text, end):
        return True
    before = _FIRST_OF_RANGE.sub("", text[max(0, start - 40) : start])
    if _HOME.match(text, end):
        return ARTICLE.search(before) is not None
    if NEXT_NAME.match(text, end):
        return bool(
            _ONE.search(before)
            or _NAMED_THING.match(text, end)
            or (_LAST_NAME.match(text, end) and ARTICLE.search(before))
        )
    return bool((_NEXT_NOUN.match(text, end) or _NEXT_MEASURE.match(text, end)) and ARTICLE.search(before))


_FIRST_OF_RANGE = re.compile(r"(?:(?<![\w.,])\d[\d.,]{0,8}(?:[-–]| to )|~)\Z")
_HOME = re.compile(r", \d[\d,.]*-?(?:BR|bed|bath|room|sq|acre|foot|story)")
ARTICLE = re.compile(
    r"(?:(?<!\w)(?:an?|another|every|each|this|that|new|the|its|his|her|their|our|my|your)|'s) "
    r"(?:(?:new|famous|popular|signature|monthly|annual|weekly|original|initial|estimated|additional|extra|second|third|first|massive|record|huge|single|proposed|planned|separate|whole|full|final|total|[\w.-]+-[\w-]+),? ){0,2}\Z",
    re.I,
)
_NEXT_NOUN = re.compile(
    r" (?!(?:in|of|for|on|at|to|and|or|per|by|from|with|a|an|the|is|was|are|were|as|that|when|after|before|more|less|each|every"
    r"|it|he|she|they|we|you|who|which|has|had|have|will|would|could|can (?:be|also|not|now|only)|may|might|should|must|but|so|if|than|while|because|not|now|then"
    r"|ago|away|later|earlier|alone|apart|annually|already|along|across|into|over|under|above|below|behind|beyond|down|up|off|out|around|since"
    r"|between|through|within|without|until|till|via|last|next|spent|lost|made|paid|won|sent|held|put|left|came|went|goes|worth"
    r"|north|south|east|west|today|yesterday|tomorrow|(?!(?:s|f|sp|n|d|br|b)eed\b|shed\b|bed\b|red\b)[a-z]+ed|[a-z]+ly)\b)[a-z]{2,}"
)
# A name is one: a $1.5B Navy contract, the $12 Malbec; but: the $12 million Apple paid.
NEXT_NAME = re.compile(
    r" (?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|In|The|And|But|For|At|On|By|To|Of|As|Is|Was|Will|After|Before|From|With|Over|More|A|An)(?!\w))[A-Z]\w+"
)
# the £12bn NHS budget, the £1.3bn A303 tunnel
_NAMED_THING = re.compile(
    r" [A-Z][A-Z0-9]{1,5} (?!(?:of|and|or|but|is|was|has|had|in|at|on|by|from|with|as|when|after|before|than|said|says)\b)[a-z]+(?<!ed)(?<!s)(?= |[.,;:])(?! (?:a|an|the|to|for|in)\b)"
)
_LAST_NAME = re.compile(r" [A-Z]\w+(?=[.,;:!?]|\Z)")
_ONE = re.compile(r"(?<!\w)(?:an?|another|its|his|her|their|our|my) \Z", re.I)
# What an amount stands before even without an article, as in a headline.
_DEAL = re.compile(
    r" (?:(?:aid|rescue|spending|tax|border|stimulus|defense|infrastructure|climate|health|housing|farm|relief|trade|merger|construction|debt|share|arms) )?"
    r"(?:deal|fund|bill|loan|bid|plan|contract|budget|package|fine|settlement|investment|acquisition|takeover|merger|bet|boost"
    r"|valuation|offer|project|lawsuit|grant|prize|bailout|buyback|buyout|share sale|stake|transfer|mansion|factory|plant"
    r"|campaign|programme|program|scheme|pledge|order|facility|bond|note|funding round|round|raise|bonus(?:es)?|salar(?:y|ies)|payday|payout|check|cheque|donation|tax credit|windfall|shortfall|question|earbud|headphone|laptop|speaker|tablet|smartwatch(?:es)?|ticket|sneaker|iPhone|iPad|iMac|MacBook|PlayStation|Xbox|Kindle|gift card|coupon)s?\b"
)
# What a measure stands before even without an article.
_THING = re.compile(
    r" (?:tailbacks?|queues?|stretch|detour|read|walk|drive|listen|watch|ride|run|chips?|screens?|batter(?:y|ies)|laptops?|phones?|displays?|vinyl|singles?|LPs?|records?|pizzas?|pipes?|parts|cameras?|lens(?:es)?|nodes?|can|bottles?|jars?|bags?|film|stock|rounds?|shells?|cannons?|guns?|doses?|tablets?|pills?|capsules?|TV|TVs|monitor|MacBook|iMac|iPad)\b"
)
# a $400,000 30-year mortgage, a $1M+ budget
_NEXT_MEASURE = re.compile(
    r" \d{1,4}(?:\.\d)?-(?:year|month|week|day|hour|minute|mile|inch|foot|acre|unit|room|bed(?:room)?|seat|page|person|story)(?!\w)|\+ [a-z]{3}"
)
_HYPHENED = re.compile(
    r"-(?:(?:an?|per)-[a-z]|off\b|plus (?!(?:to|in|and|for|on|from|at|of|is|was)\b)[a-z])"
)  # a £50-a-week cut


# The name of a street, as it stands in an address.
STREET = (
    r"(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))(?: [A-Z][a-z]+)?"
    r" (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Pl|Place|Way)(?!\w)"
)
# What follows a number of millions: a plural, at once or after one adjective.
COUNTED = (
    r"\+?(?: (?!(?:of|from|above|below|to|in|at|on|for|and|or|by|with|across|less|tall|wide|high|deep|long|thick|away|apart"
    r"|behind|ahead|is|was|has|as|its|his|this|us|the|an?)\b)[A-Za-z][a-z-]+)?"
    r" (?:people|men(?!')|women(?!')|children|sq\.? |km\b|square |cubic |a (?:year|month|week|day)\b|(?:have|are|were|fled|live|vote|of (?:them|us|whom))\b"
    r"|(?!(?:used|needed|raised|based|shed|speed|bed|red|led)\b)[a-z]+ed\b|(?!(?:is|was|has|as|its|his|this|us|across|less|hurdles|towards|models?|class|always)\b)[A-Za-z][a-z-]*s\b)"
)

PLURAL_NOUN = re.compile(
    r" (?!(?:was|is|has|as|this|his|its|us|campaigns|Olympics|Games|elections|finals|plans|results|sales|profits|revenues|margins|earnings|forecasts|estimates|budgets|deliveries|targets|figures|rankings|across|unless|besides|towards|afterwards)\b)[a-z]{2,}s\b"
)
