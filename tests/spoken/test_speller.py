"""How the speller composes lexicons and rules, and what it says of what it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.spoken import load_speller
from matinale.spoken.lexicon import parse_lexicon

GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"


def written_lines(language: str) -> list[str]:
    return [line.split("\t")[1] for line in (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]


LEXICON = parse_lexicon(
    """
    language = "fr"
    [names]
    "OpenAI" = { ipa = "ˌopɛnɛˈaj" }
    "TSMC" = { ipa = "te ɛs ɛm sˈe" }
    "cloud" = { lang = "en" }
    "Meta" = { say = "Méta" }
    "Llama" = { ipa = "lamˈa" }
    "start-up" = { ipa = "staʁtˈœp", doubt = "some say it the English way" }
    """,
    "test.toml",
)


def test_pronunciations_are_spans_of_the_finished_text() -> None:
    form = load_speller([LEXICON]).spell("Le 1er mars, OpenAI (et TSMC) paie 15 M€ pour le cloud.", "fr")
    assert form.text == "Le premier mars, OpenAI, et T S M C, paie quinze millions d'euros pour le cloud."
    spans = [(form.text[one.start : one.end], one.ipa, one.language) for one in form.pronunciations]
    assert spans == [("OpenAI", "ˌopɛnɛˈaj", ""), ("T S M C", "te ɛs ɛm sˈe", ""), ("cloud", "", "en")]


def test_a_respelling_replaces_the_words_and_no_rule_touches_it() -> None:
    assert load_speller([LEXICON]).spell("Meta gagne 3 %", "fr").text == "Méta gagne trois pour cent"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "M. Ruelle part. Le Dr Ruelle reste.", "monsieur ruèle part. Le docteur ruèle reste."),
        (
            "en",
            "Dr. Ruelle came. Mr. Ruelle left St. Ruelle.",
            "Doctor ruh ell came. Mister ruh ell left Saint ruh ell.",
        ),
    ],
)
def test_the_rules_see_a_name_as_it_is_written_and_its_respelling_is_said(language: str, text: str, said: str) -> None:
    say = {"fr": "ruèle", "en": "ruh ell"}[language]
    lexicon = parse_lexicon(f'language = "{language}"\n[names]\n"Ruelle" = "{say}"\n', "test.toml")
    assert load_speller([lexicon]).spell(text, language).text == said


def test_a_name_with_figures_is_said_by_the_rules() -> None:
    assert load_speller([LEXICON]).spell("Llama-3.1-70B", "fr").text == "Llama trois point un soixante-dix B"


def test_the_words_of_a_lexicon_are_seen_by_the_rules_around() -> None:
    assert load_speller([LEXICON]).spell("21 start-up", "fr").text == "vingt et une start-up"


def test_a_later_lexicon_has_more_authority() -> None:
    own = parse_lexicon('language = "fr"\n[a]\n"Meta" = "Mèta"', "own.toml")
    assert load_speller([LEXICON, own]).spell("Meta", "fr").text == "Mèta"


def test_a_lexicon_is_for_its_language() -> None:
    assert load_speller([LEXICON]).spell("Meta", "en").text == "Meta"


def test_doubts_name_what_is_uncertain() -> None:
    doubts = load_speller([LEXICON]).spell("Le ZORGA et 21 start-up, 31 oxymores", "fr").doubts
    assert doubts == (
        "start-up: some say it the English way",
        "ZORGA: unknown acronym, read as a word",
        "31 oxymores: gender unknown, read as masculine",
    )


def test_a_language_without_a_folder_is_read_as_written_with_a_doubt() -> None:
    form = load_speller().spell("Es  kostet 5 €", "de-AT")
    assert form.text == "Es kostet 5 €"
    assert form.doubts == ("no rules for the language 'de-AT': the text is read as it is written",)


def test_the_region_decides_dates_and_and() -> None:
    written = "312 people on 2/1/2025"
    assert (
        load_speller().spell(written, "en").text == "three hundred twelve people on February first, twenty twenty-five"
    )
    british = "three hundred and twelve people on the second of January twenty twenty-five"
    assert load_speller().spell(written, "en-GB").text == british


def test_the_published_sets_are_large_enough() -> None:
    assert len(written_lines("fr")) >= 600
    assert len(written_lines("en")) >= 250
