"""Coqui TTS: models that train well and clone voices (VITS, XTTS). Needs torch: give it an environment of its own.

    engine = "coqui"
    model = "models/voice/model.pth"    a file beside the profile, its config.json beside it; or a model's name in
                                        Coqui's own catalogue ("tts_models/fr/css10/vits"), which it downloads
    speaker = "p225"                    where the model has several
    reference = "me.wav"                a recording to clone the voice from (XTTS)
    consent = "Recorded and allowed by A. Martin, 3 March 2026, in writing"

A voice is cloned only where the profile says who allowed it. Random draws inside a model start from the line's own
words, so that the same line gives the same take. Weights are loaded as data alone, never as pickled code.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
import zlib
from contextlib import redirect_stdout
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from matinale.errors import EngineMissing, ShowError, SpeechError
from matinale.files import sha256_of
from matinale.languages import primary_language
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.trimming import trim_silence
from matinale.speech.voice_files import locate_file, verified

if TYPE_CHECKING:
    import numpy as np

INSTALL = "make .venv-coqui, or: pip install 'matinale[coqui]' 'torch==2.9.1' 'torchaudio==2.9.*'"
CATALOGUE = "tts_models/"
CHARACTERS = 240  # XTTS drops the end of longer French texts


class CoquiEngine:
    """Speaks with a model of the package `TTS`. Models stay loaded."""

    def __init__(self) -> None:
        self._models: dict[str, Any] = {}
        self._lock = threading.Lock()  # torch's random state is one for the process

    @property
    def version(self) -> str:
        """The package's release and torch's."""
        try:
            return f"coqui 1 coqui-tts {version('coqui-tts')} torch {version('torch')}"
        except PackageNotFoundError as error:
            raise EngineMissing(f"engine 'coqui' needs {error.name}; install it with: {INSTALL}") from error

    @property
    def limits(self) -> EngineLimits:
        """Longer lines are spoken in parts."""
        return EngineLimits(characters=CHARACTERS)

    def voice_version(self, voice: VoiceProfile) -> str:
        """The content of the model's files and of the recording."""
        parts: list[str] = []
        if not voice.model.startswith(CATALOGUE):
            model = locate_file(voice, "model", voice.model, ("config.json",))
            parts += [verified(model, voice), sha256_of(configuration_of(model))]
        if voice.reference:
            parts.append(sha256_of(_reference(voice)))
        return " ".join(parts)

    def require(self, voice: VoiceProfile) -> None:
        """The packages and the files are there, and a cloned voice has its consent."""
        _ = self.version
        self.voice_version(voice)

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Render a line at the model's own rate."""
        if not any(sign.isalnum() for sign in line.spoken.text):
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        import numpy as np

        synthesiser = self._load(voice)
        try:
            with self._lock, redirect_stdout(sys.stderr):  # the package prints; stdout is the command line's
                _seed(line.spoken.text)
                spoken = synthesiser.tts(line.spoken.text, **_choices(synthesiser, line, voice))
        except (ValueError, RuntimeError, KeyError, AssertionError) as error:
            raise SpeechError(f"line {line.id}: {voice.name!r} cannot say it ({_first_line(error)})") from error
        rate = int(synthesiser.synthesizer.output_sample_rate)
        return Take(line.id, trim_silence(_unclipped(np.asarray(spoken, dtype=np.float32).ravel()), rate), rate, "")

    def _load(self, voice: VoiceProfile) -> Any:
        key = str(voice.folder / voice.model)
        if key not in self._models:
            try:
                tts = cast("Any", importlib.import_module("TTS.api")).TTS
            except ImportError as error:
                raise EngineMissing(f"engine 'coqui' needs {error.name}; install it with: {INSTALL}") from error
            with redirect_stdout(sys.stderr):
                self._models[key] = _opened(tts, voice)
        return self._models[key]


def configuration_of(model: Path) -> Path:
    """The `config.json` beside a model's file.

    Raises:
        ShowError: It is missing or broken.
    """
    path = model.with_name("config.json")
    try:
        json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ShowError(f"{path}: not a Coqui configuration ({error}); it comes with the model") from error
    return path


def _opened(tts: Any, voice: VoiceProfile) -> Any:
    if voice.model.startswith(CATALOGUE):
        try:
            return tts(voice.model, progress_bar=True)
        except Exception as error:  # the package lets network, archive and licence errors of many kinds through
            raise EngineMissing(
                f"{voice.folder / f'{voice.name}.toml'}: model: {voice.model} could not be fetched "
                f"({_first_line(error)}); fetch it elsewhere and name its .pth file"
            ) from error
    model = locate_file(voice, "model", voice.model, ("config.json",))
    verified(model, voice)
    try:
        return tts(model_path=str(model), config_path=str(configuration_of(model)), progress_bar=False)
    except Exception as error:  # torch and the package raise classes of their own for each way a file can be wrong
        raise SpeechError(f"{model}: cannot be loaded ({_first_line(error)}); is it of this config.json?") from error


def _choices(synthesiser: Any, line: Line, voice: VoiceProfile) -> dict[str, Any]:
    """The arguments that this model takes: speaker, language, recording, speed."""
    choices: dict[str, Any] = {"split_sentences": False}
    where = voice.folder / f"{voice.name}.toml"
    if synthesiser.is_multi_speaker and voice.speaker:
        there = [str(speaker) for speaker in cast("list[Any]", synthesiser.speakers or [])]
        if there and voice.speaker not in there:
            raise ShowError(f"{where}: speaker: no {voice.speaker!r} in this model; there are: {', '.join(there[:20])}")
        choices["speaker"] = voice.speaker
    if synthesiser.is_multi_lingual:
        choices["language"] = primary_language(line.language or next(iter(voice.languages), "fr"))
    if voice.reference:
        choices["speaker_wav"] = str(_reference(voice))
    if voice.speed != 1.0:
        choices["speed"] = voice.speed
    return choices


def _reference(voice: VoiceProfile) -> Path:
    """The recording of a cloned voice, where its owner's consent is stated."""
    if len(voice.consent.split()) < 3:
        raise ShowError(
            f"{voice.folder / f'{voice.name}.toml'}: consent: a voice is cloned only with its owner's leave; "
            "say who allowed it, when and how"
        )
    return locate_file(voice, "reference", voice.reference)


def _seed(text: str) -> None:
    cast("Any", importlib.import_module("torch")).manual_seed(zlib.crc32(text.encode("utf-8")))


def _unclipped(samples: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Models may go a little beyond full scale: the whole take is made softer, no peak is cut."""
    import numpy as np

    peak = float(np.abs(samples).max(initial=0.0))
    return samples / np.float32(peak) if peak > 1.0 else samples


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
