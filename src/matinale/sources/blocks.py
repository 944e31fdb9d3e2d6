"""What every format is turned into before structure is looked for: typed blocks, in reading order.

    bytes ─▶ text | markdown | html | mail | feed ─▶ Document(blocks) ─▶ structure ─▶ Issue

A block holds one paragraph's worth of text with what its markup said of it. Nothing is judged here: a reader may only
say what it saw (`hint`), the structure finder decides.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from matinale.model import Link

BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "table", "image", "caption", "rule", "footnote"]

_WORD = re.compile(r"[^\W_¹²³⁰⁴-⁹]+|[¹²³⁰⁴-⁹]+")  # the mark of a footnote is no part of its word
_SPACE = re.compile(r"\s+")
# Characters without a width or a meaning for the ear: zero-width joiners and spaces, soft hyphens, the fillers that
# mail tools put after a preheader, byte order marks, directional marks; and control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")

MOST_BLOCKS = 30_000
"""Blocks of an issue; more are broken markup or an archive. A reader may stop there: the issue is refused."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    `rank` of a heading: 1 for the most prominent (h1), larger for lesser ones, 0 where the block is no heading by its
    markup. `strong`: how many of the first characters of `text` are set in bold. `boxes`: the containers it lies in,
    outermost first (HTML). `line`: where it begins in the source, 1-based, 0 unknown. `gap`: blank lines before it.
    `hint`: a kind the reader saw in the markup ("hidden", "navigation", "sponsor" …) and `why` its evidence.
    `marker`: the bullet or number that stood before the text.
    """

    kind: BlockKind
    text: str
    rank: int = 0
    strong: int = 0
    links: tuple[Link, ...] = ()
    boxes: tuple[int, ...] = ()
    line: int = 0
    gap: int = 0
    hint: str = ""
    why: str = ""
    marker: str = ""

    @property
    def bold(self) -> bool:
        """Whether the whole block is set in bold."""
        return bool(self.text) and self.strong >= len(self.text)

    @property
    def linked(self) -> bool:
        """Whether the block is nothing but links."""
        covered = sum(len(words_of(link.text)) for link in self.links)
        return bool(self.links) and covered >= len(words_of(self.text))


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a source. `title`, `date`, `url`, `byline`, `language` are the container's own metadata."""

    blocks: tuple[Block, ...]
    format: str
    title: str = ""
    date: dt.date | None = None
    url: str = ""
    byline: str = ""
    language: str = ""
    name: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text, lower-cased, without punctuation.

    >>> words_of("L’IA – 140 milliards")
    ['l', 'ia', '140', 'milliards']
    """
    return _WORD.findall(text.lower())


def tidy(text: str) -> str:
    r"""Text on one line: every run of white space is one space, nothing invisible is left, accents are composed.

    >>> tidy(" a\u00a0\u200b b\n")
    'a b'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def same_words(left: str, right: str) -> bool:
    """Whether two texts have the same words, whatever their punctuation and case."""
    return words_of(left) == words_of(right)
