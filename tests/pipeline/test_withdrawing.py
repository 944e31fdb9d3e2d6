"""An episode is taken out of the feed and brought back; its identity is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from matinale.errors import FeedError, WorkspaceError
from matinale.pipeline import Order, make_episode, publish_show, restore_episode, send_show, withdraw_episode
from matinale.settings import Show
from matinale.show import read_show, with_voice
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show with two published episodes and one target, a folder."""
    folder = tmp_path_factory.mktemp("withdrawing") / "show"
    init_workspace(folder)
    with (folder / "show.toml").open("a", encoding="utf-8") as config:
        config.write('\n[[feed.targets]]\nname = "web"\nkind = "folder"\nto = "web"\n')
    show = with_voice(read_show(folder), "silence")
    for day, title in (("20", "trams"), ("21", "vélos")):
        issue = folder / f"2026-11-{day}-courte.txt"
        issue.write_text(SHORT_ISSUE.replace("trams", title).replace("abeilles", title), encoding="utf-8")
        make_episode(Order(str(issue)), show)
    return folder


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Show:
    """A copy of that show, to change."""
    shutil.copytree(made, tmp_path / "show", copy_function=shutil.copy2)
    return with_voice(read_show(tmp_path / "show"), "silence")


def feed_of(show: Show) -> str:
    return (show.root / "feed" / "feed.xml").read_text(encoding="utf-8")


def test_a_withdrawn_episode_is_gone_and_comes_back_the_same(show: Show) -> None:
    before = feed_of(show)
    slug = next(path.name for path in (show.root / "episodes").glob("2026-11-20*"))
    withdraw_episode(show, slug)
    assert slug not in feed_of(show)
    assert before.count("<item>") == feed_of(show).count("<item>") + 1
    restore_episode(show, slug)
    assert feed_of(show) == before


@pytest.mark.parametrize("slug", ["nothing", "..", "../show", ""])
def test_what_is_no_episode_cannot_be_withdrawn(show: Show, slug: str) -> None:
    before = feed_of(show)
    with pytest.raises(WorkspaceError, match="no finished episode"):
        withdraw_episode(show, slug)
    with pytest.raises(FeedError, match="not a withdrawn episode"):
        restore_episode(show, slug)
    assert feed_of(show) == before


def test_a_target_is_brought_up_to_the_site(show: Show) -> None:
    publish_show(show)
    planned = [change.name for _, change in send_show(show, ["web"], dry_run=True)]
    assert not (show.root / "web").exists()
    sent = [change.name for _, change in send_show(show, [], dry_run=False)]
    assert sent == planned
    assert sent[-1] == "feed.xml"
    assert (show.root / "web" / "feed.xml").read_text(encoding="utf-8") == feed_of(show)
    assert list(send_show(show, [], dry_run=False)) == []
