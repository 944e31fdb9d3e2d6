"""Cuts a `script.md` into its head and its blocks, each with the number of its first line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matinale.errors import ScriptError

CONFLICTS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Rows between blank lines; `number` is the line of the first, counted from 1. A comment is one block."""

    number: int
    rows: tuple[str, ...]

    @property
    def text(self) -> str:
        """The rows as they stand in the file."""
        return "\n".join(self.rows)

    @property
    def is_comment(self) -> bool:
        """Whether the block is an HTML comment."""
        return self.rows[0].startswith("<!--")


@dataclass(frozen=True, slots=True)
class Draft:
    """A script's text taken apart: the head's keys with their line numbers, and the blocks."""

    head: dict[str, tuple[int, str]]
    blocks: tuple[TextBlock, ...]


def read_draft(text: str, where: str) -> Draft:
    """Take a script's text apart.

    Raises:
        ScriptError: It does not begin with a head.
    """
    rows = [row.strip(" \t\r") for row in text.removeprefix("\ufeff").split("\n")]
    start = next((index for index, row in enumerate(rows) if row), 0)
    end = next((index for index in range(start + 1, len(rows)) if rows[index] == "---"), 0)
    if rows[start] != "---" or not end:
        raise ScriptError(
            f"{where}:{start + 1}: the head is missing (--- matinale, issue, language ---); "
            "put it back, or delete the file to have the script written anew"
        )
    head: dict[str, tuple[int, str]] = {}
    for index in range(start + 1, end):
        key, colon, value = rows[index].partition(":")
        if not colon and rows[index]:
            raise ScriptError(f"{where}:{index + 1}: expected 'key: value' in the head, found {rows[index]!r}")
        if colon:
            head[key.strip()] = (index + 1, value.strip())
    return Draft(head, tuple(_blocks(rows, end + 1)))


def _blocks(rows: list[str], start: int) -> Iterator[TextBlock]:
    block: list[str] = []
    first = start
    commented = False
    for index in range(start, len(rows)):
        row = rows[index]
        if not block:
            first, commented = index, row.startswith("<!--")
        if row or commented:
            block.append(row)
        if block and ((commented and "-->" in row) or (not commented and not row)):
            yield TextBlock(first + 1, tuple(block))
            block = []
    if block:
        yield TextBlock(first + 1, tuple(block))
