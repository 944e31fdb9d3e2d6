from __future__ import annotations

from pathlib import Path

import pytest
from speaking import SILENCE, SIWIS

from matinale.settings import VoiceProfile
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
