"""The waveform of an episode: the least and the greatest sample of each fiftieth of a second, kept beside the MP3."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.ffmpeg import QUIET, local, stream_through_ffmpeg
from matinale.errors import MatinaleError
from matinale.files import write_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PER_SECOND = 50
RATE = 8_000  # Hz; decoding at less is not faster
FILE = "peaks.bin"
MAGIC = b"matinale-peaks 1 "
_computing = threading.Lock()


def peaks_of(folder: Path, mp3: Path, digest: str) -> bytes:
    """Pairs of signed bytes (least, greatest; 127 is full scale) of the MP3 in mono, `PER_SECOND` of them a second.

    Computed once for a `digest` of the MP3's content and kept in `folder`; where that cannot be written, each time.

    Raises:
        AudioError: It cannot be decoded.
    """
    path, head = folder / FILE, MAGIC + digest.encode() + b"\n"
    with _computing:
        kept = path.read_bytes() if path.is_file() else b""
        if kept.startswith(head):
            return kept[len(head) :]
        peaks = compute_peaks(mp3)
        with contextlib.suppress(MatinaleError):
            write_bytes(path, head + peaks)
    return peaks


def compute_peaks(mp3: Path) -> bytes:
    """The peaks of a file that ffmpeg decodes.

    Raises:
        AudioError: It cannot be decoded.
    """
    import numpy as np

    size = RATE // PER_SECOND * 2  # bytes of a peak's samples
    parts: list[bytes] = []
    rest = b""

    def take(piece: bytes) -> None:
        nonlocal rest
        rest += piece
        whole = len(rest) // size * size
        parts.append(_pairs(np.frombuffer(rest[:whole], "<i2").reshape(-1, size // 2)))
        rest = rest[whole:]

    arguments = [*QUIET, "-i", local(mp3), "-vn", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"]
    stream_through_ffmpeg(arguments, (), take, mp3)
    if len(rest) >= 2:
        parts.append(_pairs(np.frombuffer(rest[: len(rest) // 2 * 2], "<i2").reshape(1, -1)))
    return b"".join(parts)


def _pairs(samples: NDArray[np.int16]) -> bytes:
    import numpy as np

    if samples.size == 0:
        return b""
    # rounded away from zero, so that what is just audible is just visible
    low = np.floor(samples.min(axis=1) / 258).astype(np.int8)
    high = np.ceil(samples.max(axis=1) / 258).astype(np.int8)
    return np.stack([low, high], axis=1).tobytes()
