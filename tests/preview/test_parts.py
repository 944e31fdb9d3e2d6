"""The parts of the preview's server: the waveform, the jobs, the address that outlives a restart."""

from __future__ import annotations

import asyncio
import os
import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from matinale.errors import MatinaleError, WorkspaceError
from matinale.preview.address import open_remembered
from matinale.preview.events import Event, Hub
from matinale.preview.jobs import Handle, Jobs


def settled(jobs: Jobs) -> list[dict[str, Any]]:
    """The jobs once all are over."""
    end = time.monotonic() + 5
    while any(each["state"] in {"waiting", "running"} for each in jobs.all()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return jobs.all()


def test_one_long_job_at_a_time_and_lines_beside_it(tmp_path: Path) -> None:
    go, told, rendered = threading.Event(), list[tuple[str, str]](), threading.Event()
    jobs = Jobs(lambda job: told.append((job.kind, job.state)), tmp_path / "job.json")

    def wait(handle: Handle) -> str:
        go.wait(5)
        handle.step("mix", 1, 1)
        return "made"

    def render(_: Handle) -> str:
        rendered.set()
        return ""

    jobs.start("make", "", wait)
    with pytest.raises(MatinaleError, match="already"):
        jobs.start("publish", "", wait)
    jobs.start("render", "line", render)
    assert rendered.wait(5), "a line is rendered while the episode is made"
    go.set()
    assert {each["state"] for each in settled(jobs)} == {"done"}
    jobs.close()
    assert told[-1] in {("make", "done"), ("render", "done")}


def test_an_error_of_the_program_ends_the_job_and_not_the_server(tmp_path: Path) -> None:
    jobs = Jobs(lambda _: None, tmp_path / "job.json")

    def fail(_: Handle) -> str:
        raise ZeroDivisionError("oh")

    def refuse(_: Handle) -> str:
        raise MatinaleError("a clear line")

    jobs.start("make", "", fail)
    jobs.start("render", "", refuse)
    assert [(each["state"], each["message"]) for each in settled(jobs)] == [
        ("failed", "an error of the program: ZeroDivisionError: oh"),
        ("failed", "a clear line"),
    ]


def test_a_server_that_stops_leaves_word_of_its_job(tmp_path: Path) -> None:
    jobs, begun = Jobs(lambda _: None, tmp_path / "job.json"), threading.Event()

    def work(handle: Handle) -> str:
        begun.set()
        while True:
            handle.step("speak", 1, 2)

    jobs.start("make", "", work)
    assert begun.wait(5)
    jobs.close()
    again = Jobs(lambda _: None, tmp_path / "job.json")
    assert [(each["kind"], each["state"]) for each in again.all()] == [("make", "failed")]
    assert Jobs(lambda _: None, tmp_path / "job.json").all() == [], "it is told once"


def test_finished_jobs_are_forgotten_in_time(tmp_path: Path) -> None:
    jobs = Jobs(lambda _: None, tmp_path / "job.json")
    for _ in range(100):
        jobs.start("render", "", lambda _: "")
    settled(jobs)
    jobs.start("make", "", lambda _: "")
    assert len(jobs.all()) <= 21


def test_what_a_page_is_told_first_is_not_older_than_what_came_meanwhile() -> None:
    hub = Hub()

    def first() -> list[Event]:
        was: list[Event] = [("job", "one", {"state": "running"})]
        hub.tell("job", "one", {"state": "done"})
        return was

    async def told() -> str:
        stream = hub.stream(first, lambda: "")
        try:
            return await anext(stream)
        finally:
            await stream.aclose()

    assert '"done"' in asyncio.run(told())


def test_the_address_outlives_a_restart(tmp_path: Path) -> None:
    token, listener = open_remembered(tmp_path, None)
    port = listener.getsockname()[1]
    listener.listen()
    other, second = open_remembered(tmp_path, None)
    assert other != token, "another preview of the same show has its own address"
    second.close()
    with pytest.raises(WorkspaceError, match="choose another"):
        open_remembered(tmp_path, port)
    listener.close()
    token, first = open_remembered(tmp_path, None)
    port = first.getsockname()[1]
    first.close()
    again, listener = open_remembered(tmp_path, None)
    assert (again, listener.getsockname()[1]) == (token, port)
    listener.close()
    kept = tmp_path / ".cache" / "preview.json"
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.write_text('{"token": "../x", "port": 1}')
    fresh, listener = open_remembered(tmp_path, None)
    assert fresh != "../x"
    listener.close()
