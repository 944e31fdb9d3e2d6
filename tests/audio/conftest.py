"""Fixtures of the sound's tests; `studio.py` makes what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from studio import VOICES, Studio, small_script, speak

from matinale.audio.jingles import JingleSet, load_jingles
from matinale.audio.mix import Mix
from matinale.audio.stitch import stitch_segment
from matinale.audio.timeline import mix_programme
from matinale.model import Script, Take
from matinale.settings import Sound

Produce = Callable[..., Studio]


@pytest.fixture(scope="session")
def calme() -> JingleSet:
    return load_jingles(VOICES, "calme", {}, VOICES)


@pytest.fixture(scope="session")
def studio(calme: JingleSet, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """The usual programme, made once: for tests that change nothing."""
    return make_studio(tmp_path_factory.mktemp("studio"), calme)


@pytest.fixture
def produce(tmp_path: Path, calme: JingleSet) -> Produce:
    """Speak a script, stitch it and lay it out in a temporary episode's folder."""

    def make(*script: Script, **changes: object) -> Studio:
        return make_studio(tmp_path, calme, *script, **changes)  # type: ignore[arg-type]

    return make


def make_studio(
    folder: Path,
    calme: JingleSet,
    script: Script | None = None,
    *,
    seconds: float = 1.6,
    jingles: JingleSet | None = None,
    sound: Sound | None = None,
    speaker: Callable[[str, float], Take] = speak,
    **wishes: object,
) -> Studio:
    script = script or small_script()
    sound = sound or Sound()
    jingles = calme if jingles is None else jingles
    segments = tuple(
        stitch_segment(part, (speaker(said.id, seconds) for said in part.lines), folder, sound)
        for part in script.segments
    )
    programme = mix_programme(script, segments, jingles, sound, folder=folder, **wishes)  # type: ignore[arg-type]
    mix = Mix(programme, segments, jingles, sound, folder=folder)
    return Studio(script, segments, jingles, sound, programme, mix, folder)
