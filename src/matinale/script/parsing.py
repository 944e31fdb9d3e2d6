"""`script.md` → Script, with the editor's changes; a mistake is refused with its line number."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from matinale.errors import ScriptError
from matinale.model import Line, LineRole, Milliseconds, Script, Segment, SegmentKind, Speller, SpokenForm
from matinale.script.blocks import CONFLICTS, Draft, TextBlock, read_draft
from matinale.script.directives import (
    KINDS,
    ROLES,
    SEGMENT_NAMES,
    name_of,
    pause_of,
    read_directives,
    said_as,
    tag_of,
)
from matinale.script.formatting import HEAD
from matinale.script.lines import numbered, spoken_form
from matinale.script.markup import read_spoken, show_spoken
from matinale.script.rows import LineRows

T = TypeVar("T")

LONGEST_LINE = 400  # characters; a longer added paragraph is split into utterances
_PAUSE = Milliseconds(300)


def parse_script(text: str, *, where: str, speller: Speller | None = None, base: Script | None = None) -> Script:
    """The script that a text holds. `parse_script(format_script(s), where="") == s`.

    A line without `=` is said as the speller spells it (as written, where there is none). A line whose written form
    was changed while its `=` was left as the machine wrote it is spelled anew: to see that, `base` must be the script
    as it was last generated. Line ids follow from the place in the segment. A segment without lines is left out.

    Raises:
        ScriptError: Something cannot be understood; names `where` and the line.
    """
    return ScriptParser(read_draft(text, where), where, speller, KnownLines(base)).script()


class KnownLines:
    """What the last generated script said of each written line."""

    def __init__(self, base: Script | None) -> None:
        lines = [line for segment in base.segments for line in segment.lines] if base else []
        self.written = {line.written for line in lines}
        self.spoken = {_shown(line.spoken) for line in lines}

    def is_stale(self, written: str, shown: str) -> bool:
        """Whether the machine's spoken form was left under words that an editor changed."""
        return shown in self.spoken and written not in self.written


@dataclass(slots=True)
class ScriptPart:
    """A segment being read."""

    segment: Segment
    lines: list[Line] = field(default_factory=list[Line])
    dropped: bool = False


class ScriptParser:
    """Reads a draft: `script` the whole of it, `segment` and `lines` a block for whoever asks what stands where."""

    def __init__(self, draft: Draft, where: str, speller: Speller | None, known: KnownLines) -> None:
        self.draft, self.where, self.speller, self.known = draft, where, speller, known
        self.language = self._head("language")
        self.pauses = self._pauses()

    def script(self) -> Script:
        """All of it."""
        form, issue = self._head("matinale"), self._head("issue")
        if form != HEAD:
            self._refuse(self.draft.head["matinale"][0], f"written as {form!r}; this version reads {HEAD!r}")
        parts: list[ScriptPart] = []
        for block in self.draft.blocks:
            self.refuse_conflicts(block)
            if block.is_comment:
                continue
            if block.rows[0].startswith("#"):
                parts.append(self.segment(block, parts))
            elif not parts:
                self._refuse(block.number, "text before the first segment; it begins with a line '# Title'")
            else:
                parts[-1].lines += self.lines(block)
        segments = (replace(part.segment, lines=numbered(part.segment.id, part.lines)) for part in parts)
        kept = (segment for part, segment in zip(parts, segments, strict=True) if segment.lines and not part.dropped)
        return Script(issue, self.language, tuple(kept))

    # ── the head ──

    def _head(self, key: str) -> str:
        known = ("matinale", "issue", "language", "pauses")
        for name, (number, _) in self.draft.head.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                self._refuse(number, f"unknown key {name!r} in the head; did you mean {(near or known)[0]!r}?")
        if key not in self.draft.head:
            self._refuse(1, f"the head lacks {key!r}")
        return self.draft.head[key][1]

    def _pauses(self) -> dict[str, Milliseconds]:
        number, value = self.draft.head.get("pauses", (1, ""))
        pauses: dict[str, Milliseconds] = {}
        for item in filter(None, (part.strip() for part in value.split(","))):
            role, _, pause = item.partition(" ")
            if role not in ROLES:
                near = difflib.get_close_matches(role, ROLES, n=1)
                self._refuse(number, f"pauses: no role {role!r}; " + (f"did you mean {near[0]!r}?" if near else ""))
            pauses[role] = Milliseconds(self._try(number, lambda pause=pause: pause_of(pause)))
        return pauses

    # ── segments ──

    def segment(self, block: TextBlock, before: list[ScriptPart]) -> ScriptPart:
        """The segment that a title begins, without lines."""
        title = block.rows[0].removeprefix("#").strip()
        given: dict[str, str] = {}
        for offset, row in enumerate(block.rows[1:], start=1):
            number = block.number + offset
            if not row.startswith("{"):
                self._refuse(number, "leave a blank line between a segment's title and its first line")
            given |= {
                each.name: each.value
                for each in self._try(number, lambda row=row: list(read_directives(row, SEGMENT_NAMES)))
            }
        if "segment" not in given:
            self._refuse(block.number, f"the segment {title!r} needs a name below its title: {{segment 05-article}}")
        identity = self._try(block.number, lambda: name_of("segment", given["segment"]))
        if any(part.segment.id == identity for part in before):
            self._refuse(block.number, f"there are two segments {identity!r}; give each a name of its own")
        kind = given.get("kind") or identity.rpartition("-")[2]
        if kind not in KINDS:
            self._refuse(
                block.number, f"segment {identity!r} needs a kind: {{kind article}}, one of {', '.join(KINDS)}"
            )
        voice = self._try(block.number, lambda: name_of("voice", given["voice"])) if "voice" in given else ""
        segment = Segment(identity, cast("SegmentKind", kind), title, voice, (), given.get("url", ""))
        return ScriptPart(segment, dropped="drop" in given)

    # ── lines ──

    def lines(self, block: TextBlock, *, dropped: bool = False) -> list[Line]:
        """The lines of a block, without ids; none of one that is left out, unless `dropped`."""
        rows = LineRows()
        for offset, row in enumerate(block.rows):
            self._try(block.number + offset, lambda row=row, offset=offset: rows.add(row, block.number + offset))
        if not rows.written:
            self._refuse(block.number, "a line begins with the words as they are written")
        left_out = rows.has("drop") and not dropped
        return [] if left_out else self._directed(rows, " ".join(rows.written), block.number)

    def _directed(self, rows: LineRows, written: str, number: int) -> list[Line]:
        role, voice, language, pause = "text", "", self.language, None
        for at, each in rows.directives:
            if each.name in ROLES:
                role = each.name
            elif each.name == "pause":
                pause = self._try(at, lambda each=each: pause_of(each.value))
            elif each.name == "voice":
                voice = self._try(at, lambda each=each: name_of("voice", each.value))
            elif each.name == "language":
                language = self._try(at, lambda each=each: tag_of(each.value))
        usual = self.pauses.get(role, self.pauses.get("text", _PAUSE))
        after = usual if pause is None else Milliseconds(pause)
        line = Line("", cast("LineRole", role), written, SpokenForm(""), after, voice, language)
        return [
            replace(line, written=piece, spoken=self._spoken(rows, piece, language, number), pause_after=silence)
            for piece, silence in self._pieces(rows, written, language, after)
        ]

    def _pieces(
        self, rows: LineRows, written: str, language: str, after: Milliseconds
    ) -> list[tuple[str, Milliseconds]]:
        """A long added paragraph as utterances; anything else as it stands."""
        if len(written) <= LONGEST_LINE or rows.spoken is not None or self.speller is None:
            return [(written, after)]
        pieces = self.speller.split(written, language) or (written,)
        inside = self.pauses.get("text", _PAUSE)
        return [(piece, after if index == len(pieces) else inside) for index, piece in enumerate(pieces, start=1)]

    def _spoken(self, rows: LineRows, written: str, language: str, number: int) -> SpokenForm:
        if rows.spoken is None or (rows.spoken and self.known.is_stale(written, rows.spoken)):
            spoken = spoken_form(written, language, self.speller)
        elif not rows.spoken:
            spoken = SpokenForm(written)
        else:
            shown = rows.spoken
            text, spans = self._try(rows.spoken_at, lambda: read_spoken(shown))
            spoken = SpokenForm(text, spans, tuple(rows.doubts))
        for at, each in rows.directives:
            if each.name == "say":
                spoken = self._try(at, lambda each=each, spoken=spoken: said_as(spoken, each.value))
        if not spoken.text.strip():
            self._refuse(number, f"there is nothing to say in {written[:40]!r}; use {{drop}} to leave a line out")
        return spoken

    # ── errors ──

    def refuse_conflicts(self, block: TextBlock) -> None:
        """Refuse the marks of a merge that is not settled."""
        for offset, row in enumerate(block.rows):
            if row.startswith(CONFLICTS):
                self._refuse(block.number + offset, "a conflict to settle: keep one version and remove the marks")

    def _try(self, number: int, read: Callable[[], T]) -> T:
        try:
            return read()
        except ValueError as error:
            raise ScriptError(f"{self.where}:{number}: {error}") from error

    def _refuse(self, number: int, what: str) -> None:
        raise ScriptError(f"{self.where}:{number}: {what}")


def _shown(spoken: SpokenForm) -> str:
    return show_spoken(spoken.text, spoken.pronunciations)
