"""What the show wants done with each kind of block that is not plain text: read, mention, notes, skip."""

from __future__ import annotations

from collections.abc import Sequence

from matinale.model import Mention
from matinale.settings import Reading, ReadPolicy
from matinale.sources.marks import Mark

# Kinds of blocks, and the key of `[reading]` that decides about them. The policies of related items, notices, by-lines
# and photo credits are the script's: their words have fields of their own in the Issue.
_KEYS = {
    "table": "tables",
    "code": "code",
    "caption": "captions",
    "footnote": "footnotes",
    "sponsor label": "sponsors",
    "sponsor": "sponsors",
    "promotion": "promotions",
    "contents": "contents",
    "sign-off": "sign_off",
}
# Text of an article by the form that it is set in, and the kind and the key of one that is not read.
_FORMS = {"quote": ("quotation", "quotes"), "item": ("list item", "lists")}
_MENTIONED_AS = {"caption": "image", "sponsor label": "sponsor"}
_NEVER_MENTIONED = frozenset(("sponsor", "contents", "sign-off"))  # the label, or nothing, stands for them


def policy_of(kind: str, reading: Reading) -> ReadPolicy:
    """What the show wants done with a kind of block; "skip" for what no key decides about."""
    key = _KEYS.get(kind)
    return getattr(reading, key) if key else "skip"


def apply_policies(marks: Sequence[Mark], reading: Reading) -> None:
    """Open the blocks that are read after all, and say of the others what becomes of them."""
    for mark in marks:
        if mark.open and not mark.rank and mark.block.kind in _FORMS:
            _apply_form(mark, reading)
            continue
        policy = policy_of(mark.kind, reading)
        if policy == "read" and mark.block.hint != "hidden":
            mark.kind, mark.rank = "", 0
        elif policy == "notes":
            mark.reason += "; kept for the show notes"
            mark.noted = True


def _apply_form(mark: Mark, reading: Reading) -> None:
    kind, key = _FORMS[mark.block.kind]
    if getattr(reading, key) == "skip":
        mark.decide(kind, f"the show does not read {key}")


def mention_of(mark: Mark, reading: Reading) -> Mention | None:
    """How a block is told of where it is not read."""
    if policy_of(mark.kind, reading) != "mention" or mark.kind in _NEVER_MENTIONED:
        return None
    caption = (
        mark.block.why if mark.kind == "table" else mark.block.text if mark.kind in ("caption", "sponsor label") else ""
    )
    return Mention(_MENTIONED_AS.get(mark.kind, mark.kind), caption)
