"""A run that is killed at any moment goes on where it stopped: same bytes, nothing stray, nothing rendered twice."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from speaking import SILENCE, make_segment

from matinale.model import Script
from matinale.speech.speaker import Speaker
from matinale.speech.store import INCOMING, StoredTake, TakeStore

LINES = 60
TEXTS = [f"Voici la phrase numéro {number} de cette longue émission d'essai." for number in range(LINES)]
RUN = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from speaking import SILENCE, make_segment
from test_interruption import TEXTS
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

def run(folder, told):
    speaker = Speaker({"silence": SILENCE}, TakeStore(Path(folder)), voice="silence", language="fr")
    for take in speaker.speak_segment(make_segment(*TEXTS), lambda line, take, cached: told(cached)):
        pass
"""
WHOLE = RUN + "run(sys.argv[2], print)"
# Forks a run for each argument, and kills it once it has told of so many takes. Prints how many each had rendered.
KILLED = (
    RUN
    + """
import signal
for moment in map(int, sys.argv[3:]):
    heard, telling = os.pipe()
    child = os.fork()
    if child == 0:
        run(sys.argv[2], lambda cached: os.write(telling, b"c" if cached else b"r"))
        os._exit(0)
    os.close(telling)
    told = b""
    while len(told) < moment and (more := os.read(heard, 1)):
        told += more
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(heard, 4096):
        told += more
    os.close(heard)
    print(told.count(b"r"))
"""
)


def started(program: str, *arguments: object) -> list[str]:
    """What a program prints, one run after the other."""
    command = [sys.executable, "-c", program, str(Path(__file__).parent), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_fifty_random_moments(tmp_path: Path) -> None:
    started(WHOLE, tmp_path / "undisturbed")
    expected = content(tmp_path / "undisturbed")
    moments = random.Random(7)
    for series in range(5):
        store = tmp_path / f"killed-{series}"
        places = sorted(moments.randint(1, LINES - 1) for _ in range(10))
        rendered = sum(map(int, started(KILLED, store, *places)))
        assert len(list(store.glob(f"{INCOMING}/*"))) <= 1
        told = started(WHOLE, store)
        assert content(store) == expected
        assert rendered + told.count("False") <= LINES + len(places)  # beyond those in flight, none twice


@pytest.mark.slow
def test_two_processes_share_a_store(tmp_path: Path) -> None:
    started(WHOLE, tmp_path / "alone")
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _: started(WHOLE, tmp_path / "shared"), range(2)))
    assert content(tmp_path / "shared") == content(tmp_path / "alone")
    assert [len(lines) for lines in told] == [LINES, LINES]


def test_what_was_rendered_before_an_interruption_is_not_rendered_again(store: TakeStore) -> None:
    segment = make_segment("Un.", "Deux.", "Trois.")
    speaker = Speaker({"silence": SILENCE}, store, voice="silence", language="fr")
    takes = speaker.speak_segment(segment)
    next(takes)
    next(takes)
    takes.close()  # type: ignore[attr-defined] - an Iterator that is a generator
    plan = speaker.plan(Script("", "fr", (segment,)))
    assert [planned.stored for planned in plan] == [True, True, False]


def test_a_corrupted_take_is_rendered_again(store: TakeStore) -> None:
    segment = make_segment("Un.", "Deux.")
    speaker = Speaker({"silence": SILENCE}, store, voice="silence", language="fr")
    whole = list(speaker.speak_segment(segment))
    broken = store.folder / whole[0].key[:2] / f"{whole[0].key}.take"
    broken.write_bytes(broken.read_bytes()[:-20])
    heard: list[bool] = []
    again = list(speaker.speak_segment(segment, lambda line, take, cached: heard.append(cached)))
    assert heard == [False, True]
    assert np.array_equal(again[0].samples, whole[0].samples)


def test_a_sweeper_never_takes_what_is_being_written(tmp_path: Path) -> None:
    """One thread writes, another sweeps as fast as it can."""
    writer, sweeper = TakeStore(tmp_path), TakeStore(tmp_path)
    take = StoredTake(np.full(50, 0.1, dtype=np.float32), 8000)
    keys = [f"{number:064x}" for number in range(60)]
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [writer.put(key, take) for key in keys])
        while not writing.done():
            sweeper.sweep()
        writing.result()
    assert all(key in writer for key in keys)
    assert list((tmp_path / INCOMING).iterdir()) == []
