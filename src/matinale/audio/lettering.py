"""Words in pictures: what the fonts that come with Matinale can draw, and how words are set into a box."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"  # Fira Sans, SIL Open Font License 1.1 (OFL.txt)
TITLE_FONT, TEXT_FONT = "FiraSans-SemiBold.ttf", "FiraSans-Regular.ttf"
LEADING = 1.12
STEP = 0.94
ORPHANS = " -–—·•,;:/|&+"  # what is left over between two words that cannot be drawn


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of letters: the largest; the smallest before words are broken; the smallest before text is cut."""

    largest: float
    whole: float
    smallest: float

    def times(self, factor: float) -> Sizes:
        """All three, scaled."""
        return Sizes(self.largest * factor, self.whole * factor, self.smallest * factor)


def set_words(
    text: str, font_name: str, sizes: Sizes, box: tuple[float, float]
) -> tuple[FreeTypeFont, tuple[str, ...]]:
    """The largest letters in which a text fits into a box (width, height in pixels), and its lines.

    Words are broken rather than set smaller than `sizes.whole`. What is still too long in the smallest letters is cut
    with an ellipsis: smaller ones could not be read.
    """
    width, height = box
    words = text.split()
    for largest, smallest, breaking in ((sizes.largest, sizes.whole, False), (sizes.whole, sizes.smallest, True)):
        size = largest
        while size >= smallest:
            font = load_font(font_name, round(size))
            lines = _wrapped(_broken(words, font, width) if breaking else words, font, width)
            if len(lines) * font.size * LEADING <= height and all(font.getlength(line) <= width for line in lines):
                return font, tuple(lines)
            size *= STEP
    font = load_font(font_name, round(sizes.smallest))
    lines = _wrapped(_broken(words, font, width), font, width)
    most = max(1, int(height / (font.size * LEADING)))
    return font, (*lines[: most - 1], shortened(" ".join(lines[most - 1 : most + 1]), font, width))


def _broken(words: Sequence[str], font: FreeTypeFont, width: float) -> list[str]:
    """The words, those that are wider than a line in pieces that end in a hyphen."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while font.getlength(rest) > width:
            ends = range(1, len(rest) + 1)
            most = max(1, bisect_right(ends, width, key=lambda end, rest=rest: font.getlength(rest[:end] + "-")))
            end = _syllable_end(rest, most)
            pieces.append(rest[:end] + "-")
            rest = rest[end:]
        pieces.append(rest)
    return pieces


def _syllable_end(word: str, most: int) -> int:
    """Where a word that goes on after `most` letters is best broken: after a vowel, before a consonant and a vowel.

    >>> _syllable_end("Anticonstitutionnellement", 14)
    12
    """
    vowels = [unicodedata.normalize("NFKD", letter.lower())[0] in "aeiouyœæ" for letter in word]
    for end in range(most, max(1, most - 4), -1):
        if end + 1 < len(word) and (vowels[end - 1], vowels[end], vowels[end + 1]) == (True, False, True):
            return end
    return most


def _wrapped(words: Sequence[str], font: FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shortened(line: str, font: FreeTypeFont, width: float) -> str:
    """The line with an ellipsis at its end, cut after a word where it is too wide; a single word is cut inside."""
    cut = line
    while " " in cut and font.getlength(cut.rstrip(ORPHANS) + "…") > width:
        cut = cut.rpartition(" ")[0]
    while cut and font.getlength(cut.rstrip(ORPHANS) + "…") > width:
        cut = cut[:-1]
    return cut.rstrip(ORPHANS) + "…"


def drawable(text: str, font_name: str = TITLE_FONT) -> str:
    """The text without what the font cannot draw (emoji, other scripts): letters lose an accent rather than go.

    >>> drawable("日本 Café : 😀"), drawable("Café :")
    ('Café', 'Café :')
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if _has_shape(character, font_name) or character.isspace():
            kept.append(character)
        else:
            bare = unicodedata.normalize("NFKD", character)
            kept.append("".join(part for part in bare if _has_shape(part, font_name)))
    words = " ".join("".join(kept).split())
    return words if all(kept) else words.strip(ORPHANS)


_ALPHABETS = (range(0x20, 0x250), range(0x300, 0x530), range(0x1E00, 0x2000), range(0x2010, 0x2220))


@cache
def _has_shape(character: str, font_name: str) -> bool:
    """Whether the font draws something else for a character than for one that it lacks."""
    known = any(ord(character) in alphabet for alphabet in _ALPHABETS)
    return known and _shape(character, font_name) != _shape("\uffff", font_name)


@cache
def _shape(character: str, font_name: str) -> bytes:
    return bytes(cast("Iterable[int]", load_font(font_name, 24).getmask(character)))


@cache
def load_font(name: str, size: int) -> FreeTypeFont:
    """One of the fonts that come with Matinale, at a size in pixels."""
    from PIL import ImageFont

    # The basic layout engine: the same picture with and without libraqm.
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)
