"""What was to be said against what was heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.spoken.comparison import comparable_words, count_character_errors, count_word_errors, resembles


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("L'I A d'Arm coûte quinze milliards d'euros.", "L’IA d’Arm coûte 15 milliards d'euros"),
        ("un virgule trois million", "1,3 million"),
        ("trois pour cent", "3%"),
        ("deux mille vingt-cinq", "2025"),
        ("cinq cent mille", "500 000"),
        ("O V H cloud", "OVH cloud"),
        ("L'OTAN, l'œuvre", "l'otan l'oeuvre"),
    ],
)
def test_the_same_words(said: str, heard: str) -> None:
    assert comparable_words(said, "fr") == comparable_words(heard, "fr")


def test_without_joining_spelled_letters_stay_apart() -> None:
    assert comparable_words("l'I A", "fr", join_letters=False) == ("l", "i", "a")


def test_word_errors() -> None:
    found = count_word_errors(["le", "chat", "dort", "ici"], ["le", "chien", "dort"])
    assert (found.words, found.errors, found.rate) == (4, 2, 0.5)
    assert found.differences == (("chat", "chien"), ("ici", ""))


def test_character_errors() -> None:
    assert count_character_errors(["deep", "seek"], ["dip", "sik"]) == 4


@pytest.mark.parametrize(
    ("name", "heard", "recognised"),
    [
        ("DeepSeek", "le laboratoire Deep Sick a annoncé", True),
        ("DeepSeek", "le laboratoire dit six a annoncé", False),
        ("Masayoshi Son", "selon Massayoshi sonne", True),
        ("OpenAI", "le patron d’Open AI", True),
        ("15 milliards", "quinze milliards", True),
        ("15 milliards", "cinq milliards", False),
        ("", "rien", False),
    ],
)
def test_resembles(name: str, heard: str, recognised: bool) -> None:
    assert resembles(name, heard, "fr", least=0.7 if "15" not in name else 0.95) is recognised


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["fr", "en", "zz"]))
def test_any_two_texts_can_be_compared(one: str, other: str, language: str) -> None:
    said, heard = comparable_words(one, language), comparable_words(other, language)
    found = count_word_errors(said, heard)
    assert found.errors <= max(len(said), len(heard))
    assert (found.errors == 0) == (said == heard)
    resembles(one, other, language)
