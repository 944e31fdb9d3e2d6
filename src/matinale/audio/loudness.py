"""Loudness as ITU-R BS.1770-5 and EBU R 128 (Tech 3341, 3342) define it, block by block, in constant memory.

The K-weighting is applied as a finite impulse response by overlapping FFTs: as exact as the recursion (the tail cut
off lies 100 dB below), and an hour takes seconds in numpy. What is published is measured by somebody else's meter: see
`measuring.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, overload

from matinale.model import Loudness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOTHING_LUFS = -70.0  # the absolute gate of BS.1770: below it there is nothing to hear
NOTHING_DBTP = -120.0
TAPS = 4_096
BLOCK = 32_768
HOP_S = 0.1
MOMENTARY, SHORT_TERM = 4, 30  # in hops


class Meter:
    """Feed it blocks of float32 [n, 2] (or [n, 1], counted as both sides); then `finish`, or look at `powers`."""

    def __init__(self, rate: int) -> None:
        import numpy as np

        self._hop = round(HOP_S * rate)
        self._response = _k_weighting(rate)
        self._context = np.zeros((TAPS - 1, 1), np.float32)
        self._pending: list[NDArray[np.float32]] = []
        self._waiting = 0
        self._rest = np.zeros(0, np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        """Take the next samples, of any number."""
        self._pending.append(block)
        self._waiting += len(block)
        step = BLOCK - TAPS + 1
        if self._waiting < step:
            return

        samples = _joined(self._pending)
        used = len(samples) // step * step
        for start in range(0, used, step):
            self._weigh(samples[start : start + step])
        self._pending, self._waiting = [samples[used:]], len(samples) - used

    def powers(self) -> NDArray[np.float64]:
        """Mean square, both channels added, of each whole tenth of a second: float64 [n]. Ends the measurement."""
        import numpy as np

        if self._waiting:
            samples = _joined(self._pending)
            self._pending, self._waiting = [], 0
            self._weigh(samples)
        return np.concatenate(self._powers) if self._powers else np.zeros(0)

    def finish(self) -> Loudness:
        """The loudness of all that was fed, without a true peak. What is shorter than 0.4 s is measured as it is."""
        import numpy as np

        powers = self.powers()
        if len(powers) < MOMENTARY:
            tail = np.append(powers, self._rest.mean() if len(self._rest) and not len(powers) else [])
            powers = np.repeat(tail.mean() if len(tail) else 0.0, MOMENTARY)
        short_term = windows(powers, SHORT_TERM)
        return Loudness(
            integrated_lufs=integrated(powers),
            true_peak_dbtp=NOTHING_DBTP,
            range_lu=loudness_range(powers),
            short_term_max_lufs=in_lufs(float(short_term.max())) if len(short_term) else integrated(powers),
        )

    def _weigh(self, samples: NDArray[np.float32]) -> None:
        """K-weight at most one step of samples and add up its energy, a hop at a time."""
        import numpy as np

        extended = _joined([self._context, samples])
        self._context = extended[len(extended) - (TAPS - 1) :]
        energy = self._energy(extended[:, 0])
        energy = energy + (energy if extended.shape[1] == 1 else self._energy(extended[:, 1]))
        energy = np.concatenate([self._rest, energy[: len(samples)]])
        whole = len(energy) // self._hop
        if whole:
            self._powers.append(energy[: whole * self._hop].reshape(whole, self._hop).mean(axis=1, dtype=np.float64))
        self._rest = energy[whole * self._hop :]

    def _energy(self, channel: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        weighted = np.fft.irfft(np.fft.rfft(channel, BLOCK) * self._response, BLOCK)[TAPS - 1 :]
        return np.square(weighted)


def loudness_of_tenths(voice: NDArray[np.float32], rate: int) -> tuple[float, ...]:
    """The loudness in LUFS, to a hundredth, of each tenth of a second of a voice [n].

    Silence fills up the last; `NOTHING_LUFS` stands for everything softer.
    """
    import numpy as np

    meter = Meter(rate)
    meter.feed(voice[:, None])
    meter.feed(np.zeros((-len(voice) % round(HOP_S * rate), 1), np.float32))
    return tuple(round(in_lufs(power), 2) for power in meter.powers().tolist())


def _joined(pieces: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """One after the other; in one column where both sides are the same."""
    import numpy as np

    columns = max(piece.shape[1] for piece in pieces)
    joined = np.concatenate([np.broadcast_to(piece, (len(piece), columns)) for piece in pieces])
    return joined if columns == 1 or not np.array_equal(joined[:, 0], joined[:, 1]) else joined[:, :1]


def integrated(powers: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS of tenths of a second (`Meter.powers`), gated at -70 LUFS and 10 LU below."""
    return _gated(windows(powers, MOMENTARY))


def integrated_of_momentary(momentary: Sequence[float]) -> float:
    """Integrated loudness of momentary values (LUFS), as they are told every tenth of a second."""
    import numpy as np

    return _gated(in_power(np.asarray(momentary, np.float64)))


def short_term_of(momentary: Sequence[float]) -> list[float]:
    """Short-term loudness (3 s) from momentary values: one for each place where 3 s lie behind it."""
    import numpy as np

    powers = windows(in_power(np.asarray(momentary, np.float64)), SHORT_TERM)
    return [in_lufs(power) for power in powers.tolist()]


def range_of_momentary(momentary: Sequence[float]) -> float:
    """The loudness range of what the momentary values (LUFS) were told of; 0 of less than 3 s."""
    import numpy as np

    return loudness_range(in_power(np.asarray(momentary, np.float64)))


def _gated(blocks: NDArray[np.float64]) -> float:
    """The two gates of BS.1770: -70 LUFS, then 10 LU below the mean of what is left."""
    blocks = blocks[blocks > in_power(NOTHING_LUFS)]
    if len(blocks) == 0:
        return NOTHING_LUFS
    return in_lufs(float(blocks[blocks > blocks.mean() * 0.1].mean()))


def loudness_range(powers: NDArray[np.float64]) -> float:
    """EBU Tech 3342: between the 10th and the 95th percentile of short-term loudness, gated 20 LU below."""
    import numpy as np

    blocks = windows(powers, SHORT_TERM)
    blocks = blocks[blocks > in_power(NOTHING_LUFS)]
    if len(blocks) == 0:
        return 0.0
    low, high = np.percentile(blocks[blocks > blocks.mean() * 0.01], (10, 95))
    return 10 * math.log10(high / low)


def windows(powers: NDArray[np.float64], hops: int) -> NDArray[np.float64]:
    """Means over `hops` consecutive values, one for each position where they fit."""
    import numpy as np

    if len(powers) < hops:
        return np.zeros(0)
    return np.lib.stride_tricks.sliding_window_view(powers, hops).mean(axis=1)


def in_lufs(power: float) -> float:
    """A K-weighted mean square as loudness; -70 LUFS stands for everything softer."""
    return max(NOTHING_LUFS, -0.691 + 10 * math.log10(power)) if power > 0 else NOTHING_LUFS


@overload
def in_power(lufs: float) -> float: ...
@overload
def in_power(lufs: NDArray[np.float64]) -> NDArray[np.float64]: ...
def in_power(lufs: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """The K-weighted mean square of a loudness: what `in_lufs` was given."""
    return 10 ** ((lufs + 0.691) / 10)


@cache
def _k_weighting(rate: int) -> NDArray[np.complex64]:
    """The spectrum of the first `TAPS` samples of the K-weighting's impulse response, for FFTs of `BLOCK`.

    Both stages re-derived for the rate from their analogue prototypes, as BS.1770's coefficients are for 48 kHz.
    """
    import numpy as np

    turn = np.exp(-2j * np.pi * np.arange(2 * BLOCK + 1) / (4 * BLOCK))

    def section(b: tuple[float, float, float], a: tuple[float, float, float]) -> NDArray[np.complex128]:
        response = (b[0] + b[1] * turn + b[2] * turn**2) / (a[0] + a[1] * turn + a[2] * turn**2)
        return response.astype(np.complex128)

    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    norm = 1 + k / q + k * k
    shelf = section(
        (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k),
        (norm, 2 * (k * k - 1), 1 - k / q + k * k),
    )
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    low_cut = section((1, -2, 1), (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k))
    impulse = np.fft.irfft(shelf * low_cut, 4 * BLOCK)[:TAPS]
    return np.fft.rfft(impulse, BLOCK).astype(np.complex64)
