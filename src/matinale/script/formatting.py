r"""Script → `script.md`: Markdown that an editor can read, correct and add to.

    # Mark Zuckerberg promet…                        a segment, which is a chapter
    {segment 01-article} {url https://example.org}

    L’IA coûte 15 Md€.                               a line, as it was written (transcripts show it)
    = l'i a coûte quinze milliards d'euros.          what the engine is given, where it differs
    ? 15 Md€: read as euros                          what the speller was not sure of
    {lead} {pause 900} {voice emma}                  its role, the silence after it in ms, its voice

All of it is explained in docs/script.md.
"""

from __future__ import annotations

import re
from collections import Counter

from matinale.languages import primary_language
from matinale.model import Line, Script, Segment
from matinale.script.lines import spoken_form
from matinale.script.markup import show_spoken

HEAD = "script 1"
HELP = {
    "fr": """<!--
Ce script peut être corrigé ; la prochaine fabrication en tient compte et ne relit que les lignes changées.
Un paragraphe = une phrase dite. Sous elle, au besoin :
= ce que la voix doit dire          [mots](/api/) ou [mots](en) donne la prononciation
{pause 900}  {voice NOM}  {language en}  {drop}  {say Zuckerberg as /zykœʁbˈɛʁɡ/}
Supprimer ou ajouter un paragraphe supprime ou ajoute une phrase. Tout est expliqué dans docs/script.md.
-->""",
    "en": """<!--
This script can be corrected; the next run follows it and speaks only the changed lines anew.
One paragraph = one spoken sentence. Below it, where needed:
= what the voice is to say          [words](/ipa/) or [words](fr) gives the pronunciation
{pause 900}  {voice NAME}  {language fr}  {drop}  {say Zuckerberg as /zˈʌkəbɜːɡ/}
Removing or adding a paragraph removes or adds a sentence. All of it is explained in docs/script.md.
-->""",
}

_ESCAPED_STARTS = ("#", "=", "?", "{", "<", ">", "|", "\\")


def format_script(script: Script) -> str:
    """The script as text, which `parse_script` gives back. Each written form is a single line."""
    pauses = usual_pauses(script)
    parts = [_head(script, pauses), HELP.get(primary_language(script.language), HELP["en"])]
    for segment in script.segments:
        parts.append(format_segment(segment))
        parts.extend(format_line(line, script.language, pauses) for line in segment.lines)
    return "\n\n".join(parts) + "\n"


def usual_pauses(script: Script) -> dict[str, int]:
    """The most frequent pause of each role, in ms; lines that have it do not repeat it."""
    counts: dict[str, Counter[int]] = {}
    for segment in script.segments:
        for line in segment.lines:
            counts.setdefault(line.role, Counter())[line.pause_after] += 1
    return {role: min(each, key=lambda pause: (-each[pause], pause)) for role, each in sorted(counts.items())}


def format_segment(segment: Segment) -> str:
    """A segment's heading and directives."""
    directives = [("segment", segment.id)]
    if not segment.id.endswith(f"-{segment.kind}"):
        directives.append(("kind", segment.kind))
    directives += [(name, value) for name, value in (("voice", segment.voice), ("url", segment.url)) if value]
    return f"# {segment.title}".rstrip() + "\n" + " ".join(directive(*each) for each in directives)


def format_line(line: Line, language: str, pauses: dict[str, int]) -> str:
    """A line's block."""
    rows = [escaped(line.written)]
    if line.spoken != spoken_form(line.written, line.language, None):
        rows.append(f"= {show_spoken(line.spoken.text, line.spoken.pronunciations)}")
    rows += [f"? {doubt}" for doubt in line.spoken.doubts]
    directives: list[str] = [] if line.role == "text" else [directive(line.role)]
    if line.pause_after != pauses.get(line.role):
        directives.append(directive("pause", str(line.pause_after)))
    if line.voice:
        directives.append(directive("voice", line.voice))
    if line.language != language:
        directives.append(directive("language", line.language or "none"))
    return "\n".join([*rows, " ".join(directives)] if directives else rows)


def directive(name: str, value: str = "") -> str:
    """`{name value}`, its braces and backslashes escaped."""
    return "{" + re.sub(r"([\\{}])", r"\\\1", f"{name} {value}".strip()) + "}"


def escaped(written: str) -> str:
    """A written line that does not look like one of the file's own marks."""
    return f"\\{written}" if written.startswith(_ESCAPED_STARTS) else written


def _head(script: Script, pauses: dict[str, int]) -> str:
    usual = ", ".join(f"{role} {pause}" for role, pause in pauses.items())
    return f"---\nmatinale: {HEAD}\nissue: {script.issue}\nlanguage: {script.language}\npauses: {usual}\n---"
