"""What is not an article: banners, dates, by-lines, credits, buttons, sponsors, tables of contents, footers.

Each rule looks at one block (`name_furniture`) or at what follows a label (`name_zones`, `name_tail`), and leaves its
reason. Text of an article that merely mentions such words must survive: only short blocks are judged by their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from matinale.model import Link
from matinale.settings import Reading
from matinale.sources.blocks import words_of
from matinale.sources.cleaning import clean
from matinale.sources.dates import find_date, find_day, find_number
from matinale.sources.hints import Hints
from matinale.sources.labels import Label, first_label, matches
from matinale.sources.marks import Mark

_NAME = r"(?:[A-ZÀ-ÖØ-ÞŒ][\w'’.-]*|de|du|des|le|la|van|von|der|den|da|di|el|bin|al|d['’][A-Z]\w+)"
_PEOPLE = re.compile(
    rf"^{_NAME}(?: {_NAME}){{0,4}}(?:(?:,| et| and| &| avec| with) ?{_NAME}(?: {_NAME}){{0,4}}){{0,4}}\W*$"
)
_ADDRESS = re.compile(
    r"\b\d{4,5}\b.*\b(rue|avenue|av|boulevard|bd|quai|place|allée|chemin|cedex|paris|lyon)\b"
    r"|\b(rue|avenue|boulevard|quai|allée|impasse)\b.*\b\d{5}\b"
    r"|\b(street|st|road|rd|avenue|ave|suite|ste|floor|po box|p\.o\. box|blvd|drive|lane)\b.*\b[A-Z]{0,2} ?\d{4,5}\b",
    re.IGNORECASE,
)
_CREDIT_SIGN = re.compile(r"^\s*(?:[:©–—/|(-]|\(c\))")
_PIPES = re.compile(r"\s*[|·•–—/]\s*|\s{2,}")
_SHORT = 14


def name_furniture(marks: Sequence[Mark], hints: Hints, reading: Reading) -> None:
    """Judge each block by itself."""
    last = len(marks) - 1
    for place, mark in enumerate(marks):
        if not mark.open:
            continue
        edge = place < 6 or last - place < 12
        for rule in (_hinted, _typed, _wordless, _labelled, _dated, _byline, _credits):
            if rule(mark, edge):
                break
        if mark.open and hints.ignores(mark.block.text):
            mark.decide("ignored", "an `ignore` pattern of the show matches it")
        if mark.open and hints.is_related(mark.block.text):
            mark.decide("related label", "a related heading of the show")


def _hinted(mark: Mark, edge: bool) -> bool:
    if mark.block.hint:
        mark.decide(mark.block.hint, mark.block.why)
    return not mark.open


def _typed(mark: Mark, edge: bool) -> bool:
    kind = mark.block.kind
    reasons = {
        "rule": "a line that separates",
        "code": "code is not spoken raw",
        "table": "a table is not spoken raw",
        "image": "an image",
        "footnote": "a footnote",
    }
    if kind in reasons:
        mark.decide(kind, reasons[kind])
    elif kind == "caption" and not _credits(mark, edge):
        mark.decide("caption", "the caption of an image")
    return not mark.open


def _wordless(mark: Mark, edge: bool) -> bool:
    text = mark.block.text
    if not mark.words:
        mark.decide("ornament", "no words in it")
    elif mark.block.kind != "item" and "/" in text and not words_of(clean(text).text):
        mark.decide("url", "nothing but an address")
    return not mark.open


def _labelled(mark: Mark, edge: bool) -> bool:
    """Buttons, share bars, banners: a whole block that says so, or a short one that says it somewhere."""
    text = mark.block.text
    if mark.words > 60 or len(text) > 420:
        return False
    heading = mark.block.rank > 0
    whole: tuple[Label, ...] = (
        "related",
        "web_view",
        "footer",
        "reading_time",
        "sponsor",
        "promotion",
        "share",
        "button",
    )
    label = first_label(text, whole, "line") or (None if heading else _piped(text))
    if label is None and not heading and (mark.words <= _SHORT or edge):
        label = first_label(text, ("web_view", "footer", "promotion"), "within")
    if label is None or (label in ("share", "button") and heading and mark.words < 3 and not mark.block.links):
        return False
    if label == "promotion" and heading:
        return False
    kind = {
        "related": "related label",
        "sponsor": "sponsor label",
        "web_view": "web view",
        "reading_time": "reading time",
    }
    mark.decide(kind.get(label, label), f"says what a {label.replace('_', ' ')} line says")
    return True


def _piped(text: str) -> Label | None:
    """A bar of several labels: "Facebook | Twitter | Se désabonner"."""
    parts = [part for part in _PIPES.split(text) if part]
    if not 2 <= len(parts) <= 10:
        return None
    bar: tuple[Label, ...] = ("footer", "web_view", "share", "promotion", "reading_time", "button")
    found = [first_label(part, bar, "line") or first_label(part, ("footer",), "within") for part in parts]
    known = [label for label in found if label]
    return known[0] if len(known) >= 0.6 * len(parts) else None


def _dated(mark: Mark, edge: bool) -> bool:
    """A line that holds a date or a number and little else. Editions with a name are left to be titles."""
    text = mark.block.text
    if mark.words > 12 or mark.block.kind == "item":
        return False
    date = find_date(text)
    said = date[1] if date else find_day(text)
    number = find_number(text)
    rest = text.replace(said, " ", 1) if said else text
    rest = rest.replace(number[1], " ", 1) if number else rest
    left = [
        word
        for word in words_of(rest)
        if not re.fullmatch(
            r"\d+|min|mins|read|lecture|à|at|le|du|h|par|publié|published|on|updated|posted|gmt|am|pm|et|edition|édition|issue|numéro",
            word,
        )
    ]
    if (said or number) and not left:
        mark.decide("date", "nothing but a date or a number; kept as the issue's" if said else "the issue's number")
    return not mark.open


def _byline(mark: Mark, edge: bool) -> bool:
    text = mark.block.text
    if mark.words > _SHORT or mark.block.rank and mark.block.rank < 4 or mark.block.kind == "item":
        return False
    found = matches("byline", text, "start")
    if not found:
        return False
    rest = text[found.end() :].strip(" :")
    people = re.split(r"\s*[·|•–—]\s*|\s+(?:le|on|à|at) \d|, (?=\d|le \d|[A-Z][a-z]+ \d)", rest)[0]
    date = find_date(people) or (None, find_day(people))
    people = people.replace(date[1], "").strip(" ,-") if date[1] else people
    if people and _PEOPLE.match(people) and (len(words_of(people)) >= 2 or rest == people):
        mark.decide("byline", "names who wrote it")
    return not mark.open


def _credits(mark: Mark, edge: bool) -> bool:
    text = mark.block.text
    if mark.words > 40 or len(text) > 400:
        return False
    found = matches("credits", text, "start")
    if found:
        label = found["label"]
        signed = _CREDIT_SIGN.match(text[found.end() :]) or re.search(r"\b(by|via|courtesy of)$", label.lower())
        if signed or (mark.block.kind == "caption" and re.match("cr[eé]dit", label.lower())):
            if not re.match(r"(photo|image|illustration|visuel|picture)s?$", label.lower()) or mark.words <= 12:
                mark.decide("credits", "names who made the pictures")
    elif mark.block.kind == "caption" and re.search(r"©|\(c\)|/ ?(AFP|Reuters|Getty|AP)\b", text):
        mark.decide("caption", "the caption of an image")
    return not mark.open


# ── what follows a label ─────────────────────────────────────────────────────────────────────────────────────────────


def name_zones(marks: Sequence[Mark]) -> None:
    """Take what follows a label for what the label announces."""
    zones: dict[str, Callable[[Sequence[Mark], int], None]] = {
        "related label": _related_zone,
        "sponsor label": _sponsor_zone,
    }
    headlines = [tuple(words_of(mark.block.text)) for mark in marks if mark.heading]
    for place, mark in enumerate(marks):
        if mark.kind in zones:
            zones[mark.kind](marks, place)
        elif mark.open and mark.words <= _SHORT:
            _announce(marks, place, headlines)
        if mark.open and not mark.rank:
            _inline_related(mark)


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
    for mark in marks[place + 1 :]:
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
    following = next((other for other in marks[at + 1 :] if other.open), None)
    opens_article = following is not None and not following.rank and following.words > max(25, mark.words)
    return first and not opens_article or (not opens_article and not mark.block.gap)


def _inline_related(mark: Mark) -> None:
    """ "Lire aussi : un autre article" on one line."""
    if mark.words > 40 or mark.block.kind == "quote":
        return
    found = matches("related", mark.block.text, "start")
    if found and re.match(r"\s*[:：→>–—-]\s*\S|\s*$", mark.block.text[found.end() :]):
        mark.decide("related", "begins with the name of related items")


def _sponsor_zone(marks: Sequence[Mark], place: int) -> None:
    label = marks[place]
    box = _common_box(marks, place)
    fence = next((at for at in range(place + 1, min(place + 10, len(marks))) if marks[at].kind == "rule"), None)
    headings = words = 0
    headed = any(mark.kind in ("headline", "") and mark.rank for mark in marks[:place])
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
            if headings or words or label.block.rank:
                break
            headings += 1
        if words > 250 or (fence is None and box is None and (not headed and not headings or words > 120)):
            break
        words += mark.words
        if mark.open:
            mark.decide("sponsor", f"follows “{label.block.text[:60]}”")


def _common_box(marks: Sequence[Mark], place: int) -> int | None:
    """The smallest container that holds the label and what comes next, unless it holds most of the document."""
    following = next((mark for mark in marks[place + 1 :] if mark.words), None)
    if following is None:
        return None
    shared = [box for box in marks[place].block.boxes if box in following.block.boxes]
    if not shared:
        return None
    held = sum(mark.words for mark in marks if shared[-1] in mark.block.boxes)
    return shared[-1] if held < 0.4 * sum(mark.words for mark in marks) else None


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def name_tail(marks: Sequence[Mark]) -> None:
    """The footer and the signature: what comes after the last article."""
    _footer(marks)
    _sign_off(marks)


def _footer(marks: Sequence[Mark]) -> None:
    after = 0
    start = None
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        if mark.open:
            if mark.words > 60 and not first_label(mark.block.text, ("footer", "promotion"), "within"):
                break
            after += mark.words
            if after > 220:
                break
        if mark.kind == "footer" or (mark.open and mark.words <= 30 and _ADDRESS.search(mark.block.text)):
            start = at
    if start is None or not any(mark.prose and mark.words > 8 for mark in marks[:start]):
        return
    for mark in marks[start:]:
        if mark.open:
            mark.decide("footer", "comes after the footer began")


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
            and back < len(rest) - 1
        ):
            for other in rest[len(rest) - 1 - back :]:
                other.decide("sign-off", "the closing formula and its signature")
            return
        after += mark.words
        if not short or after > 40:
            return


def related_links(mark: Mark) -> tuple[Link, ...]:
    """The items that a related block names: each link, or its whole text."""
    cleaned = clean(mark.block.text, mark.block.links)
    text = cleaned.text
    found = matches("related", text, "start")
    label = re.match(r"\s*[:：→>–—-]\s*", text[found.end() :]) if found else None
    if found and label and mark.reason.startswith("begins"):
        mark_words = text[: found.end() + label.end()]
        text = text[len(mark_words) :]
    url = cleaned.links[0].url if cleaned.links else ""
    return (Link(text, url),)
