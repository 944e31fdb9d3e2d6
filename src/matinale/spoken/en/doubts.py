"""What an English text leaves open."""

from __future__ import annotations

import re

from matinale.spoken.en.acronyms import is_known, say_acronym

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{4,24}(?!\w)")


def doubts(text: str) -> tuple[str, ...]:
    """One sentence for each acronym whose reading is a guess.

    >>> doubts("NASA met ZORGA")
    ('ZORGA: unknown acronym, read as a word',)
    """
    unknown = dict.fromkeys(letters for letters in _CAPITALS.findall(text) if not is_known(letters))
    return tuple(
        f"{letters}: unknown acronym, {'spelled' if ' ' in say_acronym(letters) else 'read as a word'}"
        for letters in unknown
    )
