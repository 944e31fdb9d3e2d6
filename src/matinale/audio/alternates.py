"""The programme in other formats than MP3: Opus in Ogg, AAC in MP4; the same mix, gain and limiter as the MP3's.

One ffmpeg run makes all that are wished, block by block. Files hold no tag, date or random number: Ogg's serial
number and MP4's times are those of ffmpeg's bit-exact mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from matinale.audio.ffmpeg import local, stream_through_ffmpeg
from matinale.audio.limiter import limit_blocks
from matinale.audio.mix import Mix
from matinale.audio.mp3 import interleaved
from matinale.audio.stitch import RATE
from matinale.files import replacing
from matinale.settings import AlternateKind, Sound


@dataclass(frozen=True, slots=True)
class AlternateFormat:
    """A format's file ending, its media type as feeds name it, its name for listeners, and what ffmpeg is told."""

    suffix: str
    media_type: str
    title: str
    arguments: tuple[str, ...]


FORMATS: Mapping[AlternateKind, AlternateFormat] = {
    # Opus knows 48 kHz alone. The namespace's own example calls it audio/opus.
    "opus": AlternateFormat(
        ".opus", "audio/opus", "Opus", ("-c:a", "libopus", "-ar", "48000", "-vbr", "on", "-f", "opus")
    ),
    # +faststart: the index before the sound, so that a player begins before it has all.
    "aac": AlternateFormat(".m4a", "audio/mp4", "AAC", ("-c:a", "aac", "-movflags", "+faststart", "-f", "ipod")),
}

REPRODUCIBLE = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")


def encode_alternates(
    mix: Mix, sound: Sound, gain_db: float, ceiling_dbtp: float, paths: Mapping[AlternateKind, Path]
) -> None:
    """Render `mix` to each of `paths`, replaced whole. Gain and ceiling are those that the MP3 was encoded with.

    Raises:
        AudioError: ffmpeg failed.
        WorkspaceError: A file cannot be written, or the disk is full.
    """
    if not paths:
        return
    about = next(iter(paths.values()))
    arguments = ["-v", "error", "-xerror", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", str(sound.channels)]
    arguments += ["-i", "pipe:0"]
    with ExitStack() as stack:
        for kind, path in paths.items():
            temporary = stack.enter_context(replacing(path))
            arguments += ["-map", "0:a", *FORMATS[kind].arguments, "-b:a", f"{_kbps(kind, sound)}k"]
            arguments += [*REPRODUCIBLE, local(temporary)]
        blocks = limit_blocks(mix.blocks(), gain_db, ceiling_dbtp)
        stream_through_ffmpeg(arguments, interleaved(blocks, sound.channels), lambda _: None, about)


def _kbps(kind: AlternateKind, sound: Sound) -> int:
    return {"opus": sound.opus_kbps, "aac": sound.aac_kbps}[kind]
