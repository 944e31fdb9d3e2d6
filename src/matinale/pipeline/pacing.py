"""How much longer speaking will take: what is left to be rendered, at the pace measured so far."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

KNOWN_AFTER = 2
"""Takes before a time is told. The first one loads the model, and is not counted into the pace."""

EACH = 4
"""What a line costs however short it is, in characters: 72 lines of Kokoro took 0.31 s each and 73 ms a character."""


class TimeLeft:
    """Counts the takes of one run as they come.

    Args:
        missing: The characters of each line that has to be rendered, whose take is not in the store.
        clock: Seconds, from any start.
    """

    def __init__(self, missing: Iterable[int], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left = sum(characters + EACH for characters in missing)
        self._takes = 0
        self._paced = 0
        self._since = 0.0

    def rendered(self, characters: int) -> None:
        """One more line was rendered."""
        self._left = max(0, self._left - characters - EACH)
        self._takes += 1
        if self._takes == 1:
            self._since = self._clock()
        else:
            self._paced += characters + EACH

    @property
    def seconds(self) -> float | None:
        """What is left; None while the pace is not known."""
        if not self._left:
            return 0.0
        if self._takes < KNOWN_AFTER:
            return None
        return self._left * (self._clock() - self._since) / self._paced
