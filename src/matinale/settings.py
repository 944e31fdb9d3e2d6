"""What a publisher can set: `show.toml` and the voice profiles, as immutable values with their defaults.

`show.py` reads and validates them; every stage takes only the part that concerns it. Each class is one table of
`show.toml`; a field's docstring comment is its documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Interval

from matinale.model import Milliseconds

ReadPolicy = Literal["read", "mention", "notes", "skip"]
Option = str | float | bool | tuple[str, ...]
"""A value of a profile's `[options]`."""
AlternateKind = Literal["opus", "aac"]
NoticeKind = Literal["success", "failure"]
Pause = Annotated[Milliseconds, Interval(ge=0, le=60_000)]
Moment = Annotated[Milliseconds, Interval(ge=0)]
Gain = Annotated[float, Interval(ge=-40, le=20)]
Level = Annotated[float, Interval(ge=-60, le=0)]
Share = Annotated[float, Interval(ge=0, le=1)]
Factor = Annotated[float, Interval(ge=0.25, le=4)]
Count = Annotated[int, Interval(ge=0)]


@dataclass(frozen=True, slots=True)
class Reading:
    """`[reading]`: how an issue is read, and what of it is spoken."""

    language: str = ""  # IETF tag; "" detects it
    related: ReadPolicy = "mention"
    notices: ReadPolicy = "read"
    photo_credits: ReadPolicy = "read"
    bylines: ReadPolicy = "read"
    tables: ReadPolicy = "mention"
    code: ReadPolicy = "mention"
    captions: ReadPolicy = "skip"
    footnotes: ReadPolicy = "notes"
    sponsors: ReadPolicy = "skip"
    promotions: ReadPolicy = "skip"  # subscribe, share and refer-a-friend appeals
    contents: ReadPolicy = "skip"  # the issue's own table of contents; the script announces the headlines
    sign_off: ReadPolicy = "skip"  # "See you tomorrow" and the names under it
    title_pattern: str = ""  # a block that matches it is an article's headline; then nothing else is
    section_separator: str = ""  # a block that matches it is a dividing line, and is not read
    ignore: tuple[str, ...] = ()  # blocks that match one of these are not read
    related_headings: tuple[str, ...] = ()  # more names of the list of related items
    allow_private: bool = False  # whether addresses of the local network may be fetched
    quotes: Literal["read", "skip"] = "read"  # set-off quotations
    lists: Literal["read", "skip"] = "read"  # items of lists that are neither contents nor related items


@dataclass(frozen=True, slots=True)
class Wording:
    """`[script]`: how the script is written. Durations are silences after a line."""

    anchor: str = ""  # voice profile of greeting, headlines and closing; "" is the show's voice
    quote: str = ""  # voice profile of quotations; "" is the article's
    headlines: bool = True  # "Au sommaire" after the greeting
    pause_sentence: Pause = Milliseconds(300)
    pause_paragraph: Pause = Milliseconds(550)
    pause_heading: Pause = Milliseconds(600)
    pause_section: Pause = Milliseconds(900)
    pause_headline: Pause = Milliseconds(800)
    pause_segment: Pause = Milliseconds(500)
    pause_clause: Pause = Milliseconds(150)  # inside a sentence that is too long for one breath
    article: str = ""  # voice profile of the articles; "" is the show's voice
    heading: str = ""  # voice profile of section headings; "" is the article's
    announce_quotes: bool = False  # "je cite … fin de citation" around quotations
    transitions: bool = True  # a sentence that leads from one article to the next
    # Phrases of the show's own, by language and name (docs/script.md): [script.phrases.fr] greeting = "…"
    phrases: Mapping[str, Mapping[str, str | tuple[str, ...]]] = field(
        default_factory=dict[str, "Mapping[str, str | tuple[str, ...]]"]
    )


@dataclass(frozen=True, slots=True)
class JingleFile:
    """`[pieces.NAME]` of a set's set.toml, or `[sound.pieces.NAME]` of the show: one piece of music.

    NAME is intro, stinger, section, outro or bed. Any format, rate or channels that ffmpeg reads.
    """

    file: str  # beside set.toml, or below the show's folder
    gain_db: Gain = 0.0  # on top of the level that jingles have against the voice
    start: Moment = Milliseconds(0)  # where to begin in the file
    end: Moment = Milliseconds(0)  # where to stop, 0 = its end
    fade_in: Pause = Milliseconds(0)
    fade_out: Pause = Milliseconds(0)
    overlap: Pause = Milliseconds(300)  # the voice comes in this long before its end
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """`[sound]`: the mix and the MP3."""

    jingles: str = "calme"  # a set in voices/jingles/, or "none"
    integrated_lufs: Annotated[float, Interval(ge=-31, le=-9)] = -16.0
    true_peak_dbtp: Annotated[float, Interval(ge=-9, le=0)] = -1.0
    bitrate_kbps: Literal[64, 80, 96, 112, 128, 160, 192] = 128
    channels: Literal[1, 2] = 2
    # voice treatment, each switchable
    trim: bool = True  # the engine's own silence around each take
    high_pass_hz: Annotated[float, Interval(ge=0, le=300)] = 70.0  # 0 switches it off
    de_essing: bool = True
    compression: bool = True
    match_voices: bool = True  # voices brought to one loudness, each by one gain for the whole programme
    placement: Share = 0.15  # how far a second voice sits from the middle: 0 none, 1 hard to one side
    # jingles
    jingle_lu: Gain = -3.0  # jingles against the voice, in loudness units
    bed: bool = True  # music under greeting and headlines, where the set has a bed
    bed_duck_db: Level = -18.0  # the bed under speech, against the bed alone
    bed_attack: Pause = Milliseconds(300)
    bed_release: Pause = Milliseconds(900)
    section_mark: bool = True  # before a section's heading, where the set has a mark
    pieces: Mapping[str, JingleFile] = field(default_factory=dict[str, JingleFile])  # [sound.pieces.intro] replaces one
    # the same programme in other formats beside the MP3 (podcast:alternateEnclosure); bit rates for both channels
    alternates: tuple[AlternateKind, ...] = ()
    opus_kbps: Literal[24, 32, 48, 64, 80, 96, 112, 128] = 64
    aac_kbps: Literal[48, 64, 80, 96, 112, 128, 160, 192] = 96


@dataclass(frozen=True, slots=True)
class Person:
    """A table of `[[feed.people]]`: someone the show is made by (podcast:person). `role` of the Podcast Taxonomy."""

    name: str
    role: str = "Host"
    group: str = "Cast"
    url: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A table of `[[feed.targets]]`: a place that the site is copied to, changed files only, the feed last."""

    name: str
    kind: Literal["folder", "rsync", "fsspec", "git"] = "folder"
    to: str = ""  # folder: a path; rsync: [user@]host:path; fsspec: "s3://bucket/path"; git: the repository's address
    branch: str = "pages"  # git
    # fsspec: endpoint_url, key, secret, …; rsync: port, identity
    options: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Publication:
    """`[feed]`: where and as what the show is published."""

    url: str = "http://127.0.0.1:8808/"  # the address of the site's root; feed.xml lies in it
    guid: str = ""  # podcast:guid; "" derives it from the address once and keeps it
    categories: tuple[str, ...] = ("News",)
    explicit: bool = False
    locked: bool = True
    copyright: str = ""
    funding: str = ""
    hub: str = ""
    hour: str = "07:00"
    timezone: str = "Europe/Paris"
    keep: int = 0  # episodes in feed.xml, 0 = all
    kind: Literal["episodic", "serial"] = "episodic"  # itunes:type
    people: tuple[Person, ...] = ()  # hosts, editors, … (podcast:person); the voices are added by themselves
    licence: str = ""  # podcast:license: an SPDX identifier ("CC-BY-4.0") or a name of your own
    licence_url: str = ""  # needed with a name of your own
    frequency: str = ""  # podcast:updateFrequency as listeners read it ("Chaque jour de semaine")
    rrule: str = ""  # the same as an RFC 5545 rule ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    funding_text: str = ""
    moved_to: str = ""  # itunes:new-feed-url, while the old address still answers
    complete: bool = False  # no more episodes will come
    block: bool = False  # keep the show out of directories
    archive: int = 100  # episodes in each archive page (RFC 5005) when `keep` limits feed.xml
    replaced_hours: Count = 168  # how long a replaced file stays on the site for listeners with an old copy of the feed
    targets: tuple[Target, ...] = ()  # where `matinale publish` sends the site


@dataclass(frozen=True, slots=True)
class Watch:
    """`[watch]`: where `matinale watch` finds new issues, and what it does with them (docs/watch.md)."""

    feed: str = ""  # the address of the newsletter's own feed
    maildir: str = ""  # a maildir; nothing in it is moved or marked
    imap: str = ""  # "imaps://user@mail.example.org/Newsletters"; the password is MATINALE_IMAP_PASSWORD's
    drop: str = ""  # a folder; each file that is put there is an issue
    sender: str = ""  # of a mailbox, only what comes from this address
    subject: str = ""  # of a mailbox, only subjects with these words
    every: str = "10m"  # how often to look: "30s", "10m", "1h"
    retry: str = "30s"  # the first wait after a failure; it doubles each time
    retry_most: str = "1h"  # … up to this
    backlog: int = (
        1  # of the issues that a feed or mailbox holds when it is first seen, how many of the newest are made
    )
    publish: bool = True  # false: episodes wait for `matinale release SLUG`
    embargo: str = ""  # "07:00": made at once, published on the day not before this hour
    timezone: str = ""  # of the embargo and of undated issues; "" is that of [feed]
    withdrawn: Literal["report", "withdraw"] = "report"  # what to do when the newsletter's feed takes an issue back
    send: bool = True  # bring the targets of [[feed.targets]] up to date after each change
    webhook: str = ""  # an address that is sent each success and failure as JSON
    mail_to: tuple[str, ...] = ()  # who is told of them by e-mail
    mail_from: str = ""
    smtp: str = "smtp://localhost"  # "smtps://user@host" or "smtp://user@host:587"; password: MATINALE_SMTP_PASSWORD
    notify: tuple[NoticeKind, ...] = ("success", "failure")  # which are told: "success", "failure", or both


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """A file of `voices/`: who speaks, with which engine, under which licence."""

    name: str
    engine: str
    languages: tuple[str, ...]
    label: str = ""  # the name that listeners see
    speaker: str = ""  # the engine's own name of the voice, or a file beside the profile
    blend: Mapping[str, float] = field(default_factory=dict[str, float])  # speakers and their weights
    model: str = ""  # a file beside the profile, "module:file" of a package, "hf://…", or a name the engine knows
    sha256: str = ""  # of the model's file: refused where it differs
    reference: str = ""  # a recording beside the profile that the voice is cloned from
    consent: str = ""  # who allowed the cloning, when and how; a reference is refused without it
    options: Mapping[str, Option] = field(default_factory=dict[str, "Option"])  # engine's own
    speed: Factor = 1.0
    pitch: Annotated[float, Interval(ge=-24, le=24)] = 0.0  # semitones up or down, where the engine can
    gain_db: Gain = 0.0
    pauses: Factor = 1.0  # share of the script's silence that follows this voice's lines
    lexicon: str = ""  # a file of pronunciations of this voice's own, beside the profile
    pace: tuple[float, ...] = ()  # learnt: seconds for the ends, for each sound, for each punctuation mark
    licence: str = ""
    credit: str = ""
    folder: Path = Path()  # where the profile lies; set by the reader

    def number(self, name: str, default: float) -> float:
        """A number among `options`; `default` where it is not given."""
        value = self.options.get(name, default)
        return default if isinstance(value, tuple) else float(value)


@dataclass(frozen=True, slots=True)
class Show:
    """`show.toml`: the podcast, and the settings of every stage. `root` is the folder that holds it."""

    title: str
    root: Path
    language: str = "fr"
    author: str = ""
    email: str = ""
    description: str = ""
    link: str = ""
    cover: str = ""  # a picture of the show's own; "" draws one
    colours: tuple[str, ...] = ("#12355b", "#f2a541", "#fdf6e3")
    voice: str = "siwis"
    voices: Mapping[str, VoiceProfile] = field(default_factory=dict[str, VoiceProfile])
    reading: Reading = field(default_factory=Reading)
    script: Wording = field(default_factory=Wording)
    sound: Sound = field(default_factory=Sound)
    feed: Publication = field(default_factory=Publication)
    watch: Watch = field(default_factory=Watch)
