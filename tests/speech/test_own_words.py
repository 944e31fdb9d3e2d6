"""A voice's own lexicon and its own pauses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speaking import SILENCE, make_line, make_segment

from matinale.errors import MatinaleError, ShowError
from matinale.model import Pronunciation, Script, SpokenForm
from matinale.settings import VoiceProfile
from matinale.speech.own_words import in_own_words
from matinale.speech.silence import SilenceEngine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

LEXICON = """
language = "fr"
[names]
"Stargate" = { ipa = "staʁɡˈɛt" }
"OpenAI" = { say = "Opène é aille" }
"""


@pytest.fixture
def voice(tmp_path: Path) -> VoiceProfile:
    (tmp_path / "marie.words.toml").write_text(LEXICON, "utf-8")
    return replace(SILENCE, name="marie", lexicon="marie.words.toml", folder=tmp_path)


def planned(store: TakeStore, voice: VoiceProfile, *texts: str) -> list[tuple[str, str, int]]:
    mouth = Speaker({voice.name: voice}, store, voice=voice.name, language="fr", make_engine=lambda _: SilenceEngine())
    plan = mouth.plan(Script("", "fr", (make_segment(*texts),)))
    return [(each.line.spoken.text, each.key, each.line.pause_after) for each in plan]


def test_its_words_are_laid_over_those_of_the_script(voice: VoiceProfile) -> None:
    text = "Le GPU d'OpenAI, puis Stargate et le GPU."
    shared = (
        Pronunciation(3, 6, ipa="ʒepey"),
        Pronunciation(22, 30, language="en"),
        Pronunciation(37, 40, ipa="ʒepey"),
    )
    said = in_own_words(SpokenForm(text, shared), "fr", voice)
    assert said.text == "Le GPU d'Opène é aille, puis Stargate et le GPU."
    assert [(said.text[span.start : span.end], span.ipa, span.language) for span in said.pronunciations] == [
        ("GPU", "ʒepey", ""),
        ("Stargate", "staʁɡˈɛt", ""),
        ("GPU", "ʒepey", ""),
    ]


def test_they_are_for_its_own_language(voice: VoiceProfile) -> None:
    spoken = SpokenForm("Stargate and OpenAI.", ())
    assert in_own_words(spoken, "en", voice) == spoken


@given(st.lists(st.sampled_from(["OpenAI", "Stargate", "le", "GPU", "d'", "."]), max_size=12), st.data())
def test_spans_stay_on_their_words(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "own.toml").write_text(LEXICON, "utf-8")
    own = replace(SILENCE, name="own", lexicon="own.toml", folder=folder)
    text, spans = "", list[Pronunciation]()
    for word in words:
        if word == "GPU" and data.draw(st.booleans()):
            spans.append(Pronunciation(len(text), len(text) + len(word), ipa="ʒepey"))
        text += word + " "
    said = in_own_words(SpokenForm(text, tuple(spans)), "fr", own)
    kept = [span for span in said.pronunciations if span.ipa == "ʒepey"]
    assert [said.text[span.start : span.end] for span in kept] == ["GPU"] * len(spans)
    assert said.text == text.replace("OpenAI", "Opène é aille")


def test_a_changed_entry_changes_the_takes_of_its_lines_alone(store: TakeStore, voice: VoiceProfile) -> None:
    texts = ("Stargate ouvre.", "Rien de neuf.")
    before = planned(store, voice, *texts)
    (voice.folder / voice.lexicon).write_text(LEXICON.replace("ɛt", "ejt"), "utf-8")
    after = planned(store, voice, *texts)
    assert before[0][1] != after[0][1]
    assert before[1] == after[1]


def test_a_lexicon_that_is_not_there_is_refused_by_name(store: TakeStore, voice: VoiceProfile) -> None:
    with pytest.raises(ShowError, match=r"marie\.toml: lexicon: .*none\.toml cannot be read"):
        planned(store, replace(voice, lexicon="none.toml"), "Stargate.")


def test_a_wrong_lexicon_is_refused_with_its_place(store: TakeStore, voice: VoiceProfile) -> None:
    (voice.folder / voice.lexicon).write_text('[names]\n"Stargate" = { ipo = "x" }\n', "utf-8")
    with pytest.raises(MatinaleError, match=r"marie\.words\.toml.*ipo"):
        planned(store, voice, "Stargate.")


def test_its_pauses_are_longer_or_shorter_and_its_takes_the_same(store: TakeStore, voice: VoiceProfile) -> None:
    usual = planned(store, voice, "Un.", "Deux.")
    slow = planned(store, replace(voice, pauses=1.5), "Un.", "Deux.")
    assert [pause for _, _, pause in slow] == [round(pause * 1.5) for _, _, pause in usual]
    assert [key for _, key, _ in slow] == [key for _, key, _ in usual]


def test_a_line_may_be_said_without_any(voice: VoiceProfile) -> None:
    line = make_line("Bonjour.")
    assert in_own_words(line.spoken, "fr", replace(voice, lexicon="")) is line.spoken
