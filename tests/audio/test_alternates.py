"""Opus and AAC beside the MP3: the same sound at the same moments, the same bytes, nothing half-written."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from studio import Studio

from conftest import Produce
from matinale.audio.alternates import FORMATS, encode_alternates
from matinale.audio.ffmpeg import ffmpeg_binary
from matinale.audio.measuring import measure_loudness
from matinale.audio.mp3 import Encoded, encode_mp3
from matinale.audio.stitch import RATE
from matinale.errors import AudioError
from matinale.settings import AlternateKind, Sound

pytestmark = pytest.mark.slow

KINDS: tuple[AlternateKind, ...] = ("opus", "aac")


def decoded(path: Path) -> np.ndarray:
    command = [ffmpeg_binary(), "-v", "error", "-xerror", "-i", str(path), "-f", "f32le", "-ac", "1", "-ar", str(RATE)]
    done = subprocess.run([*command, "-"], check=True, capture_output=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<f4")


def paths_in(folder: Path) -> dict[AlternateKind, Path]:
    return {kind: folder / f"programme{FORMATS[kind].suffix}" for kind in KINDS}


@pytest.fixture(scope="module")
def mp3(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Encoded]:
    """The usual programme as MP3."""
    path = tmp_path_factory.mktemp("formats") / "programme.mp3"
    return path, encode_mp3(studio.mix, studio.sound, path)


@pytest.fixture(scope="module")
def encoded(studio: Studio, mp3: tuple[Path, Encoded]) -> dict[str, Path]:
    """The same as MP3, Opus and AAC."""
    path, made = mp3
    encode_alternates(studio.mix, studio.sound, made.gain_db, made.ceiling_dbtp, paths_in(path.parent))
    return {"mp3": path, **paths_in(path.parent)}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_programme_at_the_same_moments(encoded: dict[str, Path], kind: str) -> None:
    first, second = decoded(encoded["mp3"]), decoded(encoded[kind])
    assert abs(len(second) - len(first)) <= 0.05 * RATE
    length = min(len(first), len(second))
    one, two = (_envelope(sound[:length]) for sound in (first, second))
    assert np.corrcoef(one, two)[0, 1] > 0.99
    for early, late in ((one, two), (two, one)):
        assert np.corrcoef(early[1:], late[:-1])[0, 1] < np.corrcoef(one, two)[0, 1], "10 ms apart they are less alike"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_as_loud(encoded: dict[str, Path], kind: str) -> None:
    heard = measure_loudness(encoded[kind])
    assert heard.integrated_lufs == pytest.approx(-16, abs=0.3)
    assert heard.true_peak_dbtp <= -1


@pytest.mark.parametrize("kind", KINDS)
def test_its_codec_and_container_are_what_the_feed_says(encoded: dict[str, Path], kind: str) -> None:
    command = [ffmpeg_binary(), "-hide_banner", "-i", str(encoded[kind])]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    expected = {"opus": ("ogg", "Audio: opus, 48000 Hz, stereo"), "aac": ("m4a", "Audio: aac (LC)")}[kind]
    assert all(word in said for word in expected), said
    assert "creation_time" not in said


def test_an_app_can_play_the_m4a_before_it_has_all(encoded: dict[str, Path]) -> None:
    content = encoded["aac"].read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


@pytest.mark.slow
def test_again_it_is_the_same_bytes_and_mono_at_a_lower_rate_is_smaller(
    studio: Studio, mp3: tuple[Path, Encoded], encoded: dict[str, Path], tmp_path: Path
) -> None:
    made = mp3[1]
    for number, sound in enumerate((studio.sound, replace(studio.sound, channels=1, opus_kbps=24, aac_kbps=48))):
        folder = tmp_path / str(number)
        encode_alternates(studio.mix, sound, made.gain_db, made.ceiling_dbtp, paths_in(folder))
        for kind, path in paths_in(folder).items():
            before, after = encoded[kind].read_bytes(), path.read_bytes()
            assert (after == before) if number == 0 else (len(after) < 0.75 * len(before))


def test_an_ffmpeg_that_dies_leaves_what_was_there(
    produce: Produce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = produce()
    paths = paths_in(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    paths["aac"].write_bytes(b"what was published before")
    fake = tmp_path / "ffmpeg"
    fake.write_text("#!/bin/sh\nhead -c 1000 >/dev/null\necho 'Unknown encoder libopus' >&2\nexit 8\n")
    fake.chmod(0o755)
    monkeypatch.setattr("matinale.audio.ffmpeg.ffmpeg_binary", lambda: str(fake))
    with pytest.raises(AudioError, match="Unknown encoder libopus"):
        encode_alternates(studio.mix, Sound(), 0.0, -2.0, paths)
    assert paths["aac"].read_bytes() == b"what was published before"
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["programme.m4a"]


def _envelope(samples: np.ndarray, window: int = RATE // 100) -> np.ndarray:
    """The level of every 10 ms."""
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    return np.sqrt(np.mean(np.square(whole, dtype=np.float64), axis=1))
