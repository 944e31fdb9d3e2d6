"""`matinale doctor`: what is there, what is missing, and how to mend it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from matinale.cli import matinale, run
from matinale.doctor import Check, examine, is_healthy
from matinale.pipeline import Order, make_episode
from matinale.show import read_show
from matinale.watching import watch
from tests.conftest import SHORT_ISSUE

PROGRAM = "from matinale.cli import main; main()"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from matinale.workspace import init_workspace

    folder = tmp_path_factory.mktemp("doctor") / "show"
    init_workspace(folder)
    set_in(folder, 'voice = "siwis"', 'voice = "silence"')
    set_in(folder, 'jingles = "calme"', 'jingles = "none"')
    (folder / "2026-11-20-courte.txt").write_text(SHORT_ISSUE, encoding="utf-8")
    make_episode(Order(str(folder / "2026-11-20-courte.txt")), read_show(folder))
    return folder


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "show", copy_function=shutil.copy2)
    return tmp_path / "show"


def set_in(folder: Path, old: str, new: str) -> None:
    path = folder / "show.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(folder: Path, text: str) -> None:
    with (folder / "show.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def examined(folder: Path) -> dict[str, Check]:
    checks = list(examine(folder))
    assert len({check.name for check in checks}) == len(checks)
    return {check.name: check for check in checks}


def test_a_sound_show_is_healthy(show: Path) -> None:
    checks = examined(show)
    assert is_healthy(checks.values()), checks
    assert checks["voice silence"].found.startswith("silence, spoke ")
    assert checks["episodes"].found == "1 published"
    assert checks["feed"].state in {"ok", "warning"}
    assert checks["ffmpeg"].found.startswith("ffmpeg version")


def test_nothing_is_changed(show: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in show.rglob("*")}
    examined(show)
    assert {path: path.stat().st_mtime_ns for path in show.rglob("*")} == before


def test_a_show_that_cannot_be_read_is_one_error_and_the_rest_of_the_machine(show: Path) -> None:
    set_in(show, "language =", "langage =")
    checks = examined(show)
    assert checks["show"].state == "error"
    assert "langage" in checks["show"].found + checks["show"].remedy
    assert "ffmpeg" in checks
    assert "episodes" not in checks


@pytest.mark.slow
def test_a_missing_engine_is_an_error_only_where_the_show_needs_it(show: Path) -> None:
    (show / "voices" / "nobody.toml").write_text('engine = "nowhere"\nlanguages = ["fr"]\n', encoding="utf-8")
    assert examined(show)["voice nobody"].state == "optional"
    assert is_healthy(examine(show))
    add(show, '[script]\nquote = "nobody"')
    check = examined(show)["voice nobody"]
    assert check.state == "error"
    assert "installed engines" in check.remedy


def test_a_damaged_episode_is_named(show: Path) -> None:
    path = next((show / "episodes").glob("*/episode.json"))
    path.write_bytes(path.read_bytes()[:-100])
    check = examined(show)["episodes"]
    assert check.state == "error"
    assert str(path) in check.found
    assert "backup" in check.remedy


def test_a_broken_feed_is_an_error(show: Path) -> None:
    next((show / "feed").rglob("*.mp3")).unlink()
    check = examined(show)["feed"]
    assert check.state == "error"
    assert "matinale check" in check.remedy


def test_targets_are_asked_and_nothing_is_sent(show: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "site.git")], check=True)
    (tmp_path / "file").write_text("in the way")
    for name, kind, to in (
        ("folder", "folder", tmp_path / "there"),
        ("later", "folder", tmp_path / "not" / "yet"),
        ("in-the-way", "folder", tmp_path / "file" / "site"),
        ("branch", "git", tmp_path / "site.git"),
        ("no-repository", "git", tmp_path / "none.git"),
        ("no-host", "rsync", "nowhere.invalid:/site"),
        ("no-bucket", "fsspec", "nosuchprotocol://bucket"),
    ):
        add(show, f'[[feed.targets]]\nname = "{name}"\nkind = "{kind}"\nto = "{to}"')
    checks = examined(show)
    states = {name.removeprefix("target "): check.state for name, check in checks.items() if name.startswith("target")}
    expected = {"folder": "ok", "later": "ok", "branch": "ok"}
    assert states == dict.fromkeys(("in-the-way", "no-repository", "no-host", "no-bucket"), "error") | expected
    assert list((tmp_path / "there").iterdir()) == []
    assert not (tmp_path / "not").exists()


@pytest.fixture
def served(show: Path) -> Iterator[str]:
    """The site of the show on loopback, under an address that does not look local."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.2", 0), partial(Quiet, directory=str(show / "feed"))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.2:{server.server_port}/"
        server.shutdown()


@pytest.mark.slow
def test_the_public_address_is_visited(show: Path, served: str) -> None:
    set_in(show, 'url = "http://127.0.0.1:8808/"', f'url = "{served}"')
    assert examined(show)["feed address"].state == "ok"
    (show / "feed" / "feed.xml").rename(show / "feed" / "away.xml")
    shutil.copy2(show / "feed" / "away.xml", show / "feed" / "feed.xml")
    set_in(show, f'url = "{served}"', f'url = "{served}elsewhere/"')
    check = examined(show)["feed address"]
    assert check.state == "warning"
    assert "404" in check.found
    assert "matinale publish" in check.remedy


def test_a_hub_that_does_not_answer_is_a_warning(show: Path) -> None:
    set_in(show, "[feed]", '[feed]\nhub = "http://127.0.0.1:9/"')
    assert examined(show)["hub"].state == "warning"


FEED = """<rss version="2.0"><channel><title>L</title><item><title>Un</title><guid>1</guid></item></channel></rss>"""


@pytest.mark.slow
def test_what_is_watched_is_looked_at(show: Path, served: str, tmp_path: Path) -> None:
    assert not [name for name in examined(show) if name.startswith("watch")], "nothing is watched"
    (show / "feed" / "letters.xml").write_text(FEED, encoding="utf-8")
    (tmp_path / "in").mkdir()
    sources = f'feed = "{served}letters.xml"\ndrop = "{tmp_path / "in"}"\nmaildir = "{tmp_path / "none"}"'
    mail = 'mail_to = ["a@example.org"]\nmail_from = "b@example.org"\nsmtp = "smtp://127.0.0.1:9"'
    add(show, f"[reading]\nallow_private = true\n[watch]\n{sources}\n{mail}")
    checks = examined(show)
    assert checks["watch feed"] == Check("watch feed", "ok", f"{served}letters.xml, 1 issues")
    assert checks["watch drop"].state == "ok"
    assert (checks["watch maildir"].state, checks["watch maildir"].remedy) == (
        "error", "is it a maildir, with new/ and cur/ in it?",
    )  # fmt: skip
    assert (checks["watch mail"].state, checks["watch mail"].remedy) == (
        "error", "check watch.smtp and MATINALE_SMTP_PASSWORD",
    )  # fmt: skip
    assert checks["watch issues"].found == "none seen yet"
    assert not (show / "episodes" / ".watch").exists()


def test_a_mailbox_without_its_password_is_an_error(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATINALE_IMAP_PASSWORD", raising=False)
    add(show, '[watch]\nimap = "imaps://a@mail.example.org"')
    check = examined(show)["watch"]
    assert (check.state, check.remedy) == ("error", "set MATINALE_IMAP_PASSWORD")


def test_issues_that_are_stuck_are_a_warning(show: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "2026-11-20-x.txt").write_text("x\n", encoding="utf-8")
    os.utime(tmp_path / "in" / "2026-11-20-x.txt", (0, 0))
    add(show, f'[watch]\ndrop = "{tmp_path / "in"}"')
    watch(read_show(show), lambda *_, **__: None, once=True)
    check = examined(show)["watch issues"]
    assert check.state == "warning"
    assert check.found == "1 refused; 1 stuck, the first: 2026-11-20-x.txt"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(show: Path) -> None:
    (show / "episodes").chmod(0o500)
    try:
        check = examined(show)["folder episodes"]
    finally:
        (show / "episodes").chmod(0o700)
    assert check.state == "error"
    assert "chmod" in check.remedy


def test_the_command_says_all_and_exits_with_1_where_something_is_missing(
    show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(matinale, ["doctor", "--show", str(show), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {check["state"] for check in found} <= {"ok", "optional", "warning"}
    set_in(show, 'voice = "silence"', 'voice = "nobody"')
    assert run(matinale, ["doctor", "--show", str(show)]) == 1
    out = capsys.readouterr().out
    assert "ERROR    show" in out
    assert out.splitlines()[-1].startswith("1 errors")


@pytest.mark.slow
def test_an_ffmpeg_that_does_not_run(show: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "doctor", "--show", str(show), "--json"],
        env={**os.environ, "IMAGEIO_FFMPEG_EXE": "/bin/false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    check = next(each for each in json.loads(done.stdout) if each["name"] == "ffmpeg")
    assert check["state"] == "error"
    assert "imageio-ffmpeg" in check["remedy"]
