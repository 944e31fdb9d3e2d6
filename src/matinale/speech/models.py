"""Where an engine's model files are: the cache, or installed packages that carry them, always checked by SHA-256.

A file is hashed once, when it enters the cache; from then on a mark beside it (size and time of change) vouches for
it, so that a start does not read 92 MB to learn what it knew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from matinale.errors import EngineMissing
from matinale.files import replacing, sha256_of, sweep, write_bytes, write_text

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of weights. `parts`: files inside installed packages ("module:file") that, joined in order, are it."""

    name: str
    sha256: str
    parts: tuple[str, ...]
    install: str  # the command that brings the parts


def find_model(model: ModelFile) -> Path:
    """The file in the cache, joined from its packages where it is not there yet.

    Raises:
        EngineMissing: Neither the cache nor the installed packages have it, or what they have is damaged.
        WorkspaceError: The cache cannot be written.
    """
    path = place_of(model)
    if not _vouched(path, model.sha256):
        _join(model, path)
        _vouch(path, model.sha256)
    return path


def place_of(model: ModelFile) -> Path:
    """Where the file is kept; a copy that is put there by hand is verified and used."""
    return folder_of(model.sha256) / model.name


def folder_of(sha256: str) -> Path:
    """Where the cache keeps a model file with this SHA-256, and what is made from it."""
    return cache_folder() / "models" / sha256[:12]


def require_model(model: ModelFile) -> None:
    """See that `find_model` will find the file, without reading it.

    Raises:
        EngineMissing: Neither the cache nor the installed packages have it.
    """
    if not place_of(model).is_file():
        for part in model.parts:
            _part(model, part)


def derived_file(path: Path, source: str, make: Callable[[], bytes]) -> Path:
    """A file of the cache that is made from something else, once; anew where it, or its `source`, has changed.

    Raises:
        WorkspaceError: The cache cannot be written.
    """
    if not (path.is_file() and _has_mark(path, source)):
        sweep(path.parent)
        write_bytes(path, make())
        _vouch(path, source)
    return path


def cache_folder() -> Path:
    """`$MATINALE_CACHE`, else the folder that the system keeps for caches, with `matinale` in it."""
    if chosen := os.environ.get("MATINALE_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library/Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "matinale"


def _vouched(path: Path, sha256: str) -> bool:
    """Whether the file is the one that was verified; where the mark is stale the file is hashed again."""
    try:
        if _has_mark(path, sha256):
            return True
        if sha256_of(path) != sha256:
            return False
        _vouch(path, sha256)
    except OSError:
        return False
    return True


def _has_mark(path: Path, source: str) -> bool:
    mark = _mark(path)
    return mark.is_file() and mark.read_text("utf-8") == _state(path, source)


def _vouch(path: Path, source: str) -> None:
    write_text(_mark(path), _state(path, source))


def _mark(path: Path) -> Path:
    return path.with_name(path.name + ".verified")


def _state(path: Path, source: str) -> str:
    """What the file is (its SHA-256, or what it was made from), with its size and the time of its last change."""
    status = path.stat()
    return f"{source} {status.st_size} {status.st_mtime_ns}\n"


def _join(model: ModelFile, path: Path) -> None:
    parts = [_part(model, part) for part in model.parts]
    sweep(path.parent)
    digest = hashlib.sha256()
    with replacing(path) as temporary:
        with temporary.open("wb") as stream:
            for block in _blocks(parts):
                digest.update(block)
                stream.write(block)
        if digest.hexdigest() != model.sha256:
            raise EngineMissing(
                f"{model.name}: the installed packages hold another file (SHA-256 {digest.hexdigest()[:12]}…, "
                f"expected {model.sha256[:12]}…); install them again with: {model.install}"
            )


def _part(model: ModelFile, part: str) -> Path:
    module, _, name = part.partition(":")
    try:
        found = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        found = None
    path = Path(found.origin).parent / name if found and found.origin else None
    if path is None or not path.is_file():
        raise EngineMissing(
            f"{model.name}: its part in the package {module.replace('_', '-')} is not installed; "
            f"install it with: {model.install}; or put the whole file (SHA-256 {model.sha256}) at {place_of(model)}"
        )
    return path


def _blocks(parts: list[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as stream:
            while block := stream.read(BLOCK):
                yield block
