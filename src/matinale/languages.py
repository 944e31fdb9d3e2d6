"""Language tags (IETF BCP 47), as feeds, shows and voices carry them."""

from __future__ import annotations


def primary_language(tag: str) -> str:
    """The language of a tag, without region or script (RFC 5646, section 2.2.1); "" of nothing.

    >>> primary_language("fr-CA"), primary_language("EN_us"), primary_language("")
    ('fr', 'en', '')
    """
    return tag.replace("_", "-").partition("-")[0].lower()
