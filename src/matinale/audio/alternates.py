"""The programme in other formats than MP3: Opus in Ogg, AAC in MP4; the same mix, as loud as the MP3 after decoding.

One ffmpeg run makes all that are wished, block by block; each is decoded and measured, and one that misses its
loudness (each encoder takes another part of it) is encoded again. Files hold no tag, date or random number: the serial
number of Ogg and the times of MP4 are those of the bit-exact mode of ffmpeg.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from matinale.audio.ffmpeg import local, stream_through_ffmpeg
from matinale.audio.limiter import limit_blocks
from matinale.audio.loudness import NOTHING_LUFS
from matinale.audio.measuring import measure_loudness
from matinale.audio.mix import Mix
from matinale.audio.mp3 import TOLERANCE_LU, TRIES, interleaved
from matinale.audio.stitch import RATE
from matinale.errors import AudioError
from matinale.files import replacing
from matinale.model import Loudness
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
    """Render `mix` to each of `paths`, replaced whole.

    `gain_db` and `ceiling_dbtp`, those that the MP3 was encoded with, are where each begins.

    Raises:
        AudioError: ffmpeg failed, or a loudness cannot be met.
        WorkspaceError: A file cannot be written, or the disk is full.
    """
    with ExitStack() as stack:
        waiting = {kind: stack.enter_context(replacing(path)) for kind, path in paths.items()}
        levels: dict[AlternateKind, tuple[float, float]] = dict.fromkeys(paths, (gain_db, ceiling_dbtp))
        for _ in range(TRIES):
            for level in sorted(set(levels.values())):
                these: dict[AlternateKind, Path] = {kind: waiting[kind] for kind in levels if levels[kind] == level}
                _encode(mix, sound, level, these)
            seconds = mix.programme.length / RATE
            heard = {kind: measure_loudness(waiting[kind], seconds=seconds) for kind in levels}
            levels = {
                kind: _corrected(levels[kind], heard[kind], sound) for kind in levels if _misses(heard[kind], sound)
            }
            if not levels:
                return
    raise AudioError(
        f"{next(iter(paths.values()))}: {TRIES} encodings did not come to {sound.integrated_lufs} LUFS and "
        f"{sound.true_peak_dbtp} dBTP; choose a lower [sound] integrated_lufs"
    )


def _misses(heard: Loudness, sound: Sound) -> bool:
    sounds = heard.integrated_lufs > NOTHING_LUFS
    far = abs(sound.integrated_lufs - heard.integrated_lufs) > TOLERANCE_LU
    return sounds and (far or heard.true_peak_dbtp > sound.true_peak_dbtp)


def _corrected(level: tuple[float, float], heard: Loudness, sound: Sound) -> tuple[float, float]:
    """Gain and ceiling after an encoding that missed."""
    gain_db, ceiling_dbtp = level
    over = heard.true_peak_dbtp - sound.true_peak_dbtp
    return gain_db + sound.integrated_lufs - heard.integrated_lufs, ceiling_dbtp - (over + 0.2 if over > 0 else 0)


def _encode(mix: Mix, sound: Sound, level: tuple[float, float], paths: Mapping[AlternateKind, Path]) -> None:
    arguments = ["-xerror", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", str(sound.channels)]
    arguments += ["-i", "pipe:0"]
    for kind, path in paths.items():
        arguments += ["-map", "0:a", *FORMATS[kind].arguments, "-b:a", f"{_kbps(kind, sound)}k"]
        arguments += [*REPRODUCIBLE, local(path)]
    blocks = interleaved(limit_blocks(mix.blocks(), *level), sound.channels)
    stream_through_ffmpeg(arguments, blocks, lambda _: None, next(iter(paths.values())))


def _kbps(kind: AlternateKind, sound: Sound) -> int:
    return {"opus": sound.opus_kbps, "aac": sound.aac_kbps}[kind]
