"""Models of the Hugging Face hub: `model = "hf://OWNER/REPO/FILE"`, or `hf://OWNER/REPO@REVISION/FILE`.

A file is fetched once, with a progress bar, into the hub's own cache, which other programs share; from then on nothing
is asked of the network. The profile names its SHA-256, so that nobody can put another file in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from matinale.errors import EngineMissing, ShowError

SCHEME = "hf://"
INSTALL = "pip install 'matinale[hub]'"

_ADDRESS = re.compile(r"hf://(?P<repo>[\w.-]+/[\w.-]+?)(?:@(?P<revision>[\w./-]+?))?/(?P<file>[^/@].*)")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository. `revision` "" is its main branch.

    >>> HubFile.of("hf://rhasspy/piper-voices@v1.0.0/fr/siwis.onnx")
    HubFile(repository='rhasspy/piper-voices', file='fr/siwis.onnx', revision='v1.0.0')
    """

    repository: str
    file: str
    revision: str = ""

    @classmethod
    def of(cls, address: str) -> HubFile:
        """Raises `ValueError` where the address is none."""
        match = _ADDRESS.fullmatch(address)
        if match is None or ".." in match["file"].split("/"):
            raise ValueError(f"{address!r}: write hf://OWNER/REPO/FILE, or hf://OWNER/REPO@REVISION/FILE")
        return cls(match["repo"], match["file"], match["revision"] or "")

    def beside(self, suffix: str) -> HubFile:
        """Its companion: the same name with `suffix` after it, or where that is a whole name, that in its folder."""
        folder = self.file.rpartition("/")[0]
        name = self.file + suffix if suffix.startswith(".") else f"{folder}/{suffix}".lstrip("/")
        return HubFile(self.repository, name, self.revision)


def fetch_from_hub(where: Path, address: str, sha256: str, companions: tuple[str, ...] = ()) -> Path:
    """The file of an address in the hub's cache, with its companions (`HubFile.beside`) beside it.

    Args:
        where: The profile, for messages.
        address: `hf://…`.
        sha256: What the profile says of the file; here only that it says it (`verified` compares).
        companions: Suffixes (".json") or names ("config.json").

    Raises:
        ShowError: The address is none, or the profile names no SHA-256.
        EngineMissing: huggingface-hub is not installed, or the file cannot be fetched.
    """
    try:
        wanted = HubFile.of(address)
    except ValueError as error:
        raise ShowError(f"{where}: model: {error}") from error
    if not sha256:
        raise ShowError(
            f"{where}: sha256: missing; a model of a hub is named by it too, as the file's page there shows it"
        )
    for companion in companions:
        _fetched(where, wanted.beside(companion))
    return _fetched(where, wanted)


def is_fetched(address: str) -> bool:
    """Whether the hub's cache has an address's file, so that nothing would be downloaded."""
    try:
        return _cached(HubFile.of(address)) is not None
    except (ValueError, ImportError):
        return False


def _cached(wanted: HubFile) -> Path | None:
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(wanted.repository, wanted.file, revision=wanted.revision or None)
    return Path(found) if isinstance(found, str) else None


def _fetched(where: Path, wanted: HubFile) -> Path:
    try:
        cached = _cached(wanted)
        if cached is not None:
            return cached
        hub = cast("Any", import_module("huggingface_hub"))
    except ImportError as error:
        raise EngineMissing(
            f"{where}: model: a file of a hub needs {error.name}; install it with: {INSTALL}"
        ) from error
    try:
        return Path(hub.hf_hub_download(wanted.repository, wanted.file, revision=wanted.revision or None))
    except Exception as error:  # the package lets errors of many kinds through: its own, its client's, the system's
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise EngineMissing(
            f"{where}: model: {wanted.repository}/{wanted.file} could not be fetched ({reason}); once it is to be had, "
            "run again; or get the file elsewhere and name its path"
        ) from error
