"""Two make-episode at the same time, on one issue and on two: no corruption, and who waits says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from matinale.feed import check_site
from matinale.workshop import locked
from tests.watching.newsletter import watched_show

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from matinale.cli import make_episode_main as main; main()"]
ISSUE = """Le pont {name} ouvre lundi à tous les trams

Le pont de bois {name} ouvre lundi, après deux ans de travaux. Il porte 40 tonnes.

Des abeilles sur le toit de la mairie

Douze ruches ont été posées mardi sur le toit. Le miel sera servi à la cantine.
"""


def start(show: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, name, "--json"], cwd=show, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str]) -> tuple[dict[str, object], str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out), err


def show_with(folder: Path, *names: str) -> Path:
    show = watched_show(folder, "")
    for name in names:
        (show / f"2026-11-20-{name}.txt").write_text(ISSUE.format(name=name), "utf-8")
    return show


def assert_whole(show: Path, episodes: int) -> None:
    assert len(list((show / "episodes").glob("*/episode.json"))) == episodes
    items = etree.fromstring((show / "feed" / "feed.xml").read_bytes()).findall("channel/item")
    assert len({item.findtext("guid") for item in items}) == len(items) == episodes
    assert check_site(str(show / "feed")).errors == ()
    assert not [path for path in show.rglob(".*-*-*") if path.is_file()], "no temporary file is left"


def test_one_issue_twice_at_once(tmp_path: Path) -> None:
    show = show_with(tmp_path / "show", "courte")
    first, second = start(show, "2026-11-20-courte.txt"), start(show, "2026-11-20-courte.txt")
    (one, said), (two, also_said) = finish(first), finish(second)
    assert one["slug"] == two["slug"]
    assert "another run is working here; waiting for it to end" in said + also_said
    takes = [outcome["takes"] for outcome in (one, two)]
    assert sorted(take["rendered"] for take in takes)[0] == 0, "the second finds all that the first made"  # type: ignore[index]
    assert_whole(show, 1)


def test_two_issues_at_once(tmp_path: Path) -> None:
    show = show_with(tmp_path / "show", "haute", "basse")
    outcomes = [
        finish(process)[0] for process in [start(show, f"2026-11-20-{name}.txt") for name in ("haute", "basse")]
    ]
    assert len({outcome["slug"] for outcome in outcomes}) == 2
    assert_whole(show, 2)


def test_who_waits_for_the_feed_says_so(tmp_path: Path) -> None:
    show = show_with(tmp_path / "show", "courte")
    with locked(show / "episodes", print):
        process = start(show, "2026-11-20-courte.txt")
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        waiting = next(line for line in lines if "waiting" in line)
        assert str(show / "episodes") in waiting
        assert not (show / "feed" / "feed.xml").exists()
    finish(process)
    assert_whole(show, 1)
