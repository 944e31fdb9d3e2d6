"""Where an issue comes from → Issue.

`read_issue` reads one issue, `read_issues` every item of a feed, `explain_issue` also says why; `slug_of` names it;
`outline`, `draw_outline` and `draw_decisions` show it. Parsers are imported when one is needed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.model import Issue
from matinale.settings import Reading
from matinale.sources.outline import draw_decisions, draw_outline, outline
from matinale.sources.slug import free_slug, slug_of

if TYPE_CHECKING:
    from matinale.sources.reading import Attempt
    from matinale.sources.structure import Found

__all__ = [
    "attempt_issues",
    "draw_decisions",
    "draw_outline",
    "explain_issue",
    "free_slug",
    "outline",
    "read_issue",
    "read_issues",
    "slug_of",
]


def read_issue(
    source: str | Path,
    reading: Reading | None = None,
    *,
    format: str = "",  # noqa: A002 (the name of the command-line option it stands for)
    date: dt.date | None = None,
    number: int | None = None,
    item: str = "",
) -> Issue:
    """The issue in a file, at an address, or on standard input ("-").

    Args:
        source: A path, an http(s) address, or "-".
        reading: The show's `[reading]` table.
        format: One of `matinale.sources.formats.FORMATS`; "" detects it from the content.
        date: The issue's date; without it the text's own, its container's (e-mail, feed, page), or its file name's.
        number: The issue's number; without it the text's own.
        item: The guid of a feed's item; "" takes the newest.

    Raises:
        UnreadableSource: It is missing, a folder, empty, binary, too large, or in no known encoding or format.
        UnsafeSource: An address that the show does not allow.
        NoArticleFound: It was read, but no article was recognised in it.
        ShowError: A pattern of `[reading]` is wrong.
    """
    return explain_issue(source, reading, format=format, date=date, number=number, item=item).issue


def read_issues(source: str | Path, reading: Reading | None = None, *, format: str = "") -> tuple[Issue, ...]:  # noqa: A002
    """Every issue of a source, newest first: the items of a feed, or the one issue of anything else."""
    from matinale.sources.reading import read_every_issue

    return read_every_issue(source, reading, format=format)


def attempt_issues(source: str | Path, reading: Reading | None = None) -> tuple[Attempt, ...]:
    """Every issue of a source, newest first; of an item in which none is recognised, the reason."""
    from matinale.sources.reading import attempt_issues as attempt

    return attempt(source, reading)


def explain_issue(
    source: str | Path,
    reading: Reading | None = None,
    *,
    format: str = "",  # noqa: A002
    date: dt.date | None = None,
    number: int | None = None,
    item: str = "",
) -> Found:
    """As `read_issue`, with the decisions: what each block of the source was taken for, and why."""
    from matinale.sources.reading import explain_issue as explain

    return explain(source, reading, format=format, date=date, number=number, item=item)
