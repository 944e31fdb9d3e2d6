from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speaking import VOICES

from matinale.errors import ShowError
from matinale.files import sha256_of
from matinale.settings import VoiceProfile
from matinale.speech.kokoro_styles import SHAPE, load_style, style_path, style_version

CREDITS = tomllib.loads((VOICES / "CREDITS.toml").read_text("utf-8"))["voice"]
PUBLISHED = {Path(credit["file"]).stem: credit["sha256"] for credit in CREDITS}


@pytest.mark.parametrize("credit", CREDITS, ids=lambda credit: credit["file"])
def test_each_style_is_the_file_that_the_makers_published(credit: dict[str, str]) -> None:
    assert sha256_of(VOICES / credit["file"]) == credit["sha256"]
    assert credit["licence"]
    assert credit["author"]


def test_every_style_is_credited() -> None:
    assert {path.stem for path in (VOICES / "kokoro").glob("*.bin")} == set(PUBLISHED)


def test_a_speaker_is_its_file(siwis: VoiceProfile) -> None:
    style = load_style(siwis)
    assert style.shape == SHAPE
    assert style.dtype == np.float32
    assert style_version(siwis) == PUBLISHED["ff_siwis"]


def test_a_blend_is_the_weighted_mean(siwis: VoiceProfile) -> None:
    blended = load_style(replace(siwis, speaker="", blend={"ff_siwis": 3, "af_heart": 1}))
    expected = 0.75 * load_style(siwis) + 0.25 * load_style(replace(siwis, speaker="af_heart"))
    assert np.allclose(blended, expected, atol=1e-6)


def test_the_order_of_a_blend_does_not_matter(siwis: VoiceProfile) -> None:
    one = replace(siwis, blend={"ff_siwis": 3, "af_heart": 1})
    two = replace(siwis, blend={"af_heart": 1, "ff_siwis": 3})
    assert np.array_equal(load_style(one), load_style(two))
    assert style_version(one) == style_version(two)


def test_a_style_may_lie_beside_the_profile(siwis: VoiceProfile, tmp_path: Path) -> None:
    (tmp_path / "own.bin").write_bytes(style_path(siwis, "bf_emma").read_bytes())
    assert style_version(replace(siwis, folder=tmp_path, speaker="own.bin")) == PUBLISHED["bf_emma"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"speaker": "ff_siwiss"}, r"siwis\.toml: speaker: no style .*ff_siwiss\.bin; did you mean 'ff_siwis'"),
        ({"speaker": "zzz"}, r"there are: af_heart, "),
        ({"speaker": ""}, r"siwis\.toml: speaker: missing"),
        ({"blend": {"ff_siwis": 0.0}}, r"blend\.ff_siwis: a weight is above 0"),
        ({"blend": {"ff_siwis": float("nan")}}, r"blend\.ff_siwis: a weight is above 0"),
    ],
)
def test_a_wrong_profile_is_refused_by_name(siwis: VoiceProfile, change: dict[str, object], message: str) -> None:
    with pytest.raises(ShowError, match=message):
        style_version(replace(siwis, **change))


def test_a_file_that_is_no_style_is_refused(siwis: VoiceProfile, tmp_path: Path) -> None:
    (tmp_path / "short.bin").write_bytes(b"\0" * 100)
    with pytest.raises(ShowError, match=r"short\.bin: not a style of Kokoro: 100 bytes, expected 522240"):
        load_style(replace(siwis, folder=tmp_path, speaker="short.bin"))
