"""`matinale watch` as a process: its lines, its exit codes, its end."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.watching.newsletter import Letter, Newsletter, published, watched_show

COMMAND = [sys.executable, "-c", "from matinale.cli import main; main()", "watch"]
# An engine's own code, which no signal handler interrupts: a minute of it, without the interpreter's lock.
DEEP_IN_A_LIBRARY = """
import hashlib, matinale.pipeline
def make_episode(*_, **__):
    print("deep", flush=True)
    hashlib.pbkdf2_hmac("sha512", b"x", b"y", 2**31 - 1)
matinale.pipeline.make_episode = make_episode
from matinale.cli import main
main()
"""


@contextmanager
def running(command: list[str], show: Path) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(command, cwd=show, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str]) -> float:
    """Seconds that it took to end after SIGTERM."""
    asked = time.monotonic()
    process.terminate()
    assert process.wait(10) == 0
    return time.monotonic() - asked


@pytest.mark.slow
def test_once_makes_what_is_there_and_says_so_in_json(tmp_path: Path) -> None:
    with published(Newsletter([Letter(1)])) as url:
        show = watched_show(tmp_path / "show", f'feed = "{url}feed.xml"\nretry = "10ms"')
        first = subprocess.run(
            [*COMMAND, "--once", "--json", "--log", "log"], cwd=show, capture_output=True, text=True, check=False
        )
    assert first.returncode == 0, first.stderr
    lines = [json.loads(line) for line in first.stdout.splitlines()]
    assert [line["event"] for line in lines] == ["started", "seen", "looked", "making", "published", "stopped"]
    assert all(set(line) >= {"at", "event"} for line in lines)
    assert (show / "log").read_text("utf-8") == first.stdout
    again = subprocess.run([*COMMAND, "--once"], cwd=show, capture_output=True, text=True, check=False)
    assert again.returncode == 1, "the newsletter is gone"
    assert "look-failed source=feed" in again.stdout


@pytest.mark.slow
def test_sigterm_ends_a_watch_that_waits(tmp_path: Path) -> None:
    with published(Newsletter()) as url:
        show = watched_show(tmp_path / "show", f'feed = "{url}feed.xml"')
        with running([*COMMAND, "--json", "--every", "1h"], show) as process:
            assert process.stdout is not None
            assert [json.loads(process.stdout.readline())["event"] for _ in range(2)] == ["started", "looked"]
            assert ended(process) < 2
            assert json.loads(process.stdout.readline())["event"] == "stopped"


@pytest.mark.slow
def test_sigterm_ends_a_watch_deep_in_an_engine(tmp_path: Path) -> None:
    with published(Newsletter([Letter(1)])) as url:
        show = watched_show(tmp_path / "show", f'feed = "{url}feed.xml"')
        with running([sys.executable, "-c", DEEP_IN_A_LIBRARY, "watch"], show) as process:
            assert process.stdout is not None
            assert any(line == "deep\n" for line in process.stdout)
            time.sleep(0.2)
            assert ended(process) < 2.5  # 2 s, and what a busy machine takes to notice


@pytest.mark.slow
def test_a_second_watch_says_which_process_has_the_show(tmp_path: Path) -> None:
    with published(Newsletter()) as url:
        show = watched_show(tmp_path / "show", f'feed = "{url}feed.xml"')
        with running([*COMMAND, "--json"], show) as process:
            assert process.stdout is not None
            process.stdout.readline()
            second = subprocess.run([*COMMAND, "--once"], cwd=show, capture_output=True, text=True, check=False)
            assert second.returncode == 1
            assert second.stderr.startswith("error: ")
            assert f"process {process.pid}" in second.stderr
            assert len(second.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--every", "soon"], ["--every", "0s"], ["--now"]])
def test_a_mistyped_watch_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    show = watched_show(tmp_path / "show", 'drop = "in"')
    done = subprocess.run([*COMMAND, *arguments], cwd=show, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
