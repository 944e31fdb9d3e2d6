"""Cover and cards, drawn from the show's name and colours: square, RGB, legible at the size of a thumb nail.

The picture is a sunrise over a sound wave: the edition of the morning, to be listened to.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinale.audio.lettering import LEADING, TEXT_FONT, TITLE_FONT, Sizes, drawable, set_words
from matinale.errors import AudioError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

OVERSAMPLED = 2  # drawn larger and scaled down: soft edges
MARGIN = 0.075
SMALLEST, LARGEST = 1400, 3000  # what podcast apps take
BARS = (0.36, 0.52, 0.40, 0.74, 0.58, 1.0, 0.66, 0.86, 0.46, 0.62, 0.36)


@dataclass(frozen=True, slots=True)
class Style:
    """Where words stand and how large they are, in fractions of the picture's side."""

    font: str
    top: float
    bottom: float
    sizes: Sizes


# 0.09 are 6 of 64 pixels: the smallest letters that can be told from each other.
TITLE_SIZES = Sizes(largest=0.21, whole=0.11, smallest=0.09)
TITLE = Style(TITLE_FONT, MARGIN, 0.56, TITLE_SIZES)
TITLE_ABOVE = Style(TITLE_FONT, MARGIN, 0.505, TITLE_SIZES)
CAPTION = Style(TEXT_FONT, 0.505, 0.575, Sizes(largest=0.055, whole=0.04, smallest=0.04))


def draw_cover(title: str, colours: Sequence[str], *, size: int = 1600) -> bytes:
    """A show's cover as PNG: `size` x `size` pixels. `colours`: ground, sun, lettering ("#rrggbb").

    Raises:
        AudioError: A colour is not one, or the size is none that podcast apps take (1400 to 3000).
    """
    if not SMALLEST <= size <= LARGEST:
        raise AudioError(f"a cover is {SMALLEST} to {LARGEST} pixels wide, not {size}")
    return _as_png(_draw(title, "", colours, size))


def draw_card(title: str, caption: str, colours: Sequence[str], *, size: int = 1400) -> bytes:
    """An episode's or a chapter's card as PNG: the title above, a caption (a date, a show's name) below."""
    return _as_png(_draw(title, caption, colours, size))


def _draw(title: str, caption: str, colours: Sequence[str], size: int) -> Image:
    from PIL import Image, ImageDraw

    ground, sun, letters = _parse(colours)
    side = size * OVERSAMPLED
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)
    words, below = drawable(title, TITLE_FONT), drawable(caption, TEXT_FONT)
    if not words:  # of another script, or emoji alone
        words, below = below, ""
    _draw_sunrise(draw, side, ground, sun, alone=not words)
    _draw_words(draw, words, side, TITLE_ABOVE if below else TITLE, letters)
    _draw_words(draw, below, side, CAPTION, sun)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _draw_sunrise(draw: ImageDraw, side: int, ground: str, sun: str, *, alone: bool) -> None:
    """Half a sun on a horizon, mirrored below as a sound wave; larger and in the middle where there are no words."""
    horizon, radius, middle = (0.54, 0.30, side / 2) if alone else (0.80, 0.175, side / 2)
    horizon, radius, reach = horizon * side, radius * side, (0.21 if alone else 0.115) * side
    draw.pieslice((middle - radius, horizon - radius, middle + radius, horizon + radius), 180, 360, fill=sun)
    width = side * (1 - 2 * MARGIN) / (2 * len(BARS) - 1)
    top = horizon + 0.02 * side
    for number, height in enumerate(BARS):
        left = MARGIN * side + 2 * number * width
        draw.rounded_rectangle((left, top, left + width, top + height * reach), radius=width / 2, fill=sun)
    line = 0.008 * side
    draw.rectangle((MARGIN * side, horizon, side - MARGIN * side, horizon + line), fill=ground)


def _draw_words(draw: ImageDraw, words: str, side: int, style: Style, fill: str) -> None:
    """The words as large as they fit between the style's two heights, from the left margin on."""
    box = (1 - 2 * MARGIN) * side, (style.bottom - style.top) * side
    font, lines = set_words(words, style.font, style.sizes.times(side), box)
    for number, line in enumerate(lines):
        draw.text((MARGIN * side, style.top * side + number * font.size * LEADING), line, font=font, fill=fill)


def _parse(colours: Sequence[str]) -> tuple[str, str, str]:
    from PIL import ImageColor

    if len(colours) < 3:
        raise AudioError(f"show.toml: colours = {list(colours)}: three are needed (ground, sun, lettering)")
    for colour in colours[:3]:
        try:
            ImageColor.getrgb(colour)
        except ValueError as error:
            raise AudioError(f'show.toml: colours: {colour!r} is no colour; write it as "#12355b"') from error
    return colours[0], colours[1], colours[2]


def _as_png(image: Image) -> bytes:
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def tag_picture(picture: bytes, *, size: int = 600) -> bytes:
    """A picture for a tag: JPEG, at most `size` pixels wide, whatever the publisher gave.

    Raises:
        AudioError: It is no picture that Pillow reads.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise AudioError(f"a picture for the tags cannot be read ({error}); save it as PNG or JPEG") from error
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.thumbnail((size, size), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    flat.save(content, "JPEG", quality=85, optimize=True)
    return content.getvalue()
