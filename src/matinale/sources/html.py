"""HTML pages and HTML newsletters → blocks. Nothing is executed and nothing is loaded: selectolax only parses."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from matinale.errors import UnreadableSource
from matinale.sources.blocks import Document, tidy, words_of
from matinale.sources.dates import find_date
from matinale.sources.html_paragraphs import rank_by_size
from matinale.sources.html_walk import walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CONTENT = (
    "article", "[role=article]", "main", "[role=main]", ".available-content", ".gh-content", ".entry-content",
    ".post-content", ".article-content", ".article-body", ".post-body", "#content",
)  # fmt: skip
DEEPEST = 3000
"""Elements inside one another; real newsletters stay under a hundred, sloppy ones leave some hundreds open."""
MOST_BREAKS = 40_000
"""`<br>` of a document: as many lines as a plain text may have."""
_BREAK = re.compile(r"<br(?=[\s>/])", re.IGNORECASE)
_NESTED = re.compile(
    r"<(/?)(?:div|span|table|section|article|blockquote|ul|ol|b|i|em|strong|font|center)(?=[\s>/])", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s+[|–—•·«»-]\s+")


def read_html(text: str, name: str, *, url: str = "", mail: bool = False) -> Document:
    """The document that an HTML page, mail or fragment holds. `mail`: take all of it, it has no page around it."""
    from selectolax.lexbor import LexborHTMLParser

    _refuse_deep_nesting(text, name)
    if len(_BREAK.findall(text)) > MOST_BREAKS:
        raise UnreadableSource(
            f"{name}: has more than {MOST_BREAKS} line breaks; save the newsletter alone, then run again"
        )
    tree = LexborHTMLParser(text)
    root = tree.body
    if root is None:
        return Document((), "html", name=name, url=url)
    main = None if mail else _main(tree, root)
    styles = "\n".join(node.text() for node in tree.css("style")[:20])
    address = url or _meta(tree, "property=og:url") or _canonical(tree)
    sized = walk(root, address, styles, main.mem_id if main is not None else 0)
    return Document(
        rank_by_size(sized),
        "html",
        title=_title(tree),
        date=_date(tree),
        url=address,
        byline=_meta(tree, "name=author"),
        language=_language(tree),
        name=name,
    )


def _refuse_deep_nesting(text: str, name: str) -> None:
    """A tree thousands of elements deep is an attack or broken; parsing one costs the square of its depth."""
    depth = 0
    for match in _NESTED.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise UnreadableSource(f"{name}: the HTML nests more than {DEEPEST} elements; save the page again as text")


def _main(tree: LexborHTMLParser, root: LexborNode) -> LexborNode | None:
    """The element that holds the page's content: one that has the greater part of its text, and its title."""
    total = max(1, len(words_of(root.text(separator=" "))))
    title = tree.css_first("h1")
    for selector in _CONTENT:
        found = tree.css(selector)[:50]
        if not found:
            continue
        best = max(found, key=lambda node: len(node.text()))
        share = len(words_of(best.text(separator=" "))) / total
        others = sum(len(node.text()) for node in found if node.mem_id != best.mem_id)
        if share < 0.3 or others > 0.4 * len(best.text()):
            continue
        if title is not None and best.css_first("h1") is None and not selector.startswith("."):
            continue
        return best if title is None or best.css_first("h1") is not None else None
    return None


def _title(tree: LexborHTMLParser) -> str:
    """The page's title without the site's name."""
    title = _meta(tree, "property=og:title")
    node = tree.css_first("title")
    if not title and node is not None:
        title = tidy(node.text())
        parts = _SEPARATORS.split(title)
        heading = tree.css_first("h1")
        known = tidy(heading.text()) if heading is not None else ""
        site = _meta(tree, "property=og:site_name")
        title = next((part for part in parts if part == known), title)
        title = (
            title
            if title != parts[0] and title == known
            else " - ".join(part for part in parts if part != site) or title
        )
        title = parts[0] if len(parts) == 2 and len(words_of(parts[0])) >= 4 and len(words_of(parts[1])) <= 4 else title
    return title[:300]


def _meta(tree: LexborHTMLParser, selector: str) -> str:
    key, _, value = selector.partition("=")
    node = tree.css_first(f'meta[{key}="{value}"]')
    return tidy(node.attributes.get("content") or "") if node is not None else ""


def _canonical(tree: LexborHTMLParser) -> str:
    node = tree.css_first('link[rel="canonical"]')
    href = (node.attributes.get("href") or "").strip() if node is not None else ""
    return href if href.startswith(("http://", "https://")) else ""


def _date(tree: LexborHTMLParser) -> dt.date | None:
    texts = [_meta(tree, "property=article:published_time"), _meta(tree, "name=date")]
    texts += [node.attributes.get("datetime") or "" for node in tree.css("time[datetime]")[:3]]
    return next((found[0] for text in texts if text and (found := find_date(text))), None)


def _language(tree: LexborHTMLParser) -> str:
    node = tree.css_first("html")
    return ((node.attributes.get("lang") or "") if node is not None else "")[:10].lower()
