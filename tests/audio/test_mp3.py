"""The encoded file, as others see it: STANDARDS of the MP3, loudness after decoding, failures told in one line."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from studio import VOICES, Studio, line, segment, small_script, speak

from conftest import Produce
from matinale.audio.ffmpeg import failure, ffmpeg_binary, stream_through_ffmpeg
from matinale.audio.jingles import JingleSet, load_jingles
from matinale.audio.loudness import NOTHING_LUFS
from matinale.audio.measuring import measure_loudness
from matinale.audio.mix import Mix
from matinale.audio.mp3 import Encoded, crc_16, encode_mp3
from matinale.audio.stitch import RATE
from matinale.audio.tags import Tags, write_tags
from matinale.errors import AudioError, WorkspaceError
from matinale.files import sha256_of
from matinale.model import Script, Take
from matinale.settings import JingleFile, Sound

NOTHING = JingleSet("none")


def encode(studio: Studio, path: Path | None = None) -> tuple[Path, Encoded]:
    path = path or studio.folder / "episode.mp3"
    return path, encode_mp3(studio.mix, studio.sound, path)


def decoded_samples(path: Path) -> int:
    command = [ffmpeg_binary(), "-v", "error", "-xerror", "-i", str(path), "-f", "s16le", "-ac", "1", "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stderr == b""
    return len(done.stdout) // 2


def check_mp3(path: Path, encoded: Encoded, sound: Sound | None = None) -> None:
    """What STANDARDS 14 and 17 ask of every episode, measured by somebody else's programs."""
    sound = sound or Sound()
    info = MP3(path).info
    assert (info.version, info.layer, info.sample_rate) == (1, 3, RATE)
    assert (round(info.bitrate, -3), info.bitrate_mode) == (sound.bitrate_kbps * 1000, BitrateMode.CBR)
    assert info.mode == (1 if sound.channels == 2 else 3)
    assert b"Info" in path.read_bytes()[:400]
    assert decoded_samples(path) == encoded.length
    heard = measure_loudness(path)
    assert heard.integrated_lufs == pytest.approx(encoded.loudness.integrated_lufs, abs=0.15)
    if heard.integrated_lufs > NOTHING_LUFS:
        assert heard.integrated_lufs == pytest.approx(-16, abs=0.5)
        assert heard.true_peak_dbtp == pytest.approx(encoded.loudness.true_peak_dbtp, abs=0.3)
    assert heard.true_peak_dbtp <= -1
    write_tags(path, Tags("T", "A", "B", dt.date(2025, 1, 30), "fr", encoded.duration))
    if shutil.which("mp3val"):
        said = subprocess.run(["mp3val", str(path)], check=True, capture_output=True, text=True).stdout
        assert "WARNING" not in said


@pytest.mark.slow
def test_an_episode_is_what_the_standards_ask(studio: Studio, tmp_path: Path) -> None:
    path, encoded = encode(studio, tmp_path / "episode.mp3")
    check_mp3(path, encoded)
    assert encoded.duration == round(studio.programme.length * 1000 / RATE)
    assert encoded.length == studio.programme.length


@pytest.mark.slow
def test_the_same_takes_give_the_same_bytes(produce: Produce, tmp_path: Path) -> None:
    small = small_script(1, lines=2)
    sums = {sha256_of(encode(produce(small), tmp_path / name)[0]) for name in ("one.mp3", "two.mp3")}
    assert len(sums) == 1


@pytest.mark.slow
def test_mono_at_a_lower_rate_is_as_loud(produce: Produce) -> None:
    sound = Sound(channels=1, bitrate_kbps=64)
    path, encoded = encode(produce(sound=sound))
    check_mp3(path, encoded, sound)


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.001, 0.9], ids=["faint", "clipping"])
def test_faint_and_hot_voices_come_out_alike(produce: Produce, level: float) -> None:
    def speaker(line_id: str, seconds: float) -> Take:
        take = speak(line_id, seconds, level=level)
        return replace(take, samples=np.clip(take.samples, -1, 1))

    path, encoded = encode(produce(small_script(1), speaker=speaker))
    check_mp3(path, encoded)


def test_one_word_without_any_jingle(produce: Produce) -> None:
    script = Script("x", "fr", (segment(1, "article", [line("01-00")]),))
    path, encoded = encode(produce(script, jingles=NOTHING, seconds=0.35))
    check_mp3(path, encoded)


def silence(line_id: str, seconds: float) -> Take:
    return Take(line_id, np.zeros(round(24_000 * seconds), np.float32), 24_000, "")


@pytest.mark.slow
def test_silence_alone_is_encoded_as_silence(produce: Produce) -> None:
    path, encoded = encode(produce(small_script(1), jingles=NOTHING, speaker=silence))
    assert encoded.loudness.integrated_lufs == NOTHING_LUFS
    check_mp3(path, encoded)


@pytest.mark.slow
def test_silent_voices_leave_the_jingles_their_loudness(produce: Produce) -> None:
    path, encoded = encode(produce(small_script(1), speaker=silence))
    check_mp3(path, encoded)


@pytest.mark.slow
def test_odd_jingles_and_one_above_full_scale(produce: Produce, tmp_path: Path) -> None:
    import soundfile

    t = np.arange(96_000 * 2) / 96_000
    surround = np.stack([np.sin(2 * np.pi * hertz * t) for hertz in (220, 277, 330, 60, 440, 554)], axis=1)
    soundfile.write(tmp_path / "surround.wav", surround * 0.3, 96_000, "PCM_24")
    soundfile.write(tmp_path / "phone.wav", np.sin(2 * np.pi * 500 * t[:8_000] * 12) * 0.4, 8_000)
    soundfile.write(tmp_path / "hot.wav", surround[:, :2] * 4, 96_000, "FLOAT")
    pieces = {"intro": JingleFile("hot.wav"), "stinger": JingleFile("phone.wav"), "outro": JingleFile("surround.wav")}
    path, encoded = encode(produce(jingles=load_jingles(VOICES, "calme", pieces, tmp_path)))
    check_mp3(path, encoded)


# ── when it fails ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_disk_is_the_workspace(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    arguments = [
        "-v",
        "info",
        "-f",
        "f32le",
        "-ar",
        "44100",
        "-ac",
        "1",
        "-i",
        "pipe:0",
        "-f",
        "mp3",
        "-y",
        "/dev/full",
    ]
    with pytest.raises(WorkspaceError, match="No space left"):
        stream_through_ffmpeg(arguments, (bytes(400_000) for _ in range(20)), lambda _: None, tmp_path / "e.mp3")


BROKEN = {
    # name: (what stands in for ffmpeg, what is told)
    "at its start": ("echo 'Unknown encoder libmp3lame' >&2; exit 8", "Unknown encoder libmp3lame"),
    "in the middle": ("head -c 1000 >/dev/null; echo 'Conversion failed!' >&2; exit 8", "Conversion failed!"),
    "without a word": ("head -c 1000 >/dev/null; kill -9 $$", "exit code -9"),
    "as if all were well": ("head -c 1000 >/dev/null; exit 0", "stopped before it had read all"),
    "having read all": ("cat >/dev/null; exit 0", "summary is not understood|only 0.0 of"),
    "half of it unread": ('head -c 1500000 | {real} "$@"', "only .* of|stopped before"),
    "half of it unwritten": (
        '{real} "$@" || exit 1; for last; do case "$last" in file:*) truncate -s 20000 "${{last#file:}}";; esac; done',
        "wrote only a part of it",
    ),
    "with an error and exit 0": ('{real} "$@"; echo "[out#0/mp3 @ 0x1] [error] Error writing trailer" >&2', "trailer"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN)
def test_an_ffmpeg_that_fails_is_told_of_and_leaves_what_was_there(
    case: str, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, told = BROKEN[case]
    path = tmp_path / "episode.mp3"
    path.write_bytes(b"what was published before")
    fake = tmp_path / "ffmpeg"
    fake.write_text("#!/bin/sh\n" + script.format(real=ffmpeg_binary()) + "\n")
    fake.chmod(0o755)
    monkeypatch.setattr("matinale.audio.ffmpeg.ffmpeg_binary", lambda: str(fake))
    with pytest.raises(AudioError, match=told) as caught:
        encode(studio, path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"what was published before"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["episode.mp3", "ffmpeg"]


@pytest.mark.parametrize("mode", [0o644, None], ids=["not executable", "not there"])
def test_an_ffmpeg_that_cannot_be_started_is_told_of(
    mode: int | None, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "ffmpeg"
    if mode is not None:
        fake.write_text("#!/bin/sh\n")
        fake.chmod(mode)
    monkeypatch.setattr("matinale.audio.ffmpeg.ffmpeg_binary", lambda: str(fake))
    with pytest.raises(AudioError, match="ffmpeg cannot be started"):
        encode(studio, tmp_path / "episode.mp3")
    with pytest.raises(AudioError, match="ffmpeg cannot be started"):
        load_jingles(VOICES, "calme", {}, VOICES)


def test_of_all_that_ffmpeg_said_the_error_is_told(tmp_path: Path) -> None:
    said = "[info] Input #0, f32le, from 'pipe:0':\n[aost#0:0 @ 0x1] [error] Invalid bit rate\n[info] size=0KiB\n"
    assert "(Invalid bit rate)" in str(failure(tmp_path / "e.mp3", 1, said))


def test_an_error_of_the_mix_comes_through(produce: Produce, monkeypatch: pytest.MonkeyPatch) -> None:
    studio = produce(small_script(1))

    def broken(self: Mix, *_: object) -> Iterator[np.ndarray]:
        yield np.zeros((100_000, 2), np.float32)
        raise AudioError("the third article's file is damaged")

    monkeypatch.setattr(Mix, "blocks", broken)
    with pytest.raises(AudioError, match="third article"):
        encode(studio)


def test_crc_16_arc() -> None:
    assert crc_16(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC


# ── length ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_forty_articles(produce: Produce) -> None:
    studio = produce(small_script(40))
    assert len(studio.programme.chapters) == 42
    path, encoded = encode(studio)
    check_mp3(path, encoded)


@pytest.mark.slow
def test_the_length_does_not_show_in_memory(produce: Produce) -> None:
    import tracemalloc

    studio = produce(small_script(3, lines=4), speaker=silence, seconds=40)
    assert studio.programme.length > 10 * 60 * RATE  # as floats in stereo, 210 MB
    tracemalloc.start()
    path, encoded = encode(studio)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000
    assert MP3(path).info.length == pytest.approx(encoded.duration / 1000, abs=0.1)
    assert encoded.loudness.integrated_lufs == pytest.approx(-16, abs=0.5)
