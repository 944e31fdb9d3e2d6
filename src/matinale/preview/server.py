"""The site served to podcast apps and browsers: an ASGI app with HEAD, byte ranges and conditional requests.

Sources: RFC 9110 (sections 13 conditional requests, 14 range requests); PSP-1 on HEAD and ranges.

The site names its files by the address it will be published at. Where it is served at another one, that address is
replaced on the fly in feeds, pages and JSON, so that apps on this network can subscribe before it is published;
on disk nothing changes.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.feed.layout import content_type

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

BLOCK = 1 << 18
RANGES = 16
"""More ranges in one request are answered with the whole file (RFC 9110, 14.2: a server may ignore Range)."""

_REWRITTEN = (".xml", ".html", ".json")
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_HASHED = re.compile(r"-[0-9a-f]{8}\.[a-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Entity:
    """What an address leads to: a file, or its rewritten content. `modified` in whole seconds since the epoch."""

    path: Path
    type: str
    size: int
    modified: int
    etag: str
    content: bytes | None = None


def site_app(site: Path, base_url: str, *, cors: str = "*") -> Starlette:
    """The app that serves `site`, whose files name themselves by `base_url`.

    Args:
        site: The published folder. Files and folders whose names begin with a dot are not served.
        base_url: The address in the files (`[feed].url`).
        cors: The `Access-Control-Allow-Origin` of every answer, so that web players may read transcripts and chapters.
    """
    from starlette.applications import Starlette
    from starlette.routing import Route

    root = site.resolve()
    base = base_url.rstrip("/") + "/"

    async def answer(request: Request) -> Response:
        return _answer(request, root, base, cors)

    return Starlette(routes=[Route("/{name:path}", answer, methods=["GET", "HEAD", "OPTIONS"])])


def _answer(request: Request, root: Path, base: str, cors: str) -> Response:
    from starlette.responses import PlainTextResponse, RedirectResponse, Response

    headers = {
        "Access-Control-Allow-Origin": cors,
        "Access-Control-Allow-Headers": "Range, If-None-Match, If-Modified-Since",
        "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified",
        "X-Content-Type-Options": "nosniff",
    }
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=headers | {"Allow": "GET, HEAD, OPTIONS"})
    host = request.headers.get("host", "")
    name = str(request.path_params["name"])
    path = find_file(root, name) if _HOST.fullmatch(host) else None
    if path is not None and path.name == "index.html" and name and not name.endswith(("/", "index.html")):
        return RedirectResponse(f"/{name.strip('/')}/", 308, headers)
    entity = open_entity(path, base, f"{request.url.scheme}://{host}/") if path is not None else None
    if path is None or entity is None:
        return PlainTextResponse("There is no such file.\n", 404, headers)
    lasting = "public, max-age=31536000, immutable" if _HASHED.search(path.name) else "no-cache"
    headers |= {
        "ETag": entity.etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": lasting,
    }
    if time.time() - entity.modified >= 2:  # a younger file may change within the second that the date can tell
        headers["Last-Modified"] = formatdate(entity.modified, usegmt=True)
    if not_modified(request.headers, entity):
        return Response(status_code=304, headers=headers)
    return _content(request, entity, headers)


def find_file(root: Path, name: str) -> Path | None:
    """The file that a request's path names, inside `root` whatever it says; None where there is none.

    A folder is its `index.html`. Hidden names and links that lead out of the site are nothing.
    """
    parts = [part for part in name.split("/") if part]
    if "\0" in name or "\\" in name or any(part.startswith(".") for part in parts):
        return None
    path = root.joinpath(*parts)
    try:
        real = path.resolve()
        if real.is_dir():
            real /= "index.html"
        return real if real.is_relative_to(root) and real.is_file() else None
    except (OSError, ValueError):
        return None


def open_entity(path: Path, base: str, served: str) -> Entity | None:
    """The file as it is served at the address `served`; None where it has just gone.

    What changes in place (pages, feeds) is read at once, so that length, ETag and content are of one version.
    """
    try:
        status = path.stat()
        content = _snapshot(path, status.st_mtime_ns, base, served) if path.suffix in _REWRITTEN else None
    except OSError:
        return None
    kind = content_type(path.name)
    if kind.startswith("text/") or kind.endswith("xml"):
        kind += "; charset=utf-8"
    modified = int(status.st_mtime)
    if content is not None:
        return Entity(path, kind, len(content), modified, _quoted(hashlib.sha256(content).hexdigest()[:24]), content)
    tag = _quoted(f"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}")
    return Entity(path, kind, status.st_size, modified, tag)


@lru_cache(maxsize=64)
def _snapshot(path: Path, modified_ns: int, base: str, served: str) -> bytes:  # noqa: ARG001  modified_ns is of the key
    content = path.read_bytes()
    return content if served == base else content.replace(base.encode("ascii"), served.encode("ascii"))


def _quoted(text: str) -> str:
    return f'"{text}"'


def not_modified(headers: object, entity: Entity) -> bool:
    """Whether a GET's conditions say that its sender has this content (RFC 9110, 13.2.2: If-None-Match goes first)."""
    given = _get(headers, "if-none-match")
    if given:
        tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
        return "*" in tags or entity.etag in tags
    since = _get(headers, "if-modified-since")
    if not since:
        return False
    try:
        return entity.modified <= parsedate_to_datetime(since).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return False


def _get(headers: object, name: str) -> str:
    from starlette.datastructures import Headers

    assert isinstance(headers, Headers)  # noqa: S101  narrows the type
    return headers.get(name, "")


class Unsatisfiable(Exception):
    """No range of the request lies in the file."""


def parse_ranges(header: str, size: int) -> tuple[range, ...]:
    """The byte ranges of a `Range` header, in its order; () where the header is to be ignored (RFC 9110, 14.2).

    Raises:
        Unsatisfiable: All are outside of the file.

    >>> parse_ranges("bytes=0-1, -2, 8-", 10)
    (range(0, 2), range(8, 10), range(8, 10))
    """
    unit, _, listed = header.partition("=")
    if unit.strip().lower() != "bytes":
        return ()
    found: list[range] = []
    specs = [spec.strip() for spec in listed.split(",") if spec.strip()]
    if not specs or len(specs) > RANGES:
        return ()
    for spec in specs:
        match = re.fullmatch(r"(\d{0,18})-(\d{0,18})", spec, re.ASCII)
        if match is None or spec == "-":
            return ()
        first, last = match.groups()
        if first and last and int(last) < int(first):
            return ()
        one = range(int(first), min(int(last or size) + bool(last), size)) if first else _suffix(int(last), size)
        if len(one):
            found.append(one)
    if not found:
        raise Unsatisfiable
    return tuple(found)


def _suffix(length: int, size: int) -> range:
    return range(max(0, size - length), size)


def _content(request: Request, entity: Entity, headers: dict[str, str]) -> Response:
    from starlette.responses import Response

    ranges: tuple[range, ...] = ()
    wanted = request.headers.get("range", "")
    if wanted and _is_current(request.headers.get("if-range", ""), entity):
        try:
            ranges = parse_ranges(wanted, entity.size)
        except Unsatisfiable:
            return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{entity.size}"})
    if sum(len(each) for each in ranges) > entity.size:
        ranges = ()  # overlapping ranges ask for more than the file: a way to load a server
    if len(ranges) > 1:
        return _multipart(request, entity, ranges, headers)
    whole = range(entity.size)
    part = ranges[0] if ranges else whole
    headers |= {"Content-Type": entity.type, "Content-Length": str(len(part))}
    if ranges:
        headers["Content-Range"] = _content_range(part, entity.size)
    return _send(request, entity, [(b"", part)], status=206 if ranges else 200, headers=headers)


def _is_current(condition: str, entity: Entity) -> bool:
    """Whether `If-Range` allows a range: absent, this ETag, or this very date."""
    return condition in {"", entity.etag, formatdate(entity.modified, usegmt=True)}


def _content_range(part: range, size: int) -> str:
    return f"bytes {part.start}-{part.stop - 1}/{size}"


def _multipart(request: Request, entity: Entity, ranges: tuple[range, ...], headers: dict[str, str]) -> Response:
    """Several ranges as `multipart/byteranges` (RFC 9110, 14.6)."""
    boundary = hashlib.sha256(f"{entity.etag}{ranges}".encode()).hexdigest()[:24]
    parts = [
        (
            f"--{boundary}\r\nContent-Type: {entity.type}\r\nContent-Range: {_content_range(part, entity.size)}"
            "\r\n\r\n".encode("ascii"),
            part,
        )
        for part in ranges
    ]
    parts = [((b"\r\n" if index else b"") + head, part) for index, (head, part) in enumerate(parts)]
    end = f"\r\n--{boundary}--\r\n".encode("ascii")
    length = sum(len(head) + len(part) for head, part in parts) + len(end)
    headers |= {"Content-Type": f"multipart/byteranges; boundary={boundary}", "Content-Length": str(length)}
    return _send(request, entity, parts, end=end, headers=headers)


def _send(
    request: Request,
    entity: Entity,
    parts: list[tuple[bytes, range]],
    *,
    end: bytes = b"",
    status: int = 206,
    headers: dict[str, str],
) -> Response:
    """The answer: small ones in one message, larger ones in blocks, none for HEAD."""
    from starlette.responses import Response, StreamingResponse

    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    if sum(len(part) for _, part in parts) <= BLOCK:
        return Response(b"".join(head + _read(entity, part) for head, part in parts) + end, status, headers)
    return StreamingResponse(_blocks(entity, parts, end), status, headers)


def _read(entity: Entity, part: range) -> bytes:
    if entity.content is not None:
        return entity.content[part.start : part.stop]
    handle = os.open(entity.path, os.O_RDONLY)
    try:
        return os.pread(handle, len(part), part.start)
    finally:
        os.close(handle)


async def _blocks(entity: Entity, parts: list[tuple[bytes, range]], end: bytes) -> AsyncIterator[bytes]:
    """The file stays open from the first block to the last: a replacement meanwhile does not mix two of them."""
    from anyio.to_thread import run_sync

    if entity.content is not None:
        for head, part in parts:
            yield head + entity.content[part.start : part.stop]
        yield end
        return
    handle = os.open(entity.path, os.O_RDONLY)
    try:
        for head, part in parts:
            yield head
            for start in range(part.start, part.stop, BLOCK):
                yield await run_sync(os.pread, handle, min(BLOCK, part.stop - start), start)
        yield end
    finally:
        os.close(handle)
