"""The published test set: category, written, spoken. A new case is a line in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matinale.spoken import load_speller
from matinale.spoken.matching import Entry, Lexicon

GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"


def cases(language: str) -> list[tuple[str, str, str]]:
    lines = (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(category, written, spoken) for category, written, spoken in rows]


CATEGORIES = [
    (language, category) for language in ("fr", "en") for category in sorted({case[0] for case in cases(language)})
]


@pytest.mark.parametrize(("language", "category"), CATEGORIES)
def test_golden(language: str, category: str) -> None:
    """Each line is said as it should be, and what is said stays as it is. All lines that are wrong are told."""
    speller = load_speller()
    wrong: list[str] = []
    for of, written, spoken in cases(language):
        if of != category:
            continue
        for text in (written, spoken):
            said = speller.spell(text, language).text
            if said != spoken:
                wrong.append(f"{text!r}\n  is said   {said!r}\n  expected  {spoken!r}")
    assert not wrong, "\n".join(["", *wrong])


NAME = re.compile(r"(?<![\w.@#/-])[A-ZÀ-Þ][a-zà-ÿ]{2,}(?![\w'’.@/·-])")
# Months and days are read with their figures, as one token.
READ_WITH_FIGURES = {"January", "March", "May", "June", "July", "September", "Tuesday"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_name_with_a_pronunciation_hides_nothing_from_the_rules(language: str) -> None:
    """M. Trump is monsieur Trump, Louis XIV is Louis quatorze, whoever is in the lexicon."""
    for _, written, spoken in cases(language):
        names = {name for name in NAME.findall(written) if re.search(rf"(?<!\w){name}(?!\w)", spoken)}
        for name in names - READ_WITH_FIGURES:
            form = load_speller((Lexicon((Entry(written=name, ipa="a"),), language),)).spell(written, language)
            assert form.text == spoken, name
