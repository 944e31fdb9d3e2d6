"""The whole examination, in the order in which an episode needs its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from matinale.doctor.checks import Check, looked_at
from matinale.doctor.machine import check_machine, check_places, check_time
from matinale.doctor.site import check_published, check_targets
from matinale.doctor.voices import check_ear, check_voices
from matinale.doctor.watched import check_watch
from matinale.errors import MatinaleError
from matinale.settings import Show
from matinale.show import read_show


def examine(root: Path) -> Iterator[Check]:
    """Look at everything that the show in `root` needs, from the machine to the targets; nothing is changed.

    Each check is yielded as soon as it is made. Of a show that cannot be read, only the machine is looked at.
    """
    yield from check_machine()
    yield looked_at("show", lambda: _described(read_show(root)))
    try:
        show = read_show(root)
    except MatinaleError:
        return
    yield from check_places(root)
    yield from check_time(show)
    yield from check_voices(show)
    yield check_ear()
    yield from check_published(show)
    yield from check_targets(show)
    yield from check_watch(show)


def is_healthy(checks: Iterable[Check]) -> bool:
    """Whether nothing that is needed is missing."""
    return all(check.state != "error" for check in checks)


def _described(show: Show) -> str:
    return f"{show.root}: {show.title!r}, language {show.language}, voice {show.voice}"
