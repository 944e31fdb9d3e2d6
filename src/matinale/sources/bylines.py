"""By-lines: the names in them, without what says that they are names, and what a writer is or where.

    By Jane Doe, environment editor                     ─▶ Jane Doe, environment editor
    Texte : Aïcha Benyoucef · Photos : Tom Verhaeghe    ─▶ Aïcha Benyoucef, photos : Tom Verhaeghe
    Publié le 3 mars 2026 par Jean Roux · 4 min         ─▶ Jean Roux

The script's phrase says already that somebody wrote it ("Un article signé …").
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from matinale.sources.blocks import tidy, words_of
from matinale.sources.dates import find_date, find_day
from matinale.sources.labels import matches

_PARTS = re.compile(r"\s*[·|•]\s*|\s+[–—/]\s+")
_NAMED = r"[A-ZÀ-ÖØ-ÞŒ][\w'’.-]*"
_PUBLISHED = re.compile(r"(?i)^\W*(?:publié|posté|mis en ligne|published|posted|updated)(?: le| on)?\W*")


def after_label(text: str) -> str | None:
    """What follows "By", "Texte :" or another label of a by-line; None where there is none.

    >>> after_label("Par Jeanne Le Bihan"), after_label("Texte : Aïcha Benyoucef"), after_label("Texte intégral")
    ('Jeanne Le Bihan', 'Aïcha Benyoucef', None)
    """
    if found := matches("byline", text, "start"):
        return text[found.end() :].strip(" :")
    found = _writers().match(text)
    return text[found.end() :] if found else None


def without_post(text: str) -> str:
    """Names without what the writers are, and without the place that they write from.

    >>> without_post("Jane Doe, environment editor"), without_post("Jean Roux, à Die"), without_post("Jean Roux")
    ('Jane Doe', 'Jean Roux', 'Jean Roux')
    """
    for pattern in (_place(), _post(), _place()):
        text = pattern.sub("", text)
    return text


def write_byline(text: str) -> tuple[str, str]:
    """The names of a by-line as they are announced, and the words that are not.

    >>> write_byline("Words by Anna Lee | Photos by Tom Hart | 4 min read")
    ('Anna Lee, photos by Tom Hart', 'words by 4 min read')
    """
    parts = [part for part in _PARTS.split(tidy(text)) if part]
    told = [part for part in parts if not _is_aside(part)] or parts
    first = _undated(told[0])
    said = ", ".join((after_label(first) or first, *(_small(part) for part in told[1:]))).strip(" ,:")
    if not words_of(said):
        return tidy(text), ""
    kept = Counter(words_of(said))
    left: list[str] = []
    for word in words_of(text):
        if kept[word]:
            kept[word] -= 1
        else:
            left.append(word)
    return said, " ".join(left)


def _is_aside(part: str) -> bool:
    """Whether a part of a by-line tells a date or how long it takes to read."""
    if matches("reading_time", part, "line"):
        return True
    date = find_date(part)
    said = date[1] if date else find_day(part)
    return bool(said) and len(words_of(part)) - len(words_of(said)) <= 1


def _undated(part: str) -> str:
    if not _PUBLISHED.match(part):
        return part
    date = find_date(part)
    said = date[1] if date else find_day(part)
    return _PUBLISHED.sub("", part.replace(said, " ", 1) if said else part).strip(" ,")


def _small(part: str) -> str:
    """A part that begins with a label ("Photos by …") goes on inside the sentence, not a name."""
    label = matches("credits", part, "start") or matches("byline", part, "start") or _writers().match(part)
    return part[:1].lower() + part[1:] if label else part


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads((files("matinale.sources") / "bylines.toml").read_text(encoding="utf-8"))


@cache
def _writers() -> re.Pattern[str]:
    return re.compile(
        rf"\W{{0,3}}(?:{'|'.join(_table()['writers'])})(?: (?:et|and|&) \w{{4,12}})?\s?:\s?(?=\w)", re.IGNORECASE
    )


@cache
def _post() -> re.Pattern[str]:
    """A comma, at most five words, a post, and what it is of."""
    of = r"(?:\s+(?:at|of|for|in|on|à|au|aux|de|des|du|pour|en|chez|d['’])\W?.{1,50})?"
    return re.compile(rf",\s+(?:[\w'’&-]+\s+){{0,5}}(?:{'|'.join(_table()['posts'])}){of}\W*$", re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(
        rf",?\s+(?:{'|'.join(_table()['from'])})\s+{_NAMED}(?:[ -]{_NAMED}){{0,3}}(?:\s\([^()]{{1,30}}\))?\W*$"
    )
