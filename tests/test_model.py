"""Values survive their JSON, and a fingerprint changes with the value alone."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.model import Article, Issue, Line, Milliseconds, Script, Section, Segment, SpokenForm
from matinale.serialization import fingerprint, from_json, to_json

words = st.text(max_size=30)
articles = st.builds(
    Article,
    title=words,
    lead=words,
    sections=st.lists(st.builds(Section, words, st.lists(words, max_size=3).map(tuple)), max_size=3).map(tuple),
)
issues = st.builds(
    Issue,
    title=words,
    number=st.none() | st.integers(0, 9999),
    date=st.none() | st.dates(),
    language=st.just("fr"),
    url=words,
    notices=st.lists(words, max_size=2).map(tuple),
    articles=st.lists(articles, max_size=3).map(tuple),
    credits=words,
)


@given(issues)
def test_an_issue_survives_its_json(issue: Issue) -> None:
    assert from_json(Issue, to_json(issue)) == issue


def test_a_script_survives_its_json() -> None:
    line = Line("01-1", "headline", "L’IA", SpokenForm("l'I A"), Milliseconds(300))
    script = Script("abc", "fr", (Segment("01-article", "article", "Titre", "", (line,)),))
    assert from_json(Script, to_json(script)) == script


def test_what_is_not_such_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(Issue, b'{"title": 3}')


def test_a_fingerprint_does_not_depend_on_the_order_of_a_mapping() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(Section("a", ())) != fingerprint(Section("", ("a",)))
    assert fingerprint(dt.date(2025, 1, 30)) != fingerprint(dt.date(2025, 1, 31))


def test_the_values_import_nothing_heavy() -> None:
    program = "import sys, matinale.model; print([m for m in ('numpy', 'pydantic', 'lxml') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
