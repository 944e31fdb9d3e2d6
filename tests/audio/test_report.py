"""Figures by chapter and by jingle, and a plot that can be looked at."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from studio import Studio

from matinale.audio.loudness import NOTHING_LUFS, FrameListener, integrated_of_momentary, short_term_of
from matinale.audio.mp3 import encode_mp3
from matinale.audio.report import draw_loudness, report_sound, write_loudness_plot
from matinale.model import Chapter, Cue, Loudness, Milliseconds, Programme, Samples, from_json, to_json


def programme(seconds: int = 60) -> Programme:
    cues = (
        Cue("jingle", "intro", Samples(0), Samples(8_000)),
        Cue("voice", "a", Samples(6_000), Samples(20_000)),
        Cue("jingle", "stinger", Samples(30_000), Samples(3_000)),
    )
    chapters = (Chapter("Début", Samples(0)), Chapter("Été 😀 « suite »", Samples(30_000)))
    return Programme(1_000, Samples(seconds * 1_000), cues, chapters)


def test_each_part_has_its_own_loudness() -> None:
    momentary = [-20.0] * 60 + [-16.0] * 240 + [-18.0] * 300
    report = report_sound(programme(), Loudness(-16.5, -1.5), momentary)
    assert [(part.name, part.start_s) for part in report.chapters] == [("Début", 0.0), ("Été 😀 « suite »", 30.0)]
    assert [part.integrated_lufs for part in report.chapters] == [pytest.approx(-16.6, abs=0.2), -18.0]
    assert [(part.name, part.integrated_lufs) for part in report.jingles] == [("intro", -20.0), ("stinger", -18.0)]
    assert report.chapters[0].short_term_max_lufs == -16.0
    assert from_json(type(report), to_json(report)) == report


def test_digital_silence_is_told_of_by_ffmpeg_as_no_number() -> None:
    frames = [
        "TARGET:-23 LUFS  M:  nan S:-120.7     I: -70.0 LUFS",
        "M: -inf S: -inf I: -70",
        "M: -20.5 S: -21.0 I: -20",
    ]
    listener = FrameListener()
    assert [listener.hear(line) for line in [*frames, "size= 12kB"]] == [True, True, True, False]
    assert list(listener.momentary) == [NOTHING_LUFS, NOTHING_LUFS, -20.5]
    assert listener.short_term_max_lufs == -21.0


def test_no_sound_gives_figures_too() -> None:
    report = report_sound(programme(1), Loudness(NOTHING_LUFS, -120), [])
    assert {part.integrated_lufs for part in report.chapters + report.jingles} == {NOTHING_LUFS}
    assert integrated_of_momentary([]) == NOTHING_LUFS
    assert short_term_of([-20.0] * 29) == []


@pytest.mark.parametrize("count", [0, 1, 40, 600, 36_000])
def test_a_plot_of_any_length(count: int) -> None:
    momentary = (-16 + 6 * np.sin(np.arange(count) / 9)).tolist()
    with Image.open(io.BytesIO(draw_loudness(programme(max(1, count // 10)), momentary, -16.0))) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (1600, 560))
        assert (len(image.getcolors(1 << 20) or []) > 6) == (count > 0) or count <= 1


def test_from_an_encoded_programme(studio: Studio, tmp_path: Path) -> None:
    encoded = encode_mp3(studio.mix, studio.sound, tmp_path / "e.mp3")
    assert len(encoded.momentary) == pytest.approx(encoded.duration / 100, abs=2)
    assert integrated_of_momentary(encoded.momentary) == pytest.approx(encoded.loudness.integrated_lufs, abs=0.15)
    report = report_sound(studio.programme, encoded.loudness, encoded.momentary)
    voice = report.chapters[1].integrated_lufs
    for part in report.jingles:
        if part.name != "section":  # too short to be told from the voice beside it
            assert voice - 5 < part.integrated_lufs < voice - 1.2, part
    assert write_loudness_plot(tmp_path, studio.programme, encoded.momentary, -16.0) == tmp_path / "loudness.png"
    assert Milliseconds(encoded.duration) > 0
