"""What the page shows: the episode, its lines with takes and places, the mix and the choices, as one JSON value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from matinale.errors import MatinaleError
from matinale.model import Episode, Programme
from matinale.pipeline.desk import Desk
from matinale.pipeline.editing import MIX, can_undo
from matinale.pipeline.mixing import SoundedProgramme, programme_key
from matinale.pipeline.rendering import attempts_at, lines_with_attempts
from matinale.pipeline.report import Outcome
from matinale.pipeline.said import SAID, Said, SaidLine
from matinale.pipeline.sounding import StitchedSegment, stitch_key
from matinale.pipeline.verdicts import HEARD, Heard
from matinale.script import LocatedLine, LocatedSegment, has_own_pause, says_of
from matinale.settings import Show
from matinale.workshop import Ready
from matinale.workspace import voice_folders

if TYPE_CHECKING:
    from matinale.speech.speaker import PlannedTake
    from matinale.speech.store import TakeInfo

Json = dict[str, Any]
RANGES = {"lufs": (-31, -6, 0.5), "dbtp": (-9, 0, 0.1), "db": (-60, 12, 0.5), "lu": (-20, 10, 0.5), "hz": (0, 200, 5)}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line is in the programme (ms), and as what."""

    start: int
    end: int
    line: SaidLine


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the lines, by id."""

    plan: dict[str, PlannedTake]
    takes: dict[str, TakeInfo | None]
    places: dict[str, _Place]
    heard: Heard
    attempted: frozenset[str]


def state_of(desk: Desk, jobs: list[Json]) -> Json:
    """The whole state; where a file of the show cannot be understood, `problem` says so and `segments` may be empty."""
    revision = desk.revision
    ready, published = desk.kept(Ready, "ready.json"), desk.kept(Episode, "episode.json")
    episode = ready.episode if ready else published
    undo, redo = can_undo(desk)
    state: Json = {
        "revision": revision,
        "slug": desk.workshop.slug,
        "language": episode.language if episode else "",
        "show_title": "",
        "episode": _episode(episode) if episode else None,
        "published": published is not None,
        "waiting": published != episode,
        "stale": True,
        "problem": "",
        "can_undo": undo,
        "can_redo": redo,
        "segments": [],
        "cues": [],
        "jobs": jobs,
        "findings": list(_findings(desk)),
        "mix": {},
        "choices": {"voices": [], "jingles": []},
    }
    try:
        _add_show(state, desk)
        _add_script(state, desk)
    except (MatinaleError, OSError, UnicodeDecodeError) as error:
        state["problem"] = str(error)
        state["findings"].insert(0, {"severity": "error", "where": "script.md", "message": str(error)})
    return state


def _add_show(state: Json, desk: Desk) -> None:
    show = desk.show
    sets = sorted({path.name for home in voice_folders(show.root) for path in (home / "jingles").glob("*/")})
    voices = [
        {"name": name, "label": voice.label or name, "languages": list(voice.languages)}
        for name, voice in show.voices.items()
    ]
    state |= {
        "show_title": show.title,
        "mix": _mix(show, [*sets, "none"]),
        "choices": {"voices": voices, "jingles": [*sets, "none"]},
    }


def _add_script(state: Json, desk: Desk) -> None:
    located, plan = desk.located, {each.line.id: each for each in desk.plan}
    programme, sounded = desk.kept(Programme, "timeline.json"), desk.kept(SoundedProgramme, "programme.json")
    said = desk.kept(Said, SAID)
    takes = {name: desk.store.peek(planned.key) for name, planned in plan.items()}
    places = _places(desk, list(plan.values()), programme, said)
    known = _Known(plan, takes, places, desk.kept(Heard, HEARD) or Heard({}), lines_with_attempts(desk))
    stale = sounded is None or _key_now(desk, takes) != sounded.key
    state["stale"] = stale
    state["language"] = located.script.language
    state["segments"] = [
        {
            "id": segment.segment.id,
            "kind": segment.segment.kind,
            "title": segment.segment.title,
            "voice": segment.segment.voice,
            "dropped": segment.dropped,
            "lines": [_line(each, segment, desk, known) for each in segment.lines],
        }
        for segment in located.segments
    ]
    state["cues"] = _cues(programme, {each.line.id: each.id for segment in located.segments for each in segment.lines})


def _line(each: LocatedLine, segment: LocatedSegment, desk: Desk, known: _Known) -> Json:
    line, planned, place = each.line, known.plan.get(each.line.id), known.places.get(each.line.id)
    info = known.takes.get(line.id)
    attempts = attempts_at(desk, planned.key) if planned and planned.key in known.attempted else ()
    changed = not each.dropped and not _is_as(planned, info, place)
    verdict = known.heard.verdicts.get(info.digest) if info else None
    take: Json | None = None
    if info is not None:
        take = {
            "seconds": round(info.seconds, 3),
            "characters_per_s": round(len(line.spoken.text) / info.seconds, 1) if info.seconds else 0.0,
            "faults": list(info.faults),
            "heard": verdict.heard if verdict else None,
            "doubtful": verdict.doubtful if verdict else False,
        }
    badges = {
        "doubt": bool(line.spoken.doubts),
        "fault": bool(info and info.faults),
        "heard": bool(verdict and verdict.doubtful),
        "changed": changed,
        "no-take": info is None and not each.dropped,
    }
    return {
        "id": each.id,
        "role": line.role,
        "written": line.written,
        "spoken": line.spoken.text,
        "marked": marked_of(line.spoken.text, line.spoken.pronunciations),
        "say": [
            {"words": say.words} | {name: value for name, value in
            (("ipa", say.ipa), ("say", say.say), ("in", say.language)) if value}
            for say in says_of(each.block)
        ],
        "doubts": list(line.spoken.doubts),
        "language": line.language or desk.located.script.language,
        "voice": line.voice,
        "usual_voice": segment.segment.voice or desk.show.voice,
        "pause_ms": int(line.pause_after),
        "pause_own": has_own_pause(each.block),
        "dropped": each.dropped,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "take": take,
        "attempts": [
            {"n": one.n, "seconds": round(one.info.seconds, 3), "faults": list(one.info.faults)} for one in attempts
        ],
        "chosen": next((one.n for one in attempts if info and one.info.digest == info.digest), None),
        "changed": changed,
        "badges": [name for name, is_so in badges.items() if is_so],
    }  # fmt: skip


def marked_of(text: str, spans: Any) -> str:
    """A spoken form in the script's notation."""
    from matinale.script.markup import show_spoken

    return show_spoken(text, spans)


def _is_as(planned: PlannedTake | None, info: TakeInfo | None, place: _Place | None) -> bool:
    """Whether the programme has a line as it is now."""
    if planned is None or place is None:
        return False
    said, line = place.line, planned.line
    if (said.written, said.pause_after) != (line.written, int(line.pause_after)):
        return False
    if not said.key:  # an episode from before the lines were kept
        return True
    return said.key == planned.key and (info is None or not said.digest or said.digest == info.digest)


def _places(desk: Desk, plan: list[PlannedTake], programme: Programme | None, said: Said | None) -> dict[str, _Place]:
    """The place in the programme of each line that is in it: unchanged lines first, then those between them."""
    if programme is None:
        return {}
    sounded = desk.kept(SoundedProgramme, "programme.json")
    known = {line.id: line for line in said.lines} if said and sounded and said.programme == sounded.sha256 else {}
    now = {planned.line.id: planned for planned in plan}
    old: list[_Place] = []
    for cue in programme.cues:
        if cue.kind == "voice":
            line = known.get(cue.source) or _guessed(cue.source, now)
            start, end = (round(at * 1000 / programme.rate) for at in (cue.start, cue.start + cue.length))
            old.append(_Place(start, end, line))
    before = [(each.line.id.rpartition("-")[0], each.line.written) for each in old]
    after = [(each.segment_id, each.line.written) for each in plan]
    places: dict[str, _Place] = {}
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or last - first == end - start:
            pairs = zip(old[first:last], plan[start:end], strict=True)
            places |= {planned.line.id: place for place, planned in pairs}
    return places


def _guessed(line_id: str, now: dict[str, PlannedTake]) -> SaidLine:
    planned = now.get(line_id)
    if planned is None:
        return SaidLine(line_id, "", "", "", -1)
    return SaidLine(line_id, planned.line.written, "", "", int(planned.line.pause_after))


def _key_now(desk: Desk, takes: dict[str, TakeInfo | None]) -> str:
    """What the programme's key would be, were it made now; "" where takes are missing."""
    located, plan = desk.located, desk.plan
    stitched: list[StitchedSegment] = []
    for segment in located.script.segments:
        planned = [each for each in plan if each.segment_id == segment.id]
        known = desk.kept(StitchedSegment, f"articles/{segment.id}.json")
        if known is None or known.key != stitch_key(segment, planned, desk.show):
            return ""
        now = [info.digest if (info := takes[each.line.id]) else "" for each in planned]
        if known.takes and any(new not in {"", old} for old, new in zip(known.takes, now, strict=True)):
            return ""
        stitched.append(known)
    return programme_key(located.script, stitched, desk.show)


def _cues(programme: Programme | None, names: dict[str, str]) -> list[Json]:
    if programme is None:
        return []
    return [
        {
            "kind": cue.kind,
            "source": names.get(cue.source, cue.source) if cue.kind == "voice" else cue.source,
            "start": round(cue.start * 1000 / programme.rate),
            "end": round((cue.start + cue.length) * 1000 / programme.rate),
        }
        for cue in programme.cues
    ]


def _episode(episode: Episode) -> Json:
    from matinale.feed.notes import build_description, build_notes

    return {
        "title": episode.title,
        "date": episode.published.date().isoformat(),
        "duration_ms": int(episode.duration),
        "sha256": episode.sha256,
        "loudness": asdict(episode.loudness),
        "description": build_description(episode),
        "notes_html": build_notes(episode),
        "image": episode.image,
        "chapters": [
            {"start": int(mark.start), "title": mark.title, "url": mark.url, "image": mark.image}
            for mark in episode.chapters
        ],
    }


def _findings(desk: Desk) -> Iterator[Json]:
    """What the run that made the episode had to say."""
    report = desk.kept(Outcome, "report.json")
    for notice in report.notices if report else ():
        where, colon, message = notice.partition(": ")
        yield {"severity": "note", "where": where if colon else "", "message": message if colon else notice}


def _mix(show: Show, sets: list[str]) -> Json:
    mix: Json = {}
    for key in MIX:
        table, _, name = key.partition(".")
        value = getattr(getattr(show, table), name)
        entry: Json = {"value": value, "kind": "flag" if isinstance(value, bool) else "number"}
        if key == "sound.jingles":
            entry = {"value": value, "kind": "choice", "choices": sets}
        elif entry["kind"] == "number":
            entry |= dict(zip(("min", "max", "step"), _range_of(key), strict=True))
        mix[key] = entry
    return mix


def _range_of(key: str) -> tuple[float, float, float]:
    if key == "sound.placement":
        return 0, 1, 0.05
    return RANGES.get(key.rpartition("_")[2], (0, 5000, 50))
