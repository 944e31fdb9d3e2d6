"""make-episode killed (kill -9) at any moment, then run again: the bytes of an undisturbed run, and nothing stray.

The moments are spread over a whole run, from reading to publishing. MATINALE_KILLS and MATINALE_VOICE ask for more of
them, or for a neural voice: `MATINALE_KILLS=50 MATINALE_VOICE=siwis pytest tests/test_killed.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matinale.workspace import init_workspace

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("MATINALE_KILLS", "5"))
VOICE = os.environ.get("MATINALE_VOICE", "silence")
COMMAND = [sys.executable, "-c", "from matinale.cli import make_episode_main as main; main()"]
ISSUE = """Le pont ouvre lundi à tous les trams

Le pont de bois ouvre lundi, après deux ans de travaux. Il porte 40 tonnes, et les poutres viennent du Jura.

Des abeilles sur le toit de la mairie

Douze ruches ont été posées mardi sur le toit. Le miel sera servi à la cantine dès le mois de juin.
"""


def fresh(folder: Path) -> Path:
    init_workspace(folder)
    (folder / "2026-11-20-courte.txt").write_text(ISSUE, "utf-8")
    return folder


def start(folder: Path) -> subprocess.Popen[str]:
    command = [*COMMAND, "2026-11-20-courte.txt", "--voice", VOICE, "--json"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(folder: Path) -> dict[str, int]:
    process = start(folder)
    out, err = process.communicate()
    assert process.returncode == 0, err
    return json.loads(out)["takes"]


def contents(folder: Path) -> dict[str, str]:
    """Every file of the workshop, the site and the caches.

    The figures of a run differ, and what the site's shelf remembers of its files (their times); locks are empty.
    """
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("episodes", "feed", ".cache")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file() and path.name not in {"report.json", "shelf.json", ".lock"}
    }


def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    whole = fresh(tmp_path / "whole")
    began = time.monotonic()
    takes = finish(whole)["rendered"]
    lasts, expected = time.monotonic() - began, contents(whole)
    draw = random.Random(20)
    for number in range(KILLS):
        folder = fresh(tmp_path / f"killed-{number}")
        process = start(folder)
        try:
            process.wait(timeout=lasts * (number + draw.random()) / KILLS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        # whole ones: what is half written lies in another folder of the store
        kept = len(list((folder / ".cache" / "takes").glob("[0-9a-f][0-9a-f]/*.take")))
        after = finish(folder)
        assert contents(folder) == expected, f"killed in part {number} of {KILLS}"
        assert after["rendered"] <= takes - kept, "what was in the store is not rendered again"


def test_what_a_killed_run_left_half_written_is_gone_after_the_next(tmp_path: Path) -> None:
    """Wherever a moment of the draw above cannot be counted on to fall."""
    folder = fresh(tmp_path / "show")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = [folder / place / f".half-{gone.pid}-ab12_x9z.json" for place in (".cache", ".cache/feed")]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{")
    finish(folder)
    assert [path for path in left if path.exists()] == []
