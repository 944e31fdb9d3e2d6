"""The progress of a batch: one bar for all issues and one for the work in hand, or a line for each issue."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from matinale.model import Progress
    from matinale.pipeline import BatchItem

STAGES = {
    "read": "reading",
    "script": "writing the script",
    "cluster": "waiting for the cluster",
    "speak": "speaking",
    "verify": "listening",
    "mix": "mixing",
    "encode": "encoding",
    "publish": "finishing",
}


class BatchView:
    """Tells how a batch goes. Use it as a context manager."""

    def __init__(self, *, live: bool) -> None:
        self._bars = _make_bars() if live else None
        self._whole: TaskID | None = None
        self._part: TaskID | None = None
        self._count = self._total = 0

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def start(self, total: int) -> None:
        """So many issues there are."""
        self._total = total
        if self._bars:
            self._whole = self._bars.add_task(f"{total} issues", total=total)
            self._part = self._bars.add_task("", total=1)

    def item(self, item: BatchItem) -> None:
        """One is finished, or failed."""
        self._count = min(self._count + 1, self._total)
        place = f"{self._count}/{self._total}"
        self.say(f"{place} {item.state}: {item.slug or item.source}" + (f": {item.reason}" if item.reason else ""))
        if self._bars and self._whole is not None:
            self._bars.update(self._whole, completed=self._count)

    def say(self, line: str) -> None:
        """One line that the person should read."""
        if self._bars:
            self._bars.console.print(line, markup=False, highlight=False)
        else:
            click.echo(line, err=True)

    def step(self, progress: Progress) -> None:
        """A step of the issue in hand."""
        if self._bars and self._part is not None:
            from rich.markup import escape

            label = f"{STAGES.get(progress.stage, progress.stage)} {progress.label}".strip()
            self._bars.update(
                self._part, description=escape(label[:44]), total=max(progress.total, 1), completed=progress.done
            )


def _make_bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description:<44}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
