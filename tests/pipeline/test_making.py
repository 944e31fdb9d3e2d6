"""One issue becomes an episode; again, nothing is made anew; corrected, only what changed is."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from matinale.model import Episode, Programme
from matinale.pipeline import Order, Outcome, find_episode, make_episode, publish_show, release_episode
from matinale.serialization import from_json
from matinale.settings import Show
from matinale.show import read_show, with_voice
from tests.conftest import SHORT_ISSUE

FILES = ("episodes", "feed")
LONGER_ISSUE = """# La lettre des ponts — n° 9

## Un pont de bois pour les trams de Nantes

Le pont ouvre lundi, après deux ans de travaux. Il porte quarante tonnes, et les poutres viennent des forêts du Jura.

La ville a tenu son budget malgré deux hivers de pluie. Elles ont voyagé de nuit. Les riverains attendent la fête.

## Des abeilles sur le toit de la mairie

Douze ruches ont été posées mardi sur le toit de la mairie. Le miel sera servi à la cantine dès le mois de juin.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A show whose sample issue was made with the silent voice."""
    from matinale.workspace import init_workspace

    folder = tmp_path_factory.mktemp("made") / "show"
    init_workspace(folder)
    sample(folder).write_text(SHORT_ISSUE, encoding="utf-8")
    return folder, make_episode(Order(str(sample(folder))), silent(folder))


@pytest.fixture
def show(made: tuple[Path, Outcome], tmp_path: Path) -> Show:
    """A copy of that show, to change."""
    shutil.copytree(made[0], tmp_path / "show", copy_function=shutil.copy2)
    return silent(tmp_path / "show")


def sample(folder: Path) -> Path:
    return folder / "2026-11-20-courte.txt"


def silent(folder: Path) -> Show:
    return with_voice(read_show(folder), "silence")


def again(show: Show) -> Outcome:
    return make_episode(Order(str(sample(show.root))), show)


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in FILES
        for path in sorted((folder / name).rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_the_outcome_says_what_was_made(made: tuple[Path, Outcome]) -> None:
    folder, outcome = made
    episode = from_json(Episode, (folder / "episodes" / outcome.slug / "episode.json").read_bytes())
    assert Path(outcome.mp3).is_file()
    assert Path(outcome.feed).is_file()
    assert outcome.duration_s == episode.duration / 1000
    assert outcome.takes["rendered"] > 10
    assert len(outcome.chapters) == len(episode.issue.articles) + 2
    assert set(outcome.seconds) == {"read", "script", "speak", "mix", "encode", "publish", "total"}


def test_all_that_is_in_the_workshop_can_be_read_back(made: tuple[Path, Outcome]) -> None:
    folder = find_episode(made[0])
    programme = from_json(Programme, (folder / "timeline.json").read_bytes())
    assert [chapter.start for chapter in programme.chapters] == sorted(chapter.start for chapter in programme.chapters)
    assert {path.suffix for path in (folder / "articles").iterdir()} == {".flac", ".json"}


@pytest.mark.slow
def test_an_episode_for_review_stays_out_of_the_feed_until_it_is_released(show: Show) -> None:
    (show.root / "new.txt").write_text(LONGER_ISSUE, encoding="utf-8")
    before = contents(show.root)
    outcome = make_episode(Order(str(show.root / "new.txt"), date=dt.date(2026, 11, 21), publish=False), show)
    assert outcome.feed == ""
    publish_show(show)  # as another episode's run would
    after = contents(show.root)
    assert {name: digest for name, digest in after.items() if name in before} == before
    assert not any(name.startswith("feed/") for name in after.keys() - before.keys())
    release_episode(show, outcome.slug, print)
    assert outcome.slug in (show.root / "feed" / "feed.xml").read_text("utf-8")


@pytest.mark.slow
def test_a_correction_for_review_leaves_the_published_episode_as_it_was(show: Show) -> None:
    before = contents(show.root)
    sample(show.root).write_text(SHORT_ISSUE.replace("lundi", "mardi"), encoding="utf-8")
    outcome = make_episode(Order(str(sample(show.root)), publish=False), show)
    publish_show(show)
    after = contents(show.root)
    same = ("feed/", f"episodes/{outcome.slug}/episode.json")
    assert {n: d for n, d in after.items() if n.startswith(same)} == {
        n: d for n, d in before.items() if n.startswith(same)
    }
    published = release_episode(show, outcome.slug, print)
    episode = from_json(Episode, (show.root / "episodes" / outcome.slug / "episode.json").read_bytes())
    assert episode.audio in published.feed.read_text("utf-8")
    assert contents(show.root)[f"feed/{episode.audio}"] == episode.sha256


def test_a_second_run_renders_nothing_and_changes_no_byte(show: Show) -> None:
    before = contents(show.root)
    outcome = again(show)
    assert outcome.takes["rendered"] == 0
    assert contents(show.root) == before


@pytest.mark.slow
def test_a_fresh_start_gives_the_same_bytes(show: Show, tmp_path: Path) -> None:
    before = contents(show.root)
    for name in (*FILES, ".cache"):
        shutil.rmtree(show.root / name)
    again(show)
    after = contents(show.root)
    assert {name for name in before if before[name] != after.get(name)} <= {
        name for name in before if name.endswith("report.json")
    }


@pytest.mark.slow
def test_a_corrected_sentence_is_one_new_take_under_the_same_guid(show: Show) -> None:
    issue = sample(show.root)
    text = issue.read_text(encoding="utf-8")
    old = from_json(Episode, (find_episode(show.root) / "episode.json").read_bytes())
    issue.write_text(text.replace("Elles ont voyagé de nuit.", "Elles sont venues par le train."), encoding="utf-8")
    outcome = again(show)
    new = from_json(Episode, (find_episode(show.root) / "episode.json").read_bytes())
    assert outcome.takes["rendered"] == 1
    assert new.guid == old.guid
    assert new.audio != old.audio
    assert (show.root / "feed" / old.audio).is_file(), "listeners with the old feed still find the old file"


@pytest.mark.slow
def test_all_before_a_corrected_sentence_sounds_as_it_did_to_the_sample(tmp_path: Path) -> None:
    """With a voice that sounds: its loudness, and so every gain, would move a little with each sentence."""
    from matinale.workspace import init_workspace

    init_workspace(tmp_path)
    issue = sample(tmp_path)
    issue.write_text(LONGER_ISSUE, encoding="utf-8")
    show = with_voice(read_show(tmp_path), "brouillon")
    folder = Path(again(show).mp3).parent
    before, old = decoded(folder / "programme.mp3"), from_json(Programme, (folder / "timeline.json").read_bytes())
    text = LONGER_ISSUE.replace("Elles ont voyagé de nuit.", "Elles ont voyagé par mer.")
    issue.write_text(text, encoding="utf-8")
    assert again(show).takes["rendered"] == 1
    after, new = decoded(folder / "programme.mp3"), from_json(Programme, (folder / "timeline.json").read_bytes())
    same = next(place for place, (one, two) in enumerate(zip(old.cues, new.cues, strict=False)) if one != two)
    point = old.cues[same].start
    assert point > 10 * 44_100
    # the decoder's frame that holds the point, and the one before it, overlap with what follows
    assert np.array_equal(before[: point - 2 * 1152], after[: point - 2 * 1152])
    assert not np.array_equal(before[point:][:44_100], after[point:][:44_100])


def decoded(path: Path) -> np.ndarray:
    from matinale.audio.ffmpeg import run_ffmpeg

    return np.frombuffer(run_ffmpeg(["-v", "error", "-i", str(path), "-f", "s16le", "-"], path), "<i2").reshape(-1, 2)


def test_a_site_that_was_deleted_is_whole_again(show: Show) -> None:
    before = contents(show.root)
    shutil.rmtree(show.root / "feed")
    assert again(show).takes["rendered"] == 0
    assert contents(show.root) == before


@pytest.mark.slow
def test_a_damaged_mp3_is_made_again(show: Show) -> None:
    before = contents(show.root)
    folder = find_episode(show.root)
    for name in ("programme.mp3", "episode.mp3"):
        (folder / name).write_bytes((folder / name).read_bytes()[:-1000])
    again(show)
    assert contents(show.root) == before


@pytest.mark.slow
def test_an_edited_script_is_used_as_it_is(show: Show) -> None:
    path = find_episode(show.root) / "script.md"
    edited = path.read_text(encoding="utf-8").replace("Les poutres viennent", "Toutes les poutres viennent")
    path.write_text(edited, encoding="utf-8")
    outcome = again(show)
    assert path.read_text(encoding="utf-8") == edited
    assert any("script.md" in line and "edited" in line for line in outcome.notices)
    assert outcome.takes["rendered"] == 1


@pytest.mark.slow
def test_force_renders_everything_anew(show: Show) -> None:
    outcome = make_episode(Order(str(sample(show.root)), force=True), show)
    assert outcome.takes["rendered"] > 10


@pytest.mark.slow
def test_a_segment_that_is_gone_leaves_no_file(show: Show) -> None:
    issue = sample(show.root)
    text = issue.read_text(encoding="utf-8")
    issue.write_text(text[: text.index("Des abeilles sur")], encoding="utf-8")
    again(show)
    assert not list((find_episode(show.root) / "articles").glob("02-*"))


@pytest.mark.slow
def test_an_undated_issue_takes_the_day_of_its_file_and_keeps_it(show: Show) -> None:
    import os

    issue = show.root / "undated.txt"
    issue.write_text(SHORT_ISSUE.replace("trams", "vélos").replace("abeilles", "chèvres"), encoding="utf-8")
    os.utime(issue, (1_700_000_000, 1_700_000_000))
    first = make_episode(Order(str(issue)), show)
    assert "2023-11-14" in first.notices[0]
    os.utime(issue, (1_710_000_000, 1_710_000_000))
    assert make_episode(Order(str(issue)), show).slug == first.slug
