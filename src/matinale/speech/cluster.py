"""Takes on a Dask cluster: each a task named by its key, so that equal lines of many issues are rendered once.

    with Cluster("tcp://10.0.0.5:8786", takes="s3://bucket/takes") as cluster:
        cluster.send(planned, store)
        while …: cluster.next_done()

`local:N` starts N processes here; any other address is that of a scheduler, however it was started (SSH, Kubernetes,
SLURM). Workers need the same versions of Matinale and of the engines: they compare the take's key. What a worker that
died was doing, another one does; what it had finished is found in the shared store, where one is given.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from matinale.errors import ClusterLost, MatinaleError, SpeechError
from matinale.speech import deployment
from matinale.speech.deployment import local_workers, open_client, resource_of
from matinale.speech.shared import open_takes
from matinale.speech.speaker import PlannedTake
from matinale.speech.store import TakeStore
from matinale.speech.worker import Task, render_task

POLL_S, LOOK_S = 0.01, 2.0  # how often it is looked whether a take is finished, and whether there are workers


@dataclass(frozen=True, slots=True)
class RenderedTake:
    """What came back: `content` as a store keeps it, None where the worker stored it; `seconds` of the worker's work.

    `error`: why there is none.
    """

    key: str
    content: bytes | None = None
    seconds: float = 0.0
    worker: str = ""
    error: MatinaleError | None = None


class Cluster:
    """A Dask cluster that renders takes. Use it as a context manager.

    Args:
        address: `tcp://HOST:PORT` (or `tls://`) of a scheduler, or `local:N`.
        takes: Where all workers may keep and find takes: a folder that every one of them has, or an address of fsspec
            (`s3://bucket/folder`). "" sends takes back through the cluster; with `local:N` it is the show's own store.

    Raises (on entering):
        EngineMissing: Dask is not installed.
        SpeechError: The address makes no sense, or no scheduler or no worker answers there.
    """

    def __init__(self, address: str, takes: str = "") -> None:
        self.address = address
        self._takes = str(Path(takes).resolve()) if takes and "://" not in takes else takes
        self._workers = local_workers(address)
        self._local: Any = None
        self._client: Any = None
        self._queue: Any = None
        self._tasks: dict[str, Task] = {}
        self._offered: frozenset[str] = frozenset()
        self._suspects: list[Task] = []
        self._tried_alone: set[str] = set()

    def __enter__(self) -> Self:
        self._client, self._local = open_client(self.address)
        from distributed import as_completed  # after it was seen to be installed

        workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        self._offered = frozenset(name for each in workers.values() for name in each.get("resources", {}))
        self._queue = cast("Any", as_completed)(loop=self._client.loop, raise_errors=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._queue and _Clearing(self._queue), self._client, self._local):
            if each is not None:
                each.close()

    @property
    def client(self) -> Any:
        """The `distributed.Client`, for looking at the workers."""
        return self._client

    def send(self, planned: Sequence[PlannedTake], store: TakeStore) -> None:
        """Have takes rendered, before those that are sent later, the longest first. Each key is to be sent once."""
        takes = self._takes or (str(store.folder.resolve()) if self._workers else "")
        groups: dict[str, list[Task]] = {}
        for each in sorted(planned, key=lambda each: -len(each.line.spoken.text)):
            task = Task(each.key, each.line, each.voice, takes)
            self._tasks[each.key] = task
            groups.setdefault(resource_of(each.voice, self._offered), []).append(task)
        for resource, tasks in groups.items():
            self._submit(tasks, resource)

    def next_done(self) -> RenderedTake:
        """The take that is finished next, in whatever order.

        Raises:
            ClusterLost: The scheduler is lost, or no worker is left.
        """
        from distributed import KilledWorker

        while True:
            self._try_suspect()
            try:
                future = self._await_one()
                name, rendered = str(future.key), future.result() if future.status == "finished" else None
                problem = future.exception() if future.status == "error" else None
            except (OSError, CancelledError) as error:  # its errors of connections are of the first kind
                raise self._lost("the scheduler was lost") from error
            key = name.partition(" ")[0].removeprefix("take-")
            if rendered is not None:
                content, seconds, worker = rendered
                future.release()
                return self._fetched(RenderedTake(key, content, seconds, worker))
            if isinstance(problem, MatinaleError):
                return RenderedTake(key, error=problem)
            if problem is None and self._client.status != "running":
                raise self._lost("the scheduler was lost")
            if problem is not None and not isinstance(problem, KilledWorker):
                said = f"{type(problem).__name__}: {problem}"
                return RenderedTake(key, error=SpeechError(f"take {key[:12]}: the worker failed ({said})"))
            if key in self._tried_alone:
                text = self._tasks[key].line.spoken.text[:60]
                died = f"take {key[:12]} ({text!r}): every worker that tried it died; have they memory enough?"
                return RenderedTake(key, error=SpeechError(died))
            self._suspects.append(self._tasks[key])

    def _try_suspect(self) -> None:
        """Once all else is done, render a take that was with workers that died, alone: so the guilty one is found."""
        if self._suspects and self._queue.is_empty():
            task = self._suspects.pop()
            self._tried_alone.add(task.key)
            self._submit([task], resource_of(task.voice, self._offered), life=" alone")

    def _await_one(self) -> Any:
        """Wait until a future is finished; give up where no worker has been there for a while.

        Raises:
            ClusterLost: There is no worker any more, or no scheduler.
        """
        seen = time.monotonic()
        looked = seen
        while not self._queue.has_ready():
            time.sleep(POLL_S)
            now = time.monotonic()
            if now - looked < LOOK_S:
                continue
            looked = now
            if self._queue.is_empty() or self._client.status not in {"running", "connecting"}:
                raise self._lost("the scheduler was lost")
            if self._client.status == "running" and self._client.scheduler_info(n_workers=1)["workers"]:
                seen = now
            elif now - seen > deployment.CONNECT_S:
                raise self._lost("no worker is left")
        return next(self._queue)

    def _lost(self, what: str) -> ClusterLost:
        return ClusterLost(f"{self.address}: {what}; run again when it is back: what was rendered is kept")

    def _fetched(self, done: RenderedTake) -> RenderedTake:
        """With the content of a take that its worker put into a store of the workers' own."""
        if done.content is not None or not self._takes:
            return done
        content = open_takes(self._takes).get_encoded(done.key)
        if content is None:
            missing = f"{self._takes}: the take that worker {done.worker} put there is not seen here"
            return replace(done, error=SpeechError(f"{missing}; name a place that all machines share"))
        return replace(done, content=content)

    def _submit(self, tasks: Sequence[Task], resource: str, life: str = "") -> None:
        futures: list[Any] = self._client.map(
            render_task,
            tasks,
            key=[f"take-{task.key}{life}" for task in tasks],
            resources={resource: 1} if resource else None,
            priority=-len(self._tasks),
            pure=True,
            retries=0,
        )
        self._queue.update(futures)


class _Clearing:
    """Lets go of what is still to be done, so that workers stop at once."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def close(self) -> None:
        """Cancel every task that nobody will ask for any more."""
        for future in list(self._queue.futures):
            future.cancel()
