"""Many issues in one run: a bad one stops only itself, the feed changes once, a second run finds everything done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from matinale.cli import matinale, run
from matinale.errors import ClusterLost, FeedError, SourceError
from matinale.feed import check_site
from matinale.model import Progress
from matinale.pipeline import Ahead, Batch, BatchItem, Order, batch, gather_orders, make_batch
from matinale.settings import Show
from matinale.show import read_show, with_voice

TEXT = """# La lettre des ponts numéro {number}

## Un pont de bois pour la ville {number}

Le pont ouvre lundi. Il porte {number} tonnes.
"""


@pytest.fixture
def issues(show_folder: Path) -> Path:
    folder = show_folder / "lettres"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"2026-11-1{number}-lettre.md").write_text(TEXT.format(number=number), encoding="utf-8")
    (folder / "2026-11-13-vide.txt").write_text("x", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".cache").write_text("hidden")
    return folder


def show_of(folder: Path, voice: str = "silence") -> Show:
    """Without music: there is less to mix."""
    path = folder / "show.toml"
    path.write_text(path.read_text("utf-8").replace('jingles = "calme"', 'jingles = "none"'), encoding="utf-8")
    return with_voice(read_show(folder), voice)


def made(show: Show, issues: Path, **more: object) -> tuple[Batch, list[BatchItem], list[str]]:
    told, notices = list[BatchItem](), list[str]()
    orders, _ = gather_orders((), show, folder=issues, notice=notices.append)
    done = make_batch(orders, show, on_item=told.append, on_progress=_quiet, on_notice=notices.append, **more)  # type: ignore[arg-type]
    return done, told, notices


def _quiet(_: Progress) -> None:
    pass


def contents(root: Path) -> dict[str, str]:
    names = [*root.glob("episodes/*/*.mp3"), *(path for path in root.glob("feed/**/*") if path.is_file())]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in names}


@pytest.mark.slow
def test_a_bad_issue_stops_only_itself_and_the_feed_is_built_once(
    show_folder: Path, issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: list[int] = []
    publish = batch.publish_show
    monkeypatch.setattr(batch, "publish_show", lambda show: builds.append(1) or publish(show))
    done, told, notices = made(show_of(show_folder), issues)
    assert [item.state for item in done.items] == ["done", "done", "failed"]
    assert told == list(done.items)
    assert "no article was found" in done.items[2].reason
    assert any("photo.jpg" in notice for notice in notices)
    assert len(builds) == 1
    assert check_site(show_folder / "feed", decode=False).ok
    assert (show_folder / "feed" / "feed.xml").read_text("utf-8").count("<item>") == 2

    before = contents(show_folder)
    again, _, _ = made(show_of(show_folder), issues)
    assert [item.state for item in again.items] == ["unchanged", "unchanged", "failed"]
    assert sum(item.rendered for item in again.items) == 0
    assert contents(show_folder) == before


@pytest.mark.slow
def test_an_interrupted_batch_goes_on_and_publishes_what_was_made_before(show_folder: Path, issues: Path) -> None:
    show = show_of(show_folder)

    def interrupted(item: BatchItem) -> None:
        raise KeyboardInterrupt

    orders, _ = gather_orders((), show, folder=issues, notice=lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        make_batch(orders, show, on_item=interrupted, on_progress=_quiet, on_notice=lambda _: None)
    assert not (show_folder / "feed" / "feed.xml").exists()
    done, _, _ = made(show, issues)
    assert [(item.state, item.rendered > 0) for item in done.items] == [
        ("done", False),
        ("done", True),
        ("failed", False),
    ]
    assert (show_folder / "feed" / "feed.xml").read_text("utf-8").count("<item>") == 2


@pytest.mark.slow
def test_an_episode_that_the_gate_refuses_is_left_out_and_the_others_are_published(
    show_folder: Path, issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its MP3 is damaged between its making and its publication."""
    publish = batch.publish_show

    def damaged(show: Show) -> object:
        for path in show.root.glob("episodes/*/episode.mp3"):
            if path.parent.name.startswith("2026-11-11"):
                path.write_bytes(b"not an MP3" * 100)
        return publish(show)

    monkeypatch.setattr(batch, "publish_show", damaged)
    done, _, _ = made(show_of(show_folder), issues)
    assert [item.state for item in done.items] == ["failed", "done", "failed"]
    assert "2026-11-11" in done.items[0].reason
    assert (show_folder / "feed" / "feed.xml").read_text("utf-8").count("<item>") == 1
    assert not list(show_folder.glob("episodes/2026-11-11*/episode.json"))


@pytest.mark.slow
def test_a_bug_in_one_issue_stops_only_itself(show_folder: Path, issues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = batch.make_episode

    def stumbling(order: Order, *given: object, **more: object) -> object:
        if "2026-11-11" in order.source:
            raise ZeroDivisionError("never")
        return make(order, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "make_episode", stumbling)
    done, _, notices = made(show_of(show_folder), issues)
    assert [item.state for item in done.items] == ["failed", "done", "failed"]
    assert done.items[0].reason == "ZeroDivisionError: never"
    assert any("in stumbling" in notice for notice in notices), "for who mends it"


def test_a_lost_cluster_ends_the_batch(show_folder: Path, issues: Path) -> None:
    """A thousand issues would each wait for it in vain."""

    class Lost:
        asked = 0

        def send(self, *_: object) -> None:
            """Nothing."""

        def bring(self, *_: object) -> dict[str, float]:
            self.asked += 1
            raise ClusterLost("tcp://10.0.0.5:8786: no worker is left")

    lost = Lost()
    with pytest.raises(ClusterLost):
        made(show_of(show_folder), issues, ahead=lost)
    assert lost.asked == 1


def test_those_at_fault_are_found_by_halving(show_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[int] = []

    def released(show: Show, slugs: Sequence[str]) -> str:
        builds.append(len(slugs))
        if {"7", "500"} & set(slugs):
            raise FeedError("refused")
        return "feed.xml"

    monkeypatch.setattr(batch, "_released", released)
    feed, refused = batch._published(show_of(show_folder), [str(number) for number in range(1000)], print)
    assert (feed, refused.keys()) == ("feed.xml", {"7", "500"})
    assert len(builds) < 50
    with pytest.raises(FeedError, match="refused"):
        batch._published(show_of(show_folder), ["7", "500"], print)


@pytest.mark.slow
def test_the_items_of_a_feed_oldest_first_and_read_once(show_folder: Path) -> None:
    bodies = ("<h2>Un pont</h2><p>Le pont ouvre lundi, après deux ans.</p>", "x")
    items = "".join(
        f"<item><title>Lettre {number}</title><link>https://example.org/{number}</link>"
        f"<pubDate>Mon, {20 + number} Nov 2026 06:00:00 +0000</pubDate><description>{escape(body)}</description></item>"
        for number, body in ((3, bodies[0]), (2, bodies[1]), (1, bodies[0]))
    )
    feed = show_folder / "newsletter.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>L</title>{items}</channel></rss>", encoding="utf-8")
    orders, failed = gather_orders((), show_of(show_folder), feed=str(feed), notice=lambda _: None)
    assert [order.issue.url for order in orders if order.issue] == ["https://example.org/1", "https://example.org/3"]
    assert [item.source for item in failed] == ["https://example.org/2"]
    feed.unlink()
    done = make_batch(
        orders, show_of(show_folder), on_item=lambda _: None, on_progress=_quiet, on_notice=lambda _: None
    )
    assert [item.state for item in done.items] == ["done", "done"]
    assert len({item.slug for item in done.items}) == 2


def test_nothing_to_do_is_an_error(show_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no issue to make"):
        gather_orders((), show_of(show_folder), notice=lambda _: None)
    with pytest.raises(SourceError, match="name a folder of issues"):
        gather_orders((), show_of(show_folder), folder=tmp_path / "none", notice=lambda _: None)


@pytest.mark.slow
def test_the_command_ends_with_a_table_and_exits_with_1_after_a_failure(
    show_folder: Path, issues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_of(show_folder)
    words = ["batch", "--dir", str(issues), "--show", str(show_folder), "--voice", "silence"]
    assert run(matinale, [*words, "--review"]) == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[-1].startswith("2 done, 0 unchanged, 1 failed; ")
    assert "the feed is as it was" in output.out
    assert output.err.count("/3 ") == 3
    (issues / "2026-11-13-vide.txt").unlink()
    assert run(matinale, [*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [item["state"] for item in report["items"]] == ["done", "done"]
    assert report["feed"].endswith("feed.xml")
    assert run(matinale, [*words, "--takes", "x"]) == 2
    assert run(matinale, [*words, "--cluster", "nonsense"]) == 1


@pytest.mark.slow
def test_on_a_cluster_the_bytes_are_the_same(show_folder: Path, issues: Path, tmp_path: Path) -> None:
    from matinale.speech.cluster import Cluster
    from matinale.workspace import init_workspace

    init_workspace(tmp_path / "alone")
    alone, _, _ = made(show_of(tmp_path / "alone", "brouillon"), issues)
    show = show_of(show_folder, "brouillon")
    with Cluster("local:2") as cluster:
        done, _, _ = made(show, issues, ahead=Ahead(cluster, show))
    assert [item.state for item in done.items] == ["done", "done", "failed"]
    assert [item.rendered for item in done.items] == [item.rendered for item in alone.items]
    assert contents(show_folder) == contents(tmp_path / "alone")


@pytest.mark.slow
def test_one_episode_on_a_cluster(show_folder: Path, issues: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_of(show_folder)
    words = ["make-episode", str(issues / "2026-11-11-lettre.md"), "--show", str(show_folder)]
    assert run(matinale, [*words, "--voice", "brouillon", "--cluster", "local:1", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["takes"]["rendered"] > 0
