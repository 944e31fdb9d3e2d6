"""Speaks a script: chooses each line's voice, takes what the store has, and renders only the rest.

    speaker = Speaker(show.voices, TakeStore(root / ".cache/takes"), voice=show.voice, language=script.language)
    speaker.plan(script)                        what each line's take will be called, and whether it is there already
    speaker.speak_segment(segment, on_take)     the takes of a segment, one after the other, in line order

Nothing here loads an engine's model until a line has to be rendered.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Thread

from matinale.errors import ShowError
from matinale.model import Line, Milliseconds, Script, Segment, Take
from matinale.serialization import fingerprint
from matinale.settings import VoiceProfile
from matinale.speech.attempts import speak_checked, speak_in_parts
from matinale.speech.checks import pace_of
from matinale.speech.engine import Paid, SpeechEngine, Telling, Warming, load_engine
from matinale.speech.own_words import in_own_words
from matinale.speech.store import StoredTake, TakeStore

ROLES = ("anchor", "article", "quote")

OnTake = Callable[[Line, Take, bool], None]
"""Called for each take as it becomes ready: its line, the take, and whether it came from the store."""


@dataclass(frozen=True, slots=True)
class PlannedTake:
    """The take that a line needs. `stored`: it is in the store, so nothing has to be rendered.

    `line` is as its voice says it: in its language, with the voice's own pronunciations and pauses.
    """

    segment_id: str
    line: Line
    voice: VoiceProfile
    key: str
    stored: bool


class Speaker:
    """Turns lines into takes.

    Args:
        voices: The show's voice profiles by name. A role ("anchor", "article", "quote") may be a key too; a role that
            is not a key is spoken by the default voice.
        store: Where takes are kept.
        voice: The name of the default voice.
        language: The language of lines that name none: the script's.
        make_engine: How an engine is found by name; for tests.
    """

    def __init__(
        self,
        voices: Mapping[str, VoiceProfile],
        store: TakeStore,
        *,
        voice: str,
        language: str = "",
        make_engine: Callable[[str], SpeechEngine] = load_engine,
    ) -> None:
        self._voices = voices
        self._store = store
        self._default = voice
        self._language = language
        self._make_engine = make_engine
        self._engines: dict[str, SpeechEngine] = {}
        self._versions: dict[str, str] = {}

    def plan(self, script: Script) -> tuple[PlannedTake, ...]:
        """Every take the script needs, in order. Takes milliseconds: no model is loaded, no take is read.

        Raises:
            ShowError: A voice that the script names has no profile.
            EngineMissing: A voice's engine is not installed.
        """
        return tuple(self._planned(segment, line) for segment in script.segments for line in segment.lines)

    def keys(self, script: Script) -> tuple[str, ...]:
        """The keys of all takes of the script, in order."""
        return tuple(planned.key for planned in self.plan(script))

    def require(self, script: Script) -> None:
        """See that every voice with something left to render can speak, before the work begins.

        Raises:
            EngineMissing: An engine or its model is not installed.
            ShowError: A voice has no profile, or its profile makes no sense.
        """
        for voice in left_to_speak(self.plan(script)):
            pace_of(voice)
            self._engine(voice.engine).require(voice)

    def warm(self, script: Script) -> None:
        """Begin to load the models of what is left to render, in a thread; what goes wrong `speak_segment` will say."""
        speaking = [(self._engine(voice.engine), voice) for voice in left_to_speak(self.plan(script))]
        Thread(target=_warm, args=(speaking,), name="warming").start()

    def cost(self, script: Script) -> float:
        """What rendering the script will cost with engines that are paid for by the character; 0.0 with all others."""
        return sum(self.cost_of(planned) for planned in self.plan(script) if not planned.stored)

    def notices(self, voices: Iterable[VoiceProfile]) -> tuple[str, ...]:
        """What the engines of these voices have to say of how they speak."""
        engines = ((self._engine(voice.engine), voice) for voice in voices)
        told = [engine.notices(voice) for engine, voice in engines if isinstance(engine, Telling)]
        return tuple(dict.fromkeys(line for lines in told for line in lines))

    def cost_of(self, planned: PlannedTake) -> float:
        """What rendering one take costs."""
        engine = self._engine(planned.voice.engine)
        return engine.cost(planned.line, planned.voice) if isinstance(engine, Paid) else 0.0

    def speak_segment(self, segment: Segment, on_take: OnTake | None = None) -> Iterator[Take]:
        """The takes of a segment in line order, each yielded (and kept in the store) as soon as it is ready.

        Raises:
            ShowError: A voice that a line names has no profile.
            EngineMissing: An engine or its model is not installed.
            SpeechError: A line cannot be spoken.
            WorkspaceError: The store cannot be written.
        """
        for line in segment.lines:
            planned = self._planned(segment, line)
            stored = self._stored(planned)
            take = stored or self.keep(planned, self._rendered(planned))
            if on_take is not None:
                on_take(line, take, stored is not None)
            yield take

    def take(self, planned: PlannedTake) -> Take:
        """A planned take, from the store or rendered (and kept)."""
        return self._stored(planned) or self.keep(planned, self._rendered(planned))

    def speak_otherwise(self, planned: PlannedTake, *, share: float = 1.0, pace: float = 1.0) -> Take | None:
        """Another rendering of a planned take, which is not kept; None where it cannot be said so.

        Args:
            planned: The take.
            share: In parts of at most this share of the line's length.
            pace: At this share of the voice's speed.
        """
        engine = self._engine(planned.voice.engine)
        voice = replace(planned.voice, speed=planned.voice.speed * pace)
        if share < 1.0:
            take = speak_in_parts(engine, planned.line, voice, share)
        else:
            take = speak_checked(engine, planned.line, voice)
        return take and replace(take, key=planned.key)

    def keep(self, planned: PlannedTake, take: Take) -> Take:
        """Put a take into the store in the planned one's place, and give it back as it was stored.

        What was stored is what is handed out: the first run has the samples that every later run will read.
        """
        self._store.put(planned.key, StoredTake(take.samples, take.rate, take.faults))
        return self._stored(planned) or replace(take, key=planned.key)

    def voice_of(self, segment: Segment, line: Line) -> VoiceProfile:
        """The profile that speaks a line: its own, else its segment's, else the default.

        Raises:
            ShowError: The profile does not exist; the nearest name is given.
        """
        name = line.voice or segment.voice or self._default
        if name in ROLES and name not in self._voices:
            name = self._default
        if name in self._voices:
            return self._voices[name]
        nearest = difflib.get_close_matches(name, [*self._voices, *ROLES], n=1)
        hint = f"; did you mean {nearest[0]!r}?" if nearest else f"; there are: {', '.join(sorted(self._voices))}"
        raise ShowError(f"line {line.id}: no voice profile {name!r} in voices/{hint}")

    def _planned(self, segment: Segment, line: Line) -> PlannedTake:
        voice = self.voice_of(segment, line)
        language = line.language or self._language or next(iter(voice.languages), "")
        spoken = replace(
            line,
            language=language,
            spoken=in_own_words(line.spoken, language, voice),
            pause_after=Milliseconds(round(line.pause_after * voice.pauses)),
        )
        key = take_key(spoken, voice, self._version(voice))
        return PlannedTake(segment.id, spoken, voice, key, key in self._store)

    def _stored(self, planned: PlannedTake) -> Take | None:
        found = self._store.get(planned.key)
        return found and Take(planned.line.id, found.samples, found.rate, planned.key, found.faults)

    def _rendered(self, planned: PlannedTake) -> Take:
        return speak_checked(self._engine(planned.voice.engine), planned.line, planned.voice)

    def _version(self, voice: VoiceProfile) -> str:
        if voice.name not in self._versions:
            engine = self._engine(voice.engine)
            self._versions[voice.name] = f"{engine.version} {engine.voice_version(voice)}"
        return self._versions[voice.name]

    def _engine(self, name: str) -> SpeechEngine:
        if name not in self._engines:
            self._engines[name] = self._make_engine(name)
        return self._engines[name]


def left_to_speak(plan: Iterable[PlannedTake]) -> tuple[VoiceProfile, ...]:
    """The voices with something left to render, each once."""
    return tuple({planned.voice.name: planned.voice for planned in plan if not planned.stored}.values())


def _warm(speaking: Iterable[tuple[SpeechEngine, VoiceProfile]]) -> None:
    with suppress(Exception):
        for engine, voice in speaking:
            if isinstance(engine, Warming):
                engine.warm(voice)


def take_key(line: Line, voice: VoiceProfile, version: str) -> str:
    """The SHA-256 of everything that shapes a take.

    That is the words and their pronunciation, the language, the voice's parameters and files, and the engine. Not
    the line's id, role or written form, nor the profile's name, credits and gain (which the mix applies): they may
    change without a new take.
    """
    names = ("engine", "model", "speaker", "blend", "reference", "options", "speed", "pitch")
    shaping = {name: getattr(voice, name) for name in names}
    words = (line.spoken.text, line.spoken.pronunciations, line.language)
    return fingerprint("take 1", words, shaping, version)
