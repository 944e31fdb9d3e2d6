"""A watch run once at a time in this process, with a clock of its own, and a press that only notes what it is given."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from matinale.model import Issue
from matinale.pipeline import Order
from matinale.show import read_show
from matinale.sources import read_issue
from matinale.watching import watch

NOON = 1_790_000_000.0


@dataclasses.dataclass
class Desk:
    """`once` looks and does what is due; `events` are the steps of that run."""

    show: Path
    now: float = NOON
    events: list[tuple[str, dict[str, Any]]] = dataclasses.field(default_factory=list)

    def once(self, later: float = 0.0) -> bool:
        self.now += later
        self.events = []

        def journal(event: str, **fields: object) -> None:
            json.dumps(fields, default=str)
            self.events.append((event, fields))

        return watch(read_show(self.show), journal, once=True, clock=lambda: self.now, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def all(self, name: str) -> list[dict[str, Any]]:
        return [fields for event, fields in self.events if event == name]

    def states(self) -> dict[str, str]:
        content = json.loads((self.show / "episodes" / ".watch" / "ledger.json").read_bytes())
        return {entry["guid"].rpartition("/")[2]: entry["state"] for entry in content["entries"].values()}


class Press:
    """Stands in for `make_episode` beside the tests that make real episodes; `do` may fail in its place."""

    def __init__(self) -> None:
        self.made: list[tuple[Order, Issue]] = []
        self.do: Callable[[Issue], None] = lambda issue: None

    def __call__(self, order: Order, show: Any, **_: object) -> SimpleNamespace:
        issue = read_issue(order.source, show.reading, format=order.format, date=order.date)
        self.do(issue)
        self.made.append((order, issue))
        return SimpleNamespace(slug=order.slug or f"slug-{issue.number or len(self.made)}", seconds={"total": 0.1})

    @property
    def numbers(self) -> list[int | None]:
        return [issue.number for _, issue in self.made]


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    made = Press()
    monkeypatch.setattr("matinale.pipeline.make_episode", made)
    return made
