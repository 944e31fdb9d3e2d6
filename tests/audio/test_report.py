"""Figures by chapter and by jingle, and a plot that can be looked at."""

from __future__ import annotations

import io
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soxr
from PIL import Image
from studio import Studio

from matinale.audio.ffmpeg import ffmpeg_binary
from matinale.audio.loudness import NOTHING_LUFS, integrated_of_momentary, short_term_of
from matinale.audio.measuring import FrameListener, Heard
from matinale.audio.mp3 import encode_mp3
from matinale.audio.report import (
    SoundReport,
    describe_sound,
    draw_loudness,
    edges_of_parts,
    report_sound,
    write_loudness_plot,
)
from matinale.model import Chapter, Cue, Loudness, Programme, Samples
from matinale.serialization import from_json, to_json


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
    peaks = (-9.0, -4.0, -7.5, -2.25)
    heard = Heard(momentary, edges_of_parts(programme()), peaks)
    assert heard.edges == (6_000, 30_000, 33_000)
    report = report_sound(programme(), Loudness(-16.5, -1.5), heard)
    assert [(part.name, part.start_s) for part in report.chapters] == [("Début", 0.0), ("Été 😀 « suite »", 30.0)]
    assert [part.integrated_lufs for part in report.chapters] == [pytest.approx(-16.6, abs=0.2), -18.0]
    assert [(part.name, part.integrated_lufs) for part in report.jingles] == [("intro", -20.0), ("stinger", -18.0)]
    assert report.chapters[0].short_term_max_lufs == -16.0
    assert [part.true_peak_dbtp for part in report.chapters] == [-4.0, -2.25]
    assert [part.true_peak_dbtp for part in report.jingles] == [-9.0, -7.5]
    assert [part.range_lu for part in report.chapters] == [pytest.approx(4, abs=0.5), 0.0]
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
    report = report_sound(programme(1), Loudness(NOTHING_LUFS, -120), Heard())
    assert {part.integrated_lufs for part in report.chapters + report.jingles} == {NOTHING_LUFS}
    assert integrated_of_momentary([]) == NOTHING_LUFS
    assert short_term_of([-20.0] * 29) == []


@pytest.mark.parametrize("count", [0, 1, 40, 600, 36_000])
def test_a_plot_of_any_length(count: int) -> None:
    momentary = (-16 + 6 * np.sin(np.arange(count) / 9)).tolist()
    with Image.open(io.BytesIO(draw_loudness(programme(max(1, count // 10)), momentary, -16.0))) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (1600, 560))
        assert (len(image.getcolors(1 << 20) or []) > 6) == (count > 0) or count <= 1


@pytest.mark.slow
def test_from_an_encoded_programme(studio: Studio, tmp_path: Path) -> None:
    encoded = encode_mp3(studio.mix, studio.sound, tmp_path / "e.mp3")
    assert len(encoded.heard.momentary) == pytest.approx(encoded.duration / 100, abs=2)
    assert integrated_of_momentary(encoded.heard.momentary) == pytest.approx(encoded.loudness.integrated_lufs, abs=0.15)
    report = report_sound(studio.programme, encoded.loudness, encoded.heard)
    voice = report.chapters[1].integrated_lufs
    for part in report.jingles:
        if part.name != "section":  # too short to be told from the voice beside it
            assert voice - 5 < part.integrated_lufs < voice - 1.2, part
    assert max(part.true_peak_dbtp for part in report.chapters) == encoded.loudness.true_peak_dbtp
    assert_peaks_are_those_of_the_file(studio, report, tmp_path / "e.mp3")
    path = write_loudness_plot(tmp_path, studio.programme, encoded.heard.momentary, -16.0)
    assert path == tmp_path / "loudness.png"
    lines = list(describe_sound(report))
    assert len(lines) == 2 + len(report.chapters) + len(report.jingles)
    assert lines[1].endswith("programme")
    assert f"{report.jingles[0].true_peak_dbtp:.1f}  intro" in lines[-len(report.jingles)]


def assert_peaks_are_those_of_the_file(studio: Studio, report: SoundReport, mp3: Path) -> None:
    """Each chapter of the decoded file, oversampled four times by somebody else's resampler."""
    command = [ffmpeg_binary(), "-v", "error", "-i", str(mp3), "-f", "f32le", "-"]
    samples = np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4").reshape(-1, 2)
    starts = [*(int(chapter.start) for chapter in studio.programme.chapters), len(samples)]
    for part, (start, end) in zip(report.chapters, pairwise(starts), strict=True):
        oversampled = soxr.resample(samples[start:end], 44_100, 176_400, quality="VHQ")
        assert part.true_peak_dbtp == pytest.approx(20 * np.log10(np.abs(oversampled).max()), abs=0.25), part
