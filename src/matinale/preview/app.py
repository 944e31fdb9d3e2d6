"""The local preview page: an editor hears an episode, sees it, corrects it and publishes it.

    app = preview_app(folder, token)        the page lies under /<token>/

The page shows what is on disk and keeps nothing of its own: every edit lands in `script.md`, a lexicon or `show.toml`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from matinale.audio.report import PLOT
from matinale.audio.waveform import PER_SECOND
from matinale.errors import MatinaleError, WorkspaceError
from matinale.model import Pronunciation
from matinale.pipeline.editing import Behind
from matinale.pipeline.publishing import MP3
from matinale.pipeline.rendering import attempt, planned_take, say_words
from matinale.preview.changes import difference_of
from matinale.preview.events import Event
from matinale.preview.guards import LOOPBACK, Guard, new_token, read_body
from matinale.preview.peaks import peaks_of
from matinale.preview.room import Room
from matinale.preview.state import state_of
from matinale.workshop import Ready

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from starlette.requests import Request

__all__ = ["new_token", "preview_app"]

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def preview_app(folder: Path, token: str, hosts: tuple[str, ...] = LOOPBACK, voice: str = "") -> Starlette:
    """The ASGI application that shows the episode made in `folder` under `/<token>/`.

    `voice` reads the show instead of its own. `app.state.room` is what the app works with; close it in the end.

    Raises:
        WorkspaceError: There is no finished episode in `folder`.
    """
    if not (folder / "script.md").is_file() or not (folder / MP3).is_file():
        raise WorkspaceError(f"{folder}: no finished episode here; make it with: make-episode ISSUE")
    room = Room(folder, voice)
    routes = [*_looking(room), *_sounding(room), *_doing(room), Route("/{token}/{name:path}", _asset)]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
        exception_handlers={MatinaleError: _cannot, HTTPException: _refused},
    )
    app.state.room = room
    return app


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _looking(room: Room) -> list[Route]:
    desk = room.desk

    def state(request: Request) -> Response:
        content = json.dumps(state_of(desk, room.jobs.all()), ensure_ascii=False, separators=(",", ":")).encode()
        return _tagged(request, content, "application/json")

    def peaks(request: Request) -> Response:
        answer = _tagged(request, peaks_of(desk.workshop), "application/octet-stream")
        answer.headers["X-Peaks-Per-Second"] = str(PER_SECOND)
        return answer

    def difference(_: Request) -> Response:
        return JSONResponse(difference_of(desk))

    async def events(_: Request) -> Response:
        def first() -> list[Event]:
            jobs: list[Event] = [("job", job["id"], job) for job in room.jobs.all()]
            return [*jobs, ("state", "", {"revision": room.look()})]

        async def stream() -> AsyncIterator[str]:
            async for text in room.hub.stream(first, room.look):
                yield text

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    return [
        Route("/{token}/api/state", state),
        Route("/{token}/api/peaks", peaks),
        Route("/{token}/api/difference", difference),
        Route("/{token}/api/events", events),
    ]


# ── sounds and pictures ──────────────────────────────────────────────────────────────────────────────────────────────


def _sounding(room: Room) -> list[Route]:
    desk = room.desk

    def programme(_: Request) -> Response:
        return FileResponse(_existing(desk.workshop.path(MP3)), media_type="audio/mpeg", headers=_REVALIDATE)

    def plot(_: Request) -> Response:
        return FileResponse(_existing(desk.workshop.path(PLOT)), media_type="image/png", headers=_REVALIDATE)

    def cover(_: Request) -> Response:
        from matinale.pipeline.picturing import cover_of

        return _picture(cover_of(desk.show))

    def picture(request: Request) -> Response:
        ready = desk.kept(Ready, "ready.json")
        file = ready.media.get(request.path_params["name"]) if ready else None
        path = desk.workshop.path(file) if file else None
        if path is None or not path.resolve().is_relative_to(desk.workshop.folder):
            raise HTTPException(404)
        return _picture(path)

    def take(request: Request) -> Response:
        found = desk.store.get(_planned(request).key)
        if found is None:
            raise HTTPException(404)
        return _tagged(request, wav_of(found.samples, found.rate), "audio/wav")

    def another(request: Request) -> Response:
        found = attempt(desk, _planned(request).key, request.path_params["n"])
        if found is None:
            raise HTTPException(404)
        return _tagged(request, wav_of(found.samples, found.rate), "audio/wav")

    def say(request: Request) -> Response:
        asked = request.query_params
        text, ipa, tag = asked.get("text", ""), asked.get("ipa", ""), asked.get("in", "")
        text = (asked.get("say") or text).strip()[:400]
        span = Pronunciation(0, len(text), ipa, tag) if ipa or tag else None
        with room.turns.turn():
            found = say_words(desk, text, asked.get("language", ""), span)
        return _tagged(request, wav_of(found.samples, found.rate), "audio/wav")

    def _planned(request: Request) -> Any:
        try:
            return planned_take(desk, request.path_params["line"])
        except MatinaleError as error:
            raise HTTPException(404) from error

    return [
        Route("/{token}/episode.mp3", programme),
        Route("/{token}/plot.png", plot),
        Route("/{token}/cover", cover),
        Route("/{token}/picture/{name:path}", picture),
        Route("/{token}/api/take/{line}.wav", take),
        Route("/{token}/api/attempt/{line}/{n:int}.wav", another),
        Route("/{token}/api/say", say),
    ]


_REVALIDATE = {"Cache-Control": "no-cache"}


def wav_of(samples: NDArray[np.float32], rate: int) -> bytes:
    """Samples as a WAV file, 16 bits."""
    import soundfile

    content = io.BytesIO()
    soundfile.write(content, samples, rate, format="WAV", subtype="PCM_16")
    return content.getvalue()


def _picture(path: Path) -> Response:
    kind = PICTURES.get(path.suffix.lower())
    if kind is None:
        raise HTTPException(404)
    return FileResponse(_existing(path), media_type=kind, headers=_REVALIDATE)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise HTTPException(404)
    return path


# ── doing ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _doing(room: Room) -> list[Route]:
    def route(path: str, act: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Route:
        async def answer(request: Request) -> Response:
            asked = await read_body(request)
            try:
                done = await run_in_threadpool(act, request.path_params.get("line", ""), asked)
            except Behind as error:
                revision = await run_in_threadpool(room.look)
                return JSONResponse({"message": str(error), "revision": revision}, 409)
            return JSONResponse(done, 202 if "job" in done else 200)

        return Route(f"/{{token}}/api/{path}", answer, methods=["POST"])

    return [
        route("line/{line}", room.edit_line),
        route("undo", room.undo),
        route("redo", room.redo),
        route("lexicon", room.add_word),
        route("settings", room.change_setting),
        route("render/{line}", room.render),
        route("choose/{line}", room.choose),
        route("make", room.make),
        route("publish", room.publish),
        route("cancel", room.cancel),
    ]


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _asset(request: Request) -> Response:
    """A file of the page; only what lies in its folder, by its listing."""
    name = request.path_params["name"] or "index.html"
    kind = TYPES.get(Path(name).suffix)
    here = files("matinale.preview").joinpath("page")
    for part in name.split("/"):
        found = [each for each in here.iterdir() if each.name == part] if here.is_dir() else []
        if not found:
            raise HTTPException(404)
        here = found[0]
    if kind is None or not here.is_file():
        raise HTTPException(404)
    return _tagged(request, here.read_bytes(), kind)


def _tagged(request: Request, content: bytes, media_type: str) -> Response:
    """An answer that the browser may keep and ask about."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, **_REVALIDATE}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _cannot(_: Request, error: Exception) -> Response:
    return JSONResponse({"message": str(error)}, 422)


def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    return JSONResponse({"message": detail}, status)
