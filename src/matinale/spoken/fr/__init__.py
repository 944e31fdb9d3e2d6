"""French: the table of rules, in order. The first rule that has an answer speaks."""

from __future__ import annotations

import re

from matinale.spoken import pauses
from matinale.spoken.fr import (
    abbreviations,
    acronyms,
    clock,
    dates,
    doubts,
    figures,
    fractions,
    inclusive,
    measures,
    money,
    names,
    numbers,
    phones,
    ranges,
    ranks,
    shortened,
    symbols,
    units,
)
from matinale.spoken.language import Language
from matinale.spoken.rules import Rule, Scanner, by_start
from matinale.spoken.web import WebWords, web_rules

_WEB = WebWords(
    dot="point", at="arobase", dash="tiret", plus="plus", underscore="tiret bas", hashtag="hashtag", handle="arobase",
    spell=acronyms.spelled, number=numbers.say_number,
)  # fmt: skip
RULES: tuple[Rule, ...] = (
    *web_rules(_WEB),
    *inclusive.RULES,
    *phones.RULES,
    *fractions.RULES_FIRST,
    *clock.RULES,
    *dates.RULES,
    *ranks.RULES,
    *shortened.RULES,
    *abbreviations.RULES,
    *money.RULES,
    *measures.RULES,
    *units.RULES,
    *names.RULES,
    *acronyms.RULES,
    *ranges.RULES,
    *fractions.RULES,
    *figures.RULES,
    *symbols.RULES,
    *pauses.RULES,
)

# Where a rule could apply. Written for speed: one character class and one look behind at every other character.
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿ\u0100-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff"
_LOWER, _UPPER = "a-zß-öø-ÿœ", "A-ZÀ-ÖØ-ÞŒ"
_TITLES = r"Tle|Cel|Par(?= ex\.)|Ø(?= ?\d)|[NSEO](?=\.? (?:(?:de|d'|du|des|vers|à|ou|puis)(?!\w)|jusqu))|(?<=[NSEO] à )[NSEO]|(?<=[NSEO] ou )[NSEO]|(?<=puis )[NSEO]|(?<=ent de )[NSEO]|(?<=ents )[NSEO]|(?<=ents de )[NSEO]|Vds|Appt(?= de )|Qté|Nb(?= d)|Tel(?= ?:? ?\d)|Mmes?|Mlles?|Me?s?(?= [A-ZÀ-Þ])|M[rR]s?|D[Rr]e?s?|Pre?s?|Mgr|Ste?s?|Jr|Vve|Lt|Cdt|Cne|Gal|Sté|Cie|Ets|Bl?d|[Ff]b?g|Rdv|Ndlr|NdlR|Tél"
_SHORT = r"sf(?= )|tlj|sdb|gvt|ca(?= \d)|(?<=s de )[tLlmg]|(?:https?|ftp|mailto)(?=:)|par(?= ex\.)|gpt(?=-[a-z0-9])|et(?= (?:al|suiv)\.)|(?:de|que)(?= 1 )|x(?= \d)|vs|etc|cf|bl?v?d|rdv|svp|stp|c[àa]d|c-à-d|km²?/?h?|k[gW]|[cm]m|(?<= (?:de|en|du|le) )(?:ha|Go|Mo|To)|tél|bcp|tjs|nd[lt]r?|ht|ttc|rte|fg|qq[nc]h?|pcq|pdt|nos?(?= \d)|(?:cdt|cne|lt|sgt)(?= [A-ZÀ-Þ])|gal(?= (?:de )?[A-ZÀ-Þ])|appt(?= [A-Z\d])|bât(?= [A-Z\d])|(?:min|max)(?= :? ?[\d–-])|qq(?:ue)?s|dpts?|dépts?|tt(?= public)|gde|c(?=\.? à [sc])|(?:lun|jeu|ven|sam|dim)(?= \d)|nb(?= d)|tel(?= ?:? ?\d)|n-?i?[èe]me"
_CANDIDATE = re.compile(
    rf"[^{_LETTERS}\s,.;:!?'-]"
    r"|\.(?=\.|NET\b|(?<!\S\.)(?:\d|[a-z]{2,12}(?!\w|\.\w)))|'(?=\d\d(?![\w']))|-(?=[\d\s-]|\Z)"
    rf"|[{_UPPER}](?=[{_UPPER}0-9.&+#/_·•°$€£-])"
    r"|(?<!\w)(?:"
    # capitals further on, a figure or a sign after the word; a short capitalised abbreviation
    rf"[{_UPPER}](?:(?=[{_LOWER}]{{0,30}}+[{_UPPER}0-9·•°(@/+#_€$£-]|[{_LOWER}]{{1,5}}+\.|[{_LOWER}]{{6,30}}+\.[a-z])|(?<=[IVX])(?!\w))"
    rf"|(?:{_TITLES})(?!\w)"
    r"|[IVXLC]{1,12}(?=(?:er|re|e|ème|ère)s?(?!\w))"
    # small letters that something follows at once, and abbreviations without a dot
    rf"|[{_LOWER}](?:(?=[{_LOWER}]{{0,40}}+(?:[^\s{_LOWER},;:!?'….-]|\.[^\s»”\"]))|(?=[{_LOWER}]{{0,6}}+\.))[{_LOWER}]{{0,40}}+"
    rf"|(?:{_SHORT})(?!\w)"
    rf"|(?<!['-])[{_LOWER}]{{2,30}}+(?=-(?:[a-z]{{1,6}}-|t?rice|euse|ère|ienne)s(?!\w)|(?:-[a-z0-9]{{1,30}}){{1,3}}\.[a-z]{{2}})"
    r")"
)

_QUANTITY = re.compile(r"hect|environ |euros?\b|ampère|une? (?!virgule|pour|à |sur |point (?!de ))")
_DE = re.compile(r"(?<![\w-])[dD]e \Z")


def _join(out: list[str], said: str) -> str:
    """*de un kilo* → *d'un kilo*: *de* elides before a quantity, not before *un virgule cinq* or *un pour cent*."""
    if out and _QUANTITY.match(said):
        before = "".join(out[-2:])
        if _DE.search(before):
            out[-2:] = [before[:-2] + "'"]
    return said


def load(tag: str) -> Language:
    """The French rules; the region changes nothing yet."""
    dotted = abbreviations.DOTTED | shortened.DOTTED | units.DOTTED
    return Language(tag, Scanner(_CANDIDATE, by_start(RULES), _join, dotted), doubts.doubts)
