"""How loud the voices are, each over the whole programme: they are matched before the mix, never per sentence.

Gains go in steps, and a voice keeps the gain it had while that is no further than a step from the right one: one
sentence changed does not change the sound of all the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matinale.audio.jingles import JingleSet
from matinale.audio.loudness import HOP_S, MOMENTARY, NOTHING_LUFS, in_power, integrated
from matinale.model import LineCue, Programme, Script, SegmentAudio
from matinale.settings import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Powers = NDArray[np.float64]  # K-weighted mean squares of tenths of a second, as `Meter.powers` gives them

MATCHED_LUFS = -20.0  # where voices meet before the programme's own gain
STEP_DB = 0.25  # of gains: an eighth of a decibel off, at most, is not heard


def line_powers(segments: Sequence[SegmentAudio]) -> dict[str, Powers]:
    """By line id: the power of each tenth of a second of the line's sound (at least one)."""
    import numpy as np

    def power(cue: LineCue) -> Powers:
        loudness = np.array(cue.loudness, np.float64)
        return np.where(loudness > NOTHING_LUFS, in_power(loudness), 0.0)

    return {cue.line_id: power(cue) for audio in segments for cue in audio.lines}


def voice_powers(script: Script, lines: Mapping[str, Powers]) -> dict[str, Powers]:
    """By voice, as segments and lines name it: the powers of all it says."""
    import numpy as np

    found: dict[str, list[Powers]] = {}
    for segment in script.segments:
        for line in segment.lines:
            found.setdefault(line.voice or segment.voice, []).append(lines[line.id])
    return {voice: np.concatenate(pieces) for voice, pieces in found.items()}


def expected_lufs(programme: Programme, lines: Mapping[str, Powers], jingles: JingleSet) -> float:
    """The mix's integrated loudness before it is made: powers add up where they sound (the bed is left out).

    Every cue is moved to the nearest tenth of a second, so it is right to about 0.2 LU.
    """
    import numpy as np

    hop = HOP_S * programme.rate
    total = np.zeros(int(programme.length / hop) + 2)
    for cue in programme.cues:
        heard = lines.get(cue.source) if cue.kind == "voice" else None
        if cue.kind == "jingle":
            heard = jingles.jingles[cue.source].powers
        if heard is not None:
            first = round(cue.start / hop)
            heard = heard[: len(total) - first]
            total[first : first + len(heard)] += heard * 10 ** (cue.gain_db / 10)
    return integrated(total)


def voice_gains(
    powers: Mapping[str, Powers], sound: Sound, gains_db: Mapping[str, float], kept: Mapping[str, float]
) -> dict[str, float]:
    """By voice, the gain in dB that brings it to `MATCHED_LUFS` (where matching is on), and the wished `gains_db`.

    `kept`: the gains of the programme before; one that is at most a step off stays.
    """
    gains: dict[str, float] = {}
    for voice, heard in powers.items():
        lufs, wish = _loudness_of(heard), gains_db.get(voice, 0.0)
        right = MATCHED_LUFS - lufs if sound.match_voices and lufs > NOTHING_LUFS else 0.0
        near = voice in kept and abs(kept[voice] - wish - right) <= STEP_DB
        gains[voice] = kept[voice] if near else in_steps(right) + wish
    return gains


def in_steps(gain_db: float) -> float:
    """The nearest multiple of `STEP_DB`."""
    return round(gain_db / STEP_DB) * STEP_DB


def voice_places(powers: Mapping[str, Powers], placement: float) -> dict[str, float]:
    """By voice, its pan: who speaks most is in the middle, the others a little to the right and the left in turn."""
    first = max(powers, key=lambda voice: len(powers[voice]), default="")
    others = [voice for voice in powers if voice != first]
    sides = {voice: placement * (1 if number % 2 == 0 else -1) for number, voice in enumerate(others)}
    return {first: 0.0, **sides}


def reference_lufs(powers: Mapping[str, Powers], gains: Mapping[str, float]) -> float:
    """The loudness of all that is spoken, after the gains, in steps: what jingles are set against.

    Silence counts as matched.
    """
    import numpy as np

    if not powers:
        return MATCHED_LUFS
    lufs = _loudness_of(np.concatenate([heard * 10 ** (gains[voice] / 10) for voice, heard in powers.items()]))
    return in_steps(lufs) if lufs > NOTHING_LUFS else MATCHED_LUFS


def _loudness_of(powers: Powers) -> float:
    """Integrated loudness; of less than 0.4 s, the loudness of what there is."""
    import numpy as np

    if 0 < len(powers) < MOMENTARY:
        powers = np.repeat(powers.mean(), MOMENTARY)
    return integrated(powers)
