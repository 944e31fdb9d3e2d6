"""Which blocks are headings, and which headings are articles.

A newsletter may set its articles as h1, h2, bold lines or plain short lines. What they have in common is prominence:
among the headings of a document, some level is the articles', what is above it is the edition's title or a rubric, and
what is below it are sections. The level is found by evidence, and each piece of evidence has a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from matinale.sources.blocks import Document, same_words, words_of
from matinale.sources.dates import find_date, find_day, find_number
from matinale.sources.hints import Hints
from matinale.sources.labels import matches
from matinale.sources.marks import Mark

RANK_BOLD = 7
RANK_SHAPE = 8


@dataclass(frozen=True, slots=True)
class Head:
    """A heading and what lies under it: `own` words before the next heading, `whole` until one of its own rank."""

    place: int
    rank: int
    text: str
    own: int
    whole: int
    deeper: int
    furnished: bool
    runins: int
    ruled: bool
    url: str


@dataclass(frozen=True, slots=True)
class Levels:
    """Places in the document: where articles begin, the edition's title, rubrics over articles; and the reason."""

    articles: tuple[int, ...]
    edition: int | None
    rubrics: tuple[int, ...]
    reason: str
    titled: bool = False  # the one article has its title from the container (a page's title, a subject)


def rank_headings(marks: Sequence[Mark], hints: Hints) -> None:
    """Give each block that may be a heading its rank: from markup, from bold type, or, where both are rare, shape."""
    if hints.title is not None:
        for mark in marks:
            if mark.open and hints.is_title(mark.block.text):
                mark.rank = 1
            elif mark.open and mark.block.rank:
                mark.rank = max(2, mark.block.rank)
        return
    for mark in marks:
        if not mark.open:
            continue
        if mark.block.rank and mark.words <= 40:
            mark.rank = mark.block.rank
        elif mark.block.bold and mark.block.kind == "paragraph" and _titled(mark):
            mark.rank = RANK_BOLD
    if sum(1 for mark in marks if mark.heading) <= 1 or not _structured(marks):
        _rank_by_shape(marks)


def _titled(mark: Mark) -> bool:
    text = mark.block.text.rstrip("»”\"’' ")
    return mark.words <= 20 and len(text) <= 150 and not text.endswith((".", ",", ";"))


def _structured(marks: Sequence[Mark]) -> bool:
    """Whether the headings by markup already cut the text into parts; one title over everything does not."""
    places = [at for at, mark in enumerate(marks) if mark.heading]
    return len(places) > 1 and sum(1 for at in places if _body_after(marks, at) >= 8) > 1


def _body_after(marks: Sequence[Mark], place: int) -> int:
    words = 0
    for mark in marks[place + 1 :]:
        if mark.heading:
            break
        words += mark.words if mark.prose else 0
    return words


def _rank_by_shape(marks: Sequence[Mark]) -> None:
    """Short lines without a full stop, before a paragraph (or before another such line that is)."""
    live = [mark for mark in marks if mark.open]
    for at in range(len(live) - 1, -1, -1):
        mark = live[at]
        if mark.rank or mark.block.kind != "paragraph" or not _titled(mark):
            continue
        text = mark.block.text
        colon = text.endswith(":") and mark.words <= 5
        if text.endswith((":", "…", ",", "!")) and not text.endswith(" !") and not colon:
            continue
        following = live[at + 1 : at + 4]
        stack = 0
        while stack < len(following) and following[stack].rank:
            stack += 1
        body = following[stack] if stack < len(following) else None
        if body is not None and stack < 3 and _is_body(body, mark) and not (colon and body.block.kind == "item"):
            mark.rank = RANK_SHAPE


def _is_body(body: Mark, head: Mark) -> bool:
    if body.block.kind == "item":
        return body.words >= 5
    long = body.words >= 20 or (body.words >= 8 and body.block.text.rstrip('»”" ').endswith((".", "!", "?", "…", ":")))
    return long and (body.words > head.words)


def choose_levels(marks: Sequence[Mark], document: Document, runin: Sequence[bool]) -> Levels:
    """Find where articles begin. `runin[i]`: whether block i begins with a run-in heading."""
    heads = _heads(marks, runin)
    title = document.title
    if not heads:
        return Levels((), None, (), "the title of the container, over text without headings", titled=True)
    if any(same_words(title, head.text) for head in heads[1:]):
        title = ""
    return _choose(heads, title, _before(marks, heads[0].place), marks)


def _choose(heads: Sequence[Head], title: str, before: int, marks: Sequence[Mark]) -> Levels:
    first = heads[0]
    top = min(head.rank for head in heads)
    tops = [head for head in heads if head.rank == top]
    rest = heads[1:]
    if len(tops) == 1 and first.rank == top and rest:
        return _under_one_title(first, rest, title, marks)
    if same_words(title, first.text):
        title = ""
    if len(tops) > 2 and rest[0].rank == first.rank < RANK_SHAPE and not first.own and rest[0].place <= first.place + 3:
        inner = _among(rest)
        return Levels(inner.articles, first.place, inner.rubrics, "a title above the first headline")
    if len(tops) > 1 and first.rank == top and first.own < 80 and _greets(marks[first.place + 1 :]):
        inner = _among(rest)
        return Levels(inner.articles, first.place, inner.rubrics, "a title over a greeting")
    if title and before >= 8 and not is_edition(title):
        points, evidence = weigh(title, before, tops, _bylined(marks, 0, first.place), marks)
        if points <= 0:
            return Levels((), None, (), f"the container's title over sections ({evidence})", titled=True)
    return _among(heads, marks)


def _under_one_title(first: Head, rest: Sequence[Head], title: str, marks: Sequence[Mark]) -> Levels:
    below = min(head.rank for head in rest)
    children = [head for head in rest if head.rank == below]
    if any(same_words(first.text, head.text) for head in children):
        inner = _among(rest)
        return Levels(inner.articles, first.place, inner.rubrics, "the issue is named after one of them")
    own = sum(mark.words for mark in marks[first.place + 1 : children[0].place] if mark.prose)
    own_title = bool(title) and same_words(title, first.text)
    points, evidence = weigh(
        first.text, own, children, _bylined(marks, first.place, children[0].place), marks, own_title=own_title
    )
    if points <= 0:
        return Levels((first.place,), None, (), f"one title over sections ({evidence})")
    if own < 120 or is_edition(first.text):
        inner = _among(rest)
        return Levels(inner.articles, first.place, inner.rubrics, f"under the edition's title ({evidence})")
    return Levels((first.place, *_among(rest).articles), None, (), f"several articles ({evidence})")


def _among(heads: Sequence[Head], marks: Sequence[Mark] | None = None) -> Levels:
    """The articles among headings that have no common title: the most prominent level that cuts the text."""
    top = min(head.rank for head in heads)
    tops = [head for head in heads if head.rank == top]
    if len(tops) == 1 and heads[0].rank != top and len(heads) > 2:
        second = min(head.rank for head in heads if head.rank != top)
        tops = [head for head in heads if head.rank <= second]
    empty = [head for head in tops if head.own < 8 and head.deeper >= 1 and len(words_of(head.text)) <= 5]
    children = [head for head in heads if head.rank > top]
    if children and len(empty) >= max(1, 0.5 * len(tops)):
        longer = median(len(words_of(head.text)) for head in children) > median(
            len(words_of(head.text)) for head in empty
        )
        if longer or any(head.deeper > 1 for head in empty):
            inner = _inside_rubrics(heads, tops, empty)
            return Levels(inner, None, tuple(head.place for head in empty), "headings under rubrics")
    if top == RANK_SHAPE:
        bylined = marks is not None and _bylined(marks, tops[0].place, tops[min(1, len(tops) - 1)].place)
        return _by_shape(tops, bylined=bylined)
    return Levels(tuple(head.place for head in tops), None, (), "the most prominent headings")


def _inside_rubrics(heads: Sequence[Head], tops: Sequence[Head], empty: Sequence[Head]) -> tuple[int, ...]:
    rubrics = {head.place for head in empty}
    top = tops[0].rank
    below = min((head.rank for head in heads if head.rank > top), default=top)
    found: list[int] = []
    inside = False
    for head in heads:
        if head.rank <= top:
            inside = head.place in rubrics
            if not inside:
                found.append(head.place)
        elif head.rank == below and inside:
            found.append(head.place)
    return tuple(found)


def _by_shape(heads: Sequence[Head], *, bylined: bool) -> Levels:
    """Short lines alone: the first is the title and the rest sections only if the rest are plainly lesser."""
    banners: list[Head] = []
    heads = list(heads)
    while len(heads) > 1 and heads[0].own == 0 and heads[1].place <= heads[0].place + 4 and len(banners) < 2:
        banners.append(heads.pop(0))
    edition = next((head.place for head in banners if is_edition(head.text) or len(words_of(head.text)) <= 3), None)
    lengths = [len(words_of(head.text)) for head in heads[1:]]
    middle = median(lengths) if lengths else 99
    first = len(words_of(heads[0].text))
    lesser = middle <= (4 if len(lengths) == 1 else 5) and first >= middle + 3
    lesser |= bylined and len(lengths) > 1 and middle <= 6 and first >= middle
    own = sum(head.furnished for head in heads[1:])
    parted = own > max(1, 0.5 * len(lengths)) or any(head.ruled or head.runins > 1 for head in heads[1:])
    if lesser and not parted and heads[0].own:
        return Levels((heads[0].place,), edition, (), "one headline over shorter headings")
    return Levels(tuple(head.place for head in heads), edition, (), "short lines before paragraphs")


def weigh(
    title: str,
    own: int,
    children: Sequence[Head],
    bylined: bool,
    marks: Sequence[Mark],
    *,
    own_title: bool = False,
) -> tuple[float, str]:
    """Whether headings under a title are articles (positive) or sections of one article, with the evidence.

    `own`: words between the title and the first heading; `own_title`: the page or mail has that title too.
    """
    lengths = [len(words_of(head.text)) for head in children]
    middle = median(lengths) if lengths else 0
    count = len(children)
    contents = any(mark.kind == "contents" for mark in marks)
    evidence = {
        "the title names an edition": 4.0 * is_edition(title),
        "parts with sections of their own": 3.0 * (sum(head.deeper > 0 for head in children) >= max(2, 0.5 * count)),
        "parts with related links or by-lines": 3.0 * (sum(head.furnished for head in children) >= 2),
        "parts with run-in headings": 3.0 * (sum(head.runins >= 2 for head in children) >= 2),
        "a line between the parts": 2.0 * (count > 1 and sum(head.ruled for head in children) >= count - 1),
        "a table of contents": 2.0 * contents,
        "headings that are links": 3.0 * (sum(bool(head.url) for head in children) >= max(2, 0.5 * count)),
        "a title that lists the parts": 3.0 * _lists(title, children),
        "long headings": 2.0 * (middle >= 8) + 1.0 * (middle >= 6),
        "no text before the first part": 1.0 * (own < 25),
        "a short title": 1.0 * (len(words_of(title)) <= 3),
        "a greeting": 2.0 * _greets(marks),
        "text before the first heading": -2.0 * (own >= 40),
        "short headings": -2.0 * (middle <= 4) - 0.5 * (middle == 5),
        "a by-line under the title": -2.0 * bylined,
        "a single heading": -2.0 * (count == 1),
        "the container's own title": -1.0 * (own_title and not is_edition(title)),
        "a title like a headline": -1.0 * (len(words_of(title)) >= 6 and not is_edition(title)),
    }
    return sum(evidence.values()), ", ".join(name for name, points in evidence.items() if points)


def _lists(title: str, children: Sequence[Head]) -> bool:
    """Whether a title is made of words of the headings under it: "Doorbells, dust and the price of quiet"."""
    if not any(sign in title for sign in (",", "&", "+", " et ", " and ", "/", "·", "|")):
        return False
    words = {word.rstrip("sx") for word in words_of(title) if len(word) > 3}
    named = sum(bool(words & {word.rstrip("sx") for word in words_of(head.text)}) for head in children)
    return named >= max(2, 0.5 * len(children))


def is_edition(text: str) -> bool:
    """Whether a title is that of an issue as a whole: it has a number, a date, or calls itself a newsletter."""
    if len(words_of(text)) > 16:
        return False
    return bool(find_number(text) or find_date(text) or find_day(text) or matches("edition", text, "within"))


def _greets(marks: Sequence[Mark]) -> bool:
    prose = [mark for mark in marks if mark.prose and mark.words > 1][:2]
    return any(matches("greeting", mark.block.text, "start") for mark in prose)


def _before(marks: Sequence[Mark], place: int) -> int:
    return sum(mark.words for mark in marks[:place] if mark.prose)


def _bylined(marks: Sequence[Mark], start: int, end: int) -> bool:
    return any(mark.kind == "byline" for mark in marks[start:end])


def _heads(marks: Sequence[Mark], runin: Sequence[bool]) -> tuple[Head, ...]:
    places = [at for at, mark in enumerate(marks) if mark.heading]
    return tuple(_head(marks, runin, places, order) for order in range(len(places)))


def _head(marks: Sequence[Mark], runin: Sequence[bool], places: Sequence[int], order: int) -> Head:
    place = places[order]
    mark = marks[place]
    next_any = places[order + 1] if order + 1 < len(places) else len(marks)
    deeper = 0
    end = len(marks)
    for other in places[order + 1 :]:
        if marks[other].rank <= mark.rank:
            end = other
            break
        deeper += 1
    own = sum(part.words for part in marks[place + 1 : next_any] if part.prose)
    # The credits at the very end are the issue's, not those of its last part.
    last = order == len(places) - 1
    furniture = ("related label", "related", "byline", "button", *(() if last else ("credits",)))
    # What lies under the heading itself, or under its sections; a long document is not walked again for each heading.
    span = marks[place + 1 : min(end, place + 400)]
    return Head(
        place, mark.rank, mark.block.text, own, sum(part.words for part in span if part.prose), deeper,
        any(part.kind in furniture for part in span),
        sum(runin[place + 1 : min(end, place + 400)]),
        any(part.kind == "rule" for part in marks[max(0, place - 2) : place]),
        mark.block.links[0].url if mark.block.linked else "",
    )  # fmt: skip
