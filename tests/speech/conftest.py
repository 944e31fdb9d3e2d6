from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from speaking import SILENCE, SIWIS

from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.store import TakeStore


@pytest.fixture
def store(tmp_path: Path) -> TakeStore:
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def silence() -> VoiceProfile:
    return SILENCE


@pytest.fixture
def siwis() -> VoiceProfile:
    return SIWIS


@pytest.fixture(scope="session")
def engine_named() -> Callable[[str], SpeechEngine]:
    """Engines by name, each loaded once for all tests."""
    return cache(load_engine)
