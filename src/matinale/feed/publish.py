"""The site as one step: a reader sees the old feed with all its files, or the new feed with all of its.

New files are written aside (`.next/` in the site, so that a rename is enough), then put in place: media and sidecars
first (their names carry their content's hash, so they disturb nothing), pages next, feed.xml last. Killed at any
moment, the feed that is there names only files that are there. What the new feed no longer names stays for
`[feed].replaced_hours`, for listeners whose app still holds the old feed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matinale.errors import FeedError
from matinale.feed.archive import build_feeds
from matinale.feed.gate.findings import Findings
from matinale.feed.identity import in_order, refuse_doubles
from matinale.feed.layout import FEED, sidecars_of
from matinale.feed.ledger import keep_guid, read_ledger
from matinale.feed.pages import build_pages
from matinale.feed.placing import Content, place, remove_replaced
from matinale.feed.settings_check import refuse_show
from matinale.files import sha256_of
from matinale.model import Episode
from matinale.settings import Show

PICTURES = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: names in the site that were written and removed, and what the gate found."""

    feed: Path
    written: tuple[str, ...]
    removed: tuple[str, ...]
    findings: Findings


def publish(
    show: Show,
    episodes: Sequence[Episode],
    site: Path,
    media: Mapping[str, Path],
    *,
    cover: str = "",
    clock: Callable[[], float] | None = None,
) -> Published:
    """Build the whole site, check it, and put it in place of the old one; unchanged files keep their times.

    Args:
        show: The podcast.
        episodes: All of its episodes, in any order; withdrawn ones are left out.
        site: The folder that is published.
        media: New MP3s and pictures: file name in the site → where the file is now. Others must be in `site`.
        cover: The cover's file name in the site; "" takes the `cover-*` picture of `media`, else the one in use.
        clock: Seconds since the epoch, for the age of replaced files alone.

    Raises:
        FeedError: Two episodes share an identity, a file is missing, or the gate found an error. The old feed stays.
        ShowError: A setting would make a feed that apps refuse.
        WorkspaceError: The site cannot be written. The old feed stays.
    """
    from matinale.feed.gate.check import check_build

    refuse_show(show)
    live = in_order(_without_withdrawn(show, episodes))
    refuse_doubles(live)
    keep_guid(show)
    cover = cover or _find_cover(site, media)
    plan = _plan(show, live, media, cover)
    _require(site, plan, live)
    findings = check_build(show, plan, site, media)
    if not findings.ok:
        first = findings.errors[0]
        more = f" (and {len(findings.errors) - 1} more)" if len(findings.errors) > 1 else ""
        raise FeedError(
            f"the feed was not published, the old one stays: {first.where}: {first.message} [{first.source}]{more}"
        )
    written = place(site, plan)
    named = set(plan) | {episode.audio for episode in live} | {cover}
    named |= {picture for episode in live for picture in _pictures(episode)}
    removed = remove_replaced(show, site, named, clock)
    return Published(site / FEED, written, removed, findings)


def _without_withdrawn(show: Show, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    stones = {stone.guid: stone for stone in read_ledger(show).withdrawn}
    for episode in episodes:
        stone = stones.get(episode.guid)
        if stone is not None and stone.slug != episode.slug:
            raise FeedError(
                f"episode {episode.slug!r} has the guid of {stone.slug!r}, which was withdrawn: apps would not show it;"
                " give the issue another number or date, or restore the withdrawn one"
            )
    return tuple(episode for episode in episodes if episode.guid not in stones)


def _plan(show: Show, live: Sequence[Episode], media: Mapping[str, Path], cover: str) -> dict[str, Content]:
    """Every file to be in the site that this run can write, in the order of writing."""
    plan: dict[str, Content] = dict(sorted(media.items()))
    for episode in live:
        plan.update(sidecars_of(show, episode).contents)
    plan.update(build_pages(show, live, cover))
    plan.update(build_feeds(show, live, cover))  # feed.xml is the last of them
    return plan


def _pictures(episode: Episode) -> set[str]:
    return {episode.image, *(mark.image for mark in episode.chapters)} - {""}


def _find_cover(site: Path, media: Mapping[str, Path]) -> str:
    """The new cover, else the one that the present feed names, else none."""
    new = sorted(name for name in media if name.startswith("cover-") and name.lower().endswith(PICTURES))
    if new:
        return new[0]
    try:
        present = (site / FEED).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        present = ""
    used = [path.name for path in sorted(site.glob("cover-*")) if path.name in present]
    return used[0] if used else ""


def _require(site: Path, plan: Mapping[str, Content], live: Sequence[Episode]) -> None:
    """Each file that the feed will name is there, and each MP3 is the one that its episode was made with."""
    for episode in live:
        given = plan.get(episode.audio)
        path = given if isinstance(given, Path) else site / episode.audio
        if not path.is_file():
            raise FeedError(
                f"episode {episode.slug!r}: its MP3 {episode.audio} is not in {site}; make the episode again"
            )
        if path.stat().st_size != episode.size or (isinstance(given, Path) and sha256_of(path) != episode.sha256):
            raise FeedError(
                f"episode {episode.slug!r}: {path} is not the MP3 that was made ({episode.size} bytes);"
                " make the episode again"
            )
        for picture in _pictures(episode):
            if picture not in plan and not (site / picture).is_file():
                raise FeedError(f"episode {episode.slug!r}: its picture {picture} is not in {site}")
