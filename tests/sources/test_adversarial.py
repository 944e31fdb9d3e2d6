"""One megabyte of what parsers stumble over: read, or refused in one line, in under 2 s of processor time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from matinale.errors import MatinaleError
from matinale.settings import Reading
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue

SIZE = 1_000_000
LIMIT_S = 6.0  # what is quadratic takes minutes; benchmarks/reading.py has the time that is spent
MAIL = "From: a@b.fr\nSubject: x\nMIME-Version: 1.0\n"
SENTENCE = "Le port de Brest a vu passer des navires, et chacun a laissé une histoire. "


def fill(piece: str, head: str = "", tail: str = "") -> Callable[[], str]:
    """A maker of `head`, then `piece` as often as fits into 1 MB, then `tail`."""
    return lambda: head + piece * ((SIZE - len(head) - len(tail)) // len(piece)) + tail


INPUTS: dict[str, tuple[str, Callable[[], str]]] = {
    "text: one line without a blank": ("text", fill("a")),
    "text: one line of words": ("text", fill(SENTENCE)),
    "text: one line of commas": ("text", fill(",")),
    "text: one line of blanks": ("text", fill(" ", "a", "b")),
    "text: one line of dashes": ("text", fill("– ")),
    "text: one line of quotes": ("text", fill("« ")),
    "text: one line of digits": ("text", fill("1 ")),
    "text: one line of addresses": ("text", fill("https://a.fr/b ")),
    "text: short lines": ("text", fill("abc\n")),
    "text: short blocks": ("text", fill("Un titre court\n\n")),
    "text: empty lines": ("text", fill("\n", "a")),
    "text: underlines": ("text", fill("Titre\n=====\n")),
    "text: items": ("text", fill("- x\n")),
    "text: quoted": ("text", fill("> ")),
    "text: numbered references": ("text", fill("mot [1] ", "", "\n\n[1] https://a.fr\n")),
    "text: dates": ("text", fill("31 février 2025, ")),
    "text: capitals": ("text", fill("A. B. ")),
    "markdown: opening brackets": ("markdown", fill("[")),
    "markdown: image brackets": ("markdown", fill("![")),
    "markdown: links left open": ("markdown", fill("[a](")),
    "markdown: angle brackets": ("markdown", fill("<")),
    "markdown: stars": ("markdown", fill("*a ")),
    "markdown: underscores": ("markdown", fill("_a_ ")),
    "markdown: strong and emphasis": ("markdown", fill("**a *b ")),
    "markdown: backticks": ("markdown", fill("`a``b```c")),
    "markdown: quotes in quotes": ("markdown", fill("> ")),
    "markdown: lists in lists": ("markdown", fill("- ")),
    "markdown: many items": ("markdown", fill("- x\n")),
    "markdown: many paragraphs": ("markdown", fill("x y\n\n")),
    "markdown: many headings": ("markdown", fill("## x\n\n")),
    "markdown: headings and lines": ("markdown", fill("## Un titre\n\nUne ligne qui le suit.\n\n")),
    "markdown: fences": ("markdown", fill("```\nx\n")),
    "markdown: footnotes": ("markdown", fill("[^1]: x\n\n")),
    "markdown: footnote marks": ("markdown", fill("a[^1] ", "", "\n\n[^1]: x\n")),
    "markdown: definitions": ("markdown", fill("[a]: /b\n")),
    "markdown: a wide table": ("markdown", lambda: f"|{'a|' * 160_000}\n|{'-|' * 160_000}\n|{'b|' * 160_000}\n"),
    "markdown: a long table": ("markdown", fill("|a|b|\n", "|a|b|\n|-|-|\n")),
    "markdown: entities": ("markdown", fill("&amp")),
    "markdown: one line of words": ("markdown", fill(SENTENCE)),
    "markdown: front matter left open": ("markdown", fill("a: b\n", "---\n")),
    "html: deep": ("html", fill("<div>")),
    "html: deep and closed": ("html", lambda: "<div>" * 90_000 + "x" + "</div>" * 90_000),
    "html: deep in bold": ("html", fill("<b><i>x ")),
    "html: tables in tables": ("html", fill("<table><tr><td>")),
    "html: a wide table": ("html", fill("<td>a</td>", "<table><tr>", "</tr></table>")),
    "html: a long table": ("html", fill("<tr><td>a</td></tr>", "<table>", "</table>")),
    "html: many items": ("html", fill("<li>x</li>", "<ul>", "</ul>")),
    "html: many paragraphs": ("html", fill("<p>x</p>")),
    "html: many headings": ("html", fill("<h2>Titre</h2><p>Une phrase qui suit.</p>")),
    "html: line breaks": ("html", fill("x<br>")),
    "html: line breaks in bold": ("html", fill("x<br>", "<b>")),
    "html: links": ("html", fill("<a href='/x'>y</a> ")),
    "html: one paragraph": ("html", fill(SENTENCE, "<p>", "</p>")),
    "html: spans": ("html", fill("<span style='font-size:14px'>x </span>", "<p>")),
    "html: one long attribute": ("html", fill("a ", "<p title='", "'>x</p>")),
    "html: many attributes": ("html", fill("a1=b ", "<p ", ">x</p>")),
    "html: one long style": ("html", fill("color:red;", "<p style='", "'>x</p>")),
    "html: comments": ("html", fill("<!-- x -->")),
    "html: a comment left open": ("html", fill("a ", "<!--")),
    "html: entities": ("html", fill("&eacute;", "<p>")),
    "html: a style sheet": ("html", fill(".a{font-size:12px}", "<style>", "</style><p class=a>x</p>")),
    "feed: many items": (
        "feed",
        fill("<item><title>x</title></item>", "<rss version='2.0'><channel>", "</channel></rss>"),
    ),
    "feed: deep": ("feed", fill("<a>", "<rss version='2.0'><channel><item>")),
    "feed: entities": (
        "feed",
        fill("&lt;p&gt;x", "<rss version='2.0'><channel><item><description>", "</description></item></channel></rss>"),
    ),
    "mail: many parts": (
        "mail",
        fill("--x\nContent-Type: text/plain\n\na\n", MAIL + "Content-Type: multipart/mixed; boundary=x\n\n", "--x--\n"),
    ),
    "mail: parts in parts": ("mail", fill("Content-Type: multipart/mixed; boundary=x\n\n--x\n", MAIL)),
    "mail: many headers": ("mail", fill("X-A: b\n", MAIL, "\nx\n")),
    "mail: one long header": ("mail", fill("=?utf-8?Q?=C3=A9?= ", MAIL + "X-A: ", "\n\nx\n")),
    "mail: a long subject": ("mail", fill("=?utf-8?Q?=C3=A9?= ", "From: a@b.fr\nSubject: ", "\n\nx\n")),
    "mail: many addresses": ("mail", fill("a@b.fr, ", MAIL + "To: ", "\n\nx\n")),
    "mail: messages in a mailbox": ("mail", fill("From a@b.fr Mon Jan  6 2025\nSubject: x\n\na\n\n")),
    "mail: forwarded marks": ("mail", fill("> > a\n", MAIL + "\n")),
    "mail: quoted-printable": (
        "mail",
        fill(
            "=C3=A9=\n",
            MAIL + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n",
        ),
    ),
}


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Imports and the language models are not what is measured."""
    find_issue(read_documents(Raw(f"Un titre\n\n{SENTENCE}\n".encode(), "x"), "", "")[0], Reading())


@pytest.mark.slow
@pytest.mark.parametrize("name", INPUTS)
def test_a_megabyte_is_read_or_refused_in_seconds(name: str) -> None:
    form, make = INPUTS[name]
    content = make().encode()
    start = time.process_time()
    refusal = ""
    try:
        for document in read_documents(Raw(content, "input"), form, "")[:1]:
            find_issue(document, Reading())
    except MatinaleError as error:
        refusal = str(error)
    assert time.process_time() - start < LIMIT_S
    assert "\n" not in refusal
    assert len(refusal) < 500
