"""Pronunciations carried inside the text while the rules run.

In private-use characters: OPEN [written FOR] words [BAR how] CLOSE. So they keep their place through every rule. The
rules themselves see the text without the marks, ordinary words as they were written (`unmarked_with_places`).
`extract` turns the marks into spans of the finished text. The private-use characters are dropped from what comes in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from matinale.model import Pronunciation

OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"
SHOUTED = "\ue003"  # before words that were written in capitals, which the rules see as such
FOR = "\ue004"  # between words as they were written, which the rules see, and the respelling that is said for them
_MARKED = re.compile(
    f"{OPEN}{SHOUTED}?(?:(?P<seen>[^{FOR}{BAR}{CLOSE}]*){FOR})?"
    f"(?P<words>[^{BAR}{CLOSE}]*)(?:{BAR}(?P<how>[^{CLOSE}]*))?{CLOSE}"
)


def marked(words: str, *, ipa: str = "", language: str = "", shouted: bool = False, seen: str = "") -> str:
    """`words` with how they are pronounced; without either, words that no rule may touch. `seen`: what they stand for.

    >>> unmarked("dites " + marked("et cetera", ipa="ɛt setˌeʁˈa"))
    'dites et cetera'
    """
    how = f"={ipa}" if ipa else language
    words = f"{seen}{FOR}{words}" if seen else SHOUTED + words if shouted else words
    return f"{OPEN}{words}{BAR}{how}{CLOSE}" if how else f"{OPEN}{words}{CLOSE}"


def unmarked(text: str) -> str:
    """The text without its pronunciations."""
    return _MARKED.sub(r"\g<words>", text) if OPEN in text else text


class Kept(NamedTuple):
    """Marked words at `start:end` of the text without marks, as they were `written` with them."""

    start: int
    end: int
    written: str


def unmarked_with_places(text: str) -> tuple[str, tuple[Kept, ...]]:
    """The text as the rules see it, without its pronunciations, and where the words lie that had marks.

    >>> unmarked_with_places("dites " + marked("OK") + " !")
    ('dites OK !', (Kept(start=6, end=8, written='\ue000OK\ue002'),))
    >>> unmarked_with_places("M. " + marked("fabreu", seen="Fabre"))[0]
    'M. Fabre'
    """
    if OPEN not in text:
        return text, ()
    out: list[str] = []
    kept: list[Kept] = []
    length = position = 0
    for match in _MARKED.finditer(text):
        words = match["words"].upper() if match[0][1:2] == SHOUTED else match["seen"] or match["words"]
        out += (text[position : match.start()], words)
        length += match.start() - position
        kept.append(Kept(length, length + len(words), match[0]))
        length, position = length + len(words), match.end()
    out.append(text[position:])
    return "".join(out), tuple(kept)


def text_before(text: str, position: int, length: int) -> str:
    """The last `length` characters before a position.

    >>> text_before("sur Windows 11", 12, 8)
    'Windows '
    """
    return text[max(0, position - length) : position]


_QUOTATION = 300  # characters that a quotation may have before its last number
_QUOTED = re.compile(r"""(?:\A|[\s('])"[^"]*\Z""")


def is_quoted(text: str, position: int) -> bool:
    """Whether a straight quotation mark at `position` closes a quotation, and is no sign of inches.

    >>> is_quoted('He said "the 27".', 15), is_quoted('a 27" screen', 4)
    (True, False)
    """
    return _QUOTED.search(text_before(text, position, _QUOTATION)) is not None


def extract(text: str) -> tuple[str, tuple[Pronunciation, ...]]:
    """The text without marks, and its pronunciations as spans of it."""
    if OPEN not in text:
        return text, ()
    out: list[str] = []
    spans: list[Pronunciation] = []
    length = position = 0
    for match in _MARKED.finditer(text):
        words, how = match["words"], match["how"]
        out += (text[position : match.start()], words)
        start = length + match.start() - position
        length, position = start + len(words), match.end()
        if how and words:
            ipa, language = (how[1:], "") if how[0] == "=" else ("", how)
            spans.append(Pronunciation(start, length, ipa=ipa, language=language))
    out.append(text[position:])
    return "".join(out), tuple(spans)
