"""The account of words that every reading must balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from matinale.sources.blocks import words_of
from matinale.sources.structure import Found


@pytest.fixture(scope="session")
def assert_accounted() -> Callable[[Found], None]:
    """Narrated words and skipped words are together the words of the source."""

    def check(found: Found) -> None:
        assert narrated_words(found) + skipped_words(found) == source_words(found)
        assert all(item.reason for item in found.issue.skipped)

    return check


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
