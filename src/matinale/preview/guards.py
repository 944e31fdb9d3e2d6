"""Who may ask what: the token in the address, the Host and the Origin checked, strict headers, no large bodies.

A page of another site can have this browser send requests here. It does not know the token; it cannot send the header
`X-Matinale` without asking first, which is never allowed; and a name of its own that leads here is no Host of ours.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
BODY = 1 << 20  # bytes
DRAINED = 32 << 20  # read and thrown away, so that the browser hears the answer before the connection ends
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def new_token() -> str:
    """A token that another page on this machine cannot guess (128 bits)."""
    return secrets.token_urlsafe(16)


class Guard:
    """Refuses what does not come from our own page, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, token: str, hosts: tuple[str, ...] = LOOPBACK) -> None:
        self._app, self._token, self._hosts = app, token.encode(), hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            raise RuntimeError(f"no {scope['type']} here")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        status, why = self._verdict(scope)
        if status:
            await JSONResponse({"message": why}, status)(scope, receive, sending)
        else:
            await self._app(scope, receive, sending)

    def _verdict(self, scope: Scope) -> tuple[int, str]:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host.rpartition(":")[0] not in self._hosts and host not in self._hosts:
            return 400, "no such host here"
        first = cast("str", scope["path"]).split("/")[1].encode("utf-8", "surrogateescape")
        if not secrets.compare_digest(first, self._token):
            return 404, "Not Found"
        if scope["method"] in {"GET", "HEAD"}:
            return 0, ""
        origin = headers.get("origin")
        if (origin is not None and origin != f"http://{host}") or headers.get("x-matinale") != "1":
            return 403, "only this page may ask that"
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "only this page may ask that"
        return 0, ""


async def read_body(request: Request) -> dict[str, Any]:
    """The JSON object that a request brings.

    Raises:
        HTTPException: 413 above 1 MB, 400 where it is no JSON object.
    """
    size, parts = 0, list[bytes]()
    async for part in request.stream():
        size += len(part)
        if size > DRAINED:
            break
        if size <= BODY:
            parts.append(part)
    if size > BODY:
        raise HTTPException(413, "the request is larger than 1 MB")
    try:
        value: object = json.loads(b"".join(parts))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "the request is no JSON") from error
    if not isinstance(value, dict):
        raise HTTPException(400, "the request is no JSON object")
    return cast("dict[str, Any]", value)
