"""The voice's treatment, measured on tones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from matinale.audio.treatment import treat_voice
from matinale.settings import Sound

RATE = 44_100
OFF = Sound(trim=False, high_pass_hz=0.0, de_essing=False, compression=False)


def tone(frequency: float, level_db: float, seconds: float = 1.0) -> NDArray[np.float32]:
    """A sine of so many dBFS RMS."""
    time = np.arange(round(seconds * RATE)) / RATE
    return (10 ** (level_db / 20) * np.sqrt(2) * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def change(samples: NDArray[np.float32], sound: Sound) -> float:
    """By how many dB the treatment changes the middle of a sound."""
    treated = treat_voice(samples, RATE, sound)
    assert treated.dtype == np.float32
    assert treated.shape == samples.shape
    middle = slice(len(samples) // 2, -len(samples) // 4)
    power = [float(np.mean(np.square(each[middle], dtype=np.float64))) for each in (samples, treated)]
    return 10 * float(np.log10(power[1] / power[0]))


def test_all_switched_off_changes_nothing() -> None:
    samples = tone(440, -12)
    assert treat_voice(samples, RATE, OFF) is samples


@pytest.mark.parametrize(("frequency", "expected"), [(35, -12.3), (70, -3.0), (140, -0.26), (300, 0.0), (8000, 0.0)])
def test_high_pass(frequency: float, expected: float) -> None:
    assert change(tone(frequency, -20, seconds=4), replace(OFF, high_pass_hz=70.0)) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(
    ("frequency", "level", "expected"),
    [(7000, -16, -5.06), (7000, -30, -1.29), (7000, -36, 0.0), (1000, -16, 0.0), (16_000, -30, 0.0)],
)
def test_de_essing(frequency: float, level: float, expected: float) -> None:
    # the band holds 0.885 of a tone of 7 kHz: 6 dB off that leaves 0.557 of the tone
    assert change(tone(frequency, level), replace(OFF, de_essing=True)) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("level", "expected"), [(-14, -5.0), (-24, -0.625), (-30, 0.0), (-50, 0.0)])
def test_compression(level: float, expected: float) -> None:
    assert change(tone(1000, level), replace(OFF, compression=True)) == pytest.approx(expected, abs=0.05)


def test_what_comes_before_a_loud_passage_is_left_alone() -> None:
    quiet, loud = tone(1000, -40), tone(1000, -14)
    treated = treat_voice(np.concatenate([quiet, loud]), RATE, replace(OFF, compression=True))
    early = slice(0, len(quiet) - RATE // 50)
    assert np.array_equal(treated[early], quiet[early])


@pytest.mark.parametrize("length", [1, 2, 110, 220, 221, 44_100, 44_211])
def test_any_length(length: int) -> None:
    samples = tone(6000, -10, seconds=2)[:length]
    assert treat_voice(samples, RATE, Sound(trim=False)).shape == (length,)


@pytest.mark.parametrize("rate", [44_100, 48_000, 24_000, 22_050])
def test_a_gain_moves_without_a_step(rate: int) -> None:
    """A steady sound is turned down gradually: no sample of the gain is far from the one before it."""
    steady = np.concatenate([np.full(rate, 0.001, np.float32), np.full(rate, 0.4, np.float32)])
    treated = treat_voice(steady, rate, replace(OFF, compression=True))
    gain = treated / steady
    assert float(gain.min()) < 0.7
    assert float(np.abs(np.diff(gain)).max()) < 0.003
