"""What the watch does, one line a step: JSON objects for programs, words for people."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from matinale.files import cannot_write


class Journal(Protocol):
    """Is told each step: its event's name (docs/watch.md lists them) and what belongs to it."""

    def __call__(self, event: str, **fields: object) -> None: ...  # noqa: D102


class Lines:
    """A journal that writes lines: JSON into a file or to `out`, or words to `out`."""

    def __init__(
        self,
        zone: ZoneInfo,
        out: Callable[[str], None],
        *,
        as_json: bool,
        file: Path | None,
        clock: Callable[[], float],
    ) -> None:
        self._zone, self._out, self._as_json, self._file, self._clock = zone, out, as_json, file, clock
        self._opened = False

    def __call__(self, event: str, **fields: object) -> None:
        """One step, one line."""
        at = dt.datetime.fromtimestamp(self._clock(), self._zone).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, **fields}, ensure_ascii=False, default=str)
        if self._file is not None:
            self._append(self._file, line)
        self._out(line if self._as_json else in_words(at, event, fields))

    def _append(self, file: Path, line: str) -> None:
        """Opened for each line, so that a log that was rotated away is begun anew.

        A log that cannot be begun ends the watch at once; one that cannot be continued (a full disk) is no reason to.
        """
        try:
            with file.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")
        except OSError as error:
            if not self._opened:
                raise cannot_write(file, error) from error
        self._opened = True


def in_words(at: str, event: str, fields: dict[str, object]) -> str:
    """A step as a person reads it.

    >>> in_words("2026-11-25T06:00:00.000+01:00", "published", {"slug": "a", "seconds": 2.5, "reason": ""})
    '2026-11-25 06:00:00 published slug=a seconds=2.5'
    """
    said = " ".join(
        f"{name}={' '.join(str(value).split())}" for name, value in fields.items() if value not in ("", None)
    )
    return f"{at[:10]} {at[11:19]} {event} {said}".rstrip()
