"""Two JavaScript parsers of Podcasting 2.0 feeds read every field back: feedsmith and podcast-partytime.

`npm install --no-package-lock` in `tests/feed/node` installs them; without them the tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from feed_cases import make_episode, make_show

from matinale.feed import build_feed
from matinale.model import Alternate
from matinale.settings import Person

NODE = Path(__file__).parent / "node"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("node") is None or not (NODE / "node_modules").is_dir(),
        reason="node or tests/feed/node/node_modules is not there",
    ),
]


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    show = make_show(
        tmp_path_factory.mktemp("show"),
        hub="https://hub.example.org/",
        funding="https://example.org/don",
        funding_text="Soutenez la lettre",
        licence="CC-BY-4.0",
        frequency="Chaque matin",
        rrule="FREQ=WEEKLY;BYDAY=MO,TU",
        people=(Person("Anne Aubin", "Host", "Cast", "https://example.org/anne"),),
        copyright="© La rédaction",
    )
    alternate = Alternate("2025-01-31/a-00000000.opus", "audio/opus", 500, 63_800, "Opus")
    newest = replace(make_episode(show, 2), alternates=(alternate,))
    content = build_feed(show, [newest, make_episode(show, 1)], cover="cover-00000000.jpg")
    done = subprocess.run(["node", "read.mjs"], cwd=NODE, input=content, capture_output=True, timeout=30, check=True)
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def test_feedsmith_reads_the_channel(parsed: dict[str, Any]) -> None:
    feed = parsed["feedsmith"]["feed"]
    assert feed["copyright"] == "© La rédaction"
    assert {"href": "https://hub.example.org/", "rel": "hub"} in feed["atom"]["links"]
    assert feed["itunes"]["explicit"] is False
    assert feed["itunes"]["categories"][0] == {"text": "News", "categories": [{"text": "Tech News"}]}
    podcast = feed["podcast"]
    assert podcast["guid"] == "86e06659-6cbc-5570-bcb5-ff030724cb54"
    assert podcast["locked"] == {"value": True, "owner": "redaction@example.org"}
    assert podcast["medium"] == "podcast"
    assert podcast["txts"] == [{"display": "true", "purpose": "ai-content"}]
    assert podcast["fundings"] == [{"url": "https://example.org/don", "display": "Soutenez la lettre"}]
    assert podcast["license"]["display"] == "CC-BY-4.0"
    assert podcast["updateFrequency"] == {"display": "Chaque matin", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU"}
    assert podcast["persons"][0] == {
        "display": "Anne Aubin",
        "role": "Host",
        "group": "Cast",
        "href": "https://example.org/anne",
    }


def test_feedsmith_reads_the_items(parsed: dict[str, Any]) -> None:
    newest, oldest = parsed["feedsmith"]["feed"]["items"]
    assert (newest["itunes"]["episode"], oldest["itunes"]["episode"]) == (2, 1)
    assert newest["itunes"]["duration"] == 40
    assert newest["guid"]["isPermaLink"] is False
    assert [each["type"] for each in newest["podcast"]["transcripts"]] == [
        "text/vtt",
        "application/x-subrip",
        "application/json",
    ]
    assert newest["podcast"]["chapters"]["type"] == "application/json+chapters"
    assert newest["podcast"]["soundbites"][0]["startTime"] == 12


def test_partytime_drops_no_item_and_reads_podcasting_2(parsed: dict[str, Any]) -> None:
    feed = parsed["partytime"]
    assert len(feed["items"]) == 2
    assert feed["guid"] == "86e06659-6cbc-5570-bcb5-ff030724cb54"
    assert feed["pubsub"] == {
        "hub": "https://hub.example.org/",
        "self": "http://127.0.0.1:8808/feed.xml",
    }
    assert feed["locked"] is True
    assert feed["medium"] == "podcast"
    item = feed["items"][0]
    assert item["duration"] == 40
    assert item["podcastPeople"][0]["name"] == "Siwis"
    assert len(item["podcastTranscripts"]) == 3
    assert item["podcastSoundbites"][0]["duration"] == pytest.approx(15.95)


def test_both_read_the_other_formats(parsed: dict[str, Any]) -> None:
    address = "http://127.0.0.1:8808/2025-01-31/a-00000000.opus"
    said = {"type": "audio/opus", "length": 500, "bitrate": 63_800, "title": "Opus"}
    newest, older = parsed["feedsmith"]["feed"]["items"]
    (found,) = newest["podcast"]["alternateEnclosures"]
    assert found == {**said, "sources": [{"uri": address}]}
    assert "alternateEnclosures" not in older["podcast"]
    newest, older = parsed["partytime"]["items"]
    (found,) = newest["alternativeEnclosures"]
    assert found == {**said, "default": False, "source": [{"uri": address, "contentType": "audio/opus"}]}
    assert not older.get("alternativeEnclosures")
