"""Our extension of feedgen: the Podcasting 2.0 namespace, and what feedgen's own podcast extension refuses or loses.

feedgen 1.0.0 knows no `podcast:` elements, refuses `itunes:explicit` true/false, drops a cover whose address ends in
`.jpeg`, and emits no other `atom:link` than `self`; so this extension writes the whole of `itunes:`, `podcast:` and
the further links from `Element`s that `rss.py` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

NAMESPACES: Mapping[str, str] = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
}


@dataclass(frozen=True, slots=True)
class Element:
    """An XML element: `name` with its prefix ("itunes:author"), attributes in order, text, and children."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    children: tuple[Element, ...] = ()


def lxml_etree() -> Any:
    """The element tree of lxml, a C module without type stubs."""
    return import_module("lxml.etree")


def append(parent: Any, elements: Iterable[Element]) -> None:
    """Write `elements` under `parent`, in their order."""
    etree = lxml_etree()
    for element in elements:
        prefix, _, local = element.name.rpartition(":")
        name = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
        node = etree.SubElement(parent, name)
        for key, value in element.attributes.items():
            node.set(key, value)
        node.text = element.text or None
        append(node, element.children)


@cache
def extensions() -> tuple[type[Any], type[Any]]:
    """The extension's two classes for `register_extension("podcasting", *extensions(), atom=False, rss=True)`.

    Each has `say(elements)`; they are made here so that importing this module does not import feedgen.
    """
    from feedgen.ext.base import BaseEntryExtension, BaseExtension

    class PodcastingExtension(BaseExtension):
        """The channel's elements; declares the namespaces that are used anywhere in the feed."""

        def __init__(self) -> None:
            self.elements: tuple[Element, ...] = ()

        def say(self, elements: Iterable[Element]) -> None:
            self.elements = tuple(elements)

        def extend_ns(self) -> dict[str, str]:
            history = any(element.name.startswith("fh:") for element in self.elements)
            return {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "fh" or history}

        def extend_rss(self, feed: Any) -> Any:
            append(feed[0], self.elements)
            return feed

    class PodcastingEntryExtension(BaseEntryExtension):
        """The item's elements."""

        def __init__(self) -> None:
            self.elements: tuple[Element, ...] = ()

        def say(self, elements: Iterable[Element]) -> None:
            self.elements = tuple(elements)

        def extend_rss(self, feed: Any) -> Any:
            append(feed, self.elements)
            return feed

    return PodcastingExtension, PodcastingEntryExtension
