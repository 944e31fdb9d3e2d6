"""The profiles that come with Matinale: each is complete, credited, and speaks as it says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from speaking import VOICES, make_line

from matinale.settings import VoiceProfile
from matinale.show import read_voices
from matinale.speech.attempts import speak_checked
from matinale.speech.engine import SpeechEngine, load_engine

SHIPPED = {name: voice for name, voice in read_voices(VOICES.parent).items() if voice.folder == VOICES}
SENTENCES = {
    "fr": "Voici le sommaire de ce matin, en trois titres.",
    "en": "Here is the news of the morning, in brief.",
}


@pytest.mark.parametrize("voice", SHIPPED.values(), ids=SHIPPED)
def test_each_shipped_voice_is_installed_labelled_licensed_and_credited(voice: VoiceProfile) -> None:
    load_engine(voice.engine).require(voice)
    assert voice.label
    assert voice.licence
    assert voice.credit or voice.engine == "silence"


@pytest.mark.slow
@pytest.mark.parametrize("voice", SHIPPED.values(), ids=SHIPPED)
def test_each_shipped_voice_speaks_without_fault(
    voice: VoiceProfile, engine_named: Callable[[str], SpeechEngine]
) -> None:
    language = next(iter(voice.languages), "fr")
    take = speak_checked(
        engine_named(voice.engine), make_line(SENTENCES[language.partition("-")[0]], language=language), voice
    )
    assert take.faults == ()
    assert np.abs(take.samples).max() <= 1.0


def test_there_is_more_than_one_french_voice() -> None:
    french = [voice.name for voice in SHIPPED.values() if "fr" in voice.languages and voice.engine == "kokoro"]
    assert {"siwis", "armand"} <= set(french)
