"""What is said at a moment of an episode: the line, its chapter, and where to go from there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from matinale.errors import MatinaleError
from matinale.model import Caption, Episode, Mark


def line_at(captions: Sequence[Caption], time_ms: float) -> int:
    """The place of the line being said at a time, or said last before it; -1 before the first.

    >>> from matinale.model import Milliseconds as Ms
    >>> lines = (Caption(Ms(100), Ms(200), "", "a"), Caption(Ms(300), Ms(400), "", "b"))
    >>> [line_at(lines, time) for time in (0, 100, 250, 300, 900)]
    [-1, 0, 0, 1, 1]
    """
    return bisect_right(captions, time_ms, key=lambda caption: caption.start) - 1


def chapter_at(chapters: Sequence[Mark], time_ms: float) -> int:
    """The place of the chapter at a time; 0 before the first, and where there is none."""
    return max(0, bisect_right(chapters, time_ms, key=lambda mark: mark.start) - 1)


def chapter_start(episode: Episode, number: int) -> int:
    """Where a chapter begins, in milliseconds; the first is number 1.

    Raises:
        MatinaleError: There is no such chapter.
    """
    if not 1 <= number <= len(episode.chapters):
        listed = "; ".join(f"{place} {mark.title}" for place, mark in enumerate(episode.chapters, 1))
        raise MatinaleError(f"{episode.slug}: there is no chapter {number}; there are: {listed or 'none'}")
    return episode.chapters[number - 1].start


def parse_time(text: str) -> int:
    """A time as players show it, in milliseconds: seconds, minutes and seconds, or hours too.

    Raises:
        MatinaleError: It is none.

    >>> parse_time("83"), parse_time("1:23"), parse_time("1:00:05.5")
    (83000, 83000, 3605500)
    """
    if not re.fullmatch(r"(?:(?:\d{1,3}:)?\d{1,2}:)?\d{1,6}(?:[.,]\d{1,3})?", text, re.ASCII):
        raise MatinaleError(f"{text!r} is no time; write it as 83, 1:23 or 1:00:05")
    seconds = 0.0
    for part in text.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)


def clock(time_ms: int) -> str:
    """A time as players show it.

    >>> clock(83_400), clock(3_600_000)
    ('1:23', '1:00:00')
    """
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
