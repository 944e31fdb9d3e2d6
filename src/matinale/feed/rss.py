"""feed.xml, made with feedgen and our own extension. The same episodes give the same bytes.

Sources: RSS 2.0; Apple's "A Podcaster's Guide to RSS"; PSP-1; the Podcasting 2.0 namespace; RFC 5005; WebSub.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from matinale.categories import nested
from matinale.feed.archive import FeedPage
from matinale.feed.layout import FEED, Sidecars, address, base_of, page_of, sidecars_of
from matinale.feed.ledger import show_guid
from matinale.feed.notes import build_description, build_notes
from matinale.feed.podcasting import Element, extensions
from matinale.feed.soundbite import choose_soundbite
from matinale.feed.words import clean, cut
from matinale.model import Alternate, Episode
from matinale.settings import Person, Show

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

TEXT = 255
"""The length that other texts than descriptions may have (STANDARDS: Apple), in characters and, safely, in bytes."""


def build_feed(
    show: Show,
    episodes: Sequence[Episode],
    *,
    cover: str,
    page: FeedPage | None = None,
    sidecars: Mapping[str, Sidecars] | None = None,
) -> bytes:
    """The feed of `episodes`, which must be in the order of `identity.in_order`.

    Args:
        show: What the channel says.
        episodes: Newest first.
        cover: The cover's file name in the site.
        page: Which document of a paged feed this is (RFC 5005); None is a feed.xml that holds all.
        sidecars: The names of the episodes' sidecars by slug, where they are known; others are made from the episode.
    """
    from feedgen.feed import FeedGenerator

    page = page or FeedPage(FEED, 0, len(episodes), (), archive=False)
    feed = FeedGenerator()
    feed.register_extension("podcasting", *extensions(), atom=False, rss=True)
    moments = _moments(episodes)
    _channel(feed, show, moments, page.name)
    further: list[Element] = [Element("fh:archive")] if page.archive else []
    further += [_link(relation, address(show, file)) for relation, file in page.links]
    extension(feed).say([*further, *_channel_elements(show, cover)])
    for episode, moment in zip(episodes, moments, strict=True):
        known = sidecars.get(episode.slug) if sidecars else None
        _item(feed.add_entry(order="append"), show, episode, moment, known or sidecars_of(show, episode))
    return cast("bytes", feed.rss_str(pretty=True))


def _moments(episodes: Sequence[Episode]) -> tuple[dt.datetime, ...]:
    """When each is said to have appeared: those of one moment a second apart, for apps keep no other order."""
    moments: list[dt.datetime] = []
    for episode in reversed(episodes):
        moment = episode.published
        if moments and moment <= moments[-1]:
            moment = moments[-1].astimezone(moment.tzinfo) + dt.timedelta(seconds=1)
        moments.append(moment)
    return tuple(reversed(moments))


def extension(owner: Any) -> Any:
    """Our extension of a feed or an entry: feedgen sets it as an attribute that no stub knows."""
    return owner.podcasting


def _channel(feed: FeedGenerator, show: Show, moments: Sequence[dt.datetime], name: str) -> None:
    feed.title(cut(clean(show.title), TEXT))
    feed.link(href=address(show, name), rel="self", type="application/rss+xml")
    feed.link(href=show.link or base_of(show), rel="alternate")  # the last link is the channel's
    feed.description(cut(clean(show.description or show.title), 4000))
    feed.language(show.language)
    feed.generator("Matinale")
    if show.feed.copyright:
        feed.copyright(clean(show.feed.copyright))
    if moments:
        feed.pubDate(moments[0])
        feed.lastBuildDate(moments[0])  # feedgen's default is now
    else:
        feed.lastBuildDate(None)


def _link(relation: str, href: str) -> Element:
    return Element("atom:link", attributes={"rel": relation, "href": href})


def _channel_elements(show: Show, cover: str) -> Iterator[Element]:
    setting = show.feed
    if setting.hub:
        yield _link("hub", setting.hub)
    yield from _apple(show, cover)
    yield Element("podcast:guid", show_guid(show))
    owner = {"owner": show.email} if show.email else {}
    yield Element("podcast:locked", "yes" if setting.locked else "no", owner)
    yield Element("podcast:medium", "podcast")
    yield Element("podcast:txt", "true", {"purpose": "ai-content"})
    yield from (_person(person) for person in setting.people)
    if setting.licence:
        yield Element("podcast:license", setting.licence, {"url": setting.licence_url} if setting.licence_url else {})
    if setting.frequency:
        yield Element(
            "podcast:updateFrequency", clean(setting.frequency), {"rrule": setting.rrule} if setting.rrule else {}
        )
    if setting.funding:
        yield Element("podcast:funding", cut(clean(setting.funding_text or show.title), 128), {"url": setting.funding})


def _apple(show: Show, cover: str) -> Iterator[Element]:
    setting = show.feed
    yield Element("itunes:author", cut(clean(show.author or show.title), TEXT))
    for category, subcategories in nested(setting.categories):
        children = tuple(Element("itunes:category", attributes={"text": name}) for name in subcategories)
        yield Element("itunes:category", attributes={"text": category}, children=children)
    yield Element("itunes:explicit", _flag(setting.explicit))
    if cover:
        yield Element("itunes:image", attributes={"href": address(show, cover)})
    if show.email:
        name = Element("itunes:name", cut(clean(show.author or show.title), TEXT))
        yield Element("itunes:owner", children=(name, Element("itunes:email", show.email)))
    yield Element("itunes:type", setting.kind)
    if setting.moved_to:
        yield Element("itunes:new-feed-url", setting.moved_to)
    if setting.complete:
        yield Element("itunes:complete", "Yes")
    if setting.block:
        yield Element("itunes:block", "Yes")


def _person(person: Person) -> Element:
    given = {"role": person.role, "group": person.group, "href": person.url, "img": person.image}
    return Element("podcast:person", clean(person.name), {key: value for key, value in given.items() if value})


def _item(entry: Any, show: Show, episode: Episode, moment: dt.datetime, sidecars: Sidecars) -> None:
    entry.title(cut(clean(episode.title), TEXT))
    entry.link(href=address(show, page_of(episode)))
    entry.description(build_description(episode))
    entry.content(build_notes(episode), type="CDATA")
    entry.guid(episode.guid, permalink=False)
    entry.enclosure(address(show, episode.audio), str(episode.size), "audio/mpeg")
    entry.pubDate(moment)
    extension(entry).say(_item_elements(show, episode, sidecars))


def _item_elements(show: Show, episode: Episode, sidecars: Sidecars) -> Iterator[Element]:
    yield Element("itunes:title", cut(clean(episode.title), TEXT))
    yield Element("itunes:duration", str(max(1, round(episode.duration / 1000))))
    yield Element("itunes:explicit", _flag(show.feed.explicit))
    yield Element("itunes:episodeType", "full")
    if episode.number is not None and episode.number > 0:
        yield Element("itunes:episode", str(episode.number))
        yield Element("podcast:episode", str(episode.number))
    if episode.season is not None and episode.season > 0:
        yield Element("itunes:season", str(episode.season))
        yield Element("podcast:season", str(episode.season))
    if episode.image:
        yield Element("itunes:image", attributes={"href": address(show, episode.image)})
    yield from _transcripts(show, episode, sidecars)
    if sidecars.chapters:
        yield Element(
            "podcast:chapters", "", {"url": address(show, sidecars.chapters), "type": "application/json+chapters"}
        )
    bite = choose_soundbite(episode)
    if bite:
        times = {"startTime": f"{bite.start / 1000:.3f}", "duration": f"{bite.length / 1000:.3f}"}
        yield Element("podcast:soundbite", cut(clean(bite.title), 128), times)
    for name in dict.fromkeys(clean(caption.speaker) for caption in episode.captions if caption.speaker):
        yield Element("podcast:person", name, {"role": "Narrator", "group": "Cast"})
    yield from (_alternate(show, alternate) for alternate in episode.alternates)


def _alternate(show: Show, alternate: Alternate) -> Element:
    """Podcasting 2.0, docs/tags/alternate-enclosure.md: `bitrate` in bits per second, `title` of 32 characters."""
    given = {
        "type": alternate.media_type,
        "length": str(alternate.size),
        "bitrate": str(alternate.bitrate),
        "title": cut(clean(alternate.title), 32),
    }
    source = Element("podcast:source", attributes={"uri": address(show, alternate.file)})
    return Element("podcast:alternateEnclosure", attributes=given, children=(source,))


def _transcripts(show: Show, episode: Episode, sidecars: Sidecars) -> Iterator[Element]:
    kinds = ((sidecars.vtt, "text/vtt"), (sidecars.srt, "application/x-subrip"), (sidecars.json, "application/json"))
    for name, kind in kinds:
        if name:
            given = {"url": address(show, name), "type": kind, "language": quote(episode.language)}
            yield Element("podcast:transcript", "", given)


def _flag(value: bool) -> str:
    return "true" if value else "false"
