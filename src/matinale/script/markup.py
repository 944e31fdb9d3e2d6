r"""A spoken form as one line of text: `Selon [Mark Zuckerberg](/mˈaʁk zykœʁbˈɛʁɡ/), le [data center](en)…`.

The notation is that of misaki, Kokoro's own reader. A backslash takes a bracket, a slash or a backslash literally.
"""

from __future__ import annotations

import re

from matinale.model import Pronunciation

_SPAN = re.compile(r"\[((?:\\.|[^\\\[\]])+)\]\(((?:\\.|[^\\()])+)\)")
_LITERAL = re.compile(r"(?:\\.|[^\\\[\]])*")
_HOW = re.compile(r"(?:/((?:\\.|[^\\/])+)/)?\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?")


def show_spoken(text: str, pronunciations: tuple[Pronunciation, ...]) -> str:
    """The spoken text with its pronunciations in place. They must ascend and not overlap."""
    parts: list[str] = []
    position = 0
    for span in pronunciations:
        how = f"/{_escaped(span.ipa, '/()')}/" if span.ipa else ""
        how = f"{how} {span.language}".strip()
        parts += [
            _escaped(text[position : span.start], "[]"),
            f"[{_escaped(text[span.start : span.end], '[]')}]({how})",
        ]
        position = span.end
    return "".join([*parts, _escaped(text[position:], "[]")])


def read_spoken(shown: str) -> tuple[str, tuple[Pronunciation, ...]]:
    """What `show_spoken` wrote.

    Raises:
        ValueError: A bracket is not closed, or what stands in parentheses is neither /IPA/ nor a language.
    """
    parts: list[str] = []
    spans: list[Pronunciation] = []
    length = position = 0
    for match in _SPAN.finditer(shown):
        literal, words = _literal(shown[position : match.start()]), _literal(match.group(1))
        start = length + len(literal)
        length = start + len(words)
        parts += [literal, words]
        spans.append(_pronunciation(start, length, match.group(2)))
        position = match.end()
    parts.append(_literal(shown[position:]))
    return "".join(parts), tuple(spans)


def _pronunciation(start: int, end: int, how: str) -> Pronunciation:
    match = _HOW.fullmatch(how.strip())
    if not match or not how.strip():
        raise ValueError(f"({how}): expected /IPA/ or a language such as en")
    return Pronunciation(start, end, _unescaped(match.group(1) or ""), match.group(2) or "")


def _literal(text: str) -> str:
    if not _LITERAL.fullmatch(text):
        at = text.strip()[:24]
        raise ValueError(rf"{at!r}: a bracket without its pronunciation; write [words](/ipa/), or \[ for a bracket")
    return _unescaped(text)


def _escaped(text: str, special: str) -> str:
    return re.sub(rf"([\\{re.escape(special)}])", r"\\\1", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
