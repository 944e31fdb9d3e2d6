"""The server of the preview page, asked as the page asks it, and as strangers would."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.testclient import TestClient

from matinale.errors import WorkspaceError
from matinale.pipeline import Order, find_episode, make_episode
from matinale.preview.app import new_token, preview_app
from matinale.preview.run import open_socket
from matinale.show import read_show
from matinale.workspace import init_workspace
from tests.conftest import SHORT_ISSUE

TOKEN = "a-token"
OURS = {"X-Matinale": "1", "Origin": "http://127.0.0.1:1"}
HOSTILE = 'Un titre <script>alert(1)</script> "><img src=x onerror=alert(2)> \u202edrôle'
Json = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("app") / "show"
    init_workspace(root)
    toml = root / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace('voice = "siwis"', 'voice = "silence"'), "utf-8")
    issue = root / "2026-11-20-issue.txt"
    issue.write_text(SHORT_ISSUE.replace("Des abeilles sur le toit de la mairie", HOSTILE), "utf-8")
    make_episode(Order(str(issue), publish=False), read_show(root))
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "show")
    return find_episode(tmp_path / "show")


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = preview_app(folder, TOKEN)
    yield TestClient(app, base_url=f"http://127.0.0.1:1/{TOKEN}", headers=OURS)
    app.state.room.close()


def state_of(client: TestClient) -> Json:
    state: Json = client.get("/api/state").json()
    return state


def lines_of(state: Json) -> list[Json]:
    return [line for segment in state["segments"] for line in segment["lines"]]


def post(client: TestClient, path: str, **asked: Any) -> Json:
    """Ask with the newest revision; what is answered."""
    answer = client.post(f"/api/{path}", json={"revision": state_of(client)["revision"], **asked})
    assert answer.status_code in {200, 202}, answer.text
    done: Json = answer.json()
    return done


def ended(client: TestClient, job: str) -> Json:
    """A job once it is over."""
    for _ in range(600):
        found: Json = next(each for each in state_of(client)["jobs"] if each["id"] == job)
        if found["state"] not in {"waiting", "running"}:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


# ── what is shown ──


def test_the_state_has_all_lines_in_their_places(client: TestClient) -> None:
    state = state_of(client)
    assert (state["problem"], state["stale"], state["published"]) == ("", False, False)
    lines = lines_of(state)
    assert all(line["take"] and not line["changed"] and line["start"] < line["end"] for line in lines)
    assert [line["start"] for line in lines] == sorted(line["start"] for line in lines)
    assert {cue["kind"] for cue in state["cues"]} >= {"jingle", "bed", "voice"}
    assert state["mix"]["sound.jingles"] == {
        "value": "calme",
        "kind": "choice",
        "choices": ["calme", "presse", "tech", "none"],
    }
    assert any("<script>alert(1)</script>" in line["written"] for line in lines), "as text"


def test_an_unchanged_state_is_not_sent_again(client: TestClient) -> None:
    answer = client.get("/api/state")
    again = client.get("/api/state", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_peaks_sound_and_pictures(client: TestClient, folder: Path) -> None:
    state, peaks = state_of(client), client.get("/api/peaks")
    assert abs(len(peaks.content) / 2 / 50 - state["episode"]["duration_ms"] / 1000) < 0.2
    assert peaks.headers["X-Peaks-Per-Second"] == "50"
    assert max(peaks.content) > 20, "the jingles are seen"
    kept = (folder / "peaks.bin").read_bytes()
    (folder / "peaks.bin").unlink()
    again = client.get("/api/peaks").content
    assert abs(len(again) - len(peaks.content)) <= 4
    assert (folder / "peaks.bin").read_bytes().splitlines()[0] == kept.splitlines()[0], "drawn anew, and kept"
    part = client.get("/episode.mp3", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, (folder / "episode.mp3").read_bytes()[10:20])
    pictures = [state["episode"]["image"], *(chapter["image"] for chapter in state["episode"]["chapters"])]
    for path in ("/plot.png", "/cover", *(f"/picture/{name}" for name in pictures if name)):
        assert client.get(path).headers["Content-Type"].startswith("image/"), path
    take = client.get(f"/api/take/{lines_of(state)[0]['id']}.wav")
    assert take.content[:4] == b"RIFF"
    assert client.get("/api/say", params={"text": "Jura", "ipa": "ʒyʁˈa"}).content[:4] == b"RIFF"
    assert client.get("/api/say", params={"text": "…"}).status_code == 422


def test_every_file_of_the_page_is_served_with_its_type(client: TestClient) -> None:
    page = Path("src/matinale/preview/page")
    assert client.get("/").text.lstrip().startswith("<!")
    for path in page.iterdir():
        answer = client.get(f"/{path.name}")
        assert answer.content == path.read_bytes()
        kinds = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
        assert answer.headers["Content-Type"].startswith(kinds.get(path.suffix, ""))


# ── what is done ──


@pytest.mark.slow
def test_from_a_correction_to_the_feed(client: TestClient, folder: Path) -> None:
    line = next(line for line in lines_of(state_of(client)) if "40 tonnes" in line["written"])
    written = line["written"].replace("40", "50")
    post(client, f"line/{line['id']}", written=written, pause_ms=1200)
    state = state_of(client)
    assert state["stale"]
    (changed,) = [each for each in lines_of(state) if each["changed"]]
    assert (changed["id"], changed["spoken"]) == (line["id"], line["spoken"].replace("quarante", "cinquante"))
    assert changed["badges"] == ["changed", "no-take"]
    assert (changed["start"], changed["pause_ms"], changed["pause_own"]) == (line["start"], 1200, True)
    assert client.get(f"/api/take/{line['id']}.wav").status_code == 404
    assert ended(client, post(client, f"render/{line['id']}")["job"])["state"] == "done"
    assert client.get(f"/api/take/{line['id']}.wav").status_code == 200
    assert ended(client, post(client, f"render/{line['id']}")["job"])["state"] == "done"
    (changed,) = [each for each in lines_of(state_of(client)) if each["changed"]]
    assert ([each["n"] for each in changed["attempts"]], changed["chosen"]) == ([1, 2], 1)
    post(client, f"choose/{line['id']}", attempt=2)
    assert client.get(f"/api/attempt/{line['id']}/2.wav").content == client.get(f"/api/take/{line['id']}.wav").content
    assert ended(client, post(client, "make")["job"])["state"] == "done"
    state = state_of(client)
    assert (state["stale"], state["published"], state["can_undo"]) == (False, False, True)
    assert not any(each["changed"] for each in lines_of(state))
    feed = folder.parent.parent / "feed" / "feed.xml"
    assert not feed.exists()
    assert client.get("/api/difference").json()["changes"][0]["what"] == "episode"
    assert ended(client, post(client, "publish")["job"])["state"] == "done"
    assert feed.is_file()
    difference = client.get("/api/difference").json()
    assert (difference["changes"], difference["findings"]) == ([], [])
    post(client, f"line/{line['id']}", drop=True)
    assert ended(client, post(client, "make")["job"])["state"] == "done"
    changes = client.get("/api/difference").json()["changes"]
    assert {"kind": "removed", "what": "line", "before": written, "after": ""} in changes


def test_a_dropped_line_stays_in_sight_and_renames_no_other(client: TestClient) -> None:
    before = lines_of(state_of(client))
    post(client, f"line/{before[5]['id']}", drop=True)
    after = lines_of(state_of(client))
    assert [line["id"] for line in after] == [line["id"] for line in before]
    assert [line["dropped"] for line in after].index(True) == 5
    assert [line["start"] for line in after[6:]] == [line["start"] for line in before[6:]]
    assert not any(line["changed"] for line in after)


def test_who_is_behind_is_told(client: TestClient) -> None:
    state = state_of(client)
    line = lines_of(state)[3]["id"]
    post(client, f"line/{line}", pause_ms=700)
    for path in (f"line/{line}", "undo", "make", "publish", f"render/{line}", f"choose/{line}"):
        answer = client.post(f"/api/{path}", json={"revision": state["revision"], "pause_ms": 900, "attempt": 1})
        assert answer.status_code == 409, path
        assert answer.json()["revision"] == state_of(client)["revision"]
    assert lines_of(state_of(client))[3]["pause_ms"] == 700


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("line/01-article-002", {"written": 3}),
        ("line/01-article-002", {"pause_ms": "9"}),
        ("line/01-article-002", {"pause_ms": 99_999_999}),
        ("line/01-article-002", {"say": [{"words": "a"}]}),
        ("line/01-article-002", {"say": "a"}),
        ("line/01-article-002", {"voice": "nobody"}),
        ("line/none", {"drop": True}),
        ("lexicon", {"written": "a", "say": "b", "scope": "world"}),
        ("settings", {"key": "feed.url", "value": "http://evil.example/"}),
        ("settings", {"key": "sound.bed_duck_db", "value": None}),
        ("choose/01-article-002", {"attempt": 7}),
        ("render/none", {}),
        ("cancel", {"job": "none"}),
        ("redo", {}),
    ],
)
def test_what_makes_no_sense_is_one_clear_line(client: TestClient, path: str, asked: Json) -> None:
    before = state_of(client)
    answer = client.post(f"/api/{path}", json={"revision": before["revision"], **asked})
    assert answer.status_code == 422
    message = answer.json()["message"]
    assert message
    assert "\n" not in message
    assert state_of(client)["revision"] == before["revision"]


def test_a_script_that_cannot_be_read_is_told_of(client: TestClient, folder: Path) -> None:
    script = folder / "script.md"
    line = lines_of(state_of(client))[3]["id"]
    post(client, f"line/{line}", pause_ms=700)
    good = script.read_text("utf-8")
    script.write_text(good.replace("{pause 700}", "{pausse 700}"), "utf-8")
    state = state_of(client)
    assert "did you mean 'pause'?" in state["problem"]
    assert state["segments"] == []
    script.write_text(good, "utf-8")
    assert state_of(client)["problem"] == ""


def test_a_broken_show_is_told_of(client: TestClient, folder: Path) -> None:
    toml = folder.parent.parent / "show.toml"
    toml.write_text(toml.read_text("utf-8").replace("[sound]", "[sounds]"), "utf-8")
    assert "sounds" in state_of(client)["problem"]
    assert client.get("/api/difference").status_code in {200, 422}


@pytest.mark.slow
def test_a_make_is_cancelled(client: TestClient) -> None:
    post(client, "line/01-article-002", written="Le pont ouvre mardi.")
    job = post(client, "make")["job"]
    post(client, "cancel", job=job)
    assert ended(client, job)["state"] == "cancelled"
    assert state_of(client)["stale"]
    assert ended(client, post(client, "make")["job"])["state"] == "done"


def test_a_restart_in_the_middle_of_a_job(folder: Path) -> None:
    (folder / ".job.json").write_text('{"kind": "make", "label": ""}')  # as a killed server leaves it
    app = preview_app(folder, TOKEN)
    client = TestClient(app, base_url=f"http://127.0.0.1:1/{TOKEN}", headers=OURS)
    (job,) = state_of(client)["jobs"]
    assert (job["kind"], job["state"]) == ("make", "failed")
    assert "start it again" in job["message"]
    assert ended(client, post(client, "make")["job"])["state"] == "done"
    app.state.room.close()
    assert not (folder / ".job.json").exists()


# ── who may not ──


@pytest.mark.parametrize(
    "path",
    [
        "/", "/wrong/", "/wrong/api/state", f"/{TOKEN}x/", f"/{TOKEN}/episode.json", f"/{TOKEN}/../show.toml",
        f"/{TOKEN}/..%2fapp.py", f"/{TOKEN}/%2e%2e/app.py", f"/{TOKEN}/picture/../script.md",
        f"/{TOKEN}/picture/..%2f..%2f..%2fshow.toml", f"/{TOKEN}/picture//etc/passwd", f"/{TOKEN}//etc/passwd",
        f"/{TOKEN}/api/take/..%2f..%2fshow.wav", f"/{TOKEN}/api/attempt/..%2f..%2fx/1.wav", f"/{TOKEN}/__init__.py",
    ],
)  # fmt: skip
def test_nothing_else_is_reachable(folder: Path, path: str) -> None:
    with Served(folder) as server:  # over a real socket: a client library would tidy the path
        status, headers, _ = server.ask("GET", path)
        assert status == 404
        assert "script-src 'self'" in headers["content-security-policy"]


def test_without_the_token_nothing_answers(client: TestClient) -> None:
    bare = TestClient(client.app, base_url="http://127.0.0.1:1", headers=OURS)
    for path in ("/", "/api/state", "/x/api/state", "/episode.mp3"):
        assert bare.get(path).status_code == 404
    assert bare.post("/x/api/make", json={}).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:1", "127.0.0.1.evil.example:80", "", "127.0.0.2"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400
    assert client.post("/api/make", json={}, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:2"},
        {"Origin": "https://127.0.0.1:1"},
        {"X-Matinale": "0"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=repr,
)
def test_a_cross_site_request_is_refused(client: TestClient, folder: Path, headers: dict[str, str]) -> None:
    before = (folder / "script.md").read_bytes()
    revision = state_of(client)["revision"]
    asked = {"revision": revision, "drop": True}
    assert client.post("/api/line/01-article-002", json=asked, headers=headers).status_code == 403
    assert client.options("/api/line/01-article-002", headers=headers).status_code == 403
    assert (folder / "script.md").read_bytes() == before


def test_without_our_header_nothing_is_done(client: TestClient) -> None:
    bare = TestClient(client.app, base_url=f"http://127.0.0.1:1/{TOKEN}")
    assert bare.post("/api/undo", json={"revision": "x"}).status_code == 403


def test_strict_headers_on_every_answer(client: TestClient) -> None:
    for path in ("/", "/api/state", "/nothing", "/episode.mp3", "/api/take/none.wav"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("size", [(1 << 20) + 1, 10 << 20])
def test_a_large_body_is_refused(folder: Path, size: int) -> None:
    with Served(folder) as server:
        status, _, content = server.ask("POST", f"/{TOKEN}/api/undo", b" " * size)
        assert status == 413
        assert "1 MB" in json.loads(content)["message"]
        assert server.ask("GET", f"/{TOKEN}/api/state")[0] == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/api/undo", content=body).status_code == 400


def test_tokens_differ() -> None:
    assert len({new_token() for _ in range(50)}) == 50


def test_a_folder_without_an_episode_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no finished episode"):
        preview_app(tmp_path, TOKEN)


# ── events ──


@pytest.mark.slow
def test_events_tell_of_jobs_of_edits_and_of_the_disk(folder: Path) -> None:
    with Served(folder) as server:
        events = server.events()
        assert next(events)[0] == "state"
        (folder / "script.md").write_text((folder / "script.md").read_text("utf-8").replace("40", "41"), "utf-8")
        event, value = next(events)
        assert event == "state"
        state = json.loads(server.ask("GET", f"/{TOKEN}/api/state")[2])
        assert value["revision"] == state["revision"]
        asked = json.dumps({"revision": state["revision"]}).encode()
        job = json.loads(server.ask("POST", f"/{TOKEN}/api/make", asked)[2])["job"]
        seen = []
        while not seen or seen[-1]["state"] != "done":
            event, value = next(events)
            seen += [value] if event == "job" and value["id"] == job else []
        assert {each["stage"] for each in seen} >= {"publish"}
        assert all(each["state"] in {"waiting", "running"} for each in seen[:-1])
        began = time.monotonic()
    assert time.monotonic() - began < 5, "an open stream does not keep the server from stopping"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_flat_over_a_thousand_requests(folder: Path) -> None:
    root = folder.parent.parent
    command = [
        sys.executable,
        "-c",
        "from matinale.cli import main; main()",
        "preview",
        "--no-open",
        "--show",
        str(root),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            with httpx.Client(base_url=process.stdout.readline().strip(), headers={"X-Matinale": "1"}) as page:
                early = _memory_after(page, process.pid, 300)
                late = _memory_after(page, process.pid, 1000)
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0, "Ctrl-C ends it in order"
    assert late < early + 8, f"{early:.0f} MB after 300 requests, {late:.0f} MB after 1,300"


def _memory_after(page: httpx.Client, process: int, count: int) -> float:
    """The server's memory in MB once it has answered so many more requests, edits among them."""
    lines = [line["id"] for line in lines_of(page.get("api/state").json())]
    for number in range(count):
        match number % 8:
            case 0 | 1:
                assert page.get("api/state").status_code == 200
            case 2 | 3:
                assert page.get(f"api/take/{lines[number % len(lines)]}.wav").status_code == 200
            case 4 | 5:
                assert page.get("episode.mp3", headers={"Range": f"bytes={number}-200000"}).status_code == 206
            case 6:
                asked = {"revision": page.get("api/state").json()["revision"], "pause_ms": number}
                assert page.post(f"api/line/{lines[number % len(lines)]}", json=asked).status_code == 200
            case _:
                with page.stream("GET", "api/events") as events:
                    assert next(events.iter_bytes())
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Served:
    """The app on a real socket of this machine."""

    def __init__(self, folder: Path) -> None:
        self.app = preview_app(folder, TOKEN)
        self._listener = open_socket("127.0.0.1", 0)
        self.port = self._listener.getsockname()[1]
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_level="error", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]})
        self._open: list[socket.socket] = []

    def __enter__(self) -> Served:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.app.state.room.close()
        self._server.should_exit = True
        self._thread.join()
        for each in (*self._open, self._listener):
            each.close()

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, {**OURS, "Origin": f"http://127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def events(self) -> Iterator[tuple[str, Json]]:
        stream = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self._open.append(stream)
        stream.sendall(f"GET /{TOKEN}/api/events HTTP/1.0\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        event = ""
        for row in stream.makefile("r", encoding="utf-8"):
            if row.startswith("event: "):
                event = row.removeprefix("event: ").strip()
            elif row.startswith("data: "):
                yield event, json.loads(row.removeprefix("data: "))
