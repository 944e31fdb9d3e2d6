"""One issue in every form: the same text as Markdown, HTML, layout tables, e-mail, a feed and wrapped text.

The real issue lies beside the checkout and is never copied into it: its forms are made when the test runs. The sample
issue of the project is put through the same, so that the test says something everywhere.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from matinale.model import Issue
from matinale.sources import read_issue

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "2026-11-20-la-matinale.txt"
REAL = ROOT.parent / "shared" / "issues" / "cafetech-2025-01-30.txt"
RUN_IN = re.compile(r"(.{2,60}?) – (?=[A-ZÀ-Þ“])")

Part = tuple[str, str, str]


def parts_of(path: Path) -> list[Part]:
    """(kind, text, text under a run-in heading) of each line, by knowledge of these two files only."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found: list[Part] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        run_in = RUN_IN.match(line) if len(line) > 150 else None
        if line.startswith("– "):
            found.append(("item", line[2:], ""))
        elif line.endswith(":") and len(line) < 40:
            found.append(("label", line, ""))
        elif run_in:
            found.append(("section", run_in[1], line[run_in.end() :]))
        elif len(line) < 120 and len(after) > 200:
            found.append(("headline", line, ""))
        else:
            found.append(("text", line, ""))
    return found


def markdown(parts: list[Part], headings: bool = False) -> str:
    shapes: dict[str, Callable[[str, str], str]] = {
        "headline": lambda text, _: f"## {text}",
        "item": lambda text, _: f"- {text}",
        "label": lambda text, _: f"### {text}" if headings else f"**{text}**",
        "section": lambda text, rest: f"### {text}\n\n{rest}" if headings else f"**{text}** – {rest}",
        "text": lambda text, _: text,
    }
    return "\n\n".join(shapes[kind](text, rest) for kind, text, rest in parts)


def html(parts: list[Part], headings: bool = False) -> str:
    shapes: dict[str, Callable[[str, str], str]] = {
        "headline": lambda text, _: f"<h2>{text}</h2>",
        "item": lambda text, _: f"<ul><li>{text}</li></ul>",
        "label": lambda text, _: f"<p><strong>{text}</strong></p>",
        "section": lambda text, rest: (
            f"<h3>{text}</h3><p>{rest}</p>" if headings else f"<p><strong>{text}</strong> – {rest}</p>"
        ),
        "text": lambda text, _: f"<p>{text}</p>",
    }
    body = "\n".join(shapes[kind](escape(text), escape(rest)) for kind, text, rest in parts)
    return f'<!doctype html><html lang="fr"><head><meta charset="utf-8"></head><body>{body}</body></html>'


def tables(parts: list[Part], styled: bool = True) -> str:
    rows: list[str] = []
    for kind, text, rest in parts:
        style = (
            ' style="font-size:24px;font-weight:bold"' if styled and kind == "headline" else ' style="font-size:16px"'
        )
        line = {"item": "– " + text, "section": f"{text} – {rest}"}.get(kind, text)
        rows.append(f"<tr><td><table><tr><td{style if styled else ''}>{escape(line)}</td></tr></table></td></tr>")
    return f"<html><body><table width='600'>{''.join(rows)}</table></body></html>"


def mail(page: str, subject: str, encoding: str = "quoted-printable", plain: str = "") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "lettre@exemple.fr"
    message["Message-ID"] = "<1@exemple.fr>"
    if plain:
        message.set_content(plain)
        message.add_alternative(page, subtype="html", cte=encoding)
    else:
        message.set_content(page, subtype="html", cte=encoding)
    return message.as_bytes()


def feed(page: str, title: str) -> str:
    content = page.partition("<body>")[2].partition("</body>")[0]
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Lettre</title><link>https://exemple.fr</link><item><title>{escape(title)}</title><guid>1</guid>"
        f"<description>Court</description><content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )


def forms_of(path: Path, title: str) -> dict[str, str | bytes]:
    text = path.read_text(encoding="utf-8")
    parts = parts_of(path)
    wrapped = [textwrap.fill(line, 72) for line in text.splitlines()]
    return {
        "spaced.txt": "\n\n".join(text.splitlines()),
        "crlf.txt": text.replace("\n", "\r\n"),
        "latin.txt": text.encode("cp1252"),
        "utf16.txt": text.encode("utf-16"),
        "wrapped.txt": "\n\n".join(wrapped),
        "wrapped-dense.txt": "\n".join(wrapped),
        "bold.md": markdown(parts),
        "headings.md": markdown(parts, headings=True),
        "bold.html": html(parts),
        "headings.html": html(parts, headings=True),
        "breaks.html": f"<html><body>{'<br>'.join(escape(line) for line in text.splitlines())}</body></html>",
        "styled-tables.html": tables(parts),
        "bare-tables.html": tables(parts, styled=False),
        "quoted-printable.eml": mail(html(parts), title),
        "base64.eml": mail(tables(parts), title, "base64", "\n\n".join(wrapped)),
        "rss.xml": feed(html(parts), title),
        "rss-tables.xml": feed(tables(parts), title),
    }


NAMES = sorted(forms_of(SAMPLE, "title"))


def comparable(issue: Issue) -> Issue:
    """Everything but the address of the container."""
    return replace(issue, url="")


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_issue_is_the_same_in_every_form(tmp_path: Path, name: str) -> None:
    check(SAMPLE, tmp_path, name)


@pytest.mark.parametrize("name", NAMES)
def test_the_real_issue_is_the_same_in_every_form(tmp_path: Path, name: str) -> None:
    if not REAL.exists():
        pytest.skip("the real issue does not lie beside this checkout")
    check(REAL, tmp_path, name)


def check(source: Path, folder: Path, name: str) -> None:
    expected = read_issue(source)
    content = forms_of(source, expected.title)[name]
    path = folder / f"{source.stem}-{name}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert comparable(read_issue(path)) == comparable(expected)


def test_the_real_issue_has_the_structure_its_readers_see() -> None:
    if not REAL.exists():
        pytest.skip("the real issue does not lie beside this checkout")
    issue = read_issue(REAL)
    assert len(issue.notices) == 1
    assert [len(article.sections) for article in issue.articles] == [3, 3]
    assert all(section.heading and section.paragraphs for article in issue.articles for section in article.sections)
    assert [len(article.related) for article in issue.articles] == [2, 2]
    assert issue.credits.count("\n") == 0
    assert issue.credits
    assert issue.date is not None
    assert issue.language == "fr"
