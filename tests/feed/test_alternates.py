"""Other formats of an episode: in the feed as the namespace asks, in the site, and missed by the gate where not."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from matinale.errors import FeedError
from matinale.feed import check_site, publish
from matinale.feed.placing import is_hashed
from matinale.model import Alternate, Episode
from matinale.settings import Show

PODCAST = "{https://podcastindex.org/namespace/1.0}"
Made = tuple[Episode, dict[str, Path]]


def with_alternates(made: Made, folder: Path) -> Made:
    """The episode with an Opus and an AAC; what they hold does not matter to the feed."""
    episode, media = made
    files = {f"{episode.slug}/{episode.slug}-{8 * letter}{suffix}": n for n, (letter, suffix) in enumerate(
        (("a", ".opus"), ("b", ".m4a")))}  # fmt: skip
    for name, number in files.items():
        media = {**media, name: folder / Path(name).name}
        media[name].write_bytes(b"sound" * (100 + number))
    opus, aac = files
    alternates = (
        Alternate(opus, "audio/opus", 500, 64_000, "Opus"),
        Alternate(aac, "audio/mp4", 505, 96_000, "AAC"),
    )
    return replace(episode, alternates=alternates), media


@pytest.fixture
def site(show: Show, made: Made, cover_name: str, tmp_path: Path) -> Path:
    """A published site of one episode in three formats."""
    episode, media = with_alternates(made, tmp_path)
    publish(show, [episode], tmp_path / "feed", media, cover=cover_name)
    return tmp_path / "feed"


def test_the_feed_names_them(site: Path) -> None:
    found = etree.parse(site / "feed.xml").findall(f".//{PODCAST}alternateEnclosure")
    assert [dict(each.attrib) for each in found] == [
        {"type": "audio/opus", "length": "500", "bitrate": "64000", "title": "Opus"},
        {"type": "audio/mp4", "length": "505", "bitrate": "96000", "title": "AAC"},
    ]
    for each, suffix in zip(found, (".opus", ".m4a"), strict=True):
        (source,) = each.findall(f"{PODCAST}source")
        name = source.get("uri").removeprefix("http://127.0.0.1:8808/")
        assert name.endswith(suffix)
        assert is_hashed(name)
        assert (site / name).stat().st_size == int(each.get("length"))
    assert not check_site(site, decode=False).errors


def test_an_episode_without_any_says_nothing_of_them(published: Path) -> None:
    assert "alternateEnclosure" not in (published / "feed.xml").read_text("utf-8")


def test_they_stay_while_they_are_named_and_go_when_they_are_not(
    show: Show, made: Made, cover_name: str, tmp_path: Path
) -> None:
    now = [0.0]
    episode, media = with_alternates(made, tmp_path)

    def run(one: Episode) -> tuple[str, ...]:
        return publish(show, [one], tmp_path / "feed", media, cover=cover_name, clock=lambda: now[0]).removed

    run(episode)
    now[0] = 1e9
    assert run(episode) == ()
    assert run(made[0]) == ()  # replaced just now: listeners may still have the old feed
    now[0] += show.feed.replaced_hours * 3600
    assert {Path(name).suffix for name in run(made[0])} == {".opus", ".m4a"}


def test_one_that_is_nowhere_is_refused(show: Show, made: Made, cover_name: str, tmp_path: Path) -> None:
    episode, media = with_alternates(made, tmp_path)
    media.pop(episode.alternates[0].file)
    with pytest.raises(FeedError, match=r"\.opus is not in"):
        publish(show, [episode], tmp_path / "feed", media, cover=cover_name)
    assert not (tmp_path / "feed" / "feed.xml").exists()


def test_one_of_another_length_is_refused(show: Show, made: Made, cover_name: str, tmp_path: Path) -> None:
    episode, media = with_alternates(made, tmp_path)
    media[episode.alternates[1].file].write_bytes(b"cut")
    with pytest.raises(FeedError, match="has 3 bytes; the feed says 505"):
        publish(show, [episode], tmp_path / "feed", media, cover=cover_name)


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        pytest.param('(<podcast:alt[^>]*length=)"500"', r'\1"501"', "has 500 bytes; the feed says 501", id="length"),
        pytest.param('(<podcast:alt[^>]*length=)"500"', r'\1"-1"', "bytes are expected", id="no length"),
        pytest.param("audio/opus", "opus", 'has the type "opus"', id="type"),
        pytest.param("<podcast:source[^>]*/>", "", "no podcast:source", id="no source"),
        pytest.param("aaaaaaaa", "cccccccc", "cccccccc.opus is not there", id="missing"),
        pytest.param('http://127.0.0.1:8808/([^"]*opus)', r"\1", "not an absolute ASCII", id="relative"),
    ],
)
def test_the_gate_finds(pattern: str, new: str, says: str, site: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(site, changed)
    text, count = re.subn(pattern, new, (changed / "feed.xml").read_text("utf-8"), count=1)
    assert count == 1
    (changed / "feed.xml").write_text(text, "utf-8")
    assert any(says in each.message for each in check_site(changed, decode=False).errors)


def test_the_gate_lets_other_ways_of_fetching_be(site: Path) -> None:
    text = (site / "feed.xml").read_text("utf-8")
    more = re.sub(r"(<podcast:source)", r'<podcast:source uri="ipfs://bafy"/>\1', text, count=1)
    (site / "feed.xml").write_text(more, "utf-8")
    assert not check_site(site, decode=False).errors
