"""Killed at any moment, a publication leaves a feed that is valid and names only what is there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest
from feed_cases import make_episode, make_show, with_audio

from matinale.feed import check_site, picture_name, publish
from matinale.model import Episode
from matinale.settings import Show

MOMENTS = 100

Version = tuple[Episode, dict[str, Path]]


def publish_version(show: Show, version: Version, cover: tuple[str, Path]) -> None:
    publish(show, [version[0]], show.root / "feed", {**version[1], cover[0]: cover[1]}, cover=cover[0])


def forked(show: Show, version: Version, cover: tuple[str, Path]) -> int:
    """Publish in a process of its own; its number."""
    child = os.fork()
    if child == 0:  # pragma: no cover  the other process
        try:
            publish_version(show, version, cover)
        finally:
            os._exit(0)
    return child


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_a_hundred_moments(tone: Path, cover: Path, tmp_path: Path) -> None:
    show = make_show(tmp_path)
    site = tmp_path / "feed"
    name = picture_name("cover", "0" * 64, ".jpg"), cover
    versions: list[Version] = []
    for title in ("Le numéro", "Le numéro, corrigé"):
        folder = tmp_path / f"workshop-{len(versions)}"
        folder.mkdir()
        versions.append(with_audio(show, make_episode(show, 1, title), tone, cover.read_bytes(), folder))
    feeds: list[bytes] = []
    for version in versions:
        started = time.monotonic()
        publish_version(show, version, name)
        lasting = time.monotonic() - started
        feeds.append((site / "feed.xml").read_bytes())
    assert feeds[0] != feeds[1]
    chance = random.Random(7)
    seen: set[int] = set()
    for moment in range(MOMENTS):
        version = versions[moment % 2]
        (site / version[0].audio).unlink(missing_ok=True) if feeds[moment % 2] != current(site) else None
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        child = forked(show, version, name)
        threading.Event().wait(chance.uniform(0, lasting * 1.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen.add(feeds.index(current(site)))
        found = check_site(site, decode=False)
        assert found.ok, found.errors
    publish_version(show, versions[0], name)
    assert current(site) == feeds[0]
    assert not (site / ".next").exists()
    assert seen == {0, 1}


def current(site: Path) -> bytes:
    return (site / "feed.xml").read_bytes()
