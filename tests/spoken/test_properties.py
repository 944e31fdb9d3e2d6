"""What holds for any text at all: no exception, idempotence, plain output, linear time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matinale.spoken import load_speller
from matinale.spoken.matching import Entry, Lexicon
from matinale.spoken.tables import words

SPELLER = load_speller()
LANGUAGES = ("fr", "en", "en-GB", "eo")

# Fragments that meet in a newsroom, to make hypothesis find how rules touch each other.
FRAGMENTS = st.sampled_from(
    sorted(
        words("""
1 21 80 000 ² 3,5 3.5 2024 1er XIV XXIe IA GPU CNIL M. Mme Me Dr St- St. n° p. etc. env. vs € $ £ % Md€ M€ bn k km/h
°C m² h 14 30 8h30 14:30 30 janv. 14/07/2025 2025-01-30 1/3 15-25 3-0 + - – —
( ) « » “ ” " ' ’ … ... , . ; : ! ? / & @ # @nom
#MeToo exemple.fr a@b.fr https://a.fr/x 🎉 ½ ² ^ ~ < > = GPT-4o A380 5G C++ C# .NET USB-C iOS auteur·rices étudiant(e)s
cas 3:1 v [1] [Il] :-) min max T-10 s JN.1 (R-OH) ft. op. mar. sam. ven. 4 oct. CC € /sem. tokens/s $/1M cts µg/m³
$TSLA 49.3 10-2 6-4, 7-5 1/8es
d' l' de un une personnes millions Louis chapitre J+1 24/7 Q3 T2 Jan. p.m. 1990s '80s 1st th s x _ * \\ | U.S. Y
""")
    )
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(FRAGMENTS, max_size=8).map(" ".join),
    st.lists(FRAGMENTS, max_size=6).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example("M😀. Dupont", "fr")
@example("@²", "fr")
@example('M."etc', "fr")
@example("0,etc", "fr")
@example("\ud800\x00\ue000\ue002 1", "fr")
def test_no_text_raises_and_the_result_is_settled(text: str, language: str) -> None:
    spoken = SPELLER.spell(text, language)
    assert SPELLER.spell(spoken.text, language).text == spoken.text
    assert spoken.text == spoken.text.strip()
    assert not re.search(r"[\n\ue000-\ue003\ud800-\udfff]|  ", spoken.text)
    if language != "eo":
        assert not re.search(r"[0-9€$%@#&<>=«»“”\"()\[\]]", spoken.text), spoken.text
    for span in spoken.pronunciations:
        assert 0 <= span.start < span.end <= len(spoken.text)
        assert bool(span.ipa) != bool(span.language)


NAMED = load_speller((Lexicon(tuple(Entry(written=name, ipa="a") for name in ("Trump", "C", "IA", "M", "Louis"))),))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(FRAGMENTS, st.sampled_from(("Trump", "TRUMP", "C", "IA", "M", "Louis"))), max_size=8).map(
        " ".join
    )
)
def test_nor_with_names_in_it(text: str) -> None:
    spoken = NAMED.spell(text, "fr")
    assert not re.search(r"[\n\ue000-\ue003]|  ", spoken.text)
    for span in spoken.pronunciations:
        assert 0 <= span.start < span.end <= len(spoken.text)


PATHOLOGICAL = (
    "1", "1 ", "1,", "1.", "1-", "1/", "a", "A", "A.", "A-", "a.", "a-", "é", " ", "\t", ",", ", ", ".", ". ", "«",
    "« ", "» ", "(", ")", '"', "'", "-", "–", "– ", "$", "€ ", "1€", "1h", "@", "#", "@a", "a@", "a·e", "I", "X", "M. ",
    "de 1 ", "🎉", "http://", "1 000 ", "AI. ", "a1", "A1-", "\u0301", "1 %", "¾", "www.", "n° ", "J. ", "&", "A&", "_",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_a_long_line_of_one_thing_takes_linear_time(piece: str, language: str) -> None:
    SPELLER.spell(piece * 50, language)

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        SPELLER.spell(text, language)
        return time.process_time() - started

    # Quadratic work would make four times the text take sixteen times as long; 25 ms is the noise of the clock.
    assert seconds(6_000) < 8 * seconds(1_500) + 0.025
