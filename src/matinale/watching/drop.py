"""A drop folder: each file that is put there is an issue; one that is replaced is the corrected issue."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from matinale.errors import UnreadableSource
from matinale.watching.items import Item, Kind, Known, Polled, digest_of

SETTLED_S = 2.0
"""A file that was written to later than this may not be whole yet: it is left for the next look."""

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
        """The files that are new or were changed."""
        try:
            items = tuple(self._changed(known))
        except OSError as error:
            raise UnreadableSource(
                f"{error.filename or self._folder}: cannot be read ({error.strerror}); make the folder, or mend its"
                " permissions"
            ) from error
        return Polled(items, {}) if items else None

    def _changed(self, known: Known) -> Iterator[Item]:
        from matinale.sources.load import LARGEST

        for path in sorted(self._folder.iterdir()):
            if path.name.startswith(".") or path.name.lower().endswith(_UNFINISHED) or not path.is_file():
                continue
            state = path.stat()
            stamp = (state.st_size, state.st_mtime_ns)
            if self._read.get(path.name) == stamp or 0 <= time.time() - state.st_mtime < SETTLED_S:
                continue
            with path.open("rb") as stream:
                content = stream.read(LARGEST + 1)  # one byte more: what is too large is refused as such
            digest = digest_of(content)
            if known(path.name) == digest:
                self._read[path.name] = stamp  # one that is given is read again, until the ledger knows it
                continue
            moment = dt.datetime.fromtimestamp(state.st_mtime, dt.UTC)
            yield Item(path.name, path.name, moment, content, path.name, "", digest)
