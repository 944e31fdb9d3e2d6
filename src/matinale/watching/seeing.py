"""What a look at a source found → the ledger: which issues are new, edited, taken back, or there again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from matinale.errors import SourceError
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.watching.items import Item, Polled, Source
from matinale.watching.journal import Journal
from matinale.watching.ledger import Book, Entry, Message, SourceState
from matinale.watching.notices import notice_of

CONFIRMED = 2
"""An issue counts as taken back after so many looks in a row without it: one feed that came out short is no reason."""


class Looking:
    """One look at one source."""

    def __init__(self, book: Book, source: Source, show: Show, journal: Journal, now: dt.datetime) -> None:
        self._book, self._source, self._show, self._journal, self._now = book, source, show, journal, now
        self._messages: list[Message] = []

    def take_in(self, polled: Polled | None) -> None:
        """Write into the ledger, in one step, what was found (None: nothing changed)."""
        before = self._book.ledger.sources.get(self._source.name)
        items = polled.items if polled is not None else ()
        entries = {entry.key: entry for entry in self._items(items, first=self._is_new(polled, before))}
        entries |= {entry.key: entry for entry in self._presence(polled, entries)}
        cursor = polled.cursor if polled is not None else before.cursor if before is not None else dict[str, str]()
        state = SourceState(self._source.address, cursor)
        if entries or state != before:  # a look that finds nothing writes nothing
            self._book.put(*entries.values(), sources={self._source.name: state}, messages=self._messages)

    def _is_new(self, polled: Polled | None, before: SourceState | None) -> bool:
        """Whether what the source holds was there before the watch began: it was never seen, under this address.

        A feed that moved with its issues is no new one.
        """
        if before is not None and before.address == self._source.address:
            return False
        present = polled.present or () if polled is not None else ()
        return not any(self._book.entry(self._source.kind, guid) for guid in present)

    def _items(self, items: Iterable[Item], *, first: bool) -> Iterator[Entry]:
        """The entries of items that are new or have other bytes."""
        given = list(items)
        if self._source.kind == "feed":
            given.reverse()  # feeds begin with the newest
        entries = [entry for order, item in enumerate(given) if (entry := self._entry(item, order)) is not None]
        if first and self._source.kind != "drop":
            entries = self._without_backlog(entries)
        for entry in entries:
            self._journal("seen", source=self._source.name, guid=entry.guid, title=entry.title, state=entry.state)
            yield entry

    def _entry(self, item: Item, order: int) -> Entry | None:
        known = self._book.entry(self._source.kind, item.guid)
        content = content_of(item)
        if known is None:
            kept = self._book.keep(self._source.kind, item)
            return Entry(
                self._source.kind, item.guid, item.title, item.moment, self._now, order, item.digest, content, kept,
                item.format,
            )  # fmt: skip
        if known.content == content or known.state == "passed":
            return replace(known, digest=item.digest, content=content)
        kept = self._book.keep(self._source.kind, item)
        changed = replace(
            known, title=item.title, moment=item.moment or known.moment, digest=item.digest, content=content, kept=kept
        )
        if known.state in ("withdrawn", "leaving", "returning"):
            return changed  # it is made again when it is there again
        state = "made" if content == known.made_from else "pending"
        return replace(changed, state=state, attempts=0, not_before=0.0, told="")

    def _without_backlog(self, entries: list[Entry]) -> list[Entry]:
        fresh = sorted((entry for entry in entries if entry.state == "pending"), key=lambda entry: entry.when)
        most = self._show.watch.backlog
        passed = {entry.key for entry in fresh[: max(0, len(fresh) - most)]}
        for entry in fresh:
            if entry.key in passed:
                self._book.forget(entry)
        return [replace(entry, state="passed", kept="") if entry.key in passed else entry for entry in entries]

    def _presence(self, polled: Polled | None, changed: dict[str, Entry]) -> Iterator[Entry]:
        """The entries that the source took back, or shows again.

        A feed forgets its oldest issues; so what is missing was taken back only where an older one is still there
        (of two with one date, nobody knows which is older).
        """
        if polled is None:
            yield from (self._missed(entry) for entry in self._ours(changed) if 0 < entry.missing < CONFIRMED)
            return
        if polled.present is None:
            return
        present, entries = set(polled.present), self._ours(changed)
        oldest = min((entry for entry in entries if entry.guid in present), key=lambda each: each.when, default=None)
        for entry in entries:
            if entry.guid in present:
                if entry.missing or entry.state == "withdrawn":
                    yield self._back(entry)
            elif oldest is not None and entry.came_after(oldest) and entry.missing < CONFIRMED:
                yield self._missed(entry)

    def _ours(self, changed: dict[str, Entry]) -> list[Entry]:
        entries = {**self._book.ledger.entries, **changed}.values()
        return [entry for entry in entries if entry.kind == self._source.kind and entry.state != "passed"]

    def _missed(self, entry: Entry) -> Entry:
        entry = replace(entry, missing=entry.missing + 1)
        if entry.missing < CONFIRMED:
            return entry
        withdraws = self._show.watch.withdrawn == "withdraw"
        self._journal("taken-back", guid=entry.guid, title=entry.title, slug=entry.slug, withdraws=withdraws)
        if not withdraws:
            reason = "the newsletter's feed took it back" + (
                f"; take the episode out with: matinale withdraw {entry.slug}"
                if entry.slug
                else "; no episode was made of it yet"
            )
            self._messages += notice_of("taken-back", entry, self._show, self._now, reason=reason)
            return entry
        return replace(entry, state="leaving" if entry.slug else "withdrawn", attempts=0, not_before=0.0)

    def _back(self, entry: Entry) -> Entry:
        entry = replace(entry, missing=0)
        if entry.state not in ("withdrawn", "leaving"):
            return entry
        self._journal("back", guid=entry.guid, title=entry.title, slug=entry.slug)
        return replace(entry, state="returning" if entry.slug else "pending", attempts=0, not_before=0.0)


def content_of(item: Item) -> str:
    """A fingerprint of what is read of an item: counters and tracking marks around it may change as they like."""
    from matinale.sources.formats import read_documents
    from matinale.sources.load import Raw

    try:
        document = read_documents(Raw(item.content, item.name), item.format, "")[0]
    except SourceError:
        return item.digest
    except Exception:  # a reader that stumbles does so again when the issue is made, and is told of there
        return item.digest
    return fingerprint(replace(document, name=""))
