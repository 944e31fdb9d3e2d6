"""The programme's sound, block by block: the whole of it is never in memory, whatever its length."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.ducking import DuckingCurve
from matinale.audio.fades import fade_curve
from matinale.audio.jingles import JingleSet
from matinale.audio.stitch import RATE
from matinale.errors import AudioError
from matinale.model import Cue, CueKind, Programme, SegmentAudio
from matinale.settings import Sound

if TYPE_CHECKING:
    import numpy as np
    import soundfile
    from numpy.typing import NDArray

BLOCK = 1 << 16
AHEAD = 1 << 18
BED_FADE_IN = round(1.2 * RATE)
BED_FADE_OUT = round(1.2 * RATE)
LOOP_FADE_S = 0.8
ALL: tuple[CueKind, ...] = ("voice", "jingle", "bed")


class Mix:
    """Renders a `Programme`: voices from the segments' files in `folder`, music from memory."""

    def __init__(
        self,
        programme: Programme,
        segments: Sequence[SegmentAudio],
        jingles: JingleSet,
        sound: Sound,
        *,
        folder: Path,
    ) -> None:
        self.programme = programme
        self._segments = tuple(segments)
        self._jingles = jingles.jingles
        self._folder = folder
        self._places = {line.line_id: (audio, line.start) for audio in segments for line in audio.lines}
        self._duck = DuckingCurve(
            programme.cues,
            depth_db=sound.bed_duck_db,
            attack=round(sound.bed_attack * RATE / 1000),
            release=round(sound.bed_release * RATE / 1000),
        )

    def blocks(self, kinds: Collection[CueKind] = ALL) -> Generator[NDArray[np.float32]]:
        """float32 [n, 2] at 44.1 kHz, `BLOCK` samples each but the last; only cues of `kinds` sound (stems).

        A block with nothing but voices in the middle has one column, [n, 1]: both sides are the same.
        """
        import numpy as np

        waiting = [cue for cue in reversed(self.programme.cues) if cue.kind in kinds]
        sounding: list[Cue] = []
        with _Reader(self._folder) as reader:
            for start in range(0, self.programme.length, BLOCK):
                end = min(start + BLOCK, self.programme.length)
                while waiting and waiting[-1].start < end:
                    sounding.append(waiting.pop())
                middle = all(cue.kind == "voice" and cue.pan == 0 for cue in sounding)
                block = np.zeros((end - start, 1 if middle else 2), np.float32)
                for cue in sounding:
                    self._add(cue, block, start, reader)
                sounding = [cue for cue in sounding if cue.start + cue.length > end]
                yield block

    def _add(self, cue: Cue, block: NDArray[np.float32], start: int, reader: _Reader) -> None:
        """Add the part of a cue that falls into the block that begins at `start`."""
        first = max(0, start - cue.start)
        count = min(int(cue.length), start + len(block) - cue.start) - first
        if count <= 0:
            return
        at = cue.start + first - start
        block[at : at + count] += self._part(cue, first, count, reader) * _side_gains(cue, block.shape[1])

    def _part(self, cue: Cue, first: int, count: int, reader: _Reader) -> NDArray[np.float32]:
        """Samples `first` to `first + count` of a cue, before its gain: [count, 1] or [count, 2]."""
        import numpy as np

        if cue.kind == "voice":
            audio, offset = self._places[cue.source]
            return reader.read(audio, offset + first, count)[:, None]
        if cue.kind == "bed":
            gain = self._duck.gain(cue.start + first, count) * _bed_fades(first, count, cue.length)
            bed = _looped(self._jingles[cue.source].samples, first, count) * gain[:, None]
            return bed.astype(np.float32)
        return self._jingles[cue.source].samples[first : first + count]


def _side_gains(cue: Cue, columns: int) -> NDArray[np.float32]:
    """The linear gains of left and right: constant power, both equal in the middle (one column will do there)."""
    import numpy as np

    gain = 10 ** (cue.gain_db / 20)
    if cue.pan == 0:
        return np.full(columns, gain, np.float32)
    angle = (1 + cue.pan) * np.pi / 4
    return np.array((gain * 2**0.5 * np.cos(angle), gain * 2**0.5 * np.sin(angle)), np.float32)


def _bed_fades(first: int, count: int, length: int) -> NDArray[np.float32]:
    """Equal-power fades at both ends of a bed of `length` samples."""
    import numpy as np

    position = np.arange(first, first + count)
    rising = np.clip((position + 0.5) / BED_FADE_IN, 0, 1)
    falling = np.clip((length - position - 0.5) / BED_FADE_OUT, 0, 1)
    return (np.sin(rising * np.pi / 2) * np.sin(falling * np.pi / 2)).astype(np.float32)


def _looped(samples: NDArray[np.float32], first: int, count: int) -> NDArray[np.float32]:
    """A piece of music repeated without end, each end cross-faded into the next beginning at constant power.

    How much the two have in common is reckoned with: a loop that was made to close neither swells nor dips.
    """
    import numpy as np

    overlap = min(round(LOOP_FADE_S * RATE), len(samples) // 2)
    period = len(samples) - overlap
    position = np.arange(first, first + count)
    inside = position % period
    looped = samples[inside]
    again = (position >= period) & (inside < overlap)
    if again.any():
        rising = fade_curve(overlap)[:, None]
        falling = rising[::-1]
        head, tail = samples[:overlap], samples[period:]
        alike = float((head * tail).sum() / max(1e-9, np.sqrt((head**2).sum() * (tail**2).sum())))
        power = np.sqrt(np.maximum(0.1, 1 + 2 * alike * rising * falling))
        looped[again] = ((head * rising + tail * falling) / power)[inside[again]]
    return looped


class _Reader:
    """Reads segments' files in the order of the programme: one is open at a time.

    Pieces of `AHEAD` are read one after the other, silences too: to seek in a FLAC file takes longer than to decode on.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = ""
        self._file: soundfile.SoundFile | None = None
        self._held: NDArray[np.float32] | None = None  # what was read of it last,
        self._at = 0  # from this sample on

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def read(self, audio: SegmentAudio, start: int, count: int) -> NDArray[np.float32]:
        """`count` samples from `start` of a segment's file, float32 mono."""
        import numpy as np
        import soundfile

        try:
            file = self._file if self._file is not None and self._path == audio.path else self._open(audio)
            held = self._held
            if held is None or not self._at <= start <= self._at + len(held):
                file.seek(start)
                held, self._at = np.zeros(0, np.float32), start
            held = held[start - self._at :]
            if len(held) < count:
                more = np.asarray(file.read(max(count - len(held), AHEAD), "float32"), np.float32)
                held = np.concatenate([held, more])
                self._held, self._at = held, start
        except soundfile.SoundFileError as error:
            raise AudioError(f"{self._folder / audio.path}: cannot be read ({error}); delete it, run again") from error
        if len(held) < count:
            raise AudioError(f"{self._folder / audio.path}: is shorter than it was written; delete it, run again")
        return held[:count]

    def _open(self, audio: SegmentAudio) -> soundfile.SoundFile:
        import soundfile

        self._close()
        self._path = audio.path
        self._file = soundfile.SoundFile(self._folder / audio.path)
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file, self._held = None, None
