"""Lexicon files, and what is found with them in a text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.errors import ShowError
from matinale.model import SpokenForm
from matinale.spoken.lexicon import layered, parse_lexicon
from matinale.spoken.lexicon_check import check_lexicon
from matinale.spoken.matching import Lexicon

SHIPPED = Path(__file__).parents[2] / "voices" / "lexicon"

SAMPLE = parse_lexicon(
    """
    language = "fr"
    [noms]
    "OpenAI" = { ipa = "x" }
    "Meta" = { ipa = "m" }
    "Meta AI" = { ipa = "ma" }
    "SoftBank" = { ipa = "s", case = "any" }
    "start-up" = { say = "startoppe", plural = true, forms = ["startup"] }
    "data center" = { lang = "en", plural = true }
    "Val d'Or" = "val dor"
    ".NET" = { ipa = "d" }
    "manager" = { ipa = "mg", before = ["le", "un"], unless_after = ["vite"] }
    """,
    "fr.toml",
)


def found(text: str, lexicon: Lexicon = SAMPLE) -> list[str]:
    return [text[match.start : match.end] for match in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI et Meta", ["OpenAI", "Meta"]),
        ("Meta AI devant Meta.", ["Meta AI", "Meta"]),
        ("l’OpenAI, d'OpenAI, qu’OpenAI", ["OpenAI"] * 3),
        ("OpenAI-Microsoft, pro-Meta, (Meta)", ["OpenAI", "Meta", "Meta"]),
        ("Metaverse, Metas, openai, @Meta, #Meta, meta.ai, Meta.ai, _Meta", []),
        ("Meta. Il vend", ["Meta"]),
        ("softbank, SOFTBANK, SoftBank", ["softbank", "SOFTBANK", "SoftBank"]),
        ("Start-up, start-ups, startup, START-UP", ["Start-up", "start-ups", "startup"]),
        ("start\u2011up et data\u00a0centers", ["start\u2011up", "data\u00a0centers"]),
        ("au Val d’Or", ["Val d’Or"]),
        ("en .NET, pas en Internet", [".NET"]),
        ("le manager, manager, un manager vite fait", ["manager"]),
        ("Me\u0301ta Meta\u0301", []),
        ("", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_own_entries_lie_over_shipped_ones() -> None:
    shipped = parse_lexicon('language="fr"\n[a]\n"Meta"={ipa="a"}\n"Arm"={ipa="b", plural=true}', "shipped")
    own = parse_lexicon('language="fr"\n[b]\n"Meta"={ipa="c"}\n"Arms"=false', "own")
    (lexicon,) = layered([shipped, own])
    matches = lexicon.find("Meta, Arm, Arms")
    assert [(match.start, match.entry.ipa) for match in matches] == [(0, "c"), (6, "b")]


def test_a_lexicon_serves_its_language() -> None:
    assert SAMPLE.serves("fr-CA")
    assert not SAMPLE.serves("en")
    assert parse_lexicon('[a]\n"x"="y"', "any").serves("en")


def test_english_possessives_are_sounded() -> None:
    lexicon = parse_lexicon('language="en"\n[a]\n"Bix"={ipa="bɪks"}\n"Moat"={ipa="məʊt"}\n"Ada"={ipa="eɪdə"}', "en")
    assert [match.entry.ipa for match in lexicon.find("Bix's, Moat’s, Ada's Ada")] == [
        "bɪksɪz",
        "məʊts",
        "eɪdəz",
        "eɪdə",
    ]


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[a", "not valid TOML"),
        ('"Meta" = "x"', "write [words] above it"),
        ('[a]\n"Meta" = {ipaa = "x"}', "did you mean 'ipa'"),
        ('[a]\n"Meta" = {case = "exakt"}', "did you mean 'exact'"),
        ('[a]\n"Meta" = {forms = "x"}', "a list of texts"),
        ('[a]\n"Meta" = {plural = 1}', "true or false"),
        ('[a]\n"Meta" = {say = 3}', "a text in quotes"),
        ('[a]\n"Meta" = 3', "expected a respelling"),
        ('[a]\n"--" = "x"', "at least one letter"),
        ('[a]\n"Meta" = "x"\n[b]\n"Meta" = "y"', "already under [a]"),
        ('language = "Fr en"\n[a]\n"Meta" = "x"', "a language tag"),
    ],
)
def test_a_mistake_is_one_line(toml: str, complaint: str) -> None:
    with pytest.raises(ShowError) as caught:
        parse_lexicon(toml, "mine/fr.toml")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("mine/fr.toml: ")
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=st.sampled_from("OpenAIMetaSsoftbankdataceterVal d'’Or.NET-@#é \u0301\u00a0İß"), max_size=200))
def test_matches_ascend_and_do_not_overlap(text: str) -> None:
    end = 0
    for match in SAMPLE.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.parametrize("name", ["fr", "en"])
def test_shipped_lexicons_find_their_own_entries(name: str) -> None:
    lexicon = parse_lexicon((SHIPPED / f"{name}.toml").read_text("utf-8"), f"{name}.toml")
    for entry in lexicon.entries:
        assert entry.ipa or entry.say or entry.lang, entry.written
        context = f"{(entry.before or ('',))[0]} {entry.written} {(entry.after or ('',))[0]}"
        assert any(entry.written in context[m.start : m.end] for m in lexicon.find(context)), entry.written


def test_shipped_lexicons_hold_four_hundred_entries() -> None:
    counts = [len(parse_lexicon(path.read_text("utf-8"), path.name).entries) for path in SHIPPED.glob("*.toml")]
    assert sum(counts) >= 400


def test_finding_is_fast_and_linear() -> None:
    lexicon = parse_lexicon((SHIPPED / "fr.toml").read_text("utf-8"), "fr.toml")
    text = "Le patron d’OpenAI et les data centers de Microsoft, selon une start-up de la Silicon Valley. " * 4000
    start = time.process_time()
    assert len(lexicon.find(text)) == 5 * 4000
    assert time.process_time() - start < 3


def test_the_check_says_again_alone_what_did_not_come_back() -> None:
    lexicon = parse_lexicon('language="fr"\n[a]\n"Poolside"={ipa="p"}\n"Mistral"={ipa="m"}\n"Rien"={}', "fr.toml")
    said: list[str] = []

    def listen(spoken: SpokenForm, language: str) -> str:
        said.append(spoken.text)
        return "Voici poule saïde, dans l’actualité."

    checked = list(check_lexicon(lexicon, listen))
    assert [(each.entry.written, each.recognised) for each in checked] == [("Poolside", False), ("Mistral", False)]
    assert said[0] == "Voici Poolside, Mistral, dans l'actualité."
    assert said[1:] == [
        "Voici Poolside, dans l'actualité.",
        "Ce matin, on parle de Poolside à la radio.",
        "Voici Mistral, dans l'actualité.",
        "Ce matin, on parle de Mistral à la radio.",
    ]
