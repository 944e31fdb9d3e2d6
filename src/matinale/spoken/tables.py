"""Word lists kept as text, so that a list of three hundred words is ten lines to read and to add to."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("un deux un"))
    ['deux', 'un']
    """
    return frozenset(text.split())
