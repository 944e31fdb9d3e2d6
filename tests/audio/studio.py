"""Takes that sound like somebody, made of sines: the same on every machine, and different sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matinale.audio.jingles import JingleSet
from matinale.audio.mix import Mix
from matinale.model import (
    Line,
    LineRole,
    Milliseconds,
    Programme,
    Script,
    Segment,
    SegmentAudio,
    SegmentKind,
    SpokenForm,
    Take,
)
from matinale.settings import Sound

VOICES = Path(__file__).parents[2] / "voices"


def speak(line_id: str, seconds: float, *, rate: int = 24_000, level: float = 0.12, edge: float = 0.2) -> Take:
    """Syllables of a buzzing voice, `edge` seconds of engine silence (a faint hiss) around them."""
    seed = sum(line_id.encode())
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * rate)) / rate
    pitch = (100 + seed % 40) * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * t))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    voiced = sum(np.sin(k * phase) / k**1.2 for k in range(1, 25))
    syllables = 0.25 + 0.75 * np.abs(np.sin(2 * np.pi * 2.2 * t + 1.0))
    speech = (voiced * level + rng.standard_normal(len(t)) * 0.004) * syllables
    hiss = rng.standard_normal((2, round(edge * rate))) * 1e-5
    return Take(line_id, np.concatenate([hiss[0], speech, hiss[1]]).astype(np.float32), rate, f"key-{line_id}")


def line(line_id: str, *, role: LineRole = "text", pause: int = 300, voice: str = "") -> Line:
    return Line(line_id, role, "Des mots.", SpokenForm("des mots"), Milliseconds(pause), voice)


def segment(number: int, kind: SegmentKind, lines: Sequence[Line]) -> Segment:
    name = f"{number:02}-{kind}"
    return Segment(name, kind, f"Chapitre n° {number}", "siwis", tuple(lines), f"https://example.org/{name}")


def small_script(articles: int = 2, lines: int = 4, kinds: bool = True) -> Script:
    """A greeting, articles with one section heading each, and a closing."""

    def article(number: int) -> Segment:
        said = [
            line(f"{number:02}-{k:02}", role="heading" if k == 2 else "text", pause=900 if k == 1 else 350)
            for k in range(lines)
        ]
        return segment(number, "article", said)

    middle = [article(number) for number in range(1, articles + 1)]
    if not kinds:
        return Script("fingerprint", "fr", tuple(middle))
    greeting = segment(0, "greeting", [line(f"00-{k:02}", role="greeting", pause=450) for k in range(3)])
    closing = segment(articles + 1, "closing", [line(f"{articles + 1:02}-00", role="closing", pause=500)])
    return Script("fingerprint", "fr", (greeting, *middle, closing))


@dataclass(frozen=True)
class Studio:
    """A programme that was laid out, and all that it was made from."""

    script: Script
    segments: tuple[SegmentAudio, ...]
    jingles: JingleSet
    sound: Sound
    programme: Programme
    mix: Mix
    folder: Path

    def sound_of(self, *kinds: str) -> np.ndarray:
        blocks = list(self.mix.blocks(kinds) if kinds else self.mix.blocks())  # type: ignore[arg-type]
        return np.concatenate([np.broadcast_to(block, (len(block), 2)) for block in blocks])
