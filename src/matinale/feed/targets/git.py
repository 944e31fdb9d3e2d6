"""A branch of a git repository, as static hosting serves it: a push moves it from one whole site to the next."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import FeedError, ShowError
from matinale.feed.placing import in_turn, is_hashed, is_ours, scan

if TYPE_CHECKING:
    from matinale.feed.targets.send import Action, Change
    from matinale.settings import Show, Target

TIMEOUT_S = 3600
_WORDS: dict[str, Action] = {"A": "add", "M": "replace", "D": "remove"}


def send_to_branch(show: Show, site: Path, target: Target, *, dry_run: bool) -> tuple[Change, ...]:
    """Commit the site onto the branch's last commit and push it; files of the branch that are not ours stay.

    Raises:
        FeedError: git cannot reach or write the repository, or somebody pushed meanwhile.
    """
    from matinale.feed.targets.send import Change, is_published

    _refuse_options(target)
    with tempfile.TemporaryDirectory(prefix="matinale-git-") as folder:
        git = _Git(Path(folder))
        git.run("init", "--quiet", "--bare", folder)
        parent = git.fetch(target.to, target.branch)
        git.run("read-tree", parent) if parent else git.run("read-tree", "--empty")
        there = [name for name in git.run("ls-files", "-z").split("\0") if name]
        ours = {name for name, _ in scan(site) if is_published(name)}
        folders = {name.rpartition("/")[0] for name in there if is_hashed(name)}
        gone = [name for name in there if name not in ours and is_ours(name, folders)]
        git.run(
            "--work-tree", str(site), "update-index", "--force-remove", "-z", "--stdin", given="\0".join(gone), at=site
        )
        git.run(
            "--work-tree", str(site), "update-index", "--add", "-z", "--stdin", given="\0".join(sorted(ours)), at=site
        )
        tree = git.run("write-tree").strip()
        before = parent or git.run("hash-object", "-t", "tree", "-w", "--stdin").strip()
        changes = tuple(
            Change(_action(word), name, (site / name).stat().st_size if name in ours else 0)
            for word, name in git.changed(before, tree)
        )
        if changes and not dry_run:
            parents = ("-p", parent) if parent else ()
            commit = git.run("commit-tree", tree, *parents, "-m", f"{show.title}: {len(changes)} files").strip()
            git.run("push", "--quiet", target.to, f"{commit}:refs/heads/{target.branch}")
    return tuple(sorted(changes, key=lambda change: (change.action == "remove", in_turn(change.name))))


def find_branch(target: Target, scratch: Path) -> str:
    """The last commit of the target's branch, "" where the branch is not there yet; nothing is fetched.

    Raises:
        FeedError: git cannot reach the repository.
    """
    _refuse_options(target)
    answer = _Git(scratch).run("ls-remote", "--heads", target.to, f"refs/heads/{target.branch}")
    return answer.partition("\t")[0]


def _refuse_options(target: Target) -> None:
    """An address or a branch that git would take for an option."""
    if not target.to or target.to.startswith("-") or target.branch.startswith("-"):
        raise ShowError(f"show.toml: [[feed.targets]] {target.name!r}: `to` is not a repository's address")


def _action(word: str) -> Action:
    return _WORDS.get(word[:1], "replace")


class _Git:
    """git with a repository and an index of its own, whatever repository we are in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, given: str = "", at: Path | None = None) -> str:
        """What git prints.

        Raises:
            FeedError: git failed.
        """
        try:
            done = subprocess.run(
                [shutil.which("git") or "git", *arguments],
                input=given.encode(),
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
                env=self._environment(),
                cwd=at or self.folder,
            )
        except (FileNotFoundError, subprocess.TimeoutExpired) as error:
            raise FeedError(f"git is not installed or does not answer ({error}); the branch is as it was") from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit {done.returncode}"]
            raise FeedError(f"git {arguments[0]}: {said[-1]}; the branch is as it was")
        return done.stdout.decode("utf-8", "replace")

    def fetch(self, repository: str, branch: str) -> str:
        """The branch's last commit, "" where it is not there yet."""
        if not self.run("ls-remote", "--heads", repository, f"refs/heads/{branch}").strip():
            return ""
        self.run("fetch", "--quiet", "--depth=1", repository, f"refs/heads/{branch}")
        return self.run("rev-parse", "FETCH_HEAD").strip()

    def changed(self, before: str, after: str) -> list[tuple[str, str]]:
        """Each file that differs between two trees: git's letter and the name."""
        parts = self.run("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, after).split("\0")
        return list(zip(parts[0::2], parts[1::2], strict=False))

    def _environment(self) -> Mapping[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key == "GIT_SSH_COMMAND"
        }
        who = {"NAME": "Matinale", "EMAIL": "matinale@localhost"}
        names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        return {**kept, **names, "GIT_DIR": str(self.folder), "GIT_TERMINAL_PROMPT": "0"}
