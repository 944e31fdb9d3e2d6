"""The page's address, the same after a restart: its token and its port are kept in the show's cache, for its owner."""

from __future__ import annotations

import contextlib
import json
import re
import socket
from pathlib import Path

from matinale.errors import MatinaleError, WorkspaceError
from matinale.files import write_text
from matinale.preview.guards import new_token
from matinale.preview.run import open_socket


def open_remembered(root: Path, port: int | None) -> tuple[str, socket.socket]:
    """The token, and a listening socket at `port`, else at the port of last time where it is free, else at any.

    Raises:
        WorkspaceError: The port that was asked for is taken.
    """
    token, last = remembered_address(root)
    try:
        listener = open_socket("127.0.0.1", port if port is not None else last)
    except WorkspaceError:
        if port is not None:
            raise
        token, listener = new_token(), open_socket("127.0.0.1", 0)  # another preview of this show is open
    remember_address(root, token, listener.getsockname()[1])
    return token, listener


def remembered_address(root: Path) -> tuple[str, int]:
    """The token and the port of the last preview of this show; a new token and port 0 where there was none."""
    try:
        kept = json.loads(_file(root).read_text("utf-8"))
        token, port = str(kept["token"]), int(kept["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return new_token(), 0
    if not re.fullmatch(r"[A-Za-z0-9_-]{22,64}", token) or not 0 <= port < 65_536:
        return new_token(), 0
    return token, port


def remember_address(root: Path, token: str, port: int) -> None:
    """Keep them, readable by the owner alone; a show that cannot be written has another address next time."""
    path = _file(root)
    with contextlib.suppress(MatinaleError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        write_text(path, json.dumps({"token": token, "port": port}) + "\n")
        path.chmod(0o600)  # what is replaced has the usual permissions


def _file(root: Path) -> Path:
    return root / ".cache" / "preview.json"
