"""Takes become a segment's file: every line at its place, silences as written, nothing audible at the joins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from studio import line, segment, speak

from matinale.audio.fades import fade_edges, trim_silence, zero_crossing
from matinale.audio.stitch import RATE, stitch_segment, voice_samples
from matinale.errors import AudioError, WorkspaceError
from matinale.files import sha256_of
from matinale.model import Take
from matinale.settings import Sound


def test_lines_and_silences_fill_the_file(tmp_path: Path) -> None:
    part = segment(1, "article", [line("a", pause=250), line("b", pause=900), line("c", pause=0)])
    audio = stitch_segment(part, [speak(name, 0.8) for name in "abc"], tmp_path)
    samples, rate = soundfile.read(tmp_path / audio.path)
    assert (rate, samples.ndim, len(samples)) == (RATE, 1, audio.length)
    silences = [round(0.25 * RATE), round(0.9 * RATE), 0]
    ends = [*(cue.start for cue in audio.lines[1:]), audio.length]
    assert [end - cue.start - cue.length for cue, end in zip(audio.lines, ends, strict=True)] == silences
    for cue, silence in zip(audio.lines, silences, strict=True):
        end = cue.start + cue.length
        assert not samples[end : end + silence].any()
        assert samples[cue.start : end].any()


def test_engine_silence_is_trimmed_to_a_margin(tmp_path: Path) -> None:
    audio = stitch_segment(segment(1, "article", [line("a")]), [speak("a", 1.0, edge=0.7)], tmp_path)
    assert audio.lines[0].length / RATE == pytest.approx(1.0, abs=0.02)


def test_trimming_can_be_switched_off(tmp_path: Path) -> None:
    part = segment(1, "article", [line("a")])
    audio = stitch_segment(part, [speak("a", 1.0, edge=0.7)], tmp_path, Sound(trim=False))
    assert audio.lines[0].length / RATE == pytest.approx(2.4, abs=0.001)


def test_same_takes_same_bytes(tmp_path: Path) -> None:
    part = segment(1, "article", [line("a"), line("b")])
    sums = {
        sha256_of(folder / stitch_segment(part, [speak("a", 0.5), speak("b", 0.5)], folder).path)
        for folder in (tmp_path / "one", tmp_path / "two")
    }
    assert len(sums) == 1


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_any_rate_keeps_its_duration(rate: int) -> None:
    voice = voice_samples(speak("a", 0.5, rate=rate, edge=0.0), Sound(trim=False))
    assert len(voice) == pytest.approx(0.5 * RATE, abs=2)


def test_silence_stays_as_long_as_it_is() -> None:
    voice = voice_samples(Take("a", np.zeros(24_000, np.float32), 24_000, ""), Sound())
    assert len(voice) == RATE
    assert not voice.any()


@pytest.mark.parametrize(
    "samples",
    [np.zeros(0, np.float32), np.zeros((9, 2), np.float32), np.full(99, np.nan, np.float32)],
    ids=["empty", "stereo", "not numbers"],
)
def test_a_take_without_sound_values_is_refused(samples: np.ndarray) -> None:
    with pytest.raises(AudioError, match="line 07-03"):
        voice_samples(Take("07-03", samples, 24_000, ""), Sound())


@pytest.mark.parametrize("takes", ["a", "ba", "abc", ""], ids=["one missing", "order", "one too many", "none"])
def test_takes_must_be_the_lines(tmp_path: Path, takes: str) -> None:
    part = segment(1, "article", [line("a"), line("b")])
    with pytest.raises(AudioError, match="01-article"):
        stitch_segment(part, [speak(name, 0.3) for name in takes], tmp_path)
    assert list((tmp_path / "articles").iterdir()) == []


def test_a_failing_engine_leaves_the_old_file(tmp_path: Path) -> None:
    part = segment(1, "article", [line("a")])
    before = sha256_of(tmp_path / stitch_segment(part, [speak("a", 0.3)], tmp_path).path)
    with pytest.raises(AudioError):
        stitch_segment(part, [speak("b", 0.3)], tmp_path)
    assert sha256_of(tmp_path / "articles" / "01-article.flac") == before


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("in the way")
    with pytest.raises(WorkspaceError, match="articles"):
        stitch_segment(segment(1, "article", [line("a")]), [speak("a", 0.3)], tmp_path)


@given(st.integers(0, 400), st.integers(0, 50))
def test_a_zero_crossing_is_near_and_where_the_sign_changes(position: int, search: int) -> None:
    wave = np.sin(np.arange(400) * 0.21 + 0.4).astype(np.float32)
    found = zero_crossing(wave, position, search)
    assert abs(found - position) <= search
    assert found == position or np.signbit(wave[found]) != np.signbit(wave[found - 1])


@given(st.integers(1, 3000), st.floats(0, 0.1))
def test_fades_end_in_silence_and_never_amplify(length: int, seconds: float) -> None:
    faded = fade_edges(np.ones(length, np.float32), 8_000, seconds)
    assert len(faded) == length
    assert faded.max() <= 1
    if seconds * 8_000 >= 2 and length >= 4:
        assert faded[0] == faded[-1] < 0.75


def test_trimming_keeps_what_is_soft_but_speech() -> None:
    t = np.arange(24_000) / 24_000
    soft_then_loud = np.concatenate([np.sin(2 * np.pi * 200 * t) * 0.003, np.sin(2 * np.pi * 200 * t) * 0.3])
    padded = np.pad(soft_then_loud, 9_000).astype(np.float32)
    assert len(trim_silence(padded, 24_000)) == pytest.approx(48_000, abs=480)
