"""Speaks Morse code. What every engine has to do is here, and nothing else."""

from __future__ import annotations

import unicodedata

from matinale.errors import ShowError, SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile

RATE = 16_000
DOT_S = 0.06
CODE = {
    "a": ".-", "b": "-...", "c": "-.-.", "d": "-..", "e": ".", "f": "..-.", "g": "--.", "h": "....", "i": "..",
    "j": ".---", "k": "-.-", "l": ".-..", "m": "--", "n": "-.", "o": "---", "p": ".--.", "q": "--.-", "r": ".-.",
    "s": "...", "t": "-", "u": "..-", "v": "...-", "w": ".--", "x": "-..-", "y": "-.--", "z": "--..",
    "0": "-----", "1": ".----", "2": "..---", "3": "...--", "4": "....-", "5": ".....", "6": "-....", "7": "--...",
    "8": "---..", "9": "----.", " ": " ",
}  # fmt: skip


class MorseEngine:
    """Made once per process, with no argument. `options.tone` is the pitch in Hz; `speed` is the profile's."""

    # Part of the key of each take: change it whenever the same words would sound different.
    version = "morse 1"

    # A longer line is given in parts; languages: any; ipa: pronunciations of the lexicon are not used.
    limits = EngineLimits(characters=500)

    def voice_version(self, voice: VoiceProfile) -> str:  # noqa: ARG002 - the protocol gives it
        """This engine reads no files of its own. One that does gives their hash."""
        return ""

    def require(self, voice: VoiceProfile) -> None:
        """Asked before the work begins, so that a wrong profile is told at once and not after an hour."""
        tone = voice.options.get("tone", 660.0)
        if not isinstance(tone, int | float) or not 100 <= tone <= 4000:
            raise ShowError(f"{voice.folder / voice.name}.toml: options.tone: {tone!r} is not 100 to 4000 Hz")

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """The whole of `line.spoken.text`, as float32 mono in [-1, 1]; the key is left to the caller."""
        import numpy as np  # heavy packages are imported where they are used: `matinale --help` stays quick

        self.require(voice)
        decomposed = unicodedata.normalize("NFKD", line.spoken.text.lower())
        signs = " ".join(CODE[letter] for letter in decomposed if letter in CODE).strip()
        if not signs:
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        dot = round(DOT_S / voice.speed * RATE)
        beats = np.concatenate([np.array({".": [1, 0], "-": [1, 1, 1, 0], " ": [0, 0]}[sign]) for sign in signs])
        envelope = np.repeat(beats.astype(np.float32), dot)
        smooth = np.convolve(envelope, np.hanning(81).astype(np.float32) / 40, "same")  # no clicks
        tone = np.sin(np.arange(envelope.size) * 2 * np.pi * float(voice.options.get("tone", 660.0)) / RATE)
        return Take(line.id, (0.5 * smooth * tone).clip(-1, 1).astype(np.float32), RATE, "")
