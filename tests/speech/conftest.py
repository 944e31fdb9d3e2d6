from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matinale.model import Line, Milliseconds, Pronunciation, Segment, SpokenForm
from matinale.settings import VoiceProfile
from matinale.speech.store import TakeStore

VOICES = Path(__file__).parents[2] / "voices"


def make_line(text: str, *pronunciations: Pronunciation, line_id: str = "01-001", language: str = "fr") -> Line:
    return Line(line_id, "text", text, SpokenForm(text, pronunciations), Milliseconds(300), language=language)


def make_segment(*texts: str, voice: str = "") -> Segment:
    lines = tuple(make_line(text, line_id=f"01-{number:03}", language="") for number, text in enumerate(texts))
    return Segment("01-article", "article", "Un article", voice, lines)


@pytest.fixture
def store(tmp_path: Path) -> TakeStore:
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def silence() -> VoiceProfile:
    return VoiceProfile("silence", "silence", ())


@pytest.fixture(scope="session")
def siwis() -> VoiceProfile:
    return VoiceProfile("siwis", "kokoro", ("fr",), speaker="ff_siwis", folder=VOICES)


@pytest.fixture
def line() -> Callable[..., Line]:
    return make_line
