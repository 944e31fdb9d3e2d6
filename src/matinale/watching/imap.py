"""A mailbox on an IMAP server (RFC 3501, RFC 9051), opened read-only: nothing in it is marked as read."""

from __future__ import annotations

import base64
import contextlib
import imaplib
import os
import re
import ssl
from collections.abc import Generator, Iterator, Mapping
from typing import cast
from urllib.parse import unquote, urlsplit

from matinale.certificates import for_mail
from matinale.errors import ShowError, UnreadableSource
from matinale.watching.items import Item, Kind, Known, Polled
from matinale.watching.mail import Wanted, mail_item, read_head

PASSWORD = "MATINALE_IMAP_PASSWORD"  # noqa: S105  the variable's name
SECONDS = 20.0
MOST = 100
"""Messages at one look; what is left is taken at the next one. At the first look, the newest."""

_HEAD = "(RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM SUBJECT DATE)])"
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


class ImapSource:
    """The messages that came since the last look: those whose UID is higher, as long as UIDVALIDITY is the same."""

    name = "imap"
    kind: Kind = "mail"

    def __init__(self, address: str, wanted: Wanted, password: str) -> None:
        parts = urlsplit(address)
        self.address = address
        self._wanted, self._password = wanted, password
        self._secure, self._host = parts.scheme == "imaps", parts.hostname or ""
        self._port = parts.port or (993 if self._secure else 143)
        self._user = unquote(parts.username or "")
        self._mailbox = unquote(parts.path.strip("/")) or "INBOX"

    def poll(self, cursor: Mapping[str, str], known: Known) -> Polled | None:
        """The messages that are new here."""
        try:
            with self._opened() as server:
                return self._look(server, cursor, known)
        except (imaplib.IMAP4.error, OSError, ssl.SSLError) as error:
            said = " ".join(str(error).replace("b'", "").split())[:200]
            raise UnreadableSource(
                f"{self._host}: the mailbox {self._mailbox!r} cannot be read ({said}); check watch.imap and {PASSWORD}"
            ) from error

    @contextlib.contextmanager
    def _opened(self) -> Generator[imaplib.IMAP4]:
        if self._secure:
            server = imaplib.IMAP4_SSL(self._host, self._port, ssl_context=for_mail(), timeout=SECONDS)
        else:
            server = imaplib.IMAP4(self._host, self._port, timeout=SECONDS)
        try:
            if not self._secure and "STARTTLS" in server.capabilities:
                server.starttls(for_mail())
            elif not self._secure and self._host not in _LOOPBACK:
                raise imaplib.IMAP4.error("the server offers no encryption: write imaps://")
            self._log_in(server)
            _said(server.select(f'"{mailbox_name(self._mailbox)}"', readonly=True))
            yield server
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                server.logout()

    def _log_in(self, server: imaplib.IMAP4) -> None:
        """SASL PLAIN (RFC 4616) where it is offered: the command LOGIN takes no letters with accents."""
        if "AUTH=PLAIN" in server.capabilities:
            secret = f"\0{self._user}\0{self._password}".encode()
            server.authenticate("PLAIN", lambda _: secret)
        elif self._password.isascii() and self._user.isascii():
            server.login(self._user, self._password)
        else:
            raise imaplib.IMAP4.error("the server takes only ASCII names and passwords")

    def _look(self, server: imaplib.IMAP4, cursor: Mapping[str, str], known: Known) -> Polled | None:
        validity = _number(server.response("UIDVALIDITY")[1])
        first = 1 + (int(cursor.get("uid", "0")) if cursor.get("uidvalidity") == validity else 0)
        # "n:*" holds the last message even where its number is lower than n
        found = _said(server.uid("SEARCH", f"UID {first}:*"))[0]
        numbers = sorted(number for number in map(int, (found or b"").split()) if number >= first)
        if cursor.get("uidvalidity") == validity and not numbers:
            return None
        taken = numbers[:MOST] if cursor else numbers[-MOST:]
        items = tuple(self._items(server, taken, known, validity))
        last = taken[-1] if taken else first - 1
        return Polled(items, {"uidvalidity": validity, "uid": str(last)})

    def _items(self, server: imaplib.IMAP4, numbers: list[int], known: Known, validity: str) -> Iterator[Item]:
        from matinale.sources.load import LARGEST

        for number in numbers:
            described, content = _fetched(server, number, _HEAD)
            head = read_head(content, f"{validity}.{number}")
            size = re.search(rb"RFC822\.SIZE (\d+)", described)
            if not self._wanted.takes(head) or known(head.guid) or (size and int(size[1]) > 2 * LARGEST):
                continue
            yield mail_item(head, _fetched(server, number, "(BODY.PEEK[])")[1])


def imap_password() -> str:
    """The password of the mailbox, from the environment alone.

    Raises:
        ShowError: It is not there.
    """
    password = os.environ.get(PASSWORD, "")
    if not password:
        raise ShowError(f"watch.imap: its password is not in the environment; set {PASSWORD}")
    return password


def mailbox_name(name: str) -> str:
    """A mailbox's name as the protocol writes it: modified UTF-7 (RFC 3501, section 5.1.3), quoted.

    >>> mailbox_name("Lettres/Été"), mailbox_name("A & B")
    ('Lettres/&AMk-t&AOk-', 'A &- B')
    """
    parts = re.split(r"([^\x20-\x7e]+)", name.replace("&", "&-"))
    for place in range(1, len(parts), 2):
        coded = base64.b64encode(parts[place].encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
        parts[place] = f"&{coded}-"
    return "".join(parts).replace("\\", "\\\\").replace('"', '\\"')


def _said(answer: tuple[str, list[bytes | None]]) -> list[bytes | None]:
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error((data[0] or b"refused").decode("utf-8", "replace"))
    return data


def _fetched(server: imaplib.IMAP4, number: int, what: str) -> tuple[bytes, bytes]:
    """What the server says of a message, and the part of it that was asked for."""
    for part in _said(server.uid("FETCH", str(number), what)):
        if isinstance(part, tuple):
            described, content = cast("tuple[bytes, bytes]", part)
            return described, content
    return b"", b""  # it was removed meanwhile


def _number(data: list[bytes | None]) -> str:
    return (data[0] or b"0").decode("ascii", "replace")
