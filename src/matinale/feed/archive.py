"""feed.xml, and the archive pages of a long-running show (RFC 5005, section 4).

With `[feed].keep` = N, feed.xml holds the newest N episodes at least; older ones lie in `archive-1.xml` (the oldest),
`archive-2.xml`, … of `[feed].archive` episodes each. A page never changes when an episode is added (so it has no
`next-archive`, which would change it): only feed.xml does, and now and then a new page is split off.
"""

from __future__ import annotations

from collections.abc import Sequence

from matinale.feed.layout import FEED
from matinale.feed.rss import build_feed
from matinale.model import Episode
from matinale.settings import Show


def page_name(number: int) -> str:
    """The file name of an archive page; 1 is the oldest."""
    return f"archive-{number}.xml"


def paged(show: Show, count: int) -> int:
    """How many archive pages a show of `count` episodes has."""
    if show.feed.keep <= 0 or show.feed.archive <= 0:
        return 0
    return max(0, count - show.feed.keep) // show.feed.archive


def build_feeds(show: Show, live: Sequence[Episode], cover: str) -> dict[str, bytes]:
    """All feed documents of the episodes (newest first): the archive pages, then feed.xml."""
    pages = paged(show, len(live))
    oldest_first = live[::-1]
    size = show.feed.archive
    documents: dict[str, bytes] = {}
    for number in range(1, pages + 1):
        held = oldest_first[(number - 1) * size : number * size][::-1]
        links = [("current", FEED)]
        links += [("prev-archive", page_name(number - 1))] if number > 1 else []
        documents[page_name(number)] = build_feed(
            show, held, cover=cover, name=page_name(number), links=links, archive=True
        )
    newest = live[: len(live) - pages * size]
    links = [("prev-archive", page_name(pages))] if pages else []
    documents[FEED] = build_feed(show, newest, cover=cover, links=links)
    return documents
