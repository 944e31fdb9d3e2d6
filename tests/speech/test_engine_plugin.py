"""The sample plugin of the documentation, installed as a stranger would and used by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "docs" / "engine-plugin"
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
import numpy as np
from speaking import make_line, make_segment
from matinale.errors import ShowError, SpeechError
from matinale.settings import VoiceProfile
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

engine = load_engine("morse")
assert isinstance(engine, SpeechEngine)
voice = VoiceProfile("telegraph", "morse", (), speed=4.0, options={"tone": 700})
speaker = Speaker({"telegraph": voice}, TakeStore(Path(sys.argv[1])), voice="telegraph", language="fr")
texts = ("Bonjour à tous.", "Une phrase plus longue, en deux parties ; " * 20)
takes = list(speaker.speak_segment(make_segment(*texts)))
again = list(speaker.speak_segment(make_segment(*texts)))
assert all(np.array_equal(one.samples, two.samples) for one, two in zip(takes, again))
assert takes[0].samples.dtype == np.float32 and 0.4 < abs(takes[0].samples).max() <= 1
for wrong, kind in ((make_line("…"), SpeechError),):
    try:
        engine.speak(wrong, voice)
    except kind as error:
        assert "line 01-001" in str(error)
    else:
        raise AssertionError(wrong)
try:
    engine.require(VoiceProfile("telegraph", "morse", (), options={"tone": 9}))
except ShowError as error:
    assert "options.tone" in str(error)
print("spoken", len(takes))
"""


@pytest.mark.slow
def test_the_sample_plugin_is_installed_found_and_spoken_with(tmp_path: Path) -> None:
    target = tmp_path / "site"
    options = ["--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", target, PLUGIN], check=True)
    environment = {**os.environ, "PYTHONPATH": str(target)}
    arguments = [sys.executable, "-c", PROGRAM, str(tmp_path / "takes"), str(Path(__file__).parent)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "spoken 2\n", done.stderr
