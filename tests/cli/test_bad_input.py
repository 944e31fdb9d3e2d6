"""Bad input: one clear line, exit code 1, and the episode and feed that were there untouched."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from matinale.cli import run
from matinale.cli.make import make_episode
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show with one published episode."""
    show = tmp_path_factory.mktemp("bad") / "show"
    init_workspace(show)
    toml = show / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace('jingles = "calme"', 'jingles = "none"'), "utf-8")
    sample(show).write_text(SHORT_ISSUE, encoding="utf-8")
    assert run(make_episode, [str(sample(show)), "--show", str(show), "--voice", "silence"]) == 0
    return show


def sample(show: Path) -> Path:
    return next((show / "examples").glob("*.txt"))


def state(show: Path) -> dict[str, str]:
    files = [path for name in ("episodes", "feed") for path in sorted((show / name).rglob("*")) if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.name != ".lock"}


def refused(show: Path, capsys: pytest.CaptureFixture[str], *arguments: str, voice: str = "silence") -> str:
    """Run make-episode, which must fail in one line and change nothing; return the line."""
    before = state(show)
    capsys.readouterr()
    code = run(make_episode, [*arguments, "--show", str(show), "--voice", voice])
    captured = capsys.readouterr()
    errors = [line for line in captured.err.splitlines() if line.startswith("error: ")]
    assert code == 1
    assert len(errors) == 1, captured.err
    assert "this is a bug" not in captured.err
    assert captured.out == ""
    assert state(show) == before
    return errors[0]


def write(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


SOURCES: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (lambda path: None, "x.txt"),
    "directory": (Path.mkdir, "folder"),
    "empty": (Path.touch, "empty"),
    "blank": (write(b" \n\t\n"), ""),
    "binary": (write(bytes(range(256)) * 40), ""),
    "a picture": (write(b"\x89PNG\r\n\x1a\n" + bytes(2000)), ""),
    "no article": (write(b"Bonjour.\n"), "Bonjour."),
    "control characters": (write(b"\x01\x02\x03\x04 \x05\x06\n\x07"), ""),
}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_source_that_holds_no_issue(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, word = SOURCES[name]
    path = tmp_path / "x.txt"
    make(path)
    line = refused(folder, capsys, str(path))
    assert str(path) in line
    assert word.lower() in line.lower()


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_right(encoding: str, folder: Path, tmp_path: Path) -> None:
    text = sample(folder).read_text(encoding="utf-8")
    if encoding == "latin-1":
        text = text.translate(
            str.maketrans({"’": "'", "–": "-", "—": "-", "œ": "oe", "“": '"', "”": '"', "€": "euros"})
        )
    path = tmp_path / sample(folder).name
    path.write_bytes(text.encode(encoding))
    program = "from matinale.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", program, "inspect", str(path), "--show", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "é" in result.stdout
    assert "\ufffd" not in result.stdout
    assert "Ã" not in result.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'\n", "did you mean 'title'"),
        ("title = \n", "not valid TOML"),
        ("title = 'x'\nvoice = 'siwi'\n", "siwis"),
    ],
)
def test_a_broken_show(
    text: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = folder / "show.toml"
    whole = config.read_text(encoding="utf-8")
    config.write_text(text, encoding="utf-8")
    try:
        line = refused(folder, capsys, str(sample(folder)))
    finally:
        config.write_text(whole, encoding="utf-8")
    assert str(config) in line
    assert message in line


def test_a_broken_voice_profile(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = folder / "voices" / "broken.toml"
    profile.write_text("engine = 'kokoro'\nlanguages = 'fr'\n", encoding="utf-8")
    try:
        line = refused(folder, capsys, str(sample(folder)))
    finally:
        profile.unlink()
    assert str(profile) in line
    assert "languages" in line


def test_an_unknown_engine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = folder / "voices" / "other.toml"
    profile.write_text("engine = 'cocoro'\nlanguages = ['fr']\n", encoding="utf-8")
    try:
        line = refused(folder, capsys, str(sample(folder)), voice="other")
    finally:
        profile.unlink()
    assert "cocoro" in line
    assert "kokoro" in line


def test_a_missing_jingle_is_refused_before_anything_is_rendered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "show.toml"
    whole = config.read_text(encoding="utf-8")
    config.write_text(whole + "\n[sound.pieces.intro]\nfile = 'voices/absent.wav'\n", encoding="utf-8")
    takes = sorted((folder / ".cache").rglob("*.take"))
    try:
        line = refused(folder, capsys, str(sample(folder)), "--force")
    finally:
        config.write_text(whole, encoding="utf-8")
    assert "absent.wav" in line
    assert sorted((folder / ".cache").rglob("*.take")) == takes


def test_an_episode_folder_that_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show = tmp_path / "show"
    init_workspace(show)
    (show / "episodes").rmdir()
    (show / "episodes").write_text("", encoding="utf-8")
    assert "episodes" in refused(show, capsys, str(sample(show)))


def test_an_unwritable_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A read-only folder; for root, who may write anywhere, one that the system itself refuses to write."""
    show = folder.parent / "unwritable"
    init_workspace(show)
    (show / "episodes").rmdir()
    if os.geteuid() == 0:
        (show / "episodes").symlink_to("/proc/sys")
    else:
        (show / "episodes").mkdir(mode=0o500)
    capsys.readouterr()
    assert run(make_episode, [str(sample(show)), "--show", str(show), "--voice", "silence"]) == 1
    error = capsys.readouterr().err
    assert "cannot be written" in error
    assert "this is a bug" not in error
    assert not (show / "feed" / "feed.xml").exists()


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A real small file system where mounting is allowed, else the limit on a file's size."""
    show = tmp_path / "show"
    show.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(show)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        init_workspace(show)
        line = refused_on_full_disk(show, capsys)
        assert "No space left on device" in line or "disk is full" in line
        assert not list((show / "feed").rglob("*.xml"))
    finally:
        subprocess.run(["umount", str(show)], check=True)


def refused_on_full_disk(show: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(make_episode, [str(sample(show)), "--show", str(show), "--voice", "silence"]) == 1
    error = capsys.readouterr().err
    assert "this is a bug" not in error
    return next(line for line in error.splitlines() if line.startswith("error: "))


@pytest.mark.slow
def test_five_megabytes_of_text_are_answered(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Read, or refused for its length; never a hang. `inspect` is enough: speaking it would take a day."""
    from matinale.cli import matinale

    path = tmp_path / "2026-11-20-long.txt"
    path.write_text(sample(folder).read_text(encoding="utf-8") + "Une phrase de plus. " * 260_000, encoding="utf-8")
    code = run(matinale, ["inspect", str(path), "--show", str(folder)])
    error = capsys.readouterr().err
    assert code in {0, 1}
    assert "this is a bug" not in error
