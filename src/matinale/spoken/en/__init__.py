"""English: the table of rules, in order. American by default; a tag of the Commonwealth changes dates and *and*."""

from __future__ import annotations

import re

from matinale.spoken import pauses
from matinale.spoken.en import (
    abbreviations,
    acronyms,
    calendar,
    clipped,
    clock,
    doubts,
    figures,
    fractions,
    measures,
    money,
    names,
    numbers,
    phones,
    places,
    ranges,
    ranks,
    records,
    references,
    science,
    shortened,
    symbols,
    units,
)
from matinale.spoken.language import Language
from matinale.spoken.rules import Rule, Scanner, by_start
from matinale.spoken.web import WebWords, web_rules


def _figures(digits: str) -> str:
    """The figures of an address or a hashtag: a year where they can be one."""
    year = len(digits) == len("2026") and digits[:2] in {"19", "20"}
    return numbers.say_year(int(digits)) if year else numbers.say_number(digits)


_WEB = WebWords(
    dot="dot", at="at", dash="dash", plus="plus", underscore="underscore", hashtag="hashtag", handle="at",
    spell=acronyms.spelled, number=_figures,
)  # fmt: skip


def _table(*, british: bool) -> tuple[Rule, ...]:
    return (
        *web_rules(_WEB),
        *phones.RULES,
        *science.RULES,
        *references.RULES,
        *shortened.RULES,
        calendar.numeric(day_first=british),
        *clock.RULES,
        *calendar.RULES,
        ranks.infusion,
        ranks.roman_year,
        ranks.trial_phase,
        ranks.roman_range,
        ranks.graded,
        ranks.roman_also,
        ranks.roman,
        ranks.side,
        ranks.roman_small,
        *abbreviations.RULES_FIRST,
        *places.RULES,
        *abbreviations.RULES,
        *clipped.RULES,
        *names.RULES_FIRST,
        *money.RULES_FIRST,
        figures.multitude,
        *measures.RULES,
        *units.RULES_FIRST,
        *money.RULES,
        *units.RULES,
        *money.RULES_LAST,
        *units.RULES_LAST,
        *names.RULES,
        *acronyms.RULES,
        *ranks.RULES,
        *records.RULES,
        *fractions.RULES,
        *figures.RULES_FIRST,
        *ranges.RULES,
        *figures.RULES,
        *symbols.RULES,
        *pauses.RULES,
    )


RULES = _table(british=False)

_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿ\u0100-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff"
_TITLES = r"Rs(?= \d)|Co(?= [CDA-Z])|Mrs?|Dr|Prof|No(?= \d)|St|Jr|Sr|Inc|Corp|Ltd|Blvd|Ave|PhDs?|Cllrs?|Sgt|Supt|Insp|Cpl|Capt|Rev'?d|Mk(?= [IVX\d])|(?<=\()(?:Lab|Con|Ind|Lib Dem)(?=[,)])|Gen(?= Sir)|(?:Rev|Lt|Col|Maj|Mt|Sen|Gov)(?= [A-Z])|Utd|Tkts?|Cttee|Mtg|Avg|Dept|Univ|Engrs|Ln|Rd|Dist(?= Court)|Div(?= \d)|Govt|Yrs?|Det|Ald|Jas|Wm|Weds|Pt(?= \d)|Ch(?= \d)|(?:Mon|Tue|Wed|Thur|Fri|Sat|Sun)s?(?=[ .,;:!?)'])|(?:Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)(?=[ .,;:!?)])|Vol(?= [IVX\d])|Rt(?= Hon)|Sgr(?= A)|Gov't|Int'l|Nat'l|Sec'y|Ass'n"
_SHORT = r"(?:https?|ftp|mailto)(?=:)|gpt(?=-[a-z0-9])|v(?= [A-Z])|vs|etc|aka|asap|[b-df-hj-np-tv-xz]{2,7}|eg|ie|approx|est(?= [12]\d)|ext(?= \d)|no(?= \d{1,3}(?:[.,;:)]|\Z))|p(?= \d{1,3}(?!\w))|localhost(?=:\d)|abt|acct|ald|cttee|dept|engrs|esp|govt|incl|lge|univ|wkdays|wkly|yrs?|min(?=[ .,;:])|att(?=\. ?\d)|(?<=\d )fav|(?<= )rd|(?<=, )avail|et(?= al\.)|nat'l|gov't|int'l|sec'y|ass'n"
_CANDIDATE = re.compile(
    rf"[^{_LETTERS}\s,.;:!?'-]"
    r"|\.(?=\.|NET\b|\d|(?<!\S\.)[a-z]{2,12}(?!\w|\.\w))|-(?=[\d\s$€£-]|\Z)|'(?=\d)"
    r"|[A-Z](?=[A-Z0-9.&+#/_·•°$*-]| ?& ?[A-Z])|[A-Z](?=![a-z])"
    r"|(?<=\d )[NSEW](?=[ ,;)])|(?<![^\W\d_])[Α-Ωα-ω](?! ?[Ͱ-Ͽἀ-῿])"
    r"|(?<!\w)(?:"
    r"[A-Z](?:(?=[a-z]{0,30}+[A-Z0-9(@/+#_–-]|[a-z]{1,6}+\.|[a-z]{7,30}+\.[a-z])|(?<=[IVX])(?!\w))"
    r"|(?:(?<=cene )|(?<=ages )|(?<=age )|(?<=part )|(?<=p\. ))[ivx]{2,6}(?!\w)"
    rf"|(?:{'|'.join(calendar.MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?= \d)"
    rf"|(?:{_TITLES})(?!\w)|(?:Mon|Tues?|Wed|Thu|Fri|Sat|Sun)(?=,? [\dA-Z–-])|(?:(?<=[CF] )|(?<=mph ))S(?:at|un)(?=[,.;])"
    r"|[a-z](?:(?=[a-z]{0,40}+(?:[^\sa-z,;:!?'….-]|\.[^\s»”\"]))|(?=[a-z]{0,6}+\.))[a-z]{0,40}+"
    rf"|(?:{_SHORT})(?!\w)"
    r"|(?<!['-])[a-z]{1,30}+(?=(?:-[a-z0-9]{1,30}){1,3}\.[a-z]{2}|-(?:\d|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\w)))"
    r")"
)
_COMMONWEALTH = ("GB", "UK", "IE", "AU", "NZ", "IN", "ZA")


def _plain(_out: list[str], said: str) -> str:
    return said


def _with_and(_out: list[str], said: str) -> str:
    return numbers.british(said)


def load(tag: str) -> Language:
    """The English rules for a region."""
    british = tag.replace("_", "-").upper().endswith(_COMMONWEALTH)
    dotted = abbreviations.DOTTED | shortened.DOTTED | clipped.DOTTED | units.DOTTED | science.DOTTED
    scanner = Scanner(_CANDIDATE, by_start(_table(british=british)), _with_and if british else _plain, dotted)
    return Language(tag, scanner, doubts.doubts)
