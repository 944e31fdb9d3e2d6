"""Who an episode is: its guid, its date, its file names. Functions of the issue alone, never of the clock.

A guid that changes makes every listener download the episode again; so it is made once from what does not change
(the show's guid and the issue's number, address or date) and kept in `episode.json`.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from matinale.errors import FeedError, ShowError
from matinale.model import Issue
from matinale.settings import Show

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of `podcast:guid` (Podcasting 2.0, docs/tags/guid.md)."""


def podcast_guid(url: str) -> str:
    """The `podcast:guid` of a feed's address: UUIDv5 of it without scheme and trailing slashes.

    >>> podcast_guid("https://podnews.net/rss/")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(PODCAST_NAMESPACE, re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", url.strip()).rstrip("/")))


def guid_of(show_guid: str, issue: Issue, slug: str) -> str:
    """The guid of an issue's episode: from its number, else its address, else its date and slug.

    A new title, a new recording or a new address of the feed do not change it, as the show's guid is kept.
    """
    if issue.number is not None:
        name = f"number:{issue.number}"
    elif issue.url:
        name = f"url:{issue.url}"
    else:
        name = f"date:{issue.date.isoformat() if issue.date else ''}:{slug}"
    try:
        namespace = uuid.UUID(show_guid)
    except ValueError:
        namespace = uuid.uuid5(PODCAST_NAMESPACE, show_guid)
    return str(uuid.uuid5(namespace, name))


def published_at(date: dt.date, show: Show) -> dt.datetime:
    """The moment an issue of `date` is published: at the show's hour in the show's time zone.

    Raises:
        ShowError: `[feed].hour` or `[feed].timezone` is not one.
    """
    try:
        zone = ZoneInfo(show.feed.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ShowError(
            f'show.toml: [feed].timezone: {show.feed.timezone!r} is not a time zone; write one like "Europe/Paris"'
        ) from error
    try:
        hour = dt.time.fromisoformat(show.feed.hour)
    except ValueError as error:
        raise ShowError(
            f'show.toml: [feed].hour: {show.feed.hour!r} is not a time of day; write one like "07:00"'
        ) from error
    return dt.datetime.combine(date, hour.replace(tzinfo=None), tzinfo=zone)


class Identified(Protocol):
    """What order and identity need of an episode."""

    @property
    def slug(self) -> str:
        """The name of its folder."""
        ...

    @property
    def guid(self) -> str:
        """Its guid."""
        ...

    @property
    def number(self) -> int | None:
        """Its issue's number."""
        ...

    @property
    def published(self) -> dt.datetime:
        """Its date, with a zone."""
        ...

    @property
    def audio(self) -> str:
        """Its enclosure."""
        ...


AnyEpisode = TypeVar("AnyEpisode", bound=Identified)


def in_order(episodes: Iterable[AnyEpisode]) -> tuple[AnyEpisode, ...]:
    """The episodes newest first; those of one moment by number, then slug, so that the order is always the same."""
    return tuple(
        sorted(episodes, key=lambda each: (each.published.timestamp(), each.number or 0, each.slug), reverse=True)
    )


def refuse_doubles(episodes: Sequence[Identified]) -> None:
    """Refuse two episodes that listeners' apps would take for one.

    Raises:
        FeedError: Two share a guid, a slug or an enclosure.
    """
    for name in ("guid", "slug", "audio"):
        seen: dict[str, str] = {}
        for episode in episodes:
            value = str(getattr(episode, name))
            if value in seen:
                raise FeedError(
                    f"episodes {seen[value]!r} and {episode.slug!r} share the {name} {value!r}: apps would show one of"
                    " them only; give one issue another number or date, or withdraw it"
                )
            seen[value] = episode.slug


def audio_name(slug: str, sha256: str, suffix: str = ".mp3") -> str:
    """The file name in the site of an episode's audio: a new recording gets a new address, an unchanged one keeps it.

    `suffix` is that of another format than the MP3.
    """
    return f"{slug}/{slug}-{sha256[:8]}{suffix}"


def picture_name(stem: str, sha256: str, suffix: str) -> str:
    """The file name in the site of a picture (`stem` "cover" or "<slug>/cover"); a new picture gets a new address."""
    return f"{stem}-{sha256[:8]}{suffix.lower()}"
