"""How loud everything came out, as a listener hears it: figures by article and by jingle, and a plot of the whole.

Reckoned from the momentary loudness that ffmpeg's ebur128 gave of the decoded MP3, a value every tenth of a second, and
from the true peaks of its parts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.lettering import TEXT_FONT, drawable, load_font, shortened
from matinale.audio.loudness import (
    MOMENTARY,
    NOTHING_LUFS,
    SHORT_TERM,
    integrated_of_momentary,
    range_of_momentary,
    short_term_of,
)
from matinale.audio.measuring import Heard
from matinale.files import write_bytes
from matinale.model import Cue, Loudness, Programme

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

PLOT = "loudness.png"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 1600, 560, 70, 40, 110
LOUDEST, SOFTEST = -5.0, -50.0
GROUND, GRID, SOFT, STRONG, TARGET, INK = "#ffffff", "#d9dee5", "#b9cbe0", "#12355b", "#d9480f", "#33404f"


@dataclass(frozen=True, slots=True)
class PartLoudness:
    """A chapter, or a jingle at one of its places, until a voice comes in: where it begins, and how loud it is.

    A jingle shorter than 3 s has no short-term loudness (its integrated one stands for it) and no range.
    """

    name: str
    start_s: float
    integrated_lufs: float
    short_term_max_lufs: float
    range_lu: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class SoundReport:
    """The programme's loudness, its chapters' and its jingles'. -70 stands for nothing to hear."""

    loudness: Loudness
    chapters: tuple[PartLoudness, ...]
    jingles: tuple[PartLoudness, ...]


def report_sound(programme: Programme, loudness: Loudness, heard: Heard) -> SoundReport:
    """Figures by chapter and by jingle, from what was `heard` of the decoded programme."""
    ends = [*(chapter.start for chapter in programme.chapters[1:]), programme.length]
    chapters = tuple(
        _part(chapter.title, int(chapter.start), int(end), programme.rate, heard)
        for chapter, end in zip(programme.chapters, ends, strict=True)
    )
    jingles = tuple(
        _part(cue.source, int(cue.start), _before_voice(cue, programme), programme.rate, heard)
        for cue in programme.cues
        if cue.kind == "jingle"
    )
    return SoundReport(loudness, chapters, jingles)


def edges_of_parts(programme: Programme) -> tuple[int, ...]:
    """Where a chapter or a jingle of the report begins or ends, but for the programme's own ends; ascending."""
    jingles = [cue for cue in programme.cues if cue.kind == "jingle"]
    edges = {int(chapter.start) for chapter in programme.chapters} | {int(cue.start) for cue in jingles}
    edges |= {_before_voice(cue, programme) for cue in jingles}
    return tuple(sorted(edges - {0, int(programme.length)}))


def describe_sound(report: SoundReport) -> Iterator[str]:
    """The report as lines of a table: the programme, its chapters, its jingles."""
    yield f"{'start':>8}  {'LUFS':>6} {'3 s max':>7} {'LU':>5} {'dBTP':>6}"
    whole = report.loudness
    yield _row(
        "", (whole.integrated_lufs, whole.short_term_max_lufs, whole.range_lu, whole.true_peak_dbtp), "programme"
    )
    for part in (*report.chapters, *report.jingles):
        figures = part.integrated_lufs, part.short_term_max_lufs, part.range_lu, part.true_peak_dbtp
        yield _row(f"{int(part.start_s) // 60}:{int(part.start_s) % 60:02}", figures, part.name)


def _row(start: str, figures: tuple[float, float, float, float], name: str) -> str:
    integrated, short_term, loudness_range, peak = figures
    return f"{start:>8}  {integrated:6.1f} {short_term:7.1f} {loudness_range:5.1f} {peak:6.1f}  {name}"


def _before_voice(jingle: Cue, programme: Programme) -> int:
    """Where a jingle ends, or a voice comes in over its tail."""
    end = int(jingle.start + jingle.length)
    voices = (int(cue.start) for cue in programme.cues if cue.kind == "voice" and jingle.start < cue.start < end)
    return min(voices, default=end)


def _part(name: str, start: int, end: int, rate: int, heard: Heard) -> PartLoudness:
    first, last = (round(edge * 10 / rate) for edge in (start, end))
    momentary = heard.momentary[first:last]
    # a value looks 0.4 s back: the first that has seen nothing else stands three places later
    whole = integrated_of_momentary(heard.momentary[min(first + MOMENTARY - 1, last - 1) : last])
    loudest = max(short_term_of(momentary), default=NOTHING_LUFS)
    return PartLoudness(
        name,
        round(start / rate, 3),
        round(whole, 1),
        round(max(loudest, whole), 1),
        round(range_of_momentary(momentary), 1),
        heard.peak_between(start, end),
    )


def write_loudness_plot(folder: Path, programme: Programme, momentary: Sequence[float], target_lufs: float) -> Path:
    """Draw `loudness.png` in the episode's folder; its path.

    Raises:
        WorkspaceError: It cannot be written.
    """
    path = folder / PLOT
    write_bytes(path, draw_loudness(programme, momentary, target_lufs))
    return path


def draw_loudness(programme: Programme, momentary: Sequence[float], target_lufs: float) -> bytes:
    """Loudness over time as PNG: momentary in the background, short-term as a line, the chapters marked."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    seconds = programme.length / programme.rate
    _draw_levels(draw, target_lufs)
    _draw_curves(draw, momentary)
    _draw_chapters(draw, programme, seconds)
    _draw_minutes(draw, seconds)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _y(lufs: float) -> float:
    share = (LOUDEST - min(max(lufs, SOFTEST), LOUDEST)) / (LOUDEST - SOFTEST)
    return TOP + share * (HEIGHT - TOP - BOTTOM)


def _draw_levels(draw: ImageDraw, target_lufs: float) -> None:
    font = load_font(TEXT_FONT, 17)
    for lufs in range(-50, -5, 10):
        draw.line((LEFT, _y(lufs), WIDTH - 20, _y(lufs)), fill=GRID)
        draw.text((LEFT - 8, _y(lufs)), f"{lufs}", font=font, fill=INK, anchor="rm")
    draw.line((LEFT, _y(target_lufs), WIDTH - 20, _y(target_lufs)), fill=TARGET, width=2)
    draw.text((LEFT - 8, _y(target_lufs)), f"{target_lufs:g}", font=font, fill=TARGET, anchor="rm")
    draw.text((LEFT, 12), "LUFS, momentary and short-term, after decoding", font=font, fill=INK)


def _draw_curves(draw: ImageDraw, momentary: Sequence[float]) -> None:
    """For each column of pixels the loudest moment as a bar, and the loudest short-term value as a line."""
    columns = WIDTH - 20 - LEFT
    if not momentary:
        return
    short_term = short_term_of(momentary)
    behind = SHORT_TERM - 1  # values that the first short-term one looks back over
    line: list[tuple[float, float]] = []
    for column in range(columns):
        first = column * len(momentary) // columns
        last = max(first + 1, (column + 1) * len(momentary) // columns)
        draw.line((LEFT + column, _y(max(momentary[first:last])), LEFT + column, _y(SOFTEST)), fill=SOFT)
        if heard := short_term[max(0, first - behind) : max(0, last - behind)]:
            line.append((LEFT + column, _y(max(heard))))
    if len(line) > 1:
        draw.line(line, fill=STRONG, width=2)


def _draw_chapters(draw: ImageDraw, programme: Programme, seconds: float) -> None:
    font = load_font(TEXT_FONT, 17)
    room = WIDTH - 20 - LEFT
    places = [LEFT + chapter.start / programme.rate / seconds * room for chapter in programme.chapters]
    for number, (chapter, left) in enumerate(zip(programme.chapters, places, strict=True)):
        right = places[number + 1] if number + 1 < len(places) else WIDTH - 20
        draw.line((left, TOP, left, HEIGHT - BOTTOM + 50), fill=TARGET)
        title, free = drawable(chapter.title, TEXT_FONT), right - left - 10
        if font.getlength(title) > free:
            title = shortened(title, font, free) if free > font.getlength("M…") else ""
        draw.text((left + 5, HEIGHT - BOTTOM + 36), title, font=font, fill=INK)


def _draw_minutes(draw: ImageDraw, seconds: float) -> None:
    font = load_font(TEXT_FONT, 17)
    step = next((each for each in (5, 15, 30, 60, 300, 600, 1800, 3600) if seconds / each <= 16), 7200)
    for second in range(0, int(seconds) + 1, step):
        left = LEFT + second / seconds * (WIDTH - 20 - LEFT)
        label = f"{second // 60}:{second % 60:02}"
        draw.text((left, HEIGHT - BOTTOM + 10), label, font=font, fill=INK, anchor="ma")
