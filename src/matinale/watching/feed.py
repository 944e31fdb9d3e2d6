"""The newsletter's own feed, asked each time whether it changed (RFC 9110, section 13: If-None-Match)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matinale.watching.feed_items import split_feed
from matinale.watching.items import Kind, Known, Polled

if TYPE_CHECKING:
    from matinale.settings import Reading


class FeedSource:
    """An RSS or Atom feed. A look at one that did not change costs a request that is answered with 304."""

    name = "feed"
    kind: Kind = "feed"

    def __init__(self, address: str, reading: Reading) -> None:
        self.address = address
        self._allow_private = reading.allow_private

    def poll(self, cursor: Mapping[str, str], known: Known) -> Polled | None:
        """The items that are new or have other bytes than before, and the guids of all."""
        from matinale.sources.fetch import fetch_changed

        raw = fetch_changed(self.address, _conditions(cursor), allow_private=self._allow_private)
        if raw is None:
            return None
        items = split_feed(raw.content, self.address)
        # Only what was read to its end is remembered as seen.
        given = {"etag": raw.etag, "last_modified": raw.last_modified}
        fresh = tuple(item for item in items if known(item.guid) != item.digest)
        return Polled(fresh, {key: value for key, value in given.items() if value}, tuple(item.guid for item in items))


def _conditions(cursor: Mapping[str, str]) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {header: cursor[key] for key, header in names.items() if cursor.get(key)}
