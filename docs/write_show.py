"""Writes docs/show.md from the settings' own words: python docs/write_show.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "matinale" / "settings.py"
PAGE = ROOT / "docs" / "show.md"
SET_BY_THE_PROGRAM = {"root", "voices", "name", "folder"}
ORDER = (
    "Show",
    "Reading",
    "Wording",
    "Sound",
    "JingleFile",
    "Publication",
    "Person",
    "Target",
    "Watch",
    "VoiceProfile",
)
BOUNDED: dict[str, str] = {}
"""The numbers with limits that settings.py gives a name."""
HEAD = """# show.toml and voice profiles

Every key, its type and its default. What is left out has the default; an unknown key is refused with its nearest valid
name. This page is written from `src/matinale/settings.py` by `python docs/write_show.py`, and a test keeps it so.
"""


def page() -> str:
    """The whole page."""
    text = SOURCE.read_text(encoding="utf-8")
    body = ast.parse(text).body
    classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
    BOUNDED.update(
        (node.targets[0].id, ast.unparse(node.value))
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and "Interval(" in ast.unparse(node)
    )
    return "\n".join([HEAD, *(section(classes[name], text.splitlines()) for name in ORDER)])


def section(node: ast.ClassDef, lines: list[str]) -> str:
    """One table of the settings: its docstring, then a row a key."""
    summary = (ast.get_docstring(node) or "").replace("\n\n", "\n").strip()
    rows = [f"| `{name}` | {kind} | {default} | {said} |" for name, kind, default, said in fields(node, lines)]
    return f"## {summary}\n\n| key | type | default | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def fields(node: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Name, type, default and comment of each key that a file may set."""
    for item in node.body:
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        if item.target.id in SET_BY_THE_PROGRAM and node.name in {"Show", "VoiceProfile"}:
            continue
        yield item.target.id, kind_of(ast.unparse(item.annotation)), default_of(item), comment_of(item, lines)


def kind_of(annotation: str) -> str:
    """A type as a publisher reads it."""
    plain = re.sub(r"Literal\[(.*)\]", lambda match: match[1].replace("'", '"').replace(", ", " or "), annotation)
    plain = re.sub(r"Annotated\[(\w+), Interval\((.*)\)\]", within, BOUNDED.get(plain, plain))
    for old, new in (
        ("tuple[", "list of "),
        (", ...]", ""),
        ("Mapping[str, ", "table of "),
        ("Milliseconds", "ms"),
        ("ReadPolicy", '"read" or "mention" or "notes" or "skip"'),
    ):
        plain = plain.replace(old, new)
    words = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}
    return re.sub(r"\b(str|int|float|bool)\b", lambda match: words[match[1]], plain).replace("]", "").replace("|", "or")


def within(match: re.Match[str]) -> str:
    """A number's limits in words."""
    limits = dict(limit.split("=") for limit in match[2].split(", "))
    upper = f" to {limits['le']}" if "le" in limits else " or more"
    return f"{match[1]}, {limits['ge']}{upper}"


def default_of(item: ast.AnnAssign) -> str:
    """The default as TOML writes it; "needed" where there is none."""
    if item.value is None:
        return "needed"
    value = ast.unparse(item.value)
    if value.startswith("field("):
        return ""
    value = re.sub(r"^Milliseconds\((\d+)\)$", r"\1", value)
    value = {"True": "true", "False": "false", "()": "[]"}.get(value, value).replace("'", '"')
    if value.startswith("("):
        value = "[" + value[1:-1].rstrip(",") + "]"
    return f"`{value}`"


def comment_of(item: ast.AnnAssign, lines: list[str]) -> str:
    """The comment behind a key, or the ones right above it."""
    line = lines[item.lineno - 1]
    if "  # " in line:
        return line.partition("  # ")[2].replace("|", "or")
    above = lines[item.lineno - 2].strip()
    return above.removeprefix("# ").replace("|", "or") if above.startswith("# ") else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
