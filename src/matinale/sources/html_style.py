"""What HTML says by its looks: hidden text, bold, size, and names of containers that are not the article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<![\w-])max-height:0(?!\.?[1-9])|(?<![\w-])opacity:0(?!\.?[1-9])"
    r"|text-indent:-\d{3,}|clip:rect\((?:0|1px)|left:-\d{4,}"
)
_HIDDEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:preheader|pre-header|preview-?text|visually-?hidden|sr-only|screen-reader-text|mcnpreviewtext)(?:$|[\s_-])"
)
_SIZE = re.compile(r"(?<![\w-])font(?:-size)?:[^;]*?(\d{1,3}(?:\.\d+)?)(px|pt|r?em|%)")
_SIZE_WORDS = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
_WEIGHT = re.compile(r"(?<![\w-])font-weight:(\w+)|(?<![\w-])font:[^;]*?\b(bold)\b")
_STRUCK = re.compile(r"(?<![\w-])text-decoration(?:-line)?:[^;]{0,60}line-through")
_HIDING_RULE = re.compile(r"\.([A-Za-z][\w-]{0,60})\s*\{[^{}]{0,300}?display\s*:\s*none")
_MEDIA = re.compile(r"@[\w-]+[^{;]{0,300}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,400}[^{}]{0,200}\}")

_DROPPED = frozenset((
    "script", "style", "head", "template", "svg", "math", "iframe", "object", "canvas", "-comment", "audio",
    "video", "map", "noembed", "noframes",
))  # fmt: skip
_TAGS = {
    "nav": ("navigation", "a <nav>"),
    "form": ("form", "a form"),
    "button": ("button", "a <button>"),
    "select": ("form", "a form"),
    "textarea": ("form", "a form"),
    "dialog": ("form", "a dialog"),
    "noscript": ("hidden", "shown only without JavaScript"),
    "menu": ("navigation", "a <menu>"),
}
_ROLES = {
    "navigation": "navigation",
    "search": "form",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "form",
    "alertdialog": "form",
    "menu": "navigation",
}


@dataclass(frozen=True, slots=True)
class Style:
    """What an element hands down to its text. `size` in CSS pixels, 0 while nothing said so."""

    bold: bool = False
    size: float = 0.0
    hint: str = ""
    why: str = ""
    kind: str = "paragraph"
    rank: int = 0
    boxes: tuple[int, ...] = ()
    depth: int = 0
    pre: bool = False
    struck: bool = False


def is_dropped(tag: str) -> bool:
    """Whether an element has nothing to read: scripts, styles, drawings, embedded pages."""
    return tag in _DROPPED


def hiding_classes(styles: str) -> frozenset[str]:
    """The classes that a page's own style sheet hides on every screen."""
    plain = _MEDIA.sub(" ", styles[:100_000])
    return frozenset(name.lower() for name in _HIDING_RULE.findall(plain))


def looks(style: Style, tag: str, attributes: Mapping[str, str | None]) -> Style:
    """The style with what this element's tag and attributes change of bold and size."""
    if tag in ("b", "strong", "th") or (tag[:1] == "h" and tag[1:].isdigit()):
        style = replace(style, bold=True)
    css = _css(attributes)
    if tag in ("del", "s", "strike") or (css and _STRUCK.search(css)):
        style = replace(style, struck=True)
    if tag == "font" and (size := attributes.get("size")):
        style = replace(style, size=_SIZE_WORDS.get(size.strip(), style.size))
    if not css:
        return style
    if weight := _WEIGHT.search(css):
        value = weight[1] or weight[2]
        style = replace(style, bold=value in ("bold", "bolder", "600", "700", "800", "900"))
    if match := _SIZE.search(css):
        style = replace(style, size=_pixels(float(match[1]), match[2], style.size or 16.0))
    elif "font-size:0" in css:
        style = replace(style, size=0.5)
    return style


def hidden_by(attributes: Mapping[str, str | None], hiding: frozenset[str]) -> str:
    """Why an element is not seen, or ""."""
    if not attributes:
        return ""
    css = _css(attributes)
    if css and (match := _HIDDEN.search(css)):
        return f"hidden by its style ({match.group()})"
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden by its attribute"
    names = _names(attributes)
    if names and (match := _HIDDEN_NAME.search(names)):
        return f"a preheader or text for screen readers ({match.group().strip()})"
    if hiding and any(name in hiding for name in (attributes.get("class") or "").lower().split()):
        return "hidden by the page's style sheet"
    return ""


def named(tag: str, attributes: Mapping[str, str | None]) -> tuple[str, str]:
    """What an element's tag, role or class says that its content is, other than an article; with the evidence."""
    if tag in _TAGS:
        return _TAGS[tag]
    role = attributes.get("role") or ""
    if role in _ROLES:
        return _ROLES[role], f"role={role}"
    if tag in ("aside", "footer"):
        return tag, f"an <{tag}>"
    names = _names(attributes)
    for kind, pattern in _containers() if names else ():
        if match := pattern.search(names):
            return kind, f"its class or id says {match.group().strip(' _-')}"
    return "", ""


def _names(attributes: Mapping[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower()[:300]


def _css(attributes: Mapping[str, str | None]) -> str:
    style = attributes.get("style")
    return re.sub(r"\s*([:;(),])\s*", r"\1", style[:2000].lower()) if style else ""


def _pixels(value: float, unit: str, inherited: float) -> float:
    factor = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": inherited, "%": inherited / 100}[unit]
    return value * factor


@cache
def _containers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What the names of containers say, from containers.toml."""
    table = tomllib.loads((files("matinale.sources") / "containers.toml").read_text(encoding="utf-8"))
    shape = r"(?:^|[\s_-])(?:{})(?:$|[\s_-])"
    return tuple((kind, re.compile(shape.format("|".join(names)))) for kind, names in table.items())
