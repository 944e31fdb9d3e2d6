"""Renders a line until its take passes its checks: as a whole, then in parts; the best attempt is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from matinale.errors import TakeRefused
from matinale.model import Line, Pronunciation, SpokenForm, Take
from matinale.settings import VoiceProfile
from matinale.speech.checks import faults_of, is_unusable
from matinale.speech.engine import SpeechEngine
from matinale.speech.splitting import split_evenly

SHORTER = 0.7  # of the line's length: parts of the second attempt
PAUSE_AT_MARK_S = 0.15
PAUSE_AT_WORD_S = 0.02


def speak_checked(engine: SpeechEngine, line: Line, voice: VoiceProfile) -> Take:
    """A take of the whole line, checked. What remains wrong after the second attempt is in its `faults`.

    Raises:
        TakeRefused: No attempt gave any sound.
        SpeechError: The line cannot be spoken.
    """
    whole = split_line(line, engine.limits.characters)
    attempts = [_spoken(engine, whole, line, voice)]
    shorter = split_line(line, round(min(len(line.spoken.text), engine.limits.characters) * SHORTER))
    if attempts[0].faults and len(shorter) > len(whole):
        attempts.append(_spoken(engine, shorter, line, voice))
    usable = [take for take in attempts if not is_unusable(take)]
    if not usable:
        raise TakeRefused(
            f"line {line.id}: the take {attempts[0].faults[0]} ({line.spoken.text[:60]!r}); "
            f"reword the line or choose another voice than {voice.name!r}"
        )
    return min(usable, key=lambda take: len(take.faults))


def speak_in_parts(engine: SpeechEngine, line: Line, voice: VoiceProfile, share: float) -> Take | None:
    """A take of the line spoken in parts of at most `share` of its length; None where that parts nothing."""
    parts = split_line(line, round(min(len(line.spoken.text) * share, engine.limits.characters)))
    return _spoken(engine, parts, line, voice) if len(parts) > 1 else None


def split_line(line: Line, limit: int) -> tuple[Line, ...]:
    """A line in parts of about `limit` characters at its best boundaries, each with its pronunciations.

    A pronunciation stays in one part, and a part that would have no word stays with the part before it; such a part
    may be longer than the limit.
    """
    text = line.spoken.text
    cuts = [0]
    position = 0
    for part in split_evenly(text, max(1, limit)):
        start = text.index(part, position)
        position = start + len(part)
        if start and _may_cut(line.spoken, cuts[-1], start):
            cuts.append(start)
    if len(cuts) == 1:
        return (line,)
    return tuple(_cut(line, start, end) for start, end in pairwise([*cuts, len(text)]))


def _may_cut(spoken: SpokenForm, last: int, place: int) -> bool:
    inside = any(span.start < place < span.end for span in spoken.pronunciations)
    return not inside and _has_words(spoken.text[last:place]) and _has_words(spoken.text[place:])


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _cut(line: Line, start: int, end: int) -> Line:
    inside = [span for span in line.spoken.pronunciations if start <= span.start < end]
    moved = tuple(Pronunciation(span.start - start, span.end - start, span.ipa, span.language) for span in inside)
    return replace(line, spoken=SpokenForm(line.spoken.text[start:end].rstrip(), moved))


def _spoken(engine: SpeechEngine, parts: tuple[Line, ...], line: Line, voice: VoiceProfile) -> Take:
    """One attempt: the parts spoken one after the other, joined with short pauses and checked as a whole."""
    import numpy as np

    takes = [engine.speak(part, voice) for part in parts]
    rate = takes[0].rate
    pieces = [takes[0].samples]
    for part, take in zip(parts[:-1], takes[1:], strict=True):
        pause = PAUSE_AT_WORD_S if part.spoken.text[-1].isalnum() else PAUSE_AT_MARK_S
        pieces += [np.zeros(round(pause * rate), dtype=np.float32), take.samples]
    joined = Take(line.id, np.concatenate(pieces), rate, "")
    return replace(joined, faults=faults_of(joined, line, voice))
