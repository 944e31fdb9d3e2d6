"""A folder of another machine, over rsync and ssh. rsync itself renames each file when it is whole."""

from __future__ import annotations

import re
import shlex
import subprocess
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from matinale.errors import FeedError, ShowError

TIMEOUT_S = 3600
_LISTED = re.compile(r"-\S+\s+([\d,.]+)\s+\S+\s+\S+\s(.*)")


class RsyncStore:
    """`to` is `[user@]host:path`; options: `port`, `identity` (a key file), `known_hosts`."""

    def __init__(self, to: str, options: Mapping[str, str]) -> None:
        if ":" not in to or to.startswith("-"):
            raise ShowError(f'show.toml: [[feed.targets]]: to: {to!r} is not "[user@]host:path"')
        self.to = to.rstrip("/") + "/"
        ssh = ["ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]
        for option, flag in (("port", "-p"), ("identity", "-i")):
            ssh += [flag, options[option]] if option in options else []
        if "known_hosts" in options:
            ssh += ["-o", f"UserKnownHostsFile={options['known_hosts']}"]
        self.shell = shlex.join(ssh)

    def sizes(self) -> Mapping[str, int]:
        """Every file there; none where the folder is not there yet."""
        try:
            listed = self._run("-r", "--list-only", "--exclude=.*", self.to)
        except FeedError as error:
            if "No such file or directory" in str(error):
                return {}
            raise
        found = (_LISTED.fullmatch(line) for line in listed.splitlines())
        return {each[2]: int(re.sub(r"\D", "", each[1])) for each in found if each}

    def same(self, files: Sequence[tuple[str, Path]]) -> Collection[str]:
        """Those with the same content, by rsync's own checksums, in one run."""
        differing = self._files(files, "--dry-run", "--checksum", "--out-format=%n").splitlines()
        return {name for name, _ in files} - set(differing)

    def put(self, files: Sequence[tuple[str, Path]]) -> None:
        """Send files of one turn in one run, after the runs of the turns before."""
        self._files(files, "-t", "--mkpath", "--ignore-times", "--fsync")

    def _files(self, files: Sequence[tuple[str, Path]], *options: str) -> str:
        name, path = files[0]
        root = str(path).removesuffix(name)
        names = "\0".join(name for name, _ in files)
        return self._run("-R", "--from0", "--files-from=-", *options, root, self.to, given=names)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files by name: all others are excluded, so rsync leaves them alone."""
        rules = [f"+ /{part}/" for part in sorted({name.rpartition("/")[0] for name in names} - {""})]
        rules += [f"+ /{name}" for name in names] + ["- *"]
        with tempfile.TemporaryDirectory() as empty:
            for folder in {name.rpartition("/")[0] for name in names} - {""}:
                (Path(empty) / folder).mkdir(parents=True)
            self._run("-r", "--delete", "--omit-dir-times", "--include-from=-", f"{empty}/", self.to,
                      given="\n".join(rules))  # fmt: skip

    def _run(self, *arguments: str, given: str = "") -> str:
        command = ["rsync", "-e", self.shell, *arguments]
        try:
            done = subprocess.run(command, input=given.encode(), capture_output=True, timeout=TIMEOUT_S, check=False)
        except FileNotFoundError as error:
            raise FeedError("rsync is not installed; install it with your system's package manager") from error
        except subprocess.TimeoutExpired as error:
            raise FeedError(f"{self.to}: rsync took longer than an hour; run again to go on") from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit {done.returncode}"]
            raise FeedError(f"{self.to}: rsync failed: {said[0]}; mend it and run again: only the rest will be sent")
        return done.stdout.decode("utf-8", "replace")
