"""Reads lexicon files: every mistake is one line that names the file, the entry and the nearest valid key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from matinale.errors import ShowError
from matinale.languages import primary_language
from matinale.spoken.matching import Case, Entry, Lexicon, Match, layered, with_possessives

__all__ = ["Entry", "Lexicon", "Match", "layered", "parse_lexicon"]

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TEXTS = ("say", "ipa", "lang", "note", "doubt")
_LISTS = ("forms", "heard", "before", "after", "unless_before", "unless_after")
_KEYS = (*_TEXTS, *_LISTS, "case", "plural")


def parse_lexicon(toml_text: str, where: str) -> Lexicon:
    """The lexicon in a TOML text; `where` names it in errors. The order of entries is the file's.

    Raises:
        ShowError: Not TOML, an unknown field, a value of the wrong kind, or one form twice without a context.
    """
    try:
        tables = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise ShowError(f"{where}: not valid TOML: {error}") from error
    language = _language(tables.pop("language", ""), where)
    entries: list[Entry] = []
    for category, table in tables.items():
        if not isinstance(table, dict):
            raise ShowError(
                f"{where}: {category}: entries stand in a table; write [words] above it, or any other [category]"
            )
        for written, value in cast("Mapping[str, Any]", table).items():
            entries.extend(_entries(written, value, category, f"{where}: [{category}] {written!r}"))
    _refuse_repeats(entries, where)
    lexicon = Lexicon(tuple(entries), language)
    return with_possessives(lexicon) if language == "en" else lexicon


def _language(value: Any, where: str) -> str:
    if isinstance(value, str) and (value == "" or _TAG.fullmatch(value)):
        return primary_language(value)
    raise ShowError(f'{where}: language = {value!r}: expected a language tag such as "fr"')


def _entries(written: str, value: Any, category: str, at: str) -> Iterator[Entry]:
    if not any(character.isalnum() for character in written):
        raise ShowError(f"{at}: a written form holds at least one letter or digit")
    variants = cast("list[Any]", value) if isinstance(value, list) else [value]
    for variant in variants:
        yield _entry(written, variant, category, at)


def _entry(written: str, value: Any, category: str, at: str) -> Entry:
    case: Case = "initial" if written[:1].islower() else "exact"
    if value is False:
        return Entry(written, case=case, category=category, silenced=True)
    fields = {"say": value} if isinstance(value, str) else value
    if not isinstance(fields, dict):
        raise ShowError(f"{at}: expected a respelling in quotes, a table of fields, or false to silence it")
    checked = _checked(cast("dict[str, Any]", fields), at)
    checked.setdefault("case", case)
    return Entry(written, **checked, category=category)


def _checked(fields: Mapping[str, Any], at: str) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    for key, value in fields.items():
        if key in _TEXTS and isinstance(value, str):
            checked[key] = " ".join(value.split())
        elif key in _LISTS and _is_list_of_texts(value):
            words = cast("list[str]", value)
            checked[key] = tuple(words) if key in ("forms", "heard") else tuple(word.lower() for word in words)
        elif (key == "plural" and isinstance(value, bool)) or (key == "case" and value in get_args(Case)):
            checked[key] = value
        else:
            raise ShowError(f"{at}: {_complaint(key, value)}")
    return checked


def _complaint(key: str, value: Any) -> str:
    if key not in _KEYS:
        near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(sorted(_KEYS))}"
        return f"unknown field {key!r}; {hint}"
    if key == "case":
        near = difflib.get_close_matches(str(value), get_args(Case), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"it is one of {', '.join(get_args(Case))}"
        return f"case = {value!r}: {hint}"
    kind = "true or false" if key == "plural" else "a list of texts" if key in _LISTS else "a text in quotes"
    return f"{key} = {value!r}: expected {kind}"


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[Any]", value))


def _refuse_repeats(entries: list[Entry], where: str) -> None:
    """One form, one pronunciation: two entries of a form must differ in their context or case."""
    seen: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        context = (entry.before, entry.after, entry.unless_before, entry.unless_after)
        for spelling in entry.spellings:
            first = seen.setdefault((spelling, *context), entry)
            if first is not entry:
                raise ShowError(
                    f"{where}: [{entry.category}] {spelling!r} is already under [{first.category}] {first.written!r}; "
                    "keep one, or give them different before/after words"
                )
