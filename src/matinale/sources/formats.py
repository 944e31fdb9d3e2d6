"""Which format a source is in, by its content, and the reader for it."""

from __future__ import annotations

from matinale.errors import UnreadableSource
from matinale.sources.blocks import Document
from matinale.sources.encoding import decode
from matinale.sources.load import Raw

FORMATS = ("text",)


def read_documents(raw: Raw, format: str, item: str) -> tuple[Document, ...]:  # noqa: A002
    """The documents of a source."""
    if format and format not in FORMATS:
        raise UnreadableSource(f"--format {format}: not a format; one of {', '.join(FORMATS)}")
    from matinale.sources.text import read_text

    text = decode(raw.content, raw.name, charset=raw.charset)
    return (Document(read_text(text), "text", name=raw.name),)
