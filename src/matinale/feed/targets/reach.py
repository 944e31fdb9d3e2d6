"""Whether a target answers, without sending anything."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from matinale.certificates import for_web
from matinale.errors import FeedError, ShowError
from matinale.feed.targets.send import open_store
from matinale.settings import Show, Target


def reach_target(show: Show, target: Target) -> str:
    """Ask a target what it has; what it answered, in a few words.

    Raises:
        FeedError: It does not answer, or a folder cannot be written.
        ShowError: Its table in `show.toml` is wrong.
    """
    if target.kind == "git":
        from matinale.feed.targets.git import find_branch

        with tempfile.TemporaryDirectory(prefix="matinale-git-") as folder:
            commit = find_branch(target, Path(folder))
        return f"branch {target.branch} at {commit[:10]}" if commit else f"no branch {target.branch} yet"
    store = open_store(show, target)
    count = len(store.sizes())
    if target.kind == "folder":
        _refuse_unwritable((show.root / Path(target.to).expanduser()).resolve())
    return f"{count} files there"


def reach_hub(show: Show) -> str:
    """Ask the WebSub hub anything at all; the status that it answered with.

    Raises:
        FeedError: It does not answer.
    """
    import httpx

    try:
        return f"answered {httpx.get(show.feed.hub, timeout=20, follow_redirects=True, verify=for_web()).status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FeedError(f"{show.feed.hub}: the hub does not answer ({error}); apps find new episodes later") from error


def _refuse_unwritable(folder: Path) -> None:
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    if not there.is_dir():
        raise ShowError(f"{there}: is a file where the target needs a folder; move it away")
    if not os.access(there, os.W_OK | os.X_OK):
        raise FeedError(f"{there}: cannot be written; mend its permissions")
