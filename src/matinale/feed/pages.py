"""The show's page and one page an episode: static HTML that works without JavaScript and asks nobody else anything."""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from matinale.feed.layout import FEED, INDEX, Sidecars, address, base_of, page_of
from matinale.feed.notes import build_description, build_notes
from matinale.feed.words import clean, clock, cut, phrases_of
from matinale.model import Caption, Episode
from matinale.settings import Show

if TYPE_CHECKING:
    from jinja2 import Environment

LISTED = 50
"""Episodes on a page of the show, up to twice as many on the front page; older ones lie on `page-1/` (the oldest), …"""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the show's list: the episodes `start:stop` counted from the oldest.

    `number` 0 is the front page with the newest ones; `older` is the number of the next older page, 0 for none.
    """

    number: int
    start: int
    stop: int
    older: int

    @property
    def name(self) -> str:
        """Its file name in the site."""
        return f"page-{self.number}/{INDEX}" if self.number else INDEX


def show_pages(count: int) -> Iterator[ListPage]:
    """The pages that list `count` episodes; a page of older ones (1 is the oldest) never changes when one is added."""
    pages = max(0, count - LISTED) // LISTED
    for number in range(1, pages + 1):
        yield ListPage(number, (number - 1) * LISTED, number * LISTED, number - 1)
    yield ListPage(0, pages * LISTED, count, pages)


def build_show_page(show: Show, held: Sequence[Episode], cover: str, page: ListPage) -> bytes:
    """The show's page: what it is, how to subscribe, the episodes that it lists (newest first) with a player each."""
    root = "../" if page.number else ""
    newer = root if page.number else ""
    older = f"{root}page-{page.older}/" if page.older else ""
    rows = [
        {
            "title": clean(episode.title),
            "page": root + page_of(episode),
            "audio": root + quote(episode.audio),
            "date": episode.published.date(),
            "day": _day(episode.published.date(), show.language),
            "number": episode.number,
            "duration": clock(episode.duration),
            "summary": cut(clean(episode.summary), 300),
        }
        for episode in held
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "PodcastSeries",
        "name": clean(show.title),
        "description": clean(show.description),
        "url": base_of(show),
        "webFeed": address(show, FEED),
        "inLanguage": show.language,
    } | ({"image": address(show, cover)} if cover else {})
    return _render(
        "show.html",
        show,
        show.language,
        cover,
        root=root,
        episodes=rows,
        newer=newer,
        older=older,
        data=_script_json(data),
    )


def build_episode_page(show: Show, episode: Episode, sidecars: Sidecars, cover: str) -> bytes:
    """An episode's page: player, chapters, notes and the whole transcript."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": clean(episode.title),
        "description": build_description(episode, 500),
        "url": address(show, page_of(episode)),
        "datePublished": episode.published.isoformat(),
        "inLanguage": episode.language,
        "duration": f"PT{round(episode.duration / 1000)}S",
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": address(show, episode.audio),
            "encodingFormat": "audio/mpeg",
            "contentSize": str(episode.size),
        },
        "partOfSeries": {"@type": "PodcastSeries", "name": clean(show.title), "url": base_of(show)},
    }
    if episode.number is not None:
        data["episodeNumber"] = episode.number
    return _render(
        "episode.html",
        show,
        episode.language,
        episode.image or cover,
        root="../",
        episode=episode,
        day=_day(episode.published.date(), episode.language),
        sidecars=sidecars,
        notes=build_notes(episode, chapters=False),
        paragraphs=_paragraphs(episode),
        description=build_description(episode, 300),
        data=_script_json(data),
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one speaker within one chapter."""

    speaker: str
    captions: tuple[Caption, ...]


def _paragraphs(episode: Episode) -> tuple[Paragraph, ...]:
    """The transcript in paragraphs: a new one for each speaker and each chapter, and after a pause of half a second."""
    starts = [mark.start for mark in episode.chapters]
    groups: list[list[Caption]] = []
    for caption in episode.captions:
        last = groups[-1][-1] if groups else None
        chapter = bisect_right(starts, caption.start)
        if (
            last is None
            or last.speaker != caption.speaker
            or bisect_right(starts, last.start) != chapter
            or caption.start - last.end >= 500
        ):
            groups.append([])
        groups[-1].append(caption)
    return tuple(Paragraph(group[0].speaker, tuple(group)) for group in groups)


def subscriptions(feed: str) -> tuple[tuple[str, str], ...]:
    """Links that open a podcast app at this feed: the app's name and the link."""
    bare = feed.removeprefix("https://").removeprefix("http://")
    return (
        ("Apple Podcasts", f"podcast://{bare}"),
        ("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={quote(feed, safe='')}"),
        ("Overcast", f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        ("Pocket Casts", f"pktc://subscribe/{bare}"),
        ("RSS", feed),
    )


def _render(template: str, show: Show, language: str, image: str, *, root: str, **values: Any) -> bytes:
    feed = address(show, FEED)
    text = (
        _environment()
        .get_template(template)
        .render(
            show=show,
            language=language,
            words=phrases_of(language),
            cover=root + quote(image) if image else "",
            card=address(show, image) if image else "",
            root=root,
            feed=feed,
            base=base_of(show),
            host=urlsplit(feed).netloc,
            subscriptions=subscriptions(feed),
            qr=_qr_code(feed),
            clock=clock,
            quote=quote,
            **values,
        )
    )
    return text.encode("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("matinale.feed"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["clean"] = clean
    return made


@cache
def _qr_code(text: str) -> str:
    """A QR code of `text` as an inline SVG."""
    import segno

    svg: str = segno.make(text, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff", svgclass="qr")
    return svg


def _day(date: dt.date, language: str) -> str:
    """A date as readers of `language` write it; as ISO 8601 where Babel does not know the language."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(date, "long", Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return date.isoformat()


def _script_json(data: object) -> str:
    """JSON that may stand inside a `<script>`: no `<` that could end it."""
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")
