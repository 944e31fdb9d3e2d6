"""How far making an episode is, over all its stages, and how long it will take still."""

from __future__ import annotations

import time

from matinale.model import Progress
from matinale.pipeline.desk import Desk
from matinale.pipeline.report import Outcome

AFTER = ("mix", "encode", "publish")
GUESS_S = {"mix": 2.0, "encode": 10.0, "publish": 2.0}
CHARACTERS_PER_S = 60.0  # rendered, before any was measured


class Forecast:
    """Follows the steps of one run. What the last run took is what this one is expected to."""

    def __init__(self, desk: Desk) -> None:
        plan, store = desk.plan, desk.store
        segments = {segment.id: segment.title for segment in desk.located.script.segments}
        self._missing = dict.fromkeys(segments.values(), 0)
        for planned in plan:
            if planned.key not in store:
                self._missing[segments[planned.segment_id]] += len(planned.line.spoken.text)
        self._total = sum(self._missing.values())
        self._done = self._here = 0
        self._label = ""
        self._began = 0.0
        report = desk.kept(Outcome, "report.json")
        self._after = GUESS_S | {name: report.seconds.get(name, 0.0) for name in AFTER if report}

    def at(self, progress: Progress) -> tuple[str, int, int, float | None]:
        """Stage, characters done and to do, and the seconds left, None where nothing is known yet."""
        if progress.stage == "speak":
            return self._speaking(progress)
        rest = AFTER[AFTER.index(progress.stage) :] if progress.stage in AFTER else AFTER
        return progress.stage, progress.done, progress.total, round(sum(self._after[name] for name in rest), 1)

    def _speaking(self, progress: Progress) -> tuple[str, int, int, float | None]:
        now = time.monotonic()
        self._began = self._began or now
        if progress.label != self._label:
            self._done += self._here
            self._label, self._here = progress.label, 0
        missing = self._missing.get(progress.label, 0)
        self._here = min(missing, progress.done)
        done, spent = self._done + self._here, now - self._began
        pace = done / spent if done and spent > 1 else CHARACTERS_PER_S
        left = (self._total - done) / pace + sum(self._after.values())
        return "speak", done, self._total, round(left, 1)
