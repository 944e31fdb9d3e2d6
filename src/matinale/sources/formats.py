"""Which format a source is in, by its content, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from matinale.errors import UnreadableSource
from matinale.sources.blocks import Document
from matinale.sources.encoding import decode
from matinale.sources.load import Raw

_MAIL = re.compile(
    rb"\A(?:From \S.*\r?\n)?(?:(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*|[ \t][^\r\n]*)\r?\n){2,}", re.ASCII
)
_MAIL_HEADER = re.compile(
    rb"^(?:From|Subject|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Date):", re.IGNORECASE | re.MULTILINE
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|\w+:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|table|td|tr|h[1-6]|ul|ol|li|br|strong|em|a|span|section|article|img|blockquote)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_MARKDOWN = (
    (3, re.compile(r"\A(?:---|\+\+\+)\s*\n(?:.{0,400}\n){0,60}?(?:---|\+\+\+)\s*\n")),
    (2, re.compile(r"^#{1,6} \S", re.MULTILINE)),
    (2, re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\(\s*<?[a-z/#][^()\s]{0,2000}", re.IGNORECASE)),
    (2, re.compile(r"!\[[^\[\]\n]{0,300}\]\(")),
    (2, re.compile(r"(?<![*\w])\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?![*\w])")),
    (2, re.compile(r"^(?:```|~~~)", re.MULTILINE)),
    (2, re.compile(r"^\|?\s*:?-{2,}:?\s*\|", re.MULTILINE)),
    (2, re.compile(r"\[\^\w{1,20}\]")),
    (1, re.compile(r"(?<![_\w])_(?=\S)[^_\n]{2,100}(?<=\S)_(?!\w)")),
)
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd")


LONGEST_PARAGRAPH = 40_000
"""Characters; nested brackets cost a Markdown parser the square of a paragraph's length, and nobody writes such."""


def read_documents(raw: Raw, format: str, item: str) -> tuple[Document, ...]:  # noqa: A002 (the option's name)
    """The documents of a source: one, or the items of a feed.

    Raises:
        UnreadableSource: `format` is not one, or the content is not in it.
    """
    if format and format not in FORMATS:
        raise UnreadableSource(f"--format {format}: no such format; one of {', '.join(FORMATS)}")
    return _READERS[format or detect_format(raw)](raw, item)


def detect_format(raw: Raw) -> str:
    """One of `FORMATS`, by the content; the file's suffix only decides between text and Markdown."""
    start = raw.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = PurePath(raw.name).suffix.lower()
    if _MAIL.match(start) and len(_MAIL_HEADER.findall(start)) >= 2:
        return "mail"
    if _FEED.search(start) and not _HTML.search(start[:200]):
        return "feed"
    if _HTML.search(start):
        return "html"
    text = (
        decode(raw.content[: 60_000 - 60_000 % 4], raw.name, charset=raw.charset)
        if len(raw.content) <= 60_000
        else _head(raw)
    )
    tags = len(_TAG.findall(text[:20_000]))
    if tags >= 4 and start[:1] == b"<":
        return "html"
    if suffix in _MARKDOWN_SUFFIXES or is_markdown(text):
        return "markdown"
    return "html" if tags >= 6 else "text"


def _head(raw: Raw) -> str:
    """The beginning of a long text, cut between lines so that no character is broken."""
    cut = raw.content.rfind(b"\n", 0, 60_000)
    try:
        return decode(raw.content[: cut if cut > 0 else 60_000], raw.name, charset=raw.charset)
    except UnreadableSource:
        return decode(raw.content, raw.name, charset=raw.charset)


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: two kinds of its marks, or one that nothing else has, several times."""
    text = text[:60_000]
    points = sum(
        weight * min(3, sum(1 for _ in zip(range(3), pattern.finditer(text), strict=False)))
        for weight, pattern in _MARKDOWN
    )
    return points >= 4


def _read_text(raw: Raw, _item: str) -> tuple[Document, ...]:
    from matinale.sources.text import read_text

    return (Document(read_text(_lines_of(raw)), "text", name=raw.name, url=raw.url),)


def _lines_of(raw: Raw) -> str:
    """A text that is not refused for its number of lines, before anything costly is done with them."""
    from matinale.sources.text import refuse_many_lines

    text = decode(raw.content, raw.name, charset=raw.charset)
    refuse_many_lines(text, raw.name)
    return text


def _read_markdown(raw: Raw, _item: str) -> tuple[Document, ...]:
    from matinale.sources.markdown import read_markdown

    text = _lines_of(raw)
    if any(len(part) > LONGEST_PARAGRAPH for part in text.split("\n\n")):
        return _read_text(raw, "")
    return (read_markdown(text, raw.name),)


def _read_html(raw: Raw, _item: str) -> tuple[Document, ...]:
    from matinale.sources.html import read_html

    return (read_html(decode(raw.content, raw.name, charset=raw.charset), raw.name, url=raw.url),)


def _read_mail(raw: Raw, item: str) -> tuple[Document, ...]:
    from matinale.sources.mail import read_mail

    return (read_mail(raw, item),)


def _read_feed(raw: Raw, item: str) -> tuple[Document, ...]:
    from matinale.sources.feeds import read_feed

    return read_feed(raw, item)


_READERS: dict[str, Callable[[Raw, str], tuple[Document, ...]]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
    "mail": _read_mail,
    "feed": _read_feed,
}
FORMATS = tuple(_READERS)
"""The formats that `--format` names."""
