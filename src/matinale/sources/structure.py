"""Blocks → Issue: the one place where articles are found, whatever format the blocks came from.

    footnotes      by their marks, and what each belongs to
    furniture      what is not an article (labels, bars, sponsors, footers), each with its reason
    headings       which blocks are headings, and at which level the articles lie
    articles       what is left becomes leads, sections and paragraphs

Every block ends in exactly one place: narrated in the Issue, or in `Issue.skipped` with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from matinale.errors import NoArticleFound
from matinale.model import Article, Issue, Skipped
from matinale.settings import Reading
from matinale.sources.articles import build_article, byline_of, credit_of, notice_of, skipped_of
from matinale.sources.blocks import Document, same_words, tidy, words_of
from matinale.sources.cleaning import clean
from matinale.sources.dates import find_date, find_number
from matinale.sources.footnotes import name_footnotes, spans
from matinale.sources.furniture import name_forwarding, name_furniture
from matinale.sources.headings import Levels, choose_levels, is_edition, rank_headings
from matinale.sources.hints import Hints, compile_hints
from matinale.sources.marks import Decision, Mark
from matinale.sources.news import spare_news
from matinale.sources.policies import apply_policies
from matinale.sources.runin import find_runins
from matinale.sources.zones import name_inline_related, name_lone_links, name_tail, name_zones

FEWEST_WORDS = 12
"""An issue has at least this many words under its headlines."""


@dataclass(frozen=True, slots=True)
class Found:
    """An issue, and for each block of its source what it was taken for and why."""

    issue: Issue
    decisions: tuple[Decision, ...]


def find_structure(document: Document, reading: Reading, language: str) -> Found:
    """The Issue that a document holds.

    Raises:
        NoArticleFound: There is no headline with a paragraph under it.
        ShowError: A pattern of `[reading]` is wrong or takes too long.
    """
    hints = compile_hints(reading)
    marks = [Mark(block) for block in document.blocks]
    name_forwarding(marks)
    name_footnotes(marks)
    name_furniture(marks, hints)
    spare_news(marks)
    _repeats(marks)
    name_inline_related(marks)
    rank_headings(marks, hints)
    name_zones(marks)
    name_lone_links(marks)
    name_tail(marks)
    apply_policies(marks, reading)
    runins = find_runins(marks)
    levels = choose_levels(marks, document, [start > 0 for _, start in runins])
    for place in levels.rubrics:
        marks[place].decide("rubric", "names the group of articles under it")
    identity = _identify(marks, document, levels, language)
    articles = _articles(marks, document, levels, runins, hints=hints, reading=reading)
    _require(articles, marks, document)
    articles = _orphans(marks, articles)
    return _found(marks, document, articles, identity, language)


def _repeats(marks: Sequence[Mark]) -> None:
    """Running headers: a short block that was there before, word for word, is read once."""
    seen: dict[tuple[str, ...], int] = {}
    for place, mark in enumerate(marks):
        if not mark.open or mark.words > 12 or mark.block.kind == "item":
            continue
        words = tuple(words_of(mark.block.text))
        if words in seen and not _heads_again(marks, seen[words], place):
            mark.decide("repeat", "the same words stand further up")
        seen.setdefault(words, place)


def _heads_again(marks: Sequence[Mark], first: int, place: int) -> bool:
    """An issue named after its first article: the headline comes again, lower, over the article, beside others."""
    rank = marks[place].block.rank
    if not 0 < marks[first].block.rank < rank:
        return False
    between = sum(mark.words for mark in islice(marks, first + 1, place) if mark.prose)
    return between >= 8 and any(mark.open and mark.block.rank == rank for mark in islice(marks, place + 1, None))


@dataclass(frozen=True, slots=True)
class _Identity:
    title: str
    number: int | None
    date: dt.date | None


def _identify(marks: Sequence[Mark], document: Document, levels: Levels, language: str) -> _Identity:
    """The edition's title, number and date, from the lines before the first article."""
    first = levels.articles[0] if levels.articles else 0
    title = ""
    if levels.edition is not None:
        mark = marks[levels.edition]
        mark.decide("title", f"the title of the edition: {levels.reason}")
        title = _title_of(mark)
    for mark in marks[:first]:
        if title or not mark.open or mark.words > 12 or not is_edition(mark.block.text):
            continue
        if not mark.block.text.endswith((".", ",", ";", ":")):
            mark.decide(
                "title", "a short line before the first article with a number, a date or the name of an edition"
            )
            title = _title_of(mark)
    for mark in marks[:first]:
        if title and mark.open and mark.words <= 12 and _names_edition_again(mark.block.text):
            mark.decide("masthead", "a line with the date and the name of the edition under its title")
    title = _masthead(marks[:first], title, named=document.format in ("text", "markdown"))
    texts = [mark.block.text for mark in marks[:first][:20] if mark.kind in ("date", "title")]
    texts += [
        mark.block.text
        for mark in marks[:25]
        if mark.kind in ("date", "byline", "web view", "reading time", "masthead")
    ]
    texts += [document.title] if document.title else []
    texts += [mark.block.text for mark in marks[: min(first, 15)] if mark.prose and mark.words <= 40]
    month_first = language.startswith("en")
    date = next((found[0] for text in texts if (found := find_date(text, month_first=month_first))), document.date)
    number = next((found[0] for text in texts if (found := find_number(text))), None)
    return _Identity(title, number, date)


def _names_edition_again(text: str) -> bool:
    return bool(find_date(text)) and is_edition(text) and not text.endswith((".", "!", "?", ",", ";", ":"))


def _title_of(mark: Mark) -> str:
    """A block's text as a title; what is not for the ear is accounted for."""
    cleaned = clean(mark.block.text)
    mark.removed.extend(cleaned.removed)
    return cleaned.text


def _masthead(marks: Sequence[Mark], title: str, *, named: bool) -> str:
    """Names and slogans above the first article: the first is the edition's title where nothing better is.

    `named`: whether the source has no title of its own elsewhere, as a page or a mail has.
    """
    dated = any(mark.kind == "date" for mark in marks)
    for mark in marks:
        if not mark.open or mark.words > 5 or mark.block.text.endswith((".", "!", "?", "…", ",", ":")):
            continue
        if (dated or named) and not title:
            title = _title_of(mark)
            mark.decide("title", "the name at the head")
        else:
            mark.decide("masthead", "a name or slogan at the head")
    return title


def _articles(
    marks: Sequence[Mark],
    document: Document,
    levels: Levels,
    runins: Sequence[tuple[int, int]],
    *,
    hints: Hints,
    reading: Reading,
) -> tuple[Article, ...]:
    if levels.titled:
        if not document.title or document.format == "text":
            return ()
        return (
            build_article(
                marks,
                range(len(marks)),
                runins,
                order=1,
                title=clean(document.title).text,
                hints=hints,
                reading=reading,
            ),
        )
    starts = [place for place in levels.articles if marks[place].open]
    _kickers(marks, starts)
    found: list[Article] = []
    for order, (place, span) in enumerate(zip(starts, spans(marks, starts), strict=True), start=1):
        marks[place].decide("headline", f"{_evidence(marks[place])}: {levels.reason}")
        found.append(build_article(marks, span, runins, order=order, title="", hints=hints, reading=reading))
    return tuple(found)


def _orphans(marks: Sequence[Mark], articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """By-lines and related items that stand before the first article: one author of one article is its author."""
    for mark in marks:
        if mark.article > 0 or mark.kind not in ("byline", "related"):
            continue
        if mark.kind == "byline" and len(articles) == 1 and not articles[0].byline:
            articles = (replace(articles[0], byline=byline_of(mark)),)
        else:
            mark.decide("orphan " + mark.kind, "stands before the first article")
    return articles


def _kickers(marks: Sequence[Mark], starts: Sequence[int]) -> None:
    """One or two words in capitals or bold above a headline name its rubric; they do not end what came before."""
    for place in starts:
        above = next((mark for mark in reversed(marks[max(0, place - 3) : place]) if mark.kind != "image"), None)
        if above is None or not above.open or above.words > 3 or above.block.text.endswith((".", "!", "?", "…")):
            continue
        if above.block.bold or above.rank or above.block.text.isupper():
            above.decide("rubric", "a word or two above a headline")


def _evidence(mark: Mark) -> str:
    if mark.block.rank:
        return f"a heading of rank {mark.block.rank}"
    return "a short line in bold" if mark.block.bold else "a short line without a full stop before a paragraph"


def _require(articles: Sequence[Article], marks: Sequence[Mark], document: Document) -> None:
    texts = [
        text
        for article in articles
        for text in (article.lead, *(part for section in article.sections for part in section.paragraphs))
    ]
    sentence = any(text.rstrip('»”" ').endswith((".", "!", "?", "…")) for text in texts)
    if sum(len(words_of(text)) for text in texts) >= (1 if sentence else FEWEST_WORDS):
        return
    shown = [tidy(mark.block.text)[:80] for mark in marks if mark.words][:3]
    lines = " / ".join(f"“{line}”" for line in shown) or "nothing"
    raise NoArticleFound(
        f"{document.name}: no article was found in it (read as {document.format}); looked for a headline (a heading, a "
        f"line in bold, or a short line without a full stop) with a paragraph under it; it begins: {lines}"
    )


def _found(
    marks: Sequence[Mark],
    document: Document,
    articles: tuple[Article, ...],
    identity: _Identity,
    language: str,
) -> Found:
    first = next((at for at, mark in enumerate(marks) if mark.article > 0), 0)
    before = [mark for at, mark in enumerate(marks) if at < first or 0 <= mark.cited < first]
    notices = tuple(text for mark in before if mark.open and (text := notice_of(mark)))
    photo_credits = tuple(credit_of(mark) for mark in marks if mark.kind == "credits")
    title = identity.title
    if (
        not title
        and document.title
        and len(articles) > 1
        and not any(same_words(document.title, a.title) for a in articles)
    ):
        title = clean(document.title).text
    issue = Issue(
        title=title or next(article.title for article in articles),
        number=identity.number,
        date=identity.date,
        language=language,
        url=document.url,
        notices=notices,
        articles=articles,
        credits=" ; ".join(photo_credits),
        skipped=tuple(item for mark in marks for item in skipped_of(mark)),
    )
    decisions = tuple(
        Decision(_whole(mark), mark.kind, mark.reason, max(0, mark.article), mark.block.line) for mark in marks
    )
    return Found(issue, decisions)


def _whole(mark: Mark) -> str:
    """The block's text with a marker that has words."""
    return f"{mark.block.marker} {mark.block.text}" if words_of(mark.block.marker) else mark.block.text


def skipped_words(issue: Issue) -> int:
    """How many words of the source are not narrated."""
    return sum(len(words_of(item.text)) for item in issue.skipped)


__all__ = ["Found", "Skipped", "find_structure", "skipped_words"]
