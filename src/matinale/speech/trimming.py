"""Finds where speech begins and ends in a take, so that the pauses around it are the script's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_S = 0.005
QUIET_DB = -46.0  # below the loudest frames: breath and the model's own noise lie under it, an f or s above
LEAD_S = 0.030  # kept before: the onset of a plosive or a soft consonant
TAIL_S = 0.060  # kept after: the release of a vowel
FADE_S = 0.005  # so that a join with silence makes no click


def trim_silence(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The take without the silence around it, but for a small margin, faded at both ends.

    Args:
        samples: float32 mono.
        rate: Hz.

    Returns:
        A new array; empty where nothing is heard at all.
    """
    import numpy as np

    levels = frame_levels(samples, rate)
    if levels.size == 0 or levels.max() <= 0:
        return samples[:0].copy()
    loud = np.flatnonzero(levels > np.percentile(levels, 95) * 10 ** (QUIET_DB / 20))
    frame = round(FRAME_S * rate)
    start = max(0, int(loud[0]) * frame - round(LEAD_S * rate))
    end = min(samples.size, (int(loud[-1]) + 1) * frame + round(TAIL_S * rate))
    return _faded(samples[start:end].copy(), rate)


def frame_levels(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """The RMS of each frame of `FRAME_S`; an incomplete last frame counts."""
    import numpy as np

    frame = round(FRAME_S * rate)
    padded = np.zeros(-(-samples.size // frame) * frame, dtype=np.float64)
    padded[: samples.size] = samples
    return np.sqrt((padded.reshape(-1, frame) ** 2).mean(axis=1))


def _faded(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    import numpy as np

    length = min(round(FADE_S * rate), samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    if length:
        samples[:length] *= ramp
        samples[-length:] *= ramp[::-1]
    return samples
