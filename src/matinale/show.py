"""`show.toml` and `voices/*.toml` → Show. An unknown key is refused with file, name and the nearest valid one."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from matinale.categories import category_names
from matinale.errors import ShowError
from matinale.settings import Publication, Show, Sound, VoiceProfile
from matinale.workspace import SHOW_FILE, voice_folders

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")
Table = Mapping[str, Any]

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# PSP-1 and Apple cap what they show of these; longer is refused rather than cut in the middle of a word.
LONGEST = {"title": 255, "author": 255, "description": 4000}


def read_show(root: Path) -> Show:
    """The show in the folder `root`, checked.

    Raises:
        ShowError: A file is missing, is not TOML, or holds a key or a value that is not allowed.
    """
    path = root / SHOW_FILE
    table = _read_toml(path, "make a show with: matinale init DIR")
    voices = read_voices(root)
    show = _build(Show, table, path, own={"root": root, "voices": voices})
    for check in (_check_channel, _check_feed, _check_voices, _check_jingles):
        check(show, path)
    return show


def read_voices(root: Path) -> dict[str, VoiceProfile]:
    """Every voice profile that the show can name, sorted; the show's own take the place of shipped ones."""
    files = {path.stem: path for folder in reversed(voice_folders(root)) for path in sorted(folder.glob("*.toml"))}
    return {name: read_voice(path) for name, path in sorted(files.items()) if name != "CREDITS"}


def read_voice(path: Path) -> VoiceProfile:
    """One voice profile; its name is the file's.

    Raises:
        ShowError: It cannot be read, or holds a key or a value that is not allowed.
    """
    table = _read_toml(path, "see docs/voices.md")
    return _build(VoiceProfile, table, path, own={"name": path.stem, "folder": path.parent})


def with_voice(show: Show, name: str) -> Show:
    """The same show read by another voice.

    Raises:
        ShowError: There is no such voice.
    """
    changed = dataclasses.replace(show, voice=name)
    _check_voices(changed, Path("--voice"))
    return changed


# ── reading one file ─────────────────────────────────────────────────────────────────────────────────────────────────


def _read_toml(path: Path, remedy: str) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ShowError(f"{path}: not found; {remedy}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ShowError(f"{path}: cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise ShowError(f"{path}: is not valid TOML: {error}") from error


def _build(kind: type[T], table: Table, path: Path, *, own: Table) -> T:
    """`table` as a `kind`; `own` are fields that the program sets and a file may not."""
    from pydantic import TypeAdapter, ValidationError

    _refuse_unknown(kind, table, path, own)
    try:
        return TypeAdapter(kind).validate_python({**table, **own})
    except ValidationError as error:
        raise ShowError(f"{path}: {_first_problem(error.errors()[0])}") from error


def _refuse_unknown(kind: type[Any], table: Table, path: Path, own: Iterable[str] = (), prefix: str = "") -> None:
    hints = get_type_hints(kind)
    valid = [field.name for field in dataclasses.fields(kind) if field.name not in own]
    for key, value in table.items():
        if key not in valid:
            raise ShowError(f"{path}: {unknown(f'{prefix}{key}', [f'{prefix}{name}' for name in valid], 'key')}")
        for name, inner, inside in _inner_tables(hints[key], key, value):
            _refuse_unknown(inner, inside, path, prefix=f"{prefix}{name}.")


def _inner_tables(hint: Any, key: str, value: object) -> Iterator[tuple[str, type[Any], Table]]:
    """The tables inside a key's value, each with its name and the dataclass that it is read as.

    A table, an array of tables, or (for a mapping) tables whose names are the publisher's own.
    """
    kinds = [kind for kind in (hint, *get_args(hint)) if dataclasses.is_dataclass(kind) and isinstance(kind, type)]
    if not kinds:
        return
    if get_origin(hint) is Mapping and isinstance(value, dict):
        tables = [(f"{key}.{name}", inside) for name, inside in cast("dict[str, object]", value).items()]
    else:
        tables = [(key, inside) for inside in cast("list[object]", value if isinstance(value, list) else [value])]
    for name, inside in tables:
        if isinstance(inside, dict):
            yield name, kinds[0], cast("Table", inside)


def unknown(name: str, valid: Iterable[str], what: str) -> str:
    """One clause for a name that is not valid, with the nearest valid one."""
    names = list(valid)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return f"unknown {what} {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"valid: {', '.join(names)}")


def _first_problem(details: ErrorDetails) -> str:
    where = ".".join(str(part) for part in details["loc"])
    given = "" if details["type"] == "missing" else f", not {details['input']!r:.60}"
    return f"{where}: {details['msg'][0].lower()}{details['msg'][1:]}{given}"


# ── checking values ──────────────────────────────────────────────────────────────────────────────────────────────────


def _refuse(path: Path, key: str, value: object, expected: str) -> ShowError:
    return ShowError(f"{path}: {key} = {value!r}: {expected}")


def _check_channel(show: Show, path: Path) -> None:
    for key, limit in LONGEST.items():
        value = cast("str", getattr(show, key))
        if len(value.encode("utf-8")) > limit:
            raise _refuse(path, key, value[:40] + "…", f"is longer than {limit} bytes")
    checks: tuple[tuple[str, str, Callable[[str], bool], str], ...] = (
        ("title", show.title, lambda v: bool(v.strip()), "must not be empty"),
        ("language", show.language, _is_tag, 'must be a language tag such as "fr" or "en-GB"'),
        ("email", show.email, lambda v: not v or EMAIL.fullmatch(v) is not None, "is not an e-mail address"),
        ("link", show.link, lambda v: not v or _is_web_address(v), "must start with https:// or http://"),
    )
    for key, value, holds, expected in checks:
        if not holds(value):
            raise _refuse(path, key, value, expected)
    for colour in show.colours:
        if COLOUR.fullmatch(colour) is None:
            raise _refuse(path, "colours", colour, 'must be written as "#12355b"')
    if show.cover and not (show.root / show.cover).is_file():
        raise _refuse(path, "cover", show.cover, f"no such picture in {show.root}")


def _check_feed(show: Show, path: Path) -> None:
    feed: Publication = show.feed
    names = category_names()
    for category in feed.categories:
        if category not in names:
            raise ShowError(f"{path}: feed.categories: {unknown(category, names, 'category')}")
    if not feed.categories:
        raise _refuse(path, "feed.categories", [], "needs at least one of Apple's categories")
    for key, value in (("url", feed.url), ("funding", feed.funding), ("hub", feed.hub)):
        if (value or key == "url") and not _is_web_address(value):
            raise _refuse(path, f"feed.{key}", value, "must be an address that starts with https:// or http://")
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", feed.hour) is None:
        raise _refuse(path, "feed.hour", feed.hour, 'must be written as "07:00"')
    try:
        ZoneInfo(feed.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _refuse(path, "feed.timezone", feed.timezone, 'is not a time zone such as "Europe/Paris"') from error


def _check_voices(show: Show, path: Path) -> None:
    for key, name in (
        ("voice", show.voice),
        ("script.anchor", show.script.anchor),
        ("script.quote", show.script.quote),
    ):
        if name and name not in show.voices:
            raise ShowError(f"{path}: {key}: {unknown(name, show.voices, 'voice')}")


def _check_jingles(show: Show, path: Path) -> None:
    sound: Sound = show.sound
    sets = sorted({folder.name for home in voice_folders(show.root) for folder in (home / "jingles").glob("*/")})
    if sound.jingles != "none" and sound.jingles not in sets:
        raise ShowError(f"{path}: sound.jingles: {unknown(sound.jingles, [*sets, 'none'], 'jingle set')}")


def _is_tag(value: str) -> bool:
    return LANGUAGE_TAG.fullmatch(value) is not None


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and value.isascii() and " " not in value
