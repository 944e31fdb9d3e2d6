"""What must outlive every rebuild of the site: the show's guid, and the guids of withdrawn episodes.

It lies in the workshop (`episodes/identity.json`), beside the episodes whose identity it keeps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from matinale.errors import FeedError
from matinale.feed.identity import podcast_guid
from matinale.feed.layout import FEED, address
from matinale.files import write_text
from matinale.model import Episode
from matinale.settings import Show

NAME = "identity.json"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An episode that was withdrawn: its guid is never given to another one."""

    guid: str
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The kept identity of a show. `guid` is "" until the show is published on an address of its own."""

    guid: str = ""
    withdrawn: tuple[Tombstone, ...] = ()


def ledger_path(show: Show) -> Path:
    """Where the show's ledger lies."""
    return show.root / "episodes" / NAME


def read_ledger(show: Show) -> Ledger:
    """The show's ledger, an empty one where there is none.

    Raises:
        FeedError: The file is there and is not a ledger.
    """
    path = ledger_path(show)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise FeedError(f"{path}: cannot be read ({error.strerror}); mend its permissions, then run again") from error
    try:
        value = cast("dict[str, Any]", json.loads(content))
        stones = tuple(Tombstone(each["guid"], each["slug"], each["title"]) for each in value["withdrawn"])
        return Ledger(str(value["guid"]), stones)
    except (ValueError, KeyError, TypeError) as error:
        raise FeedError(
            f"{path}: is not the record of the show's identity that it should be ({error}); restore it from a backup:"
            " it keeps guids that listeners' apps know"
        ) from error


def write_ledger(show: Show, ledger: Ledger) -> None:
    """Replace the show's ledger."""
    value = {
        "guid": ledger.guid,
        "withdrawn": [{"guid": each.guid, "slug": each.slug, "title": each.title} for each in ledger.withdrawn],
    }
    write_text(ledger_path(show), json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def show_guid(show: Show) -> str:
    """The `podcast:guid`: the show's own setting, else the one kept, else the one of the feed's address."""
    return show.feed.guid or read_ledger(show).guid or podcast_guid(address(show, FEED))


def keep_guid(show: Show) -> str:
    """`show_guid`, kept from now on, so that it survives a move of the feed.

    A loopback address is everybody's: its guid is used, but not kept.
    """
    guid = show_guid(show)
    ledger = read_ledger(show)
    if not ledger.guid and not show.feed.guid and not _is_loopback(show.feed.url):
        write_ledger(show, replace(ledger, guid=guid))
    return guid


def withdraw(show: Show, episode: Episode) -> Tombstone:
    """Take an episode out of the feed for good; the next `publish` leaves it out and never reuses its guid."""
    ledger = read_ledger(show)
    stone = Tombstone(episode.guid, episode.slug, episode.title)
    if all(each.guid != episode.guid for each in ledger.withdrawn):
        write_ledger(show, replace(ledger, withdrawn=(*ledger.withdrawn, stone)))
    return stone


def restore(show: Show, slug: str) -> Tombstone:
    """Bring a withdrawn episode back under its own guid.

    Raises:
        FeedError: No episode of this slug was withdrawn.
    """
    ledger = read_ledger(show)
    found = next((each for each in ledger.withdrawn if each.slug == slug), None)
    if found is None:
        names = ", ".join(each.slug for each in ledger.withdrawn) or "none"
        raise FeedError(f"{slug!r} is not a withdrawn episode; withdrawn: {names}")
    write_ledger(show, replace(ledger, withdrawn=tuple(each for each in ledger.withdrawn if each is not found)))
    return found


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in {"localhost", "::1", "0.0.0.0"} or host.startswith("127.")  # noqa: S104  compared, not bound
