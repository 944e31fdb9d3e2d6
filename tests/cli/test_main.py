"""The command line: what is printed, where, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from matinale.cli import matinale, run
from matinale.cli.make import make_episode

ROOT = Path(__file__).parents[2]
HEAVY = (
    "torch",
    "onnxruntime",
    "numpy",
    "pydantic",
    "lxml",
    "feedgen",
    "mutagen",
    "pydub",
    "rich",
    "starlette",
    "jinja2",
)


def call(*arguments: str) -> int:
    return run(matinale, list(arguments))


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom matinale.cli import matinale, run\nrun(matinale, ['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
    assert "make-episode" in result.stdout


@pytest.mark.parametrize("name", sorted(matinale.commands))
def test_every_command_has_help_and_is_in_the_readme(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(name, "--help") == 0
    assert "Usage:" in capsys.readouterr().out
    assert isinstance(matinale.commands[name], click.Command)
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["make-episode"],
        ["make-episode", "x.txt", "--dat", "2026-01-01"],
        ["make-episode", "x.txt", "--date", "yesterday"],
        ["make-episode", "x.txt", "--number", "one"],
        ["spoken"],
        ["nonsense"],
    ],
)
def test_a_mistyped_command_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_mistyped_flag_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("make-episode", "x.txt", "--forse") == 2
    assert "--force" in capsys.readouterr().err


def test_an_error_is_one_line_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("make-episode", "no\x1b[2Jsuch\nfile.txt", "--show", str(ROOT)) == 1
    *progress, error = capsys.readouterr().err.splitlines()
    assert progress == ["reading"]
    assert error.startswith("error: ")
    assert "\x1b" not in error


def test_a_bug_is_one_line_and_keeps_its_details(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(make_episode, "invoke", broken)
    assert run(make_episode, ["x.txt"]) == 1
    error = capsys.readouterr().err
    assert "this is a bug in matinale: RuntimeError: unforeseen" in error
    log = Path(error.rsplit("details in ", 1)[1].strip())
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()


@pytest.mark.slow
def test_spoken_answers_line_for_line() -> None:
    text = "Il a levé 15 Md€.\n\nÀ 14 h 30.\n"
    result = subprocess.run(
        [sys.executable, "-c", "from matinale.cli import main; main()", "spoken", "--lang", "fr"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert result.stdout.split("\n") == ["Il a levé quinze milliards d'euros.", "", "À quatorze heures trente.", ""]


def test_inspect_json_has_the_promised_shape(show_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = next((show_folder / "examples").glob("*.txt"))
    assert call("inspect", str(sample), "--json", "--show", str(show_folder)) == 0
    outline = json.loads(capsys.readouterr().out)
    assert set(outline) >= {"title", "date", "language", "notices", "articles", "credits", "skipped"}
    assert len(outline["articles"]) == 2
    for article in outline["articles"]:
        assert set(article) >= {"title", "lead", "sections", "related", "byline"}
