"""Publishing: the whole site, checked before, byte-identical after, old or new and never between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from matinale.errors import FeedError
from matinale.feed import check_site, publish
from matinale.model import Episode, Milliseconds
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


def test_refuses_and_leaves_the_old_feed(show: Show, made: tuple[Episode, dict[str, Path]], tmp_path: Path) -> None:
    episode, media = made
    site = tmp_path / "feed"
    publish(show, [episode], site, media, cover=next(name for name in media if name.startswith("cover")))
    before = snapshot(site)
    wrong = replace(episode, duration=Milliseconds(episode.duration + 3000))
    with pytest.raises(FeedError, match=r"not published, the old one stays: .*itunes:duration"):
        publish(show, [replace(wrong, audio=episode.audio.replace("2025-01-30-", "2025-01-30-a"))], site,
                {episode.audio.replace("2025-01-30-", "2025-01-30-a"): media[episode.audio]})  # fmt: skip
    assert snapshot(site) == before
