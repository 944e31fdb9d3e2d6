"""One line of a script corrected: its block is written anew, and not one byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from matinale.errors import ScriptError
from matinale.model import Pronunciation, SpokenForm
from matinale.script.blocks import TextBlock
from matinale.script.directives import LONGEST_PAUSE, Directive, name_of, said_as
from matinale.script.formatting import directive, escaped, format_line
from matinale.script.locating import LocatedLine, LocatedScript
from matinale.script.markup import read_spoken, show_spoken
from matinale.script.rows import LineRows

_SPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff]")


@dataclass(frozen=True, slots=True)
class Say:
    """`{say WORDS as /IPA/}`, `{say WORDS as RESPELLING}` or `{say WORDS in LANGUAGE}`: one of the three is given."""

    words: str
    ipa: str = ""
    say: str = ""
    language: str = ""

    @property
    def value(self) -> str:
        """What stands in the directive.

        Raises:
            ScriptError: Not one of the three is given, or more than one.
        """
        given = [how for how in (self.ipa, self.say, self.language) if how]
        if not self.words.strip() or len(given) != 1:
            raise ScriptError("a pronunciation needs its words, and one of: sounds, a respelling, a language")
        how = f"as /{self.ipa}/" if self.ipa else f"as {self.say}" if self.say else f"in {self.language}"
        return plain(f"{self.words} {how}")


@dataclass(frozen=True, slots=True)
class LineChange:
    """What is changed of a line; None leaves a thing as it is.

    `spoken` is plain text: pronunciations whose words still stand are kept; "" has the line spelled anew. `marked` is
    the spoken form in the script's notation. `pause_ms` -1 is the usual pause; `voice` "" the segment's voice.
    """

    written: str | None = None
    spoken: str | None = None
    marked: str | None = None
    say: tuple[Say, ...] | None = None
    voice: str | None = None
    pause_ms: int | None = None
    drop: bool | None = None


def revise_line(script: LocatedScript, line_id: str, change: LineChange) -> str:
    """The script's text with one line changed.

    Raises:
        ScriptError: There is no such line, or the change makes no sense.
    """
    located = script.find(line_id)
    together = [each for segment in script.segments for each in segment.lines if each.block == located.block]
    if len(together) == 1:
        rows = _revised(located.block.rows, located, change, script)
    else:  # a long paragraph: each of its sentences becomes a block of its own
        rows = ()
        for each in together:
            own = tuple(format_line(each.line, script.script.language, script.pauses).split("\n"))
            rows += ("",) * bool(rows) + (_revised(own, each, change, script) if each == located else own)
    return replace_block(script.text, located.block, rows)


def says_of(block: TextBlock) -> tuple[Say, ...]:
    """The line's own pronunciations."""
    return tuple(_say(each.value) for each in _directives(block.rows) if each.name == "say")


def has_own_pause(block: TextBlock) -> bool:
    """Whether the line sets its pause itself."""
    return any(each.name == "pause" for each in _directives(block.rows))


def replace_block(text: str, block: TextBlock, rows: Sequence[str]) -> str:
    """The text with the rows of one block replaced; all else, line ends too, stays as it is."""
    lines = text.split("\n")
    first, last = block.number - 1, block.number - 1 + len(block.rows)
    end = "\r" if lines[first].endswith("\r") else ""
    return "\n".join([*lines[:first], *(row + end for row in rows), *lines[last:]])


def plain(text: str) -> str:
    r"""Text on one line, without control characters; spaces that do not break stay.

    >>> plain("  un\n deux\u00a0! ")
    'un deux\xa0!'
    """
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip(" ")


def _revised(rows: tuple[str, ...], located: LocatedLine, change: LineChange, script: LocatedScript) -> tuple[str, ...]:
    written, said, doubts, directives = _sorted(rows)
    line = located.line
    if change.written is not None and plain(change.written) != line.written:
        if not plain(change.written):
            raise ScriptError("a line needs words; leave it out with drop")
        written, said, doubts = [escaped(plain(change.written))], [], []
        directives = [each for each in directives if each.name != "say" or _has_words(each, change.written)]
    said, doubts = _said(said, doubts, line.spoken, change)
    if change.say is not None:
        directives = [each for each in directives if each.name != "say"]
        directives += [Directive("say", each.value) for each in change.say]
    directives = _set(directives, located, change, script)
    unchanged = directives == _sorted(rows)[3]
    shown = (
        [row for row in rows if row.startswith("{")]
        if unchanged
        else [" ".join(directive(each.name, each.value) for each in directives)]
    )
    return tuple(row for row in (*written, *said, *doubts, *shown) if row)


def _said(said: list[str], doubts: list[str], before: SpokenForm, change: LineChange) -> tuple[list[str], list[str]]:
    """The rows of the spoken form, and the doubts: one who says how it sounds has none."""
    if change.marked is not None and plain(change.marked):
        try:
            text, _ = read_spoken(plain(change.marked))
        except ValueError as error:
            raise ScriptError(str(error)) from error
        _refuse_unspeakable(text)
        return [f"= {plain(change.marked)}"], []
    spoken = change.spoken if change.marked is None else ""
    if spoken is None:
        return said, doubts
    if not plain(spoken):
        return [], []
    if plain(spoken) == before.text:
        return said, doubts
    _refuse_unspeakable(spoken)
    form = carried(before, plain(spoken))
    return [f"= {show_spoken(form.text, form.pronunciations)}"], []


def _refuse_unspeakable(text: str) -> None:
    if not any(sign.isalnum() for sign in text):
        raise ScriptError("there is nothing to say in the spoken form; leave the line out with drop")


def carried(before: SpokenForm, text: str) -> SpokenForm:
    """New words with those pronunciations of the old ones that lie in what stayed the same."""
    blocks = SequenceMatcher(None, before.text, text, autojunk=False).get_matching_blocks()
    kept: list[Pronunciation] = []
    for span in before.pronunciations:
        for block in blocks:
            by = block.b - block.a
            inside = block.a <= span.start and span.end <= block.a + block.size
            if inside and _stands_alone(text, span.start + by, span.end + by):
                kept.append(replace(span, start=span.start + by, end=span.end + by))
                break
    return SpokenForm(text, tuple(kept))


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _set(
    directives: list[Directive], located: LocatedLine, change: LineChange, script: LocatedScript
) -> list[Directive]:
    if change.voice is not None:
        if change.voice:
            try:
                name_of("voice", change.voice)
            except ValueError as error:
                raise ScriptError(str(error)) from error
        directives = _put(directives, "voice", change.voice)
    if change.pause_ms is not None:
        if change.pause_ms > LONGEST_PAUSE:
            raise ScriptError(f"a pause of {change.pause_ms} ms is longer than a minute")
        usual = change.pause_ms < 0 or change.pause_ms == script.pauses.get(located.line.role)
        directives = _put(directives, "pause", "" if usual else str(change.pause_ms))
    if change.drop is not None:
        directives = [each for each in directives if each.name != "drop"]
        directives += [Directive("drop")] if change.drop else []
    return directives


def _put(directives: list[Directive], name: str, value: str) -> list[Directive]:
    """One directive set in its place, or taken away where the value is empty."""
    places = [place for place, each in enumerate(directives) if each.name == name]
    kept = [each for place, each in enumerate(directives) if each.name != name or (value and place == places[-1])]
    if value and not places:
        return [*kept, Directive(name, value)]
    return [Directive(name, value) if each.name == name else each for each in kept]


def _sorted(rows: Sequence[str]) -> tuple[list[str], list[str], list[str], list[Directive]]:
    """Rows as they stand: written, spoken, doubts; and the directives."""
    written: list[str] = []
    said: list[str] = []
    doubts: list[str] = []
    for row in rows:
        if row.startswith("?"):
            doubts.append(row)
        elif row.startswith("=") or (said and not row.startswith("{")):
            said.append(row)
        elif not row.startswith("{"):
            written.append(row)
    return written, said, doubts, _directives(rows)


def _directives(rows: Sequence[str]) -> list[Directive]:
    read = LineRows()
    for row in rows:
        read.add(row, 0)
    return [each for _, each in read.directives]


def _say(value: str) -> Say:
    """A `{say}` that was read before.

    >>> _say("CNIL as cnil").say, _say("data center in en").language, _say("X as /iks/").ipa
    ('cnil', 'en', 'iks')
    """
    match = re.fullmatch(r"(.+?)\s+(?:as\s+/([^/]+)/|as\s+(.+)|in\s+(\S+))", value)
    return Say(match[1], match[2] or "", match[3] or "", match[4] or "") if match else Say(value)


def _has_words(say: Directive, text: str) -> bool:
    try:
        said_as(SpokenForm(plain(text)), say.value)
    except ValueError:
        return False
    return True
