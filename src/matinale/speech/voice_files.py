"""Files that a voice profile names: beside the profile, inside an installed package, or on the Hugging Face hub."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from matinale.errors import EngineMissing, ShowError
from matinale.files import sha256_of
from matinale.settings import VoiceProfile
from matinale.speech.hub import SCHEME, fetch_from_hub


def locate_file(voice: VoiceProfile, key: str, named: str, companions: tuple[str, ...] = ()) -> Path:
    """The file that a profile's `key` names: a path relative to the profile or an absolute one, "module:file", "hf://…".

    What is on the hub is fetched, with the `companions` that have to lie beside it: suffixes or names of files.

    Raises:
        ShowError: There is no such file.
        EngineMissing: The package that should carry it is not installed, or it cannot be fetched.
    """
    where = voice.folder / f"{voice.name}.toml"
    if named.startswith(SCHEME):
        return fetch_from_hub(where, named, voice.sha256, companions)
    if not named:
        raise ShowError(f"{where}: {key}: missing; give the path of a file, or module:file of an installed package")
    module, colon, inside = named.partition(":")
    if colon and module.isidentifier() and len(module) > 1:  # one letter before the colon is a Windows drive
        found = importlib.util.find_spec(module)
        if found is None or found.origin is None:
            package = module.replace("_", "-")
            raise EngineMissing(f"{where}: {key}: the package of {named} is not installed: pip install {package}")
        path = Path(found.origin).parent / inside
    else:
        path = voice.folder / named
    if not path.is_file():
        raise ShowError(f"{where}: {key}: no such file: {path}")
    return path


def verified(path: Path, voice: VoiceProfile) -> str:
    """The SHA-256 of a model's file; the profile's `sha256`, where given, has to be it.

    Raises:
        ShowError: The file is another one.
    """
    status = path.stat()
    digest = _digest(path, status.st_size, status.st_mtime_ns)
    if voice.sha256 and digest != voice.sha256.lower():
        raise ShowError(
            f"{voice.folder / f'{voice.name}.toml'}: sha256: {path} is another file (SHA-256 {digest}); "
            "get the right one, or correct the key"
        )
    return digest


@cache
def _digest(path: Path, _size: int, _changed: int) -> str:
    return sha256_of(path)
