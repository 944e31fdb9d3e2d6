"""Bar charts of an archive, drawn with the fonts that come with Matinale: a bar an episode, its parts stacked."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from matinale.audio.lettering import TEXT_FONT, drawable, load_font

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 1600, 560, 90, 30, 70, 60
GROUND, GRID, INK = "#ffffff", "#d9dee5", "#33404f"
# Distinguishable without colour vision too: they differ in lightness (Okabe and Ito).
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#56b4e9", "#d55e00", "#cc79a7")
FONT_SIZE, LINES = 18, 5


def draw_bars(title: str, names: Sequence[str], series: Mapping[str, Sequence[float]]) -> bytes:
    """A chart as PNG. `names`: one below each bar (as many as there is room for); `series`: its parts, from below.

    With more bars than columns of pixels, neighbours share one, which shows their mean.
    """
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    sums = [sum(parts) for parts in zip(*series.values(), strict=True)]
    top = nice_top(max(sums, default=0.0))
    _draw_scale(draw, title, top)
    _draw_legend(draw, tuple(series))
    _draw_all(draw, series, top)
    _draw_names(draw, names)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def nice_top(highest: float) -> float:
    """The next of 1, 2 or 5 times a power of ten.

    >>> nice_top(0.37), nice_top(180), nice_top(0)
    (0.5, 200.0, 1.0)
    """
    if highest <= 0:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(round(step * power, 12) for step in (1, 2, 5, 10) if step * power >= highest)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)


def _draw_scale(draw: ImageDraw, title: str, top: float) -> None:
    font = load_font(TEXT_FONT, FONT_SIZE)
    for line in range(LINES + 1):
        value = top * line / LINES
        draw.line((LEFT, _y(value, top), WIDTH - RIGHT, _y(value, top)), fill=GRID)
        draw.text((LEFT - 8, _y(value, top)), f"{value:g}", font=font, fill=INK, anchor="rm")
    draw.text((LEFT, 12), drawable(title, TEXT_FONT), font=font, fill=INK)


def _draw_legend(draw: ImageDraw, parts: Sequence[str]) -> None:
    font = load_font(TEXT_FONT, FONT_SIZE)
    left = float(LEFT)
    for part, colour in zip(parts, COLOURS, strict=False):
        draw.rectangle((left, 42, left + 14, 56), fill=colour)
        draw.text((left + 20, 49), part, font=font, fill=INK, anchor="lm")
        left += 44 + font.getlength(part)


def _draw_all(draw: ImageDraw, series: Mapping[str, Sequence[float]], top: float) -> None:
    count = len(next(iter(series.values()), ()))
    columns = min(count, WIDTH - LEFT - RIGHT)
    for column in range(columns):
        first, last = column * count // columns, ceil((column + 1) * count / columns)
        left, right = _place(column, columns), _place(column + 1, columns)
        edge = 0.15 * (right - left) if right - left > 3 else 0.0
        base = 0.0
        for values, colour in zip(series.values(), COLOURS, strict=False):
            value = sum(values[first:last]) / (last - first)
            if value > 0:
                draw.rectangle(
                    (left + edge, _y(base + value, top), max(left + edge, right - edge - 1), _y(base, top)), fill=colour
                )
            base += value


def _draw_names(draw: ImageDraw, names: Sequence[str]) -> None:
    """A name where the one before leaves room."""
    font = load_font(TEXT_FONT, 15)
    free = 0.0
    for number, name in enumerate(names):
        middle = (_place(number, len(names)) + _place(number + 1, len(names))) / 2
        half = font.getlength(name) / 2
        if middle - half >= free:
            draw.text((middle, HEIGHT - BOTTOM + 12), drawable(name, TEXT_FONT), font=font, fill=INK, anchor="ma")
            free = middle + half + 14


def _place(number: int, count: int) -> float:
    return LEFT + number * (WIDTH - LEFT - RIGHT) / max(1, count)
