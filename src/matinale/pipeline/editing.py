"""Edits of an episode: one line of its script, a pronunciation, a setting; each can be undone.

Everything lands in the files that the command line uses. A file is replaced whole, under the folder's lock, and only
once all that reads it has understood the new text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import matinale
from matinale.errors import MatinaleError, ScriptError, ShowError, WorkspaceError
from matinale.files import cannot_write, write_bytes, write_text
from matinale.languages import primary_language
from matinale.model import Issue
from matinale.pipeline.desk import Desk
from matinale.pipeline.journal import read_journal, record_edit, redo_edit, undo_edit
from matinale.pipeline.writing import BASE, SCRIPT
from matinale.script import LineChange, revise_line
from matinale.show import read_show
from matinale.workspace import SHOW_FILE, shipped_workspace

PATIENCE_S = 2.0
MIX = (
    "sound.jingles",
    "sound.jingle_lu",
    "sound.bed",
    "sound.bed_duck_db",
    "sound.bed_attack",
    "sound.bed_release",
    "sound.section_mark",
    "sound.integrated_lufs",
    "sound.true_peak_dbtp",
    "sound.match_voices",
    "sound.placement",
    "sound.high_pass_hz",
    "sound.de_essing",
    "sound.compression",
    "script.pause_sentence",
    "script.pause_clause",
    "script.pause_paragraph",
    "script.pause_heading",
    "script.pause_section",
    "script.pause_headline",
    "script.pause_segment",
)
"""The settings that the page may change."""


class Behind(WorkspaceError):
    """Someone changed the episode since; nothing was done."""


@dataclass(frozen=True, slots=True)
class Word:
    """A pronunciation for a lexicon: respelled (`say`), in sounds (`ipa`), or read in a `language`."""

    written: str
    say: str = ""
    ipa: str = ""
    language: str = ""


def edit_line(desk: Desk, revision: str, line_id: str, change: LineChange) -> str:
    """Change one line of `script.md`; the new revision.

    Raises:
        Behind: `revision` is not the newest.
        ScriptError: The change makes no sense; nothing was written.
    """
    path = desk.workshop.path(SCRIPT)
    with _editing(desk, revision, f"line {line_id}", path):
        if change.voice and change.voice not in desk.show.voices:
            raise ScriptError(f"there is no voice {change.voice!r}; there are: {', '.join(desk.show.voices)}")
        text = revise_line(desk.located, line_id, change)
        _refuse_misread(desk, text, line_id)
        write_bytes(path, text.encode())
    return desk.revision


def add_word(desk: Desk, revision: str, lexicon: str, word: Word, *, shared: bool = False) -> str:
    """Put an entry into the show's lexicon of a language, in place of one of the same form; the new revision.

    `shared`: into the lexicon of the workspace that all shows of this machine share. The script is brought up to date,
    as the next run would.

    Raises:
        Behind: `revision` is not the newest.
        ShowError: The entry makes no sense; nothing was written.
    """
    path = (_shared_lexicons() if shared else desk.lexicons) / f"{_tag(lexicon)}.toml"
    with _editing(desk, revision, f"word {word.written}", path, desk.workshop.path(SCRIPT), desk.workshop.path(BASE)):
        before = path.read_bytes() if path.is_file() else None
        write_text(path, _with_word(before, lexicon, word, path))
        try:
            refresh_script(desk)
        except MatinaleError:
            _restore(path, before)
            raise
    return desk.revision


def change_setting(desk: Desk, revision: str, key: str, value: object) -> str:
    """Write one of `MIX` into `show.toml`, whose comments stay; the new revision.

    Raises:
        Behind: `revision` is not the newest.
        ShowError: There is no such setting, or the value is not allowed; nothing was written.
    """
    path = desk.root / SHOW_FILE
    if key not in MIX:
        raise ShowError(f"{key!r} cannot be changed here; edit {path}")
    with _editing(desk, revision, key, path, desk.workshop.path(SCRIPT), desk.workshop.path(BASE)):
        before = path.read_bytes()
        text = _with_setting(before.decode("utf-8-sig"), key, value)
        read_show(desk.root, text)
        write_text(path, text)
        if key.startswith("script."):
            try:
                refresh_script(desk)
            except MatinaleError:
                _restore(path, before)
                raise
    return desk.revision


def undo(desk: Desk, revision: str) -> str:
    """Take the last edit back; the new revision.

    Raises:
        WorkspaceError: There is none, or its lines were changed since by someone else.
    """
    with _locked(desk, revision):
        undo_edit(desk.workshop, desk.root)
    return desk.revision


def redo(desk: Desk, revision: str) -> str:
    """Do again what was undone last; the new revision.

    Raises:
        WorkspaceError: There is none, or its lines were changed since by someone else.
    """
    with _locked(desk, revision):
        redo_edit(desk.workshop, desk.root)
    return desk.revision


def can_undo(desk: Desk) -> tuple[bool, bool]:
    """Whether there is something to undo, and to redo."""
    journal = read_journal(desk.workshop)
    return bool(journal.done), bool(journal.undone)


def refresh_script(desk: Desk) -> None:
    """Bring the script up to the lexicons and the wording, as the next run would; an edited line stays as edited.

    Raises:
        MatinaleError: The issue that was read is gone, or the script cannot be understood.
    """
    from matinale.script import format_script, merge_scripts, write_script

    issue = desk.workshop.read(Issue, "issue.json")
    if issue is None:
        raise WorkspaceError(f"{desk.workshop.path('issue.json')}: cannot be read; run make-episode again")
    show, path, base_path = desk.show, desk.workshop.path(SCRIPT), desk.workshop.path(BASE)
    script = write_script(issue, show.script, desk.speller, show_title=show.title, reading=show.reading)
    fresh, edited = format_script(script), desk.text()
    base = base_path.read_text("utf-8") if base_path.is_file() else fresh
    text = fresh
    if edited not in {base, fresh}:
        text = edited if base == fresh else settled(merge_scripts(base, edited, fresh, where=str(path)).text)
    desk.locate(text)
    write_text(base_path, fresh)
    write_bytes(path, text.encode())


def settled(text: str) -> str:
    r"""A merged script with the editor's side of each conflict: a line that was edited stays as it was edited.

    >>> settled("a\n<<<<<<< edited\nmine\n||||||| before\nold\n=======\nnew\n>>>>>>> new issue\nb")
    'a\nmine\nb'
    """
    kept: list[str] = []
    side = "both"
    for row in text.split("\n"):
        if row.startswith("<<<<<<<"):
            side = "mine"
        elif row.startswith(("|||||||", "=======")) and side != "both":
            side = "theirs"
        elif row.startswith(">>>>>>>") and side != "both":
            side = "both"
        elif side != "theirs":
            kept.append(row)
    return "\n".join(kept)


@contextmanager
def _editing(desk: Desk, revision: str, what: str, *files: Path) -> Generator[None]:
    """The folder's lock, and a page of the journal about these files."""
    with _locked(desk, revision):
        before = {path: path.read_bytes() if path.is_file() else None for path in files}
        yield
        record_edit(desk.workshop, what, before, desk.root)


@contextmanager
def _locked(desk: Desk, revision: str) -> Generator[None]:
    """The folder's lock, where nobody changed anything since `revision`."""
    with held(desk):
        if desk.revision != revision:
            raise Behind("the episode was changed meanwhile (in another tab, or on disk); nothing was done")
        yield


@contextmanager
def held(desk: Desk) -> Generator[None]:
    """The folder's lock for a moment.

    Raises:
        WorkspaceError: A run works in the folder.
    """
    from filelock import FileLock, Timeout

    folder = desk.workshop.folder
    try:
        lock = FileLock(folder / ".lock", timeout=PATIENCE_S)
        lock.acquire()
    except Timeout as error:
        raise WorkspaceError("the episode is being made right now; wait for it to end, or cancel it") from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _refuse_misread(desk: Desk, text: str, line_id: str) -> None:
    """See that the new text is understood, and that it still has this line."""
    desk.locate(text).find(line_id)


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_bytes(path, before)


def _shared_lexicons() -> Path:
    home = shipped_workspace()
    if home.parent == Path(matinale.__file__).parent:
        raise ShowError("the shared lexicon lies inside the installed program; put the word into the show's own")
    return home / "voices" / "lexicon"


def _tag(language: str) -> str:
    tag = primary_language(language)
    if not (tag.isascii() and tag.isalpha() and 2 <= len(tag) <= 3):
        raise ShowError(f"{language!r} is no language; write a tag such as fr")
    return tag


def _with_word(before: bytes | None, language: str, word: Word, path: Path) -> str:
    import tomlkit

    from matinale.spoken.lexicon import parse_lexicon

    document = tomlkit.parse((before or b"").decode("utf-8-sig"))
    tables = cast("Mapping[str, Any]", document)
    if before is None:
        document["language"] = _tag(language)
    holds = (name for name, table in tables.items() if isinstance(table, Mapping) and word.written in table)
    name = next(holds, "words")
    if name not in document:
        document[name] = tomlkit.table()
    entry = tomlkit.inline_table()
    for key, value in (("ipa", word.ipa), ("say", word.say), ("lang", word.language)):
        if value:
            entry[key] = value
    if not entry:
        raise ShowError(f"{word.written!r}: say how it sounds: in sounds, respelled, or in which language")
    table: Any = document[name]
    table[word.written] = entry
    text = tomlkit.dumps(document)
    parse_lexicon(text, str(path))
    return text


def _with_setting(text: str, key: str, value: object) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    table, _, name = key.partition(".")
    if table not in document:
        document[table] = tomlkit.table()
    section: Any = document[table]
    section[name] = value
    changed = tomlkit.dumps(document)
    tomllib.loads(changed)
    return changed
