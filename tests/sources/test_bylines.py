"""By-lines: which lines are, and what of them is announced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matinale.model import Article
from matinale.settings import Reading
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue
from matinale.sources.structure import Found

LEAD = "The herons nest in the old crane, and nobody dares to move it before July."


def read(line: str, name: str) -> tuple[Article, Found]:
    forms = {
        "a.md": f"# The Sluice #12\n\n## Herons\n\n*{line}*\n\n{LEAD}\n\n## The sluice opens\n\nAt noon.\n",
        "a.txt": f"The Sluice #12\n\nHERONS IN MAY\n\n{line}\n\n{LEAD}\n\nTHE SLUICE OPENS\n\nAt noon.\n",
        "a.html": f'<h1>The Sluice #12</h1><h2>Herons on the crane</h2><p class="author">{line}</p><p>{LEAD}</p>'
        "<h2>The sluice opens</h2><p>It opens at noon.</p>",
    }  # fmt: skip
    found = find_issue(read_documents(Raw(forms[name].encode(), name), "", "")[0], Reading(language="en"))
    return found.issue.articles[0], found


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    ("line", "announced"),
    [
        ("By Ruth Marlow", "Ruth Marlow"),
        ("Par Élodie Le Goff", "Élodie Le Goff"),
        ("Words by Ruth Marlow | Photos by Ade Bello", "Ruth Marlow, photos by Ade Bello"),
        ("Texte : Élodie Le Goff · Photos : Ade Bello", "Élodie Le Goff, photos : Ade Bello"),
        ("By Ruth Marlow, harbour correspondent", "Ruth Marlow, harbour correspondent"),
        ("By Ruth Marlow, editor of the Estuary Post", "Ruth Marlow, editor of the Estuary Post"),
        ("By Ruth Marlow and Ade Bello, in Port Talbot", "Ruth Marlow and Ade Bello, in Port Talbot"),
        ("Par Élodie Le Goff, envoyée spéciale à Gdansk", "Élodie Le Goff, envoyée spéciale à Gdansk"),
        ("By Ruth Marlow for The Estuary Post", "Ruth Marlow for The Estuary Post"),
        ("Par Élodie Le Goff à Gap", "Élodie Le Goff à Gap"),
        ("By Ruth Marlow • 4 March 2026 • 6 min read", "Ruth Marlow"),
    ],
)
def test_a_byline_is_announced_by_its_names(
    line: str, announced: str, name: str, assert_accounted: Callable[[Found], None]
) -> None:
    article, found = read(line, name)
    assert article.byline == announced
    assert article.lead == LEAD
    assert_accounted(found)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "line",
    [
        "By May, in Port Talbot, the herons had moved.",
        "By Easter, the editor hopes to be home.",
        "Par Toutatis, la grue reste là.",
        "Words: the longest one has nine letters.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_read(line: str, name: str) -> None:
    article, _ = read(line, name)
    assert not article.byline
    assert article.lead == line
