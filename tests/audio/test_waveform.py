"""The waveform: of a file, and of a programme while it is encoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from conftest import Produce
from matinale.audio.mp3 import encode_mp3
from matinale.audio.stitch import RATE
from matinale.audio.waveform import PER_SECOND, WaveformMeter, waveform_of
from matinale.errors import MatinaleError


def pairs_of(waveform: bytes) -> np.ndarray:
    return np.frombuffer(waveform, np.int8).reshape(-1, 2).astype(int)


def test_it_has_the_extremes_of_each_fiftieth(tmp_path: Path) -> None:
    sound = np.zeros((RATE * 3, 2), np.float32)
    sound[RATE : RATE + RATE // 10, 1] = np.sin(np.arange(RATE // 10) / 20) * 0.5  # a tenth of a second, on one side
    soundfile.write(tmp_path / "a.wav", sound, RATE, subtype="PCM_16")
    pairs = pairs_of(waveform_of(tmp_path / "a.wav"))
    assert len(pairs) == 3 * PER_SECOND
    assert (np.abs(pairs[51:54]) > 55).all()
    assert (np.abs(pairs[51:54]) < 70).all()
    assert not pairs[:50].any()


@given(st.lists(st.binary(max_size=9_000), max_size=8))
def test_it_does_not_matter_how_the_bytes_come(pieces: list[bytes]) -> None:
    whole, parted = WaveformMeter(), WaveformMeter()
    whole.feed(b"".join(pieces))
    for piece in pieces:
        parted.feed(piece)
    assert whole.finish() == parted.finish()


@pytest.mark.slow
def test_that_of_an_encoded_programme_is_that_of_its_file(produce: Produce, tmp_path: Path) -> None:
    studio = produce()
    encoded = encode_mp3(studio.mix, studio.sound, tmp_path / "programme.mp3")
    ours, decoded = pairs_of(encoded.heard.waveform), pairs_of(waveform_of(tmp_path / "programme.mp3"))
    assert len(ours) == len(decoded)
    assert np.abs(ours - decoded).max() <= 1


def test_what_is_no_sound_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"no sound")
    with pytest.raises(MatinaleError, match=r"a\.mp3"):
        waveform_of(tmp_path / "a.mp3")
