"""What a studio does to a voice before it is mixed: rumble out, sibilants softened, gentle compression.

Levels are absolute (dBFS), as on a channel strip: the treatment of a word never depends on which sentence it is in.
Filters have zero phase (made in the frequency domain, the take padded), so nothing moves in time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from matinale.settings import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOP_S = 0.005
SILENT_DB = -120.0
# Compressor: 2 : 1 above -24 dBFS RMS with a knee of 10 dB; slow enough to leave syllables their shape.
COMPRESS_ABOVE_DB, RATIO, KNEE_DB, ATTACK_S, RELEASE_S = -24.0, 2.0, 10.0, 0.010, 0.150
# De-esser: 5-10 kHz, from -34 dBFS RMS in that band, at most 6 dB; follows an s within 2 ms, lets go within 40 ms.
ESS_LOW_HZ, ESS_HIGH_HZ, ESS_ABOVE_DB, ESS_MOST_DB, ESS_ATTACK_S, ESS_RELEASE_S = 5000, 10_000, -34.0, 6.0, 0.002, 0.04


def treat_voice(samples: NDArray[np.float32], rate: int, sound: Sound) -> NDArray[np.float32]:
    """A take after the treatment that `sound` switches on: high-pass, de-essing, compression, in this order."""
    treated = samples
    if sound.high_pass_hz > 0 or sound.de_essing:
        treated = _filter(samples, rate, sound.high_pass_hz, softened=sound.de_essing)
    if sound.compression:
        treated = compress(treated, rate)
    return treated


def compress(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Loud passages brought nearer to the soft ones; no make-up gain, loudness is set once on the programme."""
    import numpy as np

    over = _levels(samples, rate) - COMPRESS_ABOVE_DB
    inside: NDArray[np.float64] = np.square(np.clip(over + KNEE_DB / 2, 0, KNEE_DB)) / (2 * KNEE_DB)
    reduction: NDArray[np.float64] = np.where(over > KNEE_DB / 2, over, inside) * (1 - 1 / RATIO)
    if not reduction.any():
        return samples
    return samples * _as_gain(_follow(reduction, ATTACK_S, RELEASE_S), len(samples), rate)


def _filter(samples: NDArray[np.float32], rate: int, cutoff_hz: float, *, softened: bool) -> NDArray[np.float32]:
    """High-pass and de-esser, which share a spectrum. Cutoff 0 lets everything pass.

    The de-esser turns the band of s and sh down, where it is loud, by half of what it is over, at most `ESS_MOST_DB`.
    """
    import numpy as np

    padding = rate // 10
    size = _fast_length(len(samples) + 2 * padding)
    inside = slice(padding, padding + len(samples))
    spectrum = np.fft.rfft(np.pad(samples, padding), size)
    passed = samples
    if cutoff_hz > 0:
        spectrum *= _high_pass(size, rate, cutoff_hz)
        passed = np.fft.irfft(spectrum, size)[inside].astype(np.float32)
    if not softened:
        return passed
    band = np.fft.irfft(spectrum * _sibilant_band(size, rate), size)[inside].astype(np.float32)
    over = np.asarray(np.clip((_levels(band, rate) - ESS_ABOVE_DB) * 0.5, 0, ESS_MOST_DB), np.float64)
    if not over.any():
        return passed
    gain = _as_gain(_follow(over, ESS_ATTACK_S, ESS_RELEASE_S), len(samples), rate)
    return np.asarray(passed - band * (1 - gain), np.float32)


# Lengths are few (`_fast_length`), so that a response is computed once for many lines.
@lru_cache(maxsize=8)
def _high_pass(size: int, rate: int, cutoff_hz: float) -> NDArray[np.float32]:
    """Second-order Butterworth magnitude (-3 dB at the cutoff, 12 dB an octave below)."""
    import numpy as np

    frequency = np.fft.rfftfreq(size, 1 / rate)
    return (frequency**2 / np.sqrt(frequency**4 + cutoff_hz**4)).astype(np.float32)


@lru_cache(maxsize=8)
def _sibilant_band(size: int, rate: int) -> NDArray[np.float32]:
    import numpy as np

    frequency = np.fft.rfftfreq(size, 1 / rate)
    low, high = (frequency / ESS_LOW_HZ) ** 8, (frequency / ESS_HIGH_HZ) ** 8
    return (low / (1 + low) / (1 + high)).astype(np.float32)


def _fast_length(length: int) -> int:
    """The next length of the form 2^n, 3·2^n or 5·2^n: prime lengths make an FFT slow."""
    return min(factor << max(0, (-(-length // factor) - 1).bit_length()) for factor in (1, 3, 5))


def _levels(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """RMS in dBFS around each hop of 5 ms, over 10 ms."""
    import numpy as np

    hop = round(HOP_S * rate)
    hops = -(-len(samples) // hop)
    power = np.zeros(hops * hop, np.float64)
    np.square(samples, out=power[: len(samples)])
    mean = power.reshape(hops, hop).mean(axis=1)
    smooth = (mean + np.append(mean[1:], mean[-1:])) / 2
    return np.asarray(10 * np.log10(np.maximum(smooth, 10 ** (SILENT_DB / 10))), np.float64)


def _follow(reduction: NDArray[np.float64], attack_s: float, release_s: float) -> NDArray[np.float64]:
    """The reduction (dB, one value a hop) after attack and release: one-pole smoothing, fast up and slow down."""
    import math

    import numpy as np

    attack, release = (math.exp(-HOP_S / seconds) for seconds in (attack_s, release_s))
    held = 0.0
    followed: list[float] = []
    for wanted in reduction.tolist():
        keep = attack if wanted > held else release
        held = wanted + (held - wanted) * keep
        followed.append(held)
    return np.array(followed)


def _as_gain(reduction: NDArray[np.float64], length: int, rate: int) -> NDArray[np.float32]:
    """A reduction in dB, one value a hop, as a linear gain for each sample, in straight lines from hop to hop."""
    import numpy as np

    hop = round(HOP_S * rate)
    gains = np.asarray(10 ** (-reduction / 20), np.float32)
    # from the middle of a hop to the middle of the next; the ends are held
    gains = np.concatenate([gains[:1], gains, gains[-1:]])
    ramp = (np.arange(hop, dtype=np.float32) + np.float32(hop % 2) / 2) / np.float32(hop)
    lines = gains[:-1, None] + np.diff(gains)[:, None] * ramp
    return np.asarray(lines.ravel()[hop // 2 :][:length], np.float32)
