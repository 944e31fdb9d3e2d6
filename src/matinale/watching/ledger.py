"""What was seen, and how far each issue has come: `episodes/.watch/ledger.json`, replaced whole before and after work.

pending    to be made (again, where `slug` is set), not before `not_before`
held       made, and to be published at `not_before`
made       published, or prepared for review
refused    cannot be read; tried again when its content changes
leaving    to be taken out of our feed, as the newsletter took it out of its own
withdrawn  taken out
returning  to be brought back into our feed
passed     was there before the watch began: not made

Killed at any moment, what was `pending` is pending still, and making it again finds the episode that was begun.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from matinale.errors import WorkspaceError
from matinale.files import cannot_write, write_bytes
from matinale.serialization import from_json, to_json
from matinale.watching.items import Item, Kind

FOLDER = Path("episodes") / ".watch"
State = Literal["pending", "held", "made", "refused", "leaving", "withdrawn", "returning", "passed"]


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """An issue that was seen.

    `digest`: of its bytes; `content`: a fingerprint of what is read of it; `made_from`: the `content` that its episode
    was made from; `kept`: its file, below `episodes/.watch/kept/`; `attempts`: failures in a row; `not_before`: when it
    is tried (or published) next, in seconds since the epoch; `missing`: how many looks in a row its source did without
    it; `order`: its place in the look that found it, the oldest first; `told`: the last failure that was told.
    """

    kind: Kind
    guid: str
    title: str
    moment: dt.datetime | None
    first_seen: dt.datetime
    order: int
    digest: str
    content: str
    kept: str
    format: str
    state: State = "pending"
    slug: str = ""
    made_from: str = ""
    attempts: int = 0
    not_before: float = 0.0
    missing: int = 0
    told: str = ""

    @property
    def key(self) -> str:
        """Its name in the ledger."""
        return key_of(self.kind, self.guid)

    @property
    def when(self) -> tuple[float, int]:
        """What issues are made in the order of."""
        return (self.moment or self.first_seen).timestamp(), self.order

    def came_after(self, other: Entry) -> bool:
        """Whether it is surely the newer one: where both have a date, their places in the feed do not count."""
        dated = self.moment is not None and other.moment is not None
        return self.when[0] > other.when[0] if dated else self.when > other.when


@dataclasses.dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source: what the next look begins from, and how many looks in a row failed.

    `address` is "" until a look at it succeeded.
    """

    address: str
    cursor: Mapping[str, str] = dataclasses.field(default_factory=dict[str, str])
    failures: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Message:
    """Something to be told, kept until it is. `id` is the same when it is sent twice (after a crash, say)."""

    id: str
    body: Mapping[str, Any]
    by: str
    attempts: int = 0
    not_before: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Ledger:
    """All of it. `unsent`: the site changed since it was last sent to the targets."""

    entries: Mapping[str, Entry] = dataclasses.field(default_factory=dict[str, Entry])
    sources: Mapping[str, SourceState] = dataclasses.field(default_factory=dict[str, SourceState])
    messages: tuple[Message, ...] = ()
    unsent: bool = False


class Book:
    """The ledger in its file. Each change is on the disk when the call returns."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._path = self.folder / "ledger.json"
        self.ledger = self._read()

    def put(
        self,
        *entries: Entry,
        sources: Mapping[str, SourceState] | None = None,
        messages: Iterable[Message] = (),
        unsent: bool | None = None,
    ) -> None:
        """Change entries and sources, and add messages, in one step."""
        old = self.ledger
        self._write(
            Ledger(
                {**old.entries, **{entry.key: entry for entry in entries}},
                {**old.sources, **(sources or {})},
                (*old.messages, *messages),
                old.unsent if unsent is None else unsent,
            )
        )

    def settle(self, message: Message, later: Message | None) -> None:
        """A message was sent, or is to be sent `later`."""
        messages = [later if each.id == message.id and each.by == message.by else each for each in self.ledger.messages]
        self._write(dataclasses.replace(self.ledger, messages=tuple(each for each in messages if each is not None)))

    def entry(self, kind: Kind, guid: str) -> Entry | None:
        """What is known of an issue."""
        return self.ledger.entries.get(key_of(kind, guid))

    def keep(self, kind: Kind, item: Item) -> str:
        """Keep an item's bytes until its episode is made; the place depends on its guid alone."""
        from matinale.serialization import fingerprint

        place = f"{fingerprint(kind, item.guid)[:16]}/{item.name}"
        write_bytes(self.kept(place), item.content)
        return place

    def forget(self, entry: Entry) -> None:
        """Let go of an item's bytes: its episode is made, or is not wanted."""
        if entry.kept:
            path = self.kept(entry.kept)
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()

    def kept(self, place: str) -> Path:
        """Where an item's bytes are kept."""
        return self.folder / "kept" / place

    def _read(self) -> Ledger:
        try:
            return from_json(Ledger, self._path.read_bytes())
        except FileNotFoundError:
            return Ledger()
        except OSError as error:
            raise WorkspaceError(f"{self._path}: cannot be read ({error.strerror}); mend its permissions") from error
        except ValueError as error:
            raise WorkspaceError(
                f"{self._path}: was damaged; restore it from a backup, or move it away: episodes that are there are"
                " found again, and `watch.backlog` says what else is made"
            ) from error

    def _write(self, ledger: Ledger) -> None:
        write_bytes(self._path, to_json(ledger))
        self.ledger = ledger


def key_of(kind: Kind, guid: str) -> str:
    """The name of an issue in the ledger."""
    return f"{kind} {guid}"


@contextmanager
def alone(root: Path) -> Generator[None]:
    """Hold the ledger for this process; two watchers would make every issue twice.

    Raises:
        WorkspaceError: Another watcher has it, or the folder cannot be written.
    """
    import os

    from filelock import FileLock, Timeout

    folder = root / FOLDER
    owner = folder / "watcher"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        who = owner.read_text("utf-8").strip() if owner.is_file() else "unknown"
        raise WorkspaceError(f"{root}: another watcher is at work here (process {who}); stop it first") from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        owner.write_text(f"{os.getpid()}\n", "utf-8")
        yield
    finally:
        lock.release()
