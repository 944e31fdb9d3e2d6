"""Jingles are listed, and played by whatever player there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.cli import matinale, run
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def call(show: Path, *arguments: str) -> int:
    return run(matinale, ["jingles", *arguments, "--show", str(show)])


def test_the_sets_are_listed_and_the_chosen_one_is_marked(
    show_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(show_folder) == 0
    printed = capsys.readouterr().out
    assert "calme (chosen)" in printed
    assert {"presse", "tech"} <= set(printed.split())
    assert printed.count("intro") == 3


def test_pieces_of_a_show_without_a_set_are_listed(show_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (show_folder / "own.flac").write_bytes((ROOT / "voices/jingles/tech/intro.flac").read_bytes())
    settings = show_folder / "show.toml"
    text = settings.read_text("utf-8").replace('jingles = "calme"', 'jingles = "none"')
    settings.write_text(f'{text}\n[sound.pieces.intro]\nfile = "own.flac"\n', "utf-8")
    assert call(show_folder) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "none (chosen)"
    assert second.split()[0] == "intro"


def test_a_piece_is_given_to_the_player(
    show_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A player that copies what it is given: a file that any real one would play."""
    import soundfile

    player = tmp_path / "bin" / "ffplay"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "$last" {tmp_path}/played.wav\n', encoding="utf-8")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{player.parent}:/usr/bin:/bin")
    assert call(show_folder, "play", "presse", "stinger") == 0
    assert capsys.readouterr().out == "presse stinger\n"
    assert soundfile.info(tmp_path / "played.wav").samplerate == 44_100


@pytest.mark.parametrize(("arguments", "said"), [(["play", "press"], "presse"), (["play", "tech", "intr"], "intro")])
def test_an_unknown_name_is_refused(
    arguments: list[str], said: str, show_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(show_folder, *arguments) == 1
    assert f"did you mean '{said}'?" in capsys.readouterr().err


def test_no_player_is_one_clear_line(
    show_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert call(show_folder, "play", "tech", "intro") == 1
    assert "install one of: ffplay" in capsys.readouterr().err
