"""Sponsors: how much of what follows a label like "Sponsored by …" is the sponsor's own.

What stands in the label's box, or before the next rule or the next headline of the articles' level, unless that
headline is the sponsor's too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from matinale.sources.blocks import words_of
from matinale.sources.marks import Mark
from matinale.sources.news import appeals

BODY = 8
"""Words under a heading that make it more than a line of the furniture."""


def headed_places(marks: Sequence[Mark]) -> dict[int, list[int]]:
    """For each rank the headings of that rank that have text under them."""
    found: dict[int, list[int]] = {}
    head: tuple[int, int] | None = None
    body = 0
    for at, mark in enumerate(marks):
        if mark.heading:
            head, body = (mark.rank, at), 0
        elif mark.prose and head is not None:
            body += mark.words
            if body >= BODY:
                found.setdefault(head[0], []).append(head[1])
                head = None
    return found


def _opens_article(marks: Sequence[Mark], at: int, levels: Mapping[int, Sequence[int]]) -> bool:
    """Whether a heading under a label is an article's: it has a by-line, or other headings of its rank have text.

    A heading that is a link may be the sponsor's own, at whatever level it is set.
    """
    if any(mark.kind == "byline" for mark in marks[at + 1 : at + 3]):
        return True
    if marks[at].block.linked:
        return False
    others = levels.get(marks[at].rank, ())
    alone = others == [at] and len(levels) == 1  # the only article of its issue
    return alone or any(place != at for place in others[:2])


def sponsor_zone(
    marks: Sequence[Mark], place: int, boxes: Mapping[int, int], levels: Mapping[int, Sequence[int]]
) -> None:
    """Take for the sponsor's what follows its label. `boxes`: of `box_words`; `levels`: of `headed_places`."""
    label = marks[place]
    box = _common_box(marks, place, boxes)
    fence = next((at for at in range(place + 1, min(place + 10, len(marks))) if marks[at].kind == "rule"), None)
    if box is None and fence is None and not label.block.rank and _goes_on(marks, place):
        return
    headings = words = 0
    headed = any(mark.kind in ("headline", "") and mark.rank for mark in marks[max(0, place - 400) : place])
    for at in range(place + 1, len(marks)):
        mark = marks[at]
        if mark.kind == "rule":
            if words or headings:
                break
            continue
        if box is not None and box not in mark.block.boxes:
            break
        if mark.kind in ("credits", "byline", "footer", "related label", "sponsor label", "contents"):
            break
        if mark.rank and mark.open:
            apart = box is None or _is_whole(label)
            if (
                headings
                or words
                or label.block.rank
                or (apart and _opens_article(marks, at, levels) and not _advertises(marks, at, _names_in(label)))
            ):
                break
            headings += 1
        if words > 250 or (fence is None and box is None and ((not headed and not headings) or words > 120)):
            break
        words += mark.words
        if mark.open:
            mark.decide("sponsor", f"follows “{label.block.text[:60]}”")


_BY = re.compile(r"(?i)\b(?:by|with|from|par|avec|de)\b|:")
_NAMED = re.compile(r"\b(?!(?i:sponsor|partner|parten|annonceur))[A-ZÀ-ÖØ-ÞŒ][\w-]{2,}")


def _names_in(label: Mark) -> set[str]:
    """The sponsor's names in a label: Skylens of "Sponsored by Skylens"."""
    by = _BY.search(label.block.text)
    return {name.casefold() for name in _NAMED.findall(label.block.text, by.end())} if by else set()


def _is_whole(label: Mark) -> bool:
    """Whether a label names the sponsor and has its address: nothing of the sponsor's need follow."""
    return bool(label.block.links) and bool(_names_in(label))


def _advertises(marks: Sequence[Mark], at: int, names: set[str]) -> bool:
    """Whether a heading is the sponsor's: under it is a link, and the sponsor's name or a word to the reader."""
    body: list[Mark] = []
    for mark in islice(marks, at + 1, at + 12):
        if mark.rank or mark.kind in ("rule", "sponsor label", "related label", "footer"):
            break
        body.append(mark)
    linked = any(mark.block.links or mark.kind in ("url", "button") or "//" in mark.block.text for mark in body)
    words = {word for mark in body for word in words_of(mark.block.text)}
    told = names & words if names else any(appeals(mark.block.text) for mark in body)
    return linked and bool(told)


def _goes_on(marks: Sequence[Mark], place: int) -> bool:
    """Whether an article goes on under a line that names its sponsor.

    A sponsor's own text says its name again, has a link, or speaks to the reader.
    """
    names = _names_in(marks[place])
    after = marks[place + 1 : place + 4]
    if not names or not after or not (after[0].prose and after[0].block.kind == "paragraph"):
        return False
    for mark in after:
        text = mark.block.text
        if mark.rank or mark.kind:
            break
        if mark.block.links or "//" in text or appeals(text) or names & set(words_of(text)):
            return False
    return True


def box_words(marks: Sequence[Mark]) -> dict[int, int]:
    """How many words each container holds; under 0 how many there are."""
    held: dict[int, int] = {0: 0}
    for mark in marks:
        for box in (0, *mark.block.boxes):
            held[box] = held.get(box, 0) + mark.words
    return held


def _common_box(marks: Sequence[Mark], place: int, boxes: Mapping[int, int]) -> int | None:
    """The smallest container that holds the label and what comes next, unless it holds most of the document."""
    following = next((mark for mark in islice(marks, place + 1, place + 30) if mark.words), None)
    if following is None:
        return None
    shared = [box for box in marks[place].block.boxes if box in following.block.boxes]
    if not shared:
        return None
    return shared[-1] if boxes[shared[-1]] < 0.4 * boxes[0] else None
