"""Splits what is too long for one call of an engine, where a reader would breathe. Nothing is lost on the way.

The halves are kept alike: a short rest would be spoken faster and louder than its neighbour.
"""

from __future__ import annotations

import re

BOUNDARIES = (
    re.compile(r"(?<=[.!?…])[”\")]?\s+"),
    re.compile(r"(?<=[;:—)])\s+|\s+(?=[—(])"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+"),
)
"""From the least to the most disruptive place to split at."""

_MIDDLE = 0.3  # a boundary counts when no part gets less than this share
_CLINGING = "ː\u0303\u0329ʰʲˈˌ"  # no split before a mark that changes the sign before it, or after a stress


def split_evenly(text: str, limit: int) -> tuple[str, ...]:
    """Parts of at most `limit` characters each, split at the best boundary near the middle, again and again.

    Joined with single spaces they give the text back (but for a word longer than the limit, which is split inside).
    """
    if len(text) <= limit:
        return (text,) if text else ()
    left, right = _halves(text, limit)
    return (*split_evenly(left, limit), *split_evenly(right, limit))


def _halves(text: str, limit: int) -> tuple[str, str]:
    for boundary in BOUNDARIES:
        places = [match for match in boundary.finditer(text) if match.start() > 0 and match.end() < len(text)]
        near = [match for match in places if _MIDDLE <= match.start() / len(text) <= 1 - _MIDDLE]
        if near:
            best = min(near, key=lambda match: abs(2 * match.start() - len(text)))
            return text[: best.start()] + text[best.start() : best.end()].rstrip(), text[best.end() :]
    spaces = [match.start() for match in re.finditer(r"\s", text) if 0 < match.start() < len(text) - 1]
    if spaces:
        best_space = min(spaces, key=lambda place: abs(2 * place - len(text)))
        return text[:best_space].rstrip(), text[best_space:].lstrip()
    return _inside_word(text, limit)


def _inside_word(text: str, limit: int) -> tuple[str, str]:
    place = min(limit, len(text) // 2)
    while place > 1 and (text[place] in _CLINGING or text[place - 1] in _STRESS):
        place -= 1
    return text[:place], text[place:]


_STRESS = "ˈˌ"
