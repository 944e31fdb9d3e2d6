"""Killed at any moment, a publication leaves a feed that is valid and names only what is there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
import time
import traceback
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


def forked(show: Show, version: Version, cover: tuple[str, Path], *, steps: int | None = None) -> int:
    """Publish in a process of its own, which kills itself at step `steps`, when given; its number.

    A step is an audit event (PEP 578): a file about to be opened, renamed, removed, a folder listed.
    """
    child = os.fork()
    if child == 0:  # pragma: no cover  the other process
        try:
            if steps is not None:
                die_at(steps)
            publish_version(show, version, cover)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


def die_at(steps: int) -> None:  # pragma: no cover  the other process
    left = steps

    def count(event: str, _: object) -> None:
        nonlocal left
        if event.split(".", maxsplit=1)[0] in {"open", "os", "shutil"}:
            left -= 1
            if left == -1:  # killing is an audit event too
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


class Publication:
    """A feed of one episode, in two versions that are published in turn."""

    def __init__(self, tone: Path, cover: Path, folder: Path) -> None:
        self.folder = folder
        self.show = make_show(folder)
        self.site = folder / "feed"
        self.cover = picture_name("cover", "0" * 64, ".jpg"), cover
        self.versions: list[Version] = []
        self.feeds: list[bytes] = []
        for title in ("Le numéro", "Le numéro, corrigé"):
            workshop = folder / f"workshop-{len(self.versions)}"
            workshop.mkdir()
            episode = make_episode(self.show, 1, title)
            self.versions.append(with_audio(self.show, episode, tone, cover.read_bytes(), workshop))
            publish_version(self.show, self.versions[-1], self.cover)
            self.feeds.append(self.current())
        assert self.feeds[0] != self.feeds[1]

    def current(self) -> bytes:
        return (self.site / "feed.xml").read_bytes()

    def begin(self, version: int, *, steps: int | None = None) -> int:
        """Start publishing `version` in another process, with its recording to be put in place; its number."""
        if self.current() != self.feeds[version]:
            (self.site / self.versions[version][0].audio).unlink(missing_ok=True)
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        return forked(self.show, self.versions[version], self.cover, steps=steps)

    def seen(self) -> int:
        """The version that the feed now shows, which must be whole."""
        found = check_site(self.site, decode=False)
        assert found.ok, found.errors
        return self.feeds.index(self.current())

    def settle(self) -> None:
        publish_version(self.show, self.versions[0], self.cover)
        assert self.current() == self.feeds[0]
        assert not (self.site / ".next").exists()


@pytest.fixture
def publication(tone: Path, cover: Path, tmp_path: Path) -> Publication:
    return Publication(tone, cover, tmp_path)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_before_each_step(publication: Publication) -> None:
    seen: list[int] = []
    steps = 0
    while True:
        publication.settle()
        _, status = os.waitpid(publication.begin(1, steps=steps), 0)
        seen.append(publication.seen())
        if not os.WIFSIGNALED(status):
            break
        steps += 1
    assert status == 0
    publication.settle()
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert steps > 10


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_a_hundred_moments(publication: Publication) -> None:
    # Where a kill falls depends on how busy the machine is: which version it leaves is not foreseen here.
    started = time.monotonic()
    os.waitpid(publication.begin(0), 0)
    lasting = time.monotonic() - started
    chance = random.Random(7)
    for moment in range(MOMENTS):
        child = publication.begin(moment % 2)
        threading.Event().wait(chance.uniform(0, lasting * 1.2))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or status == 0
        publication.seen()
    publication.settle()
