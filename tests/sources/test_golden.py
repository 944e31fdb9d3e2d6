"""Inputs in the shape of real newsletters and the Issue expected of each: a new case is two files and no code.

`tests/golden/issues/<name>.<suffix>` is the input, `<name>.json` the outline (`matinale inspect --json`). To add a case:
write the input, run `python tests/sources/write_golden.py <name>`, and read the JSON it wrote against the input.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from matinale.sources import explain_issue, outline
from matinale.sources.blocks import words_of
from matinale.sources.structure import Found

FOLDER = Path(__file__).parents[1] / "golden" / "issues"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    assert outline(explain_issue(path).issue) == expected


def test_there_are_enough_golden_pairs() -> None:
    assert len(CASES) >= 30


def narrated_words(found: Found) -> Counter[str]:
    """The words of an Issue that stand in its source as narrated text."""
    issue = found.issue
    kinds = {decision.kind for decision in found.decisions}
    texts = [issue.title] if "title" in kinds else []
    texts += [*issue.notices, issue.credits]
    for article in issue.articles:
        # The one article of a page or a mail without headings has its title from the container, not from the text.
        texts += [article.title] if "headline" in kinds else []
        texts += [article.lead, article.byline, *(link.text for link in article.related)]
        texts += [text for section in article.sections for text in (section.heading, *section.paragraphs)]
    return Counter(word for text in texts for word in words_of(text))


def skipped_words(found: Found) -> Counter[str]:
    return Counter(word for item in found.issue.skipped for word in words_of(item.text))


def source_words(found: Found) -> Counter[str]:
    return Counter(word for decision in found.decisions for word in words_of(decision.text))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_word_is_narrated_or_skipped_with_a_reason(path: Path) -> None:
    found = explain_issue(path)
    assert narrated_words(found) + skipped_words(found) == source_words(found)
    assert all(item.reason for item in found.issue.skipped)
    assert all(decision.kind and decision.reason for decision in found.decisions)
