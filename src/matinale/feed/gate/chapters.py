"""The rules of chapters JSON (Podcasting 2.0, docs `chapters/jsonChapters.md`), and their agreement with the rest."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from matinale.feed.gate.findings import Finding, error, warning
from matinale.settings_check import is_web_address

SOURCE = "Podcasting 2.0"
TOLERANCE_MS = 50


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter's start in milliseconds and its title, from wherever it was read."""

    start: int
    title: str


def check_chapters(content: bytes, where: str, duration_ms: int) -> Iterator[Finding]:
    """Version 1.2.0, ascending, the first at 0, the last before the end, titles and addresses that are some."""
    try:
        value: Any = json.loads(content.decode("utf-8"))
        version = value["version"]
        chapters = cast("list[dict[str, Any]]", list(value["chapters"]))
        starts = [float(chapter["startTime"]) for chapter in chapters]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as problem:
        yield error(SOURCE, where, f"is not chapters JSON ({type(problem).__name__}: {problem})")
        return
    if version not in {"1.0.0", "1.1.0", "1.2.0"}:
        yield error(SOURCE, where, f"has version {version!r}; 1.2.0 is the present one")
    if not chapters:
        yield error(SOURCE, where, "holds no chapter")
        return
    if not all(math.isfinite(start) and start >= 0 for start in starts):
        yield error(SOURCE, where, "has a start time that is none")
        return
    yield from _times(starts, where, duration_ms)
    for chapter in chapters:
        if not str(chapter.get("title", "")).strip() and chapter.get("toc", True):
            yield error(SOURCE, where, f"the chapter at {chapter['startTime']} s has no title")
        for key in ("url", "img"):
            if key in chapter and not is_web_address(str(chapter[key])):
                yield warning(SOURCE, where, f"the chapter at {chapter['startTime']} s has a {key} that is no address")


def _times(starts: Sequence[float], where: str, duration_ms: int) -> Iterator[Finding]:
    if any(later <= earlier for earlier, later in itertools.pairwise(starts)):
        yield error(SOURCE, where, "chapters do not ascend in time")
    if min(starts) != 0:
        yield error(SOURCE, where, f"the first chapter begins at {min(starts)} s; it is 0")
    if duration_ms and max(starts) * 1000 >= duration_ms:
        yield error(SOURCE, where, f"the last chapter begins at {max(starts)} s, after the end of the audio")


def read_marks(content: bytes) -> tuple[ChapterMark, ...]:
    """The chapters of a JSON that passed `check_chapters`."""
    chapters: list[dict[str, Any]] = json.loads(content.decode("utf-8"))["chapters"]
    return tuple(ChapterMark(round(float(each["startTime"]) * 1000), str(each.get("title", ""))) for each in chapters)


def compare_marks(
    ours: Sequence[ChapterMark], theirs: Sequence[ChapterMark], where: str, other: str
) -> Iterator[Finding]:
    """The same chapters, within 50 ms, in the JSON and elsewhere (`other` names where)."""
    if len(ours) != len(theirs):
        yield error("ID3v2 chapters", where, f"has {len(ours)} chapters, {other} has {len(theirs)}")
        return
    for mine, its in zip(ours, theirs, strict=True):
        if abs(mine.start - its.start) > TOLERANCE_MS:
            yield error(
                "ID3v2 chapters",
                where,
                f"chapter {mine.title!r} begins at {mine.start} ms, in {other} at {its.start} ms",
            )
        elif _squeezed(mine.title) != _squeezed(its.title):
            yield error("ID3v2 chapters", where, f"chapter {mine.title!r} is called {its.title!r} in {other}")


def compare_notes(marks: Sequence[ChapterMark], notes: str, where: str) -> Iterator[Finding]:
    """Each chapter's time stands in the show notes, where the notes have times at all (whole seconds)."""
    times = {_seconds(found) for found in re.findall(r"(?<![\d:])(?:(\d+):)?(\d{1,2}):(\d{2})(?![\d:])", notes)}
    if not times:
        return
    for mark in marks:
        if mark.start // 1000 not in times and round(mark.start / 1000) not in times:
            yield error("Podcasting 2.0", where, f"the show notes have no time of the chapter {mark.title!r}")


def _seconds(found: tuple[str, str, str]) -> int:
    return int(found[0] or 0) * 3600 + int(found[1]) * 60 + int(found[2])


def _squeezed(text: str) -> str:
    return " ".join(text.split())
