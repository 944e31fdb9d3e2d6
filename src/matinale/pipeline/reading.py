"""An order → the Issue it names, with its date and its folder settled."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from matinale.errors import SourceError
from matinale.model import Issue, fingerprint
from matinale.settings import Show
from matinale.workshop import Workshop, workshop_of, workshops

OnNotice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the editor asks for. `source`: a path, an address, or "-" for standard input; the rest overrides it."""

    source: str
    number: int | None = None
    date: dt.date | None = None
    format: str = ""
    force: bool = False

    @property
    def origin(self) -> str:
        """The source as it is remembered: a path in full, anything else as it is."""
        return self.source if self.source == "-" or "://" in self.source else os.path.realpath(self.source)


def read_order(order: Order, show: Show, notice: OnNotice) -> tuple[Issue, Workshop]:
    """The issue, dated, and the folder it is made in.

    Raises:
        SourceError: It cannot be read, holds no article, or nothing tells its date.
    """
    from matinale.sources import read_issue

    issue = read_issue(order.source, show.reading, format=order.format, date=order.date, number=order.number)
    if issue.date is None:
        issue = replace(issue, date=_date_of_undated(issue, order, show, notice))
    return issue, workshop_of(show.root, issue, order.origin) or _new_workshop(issue, order, show)


def _new_workshop(issue: Issue, order: Order, show: Show) -> Workshop:
    from matinale.sources import free_slug, slug_of

    taken = {workshop.slug for workshop in workshops(show.root)}
    identity = fingerprint(issue.number, issue.url, [article.title for article in issue.articles])
    return Workshop(show.root / "episodes" / free_slug(slug_of(issue, order.source), identity, taken))


def _date_of_undated(issue: Issue, order: Order, show: Show, notice: OnNotice) -> dt.date:
    """A date that does not change when the same command is run again: never today's."""
    titles = {article.title for article in issue.articles}
    for workshop in workshops(show.root):
        known = workshop.read(Issue, "issue.json") if workshop.record().source == order.origin else None
        if known is not None and known.date is not None and titles & {article.title for article in known.articles}:
            return known.date
    try:
        changed = Path(order.origin).stat().st_mtime
    except OSError as error:
        raise SourceError(f"{order.source}: no date was found in the issue; add one with --date YYYY-MM-DD") from error
    date = dt.datetime.fromtimestamp(changed, tz=dt.UTC).astimezone().date()
    notice(
        f"{order.source}: no date was found in the issue; taking the day the file was changed, {date} (or say --date)"
    )
    return date
