"""Messages as items: told apart by their Message-ID, chosen by who sent them and what their subject says."""

from __future__ import annotations

import datetime as dt
import email.header
import email.message
import email.parser
import email.utils
from dataclasses import dataclass

from matinale.watching.items import Item, digest_of

HEAD = 64 * 1024
"""Bytes in which the headers of a message are looked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages are issues of the newsletter: `sender` an address, `subject` words in it; "" is any."""

    sender: str = ""
    subject: str = ""

    def takes(self, head: Head) -> bool:
        """Whether a message is one."""
        right_sender = not self.sender or head.sender == self.sender.strip().lower()
        return right_sender and self.subject.casefold() in head.subject.casefold()


@dataclass(frozen=True, slots=True)
class Head:
    """What the headers of a message say."""

    guid: str
    sender: str
    subject: str
    moment: dt.datetime | None


def read_head(content: bytes, otherwise: str) -> Head:
    """The headers at the beginning of a message; `otherwise` is its guid where it has no Message-ID."""
    message = email.parser.BytesHeaderParser().parsebytes(content[:HEAD])
    guid = _text(message, "Message-ID").strip("<> ") or otherwise
    sender = email.utils.parseaddr(_text(message, "From"))[1].lower()
    return Head(guid, sender, " ".join(_text(message, "Subject").split()), _sent(message))


def mail_item(head: Head, content: bytes) -> Item:
    """A whole message as an item."""
    return Item(head.guid, head.subject, head.moment, content, "message.eml", "mail", digest_of(content))


def _text(message: email.message.Message, name: str) -> str:
    value = str(message.get(name, ""))
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (ValueError, LookupError, UnicodeError):
        return value


def _sent(message: email.message.Message) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(_text(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)  # "-0000" says that the zone is not known
