"""What a recogniser hears: the takes of an episode, and the entries of a lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.errors import ShowError
from matinale.pipeline import Order, check_lexicon_by_ear, make_episode, say_sample
from matinale.show import read_show, with_voice


def test_a_sample_is_a_wave_file(show_folder: Path, tmp_path: Path) -> None:
    import soundfile

    out = tmp_path / "sample.wav"
    seconds = say_sample(with_voice(read_show(show_folder), "silence"), "Bonjour à tous.", out)
    assert soundfile.info(out).duration == pytest.approx(seconds, abs=0.01)


def test_a_language_without_a_lexicon_is_refused(show_folder: Path) -> None:
    with pytest.raises(ShowError, match=r"xx\.toml: not found"):
        list(check_lexicon_by_ear(read_show(show_folder), "xx"))


@pytest.mark.slow
def test_entries_of_the_lexicon_are_recognised(show_folder: Path) -> None:
    results = list(check_lexicon_by_ear(read_show(show_folder), "fr", ["OpenAI", "ChatGPT", "Microsoft"]))
    assert {result.entry.written for result in results} == {"OpenAI", "ChatGPT", "Microsoft"}
    assert [result.entry.written for result in results if not result.recognised] == []


@pytest.mark.slow
def test_verified_takes_are_understood_and_heard_once(show_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = show_folder / "2026-11-21-verifiee.txt"
    issue.write_text(
        "Une lettre à vérifier\nChaque phrase de cette lettre est écoutée par une machine avant d'être publiée.\n"
        "La suite – Rien n'est laissé au hasard, pas même la dernière phrase.\n",
        encoding="utf-8",
    )
    outcome = make_episode(Order(str(issue), verify=True), read_show(show_folder))
    assert outcome.takes["rendered"] + outcome.takes["cached"] >= 5
    assert [line for line in outcome.notices if "listen to it" in line] == []

    def deaf(*_: object) -> str:
        raise AssertionError("what was heard before is not heard again")

    monkeypatch.setattr("matinale.speech.recognition.WhisperTranscriber.transcribe", deaf)
    again = make_episode(Order(str(issue), verify=True), read_show(show_folder))
    assert again.takes["rendered"] == 0
    assert (again.duration_s, again.notices) == (outcome.duration_s, outcome.notices)
