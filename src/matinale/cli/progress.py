"""The progress of a run: a bar for each article on a terminal, plain lines on stderr elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import Task, TaskID

    from matinale.model import Progress

STAGES = {
    "read": "Reading",
    "script": "Writing the script",
    "cluster": "Speaking on the cluster",
    "verify": "Listening",
    "mix": "Mixing",
    "encode": "Encoding",
    "publish": "Publishing",
}


class Narrator:
    """Tells how the work goes. Use it as a context manager; `step` and `say` are given to the pipeline."""

    def __init__(self, *, live: bool) -> None:
        self._bars = _make_bars() if live else None
        self._tasks: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def say(self, line: str) -> None:
        """One line that the person should read."""
        if self._bars:
            self._bars.console.print(line, markup=False, highlight=False)
        else:
            click.echo(line, err=True)

    def step(self, progress: Progress) -> None:
        """Show one step of the work."""
        key = f"{progress.stage}:{progress.label}"
        first = key not in self._started
        begun = self._started.setdefault(key, time.monotonic())
        label = progress.label if progress.stage == "speak" else STAGES.get(progress.stage, progress.stage)
        if self._bars:
            self._show_bar(self._bars, key, label, progress)
        elif progress.done >= progress.total or (first and progress.stage != "speak"):
            self._tell(label, progress, time.monotonic() - begun, first=first)

    def _show_bar(self, bars: Bars, key: str, label: str, progress: Progress) -> None:
        if key not in self._tasks:
            self._tasks[key] = bars.add_task(_short(label), total=max(progress.total, 1), audio=0.0, left=None)
        done = max(progress.done, 1) if progress.total == 0 else progress.done
        bars.update(self._tasks[key], completed=done, audio=progress.audio_s, left=progress.left_s)

    def _tell(self, label: str, progress: Progress, elapsed: float, *, first: bool) -> None:
        if progress.stage == "speak":
            left = f"; {duration(progress.left_s)} left" if progress.left_s else ""
            click.echo(f"spoken: {label} ({progress.audio_s:.0f} s of audio in {elapsed:.0f} s{left})", err=True)
        elif first:
            click.echo(label.lower(), err=True)


def duration(seconds: float) -> str:
    """About how long, as a person says it.

    >>> duration(42.3), duration(83), duration(4000)
    ('42 s', '1 min 20 s', '1 h 7 min')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        tens = round(seconds / 10)
        return f"{tens // 6} min {tens % 6 * 10:02d} s"
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min"


def _short(label: str, width: int = 44) -> str:
    from rich.markup import escape

    return escape(label if len(label) <= width else label[: width - 1] + "…")


def _make_bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        """Seconds of audio made in one second of work."""

        def render(self, task: Task) -> Text:
            audio, elapsed = float(task.fields.get("audio", 0.0)), task.elapsed or 0.0
            return Text(f"{audio / elapsed:.1f}×" if audio and elapsed > 1 else "")

    class Left(ProgressColumn):
        """What speaking the whole script will take still."""

        def render(self, task: Task) -> Text:
            left = task.fields.get("left")
            return Text(f"{duration(left)} left" if left and not task.finished else "")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        Speed(),
        Left(),
        console=Console(stderr=True),
    )
