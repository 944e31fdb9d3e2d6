"""Every piece of music is looked at before anything is rendered; anything that ffmpeg reads will do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import soundfile
from studio import VOICES

from matinale.audio.ffmpeg import ffmpeg_binary
from matinale.audio.jingles import PIECES, list_jingle_sets, load_jingles
from matinale.errors import AudioError
from matinale.settings import JingleFile

SETS = list_jingle_sets(VOICES)


def tone(path: Path, *, rate: int, channels: int, seconds: float = 2.0, level: float = 0.3, form: str = "") -> Path:
    t = np.arange(round(rate * seconds)) / rate
    wave = np.sin(2 * np.pi * 440 * t) * level
    soundfile.write(path, np.repeat(wave[:, None], channels, axis=1), rate, form or None)
    return path


@pytest.mark.parametrize("name", SETS)
def test_shipped_sets_are_whole_and_sound(name: str) -> None:
    jingles = load_jingles(VOICES, name, {}, VOICES)
    assert tuple(jingles.jingles) == PIECES
    assert jingles.credits
    for piece in jingles.jingles.values():
        assert 0.5 < np.abs(piece.samples).max() / 10 ** (piece.loudness_lufs / 20) < 16, piece.name
        assert not np.array_equal(piece.samples[:, 0], piece.samples[:, 1]), f"{piece.name}: has no stereo image"
        assert np.abs(piece.samples).max() < 1
    content = tomllib.loads((VOICES / "jingles" / name / "set.toml").read_text("utf-8"))
    assert content["licence"] == "CC0-1.0"
    for file in (VOICES / "jingles" / name).iterdir():
        assert file.stat().st_size < 1_000_000, file


@pytest.mark.parametrize("name", SETS)
def test_shipped_pieces_begin_and_end_without_a_click(name: str) -> None:
    for piece in ("intro", "stinger", "section", "outro"):
        samples, _ = soundfile.read(VOICES / "jingles" / name / f"{piece}.flac")
        assert np.abs(samples[:8]).max() < 0.005, piece
        assert np.abs(samples[-8:]).max() < 0.001, piece
        assert np.abs(samples.mean(axis=0)).max() < 1e-4, f"{piece}: leans to one side of zero"
    bed, rate = soundfile.read(VOICES / "jingles" / name / "bed.flac")
    tail = round(0.8 * rate)
    np.testing.assert_array_equal(bed[:tail], bed[-tail:], "it goes on as it began")


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_composing_a_set_again_gives_the_same_sound(name: str, tmp_path: Path) -> None:
    shutil.copy(VOICES / "jingles" / "compose.py", tmp_path)
    subprocess.run([sys.executable, tmp_path / "compose.py", name], check=True, capture_output=True)
    for piece in PIECES:
        composed, _ = soundfile.read(tmp_path / name / f"{piece}.flac", dtype="int16")
        shipped, _ = soundfile.read(VOICES / "jingles" / name / f"{piece}.flac", dtype="int16")
        # a numpy of another version may round another way
        assert np.abs(composed.astype(int) - shipped).max() <= 1, piece


@pytest.mark.parametrize(
    ("rate", "channels", "ending", "form"),
    [
        (8_000, 1, "wav", "PCM_16"),
        (96_000, 6, "wav", "PCM_24"),
        (48_000, 2, "flac", ""),
        (44_100, 2, "ogg", ""),
        (22_050, 1, "aiff", ""),
        (44_100, 1, "mp3", ""),
    ],
)
def test_any_rate_and_channels(tmp_path: Path, rate: int, channels: int, ending: str, form: str) -> None:
    file = tone(tmp_path / f"own.{ending}", rate=rate, channels=channels, form=form)
    jingles = load_jingles(VOICES, "none", {"intro": JingleFile(file.name)}, tmp_path)
    samples = jingles.jingles["intro"].samples
    assert samples.shape[1] == 2
    assert len(samples) == pytest.approx(2 * 44_100, abs=2_500)
    middle = samples[20_000:60_000, 0]
    frequency = np.argmax(np.abs(np.fft.rfft(middle))) * 44_100 / len(middle)
    assert frequency == pytest.approx(440, abs=2)


def test_m4a(tmp_path: Path) -> None:
    wav, m4a = tone(tmp_path / "a.wav", rate=44_100, channels=2), tmp_path / "a.m4a"
    subprocess.run([ffmpeg_binary(), "-v", "error", "-i", str(wav), "-c:a", "aac", str(m4a)], check=True)
    assert len(load_jingles(VOICES, "none", {"outro": JingleFile("a.m4a")}, tmp_path).jingles["outro"].samples) > 80_000


def test_above_full_scale_is_not_clipped(tmp_path: Path) -> None:
    tone(tmp_path / "hot.wav", rate=44_100, channels=2, level=3.0, form="FLOAT")
    samples = load_jingles(VOICES, "none", {"intro": JingleFile("hot.wav")}, tmp_path).jingles["intro"].samples
    assert np.abs(samples).max() == pytest.approx(3.0, rel=0.01)


def test_trim_fades_gain_and_credit(tmp_path: Path) -> None:
    tone(tmp_path / "a.wav", rate=44_100, channels=2, seconds=4)
    file = JingleFile("a.wav", gain_db=-2, start=500, end=2500, fade_in=400, fade_out=800, credit="Par moi.")
    found = load_jingles(VOICES, "calme", {"stinger": file}, tmp_path)
    jingle = found.jingles["stinger"]
    assert len(jingle.samples) == 2 * 44_100
    level = np.abs(jingle.samples[:, 0])
    assert level[:4_410].max() < 0.15 < level[40_000:44_100].max()
    assert level[-4_410:].max() < 0.1
    assert (jingle.gain_db, jingle.credit) == (-2, "Par moi.")
    assert "Par moi." in found.credits
    assert set(found.jingles) == set(PIECES)


REFUSED = {
    "not there": (None, "is not there"),
    "no sound": (b"Ceci n'est pas un son. " * 99, r"own\.wav"),
    "empty": (b"", r"own\.wav"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, case: str) -> None:
    content, said = REFUSED[case]
    if content is not None:
        (tmp_path / "own.wav").write_bytes(content)
    with pytest.raises(AudioError, match=said) as caught:
        load_jingles(VOICES, "none", {"intro": JingleFile("own.wav")}, tmp_path)
    assert "intro" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    content = bytearray(tone(tmp_path / "own.flac", rate=44_100, channels=2, seconds=3).read_bytes())
    hole = len(content) // 2
    content[hole : hole + 600] = bytes(600)
    (tmp_path / "own.flac").write_bytes(content)
    with pytest.raises(AudioError, match=r"jingle 'outro'.*own\.flac: ffmpeg failed \(\w"):
        load_jingles(VOICES, "none", {"outro": JingleFile("own.flac")}, tmp_path)


def test_a_wav_of_unknown_length_is_read(tmp_path: Path) -> None:
    # as ffmpeg and recorders write it to a pipe: its sizes are all ones
    content = bytearray(tone(tmp_path / "own.wav", rate=44_100, channels=2).read_bytes())
    place = content.index(b"data")
    content[4:8] = content[place + 4 : place + 8] = b"\xff" * 4
    (tmp_path / "own.wav").write_bytes(content)
    assert (
        len(load_jingles(VOICES, "none", {"intro": JingleFile("own.wav")}, tmp_path).jingles["intro"].samples) > 88_000
    )


def test_silence_is_no_jingle(tmp_path: Path) -> None:
    tone(tmp_path / "own.wav", rate=44_100, channels=2, level=0.0)
    with pytest.raises(AudioError, match="silent"):
        load_jingles(VOICES, "none", {"intro": JingleFile("own.wav")}, tmp_path)


@pytest.mark.parametrize(
    ("name", "pieces", "said"),
    [
        ("calm", {}, "did you mean 'calme'"),
        ("calme", {"intr": JingleFile("x.wav")}, "did you mean 'intro'"),
        ("zzz", {}, "none"),
    ],
)
def test_mistyped_names_get_the_nearest(tmp_path: Path, name: str, pieces: dict[str, JingleFile], said: str) -> None:
    with pytest.raises(AudioError, match=said):
        load_jingles(VOICES, name, pieces, tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [("pieces = 3", "pieces"), ("[pieces.intro]\nfil = 'x'", "pieces.intro"), ("[", "cannot be read")],
)
def test_a_broken_set_is_told(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "jingles" / "mine").mkdir(parents=True)
    (tmp_path / "jingles" / "mine" / "set.toml").write_text(content)
    with pytest.raises(AudioError, match=said):
        load_jingles(tmp_path, "mine", {}, tmp_path)
