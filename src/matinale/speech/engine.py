"""The protocol between Matinale and a speech engine, and the door through which engines come in.

An engine is a class registered under the entry-point group `matinale.engines`; ours use the same door as anybody's.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from matinale.errors import EngineMissing
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile

GROUP = "matinale.engines"


@runtime_checkable
class SpeechEngine(Protocol):
    """Speaks lines. Made once per process with no argument; loads its model at the first `speak`, never at import."""

    @property
    def version(self) -> str:
        """Names everything of the engine that shapes a take (model's hash, phonemiser's version): part of the key."""
        ...

    @property
    def limits(self) -> EngineLimits:
        """What one call can take."""
        ...

    def voice_version(self, voice: VoiceProfile) -> str:
        """Names the content of the files that `voice` brings along (a style vector, a recording): part of the key.

        "" where the profile's own fields say all. As cheap as `version`: neither may load a model.
        """
        ...

    def require(self, voice: VoiceProfile) -> None:
        """See, without loading anything, that all is there that this voice needs.

        Raises:
            EngineMissing: A package or a model is not installed. Says how to install it.
            ShowError: The profile names a file that does not exist, or makes no sense.
        """
        ...

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Render the whole of `line.spoken`; long lines are split inside, nothing is ever cut.

        `line.language` says in which language. The engine trims the silence around the words to a small margin (the
        pauses are the script's), and leaves `key` empty: whoever asks for the take knows it.

        Raises:
            EngineMissing: The engine or its model is not installed.
            SpeechError: The line cannot be spoken.
        """
        ...


@runtime_checkable
class Paid(Protocol):
    """An engine that is paid for by what it is asked to say."""

    def cost(self, line: Line, voice: VoiceProfile) -> float:
        """What rendering a line costs, in the currency that the profile's price is in."""
        ...


@runtime_checkable
class Telling(Protocol):
    """An engine that has something to say of how it speaks: that it runs on the processor, where a card was wished."""

    def notices(self, voice: VoiceProfile) -> tuple[str, ...]:
        """One line each, the same for the same circumstances; asked before and after it has spoken."""
        ...


@runtime_checkable
class Warming(Protocol):
    """An engine that can load its model while something else is done."""

    def warm(self, voice: VoiceProfile) -> None:
        """Load what the first line would load. Called in a thread of its own, while `speak` may already be called.

        Raises:
            MatinaleError: What `speak` would raise.
        """
        ...


def load_engine(name: str) -> SpeechEngine:
    """The engine registered under `name`.

    Raises:
        EngineMissing: No engine has this name, or what it needs is not installed.
    """
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        raise EngineMissing(f"engine {name!r} is not installed; installed engines: {', '.join(sorted(found))}")
    try:
        engine = found[name].load()()
    except ImportError as error:
        raise EngineMissing(
            f"engine {name!r} needs {error.name}; install it with: pip install 'matinale[{name}]'"
        ) from error
    return engine
