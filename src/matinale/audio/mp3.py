"""The programme as an MP3: measured, brought to its loudness by one gain, limited, encoded once, measured again.

MPEG-1 Layer III at 44.1 kHz with a constant bit rate and a LAME header, so that players seek exactly and show the
right duration. What counts is what a listener's decoder gives: the file is decoded and measured by ffmpeg, and
encoded again with a corrected gain where it misses.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.ffmpeg import local, stream_through_ffmpeg
from matinale.audio.limiter import PeakMeter, limit_blocks
from matinale.audio.loudness import NOTHING_LUFS, Meter
from matinale.audio.measuring import FrameListener, Heard, read_ebur128
from matinale.audio.mix import BLOCK, Mix
from matinale.audio.report import edges_of_parts
from matinale.audio.stitch import RATE
from matinale.audio.voices import in_steps
from matinale.audio.waveform import WaveformMeter
from matinale.errors import AudioError
from matinale.files import replacing
from matinale.model import Loudness, Milliseconds, Samples
from matinale.settings import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRIES = 4
TOLERANCE_LU = 0.3  # EBU R 128 allows 0.5; a checker's rounding must not decide
ENCODER_MARGIN_DB = 1.0  # a lossy encoder raises peaks: the limiter's ceiling lies this much lower
HEARD_BLOCKS = 60  # of 65,536 samples: a minute and a half
MOST_TAKEN_LU = 2.0
# Of 0 (slow) to 9. Measured: an hour takes 14 s of CPU, against 21 s at the default; encoding took 0.4 LU from a real
# voice, which the second pass put back. How it sounds beside the default was not compared.
LAME_QUALITY = "7"


@dataclass(frozen=True, slots=True)
class Encoded:
    """What was encoded: its loudness after decoding, and its exact length.

    `gain_db` and `ceiling_dbtp`: what `limit_blocks` was given in the encoding that met the loudness.
    `heard`: the same place by place, for `report_sound` and the plot.
    """

    loudness: Loudness
    length: Samples
    gain_db: float
    ceiling_dbtp: float
    heard: Heard

    @property
    def duration(self) -> Milliseconds:
        """The decoded audio's duration, rounded to the millisecond."""
        return Milliseconds(round(self.length * 1000 / RATE))


def encode_mp3(mix: Mix, sound: Sound, path: Path, kept: tuple[float, float] | None = None) -> Encoded:
    """Render `mix` to `path`, replaced whole, without tags.

    `kept`: gain and ceiling of the episode's last encoding with the same settings. While the loudness is met with
    them they stay, so that a corrected sentence leaves the rest of the sound as it was; else, and without them, they
    are found anew from the mix alone.

    Raises:
        AudioError: ffmpeg failed, or the loudness cannot be met.
        WorkspaceError: The file cannot be written, or the disk is full.
    """
    with replacing(path) as temporary:
        encoded = _encode_until_met(mix, sound, temporary, path, kept)
        if sound.channels == 2:
            declare_joint_stereo(temporary)
    return encoded


def _encode_until_met(mix: Mix, sound: Sound, temporary: Path, path: Path, kept: tuple[float, float] | None) -> Encoded:
    """Encode and measure; where the decoded sound misses, again with the gain and the ceiling corrected."""
    length, edges = mix.programme.length, edges_of_parts(mix.programme)
    gain_db, ceiling_dbtp = kept or _first_level(mix, sound, temporary, path)
    for _ in range(TRIES):
        blocks = limit_blocks(mix.blocks(), gain_db, ceiling_dbtp)
        measured, heard = _encode(blocks, length, sound, temporary, path, edges=edges)
        missed = sound.integrated_lufs - measured.integrated_lufs
        over = measured.true_peak_dbtp - sound.true_peak_dbtp
        if measured.integrated_lufs <= NOTHING_LUFS:  # nothing sounds: there is no loudness to reach
            return Encoded(measured, length, 0.0, ceiling_dbtp, heard)
        if abs(missed) <= TOLERANCE_LU and over <= 0:
            return Encoded(measured, length, gain_db, ceiling_dbtp, heard)
        if kept is not None:
            kept = None
            gain_db, ceiling_dbtp = _first_level(mix, sound, temporary, path)
            continue
        gain_db = in_steps(gain_db + missed)
        if over > 0:
            ceiling_dbtp -= over + 0.2
    raise AudioError(
        f"{path}: {TRIES} encodings did not come to {sound.integrated_lufs} LUFS and {sound.true_peak_dbtp} dBTP; "
        "choose a lower [sound] integrated_lufs"
    )


def _first_level(mix: Mix, sound: Sound, temporary: Path, path: Path) -> tuple[float, float]:
    """The gain and the ceiling (dB) that should meet the loudness at once."""
    expected = mix.programme.expected_lufs
    gain_db = sound.integrated_lufs - expected if expected > NOTHING_LUFS else 0.0
    gain_db += _taken_by_encoding(mix, sound, gain_db, temporary, path)
    return in_steps(gain_db), sound.true_peak_dbtp - ENCODER_MARGIN_DB


def _taken_by_encoding(mix: Mix, sound: Sound, gain_db: float, temporary: Path, path: Path) -> float:
    """How many LU limiter and encoder take (0.4 from a real voice at 128 kb/s), tried on the first minute and a half.

    Reckoned with at once, it saves encoding all of a long programme twice; a short one is simply encoded again.
    """
    if mix.programme.length < 4 * HEARD_BLOCKS * BLOCK:
        return 0.0
    meter = Meter(RATE)
    for block in islice(mix.blocks(), HEARD_BLOCKS):
        meter.feed(block)
    plain = meter.finish().integrated_lufs
    sample = limit_blocks(islice(mix.blocks(), HEARD_BLOCKS), gain_db, sound.true_peak_dbtp - ENCODER_MARGIN_DB)
    heard = _encode(sample, HEARD_BLOCKS * BLOCK, sound, temporary, path)[0].integrated_lufs
    return 0.0 if NOTHING_LUFS in (plain, heard) else min(MOST_TAKEN_LU, max(0.0, plain + gain_db - heard))


def _encode(
    blocks: Iterable[NDArray[np.float32]],
    length: int,
    sound: Sound,
    temporary: Path,
    path: Path,
    *,
    edges: tuple[int, ...] = (),
) -> tuple[Loudness, Heard]:
    """One encode of `length` samples; its packets are decoded again in the same run and measured.

    Raises:
        AudioError: ffmpeg failed, or wrote less than that.
    """
    peak, frames, waveform = PeakMeter(edges), FrameListener(), WaveformMeter()

    def take(decoded: bytes) -> None:
        peak.feed(decoded)
        waveform.feed(decoded)

    pieces = interleaved(blocks, sound.channels)
    said = stream_through_ffmpeg(_arguments(sound, temporary), pieces, take, path, listen=frames.hear)
    frames.require(length / RATE, path)
    if temporary.stat().st_size < length / RATE * sound.bitrate_kbps * 125:
        raise AudioError(f"{path}: ffmpeg wrote only a part of it; run again")
    loudness = replace(read_ebur128(said, frames, path), true_peak_dbtp=round(peak.dbtp, 2))
    return loudness, Heard(frames.momentary, edges, peak.peaks, waveform.finish())


def _arguments(sound: Sound, temporary: Path) -> list[str]:
    """What ffmpeg is told: encode stdin to `temporary`, and give what its decoder makes of it, measured, to stdout."""
    heard = "ebur128=peak=none:dualmono=true:framelog=info"
    if sound.channels == 1:
        heard += ",pan=stereo|c0=c0|c1=c0"
    encoding = f"-c:a libmp3lame -b:a {sound.bitrate_kbps}k -joint_stereo 1 -compression_level {LAME_QUALITY}"
    return [
        *("-xerror", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", str(sound.channels), "-i", "pipe:0"),
        *("-map", "0:a", "-map_metadata", "-1", *encoding.split()),
        *("-write_xing", "1", "-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3", local(temporary)),
        *("-dec", "0:0", "-filter_complex", f"[dec:0]{heard}[heard]"),
        *("-map", "[heard]", "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"),
    ]


def interleaved(blocks: Iterable[NDArray[np.float32]], channels: int) -> Generator[memoryview]:
    """Interleaved little-endian floats; to mono both sides are averaged."""
    import numpy as np

    for block in blocks:
        samples = np.empty((len(block), channels), "<f4")
        if channels == 1:
            samples[:, 0] = block.mean(axis=1)
        else:  # one side after the other: five times as fast as both at once
            samples[:, 0], samples[:, 1] = block[:, 0], block[:, -1]
        yield samples.data.cast("B")


INFO_CRC_BYTES = 190  # of the LAME header's frame, checked by the two bytes after them


def declare_joint_stereo(path: Path) -> None:
    """Let the LAME header's frame say what the frames after it are: joint stereo.

    ffmpeg writes that frame itself, and always as plain stereo; players and checkers read the mode from it. Its
    checksum (CRC-16/ARC over the first 190 bytes) is written anew.
    """
    with path.open("r+b") as file:
        frame = bytearray(file.read(INFO_CRC_BYTES + 2))
        if bytes(frame[36:40]) not in (b"Info", b"Xing") or frame[0] != 0xFF:
            raise AudioError(f"{path}: ffmpeg wrote no LAME header; is it built with libmp3lame?")
        frame[3] = (frame[3] & 0b00111111) | 0b01000000
        frame[INFO_CRC_BYTES:] = crc_16(bytes(frame[:INFO_CRC_BYTES])).to_bytes(2, "big")
        file.seek(0)
        file.write(frame)


def crc_16(content: bytes) -> int:
    """CRC-16/ARC: reflected polynomial 0xA001, start 0."""
    register = 0
    for byte in content:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0xA001 if register & 1 else 0)
    return register
