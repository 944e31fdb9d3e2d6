from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from speaking import make_line

from matinale.errors import SpeechError
from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.silence import RATE, SilenceEngine


def test_it_comes_in_by_the_same_door_as_every_engine() -> None:
    engine = load_engine("silence")
    assert isinstance(engine, SpeechEngine)
    assert isinstance(engine, SilenceEngine)


def test_its_length_follows_the_text_and_the_speed(silence: VoiceProfile) -> None:
    engine = SilenceEngine()
    take = engine.speak(make_line("a" * 100), silence)
    fast = engine.speak(make_line("a" * 100), replace(silence, speed=2.0))
    assert take.rate == RATE
    assert take.samples.dtype == np.float32
    assert take.samples.size == pytest.approx(6.8 * RATE)
    assert fast.samples.size * 2 == take.samples.size
    assert np.abs(take.samples).max() < 10 ** (-70 / 20)


def test_the_same_text_gives_the_same_samples(silence: VoiceProfile) -> None:
    takes = [SilenceEngine().speak(make_line("Bonjour."), silence) for _ in range(2)]
    assert np.array_equal(takes[0].samples, takes[1].samples)


def test_an_impossible_speed_is_refused(silence: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match="speed = 0"):
        SilenceEngine().speak(make_line("Un."), replace(silence, speed=0.0))
