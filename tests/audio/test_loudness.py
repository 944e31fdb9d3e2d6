"""Our meter beside ffmpeg's: the same loudness, range and short-term maximum, whatever is fed in whatever pieces."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from matinale.audio.limiter import limit_blocks, true_peaks
from matinale.audio.loudness import NOTHING_LUFS, Meter
from matinale.audio.measuring import measure_loudness
from matinale.errors import AudioError
from matinale.model import Loudness


def measured(samples: np.ndarray, rate: int = 44_100, piece: int = 10_000) -> Loudness:
    meter = Meter(rate)
    for start in range(0, len(samples), piece):
        meter.feed(samples[start : start + piece])
    return meter.finish()


def music(seconds: float, rate: int = 44_100, level: float = 0.1) -> np.ndarray:
    rng = np.random.default_rng(11)
    t = np.arange(round(seconds * rate)) / rate
    swell = 0.3 + 0.7 * np.sin(2 * np.pi * t / 7) ** 2
    noise = rng.standard_normal((len(t), 2)) * level * swell[:, None]
    noise[:, 1] = 0.5 * noise[:, 1] + 0.3 * np.sin(2 * np.pi * 220 * t) * level
    return noise.astype(np.float32)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_tone_of_1_khz_at_minus_23_dbfs_is_minus_23_lufs(rate: int) -> None:
    # EBU Tech 3341, test signal 1: both channels, 20 s; tolerance 0.1 LU.
    tone = np.sin(2 * np.pi * 1000 * np.arange(20 * rate) / rate) * 10 ** (-23 / 20)
    assert measured(np.stack([tone, tone], 1).astype(np.float32), rate).integrated_lufs == pytest.approx(-23, abs=0.1)


def test_gating_ignores_the_soft_parts() -> None:
    # EBU Tech 3341, test signal 3: -36, -23 and -36 dBFS for 10, 60 and 10 seconds give -23 LUFS.
    t = np.arange(44_100) / 44_100
    levels = [-36] * 10 + [-23] * 60 + [-36] * 10
    tone = np.concatenate([np.sin(2 * np.pi * 1000 * t) * 10 ** (level / 20) for level in levels])
    assert measured(np.stack([tone, tone], 1).astype(np.float32)).integrated_lufs == pytest.approx(-23, abs=0.1)


@pytest.mark.slow
def test_it_agrees_with_ffmpeg(tmp_path: Path) -> None:
    samples = music(24)
    soundfile.write(tmp_path / "music.wav", samples, 44_100, "FLOAT")
    theirs, ours = measure_loudness(tmp_path / "music.wav"), measured(samples)
    assert ours.integrated_lufs == pytest.approx(theirs.integrated_lufs, abs=0.1)
    assert ours.range_lu == pytest.approx(theirs.range_lu, abs=0.15)
    assert ours.short_term_max_lufs == pytest.approx(theirs.short_term_max_lufs, abs=0.1)
    peak = 20 * np.log10(true_peaks(samples).max())
    assert peak == pytest.approx(theirs.true_peak_dbtp, abs=0.3)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(1, 60_000))
def test_pieces_do_not_matter(piece: int) -> None:
    samples = music(2)
    assert measured(samples, piece=piece).integrated_lufs == pytest.approx(measured(samples).integrated_lufs, abs=1e-3)


def test_one_column_counts_as_both_sides() -> None:
    mono = music(3)[:, :1]
    both = np.repeat(mono, 2, axis=1)
    assert measured(mono).integrated_lufs == pytest.approx(measured(both).integrated_lufs, abs=1e-6)


@pytest.mark.parametrize("seconds", [0, 0.01, 0.25, 3])
def test_silence_is_nothing_rather_than_minus_infinity(seconds: float) -> None:
    assert measured(np.zeros((round(seconds * 44_100), 2), np.float32)).integrated_lufs == NOTHING_LUFS


def test_a_sound_shorter_than_a_window_is_measured_as_it_is() -> None:
    assert measured(music(0.25)).integrated_lufs == pytest.approx(measured(music(0.25)).integrated_lufs)
    assert measured(music(0.05)).integrated_lufs > -40


def test_a_file_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_bytes(b"these are words, not sound " * 50)
    with pytest.raises(AudioError, match=r"x\.mp3"):
        measure_loudness(tmp_path / "x.mp3")


@settings(max_examples=15, deadline=None)
@given(st.floats(-20, 30), st.floats(-12, -0.5), st.integers(1, 30_000), st.integers(0, 20_000))
def test_the_limiter_holds_its_ceiling_and_loses_no_sample(
    gain_db: float, ceiling: float, piece: int, count: int
) -> None:
    samples = music(0.5, level=0.3)[:count]
    blocks = [samples[start : start + piece] for start in range(0, len(samples), piece)]
    given_out = list(limit_blocks(blocks, gain_db, ceiling))
    assert sum(map(len, given_out)) == len(samples)
    limited = np.concatenate([np.broadcast_to(block, (len(block), 2)) for block in given_out])
    if count:
        assert 20 * np.log10(max(true_peaks(limited).max(), 1e-9)) <= ceiling + 0.05


def test_the_limiter_leaves_alone_what_is_below() -> None:
    samples = music(1, level=0.01)
    limited = np.concatenate(list(limit_blocks([samples[:20_000], samples[20_000:]], 6.0, -1.0)))
    np.testing.assert_array_equal(limited, samples * np.float32(10 ** (6 / 20)))


def test_a_peak_between_samples_is_seen() -> None:
    # A quarter of the sampling rate, 45 degrees off: samples reach 0.707, the wave reaches 1 (BS.1770-5 annex 2).
    wave = np.sin(np.pi / 2 * np.arange(2_000) + np.pi / 4).astype(np.float32)
    assert np.abs(wave).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peaks(np.stack([wave, wave], 1))[100:-100].max() == pytest.approx(1.0, abs=0.01)


LIMITED = """
import hashlib
import numpy as np
from matinale.audio.limiter import limit_blocks
rng = np.random.default_rng(7)
sound = (rng.standard_normal((44_100, 2)) * np.abs(np.sin(np.arange(44_100) / 3_000))[:, None] * 0.3).astype(np.float32)
print(hashlib.sha256(b"".join(block.tobytes() for block in limit_blocks([sound], 6.0, -1.5))).hexdigest())
"""


@pytest.mark.slow
def test_the_limiter_gives_the_same_bytes_on_every_processor() -> None:
    """OpenBLAS adds in another order on each kind of processor; here it is told to be another one."""
    given = []
    for kind in ("", "PRESCOTT", "NEHALEM", "HASWELL"):
        environment = {**os.environ, **({"OPENBLAS_CORETYPE": kind} if kind else {})}
        done = subprocess.run([sys.executable, "-c", LIMITED], env=environment, capture_output=True, check=True)
        given.append(done.stdout)
    assert len(set(given)) == 1
