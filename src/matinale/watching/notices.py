"""Success and failure told by a webhook and by e-mail: kept in the ledger until they are sent."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import smtplib
from collections.abc import Callable, Generator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

from matinale.certificates import for_mail, for_web
from matinale.errors import ShowError
from matinale.serialization import fingerprint
from matinale.settings import Show, Watch
from matinale.watching.dating import wait_after
from matinale.watching.journal import Journal
from matinale.watching.ledger import Book, Entry, Message

PASSWORD = "MATINALE_SMTP_PASSWORD"  # noqa: S105  the variable's name
SECONDS = 20.0
MOST_ATTEMPTS = 12
"""At the usual waits, half a day."""
FAILING = 3
"""After so many failures in a row a source or a target is told of: less are everyday weather."""
SUCCESSES = frozenset(("published", "prepared", "withdrawn", "restored", "source-back"))


def notice_of(
    event: str, about: Entry | None, show: Show, now: dt.datetime, *, reason: str = "", guid: str = ""
) -> list[Message]:
    """What is to be told of an event, one message for each way of telling; none where the show does not wish it."""
    outcome = "success" if event in SUCCESSES else "failure"
    ways = [way for way, wished in (("webhook", show.watch.webhook), ("mail", show.watch.mail_to)) if wished]
    if outcome not in show.watch.notify or not ways:
        return []
    slug = about.slug if about else ""
    body: dict[str, Any] = {
        "event": event,
        "outcome": outcome,
        "show": show.title,
        "feed": f"{show.feed.url.rstrip('/')}/feed.xml",
        "guid": about.guid if about else guid,
        "title": about.title if about else "",
        "slug": slug,
        "page": f"{show.feed.url.rstrip('/')}/{slug}/" if slug and event in ("published", "restored") else "",
        "reason": reason,
        "at": now.isoformat(timespec="seconds"),
    }
    # The same for the same news, so that who is told twice (after a crash) can know it.
    name = fingerprint(event, body["guid"], about.content if about else body["at"], reason)[:16]
    return [Message(name, {"id": name, **body}, way) for way in ways]


class Post:
    """Sends what the ledger holds to be told."""

    def __init__(self, book: Book, show: Show, journal: Journal, clock: Callable[[], float]) -> None:
        self._book, self._show, self._journal, self._clock = book, show, journal, clock
        self._ways: dict[str, Callable[[Message], None]] = {"webhook": self._to_webhook, "mail": self._by_mail}

    def send(self) -> bool:
        """Send all that is due; False where something could not be sent."""
        sent = [self._send(message) for message in self._book.ledger.messages if message.not_before <= self._clock()]
        return all(sent)

    @property
    def next_moment(self) -> float:
        """When there is something to send next, in seconds since the epoch."""
        return min((message.not_before for message in self._book.ledger.messages), default=float("inf"))

    def _send(self, message: Message) -> bool:
        from httpx import HTTPError, InvalidURL

        try:
            self._ways[message.by](message)
        except (HTTPError, InvalidURL, OSError, smtplib.SMTPException, ShowError) as error:
            attempts = message.attempts + 1
            gives_up = attempts >= MOST_ATTEMPTS
            wait = wait_after(attempts, self._show)
            later = None if gives_up else replace(message, attempts=attempts, not_before=self._clock() + wait)
            reason = " ".join(str(error).split()) or type(error).__name__
            self._journal("not-told", by=message.by, id=message.id, reason=reason, gives_up=gives_up)
            self._book.settle(message, later)
            return False
        self._journal("told", by=message.by, id=message.id, about=message.body["event"])
        self._book.settle(message, None)
        return True

    def _to_webhook(self, message: Message) -> None:
        import httpx

        content = json.dumps(dict(message.body), ensure_ascii=False).encode("utf-8")
        headers = {"Content-Type": "application/json", "User-Agent": "Matinale"}
        answer = httpx.post(
            self._show.watch.webhook, content=content, headers=headers, timeout=SECONDS, verify=for_web()
        )
        answer.raise_for_status()

    def _by_mail(self, message: Message) -> None:
        watch, body = self._show.watch, message.body
        mail = EmailMessage()
        subject = f"[{body['show']}] {body['event']}: {body['title'] or body['reason'] or body['guid']}"
        mail["Subject"] = " ".join(subject.split())[:200]
        mail["From"], mail["To"] = watch.mail_from, ", ".join(watch.mail_to)
        mail["Date"] = dt.datetime.fromisoformat(body["at"])
        mail["Message-ID"] = f"<{message.id}@{watch.mail_from.rpartition('@')[2]}>"
        mail.set_content("\n".join(f"{name}: {value}" for name, value in body.items() if value))
        with mail_server(watch) as server:
            server.send_message(mail)


@contextlib.contextmanager
def mail_server(watch: Watch) -> Generator[smtplib.SMTP]:
    """The server of `watch.smtp`, connected and logged into, encrypted where it offers that.

    Raises:
        ShowError: The password is missing.
        OSError, smtplib.SMTPException: It cannot be reached, or refuses.
    """
    parts = urlsplit(watch.smtp)
    host, secure = parts.hostname or "localhost", parts.scheme == "smtps"
    port = parts.port or (465 if secure else 587 if parts.username else 25)
    opened = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=for_mail()) if secure else None
    with opened or smtplib.SMTP(host, port, timeout=SECONDS) as server:
        server.ehlo()
        if not secure and server.has_extn("starttls"):
            server.starttls(context=for_mail())
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), _password())
        yield server


def _password() -> str:
    password = os.environ.get(PASSWORD, "")
    if not password:
        raise ShowError(f"watch.smtp: its password is not in the environment; set {PASSWORD}")
    return password
