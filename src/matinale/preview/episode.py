"""The local preview page of one episode: a player, its chapters, and the script that follows the sound.

Local and safe: a random token in the address, the Host checked (no DNS rebinding), a strict Content-Security-Policy,
text always escaped by the template, and no file reachable but the episode's own.
"""

from __future__ import annotations

import secrets
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from matinale.errors import WorkspaceError
from matinale.model import Episode, Milliseconds, Script, from_json
from matinale.script import parse_script

if TYPE_CHECKING:
    from starlette.requests import Request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PAGE_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}


def new_token() -> str:
    """A token that another page on this machine cannot guess (128 bits)."""
    return secrets.token_urlsafe(16)


def preview_app(folder: Path, token: str, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")) -> Starlette:
    """The ASGI application that shows the episode made in `folder` under `/<token>/`.

    Raises:
        WorkspaceError: There is no finished episode in `folder`.
    """
    episode, script = load_episode(folder)
    page = _render(episode, script)
    audio = folder / "episode.mp3"

    def guarded(request: Request) -> None:
        if not secrets.compare_digest(request.path_params["token"], token):
            raise HTTPException(404)

    def index(request: Request) -> Response:
        guarded(request)
        return HTMLResponse(page, headers=HEADERS)

    def media(request: Request) -> Response:
        guarded(request)
        return FileResponse(audio, media_type="audio/mpeg", headers=HEADERS)

    def asset(request: Request) -> Response:
        guarded(request)
        name = request.path_params["name"]
        if name not in PAGE_FILES:
            raise HTTPException(404)
        return Response(_page_file(name), media_type=PAGE_FILES[name], headers=HEADERS)

    return Starlette(
        routes=[
            Route("/{token}/", index),
            Route("/{token}/episode.mp3", media),
            Route("/{token}/{name}", asset),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
    )


def load_episode(folder: Path) -> tuple[Episode, Script]:
    """The episode and the script kept in a folder of the workshop.

    Raises:
        WorkspaceError: They are not there, or were damaged.
    """
    try:
        episode = from_json(Episode, (folder / "episode.json").read_bytes())
        text = (folder / "script.md").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WorkspaceError(f"{folder}: no finished episode here; make it with: make-episode ISSUE") from error
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{folder}: the episode cannot be read ({error}); run make-episode again") from error
    return episode, parse_script(text, where=str(folder / "script.md"))


def _page_file(name: str) -> str:
    return files("matinale.preview").joinpath("page", name).read_text(encoding="utf-8")


def clock(time: Milliseconds) -> str:
    """A time as players show it.

    >>> clock(Milliseconds(83_400)), clock(Milliseconds(3_600_000))
    ('1:23', '1:00:00')
    """
    minutes, seconds = divmod(int(time) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _render(episode: Episode, script: Script) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clock"] = clock
    return environment.from_string(_page_file("preview.html")).render(episode=episode, script=script)
