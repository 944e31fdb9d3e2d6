"""E-mail (.eml, .mbox) → blocks: the HTML part, with the plain part as a check. Attachments are not touched."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from email.errors import HeaderParseError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from typing import Any

from matinale.errors import NoArticleFound, UnreadableSource
from matinale.sources.blocks import Document, tidy, words_of
from matinale.sources.encoding import decode
from matinale.sources.load import Raw

MOST_PARTS = 200
MOST_BOUNDARIES = 5000
MOST_MESSAGES = 5000
LONGEST_HEADER = 20_000
"""Bytes; the standard parser takes the square of a header's length, and no newsletter has a longer one."""
_PREFIX = re.compile(r"^(?:(?:re|fwd?|tr|rv|wg)\s*:\s*)+", re.IGNORECASE)
# RFC 3676: a line that ends in a space goes on, except the line "-- " above a signature.
_SOFT_BREAK = re.compile(r"(?<=\S)(?<!\n--) \n(?=[^\n>])")
_HEADER = re.compile(
    rb"(?:\A|\n)(content-(?:type|disposition|transfer-encoding)|subject|date|message-id|from|to):"
    rb"[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(rb"^(?:--[^\s-]|content-type:)", re.MULTILINE | re.IGNORECASE)
_FROM_LINE = re.compile(rb"^From \S.*\d{4}\r?$", re.MULTILINE)


def read_mail(raw: Raw, item: str = "") -> Document:
    """The document that a message holds; of a mailbox the message with the Message-ID `item`, or the newest one.

    Raises:
        UnreadableSource: It has no text part, or its text is in no known encoding;
            it has more parts, or a longer header, or the mailbox more messages than is sane.
        NoArticleFound: The mailbox has no message with that Message-ID.
    """
    message = _parse(_choose(_messages(raw.content), item, raw.name), raw.name)
    html = text = ""
    for order, part in enumerate(message.walk()):
        if order > MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/html" and not html:
            html = _content(part, raw.name)
        elif kind == "text/plain" and not text:
            text = _content(part, raw.name)
    if not html.strip() and not text.strip():
        raise UnreadableSource(f"{raw.name}: the message has no text, only attachments; save the newsletter itself")
    return _document(message, html, text, raw.name)


def _document(message: EmailMessage, html: str, text: str, name: str) -> Document:
    from dataclasses import replace

    from matinale.sources.html import read_html
    from matinale.sources.text import read_text, refuse_many_lines

    document = Document((), "text", name=name)
    if html.strip():
        document = read_html(html, name, mail=True)
    # The plain part checks the HTML part: a message whose HTML holds only pictures, or a stub, is read from its text.
    seen = sum(len(words_of(block.text)) for block in document.blocks if not block.hint)
    if seen < 0.3 * len(words_of(text)):
        refuse_many_lines(text, name)
        document = Document(read_text(text), "text", name=name)
    return replace(
        document,
        format="mail",
        title=_PREFIX.sub("", tidy(_header(message, "Subject"))),
        date=_sent(message),
        url="",
        byline="",
    )


def _messages(content: bytes) -> list[bytes]:
    """The messages of a mailbox; a lone message is a mailbox of one."""
    if not content.startswith(b"From "):
        return [content.lstrip()]
    starts = [match.start() for match in _FROM_LINE.finditer(content)] or [0]
    parts = [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    return [part.partition(b"\n")[2] for part in parts] or [content]


class _Headers(HeaderRegistry):
    """Headers as Python reads them; one that its parser stumbles over (an IndexError, say) is taken as plain text."""

    def __call__(self, name: str, value: str) -> Any:
        try:
            return super().__call__(name, value)
        except (ValueError, IndexError, AttributeError, TypeError, LookupError, HeaderParseError, RecursionError):
            return _PLAIN("x-unreadable", re.sub(r"[\r\n]+", " ", value))


_PLAIN = HeaderRegistry(use_default_map=False)
_POLICY = email.policy.default.clone(header_factory=_Headers())


def _parse(content: bytes, name: str) -> EmailMessage:
    """A message, unless parsing it would take long: checked on its bytes, at a cost that grows with their number."""
    longest = max(_HEADER.finditer(content), key=lambda found: len(found[0]), default=None)
    if longest and len(longest[0]) > LONGEST_HEADER:
        key = longest[1].decode("ascii")
        raise UnreadableSource(f"{name}: the header {key!r} has {len(longest[0])} bytes; save the newsletter itself")
    parts = sum(1 for _ in _BOUNDARY.finditer(content))
    if parts > MOST_BOUNDARIES:
        raise UnreadableSource(f"{name}: the message has about {parts} parts; save the newsletter itself")
    return email.message_from_bytes(content, policy=email.policy.default)


def _choose(messages: list[bytes], item: str, name: str) -> bytes:
    """The wanted message of a mailbox, told by its headers alone."""
    if len(messages) > MOST_MESSAGES:
        raise UnreadableSource(f"{name}: the mailbox has {len(messages)} messages; save the one to read as .eml")
    if len(messages) == 1 and item in ("", "*"):
        return messages[0]
    heads = [_parse(re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0], name) for content in messages]
    if item and item != "*":
        wanted = item.strip("<> ")
        for message, head in zip(messages, heads, strict=True):
            if _header(head, "Message-ID").strip("<> ") == wanted:
                return message
        raise NoArticleFound(f"{name}: no message has the Message-ID {item!r}; it holds {len(messages)}")
    dates = [_sent(head) or dt.date.min for head in heads]
    return messages[dates.index(max(dates))]


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; broken headers give what can be read of them."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, UnicodeError):
        return ""


def _sent(message: EmailMessage) -> dt.date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _content(part: EmailMessage, name: str) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(content, bytes) or not content.strip():
        return ""
    charset = part.get_content_charset("") or ""
    text = decode(content, f"{name} ({part.get_content_type()} part)", charset=charset)
    if part.get_param("format") == "flowed":
        text = _SOFT_BREAK.sub(" ", text.replace("\r\n", "\n"))
    return text
