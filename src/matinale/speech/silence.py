"""The engine that says nothing: silence as long as the words would take.

For tests, for plugins' authors and for trying a show's mix and feed in seconds. Deterministic: the length depends on
the text alone.
"""

from __future__ import annotations

from matinale.errors import SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile

RATE = 24_000
SECONDS_PER_CHARACTER = 0.068  # French newsreading: 465 s for 6,800 characters
SECONDS_AT_LEAST = 0.2
HUM = 1e-4  # -80 dBFS, alternating: a take of nothing but zeros would be trimmed away


class SilenceEngine:
    """Lasts as long as a newsreader would, at 24 kHz; `voice.speed` shortens it."""

    @property
    def version(self) -> str:
        """Its formula."""
        return "silence 1"

    @property
    def limits(self) -> EngineLimits:
        """Any text in any language."""
        return EngineLimits(characters=1_000_000, ipa=True)

    def voice_version(self, voice: VoiceProfile) -> str:  # noqa: ARG002 - the profile's own fields say all
        """Nothing beside the profile."""
        return ""

    def require(self, voice: VoiceProfile) -> None:
        """Needs nothing."""

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """A hum far below hearing, as long as the words would take."""
        import numpy as np

        if voice.speed <= 0:
            raise SpeechError(f"voice {voice.name!r}: speed = {voice.speed}: a speed is above 0")
        seconds = max(SECONDS_AT_LEAST, len(line.spoken.text) * SECONDS_PER_CHARACTER / voice.speed)
        samples = np.full(round(seconds * RATE), HUM, dtype=np.float32)
        samples[1::2] *= -1
        return Take(line.id, samples, RATE, "")
