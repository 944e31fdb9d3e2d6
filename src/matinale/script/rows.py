"""The rows of one line's block in a script: what is written, how it is said, what is doubtful, and the directives."""

from __future__ import annotations

from matinale.script.directives import LINE_NAMES, Directive, read_directives


class LineRows:
    """The rows of a line's block, sorted by what they are."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.spoken: str | None = None
        self.spoken_at = 0
        self.doubts: list[str] = []
        self.directives: list[tuple[int, Directive]] = []

    def add(self, row: str, number: int) -> None:
        """One more row; `number` is its line in the file.

        Raises:
            ValueError: It cannot stand there.
        """
        if row.startswith("{"):
            self.directives += [(number, each) for each in read_directives(row, LINE_NAMES)]
        elif row.startswith("="):
            if self.spoken is not None:
                raise ValueError("a second spoken form for one line; leave a blank line before the next one")
            self.spoken, self.spoken_at = row[1:].strip(), number
        elif row.startswith("?"):
            self.doubts.append(row[1:].strip())
        elif self.directives or self.doubts:
            raise ValueError(f"{row[:30]!r} follows a directive; leave a blank line before a new line")
        elif self.spoken is not None:
            self.spoken = f"{self.spoken} {row}".strip()
        else:
            self.written.append(row.removeprefix("\\"))

    def has(self, name: str) -> bool:
        """Whether a directive of this name is among them."""
        return any(each.name == name for _, each in self.directives)
