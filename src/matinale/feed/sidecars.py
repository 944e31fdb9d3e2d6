"""The files beside an MP3: its chapters (JSON 1.2.0) and its transcript (WebVTT, SRT, JSON 1.0.0).

Sources: Podcasting 2.0 docs `chapters/jsonChapters.md` and `transcripts/transcripts.md`; W3C WebVTT.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from matinale.feed.words import clean
from matinale.model import Caption, Episode, Milliseconds

VTT_COLUMNS = 65
SRT_COLUMNS = 32
LINES = 2


def build_chapters(episode: Episode, base: str) -> bytes:
    """The chapters as JSON 1.2.0. `base` is the site's address; pictures become absolute."""
    marks: list[dict[str, object]] = []
    for mark in episode.chapters:
        entry: dict[str, object] = {"startTime": _seconds(mark.start), "title": clean(mark.title)}
        if mark.url:
            entry["url"] = mark.url
        if mark.image:
            entry["img"] = base + mark.image
        marks.append(entry)
    return _json({"version": "1.2.0", "title": clean(episode.title), "chapters": marks})


def build_vtt(episode: Episode) -> bytes:
    """The transcript as WebVTT: the written words, at most two lines of 65 characters a cue, `<v Name>` speakers."""
    cues = ["WEBVTT\n"]
    for caption in split_captions(episode, VTT_COLUMNS):
        text = caption.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        voice = f"<v {_voice(caption.speaker)}>" if caption.speaker else ""
        cues.append(f"{_timestamp(caption.start, '.')} --> {_timestamp(caption.end, '.')}\n{voice}{text}\n")
    return "\n".join(cues).encode("utf-8")


def build_srt(episode: Episode) -> bytes:
    """The transcript as SubRip: at most two lines of 32 characters a cue."""
    cues: list[str] = []
    for number, caption in enumerate(split_captions(episode, SRT_COLUMNS), start=1):
        cues.append(f"{number}\n{_timestamp(caption.start, ',')} --> {_timestamp(caption.end, ',')}\n{caption.text}\n")
    return "\n".join(cues).encode("utf-8")


def build_json(episode: Episode) -> bytes:
    """The transcript as JSON 1.0.0: one segment a sentence, times in seconds."""
    segments: list[dict[str, object]] = []
    for caption in episode.captions:
        entry: dict[str, object] = {"speaker": clean(caption.speaker)} if caption.speaker else {}
        segments.append(
            entry
            | {"startTime": _seconds(caption.start), "endTime": _seconds(caption.end), "body": clean(caption.text)}
        )
    return _json({"version": "1.0.0", "segments": segments})


def split_captions(episode: Episode, columns: int) -> Iterator[Caption]:
    """The captions as cues of at most two lines of `columns` characters, their time shared out by length.

    Cues ascend, do not overlap and end with the MP3 at the latest; the words of all cues are the words of all captions.
    """
    latest = 0
    for caption in episode.captions:
        lines = _wrap(caption.text, columns)
        parts = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
        total = sum(len(line) for line in lines)
        start = max(caption.start, latest)
        end = min(max(caption.end, start + len(parts)), max(episode.duration, start + len(parts)))
        spoken = 0
        begin = start
        for index, part in enumerate(parts, start=1):
            spoken += sum(len(line) for line in part)
            finish = end if index == len(parts) else max(begin + 1, start + (end - start) * spoken // total)
            yield Caption(Milliseconds(begin), Milliseconds(finish), caption.speaker, "\n".join(part))
            begin = finish
        latest = begin


def _wrap(text: str, columns: int) -> list[str]:
    return textwrap.wrap(clean(text), columns, break_on_hyphens=False)


def _voice(name: str) -> str:
    """A speaker's name for a `<v>` tag, whose annotation may hold neither `>` nor a line break."""
    return clean(name).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _timestamp(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{rest:03d}"


def _seconds(milliseconds: int) -> float | int:
    """Seconds as JSON writes them: exact to the millisecond, whole where they are whole."""
    return milliseconds // 1000 if milliseconds % 1000 == 0 else round(milliseconds / 1000, 3)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
