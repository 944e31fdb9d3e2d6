"""File names made of titles: they never leave their folder, never collide, and are the same every time."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.model import Issue
from matinale.sources import free_slug, slug_of


def titled(title: str, date: dt.date | None = None) -> Issue:
    return Issue(title, None, date, "fr", "", (), (), "")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("En quête d’air", "en-quete-d-air"),
        ("L’œuvre & l’IA : 40 €", "l-oeuvre-l-ia-40-euro"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "source"),
        (".", "source"),
        ("a\0b", "a-b"),
        ("a/b\\c", "a-b-c"),
        ("CON", "issue-con"),
        ("nul.txt", "issue-nul-txt"),
        ("COM1", "issue-com1"),
        ("Conseils", "conseils"),
        ("\u202eexe.txt\u202c", "exe-txt"),
        ("Ærø – straße", "aero-strasse"),
        ("  -- ", "source"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(titled(title), "folder/source.txt") == slug


def test_the_date_comes_first() -> None:
    assert slug_of(titled("Été", dt.date(2025, 1, 30)), "x") == "2025-01-30-ete"
    assert slug_of(titled("2025-01-30 Été", dt.date(2025, 1, 30)), "x") == "2025-01-30-ete"


def test_a_title_of_300_characters_is_cut_between_words() -> None:
    slug = slug_of(titled("incroyable " * 30), "x")
    assert len(slug) <= 80
    assert slug.endswith("incroyable")


def test_a_title_without_latin_letters_is_told_by_its_hash() -> None:
    one, two = slug_of(titled("新聞"), ""), slug_of(titled("日本"), "")
    assert one.startswith("issue-")
    assert one != two


def test_two_issues_with_one_title() -> None:
    taken = {"bonjour"}
    first = free_slug("bonjour", "one", taken)
    second = free_slug("bonjour", "two", taken)
    assert first != second
    assert first.startswith("bonjour-")
    assert free_slug("bonjour", "one", taken) == first
    assert free_slug("libre", "one", taken) == "libre"
    assert free_slug("bonjour", "one", {*taken, first}) not in {*taken, first}


@given(st.text(max_size=400), st.dates() | st.none(), st.text(max_size=60))
def test_any_title_makes_a_safe_name(title: str, date: dt.date | None, source: str) -> None:
    slug = slug_of(titled(title, date), source)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 86
    assert slug == slug_of(titled(title, date), source)
