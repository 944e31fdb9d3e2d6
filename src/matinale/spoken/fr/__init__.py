"""French: the table of rules, in order. The first rule that has an answer speaks."""

from __future__ import annotations

import re

from matinale.spoken.fr import (
    abbreviations,
    acronyms,
    clock,
    dates,
    figures,
    inclusive,
    money,
    names,
    pauses,
    ranks,
    units,
    web,
)
from matinale.spoken.language import Language
from matinale.spoken.rules import Rule, Scanner, by_start

RULES: tuple[Rule, ...] = (
    *web.RULES,
    *inclusive.RULES,
    *figures.RULES_FIRST,
    *clock.RULES,
    *dates.RULES,
    *ranks.RULES,
    *abbreviations.RULES,
    *money.RULES,
    *units.RULES,
    *names.RULES,
    *acronyms.RULES,
    *figures.RULES,
    *pauses.RULES,
)

_LOWER = "a-zß-öø-ÿœ"
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_CANDIDATE = re.compile(
    "[0-9½¼¾⅓⅔⅛²³\ue000]"
    # a symbol: neither a letter, a space, nor plain punctuation
    rf"|[^\w\s,.;:!?'’…-]|_|…"
    r"|\.(?=\.|NET\b)|-(?=[\d\s-]|\Z)|(?<![^\s])-"
    # capitals, initials, capitals beside figures and signs; titles and abbreviations that look like words
    rf"|[{_UPPER}](?=[{_UPPER}0-9.&+#/_·•°-])|(?<!\w)[{_UPPER}](?=[{_LOWER}]{{0,30}}[{_UPPER}0-9·•°(@/+#_-]|[{_LOWER}]{{1,12}}\.)"
    r"|(?<!\w)(?:[IVX](?!\w)|Mmes?|Mlles?|Me?s?(?= [A-ZÀ-Þ])|M[rR]s?|D[Rr]e?s?|Pre?s?|Mgr|Ste?s?|Jr|Vve|Lt|Cdt|Cne|Gal|Sté|Cie|Ets|Bl?d|Rdv|Ndlr|NdlR|Tél)(?!\w)"
    rf"|(?<!\w)[IVXLC]+(?=(?:er|re|e|ème|ère)s?(?!\w))"
    # small letters that something follows at once, and abbreviations without a dot
    rf"|(?<![\w])[{_LOWER}]{{1,40}}(?=[^\s{_LOWER},;:!?'’…-])"
    r"|(?<!\w)(?:https?(?=:)|par(?= ex\.)|et(?= al\.)|de(?= 1 )|vs|etc|cf|bl?v?d|rdv|svp|stp|c[àa]d|c-à-d|km²?/?h?|tél|bcp|tjs|ndlr|ndt|ht|ttc|rte|fg|qq[nc]h?|pcq|pdt|no(?= \d))(?!\w)"
    rf"|(?<![\w'-])[{_LOWER}]{{2,30}}(?=-[a-z]{{1,6}}-s(?!\w)|(?:-[a-z0-9]{{1,30}}){{1,3}}\.[a-z]{{2}})"
)


_QUANTITY = re.compile(r"une? (?!virgule|pour|à |sur |point (?!de ))")
_DE = re.compile(r"(?<![\w-])[dD]e \Z")


def _join(out: list[str], said: str) -> str:
    """*de un kilo* → *d'un kilo*: *de* elides before a quantity, not before *un virgule cinq* or *un pour cent*."""
    if out and _QUANTITY.match(said):
        before = "".join(out[-2:])
        if _DE.search(before):
            out[-2:] = [before[:-2] + "'"]
    return said


def _doubts(text: str) -> tuple[str, ...]:
    return ()


def load(tag: str) -> Language:
    """The French rules; the region changes nothing yet."""
    return Language(tag, Scanner(_CANDIDATE, by_start(RULES), _join), _doubts)
