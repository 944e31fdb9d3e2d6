"""The page's files: both languages have the same words, and nothing inserts text as HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "src" / "matinale" / "preview" / "page"
SOURCES = sorted([*PAGE.glob("*.js"), *PAGE.glob("*.html")])


def words_of(language: str) -> dict[str, str]:
    text = (PAGE / f"{language}.js").read_text("utf-8")
    return dict(re.findall(r'^  "([^"]+)": "((?:[^"\\]|\\.)*)",$', text, re.MULTILINE))


def test_both_languages_have_the_same_words_with_the_same_values() -> None:
    english, french = words_of("en"), words_of("fr")
    assert len(english) > 150
    assert english.keys() == french.keys()
    for key in english:
        assert sorted(re.findall(r"\{\w+\}", english[key])) == sorted(re.findall(r"\{\w+\}", french[key])), key


def test_every_word_that_is_asked_for_is_there() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    asked = set(re.findall(r'say\("([^"]+)"', text)) | set(re.findall(r'data-(?:words|label)="([^"]+)"', text))
    assert asked <= words_of("en").keys()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_text_is_never_inserted_as_html(path: Path) -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://"
    assert not re.search(forbidden, path.read_text("utf-8"))


def test_modules_are_small() -> None:
    for path in PAGE.glob("*.js"):
        assert path.name in {"en.js", "fr.js"} or len(path.read_text("utf-8").splitlines()) < 250, path.name
