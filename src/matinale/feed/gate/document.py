"""A feed as XML, read without entities, network or trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matinale.feed.gate.findings import Finding, error
from matinale.feed.podcasting import NAMESPACES, lxml_etree

LARGEST = 64 << 20
"""A feed of more bytes is no feed."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element and the prefixed names of its children."""

    xml: Any

    def all(self, name: str) -> tuple[Node, ...]:
        """The children called `name` ("title", "itunes:image")."""
        return tuple(Node(each) for each in self.xml.findall(_expanded(name)))

    def one(self, name: str) -> Node | None:
        """The first child called `name`."""
        found = self.xml.find(_expanded(name))
        return None if found is None else Node(found)

    def text(self, name: str = "") -> str:
        """The text of the first child called `name` (of this element where `name` is ""), trimmed; "" without one."""
        node = self.one(name) if name else self
        return (node.xml.text or "").strip() if node is not None else ""

    def get(self, attribute: str) -> str:
        """An attribute's value, "" without one."""
        return str(self.xml.get(attribute) or "")

    @property
    def line(self) -> int:
        """Where it stands in the file."""
        return int(self.xml.sourceline or 0)

    @property
    def texts(self) -> Iterator[str]:
        """All text in it."""
        return (str(text) for text in self.xml.itertext())


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed feed. `content` is its bytes."""

    content: bytes
    root: Node
    channel: Node

    @property
    def items(self) -> tuple[Node, ...]:
        """The episodes in the feed's order."""
        return self.channel.all("item")


def parse(content: bytes, where: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """The feed, or what keeps it from being one."""
    etree = lxml_etree()
    if len(content) > LARGEST:
        return None, (error("RSS 2.0", where, f"has {len(content)} bytes; no app reads a feed of that size"),)
    if b"<!ENTITY" in content[:65536]:
        return None, (error("RSS 2.0", where, "declares XML entities, which apps refuse; write the text itself"),)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        return None, (error("XML 1.0", where, f"is not well-formed: {problem}"),)
    if root.tag != "rss":
        return None, (error("RSS 2.0", where, f"is not an RSS feed: its root is <{_local(str(root.tag))}>"),)
    channel = root.find("channel")
    if channel is None:
        return None, (error("RSS 2.0", where, "has no <channel>"),)
    return Document(content, Node(root), Node(channel)), ()


def _expanded(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
