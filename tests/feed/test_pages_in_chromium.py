"""The site's pages in a real browser: they play, seek by chapter, follow the transcript, and are open to everybody."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from feed_cases import BASE
from serving import served

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        one = started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"],
        )
        yield one
        one.close()


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    with served(published, BASE) as one:
        yield one


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site; at the end nothing may have been said on the console, nor asked of another host."""
    said: list[str] = []
    asked: list[str] = []
    contexts: list[Any] = []

    def opened(path: str, **options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_plays_seeks_by_chapter_and_follows_the_transcript(open_page: Callable[..., Any]) -> None:
    page = open_page("2025-01-30/")
    page.get_by_role("link", name="00:13 Une usine & des robots").click()
    page.wait_for_function("document.getElementById('player').currentTime > 13.4", timeout=15000)
    assert page.evaluate("document.getElementById('player').paused") is False
    page.wait_for_selector("ol.times li[aria-current]:nth-child(2)", timeout=5000)
    page.wait_for_selector(".transcript span.now", timeout=5000)
    now = page.evaluate("""() => {
        const word = document.querySelector('.transcript span.now');
        const time = document.getElementById('player').currentTime;
        return Number(word.dataset.start) <= time + 0.5 && time <= Number(word.dataset.end) + 1;
    }""")
    assert now


def test_works_with_the_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page("2025-01-30/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("a.seek").nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('player').currentTime >= 26.6", timeout=15000)


def test_works_without_javascript(open_page: Callable[..., Any]) -> None:
    page = open_page("2025-01-30/", java_script_enabled=False)
    assert page.locator("audio").get_attribute("controls") is not None
    assert page.locator("a.seek").nth(1).get_attribute("href").endswith(".mp3#t=13.333")
    assert "Une usine ouvre ses portes" in page.locator(".transcript").inner_text()


def test_the_show_page_leads_to_the_episode(open_page: Callable[..., Any], address: str) -> None:
    page = open_page("")
    assert page.locator("svg.qr").count() == 1
    page.get_by_role("link", name="Numéro 1").click()
    assert page.url == f"{address}2025-01-30/"
    assert "1" in page.title()


@pytest.mark.skipif(not AXE.is_file(), reason="tests/feed/node/node_modules/axe-core is not there")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "2025-01-30/"])
def test_axe_finds_no_serious_issue(open_page: Callable[..., Any], path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    serious = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]
               if each["impact"] in {"serious", "critical"}]  # fmt: skip
    assert serious == []


def test_screenshots(open_page: Callable[..., Any]) -> None:
    """With MATINALE_SCREENSHOTS=FOLDER the pictures for the documentation are made anew."""
    folder = os.environ.get("MATINALE_SCREENSHOTS")
    for name, path, scheme in (
        ("show", "", "light"),
        ("episode", "2025-01-30/", "light"),
        ("dark", "2025-01-30/", "dark"),
    ):
        picture = open_page(path, color_scheme=scheme, viewport={"width": 820, "height": 900}).screenshot()
        assert picture.startswith(b"\x89PNG")
        if folder:
            (Path(folder) / f"page-{name}.png").write_bytes(picture)
