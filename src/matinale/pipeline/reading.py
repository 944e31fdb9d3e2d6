"""An order → the Issue it names, with its date and its folder settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from matinale.errors import SourceError
from matinale.model import Issue
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.workshop import Workshop, is_free_for, is_slug, locked, workshop_of, workshops

OnNotice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the editor asks for.

    `source`: a path, an address, or "-" for standard input; `item`: the guid of a feed's item. `number`, `date` and
    `format` override what is found. `force`: render every line anew; `draft`: with the draft voice, unpublished;
    `verify`: listen to every take; `publish`: put the episode into the feed when it is made; `slug`: the
    folder it is made in, where its source knows better than number, address and date which issue it is.
    `issue`: the issue, where it was read already; `source` then only says where from.
    """

    source: str
    number: int | None = None
    date: dt.date | None = None
    format: str = ""
    item: str = ""
    force: bool = False
    draft: bool = False
    verify: bool = False
    publish: bool = True
    slug: str = ""
    issue: Issue | None = None


def origin_of(order: Order, show: Show) -> str:
    """The source as it is remembered.

    A file of the show by its place in it (so that a show can be moved), another file by its full path, anything else
    as it is.
    """
    if order.source == "-" or "://" in order.source:
        return order.source
    path, root = Path(order.source).resolve(), show.root.resolve()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def read_order(order: Order, show: Show, notice: OnNotice) -> Issue:
    """The issue, dated.

    Raises:
        SourceError: It cannot be read, holds no article, or nothing tells its date.
    """
    from matinale.sources import read_issue

    issue = order.issue or read_issue(
        order.source, show.reading, format=order.format, date=order.date, number=order.number, item=order.item
    )
    if issue.date is None:
        issue = replace(issue, date=_date_of_undated(issue, order, show, notice))
    return issue


def made_before(order: Order, show: Show, notice: OnNotice) -> tuple[Order, str]:
    """The order with its issue read, and the slug of the episode that it was made into before, "" for a new one.

    Raises:
        SourceError: It cannot be read.
    """
    issue = read_order(order, show, notice)
    known = workshop_of(show.root, issue, origin_of(order, show))
    return replace(order, issue=issue), known.slug if known and known.ready() else ""


@contextmanager
def claimed(issue: Issue, order: Order, show: Show, notice: OnNotice) -> Generator[Workshop]:
    """The folder that an issue is made in, held for this process; its own from before, or a new one.

    Raises:
        WorkspaceError: The folder cannot be written.
    """
    given = Workshop(show.root / "episodes" / order.slug) if is_slug(order.slug) else None
    while True:
        workshop = given or workshop_of(show.root, issue, origin_of(order, show)) or _new_workshop(issue, order, show)
        with locked(workshop.folder, notice):
            if given or is_free_for(workshop, issue, origin_of(order, show)):
                yield workshop
                return
        # another process took it for another issue while this one waited


def _new_workshop(issue: Issue, order: Order, show: Show) -> Workshop:
    from matinale.sources import free_slug, slug_of

    # a run that was killed at once left its folder empty: that is nobody's yet
    taken = {workshop.slug for workshop in workshops(show.root) if workshop.path("issue.json").is_file()}
    identity = fingerprint(issue.number, issue.url, [article.title for article in issue.articles])
    return Workshop(show.root / "episodes" / free_slug(slug_of(issue, order.source), identity, taken))


def _date_of_undated(issue: Issue, order: Order, show: Show, notice: OnNotice) -> dt.date:
    """A date that does not change when the same command is run again: never today's."""
    titles, origin = {article.title for article in issue.articles}, origin_of(order, show)
    for workshop in workshops(show.root):
        known = workshop.read(Issue, "issue.json") if workshop.record().source == origin else None
        if known is not None and known.date is not None and titles & {article.title for article in known.articles}:
            return known.date
    try:
        changed = Path(order.source).stat().st_mtime
    except OSError as error:
        raise SourceError(f"{order.source}: no date was found in the issue; add one with --date YYYY-MM-DD") from error
    date = dt.datetime.fromtimestamp(changed, tz=dt.UTC).astimezone().date()
    notice(
        f"{order.source}: no date was found in the issue; taking the day the file was changed, {date} (or say --date)"
    )
    return date
