"""`show.toml` and `voices/*.toml` → Show. An unknown key is refused with file, name and the nearest valid one."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from matinale.errors import ShowError
from matinale.patterns import compiled_pattern, line_of_pattern, patterns_of
from matinale.serialization import adapter_of
from matinale.settings import Show, Sound, VoiceProfile
from matinale.settings_check import refuse_show
from matinale.workspace import SHOW_FILE, voice_folders

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")
Table = Mapping[str, Any]

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_show(root: Path, text: str | None = None) -> Show:
    """The show in the folder `root`, checked; `text` stands for its `show.toml`, to see whether a change would do.

    Raises:
        ShowError: A file is missing, is not TOML, or holds a key or a value that is not allowed.
    """
    path = root / SHOW_FILE
    table = _read_toml(path, "make a show with: matinale init DIR") if text is None else tomllib.loads(text)
    voices = read_voices(root)
    show = _build(Show, table, path, own={"root": root, "voices": voices})
    refuse_show(show)
    for check in (_check_look, _check_voices, _check_jingles, _check_patterns):
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
    from pydantic import ValidationError

    _refuse_unknown(kind, table, path, own)
    try:
        built: T = adapter_of(kind).validate_python({**table, **own})
    except ValidationError as error:
        raise ShowError(f"{path}: {_first_problem(error.errors()[0])}") from error
    return built


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


def _check_look(show: Show, path: Path) -> None:
    for colour in show.colours:
        if COLOUR.fullmatch(colour) is None:
            raise _refuse(path, "colours", colour, 'must be written as "#12355b"')
    if show.cover and not (show.root / show.cover).is_file():
        raise _refuse(path, "cover", show.cover, f"no such picture in {show.root}")


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


def _check_patterns(show: Show, path: Path) -> None:
    for key, pattern in patterns_of(show.reading):
        try:
            compiled_pattern(pattern)
        except ValueError as error:
            line = line_of_pattern(path.read_text(encoding="utf-8-sig"), key, pattern)
            where = f"{path}, line {line}" if line else f"{path}"
            reason = f"{pattern!r} is not a regular expression ({error}); mend it"
            raise ShowError(f"{where}: reading.{key}: {reason}") from error
