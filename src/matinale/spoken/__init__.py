"""Written words → spoken words. Pure: no files, no network.

Each language is a folder here, found by its name (`fr`, `en`); adding one is adding a folder with a `load(tag)`.
"""

from matinale.spoken.speller import load_speller

__all__ = ["load_speller"]
