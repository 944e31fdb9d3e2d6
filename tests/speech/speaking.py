"""Lines, segments and voices to speak with, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from matinale.model import Line, Milliseconds, Pronunciation, Segment, SpokenForm
from matinale.settings import VoiceProfile

VOICES = Path(__file__).parents[2] / "voices"
SIWIS = VoiceProfile("siwis", "kokoro", ("fr",), speaker="ff_siwis", pace=(0.16, 0.072, 0.083), folder=VOICES)
SILENCE = VoiceProfile("silence", "silence", ())


def make_line(text: str, *pronunciations: Pronunciation, line_id: str = "01-001", language: str = "fr") -> Line:
    return Line(line_id, "text", text, SpokenForm(text, pronunciations), Milliseconds(300), language=language)


def make_segment(*texts: str, voice: str = "") -> Segment:
    lines = tuple(make_line(text, line_id=f"01-{number:03}", language="") for number, text in enumerate(texts))
    return Segment("01-article", "article", "Un article", voice, lines)
