"""feed.xml, and the archive pages of a long-running show (RFC 5005, section 4).

With `[feed].keep` = N, feed.xml holds the newest N episodes at least; older ones lie in `archive-1.xml` (the oldest),
`archive-2.xml`, … of `[feed].archive` episodes each. A page never changes when an episode is added (so it has no
`next-archive`, which would change it): only feed.xml does, and now and then a new page is split off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matinale.feed.layout import FEED
from matinale.settings import Show


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed document: the episodes `start:stop` counted from the oldest, and its RFC 5005 links."""

    name: str
    start: int
    stop: int
    links: tuple[tuple[str, str], ...]
    archive: bool


def page_name(number: int) -> str:
    """The file name of an archive page; 1 is the oldest."""
    return f"archive-{number}.xml"


def feed_pages(show: Show, count: int) -> Iterator[FeedPage]:
    """The feed documents of a show of `count` episodes: archive pages from the oldest, feed.xml last."""
    size = show.feed.archive
    pages = max(0, count - show.feed.keep) // size if show.feed.keep > 0 else 0
    for number in range(1, pages + 1):
        links = [("current", FEED)] + ([("prev-archive", page_name(number - 1))] if number > 1 else [])
        yield FeedPage(page_name(number), (number - 1) * size, number * size, tuple(links), archive=True)
    links = [("prev-archive", page_name(pages))] if pages else []
    yield FeedPage(FEED, pages * size, count, tuple(links), archive=False)
