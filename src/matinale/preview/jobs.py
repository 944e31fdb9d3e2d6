"""Work in the background: one long job at a time, lines rendered beside it; told of as it goes, ended on demand.

A job that a stopped server left behind is told of once after the restart. What it had rendered is kept, so that making
it again goes on from there.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from matinale.errors import MatinaleError
from matinale.files import write_text
from matinale.model import Progress

Kind = Literal["make", "publish", "render"]
KEPT = 20


@dataclass(slots=True)
class Job:
    """A piece of work, as the page is told of it. `done` of `total` are in the unit of the stage.

    `news` counts what was told: two answers that cross on their way are told apart by it. It stands first, so that a
    copy made meanwhile is never older than it says.
    """

    news: int = field(default=0, init=False)
    id: str
    kind: Kind
    label: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    state: Literal["waiting", "running", "done", "failed", "cancelled"] = "waiting"
    message: str = ""


class Cancelled(Exception):
    """The editor has no more use for it."""


@dataclass(slots=True)
class Handle:
    """What the work of a job is given: it tells how far it is, and learns there that it was cancelled."""

    job: Job
    told: Callable[[Job], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0

    def step(self, stage: str, done: int, total: int, *, left: float | None = None, label: str = "") -> None:
        """So far it is.

        Raises:
            Cancelled: It need not go on.
        """
        if self.cancelled.is_set():
            raise Cancelled
        self.job.stage, self.job.done, self.job.total, self.job.seconds_left = stage, done, total, left
        self.job.label = label or self.job.label
        self.tell()

    def tell(self) -> None:
        """The job is not what it was."""
        self.job.news += 1
        self.told(self.job)

    def progress(self, progress: Progress) -> None:
        """A step of the pipeline."""
        self.step(progress.stage, progress.done, progress.total, label=progress.label)


Work = Callable[[Handle], str]
"""Does a job and gives its last word; raises `MatinaleError` where it cannot."""


class Jobs:
    """The jobs of one episode. `told` is called at each change, from the job's thread."""

    def __init__(self, told: Callable[[Job], None], memory: Path) -> None:
        self._told, self._memory = told, memory
        self._handles: dict[str, Handle] = {}
        self._numbers = itertools.count(1)
        self._run = str(time.time_ns())[:-6]  # ids of an earlier server are not ours
        self._lanes: dict[str, queue.SimpleQueue[tuple[Handle, Work] | None]] = {}
        self._changing = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closing = False
        self._remember_interrupted()

    def start(self, kind: Kind, label: str, work: Work) -> str:
        """Begin a job, or have it wait for the one before it; its id.

        Raises:
            MatinaleError: One of the kind is under way already.
        """
        with self._changing:
            active = [each.job for each in self._handles.values() if each.job.state in {"waiting", "running"}]
            if kind != "render" and any(job.kind != "render" for job in active):
                raise MatinaleError("the episode is being made or published already; wait for it to end, or cancel it")
            job = Job(f"{self._run}-{next(self._numbers)}", kind, label)
            handle = Handle(job, self._told)
            self._handles[job.id] = handle
            for name in [each for each, old in self._handles.items() if old.job not in active and old is not handle][
                :-KEPT
            ]:
                del self._handles[name]
        handle.tell()
        self._lane("render" if kind == "render" else "episode").put((handle, work))
        return job.id

    def cancel(self, identity: str) -> None:
        """Have a job end at its next step.

        Raises:
            MatinaleError: There is no such job.
        """
        handle = self._handles.get(identity)
        if handle is None:
            raise MatinaleError(f"there is no job {identity!r}")
        handle.cancelled.set()

    def all(self) -> list[dict[str, Any]]:
        """Every job that is remembered, oldest first."""
        return [asdict(handle.job) for handle in tuple(self._handles.values())]

    def busy(self) -> bool:
        """Whether the episode is being made or published."""
        jobs = [handle.job for handle in tuple(self._handles.values())]
        return any(job.kind != "render" and job.state in {"waiting", "running"} for job in jobs)

    def close(self) -> None:
        """Cancel all and wait a moment: the server stops. What was under way is told of after its next start."""
        self._closing = True
        for handle in tuple(self._handles.values()):
            handle.cancelled.set()
        for lane in self._lanes.values():
            lane.put(None)
        for thread in self._threads:
            thread.join(timeout=3)

    def _lane(self, name: str) -> queue.SimpleQueue[tuple[Handle, Work] | None]:
        with self._changing:
            if name not in self._lanes:
                self._lanes[name] = queue.SimpleQueue()
                thread = threading.Thread(target=self._serve, args=(self._lanes[name],), daemon=True, name=name)
                self._threads.append(thread)
                thread.start()
            return self._lanes[name]

    def _serve(self, lane: queue.SimpleQueue[tuple[Handle, Work] | None]) -> None:
        while (item := lane.get()) is not None:
            self._work(*item)

    def _work(self, handle: Handle, work: Work) -> None:
        job = handle.job
        handle.began, job.state = time.monotonic(), "running"
        self._remember(job)
        try:
            handle.step(job.stage, 0, 0)
            job.message = work(handle)
            job.state = "done"
        except Cancelled:
            job.state, job.message = "cancelled", ""
        except MatinaleError as error:
            job.state, job.message = "failed", str(error)
        except Exception as error:  # the server lives on; the page says what happened
            job.state, job.message = "failed", f"an error of the program: {type(error).__name__}: {error}"
        job.seconds_left = None
        self._forget(job)
        handle.tell()

    def _remember(self, job: Job) -> None:
        if job.kind != "render":
            with contextlib.suppress(MatinaleError):
                write_text(self._memory, json.dumps({"kind": job.kind, "label": job.label}))

    def _forget(self, job: Job) -> None:
        if job.kind != "render" and not (self._closing and job.state == "cancelled"):
            self._memory.unlink(missing_ok=True)

    def _remember_interrupted(self) -> None:
        try:
            left = json.loads(self._memory.read_text("utf-8"))
            kind, label = left["kind"], str(left["label"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        message = "the server was stopped in the middle of it; start it again, it goes on from there"
        job = Job(f"{self._run}-0", "publish" if kind == "publish" else "make", label, state="failed", message=message)
        self._handles[job.id] = Handle(job, self._told)
        self._memory.unlink(missing_ok=True)
