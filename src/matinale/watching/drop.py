"""A drop folder: each file that is put there is an issue; one that is replaced is the corrected issue."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from matinale.errors import UnreadableSource
from matinale.watching.items import Item, Kind, Known, Polled, cannot_read, digest_of

SETTLED_S = 2.0
"""A file that was written to later than this may not be whole yet: it is looked at once more, so much later."""

REMEDY = "make the folder, or mend its permissions"
_UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".swp", "~")


class DropSource:
    """The files of one folder, without those in its folders, hidden ones, and those of programs that still write."""

    name = "drop"
    kind: Kind = "drop"

    def __init__(self, folder: Path) -> None:
        self.address = str(folder)
        self._folder = folder
        self._read = dict[str, tuple[int, int]]()

    def poll(self, cursor: Mapping[str, str], known: Known) -> Polled | None:  # noqa: ARG002  the protocol's
        """The files that are new or were changed; one that cannot be read does not keep the others from being made."""
        unread: list[str] = []
        try:
            items = tuple(self._changed(known, unread))
        except OSError as error:
            raise UnreadableSource(cannot_read(error, REMEDY)) from error
        return Polled(items, {}, trouble="; ".join(unread)) if items or unread else None

    def _changed(self, known: Known, unread: list[str]) -> Iterator[Item]:
        for path, state in self._whole():
            try:
                content = _beginning(path)
            except FileNotFoundError:  # it was taken away meanwhile
                continue
            except OSError as error:
                unread.append(cannot_read(error, "mend its permissions"))
                continue
            digest = digest_of(content)
            if known(path.name) == digest:
                self._read[path.name] = _stamp(state)  # one that is given is read again, until the ledger knows it
                continue
            moment = dt.datetime.fromtimestamp(state.st_mtime, dt.UTC)
            yield Item(path.name, path.name, moment, content, path.name, "", digest)

    def _whole(self) -> list[tuple[Path, os.stat_result]]:
        """The files that are new or were changed, without those that are written to just now."""
        found = self._states()
        if any(0 <= time.time() - state.st_mtime < SETTLED_S for state in found.values()):
            time.sleep(SETTLED_S)
            stamps = {path: _stamp(state) for path, state in found.items()}
            found = {path: state for path, state in self._states().items() if stamps.get(path) == _stamp(state)}
        return sorted(found.items())

    def _states(self) -> dict[Path, os.stat_result]:
        found: dict[Path, os.stat_result] = {}
        for path in self._folder.iterdir():
            if path.name.startswith(".") or path.name.lower().endswith(_UNFINISHED) or not path.is_file():
                continue
            state = path.stat()
            if self._read.get(path.name) != _stamp(state):
                found[path] = state
        return found


def _stamp(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns


def _beginning(path: Path) -> bytes:
    """All of a file, or one byte more than an issue may have: what is too large is refused as such."""
    from matinale.sources.load import LARGEST

    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)
