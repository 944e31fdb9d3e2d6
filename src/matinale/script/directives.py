"""The directives of a script: `{lead} {pause 900} {voice emma} {say Zuckerberg as /zykœʁbˈɛʁɡ/}`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from matinale.model import LineRole, Pronunciation, SegmentKind, SpokenForm

ROLES: tuple[str, ...] = get_args(LineRole)
KINDS: tuple[str, ...] = get_args(SegmentKind)
LINE_NAMES = ("pause", "voice", "language", "drop", "say", *ROLES)
SEGMENT_NAMES = ("segment", "kind", "voice", "url", "drop")

LONGEST_PAUSE = 60_000  # ms; a longer one is a slip of the keyboard

_GROUP = re.compile(r"\{((?:\\.|[^\\{}])*)\}")
_NAME = re.compile(r"[a-z0-9][A-Za-z0-9_.-]*")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_PAUSE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ms|s)?")
_SAY = re.compile(r"(?P<words>.+?)\s+(?:as\s+/(?P<ipa>[^/]+)/|as\s+(?P<say>.+)|in\s+(?P<lang>[A-Za-z]{2,3}(?:-\w+)*))")


@dataclass(frozen=True, slots=True)
class Directive:
    """`{name value}`."""

    name: str
    value: str = ""


def read_directives(row: str, names: tuple[str, ...]) -> Iterator[Directive]:
    """The directives of a row.

    Raises:
        ValueError: Something else stands there, or a name is not one of `names`.
    """
    left = _GROUP.sub("", row).strip()
    if left:
        raise ValueError(f"{left[:30]!r} stands among directives; write {{name value}}, or start a new paragraph")
    for match in _GROUP.finditer(row):
        name, _, value = re.sub(r"\\(.)", r"\1", match.group(1)).strip().partition(" ")
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
            raise ValueError(f"unknown directive {name!r}; {hint}")
        yield Directive(name, value.strip())


def pause_of(value: str) -> int:
    """`900`, `900 ms`, `1.5 s` → milliseconds.

    Raises:
        ValueError: It is no duration, or a longer one than a minute.
    """
    match = _PAUSE.fullmatch(value)
    if not match:
        raise ValueError(f"pause {value!r}: expected milliseconds (900) or seconds (1.5 s)")
    number = float(match.group(1).replace(",", "."))
    pause = round(number * 1000) if match.group(2) == "s" else round(number)
    if pause > LONGEST_PAUSE:
        raise ValueError(f"pause {value!r}: longer than a minute")
    return pause


def tag_of(value: str) -> str:
    """A language tag; `none` is "" (the voice's own).

    Raises:
        ValueError: It is no tag.
    """
    if value != "none" and not _TAG.fullmatch(value):
        raise ValueError(f"language {value!r}: expected a tag such as fr or en-GB")
    return "" if value == "none" else value


def name_of(kind: str, value: str) -> str:
    """The name of a voice or a segment, fit for a file name.

    Raises:
        ValueError: It is empty or holds other characters than letters, digits, `.`, `_` and `-`.
    """
    if not _NAME.fullmatch(value):
        raise ValueError(f"{kind} {value!r}: expected a name of letters, digits, '-', '_' and '.'")
    return value


def said_as(spoken: SpokenForm, value: str) -> SpokenForm:
    """The spoken form with `WORDS as /IPA/`, `WORDS as RESPELLING` or `WORDS in LANGUAGE` applied wherever they stand.

    Raises:
        ValueError: It is none of these, or the words are not in the spoken form.
    """
    match = _SAY.fullmatch(value)
    if not match:
        raise ValueError(f"say {value!r}: expected WORDS as /IPA/, WORDS as RESPELLING, or WORDS in LANGUAGE")
    words = re.compile(rf"(?<!\w){re.escape(match['words'])}(?!\w)")
    if not words.search(spoken.text):
        raise ValueError(f"say {match['words']!r}: these words are not in the spoken form {spoken.text[:60]!r}")
    ipa, language = match["ipa"] or "", match["lang"] or ""
    text, spans = "", list[Pronunciation]()
    position = 0
    for found in words.finditer(spoken.text):
        spans += _moved(spoken, position, found.start(), len(text) - position)
        text += spoken.text[position : found.start()]
        start, said = len(text), match["say"] or found.group()
        text += said
        if ipa or language:
            spans.append(Pronunciation(start, start + len(said), ipa, language))
        position = found.end()
    spans += _moved(spoken, position, len(spoken.text), len(text) - position)
    return replace(spoken, text=text + spoken.text[position:], pronunciations=tuple(spans))


def _moved(spoken: SpokenForm, start: int, end: int, by: int) -> list[Pronunciation]:
    """The pronunciations that lie within a stretch, moved; one that a new pronunciation overlaps gives way."""
    inside = (span for span in spoken.pronunciations if start <= span.start and span.end <= end)
    return [replace(span, start=span.start + by, end=span.end + by) for span in inside]
