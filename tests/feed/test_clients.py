"""Real podcast apps and parsers on the served feed: they subscribe, download the identical file, and see what is new.

The apps are Debian's packages gpodder, newsboat and podget; a test is skipped where its app is not installed.
"""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import feedparser
import podcastparser
import pytest
from feed_cases import BASE
from serving import served

PATIENCE = 30
"""Seconds that an app may take for one step."""


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def run(command: list[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, env={**os.environ, **env}, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return done.stdout


def the_mp3(site: Path) -> bytes:
    (path,) = site.rglob("*.mp3")
    return path.read_bytes()


@contextlib.contextmanager
def in_terminal(command: list[str], env: dict[str, str]) -> Generator[Callable[[Callable[[], bool]], bool]]:
    """Run a program that draws on a terminal; yields a function that reads its screen until something is so."""
    child, screen = pty.fork()
    if child == 0:  # pragma: no cover  the other process
        os.execvpe(command[0], command, env)

    def until(done: Callable[[], bool]) -> bool:
        limit = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < limit:
            if select.select([screen], [], [], 0.2)[0]:
                try:
                    os.read(screen, 1 << 16)
                except OSError:  # the terminal is closed: the program has ended
                    break
        return done()

    try:
        yield until
        with contextlib.suppress(OSError):
            os.write(screen, b"q")
    finally:
        until(lambda: os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(screen)


@pytest.mark.slow
@needs("gpo")
def test_gpodder_downloads_the_identical_file(published: Path, tmp_path: Path) -> None:
    env = {"GPODDER_HOME": str(tmp_path / "home"), "GPODDER_DOWNLOAD_DIR": str(tmp_path / "downloads")}
    with served(published, BASE) as address:
        run(["gpo", "-q", "subscribe", f"{address}feed.xml"], env)
        run(["gpo", "-q", "download"], env)
    (found,) = (tmp_path / "downloads").rglob("*.mp3")
    assert found.read_bytes() == the_mp3(published)


@pytest.mark.slow
@needs("gpo")
def test_gpodder_sees_one_new_episode_and_no_rerecorded_one(site_maker: Callable[..., Path], tmp_path: Path) -> None:
    env = {"GPODDER_HOME": str(tmp_path / "home"), "GPODDER_DOWNLOAD_DIR": str(tmp_path / "downloads")}

    def pending() -> int:
        run(["gpo", "-q", "update"], env)
        found = re.search(r"(\d+) new episode", run(["gpo", "-q", "pending"], env))
        return int(found[1]) if found else 0

    site = site_maker(tmp_path)
    with served(site, BASE) as address:
        run(["gpo", "-q", "subscribe", f"{address}feed.xml"], env)
        run(["gpo", "-q", "download"], env)
        site_maker(tmp_path, 2)
        assert pending() == 1
        run(["gpo", "-q", "download"], env)
        site_maker(tmp_path, 2, retitle="Le même, réenregistré")
        assert pending() == 0


@pytest.mark.slow
@needs("newsboat")
@needs("podboat")
def test_podboat_downloads_the_identical_file(published: Path, tmp_path: Path) -> None:
    home, downloads = tmp_path / "home", tmp_path / "downloads"
    home.mkdir()
    downloads.mkdir()
    (home / "config").write_text(f'download-path "{downloads}"\npodcast-auto-enqueue yes\n')
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}
    wanted = the_mp3(published)
    with served(published, BASE) as address:
        (home / "urls").write_text(f"{address}feed.xml\n")
        newsboat = ["newsboat", "-q", "-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config", "-x"]
        run([*newsboat, "reload"], env)
        assert run([*newsboat, "print-unread"], env).startswith("1 unread")
        (queue,) = home.rglob("queue")

        def whole() -> bool:
            return sum(path.stat().st_size for path in downloads.glob("*.mp3")) == len(wanted)

        with in_terminal(["podboat", "-C", f"{home}/config", "-q", str(queue), "-a"], env) as until:
            assert until(whole)
        run([*newsboat, "reload"], env)
    (found,) = downloads.glob("*.mp3")
    assert found.read_bytes() == wanted


@pytest.mark.slow
@needs("newsboat")
def test_newsboat_sees_one_new_episode_and_no_rerecorded_one(site_maker: Callable[..., Path], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config").touch()
    env = {"HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
    newsboat = ["newsboat", "-q", "-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config", "-x"]

    def unread() -> str:
        run([*newsboat, "reload"], env)
        return run([*newsboat, "print-unread"], env).split(" ")[0]

    site = site_maker(tmp_path)
    with served(site, BASE) as address:
        (home / "urls").write_text(f"{address}feed.xml\n")
        assert unread() == "1"
        site_maker(tmp_path, 2)
        assert unread() == "2"
        site_maker(tmp_path, 2, retitle="Le même, réenregistré")
        assert unread() == "2"


@pytest.mark.slow
@needs("podget")
def test_podget_downloads_the_identical_file(published: Path, tmp_path: Path) -> None:
    config, library = tmp_path / "config", tmp_path / "library"
    config.mkdir()
    library.mkdir()
    env = {"HOME": str(tmp_path)}
    create = ["podget", "-d", str(config), "--create-config", "podgetrc"]
    subprocess.run(
        create, check=False, env={**os.environ, **env}, timeout=PATIENCE
    )  # it exits with 1 when it has done so
    with (config / "podgetrc").open("a") as settings:
        settings.write(f"DIR_LIBRARY={library}\nDIR_SESSION={tmp_path}/session\nDIR_LOG={tmp_path}/log\n")
    with served(published, BASE) as address:
        (config / "serverlist").write_text(f"{address}feed.xml News Matinale\n")
        run(["podget", "-d", str(config), "-c", "podgetrc", "-v"], env)
    (found,) = library.rglob("*.mp3")
    assert found.read_bytes() == the_mp3(published)


def test_podcastparser_reads_every_field(published: Path) -> None:
    with (published / "feed.xml").open("rb") as stream:
        feed = podcastparser.parse(f"{BASE}feed.xml", stream)
    assert feed["title"] == "La Matinale d'essai"
    assert feed["link"] == "https://example.org/matinale"
    assert feed["language"] == "fr"
    assert feed["explicit"] is False
    assert feed["itunes_categories"] == [["News", "Tech News"], ["Technology"]]
    assert feed["itunes_owner"] == {"name": "La rédaction", "email": "redaction@example.org"}
    assert re.fullmatch(rf"{BASE}cover-[0-9a-f]{{8}}\.jpg", feed["cover_url"])
    (episode,) = feed["episodes"]
    assert episode["title"] == "Numéro 1 : une usine & des robots"
    assert episode["guid"] == "a7ae6fe3-58dc-5382-afec-bc63da67bd22"
    assert episode["total_time"] == 40
    assert episode["published"] == 1738216800
    assert episode["number"] == 1
    assert episode["description"].startswith("Une usine ouvre à Brest, la sonde <Alba> répond.")
    assert '<a href="https://example.org/reportage?a=1&amp;b=2">' in episode["description_html"]
    (enclosure,) = episode["enclosures"]
    assert enclosure["mime_type"] == "audio/mpeg"
    assert enclosure["file_size"] == len(the_mp3(published))


def test_feedparser_reads_every_field(published: Path) -> None:
    feed = feedparser.parse((published / "feed.xml").read_bytes())
    assert feed.bozo is False
    assert feed.version == "rss20"
    assert feed.feed.title == "La Matinale d'essai"
    assert feed.feed.author == "La rédaction"
    assert feed.feed.image.href.startswith(f"{BASE}cover-")
    assert [tag.term for tag in feed.feed.tags] == ["News", "Tech News", "Technology"]
    (entry,) = feed.entries
    assert entry.id == "a7ae6fe3-58dc-5382-afec-bc63da67bd22"
    assert entry.guidislink is False
    assert entry.itunes_duration == "40"
    assert entry.enclosures[0].length == str(len(the_mp3(published)))
    assert entry.published_parsed[:5] == (2025, 1, 30, 6, 0)
    assert "Pour aller plus loin" in entry.content[0].value
