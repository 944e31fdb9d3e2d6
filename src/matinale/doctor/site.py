"""What is published, what it is published from, and where it is sent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from matinale.certificates import for_web
from matinale.doctor.checks import Check, looked_at
from matinale.errors import FeedError
from matinale.feed import FEED, check_site
from matinale.model import Episode
from matinale.settings import Show
from matinale.workshop import workshops

HERE = {"127.0.0.1", "localhost", "::1"}


def check_published(show: Show) -> Iterator[Check]:
    """The episodes of the workshop can be read; the feed keeps the rules; its public address answers."""
    yield looked_at("episodes", lambda: _episodes(show))
    if not (show.root / "feed" / FEED).is_file():
        yield Check("feed", "ok", "none yet: make-episode makes it")
        return
    yield _feed(show)
    yield _address(show)


def check_targets(show: Show) -> Iterator[Check]:
    """Each target of `show.toml` and the hub are asked whether they are there; nothing is sent."""
    from matinale.feed.targets import reach_hub, reach_target

    for target in show.feed.targets:
        yield looked_at(f"target {target.name}", lambda target=target: reach_target(show, target))
    if show.feed.hub:
        yield looked_at("hub", lambda: reach_hub(show), failing="warning")


def _episodes(show: Show) -> str:
    count = waiting = 0
    for workshop in workshops(show.root):
        if not workshop.path("episode.json").is_file():
            waiting += 1
        elif workshop.read(Episode, "episode.json") is None:
            path = workshop.path("episode.json")
            raise FeedError(f"{path}: cannot be read; restore it from a backup: it keeps the episode's identity")
        else:
            count += 1
    return f"{count} published" + (f", {waiting} not published" if waiting else "")


def _feed(show: Show) -> Check:
    """The whole site by the gate's rules, without decoding each MP3 (`matinale check` does)."""
    try:
        findings = check_site(show.root / "feed", decode=False)
    except FeedError as error:
        return Check("feed", "error", str(error), "make it anew with: matinale publish")
    found = f"{len(findings.errors)} errors, {len(findings.warnings)} warnings"
    if findings.errors:
        first = findings.errors[0]
        found = f"{found}; the first: {first.where}: {first.message}"
        return Check("feed", "error", found, "see them with: matinale check; build it anew with: matinale publish")
    return (
        Check("feed", "warning", found, "see them with: matinale check")
        if findings.warnings
        else Check("feed", "ok", found)
    )


def _address(show: Show) -> Check:
    """Whether listeners find a feed at the public address. A loopback address is a show that is not public yet."""
    import httpx

    address = show.feed.url.rstrip("/") + "/" + FEED
    if urlsplit(address).hostname in HERE:
        return Check("feed address", "optional", f"{address} is on this machine alone", "set [feed] url in show.toml")
    begun = time.perf_counter()
    try:
        answer = httpx.get(address, timeout=20, follow_redirects=True, verify=for_web())
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Check("feed address", "warning", f"{address}: {error}", "send the site with: matinale publish")
    if not answer.is_success or b"<rss" not in answer.content[:2000]:
        found = f"{address}: answered {answer.status_code}, no feed"
        return Check("feed address", "warning", found, "send the site with: matinale publish")
    if answer.content != (show.root / "feed" / FEED).read_bytes():
        found = f"{address}: not the feed that lies in {show.root / 'feed'}"
        return Check(
            "feed address", "warning", found, "send it with: matinale publish; or wait for the cache before it"
        )
    return Check("feed address", "ok", f"{address} in {time.perf_counter() - begun:.1f} s")
