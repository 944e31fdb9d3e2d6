"""An issue with the default voice: what STANDARDS asks of an episode, asked by other people's tools."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import soundfile

from matinale.model import Episode
from matinale.pipeline import Order, Outcome, find_episode, make_episode
from matinale.serialization import from_json
from matinale.settings import Show
from matinale.show import read_show
from tests.conftest import SHARED_ISSUE

pytestmark = pytest.mark.slow
DRAFT, DEFAULT = "the whole issue, draft voice", "an eighth of it, default voice"
LONG = 300  # characters of a paragraph that is more than a title or an item of a list


@dataclass(frozen=True)
class Published:
    """An episode in its show, and what it was made from."""

    show: Show
    issue: Path
    outcome: Outcome

    @property
    def folder(self) -> Path:
        return self.show.root


@pytest.fixture(scope="module", params=[DRAFT, DEFAULT])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    from matinale.workspace import init_workspace

    folder = tmp_path_factory.mktemp("published") / "show"
    init_workspace(folder)
    issue = SHARED_ISSUE if SHARED_ISSUE.is_file() else next((folder / "examples").glob("*.txt"))
    show = read_show(folder)
    if request.param == DRAFT:
        show = replace(show, voice="brouillon")
    else:  # as it is spoken in real time but for a factor, the whole is for benchmarks/intelligibility.py
        issue = abridged(issue, folder / issue.name)
    return Published(show, issue, make_episode(Order(str(issue)), show))


def abridged(issue: Path, to: Path) -> Path:
    """Every title, list and credit of an issue, and one in eight of its long paragraphs."""
    lines = issue.read_text(encoding="utf-8").splitlines(keepends=True)
    left_out = {line for number, line in enumerate(line for line in lines if len(line) > LONG) if number % 8}
    to.write_text("".join(line for line in lines if line not in left_out), encoding="utf-8")
    return to


@pytest.fixture(scope="module")
def mp3(published: Published) -> Path:
    return Path(published.outcome.mp3)


@pytest.fixture(scope="module")
def episode(published: Published) -> Episode:
    return from_json(Episode, (find_episode(published.folder) / "episode.json").read_bytes())


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed (apt packages of .ci/run)")
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True)


def ffmpeg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    from matinale.audio.ffmpeg import ffmpeg_binary

    return subprocess.run([ffmpeg_binary(), *map(str, arguments)], capture_output=True, text=True, check=True)


def test_the_gate_finds_no_error(published: Published) -> None:
    from matinale.feed import check_site

    findings = check_site(published.folder / "feed")
    assert findings.errors == ()


def test_loudness_is_that_of_radio(mp3: Path) -> None:
    log = ffmpeg("-nostats", "-hide_banner", "-i", mp3, "-af", "ebur128=peak=true", "-f", "null", "-").stderr
    summary = log[log.rindex("Summary:") :]
    integrated = float(re.search(r"I:\s+(-?[\d.]+) LUFS", summary)[1])  # type: ignore[index] # a miss fails the test
    peak = float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)[1])  # type: ignore[index] # a miss fails the test
    assert abs(integrated + 16) <= 0.5
    assert peak <= -1.0


def test_mp3val_has_no_warning(mp3: Path) -> None:
    assert "WARNING" not in tool("mp3val", mp3).stdout


def test_ffmpeg_decodes_without_a_word(mp3: Path) -> None:
    assert ffmpeg("-v", "error", "-xerror", "-i", mp3, "-f", "null", "-").stderr == ""


def test_exiftool_has_no_warning_and_reads_the_tags(mp3: Path, episode: Episode) -> None:
    assert tool("exiftool", "-warning", mp3).stdout == ""
    tags = json.loads(tool("exiftool", "-json", "-G", mp3).stdout)[0]
    assert tags["ID3:Title"] == episode.title
    assert tags["ID3:Genre"] == "Podcast"
    assert tags["MPEG:SampleRate"] == 44100
    assert tags["MPEG:AudioBitrate"] == "128 kbps"
    assert tags["MPEG:ChannelMode"] == "Joint Stereo"


def test_the_file_begins_with_id3v23_and_has_no_id3v1(mp3: Path) -> None:
    content = mp3.read_bytes()
    assert content[:5] == b"ID3\x03\x00"
    assert content[-128:-125] != b"TAG"


def test_ffprobe_lists_the_chapters_in_time_order(mp3: Path, episode: Episode) -> None:
    listed = json.loads(tool("ffprobe", "-v", "error", "-show_chapters", "-of", "json", mp3).stdout)["chapters"]
    assert [chapter["tags"]["title"] for chapter in listed] == [mark.title for mark in episode.chapters]
    for chapter, mark in zip(listed, episode.chapters, strict=True):
        assert abs(float(chapter["start_time"]) * 1000 - mark.start) <= 50


def test_the_transcript_says_all_that_was_written(published: Published, episode: Episode) -> None:
    vtt = next((published.folder / "feed" / episode.slug).glob("*.vtt")).read_text(encoding="utf-8")
    said = re.sub(r"<[^>]*>|^.*-->.*$", " ", vtt, flags=re.MULTILINE).split()
    for article in episode.issue.articles:
        for section in article.sections:
            for paragraph in section.paragraphs:
                words = paragraph.split()
                assert any(said[i : i + len(words)] == words for i, word in enumerate(said) if word == words[0]), (
                    paragraph
                )


def test_the_feed_is_read_back_by_podcastparser_and_feedparser(
    published: Published, episode: Episode, mp3: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # these parsers' own imports
        feedparser = pytest.importorskip("feedparser")
        podcastparser = pytest.importorskip("podcastparser")
    path = published.folder / "feed" / "feed.xml"
    with path.open("rb") as stream:
        parsed = podcastparser.parse("http://127.0.0.1:8808/feed.xml", stream)
    item = parsed["episodes"][0]
    assert item["guid"] == episode.guid
    assert item["title"] == episode.title
    assert abs(item["total_time"] - episode.duration / 1000) <= 1
    assert item["enclosures"][0]["file_size"] == mp3.stat().st_size
    assert feedparser.parse(path.read_bytes())["bozo"] in (False, 0)


def test_a_second_run_is_quick_and_changes_nothing(published: Published, mp3: Path) -> None:
    first = published.outcome
    before = mp3.read_bytes(), Path(first.feed).read_bytes()
    outcome = make_episode(Order(str(published.issue)), published.show)
    assert outcome.takes == {"rendered": 0, "cached": sum(first.takes.values())}
    assert (mp3.read_bytes(), Path(outcome.feed).read_bytes()) == before


@pytest.mark.parametrize("published", [DEFAULT], indirect=True)
def test_every_sentence_comes_back_when_it_is_transcribed(published: Published) -> None:
    from matinale.pipeline.sounding import StitchedSegment
    from matinale.script import parse_script
    from matinale.speech.recognition import WhisperTranscriber
    from matinale.spoken.comparison import comparable_words, count_word_errors, resembles

    folder = find_episode(published.folder)
    script = parse_script((folder / "script.md").read_text(encoding="utf-8"), where="script.md")
    whisper = WhisperTranscriber()
    words = errors = 0
    missing: list[str] = []
    for segment in script.segments:
        stitched = from_json(StitchedSegment, (folder / f"articles/{segment.id}.json").read_bytes())
        samples, rate = soundfile.read(folder / stitched.audio.path, dtype="float32")
        for line, cue in zip(segment.lines, stitched.audio.lines, strict=True):
            # One by one: of a recording of many lines the recogniser leaves out a sentence now and then.
            heard = whisper.transcribe(samples[cue.start : cue.start + cue.length], rate, script.language)
            said = line.spoken.text
            counted = count_word_errors(comparable_words(said, "fr"), comparable_words(heard, "fr"))
            words, errors = words + counted.words, errors + counted.errors
            # of a heading of one word nothing may be left: a recogniser guesses by the words around
            if counted.words > 1 and not resembles(said, heard, "fr", least=0.5):
                missing.append(line.written)
    print(f"word error rate {errors / words:.3f} of {words} words")
    assert missing == []
    # Of the shipped example every tenth word is a verb or a noun of the plural that sounds like its singular.
    assert errors / words <= (0.15 if published.issue.name == SHARED_ISSUE.name else 0.2)
