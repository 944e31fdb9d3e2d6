"""A feed's bytes → its items, each a feed of its own with the same head.

They are cut from the bytes rather than from a parsed tree, so that what is broken in one item stays in that item.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from matinale.errors import UnreadableSource
from matinale.watching.items import Item, digest_of

_TOKEN = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(?P<close>/)?(?P<name>(?:[A-Za-z]\w*:)?(?:item|entry))(?=[\s>/])[^>]*>",
    re.DOTALL,
)
_END = re.compile(rb"</(?:[A-Za-z]\w*:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL | re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GUID = re.compile(rb"<(guid|id|link)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]\s][^<\]]*)", re.IGNORECASE)


def split_feed(content: bytes, name: str) -> tuple[Item, ...]:
    """The items of a feed in its order; of several with one guid, the first.

    Raises:
        UnreadableSource: It is not a whole feed: the server broke off, or sent something else.
    """
    content = _narrow(content)
    if not _END.search(content):
        raise UnreadableSource(
            f"{name}: the feed has no end (</rss> or </feed>); the server broke off, or it is no feed"
        )
    spans = list(_spans(content))
    head = content[: spans[0][0]] if spans else b""
    tail = content[spans[-1][1] :] if spans else b""
    items: dict[str, Item] = {}
    for start, end in spans:
        item = _item(content[start:end], head, tail)
        items.setdefault(item.guid, item)
    return tuple(items.values())


def _narrow(content: bytes) -> bytes:
    """UTF-16, whose tags are no ASCII bytes, as UTF-8."""
    if not content.startswith(_WIDE):
        return content
    text = content.decode("utf-16", errors="replace")
    return re.sub(r"""(encoding\s*=\s*["'])utf-16[a-z]*""", r"\1utf-8", text, count=1, flags=re.IGNORECASE).encode(
        "utf-8"
    )


def _spans(content: bytes) -> Iterator[tuple[int, int]]:
    """Where each item begins and ends; one that is never closed ends where the next one begins."""
    kind, start = b"", -1
    for token in _TOKEN.finditer(content):
        name = token["name"]
        if name is None or (kind and name != kind):
            continue
        kind = name
        if token["close"]:
            if start >= 0:
                yield start, token.end()
            start = -1
            continue
        if start >= 0:
            yield start, token.start()
        start = token.start()


def _item(own: bytes, head: bytes, tail: bytes) -> Item:
    entry = _parsed(head + own + tail)
    guid = str(entry.get("id") or entry.get("link") or "") or _written_guid(own)
    title = " ".join(re.sub(r"<[^>]{0,500}>", "", str(entry.get("title") or "")).split())
    return Item(guid, title, _moment(entry), head + own + tail, "item.xml", "feed", digest_of(own))


def _parsed(content: bytes) -> Mapping[str, Any]:
    import feedparser

    try:
        parsed = cast("Mapping[str, Any]", feedparser.parse(io.BytesIO(content), sanitize_html=False))
        entries = cast("list[Mapping[str, Any]]", list(parsed.get("entries", ())))
    except Exception:  # feedparser 6 lets errors of every kind out of broken markup
        return {}
    return dict(entries[0].items()) if entries else {}


def _written_guid(own: bytes) -> str:
    """The guid of an item that no parser reads, as it stands in its bytes; else one that stands for the bytes."""
    found = {match[1].lower(): match[2] for match in reversed(list(_GUID.finditer(own)))}
    value = found.get(b"guid") or found.get(b"id") or found.get(b"link") or b""
    return value.decode("utf-8", errors="replace").strip() or f"sha256:{digest_of(own)}"


def _moment(entry: Mapping[str, Any]) -> dt.datetime | None:
    parts = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return dt.datetime(*parts[:6], tzinfo=dt.UTC) if parts else None
    except (ValueError, TypeError, OverflowError):
        return None
