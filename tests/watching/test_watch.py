"""What a watch does of a feed: what it makes, in which order, how often, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from email.utils import format_datetime
from pathlib import Path

import pytest

from matinale.errors import ShowError, SpeechError, WorkspaceError
from matinale.model import Issue
from tests.watching.desk import Desk, Press
from tests.watching.newsletter import Letter, Newsletter, published, watched_show

SETTINGS = 'feed = "{url}feed.xml"\nretry = "10ms"\nretry_most = "1h"\nbacklog = 100\nwebhook = "{url}hook"\n'


@pytest.fixture
def letter() -> Newsletter:
    return Newsletter([Letter(1), Letter(2), Letter(3)])


@pytest.fixture
def desk(tmp_path: Path, letter: Newsletter, press: Press) -> Generator[Desk]:
    with published(letter) as url:
        yield Desk(watched_show(tmp_path / "show", SETTINGS.format(url=url)))


def setting(desk: Desk, line: str) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")


def test_new_issues_are_made_once_the_oldest_first(desk: Desk, letter: Newsletter, press: Press) -> None:
    assert desk.once()
    assert press.numbers == [1, 2, 3]
    letter.letters += [Letter(5), Letter(4)]
    assert desk.once()
    assert desk.once()
    assert press.numbers == [1, 2, 3, 4, 5]
    assert [told["event"] for told in letter.told] == ["published"] * 5
    assert not list((desk.show / "episodes" / ".watch" / "kept").iterdir()), "what was made is not kept"


def test_a_look_with_nothing_new_is_one_conditional_get(desk: Desk, letter: Newsletter) -> None:
    desk.once()
    ledger = desk.show / "episodes" / ".watch" / "ledger.json"
    before, letter.requests[:] = ledger.stat(), []
    desk.once()
    ((path, headers, status),) = letter.requests
    assert (path, status, "If-None-Match" in headers) == ("/feed.xml", 304, True)
    assert [event for event, _ in desk.events] == ["started", "looked", "stopped"]
    assert ledger.stat().st_mtime_ns == before.st_mtime_ns
    assert ledger.stat().st_ino == before.st_ino


def test_of_what_was_there_before_only_the_backlog_is_made(desk: Desk, letter: Newsletter, press: Press) -> None:
    setting(desk, "")
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace("backlog = 100", "backlog = 1"), "utf-8")
    letter.faults = iter(["503", "503", "503"])
    assert not desk.once()
    assert desk.once()
    assert press.numbers == [3]
    letter.letters.append(Letter(4))
    letter.letters[0].text = "Une ancienne lettre est corrigée."
    desk.once()
    assert press.numbers == [3, 4]


def test_an_edited_issue_is_made_again_in_its_folder(desk: Desk, letter: Newsletter, press: Press) -> None:
    desk.once()
    letter.letters[1].text = "Le pont porte 99 tonnes."
    desk.once()
    order, issue = press.made[-1]
    assert (len(press.made), order.slug, issue.number) == (4, "slug-2", 2)
    desk.once()
    assert len(press.made) == 4


def test_another_channel_or_date_of_the_feed_makes_nothing_again(desk: Desk, letter: Newsletter, press: Press) -> None:
    desk.once()
    whole = letter.feed()
    letter.feed = lambda: whole.replace(b"</item>", b"<comments>12</comments></item>")  # type: ignore[method-assign]
    desk.once()
    assert len(press.made) == 3
    assert desk.all("looked") == [{"source": "feed", "found": 3, "changed": True}]


@pytest.mark.parametrize("fault", ["503", "length", "close"])
def test_what_a_server_does_wrong_loses_nothing(desk: Desk, letter: Newsletter, press: Press, fault: str) -> None:
    letter.faults = iter([fault, fault])
    assert desk.once()
    assert press.numbers == [1, 2, 3]
    assert len(desk.all("look-failed")) == 2
    letter.letters.append(Letter(4))
    letter.faults = iter([fault] * 3)
    assert not desk.once()
    assert desk.states() == {"1": "made", "2": "made", "3": "made"}
    assert desk.once()
    assert press.numbers == [1, 2, 3, 4]


def test_a_source_that_stays_away_is_told_once_and_when_it_is_back(desk: Desk, letter: Newsletter) -> None:
    letter.letters.clear()
    letter.faults = iter(["503"] * 5)
    assert not desk.once()
    assert desk.once()
    assert [told["event"] for told in letter.told] == ["source-failing", "source-back"]
    assert "503" in letter.told[0]["reason"]


def test_what_is_taken_back_is_reported_after_a_second_look(desk: Desk, letter: Newsletter) -> None:
    desk.once()
    del letter.letters[1]
    desk.once()
    assert desk.all("taken-back") == []
    desk.once()  # 304: the same is missing still
    desk.once()
    assert [told["guid"] for told in letter.told if told["event"] == "taken-back"] == [Letter(2).guid]
    assert desk.states()["2"] == "made", "only reported"


def test_what_grew_too_old_for_the_feed_was_not_taken_back(desk: Desk, letter: Newsletter) -> None:
    desk.once()
    letter.newest = 1
    for _ in range(3):
        assert desk.once()
        assert desk.all("taken-back") == []
    letter.letters.clear()
    desk.once()
    desk.once()
    assert not [told for told in letter.told if told["event"] == "taken-back"], "an empty feed is an accident"


def test_of_two_with_one_date_none_is_taken_for_the_older(desk: Desk, letter: Newsletter) -> None:
    """A feed that sorts by day may forget either of its two oldest."""
    letter.letters[1].day_of = letter.letters[0]
    desk.once()
    del letter.letters[1]
    for _ in range(3):
        desk.once()
        assert desk.all("taken-back") == []


def test_what_was_refused_and_taken_back_names_no_episode(desk: Desk, letter: Newsletter) -> None:
    letter.letters[1].broken = True
    desk.once()
    del letter.letters[1]
    for _ in range(3):
        desk.once()
    (told,) = [told for told in letter.told if told["event"] == "taken-back"]
    assert told["reason"] == "the newsletter's feed took it back; no episode was made of it yet"


def test_a_feed_that_moved_is_the_same_and_another_is_met_anew(desk: Desk, letter: Newsletter, press: Press) -> None:
    """Of another feed, under this address or that, only the backlog is made; of one that moved, all that is new."""
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace("backlog = 100", "backlog = 1"), "utf-8")
    desk.once()
    letter.letters += [Letter(4), Letter(5)]
    path.write_text(path.read_text("utf-8").replace("feed.xml", "moved.xml"), "utf-8")
    desk.once()
    assert press.numbers == [3, 4, 5]
    letter.letters = [Letter(number) for number in (11, 12, 13)]
    path.write_text(path.read_text("utf-8").replace("moved.xml", "other.xml"), "utf-8")
    desk.once()
    assert press.numbers == [3, 4, 5, 13]


def test_one_that_cannot_be_read_is_told_once_and_tried_when_it_changes(
    desk: Desk, letter: Newsletter, press: Press
) -> None:
    letter.letters[1].broken = True
    assert not desk.once()
    (refused,) = desk.all("refused")
    assert refused["reason"].startswith("Lettre n° 2: no article")
    assert Path(refused["file"]).is_file()
    assert press.numbers == [1, 3]
    assert desk.once()
    assert [told["event"] for told in letter.told].count("refused") == 1
    letter.letters[1].broken = False
    assert desk.once()
    assert press.numbers == [1, 3, 2]


def test_a_failure_is_tried_again_later_and_told_once(desk: Desk, letter: Newsletter, press: Press) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace('retry = "10ms"', 'retry = "10s"'), "utf-8")

    def fail(issue: Issue) -> None:
        if issue.number == 2:
            raise SpeechError("the engine has no breath; wait")

    press.do = fail
    assert not desk.once()
    assert press.numbers == [1, 3], "the others are made"
    assert not desk.once(11)
    assert desk.once(11), "the second wait is twice as long"
    press.do = lambda issue: None
    assert desk.once(11)
    assert press.numbers == [1, 3, 2]
    assert [told["event"] for told in letter.told] == ["published", "failed", "published", "published"]


def test_a_bug_in_one_issue_leaves_the_others(desk: Desk, press: Press) -> None:
    def fail(issue: Issue) -> None:
        if issue.number == 1:
            raise ZeroDivisionError("never")

    press.do = fail
    assert not desk.once()
    assert press.numbers == [2, 3]
    assert "ZeroDivisionError" in desk.all("failed")[0]["traceback"]


class PowerCut(BaseException):
    """Nothing after it runs, as after kill -9 (but that would end the tests)."""


def test_an_issue_that_ends_the_process_each_time_does_not_keep_the_others_from_being_made(
    desk: Desk, press: Press
) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace('retry = "10ms"', 'retry = "10s"'), "utf-8")

    def cut(issue: Issue) -> None:
        if issue.number == 1:
            raise PowerCut

    press.do = cut
    for _ in range(3):
        with pytest.raises(PowerCut):
            desk.once(1)
    desk.once(1)
    assert press.numbers == [2, 3]


def test_a_restart_in_the_middle_is_no_failure(desk: Desk, press: Press) -> None:
    def end(_: Issue) -> None:
        raise SystemExit(0)

    press.do = end
    for _ in range(5):
        with pytest.raises(SystemExit):
            desk.once()
    press.do = lambda issue: None
    desk.once()
    assert press.numbers == [1, 2, 3]


def test_a_second_watcher_is_refused(desk: Desk, press: Press) -> None:
    said: list[str] = []

    def another(_: Issue) -> None:
        with pytest.raises(WorkspaceError) as caught:
            Desk(desk.show).once()
        said.append(str(caught.value))

    press.do = another
    desk.once()
    assert len(said) == 3
    assert "another watcher is at work here (process " in said[0]


def test_news_that_cannot_be_told_is_told_later(desk: Desk, letter: Newsletter) -> None:
    del letter.letters[1:]
    letter.hook_answers = iter([500, 503])
    assert not desk.once()
    assert "500" in desk.all("not-told")[0]["reason"]
    assert not desk.once(60)
    assert desk.once(60)
    assert len(letter.told) == 1
    assert letter.told[0]["page"] == "http://127.0.0.1:8808/slug-1/"
    assert letter.told[0]["outcome"] == "success"


def test_successes_may_be_left_untold(desk: Desk, letter: Newsletter) -> None:
    setting(desk, 'notify = ["failure"]')
    letter.letters[2].broken = True
    desk.once()
    assert [told["event"] for told in letter.told] == ["refused"]


def test_for_a_review_nothing_is_published(desk: Desk, letter: Newsletter, press: Press) -> None:
    setting(desk, "publish = false")
    desk.once()
    assert [order.publish for order, _ in press.made] == [False] * 3
    assert {told["event"] for told in letter.told} == {"prepared"}


def test_a_show_that_names_no_source(tmp_path: Path) -> None:
    with pytest.raises(ShowError, match="names no source"):
        Desk(watched_show(tmp_path / "show", "")).once()


def test_a_damaged_ledger_is_one_clear_line(desk: Desk) -> None:
    desk.once()
    (desk.show / "episodes" / ".watch" / "ledger.json").write_text("{", "utf-8")
    with pytest.raises(WorkspaceError, match="was damaged; restore it"):
        desk.once()


def test_once_does_not_wait_for_a_server_that_asks_for_an_hour(desk: Desk, letter: Newsletter) -> None:
    letter.faults, letter.retry_after = iter(["503"] * 9), "3600"
    began = desk.now
    assert not desk.once()
    assert (len(letter.requests), desk.now) == (1, began)
    assert desk.all("look-failed")[0]["again_in_s"] == 3600


def test_a_server_that_names_a_date_is_left_alone_until_then(desk: Desk, letter: Newsletter) -> None:
    back = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    letter.faults, letter.retry_after = iter(["503"]), format_datetime(back, usegmt=True)
    assert not desk.once()
    assert 3500 < desk.all("look-failed")[0]["again_in_s"] <= 3600


def test_what_cannot_be_written_down_is_no_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise WorkspaceError("ledger.json: cannot be written (No space left on device); free space")

    with monkeypatch.context() as patch:
        patch.setattr("matinale.watching.ledger.write_bytes", full)
        assert not desk.once()
        assert "No space left" in desk.all("look-failed")[0]["reason"]
    assert desk.once()
    assert set(desk.states().values()) == {"made"}


def test_a_bug_in_a_look_is_told_and_is_no_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("matinale.watching.feed.split_feed", lambda *_: 1 / 0)
        assert not desk.once()
        assert "ZeroDivisionError" in desk.all("look-failed")[0]["traceback"]
    assert desk.once()
