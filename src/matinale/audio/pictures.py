"""Cover and cards, drawn from the show's name and colours: square, RGB, legible at the size of a thumb nail.

The picture is a sunrise over a sound wave: the edition of the morning, to be listened to.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from matinale.errors import AudioError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"  # Fira Sans, SIL Open Font License 1.1 (OFL.txt)
TITLE_FONT, TEXT_FONT = "FiraSans-SemiBold.ttf", "FiraSans-Regular.ttf"
OVERSAMPLED = 2  # drawn larger and scaled down: soft edges
MARGIN = 0.075
SMALLEST, LARGEST = 1400, 3000  # what podcast apps take
BARS = (0.30, 0.52, 0.38, 0.74, 0.58, 1.0, 0.66, 0.86, 0.46, 0.62, 0.34)


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
    _draw_sunrise(draw, side, ground, sun)
    bottom = 0.56 if not caption else 0.50
    _draw_text(
        draw, title, (MARGIN, MARGIN, 1 - MARGIN, bottom), side, fill=letters, font_name=TITLE_FONT, largest=0.21
    )
    if caption:
        _draw_text(
            draw, caption, (MARGIN, 0.505, 1 - MARGIN, 0.575), side, fill=sun, font_name=TEXT_FONT, largest=0.055
        )
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _draw_sunrise(draw: ImageDraw, side: int, ground: str, sun: str) -> None:
    """Half a sun on a horizon, mirrored below as a sound wave."""
    horizon, radius, middle = 0.80 * side, 0.175 * side, side / 2
    draw.pieslice((middle - radius, horizon - radius, middle + radius, horizon + radius), 180, 360, fill=sun)
    width = side * (1 - 2 * MARGIN) / (2 * len(BARS) - 1)
    for number, height in enumerate(BARS):
        left = MARGIN * side + 2 * number * width
        reach = height * 0.115 * side
        box = (left, horizon + 0.02 * side, left + width, horizon + 0.02 * side + reach)
        draw.rounded_rectangle(box, radius=width / 2, fill=sun)
    line = 0.008 * side
    draw.rectangle((MARGIN * side, horizon, side - MARGIN * side, horizon + line), fill=ground)


def _draw_text(
    draw: ImageDraw,
    text: str,
    box: tuple[float, float, float, float],
    side: int,
    *,
    fill: str,
    font_name: str,
    largest: float,
) -> None:
    """The text as large as it fits into the box (fractions of the side), from its upper left corner."""
    left, top, right, bottom = (edge * side for edge in box)
    words = drawable(text, font_name).split()
    size = largest * side
    while True:
        font = load_font(font_name, round(size))
        lines = _wrapped(words, font, right - left)
        step = size * 1.12
        fits = len(lines) * step <= bottom - top and all(font.getlength(line) <= right - left for line in lines)
        if fits or size < 0.028 * side:
            break
        size *= 0.94
    room = max(1, math.floor((bottom - top) / step))
    if len(lines) > room:
        lines = [*lines[: room - 1], _shortened(lines[room - 1] + " " + lines[room], font, right - left)]
    for number, line in enumerate(lines):
        draw.text((left, top + number * step), _shortened(line, font, right - left), font=font, fill=fill)


def _wrapped(words: Sequence[str], font: FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(line: str, font: FreeTypeFont, width: float) -> str:
    """The line, cut with an ellipsis where it is too wide for even the smallest letters."""
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(line + "…") > width:
        line = line[:-1].rstrip()
    return line + "…"


def drawable(text: str, font_name: str = TITLE_FONT) -> str:
    """The text without what the font cannot draw (emoji, other scripts): letters lose an accent rather than go."""
    known = _characters(font_name)
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character in known or character.isspace():
            kept.append(character)
        else:
            bare = unicodedata.normalize("NFKD", character)
            kept.append("".join(part for part in bare if part in known))
    return " ".join("".join(kept).split())


@cache
def _characters(font_name: str) -> frozenset[str]:
    """What the font has a shape for, told by comparing with the shape of a missing character."""
    font = load_font(font_name, 24)

    def shape(character: str) -> bytes:
        return bytes(cast("Iterable[int]", font.getmask(character)))

    missing = shape("\uffff")
    ranges = (range(0x20, 0x250), range(0x300, 0x530), range(0x1E00, 0x2000), range(0x2010, 0x2220))
    return frozenset(chr(code) for codes in ranges for code in codes if shape(chr(code)) != missing)


@cache
def load_font(name: str, size: int) -> FreeTypeFont:
    """One of the fonts that come with Matinale, at a size in pixels."""
    from PIL import ImageFont

    # The basic layout engine: the same picture with and without libraqm.
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


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
