"""The issue changed after its script was edited: nothing of either side is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.errors import ScriptError
from matinale.model import Issue
from matinale.script import Merge, format_script, merge_scripts, parse_script, write_script
from matinale.settings import Reading, Wording

from .samples import ISSUE, DigitSpeller

SPELLER = DigitSpeller()


def written(issue: Issue) -> str:
    return format_script(write_script(issue, Wording(), SPELLER, show_title="Le Fil audio", reading=Reading()))


def with_lead(lead: str) -> Issue:
    first, *others = ISSUE.articles
    return replace(ISSUE, articles=(replace(first, lead=lead), *others))


BASE = written(ISSUE)
LEAD = ISSUE.articles[0].lead


def test_nothing_edited_gives_the_fresh_script() -> None:
    fresh = written(with_lead("Le lead est tout autre, et plus long qu’avant."))
    assert merge_scripts(BASE, BASE, fresh) == Merge(fresh)


def test_nothing_new_gives_the_edited_script() -> None:
    edited = BASE.replace("Les travaux commencent en mars.", "Les travaux commencent en avril.")
    assert merge_scripts(BASE, edited, BASE) == Merge(edited)


def test_an_edit_here_and_a_new_article_there() -> None:
    edited = BASE.replace("Les travaux commencent en mars.", "Les travaux commencent en avril.")
    fresh_issue = replace(ISSUE, articles=(ISSUE.articles[1], ISSUE.articles[0], ISSUE.articles[2]))
    merge = merge_scripts(BASE, edited, written(fresh_issue))
    assert merge.conflicts == ()
    script = parse_script(merge.text, where="x", speller=SPELLER)
    assert "en avril" in merge.text
    assert "en mars" not in merge.text
    assert [segment.title for segment in script.segments][1:3] == [
        fresh_issue.articles[0].title,
        ISSUE.articles[0].title,
    ]


@pytest.mark.parametrize("edited_article", [0, 1, 2])
@pytest.mark.parametrize("order", [(1, 0, 2), (2, 0, 1), (2, 1, 0), (1, 2, 0)])
def test_an_edited_article_moves_with_its_edits(edited_article: int, order: tuple[int, ...]) -> None:
    before = ("Les travaux commencent en mars.", "Trois habitants sur quatre", "The keeper retires in June")[
        edited_article
    ]
    after = ("Tout commence en avril.", "Deux habitants sur trois", "The keeper leaves in May")[edited_article]
    fresh = replace(ISSUE, articles=tuple(ISSUE.articles[index] for index in order))
    merge = merge_scripts(BASE, BASE.replace(before, after), written(fresh))
    assert merge.conflicts == ()
    script = parse_script(merge.text, where="x", speller=SPELLER)
    assert [segment.title for segment in script.segments[1:4]] == [article.title for article in fresh.articles]
    moved = script.segments[1 + order.index(edited_article)]
    assert any(after in line.written for line in moved.lines)
    assert before not in merge.text


def test_a_pause_of_the_editor_and_new_words_of_the_issue() -> None:
    edited = (
        BASE.replace("{lead} {pause", "{lead} {voice emma} {pause", 1)
        if "{lead} {pause" in BASE
        else BASE.replace("{lead}", "{lead} {voice emma}", 1)
    )
    fresh = written(with_lead("La ville commande 12 rames neuves. Elles rouleront dès 2027."))
    merge = merge_scripts(BASE, edited, fresh)
    assert merge.conflicts == ()
    assert "rames neuves" in merge.text
    assert "{voice emma}" in merge.text


def test_both_changed_the_same_words() -> None:
    edited = BASE.replace(LEAD, "La ville commande douze belles rames.")
    merge = merge_scripts(BASE, edited, written(with_lead("La ville renonce à ses rames à hydrogène.")))
    (line,) = merge.conflicts
    rows = merge.text.split("\n")
    assert rows[line - 1].startswith("<<<<<<<")
    for version in ("douze belles rames", LEAD, "La ville renonce"):
        assert version in merge.text
    with pytest.raises(ScriptError, match=f"x:{line}: a conflict to settle"):
        parse_script(merge.text, where="x", speller=SPELLER)


def test_an_edited_line_that_the_issue_dropped_is_shown() -> None:
    edited = BASE.replace("Les travaux commencent en mars.", "Les travaux commencent en avril.")
    first, *others = ISSUE.articles
    merge = merge_scripts(
        BASE, edited, written(replace(ISSUE, articles=(replace(first, sections=first.sections[:1]), *others)))
    )
    assert "en avril" in merge.text


def test_pauses_of_the_editor_are_kept() -> None:
    edited = BASE.replace("headline 800", "headline 400")
    assert "headline 400" in merge_scripts(BASE, edited, written(with_lead("Un autre lead."))).text


@pytest.mark.slow
@given(st.data())
def test_no_edit_is_ever_lost(data: st.DataObject) -> None:
    """Whatever the editor rewrites and whatever articles the new issue has, the editor's words are in the text."""
    blocks = BASE.split("\n\n")
    spots = data.draw(st.sets(st.integers(2, len(blocks) - 1), max_size=5))
    added = [f"Ajout numéro {spot} de la rédaction." for spot in sorted(spots)]
    edited = list(blocks)
    for spot, words in zip(sorted(spots), added, strict=True):
        edited[spot] = f"{edited[spot]}\n\n{words}" if data.draw(st.booleans()) or "# " in edited[spot] else words
    articles = tuple(data.draw(st.lists(st.sampled_from(ISSUE.articles), min_size=1, max_size=4)))
    merge = merge_scripts(BASE, "\n\n".join(edited), written(replace(ISSUE, articles=articles)))
    for words in added:
        assert words in merge.text
    if not merge.conflicts:
        parse_script(merge.text, where="x", speller=SPELLER)
