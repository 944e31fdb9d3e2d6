"""Takes on disk, found by what shaped them: nothing is ever rendered twice.

A take's file is named by its key (`ab/abcd….take`). Its first line has the SHA-256 of the rest, its second line what
the checks found (JSON); then comes FLAC (24 bits, lossless from there on). Files appear whole or not at all, so several
processes may share a store; a file that fails its checksum is thrown away and rendered again. What a reader gets is
always what was stored, so that a first run and a second run have the same samples.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from matinale.files import cannot_write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"matinale-take 2 "
SUFFIX = ".take"
INCOMING = "incoming"
PEEK = 8192  # bytes: the header, the findings and FLAC's first block
LIMIT = 2 << 30  # about fourteen hours of speech


@dataclass(frozen=True, slots=True, eq=False)
class StoredTake:
    """What is kept of a take: its samples (float32 mono at `rate` Hz) and what the checks found."""

    samples: NDArray[np.float32]
    rate: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeInfo:
    """What a take's file says of itself, without decoding it. `digest`: the SHA-256 of its content."""

    seconds: float
    rate: int
    faults: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store holds: `size` in bytes."""

    folder: Path
    takes: int
    size: int


class TakeStore:
    """A folder of takes. Making one touches nothing on disk.

    Args:
        folder: Where they are kept.
        limit: Bytes. Where there are more, the least recently used are removed before the first new one is kept.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self._limit = limit
        self._tidied = False

    def __contains__(self, key: str) -> bool:
        """Whether a take of this key is there (its content is checked when it is read)."""
        return self._path(key).is_file()

    def get(self, key: str) -> StoredTake | None:
        """The take of a key, or None where there is none. A broken entry is removed."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        take = _decode(content)
        with contextlib.suppress(OSError):
            if take is None:
                path.unlink()
            else:
                os.utime(path)  # the least recently used is pruned first
        return take

    def peek(self, key: str) -> TakeInfo | None:
        """What is kept under a key, read from the first bytes of its file; None where there is none."""
        try:
            with self._path(key).open("rb") as stream:
                return _peeked(stream.read(PEEK))
        except (OSError, ValueError):
            return None

    def put(self, key: str, take: StoredTake) -> None:
        """Keep a take under its key.

        Raises:
            WorkspaceError: The folder cannot be written or the disk is full.
        """
        self.put_encoded(key, encode_take(take))

    def has(self, key: str) -> bool:
        """Whether a take of this key is there, and whole."""
        return self.get_encoded(key) is not None

    def get_encoded(self, key: str) -> bytes | None:
        """The content of a take's file, as `encode_take` made it; None where there is none, or where it is broken."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        return content if is_whole(content) else None

    def put_encoded(self, key: str, content: bytes) -> None:
        """Keep a take that another process has encoded.

        Raises:
            WorkspaceError: The folder cannot be written or the disk is full.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._incoming() as (stream, temporary):
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                temporary.replace(path)
        except OSError as error:
            raise cannot_write(path, error) from error

    def discard(self, key: str) -> None:
        """Throw a take away, so that it is rendered again."""
        with contextlib.suppress(OSError):
            self._path(key).unlink()

    def info(self) -> StoreInfo:
        """How much there is."""
        sizes = [status.st_size for _, status in self._entries()]
        return StoreInfo(self.folder, len(sizes), sum(sizes))

    def prune(self, limit: int) -> int:
        """Remove the least recently used takes until at most `limit` bytes are left; return how many were removed."""
        self.sweep()
        entries = sorted((status.st_mtime_ns, path.name, path, status.st_size) for path, status in self._entries())
        excess = sum(entry[3] for entry in entries) - limit
        removed = 0
        for _, _, path, size in entries:
            if excess <= 0:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
            excess -= size
        return removed

    def sweep(self) -> int:
        """Remove what killed processes left half-written; return how many files. Files being written are let alone."""
        swept = 0
        for path in (self.folder / INCOMING).glob("*" + SUFFIX):
            with contextlib.suppress(OSError), path.open("rb") as stream:
                if _lock(stream):
                    path.unlink()
                    swept += 1
        return swept

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / (key + SUFFIX)

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*" + SUFFIX):
            with contextlib.suppress(OSError):
                yield path, path.stat()

    @contextlib.contextmanager
    def _incoming(self) -> Generator[tuple[BinaryIO, Path]]:
        """A locked file to write into. The lock dies with its process, which tells `sweep` what is stray."""
        folder = self.folder / INCOMING
        folder.mkdir(exist_ok=True)
        if not self._tidied:
            self._tidied = True
            self.prune(self._limit)
        stream, path = _locked_file(folder)
        try:
            with stream:
                yield stream, path
        finally:
            path.unlink(missing_ok=True)


def _locked_file(folder: Path) -> tuple[BinaryIO, Path]:
    """A new file that this process has locked. One that a sweeper took before it was locked is given up."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, suffix=SUFFIX)
        stream = os.fdopen(handle, "wb")
        if _lock(stream) and os.fstat(handle).st_nlink:
            return stream, Path(name)
        stream.close()
        Path(name).unlink(missing_ok=True)


def encode_take(take: StoredTake) -> bytes:
    """A take as its file holds it."""
    import soundfile

    flac = io.BytesIO()
    soundfile.write(flac, take.samples, take.rate, format="FLAC", subtype="PCM_24")
    payload = json.dumps({"faults": take.faults}).encode() + b"\n" + flac.getvalue()
    return MAGIC + hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload


def is_whole(content: bytes) -> bool:
    """Whether this is what `encode_take` made, to the last bit."""
    header, _, payload = content.partition(b"\n")
    return header == MAGIC + hashlib.sha256(payload).hexdigest().encode()


def _decode(content: bytes) -> StoredTake | None:
    """What `encode_take` made, or None where a single bit differs."""
    import soundfile

    if not is_whole(content):
        return None
    _, _, payload = content.partition(b"\n")
    findings, _, flac = payload.partition(b"\n")
    samples, rate = cast("tuple[Any, int]", soundfile.read(io.BytesIO(flac), dtype="float32"))
    return StoredTake(samples, rate, tuple(json.loads(findings)["faults"]))


def _peeked(start: bytes) -> TakeInfo:
    """The header, the findings, and the rate and length in FLAC's STREAMINFO (RFC 9639, section 8.2)."""
    header, findings, flac = start.split(b"\n", 2)
    if not header.startswith(MAGIC) or flac[:4] != b"fLaC":
        raise ValueError("no take")
    packed = int.from_bytes(flac[18:26], "big")  # 20 bits of rate, 3 of channels, 5 of depth, 36 of length
    rate, length = packed >> 44, packed & ((1 << 36) - 1)
    faults = tuple(json.loads(findings)["faults"])
    return TakeInfo(length / rate, rate, faults, header.removeprefix(MAGIC).decode())


def _lock(stream: BinaryIO) -> bool:
    """Take an exclusive lock on an open file without waiting; False where another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows: an open file cannot be removed there, which serves as the lock
        return True
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
