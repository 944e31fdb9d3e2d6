"""On what a model runs: with the onnxruntime that is installed here, and with stand-ins for those that are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from speaking import SIWIS, make_line

from matinale.errors import ShowError
from matinale.settings import VoiceProfile
from matinale.show import read_voice
from matinale.speech.engine import Telling
from matinale.speech.kokoro import KokoroEngine
from matinale.speech.providers import CPU, PROVIDERS, missing_notice, open_model, providers_of

HERE = onnxruntime.get_available_providers()


def wishing(*names: str) -> VoiceProfile:
    return replace(SIWIS, options={"providers": names})


def test_a_profile_names_them_in_a_list_or_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "marie.toml"
    head = 'engine = "kokoro"\nlanguages = ["fr"]\nspeaker = "ff_siwis"\n[options]\n'
    path.write_text(f'{head}providers = ["cuda", "cpu"]\n', encoding="utf-8")
    assert providers_of(read_voice(path)) == ("cuda", "cpu")
    path.write_text(f'{head}providers = "coreml"\n', encoding="utf-8")
    assert providers_of(read_voice(path)) == ("coreml", "cpu")
    path.write_text(f'{head}providers = ["cudda"]\n', encoding="utf-8")
    with pytest.raises(ShowError, match=r"marie\.toml: options\.providers: no provider 'cudda'; did you mean 'cuda'"):
        KokoroEngine().require(read_voice(path))


def test_every_name_is_one_of_onnxruntime() -> None:
    assert set(PROVIDERS.values()) <= set(onnxruntime.get_all_providers())


def test_what_is_not_there_is_told_in_one_line_and_the_processor_speaks() -> None:
    missing = next(name for name in ("cuda", "directml") if PROVIDERS[name] not in HERE)
    engine = KokoroEngine()
    assert isinstance(engine, Telling)
    (line,) = engine.notices(wishing(missing))
    assert line.startswith(f"voice 'siwis': onnxruntime has no {missing} here: speaking on cpu; install onnxruntime-")
    assert engine.notices(SIWIS) == ()
    assert missing_notice(wishing("cpu"), onnxruntime) == ""


@pytest.mark.slow
def test_the_samples_are_those_of_the_processor_after_a_fallback() -> None:
    engine = KokoroEngine()
    there = "azure" if PROVIDERS["azure"] in HERE else "cuda"  # a provider that is there hands on what it cannot do
    spoken = [engine.speak(make_line("Bonjour."), voice) for voice in (SIWIS, wishing("cuda"), wishing(there))]
    assert np.array_equal(spoken[0].samples, spoken[1].samples)
    assert np.array_equal(spoken[0].samples, spoken[2].samples)


class Runtime:
    """Stands for an onnxruntime that has CUDA: `raising` at the start, or falling back by itself as it does."""

    def __init__(self, *, raising: bool) -> None:
        self.raising = raising
        self.asked: list[list[str]] = []

    def get_available_providers(self) -> list[str]:
        return [PROVIDERS["cuda"], CPU]

    def InferenceSession(self, path: str, options: object, providers: list[str]) -> Any:
        self.asked.append(providers)
        if self.raising and PROVIDERS["cuda"] in providers:
            raise RuntimeError("CUDA failure 35: driver version is insufficient\nat line 5")

        class Session:
            def get_providers(self) -> list[str]:
                return [CPU]

        return Session()


def test_a_provider_that_cannot_start_is_passed_over_and_told() -> None:
    runtime = Runtime(raising=True)
    _, refused = open_model(runtime, Path("x.onnx"), None, ("cuda", "cpu"))
    assert runtime.asked == [[PROVIDERS["cuda"], CPU], [CPU]]
    assert refused == "cuda (CUDA failure 35: driver version is insufficient)"


def test_a_provider_that_gives_up_by_itself_is_told() -> None:
    _, refused = open_model(Runtime(raising=False), Path("x.onnx"), None, ("cuda", "cpu"))
    assert refused == "cuda (it did not start)"


def test_a_model_that_cannot_be_loaded_is_the_models_fault(tmp_path: Path) -> None:
    (tmp_path / "x.onnx").write_bytes(b"no model")
    with pytest.raises(Exception, match=r"x\.onnx"):
        open_model(onnxruntime, tmp_path / "x.onnx", onnxruntime.SessionOptions(), ("cuda", "cpu"))


@pytest.mark.slow
def test_the_run_tells_it_once(show_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline, with an engine that speaks at once and has two things to say."""
    from matinale.pipeline import Order, make_episode, sounding
    from matinale.show import read_show, with_voice
    from matinale.speech.silence import SilenceEngine
    from matinale.speech.speaker import Speaker
    from matinale.speech.store import TakeStore

    class Fallen(SilenceEngine):
        spoken = 0

        def speak(self, *words: Any) -> Any:
            self.spoken += 1
            return super().speak(*words)

        def notices(self, voice: VoiceProfile) -> tuple[str, ...]:
            return ("no card", *(["did not start"] if self.spoken else []))

    def fallen(show: Any, language: str) -> Speaker:
        store = TakeStore(show.root / ".cache" / "takes")
        return Speaker(show.voices, store, voice=show.voice, language=language, make_engine=lambda _: Fallen())

    monkeypatch.setattr(sounding, "make_speaker", fallen)
    told: list[str] = []
    issue = show_folder / "2026-11-11-lettre.md"
    issue.write_text("# La lettre\n\n## Un pont pour la ville\n\nLe pont ouvre lundi.\n", encoding="utf-8")
    show = with_voice(read_show(show_folder), "silence")
    for _ in range(2):
        make_episode(Order(str(issue), draft=True), show, on_notice=told.append)
    assert [line for line in told if line in {"no card", "did not start"}] == ["no card", "did not start"]
