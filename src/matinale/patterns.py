"""The regular expressions of `[reading]`: compiled in one way, and a bad one found in the file it was written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from matinale.settings import Reading


def compiled_pattern(pattern: str) -> Any:
    """A `regex` pattern that disregards case.

    Raises:
        ValueError: It does not compile; says why and at which character.
    """
    import regex

    try:
        return regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from error


def patterns_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """(key, pattern) of each pattern that the show gives."""
    for key, given in (
        ("title_pattern", (reading.title_pattern,)),
        ("section_separator", (reading.section_separator,)),
        ("ignore", reading.ignore),
    ):
        yield from ((key, pattern) for pattern in given if pattern)


def line_of_pattern(text: str, key: str, pattern: str) -> int | None:
    """The line (from 1) of a show.toml where a pattern of `[reading]` stands, or else its key; None if neither is seen.

    `tomllib` gives no positions, so the text is searched: from the key's own line on, for the pattern as it can be
    written between quotes. A key of the same name in another table is passed over.
    """
    lines = text.split("\n")
    first = _line_of_key(lines, key)
    if first is None:
        return None
    escaped = {json.dumps(pattern, ensure_ascii=plain)[1:-1] for plain in (True, False)}
    written = {f"{quote}{form}{quote}" for quote in "'\"" for form in (pattern, *escaped)}
    for number, line in enumerate(lines[first:], first + 1):
        if any(form in line for form in written):
            return number
    return first + 1


def _line_of_key(lines: list[str], key: str) -> int | None:
    header = re.compile(r"\s*\[+\s*([\w.\"' -]+?)\s*\]+\s*(#.*)?")
    assignment = re.compile(rf"\s*[\"']?{key}[\"']?\s*=|.*\breading[\"']?\s*[.={{].*\b{key}[\"']?\s*=")
    table = ""
    for number, line in enumerate(lines):
        if found := header.fullmatch(line):
            table = found[1].strip("\"' ")
        elif assignment.match(line) and (table == "reading" or "reading" in line):
            return number
    return None
