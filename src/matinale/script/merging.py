"""The issue changed after its script was edited: both changes in one text, conflicts shown, no edit lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from matinale.model import Script
from matinale.script.blocks import TextBlock, read_draft
from matinale.script.formatting import format_script

MINE, BEFORE, FRESH, END = "<<<<<<< edited", "||||||| before", "=======", ">>>>>>> new issue"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged `script.md`. `conflicts` are the line numbers of those to settle by hand; the parser refuses them."""

    text: str
    conflicts: tuple[int, ...] = ()


def merge_scripts(base: str | Script, edited: str, fresh: str | Script, *, where: str = "script.md") -> Merge:
    """Carry an editor's changes of `base` over to `fresh`.

    `base` is the script as it was generated when the editor began, `edited` the editor's `script.md`, `fresh` the one
    of the changed issue. What only one side changed is taken from it; what both changed differently is shown with
    both versions between marks, as version control shows it.

    What the pipeline keeps and calls, in the episode's folder: `script.md`, which is the editor's, and a copy of it as
    it was generated (`.script.base.md`). With `fresh = format_script(write_script(…))`:

    1. no `script.md`: write both files from `fresh`;
    2. `script.md` equals the copy: nobody edited it; write both files from `fresh`;
    3. edited, and the issue's fingerprint in its head is the issue's: `parse_script(edited, base=parse_script(copy))`;
    4. edited, and the fingerprint differs: `merge_scripts(copy, edited, fresh)`. Keep the old `script.md` beside it
       (`script.before-merge.md`), write `Merge.text` to `script.md` and `fresh` to the copy. With conflicts, stop with
       their lines; parsing refuses the file until they are settled. Without, go on as in 3.

    A lost copy is replaced by `edited` itself taken as base only if nothing else is left: pass `fresh` as base, and
    every difference is kept as an edit.

    Raises:
        ScriptError: A text does not begin with a script's head.
    """
    texts = [each if isinstance(each, str) else format_script(each) for each in (base, edited, fresh)]
    drafts = [read_draft(text, where) for text in texts]
    old, mine, new = ([block.text for block in draft.blocks] for draft in drafts)
    old, mine = _in_order_of(new, old, mine)
    lines = _head_lines(texts[2], drafts[2].blocks)
    lines = _with_pauses_kept(lines, drafts[0].head, drafts[1].head)
    return _written(lines, _merged(old, mine, new))


def _head_lines(text: str, blocks: Sequence[TextBlock]) -> list[str]:
    end = blocks[0].number - 1 if blocks else len(text.split("\n"))
    return [row for row in text.split("\n")[:end] if row.strip()]


def _with_pauses_kept(
    lines: list[str], base: dict[str, tuple[int, str]], edited: dict[str, tuple[int, str]]
) -> list[str]:
    """The head with the editor's own usual pauses, where the editor changed them."""
    mine = edited.get("pauses", (0, ""))[1]
    if not mine or mine == base.get("pauses", (0, ""))[1]:
        return lines
    return [f"pauses: {mine}" if row.startswith("pauses:") else row for row in lines]


# ── segments that moved ──────────────────────────────────────────────────────────────────────────────────────────────


def _in_order_of(new: list[str], old: list[str], mine: list[str]) -> tuple[list[str], list[str]]:
    """The old and the edited blocks with their segments in the new order, so that an article that moved is compared.

    Segments of old and new are the same if they have one title, those of old and edited if they have one name. One
    that has no counterpart stays behind the one it follows.
    """
    places = {_title(group): place for place, group in enumerate(_segments(new))}
    keys: dict[str, int] = {}
    for group in _segments(old):
        keys[_name(group)] = places.get(_title(group), max([-1, *list(keys.values())[-1:]]))
    return _sorted(old, keys), _sorted(mine, keys)


def _sorted(blocks: list[str], keys: dict[str, int]) -> list[str]:
    groups = _segments(blocks)
    ranked: list[tuple[int, int]] = []
    rank = -1
    for place, group in enumerate(groups):
        rank = keys.get(_name(group), rank)
        ranked.append((rank, place))
    return [block for _, place in sorted(ranked) for block in groups[place]]


def _segments(blocks: list[str]) -> list[list[str]]:
    """Blocks by segment; the first group is what stands before the first title."""
    groups: list[list[str]] = [[]]
    for block in blocks:
        if block.startswith("#"):
            groups.append([])
        groups[-1].append(block)
    return groups


def _title(group: list[str]) -> str:
    return group[0].partition("\n")[0] if group else ""


def _name(group: list[str]) -> str:
    return group[0].partition("{segment ")[2].partition("}")[0] if group else ""


# ── three versions of a list of blocks ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of the three versions; `stable` where all three agree."""

    old: tuple[str, ...]
    mine: tuple[str, ...]
    new: tuple[str, ...]


def _merged(old: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Iterator[_Region | str]:
    """Blocks that are settled, and regions that both sides changed.

    The versions are cut first where whole blocks agree; what is left, where words agree and directives may not.
    """
    for region in _regions(old, mine, new, key=str):
        if _is_settled(region):
            yield from _settled(region)
        else:
            for part in _regions(region.old, region.mine, region.new, key=_words):
                yield from _settled(part) if _is_settled(part) else _closer(part)


def _is_settled(region: _Region) -> bool:
    return region.mine in (region.old, region.new) or region.new == region.old


def _settled(region: _Region) -> tuple[str, ...]:
    return region.new if region.mine in (region.old, region.new) else region.mine


def _regions(
    old: Sequence[str], mine: Sequence[str], new: Sequence[str], *, key: Callable[[str], str]
) -> Iterator[_Region]:
    """The three versions cut at the blocks that have the same key in all three (diff3)."""
    keys = [key(block) for block in old]
    to_mine, to_new = _matches(keys, [key(block) for block in mine]), _matches(keys, [key(block) for block in new])
    o = m = n = 0
    for index in range(len(old)):
        if index in to_mine and index in to_new and to_mine[index] >= m and to_new[index] >= n:
            yield _Region(tuple(old[o:index]), tuple(mine[m : to_mine[index]]), tuple(new[n : to_new[index]]))
            yield _Region((old[index],), (mine[to_mine[index]],), (new[to_new[index]],))
            o, m, n = index + 1, to_mine[index] + 1, to_new[index] + 1
    yield _Region(tuple(old[o:]), tuple(mine[m:]), tuple(new[n:]))


def _matches(old: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, old, other, autojunk=False)
    return {a + k: b + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}


def _words(block: str) -> str:
    return "\n".join(_parts(block)[0])


def _closer(region: _Region) -> Iterator[_Region | str]:
    """A region changed on both sides, block by block where each side only changed blocks; else one conflict."""
    if not len(region.old) == len(region.mine) == len(region.new):
        yield region
        return
    for old, mine, new in zip(region.old, region.mine, region.new, strict=True):
        if mine in (old, new):
            yield new
        elif new == old:
            yield mine
        else:
            yield _by_parts(old, mine, new)


def _by_parts(old: str, mine: str, new: str) -> _Region | str:
    """One block changed on both sides: its words, its spoken form and its directives are merged each for itself.

    A spoken form that the editor corrected does not go with words that the issue changed: that is a conflict.
    """
    olds, mines, news = _parts(old), _parts(mine), _parts(new)
    corrected = mines[1] != olds[1] and news[0] not in (olds[0], mines[0])
    settled: list[str] = []
    for was, edited, fresh in zip(olds, mines, news, strict=True):
        if corrected or (edited not in (was, fresh) and fresh != was):
            return _Region((old,), (mine,), (new,))
        settled += fresh if edited == was else edited
    return "\n".join(settled)


def _parts(block: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The rows of a block: as written, as spoken (with doubts), directives."""
    rows = block.split("\n")
    directives = tuple(row for row in rows if row.startswith("{"))
    spoken = tuple(row for row in rows if row.startswith(("=", "?")))
    return tuple(row for row in rows if not row.startswith(("{", "=", "?"))), spoken, directives


# ── writing it down ──────────────────────────────────────────────────────────────────────────────────────────────────


def _written(head: list[str], parts: Iterator[_Region | str]) -> Merge:
    lines = list(head)
    conflicts: list[int] = []
    for part in parts:
        lines.append("")
        if isinstance(part, str):
            lines += part.split("\n")
            continue
        conflicts.append(len(lines) + 1)
        sides = ((MINE, part.mine), (BEFORE, part.old), (FRESH, part.new))
        for mark, blocks in sides:
            lines += [mark, "", *"\n\n".join(blocks).split("\n"), ""]
        lines.append(END)
    return Merge("\n".join(lines) + "\n", tuple(conflicts))
