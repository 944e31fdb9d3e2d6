from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import SIWIS, make_line

from matinale.errors import ShowError, SpeechError
from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine
from matinale.speech.kokoro import RATE, WEIGHTS, KokoroEngine, Session
from matinale.speech.kokoro_styles import load_style, style_path
from matinale.speech.models import find_model
from matinale.speech.vocabulary import tokens_of

SENTENCE = "Le conseil municipal a voté, hier soir, la rénovation du théâtre."


@pytest.fixture(scope="module")
def engine(engine_named: Callable[[str], SpeechEngine]) -> KokoroEngine:
    found = engine_named("kokoro")
    assert isinstance(found, KokoroEngine)
    return found


@pytest.mark.slow
def test_the_same_line_gives_the_same_samples_in_any_order(engine: KokoroEngine, siwis: VoiceProfile) -> None:
    first = engine.speak(make_line(SENTENCE), siwis)
    engine.speak(make_line("Autre chose."), siwis)
    again = engine.speak(make_line(SENTENCE), siwis)
    assert first.rate == RATE
    assert first.samples.dtype == np.float32
    assert np.array_equal(first.samples, again.samples)


@pytest.mark.slow
def test_speed_shortens_and_the_ends_are_trimmed(engine: KokoroEngine, siwis: VoiceProfile) -> None:
    normal = engine.speak(make_line(SENTENCE), siwis)
    fast = engine.speak(make_line(SENTENCE), replace(siwis, speed=1.5))
    assert 0.55 < fast.samples.size / normal.samples.size < 0.8
    loud = np.flatnonzero(np.abs(normal.samples) > 0.02)
    assert loud[0] < 0.1 * RATE
    assert normal.samples.size - loud[-1] < 0.15 * RATE
    assert normal.samples[0] == 0.0


INTERRUPTED = """
import sys, threading
sys.path.insert(0, sys.argv[1])
from speaking import SIWIS, make_line
from matinale.speech.kokoro import KokoroEngine

engine = KokoroEngine()
session = engine.session(SIWIS)

def tell() -> None:
    while not session.controls:
        threading.Event().wait(0.005)
    print("running", flush=True)

threading.Thread(target=tell, daemon=True).start()
try:
    engine.speak(make_line("Le conseil municipal a voté la rénovation du théâtre, hier soir. " * 7), SIWIS)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
def test_ctrl_c_ends_a_call_within_two_seconds() -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        process.wait()
    assert time.monotonic() - began < 2.0


def test_nothing_to_say_is_refused(siwis: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match=r"line 01-001: there is nothing to say in '…'"):
        KokoroEngine().speak(make_line("…"), siwis)


def test_an_impossible_speed_is_refused(siwis: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match=r"speed = 3.0: Kokoro takes 0.5 to 2.0"):
        KokoroEngine().speak(make_line("Oui."), replace(siwis, speed=3.0))


def test_the_version_names_the_weights_and_loads_nothing() -> None:
    engine = KokoroEngine()
    assert "6e742170d309016e" in engine.version
    assert engine._sessions == {}


def test_the_profile_of_the_tests_is_the_shipped_one() -> None:
    from matinale.show import read_voice

    shipped = read_voice(SIWIS.folder / "siwis.toml")
    assert (shipped.speaker, shipped.pace) == (SIWIS.speaker, SIWIS.pace)


def test_a_profile_may_bring_its_own_model(tmp_path: Path) -> None:
    (tmp_path / "kokoro").mkdir()
    (tmp_path / "kokoro" / "ff_siwis.bin").write_bytes(style_path(SIWIS, "ff_siwis").read_bytes())
    own = replace(SIWIS, model="own.onnx", folder=tmp_path)
    with pytest.raises(ShowError, match=r"siwis\.toml: model: no such file: .*own\.onnx"):
        KokoroEngine().require(own)
    (tmp_path / "own.onnx").write_bytes(b"not a model")
    with pytest.raises(ShowError, match=r"siwis\.toml: sha256: .*own\.onnx is another file"):
        KokoroEngine().require(replace(own, sha256="00" * 32))
    assert KokoroEngine().voice_version(own) != KokoroEngine().voice_version(SIWIS)
    with pytest.raises(SpeechError, match=r"own\.onnx: is not a Kokoro model"):
        KokoroEngine().speak(make_line(SENTENCE), own)


@pytest.mark.slow
def test_the_model_is_loaded_once_by_whoever_asks_first(siwis: VoiceProfile) -> None:
    engine = KokoroEngine()
    with ThreadPoolExecutor(2) as pool:
        warmed, spoken = pool.submit(engine.warm, siwis), pool.submit(engine.session, siwis)
    assert warmed.result() is None
    assert engine.session(siwis) is spoken.result()


@pytest.mark.slow
def test_the_model_that_runs_gives_the_samples_of_the_published_one(engine: KokoroEngine, siwis: VoiceProfile) -> None:
    part = engine.parts(make_line(SENTENCE))[0]
    tokens = tokens_of(part)
    style = load_style(siwis)[len(tokens) - 1]
    published = Session(find_model(WEIGHTS))
    assert np.array_equal(engine.session(siwis).run(tokens, style, 1.0), published.run(tokens, style, 1.0))
