"""What a recogniser heard of the takes, kept for whoever looks at the episode: `heard.json`, by the take's digest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinale.model import Script
from matinale.pipeline.sounding import digests_of
from matinale.workshop import Workshop

if TYPE_CHECKING:
    from matinale.speech.speaker import PlannedTake, Speaker
    from matinale.speech.store import TakeStore
    from matinale.speech.verification import Verdict

HEARD = "heard.json"


@dataclass(frozen=True, slots=True)
class HeardTake:
    """What was heard, and whether a person should listen to it."""

    heard: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """Digest of a take → what was heard of it."""

    verdicts: dict[str, HeardTake]


def heard_before(plan: Sequence[PlannedTake], store: TakeStore, workshop: Workshop) -> dict[str, str]:
    """What was heard before of the takes that are in the store, by line."""
    known = (workshop.read(Heard, HEARD) or Heard({})).verdicts
    digests = zip(plan, digests_of(plan, store), strict=True)
    return {each.line.id: known[digest].heard for each, digest in digests if digest in known}


def keep_heard(
    verdicts: Iterable[Verdict], script: Script, speaker: Speaker, store: TakeStore, workshop: Workshop
) -> None:
    """Write `heard.json`; what was heard of takes before is kept."""
    plan = speaker.plan(script)
    digests = {each.line.id: digest for each, digest in zip(plan, digests_of(plan, store), strict=True)}
    fresh = {digests[each.line.id]: HeardTake(each.heard, each.doubtful) for each in verdicts}
    known = workshop.read(Heard, HEARD) or Heard({})
    workshop.write(HEARD, Heard(known.verdicts | {digest: take for digest, take in fresh.items() if digest}))
