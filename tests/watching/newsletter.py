"""A newsletter on loopback: its feed as a server gives it, with what goes wrong on the way, and a webhook's end."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

FIRST_DAY = dt.date(2026, 10, 1)


@dataclass
class Letter:
    """An issue of the newsletter."""

    number: int
    text: str = ""
    broken: bool = False
    day_of: Letter | None = None

    @property
    def guid(self) -> str:
        return f"https://lettre.example/{self.number}"

    @property
    def day(self) -> dt.date:
        return self.day_of.day if self.day_of else FIRST_DAY + dt.timedelta(days=self.number)

    def item(self) -> str:
        date = format_datetime(dt.datetime.combine(self.day, dt.time(5), dt.UTC))
        head = f"<item><title>Lettre n° {self.number}</title><link>{self.guid}</link><guid>{self.guid}</guid>"
        head += f"<pubDate>{date}</pubDate>"
        if self.broken:
            return f"{head}<description>&nbsp;<b>R & D</description></item>"
        text = self.text or f"Le pont porte {self.number + 40} tonnes."
        body = f"<h2>Le pont {self.number} ouvre lundi à tous les trams</h2><p>{text}</p>"
        return f"{head}<description>{escape(body)}</description></item>"


@dataclass
class Newsletter:
    """What the server serves, and the requests it got. `faults`: what happens to the next answers."""

    letters: list[Letter] = field(default_factory=list)
    newest: int = 1000
    retry_after: str = ""
    faults: Iterator[str] = field(default_factory=lambda: iter(()))
    requests: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    hook_answers: Iterator[int] = field(default_factory=lambda: iter(()))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def feed(self) -> bytes:
        with self.lock:
            shown = sorted(self.letters, key=lambda letter: letter.number, reverse=True)[: self.newest]
            items = "".join(letter.item() for letter in shown)
        head = "<channel><title>La lettre</title><link>https://lettre.example/</link><language>fr</language>"
        return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0">{head}{items}</channel></rss>\n'.encode()


@contextmanager
def published(letter: Newsletter) -> Generator[str]:
    """Serve it; yields the server's address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content, fault = letter.feed(), next(letter.faults, "")
            etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            status = 503 if fault == "503" else 304 if self.headers.get("If-None-Match") == etag else 200
            letter.requests.append((self.path, dict(self.headers), status))
            self.send_response(status)
            if fault == "503" and letter.retry_after:
                self.send_header("Retry-After", letter.retry_after)
            if fault == "503" or status == 304:
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/rss+xml")
            if fault == "close":  # an end that HTTP/1.0 cannot tell from the right one
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) * 2 // 3] if fault else content)
            self.close_connection = bool(fault)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = next(letter.hook_answers, 204)
            if status < 300:
                letter.told.append(body)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that was killed."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def watched_show(folder: Any, settings: str, voice: str = "silence") -> Any:
    """A show whose episodes are made in a second, with a `[watch]` table."""
    from matinale.workspace import init_workspace

    init_workspace(folder)
    (folder / "show.toml").write_text(
        f'title = "Essai"\nvoice = "{voice}"\nauthor = "Nous"\nemail = "nous@example.org"\n'
        'description = "Un essai."\nlink = "https://lettre.example/"\n'
        "[reading]\nallow_private = true\n"
        "[script]\nheadlines = false\ntransitions = false\n"
        '[sound]\njingles = "none"\n'
        f"[watch]\n{settings}\n",
        "utf-8",
    )
    return folder
