"""A day in the life: `matinale watch` follows a newsletter with everything that goes wrong, and is killed all along.

30 issues, several at once, one edited after its publication, one taken back, one malformed; server errors and bodies
that break off between; kill -9 twenty times at random (MATINALE_KILLS asks for more, MATINALE_SEED for other moments).
At the end: 29 episodes, each once, in the right order, one withdrawn, one reported; and what a podcast app fetched all
the while was always a feed.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import etree
from serving import served

from matinale.feed import check_site
from tests.watching.newsletter import Letter, Newsletter, published, watched_show

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("MATINALE_KILLS", "20"))
SEED = int(os.environ.get("MATINALE_SEED", "29"))
COMMAND = [sys.executable, "-c", "from matinale.cli import main; main()", "watch", "--json", "--log"]
STANDSTILL_S = 90.0
"""So long nothing may come on: on a busy machine the whole takes minutes."""
EDITED, WITHDRAWN, MALFORMED = 7, 11, 16
SIZES = (3, 1, 4, 2, 3, 4, 1, 4, 2, 3, 3)
GROUPS = [tuple(range(sum(SIZES[:place]) + 1, sum(SIZES[: place + 1]) + 1)) for place in range(len(SIZES))]
SETTINGS = """feed = "{url}feed.xml"
every = "200ms"
retry = "100ms"
retry_most = "500ms"
backlog = 100
withdrawn = "withdraw"
webhook = "{url}hook"
"""


def faults(draw: random.Random) -> Iterator[str]:
    while True:
        yield draw.choice(("503", "length", "close", "", "", "", "", ""))


def entries(show: Path) -> dict[int, dict[str, Any]]:
    try:
        content = json.loads((show / "episodes" / ".watch" / "ledger.json").read_bytes())
    except FileNotFoundError:
        return {}
    return {int(entry["guid"].rpartition("/")[2]): entry for entry in content["entries"].values()}


class Newsroom(threading.Thread):
    """Publishes the issues, edits one, takes one back: each when the ones before are done."""

    def __init__(self, letter: Newsletter, show: Path) -> None:
        super().__init__(daemon=True)
        self.letter, self.show, self.guid_of_edited, self.done = letter, show, "", threading.Event()

    def run(self) -> None:
        for group in GROUPS:
            with self.letter.lock:
                self.letter.letters += [Letter(number, broken=number == MALFORMED) for number in group]
            self.wait(
                lambda group=group: len([n for n in group if self.state(n) in ("made", "refused")]) * 2 >= len(group)
            )
            if EDITED in group:
                self.wait(lambda: self.state(EDITED) == "made")
                self.guid_of_edited = self.episode(EDITED)["guid"]
                next(each for each in self.letter.letters if each.number == EDITED).text = "Le pont porte 77 tonnes."
            if WITHDRAWN in group:
                self.wait(lambda: self.state(WITHDRAWN) == "made")
                with self.letter.lock:
                    self.letter.letters = [each for each in self.letter.letters if each.number != WITHDRAWN]
        self.done.set()

    def wait(self, true: Callable[[], bool]) -> None:
        while not true():
            time.sleep(0.05)

    def state(self, number: int) -> str:
        return entries(self.show).get(number, {}).get("state", "")

    def episode(self, number: int) -> dict[str, Any]:
        return json.loads((self.show / "episodes" / entries(self.show)[number]["slug"] / "episode.json").read_bytes())


class Listener(threading.Thread):
    """A podcast app: fetches the feed again and again, and the newest episode that it names."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url, self.fetched, self.wrong, self.over = url, 0, list[str](), threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=self.url) as client:
            while not self.over.wait(0.15):
                answer = client.get("feed.xml")
                if answer.status_code == 404 and not self.fetched:
                    continue
                try:
                    self.check(client, answer)
                except Exception as error:
                    self.wrong.append(f"{type(error).__name__}: {error}")

    def check(self, client: httpx.Client, answer: httpx.Response) -> None:
        items = etree.fromstring(answer.raise_for_status().content).findall("channel/item")
        numbers, guids = [number_of(item) for item in items], [item.findtext("guid") for item in items]
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(guids)) == len(guids) == len(set(numbers))
        enclosure = items[0].find("enclosure").attrib  # type: ignore[union-attr]  the gate sees to it
        audio = client.head(urlsplit(enclosure["url"]).path).raise_for_status()
        assert audio.headers["content-length"] == enclosure["length"]
        self.fetched += 1


def number_of(item: Any) -> int:
    return int(item.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}episode"))


def test_a_day_in_the_life(tmp_path: Path) -> None:
    draw = random.Random(SEED)
    letter, log = Newsletter(newest=20, faults=faults(draw)), tmp_path / "watch.log"
    with published(letter) as url:
        show = watched_show(tmp_path / "show", SETTINGS.format(url=url))
        with served(show / "feed", "http://127.0.0.1:8808/") as site:
            newsroom, listener = Newsroom(letter, show), Listener(site)
            newsroom.start()
            listener.start()
            for _ in range(KILLS):
                with watching(show, log):  # kill -9 when the block ends
                    time.sleep(draw.uniform(0.3, 1.6))
            with watching(show, log) as process:
                states, changed = dict[int, str](), time.monotonic()
                while not (newsroom.done.is_set() and is_settled(show, letter)):
                    assert process.poll() is None, "the watch ended by itself"
                    if (now := {number: entry["state"] for number, entry in entries(show).items()}) != states:
                        states, changed = now, time.monotonic()
                    assert time.monotonic() - changed < STANDSTILL_S, states
                    time.sleep(0.1)
                time.sleep(0.5)
                asked = time.monotonic()
                process.terminate()
                assert process.wait(5) == 0
                assert time.monotonic() - asked < 2
            listener.over.set()
            listener.join(5)
        assert_the_day(show, letter, newsroom, log)
    assert listener.wrong == []
    assert listener.fetched > 20


@contextmanager
def watching(show: Path, log: Path) -> Generator[subprocess.Popen[bytes]]:
    with subprocess.Popen([*COMMAND, str(log)], cwd=show, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def is_settled(show: Path, letter: Newsletter) -> bool:
    known = entries(show)
    expected = dict.fromkeys(range(1, 31), "made") | {WITHDRAWN: "withdrawn", MALFORMED: "refused"}
    edited = known.get(EDITED, {})
    told = {body["event"] for body in letter.told}
    return (
        {number: entry["state"] for number, entry in known.items()} == expected
        and edited["made_from"] == edited["content"]
        and {"published", "withdrawn", "refused"} <= told
        and json.loads((show / "episodes" / ".watch" / "ledger.json").read_bytes())["messages"] == []
    )


def assert_the_day(show: Path, letter: Newsletter, newsroom: Newsroom, log: Path) -> None:
    episodes = [json.loads(path.read_bytes()) for path in sorted((show / "episodes").glob("*/episode.json"))]
    made = [n for n in range(1, 31) if n != MALFORMED]
    assert [episode["number"] for episode in episodes] == made, "29 episodes, each once"
    assert len({episode["guid"] for episode in episodes}) == 29

    items = etree.fromstring((show / "feed" / "feed.xml").read_bytes()).findall("channel/item")
    assert [number_of(item) for item in items] == [n for n in reversed(made) if n != WITHDRAWN], "in the right order"
    stones = json.loads((show / "episodes" / "identity.json").read_bytes())["withdrawn"]
    assert [stone["guid"] for stone in stones] == [episodes[made.index(WITHDRAWN)]["guid"]]
    findings = check_site(str(show / "feed"))
    assert findings.errors == ()

    edited = newsroom.episode(EDITED)
    assert edited["guid"] == newsroom.guid_of_edited
    assert any("77 tonnes" in caption["text"] for caption in edited["captions"])

    told = {(body["event"], body["guid"]): body for body in letter.told}
    assert {guid for event, guid in told if event == "refused"} == {Letter(MALFORMED).guid}
    assert len({body["id"] for body in letter.told if body["event"] == "refused"}) == 1, "reported once"
    assert {guid for event, guid in told if event == "withdrawn"} == {Letter(WITHDRAWN).guid}
    assert {guid for event, guid in told if event == "published"} == {Letter(n).guid for n in made}
    assert_made_in_order(log)


def assert_made_in_order(log: Path) -> None:
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert sum(line["event"] == "started" for line in lines) <= KILLS + 1
    begun = [int(line["guid"].rpartition("/")[2]) for line in lines if line["event"] == "making"]
    first = {number: begun.index(number) for number in dict.fromkeys(begun)}
    for group in GROUPS:
        assert [n for n in group if n in first] == sorted((n for n in group if n in first), key=first.__getitem__)
    assert any(line["event"] == "look-failed" for line in lines)
    assert not [line for line in lines if line["event"] == "failed"]
