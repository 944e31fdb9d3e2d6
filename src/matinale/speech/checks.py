"""Checks of a take before it is accepted: is it sound, whole, and as long as its words?

A neural voice fails in few ways: it stops early, says a part twice, falls silent in the middle, or hurries. All of
them show in the length, which for one voice is close to a straight line in the number of sounds and of punctuation
marks (Kokoro's `ff_siwis`: between 0.88 and 1.12 of that line over 61 sentences of news).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinale.errors import EngineMissing, ShowError, SpeechError
from matinale.model import Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.phonemes import phonemes_of
from matinale.speech.trimming import FRAME_S, frame_levels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MARKS = frozenset(",;:.!?…—")
UNHEARD = 3e-5  # -90 dBFS
FULL_SCALE = 0.999
CLIPPED_RUN = 4  # samples at full scale in a row
OFFSET = 0.01
QUIET_DB = -40.0
LONGEST_SILENCE_S = 0.7
LONGEST_SILENCE_AT_MARK_S = 1.2


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a voice takes: seconds for the ends, for each sound and for each mark inside; and what is tolerated.

    `low` and `high` are shares of the expected length; `slack_s` is tolerated on top, for short lines vary more.
    """

    ends: float
    sound: float
    mark: float
    low: float
    high: float
    slack_s: float = 0.35

    def bounds(self, sounds: int, marks: int, speed: float) -> tuple[float, float]:
        """The shortest and the longest take, in seconds, for so many sounds and marks."""
        expected = (self.ends + self.sound * sounds + self.mark * marks) / speed
        return max(0.0, expected * self.low - self.slack_s), expected * self.high + self.slack_s


UNLEARNT = Pace(ends=0.2, sound=0.075, mark=0.15, low=0.45, high=2.2)
LEARNT_LOW, LEARNT_HIGH = 0.75, 1.35


def pace_of(voice: VoiceProfile) -> Pace:
    """The pace that was learnt for a voice (`pace` in its profile), or one that any voice keeps.

    Raises:
        ShowError: `pace` is not three numbers.
    """
    if not voice.pace:
        return UNLEARNT
    if len(voice.pace) != 3:
        raise ShowError(f"{voice.folder / voice.name}.toml: pace: three numbers (ends, sound, mark), in seconds")
    ends, sound, mark = voice.pace
    return Pace(ends, sound, mark, LEARNT_LOW, LEARNT_HIGH)


def faults_of(take: Take, line: Line, voice: VoiceProfile) -> tuple[str, ...]:
    """What is wrong with a take, one phrase each; empty where nothing is."""
    import numpy as np

    if take.samples.size == 0:
        return ("holds no sound",)
    if not np.isfinite(take.samples).all():
        return ("holds values that are not numbers",)
    if float(np.abs(take.samples).max()) < UNHEARD:
        return ("is silent",)
    sounds, marks = count_sounds(line)
    return (
        *_clipping(take.samples),
        *_offset(take.samples),
        *_silence(take, marks),
        *_length(take, pace_of(voice).bounds(sounds, marks, voice.speed), sounds),
    )


def is_unusable(take: Take) -> bool:
    """Whether nothing of a take can be published: no sound at all, or not even numbers."""
    import numpy as np

    return not (np.isfinite(take.samples).all() and float(np.abs(take.samples).max(initial=0.0)) >= UNHEARD)


def count_sounds(line: Line) -> tuple[int, int]:
    """The sounds (letters of IPA) of a line, and the punctuation marks inside it."""
    try:
        read = phonemes_of(line.spoken, line.language or "fr")
    except (EngineMissing, SpeechError):  # an engine of another kind, or a language that espeak-ng lacks
        read = line.spoken.text
    return sum(sign.isalpha() for sign in read), sum(sign in MARKS for sign in read[:-1])


def _clipping(samples: NDArray[np.float32]) -> tuple[str, ...]:
    import numpy as np

    full = np.concatenate([[0], (np.abs(samples) >= FULL_SCALE).astype(np.int8), [0]])
    edges = np.diff(full)
    runs = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    clipped = int((runs >= CLIPPED_RUN).sum())
    return (f"is clipped in {clipped} places",) if clipped else ()


def _offset(samples: NDArray[np.float32]) -> tuple[str, ...]:
    offset = float(samples.mean())
    return (f"has a DC offset of {offset:+.3f}",) if abs(offset) > OFFSET else ()


def _silence(take: Take, marks: int) -> tuple[str, ...]:
    """The longest silence inside, against what a pause at a mark may take."""
    import numpy as np

    levels = frame_levels(take.samples, take.rate)
    loud = np.flatnonzero(levels > np.percentile(levels, 95) * 10 ** (QUIET_DB / 20))
    longest = float(np.diff(loud).max(initial=1) - 1) * FRAME_S
    allowed = LONGEST_SILENCE_AT_MARK_S if marks else LONGEST_SILENCE_S
    return (f"has a silence of {longest:.1f} s inside",) if longest > allowed else ()


def _length(take: Take, bounds: tuple[float, float], sounds: int) -> tuple[str, ...]:
    seconds = take.samples.size / take.rate
    low, high = bounds
    if low <= seconds <= high:
        return ()
    return (f"lasts {seconds:.1f} s for {sounds} sounds, expected {low:.1f} to {high:.1f} s",)
