"""The programme: what sounds where, what does not click, how far the bed goes down under a voice."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studio import VOICES, Studio, line, segment, small_script, speak

from conftest import Produce, make_studio
from matinale.audio.ducking import DuckingCurve
from matinale.audio.jingles import JingleSet, load_jingles
from matinale.audio.stitch import RATE
from matinale.audio.timeline import FILE, mix_programme
from matinale.audio.voices import MATCHED_LUFS
from matinale.errors import AudioError
from matinale.model import Cue, Programme, Samples, Script, Take
from matinale.serialization import from_json
from matinale.settings import Sound

NOTHING = JingleSet("none")


def cues(studio: Studio, *kinds: str) -> list[Cue]:
    return [cue for cue in studio.programme.cues if cue.kind in kinds]


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-20))


# ── the timeline ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_has_its_place(studio: Studio) -> None:
    programme = studio.programme
    assert programme == from_json(Programme, (studio.folder / FILE).read_bytes())
    assert [cue.start for cue in programme.cues] == sorted(cue.start for cue in programme.cues)
    assert max(cue.start + cue.length for cue in programme.cues) == programme.length == len(studio.sound_of())
    assert [cue.source for cue in cues(studio, "voice")] == [
        said.id for part in studio.script.segments for said in part.lines
    ]
    assert [cue.source for cue in cues(studio, "jingle")] == [
        *("intro", "stinger", "section", "stinger", "section", "outro")
    ]
    assert [cue.source for cue in cues(studio, "bed")] == ["bed"]


def test_chapters_lead_to_their_segments(studio: Studio) -> None:
    chapters = studio.programme.chapters
    assert [chapter.segment_id for chapter in chapters] == [part.id for part in studio.script.segments]
    assert chapters[1].url == "https://example.org/01-article"
    assert chapters[-1].start < studio.programme.length


@settings(deadline=None, max_examples=8)
@given(st.lists(st.floats(0.5, 2.5), min_size=3, max_size=6), st.booleans())
@pytest.mark.slow
def test_chapters_begin_on_whole_seconds_and_nobody_is_cut(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[float], music: bool
) -> None:
    takes = iter(lengths * 20)
    jingles = load_jingles(VOICES, "calme", {}, VOICES) if music else NOTHING
    studio = make_studio(tmp_path_factory.mktemp("seconds"), jingles, speaker=lambda name, _: speak(name, next(takes)))
    voices = cues(studio, "voice")
    firsts = [part.lines[0].id for part in studio.script.segments]
    longest = max(said.pause_after for part in studio.script.segments for said in part.lines) * RATE / 1000
    for chapter, first in zip(studio.programme.chapters, firsts, strict=True):
        number = next(k for k, cue in enumerate(voices) if cue.source == first)
        before = voices[number - 1].start + voices[number - 1].length if number else 0
        assert before <= chapter.start <= voices[number].start
        # Between two seconds only where no music leads to it and the pause would have to be longer than any other.
        assert chapter.start % RATE == 0 or (chapter.start == voices[number].start and -before % RATE > longest)
    pauses = [cue.length for cue in cues(studio, "pause") if cue.source not in {"start", "end"}]
    assert max(pauses) <= longest


def test_silences_are_those_of_the_script(produce: Produce) -> None:
    studio = produce(jingles=NOTHING)
    voices = cues(studio, "voice")
    whole = {cue.start: cue.length for cue in cues(studio, "pause") if cue.source == "chapter"}  # up to the second
    gaps = [after.start - before.start - before.length for before, after in pairwise(voices)]
    wanted = [round(said.pause_after * RATE / 1000) for part in studio.script.segments for said in part.lines]
    added = [whole.get(before.start + before.length + pause, 0) for before, pause in zip(voices, wanted, strict=True)]
    assert gaps == [pause + more for pause, more in zip(wanted, added, strict=True)][:-1]


def test_a_voice_comes_in_over_the_tail_of_a_jingle(studio: Studio) -> None:
    intro = cues(studio, "jingle")[0]
    greeting = cues(studio, "voice")[0]
    assert greeting.start == intro.length - round(1.4 * RATE)


@pytest.mark.parametrize("kinds", [True, False], ids=["greeting first", "article first"])
def test_without_any_jingle_there_are_only_voices(produce: Produce, kinds: bool) -> None:
    studio = produce(small_script(kinds=kinds), jingles=NOTHING)
    assert {cue.kind for cue in studio.programme.cues} == {"voice", "pause"}
    assert studio.programme.chapters[0].start == 0


def test_settings_switch_marks_and_bed_off(produce: Produce) -> None:
    studio = produce(sound=Sound(section_mark=False, bed=False))
    assert "section" not in {cue.source for cue in studio.programme.cues}
    assert not cues(studio, "bed")


@pytest.mark.slow
def test_two_runs_lay_out_and_mix_the_same(studio: Studio, produce: Produce) -> None:
    first, second = studio, produce()
    assert first.programme == second.programme
    np.testing.assert_array_equal(first.sound_of(), second.sound_of())


def test_segments_of_another_script_are_refused(produce: Produce) -> None:
    studio = produce()
    with pytest.raises(AudioError, match="render again"):
        mix_programme(small_script(3), studio.segments, NOTHING, Sound(), folder=studio.folder)
    with pytest.raises(AudioError, match="no segment"):
        mix_programme(Script("x", "fr", ()), (), NOTHING, Sound(), folder=studio.folder)


@pytest.mark.slow
def test_a_lost_or_damaged_segment_is_named(produce: Produce) -> None:
    studio = produce()
    path: Path = studio.folder / studio.segments[1].path
    path.write_bytes(path.read_bytes()[:2_000])
    with pytest.raises(AudioError, match="01-article"):
        studio.sound_of()
    path.unlink()
    with pytest.raises(AudioError, match="01-article"):
        studio.sound_of()


# ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_voices_meet_at_one_loudness_and_the_second_stands_aside(produce: Produce) -> None:
    said = [line(f"01-{k:02}", voice="guest" if k % 2 else "") for k in range(5)]
    script = Script("x", "fr", (segment(1, "article", said),))

    def speaker(line_id: str, seconds: float) -> Take:
        return speak(line_id, seconds, level=0.03 if int(line_id[-1]) % 2 else 0.12)

    studio = produce(script, speaker=speaker, jingles=NOTHING, seconds=2.0)
    gains = {cue.source: cue.gain_db for cue in cues(studio, "voice")}
    assert gains["01-01"] - gains["01-00"] == pytest.approx(10, abs=3)  # 12 dB less what the compressor took
    pans = {cue.source: cue.pan for cue in cues(studio, "voice")}
    assert (pans["01-00"], pans["01-01"]) == (0, 0.15)
    assert studio.programme.expected_lufs == pytest.approx(MATCHED_LUFS, abs=1.5)
    guest = cues(studio, "voice")[1]
    heard = studio.sound_of()[guest.start : guest.start + guest.length]
    assert 1 < level_db(heard[:, 1]) - level_db(heard[:, 0]) < 4


@pytest.mark.slow
def test_wished_gains_come_on_top(produce: Produce) -> None:
    plain, louder = (produce(jingles=NOTHING, gains_db=wish) for wish in ({}, {"siwis": 2.5}))
    difference = [b.gain_db - a.gain_db for a, b in zip(cues(plain, "voice"), cues(louder, "voice"), strict=True)]
    assert difference == pytest.approx([2.5] * len(difference), abs=0.002)


def test_jingles_lie_below_the_voice(studio: Studio) -> None:
    for cue in cues(studio, "jingle"):
        below = MATCHED_LUFS - (studio.jingles.jingles[cue.source].loudness_lufs + cue.gain_db)
        assert 2 <= below <= 4, cue


@pytest.mark.slow
def test_the_bed_goes_down_18_db_under_a_voice(produce: Produce, calme: JingleSet) -> None:
    # A bed that is the same all the time, so that two moments of it can be compared.
    hum = np.random.default_rng(2).standard_normal((RATE * 12, 2)).astype(np.float32) * 0.05
    jingles = replace(calme, jingles={**calme.jingles, "bed": replace(calme.jingles["bed"], samples=hum)})
    studio = produce(jingles=jingles)
    bed, stem = cues(studio, "bed")[0], studio.sound_of("bed")
    spoken = [cue for cue in cues(studio, "voice") if cue.source.startswith("00")]
    before = stem[bed.start + round(1.25 * RATE) : spoken[0].start - round(0.32 * RATE)]
    after = stem[spoken[-1].start + spoken[-1].length + RATE : bed.start + bed.length - round(1.25 * RATE)]
    assert min(len(before), len(after)) > RATE // 4
    assert level_db(before) == pytest.approx(level_db(after), abs=0.5)
    alone = np.concatenate([before, after])
    under = np.concatenate([stem[cue.start : cue.start + cue.length] for cue in spoken])
    assert level_db(alone) - level_db(under) == pytest.approx(18, abs=1.5)


@pytest.mark.slow
def test_stems_add_up_to_the_mix(studio: Studio) -> None:
    stems = studio.sound_of("voice") + studio.sound_of("jingle") + studio.sound_of("bed")
    np.testing.assert_allclose(stems, studio.sound_of(), atol=1e-6)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 30_000)), max_size=6), st.integers(3_000, 50_000))
def test_the_bed_is_down_whenever_somebody_speaks(spans: list[tuple[int, int]], piece: int) -> None:
    voices = [Cue("voice", "x", Samples(start), Samples(length)) for start, length in sorted(spans)]
    curve = DuckingCurve(voices, depth_db=-18.0, attack=4_000, release=9_000)
    gain = np.concatenate([curve.gain(start, piece) for start in range(0, 140_000, piece)])
    for cue in voices:
        assert gain[cue.start : cue.start + cue.length].max() <= 10 ** (-18 / 20) + 1e-6
    assert np.abs(np.diff(gain)).max(initial=0) < 1e-3
    assert gain.max(initial=0) <= 1


# ── clicks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def clicks(samples: np.ndarray, places: list[int], reach: int = 64) -> list[int]:
    """The places where a sample steps further than the sound's own 99.99th percentile of steps."""
    steps = np.abs(np.diff(samples, axis=0)).max(axis=1)
    usual = np.percentile(steps[steps > 0], 99.99)
    return [place for place in places if steps[max(0, place - reach) : place + reach].max(initial=0) > usual]


def joins(studio: Studio) -> list[int]:
    edges = {edge for cue in studio.programme.cues for edge in (cue.start, cue.start + cue.length)}
    return sorted(int(edge) for edge in edges)


def test_no_join_clicks(studio: Studio) -> None:
    assert clicks(studio.sound_of("voice"), joins(studio)) == []
    assert clicks(studio.sound_of(), joins(studio)) == []


def test_the_click_detector_finds_a_planted_click(studio: Studio) -> None:
    samples = studio.sound_of("voice")
    voice = cues(studio, "voice")[4]
    samples[voice.start : voice.start + 30] += 0.25  # a take that is cut hard
    assert clicks(samples, joins(studio)) == [voice.start]
