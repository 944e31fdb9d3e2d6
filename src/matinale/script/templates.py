"""Renders phrases: Jinja2 in its sandbox, so that a show's phrases can compute words and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matinale.errors import ShowError
from matinale.script.phrases import Phrase, phrases_for


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The phrases of one language. `known` are values that every phrase may use (show, issue, number)."""

    language: str
    phrases: Mapping[str, Phrase]
    known: Mapping[str, Any]

    def say(self, name: str, **values: Any) -> str:
        """A phrase with its values filled in, single-spaced.

        Raises:
            ShowError: Its template is wrong, or wants a value that it is not given.
        """
        phrase = self.phrases[name]
        return self._render(name, phrase if isinstance(phrase, str) else phrase[0] if phrase else "", values)

    def choose(self, name: str, seed: str, other_than: str = "") -> str:
        """One of a phrase's variants, by a hash of `seed`: always the same for one text, and never `other_than`."""
        phrase = self.phrases[name]
        variants = [phrase] if isinstance(phrase, str) else list(phrase)
        rendered = [self._render(name, variant, {}) for variant in variants]
        free = [variant for variant in rendered if variant != other_than] or rendered
        return free[_number(seed) % len(free)] if free else ""

    def date(self, day: dt.date | None) -> str:
        """The day and the date as the language writes them ("jeudi 1er mai 2025"); "" without a date."""
        if day is None:
            return ""
        from babel.dates import format_date

        pattern, first = str(self.phrases["date_pattern"]), str(self.phrases["first_day"])
        if day.day == 1 and first:
            pattern = pattern.replace("d", f"'{first}'", 1)
        return format_date(day, pattern, locale=self.language)

    def _render(self, name: str, template: str, values: Mapping[str, Any]) -> str:
        from jinja2 import StrictUndefined, TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        at = f"show.toml: script.phrases.{self.language}.{name}"
        try:
            said = " ".join(environment.from_string(template).render(**self.known, **values).split())
            return _DOUBLED.sub(r"\1", said)
        except TemplateError as error:
            raise ShowError(
                f"{at}: {str(error.message or error).rstrip('.')}; see the list of values in docs/script.md"
            ) from error
        except (
            ArithmeticError,
            TypeError,
            ValueError,
            LookupError,
            AttributeError,
            RecursionError,
            MemoryError,
        ) as error:
            raise ShowError(f"{at}: cannot be rendered ({error})") from error


_DOUBLED = re.compile(r"([?!…])\.(?!\S)")  # a title's own mark, and the phrase's full stop


def load_phrasebook(language: str, own: Mapping[str, Mapping[str, Phrase]], known: Mapping[str, Any]) -> Phrasebook:
    """The phrases for a text in `language`; `own` are the show's."""
    chosen, phrases = phrases_for(language, own)
    return Phrasebook(chosen, phrases, known)


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode("utf-8")).digest()[:8], "big")
