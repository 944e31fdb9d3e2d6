"""The rules of the episodes in the feed, and of the files that each one names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from matinale.feed.gate.audio import check_audio
from matinale.feed.gate.channel import check_date, check_flag
from matinale.feed.gate.chapters import ChapterMark, check_chapters, compare_notes, read_marks
from matinale.feed.gate.document import Document, Node
from matinale.feed.gate.findings import Finding, error, note, warning
from matinale.feed.gate.pictures import check_picture
from matinale.feed.gate.places import Place, Reached
from matinale.feed.gate.sound import Depth
from matinale.feed.gate.transcripts import check_transcript
from matinale.settings_check import is_web_address

TRANSCRIPTS = {"text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html", "text/plain"}


def check_items(
    feed: Document, place: Place, *, depth: Callable[[str], Depth], look: Callable[[Node], bool] = lambda _: True
) -> Iterator[Finding]:
    """Every item, and what holds between them: identity and order.

    Args:
        feed: The feed.
        place: Where its files are.
        depth: How closely the MP3 at an address is looked at.
        look: Whether an item's files are to be read; others must only be there.
    """
    yield from _identity(feed)
    yield from _order(feed)
    for item in feed.items:
        where = f"item {_name(item)!r}"
        yield from _values(item, where)
        yield from _files(item, where, place, depth, look(item))


def _name(item: Node) -> str:
    title = item.text("title") or item.text("guid") or f"line {item.line}"
    return title if len(title) <= 60 else title[:59] + "…"


def _identity(feed: Document) -> Iterator[Finding]:
    guids: dict[str, str] = {}
    enclosures: dict[str, str] = {}
    for item in feed.items:
        guid, name = item.text("guid"), _name(item)
        if guid and guid in guids:
            yield error("RSS 2.0", f"item {name!r}", f"has the guid of {guids[guid]!r}: apps show one of them only")
        guids.setdefault(guid, name)
        enclosure = item.one("enclosure")
        url = enclosure.get("url") if enclosure is not None else ""
        if url and url in enclosures:
            yield error("PSP-1", f"item {name!r}", f"has the enclosure of {enclosures[url]!r}")
        enclosures.setdefault(url, name)


def _order(feed: Document) -> Iterator[Finding]:
    previous = None
    for item in feed.items:
        try:
            moment = parsedate_to_datetime(item.text("pubDate")).timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if previous is not None and moment > previous:
            yield warning("Apple", f"item {_name(item)!r}", "is newer than the one before it; newest first is expected")
        previous = moment


def _values(item: Node, where: str) -> Iterator[Finding]:
    for name in ("title", "guid", "pubDate", "enclosure"):
        found = item.all(name)
        if len(found) > 1:
            yield error("RSS 2.0", where, f"has {len(found)} <{name}>; one is expected")
        if not found or (name != "enclosure" and not found[0].text()):
            severity = warning if name == "pubDate" else error
            yield severity("PSP-1", where, f"has no <{name}>")
    if len(item.text("title")) > 255:
        yield error("Apple", where, "<title> has more than 255 characters")
    guid = item.one("guid")
    if guid is not None and guid.get("isPermaLink") != "false" and not is_web_address(guid.text()):
        yield error("RSS 2.0", where, 'the guid is no address, so it needs isPermaLink="false"')
    if item.text("pubDate"):
        yield from check_date(item.text("pubDate"), where)
    if item.text("link") and not is_web_address(item.text("link")):
        yield error("RSS 2.0", where, f"<link> {item.text('link')} is not an absolute web address")
    if len(item.text("description").encode("utf-8")) > 4000:
        yield error("Apple", where, "description has more than 4,000 bytes")
    if not item.text("description") and not item.text("content:encoded"):
        yield warning("PSP-1", where, "has no description")
    yield from check_flag(item, where, required=False)
    yield from _numbers(item, where)


def _numbers(item: Node, where: str) -> Iterator[Finding]:
    duration = item.text("itunes:duration")
    if not duration:
        yield warning("Apple", where, "has no itunes:duration")
    elif seconds_of(item) is None:
        yield error("Apple", where, f'itunes:duration "{duration}" is not a length; whole seconds are expected')
    elif not duration.isdigit():
        yield warning("PSP-1", where, f'itunes:duration is "{duration}"; whole seconds are expected')
    kind = item.text("itunes:episodeType")
    if kind and kind.lower() not in {"full", "trailer", "bonus"}:
        yield error("Apple", where, f'itunes:episodeType "{kind}" is none of full, trailer, bonus')
    for name in ("itunes:episode", "itunes:season"):
        value = item.text(name)
        if value and not (value.isdigit() and int(value) > 0):
            yield error("Apple", where, f'{name} "{value}" is not a number from 1')
    for bite in item.all("podcast:soundbite"):
        yield from _soundbite(bite, seconds_of(item), where)


def _soundbite(bite: Node, seconds: int | None, where: str) -> Iterator[Finding]:
    try:
        start, length = float(bite.get("startTime")), float(bite.get("duration"))
    except ValueError:
        yield error("Podcasting 2.0", where, "podcast:soundbite has no times")
        return
    if not 15 <= length <= 120:
        yield warning("Podcasting 2.0", where, f"podcast:soundbite lasts {length:g} s; 15 to 120 are expected")
    if seconds is not None and start + length > seconds + 1:
        yield error("Podcasting 2.0", where, "podcast:soundbite goes on after the end of the audio")


def seconds_of(item: Node) -> int | None:
    """`itunes:duration` in seconds: whole seconds, or the older `mm:ss` and `h:mm:ss`; None where it is neither."""
    text = item.text("itunes:duration")
    if re.fullmatch(r"\d+", text):
        return int(text)
    found = re.fullmatch(r"(?:(\d+):)?(\d{1,3}):(\d{2})", text)
    return None if found is None else int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


def _files(item: Node, where: str, place: Place, depth: Callable[[str], Depth], look: bool) -> Iterator[Finding]:
    seconds = seconds_of(item)
    marks: tuple[ChapterMark, ...] = ()
    for named in item.all("podcast:chapters"):
        reached, found = _reach(named.get("url"), "chapters", where, place)
        yield from found
        if reached is not None and look:
            problems = tuple(check_chapters(reached.read(), where, (seconds or 0) * 1000))
            yield from problems
            if not any(each.severity == "error" for each in problems):
                marks = read_marks(reached.read())
                yield from compare_notes(marks, item.text("content:encoded"), where)
    for named in item.all("podcast:transcript"):
        yield from _transcript(named, where, place, seconds, look)
    for picture in item.all("itunes:image"):
        if look:
            yield from check_picture(picture.get("href"), where, place)
    yield from _enclosure(item, where, place, marks, depth=depth, look=look)
    for alternate in item.all("podcast:alternateEnclosure"):
        yield from _alternate(alternate, where, place)
    link = item.text("link")
    if place.covers(link) and look and place.reach(link) is None:
        yield error("RSS 2.0", where, f"its page {link} is not there")


def _transcript(named: Node, where: str, place: Place, seconds: int | None, look: bool) -> Iterator[Finding]:
    kind = named.get("type")
    if kind not in TRANSCRIPTS:
        yield error("Podcasting 2.0", where, f'podcast:transcript has the type "{kind}", which no app knows')
        return
    reached, found = _reach(named.get("url"), "transcript", where, place)
    yield from found
    if reached is not None and look:
        yield from check_transcript(reached.read(), kind, f"{where} {kind}", (seconds or 0) * 1000 + 500)


def _enclosure(
    item: Node,
    where: str,
    place: Place,
    marks: tuple[ChapterMark, ...],
    *,
    depth: Callable[[str], Depth],
    look: bool,
) -> Iterator[Finding]:
    enclosure = item.one("enclosure")
    if enclosure is None:
        return
    url, length, kind = enclosure.get("url"), enclosure.get("length"), enclosure.get("type")
    if not kind.startswith(("audio/", "video/")):
        yield error("Apple", where, f'the enclosure has the type "{kind}"; audio/mpeg is expected')
    if not length.isdigit() or int(length) <= 0:
        yield error("RSS 2.0", where, f'the enclosure has the length "{length}"; the bytes of the file are expected')
    if kind == "audio/mpeg" and is_web_address(url) and not urlsplit(url).path.lower().endswith(".mp3"):
        yield error("Apple", where, f"the enclosure {url} does not end in .mp3")
    reached, found = _reach(url, "enclosure", where, place)
    yield from found
    if reached is None:
        return
    if length.isdigit() and int(length) != reached.size:
        yield error("RSS 2.0", where, f"the enclosure has {reached.size} bytes; the feed says {length}")
    if reached.type and reached.type != kind:
        yield warning("PSP-1", where, f'the enclosure is served as "{reached.type}", the feed says "{kind}"')
    if look and kind == "audio/mpeg":
        title = " ".join(item.text("title").split())
        yield from check_audio(reached, where, title=title, seconds=seconds_of(item), marks=marks, depth=depth(url))


def _alternate(alternate: Node, where: str, place: Place) -> Iterator[Finding]:
    """Another format of the episode: it has a type and sources, and each source on the web has the stated bytes."""
    kind, length, sources = alternate.get("type"), alternate.get("length"), alternate.all("podcast:source")
    if not re.fullmatch(r"[a-z]+/[A-Za-z0-9.+-]+", kind):
        yield error("Podcasting 2.0", where, f'podcast:alternateEnclosure has the type "{kind}"; one like audio/mp4')
    if length and not (length.isdigit() and int(length) > 0):
        yield error(
            "Podcasting 2.0", where, f'podcast:alternateEnclosure has the length "{length}"; bytes are expected'
        )
    if not sources:
        yield error("Podcasting 2.0", where, "podcast:alternateEnclosure has no podcast:source")
    for source in sources:
        uri = source.get("uri")
        if urlsplit(uri).scheme not in {"", "http", "https"}:
            continue  # ipfs and its like are allowed, and not ours to fetch
        reached, found = _reach(uri, "alternate enclosure", where, place)
        yield from found
        if reached is not None and length.isdigit() and int(length) != reached.size:
            yield error(
                "Podcasting 2.0", where, f"the alternate {uri} has {reached.size} bytes; the feed says {length}"
            )


def _reach(url: str, what: str, where: str, place: Place) -> tuple[Reached | None, tuple[Finding, ...]]:
    """The file at an address, and what is wrong with the address."""
    if not is_web_address(url):
        return None, (error("PSP-1", where, f'the {what} address "{url}" is not an absolute ASCII web address'),)
    if not place.covers(url):
        return None, (note("PSP-1", where, f"the {what} {url} lies on another site: not checked"),)
    reached = place.reach(url)
    if reached is None:
        return None, (error("PSP-1", where, f"the {what} {url} is not there"),)
    return reached, ()
