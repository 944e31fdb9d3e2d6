"""A script with the place of each line in its text: which block it stands in, those that are left out too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from matinale.errors import ScriptError
from matinale.model import Line, Script, Segment, Speller
from matinale.script.blocks import TextBlock, read_draft
from matinale.script.parsing import KnownLines, ScriptParser, ScriptPart
from matinale.script.rows import LineRows


@dataclass(frozen=True, slots=True)
class LocatedLine:
    """A line where it stands.

    `id` counts the lines of its segment, dropped ones too, so that leaving a line out renames no other; `line.id` is
    the script's own, "" where the line is dropped. A long paragraph gives several lines of one `block`: `part` counts
    them from 0.
    """

    id: str
    line: Line
    block: TextBlock
    part: int
    dropped: bool


@dataclass(frozen=True, slots=True)
class LocatedSegment:
    """A segment and all its lines; `segment.lines` are those that are said."""

    segment: Segment
    lines: tuple[LocatedLine, ...]
    dropped: bool


@dataclass(frozen=True, slots=True)
class LocatedScript:
    """What `parse_script` gives (`script`), with the place of everything in `text`."""

    text: str
    script: Script
    segments: tuple[LocatedSegment, ...]
    pauses: dict[str, int] = field(default_factory=dict[str, int])

    def find(self, line_id: str) -> LocatedLine:
        """The line of an id.

        Raises:
            ScriptError: There is none.
        """
        for segment in self.segments:
            for line in segment.lines:
                if line.id == line_id:
                    return line
        raise ScriptError(f"there is no line {line_id!r} in the script any more")


def locate_script(
    text: str, *, where: str, speller: Speller | None = None, base: Script | None = None
) -> LocatedScript:
    """`parse_script`, with the place of each line.

    Raises:
        ScriptError: Something cannot be understood; names `where` and the line.
    """
    draft = read_draft(text, where)
    parser = ScriptParser(draft, where, speller, KnownLines(base))
    script = parser.script()
    said = {segment.id: segment for segment in script.segments}
    parts: list[ScriptPart] = []
    lines: list[list[LocatedLine]] = []
    for block in (block for block in draft.blocks if not block.is_comment):
        if block.rows[0].startswith("#"):
            parts.append(parser.segment(block, parts))
            lines.append([])
        else:
            lines[-1].extend(_located(parser, block, parts[-1], len(lines[-1])))
    segments = tuple(
        _with_ids(part, inside, said.get(part.segment.id)) for part, inside in zip(parts, lines, strict=True)
    )
    return LocatedScript(text, script, segments, {role: int(pause) for role, pause in parser.pauses.items()})


def _located(parser: ScriptParser, block: TextBlock, part: ScriptPart, before: int) -> Iterator[LocatedLine]:
    rows = LineRows()
    for row in block.rows:
        rows.add(row, 0)
    dropped = part.dropped or rows.has("drop")
    for place, line in enumerate(parser.lines(block, dropped=True)):
        yield LocatedLine(f"{part.segment.id}-{before + place + 1:03d}", line, block, place, dropped)


def _with_ids(part: ScriptPart, lines: list[LocatedLine], said: Segment | None) -> LocatedSegment:
    """The lines that are said, as the script has them; they come in the same order."""
    remaining = iter(said.lines if said else ())
    placed = tuple(each if each.dropped else replace(each, line=next(remaining)) for each in lines)
    return LocatedSegment(said or part.segment, placed, part.dropped)
