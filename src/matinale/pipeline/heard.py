"""What a recogniser heard of each entry of the lexicons: `voices/lexicon/heard.tsv`, kept by `matinale lexicon check`.

A row is good for one take: when the entry's pronunciation, the voice or the engine changes, its take has another key,
and the entry is heard again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.files import write_text

if TYPE_CHECKING:
    from matinale.spoken.lexicon_check import CheckedEntry
    from matinale.spoken.matching import Entry

HEARD_FILE = "heard.tsv"
TAKE_DIGITS = 12  # of the take's key: enough to tell two takes of one entry apart
SAVE_EVERY = 20  # entries: an interrupted check of hundreds loses no more


@dataclass(frozen=True, slots=True)
class HeardEntry:
    """One row. `verdict` is "ok" or "wrong", for the reader: the check decides anew from `heard`."""

    language: str
    entry: str
    verdict: str
    heard: str
    voice: str
    take: str


Rows = dict[tuple[str, str], HeardEntry]
"""By entry and take: a written form may stand in a lexicon twice, with other contexts and sounds."""

_COLUMNS = tuple(each.name for each in fields(HeardEntry))


@dataclass(slots=True)
class Memory:
    """The rows of one language and voice over those of a file, which is rewritten as entries are heard.

    `take_of` gives the key of the take that says an entry alone.
    """

    path: Path
    language: str
    voice: str
    take_of: Callable[[Entry], str]
    known: Rows
    _met: Rows = field(default_factory=dict[tuple[str, str], HeardEntry], init=False)
    _unsaved: int = field(default=0, init=False)

    def recall(self, entry: Entry) -> str | None:
        """What was heard of an entry said like this; None where nobody has listened yet."""
        row = self.known.get(self._key(entry))
        return row and row.heard

    def keep(self, checked: CheckedEntry) -> None:
        """Remember an entry that was checked."""
        key = self._key(checked.entry)
        verdict = "ok" if checked.recognised else "wrong"
        heard = " ".join(checked.heard.split())
        self._met[key] = HeardEntry(self.language, key[0], verdict, heard, self.voice, key[1])
        self._unsaved += checked.anew
        if self._unsaved >= SAVE_EVERY:
            self.save()

    def save(self, *, complete: bool = False) -> None:
        """Write the file. `complete`: every entry was met, so rows of entries that are no more can go.

        Raises:
            WorkspaceError: The file cannot be written.
        """
        rows = read_heard([self.path])
        if complete:
            mine = (self.language, self.voice)
            rows = {key: row for key, row in rows.items() if (row.language, row.voice) != mine}
        write_heard(self.path, {**rows, **self._met})
        self._unsaved = 0

    def _key(self, entry: Entry) -> tuple[str, str]:
        return entry.written, self.take_of(entry)[:TAKE_DIGITS]


def read_heard(paths: Iterable[Path]) -> Rows:
    """The rows of these files; later ones win. A line that is no row is passed over: its entry is heard again."""
    rows: Rows = {}
    for path in paths:
        if path.is_file():
            for line in path.read_text("utf-8", errors="replace").splitlines():
                cells = line.split("\t")
                if len(cells) == len(_COLUMNS) and tuple(cells) != _COLUMNS:
                    row = HeardEntry(*cells)
                    rows[row.entry, row.take] = row
    return rows


def write_heard(path: Path, rows: Rows) -> None:
    """Write the rows, sorted, so that a difference of two versions shows what changed.

    Raises:
        WorkspaceError: The file cannot be written.
    """
    ordered = sorted(rows.values(), key=lambda row: (row.language, row.entry.lower(), row.entry, row.voice, row.take))
    cells = [_COLUMNS, *(astuple(row) for row in ordered)]
    write_text(path, "".join("\t".join(row) + "\n" for row in cells))
