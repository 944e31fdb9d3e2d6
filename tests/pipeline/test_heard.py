"""The record of what was heard of a lexicon's entries."""

from __future__ import annotations

from pathlib import Path

from matinale.pipeline.heard import HeardEntry, Memory, read_heard
from matinale.spoken.lexicon_check import CheckedEntry, check_lexicon
from matinale.spoken.matching import Entry, Lexicon


def _memory(path: Path, *, voice: str = "siwis") -> Memory:
    return Memory(path, "fr", voice, lambda entry: f"{voice} {entry.ipa}", read_heard([path]))


def test_what_was_heard_is_not_said_again_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "heard.tsv"
    said: list[str] = []

    def check(*entries: Entry, voice: str = "siwis") -> list[tuple[str, bool, bool]]:
        memory = _memory(path, voice=voice)
        results: list[tuple[str, bool, bool]] = []
        for checked in check_lexicon(
            Lexicon(entries, "fr"),
            lambda form, _: said.append(form.text) or "Voici mistrale.",
            remembered=memory.recall,
        ):
            memory.keep(checked)
            results.append((checked.entry.written, checked.recognised, checked.anew))
        memory.save(complete=True)
        return results

    mistral, poolside = Entry("Mistral", ipa="mistʁˈal"), Entry("Poolside", ipa="pulsˈajd")
    assert check(mistral, poolside) == [("Mistral", True, True), ("Poolside", False, True)]
    said.clear()
    assert check(mistral, poolside) == [("Mistral", True, False), ("Poolside", False, False)]
    assert said == []
    assert check(mistral, Entry("Poolside", ipa="pˈul")) == [("Mistral", True, False), ("Poolside", False, True)]
    assert {(row.entry, row.take[:12]) for row in read_heard([path]).values()} == {
        ("Mistral", "siwis mistʁˈ"),
        ("Poolside", "siwis pˈul"),
    }
    assert check(mistral, voice="emma") == [("Mistral", True, True)]


def test_a_word_that_the_ear_may_write_mends_a_verdict_without_saying_it_again(tmp_path: Path) -> None:
    entry = Entry("Poolside", ipa="p", heard=("Poulsaïde",))
    path = tmp_path / "heard.tsv"
    row = HeardEntry("fr", "Poolside", "wrong", "Voici poulsaïde.", "siwis", "take of p by")
    memory = Memory(path, "fr", "siwis", lambda _: "take of p by siwis", {("Poolside", "take of p by"): row})
    (checked,) = check_lexicon(Lexicon((entry,), "fr"), lambda *_: "", remembered=memory.recall)
    assert checked == CheckedEntry(entry, row.heard, recognised=True, anew=False)
    memory.keep(checked)
    memory.save()
    assert path.read_text("utf-8").splitlines()[1].split("\t")[2] == "ok"


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "heard.tsv"
    path.write_text("language\tentry\tverdict\theard\tvoice\ttake\nfr\tMeta\n\nfr\tIA\tok\tl'IA\tsiwis\t12\n", "utf-8")
    assert [row.entry for row in read_heard([path]).values()] == ["IA"]
