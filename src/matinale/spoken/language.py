"""What a language's folder gives: its rules ready to run. Found by the folder's name, so a language is a folder."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from matinale.languages import primary_language
from matinale.spoken.rules import Scanner


@dataclass(frozen=True, slots=True)
class Language:
    """`scanner`: the table; `doubts`: what a written text leaves open, one sentence each."""

    tag: str
    scanner: Scanner
    doubts: Callable[[str], tuple[str, ...]]


@cache
def load_language(tag: str) -> Language | None:
    """The rules for an IETF tag ("fr", "fr-CA", "en-GB"), or None where no folder has its name.

    A folder's `load(tag)` gives the `Language`, so that it can mind the region.
    """
    primary = primary_language(tag)
    name = f"matinale.spoken.{primary}"
    if not (primary.isascii() and primary.isalpha()) or importlib.util.find_spec(name) is None:
        return None
    module = importlib.import_module(name)
    load: Callable[[str], Language] | None = getattr(module, "load", None)
    return load(tag) if load else None
