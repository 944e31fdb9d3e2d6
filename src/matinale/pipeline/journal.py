"""What was edited in an episode, so that it can be undone and redone, after a restart too: `journal.json`.

An edit is a set of patches to text files of the show. A patch knows the lines that it replaced, not the whole file:
what someone else changed elsewhere in that file meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from matinale.errors import WorkspaceError
from matinale.files import write_bytes
from matinale.workshop import Workshop

JOURNAL = "journal.json"
KEPT = 200  # edits


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines from `at` (counted from 0, in the file as it is after the edit) that were `before`, and are `after`."""

    at: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """An edit of one file, named from the show's folder where it lies in it. `created`: there was none before."""

    file: str
    hunks: tuple[Hunk, ...]
    created: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done in one go, and what to call it."""

    what: str
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The edits, oldest first: those that are done, and those that were undone and can be done again."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()


def read_journal(workshop: Workshop) -> Journal:
    """The journal of an episode; an empty one where there is none."""
    return workshop.read(Journal, JOURNAL) or Journal()


def record_edit(workshop: Workshop, what: str, before: Mapping[Path, bytes | None], root: Path) -> bool:
    """Keep what changed in these files since they were `before`; False where nothing did."""
    patches = [_patch(path, content, root) for path, content in before.items()]
    changed = tuple(patch for patch in patches if patch.hunks or patch.created)
    if not changed:
        return False
    journal = read_journal(workshop)
    done = (*journal.done, Edit(what, changed))[-KEPT:]
    workshop.write(JOURNAL, Journal(done))
    return True


def undo_edit(workshop: Workshop, root: Path) -> Edit:
    """Take the last edit back.

    Raises:
        WorkspaceError: There is none, or its lines were changed since by someone else.
    """
    journal = read_journal(workshop)
    if not journal.done:
        raise WorkspaceError("there is nothing to undo")
    edit = journal.done[-1]
    _apply([_turned(patch) for patch in edit.patches], root, edit.what, created=edit)
    workshop.write(JOURNAL, Journal(journal.done[:-1], (*journal.undone, edit)))
    return edit


def redo_edit(workshop: Workshop, root: Path) -> Edit:
    """Do the edit again that was undone last.

    Raises:
        WorkspaceError: There is none, or its lines were changed since by someone else.
    """
    journal = read_journal(workshop)
    if not journal.undone:
        raise WorkspaceError("there is nothing to redo")
    edit = journal.undone[-1]
    _apply(edit.patches, root, edit.what)
    workshop.write(JOURNAL, Journal((*journal.done, edit), journal.undone[:-1]))
    return edit


def _patch(path: Path, before: bytes | None, root: Path) -> Patch:
    after = path.read_bytes() if path.is_file() else b""
    old, new = _lines(before or b""), _lines(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    mine, theirs = old[start : len(old) - end], new[start : len(new) - end]
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    hunks = tuple(
        _hunk(old, new, (start + first, start + last), (start + there, start + here))
        for tag, first, last, there, here in codes
        if tag != "equal"
    )
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Patch(name, hunks, created=before is None and path.is_file())


def _hunk(old: list[str], new: list[str], mine: tuple[int, int], theirs: tuple[int, int]) -> Hunk:
    """The lines that differ; where one side has none, with the line before them, so that the place can be found."""
    lone = mine[0] == mine[1] or theirs[0] == theirs[1]
    back = 1 if lone and mine[0] and theirs[0] else 0
    return Hunk(theirs[0] - back, tuple(old[mine[0] - back : mine[1]]), tuple(new[theirs[0] - back : theirs[1]]))


def _turned(patch: Patch) -> Patch:
    """The patch that takes another one back: places are those of the file before it."""
    hunks: list[Hunk] = []
    shift = 0
    for hunk in patch.hunks:
        hunks.append(Hunk(hunk.at + shift, hunk.after, hunk.before))
        shift += len(hunk.before) - len(hunk.after)
    return replace(patch, hunks=tuple(hunks))


def _apply(patches: Sequence[Patch], root: Path, what: str, created: Edit | None = None) -> None:
    """Write the files, once all of them are known to fit. `created`: the edit undone, whose new files go."""
    texts = {root / patch.file: _patched(patch, root / patch.file, what) for patch in patches}
    for path, lines in texts.items():
        write_bytes(path, "\n".join(lines).encode())
    for patch in created.patches if created else ():
        if patch.created and not texts[root / patch.file]:
            (root / patch.file).unlink(missing_ok=True)


def _patched(patch: Patch, path: Path, what: str) -> list[str]:
    lines = _lines(path.read_bytes() if path.is_file() else b"")
    for hunk in patch.hunks:
        place = _place(lines, hunk)
        if place is None:
            raise WorkspaceError(f"{path}: was changed since, where {what!r} changed it; mend it by hand")
        lines[place : place + len(hunk.before)] = hunk.after
    return lines


def _place(lines: list[str], hunk: Hunk) -> int | None:
    """Where the hunk's old lines are: at their place, else where they stand once in the file."""
    size = len(hunk.before)
    if tuple(lines[hunk.at : hunk.at + size]) == hunk.before and (size or not lines):
        return hunk.at
    if not size:
        return None
    found = [place for place in range(len(lines) - size + 1) if tuple(lines[place : place + size]) == hunk.before]
    return found[0] if len(found) == 1 else None


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").split("\n") if content else []
