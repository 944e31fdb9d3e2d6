"""What is due in the ledger → episodes: made, published at their hour, withdrawn, brought back; one entry at a time."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from matinale.errors import MatinaleError, SourceError, WorkspaceError
from matinale.settings import Show
from matinale.watching.dating import day_of, embargo_of, wait_after, zone_of
from matinale.watching.journal import Journal
from matinale.watching.ledger import Book, Entry, State
from matinale.watching.notices import notice_of
from matinale.workshop import Workshop

if TYPE_CHECKING:
    from matinale.pipeline import Outcome

FREE_TRIES = 2
"""So many times an issue is begun without a wait: a machine that was switched off has done nothing wrong. One that ends
the process each time it is made waits longer and longer, so that the others are made."""


class Maker:
    """Does what is due, the oldest issue first."""

    def __init__(self, book: Book, show: Show, journal: Journal, clock: Callable[[], float]) -> None:
        self._book, self._show, self._journal, self._clock = book, show, journal, clock
        self._steps: dict[State, Callable[[Entry], None]] = {
            "pending": self._make,
            "held": self._release,
            "leaving": self._withdraw,
            "returning": self._restore,
        }

    def due(self) -> list[Entry]:
        """What is to be done now, in the order of the issues' dates."""
        now = self._clock()
        entries = self._book.ledger.entries.values()
        return sorted(
            (entry for entry in entries if entry.state in self._steps and entry.not_before <= now),
            key=lambda entry: entry.when,
        )

    @property
    def next_moment(self) -> float:
        """When something is due next, in seconds since the epoch."""
        entries = self._book.ledger.entries.values()
        return min((entry.not_before for entry in entries if entry.state in self._steps), default=float("inf"))

    def do(self, entry: Entry) -> bool:
        """One entry's next step; False where it failed."""
        try:
            self._steps[entry.state](entry)
        except SourceError as error:
            self._refuse(entry, str(error))
        except MatinaleError as error:
            self._fail(entry, str(error), "")
        except Exception as error:  # a bug is no reason to leave the other issues unmade
            self._fail(entry, f"{type(error).__name__}: {error}", traceback.format_exc())
        else:
            return True
        return False

    def _make(self, entry: Entry) -> None:
        from matinale.pipeline import Order, make_episode

        begun = entry.attempts + 1
        wait = wait_after(begun - FREE_TRIES, self._show) if begun > FREE_TRIES else 0.0
        self._book.put(replace(entry, attempts=begun, not_before=self._clock() + wait if wait else 0.0))
        self._journal("making", guid=entry.guid, title=entry.title, again=bool(entry.made_from))
        try:
            path = self._book.kept(entry.kept)
            day = day_of(entry, path, self._show)
            embargo = embargo_of(day, self._show)
            publishes = self._show.watch.publish and embargo <= self._clock()
            # A feed's guid names one issue for ever; a file's name may be tomorrow's issue too.
            slug = entry.slug if entry.kind == "feed" else ""
            order = Order(str(path), date=day, format=entry.format, publish=publishes, slug=slug)
            outcome = make_episode(order, self._show, on_notice=self._notice)
        except (SystemExit, KeyboardInterrupt):
            self._book.put(entry)  # ended on purpose: no failure
            raise
        self._made(entry, outcome, embargo=embargo, published=publishes)

    def _made(self, entry: Entry, outcome: Outcome, *, embargo: float, published: bool) -> None:
        waits = self._show.watch.publish and not published
        event = "published" if published else "held" if waits else "prepared"
        made = replace(
            entry, state="held" if waits else "made", slug=outcome.slug, made_from=entry.content,
            attempts=0, not_before=embargo if waits else 0.0, told="", kept="",
        )  # fmt: skip
        until = dt.datetime.fromtimestamp(embargo, zone_of(self._show)).isoformat() if waits else ""
        self._done(event, made, again=bool(entry.made_from), seconds=outcome.seconds["total"], until=until)
        self._book.forget(entry)

    def _release(self, entry: Entry) -> None:
        from matinale.pipeline import release_episode

        release_episode(self._show, entry.slug, self._notice)
        self._done("published", replace(entry, state="made", attempts=0, not_before=0.0, told=""))

    def _withdraw(self, entry: Entry) -> None:
        from matinale.pipeline import withdraw_episode

        gone = replace(entry, state="withdrawn", attempts=0, not_before=0.0, told="")
        if self._is_shared(entry) or not self._was_published(entry):
            self._journal("withdrawn", guid=entry.guid, slug=entry.slug, published=False)
            self._book.put(gone)
            return
        withdraw_episode(self._show, entry.slug, self._notice)
        self._done("withdrawn", gone)

    def _restore(self, entry: Entry) -> None:
        from matinale.pipeline import release_episode, restore_episode

        state: State = "made" if entry.content == entry.made_from else "pending"
        until = 0.0
        if self._is_withdrawn(entry):
            restore_episode(self._show, entry.slug, self._notice)
        elif self._was_published(entry):
            release_episode(
                self._show, entry.slug, self._notice
            )  # killed after the tombstone went, before the feed came
        elif state == "made" and self._show.watch.publish:
            state, until = "held", self._hour_of(entry)  # it left before its hour
        self._done("restored", replace(entry, state=state, attempts=0, not_before=until, told=""))

    def _hour_of(self, entry: Entry) -> float:
        ready = Workshop(self._show.root / "episodes" / entry.slug).ready()
        return embargo_of(ready.episode.published.date(), self._show) if ready is not None else 0.0

    def _is_shared(self, entry: Entry) -> bool:
        """Whether another issue that is there still is the same episode (a correction that was sent again, say)."""
        entries = self._book.ledger.entries.values()
        live = (each for each in entries if each.key != entry.key and each.state not in ("leaving", "withdrawn"))
        return any(each.slug == entry.slug for each in live)

    def _was_published(self, entry: Entry) -> bool:
        return (self._show.root / "episodes" / entry.slug / "episode.json").is_file()

    def _is_withdrawn(self, entry: Entry) -> bool:
        from matinale.feed.ledger import read_ledger

        return any(stone.slug == entry.slug for stone in read_ledger(self._show).withdrawn)

    def _done(self, event: str, entry: Entry, **fields: object) -> None:
        told = notice_of(event, entry, self._show, self._now()) if event != "held" else []
        changed = True if event in ("published", "withdrawn", "restored") else None
        self._book.put(entry, messages=told, unsent=changed)
        self._journal(event, guid=entry.guid, title=entry.title, slug=entry.slug, **fields)

    def _refuse(self, entry: Entry, reason: str) -> None:
        path = self._book.kept(entry.kept)
        reason = reason.replace(str(path), entry.title or entry.guid)
        told = notice_of("refused", entry, self._show, self._now(), reason=reason)
        self._book.put(replace(entry, state="refused", attempts=0, not_before=0.0), messages=told)
        self._journal("refused", guid=entry.guid, title=entry.title, reason=reason, file=str(path))

    def _fail(self, entry: Entry, reason: str, trace: str) -> None:
        """Something that may be mended without the issue being changed: tried again later, told once a reason."""
        attempts = entry.attempts + 1
        wait = wait_after(attempts, self._show)
        failed = replace(entry, attempts=attempts, not_before=self._clock() + wait, told=reason)
        messages = notice_of("failed", entry, self._show, self._now(), reason=reason) if reason != entry.told else []
        try:
            self._book.put(failed, messages=messages)
        except WorkspaceError:  # a full disk keeps no record of itself
            self._book.ledger = replace(self._book.ledger, entries={**self._book.ledger.entries, failed.key: failed})
        self._journal(
            "failed", guid=entry.guid, title=entry.title, reason=reason, again_in_s=round(wait, 3), traceback=trace
        )

    def _notice(self, line: str) -> None:
        self._journal("notice", said=line)

    def _now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self._clock(), zone_of(self._show))
