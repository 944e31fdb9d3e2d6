"""What a newsreader says of an issue."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from matinale.errors import ShowError
from matinale.model import Article, Issue, Line, Link, Script, Section
from matinale.script import write_script
from matinale.settings import Reading, Wording

from .samples import ISSUE, DigitSpeller, PlainSpeller


def write(issue: Issue = ISSUE, wording: Wording | None = None, reading: Reading | None = None) -> Script:
    return write_script(
        issue, wording or Wording(), PlainSpeller(), show_title="Le Fil audio", reading=reading or Reading()
    )


def lines(script: Script, role: str) -> list[Line]:
    return [line for segment in script.segments for line in segment.lines if line.role == role]


def said(script: Script) -> str:
    return " ".join(line.written for segment in script.segments for line in segment.lines)


def test_a_segment_each() -> None:
    script = write()
    assert [segment.id for segment in script.segments] == [
        "00-greeting",
        "01-article",
        "02-article",
        "03-article",
        "99-closing",
    ]
    assert [segment.title for segment in script.segments][:2] == ["Introduction", ISSUE.articles[0].title]
    assert script.segments[1].url == "https://example.org/brest"
    assert script.segments[-1].title == "Crédits"


def test_line_ids_are_unique() -> None:
    ids = [line.id for segment in write().segments for line in segment.lines]
    assert len(ids) == len(set(ids))
    assert ids[0] == "00-greeting-001"


def test_the_greeting_says_day_date_notice_and_headlines() -> None:
    greeting = " ".join(line.written for line in write().segments[0].lines)
    assert "jeudi 1er mai 2025" in greeting
    assert "Le Fil audio" in greeting
    assert "La lettre paraît désormais le mardi." in greeting
    for article in ISSUE.articles:
        assert article.title in greeting


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("fr", dt.date(2025, 1, 30), "jeudi 30 janvier 2025"),
        ("fr-CA", dt.date(2025, 2, 1), "samedi 1er février 2025"),
        ("en-GB", dt.date(2025, 1, 1), "Wednesday, January 1, 2025"),
        ("de", dt.date(2025, 1, 2), "Thursday, January 2, 2025"),  # no German phrases: the English ones
    ],
)
def test_dates(language: str, day: dt.date, expected: str) -> None:
    script = write(replace(ISSUE, language=language, date=day))
    assert expected in script.segments[0].lines[0].written


def test_without_a_date_the_greeting_still_greets() -> None:
    first = write(replace(ISSUE, date=None)).segments[0].lines[0].written
    assert first == "Bonjour, et vous écoutez Le Fil audio."


def test_every_word_of_the_issue_is_said() -> None:
    text = said(write())
    for article in ISSUE.articles:
        for section in article.sections:
            assert section.heading in text
            assert all(paragraph in text for paragraph in section.paragraphs)
        assert article.lead in text


def test_pauses_follow_the_structure() -> None:
    wording = Wording()
    article = write().segments[1].lines
    by_text = {line.written: line for line in article}
    assert by_text[ISSUE.articles[0].title].pause_after == wording.pause_headline
    assert by_text["Un pari coûteux"].pause_after == wording.pause_heading
    assert by_text["Les travaux commencent en mars."].pause_after == wording.pause_section
    assert article[-1].pause_after == wording.pause_segment


def test_a_headline_is_closed_for_the_voice_but_not_in_the_transcript() -> None:
    headline = lines(write(), "headline")[0]
    assert not headline.written.endswith(".")
    assert headline.spoken.text == headline.written.replace("’", "'") + "."


@pytest.mark.parametrize("policy", ["read", "mention", "notes", "skip"])
def test_related_items(policy: str) -> None:
    related = lines(write(reading=Reading(related=policy)), "related")  # type: ignore[arg-type]  # from parametrize
    written = [line.written for line in related]
    if policy == "mention":
        assert written == [
            "Sur le même sujet, dans les notes de l’épisode : Dix villes qui ont choisi le tram ; Le prix du gaz."
        ]
    elif policy == "read":
        assert written == [
            "Sur le même sujet, à lire également :",
            "Dix villes qui ont choisi le tram",
            "Le prix du gaz",
        ]
    else:
        assert written == []


def test_policies_of_notices_credits_and_bylines() -> None:
    script = write(reading=Reading(notices="skip", photo_credits="notes", bylines="skip", tables="skip"))
    text = said(script)
    for absent in ("mardi", "Ville de Brest", "Jeanne", "tableau"):
        assert absent not in text
    spoken = said(write())
    assert "Crédits photo : Ville de Brest, Port d’Ouessant." in spoken
    assert "Un article signé Jeanne Le Goff." in spoken
    assert "Un tableau accompagne cet article : Le coût par rame." in spoken


def test_each_article_speaks_its_language() -> None:
    english = write().segments[3]
    assert {line.language for line in english.lines if line.role in ("headline", "lead")} == {"en"}
    assert [line.language for line in english.lines if line.role == "transition"] == ["fr"]


def test_transitions_are_a_function_of_the_article_and_do_not_repeat() -> None:
    articles = tuple(replace(ISSUE.articles[1], title=f"Titre {number}") for number in range(30))
    transitions = [line.written for line in lines(write(replace(ISSUE, articles=articles)), "transition")]
    assert len(transitions) == 29
    assert len(set(transitions)) > 3
    assert all(one != other for one, other in itertools.pairwise(transitions))
    assert transitions == [line.written for line in lines(write(replace(ISSUE, articles=articles)), "transition")]


def test_many_articles_keep_ids_in_order() -> None:
    many = write(replace(ISSUE, articles=ISSUE.articles[1:2] * 120))
    ids = [segment.id for segment in many.segments]
    assert ids == sorted(ids)
    assert len(set(ids)) == 122


def test_voices_by_role() -> None:
    script = write(wording=Wording(anchor="ancre", article="voix", heading="titre", quote="cite"))
    assert script.segments[0].voice == script.segments[-1].voice == "ancre"
    assert script.segments[1].voice == "voix"
    assert {line.voice for line in lines(script, "heading")} == {"titre"}
    assert {line.voice for line in lines(script, "transition")} == {"ancre"}
    (quote,) = lines(script, "quote")
    assert (quote.voice, quote.written) == ("cite", "“Nous ne reviendrons pas au diesel dans cette ville”,")


def test_quotes_are_announced_when_the_show_wants_it() -> None:
    text = said(write(wording=Wording(announce_quotes=True)))
    assert "Je cite : “Nous ne reviendrons pas au diesel dans cette ville”, Fin de citation. assure la maire." in text


@pytest.mark.parametrize(
    ("written", "announced"),
    [
        (
            'She said plainly: "We kept every promise that we made." Then she left.',
            'She said plainly: Je cite : "We kept every promise that we made." Fin de citation. Then she left.',
        ),
        (
            "‘We will not give an inch, to anyone or ever,’ he said.",
            "Je cite : ‘We will not give an inch, to anyone or ever,’ Fin de citation. he said.",
        ),
        ('A 27" screen and a new keyboard beside a 24" one.', 'A 27" screen and a new keyboard beside a 24" one.'),
        ("The ‘band’ didn’t play in the old town’s hall.", "The ‘band’ didn’t play in the old town’s hall."),
    ],
)
def test_quotations_in_straight_and_single_marks(written: str, announced: str) -> None:
    issue = replace(ISSUE, articles=(Article("Titre", written, (), (), "", ""),))
    assert announced in said(write(issue, wording=Wording(announce_quotes=True)))


def test_what_is_set_off_as_a_quotation_is_one() -> None:
    paragraphs = (
        "Le maire a répondu :",
        "Nous garderons le bac, quoi qu’il en coûte à la ville.",
        "Et « le quai ».",
        "— Le maire",
        "Oui.",
        "« Le bac est notre seul lien avec l’île », dit-il.",
    )
    section = Section("", paragraphs, (1, 2, 4, 5))
    issue = replace(ISSUE, articles=(Article("Titre", "Le bac reste.", (section,), (), "", ""),))
    script = write(issue, wording=Wording(announce_quotes=True, quote="cite"))
    told = said(script)
    assert (
        "Je cite : Nous garderons le bac, quoi qu’il en coûte à la ville. Et « le quai ». Fin de citation. — Le" in told
    )
    assert "— Le maire Oui. Je cite : « Le bac" in told
    assert [line.written for line in lines(script, "quote")][:3] == [*paragraphs[1:3], "Oui."]
    assert {line.voice for line in lines(script, "quote")} == {"cite"}
    plain = write(issue)
    assert not lines(plain, "quote")
    assert " ".join(paragraphs) in said(plain)


def test_no_words_are_lost_to_quotes() -> None:
    plain, apart = said(write()), said(write(wording=Wording(quote="cite")))
    assert apart == plain


def test_an_issue_of_one_article_and_nothing_else() -> None:
    issue = Issue("", None, None, "fr", "", (), (ISSUE.articles[1],), "")
    script = write(issue)
    assert "À la une de cette édition :" in said(script)
    assert [segment.kind for segment in script.segments] == ["greeting", "article", "closing"]


def test_phrases_of_the_show() -> None:
    phrases = {
        "fr": {"greeting": "Salut {{ show|upper }}, numéro {{ number }} !", "transitions": ("Suite du programme.",)}
    }
    script = write(wording=Wording(phrases=phrases))
    assert script.segments[0].lines[0].written == "Salut LE FIL AUDIO, numéro 12 !"
    assert lines(script, "transition")[0].written == "Suite du programme."


def test_an_issue_without_a_number_has_no_number_in_a_phrase() -> None:
    greeting = "Salut ! {% if number %}Numéro {{ number }} de {% endif %}{{ show }}. {{ 'n° ' ~ number }}{{ number }}"
    script = write(replace(ISSUE, number=None), wording=Wording(phrases={"fr": {"greeting": greeting}}))
    assert " ".join(line.written for line in script.segments[0].lines).startswith("Salut ! Le Fil audio. n°")
    assert "None" not in said(script)


@pytest.mark.parametrize(
    ("phrases", "complaint"),
    [
        ({"greting": "x"}, "did you mean 'greeting'"),
        ({"greeting": "{{ shw }}"}, "script.phrases.fr.greeting"),
        ({"greeting": "{% if %}"}, "script.phrases.fr.greeting"),
        ({"greeting": "{{ ''.__class__.__mro__ }}"}, "script.phrases.fr.greeting"),
        ({"greeting": "{{ 1 / 0 }}"}, "division by zero"),
        ({"greeting": "{% for i in range(10**9) %}{{ i }}{% endfor %}"}, "script.phrases.fr.greeting"),
    ],
)
def test_a_wrong_phrase_is_one_line(phrases: dict[str, str], complaint: str) -> None:
    with pytest.raises(ShowError) as caught:
        write(wording=Wording(phrases={"fr": phrases}))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_written_and_spoken() -> None:
    script = write_script(ISSUE, Wording(), DigitSpeller(), show_title="Le Fil", reading=Reading())
    lead = lines(script, "lead")[0]
    assert "12 rames" in lead.written
    assert "douze rames" in lead.spoken.text


def test_a_related_title_that_asks_keeps_its_own_mark_alone() -> None:
    article = replace(ISSUE.articles[0], related=(Link("Une page"), Link("Faut-il avoir peur ?")))
    related = lines(write(replace(ISSUE, articles=(article,))), "related")
    assert related[-1].written.endswith("Faut-il avoir peur ?")
