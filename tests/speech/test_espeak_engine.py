from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from speaking import VOICES, make_line

from matinale.errors import SpeechError
from matinale.settings import VoiceProfile
from matinale.speech.checks import faults_of
from matinale.speech.espeak import EspeakEngine
from matinale.speech.espeak_ng import load_espeak_ng

DRAFT = VoiceProfile("brouillon", "espeak", (), folder=VOICES)
TEXT = "La ministre a répondu, ce matin, à toutes les questions."


def pitch_of(samples: np.ndarray, rate: int) -> float:
    """The median of the fundamental over the voiced frames, by autocorrelation, in Hz."""
    found: list[float] = []
    low, high = rate // 400, rate // 60
    for start in range(0, samples.size - 1200, 600):
        frame = samples[start : start + 1200] - samples[start : start + 1200].mean()
        similar = np.correlate(frame, frame, "full")[1199:]
        period = low + int(similar[low:high].argmax())
        if similar[period] > 0.6 * similar[0] > 0.1:
            found.append(rate / period)
    return float(np.median(found))


def test_the_draft_voice_speaks_whole_lines_without_fault() -> None:
    for text in (TEXT, "Bonjour.", " ".join([TEXT] * 8)):
        assert faults_of(EspeakEngine().speak(make_line(text), DRAFT), make_line(text), DRAFT) == ()


def test_the_same_line_gives_the_same_samples_whatever_came_before() -> None:
    engine = EspeakEngine()
    first = engine.speak(make_line(TEXT), DRAFT)
    engine.speak(make_line("Tout autre chose."), DRAFT)
    load_espeak_ng().phonemes("hello", "en")
    again = engine.speak(make_line(TEXT), DRAFT)
    assert np.array_equal(first.samples, again.samples)


def test_speed_and_pitch() -> None:
    engine = EspeakEngine()
    normal = engine.speak(make_line(TEXT), DRAFT)
    fast = engine.speak(make_line(TEXT), replace(DRAFT, speed=1.6))
    high = engine.speak(make_line(TEXT), replace(DRAFT, pitch=6.0))
    assert 0.5 < fast.samples.size / normal.samples.size < 0.8
    assert pitch_of(high.samples, high.rate) > 1.2 * pitch_of(normal.samples, normal.rate)


def test_an_impossible_speed_and_an_unknown_language_are_refused() -> None:
    with pytest.raises(SpeechError, match=r"speed = 9: espeak-ng takes 0\.5 to 2\.7"):
        EspeakEngine().speak(make_line(TEXT), replace(DRAFT, speed=9))
    with pytest.raises(SpeechError, match=r"no voice for the language 'qq'"):
        EspeakEngine().speak(make_line(TEXT, language="qq"), DRAFT)


def test_a_long_issue_takes_a_few_seconds_at_most() -> None:
    """The draft's whole point; measured as processor time so that a busy machine does not matter."""
    import time

    began = time.process_time()
    for number in range(40):
        EspeakEngine().speak(make_line(f"{TEXT} {number}"), DRAFT)
    assert time.process_time() - began < 5
