"""Listens to every take with a recogniser, and renders again what it does not understand.

A line is understood when what the recogniser writes down has nearly the letters of its spoken form. A recogniser errs
too (a name, a rare word), so a doubtful line is only rendered in other ways, and the best of them is kept; what stays
doubtful is listed for a person to hear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from matinale.errors import SpeechError
from matinale.languages import primary_language
from matinale.model import Line, Script, Take
from matinale.speech.speaker import PlannedTake, Speaker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DOUBTFUL = 0.20  # of the letters: Whisper base mishears 4 in 100 of Kokoro's French, names and all
OTHERWISE = ((1.0, 0.92), (0.6, 1.0), (0.35, 1.0))
"""Further attempts at a doubtful line: in parts of a share of its length, at a share of the pace.

They are not worth it for lines that are less in doubt: what one listening prefers, the next does not."""


class Transcriber(Protocol):
    """An ear; `recognition.WhisperTranscriber` is one."""

    def transcribe(self, samples: NDArray[np.float32], rate: int, language: str) -> str:
        """What is heard, as text."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of a line. `error` is the share of its letters that were heard wrong; `attempts` counts from 1."""

    line: Line
    heard: str
    error: float
    attempts: int

    @property
    def doubtful(self) -> bool:
        """Whether a person should listen to it."""
        return self.error > DOUBTFUL


OnVerdict = Callable[[Verdict], None]


def verify_script(
    speaker: Speaker,
    script: Script,
    transcriber: Transcriber,
    on_verdict: OnVerdict | None = None,
    known: Mapping[str, str] | None = None,
) -> tuple[Verdict, ...]:
    """Listen to every take of a script (rendering what is missing), worst line first.

    Doubtful takes are rendered again, slower and in parts; the best attempt takes the place of the first in the store.
    `known` is what was heard before of takes that are still the same, by line: they are settled.

    Raises:
        EngineMissing: An engine or the recogniser is not installed.
        SpeechError: A line cannot be spoken.
        WorkspaceError: The store cannot be written.
    """
    verdicts: list[Verdict] = []
    for planned in speaker.plan(script):
        before = known.get(planned.line.id) if known else None
        verdicts.append(_verify(speaker, planned, transcriber) if before is None else _verdict(planned, before))
        if on_verdict is not None:
            on_verdict(verdicts[-1])
    return tuple(sorted(verdicts, key=lambda verdict: -verdict.error))


def letter_error(said: str, heard: str, language: str) -> float:
    """The share of letters to change so that what was heard is what was said, 0 to 1 and more.

    Case, accents, spaces and punctuation do not count; figures are spelled.

    >>> letter_error("Vingt-deux élèves.", "22 élève", "fr") < 0.1
    True
    """
    one, other = plain_letters(said, language), plain_letters(heard, language)
    return edit_distance(one, other) / max(1, len(one))


def plain_letters(text: str, language: str) -> str:
    """The letters of a text alone: lower case, without accents, figures spelled."""
    spelled = re.sub(r"\d+", lambda figure: _spelled(figure.group(), language), text.replace("\u202f", ""))
    decomposed = unicodedata.normalize("NFKD", spelled.replace("œ", "oe").replace("æ", "ae").lower())
    return "".join(sign for sign in decomposed if sign.isalpha())


def edit_distance(one: str, other: str) -> int:
    """Levenshtein's distance: the fewest insertions, deletions and replacements that turn one text into the other.

    >>> edit_distance("chat", "chats"), edit_distance("", "ab"), edit_distance("abc", "axc")
    (1, 2, 1)
    """
    row = list(range(len(other) + 1))
    for count, sign in enumerate(one, 1):
        diagonal, row[0] = row[0], count
        for place, theirs in enumerate(other, 1):
            above = row[place]
            row[place] = min(above + 1, row[place - 1] + 1, diagonal + (sign != theirs))
            diagonal = above
    return row[-1]


def _verify(speaker: Speaker, planned: PlannedTake, transcriber: Transcriber) -> Verdict:
    def listen(take: Take) -> Verdict:
        return _verdict(planned, transcriber.transcribe(take.samples, take.rate, planned.line.language))

    kept = speaker.take(planned)
    best = listen(kept)
    attempts = 1
    for share, pace in OTHERWISE:
        again = _otherwise(speaker, planned, share, pace) if best.doubtful else None
        if again is None:
            continue
        attempts += 1
        verdict = listen(again)
        if verdict.error < best.error:
            best, kept = verdict, again
    if attempts > 1:
        speaker.keep(planned, kept)
    return replace(best, attempts=attempts)


def _otherwise(speaker: Speaker, planned: PlannedTake, share: float, pace: float) -> Take | None:
    try:
        return speaker.speak_otherwise(planned, share=share, pace=pace)
    except SpeechError:  # a voice that speaks no slower, a part that comes out silent: what there is stands
        return None


def _verdict(planned: PlannedTake, heard: str) -> Verdict:
    line = planned.line
    return Verdict(line, heard, letter_error(line.spoken.text, heard, line.language), attempts=1)


def _spelled(figures: str, language: str) -> str:
    import num2words

    try:
        return str(cast("Any", num2words).num2words(int(figures), lang=primary_language(language) or "fr"))
    except (NotImplementedError, OverflowError):
        return figures
