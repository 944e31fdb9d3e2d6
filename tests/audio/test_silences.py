"""No dead air in what is heard: the decoded MP3 is silent where the timeline is, and never longer than asked for."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from studio import Studio, small_script, speak

from conftest import Produce
from matinale.audio.ffmpeg import ffmpeg_binary
from matinale.audio.jingles import JingleSet
from matinale.audio.mp3 import encode_mp3
from matinale.audio.stitch import RATE
from matinale.model import Take

WINDOW = RATE // 1000  # 1 ms
QUIET_DB = -50.0  # the studio's voices speak at -16 LUFS and never pause inside a line
TOLERANCE_S = 0.02

Silence = tuple[float, float]
"""Where a silence begins and ends, in seconds."""


def decoded(studio: Studio, path: Path) -> np.ndarray:
    """What a listener's decoder makes of the studio's programme: float32 [n, 2]."""
    encode_mp3(studio.mix, studio.sound, path)
    command = [ffmpeg_binary(), "-v", "error", "-xerror", "-i", str(path), "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4").reshape(-1, 2)


def silences(samples: np.ndarray, shortest_s: float = 0.1) -> list[Silence]:
    """Where nothing is heard for `shortest_s` or longer: no sample of either channel over `QUIET_DB`."""
    whole = np.abs(samples[: len(samples) // WINDOW * WINDOW]).max(axis=1).reshape(-1, WINDOW).max(axis=1)
    loud = np.flatnonzero(whole > 10 ** (QUIET_DB / 20))
    edges = [-1, *loud.tolist(), len(whole)]
    found = (((before + 1) * WINDOW / RATE, after * WINDOW / RATE) for before, after in pairwise(edges))
    return [(start, end) for start, end in found if end - start >= shortest_s]


def too_long(studio: Studio, samples: np.ndarray) -> list[Silence]:
    """The silences that exceed every pause of the script."""
    longest = max(said.pause_after for part in studio.script.segments for said in part.lines) / 1000
    return [(start, end) for start, end in silences(samples) if end - start > longest + TOLERANCE_S]


@pytest.mark.slow
def test_no_silence_is_longer_than_the_longest_pause(studio: Studio, tmp_path: Path) -> None:
    assert too_long(studio, decoded(studio, tmp_path / "episode.mp3")) == []


@pytest.mark.slow
def test_a_planted_silence_is_found(produce: Produce, tmp_path: Path) -> None:
    def speaker(line_id: str, seconds: float) -> Take:
        take = speak(line_id, seconds)
        if line_id == "01-01":  # an engine that falls silent in the middle of a sentence
            take.samples[take.rate :][: round(1.2 * take.rate)] = 0
        return take

    studio = produce(small_script(1), speaker=speaker, seconds=3.0)
    ((start, end),) = too_long(studio, decoded(studio, tmp_path / "episode.mp3"))
    assert end - start == pytest.approx(1.2, abs=TOLERANCE_S)
    (voice,) = [cue for cue in studio.programme.cues if (cue.kind, cue.source) == ("voice", "01-01")]
    assert voice.start / RATE < start < end < (voice.start + voice.length) / RATE


@pytest.mark.slow
def test_pauses_are_heard_where_the_timeline_has_them(produce: Produce, tmp_path: Path) -> None:
    studio = produce(jingles=JingleSet("none"))
    voices = [cue for cue in studio.programme.cues if cue.kind == "voice"]
    pauses = [((one.start + one.length) / RATE, two.start / RATE) for one, two in pairwise(voices)]
    end = (voices[-1].start + voices[-1].length) / RATE, studio.programme.length / RATE
    wanted = [(0.0, voices[0].start / RATE), *pauses, end]  # it does not begin or end with a word
    heard = silences(decoded(studio, tmp_path / "episode.mp3"))
    assert len(heard) == len(wanted) == sum(len(part.lines) for part in studio.script.segments) + 1
    np.testing.assert_allclose(heard, wanted, atol=TOLERANCE_S)
