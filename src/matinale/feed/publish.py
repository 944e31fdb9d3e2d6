"""The site as one step: a reader sees the old feed with all its files, or the new feed with all of its.

New files are written aside (`.next/` in the site, so that a rename is enough), checked there, then put in place: media
and sidecars first (their names carry their content's hash, so they disturb nothing), pages next, feed.xml last. Killed
at any moment, the feed that is there names only files that are there. What the new feed no longer names stays for
`[feed].replaced_hours`, for listeners whose app still holds the old feed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from matinale import __version__
from matinale.errors import FeedError
from matinale.feed.archive import feed_pages
from matinale.feed.gate.findings import Findings
from matinale.feed.identity import in_order, refuse_doubles
from matinale.feed.layout import FEED, INDEX, named_sidecars, sidecars_of
from matinale.feed.ledger import keep_guid, read_ledger
from matinale.feed.pages import build_episode_page, build_show_page, show_pages
from matinale.feed.placing import Staging, remove_replaced, staging
from matinale.feed.rss import build_feed
from matinale.feed.shelf import (
    Entry,
    Shelf,
    forget_record,
    read_record,
    read_shelf,
    refuse_foreign_slugs,
    shelve,
    write_record,
)
from matinale.files import sha256_of
from matinale.model import Episode
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.settings_check import refuse_show

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
        media: New MP3s and pictures: file name in the site → where the file is now. Others must be in `site`; those
            that no episode names are left out.
        cover: The cover's file name in the site; "" takes the `cover-*` picture of `media`, else the one in use.
        clock: Seconds since the epoch, for the age of replaced files alone.

    Raises:
        FeedError: Two episodes share an identity, a file is missing, or the gate found an error. The old feed stays.
        ShowError: A setting would make a feed that apps refuse.
        WorkspaceError: The site cannot be written. The old feed stays.
    """
    return _publish(show, shelve(episodes, read_record(show)), site, media, cover=cover, clock=clock)


def publish_workshop(
    show: Show,
    site: Path,
    media: Mapping[str, Path],
    *,
    folder: Path | None = None,
    cover: str = "",
    clock: Callable[[], float] | None = None,
) -> Published:
    """`publish` of every `episodes/*/episode.json` (of `folder`), reading again only those that changed."""
    shelf = read_shelf(folder or show.root / "episodes", read_record(show))
    return _publish(show, shelf, site, media, cover=cover, clock=clock)


@dataclass(frozen=True, slots=True)
class Build:
    """What every part of the site is built from. `key` stands for all that shapes it beside the episode itself."""

    show: Show
    shelf: Shelf
    stage: Staging
    cover: str
    key: str


def _publish(
    show: Show,
    shelf: Shelf,
    site: Path,
    media: Mapping[str, Path],
    *,
    cover: str,
    clock: Callable[[], float] | None,
) -> Published:
    from matinale.feed.gate.check import check_build

    refuse_show(show)
    refuse_foreign_slugs(shelf.entries)
    live = in_order(_without_withdrawn(show, shelf.entries))
    refuse_doubles(live)
    guid = keep_guid(show)
    cover = cover or _find_cover(site, media)
    with staging(site) as stage:
        wanted = {cover, *(name for entry in live for name in (entry.audio, *entry.alternates, *entry.pictures))}
        for name in sorted(wanted & media.keys()):
            stage.add(name, media[name])
        _require(stage, live, media)
        build = Build(show, shelf, stage, cover, _key(show, guid, cover))
        live, fresh = _build_episodes(build, live)
        named = _build_lists(build, live)
        findings = check_build(show, stage.files, site, frozenset(entry.audio for entry in fresh))
        _refuse(findings)
        if stage.files:
            forget_record(show)  # killed from here on, the site is neither the old nor the new: all is built again
        written = stage.commit()
        present = {*stage.present, *written}
    for entry in live:
        named.update((entry.audio, f"{entry.slug}/{INDEX}", *entry.alternates, *entry.sidecars, *entry.pictures))
    withdrawn = {entry.slug for entry in shelf.entries} - {entry.slug for entry in live}
    removed = remove_replaced(show, site, present, named | {cover}, withdrawn=withdrawn, clock=clock)
    write_record(show, live)
    return Published(site / FEED, written, removed, findings)


def _key(show: Show, guid: str, cover: str) -> str:
    said = (show.title, show.language, show.author, show.email, show.description, show.link, show.colours)
    return fingerprint(_program(), guid, cover, said, replace(show.feed, targets=(), replaced_hours=0))


@cache
def _program() -> str:
    """The hash of this very program: another one may build the same episode otherwise."""
    folder = Path(__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".css", ".js"})
    return fingerprint(__version__, [(path.name, path.read_bytes()) for path in files])


def _build_episodes(build: Build, live: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Stage the pages and sidecars of episodes that changed. Returns all entries, and those that changed."""
    fresh: list[Entry] = []
    done: list[Entry] = []
    for entry in live:
        page = f"{entry.slug}/{INDEX}"
        if entry.built == build.key and all(name in build.stage.present for name in (page, *entry.sidecars)):
            done.append(entry)
            continue
        episode = build.shelf.load(entry)
        sidecars = sidecars_of(build.show, episode)
        for name, content in sidecars.contents:
            build.stage.add(name, content)
        build.stage.add(page, build_episode_page(build.show, episode, sidecars, build.cover))
        made = replace(entry, built=build.key, sidecars=tuple(name for name, _ in sidecars.contents))
        fresh.append(made)
        done.append(made)
    return tuple(done), tuple(fresh)


def _build_lists(build: Build, live: Sequence[Entry]) -> set[str]:
    """Stage the feeds and the list pages whose episodes changed; the others are not built. Returns all their names."""
    oldest_first = live[::-1]
    before = [_state(entry) for entry in build.shelf.before.values()][::-1]
    now = [_state(entry) for entry in oldest_first]
    names: set[str] = set()

    def holds_still(name: str, start: int, stop: int) -> bool:
        end = max(len(before), len(now)) if stop == len(now) else stop
        return name in build.stage.present and before[start:end] == now[start:end]

    def load(start: int, stop: int) -> list[Episode]:
        return [build.shelf.load(entry) for entry in reversed(oldest_first[start:stop])]

    made = {entry.slug: named_sidecars(entry.sidecars) for entry in live}
    for page in feed_pages(build.show, len(live)):
        names.add(page.name)
        if not holds_still(page.name, page.start, page.stop):
            episodes = load(page.start, page.stop)
            build.stage.add(page.name, build_feed(build.show, episodes, cover=build.cover, page=page, sidecars=made))
    for listing in show_pages(len(live)):
        names.add(listing.name)
        if not holds_still(listing.name, listing.start, listing.stop):
            episodes = load(listing.start, listing.stop)
            build.stage.add(listing.name, build_show_page(build.show, episodes, build.cover, listing))
    return names


def _state(entry: Entry) -> tuple[str, str, str]:
    return entry.slug, entry.key, entry.built


def _refuse(findings: Findings) -> None:
    if findings.ok:
        return
    first = findings.errors[0]
    more = f" (and {len(findings.errors) - 1} more)" if len(findings.errors) > 1 else ""
    raise FeedError(
        f"the feed was not published, the old one stays: {first.where}: {first.message} [{first.source}]{more}"
    )


def _without_withdrawn(show: Show, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    stones = {stone.guid: stone for stone in read_ledger(show).withdrawn}
    for entry in entries:
        stone = stones.get(entry.guid)
        if stone is not None and stone.slug != entry.slug:
            raise FeedError(
                f"episode {entry.slug!r} has the guid of {stone.slug!r}, which was withdrawn: apps would not show it;"
                " give the issue another number or date, or restore the withdrawn one"
            )
    return tuple(entry for entry in entries if entry.guid not in stones)


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


def _require(stage: Staging, live: Sequence[Entry], media: Mapping[str, Path]) -> None:
    """Each file that the feed will name is there, and each MP3 is the one that its episode was made with."""
    for entry in live:
        given = media.get(entry.audio)
        size = given.stat().st_size if given else stage.present.get(entry.audio)
        if size is None:
            raise FeedError(
                f"episode {entry.slug!r}: its MP3 {entry.audio} is not in {stage.site}; make the episode again"
            )
        if size != entry.size or (given and sha256_of(given) != entry.sha256):
            raise FeedError(
                f"episode {entry.slug!r}: {given or stage.site / entry.audio} is not the MP3 that was made"
                f" ({entry.size} bytes); make the episode again"
            )
        for alternate in entry.alternates:
            if alternate not in media and alternate not in stage.present:
                raise FeedError(
                    f"episode {entry.slug!r}: its {alternate} is not in {stage.site}; make the episode again"
                )
        for picture in entry.pictures:
            if picture not in media and picture not in stage.present:
                raise FeedError(f"episode {entry.slug!r}: its picture {picture} is not in {stage.site}")
