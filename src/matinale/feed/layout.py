"""Where each file of the site lies, and its address.

    feed.xml  index.html  cover-<hash>.jpg  archive-<n>.xml
    <slug>/index.html  <slug>/<slug>-<hash>.{mp3,opus,m4a}
    <slug>/chapters-<hash>.json  <slug>/transcript-<hash>.{vtt,srt,json}

All that feed.xml names has its content's hash in its name: a reader of the old feed finds the old files, a reader of
the new one the new files, whatever moment the site is read at; and caches never hold a stale one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from matinale.feed.sidecars import build_chapters, build_json, build_srt, build_vtt
from matinale.model import Episode
from matinale.settings import Show

FEED = "feed.xml"
INDEX = "index.html"

TYPES = {
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",  # RFC 7845: Opus in Ogg
    ".m4a": "audio/mp4",
    ".xml": "application/rss+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".txt": "text/plain",
}
"""The media type of each file ending; `<slug>/chapters-….json` is `application/json+chapters`."""


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The small files of one episode: file name in the site → content. Empty names where there is nothing to say."""

    chapters: str
    vtt: str
    srt: str
    json: str
    contents: tuple[tuple[str, bytes], ...]


def base_of(show: Show) -> str:
    """The site's address, with one slash at its end."""
    return show.feed.url.rstrip("/") + "/"


def address(show: Show, name: str) -> str:
    """The absolute ASCII address of a file of the site."""
    return base_of(show) + quote(name)


def page_of(episode: Episode) -> str:
    """The episode's page, as the end of its address."""
    return f"{episode.slug}/"


def content_type(name: str) -> str:
    """The media type that a file of the site is served as."""
    leaf = name.rsplit("/", 1)[-1]
    if leaf.startswith("chapters-") and leaf.endswith(".json"):
        return "application/json+chapters"
    return TYPES.get("." + leaf.rsplit(".", 1)[-1].lower(), "application/octet-stream")


def named_sidecars(names: Iterable[str]) -> Sidecars:
    """The sidecars of these file names, without their contents."""
    found = {("chapters" if "/chapters-" in name else name.rsplit(".", 1)[1]): name for name in names}
    return Sidecars(found.get("chapters", ""), found.get("vtt", ""), found.get("srt", ""), found.get("json", ""), ())


def sidecars_of(show: Show, episode: Episode) -> Sidecars:
    """Build the chapters and transcripts of an episode."""
    contents: dict[str, bytes] = {}

    def named(stem: str, suffix: str, content: bytes) -> str:
        name = f"{episode.slug}/{stem}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
        contents[name] = content
        return name

    chapters = named("chapters", ".json", build_chapters(episode, base_of(show))) if episode.chapters else ""
    vtt = srt = transcript = ""
    if episode.captions:
        vtt = named("transcript", ".vtt", build_vtt(episode))
        srt = named("transcript", ".srt", build_srt(episode))
        transcript = named("transcript", ".json", build_json(episode))
    return Sidecars(chapters, vtt, srt, transcript, tuple(contents.items()))
