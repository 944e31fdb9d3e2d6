"""The show's own rules for hard cases: patterns of `[reading]`, checked once and run with a time limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matinale.errors import ShowError
from matinale.patterns import compiled_pattern
from matinale.settings import Reading

PATTERN_SECONDS = 0.25
"""What one pattern may take on one block; a pattern that backtracks without end is reported, not waited for."""


@dataclass(frozen=True, slots=True)
class Hints:
    """Compiled patterns. Each is searched for in a block's text, without regard to case."""

    title: Any = None
    separator: Any = None
    ignore: tuple[Any, ...] = ()
    related: tuple[str, ...] = ()

    def is_title(self, text: str) -> bool:
        """Whether the show says that this block is an article's headline."""
        return self.title is not None and _found(self.title, text, "title_pattern")

    def separates(self, text: str) -> bool:
        """Whether the show says that an article ends here."""
        return self.separator is not None and _found(self.separator, text, "section_separator")

    def ignores(self, text: str) -> bool:
        """Whether the show says that this block is not read."""
        return any(_found(pattern, text, "ignore") for pattern in self.ignore)

    def is_related(self, text: str) -> bool:
        """Whether the show says that related items follow."""
        return text.strip(" :.–—-→").casefold() in self.related


def compile_hints(reading: Reading) -> Hints:
    """The patterns of a show, compiled.

    Raises:
        ShowError: A pattern is not a regular expression; names the key and the place in the pattern.
    """
    return Hints(
        title=_compiled(reading.title_pattern, "title_pattern"),
        separator=_compiled(reading.section_separator, "section_separator"),
        ignore=tuple(_compiled(pattern, "ignore") for pattern in reading.ignore if pattern),
        related=tuple(name.strip(" :.–—-→").casefold() for name in reading.related_headings),
    )


def _compiled(pattern: str, key: str) -> Any:
    if not pattern:
        return None
    try:
        return compiled_pattern(pattern)
    except ValueError as error:
        raise ShowError(
            f"show.toml: [reading] {key} = {pattern!r} is not a regular expression ({error}); mend it"
        ) from error


def _found(pattern: Any, text: str, key: str) -> bool:
    try:
        return pattern.search(text, timeout=PATTERN_SECONDS) is not None
    except TimeoutError as error:
        raise ShowError(
            f"show.toml: [reading] {key} = {pattern.pattern!r} takes longer than {PATTERN_SECONDS} s on one block; "
            "write it without nested repetition"
        ) from error
