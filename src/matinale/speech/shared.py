"""Takes where several machines find them: a folder that all of them have, or object storage through fsspec."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from matinale.errors import WorkspaceError
from matinale.speech.store import SUFFIX, TakeStore, is_whole

FOLDERLESS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az"})
"""Protocols without folders: asked to make one, fsspec would make a bucket, under a mistyped name too."""


class SharedTakes(Protocol):
    """Encoded takes by key. Each appears whole or not at all."""

    def has(self, key: str) -> bool:
        """Whether the take is there and whole."""
        ...

    def get_encoded(self, key: str) -> bytes | None:
        """The take as it was put; None where there is none, or where it was damaged."""
        ...

    def put_encoded(self, key: str, content: bytes) -> None:
        """Keep a take."""
        ...


@cache
def open_takes(place: str) -> SharedTakes:
    """The store at a folder or an address such as `s3://bucket/folder`.

    Raises:
        WorkspaceError: fsspec or the package of the protocol is not installed.
    """
    if "://" in place:
        return ObjectTakes(place)
    return TakeStore(Path(place), limit=1 << 62)  # a worker does not decide what others may keep


class ObjectTakes:
    """Takes in object storage; credentials come from the environment, as the storage's own tools read them."""

    def __init__(self, address: str) -> None:
        try:
            import fsspec
        except ImportError as error:
            raise WorkspaceError(f"{address}: needs fsspec; install it with: pip install 'matinale[s3]'") from error
        try:
            found = cast("tuple[Any, str]", fsspec.core.url_to_fs(address))
        except (ValueError, ImportError) as error:
            raise WorkspaceError(f"{address}: {error}; install the package of this storage") from error
        self.address = address
        self._system, self._root = found[0], found[1].rstrip("/")

    def has(self, key: str) -> bool:
        """Whether the take is there and whole."""
        return self.get_encoded(key) is not None

    def get_encoded(self, key: str) -> bytes | None:
        """The object's content; None where there is none, or where it was damaged."""
        try:
            content: bytes = self._system.cat_file(self._path(key))
        except FileNotFoundError:
            return None
        except Exception as error:  # each file system of fsspec raises classes of its own
            raise self._refused(error) from error
        return content if is_whole(content) else None

    def put_encoded(self, key: str, content: bytes) -> None:
        """One object, in one piece."""
        path = self._path(key)
        try:
            if self.address.partition("://")[0] not in FOLDERLESS:
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, content)
        except Exception as error:
            raise self._refused(error) from error

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key}{SUFFIX}"

    def _refused(self, error: Exception) -> WorkspaceError:
        return WorkspaceError(f"{self.address}: {error or type(error).__name__}; mend it and run again")
