"""One rendered tone, one cover and one published site for all tests of the feed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from feed_cases import make_cover, make_episode, make_show, render_tone, with_audio

from matinale.feed import picture_name, publish
from matinale.model import Episode
from matinale.settings import Show


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 s of real MP3 at −16 LUFS, without a tag."""
    return render_tone(tmp_path_factory.mktemp("tone") / "tone.mp3")


@pytest.fixture(scope="session")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cover as directories ask for it."""
    path = tmp_path_factory.mktemp("cover") / "cover.jpg"
    path.write_bytes(make_cover())
    return path


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A show in a fresh folder."""
    return make_show(tmp_path)


@pytest.fixture
def cover_name(cover: Path) -> str:
    """The cover's file name in the site."""
    return picture_name("cover", hashlib.sha256(cover.read_bytes()).hexdigest(), ".jpg")


@pytest.fixture
def made(show: Show, tone: Path, cover: Path, cover_name: str, tmp_path: Path) -> tuple[Episode, dict[str, Path]]:
    """The first episode, and the media that publish it and the cover."""
    workshop = tmp_path / "workshop"
    workshop.mkdir()
    episode, media = with_audio(show, make_episode(show), tone, cover.read_bytes(), workshop)
    return episode, {**media, cover_name: cover}


@pytest.fixture(scope="session")
def published(tone: Path, cover: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site of one episode; not to be changed."""
    return publish_case(tmp_path_factory.mktemp("published"), tone, cover)


@pytest.fixture
def site_maker(tone: Path, cover: Path) -> Callable[..., Path]:
    """Publishes episodes 1 to `count` into `root/feed`."""
    return lambda root, count=1, **feed: publish_case(root, tone, cover, count, **feed)


def publish_case(root: Path, tone: Path, cover: Path, count: int = 1, *, retitle: str = "", **feed: object) -> Path:
    """Publish episodes 1 to `count` of the test's show into `root/feed`."""
    show = make_show(root, **feed)
    workshop = root / "workshop"
    workshop.mkdir(exist_ok=True)
    name = picture_name("cover", hashlib.sha256(cover.read_bytes()).hexdigest(), ".jpg")
    media: dict[str, Path] = {name: cover}
    episodes: list[Episode] = []
    for number in range(1, count + 1):
        episode, files = with_audio(
            show, make_episode(show, number, retitle if number == 1 else ""), tone, cover.read_bytes(), workshop
        )
        media |= files
        episodes.append(episode)
    publish(show, episodes, root / "feed", media, cover=name)
    return root / "feed"
