"""Where the bytes of an issue come from: a file, standard input, an address."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from matinale.errors import UnreadableSource

LARGEST = 10 * 1024 * 1024
"""Bytes of a source; a newsletter is a few hundred kilobytes."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of a source. `name` is how messages call it; `charset` and `media_type` are its transport's word.

    `etag` and `last_modified` are what a server gave to ask again with, "" where it gave none.
    """

    content: bytes
    name: str
    url: str = ""
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""


def load(source: str | Path, *, allow_private: bool = False) -> Raw:
    """The bytes of a path, a URL or "-".

    Raises:
        UnreadableSource: No such file, a folder, no permission, empty, or too large.
        UnsafeSource: An address that the show does not allow.
    """
    if str(source) == "-":
        return _checked(Raw(sys.stdin.buffer.read(LARGEST + 1), "standard input"))
    if isinstance(source, str) and is_address(source):
        from matinale.sources.fetch import fetch

        return _checked(fetch(source, allow_private=allow_private))
    return _checked(_read_file(Path(source)))


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return "://" in source[:12]


def _read_file(path: Path) -> Raw:
    try:
        if path.is_dir():
            raise UnreadableSource(f"{path}: this is a folder; name the issue's file in it")
        if not path.exists():
            raise UnreadableSource(f"{path}: no such file; check the name{_nearest(path)}")
        with path.open("rb") as stream:
            return Raw(stream.read(LARGEST + 1), str(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(
            f"{str(path)!r}: cannot be read ({reason}); check the name and its permissions"
        ) from error


def _nearest(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def _checked(raw: Raw) -> Raw:
    if not raw.content.strip():
        raise UnreadableSource(f"{raw.name}: it is empty; give a file that holds an issue")
    if len(raw.content) > LARGEST:
        raise UnreadableSource(f"{raw.name}: larger than {LARGEST // 2**20} MB; give one issue, without attachments")
    return raw
