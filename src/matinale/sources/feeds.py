"""RSS and Atom → blocks: one item by its guid, the newest, or all."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any, cast

from matinale.errors import NoArticleFound, UnreadableSource
from matinale.sources.blocks import Document, tidy
from matinale.sources.load import Raw

MOST_ITEMS = 1000
MOST_ELEMENTS = 100_000
_MARKUP = re.compile(r"<[a-zA-Z!/][^>]{0,2000}>")
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]{0,2000}(?:\[|SYSTEM)", re.IGNORECASE)


def read_feed(raw: Raw, item: str = "") -> tuple[Document, ...]:
    """The items of a feed, newest first; only that with the guid or link `item`, only the newest for "", all for "*".

    Raises:
        UnreadableSource: It declares entities or an external DTD, has too many tags, or is not a feed.
        NoArticleFound: It has no item, or none with that guid.
    """
    import feedparser

    if _ENTITY.search(raw.content):
        raise UnreadableSource(f"{raw.name}: the feed declares entities or an external DTD; these are not read")
    elements = _CDATA.sub(b"", raw.content).count(b"<")
    if elements > MOST_ELEMENTS:
        raise UnreadableSource(f"{raw.name}: the feed has {elements} tags; give the address of the one issue instead")
    try:
        parsed = cast(
            "Mapping[str, Any]",
            feedparser.parse(io.BytesIO(raw.content), sanitize_html=False, resolve_relative_uris=False),
        )
    except Exception as error:  # feedparser 6 lets errors of every kind out of broken markup (chr, codecs, sgmllib)
        raise UnreadableSource(f"{raw.name}: the feed is broken ({error}); check it with a feed validator") from error
    entries = cast("list[Mapping[str, Any]]", list(parsed.get("entries", ())))[:MOST_ITEMS]
    if not entries:
        raise NoArticleFound(f"{raw.name}: the feed has no items; check that it is the newsletter's feed")
    ordered = sorted(entries, key=lambda entry: _date(entry) or dt.date.min, reverse=True)
    if item and item != "*":
        ordered = [entry for entry in ordered if item in (entry.get("id"), entry.get("link"))]
        if not ordered:
            raise NoArticleFound(f"{raw.name}: no item has the guid {item!r}; it begins with {_names(entries)}")
    language = str(cast("Mapping[str, Any]", parsed.get("feed", {})).get("language", "") or "")
    return tuple(_document(entry, raw.name, language) for entry in (ordered if item == "*" else ordered[:1]))


def _document(entry: Mapping[str, Any], name: str, language: str) -> Document:
    from dataclasses import replace

    from matinale.sources.html import read_html
    from matinale.sources.text import read_text

    contents = [str(part.get("value", "")) for part in entry.get("content", ())]
    content = max([*contents, str(entry.get("summary", ""))], key=len)
    url = str(entry.get("link", "") or "")
    url = url if url.startswith(("http://", "https://")) else ""
    if _MARKUP.search(content):
        document = read_html(content, name, url=url, mail=True)
    else:
        document = Document(read_text(content), "feed")
    title = str(entry.get("title", "") or "")
    if "<" in title or "&" in title:
        from html import unescape

        title = unescape(_MARKUP.sub("", title))
    return replace(
        document,
        format="feed",
        title=tidy(title),
        date=_date(entry),
        url=url,
        byline=tidy(str(entry.get("author", "") or "")),
        language=language[:10].lower(),
        name=name,
    )


def _date(entry: Mapping[str, Any]) -> dt.date | None:
    # feedparser's own `get` maps one of these to the other, with a warning.
    known = dict(entry.items())
    parts = known.get("published_parsed") or known.get("updated_parsed")
    try:
        return dt.date(*parts[:3]) if parts else None
    except (ValueError, TypeError, OverflowError):
        return None


def _names(entries: list[Mapping[str, Any]]) -> str:
    return ", ".join(repr(str(entry.get("id") or entry.get("link") or ""))[:80] for entry in entries[:3])
