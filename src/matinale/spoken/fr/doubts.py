"""What a French text leaves open: an editor should listen to it, or add it to the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matinale.spoken.fr.acronyms import is_known, is_word
from matinale.spoken.fr.gender import is_feminine

_OPEN = re.compile(r"[A-ZÀ-Þ]{4}|1 [a-zà-ÿ]|[\u0370-\u1fff\u3040-\ud7ff]")
_COUNT = re.compile(r"(?<![\d,.])(?P<number>(?:\d[\d ]*)?1) (?P<noun>[a-zà-ÿœ-]{3,})")


def doubts(text: str) -> tuple[str, ...]:
    """One sentence for each thing that no rule is sure of; nothing for what lists and context decide.

    >>> doubts("La CNIL et le ZORGA"), doubts("21 oxymores")
    (('ZORGA: unknown acronym, read as a word',), ('21 oxymores: gender unknown, read as masculine',))
    """
    return tuple(dict.fromkeys(_found(text))) if _OPEN.search(text) else ()


def _found(text: str) -> Iterator[str]:
    if len(re.findall(r"[A-ZÀ-Þ]{2,}", text)) * 2 <= len(text.split()) + 1:
        for match in re.finditer(r"(?<!\w)[A-ZÀ-Þ]{4,24}(?!\w)", text):
            if not is_known(match[0]):
                yield f"{match[0]}: unknown acronym, {'read as a word' if is_word(match[0]) else 'spelled'}"
    for match in _COUNT.finditer(text):
        number = int(match["number"].replace(" ", "")[-2:])
        if number not in {11, 71, 91} and is_feminine(match["noun"]) is None:
            yield f"{match[0]}: gender unknown, read as masculine"
    for match in re.finditer(r"[\u0370-\u1fff\u3040-\ud7ff]+", text):
        yield f"{match[0]}: letters that a French voice may not read"
