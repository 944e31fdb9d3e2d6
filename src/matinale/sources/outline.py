"""An Issue as JSON for programs (`matinale inspect --json`) and as a tree for people (`matinale inspect`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from matinale.model import Article, Issue, Section
from matinale.sources.blocks import words_of
from matinale.sources.marks import Decision

_WIDTH = 100


def outline(issue: Issue) -> dict[str, Any]:
    """The issue as plain values, in a fixed order."""
    return {
        "title": issue.title,
        "number": issue.number,
        "date": issue.date.isoformat() if issue.date else None,
        "language": issue.language,
        "url": issue.url,
        "notices": list(issue.notices),
        "articles": [_article(article) for article in issue.articles],
        "credits": issue.credits,
        "skipped": [{"kind": item.kind, "text": item.text, "reason": item.reason} for item in issue.skipped],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "lead": article.lead,
        "sections": [{"heading": part.heading, "paragraphs": list(part.paragraphs)} for part in article.sections],
        "related": [{"text": link.text, "url": link.url} for link in article.related],
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "links": [{"text": link.text, "url": link.url} for link in article.links],
        "mentions": [{"kind": mention.kind, "caption": mention.caption} for mention in article.mentions],
    }


def draw_outline(issue: Issue) -> str:
    """The issue as an indented tree, one line a part, ending in a newline."""
    return "\n".join(_lines(issue)) + "\n"


def _lines(issue: Issue) -> Iterator[str]:
    date = issue.date.isoformat() if issue.date else "no date"
    number = f" · n° {issue.number}" if issue.number is not None else ""
    yield f"{issue.title}  [{date}{number} · {issue.language}]"
    yield from (f"├─ notice  {_short(text)}" for text in issue.notices)
    for order, article in enumerate(issue.articles, start=1):
        yield f"├─ article {order}  {_short(article.title)}{f'  [{article.language}]' if article.language else ''}"
        yield from ("│   " + line for line in _article_lines(article))
    if issue.credits:
        yield f"├─ credits  {_short(issue.credits)}"
    skipped = sum(len(words_of(item.text)) for item in issue.skipped)
    kinds = sorted({item.kind for item in issue.skipped})
    yield f"└─ skipped  {skipped} words" + (f" ({', '.join(kinds)})" if kinds else "")


def _article_lines(article: Article) -> Iterator[str]:
    if article.byline:
        yield f"├─ by-line  {_short(article.byline)}"
    if article.lead:
        yield f"├─ lead     {_count(article.lead)}  {_short(article.lead)}"
    yield from (_section_line(section) for section in article.sections)
    yield from (f"├─ mention  {mention.kind} {_short(mention.caption)}".rstrip() for mention in article.mentions)
    yield from (f"├─ related  {_short(link.text)}{f'  <{link.url}>' if link.url else ''}" for link in article.related)


def _section_line(section: Section) -> str:
    text = " ".join(section.paragraphs)
    return f"├─ section  {_count(text)}  {_short(section.heading or '(no heading)')}"


def draw_decisions(decisions: Sequence[Decision]) -> str:
    """Each block of the source with what it was taken for and why, ending in a newline (`matinale inspect --why`)."""
    return "".join(
        f"{f'{decision.line:>5}' if decision.line else '     '}  {decision.kind:<14} "
        f"{f'article {decision.article}' if decision.article else '':<10} {_short(decision.text)}\n"
        f"{'':>7}{'':<14}  ↳ {decision.reason}\n"
        for decision in decisions
    )


def _count(text: str) -> str:
    return f"{len(words_of(text)):>4} words"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
