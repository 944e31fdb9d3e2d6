"""What is checked: a folder, a feed file, an address, or a build before it is put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from matinale.errors import FeedError
from matinale.feed.gate.channel import check_channel, check_envelope
from matinale.feed.gate.document import Document, Node, parse
from matinale.feed.gate.findings import Finding, Findings, error, gather
from matinale.feed.gate.items import check_items
from matinale.feed.gate.places import LocalPlace, Place, WebPlace
from matinale.feed.gate.sound import Depth
from matinale.feed.layout import FEED, address, base_of
from matinale.settings import Show

PAGES = 10_000
"""Archive pages that are followed at most."""


def check_site(target: str | Path, *, decode: bool = True) -> Findings:
    """Check every rule on a site's folder, a feed file, or a feed's address.

    A folder or file is checked without the network: addresses of other sites are noted, not visited.

    Args:
        target: A folder that holds `feed.xml`, a feed file, or an http(s) address.
        decode: Decode every MP3 and measure it; otherwise its frames are counted.

    Raises:
        FeedError: There is nothing at `target`.
    """
    text = str(target)
    depth: Depth = "measured" if decode else "frames"
    if text.startswith(("http://", "https://")):
        return _check_web(text, depth)
    path = Path(target)
    file = path / FEED if path.is_dir() else path
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise FeedError(
            f"{file}: no feed can be read there ({problem.strerror});"
            f" name a folder with {FEED}, a feed file or an address"
        ) from problem
    own = _self_link(content)
    base = own.rsplit("/", 1)[0] + "/" if own else ""
    return gather(text, _check(content, own, LocalPlace(base, file.parent), depth=lambda _: depth))


def check_build(show: Show, build: Mapping[str, Path], site: Path, changed: Collection[str]) -> Findings:
    """Check the build of our own site before it is put in place.

    Args:
        show: The podcast.
        build: New files: name in the site → where they lie now.
        site: The site with all other files.
        changed: The enclosures of the episodes to be read with all their files; those that are new are decoded (not
            measured: they were when they were encoded). Of the others in feed.xml it is checked that all their files
            are there; archive pages, which do not change, were checked when they were feed.xml.
    """
    fresh = {address(show, name) for name in changed}
    new = {address(show, name) for name in build}
    file = build.get(FEED, site / FEED)

    def look(item: Node) -> bool:
        enclosure = item.one("enclosure")
        return enclosure is not None and enclosure.get("url") in fresh

    place = LocalPlace(base_of(show), site, build)
    own = address(show, FEED)
    return gather(
        str(site),
        _check(
            file.read_bytes(),
            own,
            place,
            depth=lambda url: "decoded" if url in new else "frames",
            look=look,
            archives=False,
        ),
    )


def _check_web(url: str, depth: Depth) -> Findings:
    with tempfile.TemporaryDirectory(prefix="matinale-check-") as folder:
        place = WebPlace(Path(folder))
        reached = place.reach(url)
        if reached is None:
            return gather(url, (error("HTTP", url, "does not answer a HEAD and a GET with 200"),))
        return gather(url, _check(reached.read(), url, place, depth=lambda _: depth))


def _check(
    content: bytes,
    own: str,
    place: Place,
    *,
    depth: Callable[[str], Depth],
    look: Callable[[Node], bool] = lambda _: True,
    archives: bool = True,
) -> Iterator[Finding]:
    feed, problems = parse(content, "feed")
    yield from problems
    if feed is None:
        return
    yield from check_envelope(feed, own)
    yield from check_channel(feed, own, place)
    yield from check_items(feed, place, depth=depth, look=look)
    if archives:
        yield from _archives(feed, place, depth=depth, look=look)


def _archives(
    feed: Document, place: Place, *, depth: Callable[[str], Depth], look: Callable[[Node], bool]
) -> Iterator[Finding]:
    """The archive pages that the feed leads to (RFC 5005): each leads to the one before it, none comes twice."""
    guids = {item.text("guid") for item in feed.items}
    seen: set[str] = set()
    url = _linked(feed, "prev-archive")
    while url:
        where = f"archive page {url}"
        if url in seen or len(seen) >= PAGES:
            yield error("RFC 5005", where, "leads back to itself")
            return
        seen.add(url)
        reached = place.reach(url) if place.covers(url) else None
        if reached is None:
            yield error("RFC 5005", where, "is not there")
            return
        page, problems = parse(reached.read(), where)
        yield from problems
        if page is None:
            return
        double = guids & {item.text("guid") for item in page.items}
        if double:
            yield error("RFC 5005", where, f"holds {len(double)} episodes that a newer page has too")
        guids |= {item.text("guid") for item in page.items}
        yield from check_items(page, place, depth=depth, look=look)
        url = _linked(page, "prev-archive")


def _linked(feed: Document, relation: str) -> str:
    return next((link.get("href") for link in feed.channel.all("atom:link") if link.get("rel") == relation), "")


def _self_link(content: bytes) -> str:
    """The address that a feed says it is at, "" where it says none that can be one."""
    feed, _ = parse(content, "feed")
    if feed is None:
        return ""
    links = [link.get("href") for link in feed.channel.all("atom:link") if link.get("rel") == "self"]
    return links[0] if links and urlsplit(links[0]).scheme in {"http", "https"} else ""
