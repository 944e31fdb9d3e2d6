"""Phonemes → Kokoro's tokens: its 114 symbols, and what is done with every symbol that is not among them."""

from __future__ import annotations

import importlib.util
import json
import logging
import re
from functools import cache
from pathlib import Path

from matinale.errors import EngineMissing

INSTALL = "pip install 'matinale[kokoro]'"

REPLACED = {
    "g": "ɡ",  # the letter for the phonetic sign
    "ɫ": "l",
    "ɬ": "l",
    "ʍ": "w",
    "ɵ": "ə",
    "ʏ": "y",
    "ɱ": "m",
    "ʀ": "ʁ",
    "ɦ": "h",
    "ʉ": "u",
    "ɘ": "ə",
    "¡": "",
    "¿": "",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "-": "",
    "‿": "",
    "\u0361": "",  # tie bar
    ".ː": "ː",
    "\u0329": "",  # syllabic consonant
    "\u032f": "",  # non-syllabic vowel
    "\u02d1": "",  # half-long
    "ʼ": "",
    "1": "",  # tones of languages that Kokoro does not speak
    "2": "",
    "3": "",
    "4": "",
    "5": "",
    "6": "",
    "7": "",
}
"""Symbols that the model does not know, and the nearest that it does; "" where there is nothing to hear."""

_log = logging.getLogger(__name__)


@cache
def load_vocabulary() -> dict[str, int]:
    """Each symbol's token, from the table that the package `kokoro-onnx` carries (read without importing it).

    Raises:
        EngineMissing: The package is not installed.
    """
    try:
        found = importlib.util.find_spec("kokoro_onnx")
        origin = Path(found.origin) if found and found.origin else None
        if origin is None:
            raise EngineMissing(f"Kokoro's table of phonemes is in kokoro-onnx, which is not installed: {INSTALL}")
        table: dict[str, int] = json.loads(origin.with_name("config.json").read_text("utf-8"))["vocab"]
    except (OSError, ValueError, KeyError) as error:
        raise EngineMissing(f"Kokoro's table of phonemes cannot be read ({error}); install again: {INSTALL}") from error
    return table


def in_vocabulary(phonemes: str, where: str = "") -> str:
    """The phonemes in symbols that the model knows. A symbol that has no replacement is left out and logged.

    >>> in_vocabulary("ɡʁˈɑ̃ ɡʁu‿p").replace(" ", "_")
    'ɡʁˈɑ̃_ɡʁup'
    """
    vocabulary = load_vocabulary()
    replaced = "".join(symbol if symbol in vocabulary else REPLACED.get(symbol, symbol) for symbol in phonemes)
    unknown = sorted({symbol for symbol in replaced if symbol not in vocabulary})
    if unknown:
        _log.warning("%s: the voice has no sound for %s", where or phonemes, " ".join(unknown))
        replaced = "".join(symbol for symbol in replaced if symbol in vocabulary)
    return re.sub(r"\s+", " ", replaced).strip()


def tokens_of(phonemes: str) -> list[int]:
    """One token for each symbol. All symbols are in the vocabulary (`in_vocabulary`)."""
    vocabulary = load_vocabulary()
    return [vocabulary[symbol] for symbol in phonemes]
