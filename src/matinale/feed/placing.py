"""Putting files into the site, one rename each, and taking away what was replaced long ago."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from matinale.errors import WorkspaceError
from matinale.feed.layout import FEED
from matinale.files import cannot_write, sha256_of, write_text
from matinale.settings import Show

NEXT = ".next"
"""Where new files are written before they are put in place; a name that servers and copies leave out."""

SINGLY = 32
"""Up to so many files are synced to the disk one by one; more, all at once."""

_HASHED = re.compile(r"[^/]+-[0-9a-f]{8}\.(?:mp3|opus|m4a|json|vtt|srt|jpg|jpeg|png)")
"""Names that only we give: what is not ours in the site is never removed."""


@dataclass(slots=True)
class Staging:
    """Files that are written and not yet in place: name in the site → where the new content lies.

    `present` is the site as it is: name → bytes.
    """

    site: Path
    folder: Path
    present: dict[str, int]
    files: dict[str, Path] = field(default_factory=dict[str, Path])

    def add(self, name: str, content: bytes | Path) -> None:
        """Stage a file, unless the site has this very content under this name."""
        if not self._differs(name, content):
            return
        path = self.folder / str(len(self.files))
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.copyfile(content, path)
        self.files[name] = path

    def _differs(self, name: str, content: bytes | Path) -> bool:
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        if self.present.get(name) != size:
            return True
        path = self.site / name
        return path.read_bytes() != content if isinstance(content, bytes) else sha256_of(path) != sha256_of(content)

    def commit(self) -> tuple[str, ...]:
        """Put all staged files in place: what feeds name, then pages, then archive pages, feed.xml last."""
        names = sorted(self.files, key=in_turn)
        self._settle([self.files[name] for name in names])
        for name in names:
            target = self.site / name
            target.parent.mkdir(exist_ok=True)
            self.files[name].replace(target)
        self._settle(sorted({(self.site / name).parent for name in names}))
        return tuple(names)

    def _settle(self, paths: list[Path]) -> None:
        """Get them onto the disk before the next step relies on them."""
        if len(paths) > SINGLY:
            os.sync()
            return
        for path in paths:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def in_turn(name: str) -> tuple[int, str]:
    """The order files are put in place in: what feeds name, pages, archive pages, feed.xml."""
    if name == FEED:
        return 3, name
    if name.startswith("archive-"):
        return 2, name
    return (1 if name.endswith(".html") else 0), name


@contextmanager
def staging(site: Path) -> Generator[Staging]:
    """An empty staging folder in the site, locked until the block or the process ends; a killed run's rest is cleared.

    Raises:
        WorkspaceError: The site cannot be written, the disk is full, or another publication is at work.
    """
    folder = site / NEXT
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise cannot_write(site, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise WorkspaceError(
            f"{site}: another publication is at work; wait until it has ended, then run again"
        ) from error
    try:
        for left in folder.iterdir():
            left.unlink()
        yield Staging(site, folder, dict(scan(site)))
    except OSError as error:
        raise cannot_write(site, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def scan(site: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """Every file of the site that is served: its name and its bytes."""
    with os.scandir(site / below) as found:
        for each in found:
            if each.name.startswith("."):
                continue
            if each.is_dir(follow_symlinks=False):
                yield from scan(site, f"{below}{each.name}/")
            elif each.is_file():
                yield below + each.name, each.stat().st_size


def is_hashed(name: str) -> bool:
    """Whether a file's name holds its content's hash: under this name it never changes."""
    return bool(_HASHED.fullmatch(name.rpartition("/")[2]))


def cache_control(name: str) -> str:
    """What a cache between the site and its listeners is told of a file (docs/capacity.md).

    A name with its content's hash never means another content. All else is asked for anew after five minutes, and is
    handed out while that happens: so late a new issue is, and so seldom each cache asks, however many listeners it has.
    """
    return (
        "public, max-age=31536000, immutable" if is_hashed(name) else "public, max-age=300, stale-while-revalidate=60"
    )


def remove_replaced(
    show: Show,
    site: Path,
    present: Collection[str],
    named: Collection[str],
    *,
    withdrawn: Collection[str],
    clock: Callable[[], float] | None,
) -> tuple[str, ...]:
    """Remove files of ours that no feed has named for `replaced_hours`, and all of withdrawn episodes at once.

    Args:
        show: The podcast.
        site: Its site.
        present: The names of all files of the site.
        named: Those that the feed and its pages name.
        withdrawn: The folders of withdrawn episodes.
        clock: Seconds since the epoch; None is the machine's.
    """
    now = (clock or time.time)()
    record = show.root / ".cache" / "feed" / "replaced.json"
    since = _read_since(record)
    ours = {name.rpartition("/")[0] for name in present if is_hashed(name)}
    aged: dict[str, float] = {}
    removed: list[str] = []
    for name in sorted(set(present) - set(named)):
        if not is_ours(name, ours):
            continue
        first = since.get(name, now)
        if not is_hashed(name) or name.partition("/")[0] in withdrawn or now - first >= show.feed.replaced_hours * 3600:
            (site / name).unlink(missing_ok=True)
            removed.append(name)
        else:
            aged[name] = first
    for folder in {(site / name).parent for name in removed} - {site}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if aged or since:
        write_text(record, json.dumps(aged, indent=1, sort_keys=True) + "\n")
    return tuple(removed)


def is_ours(name: str, folders: Collection[str]) -> bool:
    """Hashed names at the root or in an episode's folder, archive pages, and the pages of episodes and of the list."""
    folder, _, leaf = name.rpartition("/")
    if "/" in folder:
        return False
    if leaf == "index.html":
        return bool(folder) and (folder in folders or bool(re.fullmatch(r"page-\d+", folder)))
    return bool(_HASHED.fullmatch(leaf)) or (not folder and bool(re.fullmatch(r"archive-\d+\.xml", leaf)))


def _read_since(record: Path) -> dict[str, float]:
    """When each replaced file was first seen to be replaced. A lost record only lets files stay longer."""
    try:
        value: object = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return {}
    return cast("dict[str, float]", value) if isinstance(value, dict) else {}
