"""`[sound] alternates` from show.toml to the site: made once, kept, and gone when no longer wished."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.errors import ShowError
from matinale.feed import check_site
from matinale.model import Episode
from matinale.pipeline import Order, find_episode, make_episode
from matinale.serialization import from_json
from matinale.settings import Show
from matinale.show import read_show, with_voice
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE


def show_with(folder: Path, line: str) -> Show:
    """The show in `folder` with `line` in its table of the sound, read by the silent voice."""
    path = folder / "show.toml"
    lines = [each for each in path.read_text("utf-8").splitlines() if not each.startswith("alternates")]
    at = lines.index("[sound]") + 1 if "[sound]" in lines else len(lines)
    new = [line] if "[sound]" in lines else ["[sound]", line]
    path.write_text("\n".join([*lines[:at], *new, *lines[at:]]) + "\n", "utf-8")
    return with_voice(read_show(folder), "silence")


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in sorted(folder.glob("programme.*"))}


@pytest.mark.slow
def test_they_are_made_once_published_and_removed(tmp_path: Path) -> None:
    root = tmp_path / "show"
    init_workspace(root)
    issue = root / "2026-11-20-courte.txt"
    issue.write_text(SHORT_ISSUE, "utf-8")

    def make(line: str) -> tuple[Path, Episode]:
        make_episode(Order(str(issue)), show_with(root, line))
        folder = find_episode(root)
        return folder, from_json(Episode, (folder / "episode.json").read_bytes())

    folder, plain = make("alternates = []")
    assert plain.alternates == ()
    before, old_feed = times(folder), (root / "feed/feed.xml").read_bytes()
    assert set(before) == {"programme.mp3", "programme.json"}

    folder, episode = make('alternates = ["aac", "opus"]')
    assert [each.media_type for each in episode.alternates] == ["audio/opus", "audio/mp4"]
    for each in episode.alternates:
        assert (root / "feed" / each.file).stat().st_size == each.size
    made = times(folder)
    assert made["programme.mp3"] == before["programme.mp3"], "another format leaves the MP3 as it is"
    assert not check_site(root / "feed").errors

    (folder / "programme.opus").write_bytes(b"damaged")
    assert make('alternates = ["opus", "aac"]')[1] == episode
    made = times(folder)
    make('alternates = ["opus", "aac"]')
    assert times(folder) == made, "nothing is encoded again"

    folder, again = make("alternates = []")
    assert again == plain
    assert times(folder) == before
    assert (root / "feed/feed.xml").read_bytes() == old_feed


@pytest.mark.parametrize("line", ['alternates = ["flac"]', "alternates = []\nopus_kbps = 7"])
def test_a_wrong_setting_is_refused(line: str, tmp_path: Path) -> None:
    init_workspace(tmp_path / "show")
    with pytest.raises(ShowError, match=r"sound\.(alternates|opus_kbps)"):
        show_with(tmp_path / "show", line)
