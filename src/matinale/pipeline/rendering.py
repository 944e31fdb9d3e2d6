"""One line rendered at once, or anew: the attempts at it are kept beside the episode, and one of them is chosen.

    episodes/<slug>/attempts/ab/abcd…-2.take     the second attempt at the line whose take has the key abcd…

An attempt that is chosen takes the place of the take in the show's store, where every run finds it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from matinale.errors import SpeechError
from matinale.model import Line, Milliseconds, Pronunciation, Script, Segment, SpokenForm, Take
from matinale.pipeline.desk import Desk
from matinale.pipeline.editing import Behind, held
from matinale.speech.speaker import PlannedTake, Speaker
from matinale.speech.store import StoredTake, TakeInfo, TakeStore

PACES = ((0.97, 1.03), (0.94, 1.06))
VARIANTS = (
    *((share, 1.0) for share in (1.0, 0.6, 0.35)),
    *((share, pace) for pair in PACES for share in (1.0, 0.6) for pace in pair),
)
"""How a line can be said another way: in parts of a share of its length, and at a share of its speed."""


class Turns:
    """A lock that is given in the order of asking, and that a long work lends between two steps."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._next = self._serving = 0

    def take(self) -> None:
        """Wait for one's turn."""
        with self._changed:
            mine, self._next = self._next, self._next + 1
            self._changed.wait_for(lambda: self._serving == mine)

    def leave(self) -> None:
        """End one's turn."""
        with self._changed:
            self._serving += 1
            self._changed.notify_all()

    @property
    def asked(self) -> bool:
        """Whether others wait."""
        return self._next - self._serving > 1

    def lend(self) -> None:
        """Let the others go first, where there are any."""
        if self.asked:
            self.leave()
            self.take()

    @contextmanager
    def turn(self) -> Generator[None]:
        """One's turn, for a block."""
        self.take()
        try:
            yield
        finally:
            self.leave()


@dataclass(frozen=True, slots=True)
class Attempt:
    """The attempt number `n` (from 1) at a line."""

    n: int
    info: TakeInfo


def attempts_at(desk: Desk, key: str) -> tuple[Attempt, ...]:
    """The attempts at the line whose take has this key, in the order they were made."""
    store = _attempts(desk)
    found = ((n, store.peek(f"{key}-{n}")) for n in _numbers(desk, key))
    return tuple(Attempt(n, info) for n, info in found if info is not None)


def lines_with_attempts(desk: Desk) -> frozenset[str]:
    """The keys of all takes that there are attempts for; so that one look is enough for the many that have none."""
    names = (path.name for path in desk.workshop.path("attempts").glob("*/*.take"))
    return frozenset(name.rpartition("-")[0] for name in names)


def attempt(desk: Desk, key: str, n: int) -> StoredTake | None:
    """One attempt; None where there is none."""
    return _attempts(desk).get(f"{key}-{n}")


def planned_take(desk: Desk, line_id: str) -> PlannedTake:
    """The take that a line of the located script needs.

    Raises:
        ScriptError: There is no such line.
        SpeechError: It is left out.
    """
    line = desk.located.find(line_id).line
    if not line.id:
        raise SpeechError(f"line {line_id} is left out; bring it back first")
    return next(each for each in desk.plan if each.line.id == line.id)


def render_line(desk: Desk, planned: PlannedTake) -> None:
    """Make a line's take where it has none; else another attempt at it.

    Raises:
        SpeechError: The line cannot be spoken, or in no other way.
    """
    store, speaker = desk.store, desk.speaker
    if store.peek(planned.key) is None:
        speaker.take(planned)
        return
    known = {each.info.digest for each in attempts_at(desk, planned.key)}
    numbers = _numbers(desk, planned.key)
    kept = store.get(planned.key)
    if kept is not None and not numbers:
        _attempts(desk).put(f"{planned.key}-1", kept)
        numbers = (1,)
    known |= {info.digest} if (info := store.peek(planned.key)) else set()
    n = max(numbers, default=0) + 1
    for take in _variants(speaker, planned, start=n - 2):
        _attempts(desk).put(f"{planned.key}-{n}", StoredTake(take.samples, take.rate, take.faults))
        made = _attempts(desk).peek(f"{planned.key}-{n}")
        if made is not None and made.digest not in known:
            return
        _attempts(desk).discard(f"{planned.key}-{n}")
    raise SpeechError(f"line {planned.line.id}: this voice says it in no other way; change its words or its voice")


def choose_attempt(desk: Desk, revision: str, line_id: str, n: int) -> str:
    """Put an attempt into the store of takes as the take of its line; the revision.

    Raises:
        Behind: `revision` is not the newest.
        SpeechError: There is no such attempt.
    """
    with held(desk):
        if desk.revision != revision:
            raise Behind("the episode was changed meanwhile (in another tab, or on disk); nothing was done")
        planned = planned_take(desk, line_id)
        found = attempt(desk, planned.key, n)
        if found is None:
            raise SpeechError(f"line {line_id}: there is no attempt {n}")
        desk.store.put(planned.key, found)
    return desk.revision


def say_words(desk: Desk, text: str, language: str, pronunciation: Pronunciation | None) -> Take:
    """Words said by the show's voice; `pronunciation` spans all of them.

    Raises:
        SpeechError: They cannot be spoken.
    """
    if not any(sign.isalnum() for sign in text):
        raise SpeechError("there is nothing to say")
    tag = language or desk.located.script.language
    spoken = SpokenForm(text, (pronunciation,)) if pronunciation else SpokenForm(text)
    line = Line("word", "text", text, spoken, Milliseconds(0), language=tag)
    return next(desk.speaker.speak_segment(Segment("word", "article", "", "", (line,))))


def warm_voice(desk: Desk) -> None:
    """Have the show's voice load its model, so that the first line that is changed is heard at once.

    Nothing is kept, and a voice that is paid for is left alone.

    Raises:
        SpeechError: It cannot speak.
    """
    language = desk.located.script.language
    line = Line("warm", "text", "Un.", SpokenForm("Un."), Milliseconds(0), language=language)
    script = Script("", language, (Segment("warm", "article", "", "", (line,)),))
    if desk.speaker.cost(script) == 0:
        desk.speaker.speak_otherwise(desk.speaker.plan(script)[0])


def _variants(speaker: Speaker, planned: PlannedTake, start: int) -> Iterator[Take]:
    """The ways to say a line, beginning after those that were tried."""
    place = max(0, start) % len(VARIANTS)
    for share, pace in (*VARIANTS[place:], *VARIANTS[:place]):
        take = speaker.speak_otherwise(planned, share=share, pace=pace)
        if take is not None:
            yield take


def _attempts(desk: Desk) -> TakeStore:
    return TakeStore(desk.workshop.path("attempts"))


def _numbers(desk: Desk, key: str) -> tuple[int, ...]:
    names = (path.name for path in desk.workshop.path("attempts").glob(f"{key[:2]}/{key}-*.take"))
    found = (re.fullmatch(r".+-(\d+)\.take", name) for name in names)
    return tuple(sorted(int(match[1]) for match in found if match))
