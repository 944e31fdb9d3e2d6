"""Quotes, dashes, brackets and ellipses: pauses, or nothing. The same in every language."""

from __future__ import annotations

import re

from matinale.spoken.marks import unmarked
from matinale.spoken.rules import rule

_LOOK_AHEAD = 160  # characters of marked text: 60 that are read, and the phonemes of a few words
_SHORT = 4  # words: a quotation up to this long is said without pauses
# Words that lean on what follows them: nobody pauses between "prévoit de" and the words it quotes.
_LEANING_FR = "à au aux ce cette ces d de des du en et la le les leur ou par pour qu que sa ses son sur un une"
_LEANING_EN = "a an and as at by for from in its of on or that the their to with"
_LEANING = frozenset(f"{_LEANING_FR} {_LEANING_EN}".split())


@rule("quote-open", '«“„"', r"[«“„\"] ?")
def quote_open(match: re.Match[str]) -> str:
    """A quotation of a few words is said in the flow; a longer one is set apart by a pause.

    >>> quote_open.read("une « bulle » financière")
    'une bulle » financière'
    """
    rest = unmarked(match.string[match.end() : match.end() + _LOOK_AHEAD])[:60]  # as it is read, without phonemes
    closing = min((at for at in (rest.find(mark) for mark in '»”"') if at >= 0), default=len(rest))
    if match[0][0] == '"' and (
        closing == len(rest) or match.start() == 0 or match.string[match.start() - 1] not in " ('«"
    ):
        return _close(match)
    short = closing < len(rest) and rest[:closing].count(" ") < _SHORT and not re.search(r"[,.;:!?…]", rest[:closing])
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    if short or not before or before[-1] in ":;,.!?(—–" or _leans(match.string[: match.start()]):
        return "" if match.string[max(0, match.start() - 1) : match.start()] in {"", " ", "'"} else " "
    return ", "


def _leans(before: str) -> bool:
    """Whether the last word of a text leans on the next one.

    >>> _leans("elle prévoit de "), _leans("assure-t-il "), _leans("dit qu'")
    (True, False, True)
    """
    last = re.search(r"(\w+)['’ ]?\Z", before[-12:])
    return last is not None and last[1].lower() in _LEANING


def _close(match: re.Match[str]) -> str:
    """A pause after a long quotation, unless punctuation follows anyway."""
    text, start = match.string, match.start()
    after = text[match.end() : match.end() + 1]
    opened = max(text.rfind(mark, max(0, start - _LOOK_AHEAD), start) for mark in '«“„"')
    inside = unmarked(text[opened + 1 : start]) if opened >= 0 else ""
    short = opened >= 0 and inside.strip().count(" ") < _SHORT and not re.search(r"[,.;:!?…]", inside)
    if short or not after or after in ",.;:!?…)":
        return " " if match[0].endswith(" ") and after not in ",." else ""
    return " " if text[max(0, start - 4) : start].rstrip()[-1:] in {"?", "!", ".", "…"} else ", "


@rule("quote-close", "»”", "[»”] ?")
def quote_close(match: re.Match[str]) -> str:
    """The end of a quotation.

    >>> quote_close.read("une bulle », dit-il")
    'une bulle , dit-il'
    """
    return _close(match)


@rule("bracket", "()[]{}", r"\[(?:…|\.\.\.)\] ?|\((?:…|\.\.\.)\) ?|[()\[\]{}] ?")
def bracket(_match: re.Match[str]) -> str:
    """Brackets are pauses.

    >>> bracket.read("la Chine (et l'Inde) aussi")
    "la Chine , et l'Inde, aussi"
    """
    return ", "


@rule("dash", "-–—―", r"(?:[–—―]|(?<![^\s])-{1,3}(?=\s)|-{2,}) ?")
def dash(match: re.Match[str]) -> str | None:
    """A dash is a pause; at the start of a line it is nothing; between capitals' names it is a link.

    >>> dash.read("Paris – la capitale – dort"), dash.read("- un point")
    ('Paris , la capitale , dort', 'un point')
    """
    start, text = match.start(), match.string
    if start == 0:
        return ""
    if text[start - 1] != " " and not match[0].endswith(" ") and match[0][0] in "-–":
        return " "
    return ", "


@rule("slash", "/", r"/ ?")
def slash(_match: re.Match[str]) -> str:
    """Between words a slash is a space.

    >>> slash.read("et/ou, client/serveur")
    'et ou, client serveur'
    """
    return " "


@rule("ellipsis", ".", r"\.\.+")
def ellipsis(_match: re.Match[str]) -> str:
    """Dots are one ellipsis.

    >>> ellipsis.read("bon...")
    'bon…'
    """
    return "…"


RULES = (quote_open, quote_close, bracket, dash, ellipsis, slash)
