"""What the furniture of a newsletter is called, in each language: `<language>.toml` beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Label = Literal[
    "related", "credits", "byline", "contents", "sponsor", "promotion", "share", "web_view", "footer", "sign_off",
    "button", "reading_time", "edition", "greeting", "notes", "picture", "forwarded", "house", "reader", "said",
]  # fmt: skip
LABELS: tuple[Label, ...] = get_args(Label)

# What may stand around a label: quotes, arrows, bullets, emoji, brackets. Not letters or digits.
_ORNAMENT = r"[^\w©(]*"
_CLOSING = r"[^\w)]*"
_LONGEST = {"line": 140, "start": 400, "within": 320}


def matches(label: Label, text: str, *forms: str) -> re.Match[str] | None:
    """Where `text` carries that label, in any language; `forms` restricts to "line", "start" or "within".

    >>> bool(matches("related", "→ Pour aller plus loin :"))
    True
    """
    text = text.replace("’", "'")
    for form in forms or ("line", "start", "within"):
        pattern = _pattern(label, form)
        if pattern and len(text) <= _LONGEST[form] and (found := pattern.search(text)):
            return found
    return None


def first_label(text: str, labels: Iterable[Label], *forms: str) -> Label | None:
    """The first of `labels` that the text carries."""
    return next((label for label in labels if matches(label, text, *forms)), None)


@cache
def _pattern(label: Label, form: str) -> re.Pattern[str] | None:
    parts = [part for table in _tables() for part in table.get(label, {}).get(form, ())]
    if not parts:
        return None
    choice = "|".join(parts)
    shape = {
        "line": rf"\A{_ORNAMENT}(?:{choice}){_CLOSING}\Z",
        "start": rf"\A{_ORNAMENT}(?P<label>(?:{choice}))(?!\w)",
        "within": rf"(?:{choice})",
    }[form]
    return re.compile(shape, re.IGNORECASE)


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    folder = files("matinale.sources.labels")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(tomllib.loads(entry.read_text(encoding="utf-8")) for entry in found)
