"""What publishing will change in the feed: the episode as it was made last, against the one that is published."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from matinale.errors import MatinaleError
from matinale.model import Episode
from matinale.pipeline.desk import Desk
from matinale.pipeline.trial import try_publishing
from matinale.preview.listening import clock
from matinale.workshop import Ready

Json = dict[str, Any]


def difference_of(desk: Desk) -> Json:
    """The `changes`, the `findings` (what apps would refuse, so publishing too), and the address of the `feed`."""
    ready, published = desk.kept(Ready, "ready.json"), desk.kept(Episode, "episode.json")
    if ready is None:
        return {"changes": [], "findings": [_finding("the episode was never finished; make it first")], "feed": ""}
    changes = list(_changes(published, ready.episode))
    return {"changes": changes, "findings": _findings(desk), "feed": f"{desk.show.feed.url.rstrip('/')}/feed.xml"}


def _changes(old: Episode | None, new: Episode) -> Iterator[Json]:
    if old is None:
        for what, value in (
            ("episode", new.title),
            ("duration", clock(new.duration)),
            ("chapters", _chapters(new)),
            ("summary", new.summary),
        ):
            yield _change("added", what, "", value)
        return
    for what, before, after in (
        ("title", old.title, new.title),
        ("summary", old.summary, new.summary),
        ("date", old.published.isoformat(), new.published.isoformat()),
        ("duration", clock(old.duration), clock(new.duration)),
        ("loudness", _loudness(old), _loudness(new)),
        ("picture", old.image, new.image),
        ("credits", " ".join(old.credits), " ".join(new.credits)),
        ("chapters", _chapters(old), _chapters(new)),
        ("sound", old.audio, new.audio),
    ):
        if before != after:
            yield _change("changed" if before and after else "added" if after else "removed", what, before, after)
    yield from _lines([each.text for each in old.captions], [each.text for each in new.captions])


def _lines(before: list[str], after: list[str]) -> Iterator[Json]:
    """The sentences that differ, paired where as many were there before."""
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[first:last], after[start:end]
        for place in range(max(len(old), len(new))):
            was = old[place] if place < len(old) else ""
            now = new[place] if place < len(new) else ""
            yield _change("changed" if was and now else "added" if now else "removed", "line", was, now)


def _chapters(episode: Episode) -> str:
    return "; ".join(f"{clock(mark.start)} {mark.title}" for mark in episode.chapters)


def _loudness(episode: Episode) -> str:
    return f"{episode.loudness.integrated_lufs:.1f} LUFS, {episode.loudness.true_peak_dbtp:.1f} dBTP"


def _findings(desk: Desk) -> list[Json]:
    """What the gate says of the episode, tried once for each state of the show."""
    try:
        found = desk.once("trial", lambda: try_publishing(desk.show, desk.workshop))
    except MatinaleError as error:
        return [_finding(str(error))]
    return [
        {"severity": each.severity, "where": each.where, "message": f"{each.message} ({each.source})"} for each in found
    ]


def _finding(message: str) -> Json:
    return {"severity": "error", "where": "", "message": message}


def _change(kind: str, what: str, before: str, after: str) -> Json:
    return {"kind": kind, "what": what, "before": before, "after": after}
