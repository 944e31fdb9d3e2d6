"""Edits in the page, in a real browser: they land in the show's files, only what changed is spoken, nothing is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.preview.conftest import Preview, wait_until

OpenPage = Callable[..., Any]
pytestmark = pytest.mark.slow


def state_of(preview: Preview) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(preview.get("api/state"))
    return state


def takes_of(preview: Preview) -> dict[str, str]:
    lines = [line for segment in state_of(preview)["segments"] for line in segment["lines"]]
    return {
        line["id"]: hashlib.sha256(preview.get(f"api/take/{line['id']}.wav")).hexdigest()
        for line in lines
        if line["take"]
    }


def open_editor(page: Any, words: str) -> Any:
    name = page.locator("li.line", has_text=words).first.get_attribute("data-id")
    row = page.locator(f"li.line[data-id='{name}']")  # by its name, since its words will change
    row.locator(".open").click()
    return row


def test_a_word_is_fixed_and_only_that_take_changes(open_page: OpenPage, preview: Preview) -> None:
    page = open_page()
    takes, script = takes_of(preview), preview.script()
    row = open_editor(page, "Il porte 40 tonnes.")
    row.locator("textarea.written").fill("Il porte 50 tonnes.")
    with page.expect_response(lambda answer: "/api/take/" in answer.url) as heard:
        row.locator(".save-hear").click()
    assert heard.value.status in {200, 206}, "the new take is played"
    after = takes_of(preview)
    changed = [name for name in takes if after[name] != takes[name]]
    assert changed == [row.get_attribute("data-id")]
    rows, before = preview.script().splitlines(), script.splitlines()
    assert next(row for row in rows if row not in before) == "Il porte 50 tonnes."
    assert len(set(before) - set(rows)) <= 2, "the rest of script.md is as it was"
    page.wait_for_selector(f".line[data-id='{changed[0]}'] .badge.changed")
    row.locator(".another").click()
    page.wait_for_selector(f".line[data-id='{changed[0]}'] .attempts .choose")
    row.locator(".attempts .choose").first.click()
    page.locator("#said", has_text="take now").wait_for()
    page.locator("#tab-publish").click()
    page.locator("#publish-make").click()
    page.wait_for_selector("#standing .warn", state="detached", timeout=30_000)
    assert not state_of(preview)["stale"]


def test_a_pronunciation_goes_into_the_lexicon_and_the_episode_into_the_feed(
    open_page: OpenPage, preview: Preview
) -> None:
    page = open_page()
    open_editor(page, "Un pont de bois").locator(".add-lexicon").click()
    page.locator("#lexicon-words").fill("trams")
    page.locator("#pronounce .how").fill("tramouais")
    with page.expect_response(lambda answer: "/api/say?" in answer.url) as heard:
        page.locator("#lexicon-listen").click()
    assert heard.value.status in {200, 206}
    page.locator("#lexicon-keep").click()
    page.wait_for_selector("#pronounce[open]", state="detached")
    assert "tramouais" in (preview.show / "voices" / "lexicon" / "fr.toml").read_text("utf-8")
    page.wait_for_selector("li.line .badge.no-take")

    page.locator("#tab-mix").click()
    page.locator("#mix-script-pause_sentence").fill("350")
    page.keyboard.press("Tab")
    wait_until(lambda: "pause_sentence = 350" in (preview.show / "show.toml").read_text("utf-8"))
    page.locator("#mix-make").click()
    page.locator(".job .cancel").click()
    page.wait_for_selector(".job", state="detached")
    assert state_of(preview)["stale"], "it was cancelled"
    page.locator("#mix-make").click()
    page.wait_for_selector("#standing .warn", state="detached", timeout=30_000)

    page.locator("#tab-publish").click()
    page.wait_for_selector(".difference li")
    page.locator("#publish-now").click()
    page.wait_for_selector("#standing .good", timeout=30_000)
    assert "La lettre change d" in (preview.show / "feed" / "feed.xml").read_text("utf-8")


def test_an_answer_that_comes_late_does_not_bring_a_job_back(
    open_page: OpenPage, preview: Preview, said: list[str]
) -> None:
    page = open_page()
    row = open_editor(page, "Il porte 40 tonnes.")
    row.locator("textarea.written").fill("Il porte 55 tonnes.")
    row.locator(".save").click()
    wait_until(lambda: "Il porte 55 tonnes." in preview.script())
    page.locator("#tab-mix").click()
    page.locator("#mix-make").click()
    page.wait_for_selector(".job")
    late = page.request.get(preview.address + "api/state").text()
    assert [job["state"] for job in json.loads(late)["jobs"]] in (["waiting"], ["running"]), "asked during the job"
    page.wait_for_selector(".job", state="detached")
    page.route("**/api/state", lambda route: route.fulfill(body=late, content_type="application/json"), times=1)
    page.evaluate("import('./store.js').then((store) => store.reload())")
    page.locator("#mix-make").click()
    wait_until(lambda: [job["state"] for job in state_of(preview)["jobs"]] == ["done", "done"])
    page.wait_for_selector(".job", state="detached")
    # The revision was as old as the answer, and asked anew; so was the name of the MP3, longer than the one there is.
    assert all("409" in line or "416" in line for line in said)
    said.clear()


def test_a_button_that_is_drawn_anew_while_it_is_pressed_is_pressed(open_page: OpenPage, preview: Preview) -> None:
    page = open_page("mix")
    make = page.locator("#mix-make")
    make.hover()
    page.mouse.down()
    asked = {"revision": state_of(preview)["revision"], "key": "script.pause_sentence", "value": 360}
    headers = {"X-Matinale": "1"}
    assert page.request.post(preview.address + "api/settings", data=asked, headers=headers).ok
    seen = "import('./store.js').then((m) => m.reload().then(() => m.store.state.mix['script.pause_sentence'].value))"
    wait_until(lambda: bool(page.evaluate(seen) == 360))
    page.mouse.up()
    page.wait_for_selector(".job")
    assert page.locator("#mix-script-pause_sentence").input_value() == "360", "what waited is shown"


def test_two_tabs_on_the_same_line(open_page: OpenPage, preview: Preview, said: list[str]) -> None:
    one, other = open_page(), open_page()
    here, there = open_editor(one, "Elles ont voyagé"), open_editor(other, "Elles ont voyagé")
    there.locator("textarea.written").fill("Elles ont roulé de nuit.")
    here.locator("textarea.written").fill("Elles ont navigué de nuit.")
    here.locator(".save").click()
    wait_until(lambda: "Elles ont navigué de nuit." in preview.script())
    other.wait_for_selector(".conflict .mine")
    assert "Elles ont navigué de nuit." in there.locator(".conflict").inner_text()
    assert there.locator("textarea.written").input_value() == "Elles ont roulé de nuit.", "nothing typed is lost"
    there.locator(".save").click()
    there.locator(".conflict", has_text="nothing was saved").wait_for()
    assert "Elles ont roulé" not in preview.script(), "the server refused it"
    assert there.locator("textarea.written").input_value() == "Elles ont roulé de nuit."
    there.locator(".mine").click()
    wait_until(lambda: "Elles ont roulé de nuit." in preview.script())
    here.locator(".words", has_text="Elles ont roulé").wait_for()
    assert here.locator("textarea.written").input_value() == "Elles ont roulé de nuit.", "who typed nothing sees theirs"
    assert all("409" in line for line in said)
    said.clear()


def test_a_restart_of_the_server_in_the_middle(open_page: OpenPage, preview: Preview, said: list[str]) -> None:
    page = open_page()
    row = open_editor(page, "Il porte 40 tonnes.")
    row.locator("textarea.written").fill("Il porte 60 tonnes.")
    preview.stop()
    page.wait_for_selector("#alert p")
    row.locator(".save").click()
    page.wait_for_timeout(200)
    assert row.locator("textarea.written").input_value() == "Il porte 60 tonnes."
    preview.start()
    page.wait_for_selector("#alert p", state="detached")
    row.locator(".save").click()
    wait_until(lambda: "Il porte 60 tonnes." in preview.script())
    page.locator(".say").nth(2).click()
    player = "(({ currentTime, paused }) => currentTime > 1 && !paused)(document.getElementById('player'))"
    wait_until(lambda: bool(page.evaluate(player)))
    assert all("ERR_" in line for line in said), said
    said.clear()
