"""The watch: looks at the sources when it is time, does what is due, tells of it, and waits."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import os
import random
import time
import traceback
from collections.abc import Callable
from dataclasses import replace

from matinale.durations import seconds_of
from matinale.errors import MatinaleError, UnreadableSource, WorkspaceError
from matinale.files import sweep
from matinale.settings import Show
from matinale.watching.dating import wait_after, zone_of
from matinale.watching.items import Source
from matinale.watching.journal import Journal
from matinale.watching.ledger import Book, SourceState, alone
from matinale.watching.making import Maker
from matinale.watching.notices import FAILING, Post, notice_of
from matinale.watching.seeing import Looking
from matinale.watching.sending import Sender
from matinale.watching.sources import sources_of

LOOKS = 3
"""How often `once` looks at a source that cannot be read."""

PATIENCE_S = 150.0
"""`once` ends rather than wait longer than this for a source."""

LONGEST_SLEEP_S = 60.0
"""So that a clock that was set, or a machine that slept, does not make the watch oversleep."""


def watch(
    show: Show,
    journal: Journal,
    *,
    once: bool = False,
    every: float = 0.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Watch without end, or `once`: look, do what is due, and return whether all went well.

    Args:
        show: The show, with its `[watch]` table.
        journal: Is told each step.
        once: Whether to end when nothing is due.
        every: Seconds between two looks; 0 takes the show's own.
        clock: Seconds since the epoch.
        sleep: Waits so many seconds.

    Raises:
        ShowError: `[watch]` names no source, or a password is missing.
        WorkspaceError: Another watcher is at work, or the ledger cannot be read or written.
    """
    sources = sources_of(show)
    every = every or seconds_of(show.watch.every)
    with alone(show.root):
        book = Book(show.root)
        sweep(book.folder)
        names = ",".join(source.name for source in sources)
        journal("started", process=os.getpid(), sources=names, every_s=every, once=once)
        try:
            return _Watch(show, sources, book, journal, every=every, clock=clock).run(sleep, once=once)
        finally:
            journal("stopped", process=os.getpid())


class _Watch:
    def __init__(
        self,
        show: Show,
        sources: tuple[Source, ...],
        book: Book,
        journal: Journal,
        *,
        every: float,
        clock: Callable[[], float],
    ) -> None:
        self._show, self._sources, self._book = show, sources, book
        self._journal, self._every, self._clock = journal, every, clock
        self._maker = Maker(book, show, journal, clock)
        self._sender = Sender(book, show, journal, clock)
        self._post = Post(book, show, journal, clock)
        self._next_look = {source.name: 0.0 for source in sources}
        self._failed_looks = {source.name: 0 for source in sources}

    def run(self, sleep: Callable[[float], None], *, once: bool) -> bool:
        well = True
        while True:
            well = self._turn() and well
            if once and not self._looks_again():
                return well and not any(self._failed_looks.values())
            others = (self._maker.next_moment, self._sender.next_moment, self._post.next_moment)
            soonest = min(*self._next_look.values(), *others)
            sleep(min(LONGEST_SLEEP_S, max(0.01, soonest - self._clock())))

    def _looks_again(self) -> bool:
        """Whether `once` waits for a source that could not be read: a few times, and not for long."""
        failed = {name: looks for name, looks in self._failed_looks.items() if looks}
        patient = all(self._next_look[name] - self._clock() <= PATIENCE_S for name in failed)
        return patient and any(looks < LOOKS for looks in failed.values())

    def _turn(self) -> bool:
        """Look where it is time; then one issue after the other, looking and telling between them."""
        well = True
        while True:
            self._look_where_due()
            due = self._maker.due()
            done = not due or self._maker.do(due[0])
            sent, told = self._sender.send(), self._post.send()
            well = well and done and sent and told
            if not due:
                return well

    def _look_where_due(self) -> None:
        for source in self._sources:
            if self._next_look[source.name] <= self._clock():
                self._look(source)

    def _look(self, source: Source) -> None:
        book = self._book
        before = book.ledger.sources.get(source.name, SourceState(""))
        try:
            polled = source.poll(before.cursor if before.address == source.address else {}, self._digest_of(source))
            Looking(book, source, self._show, self._journal, self._now()).take_in(polled)
        except MatinaleError as error:
            asked = error.retry_after_s if isinstance(error, UnreadableSource) else 0.0
            self._look_failed(source, before.failures, str(error), asked=asked)
            return
        except Exception as error:  # a bug is no reason to stop watching
            reason = f"{type(error).__name__}: {error}"
            self._look_failed(source, before.failures, reason, trace=traceback.format_exc())
            return
        found = len(polled.items) if polled is not None else 0
        self._journal("looked", source=source.name, found=found, changed=polled is not None)
        if polled is not None and polled.trouble:
            self._look_failed(source, before.failures, polled.trouble, most=self._every)
            return
        if before.failures >= FAILING:
            book.put(messages=notice_of("source-back", None, self._show, self._now(), guid=source.name))
        self._failed_looks[source.name] = 0
        self._next_look[source.name] = self._clock() + self._every

    def _digest_of(self, source: Source) -> Callable[[str], str]:
        def digest(guid: str) -> str:
            entry = self._book.entry(source.kind, guid)
            return entry.digest if entry is not None else ""

        return digest

    def _look_failed(
        self,
        source: Source,
        failed_before: int,
        reason: str,
        *,
        asked: float = 0.0,
        most: float = math.inf,
        trace: str = "",
    ) -> None:
        """Server errors and what breaks off are weather: looked at again, and told of when they do not pass.

        `asked`: seconds that the server wishes to be left alone; `most`: seconds to wait where it wishes nothing.
        """
        self._failed_looks[source.name] += 1
        failures = failed_before + 1
        # Spread a little, so that many shows do not come back to one server in step.
        usual = wait_after(failures, self._show) * random.uniform(0.9, 1.1)  # noqa: S311  no secret
        wait = max(asked, min(usual, most))
        self._next_look[source.name] = self._clock() + wait
        self._journal(
            "look-failed",
            source=source.name,
            reason=reason,
            failures=failures,
            again_in_s=round(wait, 3),
            traceback=trace,
        )
        told = notice_of("source-failing", None, self._show, self._now(), reason=reason, guid=source.name)
        state = replace(self._book.ledger.sources.get(source.name, SourceState("")), failures=failures)
        with contextlib.suppress(WorkspaceError):  # a full disk keeps no record of itself
            self._book.put(sources={source.name: state}, messages=told if failures == FAILING else ())

    def _now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self._clock(), zone_of(self._show))
