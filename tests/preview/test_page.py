"""The preview page in a real browser: it plays, follows, is open to everybody, and shows hostile text as text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.preview.conftest import HOSTILE, Preview, previewed, wait_until

AXE = Path(__file__).parents[1] / "feed" / "node" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("script", "mix", "notes", "publish")
OpenPage = Callable[..., Any]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def preview(spoken_show: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One show for all tests of this file: none of them minds what the others did to it."""
    with previewed(spoken_show, tmp_path_factory.mktemp("page")) as one:
        yield one


LIT = """() => {
    const lit = document.querySelector('.line.lit');
    const player = document.getElementById('player');
    return [lit?.dataset.id, player.currentTime * 1000, player.paused];
}"""


def lines_of(preview: Preview) -> list[dict[str, Any]]:
    state = json.loads(preview.get("api/state"))
    return [line for segment in state["segments"] for line in segment["lines"]]


def test_the_line_being_said_is_lit(open_page: OpenPage, preview: Preview) -> None:
    page = open_page()
    lines = lines_of(preview)
    for place in (1, 4, 7, 9, len(lines) - 1):
        page.locator(f".line[data-id='{lines[place]['id']}'] .say").click()
        wait_until(lambda start=lines[place]["start"]: page.evaluate(LIT)[1] > start + 250)
        lit, now, paused = page.evaluate(LIT)
        assert not paused
        begun = max(at for at, line in enumerate(lines) if line["start"] <= now)
        assert abs([line["id"] for line in lines].index(lit) - begun) <= 1
        assert page.locator(".line.lit").count() == 1
        box = page.locator(".line.lit").bounding_box()
        assert 0 < box["y"] < 860, "the line is followed"
    page.keyboard.press(" ")
    assert page.evaluate(LIT)[2], "Space pauses, wherever one clicked"
    at = page.evaluate(LIT)[1]
    page.locator("#wave").click(position={"x": 400, "y": 30})
    wait_until(lambda: abs(page.evaluate(LIT)[1] - at) > 500)


def test_the_keyboard_alone_does_everything(open_page: OpenPage, preview: Preview) -> None:
    page = open_page(locale="fr-FR")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.keyboard.press("?")
    assert "Raccourcis clavier" in page.locator("#help").inner_text()
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    third = lines_of(preview)[3]
    assert page.evaluate(LIT)[0] == third["id"]
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.className") == "written"
    page.keyboard.type("Mots neufs. ")
    page.keyboard.press("Control+Shift+Enter")
    wait_until(lambda: "Mots neufs." in preview.script())
    wait_until(lambda: "Mots neufs." in page.locator(f"[data-id='{third['id']}'] .words").first.inner_text())
    page.keyboard.press("Escape")
    wait_until(lambda: page.evaluate("document.activeElement.className").split() == ["open"])  # nothing is unsaved
    page.keyboard.press("Control+z")
    wait_until(lambda: "Mots neufs." not in preview.script())
    page.keyboard.press("Control+y")
    wait_until(lambda: "Mots neufs." in preview.script())
    page.keyboard.press("2")
    assert page.evaluate("document.activeElement.id") == "tab-mix"
    page.keyboard.press("ArrowRight")
    assert page.locator("#view-notes").is_visible()
    page.keyboard.press("+")
    page.keyboard.press(">")
    assert page.evaluate("document.getElementById('player').playbackRate") == 1.25


def test_hostile_text_is_shown_as_text(open_page: OpenPage, preview: Preview) -> None:
    page = open_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    bidi = (
        "Les ruches \u202eédrôles\u2067 <b>font</b> foi."  # the reader takes such marks away, an editor can bring one
    )
    (preview.folder / "script.md").write_text(preview.script().replace("Affaire à suivre.", bidi), "utf-8")
    row = page.locator("li.line", has_text="font")
    row.wait_for()
    assert bidi in row.locator(".words bdi").evaluate("element => element.textContent")
    assert row.locator(".words bdi").evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"
    shown = page.locator("li.line .words", has_text="Un titre").first
    assert HOSTILE in shown.evaluate("element => element.textContent")
    page.locator("li.line", has_text="Un titre").locator(".open").click()
    assert HOSTILE in page.locator(".editor textarea.written").input_value()
    for view in VIEWS:
        page.locator(f"#tab-{view}").click()
        page.wait_for_timeout(100)
    assert page.locator("script").count() == 1
    assert page.locator("#lines b").count() == 0
    assert page.locator("img[src=x]").count() == 0
    assert "\u202e" not in "".join(page.evaluate(
        "[...document.querySelectorAll('[aria-label],[title]')].map((one) => one.ariaLabel + one.title)"))  # fmt: skip
    assert dialogs == []


@pytest.mark.skipif(not AXE.is_file(), reason="tests/feed/node/node_modules/axe-core is not there")
@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [("light", 1180, []), ("dark", 1180, ["color-contrast"]), ("light", 360, ["color-contrast", "target-size"])],
)
def test_axe_finds_no_serious_issue(open_page: OpenPage, scheme: str, width: int, rules: list[str]) -> None:
    """All rules on every view; in the dark and on a phone those that can turn out otherwise there."""
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 760})
    page.evaluate(AXE.read_text("utf-8"))

    def look(what: str) -> None:
        options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": rules}} if rules else {})
        found = page.evaluate("options => axe.run(options)", options)
        serious = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]
                   if each["impact"] in {"serious", "critical"}]  # fmt: skip
        assert serious == [], what
        assert page.evaluate("document.documentElement.scrollWidth") <= width, what

    for view in VIEWS:
        page.locator(f"#tab-{view}").click()
        page.wait_for_timeout(150)
        look(view)
    page.locator("#tab-script").click()
    page.locator(".open").nth(5).click()
    look("editor")
    page.locator(".add-sound").click()
    page.locator(".add-lexicon").click()
    look("lexicon")
    page.keyboard.press("Escape")
    page.locator("#help-open").click()
    look("help")


def test_motion_is_reduced_where_it_is_wished(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    page.evaluate("""() => {
        window.behaviours = [];
        Element.prototype.scrollIntoView = function (how) { window.behaviours.push(how.behavior); };
    }""")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert set(page.evaluate("window.behaviours")) == {"auto"}
    moving = "getComputedStyle(document.getElementById('said')).transitionDuration"
    assert page.evaluate(moving) in {"0s", ""}


@pytest.mark.skipif(not os.environ.get("MATINALE_SCREENSHOTS"), reason="MATINALE_SCREENSHOTS is not set")
def test_screenshots(open_page: OpenPage) -> None:
    """With MATINALE_SCREENSHOTS=FOLDER the pictures for the documentation are made anew."""
    folder = os.environ["MATINALE_SCREENSHOTS"]
    wide = {"viewport": {"width": 1100, "height": 820}}
    phone = {"viewport": {"width": 360, "height": 720}, "device_scale_factor": 2}
    for name, options in {"light": wide, "dark": {**wide, "color_scheme": "dark"}, "phone": phone}.items():
        for view in {"light": (*VIEWS, "editor"), "dark": ("editor",), "phone": ("script",)}[name]:
            page = open_page("script" if view == "editor" else view, **options)
            if view in {"script", "editor"}:
                page.locator(".say").nth(7 if view == "editor" else 2).click()
                page.wait_for_timeout(1500)
                page.keyboard.press(" ")
                page.mouse.move(5, 5)
            if view == "editor":
                page.keyboard.press("e")
            page.wait_for_timeout(1000)
            if view == "script":
                page.evaluate("scrollTo(0, 0)")
                page.wait_for_timeout(300)
            page.screenshot(path=Path(folder) / f"preview-{name}-{view}.png")
