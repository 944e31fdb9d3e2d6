"""A script → the programme's MP3: takes, segments, mix and encoding; what did not change is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.model import Line, Progress, Script, Segment, SegmentAudio, Take
from matinale.pipeline.pacing import TimeLeft
from matinale.pipeline.report import Run
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.workshop import Workshop

if TYPE_CHECKING:
    from matinale.speech.engine import SpeechEngine
    from matinale.speech.speaker import PlannedTake, Speaker
    from matinale.speech.store import TakeStore

STITCHING = "stitching 3"


@dataclass(frozen=True, slots=True)
class StitchedSegment:
    """A segment's file, and the fingerprint of all that it was made from (`articles/<id>.json`).

    `takes`: the digests of its lines' takes, since another attempt at a line has the same key.
    """

    key: str
    audio: SegmentAudio
    takes: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """The fingerprint of the segment with its very takes."""
        return fingerprint(self.key, self.takes) if self.takes else self.key


def make_speaker(show: Show, language: str) -> Speaker:
    """The show's voices over its store of takes."""
    from matinale.speech.speaker import Speaker

    return Speaker(show.voices, take_store(show.root), voice=show.voice, language=language, make_engine=_engine)


@cache
def _engine(name: str) -> SpeechEngine:
    """One engine a process, whoever speaks: its model is loaded once, and stays warm."""
    from matinale.speech.engine import load_engine

    return load_engine(name)


def take_store(root: Path) -> TakeStore:
    """Where a show keeps its takes."""
    from matinale.speech.store import TakeStore

    return TakeStore(root / ".cache" / "takes")


def speak_script(script: Script, run: Run) -> tuple[StitchedSegment, ...]:
    """Every segment of the script as a file, article by article."""
    from matinale.speech.speaker import left_to_speak

    speaker = make_speaker(run.show, script.language)
    speaker.require(script)
    announce_cost(script, run)
    plan = speaker.plan(script)
    speaking = left_to_speak(plan)
    before = speaker.notices(speaking)
    for line in before:
        run.on_notice(line)
    left = TimeLeft(len(planned.line.spoken.text) for planned in plan if not planned.stored)
    stitched = tuple(
        _stitched(segment, [planned for planned in plan if planned.segment_id == segment.id], speaker, run, left)
        for segment in script.segments
    )
    for line in speaker.notices(speaking):
        if line not in before:  # known only once the model was loaded
            run.on_notice(line)
    _drop_stray(run.workshop, script)
    return stitched


def announce_cost(script: Script, run: Run) -> None:
    """Say, before it is spent, what engines that are paid for will take for what is missing."""
    cost = make_speaker(run.show, script.language).cost(script)
    run.count.cost += cost
    if cost > 0:
        run.on_notice(f"speaking what is missing will cost about {cost:.2f} in the currency of the voice's price")


def missing_takes(script: Script, show: Show) -> tuple[str, ...]:
    """The keys of the takes that are not in the store yet."""
    return tuple(each.key for each in make_speaker(show, script.language).plan(script) if not each.stored)


def needs_rendering(script: Script, show: Show) -> bool:
    """Whether any line has no take yet."""
    return bool(missing_takes(script, show))


def warm_voices(script: Script, show: Show) -> None:
    """Begin to load what will speak the lines that have no take yet."""
    make_speaker(show, script.language).warm(script)


def forget_takes(script: Script, run: Run) -> None:
    """Throw away the takes of a script and its segments' files, so that all is rendered anew."""
    forget_takes_of(script, run.show, run.workshop)


def forget_takes_of(script: Script, show: Show, workshop: Workshop) -> None:
    """`forget_takes`, before there is a run."""
    store = take_store(show.root)
    for key in make_speaker(show, script.language).keys(script):
        store.discard(key)
    for path in workshop.path("articles").glob("*.json"):
        path.unlink(missing_ok=True)


def _stitched(
    segment: Segment, planned: Sequence[PlannedTake], speaker: Speaker, run: Run, left: TimeLeft
) -> StitchedSegment:
    from matinale.audio.stitch import stitch_segment

    sound, workshop, store = run.show.sound, run.workshop, take_store(run.show.root)
    key = stitch_key(segment, planned, run.show)
    record = f"articles/{segment.id}.json"
    known = workshop.read(StitchedSegment, record)
    if (
        known is not None
        and known.key == key
        and has_takes(known, planned, store)
        and workshop.path(known.audio.path).is_file()
    ):
        run.count.cached += len(segment.lines)
        return known
    paced = replace(segment, lines=tuple(each.line for each in planned))  # with the pauses of their voices
    audio = stitch_segment(paced, _told(segment, speaker, run, left), workshop.folder, sound)
    made = StitchedSegment(key, audio, digests_of(planned, store))
    workshop.write(record, made)
    return made


def stitch_key(segment: Segment, planned: Sequence[PlannedTake], show: Show) -> str:
    """The fingerprint of all that a segment's file is made from, but for the choice among attempts at a line."""
    sound = show.sound
    treatment = (sound.trim, sound.high_pass_hz, sound.de_essing, sound.compression)
    lines = [(each.line.id, each.key, each.line.pause_after) for each in planned]
    return fingerprint(STITCHING, segment.id, lines, treatment)


def digests_of(planned: Sequence[PlannedTake], store: TakeStore) -> tuple[str, ...]:
    """The digests of stored takes, "" where there is none."""
    found = [store.peek(each.key) for each in planned]
    return tuple(each.digest if each else "" for each in found)


def has_takes(known: StitchedSegment, planned: Sequence[PlannedTake], store: TakeStore) -> bool:
    """Whether a segment holds the takes that are stored now; one that was pruned from the store has not changed."""
    now = digests_of(planned, store)
    return not known.takes or all(new in {"", old} for old, new in zip(known.takes, now, strict=True))


def _told(segment: Segment, speaker: Speaker, run: Run, left: TimeLeft) -> Iterator[Take]:
    """The takes of a segment, each told of as it comes."""
    total = sum(len(line.spoken.text) for line in segment.lines)
    done, audio_s = 0, 0.0
    run.on_progress(Progress("speak", segment.title, 0, total))

    def on_take(line: Line, take: Take, cached: bool) -> None:
        nonlocal done, audio_s
        run.count.count(take, cached=cached)
        for fault in take.faults:
            run.on_notice(f"line {line.id}: listen to it: {fault}")
        done, audio_s = done + len(line.spoken.text), audio_s + len(take.samples) / take.rate
        if not cached:
            left.rendered(len(line.spoken.text))
        run.on_progress(Progress("speak", segment.title, done, total, audio_s, left.seconds))

    yield from speaker.speak_segment(segment, on_take)


def _drop_stray(workshop: Workshop, script: Script) -> None:
    """Remove the files of segments that the script no longer has, so that nobody listens to an old article."""
    kept = {segment.id for segment in script.segments}
    for path in workshop.path("articles").glob("*.*"):
        if path.stem not in kept and not path.name.startswith("."):
            path.unlink(missing_ok=True)
