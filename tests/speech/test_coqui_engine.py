"""The Coqui engine on a real, tiny VITS with random weights, which the test builds. Runs in `make test-coqui`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import make_line, make_segment
from tiny_vits import build_model, installed

from matinale.errors import EngineMissing, ShowError, SpeechError
from matinale.settings import VoiceProfile
from matinale.speech.coqui import CoquiEngine
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

TEXT = "Bonjour, voici le sommaire du matin."
VOICE = VoiceProfile("essai", "coqui", ("fr",), model="model.pth")


needs_torch = pytest.mark.skipif(not installed(), reason="Coqui has an environment of its own: make test-coqui")


@pytest.fixture(scope="module")
def engine() -> SpeechEngine:
    return load_engine("coqui")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_model(tmp_path_factory.mktemp("vits"))


@pytest.fixture
def voice(folder: Path) -> VoiceProfile:
    return replace(VOICE, folder=folder)


@needs_torch
def test_the_same_line_gives_the_same_samples(engine: SpeechEngine, voice: VoiceProfile) -> None:
    first = engine.speak(make_line(TEXT), voice)
    engine.speak(make_line("Autre chose."), voice)
    assert np.array_equal(first.samples, engine.speak(make_line(TEXT), voice).samples)


@needs_torch
def test_a_long_line_is_spoken_in_parts_and_stored(engine: SpeechEngine, voice: VoiceProfile, store: TakeStore) -> None:
    heard: list[bool] = []
    for _ in range(2):
        speaker = Speaker({"essai": voice}, store, voice="essai", language="fr", make_engine=lambda _: engine)
        segment = make_segment(" ".join([TEXT] * 12))
        (take,) = speaker.speak_segment(segment, lambda line, take, cached: heard.append(cached))
        assert take.samples.size > 0
    assert heard == [False, True]


@needs_torch
def test_a_speaker_is_chosen_by_name(engine: SpeechEngine, tmp_path: Path) -> None:
    several = replace(VOICE, folder=build_model(tmp_path, speakers=2), model=str(tmp_path / "model.pth"))
    one = engine.speak(make_line(TEXT), replace(several, speaker="voix0"))
    other = engine.speak(make_line(TEXT), replace(several, speaker="voix1"))
    assert one.samples.size != other.samples.size or not np.array_equal(one.samples, other.samples)
    with pytest.raises(ShowError, match=r"essai\.toml: speaker: no 'anna' in this model; there are: voix0, voix1"):
        engine.speak(make_line(TEXT), replace(several, speaker="anna"))


@needs_torch
def test_pickled_code_is_not_run(engine: SpeechEngine, folder: Path, tmp_path: Path) -> None:
    import pickle

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "owned",)  # type: ignore[return-value] - what an attacker would write

    (tmp_path / "model.pth").write_bytes(pickle.dumps({"model": Evil()}))
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    evil = replace(VOICE, folder=tmp_path, model=str(tmp_path / "model.pth"))
    with pytest.raises(SpeechError, match=r"model\.pth: cannot be loaded"):
        engine.speak(make_line(TEXT), evil)
    assert not (tmp_path / "owned").exists()


def test_a_wrong_profile_is_named(tmp_path: Path) -> None:
    """What is seen before torch is needed."""
    voice = replace(VOICE, folder=tmp_path)
    engine = CoquiEngine()
    with pytest.raises(ShowError, match=r"essai\.toml: model: no such file"):
        engine.voice_version(voice)
    (tmp_path / "model.pth").write_bytes(b"weights")
    with pytest.raises(ShowError, match=r"config\.json: not a Coqui configuration"):
        engine.voice_version(voice)
    (tmp_path / "config.json").write_text("{}")
    assert len(engine.voice_version(voice).split()) == 2


def test_a_voice_is_cloned_only_with_consent(tmp_path: Path) -> None:
    voice = replace(VOICE, folder=tmp_path, model="tts_models/multilingual/multi-dataset/xtts_v2", reference="me.wav")
    (tmp_path / "me.wav").write_bytes(b"RIFF")
    with pytest.raises(ShowError, match=r"essai\.toml: consent: a voice is cloned only with its owner's leave"):
        CoquiEngine().voice_version(voice)
    allowed = replace(voice, consent="Recorded and allowed by A. Martin, 3 March 2026, in writing")
    assert CoquiEngine().voice_version(allowed)
    (tmp_path / "me.wav").unlink()
    with pytest.raises(ShowError, match=r"essai\.toml: reference: no such file"):
        CoquiEngine().voice_version(allowed)


@pytest.mark.skipif(installed(), reason="only where Coqui is absent")
def test_a_missing_package_says_how_to_install_it() -> None:
    with pytest.raises(EngineMissing, match=r"engine 'coqui' needs coqui-tts; install it with: make \.venv-coqui"):
        CoquiEngine().require(VOICE)
