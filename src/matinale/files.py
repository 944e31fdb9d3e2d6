"""Files that others read are replaced whole: a reader sees the old one or the new one, never between."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from matinale.errors import WorkspaceError

_TEMPORARY = re.compile(r"\..*-(\d{1,10})-[a-z0-9_]{8}(?:\..*)?", re.DOTALL)


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Yield a temporary path beside `path`; on success it takes `path`'s place in one step, on failure it is removed.

    The temporary name starts with a dot, names this process (see `sweep`) and ends in `path`'s suffix, so that encoders
    recognise the format.

    Raises:
        WorkspaceError: The folder cannot be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-{os.getpid()}-", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise cannot_write(path, error) from error
    temporary = Path(name)
    try:
        yield temporary
        _settle(temporary)
        temporary.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step; an identical file keeps its modification time (so HTTP caches hold)."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return
    except OSError as error:
        raise cannot_write(path, error) from error
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """`write_bytes` of `content` in UTF-8."""
    write_bytes(path, content.encode("utf-8"))


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove the temporary files in `folder` whose process is no more: it was killed before it could do so.

    `below`: and those of the folders in it.
    """
    for path in folder.rglob(".*") if below else folder.glob(".*"):
        named = _TEMPORARY.fullmatch(path.name)
        if named is not None and not _is_running(int(named[1])):
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # there, signal 0 is no question but Ctrl-C
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cannot_write(path: Path, error: OSError) -> WorkspaceError:
    """The one line for a file that cannot be written."""
    return WorkspaceError(
        f"{path}: cannot be written ({error.strerror or error}); free space or mend permissions, then run again"
    )


def _settle(temporary: Path) -> None:
    """Give the file the usual permissions (mkstemp's are private) and get it onto the disk before it is renamed."""
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
    with temporary.open("rb") as stream:
        os.fsync(stream.fileno())
