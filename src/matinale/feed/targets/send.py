"""Comparing the site with a target and bringing the target up to it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from matinale.certificates import for_web
from matinale.errors import FeedError, ShowError
from matinale.feed.layout import FEED, address
from matinale.feed.placing import in_turn, is_hashed, is_ours, scan
from matinale.settings import Show, Target

Action = Literal["add", "replace", "remove"]


@dataclass(frozen=True, slots=True)
class Change:
    """One file that the target lacks, has otherwise, or has no more use for."""

    action: Action
    name: str
    size: int


class Store(Protocol):
    """A place that files are sent to. Each file appears whole or not at all."""

    def sizes(self) -> Mapping[str, int]:
        """Every file there: name → bytes."""
        ...

    def same(self, files: Sequence[tuple[str, Path]]) -> Collection[str]:
        """Those of the files (all of them there, with the same size) whose content there is the same."""
        ...

    def put(self, files: Sequence[tuple[str, Path]]) -> None:
        """Send files, in this order."""
        ...

    def remove(self, names: Sequence[str]) -> None:
        """Remove files."""
        ...


def send_site(show: Show, site: Path, target: Target, *, dry_run: bool = False) -> tuple[Change, ...]:
    """Bring `target` up to `site`. Returns what was (or, in a dry run, would be) changed, in that order.

    Files at the target that Matinale did not make stay. Replaced media go when they have gone from the site.

    Raises:
        FeedError: The target cannot be reached or written. What it served before it still serves.
        ShowError: The target's table in `show.toml` is wrong.
    """
    if not (site / FEED).is_file():
        raise FeedError(f"{site}: there is no {FEED} yet; make an episode first")
    if target.kind == "git":
        from matinale.feed.targets.git import send_to_branch

        return send_to_branch(show, site, target, dry_run=dry_run)
    store = open_store(show, target)
    changes = differences(site, store)
    if not dry_run:
        groups: dict[int, list[tuple[str, Path]]] = {}
        for change in changes:
            if change.action != "remove":
                groups.setdefault(in_turn(change.name)[0], []).append((change.name, site / change.name))
        for turn in sorted(groups):
            store.put(groups[turn])
        gone = [change.name for change in changes if change.action == "remove"]
        if gone:
            store.remove(gone)
    return changes


def open_store(show: Show, target: Target) -> Store:
    """The store of a target that is a collection of files."""
    if not target.to:
        raise ShowError(f"show.toml: [[feed.targets]] {target.name!r}: `to` is empty; write where the site is sent to")
    if target.kind == "folder":
        from matinale.feed.targets.folder import FolderStore

        return FolderStore((show.root / Path(target.to).expanduser()).resolve())
    if target.kind == "rsync":
        from matinale.feed.targets.rsync import RsyncStore

        return RsyncStore(target.to, options_of(target))
    from matinale.feed.targets.objects import ObjectStore

    return ObjectStore.open(target.to, options_of(target))


def options_of(target: Target) -> dict[str, str]:
    """The target's options; a value that begins with `$` is read from the environment, so that no secret is in a file.

    Raises:
        ShowError: The environment has no such variable.
    """
    options: dict[str, str] = {}
    for key, value in target.options.items():
        if value.startswith("$"):
            if value[1:] not in os.environ:
                raise ShowError(
                    f"show.toml: [[feed.targets]] {target.name!r}: options.{key}: the environment has no {value[1:]};"
                    " set it"
                )
            options[key] = os.environ[value[1:]]
        else:
            options[key] = value
    return options


def differences(site: Path, store: Store) -> tuple[Change, ...]:
    """What the store must change, in the order it is to be done. Files with a hash in their name are known by size."""
    ours = {name: size for name, size in scan(site) if is_published(name)}
    theirs = store.sizes()
    equal = {name for name, size in ours.items() if theirs.get(name) == size}
    unsure = [(name, site / name) for name in sorted(equal) if not is_hashed(name)]
    same = {name for name in equal if is_hashed(name)} | set(store.same(unsure) if unsure else ())
    changes = [
        Change("replace" if name in theirs else "add", name, ours[name])
        for name in sorted(ours, key=in_turn)
        if name not in same
    ]
    folders = {name.rpartition("/")[0] for name in theirs if is_hashed(name)}
    changes += [
        Change("remove", name, theirs[name]) for name in sorted(theirs) if name not in ours and is_ours(name, folders)
    ]
    return tuple(changes)


def is_published(name: str) -> bool:
    """Whether a file of the site's folder is sent: not the note that explains the folder."""
    return name != "README.md"


def ping_hub(show: Show) -> None:
    """Tell the WebSub hub that the feed is new (W3C WebSub, 6: publish). Nothing where no hub is configured.

    Raises:
        FeedError: The hub does not take it. The feed is published all the same; apps find it a little later.
    """
    if not show.feed.hub:
        return
    import httpx

    try:
        answer = httpx.post(
            show.feed.hub,
            data={"hub.mode": "publish", "hub.url": address(show, FEED)},
            timeout=20,
            follow_redirects=True,
            verify=for_web(),
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FeedError(
            f"{show.feed.hub}: the hub does not answer ({error}); the feed is published, apps find it later"
        ) from error
    if not answer.is_success:
        raise FeedError(
            f"{show.feed.hub}: the hub answered {answer.status_code}; the feed is published, apps find it later"
        )
