"""Each command that the README shows is run here, in a show of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from matinale.workspace import init_workspace
from tests.conftest import ROOT, SHORT_ISSUE

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = {
    "matinale": "from matinale.cli import main; main()",
    "make-episode": "from matinale.cli import make_episode_main; make_episode_main()",
}
# What the README calls ISSUE, SLUG and so on.
WORDS = {
    "ISSUE": "2026-11-20-courte.txt",
    "TEXT": "Bonjour.",
    "examples/2026-11-20-la-matinale.txt": "2026-11-20-courte.txt",
}
# Commands that serve until they are stopped: what their first line on stdout answers.
SERVERS = {"matinale preview": b"<!doctype html>", "matinale serve": b"<?xml"}
# Run as they are these would speak for minutes or need the recogniser; the option names what makes them quick.
QUICKER = {
    "make-episode": ["--voice", "silence"],
    "matinale batch": ["--voice", "silence"],
    "matinale voices say": ["--voice", "silence"],
    "matinale preview ISSUE": ["--voice", "silence"],
}
ELSEWHERE = {
    "matinale lexicon check": "tests/pipeline/test_listening.py",
    "matinale listen": "tests/preview/test_listen.py",
    "matinale jingles play SET": "tests/cli/test_jingles.py",
    "make-episode ISSUE --review": "tests/pipeline/test_making.py",
    "matinale release SLUG": "tests/pipeline/test_making.py",
    "matinale watch": "tests/cli/test_watch.py",
    "matinale watch --once": "tests/cli/test_watch.py",
    "matinale withdraw SLUG": "tests/pipeline/test_withdrawing.py",
    "matinale restore SLUG": "tests/pipeline/test_withdrawing.py",
}


def shown() -> list[str]:
    """The commands of the README: its code blocks, and the first column of its table."""
    blocks = re.findall(r"^ {4}(?:\.venv/bin/)?((?:matinale|make-episode|make) .*)$", README, re.MULTILINE)
    return blocks + re.findall(r"`((?:matinale|make-episode|make) [^`]*)`", README)


COMMANDS = list(dict.fromkeys(command for command in shown() if not command.startswith("make ")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    show = tmp_path_factory.mktemp("readme") / "show"
    init_workspace(show)
    (show / WORDS["ISSUE"]).write_text(SHORT_ISSUE, encoding="utf-8")
    call(show, ["make-episode", WORDS["ISSUE"], "--voice", "silence"])
    return show


def call(folder: Path, words: list[str], text: str = "") -> str:
    command = [sys.executable, "-c", PROGRAM[words[0]], *words[1:]]
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def filled(command: str, folder: Path) -> list[str]:
    slug = next(path.name for path in (folder / "episodes").glob("*/"))
    words = [{**WORDS, "SLUG": slug}.get(word, word) for word in command.split()]
    return words + next((extra for start, extra in QUICKER.items() if command.startswith(start)), [])


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(command: str, folder: Path) -> None:
    served = next((start for start in SERVERS if command.startswith(start)), "")
    if served:
        answered(filled(command, folder), folder, SERVERS[served])
    elif command in ELSEWHERE:
        assert (ROOT / ELSEWHERE[command]).is_file()
    else:
        call(folder, filled(command, folder), "Il fait 3 °C.\n")


def answered(words: list[str], folder: Path, start: bytes) -> None:
    extra = ["--port", "0", *(["--no-open"] if "preview" in words else [])]
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM[words[0]], *words[1:], *extra], cwd=folder, stdout=subprocess.PIPE
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert answer.read().lower().startswith(start)
        finally:
            server.terminate()


def test_the_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {command.split()[1] for command in shown() if command.startswith("make ")}
    assert {"episode", "test"} <= named
    assert named <= targets


def test_the_pages_that_the_readme_names_exist() -> None:
    for page in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / page).is_file(), page
