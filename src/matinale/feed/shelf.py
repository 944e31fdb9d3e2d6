"""The episodes of a show as far as a publication must know them all, without reading them all again.

Ten thousand `episode.json` hold a hundred megabytes of transcript; what order, identity and file names need of each
is a few hundred bytes. These are kept in `.cache/feed/shelf.json` with a stamp of the file they came from; an episode
is read again only where its file changed, or where its part of the site is to be built. Without the cache all are
read: the site is the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from matinale.errors import FeedError, WorkspaceError
from matinale.files import sweep, write_text
from matinale.model import Episode
from matinale.serialization import from_json, to_json
from matinale.settings import Show

EPISODE = "episode.json"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One episode on the shelf.

    `key` is the hash of all of it; `stamp` that of its file's time and size; `built` the key of the publication that
    built its part of the site, `sidecars` the files it made.
    """

    slug: str
    guid: str
    number: int | None
    published: dt.datetime
    audio: str
    size: int
    sha256: str
    pictures: tuple[str, ...]
    key: str
    stamp: str = ""
    built: str = ""
    sidecars: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """All episodes of a show, how to read one of them, and the record of the last publication (newest first)."""

    entries: tuple[Entry, ...]
    before: Mapping[str, Entry]
    load: Callable[[Entry], Episode]


def shelve(episodes: Sequence[Episode], known: Mapping[str, Entry]) -> Shelf:
    """A shelf of episodes that are in memory."""
    by_slug = {episode.slug: episode for episode in episodes}
    entries = tuple(_entry(episode, hashlib.sha256(to_json(episode)).hexdigest(), "", known) for episode in episodes)
    return Shelf(entries, known, lambda entry: by_slug[entry.slug])


def read_shelf(folder: Path, known: Mapping[str, Entry]) -> Shelf:
    """A shelf of the episodes in `folder`/*/episode.json.

    Raises:
        WorkspaceError: An `episode.json` is damaged: publishing without it would take it from its listeners.
    """

    def load(entry: Entry) -> Episode:
        return _read(folder / entry.slug / EPISODE)[0]

    by_stamp = {entry.stamp: entry for entry in known.values() if entry.stamp}
    entries: list[Entry] = []
    for slug in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208  ten thousand Paths take a second
        path = f"{folder}/{slug}/{EPISODE}"
        try:
            status = os.stat(path)  # noqa: PTH116  as above
        except (FileNotFoundError, NotADirectoryError):
            continue
        stamp = f"{slug}:{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"
        if stamp in by_stamp:
            entries.append(by_stamp[stamp])
        else:
            episode, key = _read(Path(path))
            entries.append(_entry(episode, key, stamp, known))
    return Shelf(tuple(entries), known, load)


def _read(path: Path) -> tuple[Episode, str]:
    try:
        content = path.read_bytes()
        return from_json(Episode, content), hashlib.sha256(content).hexdigest()
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            f"{path}: is damaged or cannot be read; make the episode again with make-episode"
        ) from error


def _entry(episode: Episode, key: str, stamp: str, known: Mapping[str, Entry]) -> Entry:
    pictures = {episode.image, *(mark.image for mark in episode.chapters)} - {""}
    before = known.get(episode.slug)
    entry = Entry(
        slug=episode.slug,
        guid=episode.guid,
        number=episode.number,
        published=episode.published,
        audio=episode.audio,
        size=episode.size,
        sha256=episode.sha256,
        pictures=tuple(sorted(pictures)),
        key=key,
        stamp=stamp,
        alternates=tuple(alternate.file for alternate in episode.alternates),
    )
    if before is not None and before.key == key:
        return replace(entry, built=before.built, sidecars=before.sidecars)
    return entry


def record_path(show: Show) -> Path:
    """Where the shelf's record is kept."""
    return show.root / ".cache" / "feed" / "shelf.json"


def read_record(show: Show) -> dict[str, Entry]:
    """What was kept of each episode, by slug; nothing where there is no record or an older one."""
    try:
        value = cast("dict[str, Any]", json.loads(record_path(show).read_bytes()))
        if value["format"] != FORMAT:
            return {}
        return {slug: _from_record(slug, fields) for slug, fields in value["episodes"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a cache: without it the episodes are read again


def _from_record(slug: str, fields: Mapping[str, Any]) -> Entry:
    given = dict(fields)
    given["published"] = dt.datetime.fromisoformat(given["published"])
    for name in ("pictures", "sidecars", "alternates"):
        given[name] = tuple(given[name])
    return Entry(slug=slug, **given)


def write_record(show: Show, entries: Iterable[Entry]) -> None:
    """Keep what the next publication need not read again."""
    episodes = {
        entry.slug: {
            "guid": entry.guid,
            "number": entry.number,
            "published": entry.published.isoformat(),
            "audio": entry.audio,
            "size": entry.size,
            "sha256": entry.sha256,
            "pictures": entry.pictures,
            "key": entry.key,
            "stamp": entry.stamp,
            "built": entry.built,
            "sidecars": entry.sidecars,
            "alternates": entry.alternates,
        }
        for entry in entries
    }
    sweep(record_path(show).parent)
    write_text(record_path(show), json.dumps({"format": FORMAT, "episodes": episodes}, separators=(",", ":")))


def forget_record(show: Show) -> None:
    """Remove the record: the next publication builds everything again."""
    record_path(show).unlink(missing_ok=True)


def refuse_foreign_slugs(entries: Iterable[Entry]) -> None:
    """Refuse a slug that is no plain file name: it becomes a folder of the site.

    Raises:
        FeedError: A slug could lead out of the site, hide in it, or take the place of a list page.
    """
    for entry in entries:
        if re.fullmatch(r"(?:|\..*|.*[/\\\\].*|page-\d+)", entry.slug, re.DOTALL):
            raise FeedError(
                f"episode {entry.slug!r}: its slug cannot be a folder of the site; rename its folder and make it again"
            )
