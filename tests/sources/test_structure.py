"""The structure finder: policies, hints, languages, dates, items of a feed; and nothing ever vanishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinale.errors import NoArticleFound, SourceError
from matinale.model import Issue
from matinale.settings import Reading
from matinale.sources import draw_decisions, draw_outline, explain_issue, read_issue, read_issues
from matinale.sources.dates import date_in_name, find_date, find_number
from matinale.sources.formats import FORMATS, detect_format, read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue
from matinale.sources.structure import Found

FOLDER = Path(__file__).parents[1] / "golden" / "issues"


def read_text(text: str, reading: Reading | None = None) -> Issue:
    document = read_documents(Raw(text.encode(), "lettre.txt"), "", "")[0]
    return find_issue(document, reading or Reading()).issue


def text_of(issue: Issue) -> str:
    return " ".join(
        part
        for article in issue.articles
        for part in (article.title, article.lead, *(p for s in article.sections for p in (s.heading, *s.paragraphs)))
    )


MIXED = FOLDER / "sponsored-en.md"
TABLES = FOLDER / "buttondown-en.md"


# ── policies ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sponsors_are_skipped_mentioned_or_read() -> None:
    assert "Foxglove" not in text_of(read_issue(MIXED))
    read = read_issue(MIXED, Reading(sponsors="read"))
    assert "Foxglove makes notebooks" in text_of(read) + " ".join(read.notices)


def test_tables_and_code_are_mentioned_unless_the_show_says_otherwise() -> None:
    kinds = [mention.kind for article in read_issue(TABLES).articles for mention in article.mentions]
    assert kinds == ["code", "table"]
    skipped = read_issue(TABLES, Reading(tables="skip", code="skip"))
    assert not any(article.mentions for article in skipped.articles)
    assert "Hour, Carbon" in text_of(read_issue(TABLES, Reading(tables="read")))


def test_footnotes_are_read_where_the_show_says_so() -> None:
    assert "fifty hertz" not in text_of(read_issue(TABLES))
    read = read_issue(TABLES, Reading(footnotes="read"))
    assert "At 50 hertz everything is balanced" in text_of(read) + " ".join(read.notices)


def test_what_goes_to_the_notes_says_so() -> None:
    reasons = [item.reason for item in read_issue(TABLES).skipped if item.kind == "footnote"]
    assert reasons
    assert all(reason.endswith("kept for the show notes") for reason in reasons)


def test_quotes_and_lists_are_left_out_where_the_show_says_so(assert_accounted: Callable[[Found], None]) -> None:
    path = FOLDER / "buttondown-links-en.txt"
    everything = text_of(read_issue(path))
    found = explain_issue(path, Reading(quotes="skip", lists="skip"))
    told = text_of(found.issue)
    for quoted in ("Nobody cancels a train", "A berth costs 89 euros"):
        assert quoted in everything
        assert quoted not in told
    assert "What remains pays for the breakfast" in told
    assert {"quotation", "list item"} <= {item.kind for item in found.issue.skipped}
    assert_accounted(found)


def test_hidden_text_is_never_read() -> None:
    everything = Reading(sponsors="read", promotions="read", captions="read", contents="read", footnotes="read")
    issue = read_issue(FOLDER / "beehiiv-en.html", everything)
    assert "Plus: a museum" not in text_of(issue) + " ".join(issue.notices)


# ── hints ────────────────────────────────────────────────────────────────────────────────────────────────────────────

STORY = "Une phrase assez longue pour être un paragraphe, et une autre derrière elle qui finit par un point."


def test_a_title_pattern_decides_alone() -> None:
    titles = ("Rubrique du jour", "@ Le vrai titre", "Une ligne courte", "@ Un autre titre")
    issue = read_text("".join(f"{title}\n{STORY}\n" for title in titles), Reading(title_pattern="^@ "))
    assert [article.title for article in issue.articles] == ["@ Le vrai titre", "@ Un autre titre"]


def test_ignored_blocks_are_accounted_for() -> None:
    issue = read_text(f"Un titre de journal\n{STORY}\nÀ NE PAS LIRE 42\n", Reading(ignore=("ne pas lire",)))
    assert "42" not in text_of(issue)
    assert [item.text for item in issue.skipped if item.kind == "ignored"] == ["À NE PAS LIRE 42"]


def test_related_headings_of_the_show() -> None:
    text = f"Un titre de journal\n{STORY}\nNos vieux papiers\n- Un article ancien\n- Un autre encore\n"
    issue = read_text(text, Reading(related_headings=("Nos vieux papiers",)))
    assert [link.text for link in issue.articles[0].related] == ["Un article ancien", "Un autre encore"]


# ── languages, dates, formats ────────────────────────────────────────────────────────────────────────────────────────


def test_each_article_keeps_its_language() -> None:
    issue = read_issue(FOLDER / "bilingual.md")
    assert {issue.language, *(article.language for article in issue.articles)} == {"fr", "en", ""}
    assert read_issue(FOLDER / "bilingual.md", Reading(language="fr")).language == "fr"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Jeudi 30 janvier 2025", dt.date(2025, 1, 30)),
        ("le 1er août 2024", dt.date(2024, 8, 1)),
        ("January 30, 2025", dt.date(2025, 1, 30)),
        ("Thu, Jan. 2nd 2025", dt.date(2025, 1, 2)),
        ("30 January 2025", dt.date(2025, 1, 30)),
        ("2025-01-30T05:00:00Z", dt.date(2025, 1, 30)),
        ("30/01/2025", dt.date(2025, 1, 30)),
        ("01/30/2025", dt.date(2025, 1, 30)),
        ("30.01.25", dt.date(2025, 1, 30)),
        ("premier mai 2025", dt.date(2025, 5, 1)),
        ("31 février 2025", None),
        ("99/99/9999", None),
        ("en 2025", None),
    ],
)
def test_dates(text: str, date: dt.date | None) -> None:
    found = find_date(text)
    assert (found[0] if found else None) == date


def test_dates_of_each_side_of_the_ocean() -> None:
    assert find_date("03/04/2025") == (dt.date(2025, 4, 3), "03/04/2025")
    assert find_date("03/04/2025", month_first=True) == (dt.date(2025, 3, 4), "03/04/2025")


@pytest.mark.parametrize(
    ("text", "number"),
    [("n° 12", 12), ("#245", 245), ("Issue 7", 7), ("Numéro 34", 34), ("Vol. 3, no. 9", 9), ("12 pommes", None)],
)
def test_numbers(text: str, number: int | None) -> None:
    found = find_number(text)
    assert (found[0] if found else None) == number


def test_the_date_given_wins_over_the_text_and_the_text_over_the_name(tmp_path: Path) -> None:
    path = tmp_path / "lettre-2025-01-30.txt"
    path.write_text(f"Un titre de journal\n{STORY}\n")
    assert read_issue(path).date == dt.date(2025, 1, 30)
    path.write_text(f"Mardi 4 février 2025\nUn titre de journal\n{STORY}\n")
    assert read_issue(path).date == dt.date(2025, 2, 4)
    assert read_issue(path, date=dt.date(2024, 1, 1), number=3).date == dt.date(2024, 1, 1)
    assert read_issue(path, number=3).number == 3
    assert date_in_name("20250130.eml") == dt.date(2025, 1, 30)
    assert date_in_name("v1.2.3") is None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*[!n]")), ids=lambda path: path.name)
def test_formats_are_told_by_content_alone(path: Path) -> None:
    if path.suffix == ".json" or path.stem == "setext-en":  # underlined headings are plain text as much as Markdown
        return
    expected = {".eml": "mail", ".mbox": "mail", ".xml": "feed", ".html": "html", ".md": "markdown", ".txt": "text"}
    assert detect_format(Raw(path.read_bytes(), "no-suffix")) == expected[path.suffix]


# ── feeds ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_item_of_a_feed_by_its_guid_the_newest_or_all() -> None:
    feed = FOLDER / "feed-rss-en.xml"
    assert read_issue(feed).date == dt.date(2025, 9, 12)
    assert read_issue(feed, item="ledger-54").title == "Older"
    assert [issue.title for issue in read_issues(feed)] == ["Doorbells, dust and the price of quiet", "Older"]
    with pytest.raises(NoArticleFound, match="ledger-55"):
        read_issue(feed, item="nothing")


# ── nothing vanishes ─────────────────────────────────────────────────────────────────────────────────────────────────

POOL = """

* * *
UN TITRE EN CAPITALES
Un titre ordinaire de lettre
1. Une chose
2) Une autre chose
- un point
Pour aller plus loin:
Lire aussi : un article
Par Jean Dupont
Crédit photos: Untel - Unetelle
AU SOMMAIRE
Sponsorisé par Untel
Jeudi 30 janvier 2025
n° 12
Se désabonner
À demain !
https://exemple.fr/a
> une citation
Le point [1] est là 🚀 (https://exemple.fr/b)
## Un titre de Markdown
**Gras.** Une suite assez longue pour compter.
IA – Un paragraphe dont le début est un titre, et qui continue assez longtemps pour être un paragraphe.
Un paragraphe qui dit plusieurs choses, l’une après l’autre, et qui finit par un point comme il convient."""
LINES = st.sampled_from(POOL.split("\n"))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=60), min_size=1, max_size=25), st.sampled_from(["text", "markdown", "html"]))
def test_every_word_of_any_issue_is_narrated_or_skipped(
    assert_accounted: Callable[[Found], None], lines: list[str], form: str
) -> None:
    text = "\n".join([*lines, "Un dernier titre pour finir", STORY])
    if form == "html":
        text = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"
    try:
        document = read_documents(Raw(text.encode("utf-8", "replace"), "lettre"), form, "")[0]
        found = find_issue(document, Reading())
    except SourceError:
        return
    assert_accounted(found)


def test_the_trees_are_for_people() -> None:
    found = explain_issue(MIXED)
    tree = draw_outline(found.issue)
    assert tree.splitlines()[0].startswith("Night Mail — Issue 31")
    assert "article 2" in tree
    assert len(draw_decisions(found.decisions).splitlines()) == 2 * len(found.decisions)


def test_there_is_a_reader_for_each_format() -> None:
    assert set(FORMATS) == {"text", "markdown", "html", "mail", "feed"}
