"""The figures of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from matinale.audio.report import SoundReport
from matinale.model import OnProgress, Take
from matinale.pipeline.tracing import span
from matinale.settings import Show
from matinale.workshop import Workshop

STAGES = ("read", "script", "speak", "mix", "encode", "publish")


@dataclass(frozen=True, slots=True)
class ChapterFigure:
    """A chapter of the outcome."""

    start_s: float
    title: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Of all runs that rendered anything for an episode, this one included.

    `again`: takes rendered in place of others (after a correction, with --force, for a recogniser); `rendered_s`: audio
    rendered; `work_s`: the work of it, on however many machines; `cost`: of paid engines, as announced; `seconds`: wall
    clock by stage.
    """

    runs: int = 0
    rendered: int = 0
    cached: int = 0
    again: int = 0
    rendered_s: float = 0.0
    work_s: float = 0.0
    cost: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict[str, float])

    def __add__(self, other: Sums) -> Sums:
        """Both together."""
        names = dict.fromkeys((*self.seconds, *other.seconds))
        return Sums(
            self.runs + other.runs,
            self.rendered + other.rendered,
            self.cached + other.cached,
            self.again + other.again,
            round(self.rendered_s + other.rendered_s, 3),
            round(self.work_s + other.work_s, 3),
            round(self.cost + other.cost, 6),
            {name: round(self.seconds.get(name, 0.0) + other.seconds.get(name, 0.0), 3) for name in names},
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `make-episode --json` prints. Times in seconds; `real_time_factor`: work of speaking ÷ audio rendered.

    `cache_hit_rate`: takes found ÷ takes needed; `again`, `cost`: as in `sums`, which counts earlier runs too.
    """

    slug: str
    title: str
    mp3: str
    feed: str
    script: str
    duration_s: float
    words: int
    chapters: tuple[ChapterFigure, ...]
    integrated_lufs: float
    true_peak_dbtp: float
    takes: dict[str, int]
    seconds: dict[str, float]
    real_time_factor: float
    sound: SoundReport
    notices: tuple[str, ...] = ()
    cache_hit_rate: float = 0.0
    again: int = 0
    cost: float = 0.0
    sums: Sums = field(default_factory=Sums)


@dataclass(slots=True)
class Stopwatch:
    """Seconds of wall clock by stage; a stage may be entered several times."""

    started: float = field(default_factory=time.perf_counter)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Count the time until the block ends to `name`."""
        begun = time.perf_counter()
        try:
            with span(name):
                yield
        finally:
            self.seconds[name] += time.perf_counter() - begun

    def figures(self) -> dict[str, float]:
        """All stages and the total, rounded to milliseconds."""
        total = time.perf_counter() - self.started
        return {name: round(value, 3) for name, value in (*self.seconds.items(), ("total", total))}


@dataclass(slots=True)
class TakeCount:
    """How many takes were rendered, how many were there already, and the seconds of audio rendered.

    `elsewhere`: seconds of work of the takes that a cluster rendered for this run and that were not counted yet, by
    key; `elsewhere_s`: of those that were; `cost`: announced for engines that are paid for; `again`: attempts at
    a take beyond the first, or in place of one that an earlier run had rendered.
    """

    rendered: int = 0
    cached: int = 0
    rendered_s: float = 0.0
    elsewhere: dict[str, float] = field(default_factory=dict[str, float])
    elsewhere_s: float = 0.0
    cost: float = 0.0
    again: int = 0

    def count(self, take: Take, *, cached: bool) -> None:
        """One more take."""
        worked = self.elsewhere.pop(take.key, None)
        self.elsewhere_s += worked or 0.0
        if cached and worked is None:
            self.cached += 1
        else:
            self.rendered += 1
            self.rendered_s += len(take.samples) / take.rate


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline: whose show, which episode, in which folder, and who is told how it goes."""

    show: Show
    slug: str
    workshop: Workshop
    on_progress: OnProgress
    on_notice: Callable[[str], None]
    watch: Stopwatch
    count: TakeCount = field(default_factory=TakeCount)
