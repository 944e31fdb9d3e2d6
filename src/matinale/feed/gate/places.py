"""Where the files that a feed names are: a folder, a build that is not yet in its folder, or the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from matinale.certificates import for_web
from matinale.feed.layout import content_type

Content = bytes | Path

TIMEOUT = 20.0
LARGEST = 1 << 30
"""Bytes that are fetched of one file at most."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A file that an address leads to. `size` and `type` are what HEAD answers, `content` where its bytes are."""

    size: int
    type: str
    content: Content

    def read(self) -> bytes:
        """All of its bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class Place(Protocol):
    """Finds what an absolute address leads to."""

    def covers(self, url: str) -> bool:
        """Whether this place can tell about `url`; other addresses are not checked."""
        ...

    def reach(self, url: str) -> Reached | None:
        """The file at `url`, None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A site in a folder, published at `base`; files of `build` stand in for those of the folder."""

    base: str
    folder: Path
    build: Mapping[str, Content] = field(default_factory=dict[str, Content])

    def covers(self, url: str) -> bool:
        """Addresses under the site's own."""
        return bool(self.base) and url.startswith(self.base)

    def reach(self, url: str) -> Reached | None:
        """The file in the build, else in the folder; a folder's address is its `index.html`."""
        name = unquote(urlsplit(url).path.removeprefix(urlsplit(self.base).path))
        if name.endswith("/") or not name:
            name += "index.html"
        content = self.build.get(name)
        if isinstance(content, bytes):
            return Reached(len(content), content_type(name), content)
        path = content or self.folder / name
        if not path.resolve().is_relative_to(self.folder.resolve()) and content is None:
            return None
        return Reached(path.stat().st_size, content_type(name), path) if path.is_file() else None


@dataclass(slots=True)
class WebPlace:
    """The web, asked with HEAD and GET; what was fetched is kept in `folder`, for the time of the check."""

    folder: Path
    kept: dict[str, Reached | None] = field(default_factory=dict[str, "Reached | None"])

    def covers(self, url: str) -> bool:
        """Every web address."""
        return url.startswith(("http://", "https://"))

    def reach(self, url: str) -> Reached | None:
        """The file at `url` after redirects; None on an error status or no answer."""
        if url not in self.kept:
            self.kept[url] = self._fetch(url)
        return self.kept[url]

    def _fetch(self, url: str) -> Reached | None:
        import httpx

        path = self.folder / str(len(self.kept))
        try:
            with httpx.Client(follow_redirects=True, timeout=TIMEOUT, verify=for_web()) as client:
                head = client.head(url)
                if head.status_code != 200:
                    return None
                with client.stream("GET", url) as answer, path.open("wb") as stream:
                    if answer.status_code != 200:
                        return None
                    for block in answer.iter_bytes(1 << 16):
                        stream.write(block)
                        if stream.tell() > LARGEST:
                            return None
        except (httpx.HTTPError, httpx.InvalidURL):
            return None
        size = int(head.headers.get("content-length") or path.stat().st_size)
        return Reached(size, head.headers.get("content-type", "").split(";")[0].strip(), path)
