"""What of a narrated text is not for the ear: addresses, footnote marks, emoji. Each removal leaves a trace."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matinale.model import Link, Skipped
from matinale.sources.blocks import tidy, words_of

_URL = r"(?:https?://|www\.)[^\s<>\[\]{}|\"“”«»]+[^\s<>\[\]{}|\"“”«».,;:!?…'’)]"
_MARKED_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{1,300})\]\((?P<url>[^()\s]{1,2000})(?:\s+\"[^\"]{0,200}\")?\)")
_WRAPPED_URL = re.compile(rf"\s*(?:[(<\[]\s*(?P<wrapped>{_URL}/?)\s*[)>\]]|(?P<bare>{_URL}/?))")
_AWAITING_NAME = re.compile(
    r"(?:^|[\s’'(])(?:à|aux?|dans|depuis|de|du|des|chez|par|pour|sur|vers|via|avec|sous|est|sont|ou|et|aussi|le|la|"
    r"site|page|adresse|voir|lire|lisez|visite[rz]|consulte[rz]|at|on|in|from|to|of|by|with|through|is|are|or|and|also|"
    r"the|website|address|see|visit|read)$",
    re.IGNORECASE,
)
"""A sentence that breaks off after one of these words: it needs the name of the site."""
FOOTNOTE_MARK = re.compile(
    r"\s?\[(?:\^[^\[\]\s]{1,30}|\d{1,3}|[a-z]|note \d{1,2})\]"
    r"|(?<=[^\W\d_]{3})(?<![\d\s]dam)[¹²³⁰⁴-⁹]+|(?<=[.,;:!?…»”\"])[¹²³⁰⁴-⁹]+"
)
_STRUCK = re.compile(r"(\s?)~~(?=[^\s~])([^~\n]{1,2000})(?<=\S)~~")
_EMOJI = re.compile(
    "(?:[0-9#*]\ufe0f?\u20e3|[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u23e9-\u23fa\u231a\u231b]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2640\u2642]*|[\ufe0e\ufe0f\u20e3]|[\U000e0000-\U000e007f])+"
)
_EDGES = re.compile(r"^[\s→←↑↓⇒➔»›>•·*|▪■□▶►◆●○–—-]+(?=[\s]|\w)|[\s→←↑↓⇒➔›>•·*|▪■□▶►◆●○]+$")
_ORNAMENT_START = re.compile(r"^[\s→←↑↓⇒➔›>•·*|▪■□▶►◆●○]+")
_EMPTY_BRACKETS = re.compile(r"\s*[(<\[]\s*[)>\]]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text for the ear, the links that stood in it, and what was taken out."""

    text: str
    links: tuple[Link, ...]
    removed: tuple[Skipped, ...]


def clean(text: str, links: tuple[Link, ...] = (), *, sites: bool = False) -> Cleaned:
    """Take addresses, footnote marks, what is struck out and emoji out of a text; keep the links.

    `sites`: of an address without which its sentence would break off, the site's name stays (in running text).

    >>> clean("OpenAI lève 40 milliards (https://exemple.fr/a) 🚀[2]").text
    'OpenAI lève 40 milliards'
    >>> clean("Détails sur https://www.exemple.fr/a. Bonne lecture.", sites=True).text
    'Détails sur exemple.fr. Bonne lecture.'
    >>> clean("Le marché a lieu ~~lundi~~ vendredi.").text
    'Le marché a lieu vendredi.'
    """
    found: list[Link] = []
    removed: list[Skipped] = []

    def marked(match: re.Match[str]) -> str:
        found.append(Link(tidy(match["text"]), match["url"]))
        removed.append(Skipped("url", match["url"], "the address of a link; kept with its text"))
        return match["text"]

    def address(match: re.Match[str]) -> str:
        url = match["wrapped"] or match["bare"]
        before = tidy(match.string[max(0, match.start() - 200) : match.start()].rsplit(". ", 1)[-1]).strip(" :–—-→(")
        found.append(Link(before[-120:] or url, url))
        if sites and match["bare"] and _AWAITING_NAME.search(before):
            site = _site_of(url)
            removed.append(Skipped("url", url.replace(site, "", 1), f"of an address its site is spoken: {site}"))
            return f" {site}"
        removed.append(Skipped("url", url, "an address is not spoken; kept as a link"))
        return ""

    def mark(match: re.Match[str]) -> str:
        removed.append(Skipped("footnote mark", match.group().strip(), "the mark of a footnote is not spoken"))
        return ""

    def struck(match: re.Match[str]) -> str:
        removed.append(Skipped("struck out", tidy(match[2]), "its author struck it out"))
        return match[1] if match.string[match.end() : match.end() + 1].isalnum() else ""

    def picture(match: re.Match[str]) -> str:
        if words_of(match.group()):
            removed.append(Skipped("emoji", match.group(), "decoration"))
        return " "

    if "](" in text:
        text = _MARKED_LINK.sub(marked, text)
    if "//" in text or "www." in text:
        text = _EMPTY_BRACKETS.sub("", _WRAPPED_URL.sub(address, text))
    if "~~" in text:
        text = _STRUCK.sub(struck, text)
    text = FOOTNOTE_MARK.sub(mark, text)
    if not text.isascii():
        text = _EMOJI.sub(picture, text)
    text = _ORNAMENT_START.sub("", _EDGES.sub("", tidy(text))) if text[:1] not in "–—-" else _EDGES.sub("", tidy(text))
    return Cleaned(tidy(text), (*links, *found), tuple(removed))


def strike(text: str) -> str:
    """A text as one that its author struck out; `clean` takes it out, with its trace.

    >>> strike(" lundi "), strike(" ")
    (' ~~lundi~~ ', ' ')
    """
    core = text.strip().replace("~", "-").replace("\n", " ")
    if not core:
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}~~{core}~~{text[len(text.rstrip()) :]}"


def _site_of(url: str) -> str:
    """The name of an address's site, as it is said.

    >>> _site_of("https://www.example.org:8080/page?x=1"), _site_of("example.org#news")
    ('example.org', 'example.org')
    """
    found = re.match(r"(?:https?://)?(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", url)
    return found[1] if found else url
