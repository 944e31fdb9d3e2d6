from __future__ import annotations

from pathlib import Path

import pytest

from matinale.spoken import en, fr
from matinale.spoken.clean import normalise
from matinale.spoken.rules import Rule, by_start, kind_of

GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"


@pytest.mark.parametrize(("language", "rules"), [("fr", fr.RULES), ("en", en.RULES)])
def test_the_sieve_finds_the_first_rule_that_matches(language: str, rules: tuple[Rule, ...]) -> None:
    """At every third line of the published set, at each character, as trying the rules in turn would."""
    index = by_start(rules)
    tried = 0
    for row in (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[::3]:
        text = normalise(row.split("\t")[1])
        for start, character in enumerate(text):
            found = index.get(kind_of(character))
            if found is None:
                continue
            first = next((each for each in found.rules if each.pattern.match(text, start)), None)
            sieved = found.at(text, start)
            assert first is None or first in sieved, (text, start, first and first.name)
            exact = not any("(?P=" in each.pattern.pattern for each in found.rules)
            assert not exact or (sieved[0] if sieved else None) is first, (text, start)
            tried += first is not None
    assert tried > 1000
