"""A real HTTP server in the form of `/v1/audio/speech`, whose voice is espeak-ng. It can be told to misbehave."""

from __future__ import annotations

import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import soundfile

from matinale.speech.espeak_ng import load_espeak_ng

CONTENT_TYPES = {"wav": "audio/wav", "flac": "audio/flac", "mp3": "audio/mpeg", "pcm": "audio/pcm"}


class SpeechServer:
    """`with SpeechServer() as server:` listens on `server.url`; `server.requests` is what it was asked."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.failures: list[tuple[int, dict[str, str], bytes]] = []
        """Answers to give before the first good one: status, headers, body."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> SpeechServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # head and body in one packet

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.requests.append({"path": self.path, **request})
                owner.keys.append(self.headers.get("Authorization"))
                if owner.failures:
                    status, headers, body = owner.failures.pop(0)
                    self._answer(status, body, headers)
                else:
                    kind = request["response_format"]
                    self._answer(200, spoken(request, kind), {"Content-Type": CONTENT_TYPES[kind]})

            def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def spoken(request: dict[str, Any], kind: str) -> bytes:
    """The text of a request in espeak-ng's voice."""
    espeak = load_espeak_ng()
    samples = np.frombuffer(espeak.speak(request["input"], "fr", round(165 * request["speed"]), 50), dtype=np.int16)
    if kind == "pcm":
        return samples.tobytes()
    file = io.BytesIO()
    soundfile.write(file, samples, espeak.rate, format=kind.upper())
    return file.getvalue()
