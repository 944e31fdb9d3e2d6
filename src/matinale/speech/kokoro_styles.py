"""Kokoro's voices: a style is float32 (510, 1, 256), one vector for each number of phonemes.

Styles are files beside the voice profile (`kokoro/<speaker>.bin`, as the model's makers publish them). Several blend
into a new voice by their weighted mean.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import ShowError
from matinale.settings import VoiceProfile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHAPE = (510, 1, 256)
SIZE = 510 * 256 * 4
FOLDER = "kokoro"


def load_style(voice: VoiceProfile) -> NDArray[np.float32]:
    """The style of a profile, of shape (510, 1, 256).

    Raises:
        ShowError: A style does not exist, is not one, or the weights of a blend are not above 0.
    """
    import numpy as np

    weights = speakers_of(voice)
    total = sum(weights.values())
    blended = np.zeros(SHAPE, dtype=np.float64)
    for speaker, weight in sorted(weights.items()):
        style = np.frombuffer(_content(style_path(voice, speaker)), dtype="<f4").reshape(SHAPE)
        blended += style.astype(np.float64) * (weight / total)
    return blended.astype(np.float32)


def style_version(voice: VoiceProfile) -> str:
    """The SHA-256 of the style files that a profile uses."""
    return " ".join(_digest(style_path(voice, speaker)) for speaker in sorted(speakers_of(voice)))


def speakers_of(voice: VoiceProfile) -> Mapping[str, float]:
    """The styles that a profile uses, with their weights."""
    weights = dict(voice.blend) or ({voice.speaker: 1.0} if voice.speaker else {})
    if not weights:
        raise ShowError(f'{_where(voice)}: speaker: missing; give a style such as speaker = "ff_siwis", or a [blend]')
    wrong = [name for name, weight in weights.items() if not weight > 0]
    if wrong:
        raise ShowError(f"{_where(voice)}: blend.{wrong[0]}: a weight is above 0")
    return weights


def style_path(voice: VoiceProfile, speaker: str) -> Path:
    """The file of a style: a path relative to the profile where one is given, else `kokoro/<speaker>.bin` beside it."""
    path = voice.folder / speaker if speaker.endswith(".bin") else voice.folder / FOLDER / f"{speaker}.bin"
    if not path.is_file():
        there = sorted(style.stem for style in path.parent.glob("*.bin"))
        nearest = difflib.get_close_matches(path.stem, there, n=1)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"there are: {', '.join(there) or 'none'}"
        raise ShowError(f"{_where(voice)}: speaker: no style {path}; {hint}")
    return path


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if len(content) != SIZE:
        raise ShowError(f"{path}: not a style of Kokoro: {len(content)} bytes, expected {SIZE} (float32 510 × 1 × 256)")
    return content


def _digest(path: Path) -> str:
    status = path.stat()
    return _digest_of_state(path, status.st_size, status.st_mtime_ns)


@cache
def _digest_of_state(path: Path, _size: int, _changed: int) -> str:
    return hashlib.sha256(_content(path)).hexdigest()


def _where(voice: VoiceProfile) -> str:
    return str(voice.folder / f"{voice.name}.toml")
