"""Pronunciations carried inside the text while the rules run: OPEN words BAR how CLOSE, in private-use characters.

So they keep their place through every rule, and a rule that looks around sees ordinary words beside them. `extract`
turns them into spans of the finished text. The private-use characters are dropped from what comes in.
"""

from __future__ import annotations

import re

from matinale.model import Pronunciation

OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{OPEN}([^{BAR}{CLOSE}]*)(?:{BAR}([^{CLOSE}]*))?{CLOSE}")


def marked(words: str, *, ipa: str = "", language: str = "") -> str:
    """`words` with how they are pronounced; without either, words that no rule may touch.

    >>> unmarked("dites " + marked("et cetera", ipa="ɛt setˌeʁˈa"))
    'dites et cetera'
    """
    how = f"={ipa}" if ipa else language
    return f"{OPEN}{words}{BAR}{how}{CLOSE}" if how else f"{OPEN}{words}{CLOSE}"


def unmarked(text: str) -> str:
    """The text without its pronunciations."""
    return _MARKED.sub(r"\1", text) if OPEN in text else text


def text_before(text: str, position: int, length: int) -> str:
    """The last `length` characters before a position as they are read, without the pronunciations among them.

    >>> text = "sur " + marked("Windows", ipa="windˈoz") + " 11"
    >>> text_before(text, text.index("11"), 8)
    'Windows '
    """
    if text.find(CLOSE, max(0, position - length - _HOW), position) < 0:
        return text[max(0, position - length) : position]
    return unmarked(text[max(0, position - length - _HOW) : position])[-length:]


def unmarked_around(text: str, start: int, end: int, length: int) -> tuple[str, str]:
    """Up to `length` characters before `start` and after `end`, marked words left out.

    >>> unmarked_around("VU " + marked("Nvidia", ipa="nvidjˈa") + " ET MOI", 21, 23, 4)
    ('VU  ', ' MOI')
    """
    before, after = text[max(0, start - length - _HOW) : start], text[end : end + length + _HOW]
    if CLOSE in before or OPEN in after:
        before, after = _MARKS.sub("", before), _MARKS.sub("", after)
    return before[-length:], after[:length]


_MARKS = re.compile(f"(?:{OPEN}|\\A)[^{OPEN}{CLOSE}]*{CLOSE}|{OPEN}[^{CLOSE}]*\\Z")
_HOW = 120  # characters that the phonemes of the names in such a stretch may take


def extract(text: str) -> tuple[str, tuple[Pronunciation, ...]]:
    """The text without marks, and its pronunciations as spans of it."""
    if OPEN not in text:
        return text, ()
    out: list[str] = []
    spans: list[Pronunciation] = []
    length = position = 0
    for match in _MARKED.finditer(text):
        words, how = match[1], match[2]
        out += (text[position : match.start()], words)
        start = length + match.start() - position
        length, position = start + len(words), match.end()
        if how and words:
            ipa, language = (how[1:], "") if how[0] == "=" else ("", how)
            spans.append(Pronunciation(start, length, ipa=ipa, language=language))
    out.append(text[position:])
    return "".join(out), tuple(spans)
