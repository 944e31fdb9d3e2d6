"""From blocks of text to lines: utterances with their spoken form, the pause after each, and stable ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from matinale.model import Line, LineRole, Milliseconds, Segment, SegmentKind, Speller, SpokenForm
from matinale.settings import Wording

_ENDINGS = ".!?…:;,—–"
_CLOSERS = "»”\"'’)]} \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Block:
    """Something said in one go: a paragraph, a heading, a phrase. `pause` follows its last utterance."""

    role: LineRole
    text: str
    pause: Milliseconds
    voice: str = ""
    language: str = ""


def lines_of(block: Block, wording: Wording, speller: Speller) -> Iterator[Line]:
    """The utterances of a block, without ids."""
    pieces = [piece for piece in speller.split(block.text, block.language) if piece]
    for number, piece in enumerate(pieces, start=1):
        pause = block.pause if number == len(pieces) else _pause_inside(piece, wording)
        spoken = spoken_form(piece, block.language, speller)
        if any(character.isalnum() for character in spoken.text):
            yield Line("", block.role, piece, spoken, pause, block.voice, block.language)


def spoken_form(written: str, language: str, speller: Speller | None) -> SpokenForm:
    """What an engine is given for a written line: spelled, and closed by a full stop where no mark closes it.

    Without a stop an engine's voice stays up at the end of a headline. Without a speller the words are as written, with
    straight apostrophes.
    """
    spelled = speller.spell(written, language) if speller else SpokenForm(written.replace("’", "'"))
    bare = spelled.text.rstrip(_CLOSERS)
    if not bare or bare[-1] in _ENDINGS:
        return spelled
    return replace(spelled, text=f"{spelled.text}.")


def make_segment(
    number: int, kind: SegmentKind, title: str, lines: Iterable[Line], *, width: int = 2, voice: str = "", url: str = ""
) -> Segment:
    """A segment whose id and line ids follow from its place: "01-article", "01-article-003"."""
    identity = f"{number:0{width}d}-{kind}"
    return Segment(identity, kind, title, voice, numbered(identity, lines), url)


def numbered(segment_id: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the ids of their places in a segment."""
    return tuple(replace(line, id=f"{segment_id}-{number:03d}") for number, line in enumerate(lines, start=1))


def _pause_inside(piece: str, wording: Wording) -> Milliseconds:
    ended = piece.rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…")
    return wording.pause_sentence if ended else wording.pause_clause
