"""Time zones and the embargo hour; with real episodes where publishing is what matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from pathlib import Path

import pytest

from matinale.errors import ShowError
from matinale.settings import Show, Watch
from matinale.show import read_show
from matinale.watching.dating import embargo_of, wait_after
from tests.watching.desk import Desk, Press
from tests.watching.newsletter import Letter, Newsletter, published, watched_show


def show_with(**settings: object) -> Show:
    return Show("Essai", Path(), watch=Watch(**settings))  # type: ignore[arg-type]


def test_the_embargo_is_an_hour_of_the_shows_zone() -> None:
    for zone, hour in (("Europe/Paris", 6), ("America/Montreal", 12), ("", 6)):
        moment = embargo_of(dt.date(2026, 11, 20), show_with(embargo="07:00", timezone=zone))
        assert dt.datetime.fromtimestamp(moment, dt.UTC) == dt.datetime(2026, 11, 20, hour, tzinfo=dt.UTC)
    summer = embargo_of(dt.date(2026, 7, 1), show_with(embargo="07:00"))
    assert dt.datetime.fromtimestamp(summer, dt.UTC).hour == 5
    assert embargo_of(dt.date(2026, 11, 20), show_with()) == 0


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        ((2026, 3, 28), "07:00", "2026-03-28T06:00"),
        ((2026, 3, 29), "07:00", "2026-03-29T05:00"),  # summer time began in the night
        ((2026, 3, 29), "02:30", "2026-03-29T01:30"),  # an hour that this day has not: as far after midnight
        ((2026, 10, 25), "02:30", "2026-10-25T00:30"),  # one that it has twice: the first
        ((2026, 10, 25), "07:00", "2026-10-25T06:00"),
    ],
)
def test_the_embargo_on_the_days_when_the_clocks_change(day: tuple[int, int, int], hour: str, utc: str) -> None:
    moment = embargo_of(dt.date(*day), show_with(embargo=hour, timezone="Europe/Paris"))
    assert f"{dt.datetime.fromtimestamp(moment, dt.UTC):%Y-%m-%dT%H:%M}" == utc


def test_waits_double_up_to_a_limit() -> None:
    show = show_with(retry="30s", retry_most="5m")
    assert [wait_after(failures, show) for failures in (1, 2, 3, 4, 5, 500)] == [30, 60, 120, 240, 300, 300]


@pytest.mark.parametrize(
    "line",
    [
        'every = "often"', 'feed = "ftp://x"', 'imap = "https://x"', 'imap = "imaps://u:p@x"', 'embargo = "7"',
        'timezone = "Paris"', "backlog = -1", 'mail_to = ["me"]', 'mail_to = ["a@example.org"]', 'withdrawn = "yes"',
        'notify = ["all"]', 'retry = "0s"', 'evry = "1m"',
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_with_its_key(tmp_path: Path, line: str) -> None:
    with pytest.raises(ShowError, match=r"watch\.") as caught:
        read_show(watched_show(tmp_path / "show", line))
    assert "\n" not in str(caught.value)


@pytest.fixture
def letter() -> Newsletter:
    return Newsletter([Letter(1)])


@pytest.fixture
def desk(tmp_path: Path, letter: Newsletter) -> Generator[Desk]:
    with published(letter) as url:
        yield Desk(watched_show(tmp_path / "show", f'feed = "{url}feed.xml"\nembargo = "07:00"\nbacklog = 9'))


def test_an_issue_of_after_midnight_has_the_day_of_the_shows_clock(
    desk: Desk, letter: Newsletter, press: Press
) -> None:
    whole = letter.feed().replace(b"05:00:00 +0000", b"23:30:00 +0000")
    letter.feed = lambda: whole  # type: ignore[method-assign]
    desk.once()
    assert [issue.date for _, issue in press.made] == [dt.date(2026, 10, 3)]


@pytest.mark.slow
def test_an_issue_under_embargo_is_made_at_once_and_published_at_its_hour(desk: Desk, letter: Newsletter) -> None:
    feed = desk.show / "feed" / "feed.xml"
    desk.now = dt.datetime(2026, 10, 2, 4, 59, tzinfo=dt.UTC).timestamp()  # 06:59 in Paris
    assert desk.once()
    assert desk.all("held")[0]["until"] == "2026-10-02T07:00:00+02:00"
    assert list(desk.show.glob("episodes/*/episode.mp3"))
    assert not feed.exists()
    assert desk.once(30)
    assert not feed.exists()
    assert desk.once(31)
    assert [event for event, _ in desk.events] == ["started", "looked", "published", "stopped"]
    assert feed.read_text("utf-8").count("<item>") == 1
    letter.letters[0].text = "Le pont porte 99 tonnes."
    assert desk.once()
    assert desk.all("published")[0]["again"]
    assert feed.read_text("utf-8").count("<item>") == 1


@pytest.mark.slow
def test_an_issue_that_is_taken_back_leaves_our_feed_and_may_return(desk: Desk, letter: Newsletter) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace('embargo = "07:00"', 'withdrawn = "withdraw"'), "utf-8")
    letter.letters.append(Letter(2))
    feed = desk.show / "feed" / "feed.xml"
    assert desk.once()
    whole = feed.read_bytes()
    taken = letter.letters.pop()
    for _ in range(3):
        assert desk.once()
    assert desk.states() == {"1": "made", "2": "withdrawn"}
    assert feed.read_bytes().count(b"<item>") == 1
    letter.letters.append(taken)
    assert desk.once()
    assert desk.states()["2"] == "made"
    assert feed.read_bytes() == whole, "the same guid, the same files"


class PowerCut(BaseException):
    """Nothing after it runs."""


@pytest.mark.slow
def test_killed_between_the_withdrawal_and_the_feed_it_is_finished_later(
    desk: Desk, letter: Newsletter, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace('embargo = "07:00"', 'withdrawn = "withdraw"'), "utf-8")
    letter.letters.append(Letter(2))
    feed = desk.show / "feed" / "feed.xml"
    desk.once()
    taken = letter.letters.pop()

    def cut(*_: object) -> None:
        raise PowerCut

    desk.once()
    with monkeypatch.context() as patch:
        patch.setattr("matinale.pipeline.publishing.publish_show", cut)
        with pytest.raises(PowerCut):
            desk.once()
    assert feed.read_bytes().count(b"<item>") == 2
    assert desk.once()
    assert feed.read_bytes().count(b"<item>") == 1
    letter.letters.append(taken)
    with monkeypatch.context() as patch:
        patch.setattr("matinale.pipeline.publishing.publish_show", cut)
        with pytest.raises(PowerCut):
            desk.once()
    assert desk.once()
    assert feed.read_bytes().count(b"<item>") == 2
    assert desk.states() == {"1": "made", "2": "made"}


@pytest.mark.slow
def test_an_issue_that_left_before_its_hour_returns_before_it(desk: Desk, letter: Newsletter) -> None:
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8") + 'withdrawn = "withdraw"\n', "utf-8")
    letter.letters.append(Letter(2))
    desk.now = dt.datetime(2026, 10, 2, 12, tzinfo=dt.UTC).timestamp()
    desk.once()
    assert desk.states() == {"1": "made", "2": "held"}
    taken = letter.letters.pop()
    for _ in range(3):
        desk.once()
    assert desk.states()["2"] == "withdrawn"
    letter.letters.append(taken)
    desk.once()
    assert desk.states()["2"] == "held"
    desk.once(24 * 3600)
    assert desk.states()["2"] == "made"
    assert (desk.show / "feed" / "feed.xml").read_bytes().count(b"<item>") == 2
