"""The script that is shown of an episode is the one that its next run speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.pipeline import Order, write_or_show_script
from matinale.settings import Show
from matinale.show import read_show

ISSUE = """# La lettre du vendredi n° 4

20 novembre 2026

## Un pont de bois pour les trams

M. Perrec, 61 ans, a dessiné le pont.

## Des abeilles sur le toit

Douze ruches sont posées sur le toit de la mairie.
"""


def told(show: Show, source: str) -> list[str]:
    _, script = write_or_show_script(Order(source), show, lambda _: None)
    return [line.spoken.text for segment in script.segments for line in segment.lines]


@pytest.fixture
def slug(show_folder: Path) -> str:
    (show_folder / "lettre.md").write_text(ISSUE, encoding="utf-8")
    path, _ = write_or_show_script(Order(str(show_folder / "lettre.md")), read_show(show_folder), lambda _: None)
    return path.parent.name


def test_words_that_were_changed_are_spelled_anew(show_folder: Path, slug: str) -> None:
    show = read_show(show_folder)
    before = told(show, slug)
    assert "monsieur Perrec, soixante et un ans, a dessiné le pont." in before
    path = show_folder / "episodes" / slug / "script.md"
    text = path.read_text(encoding="utf-8")
    edited = text.replace("M. Perrec, 61 ans", "M. Perrec, 62 ans")
    path.write_text(edited, encoding="utf-8")
    assert "monsieur Perrec, soixante-deux ans, a dessiné le pont." in told(show, slug)
    assert len(told(show, slug)) == len(before)
    said = edited.replace("soixante et un ans", "une soixantaine d'années")
    path.write_text(said, encoding="utf-8")
    assert "monsieur Perrec, une soixantaine d'années, a dessiné le pont." in told(show, slug)
    assert path.read_text(encoding="utf-8") == said


def test_a_lexicon_that_was_changed_is_heard_in_it(show_folder: Path, slug: str) -> None:
    path = show_folder / "episodes" / slug / "script.md"
    before = path.read_bytes()
    lexicon = show_folder / "voices" / "lexicon" / "fr.toml"
    lexicon.parent.mkdir(parents=True, exist_ok=True)
    lexicon.write_text('language = "fr"\n[noms]\n"Perrec" = "pérèque"\n', encoding="utf-8")
    assert "monsieur pérèque, soixante et un ans, a dessiné le pont." in told(read_show(show_folder), slug)
    assert path.read_bytes() == before
