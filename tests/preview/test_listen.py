"""`matinale listen` with the players of this machine: the right line at the right moment, keys, and plain refusals."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

from matinale.errors import MatinaleError
from matinale.model import Episode
from matinale.pipeline import Order, make_episode
from matinale.preview.listening import chapter_at, line_at, parse_time
from matinale.preview.player import Player
from matinale.serialization import from_json
from matinale.show import read_show, with_voice
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE

COMMAND = [sys.executable, "-c", "from matinale.cli import main; main()", "listen"]


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    """A spoken episode, and its show's folder."""
    folder = tmp_path_factory.mktemp("listen") / "show"
    init_workspace(folder)
    issue = folder / "issue.txt"
    issue.write_text(SHORT_ISSUE, "utf-8")
    outcome = make_episode(Order(str(issue)), with_voice(read_show(folder), "brouillon"))
    return folder, from_json(Episode, (Path(outcome.mp3).parent / "episode.json").read_bytes())


@pytest.fixture(params=["ffplay", "mpv"])
def player(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """An environment with that player alone, playing in real time into nothing."""
    place = shutil.which(request.param)
    if place is None:
        pytest.skip(f"{request.param} is not installed")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / request.param).symlink_to(place)
    (tmp_path / "mpv.conf").write_text("ao=null\n")
    return os.environ | {
        "PATH": str(tmp_path / "bin"),
        "SDL_AUDIODRIVER": "dummy",
        "MPV_HOME": str(tmp_path),
        "TERM": "xterm",
        "COLUMNS": "100",
    }


@pytest.mark.slow
def test_the_lines_are_told_as_they_are_said(episode: tuple[Path, Episode], player: dict[str, str]) -> None:
    folder, made = episode
    first, second = made.captions[-2:]
    begin = second.start - 1500
    with subprocess.Popen([*COMMAND, "--from", f"{begin / 1000:.3f}"], cwd=folder, env=player, stdout=PIPE, stderr=PIPE,
                          text=True) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().split("  ", 1)[1].strip() == first.text
        began = time.monotonic()
        assert process.stdout.readline().split("  ", 1)[1].strip() == second.text
        assert 0.3 < time.monotonic() - began < 8, "it is said a second and a half after the start"
        process.send_signal(signal.SIGINT)
        assert "interrupted" in process.communicate()[1]
        assert process.returncode == 130


@pytest.mark.slow
def test_keys_go_through_the_chapters(episode: tuple[Path, Episode], player: dict[str, str]) -> None:
    folder, made = episode
    leader, follower = pty.openpty()
    with subprocess.Popen([*COMMAND, "--chapter", "1"], cwd=folder, env=player, stdin=follower, stdout=follower,
                          stderr=follower) as process:  # fmt: skip
        os.close(follower)
        for key, expected in ((b"", made.chapters[0].title), (b"n", made.chapters[1].title),
                              (b"n", made.chapters[2].title), (b" ", "paused"), (b"p", made.chapters[1].title),
                              (b" ", "playing")):  # fmt: skip
            os.write(leader, key)
            shown_until(leader, expected)
        os.write(leader, b"q")
        rest = shown_until(leader, "go on with")
        assert process.wait() == 0
    assert re.search(rf"matinale listen {made.slug} --from \d+:\d\d", rest)


def shown_until(terminal: int, expected: str, seconds: float = 10) -> str:
    """What the terminal shows until it shows `expected`."""
    shown, end = "", time.monotonic() + seconds
    while expected[:40] not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"{expected!r} did not come; the terminal shows {shown[-2000:]!r}"
        shown += os.read(terminal, 65_536).decode("utf-8", "replace")
    return shown


@pytest.mark.slow
def test_no_device_and_wrong_places_are_told(episode: tuple[Path, Episode], player: dict[str, str]) -> None:
    folder, _ = episode
    (Path(player["MPV_HOME"]) / "mpv.conf").write_text("ao=alsa\nalsa-resample=no\naudio-device=alsa/none-such\n")
    for arguments, says in (
        ([], "no sound device"),
        (["--chapter", "9"], "there is no chapter 9"),
        (["--from", "1:2:3:4"], "is no time"),
        (["nothing"], "no finished episode"),
    ):
        done = subprocess.run(
            [*COMMAND, *arguments],
            check=False,
            cwd=folder,
            env=player | {"SDL_AUDIODRIVER": "alsa"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert says in done.stderr
        assert done.stderr.count("\n") == 1
    done = subprocess.run(
        [*COMMAND, "--from", "59:00"], check=False, cwd=folder, env=player, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "the episode ends at" in done.stderr


def test_without_a_player_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MatinaleError, match="install mpv, or ffmpeg with its ffplay"):
        Player(tmp_path / "episode.mp3", find=lambda _: None)


@pytest.mark.parametrize("text", ["", "1:", "a", "1:2:3:4", "-3", "1:234:5", "٣"])
def test_no_time_is_refused(text: str) -> None:
    with pytest.raises(MatinaleError, match="no time"):
        parse_time(text)


def test_before_the_first_and_without_any() -> None:
    assert line_at((), 10) == -1
    assert chapter_at((), 10) == 0
