"""Server-sent events: what the pages of all tabs are told. Only the newest word on each thing waits for a slow reader.

Source: WHATWG HTML, "Server-sent events".
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

Event = tuple[str, str, dict[str, Any]]
"""The kind of an event, the name of what it is about, and its data."""

KEEP_ALIVE_S = 15.0
LOOK_S = 1.0  # between two looks at what the command line may have changed on disk


class Hub:
    """Hands events to every open page; `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._readers: set[_Reader] = set()
        self._changing = threading.Lock()
        self.closed = False

    def tell(self, event: str, name: str, value: dict[str, Any]) -> None:
        """Send an event; a later one of the same event and name takes its place where it was not read yet."""
        with self._changing:
            readers = tuple(self._readers)
        for reader in readers:
            reader.put(event, name, value)

    def close(self) -> None:
        """End all streams: the server stops."""
        self.closed = True
        with self._changing:
            readers = tuple(self._readers)
        for reader in readers:
            reader.wake()

    async def stream(self, first: Callable[[], list[Event]], look: Callable[[], str]) -> AsyncIterator[str]:
        """The events of one page, beginning with `first`; `look` gives the revision, told of when it changes."""
        reader = _Reader(asyncio.get_running_loop())
        with self._changing:
            self._readers.add(reader)
        try:
            # Asked once the reader is known: what happens in between is told, and is newer.
            for event in await asyncio.to_thread(first):
                reader.put(*event, newest=False)
            async for text in self._told(reader, look):
                yield text
        finally:
            with self._changing:
                self._readers.discard(reader)

    async def _told(self, reader: _Reader, look: Callable[[], str]) -> AsyncIterator[str]:
        seen, quiet = await asyncio.to_thread(look), 0.0
        while not self.closed:
            events = await reader.wait(LOOK_S)
            revision = await asyncio.to_thread(look)
            if revision != seen and not any(event == "state" for event, _ in events):
                events.append(("state", {"revision": revision}))
            seen = revision
            for event, value in events:
                yield f"event: {event}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
            quiet = 0.0 if events else quiet + LOOK_S
            if quiet >= KEEP_ALIVE_S:
                quiet = 0.0
                yield ": keep-alive\n\n"


class _Reader:
    """What waits for one page."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._something = asyncio.Event()
        self._waiting: dict[tuple[str, str], dict[str, Any]] = {}
        self._lock = threading.Lock()

    def put(self, event: str, name: str, value: dict[str, Any], *, newest: bool = True) -> None:
        with self._lock:
            if newest:
                self._waiting.pop((event, name), None)
            self._waiting.setdefault((event, name), value)
        self.wake()

    def wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the page is gone
            self._loop.call_soon_threadsafe(self._something.set)

    async def wait(self, seconds: float) -> list[tuple[str, dict[str, Any]]]:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._something.wait(), seconds)
        self._something.clear()
        with self._lock:
            events = [(event, value) for (event, _), value in self._waiting.items()]
            self._waiting.clear()
        return events
