"""Gain and a true-peak limiter, block by block: what is over the ceiling is turned down before it comes.

True peaks as BS.1770-5 annex 2: the signal oversampled four times, here by 32 taps a phase.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHASES, TAPS = 4, 32
REACH = 220  # samples over which the gain goes down, and up again: 5 ms
AROUND = 2 * REACH + TAPS  # what must be known on both sides of a sample to set its gain
CHUNK = 512


def limit_blocks(
    blocks: Iterable[NDArray[np.float32]], gain_db: float, ceiling_dbtp: float
) -> Generator[NDArray[np.float32]]:
    """Blocks of float32 [n, 2] after `gain_db`, with no true peak above the ceiling: as many samples as came in.

    Where nothing is over, the sound is multiplied by one number and nothing else. Where something is, both channels
    are turned down together along a smooth curve of 5 ms before and 5 ms after.
    """
    import numpy as np

    factor, ceiling = np.float32(10 ** (gain_db / 20)), 10 ** (ceiling_dbtp / 20)
    known = np.zeros((AROUND, 2), np.float32)  # starts `AROUND` samples before the next one to be given out
    for block in blocks:
        known = np.concatenate([known, block * factor])
        if (ready := len(known) - 2 * AROUND) > 0:
            yield _limited(known, ceiling)
            known = known[ready:]
    yield _limited(np.concatenate([known, np.zeros((AROUND, 2), np.float32)]), ceiling)


def _limited(known: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """The samples of `known` that have `AROUND` others on both sides, limited."""
    import numpy as np

    inside = known[AROUND : len(known) - AROUND]
    if len(inside) == 0 or np.abs(known).max() * _worst_gain() <= ceiling:
        return inside
    peaks = true_peaks(known, above=ceiling)
    if peaks.max() <= ceiling:
        return inside
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    gain = _smoothed(_lowest_around(wanted, REACH), REACH // 2)
    return inside * gain[AROUND - REACH - 2 * (REACH // 2) :][: len(inside), None].astype(np.float32)


def true_peaks(samples: NDArray[np.float32], *, above: float = 0.0) -> NDArray[np.float32]:
    """For each sample of float32 [n, 2], the highest true peak between its two neighbours, of both channels.

    Stretches whose samples are so low that no true peak can lie `above` keep their sample peaks. The first and last
    16 samples are taken as they are.
    """
    import numpy as np

    peaks = np.abs(samples).max(axis=1)
    bound = above / _worst_gain()
    same = bool(np.array_equal(samples[:, 0], samples[:, 1]))
    channels = [np.ascontiguousarray(samples[:, side]) for side in ((0,) if same else (0, 1))]
    half = TAPS // 2
    for start in range(half, len(samples) - half, CHUNK):
        end = min(start + CHUNK, len(samples) - half)
        if peaks[start - half : end + half].max() < bound:
            continue
        for channel in channels:
            around = np.lib.stride_tricks.sliding_window_view(channel[start - half + 1 : end + half], TAPS)
            between = np.abs(around @ _filters()).max(axis=1)
            peaks[start:end] = np.maximum(peaks[start:end], between)
            peaks[start + 1 : end + 1] = np.maximum(peaks[start + 1 : end + 1], between)
    return peaks


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
def _filters() -> NDArray[np.float32]:
    """[TAPS, PHASES - 1]: interpolation at 1/4, 1/2 and 3/4 after the 16th tap; sinc under a Kaiser window."""
    import numpy as np

    offset = np.arange(TAPS) - (TAPS // 2 - 1)
    columns: list[NDArray[np.float64]] = []
    for phase in range(1, PHASES):
        distance = offset - phase / PHASES
        window = np.i0(7.0 * np.sqrt(np.maximum(0, 1 - (distance / (TAPS / 2)) ** 2))) / np.i0(7.0)
        taps = np.sinc(distance) * window
        columns.append(taps / taps.sum())
    return np.stack(columns, axis=1).astype(np.float32)


@cache
def _worst_gain() -> float:
    """How far above the highest sample a true peak can lie at most."""
    import numpy as np

    return float(np.abs(_filters()).sum(axis=0).max())
