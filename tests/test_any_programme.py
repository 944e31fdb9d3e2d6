"""What STANDARDS 13 to 17 ask of a programme holds on the odd ones too: asked by other people's tools."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from matinale.audio.ffmpeg import run_ffmpeg
from matinale.feed import check_site
from matinale.model import Episode
from matinale.pipeline import Order, make_episode
from matinale.serialization import from_json
from matinale.show import read_show, with_voice
from tests.conftest import SHORT_ISSUE
from tests.test_published_episode import ffmpeg, tool

pytestmark = pytest.mark.slow

SPOKEN = "brouillon"

ONE_SENTENCE = "Le pont ouvre\n\nLe pont de bois de la ville ouvre lundi matin à tous les trams.\n"
ONE_WORD = """# La lettre des ponts — n° 8

## Un pont de bois pour les trams de Nantes

Fermé.

## Des abeilles sur le toit de la mairie

Douze ruches ont été posées mardi sur le toit. Le miel sera servi à la cantine de la mairie dès le mois de juin.
"""


def forty_articles() -> str:
    """An issue of forty short articles, each with a headline of its own."""
    places = ("le port", "la gare", "la mairie", "le marché", "la halle")
    articles = [
        f"## Nouvelle numéro {number} : {places[number % 5]} ouvre ses portes\n\n"
        f"Une porte s’ouvre, et {number} visiteurs attendent.\n"
        for number in range(1, 41)
    ]
    return "# La lettre des quarante — n° 7\n\n" + "\n".join(articles)


def tone(seconds: float, rate: int, channels: int, peak: float) -> np.ndarray:
    """A chord that fades, float32 [n, channels]."""
    t = np.arange(round(seconds * rate)) / rate
    chord = sum(np.sin(2 * np.pi * f * t) for f in (262.0, 330.0, 392.0)) * np.exp(-t)
    return np.repeat((chord / np.abs(chord).max() * peak)[:, None], channels, axis=1).astype(np.float32)


JINGLES = {
    "8 kHz mono": (8_000, 1, 0.5),
    "96 kHz 5.1": (96_000, 6, 0.5),
    "louder than 0 dBFS": (44_100, 2, 3.0),
}
CASES = {
    "one sentence": (ONE_SENTENCE, SPOKEN, "", ""),
    "one word": (ONE_WORD, SPOKEN, "", ""),
    "no jingles": (SHORT_ISSUE, SPOKEN, 'jingles = "none"', ""),
    "mono at 64 kb/s": (SHORT_ISSUE, SPOKEN, "channels = 1\nbitrate_kbps = 64", ""),
    "forty articles": (forty_articles(), SPOKEN, "section_mark = false", ""),
    **{name: (SHORT_ISSUE, SPOKEN, "", name) for name in JINGLES},
}


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_to_the_standards(case: str, show_folder: Path, tmp_path: Path) -> None:
    text, voice, settings, jingle = CASES[case]
    show = show_folder / "show.toml"
    if settings:
        given = show.read_text("utf-8").replace('jingles = "calme"\n', "")
        show.write_text(given.replace("[sound]", f"[sound]\n{settings}"), "utf-8")
    if jingle:
        rate, channels, peak = JINGLES[jingle]
        soundfile.write(show_folder / "own.wav", tone(4, rate, channels, peak), rate, subtype="FLOAT")
        pieces = "".join(f'\n[sound.pieces.{piece}]\nfile = "own.wav"\n' for piece in ("intro", "stinger", "outro"))
        show.write_text(show.read_text("utf-8") + pieces, "utf-8")
    issue = tmp_path / ("issue.md" if text.startswith("#") else "issue.txt")
    issue.write_text(text, "utf-8")
    outcome = make_episode(Order(str(issue)), with_voice(read_show(show_folder), voice))
    mp3 = Path(outcome.mp3)
    episode = from_json(Episode, (mp3.parent / "episode.json").read_bytes())
    assert check_site(show_folder / "feed").errors == ()
    assert_loudness(mp3, mono="mono" in case)
    assert_stream(mp3, episode)
    assert_tags(mp3, episode)
    assert len(episode.issue.articles) == {"one sentence": 1, "forty articles": 40}.get(case, 2)


def assert_loudness(mp3: Path, *, mono: bool) -> None:
    chain = f"ebur128=peak=true:dualmono={str(mono).lower()}"
    log = ffmpeg("-nostats", "-hide_banner", "-i", mp3, "-af", chain, "-f", "null", "-").stderr
    summary = log[log.rindex("Summary:") :]
    integrated, peak = (
        float(re.search(pattern, summary)[1])  # type: ignore[index] # a miss fails the test
        for pattern in (r"I:\s+(-?[\d.]+) LUFS", r"Peak:\s+(-?[\d.]+) dBFS")
    )
    assert abs(integrated + 16) <= 0.5
    assert peak <= -1.0


def assert_stream(mp3: Path, episode: Episode) -> None:
    """One clean stream with the Info header, and as long as the feed says: to the sample where it is decoded."""
    assert "WARNING" not in tool("mp3val", mp3).stdout
    assert ffmpeg("-v", "error", "-xerror", "-i", mp3, "-f", "null", "-").stderr == ""
    content = mp3.read_bytes()
    assert content[:5] == b"ID3\x03\x00"
    assert content[-128:-125] != b"TAG"
    assert b"Info" in content[: len(content) // 2]
    pcm = run_ffmpeg(["-v", "error", "-i", str(mp3), "-f", "s16le", "-ac", "1", "-"], mp3)
    assert abs(len(pcm) / 2 / 44_100 * 1000 - episode.duration) <= 1


def assert_tags(mp3: Path, episode: Episode) -> None:
    assert tool("exiftool", "-warning", mp3).stdout == ""
    tags = json.loads(tool("exiftool", "-json", "-G", mp3).stdout)[0]
    assert tags["ID3:Title"] == episode.title
    assert tags["ID3:Genre"] == "Podcast"
    listed = json.loads(tool("ffprobe", "-v", "error", "-show_chapters", "-of", "json", mp3).stdout)["chapters"]
    assert [chapter["tags"]["title"] for chapter in listed] == [mark.title for mark in episode.chapters]
    starts = [float(chapter["start_time"]) * 1000 for chapter in listed]
    assert starts == sorted(starts)
    assert all(abs(start - mark.start) <= 50 for start, mark in zip(starts, episode.chapters, strict=True))
