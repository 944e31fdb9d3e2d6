"""The published test set: category, written, spoken. A new case is a line in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.spoken import load_speller

GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"


def cases(language: str) -> list[tuple[str, str, str]]:
    lines = (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(category, written, spoken) for category, written, spoken in rows]


CASES = [(language, *case) for language in ("fr", "en") for case in cases(language)]


@pytest.mark.parametrize(("language", "category", "written", "spoken"), CASES)
def test_golden(language: str, category: str, written: str, spoken: str) -> None:
    speller = load_speller()
    assert speller.spell(written, language).text == spoken
    assert speller.spell(spoken, language).text == spoken, "not idempotent"
