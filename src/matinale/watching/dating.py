"""The day of an issue in the show's time zone, and the moment before which it is not published."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from matinale.settings import Show
from matinale.watching.ledger import Entry


def zone_of(show: Show) -> ZoneInfo:
    """The time zone of embargo, undated issues and the log."""
    return ZoneInfo(show.watch.timezone or show.feed.timezone)


def day_of(entry: Entry, path: Path, show: Show) -> dt.date:
    """The issue's own date where its text says one, else the day it came out, as a clock in the show's zone tells it.

    Feeds and mails give their moment in any zone: what comes out at 00:30 in Paris is often stamped 22:30 of the day
    before.

    Raises:
        SourceError: The issue cannot be read, or holds no article.
    """
    from matinale.sources.formats import read_documents
    from matinale.sources.load import load
    from matinale.sources.reading import find_issue

    local = (entry.moment or entry.first_seen).astimezone(zone_of(show)).date()
    document = read_documents(load(path), entry.format, "")[0]
    if entry.kind != "drop":
        document = replace(document, date=local)
    return find_issue(document, show.reading).issue.date or local


def embargo_of(day: dt.date, show: Show) -> float:
    """When an issue of `day` may be published, in seconds since the epoch; 0 where there is no embargo."""
    if not show.watch.embargo:
        return 0.0
    hour = dt.time.fromisoformat(show.watch.embargo)
    return dt.datetime.combine(day, hour, tzinfo=zone_of(show)).timestamp()


def wait_after(failures: int, show: Show) -> float:
    """Seconds until the next try after so many failures in a row: doubled each time, up to `watch.retry_most`."""
    from matinale.durations import seconds_of

    return min(seconds_of(show.watch.retry_most), seconds_of(show.watch.retry) * 2.0 ** min(max(failures, 1) - 1, 30))
