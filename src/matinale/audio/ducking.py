"""The gain of a bed over time: down before a word comes, up again when nothing has been said for a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matinale.model import Cue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DuckingCurve:
    """Straight lines in decibels between 0 (alone) and `depth_db` (under a voice).

    The bed is fully down when a word begins (it starts `attack` samples earlier) and takes `release` samples to come
    back after the last one. Silences too short for both are held down: a bed that pumps between sentences is worse
    than one that stays.
    """

    def __init__(self, cues: Sequence[Cue], *, depth_db: float, attack: int, release: int) -> None:
        positions: list[int] = []
        levels: list[float] = []
        for start, end in _speech(cues, attack + release):
            positions += [start - attack, start, end, end + release]
            levels += [0.0, depth_db, depth_db, 0.0]
        self._positions, self._levels = positions, levels

    def gain(self, start: int, length: int) -> NDArray[np.float32]:
        """The linear gain of the samples from `start` on: float32 [length]."""
        import numpy as np

        if not self._positions:
            return np.ones(length, np.float32)
        decibels = np.interp(np.arange(start, start + length), self._positions, self._levels)
        return (10 ** (decibels / 20)).astype(np.float32)


def _speech(cues: Sequence[Cue], bridge: int) -> list[tuple[int, int]]:
    """Where something is said, silences up to `bridge` samples included; ascending, apart from each other."""
    spans: list[tuple[int, int]] = []
    for cue in cues:
        if cue.kind != "voice":
            continue
        start, end = int(cue.start), int(cue.start + cue.length)
        if spans and start - spans[-1][1] <= bridge:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans
