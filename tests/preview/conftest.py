"""A real episode spoken by the draft voice, the real command that serves its page, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from matinale.pipeline import Order, find_episode, make_episode
from matinale.show import read_show
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE_S = 30.0
HOSTILE = 'Un titre <script>alert(1)</script> "><img src=x onerror=alert(2)>.'


@dataclass
class Preview:
    """`matinale preview` of the copy of a show. `folder`: the episode's; `address`: the page's, with its token."""

    show: Path
    folder: Path
    address: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Serve; after a stop at the same address, as the command promises."""
        command = [Path(sys.executable).with_name("matinale"), "preview", self.folder.name, "--no-open"]
        self.process = subprocess.Popen(
            command, cwd=self.show, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        assert self.address in {"", address}
        self.address = address

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None

    def get(self, path: str) -> bytes:
        """What the server answers."""
        with urlopen(self.address + path, timeout=PATIENCE_S) as answer:
            content: bytes = answer.read()
            return content

    def script(self) -> str:
        """script.md as it is on disk."""
        return (self.folder / "script.md").read_text("utf-8")


@pytest.fixture(scope="session")
def spoken_show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show whose one episode is made and not published. One sentence of it is hostile. Not to be changed: copy it.

    With MATINALE_SCREENSHOTS it is the example's episode.
    """
    root = tmp_path_factory.mktemp("preview-page") / "show"
    init_workspace(root)
    toml = root / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace('voice = "siwis"', 'voice = "brouillon"'), "utf-8")
    issue = root / "2026-11-20-la-lettre.txt"
    issue.write_text(SHORT_ISSUE.replace("Les poutres viennent du Jura.", HOSTILE), encoding="utf-8")
    example = root / "examples" / "2026-11-20-la-matinale.txt"
    order = Order(str(example if os.environ.get("MATINALE_SCREENSHOTS") else issue), publish=False)
    make_episode(order, read_show(root))
    return root


@contextmanager
def previewed(spoken_show: Path, folder: Path) -> Iterator[Preview]:
    """The command at work on a copy of the show in `folder`."""
    show = folder / "show"
    shutil.copytree(spoken_show, show)
    one = Preview(show, find_episode(show))
    one.start()
    try:
        yield one
    finally:
        one.stop()


@pytest.fixture
def preview(spoken_show: Path, tmp_path: Path) -> Iterator[Preview]:
    """The command at work on a show of the test's own."""
    with previewed(spoken_show, tmp_path) as one:
        yield one


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, headless."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
        one = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield one
        one.close()


@pytest.fixture
def said() -> list[str]:
    """What the pages said on the console. Tests that provoke an error empty it of that one."""
    return []


@pytest.fixture
def open_page(chromium: Any, preview: Preview, said: list[str]) -> Iterator[Callable[..., Any]]:
    """Opens the page in a browser of its own; in the end nothing may have been said, nor asked of another host."""
    asked: list[str] = []
    contexts: list[Any] = []

    def opened(view: str = "", **options: Any) -> Any:
        contexts.append(
            chromium.new_context(**{"locale": "en-GB", "viewport": {"width": 1180, "height": 860}, **options})
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_S * 1000)  # a busy machine is no failure
        page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(preview.address + (f"#{view}" if view else ""))
        page.wait_for_selector("li.line", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((preview.address, "data:", "blob:"))] == []


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Wait until something holds on disk."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
