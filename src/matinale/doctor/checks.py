"""The answer of one look at one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from matinale.errors import MatinaleError

State = Literal["ok", "optional", "warning", "error"]
"""`optional`: not there, not needed by this show; `warning`: works, to somebody's harm; `error`: needed, missing."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, its state, what was found, and how to mend it ("" where there is nothing to mend)."""

    name: str
    state: State
    found: str
    remedy: str = ""


def looked_at(name: str, look: Callable[[], str], *, failing: State = "error") -> Check:
    """`ok` with what `look` found; where it raised one of our errors, `failing` with that line.

    The remedy is what the line says after its last semicolon, where our errors say what to do.
    """
    try:
        return Check(name, "ok", look())
    except MatinaleError as error:
        found, _, remedy = str(error).rpartition("; ")
        return Check(name, failing, found or str(error), remedy if found else "")
