"""The ready units of docs/units, each checked by the tool that it is for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from matinale.cli.watch import watch_command
from matinale.settings import Watch
from tests.conftest import ROOT

UNITS = ROOT / "docs" / "units"
PROGRAM = "/srv/matinale/.venv/bin/matinale"
CACHE = "MATINALE_CACHE"
GUIDE = (ROOT / "docs" / "watch.md").read_text("utf-8")


def checked(*command: str) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a program that is there, since systemd asks for it."""
    for path in UNITS.glob("matinale-watch*"):
        text = path.read_text("utf-8").replace(PROGRAM, sys.executable)
        (tmp_path / path.name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["matinale-watch.service", "matinale-watch-once.service", "matinale-watch-once.timer"])
def test_systemd_takes_its_units(units: Path, name: str) -> None:
    said = checked("systemd-analyze", "verify", "--man=no", str(units / name))
    assert "matinale" not in said, "not one warning"


@pytest.mark.parametrize("name", ["matinale-watch.service", "matinale-watch-once.service"])
def test_what_is_written_outside_the_show_has_a_place(name: str) -> None:
    """A service that may write nothing but the show could not keep the models of its voices."""
    text = (UNITS / name).read_text("utf-8")
    assert "ProtectSystem=strict" in text
    assert re.search(r"^CacheDirectory=matinale$", text, re.MULTILINE)
    assert re.search(rf"^Environment={CACHE}=%C/matinale$", text, re.MULTILINE)
    assert CACHE in (ROOT / "src" / "matinale" / "speech" / "models.py").read_text("utf-8")


def test_the_timer_goes_off_on_weekday_mornings() -> None:
    timer = (UNITS / "matinale-watch-once.timer").read_text("utf-8")
    (when,) = re.findall(r"^OnCalendar=(.*)$", timer, re.MULTILINE)
    said = checked("systemd-analyze", "calendar", "--base-time=2026-11-20 09:51 UTC", "--iterations=2", when)
    assert re.search(r"Next elapse: Mon 2026-11-23 (?:05:00:00 CET|04:00:00 UTC)", said), said


def test_cron_takes_its_table() -> None:
    if "-n" not in cron_help():
        pytest.skip("no crontab here that checks without installing")
    assert "successfully checked" in checked("crontab", "-n", str(UNITS / "matinale.cron"))


def cron_help() -> str:
    if not shutil.which("crontab"):
        return ""
    return subprocess.run(["crontab", "-h"], capture_output=True, text=True, check=False).stderr


@pytest.mark.slow
def test_the_ci_service_takes_its_workflow() -> None:
    pytest.importorskip("check_jsonschema")
    workflow = str(UNITS / "matinale-watch.yml")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", workflow]
    assert "ok" in checked(*command)


def test_the_units_call_commands_that_there_are() -> None:
    calls = [
        call for path in UNITS.iterdir() for call in re.findall(r"matinale (watch[^\n>]*)", path.read_text("utf-8"))
    ]
    calls = [call.split() for call in calls if call.startswith("watch ")]
    assert len(calls) >= 4
    known = {name for parameter in watch_command.params for name in parameter.opts}
    for _, *words in calls:
        assert {word for word in words if word.startswith("--")} <= known


def test_the_guide_names_only_settings_and_events_that_there_are() -> None:
    for key in re.findall(r"^    (?:# )?(\w+) =", GUIDE, re.MULTILINE):
        assert key in Watch.__slots__, key
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "matinale" / "watching").glob("*.py"))
    told, logged = re.search(
        r"Events that are told: (.*?)\. The log has these too, and: (.*?)\. ", GUIDE, re.DOTALL
    ).groups()  # type: ignore[union-attr]
    named = set(re.split(r"[,;]\s+", f"{told}, {logged}".replace("\n", " ")))
    used = set(re.findall(r'(?:_journal|journal|notice_of|_done)\(\s*"([a-z-]+)"', source)) | {
        "published",
        "held",
        "prepared",
    }
    assert named == used
