"""What a watched source holds: items, each an issue as it came."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["feed", "mail", "drop"]
"""What guids are those of: a message is the same in a maildir and on an IMAP server."""

Known = Callable[[str], str]
"""The `Item.digest` that was seen last of a guid; "" for one that was never seen."""


@dataclass(frozen=True, slots=True)
class Item:
    """An issue as its source holds it.

    `guid`: its name in the source, which never changes; `moment`: when it was published, with a zone, where that is
    known; `name`: a file name to keep `content` under; `format`: as `matinale.sources.formats` calls it, "" detects it.
    """

    guid: str
    title: str
    moment: dt.datetime | None
    content: bytes
    name: str
    format: str
    digest: str


@dataclass(frozen=True, slots=True)
class Polled:
    """What a look at a source gave.

    `items`: those never seen, or not with these bytes; `present`: the guids of all that it holds now, where what is
    missing from them was taken back (a feed), else None; `cursor`: what the next look begins from; `trouble`: what
    could not be read beside them, in a line, "" where all could.
    """

    items: tuple[Item, ...]
    cursor: Mapping[str, str]
    present: tuple[str, ...] | None = None
    trouble: str = ""


class Source(Protocol):
    """A place where new issues appear. `name` is its key in `[watch]`; `address` says where it is."""

    name: str
    kind: Kind
    address: str

    def poll(self, cursor: Mapping[str, str], known: Known) -> Polled | None:
        """Look at it; None where nothing changed since the look that gave `cursor`.

        Raises:
            SourceError: It cannot be reached or read now; it is looked at again later.
        """
        ...


def cannot_read(error: OSError, remedy: str) -> str:
    """The line about a file or a folder that cannot be read."""
    return f"{error.filename}: cannot be read ({error.strerror}); {remedy}"


def digest_of(content: bytes) -> str:
    """The SHA-256 of an item's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
