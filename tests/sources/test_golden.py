"""Inputs in the shape of real newsletters and the Issue expected of each: a new case is two files and no code.

`tests/golden/issues/<name>.<suffix>` is the input, `<input>.json` the outline (`matinale inspect --json`). To add a
case: write the input, run `python tests/sources/write_golden.py <name>`, and read the JSON it wrote against the input.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from matinale.sources import explain_issue, outline
from matinale.sources.structure import Found

FOLDER = Path(__file__).parents[1] / "golden" / "issues"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    assert outline(explain_issue(path).issue) == expected


def test_there_are_enough_golden_pairs() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_word_is_narrated_or_skipped_with_a_reason(path: Path, assert_accounted: Callable[[Found], None]) -> None:
    found = explain_issue(path)
    assert_accounted(found)
    assert all(item.reason for item in found.issue.skipped)
    assert all(decision.kind and decision.reason for decision in found.decisions)
