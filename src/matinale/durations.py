"""Durations as people write them in `show.toml` and on the command line."""

from __future__ import annotations

import re

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)")


def seconds_of(text: str) -> float:
    """A duration in seconds.

    Raises:
        ValueError: It is not a number and one of ms, s, m, h, d, or it is nothing.

    >>> seconds_of("10m"), seconds_of("0.5 s"), seconds_of("200ms"), seconds_of("1h")
    (600.0, 0.5, 0.2, 3600.0)
    """
    match = _DURATION.fullmatch(text.strip().lower())
    seconds = float(match[1]) * _UNITS[match[2]] if match else 0.0
    if not seconds:
        raise ValueError(f'{text!r} is not a duration; write one like "30s", "10m" or "1h"')
    return seconds
