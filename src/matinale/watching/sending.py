"""The site to its targets, whenever it changed; a target that cannot be reached is tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from matinale.errors import MatinaleError
from matinale.settings import Show
from matinale.watching.dating import wait_after, zone_of
from matinale.watching.journal import Journal
from matinale.watching.ledger import Book
from matinale.watching.notices import FAILING, notice_of


class Sender:
    """Sends the site. `next_moment` is when there is something to send, in seconds since the epoch."""

    def __init__(self, book: Book, show: Show, journal: Journal, clock: Callable[[], float]) -> None:
        self._book, self._show, self._journal, self._clock = book, show, journal, clock
        self._failures, self._not_before = 0, 0.0

    @property
    def next_moment(self) -> float:
        """When there is something to send, in seconds since the epoch."""
        return self._not_before if self._has_work() else float("inf")

    def send(self) -> bool:
        """Bring the targets up to the site where it changed; False where one could not be reached."""
        if self.next_moment > self._clock():
            return True
        from matinale.pipeline import send_show

        try:
            count = sum(1 for _ in send_show(self._show, (), dry_run=False))
        except MatinaleError as error:
            self._failed(str(error))
            return False
        self._failures = 0
        self._book.put(unsent=False)
        self._journal("sent", files=count)
        return True

    def _failed(self, reason: str) -> None:
        self._failures += 1
        wait = wait_after(self._failures, self._show)
        self._not_before = self._clock() + wait
        self._journal("not-sent", reason=reason, again_in_s=round(wait, 3))
        if self._failures == FAILING:
            now = dt.datetime.fromtimestamp(self._clock(), zone_of(self._show))
            self._book.put(messages=notice_of("targets-failing", None, self._show, now, reason=reason))

    def _has_work(self) -> bool:
        feed = self._show.feed
        return self._book.ledger.unsent and self._show.watch.send and bool(feed.targets or feed.hub)
