"""An Issue → its Script in `script.md`, with the editor's changes kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matinale.errors import MatinaleError, ScriptError
from matinale.files import write_text
from matinale.model import Issue, Script, Speller
from matinale.pipeline.reading import OnNotice, Order, claimed, origin_of, read_order
from matinale.settings import Reading, Show
from matinale.workshop import Workshop, is_slug
from matinale.workspace import shipped_workspace, voice_folders

if TYPE_CHECKING:
    from matinale.spoken.matching import Lexicon

SCRIPT = "script.md"
BASE = ".script.base.md"
BEFORE_MERGE = "script.before-merge.md"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `matinale inspect` shows: the outline as JSON, as a tree, and with a reason for each block."""

    outline: Mapping[str, Any]
    tree: str
    why: str


def speller_for(root: Path | None) -> Speller:
    """The speller with the shipped lexicons and, before them, the show's own; outside a show the shipped ones alone.

    Raises:
        MatinaleError: A lexicon cannot be read, or holds a wrong key.
    """
    from matinale.spoken import load_speller

    homes = voice_folders(root) if root is not None else (shipped_workspace() / "voices",)
    paths = [path for home in reversed(homes) for path in sorted((home / "lexicon").glob("*.toml"))]
    return load_speller([read_lexicon(path) for path in paths])


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file.

    Raises:
        MatinaleError: It cannot be read, or holds a wrong key.
    """
    from matinale.spoken.lexicon import parse_lexicon

    return parse_lexicon(_text_of(path), str(path))


def explain(order: Order, reading: Reading) -> Explanation:
    """What was found in a source, and why."""
    from matinale.sources import draw_decisions, draw_outline, explain_issue, outline

    found = explain_issue(
        order.source, reading, format=order.format, date=order.date, number=order.number, item=order.item
    )
    return Explanation(outline(found.issue), draw_outline(found.issue), draw_decisions(found.decisions))


def write_or_show_script(order: Order, show: Show, notice: OnNotice) -> tuple[Path, Script]:
    """The script of an issue, written into its folder, or that of an episode's slug; with the file's path."""
    known = Workshop(show.root / "episodes" / order.source)
    if is_slug(order.source) and known.path(SCRIPT).is_file():
        return known.path(SCRIPT), _as_spoken(known, show, speller_for(show.root))
    issue = read_order(order, show, notice)
    with claimed(issue, order, show, notice) as workshop:
        script = prepare_script(issue, workshop, show, speller_for(show.root), notice)
        keep_issue(issue, workshop, origin_of(order, show))
    return workshop.path(SCRIPT), script


def keep_issue(issue: Issue, workshop: Workshop, origin: str) -> None:
    """Write `issue.json`, and remember where the issue was read from."""
    workshop.write("issue.json", issue)
    workshop.write("record.json", replace(workshop.record(), source=origin))


def prepare_script(issue: Issue, workshop: Workshop, show: Show, speller: Speller, notice: OnNotice) -> Script:
    """The script to be spoken, with the editor's changes.

    `script.md` is the editor's; `.script.base.md` is what was last generated. Unedited, it is written anew. Edited, it
    is used as it is; where the issue (or a lexicon, or the show's wording) changed since, both are merged.

    Raises:
        ScriptError: An edit cannot be understood, or both sides changed the same lines (they are marked in the file).
    """
    from matinale.script import format_script, parse_script, write_script

    path, base_path = workshop.path(SCRIPT), workshop.path(BASE)
    script = write_script(issue, show.script, speller, show_title=show.title, reading=show.reading)
    fresh = format_script(script)
    edited = _text_of(path) if path.is_file() else ""
    base = _text_of(base_path) if base_path.is_file() else fresh
    if not edited.strip() or edited in {base, fresh}:
        write_text(base_path, fresh)
        write_text(path, fresh)
        return script
    if base != fresh:
        edited = _merge(base, edited, fresh, workshop, notice)
    else:
        notice(f"{path}: was edited, and is used as it is")
    return parse_script(edited, where=str(path), speller=speller, base=script)


def _as_spoken(workshop: Workshop, show: Show, speller: Speller) -> Script:
    """The script as the next run would speak it; nothing is written.

    Where its issue is not kept, or where that run would stop at a conflict, the script as it stands.
    """
    from matinale.script import format_script, merge_scripts, parse_script, write_script

    path, base_path = workshop.path(SCRIPT), workshop.path(BASE)
    edited = _text_of(path)
    base = _text_of(base_path) if base_path.is_file() else ""
    known = parse_script(base, where=str(base_path), speller=speller) if base else None
    issue = workshop.read(Issue, "issue.json")
    if issue is not None and base:
        script = write_script(issue, show.script, speller, show_title=show.title, reading=show.reading)
        fresh = format_script(script)
        if edited in {base, fresh}:
            return script
        merge = merge_scripts(base, edited, fresh, where=str(path)) if base != fresh else None
        if merge is None or not merge.conflicts:
            edited, known = merge.text if merge else edited, script
    return parse_script(edited, where=str(path), speller=speller, base=known)


def _merge(base: str, edited: str, fresh: str, workshop: Workshop, notice: OnNotice) -> str:
    """Bring what is new into the edited script; conflicts stop the run with their lines."""
    from matinale.script import merge_scripts

    path = workshop.path(SCRIPT)
    merge = merge_scripts(base, edited, fresh, where=str(path))
    write_text(workshop.path(BEFORE_MERGE), edited)
    write_text(path, merge.text)
    write_text(workshop.path(BASE), fresh)
    if merge.conflicts:
        lines = ", ".join(map(str, merge.conflicts))
        raise ScriptError(
            f"{path}:{merge.conflicts[0]}: the issue changed where the script was edited (lines {lines}); "
            f"choose between the versions marked there, then run again"
        )
    notice(f"{path}: was edited, and the issue changed since: both changes were merged ({BEFORE_MERGE} is the old one)")
    return merge.text


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MatinaleError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
