"""The rules of transcripts: WebVTT, SubRip, JSON."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from matinale.feed.gate.findings import Finding, error, warning
from matinale.feed.sidecars import SRT_COLUMNS, VTT_COLUMNS

_VTT_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_VTT_LINE = re.compile(rf"{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?:[ \t].*)?")
_SRT_TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)[,.](\d{3})"
_SRT_LINE = re.compile(rf"{_SRT_TIME} --> {_SRT_TIME}\s*")

SLACK_MS = 50


@dataclass(frozen=True, slots=True)
class TextCue:
    """A cue in milliseconds, its lines without markup."""

    start: int
    end: int
    lines: tuple[str, ...]


class NotATranscript(Exception):
    """The content is not in its format. The text says where and why."""


def read_transcript(content: bytes, kind: str) -> tuple[TextCue, ...]:
    """The cues of a transcript of the media type `kind`.

    Raises:
        NotATranscript: The content is not in its format.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotATranscript(f"is not UTF-8 ({problem.reason} at byte {problem.start})") from problem
    if kind == "text/vtt":
        return tuple(_vtt(text))
    if kind in {"application/x-subrip", "application/srt"}:
        return tuple(_srt(text))
    if kind == "application/json":
        return tuple(_json(text))
    return ()


def check_transcript(content: bytes, kind: str, where: str, duration_ms: int) -> Iterator[Finding]:
    """It parses, its cues ascend and end with the audio, its lines are as long as apps can show."""
    source = {"text/vtt": "WebVTT", "application/json": "Podcasting 2.0"}.get(kind, "SubRip")
    try:
        cues = read_transcript(content, kind)
    except NotATranscript as problem:
        yield error(source, where, str(problem))
        return
    if kind in {"text/html", "text/plain"}:
        return
    if not cues:
        yield error(source, where, "holds no cue")
        return
    yield from _times(cues, source, where, duration_ms)
    columns = {"text/vtt": VTT_COLUMNS, "application/x-subrip": SRT_COLUMNS, "application/srt": SRT_COLUMNS}.get(kind)
    if columns is None:
        return
    longest = max((len(line) for cue in cues for line in cue.lines), default=0)
    if longest > columns:
        yield warning("Apple", where, f"has a line of {longest} characters; apps show {columns}")
    if any(len(cue.lines) > 2 for cue in cues):
        yield warning("Apple", where, "has a cue of more than two lines")


def _times(cues: tuple[TextCue, ...], source: str, where: str, duration_ms: int) -> Iterator[Finding]:
    for before, cue in itertools.pairwise(cues):
        if cue.start < before.start:
            yield error(source, where, f"cues go back in time at {cue.start / 1000:.3f} s")
            break
    for cue in cues:
        if cue.end <= cue.start:
            yield error(source, where, f"the cue at {cue.start / 1000:.3f} s ends before it begins")
            break
    last = max(cue.end for cue in cues)
    if duration_ms and last > duration_ms + SLACK_MS:
        yield error(source, where, f"goes on to {last / 1000:.3f} s, but the audio ends at {duration_ms / 1000:.3f} s")
    if duration_ms and last < duration_ms // 2:
        yield error(source, where, f"ends at {last / 1000:.3f} s of {duration_ms / 1000:.3f} s: much is missing")


def _vtt(text: str) -> Iterator[TextCue]:
    blocks = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", blocks[0]):
        raise NotATranscript('does not begin with "WEBVTT"')
    for block in blocks[1:]:
        lines = block.strip("\n").split("\n")
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", lines[0]):
            continue
        if "-->" not in lines[0]:
            lines = lines[1:]
        found = _VTT_LINE.fullmatch(lines[0]) if lines else None
        if found is None:
            raise NotATranscript(f"has no times where a cue begins: {block[:60]!r}")
        times = found.groups()
        words = tuple(html.unescape(re.sub(r"<[^>]*>", "", line)) for line in lines[1:])
        if any("<" in re.sub(r"</?(?:v|c|i|b|u|lang|ruby|rt|\d)[^<>]*>", "", line) for line in lines[1:]):
            raise NotATranscript(f"has a stray < in a cue: {block[:60]!r}")
        yield TextCue(_stamp(times[:4]), _stamp(times[4:]), words)


def _srt(text: str) -> Iterator[TextCue]:
    blocks = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip("\n"))
    for expected, block in enumerate(blocks, start=1):
        lines = block.strip("\n").split("\n")
        found = _SRT_LINE.fullmatch(lines[1]) if len(lines) > 1 and lines[0].strip().isdigit() else None
        if found is None:
            raise NotATranscript(f"has no number and times where cue {expected} begins: {block[:60]!r}")
        times = found.groups()
        yield TextCue(_stamp(times[:4]), _stamp(times[4:]), tuple(lines[2:]))


def _json(text: str) -> Iterator[TextCue]:
    try:
        value: Any = json.loads(text)
        if value["version"] != "1.0.0":
            raise NotATranscript(f"has version {value['version']!r}; 1.0.0 is expected")
        for segment in cast("list[dict[str, Any]]", value["segments"]):
            start, end = segment["startTime"], segment["endTime"]
            yield TextCue(round(start * 1000), round(end * 1000), (str(segment["body"]),))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as problem:
        raise NotATranscript(f"is not a JSON transcript ({type(problem).__name__}: {problem})") from problem


def _stamp(groups: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(group or 0) for group in groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
