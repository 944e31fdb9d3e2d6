"""The programme's other formats (`[sound] alternates`), untagged; what did not change is not encoded again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.files import sha256_of
from matinale.model import Alternate, Milliseconds, Progress
from matinale.pipeline.report import Run
from matinale.serialization import fingerprint
from matinale.settings import AlternateKind

if TYPE_CHECKING:
    from matinale.audio.mix import Mix

ENCODING = "alternates 2"
KEPT = "alternates.json"


@dataclass(frozen=True, slots=True)
class AlternateFile:
    """One more encoding in the workshop: its kind, its file in the folder, and that file's hash and bytes."""

    kind: AlternateKind
    file: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EncodedAlternates:
    """All of them, and the fingerprint of what they were made from."""

    key: str
    files: tuple[AlternateFile, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What the MP3 was encoded with. `key` stands for the mix and all that shaped it."""

    key: str
    gain_db: float
    ceiling_dbtp: float


def sound_alternates(mix: Callable[[], Mix], level: Level, run: Run) -> tuple[AlternateFile, ...]:
    """The formats of the show's settings in `programme.opus` and `programme.m4a`; one no longer wished is removed.

    Args:
        mix: Gives the mix that the MP3 was made from; called only where something is to be encoded.
        level: The gain and the ceiling of the MP3.
        run: The show and the folder.
    """
    sound, workshop = run.show.sound, run.workshop
    kinds = tuple(sorted(set(sound.alternates), reverse=True))
    known = workshop.read(EncodedAlternates, KEPT)
    if not kinds and known is None:
        return ()
    key = fingerprint(ENCODING, level, kinds, sound.opus_kbps, sound.aac_kbps, version("imageio-ffmpeg"))
    if known is not None and known.key == key and all(_is_whole(file, run) for file in known.files):
        return known.files
    files = _encoded(kinds, mix, level, run) if kinds else ()
    for file in known.files if known else ():
        if file.kind not in kinds:
            workshop.path(file.file).unlink(missing_ok=True)
    workshop.write(KEPT, EncodedAlternates(key, files))
    return files


def alternate_in_site(file: AlternateFile, slug: str, duration: Milliseconds) -> Alternate:
    """What the feed says of an alternate; its name in the site holds its content's hash, as the MP3's does."""
    from matinale.audio.alternates import FORMATS
    from matinale.feed.identity import audio_name

    form = FORMATS[file.kind]
    name = audio_name(slug, file.sha256, form.suffix)
    return Alternate(name, form.media_type, file.size, round(file.size * 8000 / max(1, duration)), form.title)


def _encoded(
    kinds: Sequence[AlternateKind], mix: Callable[[], Mix], level: Level, run: Run
) -> tuple[AlternateFile, ...]:
    from matinale.audio.alternates import FORMATS, encode_alternates

    paths: dict[AlternateKind, Path] = {kind: run.workshop.path(f"programme{FORMATS[kind].suffix}") for kind in kinds}
    with run.watch.stage("encode"):
        run.on_progress(Progress("encode", "", 0, 1))
        encode_alternates(mix(), run.show.sound, level.gain_db, level.ceiling_dbtp, paths)
        run.on_progress(Progress("encode", "", 1, 1))
    return tuple(AlternateFile(kind, path.name, sha256_of(path), path.stat().st_size) for kind, path in paths.items())


def _is_whole(file: AlternateFile, run: Run) -> bool:
    path = run.workshop.path(file.file)
    return path.is_file() and sha256_of(path) == file.sha256
