"""The workshop: `episodes/<slug>/`, where an issue is turned into an episode, and how the same issue is found again.

issue.json      the Issue as it was read
script.md       the script, for the editor; .script.base.md is what was generated, for the three-way merge
articles/       one lossless file a segment, with where each line lies in it (<id>.json)
timeline.json   the programme's cues
programme.mp3   the encoded mix, untagged: new tags need no new encoding; programme.opus and .m4a where they are wished
episode.mp3     the finished episode
ready.json      the Episode as it was made last, with its files in the site: published at once, or after a review
episode.json    the Episode that is published, all that the feed needs
report.json     the figures of the run that made it
record.json     what each stage was made from, so that a stage whose input did not change is not run again
said.json       the lines of the programme as it has them; heard.json, what a recogniser heard of takes (`--verify`)
journal.json    edits of the preview page, to be undone and redone; attempts/, other takes of single lines
peaks.bin       the waveform of the programme, for the preview page; its first line names the sound it is of
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from matinale.errors import WorkspaceError
from matinale.files import cannot_write, write_bytes
from matinale.model import Episode, Issue
from matinale.serialization import from_json, to_json

T = TypeVar("T")
WAVEFORM = "peaks.bin"


@dataclass(frozen=True, slots=True)
class Record:
    """What an episode was made from, and what the site has of it.

    `source`: the file or address that was read; `stages`: fingerprints of inputs; `media`: file name in the site →
    file in the folder.
    """

    source: str = ""
    stages: dict[str, str] = field(default_factory=dict[str, str])
    media: dict[str, str] = field(default_factory=dict[str, str])

    def made(self, stage: str, key: str) -> Record:
        """The record once `stage` has been made from the input whose fingerprint is `key`."""
        return replace(self, stages={**self.stages, stage: key})


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished episode, published or not yet. `media`: file name in the site → file in the folder."""

    episode: Episode
    media: dict[str, str]


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder of one episode."""

    folder: Path

    @property
    def slug(self) -> str:
        """The folder's name, which is the episode's too."""
        return self.folder.name

    def path(self, name: str) -> Path:
        """A file of the folder."""
        return self.folder / name

    def read(self, kind: type[T], name: str) -> T | None:
        """A value kept in the folder; None where there is none, or where it was damaged (it is made again)."""
        try:
            return from_json(kind, self.path(name).read_bytes())
        except (OSError, ValueError):
            return None

    def write(self, name: str, value: object) -> None:
        """Keep a value in the folder."""
        write_bytes(self.path(name), to_json(value))

    def waveform(self, digest: str) -> bytes | None:
        """The programme's waveform, if the one that is kept is of the sound with this digest."""
        try:
            head, _, waveform = self.path(WAVEFORM).read_bytes().partition(b"\n")
        except OSError:
            return None
        return waveform if head == _waveform_head(digest) else None

    def keep_waveform(self, digest: str, waveform: bytes) -> None:
        """Keep the waveform of the sound with this digest."""
        write_bytes(self.path(WAVEFORM), _waveform_head(digest) + b"\n" + waveform)

    def record(self) -> Record:
        """What the episode was made from; empty for a new one."""
        return self.read(Record, "record.json") or Record()

    def ready(self) -> Ready | None:
        """The episode as it was made last; None where none was finished."""
        return self.read(Ready, "ready.json")


def _waveform_head(digest: str) -> bytes:
    return f"matinale-waveform 2 {digest}".encode()


def is_slug(name: str) -> bool:
    """Whether a name can be that of a folder of `episodes/`: it can never lead out of it.

    >>> is_slug("2026-11-20-une"), is_slug(".."), is_slug("a/b"), is_slug("")
    (True, False, False, False)
    """
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) is not None


def workshops(root: Path) -> Iterator[Workshop]:
    """Every folder of `episodes/`, sorted by name."""
    yield from (Workshop(path) for path in sorted((root / "episodes").glob("*/")) if not path.name.startswith("."))


def workshop_of(root: Path, issue: Issue, source: str) -> Workshop | None:
    """The folder that an issue was made in before; None for a new one.

    An issue is the same when its number, its address or its source and date are the same, whatever was corrected in
    its text; so a headline without its typo does not become a second episode.
    """
    for workshop in workshops(root):
        known = workshop.read(Issue, "issue.json")
        if known is not None and _same_issue(issue, known, same_source=_same_source(workshop, source)):
            return workshop
    return None


def is_free_for(workshop: Workshop, issue: Issue, source: str) -> bool:
    """Whether a folder is this issue's, or nobody's."""
    known = workshop.read(Issue, "issue.json")
    return known is None or _same_issue(issue, known, same_source=_same_source(workshop, source))


def _same_source(workshop: Workshop, source: str) -> bool:
    return source not in {"", "-"} and workshop.record().source == source


def _same_issue(issue: Issue, known: Issue, *, same_source: bool) -> bool:
    if issue.number is not None and known.number is not None:
        return issue.number == known.number
    if issue.url and known.url:
        return issue.url == known.url
    if issue.date != known.date:
        return False
    titles = {article.title for article in known.articles}
    shared = any(article.title in titles for article in issue.articles)
    return shared or (same_source and issue.date is not None)


@contextmanager
def locked(folder: Path, on_wait: Callable[[str], None]) -> Generator[None]:
    """Hold a folder for this process; where another one has it, say so and wait.

    Raises:
        WorkspaceError: The folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(f"{folder}: another run is working here; waiting for it to end")
            lock.acquire()
    except FileExistsError as error:
        raise WorkspaceError(f"{folder}: is a file where a folder is needed; move it away") from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()
