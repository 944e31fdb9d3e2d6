"""Parts of a series: which one a title says it is (The port (3/6): who unloads?), S02E05."""

from __future__ import annotations

import re

from matinale.spoken.marks import text_before

EPISODE = r"(?<!\w)S(?P<season>\d{1,2}):? ?[Ee](?P<episode>\d{1,3})(?!\w)"
_TITLE = re.compile(r"\)(?: ?[:–—|-]|\Z)")


def is_part_of_series(match: re.Match[str]) -> bool:
    """Whether two figures with a slash stand alone in the brackets that end a title.

    >>> [is_part_of_series(re.search("3/6", text)) for text in ("The port (3/6): why", "half of it (3/6).", "3/6")]
    [True, False, False]
    """
    opened = text_before(match.string, match.start(), 1) == "("
    return opened and _TITLE.match(match.string, match.end()) is not None
