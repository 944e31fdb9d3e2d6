"""News in the words of furniture: "Share prices fall by 4%", "La CNIL lui inflige une amende", "Soutenir l'Ukraine".

`name_furniture` goes by words alone. What it took for a label is looked at again here, with what stands around it: a
whole sentence between two paragraphs, or a headline over paragraphs, is news, unless it speaks for the letter itself
("our", "this issue"), has a link, or its neighbours are furniture too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matinale.sources.blocks import words_of
from matinale.sources.labels import Label, matches
from matinale.sources.marks import Mark

# Kinds that words alone may have given, and the labels whose words they were.
_CONTESTED: dict[str, Label] = {
    "footer": "footer",
    "web view": "web_view",
    "promotion": "promotion",
    "share": "share",
    "button": "button",
    "sponsor label": "sponsor",
}
_HEADLINES = frozenset(("footer", "promotion", "share", "button", "credits"))
_PASSED_OVER = frozenset(("image", "caption", "ornament", "credits"))
_SENTENCE = 5
_UNDER_A_HEADLINE = 10
_TOLD = 12
_LONG = 15
_SEEN = 12  # blocks on either side: nothing further away is a neighbour


def spare_news(marks: Sequence[Mark]) -> None:
    """Open again what was named furniture for words that are an article's own."""
    headings = sum(1 for mark in marks if mark.block.rank)
    inside = _Inside()
    for place, mark in enumerate(marks):
        if _is_contested(mark) and not mark.block.rank:
            if _is_sentence(mark):
                news = inside.article and _stands_in_news(marks, place)
            else:
                news = headings <= 1 and mark.words >= _SENTENCE and _heads_news(marks, place)
            if news:
                mark.reopen()
        inside.pass_by(mark)
    for place, mark in enumerate(marks):  # headlines by the paragraphs under them, which are settled now
        if _is_contested(mark) and mark.block.rank and _heads_news(marks, place):
            mark.reopen()


def _is_contested(mark: Mark) -> bool:
    return not mark.open and not mark.block.hint and mark.kind in (*_CONTESTED, "credits")


class _Inside:
    """Whether an article has begun: there is a headline under the title, or there are paragraphs enough."""

    def __init__(self) -> None:
        self.headings = self.paragraphs = 0

    @property
    def article(self) -> bool:
        return self.headings >= 2 or self.paragraphs >= 2 or self.headings == self.paragraphs == 1

    def pass_by(self, mark: Mark) -> None:
        if mark.open and mark.block.rank:
            self.headings += 1
        elif _is_prose(mark):
            self.paragraphs += 1


def _is_prose(mark: Mark) -> bool:
    return mark.open and not mark.block.rank and mark.words >= 4


def _ends(text: str) -> bool:
    return text.rstrip("»”\"’') ").endswith((".", "!", "?", "…"))


def _has_address(mark: Mark) -> bool:
    return bool(mark.block.links) or any(sign in mark.block.text for sign in ("//", "www.", "@"))


def _asks(mark: Mark, label: Label) -> bool:
    """Whether a link is what the label promises ("unsubscribe", "our policy", "here"), and not a source of the news."""
    if mark.block.linked or "@" in mark.block.text:
        return True
    texts = [link.text for link in mark.block.links]
    return any(len(words_of(text)) < 2 or matches(label, text) or appeals(text) for text in texts)


def _is_sentence(mark: Mark) -> bool:
    text = mark.block.text.lstrip("«“\"‘' ")
    begun = text[:1].isupper() or text[:1].isdigit()
    return mark.words >= _SENTENCE and mark.block.kind != "item" and begun and _ends(text)


def _stands_in_news(marks: Sequence[Mark], place: int) -> bool:
    """Whether a sentence is an article's own."""
    mark = marks[place]
    label = _CONTESTED.get(mark.kind)
    said = matches("said", mark.block.text, "within")
    if label is None or said or matches("house", mark.block.text, "within"):
        return label is not None and said is not None
    whole = matches(label, mark.block.text, "line")
    if (whole and _has_address(mark)) or _asks(mark, label):
        return False
    found = matches(label, mark.block.text, "within")
    first = not whole and (found is None or not words_of(mark.block.text[: found.start()]))
    spoken_to = matches("reader", mark.block.text, "within")
    before, after = _beside(marks, range(place - 1, -1, -1)), _beside(marks, range(place + 1, len(marks)))
    follows = before is not None and _is_prose(before)
    opens = before is not None and before.block.rank > 1 and (before.open or before.kind in _HEADLINES)
    if (follows or opens) and after is not None and _is_prose(after):
        if whole or not (first or spoken_to):
            return True
        if label == "footer" and not (first and spoken_to):
            return _has_headline_after(marks, place) or (
                not spoken_to and _is_paragraph(before) and _is_paragraph(after)
            )
    # The last sentence of an article, or its only one, which names a policy of privacy and appeals to nobody.
    if whole or spoken_to or not (follows or opens):
        return False
    return not first or (opens and mark.words >= _TOLD and _has_headline_after(marks, place))


def _has_headline_after(marks: Sequence[Mark], place: int) -> bool:
    """Whether another headline comes: what has an article after it is no footer."""
    return any(mark.open and mark.block.rank for mark in marks[place + 1 : place + 400])


def _is_paragraph(mark: Mark | None) -> bool:
    """Whether a neighbour is an article's paragraph, and not the small print: it is long and appeals to nobody."""
    return mark is not None and mark.words >= _LONG and not appeals(mark.block.text)


def appeals(text: str) -> bool:
    """Whether a text speaks for the letter, or to its reader."""
    return bool(matches("house", text, "within") or matches("reader", text, "within"))


def _beside(marks: Sequence[Mark], places: range) -> Mark | None:
    """The next block that way, pictures passed over."""
    return next((marks[at] for at in places[:_SEEN] if marks[at].kind not in _PASSED_OVER), None)


def _heads_news(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is a headline: paragraphs stand under it that appeal to nobody."""
    mark = marks[place]
    if mark.kind not in _HEADLINES or mark.words < 3 or matches("house", mark.block.text, "within"):
        return False
    body = list(_under(marks, place))
    if not body or not _is_prose(body[0]) or not _ends(body[0].block.text):
        return False
    # A link or a button asks something of the reader, unless they stand under a real paragraph.
    asks = any(part.kind in _CONTESTED or _has_address(part) for part in body) or _has_address(mark)
    if appeals(body[0].block.text) or (asks and body[0].words < _LONG):
        return False
    words = sum(part.words for part in body if part.open)
    # Without markup a headline is told by its shape: it is shorter than what stands under it.
    return words >= _UNDER_A_HEADLINE and (mark.block.rank > 0 or body[0].words > max(8, mark.words))


def _under(marks: Sequence[Mark], place: int) -> Iterator[Mark]:
    """What lies under a heading: the blocks before the next one, of which the first few tell enough."""
    for mark in marks[place + 1 : place + 1 + _SEEN]:
        if mark.block.rank or mark.kind == "rule":
            return
        if mark.kind not in _PASSED_OVER and mark.kind not in ("byline", "date"):
            yield mark
        if not marks[place].block.rank:
            return
