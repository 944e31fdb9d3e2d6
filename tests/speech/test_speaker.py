from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import make_line, make_segment

from matinale.errors import EngineMissing, ShowError
from matinale.model import Line, Pronunciation, Script, SpokenForm, Take
from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.silence import SilenceEngine
from matinale.speech.speaker import Speaker, take_key
from matinale.speech.store import TakeStore


class CountingEngine(SilenceEngine):
    """Silence that remembers what it was asked for."""

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        self.spoken.append(line.spoken.text)
        return super().speak(line, voice)


def speaker(store: TakeStore, engine: SpeechEngine, **voices: VoiceProfile) -> Speaker:
    silence = VoiceProfile("silence", "silence", ())
    profiles = {"silence": silence, **voices}
    return Speaker(profiles, store, voice="silence", language="fr", make_engine=lambda _: engine)


def test_nothing_is_rendered_twice(store: TakeStore) -> None:
    engine, again = CountingEngine(), CountingEngine()
    segment = make_segment("Première phrase.", "Deuxième phrase.", "Première phrase.")
    first = list(speaker(store, engine).speak_segment(segment))
    second = list(speaker(store, again).speak_segment(segment))
    assert engine.spoken == ["Première phrase.", "Deuxième phrase."]
    assert again.spoken == []
    assert [take.line_id for take in first] == ["01-000", "01-001", "01-002"]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(first, second, strict=True))
    assert [take.key for take in first] == [take.key for take in second]


def test_one_changed_sentence_renders_one_take(store: TakeStore) -> None:
    list(speaker(store, CountingEngine()).speak_segment(make_segment("Un.", "Deux.", "Trois.")))
    engine = CountingEngine()
    heard: list[tuple[str, bool]] = []
    changed = make_segment("Un.", "Deux, donc.", "Trois.")
    list(speaker(store, engine).speak_segment(changed, lambda line, take, cached: heard.append((line.id, cached))))
    assert engine.spoken == ["Deux, donc."]
    assert heard == [("01-000", True), ("01-001", False), ("01-002", True)]


def test_the_plan_tells_what_is_stored(store: TakeStore) -> None:
    segment = make_segment("Un.", "Deux.")
    script = Script("", "fr", (segment,))
    mouth = speaker(store, CountingEngine())
    assert [planned.stored for planned in mouth.plan(script)] == [False, False]
    takes = list(mouth.speak_segment(segment))
    assert [planned.stored for planned in mouth.plan(script)] == [True, True]
    assert mouth.keys(script) == tuple(take.key for take in takes)


def test_planning_a_kokoro_script_loads_no_model(tmp_path: Path) -> None:
    program = f"""
import sys
from matinale.model import Script
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from speaking import make_segment, SIWIS
speaker = Speaker({{"siwis": SIWIS}}, TakeStore(Path({str(tmp_path)!r})), voice="siwis")
assert len(speaker.keys(Script("", "fr", (make_segment("Bonjour."),)))) == 1
print([name for name in ("onnxruntime", "espeakng_loader", "kokoro_onnx") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize(
    "change",
    [
        {"speaker": "autre"},
        {"speed": 1.1},
        {"blend": {"a": 1.0}},
        {"model": "m"},
        {"options": {"noise": 0.5}},
        {"reference": "me.wav"},
        {"pitch": 1.0},
        {"engine": "kokoro"},
    ],
)
def test_each_parameter_of_the_voice_is_part_of_the_key(silence: VoiceProfile, change: dict[str, object]) -> None:
    line = make_line("Un.")
    assert take_key(line, replace(silence, **change), "v") != take_key(line, silence, "v")


def test_the_words_and_the_engine_are_part_of_the_key_and_names_are_not(silence: VoiceProfile) -> None:
    line = make_line("Un GPU.")
    key = take_key(line, silence, "v")
    spelled = replace(line, spoken=SpokenForm("Un GPU.", (Pronunciation(3, 6, ipa="ʒepey"),)))
    assert take_key(spelled, silence, "v") != key
    assert take_key(replace(line, language="en"), silence, "v") != key
    assert take_key(line, silence, "w") != key
    assert (
        take_key(replace(line, id="x", written="Un GPU"), replace(silence, name="y", credit="z", gain_db=3.0), "v")
        == key
    )


def test_the_voice_of_a_line_is_its_own_then_the_segments_then_the_default(store: TakeStore) -> None:
    one, two = VoiceProfile("one", "silence", ()), VoiceProfile("two", "silence", ())
    mouth = speaker(store, CountingEngine(), one=one, two=two)
    line = make_line("Un.")
    assert mouth.voice_of(make_segment(), line).name == "silence"
    assert mouth.voice_of(make_segment(voice="one"), line) is one
    assert mouth.voice_of(make_segment(voice="one"), replace(line, voice="two")) is two
    assert mouth.voice_of(make_segment(voice="anchor"), line).name == "silence"


def test_a_role_may_have_a_voice(store: TakeStore) -> None:
    anchor = VoiceProfile("marie", "silence", ())
    assert (
        speaker(store, CountingEngine(), anchor=anchor).voice_of(make_segment(voice="anchor"), make_line("Un."))
        is anchor
    )


def test_an_unknown_voice_is_refused_with_the_nearest_name(store: TakeStore) -> None:
    with pytest.raises(ShowError, match=r"line 01-001: no voice profile 'silense'.*did you mean 'silence'"):
        speaker(store, CountingEngine()).voice_of(make_segment(voice="silense"), make_line("Un."))


def test_what_is_missing_is_told_before_the_work_begins(store: TakeStore) -> None:
    script = Script("", "fr", (make_segment("Un."),))
    odd = VoiceProfile("odd", "silence", (), pace=(0.1,), folder=Path("voices"))
    with pytest.raises(ShowError, match=r"odd\.toml: pace: three numbers"):
        Speaker({"odd": odd}, store, voice="odd").require(script)
    wrong = VoiceProfile("wrong", "kokoro", ("fr",), speaker="nobody", folder=Path("voices"))
    with pytest.raises(ShowError, match=r"wrong\.toml: speaker: no style"):
        Speaker({"wrong": wrong}, store, voice="wrong").require(script)


class WarmEngine(CountingEngine):
    """One that loads a model, and cannot."""

    def __init__(self) -> None:
        super().__init__()
        self.warmed: list[str] = []

    def warm(self, voice: VoiceProfile) -> None:
        self.warmed.append(voice.name)
        raise EngineMissing("there is no model")


def test_what_has_lines_to_say_is_warmed_and_its_errors_are_left_to_the_line(store: TakeStore) -> None:
    engine = WarmEngine()
    segment = make_segment("Un.", "Deux.")
    speaking = speaker(store, engine)
    speaking.warm(Script("x", "fr", (segment,)))
    for thread in threading.enumerate():
        if thread.name == "warming":
            thread.join()
    assert engine.warmed == ["silence"]
    assert len(list(speaking.speak_segment(segment))) == 2
    speaking.warm(Script("x", "fr", (segment,)))
    assert engine.warmed == ["silence"]


def test_an_engine_that_nobody_registered_is_named() -> None:
    with pytest.raises(EngineMissing, match=r"'polly' is not installed; installed engines: .*kokoro.*silence"):
        load_engine("polly")
