"""Starting the local servers: an address is printed once it answers, Ctrl-C ends them without a word."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from matinale.errors import WorkspaceError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def open_socket(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    Raises:
        WorkspaceError: The address is taken or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named outright, because asyncio sets TCP_NODELAY only where the protocol is; without it ranges take 50 ms each.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise WorkspaceError(f"{host}:{port}: cannot be served ({reason}); choose another with --port") from error
    return listener


def run_app(
    app: ASGIApp, listener: socket.socket, announce: Callable[[], None], close: Callable[[], None] = lambda: None
) -> None:
    """Serve `app` until Ctrl-C; `announce` is called once requests are answered, `close` to end streams that do not."""

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            announce()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await asyncio.to_thread(close)
            await super().shutdown(sockets)

    config = uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False, access_log=False)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended in order, and gives Ctrl-C on
        Announcing(config).run(sockets=[listener])


def open_browser(address: str) -> None:
    """Show the page where there is a browser; without one the printed address is enough."""
    webbrowser.open(address)
