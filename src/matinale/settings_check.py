"""What of `show.toml` would make a feed that apps refuse: each with the key, the reason and what to write instead."""

from __future__ import annotations

import difflib
import re
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from matinale.categories import names
from matinale.durations import seconds_of
from matinale.errors import ShowError
from matinale.settings import Show, Watch

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[A-Za-z]{2,}")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def refuse_show(show: Show) -> None:
    """Refuse settings that the feed could not be published with.

    Raises:
        ShowError: The first one that is wrong.
    """
    for key, problem in show_problems(show):
        raise ShowError(f"{show.root / 'show.toml'}: {key}: {problem}")


def show_problems(show: Show) -> Iterator[tuple[str, str]]:
    """Each key that is wrong, and one sentence on why and what to do."""
    if not show.title.strip():
        yield "title", "is empty; every app shows it; write the podcast's name"
    if len(show.title) > 255:
        yield "title", f"has {len(show.title)} characters; Apple takes 255 at most"
    if len(show.description.encode("utf-8")) > 4000:
        yield "description", f"has {len(show.description.encode('utf-8'))} bytes; Apple takes 4,000 at most"
    if not _LANGUAGE.fullmatch(show.language):
        yield "language", f'{show.language!r} is not a language tag; write one like "fr" or "fr-CA"'
    if show.email and not _EMAIL.fullmatch(show.email):
        yield "email", f'{show.email!r} is not an e-mail address; write one like "redaction@example.org"'
    yield from _categories(show)
    yield from _addresses(show)
    yield from _rest(show)
    yield from _watch(show)


def _categories(show: Show) -> Iterator[tuple[str, str]]:
    known = names()
    if not show.feed.categories:
        yield "feed.categories", 'is empty; Apple asks for one at least, such as "News"'
    for name in show.feed.categories:
        if name in known:
            continue
        lower = {each.lower(): each for each in known}
        near = difflib.get_close_matches(name.lower(), lower, 1, 0.4)
        hint = f"; the nearest is {lower[near[0]]!r}" if near else ""
        yield "feed.categories", f"{name!r} is not one of Apple's categories, whose spelling is exact{hint}"


def _addresses(show: Show) -> Iterator[tuple[str, str]]:
    given = {
        "link": show.link,
        "feed.url": show.feed.url,
        "feed.hub": show.feed.hub,
        "feed.funding": show.feed.funding,
        "feed.moved_to": show.feed.moved_to,
        "feed.licence_url": show.feed.licence_url,
    }
    for key, url in given.items():
        if not url and key != "feed.url":
            continue
        if not is_web_address(url):
            yield key, f'{url!r} is not an ASCII web address; write one like "https://example.org/podcast/"'
    if show.link and show.link.rstrip("/") == show.feed.url.rstrip("/") + "/feed.xml":
        yield "link", "is the feed's own address; write the address of the newsletter's or the show's page"


def _rest(show: Show) -> Iterator[tuple[str, str]]:
    if not _HOUR.fullmatch(show.feed.hour):
        yield "feed.hour", f'{show.feed.hour!r} is not a time of day; write one like "07:00"'
    if not _is_zone(show.feed.timezone):
        yield "feed.timezone", f'{show.feed.timezone!r} is not a time zone; write one like "Europe/Paris"'
    if show.feed.guid:
        try:
            uuid.UUID(show.feed.guid)
        except ValueError:
            yield "feed.guid", f"{show.feed.guid!r} is not a UUID; leave it out and one is made from the address"
    if show.feed.keep < 0 or show.feed.archive < 1:
        yield "feed.keep", "`keep` must be 0 or more and `archive` 1 or more"
    if show.feed.rrule and not show.feed.frequency:
        yield "feed.frequency", 'is needed with `rrule`; write it as listeners read it, like "Chaque matin"'
    for person in show.feed.people:
        if not person.name.strip():
            yield "feed.people", "someone has no name"


def _watch(show: Show) -> Iterator[tuple[str, str]]:
    watch = show.watch
    for key in ("every", "retry", "retry_most"):
        try:
            seconds_of(getattr(watch, key))
        except ValueError as error:
            yield f"watch.{key}", str(error)
    for key, url in (("feed", watch.feed), ("webhook", watch.webhook)):
        if url and not is_web_address(url):
            yield f"watch.{key}", f'{url!r} is not an ASCII web address; write one like "https://example.org/feed"'
    for key, url, schemes in (("imap", watch.imap, {"imap", "imaps"}), ("smtp", watch.smtp, {"smtp", "smtps"})):
        if url and not _is_server(url, schemes):
            yield f"watch.{key}", f'{url!r} is not such an address; write one like "{key}s://user@mail.example.org"'
        elif url and urlsplit(url).password:
            yield f"watch.{key}", f"holds a password; put it into the environment as MATINALE_{key.upper()}_PASSWORD"
    if watch.backlog < 0:
        yield "watch.backlog", "must be 0 or more"
    yield from _embargo_and_mail(watch)


def _embargo_and_mail(watch: Watch) -> Iterator[tuple[str, str]]:
    if watch.embargo and not _HOUR.fullmatch(watch.embargo):
        yield "watch.embargo", f'{watch.embargo!r} is not a time of day; write one like "07:00"'
    if watch.timezone and not _is_zone(watch.timezone):
        yield "watch.timezone", f'{watch.timezone!r} is not a time zone; write one like "Europe/Paris"'
    for address in (*watch.mail_to, watch.mail_from):
        if address and not _EMAIL.fullmatch(address):
            yield "watch.mail_to", f'{address!r} is not an e-mail address; write one like "redaction@example.org"'
    if watch.mail_to and not watch.mail_from:
        yield "watch.mail_from", 'is needed with `mail_to`; write who the messages come from, "podcast@example.org"'


def _is_server(url: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname) and port_is_fine


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http(s) address in ASCII without blanks."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return bool(parts.scheme in {"http", "https"} and parts.hostname and port_is_fine and re.fullmatch(r"[!-~]+", url))
