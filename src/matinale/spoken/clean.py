"""Characters before the rules (`normalise`) and punctuation after them (`tidy`)."""

from __future__ import annotations

import re
import unicodedata

from matinale.spoken.marks import CLOSE, OPEN
from matinale.spoken.tables import PARTS

# Signs that mean something to the rules and would lose it in compatibility normalisation.
_KEPT = frozenset(PARTS) | frozenset('²³♯♭↑↓°ºª…€£¥₿№‰µ·•–—ᵉʳ×÷±≈≤≥≠∞→−℃℉«»“”„‟★"')
_SPELT = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "‛": "'", "`": "'", "´": "'", "″": '"', "−": "-", "‐": "-", "‑": "-",
    "‒": "–", "―": "—",
    "㎏": "kg", "⁄": "/", "‧": "·", "∙": "·", "⋅": "·", "․": ".", "⁃": "–", "℃": "°C", "℉": "°F", "№": "n°", "º": "°",
    "™": "", "®": "", "©": "", "℠": "", "µ": "µ", "μ": "µ", "π": " pi ",
    "ᵒ": "°", "ˢ": "s", "ᵉ": "e", "ʳ": "r", "\u00ad": "", "¿": "", "¡": "",
    "〜": "~", "∼": "~", "▲": "↑", "▼": "↓",
    "‹": "«", "›": "»", "「": "«", "」": "»", "⟨": "(", "⟩": ")",
}  # fmt: skip


class _Characters(dict[int, str]):
    """What each character becomes, found once per character."""

    def __missing__(self, code: int) -> str:
        self[code] = value = _plain(chr(code))
        return value


def _plain(character: str) -> str:  # noqa: PLR0911  one return for each class of characters
    if character in _SPELT:
        return _SPELT[character]
    if character < "\x7f":
        return character if character >= " " else " "
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "Z":
        return " "
    if category in {"Cf", "Cc", "Cs", "Co", "Cn"} or category == "Me" or "\ufe00" <= character <= "\ufe0f":
        return " " if character in "\x85\x1c\x1d\x1e\x1f" else ""
    if category in {"So", "Sk"}:
        return _folded(character) if character < "\u2500" or "\u3000" < character < "\uf000" else " "
    return _folded(character)


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    if folded == character or not folded.isprintable() or len(folded) > 4:
        return character if folded == character else " "
    return "".join(_plain(one) if one != character else one for one in folded)


_CHARACTERS = _Characters()


_NOTE = re.compile(r"(?<=[\w.,;:!?»”\")])(?: ?\[\d{1,3}\])+(?!\w)")  # the numbers of footnotes
# What an editor gave: [Il] ne viendra pas, [L]es trains.
_GIVEN = re.compile(r"\[(?!sic\])([^\W\d_]{1,20})\](?= [a-zà-ÿ])|(?<!\w)\[([^\W\d_])\](?=[a-zà-ÿ])")
_RAISED_POINT = re.compile(r"(?<=\d)·(?=\d)")  # of decimals, in The Lancet
_COPYRIGHT = re.compile(r"(?<!opyright )© ?(?=(?:19|20)\d\d(?!\d))")  # before a year; the owner of a picture is enough
_QUOTE_WITHIN = re.compile(r"(?<!\w)‘((?:[^‘’]|’(?=\w)){1,300}+)’(?!\w)")
# The same with typewriter's quotes; an apostrophe that begins a word ('em, '90s) opens nothing.
_QUOTE_PLAIN = re.compile(
    r"'(?<![\w'’]')(?=[^\s'])(?!\d\ds?(?![\w'])|(?i:n|em|til|cause|cos|tis|twas|bout|round|un|kay)\b)((?:[^'\n]|'(?=\w)){1,300}+)'(?![\w'])"
)
_STAR = re.compile(r"(?<=(?<!\d)[1-5])★(?!★)")  # of a hotel, which others write 5*
_STARS = re.compile(r"(?P<given>[★⭐]+)(?P<half>½)?(?P<missed>☆*)")  # how a critic rates
_POWER = re.compile(r"(?<![\d.,])(10|2)(⁻?[⁰¹⁴-⁹][⁰¹²³⁴-⁹]*|⁻[²³]|[²³][⁰¹²³⁴-⁹]+)(?!\w)")  # 10⁹, not a footnote of 109
# The raised number of a footnote, after a word, a number of two figures and more, or a mark; ² and ³ may be units.
_FOOTNOTE = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=\d\d)|(?<=[.,;:!?»”\")]))[⁰¹⁴-⁹][⁰¹²³⁴-⁹]{0,2}(?!\w)"
    r"|(?:(?<=[^\W\d_]{4})|(?<=(?:19|20)\d\d)|(?<=[.!?»”\")]))[²³](?!\w)"
)
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
# What Markdown emphasises, where it came as plain text: l'**essentiel**.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\1(?![\w*])")
_SMILEY = re.compile(r"(?<!\S)[:;]-?[)(]+(?!\S)")


def normalise(text: str) -> str:
    """The text in composed form, digits and spaces in their plain form, without control characters and emoji.

    >>> normalise("Prix\u202f: 10\u00a0000\u00a0€ 🎉  d’IA [1].")
    "Prix : 10 000 € d'IA."
    """
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if "©" in text:
            text = _COPYRIGHT.sub("copyright ", text)
        if "★" in text:
            text = _STAR.sub("*", text)
        if "★" in text or "⭐" in text:
            text = _STARS.sub(_rating, text)
        if "‘" in text:
            text = _QUOTE_WITHIN.sub(r"“\1”", text)
        if _SUPERSCRIPT.search(text):
            text = _POWER.sub(lambda match: f"{match[1]}^{match[2].translate(_RAISED)}", text)
            text = _FOOTNOTE.sub("", text)
        if "·" in text:
            text = _RAISED_POINT.sub(".", text)
        text = text.translate(_CHARACTERS)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    elif not text.isprintable() or "`" in text:
        text = text.translate(_CHARACTERS)
    return " ".join(_without_marks(text).split())


def _rating(match: re.Match[str]) -> str:
    """Stars as a number that the rules of each language read (`3★`, `3★½`, `3★/5`); one alone is an ornament."""
    given, half, missed = len(match["given"]), match["half"] or "", len(match["missed"])
    if given > _MOST_STARS or (given == 1 and not (half or missed)):
        return " "
    return f" {given}★{half}" + (f"/{given + bool(half) + missed}" if missed else "")


_MOST_STARS = 6


def _without_marks(text: str) -> str:
    """Quotes in one form; no numbers of footnotes, no brackets around what an editor gave, no emphasis, no smileys."""
    if "'" in text:
        text = _QUOTE_PLAIN.sub(r"“\1”", text.replace("''", '"'))
    if "[" in text:
        text = _GIVEN.sub(lambda match: match[1] or match[2], _NOTE.sub("", text))
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if ")" in text or "(" in text:
        text = _SMILEY.sub("", text)
    return text


_CLUSTER = re.compile(r"[,.;:!?…](?: ?[,.;:!?…])+")
_SPACED = re.compile(r" +([,.…])(?!\w)")
# Marked words stand apart from letters and full stops, so that unmarked they still read the same.
_BESIDE = re.compile(rf"(?<=[\w.,;:!?…])(?={OPEN})|(?<={CLOSE})(?=\w)")
_GLUED = re.compile(r",(?=[^\W\d_])")
_QUOTED = re.compile(r"([,.;:!?…]'),")  # the pause of a quotation within another


def tidy(text: str) -> str:
    """Single spaces; no doubled, leading or trailing pauses.

    >>> tidy(" , bonjour , , et merci , . ")
    'bonjour, et merci.'
    """
    if OPEN in text:
        text = _BESIDE.sub(" ", text)
    text = " ".join(text.split())
    if " ," in text or " ." in text or " …" in text:
        text = _SPACED.sub(r"\1", text)
    text = _CLUSTER.sub(_strongest, text)
    if "'," in text:
        text = _QUOTED.sub(r"\1", text)
    if "," in text:
        text = _GLUED.sub(", ", text)
    return text.strip(" ,") if text[:1] in " ," or text[-1:] in " ," else text


def _strongest(match: re.Match[str]) -> str:
    """One mark for several: commas give way; two dots and more are an ellipsis; ?! stays."""
    marks = match[0].replace(" ", "")
    if marks == ".," and match.string[match.end() : match.end() + 2].strip().islower():
        return ","  # the dot was an abbreviation's: consom., modifié
    others = marks.replace(",", "")
    if not others:
        return ","
    if "?" in others or "!" in others:
        kept = ("?" if "?" in others else "") + ("!" if "!" in others else "")
        return f" {kept}" if " ?" in match[0] or " !" in match[0] else kept
    if "…" in others or ".." in others:
        return "…"
    return others[-1] if others[0] in ":;" or others[-1] in ":;" else others[0]
