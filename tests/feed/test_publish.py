"""Publishing: the whole site, checked before, byte-identical after, old or new and never between."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from feed_cases import damaged, make_episode, make_show, with_audio

from matinale.errors import FeedError, ShowError, WorkspaceError
from matinale.feed import audio_name, check_site, publish, publish_workshop, restore, withdraw
from matinale.feed.placing import staging
from matinale.files import write_bytes
from matinale.model import Episode, Milliseconds
from matinale.serialization import to_json
from matinale.settings import Show


def snapshot(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_publishes_a_site_that_its_own_gate_passes(published: Path) -> None:
    findings = check_site(published)
    assert findings.found == ()
    names = set(snapshot(published))
    assert {"feed.xml", "index.html", "2025-01-30/index.html"} <= names
    assert not any(name.startswith(".") for name in names)


def test_all_that_the_feed_names_is_in_the_site(published: Path) -> None:
    feed = (published / "feed.xml").read_text("utf-8")
    named = re.findall(r'"http://127\.0\.0\.1:8808/([^"]*)"', feed)
    assert len(named) >= 7
    for name in named:
        assert (published / name).exists(), name


def test_again_changes_nothing(site_maker: Callable[..., Path], tmp_path: Path) -> None:
    site = site_maker(tmp_path)
    before = snapshot(site)
    assert snapshot(site_maker(tmp_path)) == before


def publish_numbers(root: Path, tone: Path, cover: Path, numbers: list[int], **options: object) -> Path:
    """Publish episodes of these numbers together; returns the site."""
    show = make_show(root, **options.pop("feed", {}))  # type: ignore[arg-type]  a table of settings
    workshop = root / "workshop"
    workshop.mkdir(exist_ok=True)
    media: dict[str, Path] = {"cover-00000000.jpg": cover}
    episodes: list[Episode] = []
    for number in numbers:
        episode, files = with_audio(show, make_episode(show, number), tone, cover.read_bytes(), workshop)
        media |= files
        episodes.append(episode)
    publish(show, episodes, root / "feed", media, cover="cover-00000000.jpg", **options)  # type: ignore[arg-type]
    return root / "feed"


def items(site: Path) -> list[tuple[str, str, str]]:
    """Guid, date and number of each item, in the feed's order."""
    text = (site / "feed.xml").read_text("utf-8")
    return re.findall(
        r"<guid[^>]*>([^<]*)</guid>.*?<pubDate>([^<]*)</pubDate>.*?<itunes:episode>(\d+)<", text, re.DOTALL
    )


def test_refuses_and_leaves_the_old_feed(show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path) -> None:
    episode, media = made
    site = tmp_path / "feed"
    publish(show, [episode], site, media)
    before = snapshot(site)
    wrong = replace(episode, duration=Milliseconds(episode.duration + 3000))
    with pytest.raises(FeedError, match=r"not published, the old one stays: .*itunes:duration"):
        publish(show, [wrong], site, media)
    assert snapshot(site) == before


def test_a_damaged_mp3_is_not_published(show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path) -> None:

    episode, media = made
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(damaged(media[episode.audio].read_bytes()))
    digest = hashlib.sha256(broken.read_bytes()).hexdigest()
    name = audio_name(episode.slug, digest)
    bad = replace(episode, audio=name, sha256=digest)
    covers = {key: path for key, path in media.items() if key.startswith("cover")}
    with pytest.raises(FeedError, match=r"not published, the old one stays: .*belong to no frame"):
        publish(show, [bad], tmp_path / "feed", {name: broken, **covers})
    assert snapshot(tmp_path / "feed") == {}


@pytest.mark.slow
def test_an_older_issue_does_not_change_the_others(tone: Path, cover: Path, tmp_path: Path) -> None:
    before = items(publish_numbers(tmp_path, tone, cover, [1, 3]))
    after = items(publish_numbers(tmp_path, tone, cover, [1, 3, 2]))
    assert [each[2] for each in after] == ["3", "2", "1"]
    assert [each for each in after if each[2] != "2"] == before


def test_a_rerecording_keeps_the_guid_and_the_old_file_for_a_while(
    tone: Path, cover: Path, tmp_path: Path, site_maker: Callable[..., Path]
) -> None:
    show = make_show(tmp_path)
    workshop = tmp_path / "workshop"
    workshop.mkdir()
    site = tmp_path / "feed"
    old, media = with_audio(show, make_episode(show), tone, cover.read_bytes(), workshop)
    publish(show, [old], site, {**media, "cover-00000000.jpg": cover}, clock=lambda: 0)
    first = items(site)
    new, media = with_audio(show, make_episode(show, 1, "Un autre titre"), tone, cover.read_bytes(), workshop)
    assert new.audio != old.audio
    publish(show, [new], site, media, clock=lambda: 1000)
    assert items(site) == first
    assert new.audio in (site / "feed.xml").read_text("utf-8")
    hours = show.feed.replaced_hours * 3600
    done = publish(show, [new], site, {}, clock=lambda: 1000 + hours - 1)
    assert done.removed == ()
    assert (site / old.audio).is_file()
    done = publish(show, [new], site, {}, clock=lambda: 1000 + hours)
    assert old.audio in done.removed
    assert not (site / old.audio).exists()
    assert check_site(site, decode=False).ok


def test_a_move_of_the_feed_keeps_every_guid(tone: Path, cover: Path, tmp_path: Path) -> None:
    first = {"url": "https://podcast.example.org/matinale/"}
    second = {"url": "https://elsewhere.example.com/"}
    site = publish_numbers(tmp_path, tone, cover, [1], feed=first)
    guid = re.findall("<podcast:guid>(.*?)<", (site / "feed.xml").read_text("utf-8"))
    before = items(site)
    publish_numbers(tmp_path, tone, cover, [1], feed=second)
    assert re.findall("<podcast:guid>(.*?)<", (site / "feed.xml").read_text("utf-8")) == guid
    assert items(site) == before
    assert "podcast.example.org" not in (site / "feed.xml").read_text("utf-8")


def test_two_issues_of_one_identity_are_refused(
    show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path
) -> None:
    episode, media = made
    twin = replace(episode, slug="2025-01-30-bis", audio="2025-01-30-bis/x-00000000.mp3")
    with pytest.raises(FeedError, match=r"'2025-01-30-bis' and '2025-01-30' share the guid"):
        publish(show, [episode, twin], tmp_path / "feed", media)


@pytest.mark.slow
def test_a_withdrawn_episode_leaves_and_its_guid_is_never_reused(tone: Path, cover: Path, tmp_path: Path) -> None:
    site = publish_numbers(tmp_path, tone, cover, [1, 2])
    show = make_show(tmp_path)
    withdraw(show, make_episode(show, 2))
    publish_numbers(tmp_path, tone, cover, [1, 2])
    assert [each[2] for each in items(site)] == ["1"]
    assert not (site / "2025-01-31").exists()
    usurper = replace(make_episode(show, 2), slug="autre")
    with pytest.raises(FeedError, match=r"'autre' has the guid of '2025-01-31', which was withdrawn"):
        publish(show, [usurper], site, {})
    restore(show, "2025-01-31")
    publish_numbers(tmp_path, tone, cover, [1, 2])
    assert [each[2] for each in items(site)] == ["2", "1"]
    with pytest.raises(FeedError, match="is not a withdrawn episode"):
        restore(show, "2025-01-31")


@pytest.mark.slow
def test_old_pages_of_a_long_show_never_change(tone: Path, cover: Path, tmp_path: Path) -> None:
    settings = {"keep": 2, "archive": 2}
    site = publish_numbers(tmp_path, tone, cover, [1, 2, 3, 4, 5], feed=settings)
    before = snapshot(site)
    assert "archive-1.xml" in before
    assert len(items(site)) == 3
    first = before["archive-1.xml"][0].decode()
    assert "<fh:archive/>" in first
    assert '<atom:link rel="current" href="http://127.0.0.1:8808/feed.xml"/>' in first
    publish_numbers(tmp_path, tone, cover, [1, 2, 3, 4, 5, 6], feed=settings)
    after = snapshot(site)
    assert after["archive-1.xml"] == before["archive-1.xml"]
    assert '<atom:link rel="prev-archive" href="http://127.0.0.1:8808/archive-2.xml"/>' in after["feed.xml"][0].decode()
    assert '<atom:link rel="prev-archive" href="http://127.0.0.1:8808/archive-1.xml"/>' in (
        after["archive-2.xml"][0].decode()
    )
    assert check_site(site, decode=False).found == ()


def test_without_its_cache_the_site_is_the_same(tone: Path, cover: Path, tmp_path: Path) -> None:
    site = publish_numbers(tmp_path, tone, cover, [1, 2, 3], feed={"keep": 1, "archive": 1})
    before = snapshot(site)
    shutil.rmtree(tmp_path / ".cache")
    publish_numbers(tmp_path, tone, cover, [1, 2, 3], feed={"keep": 1, "archive": 1})
    assert snapshot(site) == before


@pytest.mark.slow
def test_the_workshop_is_published_as_the_episodes_are(tone: Path, cover: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    site = publish_numbers(tmp_path / "a", tone, cover, [1, 2])
    show = make_show(tmp_path / "b")
    media: dict[str, Path] = {"cover-00000000.jpg": cover}
    (tmp_path / "b" / "workshop").mkdir(parents=True)
    for number in (1, 2):
        episode, files = with_audio(show, make_episode(show, number), tone, cover.read_bytes(), show.root / "workshop")
        media |= files
        write_bytes(show.root / "episodes" / episode.slug / "episode.json", to_json(episode))
    done = publish_workshop(show, show.root / "feed", media, cover="cover-00000000.jpg")
    assert {name: each[0] for name, each in snapshot(show.root / "feed").items()} == {
        name: each[0] for name, each in snapshot(site).items()
    }
    assert "feed.xml" in done.written
    assert publish_workshop(show, show.root / "feed", {}).written == ()
    (show.root / "episodes" / "2025-01-30" / "episode.json").write_text("{")
    with pytest.raises(WorkspaceError, match="is damaged"):
        publish_workshop(show, show.root / "feed", {})


def test_a_missing_or_exchanged_mp3_is_refused(
    show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path
) -> None:
    episode, media = made
    covers = {key: path for key, path in media.items() if key.startswith("cover")}
    with pytest.raises(FeedError, match=r"its MP3 .* is not in"):
        publish(show, [episode], tmp_path / "feed", covers)
    media[episode.audio].write_bytes(b"else")
    with pytest.raises(FeedError, match="is not the MP3 that was made"):
        publish(show, [episode], tmp_path / "feed", media)


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        ({"categories": ("News/Tech news",)}, r"feed\.categories: 'News/Tech news' .* nearest is 'News/Tech News'"),
        ({"categories": ()}, "is empty"),
        ({"url": "podcast.example.org"}, r"feed\.url: 'podcast.example.org' is not an ASCII web address"),
        ({"hub": "ftp://hub"}, r"feed\.hub"),
        ({"guid": "12"}, "is not a UUID"),
        ({"timezone": "Paris"}, r"feed\.timezone: 'Paris' is not a time zone"),
        ({"hour": "7h"}, r"feed\.hour: '7h'"),
        ({"rrule": "FREQ=DAILY"}, "is needed with"),
    ],
)
def test_a_setting_that_apps_would_refuse(tmp_path: Path, feed: dict[str, object], says: str) -> None:
    with pytest.raises(ShowError, match=says):
        publish(make_show(tmp_path, **feed), [], tmp_path / "feed", {})


@pytest.mark.parametrize("slug", ["", ".next", "../out", "a/b", "a\\b", "page-2"])
def test_a_slug_that_is_no_folder_of_the_site(show: Show, made: tuple[Episode, dict[str, Path]], slug: str) -> None:
    with pytest.raises(FeedError, match="cannot be a folder of the site"):
        publish(show, [replace(made[0], slug=slug)], show.root / "feed", made[1])


def test_two_publications_at_once(site_maker: Callable[..., Path], tmp_path: Path) -> None:
    site = site_maker(tmp_path)
    with staging(site), pytest.raises(WorkspaceError, match="another publication is at work"):
        site_maker(tmp_path)


def test_a_site_that_cannot_be_written(show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path) -> None:
    (tmp_path / "feed").write_text("a file where the site should be")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        publish(show, [made[0]], tmp_path / "feed", made[1])


def test_a_full_disk_leaves_the_old_feed(
    show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    episode, media = made
    site = tmp_path / "feed"
    publish(show, [episode], site, media)
    before = snapshot(site)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("matinale.feed.placing.Staging._settle", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        publish(show, [replace(episode, summary="Autre.")], site, media)
    assert snapshot(site) == before


def test_files_that_are_not_ours_stay(site_maker: Callable[..., Path], tmp_path: Path) -> None:
    site = tmp_path / "feed"
    (site / "about").mkdir(parents=True)
    for name in ("README.md", "CNAME", "about/index.html", "logo.png"):
        (site / name).write_text("mine")
    site_maker(tmp_path, replaced_hours=0)
    assert all((site / name).read_text() == "mine" for name in ("README.md", "CNAME", "about/index.html", "logo.png"))
