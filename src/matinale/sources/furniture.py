"""What is not an article: banners, dates, by-lines, credits, buttons, sponsors, tables of contents, footers.

Each rule looks at one block (`name_furniture`) or at what follows a label (`name_zones`, `name_tail`), and leaves its
reason. Text of an article that merely mentions such words must survive: only short blocks are judged by their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matinale.sources.blocks import words_of
from matinale.sources.bylines import after_label, without_post
from matinale.sources.cleaning import clean
from matinale.sources.dates import find_date, find_day, find_number
from matinale.sources.hints import Hints
from matinale.sources.labels import Label, first_label, matches
from matinale.sources.marks import Mark

_NAME = r"(?:[A-ZÀ-ÖØ-ÞŒ][\w'’.-]*|de|du|des|le|la|van|von|der|den|da|di|el|bin|al|d['’][A-Z]\w+)"
_PEOPLE = re.compile(
    rf"^{_NAME}(?: {_NAME}){{0,4}}(?:(?:,| et| and| &| avec| with) ?{_NAME}(?: {_NAME}){{0,4}}){{0,4}}\W*$"
)
# Four digits that are a year are no postal code: "lived in Mill Lane since 1962".
_POSTAL_CODE = r"\b(?!(?:1[5-9]|20)\d\d\b)\d{4,5}\b"
_ADDRESS = re.compile(
    rf"{_POSTAL_CODE}.*\b(rue|avenue|av|boulevard|bd|quai|place|allée|chemin|cedex|paris|lyon)\b"
    r"|\b(rue|avenue|boulevard|quai|allée|impasse)\b.*\b\d{5}\b"
    rf"|\b(street|st|road|rd|avenue|ave|suite|ste|floor|po box|p\.o\. box|blvd|drive|lane)\b.*{_POSTAL_CODE}",
    re.IGNORECASE,
)
_CREDIT_SIGN = re.compile(r"^\s*(?:[:©–—/|(-]|\(c\))")
_PIPES = re.compile(r"\s*[|·•–—/]\s*|\s{2,}")
_PAID = re.compile(
    r"[(\[]\s*(?:sponsor(?:ed|is[ée]e?)?|publicit[ée]|advertisement|ad|partenariat|partenaire|promo|paid)\s*[)\]]\s*$",
    re.IGNORECASE,
)
SHORT = 14


def names_people(text: str) -> bool:
    """Whether a text is made of capitalised names, as a by-line is."""
    return bool(_PEOPLE.match(text))


def is_address(text: str) -> bool:
    """Whether a text is a postal address, and no sentence that comes to one.

    >>> is_address("Le Quai, 12 rue des Lilas, 44000 Nantes")
    True
    >>> is_address("Elle loue l'ancien bac du 12, rue Haute, 44000 Nantes.")
    False
    """
    if not _ADDRESS.search(text):
        return False
    before = re.split(r"[\d:–—|·]", text[:400], maxsplit=1)[0]
    small = [word for word in before.split() if word[:1].islower() and len(word) > 1]
    return not (len(small) >= 3 and text.rstrip(' »”"').endswith((".", "!", "?", "…")))


def name_furniture(marks: Sequence[Mark], hints: Hints) -> None:
    """Judge each block by itself."""
    last = len(marks) - 1
    for place, mark in enumerate(marks):
        if not mark.open:
            continue
        edge = place < 6 or last - place < 12
        _judge(mark, edge=edge)
        if mark.open and hints.separates(mark.block.text):
            mark.decide("rule", "a `section_separator` of the show")
        if mark.open and hints.ignores(mark.block.text):
            mark.decide("ignored", "an `ignore` pattern of the show matches it")
        if mark.open and hints.is_related(mark.block.text):
            mark.decide("related label", "a related heading of the show")


def _judge(mark: Mark, *, edge: bool) -> None:
    for rule in (_hinted, _typed, _wordless, _bar, _byline, _credits):
        if rule(mark):
            return
    if not (_paid(mark) or _labelled(mark, edge=edge) or _dated(mark)):
        _salutation(mark)


def name_forwarding(marks: Sequence[Mark]) -> None:
    """The header that a mail program puts above a message that it forwards."""
    opened = False
    for mark in marks[:30]:
        header = _MAIL_HEADER.match(mark.block.text)
        if matches("forwarded", mark.block.text, "start"):
            mark.decide("mail header", "opens a forwarded message")
            opened = True
        elif opened and header:
            mark.decide("mail header", "stands in the header of a forwarded message")
        elif opened and mark.words:
            return


_MAIL_HEADER = re.compile(
    r"(?i)\W*(?:from|de|date|sent|envoyé|subject|objet|sujet|to|à|pour|cc|reply-to|répondre à|expéditeur|destinataire)"
    r"\W{0,3}:\W"
)


def _hinted(mark: Mark) -> bool:
    if mark.block.hint and not (mark.block.hint == "byline" and mark.words > 12):
        mark.decide(mark.block.hint, mark.block.why)
    return not mark.open


def _typed(mark: Mark) -> bool:
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
    elif kind == "caption" and not _credits(mark):
        mark.decide("caption", "the caption of an image")
    return not mark.open


def _bar(mark: Mark) -> bool:
    """Three short links or more and nothing else: a menu."""
    links = mark.block.links
    if len(links) >= 3 and mark.block.linked and mark.block.kind != "item" and mark.words <= 5 * len(links):
        mark.decide("navigation", "a bar of links")
    return not mark.open


def _wordless(mark: Mark) -> bool:
    text = mark.block.text
    if not mark.words:
        mark.decide("ornament", "no words in it")
    elif "~~" in text and not words_of(clean(text).text):
        mark.decide("struck out", "its author struck it out")
    elif mark.block.kind != "item" and "/" in text and not words_of(clean(text).text):
        mark.decide("url", "nothing but an address")
    return not mark.open


def _paid(mark: Mark) -> bool:
    """A message from Harbour Energy: clean power … — a paragraph that says who paid for it."""
    if mark.words <= 120 and not mark.block.rank and matches("sponsor", mark.block.text, "start"):
        mark.decide("sponsor", "begins with the name of who paid for it")
    return not mark.open


def _labelled(mark: Mark, *, edge: bool) -> bool:
    """Buttons, share bars, banners: a whole block that says so, or a short one that says it somewhere."""
    text = mark.block.text
    if mark.words > 60 or len(text) > 420:
        return False
    if "//" in text or "www." in text:
        text = clean(text).text
    heading = mark.block.rank > 0
    if _PAID.search(text):
        mark.decide("sponsor label", "says in brackets that it was paid for")
        return True
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
    if mark.block.linked and not heading and matches("button", text, "line"):
        mark.decide("button", "a link that asks to be pressed")
        return True
    label: str | None = first_label(text, whole, "line") or (None if heading else _piped(text))
    if label is None and not heading and (mark.words <= SHORT or edge):
        label = first_label(text, ("web_view", "footer", "promotion"), "within")
    if label is None or (label in ("share", "button") and heading and mark.words < 3 and not mark.block.links):
        return False
    if label == "promotion" and heading and mark.words > 6:
        return False
    kind = {
        "related": "related label",
        "sponsor": "sponsor label",
        "web_view": "web view",
        "reading_time": "reading time",
    }
    mark.decide(kind.get(label, label), f"says what a {label.replace('_', ' ')} line says")
    return True


def _piped(text: str) -> str | None:
    """A bar of several labels: "Facebook | Twitter | Se désabonner"."""
    parts = [part for part in _PIPES.split(text) if part]
    if not 2 <= len(parts) <= 10:
        return None
    bar: tuple[Label, ...] = ("footer", "web_view", "share", "promotion", "reading_time", "button")
    ends: tuple[Label, ...] = ("footer",)
    labels = (first_label(part, bar, "line") or first_label(part, ends, "within") for part in parts)
    known = [label for label in labels if label]
    dates = sum(1 for part in parts if _only_date(part))
    return known[0] if known and len(known) + dates >= 0.6 * len(parts) else None


def _dated(mark: Mark) -> bool:
    """A line that holds a date or a number and little else. Editions with a name are left to be titles."""
    text = mark.block.text
    if mark.words > 14 or mark.block.kind == "item":
        return False
    if _only_date(text):
        mark.decide("date", "nothing but a date or a number; kept as the issue's")
    elif find_date(text) and _PUBLISHED.match(text) and matches("byline", _undated(text), "start"):
        mark.decide("byline", "says when it was published, and by whom")
    return not mark.open


_PUBLISHED = re.compile(r"(?i)\W*(?:publié|posté|mis en ligne|published|posted|updated)\b")


def _undated(text: str) -> str:
    """A text without its date and number, and without the words that only introduce them."""
    date = find_date(text)
    said = date[1] if date else find_day(text)
    number = find_number(text)
    rest = text.replace(said, " ", 1) if said else text
    rest = rest.replace(number[1], " ", 1) if number else rest
    return re.sub(r"(?i)^\W*(?:publié|posté|mis en ligne|published|posted|updated)(?: le| on)?\W*", "", rest).strip()


def _only_date(text: str) -> bool:
    if len(text) > 140 or not (find_date(text) or find_day(text) or find_number(text)):
        return False
    rest = _undated(text)
    left = [
        word
        for word in words_of(rest)
        if not re.fullmatch(
            r"\d+|\d+h\d*|min|mins|read|lecture|à|at|le|du|h|par|publié|published|on|updated|posted|gmt|am|pm|et|edition|édition|issue|numéro",
            word,
        )
    ]
    return not left


def _salutation(mark: Mark) -> bool:
    """Bonjour Claire, — a mail tool's merge field, and the programme has its own greeting."""
    text = mark.block.text
    if mark.words <= 3 and text.endswith((",", "!")) and matches("greeting", text, "start"):
        mark.decide("salutation", "greets the reader by name")
    return not mark.open


def _byline(mark: Mark) -> bool:
    text = mark.block.text
    if mark.words > SHORT or mark.block.rank == 1 or mark.block.kind == "item":
        return False
    rest = after_label(text)
    if rest is None:
        return False
    people = re.split(r"\s*[·|•–—]\s*|\s+(?:le|on|à|at) \d|, (?=\d|le \d|[A-Z][a-z]+ \d)", rest)[0]
    date = find_date(people) or (None, find_day(people))
    people = people.replace(date[1], "").strip(" ,-") if date[1] else people
    bare = without_post(people)
    if bare != people and _PEOPLE.match(bare) and len(words_of(bare)) >= 2:
        mark.decide("byline", "names who wrote it, and what they are or where")
    elif people and _PEOPLE.match(people) and (len(words_of(people)) >= 2 or rest == people):
        mark.decide("byline", "names who wrote it")
    return not mark.open


def _credits(mark: Mark) -> bool:
    text = mark.block.text
    if mark.words > 40 or len(text) > 400:
        return False
    found = matches("credits", text, "start")
    if found:
        label = found["label"]
        signed = _CREDIT_SIGN.match(text[found.end() :]) or re.search(r"\b(by|via|courtesy of)$", label.lower())
        named = signed or (mark.block.kind == "caption" and re.match("cr[eé]dit", label.lower()))
        plain = re.match(r"(photo|image|illustration|visuel|picture)s?$", label.lower())
        if named and (not plain or mark.words <= 12):
            mark.decide("credits", "names who made the pictures")
    elif mark.block.kind == "caption" and re.search(r"©|\(c\)|/ ?(AFP|Reuters|Getty|AP)\b", text):
        mark.decide("caption", "the caption of an image")
    return not mark.open
