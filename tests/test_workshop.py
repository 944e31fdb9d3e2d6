"""The same issue finds its folder again whatever was corrected in it; two issues never share one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from pathlib import Path

import pytest

from matinale.errors import WorkspaceError
from matinale.model import Article, Issue
from matinale.workshop import Record, Workshop, locked, workshop_of, workshops

ISSUE = Issue("Une", None, dt.date(2026, 11, 20), "fr", "", (), (Article("Une", "Chapô."),), "")


def make(root: Path, issue: Issue = ISSUE, slug: str = "2026-11-20-une", source: str = "a.txt") -> Workshop:
    workshop = workshop_of(root, issue, source) or Workshop(root / "episodes" / slug)
    workshop.write("issue.json", issue)
    workshop.write("record.json", Record(source))
    return workshop


def retitled(issue: Issue, title: str) -> Issue:
    return dataclasses.replace(issue, title=title, articles=(dataclasses.replace(issue.articles[0], title=title),))


def test_a_corrected_headline_stays_in_its_folder(tmp_path: Path) -> None:
    first = make(tmp_path)
    assert workshop_of(tmp_path, retitled(ISSUE, "Une, corrigée"), "a.txt") == first


def test_another_issue_of_the_day_has_its_own_folder(tmp_path: Path) -> None:
    first = make(tmp_path)
    other = make(tmp_path, retitled(ISSUE, "Deux"), "2026-11-20-deux", "b.txt")
    assert other.slug == "2026-11-20-deux"
    assert [workshop.slug for workshop in workshops(tmp_path)] == ["2026-11-20-deux", first.slug]


def test_another_number_is_another_issue(tmp_path: Path) -> None:
    make(tmp_path, dataclasses.replace(ISSUE, number=1))
    assert workshop_of(tmp_path, dataclasses.replace(ISSUE, number=2), "a.txt") is None


def test_a_file_used_again_for_the_next_day_is_another_issue(tmp_path: Path) -> None:
    make(tmp_path)
    tomorrow = dataclasses.replace(retitled(ISSUE, "Demain"), date=dt.date(2026, 11, 21))
    assert workshop_of(tmp_path, tomorrow, "a.txt") is None


def test_a_damaged_value_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    workshop = make(tmp_path)
    workshop.path("issue.json").write_bytes(b"{")
    assert workshop.read(Issue, "issue.json") is None


def test_a_second_run_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    told, entered = threading.Event(), threading.Event()

    def second() -> None:
        with locked(tmp_path, lambda line: (said.append(line), told.set())):
            entered.set()

    with locked(tmp_path, said.append):
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(10)
        assert not entered.is_set()
    thread.join(10)
    assert entered.is_set()
    assert said == [f"{tmp_path}: another run is working here; waiting for it to end"]


def test_a_file_in_the_folders_place_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "episodes").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="episodes"), locked(tmp_path / "episodes" / "a", print):
        pass
