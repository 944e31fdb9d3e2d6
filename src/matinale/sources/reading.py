"""From a source to Issues: load, decode, read the format, find the structure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from matinale.errors import SourceError, UnreadableSource
from matinale.model import Article, Issue
from matinale.settings import Reading
from matinale.sources.blocks import MOST_BLOCKS, Block, Document, words_of
from matinale.sources.dates import date_in_name
from matinale.sources.language import detect_language
from matinale.sources.load import load
from matinale.sources.structure import Found, find_structure

READ_AT_MOST = 300_000
"""Words of an issue: more than a day of speech. More is not a newsletter."""


def explain_issue(
    source: str | Path,
    reading: Reading | None = None,
    *,
    format: str = "",  # noqa: A002 (the name of the command-line option it stands for)
    date: dt.date | None = None,
    number: int | None = None,
    item: str = "",
) -> Found:
    """Read one issue and keep, for each block of the source, what it was taken for and why.

    Raises:
        UnreadableSource: It is missing, a folder, empty, binary, too large, or in no known encoding or format.
        UnsafeSource: An address that the show does not allow.
        NoArticleFound: It was read, but no article was recognised in it.
        ShowError: A pattern of `[reading]` is wrong.
    """
    reading = reading or Reading()
    document = next(_documents(source, reading, format, item))
    return find_issue(document, reading, date, number)


def read_every_issue(source: str | Path, reading: Reading | None = None, *, format: str = "") -> tuple[Issue, ...]:  # noqa: A002
    """Every issue of a source, newest first: the items of a feed, or the one issue of anything else."""
    reading = reading or Reading()
    return tuple(find_issue(document, reading).issue for document in _documents(source, reading, format, "*"))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An item of a source: its name for a person, and its issue, or the reason why there is none."""

    name: str
    issue: Issue | None = None
    reason: str = ""


def attempt_issues(source: str | Path, reading: Reading | None = None) -> tuple[Attempt, ...]:
    """As `read_every_issue`, but an item in which no issue is recognised is told of, and does not hide the others.

    Raises:
        UnreadableSource: The source itself cannot be read.
        UnsafeSource: An address that the show does not allow.
        ShowError: A pattern of `[reading]` is wrong.
    """
    reading = reading or Reading()
    found: list[Attempt] = []
    for number, document in enumerate(_documents(source, reading, "", "*"), 1):
        name = document.url or document.title or f"{source} (item {number})"
        try:
            found.append(Attempt(name, find_issue(document, reading).issue))
        except SourceError as error:
            found.append(Attempt(name, reason=str(error)))
    return tuple(found)


def _documents(source: str | Path, reading: Reading, format: str, item: str) -> Iterator[Document]:  # noqa: A002
    from matinale.sources.formats import read_documents

    raw = load(source, allow_private=reading.allow_private)
    return iter(read_documents(raw, format, item))


def find_issue(document: Document, reading: Reading, date: dt.date | None = None, number: int | None = None) -> Found:
    """The issue in a document, with its language, and its date and number where they are not given."""
    words = sum(len(words_of(block.text)) for block in document.blocks)
    if words > READ_AT_MOST or len(document.blocks) > MOST_BLOCKS:
        raise UnreadableSource(
            f"{document.name}: {words} words in {len(document.blocks)} blocks are more than one issue; split it"
        )
    language = reading.language or detect_language(_sample(document.blocks), document.language[:2] or "fr")
    found = find_structure(document, reading, language)
    issue = found.issue
    return replace(
        found,
        issue=replace(
            issue,
            date=date or issue.date or date_in_name(Path(document.name).name),
            number=number if number is not None else issue.number,
            articles=tuple(_with_language(article, language) for article in issue.articles),
        ),
    )


def _sample(blocks: tuple[Block, ...]) -> str:
    """The longest texts say best which language a document is in; the first of them, in order."""
    return " ".join(
        islice((block.text for block in blocks if len(block.text) > 80 and not block.hint), 12)
    ) or " ".join(islice((block.text for block in blocks if not block.hint), 40))


def _with_language(article: Article, language: str) -> Article:
    """Name the article's language where it is not the issue's."""
    text = " ".join((article.lead, *(part for section in article.sections[:6] for part in section.paragraphs)))
    own = detect_language(text, language[:2])
    return replace(article, language=own) if own != language[:2] else article
