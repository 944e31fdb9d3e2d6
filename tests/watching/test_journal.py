"""The log: one line a step, for programs and for people."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from matinale.errors import WorkspaceError
from matinale.watching import Lines

AUTUMN = 1_792_890_000.0  # the night in which Paris goes from summer time to winter time: 02:00 comes twice
PARIS = ZoneInfo("Europe/Paris")


def lines(file: Path | None, out: list[str], *, as_json: bool = True, now: float = AUTUMN) -> Lines:
    return Lines(PARIS, out.append, as_json=as_json, file=file, clock=lambda: now)


def test_each_step_is_one_line_of_json_in_the_file_and_on_stdout(tmp_path: Path) -> None:
    out: list[str] = []
    log = lines(tmp_path / "log", out)
    log("seen", guid="é\n1", state="pending")
    log("looked", found=1)
    assert (tmp_path / "log").read_text("utf-8").splitlines() == out
    assert json.loads(out[0]) == {
        "at": "2026-10-25T02:00:00.000+01:00", "event": "seen", "guid": "é\n1", "state": "pending",
    }  # fmt: skip
    earlier: list[str] = []
    lines(None, earlier, now=AUTUMN - 3600)("looked")
    assert json.loads(earlier[0])["at"] == "2026-10-25T02:00:00.000+02:00", "the hour that comes twice is told apart"


def test_for_people_there_are_words() -> None:
    out: list[str] = []
    lines(None, out, as_json=False)("not-told", reason="two\nlines", gives_up=False)
    assert out == ["2026-10-25 02:00:00 not-told reason=two lines gives_up=False"]


def test_a_log_that_was_rotated_away_is_begun_anew(tmp_path: Path) -> None:
    log = lines(tmp_path / "log", [])
    log("looked")
    (tmp_path / "log").rename(tmp_path / "log.1")
    log("looked")
    assert (tmp_path / "log").read_text("utf-8").count("\n") == 1


def test_a_log_that_cannot_be_begun_is_an_error_and_one_that_cannot_be_continued_is_none(tmp_path: Path) -> None:
    out: list[str] = []
    with pytest.raises(WorkspaceError, match="cannot be written"):
        lines(tmp_path / "none" / "log", out)("started")
    log = lines(tmp_path / "log", out)
    log("started")
    (tmp_path / "log").unlink()
    (tmp_path / "log").mkdir()  # as good as a full disk
    log("looked")
    assert [json.loads(line)["event"] for line in out] == ["started", "looked"]
