"""Gain and a true-peak limiter, block by block: what is over the ceiling is turned down before it comes.

True peaks as BS.1770-5 annex 2: the signal oversampled four times, here by 32 taps a phase.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Generator, Iterable, Sequence
from functools import cache, reduce
from typing import TYPE_CHECKING, TypeVar

from matinale.audio.loudness import NOTHING_DBTP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Sample = TypeVar("Sample", bound="np.generic")

PHASES, TAPS = 4, 32
FRAME_BYTES = 4  # of both channels
FULL_SCALE = 32_768
SAMPLE_STEPS, TAP_STEPS = 2.0**23, 2.0**19
REACH = 220  # samples over which the gain goes down, and up again: 5 ms
AROUND = 2 * REACH + TAPS  # what must be known on both sides of a sample to set its gain
CHUNK = 512
RUN = 32  # places between samples reckoned by one product; a divisor of CHUNK
# How far a true peak is looked for above the samples around it: 3.5 dB. A tone at a quarter of the rate peaks 3 dB
# above its samples; speech and music, whose strength lies far lower, less than 1 dB.
BETWEEN = 1.5
NEARLY = 0.9999


def limit_blocks(
    blocks: Iterable[NDArray[np.float32]], gain_db: float, ceiling_dbtp: float
) -> Generator[NDArray[np.float32]]:
    """Blocks of float32 [n, 2] or [n, 1] after `gain_db`, with no true peak above the ceiling: as many samples.

    Where nothing is over, the sound is multiplied by one number and nothing else. Where something is, both channels
    are turned down together along a smooth curve of 5 ms before and 5 ms after.
    """
    import numpy as np

    factor, ceiling = np.float32(10 ** (gain_db / 20)), 10 ** (ceiling_dbtp / 20)
    known = np.zeros((AROUND, 1), np.float32)  # starts `AROUND` samples before the next one to be given out
    for block in blocks:
        known = _joined(known, block * factor)
        if (ready := len(known) - 2 * AROUND) > 0:
            yield _limited(known, ceiling)
            known = known[ready:]
    yield _limited(_joined(known, np.zeros((AROUND, 1), np.float32)), ceiling)


def _joined(known: NDArray[np.float32], block: NDArray[np.float32]) -> NDArray[np.float32]:
    """One after the other, in one column where both sides are the same."""
    import numpy as np

    if known.shape[1] == 2 and block.shape[1] == 1 and np.array_equal(known[:, 0], known[:, 1]):
        known = known[:, :1]
    columns = max(known.shape[1], block.shape[1])
    return np.concatenate([np.broadcast_to(piece, (len(piece), columns)) for piece in (known, block)])


def _limited(known: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """The samples of `known` that have `AROUND` others on both sides, limited."""
    import numpy as np

    inside = known[AROUND : len(known) - AROUND]
    peaks = true_peaks(known, above=ceiling)
    if len(inside) == 0 or peaks.max() <= ceiling:
        return inside
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling).astype(np.float64))
    gain = _smoothed(_lowest_around(wanted, REACH), REACH // 2)
    return inside * gain[AROUND - REACH - 2 * (REACH // 2) :][: len(inside), None].astype(np.float32)


class PeakMeter:
    """The highest true peak of stereo sound that comes as bytes (16-bit integers, little-endian, interleaved).

    `edges`: ascending sample positions; what lies between two of them has a peak of its own in `peaks`.
    """

    def __init__(self, edges: Sequence[int] = ()) -> None:
        self._edges = [edge * FRAME_BYTES for edge in edges]
        self._rest = b""
        self._position = 0  # of the next byte
        self._highest = [0.0] * (len(self._edges) + 1)

    def feed(self, piece: bytes) -> None:
        """Take the next bytes, of any number."""
        while piece:
            part = bisect_right(self._edges, self._position)
            room = self._edges[part] - self._position if part < len(self._edges) else len(piece)
            now, piece = piece[:room], piece[room:]
            self._look_at(now, part)
            self._position += len(now)

    def _look_at(self, piece: bytes, part: int) -> None:
        import numpy as np

        content = self._rest + piece
        samples = np.frombuffer(content[: len(content) // FRAME_BYTES * FRAME_BYTES], "<i2").reshape(-1, 2)
        if len(samples) > TAPS:
            self._highest[part] = max(self._highest[part], _highest_peak(samples, self._highest[part]))
            content = content[(len(samples) - TAPS) * FRAME_BYTES :]
        self._rest = content

    @property
    def peaks(self) -> tuple[float, ...]:
        """In dBTP, of what lies before the first edge, between each two, and after the last."""
        return tuple(_in_dbtp(highest) for highest in self._highest)

    @property
    def dbtp(self) -> float:
        """In decibels relative to full scale; `NOTHING_DBTP` where nothing sounds."""
        return max(self.peaks)


def _in_dbtp(highest: float) -> float:
    return max(NOTHING_DBTP, 20 * math.log10(highest)) if highest > 0 else NOTHING_DBTP


def _highest_peak(samples: NDArray[np.int16], above: float) -> float:
    """The highest of `true_peaks` of 16-bit samples [n, 2], where it is over `above`; else what the samples show."""
    import numpy as np

    highest = max(int(samples.max()), -int(samples.min())) / FULL_SCALE
    above = max(above, highest)
    if highest * BETWEEN < above:  # what cannot be higher is not looked at closely
        return highest
    chunks, padding = _chunks_of(len(samples))
    padded = np.pad(samples, ((0, padding), (0, 0)))
    inside = padded[TAPS // 2 :][: chunks * CHUNK].reshape(chunks, -1)
    loudest = np.maximum(inside.max(axis=1), -inside.min(axis=1).astype(np.int32)) / FULL_SCALE
    near = np.flatnonzero(loudest * BETWEEN >= above)
    scale = np.float32(FULL_SCALE)
    left, right = (_rows(padded[:, side], near).astype(np.float32) / scale for side in (0, 1))
    for rows in (left,) if np.array_equal(left, right) else (left, right):
        _, between = _close_between(rows, above)
        highest = max(highest, float(between.max(initial=0)))
    return highest


def true_peaks(samples: NDArray[np.float32], *, above: float = 0.0) -> NDArray[np.float32]:
    """For each sample of float32 [n, 1 or 2], the highest true peak next to it, of all channels.

    Only where it comes near `above` is it looked for between the samples; the first and last 16 samples are taken as
    they are.
    """
    import numpy as np

    channels = [samples[:, side] for side in range(samples.shape[1])]
    peaks = reduce(np.maximum, (np.abs(channel) for channel in channels))
    chunks, padding = _chunks_of(len(peaks))
    if chunks <= 0 or peaks.max() * BETWEEN < above:
        return peaks
    highest = np.pad(peaks, (0, padding))[TAPS // 2 :][: chunks * CHUNK].reshape(chunks, CHUNK).max(axis=1)
    near = np.flatnonzero(highest * BETWEEN >= above)
    between = np.zeros((chunks, CHUNK), np.float32)
    for channel in channels:
        close, found = _close_between(_rows(np.pad(channel, (0, padding)), near), above)
        between[near[close]] = np.maximum(between[near[close]], found)
    inside = np.zeros(len(peaks) + padding, np.float32)
    inside[TAPS // 2 : TAPS // 2 + chunks * CHUNK] = between.ravel()
    inside = inside[: len(peaks)]
    peaks[1:] = np.maximum(peaks[1:], inside[:-1])
    return np.maximum(peaks, inside)


def _chunks_of(length: int) -> tuple[int, int]:
    """How many chunks lie inside so many samples, and how many samples are to follow to fill up the last."""
    chunks = -(-(length - TAPS) // CHUNK)
    return chunks, chunks * CHUNK + TAPS - length


def _close_between(rows: NDArray[np.float32], above: float) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Which chunks of `_rows` may come over `above` between their samples, and `_between` of these."""
    close = _nearly_between(rows) >= above * NEARLY
    return close, _between(rows[close])


def _between(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest value between each sample and the next, for the chunks of `_rows`: float32 [len(rows), CHUNK].

    One product with a banded matrix gives `RUN` places at once: many times the speed of `RUN` short sums. Its factors
    are whole numbers small enough (25 and 20 bits, 32 of them added) that every sum is exact in float64: processors
    add in different orders, and the same takes must give the same bytes on each.
    """
    import numpy as np

    whole = np.rint(rows.astype(np.float64) * SAMPLE_STEPS)
    # a small product a chunk: BLAS shares larger ones among threads, which then wait
    found = np.abs(whole @ _filters()) / (SAMPLE_STEPS * TAP_STEPS)
    return found.reshape(-1, PHASES - 1, RUN).max(axis=1).reshape(len(rows), CHUNK).astype(np.float32)


def _nearly_between(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest of `_between` in each chunk, in half the time and not exact: to within a hundred-thousandth."""
    import numpy as np

    found = rows @ _single_filters()
    return np.maximum(found.max(axis=(1, 2)), -found.min(axis=(1, 2)))


def _rows(channel: NDArray[Sample], near: NDArray[np.intp]) -> NDArray[Sample]:
    """What each run of places is reckoned from: [len(near), CHUNK / RUN, RUN + TAPS - 1]."""
    import numpy as np

    rows = np.lib.stride_tricks.sliding_window_view(channel[1:], RUN + TAPS - 1)[::RUN]
    return rows[: len(rows) // (CHUNK // RUN) * (CHUNK // RUN)].reshape(-1, CHUNK // RUN, RUN + TAPS - 1)[near]


def _lowest_around(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The minimum over `reach` values to both sides, by doubling; `reach` shorter at both ends."""
    import numpy as np

    width, have, lowest = 2 * reach + 1, 1, values
    while have < width:
        step = min(have, width - have)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        have += step
    return lowest


def _smoothed(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Two running means over `reach` values to both sides each (a triangle); 2 · `reach` shorter at both ends."""
    import numpy as np

    width = 2 * reach + 1
    for _ in range(2):
        total = np.cumsum(np.concatenate([[0.0], values]))
        values = (total[width:] - total[:-width]) / width
    return values


@cache
def _single_filters() -> NDArray[np.float32]:
    import numpy as np

    return (_filters() / TAP_STEPS).astype(np.float32)


@cache
def _filters() -> NDArray[np.float64]:
    """[RUN + TAPS - 1, (PHASES - 1) · RUN]: interpolation at 1/4, 1/2 and 3/4 after the 16th of `TAPS` samples.

    In whole numbers, `TAP_STEPS` for 1.

    A sinc under a Kaiser window; each of the `RUN` places begins one row lower.
    """
    import numpy as np

    offset = np.arange(TAPS) - (TAPS // 2 - 1)
    banded = np.zeros((RUN + TAPS - 1, PHASES - 1, RUN))
    for phase in range(1, PHASES):
        distance = offset - phase / PHASES
        window = np.i0(7.0 * np.sqrt(np.maximum(0, 1 - (distance / (TAPS / 2)) ** 2))) / np.i0(7.0)
        taps = np.sinc(distance) * window
        for place in range(RUN):
            banded[place : place + TAPS, phase - 1, place] = np.rint(taps / taps.sum() * TAP_STEPS)
    return banded.reshape(RUN + TAPS - 1, -1)
