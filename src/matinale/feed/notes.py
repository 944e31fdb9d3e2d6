"""The show notes: HTML for apps and pages, plain text for the description."""

from __future__ import annotations

from collections.abc import Iterator

from matinale.feed.words import clean, clock, cut, escape, phrases_of
from matinale.model import Article, Episode

DESCRIPTION_BYTES = 4000
"""Apple's limit of a description."""


def build_notes(episode: Episode, *, chapters: bool = True) -> str:
    """The notes as HTML: summary, chapters with times, each article with its related links, and all credits.

    `chapters` False leaves the chapters out, for a page that lists them itself.
    """
    return "\n".join(_parts(episode, chapters=chapters))


def build_description(episode: Episode, limit: int = DESCRIPTION_BYTES) -> str:
    """The notes as plain text in at most `limit` bytes, cut after a sentence.

    The summary comes first, then the articles' titles and the line on the synthetic voice as far as there is room.
    """
    words = phrases_of(episode.language)
    titles = " ".join(_sentence(article.title) for article in episode.issue.articles)
    summary = _sentence(episode.summary) if episode.summary else ""
    named = bool(titles) and all(clean(article.title) in summary for article in episode.issue.articles)
    whole = " ".join(part for part in (summary, "" if named else titles, words["synthetic"]) if part)
    return cut(whole, limit)


def _parts(episode: Episode, *, chapters: bool) -> Iterator[str]:
    words = phrases_of(episode.language)
    if episode.summary:
        yield f"<p>{escape(episode.summary)}</p>"
    if chapters and episode.chapters:
        yield f"<p><strong>{words['chapters']}</strong></p>"
        rows = "".join(f"<li>{clock(mark.start)} {_linked(mark.title, mark.url)}</li>" for mark in episode.chapters)
        yield f"<ul>{rows}</ul>"
    for article in episode.issue.articles:
        yield from _article(article, words["related"])
    noted = "".join(f"<li>{escape(clean(each.text))}</li>" for each in episode.issue.skipped if each.noted)
    if noted:  # footnotes, and whatever the show keeps for its notes
        yield f"<p>{words['noted']}</p>\n<ul>{noted}</ul>"
    yield from _credits(episode)
    if episode.issue.url:
        yield f"<p>{_linked(words['source'], episode.issue.url)}</p>"


def _article(article: Article, related: str) -> Iterator[str]:
    """An article's title and what it points to; nothing where it points nowhere."""
    links = _unique(article)
    if not links and not article.byline:
        return
    byline = f" — {escape(article.byline)}" if article.byline else ""
    yield f"<p><strong>{_linked(article.title, article.url)}</strong>{byline}</p>"
    if links:
        rows = "".join(f"<li>{_linked(text, url)}</li>" for text, url in links)
        yield f"<p>{related}</p>\n<ul>{rows}</ul>"


def _unique(article: Article) -> tuple[tuple[str, str], ...]:
    """The related items, then the links inside the text, each once."""
    found: dict[tuple[str, str], None] = {}
    known = {article.url} - {""}
    for link in (*article.related, *article.links):
        if link.url and link.url in known:
            continue
        known |= {link.url} - {""}
        found[clean(link.text) or link.url, link.url] = None
    return tuple(found)


def _credits(episode: Episode) -> Iterator[str]:
    words = phrases_of(episode.language)
    lines = [escape(episode.issue.credits)] if episode.issue.credits else []
    lines += [escape(credit) for credit in episode.credits]
    lines.append(words["synthetic"])
    yield f"<p><strong>{words['credits']}</strong></p>"
    yield "<p>" + "<br />".join(lines) + "</p>"


def _linked(text: str, url: str) -> str:
    """`text`, as a link where there is a web address; other schemes (javascript:) are shown, never linked."""
    if url.startswith(("http://", "https://", "mailto:")):
        return f'<a href="{escape(url)}">{escape(text) or escape(url)}</a>'
    return escape(text)


def _sentence(text: str) -> str:
    """`text` with a full stop at its end, unless it has its own."""
    one = clean(text)
    return one if one.endswith((".", "!", "?", "…", "»", "”")) else f"{one}."
