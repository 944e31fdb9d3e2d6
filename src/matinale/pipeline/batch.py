"""Many issues, one after the other: a bad one stops only itself, and the feed is brought up to date once, at the end.

A batch that was interrupted is run again with the same words: what is finished is not made anew, and what was made but
not yet published is published with the rest.
"""

from __future__ import annotations

import dataclasses
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from matinale.errors import ClusterLost, FeedError, MatinaleError, SourceError
from matinale.files import write_bytes
from matinale.model import Episode, OnProgress
from matinale.pipeline.making import make_episode
from matinale.pipeline.publishing import EPISODE, publish_show, release
from matinale.pipeline.reading import OnNotice, Order, claimed, origin_of, read_order
from matinale.pipeline.sounding import forget_takes_of
from matinale.pipeline.writing import keep_issue, prepare_script, speller_for
from matinale.settings import Show
from matinale.workshop import Workshop, locked, workshops

if TYPE_CHECKING:
    from matinale.pipeline.ahead import Ahead

State = Literal["done", "unchanged", "failed"]
SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".mkd", ".html", ".htm", ".xhtml", ".eml", ".xml"})


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What became of one issue. `reason`: why it failed; `duration_s` of its episode; `seconds` it took."""

    source: str
    state: State
    slug: str = ""
    title: str = ""
    reason: str = ""
    duration_s: float = 0.0
    rendered: int = 0
    cached: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of all. `feed`: the feed that was brought up to date, "" where nothing was to be published."""

    items: tuple[BatchItem, ...]
    feed: str
    seconds: float

    def count(self, state: State) -> int:
        """How many came to this end."""
        return sum(item.state == state for item in self.items)


OnItem = Callable[[BatchItem], None]


def gather_orders(
    issues: Sequence[str], show: Show, *, feed: str = "", folder: Path | None = None, notice: OnNotice
) -> tuple[tuple[Order, ...], tuple[BatchItem, ...]]:
    """What a batch is to make: the issues named, those in a folder by name, the items of a feed, oldest first.

    Returns the orders, and an item that failed for each item of the feed in which no issue was recognised.

    Raises:
        SourceError: The folder or the feed cannot be read, or nothing is to be made.
    """
    orders = [Order(issue) for issue in issues]
    orders += [Order(str(path)) for path in _files_in(folder, notice)] if folder is not None else []
    failed: list[BatchItem] = []
    if feed:
        from matinale.sources import attempt_issues

        for found in reversed(attempt_issues(feed, show.reading)):
            if found.issue is not None:
                orders.append(Order(feed, issue=found.issue))
            else:
                failed.append(BatchItem(found.name, "failed", reason=found.reason))
    if not orders and not failed:
        raise SourceError("there is no issue to make; name files or addresses, or --dir DIR, or --feed URL")
    return tuple(orders), tuple(failed)


def _files_in(folder: Path, notice: OnNotice) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise SourceError(f"{folder}: cannot be read ({error.strerror}); name a folder of issues") from error
    found = [path for path in files if path.suffix.lower() in SUFFIXES]
    aside = [path.name for path in files if path not in found]
    if aside:
        notice(f"{folder}: not issues by their names, left aside: {', '.join(aside[:5])}{' …' if aside[5:] else ''}")
    return found


def make_batch(
    orders: Sequence[Order],
    show: Show,
    *,
    on_item: OnItem,
    on_progress: OnProgress,
    on_notice: OnNotice,
    ahead: Ahead | None = None,
    publish: bool = True,
) -> Batch:
    """Make every episode, then publish all that was made at once.

    With `ahead`, every take of every issue is sent to the cluster before the first episode is mixed.

    Raises:
        FeedError: The gate refuses the site whatever is left out; the old feed stays.
        ClusterLost: The cluster is lost. What it rendered is kept.
    """
    begun = time.perf_counter()
    prepared: list[Order | BatchItem] = list(orders)
    if ahead is not None:
        prepared = [_sent(order, show, ahead, on_notice) for order in orders]
    items: list[BatchItem] = []
    for order in prepared:
        item = order if isinstance(order, BatchItem) else _made(order, show, ahead, on_progress, on_notice)
        items.append(item)
        on_item(item)
    feed = ""
    made = [item.slug for item in items if item.slug]
    if publish and made:
        feed, refused = _published(show, list(dict.fromkeys(made)), on_notice)
        for number, item in enumerate(items):
            if item.slug in refused:
                items[number] = dataclasses.replace(item, state="failed", reason=refused[item.slug])
                on_item(items[number])
    return Batch(tuple(items), feed, round(time.perf_counter() - begun, 3))


def _sent(order: Order, show: Show, ahead: Ahead, notice: OnNotice) -> Order | BatchItem:
    """Read an issue, write its script, and send what is missing to the cluster; the order with the issue as read."""
    try:
        issue = read_order(order, show, notice)
        with claimed(issue, order, show, notice) as workshop:
            script = prepare_script(issue, workshop, show, speller_for(show.root), notice)
            keep_issue(issue, workshop, origin_of(order, show))
            if order.force:
                forget_takes_of(script, show, workshop)
        ahead.send(script, notice)
    except Exception as error:  # as in `_made`
        return _failed(order, error, notice)
    return dataclasses.replace(order, issue=issue, force=False)


def _made(order: Order, show: Show, ahead: Ahead | None, on_progress: OnProgress, on_notice: OnNotice) -> BatchItem:
    begun = time.perf_counter()
    try:
        outcome = make_episode(
            dataclasses.replace(order, publish=False), show, on_progress=on_progress, on_notice=on_notice, ahead=ahead
        )
    except ClusterLost:
        raise
    except Exception as error:  # a bug in one issue is no reason to leave the others unmade
        return _failed(order, error, on_notice, time.perf_counter() - begun)
    workshop = Workshop(show.root / "episodes" / outcome.slug)
    ready = workshop.ready()
    same = ready is not None and workshop.read(Episode, EPISODE) == ready.episode
    return BatchItem(
        _name_of(order),
        "unchanged" if same else "done",
        outcome.slug,
        outcome.title,
        duration_s=outcome.duration_s,
        rendered=outcome.takes["rendered"],
        cached=outcome.takes["cached"],
        seconds=round(time.perf_counter() - begun, 3),
    )


def _failed(order: Order, error: Exception, notice: OnNotice, seconds: float = 0.0) -> BatchItem:
    name = _name_of(order)
    if isinstance(error, MatinaleError):
        reason = str(error).removeprefix(f"{name}: ")
    else:
        reason = f"{type(error).__name__}: {error}"
        notice("".join(traceback.format_exception(error)))
    return BatchItem(name, "failed", reason=reason, seconds=round(seconds, 3))


def _name_of(order: Order) -> str:
    """What a person knows the issue by: its file, its own address, or its title."""
    if order.issue is None:
        return order.source
    return order.issue.url or order.issue.title or order.source


def _published(show: Show, slugs: Sequence[str], notice: OnNotice) -> tuple[str, dict[str, str]]:
    """Release all and build the site once; where the gate refuses it, again without those that are at fault.

    Returns the feed, and the reason for each slug that was refused.

    Raises:
        FeedError: The gate refuses all of them, or the site as it was before.
    """
    with locked(show.root / "episodes", notice):
        try:
            return _released(show, slugs), {}
        except FeedError:
            if len(slugs) == 1:
                raise
        if any(workshop.path(EPISODE).is_file() for workshop in workshops(show.root)):
            publish_show(show)  # what is wrong with the site itself is no episode's fault
        refused: dict[str, str] = {}
        feed = _released_most(show, slugs, refused)
        if not feed:
            raise FeedError(next(iter(refused.values())))
        return feed, refused


def _released_most(show: Show, slugs: Sequence[str], refused: dict[str, str]) -> str:
    """Release all but those that the gate refuses, found by halving: one in a thousand costs twenty builds."""
    try:
        return _released(show, slugs)
    except FeedError as error:
        if len(slugs) == 1:
            refused[slugs[0]] = str(error)
            return ""
    half = len(slugs) // 2
    first, second = (_released_most(show, part, refused) for part in (slugs[:half], slugs[half:]))
    return second or first


def _released(show: Show, slugs: Sequence[str]) -> str:
    """Release these and publish; where that fails, they are as they were before."""
    shops = [Workshop(show.root / "episodes" / slug) for slug in slugs]
    before = [(shop.record().media, _content(shop.path(EPISODE))) for shop in shops]
    try:
        for shop in shops:
            release(shop)
        return str(publish_show(show).feed)
    except FeedError:
        for shop, (media, content) in zip(shops, before, strict=True):
            shop.write("record.json", dataclasses.replace(shop.record(), media=media))
            if content is None:
                shop.path(EPISODE).unlink(missing_ok=True)
            else:
                write_bytes(shop.path(EPISODE), content)
        raise


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
