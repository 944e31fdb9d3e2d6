"""The show's music: decoded once, and again when a file has changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from matinale.pipeline.mixing import jingles_of
from matinale.show import read_show


@pytest.mark.slow
def test_music_is_decoded_once_until_a_file_changes(show_folder: Path) -> None:
    tone = np.sin(np.arange(44_100) / 20)
    soundfile.write(show_folder / "mine.wav", tone * 0.5, 44_100)
    settings = show_folder / "show.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[sound.pieces.intro]\nfile = "mine.wav"\n', "utf-8")
    show = read_show(show_folder)
    first = jingles_of(show)
    assert jingles_of(read_show(show_folder)) is first
    soundfile.write(show_folder / "mine.wav", tone * 0.25, 44_100)
    again = jingles_of(show)
    assert again is not first
    assert again.jingles["intro"].loudness_lufs < first.jingles["intro"].loudness_lufs - 5
