"""The name of an issue's folder and files: ASCII, from its date and title, safe on any file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

from matinale.model import Issue

LONGEST = 80
"""Characters of a slug: with a prefix and a suffix it stays under every file system's 255 bytes."""

_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": " ",
        "'": " ",
        "&": " ",
        "€": " euro ",
        "$": " dollar ",
    }
)
# Names that Windows keeps for devices, whatever their suffix.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=-|$)")


def slug_of(issue: Issue, source_name: str = "") -> str:
    """The slug of an issue: its date if it has one, then its title, or the source's name where the title has none.

    >>> from matinale.model import Issue
    >>> slug_of(Issue("Été : l’IA", None, None, "fr", "", (), (), ""), "x.txt")
    'ete-l-ia'
    """
    date = issue.date.isoformat() if issue.date else ""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", re.split(r"[/\\]", source_name.rstrip("/\\"))[-1])
    name = _plain(issue.title) or _plain(stem) or "issue-" + _digest(issue.title + stem)
    name = name.removeprefix(date).strip("-") or "issue"
    slug = _cut(f"{date}-{name}" if date else name)
    return f"issue-{slug}" if _RESERVED.match(slug) else slug


def free_slug(slug: str, identity: str, taken: Collection[str]) -> str:
    """`slug`, or where another issue has it, the slug with a few characters of `identity`'s hash.

    `identity` is what tells the issues apart and stays the same from run to run (the fingerprint of the issue, a feed
    item's guid); so the same issue gets the same slug whatever was taken meanwhile.
    """
    if slug not in taken:
        return slug
    digest = _digest(identity)
    lengths = (6, 10, 16, 40)
    return next((name for length in lengths if (name := f"{slug}-{digest[:length]}") not in taken), f"{slug}-{digest}")


def _plain(text: str) -> str:
    """Lower-case ASCII letters and digits, joined by hyphens."""
    base = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(character for character in base if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "replace").decode("ascii").replace("?", "-")).strip("-")


def _cut(slug: str) -> str:
    """At most `LONGEST` characters, cut between words where possible."""
    if len(slug) <= LONGEST:
        return slug
    whole = slug[: LONGEST + 1].rpartition("-")[0]
    return (whole if len(whole) > LONGEST // 2 else slug[:LONGEST]).strip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
