"""What a finished programme says, line by line, so that it can be told later which lines have changed since."""

from __future__ import annotations

from dataclasses import dataclass

from matinale.model import Script
from matinale.pipeline.report import Run
from matinale.pipeline.sounding import digests_of, make_speaker, take_store
from matinale.workshop import Workshop

SAID = "said.json"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line as the programme has it: its words, the key and the digest of its take, the silence after it in ms."""

    id: str
    written: str
    key: str
    digest: str
    pause_after: int


@dataclass(frozen=True, slots=True)
class Said:
    """The lines of the programme whose MP3, untagged, has this SHA-256."""

    programme: str
    lines: tuple[SaidLine, ...]


def keep_said(script: Script, programme_sha256: str, run: Run) -> None:
    """Write `said.json`."""
    plan = make_speaker(run.show, script.language).plan(script)
    digests = digests_of(plan, take_store(run.show.root))
    lines = tuple(
        SaidLine(each.line.id, each.line.written, each.key, digest, int(each.line.pause_after))
        for each, digest in zip(plan, digests, strict=True)
    )
    run.workshop.write(SAID, Said(programme_sha256, lines))


def read_said(workshop: Workshop) -> Said | None:
    """What `keep_said` wrote; None for an episode made before it was written."""
    return workshop.read(Said, SAID)
