"""What the gate found: a severity, the rule's source, the place, and one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `source` names the standard whose rule it is; `where` the element or file."""

    severity: Severity
    source: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found about `target`. A feed with an error is refused by apps, or plays wrongly in them."""

    target: str
    found: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What apps or directories refuse."""
        return tuple(each for each in self.found if each.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What they take, to the listeners' harm."""
        return tuple(each for each in self.found if each.severity == "warning")

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    @property
    def exit_code(self) -> int:
        """0 without errors, 1 with errors: for CI."""
        return 0 if self.ok else 1


def gather(target: str, found: Iterable[Finding]) -> Findings:
    """`found` without doubles, errors first, otherwise in the order of the feed."""
    unique = tuple(dict.fromkeys(found))
    return Findings(target, tuple(sorted(unique, key=lambda each: _RANK[each.severity])))


def error(source: str, where: str, message: str) -> Finding:
    """A finding that keeps a feed from being published."""
    return Finding("error", source, where, message)


def warning(source: str, where: str, message: str) -> Finding:
    """A finding that does not."""
    return Finding("warning", source, where, message)


def note(source: str, where: str, message: str) -> Finding:
    """Something that was not checked, and why."""
    return Finding("note", source, where, message)
