"""Putting files into the site, one rename each, and taking away what was replaced long ago."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from matinale.errors import WorkspaceError
from matinale.files import cannot_write, sha256_of, write_text
from matinale.settings import Show

Content = bytes | Path
"""A file of the site that is to be: its bytes, or where it lies now."""

NEXT = ".next"
"""Where new files are written before they are put in place; a name that servers and copies leave out."""

_HASHED = re.compile(r"(?:.*/)?[^/]+-[0-9a-f]{8}\.(?:mp3|json|vtt|srt|jpg|jpeg|png)")
"""Names that only we give: what is not ours in the site is never removed."""


def place(site: Path, plan: Mapping[str, Content]) -> tuple[str, ...]:
    """Write what differs, in the order of `plan`. Returns the names that were written.

    Raises:
        WorkspaceError: The site cannot be written, or another publication is at work.
    """
    with _staging(site) as staging:
        try:
            changed = [(name, content) for name, content in plan.items() if _differs(site / name, content)]
            staged = [(name, _stage(staging / str(index), content)) for index, (name, content) in enumerate(changed)]
            for name, path in staged:
                target = site / name
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
            for folder in {(site / name).parent for name, _ in staged}:
                _settle(folder)
        except OSError as error:
            raise cannot_write(site, error) from error
    return tuple(name for name, _ in changed)


def remove_replaced(
    show: Show, site: Path, named: Iterable[str], clock: Callable[[], float] | None = None
) -> tuple[str, ...]:
    """Remove files of ours that no feed has named for `replaced_hours`, and pages of episodes that are gone."""
    now = (clock or time.time)()
    record = show.root / ".cache" / "feed" / "replaced.json"
    since = _read_since(record)
    kept = set(named)
    aged: dict[str, float] = {}
    removed: list[str] = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name in kept or name.startswith(".") or not _is_ours(path, name):
            continue
        first = since.get(name, now)
        if (
            path.name == "index.html"
            or path.name.startswith("archive-")
            or now - first >= show.feed.replaced_hours * 3600
        ):
            path.unlink(missing_ok=True)
            removed.append(name)
        else:
            aged[name] = first
    for folder in {(site / name).parent for name in removed} - {site}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if aged or since:
        write_text(record, json.dumps(aged, indent=1, sort_keys=True) + "\n")
    return tuple(removed)


def _is_ours(path: Path, name: str) -> bool:
    if not path.is_file():
        return False
    page = (
        path.name == "index.html"
        and name.count("/") == 1
        and any(_HASHED.fullmatch(each.name) for each in path.parent.iterdir())
    )
    return page or bool(_HASHED.fullmatch(name)) or bool(re.fullmatch(r"archive-\d+\.xml", name))


def _read_since(record: Path) -> dict[str, float]:
    """When each replaced file was first seen to be replaced. A lost record only lets files stay longer."""
    try:
        value: object = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return {}
    return cast("dict[str, float]", value) if isinstance(value, dict) else {}


@contextmanager
def _staging(site: Path) -> Generator[Path]:
    """An empty folder inside the site, held by a lock that ends with the process; what a killed run left is cleared."""
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
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _differs(path: Path, content: Content) -> bool:
    if not path.is_file():
        return True
    if isinstance(content, bytes):
        return path.stat().st_size != len(content) or path.read_bytes() != content
    return path.stat().st_size != content.stat().st_size or sha256_of(path) != sha256_of(content)


def _stage(path: Path, content: Content) -> Path:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        shutil.copyfile(content, path)
    _settle(path)
    return path


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
