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
_SEEN = 12  # blocks on either side: nothing further away is a neighbour


def spare_news(marks: Sequence[Mark]) -> None:
    """Open again what was named furniture for words that are an article's own."""
    headings = sum(1 for mark in marks if mark.block.rank)
    inside = _Inside()
    for place, mark in enumerate(marks):
        if not mark.open and not mark.block.hint and mark.kind in (*_CONTESTED, "credits"):
            if mark.block.rank:
                news = _heads_news(marks, place)
            elif _is_sentence(mark):
                news = inside.article and _stands_in_news(marks, place)
            else:
                news = headings <= 1 and mark.words >= _SENTENCE and _heads_news(marks, place)
            if news:
                mark.reopen()
        inside.pass_by(mark)


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


def _is_sentence(mark: Mark) -> bool:
    text = mark.block.text.lstrip("«“\"‘' ")
    begun = text[:1].isupper() or text[:1].isdigit()
    return mark.words >= _SENTENCE and mark.block.kind != "item" and begun and _ends(text) and not _has_address(mark)


def _stands_in_news(marks: Sequence[Mark], place: int) -> bool:
    """Whether a sentence is an article's own."""
    text = marks[place].block.text
    if marks[place].kind == "credits":
        return False
    if matches("said", text, "within"):
        return True
    if matches("house", text, "within"):
        return False
    label = _CONTESTED[marks[place].kind]
    whole = matches(label, text, "line")
    found = matches(label, text, "within")
    first = not whole and (found is None or not words_of(text[: found.start()]))
    spoken_to = bool(matches("reader", text, "within"))
    before, after = _beside(marks, range(place - 1, -1, -1)), _beside(marks, range(place + 1, len(marks)))
    opens = before is not None and before.block.rank > 1 and before.open
    amid = (opens or (before is not None and _is_prose(before))) and after is not None and _is_prose(after)
    if amid and (whole or not (first or spoken_to)):
        return True
    if amid and label == "footer" and not (first and spoken_to):
        return any(mark.open and mark.block.rank for mark in marks[place + 1 : place + 400])
    # The last sentence of an article: "La juge vise la politique de confidentialité." names it, and appeals to nobody.
    return not (whole or first or spoken_to) and before is not None and _is_prose(before)


def _beside(marks: Sequence[Mark], places: range) -> Mark | None:
    """The next block that way, pictures passed over."""
    return next((marks[at] for at in places[:_SEEN] if marks[at].kind not in _PASSED_OVER), None)


def _heads_news(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is a headline: paragraphs stand under it that appeal to nobody and have no link."""
    mark = marks[place]
    if (
        mark.kind not in _HEADLINES
        or mark.words < 3
        or _has_address(mark)
        or matches("house", mark.block.text, "within")
    ):
        return False
    body = list(_under(marks, place))
    if not body or not _is_prose(body[0]) or not _ends(body[0].block.text):
        return False
    if any(_has_address(part) or part.kind in _CONTESTED for part in body):
        return False
    if any(matches(label, body[0].block.text, "within") for label in ("house", "reader")):
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
