"""The loudness of a file after decoding, by ffmpeg's ebur128: somebody else's meter says what a listener hears."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matinale.audio.ffmpeg import local, stream_through_ffmpeg
from matinale.audio.loudness import HOP_S, NOTHING_DBTP, NOTHING_LUFS
from matinale.errors import AudioError
from matinale.model import Loudness

_SUMMARY = {
    "integrated_lufs": re.compile(r"^\s*I:\s+(\S+) LUFS", re.MULTILINE),
    "range_lu": re.compile(r"^\s*LRA:\s+(\S+) LU", re.MULTILINE),
}
_PEAK = re.compile(r"^\s*Peak:\s+(\S+) dBFS", re.MULTILINE)
_FRAME = re.compile(r"M:\s*(\S+) S:\s*(\S+)\s+I:")


class FrameListener:
    """Hears what ebur128 tells of every tenth of a second, line by line: the loudness of 0.4 s and of 3 s before it."""

    def __init__(self) -> None:
        self.momentary = array("d")
        self.short_term_max_lufs = NOTHING_LUFS

    def hear(self, line: str) -> bool:
        """Take a line of ffmpeg's stderr; whether it was one of ebur128's."""
        match = _FRAME.search(line)
        if match is None:
            return False
        self.momentary.append(_told(match[1]))
        self.short_term_max_lufs = max(self.short_term_max_lufs, _told(match[2]))
        return True

    def require(self, seconds: float, about: Path) -> None:
        """See that all was heard, to two tenths of a second: an encoder that stops early need not say so.

        Raises:
            AudioError: It was less.
        """
        if (len(self.momentary) + 2) * HOP_S < seconds:
            heard = len(self.momentary) * HOP_S
            raise AudioError(f"{about}: only {heard:.1f} of {seconds:.1f} s were encoded; run again")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured of the decoded programme, place by place.

    `momentary`: LUFS of the 0.4 s before each tenth of a second. `peaks`: dBTP of what lies before the first of
    `edges` (sample positions), between each two, and after the last. `waveform`: as `WaveformMeter.finish` gives it.
    """

    momentary: Sequence[float] = ()
    edges: tuple[int, ...] = ()
    peaks: tuple[float, ...] = (NOTHING_DBTP,)
    waveform: bytes = b""

    def peak_between(self, start: int, end: int) -> float:
        """The true peak (dBTP) from `start` to `end`, both of them `edges` or an end of the programme."""
        first, last = bisect_right(self.edges, start), bisect_left(self.edges, end)
        return round(max(self.peaks[first : last + 1]), 2)


def measure_loudness(path: Path, *, seconds: float = 0.0) -> Loudness:
    """The loudness of an audio file after decoding, by ffmpeg's ebur128; a mono file counts as both sides.

    Raises:
        AudioError: The file cannot be decoded without an error, is shorter than `seconds`, or ffmpeg's summary is not
            understood.
    """
    chain = "ebur128=peak=true:dualmono=true:framelog=info"
    arguments = ["-xerror", "-i", local(path), "-map", "0:a:0", "-af", chain, "-f", "null", "-"]
    frames = FrameListener()
    said = stream_through_ffmpeg(arguments, (), lambda _: None, path, listen=frames.hear)
    frames.require(seconds, path)
    return read_ebur128(said, frames, path)


def read_ebur128(said: str, frames: FrameListener, about: Path) -> Loudness:
    """The last summary of ffmpeg's ebur128, and the highest short-term loudness of its frames.

    Without `peak=true` the true peak is `NOTHING_DBTP`.
    """
    _, mark, summary = said.rpartition("Summary:")
    found = {name: pattern.search(summary) for name, pattern in _SUMMARY.items()}
    if not mark or not all(found.values()):
        raise AudioError(f"{about}: ffmpeg's loudness summary is not understood; is it ffmpeg 5 or newer?")
    value = {name: float(match[1]) for name, match in found.items() if match}
    peak = _PEAK.search(summary)
    return Loudness(
        integrated_lufs=max(value["integrated_lufs"], NOTHING_LUFS),
        true_peak_dbtp=max(float(peak[1]), NOTHING_DBTP) if peak else NOTHING_DBTP,
        range_lu=value["range_lu"],
        short_term_max_lufs=frames.short_term_max_lufs,
    )


def _told(number: str) -> float:
    """A loudness as ffmpeg prints it: "nan" and "-inf" are digital silence."""
    value = float(number)
    return value if value > NOTHING_LUFS else NOTHING_LUFS
