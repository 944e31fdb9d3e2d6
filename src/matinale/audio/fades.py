"""The edges of a sound: where speech begins and ends in a take, cuts on a zero crossing, equal-power fades."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_S = 0.0025
MARGIN_S = 0.0075  # kept around the speech: room for the fade, soft consonants, and within 20 ms of the timeline
FADE_S = 0.006
SEARCH_S = 0.0015
BELOW_LOUDEST_DB = 48.0
SILENCE_RMS = 10 ** (-66 / 20)


def trim_silence(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The take without the engine's silence before and after it. A take that is silent all through stays whole.

    Frames of 2.5 ms count as speech from 48 dB below the loudest one; cuts are moved to a zero crossing.
    """
    import numpy as np

    frame = max(1, round(FRAME_S * rate))
    whole = len(samples) // frame
    if whole == 0:
        return samples
    level = np.sqrt(np.mean(np.square(samples[: whole * frame].reshape(whole, frame), dtype=np.float64), axis=1))
    floor = max(float(level.max()) * 10 ** (-BELOW_LOUDEST_DB / 20), SILENCE_RMS)
    sounding = np.flatnonzero(level > floor)
    if len(sounding) == 0:
        return samples
    margin = round(MARGIN_S * rate)
    start = max(0, int(sounding[0]) * frame - margin)
    end = min(len(samples), (int(sounding[-1]) + 1) * frame + margin)
    search = round(SEARCH_S * rate)
    return samples[zero_crossing(samples, start, search) : zero_crossing(samples, end, search)]


def zero_crossing(samples: NDArray[np.float32], position: int, search: int) -> int:
    """The index nearest to `position`, at most `search` away, where the sign changes; else `position`."""
    import numpy as np

    low, high = max(1, position - search), min(len(samples), position + search)
    window = samples[low - 1 : high]
    crossings = np.flatnonzero(np.signbit(window[1:]) != np.signbit(window[:-1])) + low
    if position in (0, len(samples)) or len(crossings) == 0:
        return position
    return int(crossings[np.argmin(np.abs(crossings - position))])


def fade_edges(samples: NDArray[np.float32], rate: int, seconds: float = FADE_S) -> NDArray[np.float32]:
    """A copy that rises from zero and falls to zero as a quarter of a sine (equal power), `seconds` at each end."""
    import numpy as np

    length = min(round(seconds * rate), len(samples) // 2)
    faded = samples.astype(np.float32, copy=True)
    if length > 0:
        curve = fade_curve(length)
        faded[:length] *= curve if faded.ndim == 1 else curve[:, None]
        faded[-length:] *= curve[::-1] if faded.ndim == 1 else curve[::-1, None]
    return faded


def fade_curve(length: int) -> NDArray[np.float32]:
    """A rising equal-power fade: sine from 0 towards 1; its mirror's square and its own add up to 1."""
    import numpy as np

    return np.sin((np.arange(length) + 0.5) / length * (np.pi / 2)).astype(np.float32)
