"""The rules of pictures (Apple's artwork requirements)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from matinale.feed.gate.findings import Finding, error, note, warning
from matinale.feed.gate.places import Place
from matinale.settings_check import is_web_address

_ENDINGS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}


def check_picture(url: str, where: str, place: Place) -> Iterator[Finding]:
    """There, square, 1400–3000 pixels, RGB without alpha, JPEG or PNG as its name says."""
    if not is_web_address(url):
        yield error("Apple", where, f'picture address "{url}" is not an absolute ASCII web address')
        return
    if not place.covers(url):
        yield note("Apple", where, f"{url} lies on another site: not checked")
        return
    reached = place.reach(url)
    if reached is None:
        yield error("Apple", where, f"{url} does not answer")
        return
    yield from _content(reached.read(), url, where)


def _content(content: bytes, url: str, where: str) -> Iterator[Finding]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "WEBP")) as picture:
            kind, size, mode = picture.format or "", picture.size, picture.mode
            clear = "transparency" in picture.info
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        yield error("Apple", where, f"{url} is not a picture that can be read ({type(problem).__name__})")
        return
    if kind not in _ENDINGS:
        yield error("Apple", where, f"{url} is a {kind}; JPEG or PNG is expected")
    elif not urlsplit(url).path.lower().endswith(_ENDINGS[kind]):
        yield error("Apple", where, f"{url} is a {kind}, but its name does not end so")
    if size[0] != size[1]:
        yield error("Apple", where, f"{url} has {size[0]} × {size[1]} pixels; it must be square")
    if not 1400 <= min(size) <= max(size) <= 3000:
        yield error("Apple", where, f"{url} has {size[0]} × {size[1]} pixels; 1400 to 3000 are expected")
    if mode in {"CMYK", "YCCK", "LAB"}:
        yield error("Apple", where, f"{url} is in {mode}; RGB is expected")
    elif mode != "RGB" and not (clear or mode in {"RGBA", "LA", "PA"}):
        yield warning("Apple", where, f"{url} has the colour mode {mode}; RGB is expected")
    if clear or mode in {"RGBA", "LA", "PA"}:
        yield error("Apple", where, f"{url} has transparency; Apple refuses an alpha channel")
