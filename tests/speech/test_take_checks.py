from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from speaking import SILENCE, SIWIS, make_line, make_segment

from matinale.errors import TakeRefused
from matinale.model import EngineLimits, Line, Pronunciation, Take
from matinale.settings import VoiceProfile
from matinale.speech.attempts import speak_checked, split_line
from matinale.speech.checks import count_sounds, faults_of
from matinale.speech.silence import SilenceEngine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

RATE = 24_000
TEXT = "La ministre a répondu, ce matin, aux questions de la commission."
SOUNDS, MARKS = count_sounds(make_line(TEXT))
EXPECTED_S = 0.16 + 0.072 * SOUNDS + 0.083 * MARKS


def speech(seconds: float) -> np.ndarray:
    """Something that sounds: a tone that swells and fades four times a second, never silent for long."""
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.4 * np.sin(2 * np.pi * 180 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))).astype(np.float32)


def faults(samples: np.ndarray, voice: VoiceProfile = SIWIS) -> tuple[str, ...]:
    return faults_of(Take("01", samples, RATE, ""), make_line(TEXT), voice)


def test_a_sound_take_has_no_fault() -> None:
    assert faults(speech(EXPECTED_S)) == ()


@pytest.mark.parametrize(
    ("samples", "fault"),
    [
        (speech(0), "holds no sound"),
        (np.full(RATE, np.nan, dtype=np.float32), "holds values that are not numbers"),
        (np.zeros(RATE * 4, dtype=np.float32), "is silent"),
        (np.clip(speech(EXPECTED_S) * 9, -1, 1), "is clipped in"),
        (speech(EXPECTED_S) + np.float32(0.05), "has a DC offset of +0.050"),
        (
            np.concatenate([speech(EXPECTED_S / 2), speech(1.5) * 0, speech(EXPECTED_S / 2)]),
            "has a silence of 1.5 s inside",
        ),
        (speech(EXPECTED_S / 3), "expected"),
        (np.concatenate([speech(EXPECTED_S), speech(EXPECTED_S)]), "expected"),
    ],
    ids=["empty", "nan", "silent", "clipped", "offset", "hole", "dropped", "repeated"],
)
def test_each_defect_is_found(samples: np.ndarray, fault: str) -> None:
    assert fault in " ".join(faults(samples))


def test_a_voice_without_a_learnt_pace_has_wider_bounds() -> None:
    unlearnt = replace(SIWIS, pace=())
    assert faults(speech(EXPECTED_S * 1.6), unlearnt) == ()
    assert faults(speech(EXPECTED_S * 1.6)) != ()
    assert faults(speech(EXPECTED_S * 4), unlearnt) != ()


def test_the_speed_of_the_voice_shortens_what_is_expected() -> None:
    assert faults(speech(EXPECTED_S / 2), replace(SIWIS, speed=2.0)) == ()


class Flawed(SilenceEngine):
    """Speaks short texts well; of a long one it drops the end."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.texts: list[str] = []

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        self.texts.append(line.spoken.text)
        sounds, marks = count_sounds(line)
        seconds = 0.16 + 0.072 * sounds + 0.083 * marks
        return Take(line.id, speech(seconds if len(line.spoken.text) <= self.longest else seconds / 4), RATE, "")


def test_a_failed_take_is_rendered_again_in_parts() -> None:
    engine = Flawed(longest=50)
    take = speak_checked(engine, make_line(TEXT), SIWIS)
    assert engine.texts == [TEXT, "La ministre a répondu, ce matin,", "aux questions de la commission."]
    assert take.faults == ()
    assert take.samples.size / RATE == pytest.approx(EXPECTED_S, abs=0.4)


def test_what_no_attempt_mends_is_told_and_kept(store: TakeStore) -> None:
    voices = {"siwis": SIWIS}
    segment = make_segment(TEXT)
    for engine in (Flawed(longest=5), Flawed(longest=5)):
        (take,) = Speaker(voices, store, voice="siwis", make_engine=lambda _, found=engine: found).speak_segment(
            segment
        )
        assert len(take.faults) == 1
        assert "expected" in take.faults[0]
    assert engine.texts == []  # the second time it came from the store, with its fault


def test_a_take_without_any_sound_is_refused_with_its_line() -> None:
    class Mute(SilenceEngine):
        def speak(self, line: Line, voice: VoiceProfile) -> Take:
            return Take(line.id, np.zeros(0, dtype=np.float32), RATE, "")

    with pytest.raises(TakeRefused, match=r"line 01-001: the take holds no sound .*'La ministre.*than 'silence'"):
        speak_checked(Mute(), make_line(TEXT), SILENCE)


def test_a_line_beyond_the_engine_s_limit_is_spoken_in_parts() -> None:
    class Short(Flawed):
        limits = EngineLimits(characters=40)

    engine = Short(longest=1000)
    speak_checked(engine, make_line(TEXT), SIWIS)
    assert all(len(text) <= 40 for text in engine.texts)
    assert " ".join(engine.texts) == TEXT


def test_pronunciations_go_with_their_words() -> None:
    text = "Le modèle GPT arrive, dit la société, et le GPU suit."
    spans = tuple(Pronunciation(text.index(word), text.index(word) + 3, ipa=word.lower()) for word in ("GPT", "GPU"))
    parts = split_line(make_line(text, *spans), 30)
    assert len(parts) > 1
    found = [
        (part.spoken.text[span.start : span.end], span.ipa) for part in parts for span in part.spoken.pronunciations
    ]
    assert found == [("GPT", "gpt"), ("GPU", "gpu")]


def test_a_pronunciation_is_never_cut() -> None:
    text = "un deux trois quatre"
    (whole,) = split_line(make_line(text, Pronunciation(0, len(text), ipa="x")), 5)
    assert whole.spoken.text == text


@given(st.text(alphabet="ab ,.!", min_size=1, max_size=120), st.integers(1, 60))
def test_parting_a_line_loses_no_word(text: str, limit: int) -> None:
    text = text.strip()
    parts = split_line(make_line(text), limit)
    assert "".join(part.spoken.text for part in parts).replace(" ", "") == text.replace(" ", "")
    assert len(parts) == 1 or all(any(sign.isalnum() for sign in part.spoken.text) for part in parts)
