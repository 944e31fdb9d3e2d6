"""What the programme says in its own words, as data: one module a language. Adding a language is adding a module.

A phrase is a Jinja2 template, or several of which one is chosen for each article. A show replaces any of them in
`[script.phrases.<language>]`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from matinale.errors import ShowError
from matinale.languages import primary_language
from matinale.script.phrases import en, fr

Phrase = str | tuple[str, ...]

_LANGUAGES: Mapping[str, Mapping[str, Phrase]] = {"en": en.PHRASES, "fr": fr.PHRASES}
FALLBACK = "en"


def phrases_for(language: str, own: Mapping[str, Mapping[str, Phrase]]) -> tuple[str, Mapping[str, Phrase]]:
    """The language the phrases are in, and the phrases, the show's `own` over the shipped ones.

    A language that is neither shipped nor the show's gets the English ones.

    Raises:
        ShowError: The show names a phrase that does not exist.
    """
    tag = language.lower()
    primary = primary_language(tag)
    chosen = primary if primary in _LANGUAGES or primary in own else FALLBACK
    phrases = dict(_LANGUAGES.get(chosen, _LANGUAGES[FALLBACK]))
    for key in dict.fromkeys((chosen, tag)):
        for name, phrase in own.get(key, {}).items():
            if name not in phrases:
                near = difflib.get_close_matches(name, phrases, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(phrases))}"
                raise ShowError(f"show.toml: script.phrases.{key}.{name}: no such phrase; {hint}")
            phrases[name] = phrase
    return chosen, phrases
