"""espeak-ng as a draft voice: a whole issue in a second or two, to check the script by ear before it is rendered."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from matinale.errors import EngineMissing, SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.espeak_ng import load_espeak_ng
from matinale.speech.trimming import trim_silence

WORDS_PER_MINUTE = 165  # at speed 1.0: a newsreader's pace
SLOWEST, FASTEST = 80, 450  # espeak-ng's own bounds
NEUTRAL_PITCH = 50
PITCH_PER_SEMITONE = 6.0  # espeak-ng's scale goes over about an octave from 25 to 99


class EspeakEngine:
    """Speaks any of espeak-ng's languages at 22,050 Hz. `voice.speed` and `voice.pitch` apply."""

    @property
    def version(self) -> str:
        """The library's release."""
        try:
            return f"espeak 1 espeakng {version('espeakng-loader')}"
        except PackageNotFoundError as error:
            raise EngineMissing(f"engine 'espeak' needs {error.name}; pip install 'matinale[espeak]'") from error

    @property
    def limits(self) -> EngineLimits:
        """Any text; the lexicon's IPA is not used."""
        return EngineLimits(characters=100_000)

    def voice_version(self, voice: VoiceProfile) -> str:  # noqa: ARG002 - the profile's own fields say all
        """Nothing beside the profile."""
        return ""

    def require(self, voice: VoiceProfile) -> None:  # noqa: ARG002 - one library for all voices
        """The package is there."""
        _ = self.version

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Render a line at 22,050 Hz."""
        import numpy as np

        espeak = load_espeak_ng()
        pace = round(WORDS_PER_MINUTE * voice.speed)
        if not SLOWEST <= pace <= FASTEST:
            raise SpeechError(f"voice {voice.name!r}: speed = {voice.speed}: espeak-ng takes 0.5 to 2.7")
        pitch = round(min(99, max(0, NEUTRAL_PITCH + PITCH_PER_SEMITONE * voice.pitch)))
        heard = espeak.speak(line.spoken.text, line.language or next(iter(voice.languages), "fr"), pace, pitch)
        sound = np.frombuffer(heard, dtype=np.int16).astype(np.float32) * np.float32(2**-15)
        samples = trim_silence(sound, espeak.rate)
        if samples.size == 0:
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        return Take(line.id, samples, espeak.rate, "")
