"""A span of judged blocks → an Article, and each block that stays out → why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matinale.model import Article, Link, Mention, Section, Skipped
from matinale.settings import Reading
from matinale.sources.blocks import tidy, words_of
from matinale.sources.bylines import write_byline
from matinale.sources.cleaning import Cleaned, clean
from matinale.sources.hints import Hints
from matinale.sources.marks import KEPT, Mark
from matinale.sources.policies import mention_of
from matinale.sources.related import related_items
from matinale.sources.runin import RunIn

_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})\s?[.)/]\s+(?=\S)")


_LENGTH = re.compile(r"\s*[(\[]\s*\d{1,3}[ -]?(?:min|minutes?|mn)\b[^()\[\]]{0,20}[)\]]\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    title: str = ""
    url: str = ""
    byline: str = ""
    lead: str = ""
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list[str])
    quotes: list[int] = field(default_factory=list[int])
    sections: list[Section] = field(default_factory=list[Section])
    related: list[Link] = field(default_factory=list[Link])
    links: list[Link] = field(default_factory=list[Link])
    mentions: list[Mention] = field(default_factory=list[Mention])

    def close(self) -> None:
        if self.heading or self.paragraphs:
            self.sections.append(Section(self.heading, tuple(self.paragraphs), tuple(self.quotes)))
        self.heading, self.paragraphs, self.quotes = "", [], []

    def open_section(self, heading: str) -> None:
        self.close()
        self.heading = heading

    def add(self, text: str, *, quoted: bool = False) -> str:
        """Put a paragraph where it belongs; the kind it became. `quoted`: whether it is set off as a quotation."""
        if not text:
            return "text"
        if not (self.lead or self.sections or self.paragraphs or self.heading):
            self.lead = text
            return "lead"
        if quoted:
            self.quotes.append(len(self.paragraphs))
        self.paragraphs.append(text)
        return "text"


def build_article(
    marks: Sequence[Mark],
    span: Sequence[int],
    runins: Sequence[RunIn],
    *,
    order: int,
    title: str,
    hints: Hints,
    reading: Reading,
) -> Article:
    """The article that the blocks of `span` make; `title` where it does not stand among them."""
    draft = _Draft(title=title)
    for place in span:
        mark = marks[place]
        mark.article = order
        if hints.separates(mark.block.text) and mark.open:
            mark.decide("rule", "a `section_separator` of the show")
        _PLACE.get(mark.kind, _leave)(draft, mark)
        if mention := mention_of(mark, reading):
            draft.mentions.append(mention)
        if mark.open:
            _place_open(draft, mark, runins[place] if mark.cited < 0 else (0, 0))
    draft.close()
    return Article(
        title=draft.title,
        lead=draft.lead,
        sections=tuple(draft.sections),
        related=tuple(draft.related),
        byline=draft.byline,
        url=draft.url,
        links=tuple(draft.links),
        mentions=tuple(draft.mentions),
    )


def _place_open(draft: _Draft, mark: Mark, runin: RunIn) -> None:
    if mark.rank and mark.block.kind in ("heading", "paragraph", "item"):
        cleaned = _cleaned(draft, mark, mark.block.text, mark.block.links)
        draft.open_section(cleaned.text.rstrip(" :–—"))
        mark.decide("heading", "a heading below the articles' level")
        return
    heading_end, start = runin
    first = not (draft.lead or draft.sections or draft.paragraphs or draft.heading)
    if start and (not first or mark.block.strong):
        heading = clean(mark.block.text[:heading_end])
        mark.removed.extend(heading.removed)
        draft.open_section(heading.text)
        cleaned = _cleaned(draft, mark, mark.block.text[start:], mark.block.links)
        draft.paragraphs.append(cleaned.text)
        mark.decide("text", f"a paragraph with the run-in heading “{heading.text}”")
        return
    cleaned = _cleaned(draft, mark, mark.block.text, mark.block.links)
    signed = mark.block.text.startswith(("—", "–", "-"))  # says whose words they were
    kind = draft.add(cleaned.text, quoted=mark.block.kind == "quote" and not signed)
    if kind == "lead":
        mark.decide("lead", "the first paragraph under the headline")
    else:
        mark.decide(mark.block.kind if mark.block.kind in ("quote", "item") else "text", "text under the last heading")


def _cleaned(draft: _Draft, mark: Mark, text: str, links: tuple[Link, ...]) -> Cleaned:
    cleaned = clean(text, links, sites=True)
    mark.removed.extend(cleaned.removed)
    draft.links.extend(link for link in cleaned.links if link.url and link not in draft.links[-50:])
    return cleaned


def _headline(draft: _Draft, mark: Mark) -> None:
    cleaned = clean(mark.block.text, mark.block.links)
    mark.removed.extend(cleaned.removed)
    title = cleaned.text
    if number := _NUMBER.match(title):
        mark.removed.append(Skipped("marker", number.group().strip(), "the number of an item or a heading"))
        title = title[number.end() :]
    if length := _LENGTH.search(title):
        mark.removed.append(Skipped("reading time", length.group().strip(), "how long it takes to read is not news"))
        title = title[: length.start()]
    draft.title = title
    draft.url = cleaned.links[0].url if cleaned.links else ""


def _related(draft: _Draft, mark: Mark) -> None:
    links, label = related_items(mark)
    mark.removed.extend(clean(mark.block.text).removed)
    if words_of(label):
        mark.removed.append(Skipped("label", tidy(label), "announces a related item"))
    draft.related.extend(link for link in links if link.text)


def _byline(draft: _Draft, mark: Mark) -> None:
    if draft.byline:
        mark.decide("repeat", "a second by-line")
    else:
        draft.byline = byline_of(mark)


def byline_of(mark: Mark) -> str:
    """The names of a by-line; the words that only announce them are accounted for."""
    names, left = write_byline(mark.block.text)
    if left:
        mark.removed.append(Skipped("label", left, "announces who wrote it, or when"))
    return names


def _button(draft: _Draft, mark: Mark) -> None:
    if not draft.url and mark.block.links:
        draft.url = mark.block.links[0].url


def _address(draft: _Draft, mark: Mark) -> None:
    if not (draft.url or draft.lead) and mark.block.text.startswith("http"):
        draft.url = mark.block.text


def _leave(draft: _Draft, mark: Mark) -> None:
    """Nothing to keep of it here."""


_PLACE = {
    "headline": _headline,
    "related": _related,
    "byline": _byline,
    "button": _button,
    "url": _address,
}


def notice_of(mark: Mark) -> str:
    """The text of a block before the first article, which is read as a notice."""
    cleaned = clean(mark.block.text, mark.block.links, sites=True)
    mark.removed.extend(cleaned.removed)
    mark.decide("notice", "stands before the first article")
    return cleaned.text


def credit_of(mark: Mark) -> str:
    """The line of a photo credit, as it was written."""
    cleaned = clean(mark.block.text, sites=True)
    mark.removed.extend(cleaned.removed)
    return cleaned.text


def skipped_of(mark: Mark) -> Iterator[Skipped]:
    """What of a block is not narrated, with the reason."""
    if words_of(mark.block.marker):
        yield Skipped("marker", mark.block.marker, "the number of an item or a heading")
    if mark.kind not in KEPT:
        if mark.words:
            yield Skipped(mark.kind, tidy(mark.block.text), mark.reason, mark.noted)
        return
    yield from mark.removed
