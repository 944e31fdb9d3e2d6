"""The show's music: every piece is found, decoded and measured before anything is rendered.

ffmpeg decodes (any format, rate and channels), pydub trims and fades: short material is what it is good at.
"""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matinale.audio.fades import fade_edges
from matinale.audio.ffmpeg import local, run_ffmpeg
from matinale.audio.loudness import Meter
from matinale.audio.stitch import RATE
from matinale.errors import AudioError, MatinaleError
from matinale.model import Milliseconds
from matinale.serialization import adapter_of
from matinale.settings import JingleFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pydub = Any  # a pydub.AudioSegment: pydub has no types

PIECES = ("intro", "stinger", "section", "outro", "bed")
NONE = "none"
LONGEST_S = 600
HEADROOM = 8.0  # pydub counts in integers: pieces above 0 dBFS pass through it 18 dB lower
EDGE_S = 0.008


@dataclass(frozen=True, slots=True, eq=False)
class Jingle:
    """A piece of music. `samples`: float32 [n, 2] at 44.1 kHz, as recorded; `gain_db` is the publisher's wish.

    `loudness_lufs` is that of the part before a voice comes in (`overlap`); `powers` of it all, see `Meter.powers`.
    """

    name: str
    samples: NDArray[np.float32]
    powers: NDArray[np.float64]
    loudness_lufs: float
    gain_db: float
    overlap: Milliseconds
    credit: str


@dataclass(frozen=True, slots=True, eq=False)
class JingleSet:
    """A coherent set of pieces, by name; a set may lack any of them. `credits`: one sentence each."""

    name: str
    jingles: Mapping[str, Jingle] = field(default_factory=dict[str, Jingle])
    credits: tuple[str, ...] = ()


def list_jingle_sets(voices: Path) -> tuple[str, ...]:
    """The names of the sets in `voices/jingles/`, sorted."""
    return tuple(sorted(file.parent.name for file in (voices / "jingles").glob("*/set.toml")))


def load_jingles(voices: Path, name: str, pieces: Mapping[str, JingleFile], root: Path) -> JingleSet:
    """The set `name` of `voices/jingles/`, with the show's own `pieces` (files below `root`) in place of the set's.

    The set "none" has no pieces of its own.

    Raises:
        AudioError: The set, or a piece of it, is missing, unreadable, silent or longer than ten minutes.
    """
    title, files = ("", {}) if name == NONE else _read_set(voices, name)
    chosen = {piece: (voices / "jingles" / name / file.file, file) for piece, file in files.items()}
    for piece, file in pieces.items():
        _check_piece(piece, "show.toml, [sound.pieces]")
        chosen[piece] = (root / file.file, file)
    jingles = {piece: _load_jingle(piece, *chosen[piece]) for piece in PIECES if piece in chosen}
    said = (title, *(jingle.credit for jingle in jingles.values()))
    return JingleSet(name, jingles, tuple(dict.fromkeys(sentence for sentence in said if sentence)))


def _read_set(voices: Path, name: str) -> tuple[str, dict[str, JingleFile]]:
    from pydantic import ValidationError

    path = voices / "jingles" / name / "set.toml"
    known = (*list_jingle_sets(voices), NONE)
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
        raise AudioError(f"show.toml, [sound] jingles = {name!r}: no such set in {voices / 'jingles'}; {hint}")
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        files: dict[str, JingleFile] = adapter_of(dict[str, JingleFile]).validate_python(content.get("pieces", {}))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AudioError(f"{path}: cannot be read ({error}); mend or remove the set") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise AudioError(f"{path}: pieces.{key}: {first['msg']}; see docs/sound.md") from error
    for piece in files:
        _check_piece(piece, str(path))
    return str(content.get("credit", "")), files


def _check_piece(piece: str, where: str) -> None:
    if piece not in PIECES:
        near = get_close_matches(piece, PIECES, 1) or PIECES
        raise AudioError(f"{where}: there is no piece {piece!r}; did you mean {' or '.join(map(repr, near))}?")


def _load_jingle(name: str, path: Path, file: JingleFile) -> Jingle:
    """Decode, trim, fade and measure one piece."""
    import numpy as np

    if not path.is_file():
        raise AudioError(f"jingle {name!r}: {path} is not there; put the file there or take it out of the settings")
    cut = _trim_and_fade(_decode(name, path), file)
    samples = np.array(cut.get_array_of_samples(), np.float32).reshape(-1, 2) * np.float32(HEADROOM / 2**31)
    if not samples.any():
        raise AudioError(f"jingle {name!r}: {path} is silent between its start and its end; choose another part of it")
    samples = fade_edges(samples, RATE, EDGE_S)
    meter = Meter(RATE)
    meter.feed(samples)
    alone = samples[: max(len(samples) // 2, len(samples) - round(file.overlap * RATE / 1000))]
    loudness = _loudness_of(samples if name == "bed" else alone)
    return Jingle(name, samples, meter.powers(), loudness, file.gain_db, file.overlap, file.credit)


def _loudness_of(samples: NDArray[np.float32]) -> float:
    meter = Meter(RATE)
    meter.feed(samples)
    return meter.finish().integrated_lufs


def _decode(name: str, path: Path) -> Pydub:
    """Any audio file as stereo at 44.1 kHz in 32-bit integers, `HEADROOM` times lower than it is."""
    with warnings.catch_warnings():
        # pydub looks for an ffmpeg of the system when it is imported; we bring our own and decode with it.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    chain = f"aformat=sample_fmts=fltp,volume={1 / HEADROOM},aresample={RATE}:resampler=soxr:precision=28"
    arguments = ["-protocol_whitelist", "file,pipe", "-i", local(path), "-map", "0:a:0", "-vn"]
    arguments += ["-t", str(LONGEST_S + 1), "-af", chain, "-ac", "2", "-f", "s32le", "-"]
    try:
        content = run_ffmpeg(arguments, path)
    except MatinaleError as error:
        raise AudioError(f"jingle {name!r}: {error}") from error
    if len(content) > LONGEST_S * RATE * 8:
        raise AudioError(f"jingle {name!r}: {path} is longer than {LONGEST_S // 60} minutes; cut it shorter")
    if not content:
        raise AudioError(f"jingle {name!r}: {path} holds no sound; choose another file")
    return AudioSegment(data=content, sample_width=4, frame_rate=RATE, channels=2)


def _trim_and_fade(whole: Pydub, file: JingleFile) -> Pydub:
    cut = whole[file.start : file.end or len(whole) + 1] if file.start or file.end else whole
    if file.fade_in:
        cut = cut.fade_in(min(file.fade_in, len(cut)))
    if file.fade_out:
        cut = cut.fade_out(min(file.fade_out, len(cut)))
    return cut
