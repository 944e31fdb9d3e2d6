"""Edits of an episode: they land in the show's files alone, are refused whole or done whole, and can be undone."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from matinale.errors import MatinaleError, ScriptError, ShowError, WorkspaceError
from matinale.model import Programme
from matinale.pipeline import Order, find_episode, make_episode
from matinale.pipeline.desk import Desk
from matinale.pipeline.editing import Behind, Word, add_word, can_undo, change_setting, edit_line, redo, undo
from matinale.pipeline.rendering import Turns, attempts_at, choose_attempt, planned_take, render_line, say_words
from matinale.script import LineChange
from matinale.show import read_show
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE

LINE = "01-article-002"  # "Le pont ouvre lundi, …"
COMMENT = "# what our readers hear\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("editing") / "show"
    init_workspace(root)
    toml = root / "show.toml"
    text = toml.read_text("utf-8").replace('jingles = "calme"', 'jingles = "none"')
    toml.write_text(text.replace('voice = "siwis"', f'{COMMENT}voice = "silence"'), "utf-8")
    (root / "issue.txt").write_text(SHORT_ISSUE, "utf-8")
    (root / "voices" / "lexicon" / "fr.toml").write_text(
        '# ours\nlanguage = "fr"\n\n[places] # of the region\n"Nantes" = "nante"  # as said there\n', "utf-8"
    )
    make_episode(Order(str(root / "issue.txt"), publish=False), read_show(root))
    return root


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    root = tmp_path / "show"
    shutil.copytree(made, root)
    return Desk(root, find_episode(root).name)


def files_of(desk: Desk) -> dict[str, bytes]:
    """Every text that may be edited, by its name."""
    paths = [*desk.workshop.folder.glob("*.md"), *desk.workshop.folder.glob(".*.md"), *desk.root.rglob("*.toml")]
    return {path.relative_to(desk.root).as_posix(): path.read_bytes() for path in paths}


def changed_files(desk: Desk, before: dict[str, bytes]) -> set[str]:
    after = files_of(desk)
    return {Path(name).name for name in before | after if before.get(name) != after.get(name)}


def test_a_line_is_changed_in_its_block_alone_and_back(desk: Desk) -> None:
    before = files_of(desk)
    old = desk.text()
    revision = edit_line(desk, desk.revision, LINE, LineChange(written="Le pont ouvre mardi."))
    assert changed_files(desk, before) == {"script.md"}
    new = desk.text()
    assert [row for row in new.split("\n") if row not in old.split("\n")] == ["Le pont ouvre mardi."]
    assert can_undo(desk) == (True, False)
    revision = undo(desk, revision)
    assert files_of(desk) == before
    assert can_undo(desk) == (False, True)
    redo(desk, revision)
    assert desk.text() == new


def test_undo_outlives_a_restart_and_other_changes(desk: Desk) -> None:
    old = desk.text()
    edit_line(desk, desk.revision, LINE, LineChange(pause_ms=1500))
    path = desk.workshop.path("script.md")
    path.write_text(desk.text().replace("Douze ruches", "Treize ruches"), "utf-8")  # an editor, by hand
    again = Desk(desk.root, desk.workshop.slug)
    undo(again, again.revision)
    assert again.text() == old.replace("Douze ruches", "Treize ruches")


def test_what_someone_else_changed_is_not_undone(desk: Desk) -> None:
    edit_line(desk, desk.revision, LINE, LineChange(written="Le pont ouvre mardi."))
    path = desk.workshop.path("script.md")
    path.write_text(desk.text().replace("ouvre mardi", "ouvre jeudi"), "utf-8")
    with pytest.raises(WorkspaceError, match="changed since"):
        undo(desk, desk.revision)
    assert "ouvre jeudi" in desk.text()


@pytest.mark.slow
def test_the_next_run_says_what_was_edited(desk: Desk) -> None:
    edit_line(desk, desk.revision, LINE, LineChange(written="Le pont ouvre mardi, après 3 ans."))
    outcome = make_episode(Order(str(desk.root / "issue.txt"), publish=False), desk.show)
    assert outcome.takes["rendered"] == 1
    assert "Le pont ouvre mardi" in desk.text()


def test_who_is_behind_changes_nothing(desk: Desk) -> None:
    seen = desk.revision
    edit_line(desk, seen, LINE, LineChange(pause_ms=1500))
    before = files_of(desk)
    for act in (
        lambda: edit_line(desk, seen, LINE, LineChange(drop=True)),
        lambda: add_word(desk, seen, "fr", Word("Jura", ipa="ʒyʁˈa")),
        lambda: change_setting(desk, seen, "sound.bed", False),
        lambda: undo(desk, seen),
    ):
        with pytest.raises(Behind, match="nothing was done"):
            act()
    assert files_of(desk) == before


def test_a_run_in_the_folder_is_not_disturbed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matinale.pipeline.editing.PATIENCE_S", 0.1)
    with FileLock(desk.workshop.folder / ".lock"), pytest.raises(WorkspaceError, match="being made right now"):
        edit_line(desk, desk.revision, LINE, LineChange(drop=True))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (LineChange(voice="nobody"), "no voice 'nobody'"),
        (LineChange(written=""), "needs words"),
        (LineChange(marked="[a](b c d)"), "expected /IPA/"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(desk: Desk, change: LineChange, says: str) -> None:
    before = files_of(desk)
    with pytest.raises(ScriptError, match=says):
        edit_line(desk, desk.revision, LINE, change)
    assert files_of(desk) == before


def test_a_word_lands_in_the_lexicon_and_in_the_lines_that_have_it(desk: Desk) -> None:
    before = files_of(desk)
    revision = add_word(desk, desk.revision, "fr", Word("Jura", ipa="ʒyʁˈa"))
    assert changed_files(desk, before) == {"fr.toml", "script.md", ".script.base.md"}
    lexicon = (desk.lexicons / "fr.toml").read_text("utf-8")
    assert "# ours" in lexicon
    assert "# of the region" in lexicon
    assert '"Nantes" = "nante"  # as said there' in lexicon
    assert "[Jura](/ʒyʁˈa/)" in desk.text()
    revision = add_word(desk, revision, "fr", Word("Nantes", say="nantte"))
    assert lexicon.replace('"Nantes" = "nante"', '"Nantes" = {say = "nantte"}') == (
        desk.lexicons / "fr.toml"
    ).read_text("utf-8")
    undo(desk, undo(desk, revision))
    assert files_of(desk) == before


def test_a_word_leaves_the_lines_that_were_edited(desk: Desk) -> None:
    revision = edit_line(desk, desk.revision, "01-article-004", LineChange(spoken="Les poutres arrivent du Jura."))
    add_word(desk, revision, "fr", Word("Jura", ipa="ʒyʁˈa"))
    assert "= Les poutres arrivent du Jura." in desk.text()
    assert "<<<<" not in desk.text()


@pytest.mark.parametrize("word", [Word("Jura"), Word("!", say="a"), Word("", say="a")], ids=repr)
def test_a_word_that_says_nothing_is_refused(desk: Desk, word: Word) -> None:
    before = files_of(desk)
    with pytest.raises(ShowError):
        add_word(desk, desk.revision, "fr", word)
    with pytest.raises(ShowError, match="no language"):
        add_word(desk, desk.revision, "../fr", Word("a", say="b"))
    assert files_of(desk) == before


def test_a_setting_keeps_the_comments(desk: Desk) -> None:
    before = files_of(desk)
    revision = change_setting(desk, desk.revision, "sound.jingles", "presse")
    assert changed_files(desk, before) == {"show.toml"}
    assert COMMENT in (desk.root / "show.toml").read_text("utf-8")
    assert desk.show.sound.jingles == "presse"
    revision = change_setting(desk, revision, "script.pause_sentence", 450)
    assert "450" in desk.text()
    undo(desk, undo(desk, revision))
    assert files_of(desk) == before


@pytest.mark.parametrize(
    ("key", "value"),
    [("sound.jingles", "none-such"), ("sound.bed", "maybe"), ("feed.url", "http://x/"), ("sound.pieces", 1), ("", 1)],
)
def test_a_wrong_setting_is_refused(desk: Desk, key: str, value: object) -> None:
    before = files_of(desk)
    with pytest.raises(MatinaleError):
        change_setting(desk, desk.revision, key, value)
    assert files_of(desk) == before


@pytest.mark.slow
def test_attempts_at_a_line_and_the_choice_among_them(desk: Desk) -> None:
    planned = planned_take(desk, LINE)
    first = desk.store.peek(planned.key)
    assert first is not None
    render_line(desk, planned)
    render_line(desk, planned)
    attempts = attempts_at(desk, planned.key)
    assert [each.n for each in attempts] == [1, 2, 3]
    assert attempts[0].info == first
    assert len({each.info.digest for each in attempts}) == 3
    choose_attempt(desk, desk.revision, LINE, 3)
    assert desk.store.peek(planned.key) == attempts[2].info
    third = _length_in_the_programme(desk)
    choose_attempt(desk, desk.revision, LINE, 1)
    assert _length_in_the_programme(desk) != third, "the programme has the attempt that was chosen"


def _length_in_the_programme(desk: Desk) -> int:
    outcome = make_episode(Order(str(desk.root / "issue.txt"), publish=False), desk.show)
    assert outcome.takes["rendered"] == 0
    programme = desk.workshop.read(Programme, "timeline.json")
    assert programme is not None
    return next(cue.length for cue in programme.cues if cue.source == LINE)


def test_words_are_said(desk: Desk) -> None:
    assert len(say_words(desk, "Jura", "fr", None).samples)
    with pytest.raises(MatinaleError, match="nothing to say"):
        say_words(desk, "…", "fr", None)


def test_turns_come_in_the_order_of_asking() -> None:
    turns, order = Turns(), list[str]()
    inside = threading.Event()

    def brief() -> None:
        inside.set()
        with turns.turn():
            order.append("brief")

    with turns.turn():
        thread = threading.Thread(target=brief)
        thread.start()
        assert inside.wait(5)
        while not turns.asked:
            pass
        order.append("long")
        turns.lend()
        order.append("long again")
    thread.join()
    assert order == ["long", "brief", "long again"]
