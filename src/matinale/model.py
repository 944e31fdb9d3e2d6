"""The immutable values that pass between the stages, and their units. Imports nothing of ours.

    Issue ─▶ Script ─▶ takes ─▶ SegmentAudio ─▶ Programme ─▶ Episode

Each value of a boundary can be written to disk and read back unchanged (`serialization.py`), so that every stage
can be rerun alone, looked at, and edited by a person before the next one runs.

Units: inside, time is counted in samples (`Samples`) at a stated rate; milliseconds (`Milliseconds`) begin where a tag,
a transcript or the feed is written. Text fields that hold nothing hold "", never None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NewType, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Samples = NewType("Samples", int)
Milliseconds = NewType("Milliseconds", int)


# ── the issue ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Link:
    """A reference that the issue gives. `url` is "" where it names a text without an address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article. `heading` is "" for text that comes before the first heading.

    `quotes`: the places in `paragraphs` of those that are set off as quotations.
    """

    heading: str
    paragraphs: tuple[str, ...]
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that is told of rather than read: a table, a code block, an image. `caption` may be ""."""

    kind: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `lead` is its first paragraph, before any heading; `language` is "" where it is the issue's."""

    title: str
    lead: str
    sections: tuple[Section, ...] = ()
    related: tuple[Link, ...] = ()
    byline: str = ""
    url: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words of the source that are not narrated: what they were taken for, and why.

    `noted`: the show notes have them.
    """

    kind: str
    text: str
    reason: str
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a newsletter as it was written. `language` is an IETF tag ("fr", "en-GB")."""

    title: str
    number: int | None
    date: dt.date | None
    language: str
    url: str
    notices: tuple[str, ...]
    articles: tuple[Article, ...]
    credits: str
    skipped: tuple[Skipped, ...] = ()


# ── the script ───────────────────────────────────────────────────────────────────────────────────────────────────────

SegmentKind = Literal["greeting", "article", "closing"]
LineRole = Literal[
    "text",
    "headline",
    "lead",
    "heading",
    "quote",
    "notice",
    "summary",
    "related",
    "credit",
    "greeting",
    "closing",
    "transition",
    "byline",
    "mention",
]


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How the characters `start:end` of a line's spoken form are pronounced.

    Either `ipa` (espeak-ng's convention, stress marks included) or `language` (read those words in that language).
    Engines that cannot do either read the spoken form as it stands.
    """

    start: int
    end: int
    ipa: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What an engine is given for a written text, and what remained uncertain (one human sentence each)."""

    text: str
    pronunciations: tuple[Pronunciation, ...] = ()
    doubts: tuple[str, ...] = ()


class Speller(Protocol):
    """Turns written words into spoken words, and text into utterances. `matinale.spoken.load_speller` makes one."""

    def split(self, text: str, language: str) -> tuple[str, ...]:
        """The utterances of a paragraph; joined by single spaces they give the paragraph back."""
        ...

    def spell(self, text: str, language: str) -> SpokenForm:
        """The spoken form of one utterance."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance. `pause_after` is the silence that follows it, before any jingle; `voice` "" is the segment's."""

    id: str
    role: LineRole
    written: str
    spoken: SpokenForm
    pause_after: Milliseconds
    voice: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the programme that is rendered to one file and makes one chapter.

    `id` is stable and fit for a file name ("00-greeting", "01-article", …); `voice` names a voice profile, or a role
    of the show ("anchor", "article", "quote"); `url` is the article's own address.
    """

    id: str
    kind: SegmentKind
    title: str
    voice: str
    lines: tuple[Line, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """What is said, in what order, by whom. `issue` is the fingerprint of the Issue it was written from."""

    issue: str
    language: str
    segments: tuple[Segment, ...]


# ── speech ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """One rendered line. `samples`: float32 mono in [-1, 1] at `rate` Hz; `key`: hash of everything that shaped it.

    `faults`: what the checks found and a second attempt did not mend, one phrase each ("lasts 2.1 s, expected 4 to 7").
    """

    line_id: str
    samples: NDArray[np.float32]
    rate: int
    key: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """What an engine can take in one call. `characters` of a spoken form; languages as IETF tags, empty = any."""

    characters: int
    languages: tuple[str, ...] = ()
    ipa: bool = False


# ── the programme ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class LineCue:
    """Where a line lies in its segment's file: `start` and `length` in samples at the file's rate.

    `loudness`: K-weighted, in LUFS, of each tenth of a second from its start; the last is filled up with silence.
    """

    line_id: str
    start: Samples
    length: Samples
    loudness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SegmentAudio:
    """A segment rendered to a lossless mono file. `path` is relative to the episode's folder."""

    segment_id: str
    path: str
    rate: int
    length: Samples
    lines: tuple[LineCue, ...]


CueKind = Literal["voice", "jingle", "bed", "pause"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that sounds in the programme, from `start` for `length` programme samples.

    `source` is a line id, or a jingle's name. `pan` places it: -1 left, 0 in the middle, 1 right.
    """

    kind: CueKind
    source: str
    start: Samples
    length: Samples
    gain_db: float = 0.0
    pan: float = 0.0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter begins at `start` (programme samples) and lasts until the next one.

    `image` is a file of the site, or "".
    """

    title: str
    start: Samples
    url: str = ""
    image: str = ""
    segment_id: str = ""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Measured after decoding, as EBU R 128 / ITU-R BS.1770 define it."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
    short_term_max_lufs: float = 0.0


@dataclass(frozen=True, slots=True)
class Programme:
    """The finished mix. `length` in samples at `rate`; cues and chapters ascend in time.

    `expected_lufs` is its integrated loudness before the programme's own gain, -70 where nothing sounds.
    """

    rate: int
    length: Samples
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    expected_lufs: float = -70.0


# ── the episode ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Caption:
    """One sentence of the transcript, as it was written. Times from the start of the MP3."""

    start: Milliseconds
    end: Milliseconds
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter as the published files give it: the same in ID3, in the JSON and in the show notes."""

    start: Milliseconds
    title: str
    url: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The episode in another format. `file` is its name in the site; `size` in bytes, `bitrate` in bits per second."""

    file: str
    media_type: str
    size: int
    bitrate: int
    title: str


@dataclass(frozen=True, slots=True)
class Episode:
    """All that the feed needs to know of one episode.

    `audio` is the enclosure's file name in the site, `size` its bytes, `sha256` its content's hash; `published` has a
    time zone; `issue` is what was narrated (show notes are written from it); `voices` are credits of the voices and of
    the music, one sentence each.
    """

    guid: str
    slug: str
    number: int | None
    season: int | None
    title: str
    summary: str
    published: dt.datetime
    language: str
    audio: str
    size: int
    sha256: str
    duration: Milliseconds
    loudness: Loudness
    chapters: tuple[Mark, ...]
    captions: tuple[Caption, ...]
    issue: Issue
    credits: tuple[str, ...] = ()
    image: str = ""
    alternates: tuple[Alternate, ...] = ()


# ── progress ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of the work. `stage`: read, script, speak, mix, encode, publish; `done` and `total` in characters spoken.

    `label` is what a person recognises (an article's headline); `audio_s` the seconds of audio made so far in it;
    `left_s` the seconds that speaking the whole script will take still, None where it is not known.
    """

    stage: str
    label: str
    done: int
    total: int
    audio_s: float = 0.0
    left_s: float | None = None


OnProgress = Callable[[Progress], None]
