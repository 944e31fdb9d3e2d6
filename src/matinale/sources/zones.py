"""What follows a label or comes last: related items, sponsors, tables of contents, footnotes, footers, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from matinale.model import Link
from matinale.sources.blocks import words_of
from matinale.sources.cleaning import clean
from matinale.sources.furniture import SHORT, is_address, names_people
from matinale.sources.labels import first_label, matches
from matinale.sources.marks import Mark
from matinale.sources.sponsors import BODY, box_words, headed_places, sponsor_zone


def name_zones(marks: Sequence[Mark]) -> None:
    """Take what follows a label for what the label announces."""
    boxes = box_words(marks)
    levels = headed_places(marks)
    zones: dict[str, Callable[[Sequence[Mark], int], None]] = {
        "related label": _related_zone,
        "sponsor label": lambda those, place: sponsor_zone(those, place, boxes, levels),
        "share": _appeal_zone,
        "promotion": _appeal_zone,
        "footer": _appeal_zone,
    }
    headlines = [tuple(words_of(mark.block.text)) for mark in marks if mark.heading]
    for place, mark in enumerate(marks):
        if mark.kind in zones:
            zones[mark.kind](marks, place)
        elif mark.open and mark.words <= SHORT:
            _announce(marks, place, headlines)


def _announce(marks: Sequence[Mark], place: int, headlines: Sequence[tuple[str, ...]]) -> None:
    """A table of contents or the footnotes, if this block opens them."""
    mark = marks[place]
    if matches("notes", mark.block.text, "line"):
        following = [other for other in marks[place + 1 :] if other.open or other.kind == "footnote"]
        if following and all(not other.rank for other in following):
            mark.decide("label", "opens the footnotes")
            for other in following:
                other.decide("footnote", "stands under the notes")
    elif matches("contents", mark.block.text, "line"):
        _contents_zone(marks, place, headlines)


def _contents_zone(marks: Sequence[Mark], place: int, headlines: Sequence[tuple[str, ...]]) -> None:
    zone: list[Mark] = []
    for mark in islice(marks, place + 1, None):
        if mark.kind == "rule" and not zone:
            continue
        if not mark.open or mark.words > 30 or (mark.rank and zone and mark.block.kind != "item"):
            break
        if zone and mark.block.kind != zone[-1].block.kind:
            break
        if mark.rank and not mark.block.linked:
            break
        zone.append(mark)
    repeats = sum(1 for mark in zone if _announces(mark.block.text, headlines))
    certain = re.search(
        r"sommaire|contents|menu|programme|in(side)? (this|today)|dans ce|table|titres|jump",
        marks[place].block.text.lower(),
    )
    if zone and (repeats >= max(1, 0.5 * len(zone)) or (certain and all(mark.block.kind == "item" for mark in zone))):
        marks[place].decide("label", "opens the table of contents")
        for mark in zone:
            mark.decide("contents", "stands in the table of contents")


def _announces(text: str, headlines: Sequence[tuple[str, ...]]) -> bool:
    """Whether a text has most of the words of some headline."""
    words = set(words_of(text))
    return any(
        len(words & set(headline)) >= 0.6 * min(len(set(headline)), len(words))
        for headline in headlines
        if words and headline
    )


def _related_zone(marks: Sequence[Mark], place: int) -> None:
    label = marks[place]
    items = 0
    for at in range(place + 1, len(marks)):
        mark = marks[at]
        if mark.kind in ("image", "ornament", "url", "caption"):
            continue
        if not mark.open:
            break
        card = mark.rank and mark.block.linked and label.block.rank and mark.rank > label.block.rank
        if not (
            card or _is_related(marks, at, first=not items, itemised=items > 0 and marks[at - 1].block.kind == "item")
        ):
            break
        mark.decide("related", f"follows “{label.block.text[:60]}”")
        items += 1
    if not items:
        label.decide("label", "announces related items that do not follow")


def _is_related(marks: Sequence[Mark], at: int, *, first: bool, itemised: bool) -> bool:
    mark = marks[at]
    if mark.block.kind == "item":
        return mark.words <= 60
    if itemised or mark.words > 30 or (mark.rank and mark.block.kind == "heading"):
        return False
    if mark.block.linked:
        return True
    following = next((other for other in islice(marks, at + 1, at + 50) if other.open), None)
    opens_article = following is not None and not following.rank and following.words > max(25, mark.words)
    return (first and not opens_article) or (not opens_article and not mark.block.gap)


def name_inline_related(marks: Sequence[Mark]) -> None:
    """Lire aussi : un autre article — on one line."""
    for mark in marks:
        if mark.open and not mark.block.rank:
            _inline_related(mark)


def _inline_related(mark: Mark) -> None:
    if mark.words > 40:
        return
    found = matches("related", mark.block.text, "start")
    if found and re.match(r"\s*[:：→>|–—-]\s*\S|\s*$", mark.block.text[found.end() :]):
        mark.decide("related", "begins with the name of related items")


def _appeal_zone(marks: Sequence[Mark], place: int) -> None:
    """What stands under a heading that asks to share, subscribe or answer a poll; and a poll's answers."""
    label = marks[place]
    asks = label.block.text.rstrip().endswith("?")
    if not (label.block.rank or asks):
        return
    for mark in marks[place + 1 : place + 12]:
        if mark.kind == "rule" or (mark.rank and mark.open) or mark.words > 40:
            return
        if mark.open and not label.block.rank and not mark.block.linked:
            return
        if mark.open:
            mark.decide(label.kind, f"follows “{label.block.text[:60]}”")


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def name_tail(marks: Sequence[Mark]) -> None:
    """The footer and the signature: what comes after the last article."""
    _footer(marks)
    _sign_off(marks)


def _footer(marks: Sequence[Mark]) -> None:
    after = body = 0
    start = None
    levels = headed_places(marks)
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        if mark.heading:
            if body >= BODY and levels.get(mark.rank, (at,))[0] < at:
                break  # an article lies under it, as under the headings before it: the footer is further down
            body = 0
        if mark.open:
            if mark.words > 60 and not first_label(mark.block.text, ("footer", "promotion"), "within"):
                break
            after += mark.words
            body += mark.words if mark.prose else 0
            if after > 220:
                break
        if mark.kind == "footer" or (mark.open and mark.words <= 30 and is_address(mark.block.text)):
            start = at
    if start is None or not any(mark.prose and mark.words > 8 for mark in marks[:start]):
        return
    for mark in marks[start:]:
        if mark.open:
            mark.decide("footer", "comes after the footer began")


_POSTSCRIPT = re.compile(r"(?i)p\.? ?s\b")


def _sign_off(marks: Sequence[Mark]) -> None:
    """A closing formula near the end, and the short lines after it."""
    rest = [mark for mark in marks if mark.open]
    after = 0
    for back, mark in enumerate(reversed(rest)):
        short = mark.words <= 16
        if (
            short
            and not (mark.rank and mark.rank < 4)
            and matches("sign_off", mark.block.text, "line")
            and not matches("said", mark.block.text, "within")
            and back < len(rest) - 1
        ):
            if any(head.block.rank and body.prose and body.words >= BODY for head, body in pairwise(rest[-back - 1 :])):
                return  # an article follows
            start = len(rest) - 1 - back
            while start > 1 and rest[start - 1].words <= 8 and matches("sign_off", rest[start - 1].block.text, "line"):
                start -= 1
            for other in rest[start:]:
                if other.words <= 16 and not _POSTSCRIPT.match(other.block.text):
                    other.decide("sign-off", "the closing formula and its signature")
            return
        after += mark.words
        if not short or after > 40:
            return


# ── links that stand alone ───────────────────────────────────────────────────────────────────────────────────────────


def name_lone_links(marks: Sequence[Mark]) -> None:
    """A paragraph that is one short link asks to be pressed; under a headline it may be the author's name.

    In a list of links it is the title of what the paragraph under it tells of.
    """
    since_heading = 99
    titles = _titles_of_links(marks)
    for place, mark in enumerate(marks):
        since_heading = 0 if mark.heading else since_heading + 1 if mark.words < 10 or not mark.open else 99
        block = mark.block
        if not mark.prose or block.kind != "paragraph" or mark.words > 30:
            continue
        if len(words_of(clean(block.text).text)) > 8:
            continue
        if since_heading <= 4 and 2 <= mark.words <= 4 and names_people(block.text) and block.text[-1:].isalpha():
            mark.decide("byline", "a name alone under the headline")
        elif (block.linked or _is_link(mark)) and not block.text.endswith((".", "…")) and place not in titles:
            mark.decide("button", "a paragraph that is one short link")


def _titles_of_links(marks: Sequence[Mark]) -> frozenset[int]:
    """Links over a paragraph of their own, in the same block of the source or several of them in the letter."""
    pairs = [
        place
        for place, (above, below) in enumerate(pairwise(marks))
        if above.block.linked and above.prose and below.prose and below.words >= BODY and not below.block.links
    ]
    joined = frozenset(at for at in pairs if marks[at].block.line == marks[at + 1].block.line)
    return frozenset(pairs) if len(pairs) >= _SEVERAL else joined


_SEVERAL = 3


def _is_link(mark: Mark) -> bool:
    """Whether a line of plain text is a text and its address: "Read the ruling (https://…)"."""
    cleaned = clean(mark.block.text)
    return len(cleaned.links) == 1 and words_of(cleaned.links[0].text) == words_of(cleaned.text)


def related_links(mark: Mark) -> tuple[Link, ...]:
    """The items that a related block names: each link, or its whole text."""
    cleaned = clean(mark.block.text, mark.block.links)
    text = cleaned.text
    found = matches("related", text, "start")
    label = re.match(r"\s*[:：→>|–—-]\s*", text[found.end() :]) if found else None
    if found and label and mark.reason.startswith("begins"):
        mark_words = text[: found.end() + label.end()]
        text = text[len(mark_words) :]
    url = cleaned.links[0].url if cleaned.links else ""
    return (Link(text, url),)
