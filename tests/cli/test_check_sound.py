"""`matinale check --sound`: the loudness, range and true peak of an episode, its chapters and its jingles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matinale.cli import matinale, run
from matinale.pipeline import Order, make_episode
from matinale.show import read_show, with_voice


@pytest.mark.slow
def test_an_episode_and_each_of_its_parts_are_told(
    show_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = tmp_path / "issue.txt"
    issue.write_text("Le pont ouvre\n\nLe pont de bois de la ville ouvre lundi.\n", "utf-8")
    outcome = make_episode(Order(str(issue)), with_voice(read_show(show_folder), "brouillon"))
    report = json.loads((Path(outcome.mp3).parent / "report.json").read_bytes())
    parts = report["sound"]["chapters"] + report["sound"]["jingles"]
    assert {"integrated_lufs", "short_term_max_lufs", "range_lu", "true_peak_dbtp"} <= parts[0].keys()
    assert run(matinale, ["check", "--sound", "--show", str(show_folder)]) == 0
    first, _, whole, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith(outcome.slug)
    assert f"{outcome.integrated_lufs:.1f}" in whole
    for part, row in zip(parts, rows, strict=False):
        assert row.endswith(part["name"])
        assert f"{part['true_peak_dbtp']:.1f}" in row


def test_a_show_without_an_episode_is_told(show_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(matinale, ["check", "--sound", "--show", str(show_folder)]) == 1
    assert "no finished episode" in capsys.readouterr().err
