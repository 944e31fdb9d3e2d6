"""What markup says of single words: raised, struck out; the marks of footnotes and the notes themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from matinale.model import Issue
from matinale.settings import Reading
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue
from matinale.sources.structure import Found

HTML = '<html lang="en"><body><h1>The Sluice #12</h1>{}</body></html>'


def find(text: str, name: str, reading: Reading | None = None) -> Found:
    return find_issue(read_documents(Raw(text.encode(), name), "", "")[0], reading or Reading())


def told(issue: Issue, article: int) -> list[str]:
    """The paragraphs of an article, from 1."""
    found = issue.articles[article - 1]
    return [found.lead, *(text for section in found.sections for text in section.paragraphs)]


# ── raised figures ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The tank holds 90 m<sup>3</sup> of rain.", "The tank holds 90 m³ of rain."),
        ("The field has 2 km<sup>2</sup>, the yard 40 ft<sup>2</sup>.", "The field has 2 km², the yard 40 ft²."),
        ("Snow weighs 90 kg/m<sup>2</sup> here.", "Snow weighs 90 kg/m² here."),
        ("It falls at 9.8 m/s<sup>2</sup> here.", "It falls at 9.8 m/s² here."),
        ("It takes 10<sup>12</sup> drops, or 10<sup>-3</sup> lakes.", "It takes 10¹² drops, or 10⁻³ lakes."),
        ("A side of 12<sup>2</sup> tiles, or x<sup>2</sup> of them.", "A side of 12² tiles, or x² of them."),
        ("Area in m<sup><small>2</small></sup> of each roof.", "Area in m² of each roof."),
        ("On the 1<sup>st</sup> of May it opens.", "On the 1st of May it opens."),
        ("The river rose<sup>1</sup> in 2025<sup>2</sup> again.", "The river rose in 2025 again."),
        ("The river rose<sup>1, 2</sup> once again.", "The river rose once again."),
        ('It is 5 m<sup><a href="#fn3">3</a></sup> at most.', "It is 5 m at most."),
    ],
)
def test_raised_figures_are_exponents_after_units_and_bases(
    written: str, read: str, assert_accounted: Callable[[Found], None]
) -> None:
    body = f"<h2>Rain at last</h2><p>{written}</p><h2>The sluice opens</h2><p>It opens on Monday at noon sharp.</p>"
    found = find(HTML.format(body), "a.html")
    assert told(found.issue, 1) == [read]
    assert_accounted(found)
    if "<a" not in written:
        raw = (
            f"# The Sluice #12\n\n## Rain at last\n\n{written}\n\n## The sluice opens\n\nIt opens on Monday at noon.\n"
        )
        assert told(find(raw, "a.md").issue, 1) == [read]


# ── struck out ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("The walk is on <del>Sunday</del> <ins>Tuesday</ins>.", "The walk is on ~~Sunday~~ Tuesday."),
        ("The walk is on <s>Sunday, <b>at six</b></s> Tuesday.", "The walk is on ~~Sunday, **at six**~~ Tuesday."),
        ("The walk is on <strike>Sunday</strike>Tuesday.", "The walk is on <del>Sunday</del>Tuesday."),
        (
            "The walk is on <u style='text-decoration:line-through'>Sunday</u> Tuesday.",
            "The walk is on <s>Sunday</s> Tuesday.",
        ),
        ("The walk is on Tuesday<del> or Sunday</del>.", "The walk is on Tuesday ~~or Sunday~~."),
    ],
)
def test_what_is_struck_out_is_not_read(html: str, markdown: str, assert_accounted: Callable[[Found], None]) -> None:
    body = (
        f"<h2>Rain at last</h2><p>{html}</p><p><del>Bring <b>boots</b>.</del></p><h2>A new sluice</h2><p>It opens.</p>"
    )
    raw = f"# The Sluice #12\n\n## Rain\n\n{markdown}\n\n~~Bring boots.~~\n\n## A new sluice\n\nIt opens.\n"
    for found in (find(HTML.format(body), "a.html"), find(raw, "a.md")):
        assert told(found.issue, 1) == ["The walk is on Tuesday."]
        struck = [item.text for item in found.issue.skipped if item.kind == "struck out"]
        assert "Sunday" in " ".join(struck)
        assert "boots" in " ".join(struck)
        assert_accounted(found)


def test_a_tag_that_nothing_closes_strikes_nothing_out() -> None:
    text = "# The Sluice #12\n\n## Rain at last\n\nThe tag <s> is for {0}\n\n## A new sluice\n\nIt opens at noon.\n"
    assert told(find(text.format("prices."), "a.md").issue, 1) == ["The tag is for prices."]
    broken = text.format("~~nothing  \nor little~~ prices.")
    assert told(find(broken, "a.md").issue, 1) == ["The tag is for", "prices."]


def test_the_cells_of_a_table_are_written_as_text_is() -> None:
    table = (
        "<table><tr><th>Pond</th><th>Size</th></tr><tr><td>Upper</td><td>10<sup>9</sup> l</td></tr>"
        "<tr><td>Lower</td><td><del>70</del> 80 m<sup>2</sup></td></tr></table>"
    )
    body = f"<h2>Ponds</h2><p>The ponds are full.</p>{table}<h2>The weir opens</h2><p>It opens on Monday.</p>"
    read = told(find(HTML.format(body), "a.html", Reading(tables="read")).issue, 1)
    assert read[1:] == ["Pond, Size ; Upper, 10⁹ l ; Lower, 80 m²"]


# ── footnotes ────────────────────────────────────────────────────────────────────────────────────────────────────────

TEXT = """The Sluice
4 March 2026 - issue 12

EELS RETURN

Nine hundred eels passed the weir{0} in one night.

THE WEIR OPENS

The weir opens on Monday{1}. Boats may pass at noon.

NO RAIN YET

April was the driest month since 1911.

{2} Counted by the river trust.
{3} If the pumps hold.
"""
NUMBERED = TEXT.format(" [1]", " [2]", "[1]", "[2]")
RAISED = re.sub(r"(?m)^(EELS|THE WEIR|NO RAIN)", r"## \1", TEXT.format("¹", "²", "¹", "²"))
MARKDOWN = (
    "# The Sluice #12\n\nWelcome to our valley[^w], all.\n\n## Eels return\n\nNine hundred eels passed[^e].\n\n"
    "## The weir opens\n\nThe weir opens on Monday[^2].\n\n[^w]: And to its mouth.\n[^e]: Counted by the river trust.\n"
    "    In one night.\n[^2]: If the pumps hold.\n"
)
PAGE = HTML.format(
    "<h2>Eels return</h2><p>Nine hundred eels passed the weir<sup>1</sup> in one night.</p>"
    "<h2>The weir opens</h2><p>The weir opens on Monday.<sup>2</sup> Boats may pass at noon.</p><hr>"
    "<p><sup>1</sup> Counted by the river trust<br><sup>2</sup> If the pumps hold</p>"
)


@pytest.mark.parametrize(
    ("text", "name"), [(NUMBERED, "a.txt"), (RAISED, "a.md"), (MARKDOWN, "a.md"), (PAGE, "a.html")]
)
def test_a_footnote_goes_to_the_notes_or_is_read_in_its_article(
    text: str, name: str, assert_accounted: Callable[[Found], None]
) -> None:
    kept = find(text, name)
    assert_accounted(kept)
    notes = [item.text.rstrip(".") for item in kept.issue.skipped if item.kind == "footnote"]
    assert [note for note in notes if "mouth" not in note and "night" not in note] == [
        "Counted by the river trust",
        "If the pumps hold",
    ]
    assert all(item.noted for item in kept.issue.skipped if item.kind == "footnote")
    spoken = find(text, name, Reading(footnotes="read"))
    assert_accounted(spoken)
    assert "Counted by the river trust" in " ".join(told(spoken.issue, 1)[1:])
    assert told(spoken.issue, 2)[-1].rstrip(".") == "If the pumps hold"
    assert ("And to its mouth." in spoken.issue.notices) == ("Welcome" in text)


def test_a_line_with_a_number_that_nothing_cites_is_read() -> None:
    text = NUMBERED.replace("Monday [2]", "Monday")
    assert "If the pumps hold." in told(find(text, "a.txt").issue, 3)


# ── quotations and related items ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_set_off_as_a_quotation_is_known_as_one() -> None:
    html = HTML.format(
        "<h2>A mayor speaks</h2><p>The mayor was asked.</p><blockquote><p>We keep the ferry.</p><p>— The mayor</p>"
        "</blockquote><p>Then he left.</p><h2>The weir opens</h2><p>It opens on Monday.</p>"
    )
    markdown = (
        "# The Sluice #12\n\n## A mayor speaks\n\nThe mayor was asked.\n\n> We keep the ferry.\n>\n> — The mayor\n\n"
        "Then he left.\n"
    )
    for text, name in ((html, "a.html"), (markdown, "a.md")):
        (section,) = find(text, name).issue.articles[0].sections
        assert section.paragraphs == ("We keep the ferry.", "The mayor", "Then he left.")
        assert section.quotes == (0,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Related: [Eel ladders](u:1) | [A dry May](u:2)", [("Eel ladders", "1"), ("A dry May", "2")]),
        (
            "Related: [Eels, again](u:1), [A dry May](u:2) and [Weirs](u:3)",
            [("Eels, again", "1"), ("A dry May", "2"), ("Weirs", "3")],
        ),
        (
            "Sur le même sujet : [Les puits](u:1) et [Les barrages](u:2) (archives)",
            [("Les puits", "1"), ("Les barrages (archives)", "2")],
        ),
        (
            "Related: [Eel ladders](u:1), by A. Lee | [A dry May](u:2)",
            [("Eel ladders, by A. Lee", "1"), ("A dry May", "2")],
        ),
        ("Related: why [eels](u:1) and [weirs](u:2) are friends", [("why eels and weirs are friends", "1")]),
        ("Related: [Eel ladders](u:1), by A. Lee", [("Eel ladders, by A. Lee", "1")]),
    ],
)
def test_several_related_links_on_one_line_are_as_many_items(
    written: str, expected: list[tuple[str, str]], assert_accounted: Callable[[Found], None]
) -> None:
    line = written.replace("u:", "https://sluice.example/")
    body = f"# The Sluice #12\n\n## Eels return\n\nNine hundred eels.\n\n{line}\n\n## The weir opens\n\nOn Monday.\n"
    html = HTML.format(
        "<h2>Eels return</h2><p>Nine hundred eels passed.</p><p>"
        + re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', line)
        + "</p><h2>The weir opens</h2><p>It opens on Monday.</p>"
    )
    for text, name in ((body, "a.md"), (html, "a.html")):
        found = find(text, name)
        related = [(link.text, link.url.rpartition("/")[2]) for link in found.issue.articles[0].related]
        assert related == expected
        assert_accounted(found)
