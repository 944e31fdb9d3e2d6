"""Which voices there are, and whether each can speak here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matinale.errors import MatinaleError
from matinale.settings import VoiceProfile
from matinale.speech.engine import load_engine
from matinale.speech.hub import SCHEME, is_fetched


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """A voice as a person is shown it. `remedy` is "" where it can speak, else how it can be made to."""

    name: str
    label: str
    engine: str
    languages: tuple[str, ...]
    licence: str
    remedy: str

    @property
    def installed(self) -> bool:
        """Whether everything that it needs is there."""
        return not self.remedy


def describe_voices(voices: Mapping[str, VoiceProfile]) -> tuple[VoiceStatus, ...]:
    """The voices in order of name; nothing is loaded, and nothing fetched."""
    return tuple(_describe(voice) for _, voice in sorted(voices.items()))


def _describe(voice: VoiceProfile) -> VoiceStatus:
    remedy = ""
    if voice.model.startswith(SCHEME) and not is_fetched(voice.model):
        remedy = f"fetched when it first speaks: {voice.model}"
        return VoiceStatus(voice.name, voice.label or voice.name, voice.engine, voice.languages, voice.licence, remedy)
    try:
        load_engine(voice.engine).require(voice)
    except MatinaleError as error:
        remedy = str(error)
    return VoiceStatus(voice.name, voice.label or voice.name, voice.engine, voice.languages, voice.licence, remedy)
