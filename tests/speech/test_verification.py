from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from speaking import SILENCE, SIWIS, make_segment

from matinale.errors import SpeechError
from matinale.model import Line, Script, Take
from matinale.settings import VoiceProfile
from matinale.speech.engine import load_engine
from matinale.speech.recognition import WhisperTranscriber
from matinale.speech.silence import SilenceEngine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore
from matinale.speech.verification import edit_distance, letter_error, plain_letters, verify_script

LONG = "La ministre a répondu ce matin, devant la commission, à onze questions."


@dataclass
class Ear:
    """Says what it is told to have heard, one answer after the other; then what was said."""

    answers: list[str]
    lengths: list[int] = field(default_factory=list)

    def transcribe(self, samples: NDArray[np.float32], rate: int, language: str) -> str:
        self.lengths.append(samples.size)
        return self.answers.pop(0)


class OnePace(SilenceEngine):
    """Silence that refuses any other speed than its own."""

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        if voice.speed != 1.0:
            raise SpeechError(f"voice {voice.name!r}: speed = {voice.speed}")
        return super().speak(line, voice)


def speaker(store: TakeStore) -> Speaker:
    return Speaker({"silence": SILENCE}, store, voice="silence", language="fr")


@pytest.mark.parametrize(
    ("said", "heard", "error"),
    [
        ("Vingt-deux élèves", "22 eleves.", 0.0),
        ("L'œuvre d'art", "l oeuvre d’art", 0.0),
        ("abcd", "abxd", 0.25),
        ("abcd", "", 1.0),
        ("", "", 0.0),
        ("mille", "1\u202f000", 0.0),
    ],
)
def test_only_letters_count(said: str, heard: str, error: float) -> None:
    assert letter_error(said, heard, "fr") == pytest.approx(error)


@given(st.text("abc", max_size=12), st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_the_distance_is_one(one: str, other: str, third: str) -> None:
    assert edit_distance(one, one) == 0
    assert edit_distance(one, other) == edit_distance(other, one)
    assert edit_distance(one, third) <= edit_distance(one, other) + edit_distance(other, third)
    assert edit_distance(one, other) >= abs(len(one) - len(other))


def test_letters_of_any_language() -> None:
    assert plain_letters("Ça coûte 3 €, non ?", "fr") == "cacoutetroisnon"
    assert plain_letters("7 days", "xx") == "days"


def test_what_is_understood_is_left_alone(store: TakeStore) -> None:
    script = Script("", "fr", (make_segment(LONG),))
    ear = Ear([LONG])
    (verdict,) = verify_script(speaker(store), script, ear)
    assert (verdict.attempts, verdict.error, verdict.doubtful) == (1, 0.0, False)


def test_what_is_not_understood_is_said_slower_and_the_better_is_kept(store: TakeStore) -> None:
    segment = make_segment(LONG)
    mouth = speaker(store)
    ear = Ear(["bruit", LONG])
    (verdict,) = verify_script(mouth, Script("", "fr", (segment,)), ear)
    assert (verdict.attempts, verdict.error) == (2, 0.0)
    (kept,) = mouth.speak_segment(segment)
    assert ear.lengths[0] < ear.lengths[1] == kept.samples.size


def test_the_first_take_stays_where_no_other_is_clearer(store: TakeStore) -> None:
    segment = make_segment(LONG)
    mouth = speaker(store)
    ear = Ear(["bruit"] * 4)
    (verdict,) = verify_script(mouth, Script("", "fr", (segment,)), ear)
    assert (verdict.attempts, verdict.doubtful) == (4, True)
    (kept,) = mouth.speak_segment(segment)
    assert ear.lengths[0] == kept.samples.size


def test_a_voice_that_speaks_no_slower_is_asked_for_parts(store: TakeStore) -> None:
    segment = make_segment(LONG)
    mouth = Speaker({"slow": replace(SILENCE, name="slow")}, store, voice="slow", make_engine=lambda _: OnePace())
    (verdict,) = verify_script(mouth, Script("", "fr", (segment,)), Ear(["bruit", LONG]))
    assert (verdict.attempts, verdict.error) == (2, 0.0)


def test_what_is_not_understood_is_rendered_in_parts_and_the_best_is_kept(store: TakeStore) -> None:
    segment = make_segment(LONG)
    mouth = speaker(store)
    ear = Ear(["bruit", "bruits", "La ministre a rependu ce matin devant la comission onze questions"])
    (verdict,) = verify_script(mouth, Script("", "fr", (segment,)), ear)
    assert verdict.attempts == 3
    assert not verdict.doubtful
    (kept,) = mouth.speak_segment(segment)
    assert ear.lengths[0] != ear.lengths[2] == kept.samples.size


def test_what_no_attempt_makes_clear_comes_first_in_the_list(store: TakeStore) -> None:
    segment = make_segment("Court.", LONG)
    mouth = speaker(store)
    ear = Ear(["Court", "bruit", "bruit", "La ministre a répondu bla bla bla bla bla bla bla bla", "bruits"])
    heard: list[str] = []
    verdicts = verify_script(mouth, Script("", "fr", (segment,)), ear, lambda verdict: heard.append(verdict.line.id))
    assert [(verdict.line.id, verdict.attempts, verdict.doubtful) for verdict in verdicts] == [
        ("01-001", 4, True),
        ("01-000", 1, False),
    ]
    assert heard == ["01-000", "01-001"]
    assert list(mouth.speak_segment(segment))[1].samples.size == ear.lengths[3]


def test_what_was_heard_before_is_settled(store: TakeStore) -> None:
    script = Script("", "fr", (make_segment("Court.", LONG),))
    ear = Ear(["Court"])
    verdicts = verify_script(speaker(store), script, ear, known={"01-001": "bruit"})
    assert [(verdict.line.id, verdict.attempts, verdict.doubtful) for verdict in verdicts] == [
        ("01-001", 1, True),
        ("01-000", 1, False),
    ]


@pytest.mark.slow
def test_kokoro_is_understood_and_gibberish_is_not(store: TakeStore) -> None:
    """A real voice and a real ear."""
    segment = make_segment("Le conseil municipal a voté la rénovation du théâtre.")
    mouth = Speaker({"siwis": SIWIS}, store, voice="siwis", language="fr", make_engine=load_engine)
    ear = WhisperTranscriber()
    (verdict,) = verify_script(mouth, Script("", "fr", (segment,)), ear)
    assert verdict.error < 0.1
    (take,) = mouth.speak_segment(segment)
    assert (
        letter_error(verdict.line.spoken.text, ear.transcribe(take.samples[::-1].copy(), take.rate, "fr"), "fr") > 0.4
    )
    said, near, far = (
        ear.log_likelihood(take.samples, take.rate, text, "fr")
        for text in (segment.lines[-1].written, "Le conseil municipal a voté la révision du théâtre.", "Il fait beau.")
    )
    assert said > near > far
