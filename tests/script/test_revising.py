"""One line revised: what was asked changes, and not one byte of any other block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.errors import ScriptError
from matinale.model import Pronunciation, SpokenForm
from matinale.script import LineChange, LocatedScript, Say, format_script, locate_script, revise_line, write_script
from matinale.script.revising import carried
from matinale.settings import Reading, Wording
from tests.script.samples import ISSUE, DigitSpeller, PlainSpeller

SPELLER = DigitSpeller()
TEXT = format_script(write_script(ISSUE, Wording(), SPELLER, show_title="Le Fil", reading=Reading()))


def located(text: str = TEXT) -> LocatedScript:
    return locate_script(text, where="script.md", speller=SPELLER)


def line_of(script: LocatedScript, written: str) -> str:
    return next(each.id for segment in script.segments for each in segment.lines if written in each.line.written)


def revised(change: LineChange, written: str = "12 rames", text: str = TEXT) -> tuple[str, list[str]]:
    """The new text, and the rows of its block."""
    script = located(text)
    name = line_of(script, written)
    new = revise_line(script, name, change)
    block = script.find(name).block
    before, after = text.split("\n"), new.split("\n")
    first, last = block.number - 1, block.number - 1 + len(block.rows)
    rest = len(before) - last
    assert after[:first] == before[:first]
    assert after[len(after) - rest :] == before[last:]
    assert located(new).find(name)
    return new, after[first : len(after) - rest]


def test_the_located_script_is_the_parsed_one() -> None:
    script = located()
    lines = [each for segment in script.segments for each in segment.lines]
    assert [each.line for each in lines] == [line for segment in script.script.segments for line in segment.lines]
    assert all(each.id == each.line.id and not each.dropped for each in lines)


def test_new_words_are_spelled_anew() -> None:
    new, rows = revised(LineChange(written="La ville\n  commande 12 barques.\u00a0!"))
    assert rows == ["La ville commande 12 barques.\u00a0!", "{lead} {pause 900}"]
    assert located(new).find(line_of(located(new), "barques")).line.spoken.text.startswith("La ville commande douze")


def test_only_the_pause_leaves_all_else() -> None:
    _, before = revised(LineChange())
    _, rows = revised(LineChange(pause_ms=1234))
    assert before[-1] == "{lead} {pause 900}"
    assert rows == [*before[:-1], "{lead} {pause 1234}"]
    _, usual = revised(LineChange(pause_ms=-1))
    assert usual == [*before[:-1], "{lead}"]


def test_a_spoken_form_keeps_the_pronunciations_that_still_stand() -> None:
    before = SpokenForm("le data center de SoftBank", (Pronunciation(3, 14, "", "en"), Pronunciation(18, 26, "sɔft")))
    after = carried(before, "les data center de SoftBanque")
    assert after.pronunciations == (Pronunciation(4, 15, "", "en"),)
    assert carried(before, before.text) == before


def test_a_marked_spoken_form_replaces_both() -> None:
    new, rows = revised(LineChange(marked="La [ville](/vil/) commande."))
    assert "= La [ville](/vil/) commande." in rows
    assert located(new).find(line_of(located(new), "12 rames")).line.spoken.pronunciations[0].ipa == "vil"
    _, automatic = revised(LineChange(spoken=""), text=new)
    assert not any(row.startswith("=") for row in automatic)


def test_a_pronunciation_voice_and_drop() -> None:
    says = (Say("rames", ipa="ʁˈam"), Say("ville", language="en"), Say("commande", say="comande"))
    new, rows = revised(LineChange(say=says, voice="emma"))
    says_shown = "{say rames as /ʁˈam/} {say ville in en} {say commande as comande}"
    assert rows[-1] == f"{{lead}} {{pause 900}} {says_shown} {{voice emma}}"
    dropped, _ = revised(LineChange(drop=True), text=new)
    script = located(dropped)
    name = line_of(script, "12 rames")
    assert script.find(name).dropped
    assert script.find(line_of(script, "Elles rouleront")).id == line_of(located(), "Elles rouleront")
    back, _ = revised(LineChange(drop=False), text=dropped)
    assert back == new


def test_a_long_paragraph_becomes_a_block_a_sentence() -> None:
    long = " ".join(f"Voici la phrase numéro {number}, qui est assez longue pour compter." for number in range(12))
    text = TEXT.rstrip("\n") + f"\n\n{long}\n"
    script = located(text)
    lines = [each for each in script.segments[-1].lines if "phrase numéro" in each.line.written]
    assert len(lines) > 1
    assert len({each.block for each in lines}) == 1
    new = revise_line(script, lines[1].id, LineChange(written="Tout autre chose."))
    now = [each.line.written for each in located(new).segments[-1].lines]
    assert now[-len(lines) :] == [
        "Tout autre chose." if number == 1 else each.line.written for number, each in enumerate(lines)
    ]
    assert new.startswith(text[: text.index(long)])


def test_windows_line_ends_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    script = located(text)
    new = revise_line(script, line_of(script, "12 rames"), LineChange(written="Autre.", pause_ms=700))
    assert new.count("\r\n") == new.count("\n")


@pytest.mark.parametrize(
    "change",
    [
        LineChange(written=" \n "),
        LineChange(marked="[a"),
        LineChange(marked="…"),
        LineChange(spoken="!"),
        LineChange(voice="../x"),
        LineChange(pause_ms=60_001),
        LineChange(say=(Say("a", ipa="b", say="c"),)),
        LineChange(say=(Say("a"),)),
    ],
    ids=repr,
)
def test_nonsense_is_refused(change: LineChange) -> None:
    script = located()
    with pytest.raises(ScriptError):
        revise_line(script, line_of(script, "12 rames"), change)


def test_an_unknown_line_is_refused() -> None:
    with pytest.raises(ScriptError, match="no line"):
        revise_line(located(), "01-article-999", LineChange(drop=True))


@pytest.mark.slow
@given(st.text(min_size=1, max_size=60))
def test_whatever_is_typed_comes_back_as_words(typed: str) -> None:
    script = locate_script(TEXT, where="", speller=PlainSpeller())
    name = line_of(script, "12 rames")
    try:
        new = revise_line(script, name, LineChange(written=typed))
        again = locate_script(new, where="", speller=PlainSpeller())
    except ScriptError:
        return
    assert again.find(name).line.written == " ".join(again.find(name).line.written.split(" "))
    others = [each.line for segment in script.segments for each in segment.lines if each.id != name]
    assert [each.line for segment in again.segments for each in segment.lines if each.id != name] == others
