"""The waveform of a programme: the least and the greatest sample of each fiftieth of a second."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.ffmpeg import QUIET, local, stream_through_ffmpeg
from matinale.audio.stitch import RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PER_SECOND = 50
FRAMES = RATE // PER_SECOND
FRAME_BYTES = 4


class WaveformMeter:
    """Draws stereo sound at 44.1 kHz that comes as bytes (16-bit integers, little-endian, interleaved)."""

    def __init__(self) -> None:
        self._rest = b""
        self._parts: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        """Take the next bytes, of any number."""
        import numpy as np

        content = self._rest + piece
        size = FRAMES * FRAME_BYTES
        whole = len(content) // size * size
        self._parts.append(_pairs(np.frombuffer(content[:whole], "<i2").reshape(-1, FRAMES * 2)))
        self._rest = content[whole:]

    def finish(self) -> bytes:
        """Pairs of signed bytes (least, greatest; 127 is full scale) of both sides together, `PER_SECOND` a second."""
        import numpy as np

        if len(self._rest) >= FRAME_BYTES:
            last = self._rest[: len(self._rest) // FRAME_BYTES * FRAME_BYTES]
            self._parts.append(_pairs(np.frombuffer(last, "<i2").reshape(1, -1)))
            self._rest = b""
        return b"".join(self._parts)


def waveform_of(path: Path) -> bytes:
    """The waveform of a file that ffmpeg decodes, as `WaveformMeter.finish` gives it.

    Raises:
        AudioError: It cannot be decoded.
    """
    meter = WaveformMeter()
    arguments = [*QUIET, "-i", local(path), "-vn", "-ac", "2", "-ar", str(RATE), "-f", "s16le", "pipe:1"]
    stream_through_ffmpeg(arguments, (), meter.feed, path)
    return meter.finish()


def _pairs(samples: NDArray[np.int16]) -> bytes:
    import numpy as np

    if samples.size == 0:
        return b""
    # rounded away from zero, so that what is just audible is just visible
    low = np.floor(samples.min(axis=1) / 258).astype(np.int8)
    high = np.ceil(samples.max(axis=1) / 258).astype(np.int8)
    return np.stack([low, high], axis=1).tobytes()
