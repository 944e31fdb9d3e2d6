"""The related items that one block names: `Related: Lynx too | Bears next` are two, each with its address."""

from __future__ import annotations

import re

from matinale.model import Link
from matinale.sources.blocks import tidy, words_of
from matinale.sources.cleaning import clean
from matinale.sources.labels import matches
from matinale.sources.marks import Mark
from matinale.sources.zones import related_links

_LABEL = re.compile(r"\s*[:：→>|–—-]\s*")
_BETWEEN = re.compile(r"(?P<tail>.{0,80}?)\s*(?:[|·•;,/→]|(?<=\s)(?:–|—|-|et|and|ou|or|&)(?=\s))+\s*", re.IGNORECASE)
"""What parts two items: a sign or a word; before it an item may go on ("Lynx too (The Quay) | …")."""


def related_items(mark: Mark) -> tuple[tuple[Link, ...], str]:
    """The items, and the words of the block that are none of theirs.

    A block with links is as many items as links, where between them stands nothing but what parts items.
    """
    text = clean(mark.block.text).text
    found = matches("related", text, "start") if mark.reason.startswith("begins") else None
    label = _LABEL.match(text, found.end()) if found else None
    start = label.end() if label else 0
    items, parting = _parted(text, start, mark.block.links)
    if items:
        return items, tidy(" ".join((text[:start], *parting)))
    links = related_links(mark)
    if sum(len(words_of(link.text)) for link in links) == mark.words:
        return links, ""
    return links, text[: -len(links[0].text) or None] if links[0].text else mark.block.text


def _parted(text: str, start: int, links: tuple[Link, ...]) -> tuple[tuple[Link, ...], list[str]]:
    """The items from `start` on, with the words that part them; none where the links stand in a sentence."""
    places: list[tuple[int, int, str]] = []
    position = start
    for link in links:
        title = clean(link.text).text
        at = text.find(title, position) if title else -1
        if at < 0:
            return (), []
        position = at + len(title)
        places.append((at, position, link.url))
    if len(places) < 2 or words_of(text[start : places[0][0]]):
        return (), []
    items: list[Link] = []
    parting: list[str] = []
    for (at, end, url), (following, _, _) in zip(places, [*places[1:], (len(text), 0, "")], strict=True):
        last = following == len(text)
        gap = text[end:following]
        between = _BETWEEN.fullmatch(gap)
        if not (last or between) or len(words_of(gap)) > 8:
            return (), []
        tail = gap if last or not between else between["tail"]
        parting.append("" if last else gap[len(tail) :])
        items.append(Link(tidy(text[at:end] + tail), url))
    return tuple(items), [part for part in parting if words_of(part)]
