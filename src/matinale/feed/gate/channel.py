"""The rules of the channel: the XML itself, what every app shows, what directories ask for."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from matinale.categories import CATEGORIES
from matinale.feed.gate.document import Document, Node
from matinale.feed.gate.findings import Finding, error, warning
from matinale.feed.gate.pictures import check_picture
from matinale.feed.gate.places import Place
from matinale.feed.podcasting import NAMESPACES
from matinale.settings_check import is_web_address

CHANNEL = "channel"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_envelope(feed: Document, address: str) -> Iterator[Finding]:
    """UTF-8, RSS 2.0, the exact namespaces, and one `atom:link rel="self"` equal to the feed's address."""
    declared = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([^\"']+)", feed.content)
    if declared and declared.group(1).lower() not in {b"utf-8", b"us-ascii"}:
        yield error("PSP-1", "feed", f"is encoded in {declared.group(1).decode('ascii', 'replace')}; apps expect UTF-8")
    if feed.root.get("version") != "2.0":
        yield error("RSS 2.0", "feed", f'has version "{feed.root.get("version")}" where "2.0" is expected')
    yield from _namespaces(feed)
    links = [link for link in feed.channel.all("atom:link") if link.get("rel") == "self"]
    if len(links) != 1:
        yield error("PSP-1", CHANNEL, f'has {len(links)} atom:link rel="self"; one is expected')
    for link in links:
        if address and link.get("href") != address:
            yield error("PSP-1", CHANNEL, f'atom:link rel="self" is {link.get("href")}, but the feed is at {address}')
    for link in feed.channel.all("atom:link"):
        if link.get("rel") in {"hub", "self"} and not is_web_address(link.get("href")):
            yield error("WebSub", CHANNEL, f'atom:link rel="{link.get("rel")}" has no web address')


def _namespaces(feed: Document) -> Iterator[Finding]:
    used: dict[str | None, str] = dict(feed.root.xml.nsmap)
    for element in feed.channel.xml.iterchildren():
        used.update(element.nsmap)
    for prefix in ("itunes", "podcast", "atom", "content"):
        if used.get(prefix, "") == NAMESPACES[prefix]:
            continue
        if prefix in used:
            yield error("PSP-1", "feed", f'namespace {prefix} is "{used[prefix]}"; it is "{NAMESPACES[prefix]}"')
        elif prefix == "itunes":
            yield error("PSP-1", "feed", "namespace itunes is not declared")
        else:
            yield warning("PSP-1", "feed", f"namespace {prefix} is not declared")


def check_channel(feed: Document, address: str, place: Place) -> Iterator[Finding]:
    """All of the channel's own elements."""
    channel = feed.channel
    yield from _required(channel)
    yield from _link(channel, address)
    if len(channel.text("description").encode("utf-8")) > 4000:
        yield error("Apple", CHANNEL, "description has more than 4,000 bytes")
    if channel.text("language") and not _LANGUAGE.fullmatch(channel.text("language")):
        yield error("RSS 2.0", CHANNEL, f'language "{channel.text("language")}" is not a language tag')
    yield from check_flag(channel, CHANNEL, required=True)
    yield from _categories(channel)
    yield from _dates(channel)
    yield from _podcasting(channel)
    kind = channel.text("itunes:type")
    if kind and kind.lower() not in {"episodic", "serial"}:
        yield error("Apple", CHANNEL, f'itunes:type "{kind}" is neither "episodic" nor "serial"')
    cover = channel.one("itunes:image")
    if cover is not None:
        yield from check_picture(cover.get("href"), "cover", place)


def _required(channel: Node) -> Iterator[Finding]:
    for name in ("title", "link", "description", "language"):
        count = len(channel.all(name))
        if count != 1:
            yield error("RSS 2.0", CHANNEL, f"has {count} <{name}>; one is expected")
        elif not channel.text(name):
            yield error("RSS 2.0", CHANNEL, f"<{name}> is empty")
    for name in ("itunes:author", "itunes:image", "itunes:explicit"):
        count = len(channel.all(name))
        if count != 1:
            severity = warning if name == "itunes:author" and count == 0 else error
            yield severity("Apple", CHANNEL, f"has {count} <{name}>; one is expected")
    for name in ("title", "itunes:author"):
        if len(channel.text(name)) > 255:
            yield error("Apple", CHANNEL, f"<{name}> has more than 255 characters")


def _link(channel: Node, address: str) -> Iterator[Finding]:
    link = channel.text("link")
    if link and not is_web_address(link):
        yield error("RSS 2.0", CHANNEL, f"<link> {link} is not an absolute web address")
    if link and address and link.rstrip("/") == address.rstrip("/"):
        yield error("Apple", CHANNEL, "<link> is the feed's own address; it should be the show's page")


def check_flag(node: Node, where: str, *, required: bool) -> Iterator[Finding]:
    """`itunes:explicit` is `true` or `false` (the older yes, no and clean are not in PSP-1)."""
    value = node.text("itunes:explicit")
    if node.one("itunes:explicit") is None:
        return
    if value not in {"true", "false"}:
        severity = error if required or value.lower() not in {"yes", "no", "clean", "true", "false"} else warning
        yield severity("PSP-1", where, f'itunes:explicit is "{value}"; it is true or false')


def _categories(channel: Node) -> Iterator[Finding]:
    found = channel.all("itunes:category")
    if not found:
        yield error("Apple", CHANNEL, "has no itunes:category")
    for category in found:
        name = category.get("text")
        if name not in CATEGORIES:
            yield error("Apple", CHANNEL, f'itunes:category "{name}" is not one of Apple\'s, whose spelling is exact')
            continue
        for sub in category.all("itunes:category"):
            if sub.get("text") not in CATEGORIES[name]:
                yield error("Apple", CHANNEL, f'itunes:category "{sub.get("text")}" is not one of "{name}"')


def _dates(channel: Node) -> Iterator[Finding]:
    for name in ("pubDate", "lastBuildDate"):
        if channel.text(name):
            yield from check_date(channel.text(name), f"{CHANNEL} {name}")


def check_date(text: str, where: str) -> Iterator[Finding]:
    """RFC 2822 with a zone and the right weekday."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        yield error("RFC 2822", where, f'"{text}" is not a date; one looks like "Thu, 30 Jan 2025 07:00:00 +0100"')
        return
    if not re.search(r"(?:[+-]\d{4}|[A-Z]{1,4})$", text):
        yield error("RFC 2822", where, f'"{text}" has no time zone')
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    named = re.match(r"([A-Za-z]{3})[a-z]*,", text)
    if named and named.group(1).title() != days[moment.weekday()]:
        yield error("RFC 2822", where, f'"{text}" is a {days[moment.weekday()]}')


def _podcasting(channel: Node) -> Iterator[Finding]:
    guids = channel.all("podcast:guid")
    if not guids:
        yield warning("Podcasting 2.0", CHANNEL, "has no podcast:guid")
    if len(guids) > 1:
        yield error("Podcasting 2.0", CHANNEL, f"has {len(guids)} podcast:guid; one is expected")
    for guid in guids:
        try:
            uuid.UUID(guid.text())
        except ValueError:
            yield error("Podcasting 2.0", CHANNEL, f'podcast:guid "{guid.text()}" is not a UUID')
    locked = channel.one("podcast:locked")
    if locked is not None and locked.text() not in {"yes", "no"}:
        yield error("Podcasting 2.0", CHANNEL, f'podcast:locked is "{locked.text()}"; it is yes or no')
    for funding in channel.all("podcast:funding"):
        if not is_web_address(funding.get("url")):
            yield error("Podcasting 2.0", CHANNEL, "podcast:funding has no web address")
    if len(channel.all("podcast:medium")) > 1:
        yield error("Podcasting 2.0", CHANNEL, "has more than one podcast:medium")
