"""Words that furniture uses, in news: an article is never lost to them; and furniture with the same words stays out."""

from __future__ import annotations

import pytest

from matinale.settings import Reading
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue
from matinale.sources.structure import Found

LEAD = "L'épicéa se fait rare dans tout le Jura, disent ceux qui en font des violons."


def read(text: str, form: str = "markdown") -> Found:
    return find_issue(read_documents(Raw(text.encode(), "issue"), form, "")[0], Reading())


def kind_of(found: Found, beginning: str) -> str:
    """What the block that begins so was taken for."""
    return next(decision.kind for decision in found.decisions if decision.text.startswith(beginning))


def titles(found: Found) -> list[str]:
    return [article.title for article in found.issue.articles]


def narrated(found: Found) -> str:
    return " ".join(
        part
        for article in found.issue.articles
        for part in (article.title, article.lead, *(p for s in article.sections for p in (s.heading, *s.paragraphs)))
    )


# ── the footer ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "who", ["<footer>— Inès Roy, luthière</footer>", "<p class='blockquote-footer'>Inès Roy, luthière</p>"]
)
def test_the_footer_of_a_quotation_says_who_said_it(who: str) -> None:
    found = read(
        "<html><body><h1>La Scie n° 4</h1><h2>Le bois manque aux luthiers</h2>"
        "<p>L'épicéa de résonance se fait rare dans le Jura depuis deux hivers.</p>"
        f"<blockquote><p>Je refuse des violons.</p>{who}</blockquote>"
        "<p>Le prix du mètre cube a doublé.</p><h2>La scierie rouvre</h2><p>Elle emploiera neuf personnes en mai.</p>"
        "<footer><p>La Scie, 4 rue du Lac, 39000 Lons. <a href='/u'>Se désinscrire</a></p></footer></body></html>",
        "html",
    )
    assert titles(found) == ["Le bois manque aux luthiers", "La scierie rouvre"]
    for words in ("Inès Roy, luthière", "a doublé", "neuf personnes"):
        assert words in narrated(found)
    assert kind_of(found, "La Scie, 4 rue") == "footer"


def test_what_has_articles_after_it_is_no_footer() -> None:
    found = read(
        "# The Lathe #4\n\n## Spruce runs short\n\nThe wood of violins is scarce.\n\nUnsubscribe\n\nPrices doubled.\n\n"
        "## The mill reopens\n\nIt will employ nine people from the month of May.\n\n"
        "© 2026 The Lathe\n\nMade by four friends.\n\nUnsubscribe\n"
    )
    assert titles(found) == ["Spruce runs short", "The mill reopens"]
    assert "Prices doubled." in narrated(found)
    assert kind_of(found, "Made by four") == "footer"


@pytest.mark.parametrize(
    "sentence",
    [
        "L'atelier loue depuis peu le fond de la cour du 7, rue des Tanneurs, 39000 Lons.",
        "They have rented the old dairy at 7 Saw Lane, Dover, DE 19901.",
        "Nobody has moved out of Saw Lane since 1987.",
    ],
)
def test_a_sentence_with_an_address_is_read(sentence: str) -> None:
    found = read(f"# La Scie n° 4\n\n## Le bois manque\n\n{LEAD}\n\n{sentence}\n\nFin mai.\n")
    assert sentence in narrated(found)
    assert "Fin mai." in narrated(found)


def test_an_address_at_the_end_begins_the_footer() -> None:
    found = read(
        "# La Scie n° 4\n\n## Le bois manque\n\nL'épicéa se fait rare cette année dans le Jura.\n\n"
        "La Scie, 4 rue du Lac, 39000 Lons\n\nSARL au capital de 100 euros\n"
    )
    assert kind_of(found, "La Scie, 4 rue") == kind_of(found, "SARL") == "footer"


# ── sponsors ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SPONSORED = """# The Lathe #5

## Spruce runs short

The wood of violins is scarce.

{label}

## The mill reopens
{byline}
It will employ nine people. The saw is new.

## A cello floats

It was found in the lake on Monday by a swimmer.
"""


@pytest.mark.parametrize("byline", ["", "\nBy Ida Moss\n"])
@pytest.mark.parametrize(
    "label",
    [
        "*Sponsored by Glue & Sons*",
        "This letter is brought to you by Glue & Sons, who glue.",
        "## Sponsor\n\nThis issue is supported by **Glue & Sons**, who glue.",
        "## A word from our sponsor\n\nGlue & Sons glue all wood. [Order now](https://glue.example)",
    ],
)
def test_the_next_headline_ends_the_sponsor(label: str, byline: str) -> None:
    found = read(SPONSORED.format(label=label, byline=byline))
    assert titles(found) == ["Spruce runs short", "The mill reopens", "A cello floats"]
    assert found.issue.articles[1].byline == byline.strip().removeprefix("By ")
    assert found.issue.articles[1].lead == "It will employ nine people. The saw is new."
    assert "Glue" not in narrated(found)


def test_a_sponsor_before_the_first_headline_takes_no_article() -> None:
    found = read(
        "# The Lathe #5\n\n*Sponsored by Glue & Sons*\n\n## Spruce runs short\n\nThe wood of violins is scarce now.\n\n"
        "## The mill reopens\n\nIt will employ nine people from May on.\n"
    )
    assert titles(found) == ["Spruce runs short", "The mill reopens"]


def test_the_heading_of_an_advertisement_below_the_articles_level_is_the_sponsors() -> None:
    label = "*Sponsored*\n\n### Glue that lasts\n\nGlue & Sons glue all wood."
    found = read(SPONSORED.format(label=label, byline=""))
    assert titles(found) == ["Spruce runs short", "The mill reopens", "A cello floats"]
    assert "lasts" not in narrated(found)
    assert "glue all wood" not in narrated(found)


# ── sentences and headlines in the words of furniture ────────────────────────────────────────────────────────────────

FILLER = {
    "en": (
        "The boats went out again on Monday, and the crews say that it was time.",
        "Boat {} leaves the harbour early",
    ),
    "fr": (
        "Les bateaux sont ressortis lundi, et les équipages disent qu'il était temps.",
        "Le bateau {} quitte le port",
    ),
}


def issue_with(language: str, *, sentence: str = "", headline: str = "", mark: str = "## ", last: bool = False) -> str:
    """Five articles of three paragraphs; the sentence in the second (or the last), the headline as the fourth."""
    paragraph, title = FILLER[language]
    parts = ["# The Lathe #5" if mark else "The Lathe #5"]
    for number in range(5):
        parts += [mark + (headline if headline and number == 3 else title.format(number)), paragraph, paragraph]
        parts += [sentence] if sentence and number == (4 if last else 1) else []
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"


def assert_whole(found: Found, words: str) -> None:
    assert words in narrated(found)
    assert len(found.issue.articles) == 5
    paragraphs = [d for d in found.decisions if d.text in (FILLER["en"][0], FILLER["fr"][0])]
    assert {d.kind for d in paragraphs} == {"lead", "text"}


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "La CNIL a ouvert une enquête sur l'armateur."),
        ("fr", "Il gardait les données personnelles de 300 marins."),
        ("fr", "On ne pouvait pas se désabonner de son application."),
        ("fr", "Soutenir la pêche coûte 3 M€ par an."),
        ("fr", "La digue a été proposée par le préfet."),
        ("fr", "Ce rapport a été financé par un syndicat."),
        ("fr", "La régate est sponsorisée par un chantier naval."),
        ("fr", "Rejoindre le port n'est plus un rêve à Morlaix."),
        ("fr", "S'inscrire à la criée coûtera 40 €."),
        ("fr", "En partenariat avec le lycée, la ville forme vingt marins."),
        ("en", "The crews could not unsubscribe, the union says."),
        ("en", "The firm had ignored its own privacy policy."),
        ("en", "Share prices of three yards fell by a tenth."),
        ("en", "Get 10% off a berth if you sail before June."),
        ("en", "Supported by the yard, she kept her boat."),
        ("en", "Ad sales pay for the lighthouse."),
    ],
)
def test_a_sentence_of_an_article_is_no_furniture(language: str, sentence: str, last: bool) -> None:
    assert_whole(read(issue_with(language, sentence=sentence, last=last)), sentence)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Share prices of yards sink"),
        ("en", "Share Prices Of Yards Sink"),
        ("en", "Ad sales sink with the fleet"),
        ("en", "Sponsored content is out of favour"),
        ("en", "Subscribe and sail: how clubs sell"),
        ("en", "What did you think of the regatta?"),
        ("en", "Credit: loans for boats rise"),
        ("en", "Photo: film comes back to port"),
        ("fr", "En partenariat avec Brest, Lorient drague son chenal"),
        ("fr", "Partenariat avec le Chili : dix remorqueurs vendus"),
        ("fr", "Photo : l'argentique revient"),
    ],
)
def test_a_headline_over_paragraphs_is_no_furniture(language: str, headline: str) -> None:
    found = read(issue_with(language, headline=headline))
    assert_whole(found, headline)
    assert found.issue.articles[3].title == headline


@pytest.mark.parametrize(
    ("language", "headline"), [("en", "Share prices of yards sink"), ("fr", "Soutenir la pêche coûte cher")]
)
def test_a_headline_of_plain_text_is_no_furniture(language: str, headline: str) -> None:
    found = read(issue_with(language, headline=headline, mark=""), "text")
    assert_whole(found, headline)
    assert found.issue.articles[3].title == headline


@pytest.mark.parametrize(
    "line",
    [
        "Share The Lathe",
        "Share this post",
        "Subscribe to The Lathe for 3 pounds a month.",
        "If you enjoyed this issue, forward it to a friend.",
        "Follow us on Mastodon.",
        "What did you think of today's issue?",
        "You are receiving this because you signed up.",
        "Thanks for reading The Lathe! Subscribe for free to receive new posts.",
        "Read our privacy policy.",
        "Sponsored: Glue & Sons",
        "Photo by Ida Moss.",
        "[Share prices](https://lathe.example/s)",
        "Soutenir La Scie",
        "S'abonner à La Scie",
        "Abonnez-vous à La Scie.",
        "Soutenez-nous avec un don.",
        "Vous recevez ce message car vous êtes abonné.",
        "La Scie vous est offerte par Colle & Fils.",
    ],
)
def test_furniture_between_paragraphs_stays_out(line: str) -> None:
    found = read(issue_with("en", sentence=line))
    assert line.strip("[").split("]")[0] not in narrated(found)
    assert len(found.issue.articles) == 5


@pytest.mark.parametrize("heading", ["Share The Lathe", "Subscribe to The Lathe", "What did you think of this issue?"])
def test_a_heading_over_an_appeal_stays_out(heading: str) -> None:
    appeal = "We write each week for 4,000 readers. If you like it, tell a friend."
    found = read(issue_with("en") + f"\n## {heading}\n\n{appeal}\n\n[Yes](https://lathe.example/y)\n")
    assert_whole(found, "Boat 4")
    assert heading not in narrated(found)
    assert "4,000 readers" not in narrated(found)


@pytest.mark.parametrize(
    ("following", "read_aloud"),
    [
        ("The last log was sold in April.", True),
        ("Glue & Sons glue all wood since 1911.", False),
        ("Your chairs will never wobble again.", False),
        ("All wood. [Order](https://glue.example)", False),
    ],
)
def test_an_article_goes_on_under_the_name_of_its_sponsor(following: str, read_aloud: bool) -> None:
    found = read(SPONSORED.format(label=f"*Sponsored by Glue & Sons*\n\n{following}", byline=""))
    assert (following[:9] in narrated(found)) == read_aloud
    assert "Sponsored" not in narrated(found)


def test_a_closing_formula_with_an_article_after_it_closes_nothing() -> None:
    found = read(
        "# The Lathe #5\n\n## Spruce runs short\n\nThe wood of violins is scarce now.\n\n"
        "See you tomorrow at the sale.\n\n## The mill reopens\n\nIt will employ nine people from May on.\n"
    )
    assert titles(found) == ["Spruce runs short", "The mill reopens"]


def test_a_sentence_that_a_line_breaks_is_one_paragraph() -> None:
    found = read(
        "The Lathe #5\n5 March 2026\n\nSPRUCE RUNS SHORT\nBy Ida Moss\n\n"
        "The wood of violins is scarce, says the maker Otto Lund, who has\nbeen in Saw Lane since 1962.\n\n"
        "THE MILL REOPENS\n\nIt will employ nine people.\n",
        "text",
    )
    assert found.issue.articles[0].lead.endswith("who has been in Saw Lane since 1962.")
    assert titles(found) == ["SPRUCE RUNS SHORT", "THE MILL REOPENS"]


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("The CNIL fined [the owner of the yard](https://news.example/a).", True),
        ("He kept the [log books](https://news.example/b) and ignored the privacy policy of the yard.", True),
        ("All of it is in the [privacy policy](https://lathe.example/p).", False),
        ("To leave the list, [unsubscribe](https://lathe.example/u).", False),
    ],
)
def test_the_link_of_a_sentence_is_a_source_or_a_request(sentence: str, spoken: bool) -> None:
    found = read(issue_with("en", sentence=sentence))
    assert (sentence[:9] in narrated(found)) == spoken
    assert len(found.issue.articles) == 5


def test_a_headline_with_a_link_over_a_paragraph_with_a_button_is_an_article() -> None:
    headline = "[What did you think of the regatta?](https://news.example/r)"
    button = "[Read more](https://news.example/r)"
    text = issue_with("en", headline=headline).replace("## Boat 4", f"{button}\n\n## Boat 4")
    assert_whole(read(text), "What did you think of the regatta?")


@pytest.mark.parametrize(
    "paragraph",
    [
        "The yard lost the personal data of 300 crews, and it broke its own privacy policy. It will pay.",
        "All rights reserved by the crown were given up on Friday. Anyone may print the charts from now on.",
        "Yards may no longer tick the newsletter box, a judge in Brest ruled. They must add an unsubscribe link.",
    ],
)
def test_the_only_paragraph_of_an_article_is_no_footer(paragraph: str) -> None:
    found = read(
        f"# The Lathe #5\n\n## One\n\nThe boats are out.\n\n## Two\n\n{paragraph}\n\n## Three\n\nThey are in.\n"
    )
    assert titles(found) == ["One", "Two", "Three"]
    assert paragraph.split(".", maxsplit=1)[0] in narrated(found)


def test_a_headline_and_its_lead_may_both_have_a_footers_words() -> None:
    found = read(
        "# The Lathe #5\n\n## Spruce runs short\n\nThe wood of violins is scarce.\n\n"
        "## Copyright office sides with makers\n\n"
        "The office gave the plans back. All rights reserved by makers remain theirs.\n\n"
        "The guild was glad of it.\n\n## A cello floats\n\nIt was found in the lake on Monday.\n"
    )
    assert titles(found) == ["Spruce runs short", "Copyright office sides with makers", "A cello floats"]
    assert "The guild was glad" in narrated(found)


def test_a_sponsor_over_the_only_article_takes_nothing_of_it() -> None:
    found = read(
        "# The Lathe\n\nThis newsletter is sponsored by [Glue & Sons](https://glue.example)\n\n## A cello floats\n\n"
        "It was found in the lake on Monday by a swimmer. It still plays.\n"
    )
    assert "A cello floats" in narrated(found)
    assert "It still plays" in narrated(found)
    assert "Glue" not in narrated(found)


@pytest.mark.parametrize(
    "advertisement",
    [
        "TOGETHER WITH GLUEWELL\n\n## Close your cracks in half the time\n\n"
        "Gluewell is the glue that 12,000 makers love.\n\n[Try Gluewell for free](https://glue.example)",
        "ADVERTISEMENT\n\n## Close your cracks in half the time\n\nOur glue holds. Your first pot is free.\n\n"
        "[Try it](https://glue.example)",
    ],
)
def test_an_advertisement_with_a_title_of_its_own_is_the_sponsors(advertisement: str) -> None:
    found = read(SPONSORED.format(label=advertisement, byline=""))
    assert titles(found) == ["Spruce runs short", "The mill reopens", "A cello floats"]
    assert "cracks" not in narrated(found)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("fr", "Si vous ne parvenez pas à lire cet e-mail, [cliquez ici](https://ex.example/v)", ""),
        ("fr", "", "Que pensez-vous de la nouvelle formule ?\n\n- [Très bien](https://ex.example/1)"),
        ("fr", "", "La Varlope est éditée par Bois SAS, SAS au capital de 10 000 euros, RCS Brest 812 345 678."),
        ("fr", "", "Directrice de la publication : Anne Roux – ISSN 2100-1234"),
        ("fr", "", "Certains liens de cette lettre sont affiliés."),
        ("en", "Can't see this email? [Click here](https://ex.example/v)", ""),
        ("en", "", "How was today's issue?\n\n- [Nailed it](https://ex.example/1)"),
        ("en", "", "Some links are affiliate links."),
        ("en", "", "Want to reach 80,000 readers? [Advertise with us](https://ex.example/a)"),
    ],
)
def test_what_letters_say_of_themselves_is_not_read(language: str, before: str, after: str) -> None:
    found = read(f"{before}\n\n{issue_with(language)}\n\n{after}\n")
    assert_whole(found, FILLER[language][0])
    assert found.issue.articles[-1].sections[-1].paragraphs[-1] == FILLER[language][0]
    assert not any(word in narrated(found) for word in ("cliquez", "Click", "Très bien", "Nailed"))


def test_a_note_between_asterisks_in_plain_text_is_no_headline() -> None:
    found = read(
        "The mill that moved\n\nThe mill was taken down and built again on the hill last May.\n\n"
        "A saw nobody asked for\n\nThe town has bought a saw of nine metres, and it has no wood for it.\n\n"
        "*Ida Moss is a cooper and the author of Hoops. She lives in Dalby.*\n\n"
        "Who owns the oak?\n\nA new law lets every house fell two trees a year for its own hearth.\n",
        "text",
    )
    assert titles(found) == ["The mill that moved", "A saw nobody asked for", "Who owns the oak?"]


def test_in_a_list_of_links_a_link_is_the_title_of_what_stands_under_it() -> None:
    found = read(
        "# The Lathe #5\n\n## Reading\n\n[Why glue sets slowly](https://ex.example/1)  \n"
        "A cooper of Dalby measured it for a year, and finds that damp is to blame.\n\n"
        "[A saw of nine metres](https://ex.example/2)  \nIts makers say what it is for, with many plans.\n\n"
        "## Tools\n\nThe guild lends planes again from Monday to Friday.\n\n[Find one](https://ex.example/3)\n"
    )
    assert "Why glue sets slowly" in narrated(found)
    assert "A saw of nine metres" in narrated(found)
    assert "Find one" not in narrated(found)
