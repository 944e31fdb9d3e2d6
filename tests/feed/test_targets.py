"""The site sent elsewhere: changed files only, in order, the rest of the target left alone; on real servers."""

from __future__ import annotations

import contextlib
import getpass
import os
import random
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from feed_cases import make_show

from matinale.errors import FeedError, ShowError
from matinale.feed import check_site
from matinale.feed.placing import in_turn, scan
from matinale.feed.targets import ping_hub, send_site
from matinale.settings import Show, Target

Site = tuple[Show, Path]


@pytest.fixture
def site(site_maker: Callable[..., Path], tmp_path: Path) -> Site:
    return make_show(tmp_path), site_maker(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name, _ in scan(folder)}


def exercise(site: Site, target: Target, there: Callable[[], dict[str, bytes]], again: Callable[..., Path]) -> None:
    """What holds for every target: a dry run, a first send, nothing the second time, then what a new episode brings."""
    show, folder = site
    planned = send_site(show, folder, target, dry_run=True)
    assert there() == {}
    sent = send_site(show, folder, target)
    assert sent == planned
    assert sent[-1].name == "feed.xml"
    assert [in_turn(each.name) for each in sent] == sorted(in_turn(each.name) for each in sent)
    assert there() == contents(folder)
    assert send_site(show, folder, target) == ()
    again(show.root, 2, replaced_hours=0, retitle="Réenregistré")
    changes = send_site(show, folder, target)
    names = {(each.action, each.name) for each in changes}
    assert ("replace", "feed.xml") in names
    assert ("replace", "index.html") in names
    assert any(action == "add" and name.endswith(".mp3") for action, name in names)
    assert any(action == "remove" and name.endswith(".mp3") for action, name in names)
    assert not any("cover-" in name for _, name in names)
    assert there() == contents(folder)


@pytest.mark.slow
def test_a_folder(site: Site, site_maker: Callable[..., Path], tmp_path: Path) -> None:
    web = tmp_path / "web"
    exercise(site, Target("web", "folder", str(web)), lambda: contents(web) if web.exists() else {}, site_maker)
    assert check_site(web, decode=False).ok


def test_what_is_not_ours_stays(site: Site, tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "blog").mkdir(parents=True)
    (web / "robots.txt").write_text("mine")
    (web / "blog" / "index.html").write_text("mine")
    send_site(*site, Target("web", "folder", str(web)))
    assert (web / "robots.txt").read_text() == (web / "blog" / "index.html").read_text() == "mine"


@pytest.mark.slow
def test_a_branch(site: Site, site_maker: Callable[..., Path], tmp_path: Path) -> None:
    bare, clone = tmp_path / "bare.git", tmp_path / "clone"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)

    def there() -> dict[str, bytes]:
        shutil.rmtree(clone, ignore_errors=True)
        got = subprocess.run(
            ["git", "clone", "-q", "-b", "pages", str(bare), str(clone)], capture_output=True, check=False
        )
        return contents(clone) if got.returncode == 0 else {}

    exercise(site, Target("pages", "git", str(bare)), there, site_maker)


@pytest.mark.slow
def test_a_branch_keeps_what_is_not_ours(site: Site, tmp_path: Path) -> None:
    bare, work = tmp_path / "bare.git", tmp_path / "work"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "pages", str(work)], check=True)
    (work / "CNAME").write_text("podcast.example.org")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "add", "."], cwd=work, check=True)
    subprocess.run(["git", *identity, "commit", "-q", "-m", "A"], cwd=work, check=True)
    subprocess.run(["git", "push", "-q", str(bare), "pages"], cwd=work, check=True)
    send_site(*site, Target("pages", "git", str(bare)))
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "pages"], cwd=bare, capture_output=True, text=True, check=True
    )
    assert {"CNAME", "feed.xml"} <= set(listed.stdout.split())


@pytest.mark.slow
def test_objects_in_memory(site: Site, site_maker: Callable[..., Path]) -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")

    def there() -> dict[str, bytes]:
        found = system.find("/shows") if system.exists("/shows") else []
        return {path.removeprefix("/shows/"): system.cat_file(path) for path in found}

    try:
        exercise(site, Target("memory", "fsspec", "memory://shows"), there, site_maker)
    finally:
        if system.exists("/shows"):
            system.rm("/shows", recursive=True)


@pytest.mark.slow
def test_a_file_system_without_whole_objects(site: Site, site_maker: Callable[..., Path], tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    web = tmp_path / "web"
    target = Target("local", "fsspec", f"file://{web}")
    exercise(site, target, lambda: contents(web) if web.exists() else {}, site_maker)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server on loopback; its address."""
    pytest.importorskip("s3fs")
    server_of = pytest.importorskip("moto.server")
    server = server_of.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    monkeypatch.setenv("MATINALE_TEST_SECRET", "secret")
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_s3(site: Site, site_maker: Callable[..., Path], s3: str) -> None:
    import s3fs

    system = s3fs.S3FileSystem(key="key", secret="secret", client_kwargs={"endpoint_url": s3})
    system.mkdir("bucket")
    options = {"endpoint_url": s3, "key": "key", "secret": "$MATINALE_TEST_SECRET"}

    def there() -> dict[str, bytes]:
        system.invalidate_cache()
        found = system.find("bucket/show")
        return {path.removeprefix("bucket/show/"): system.cat_file(path) for path in found}

    exercise(site, Target("s3", "fsspec", "s3://bucket/show", options=options), there, site_maker)
    assert s3fs_header(system, "feed.xml", "ContentType") == "application/rss+xml"
    assert s3fs_header(system, "feed.xml", "CacheControl").startswith("public, max-age=300")
    mp3 = next(name for name in there() if name.endswith(".mp3"))
    assert s3fs_header(system, mp3, "CacheControl").endswith("immutable")


def s3fs_header(system: object, name: str, header: str) -> str:
    """A header that the storage serves a file with."""
    answer = system.call_s3("head_object", Bucket="bucket", Key=f"show/{name}")  # type: ignore[attr-defined]
    return str(answer[header])


@pytest.fixture
def sshd(tmp_path: Path) -> Generator[dict[str, str]]:
    """A real sshd on loopback, for one key; the options of a target that uses it."""
    program = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None or shutil.which("rsync") is None:
        pytest.skip("sshd (openssh-server) and rsync are not installed")
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized_keys").write_bytes((folder / "user.pub").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    Path("/run/sshd").mkdir(exist_ok=True)
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\n"
        "StrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin yes\n"
    )
    server = subprocess.Popen([program, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.PIPE)
    assert server.stderr
    assert b"listening" in server.stderr.readline()
    host = (folder / "host.pub").read_text().split(" ")[:2]
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(host)}\n")
    yield {"port": str(port), "identity": str(folder / "user"), "known_hosts": str(folder / "known_hosts")}
    server.terminate()
    server.stderr.close()
    server.wait(10)


@pytest.mark.slow
def test_rsync_over_ssh(site: Site, site_maker: Callable[..., Path], sshd: dict[str, str], tmp_path: Path) -> None:
    web = tmp_path / "web" / "show"
    target = Target("server", "rsync", f"{getpass.getuser()}@127.0.0.1:{web}", options=sshd)
    exercise(site, target, lambda: contents(web) if web.exists() else {}, site_maker)
    (web / "mine.txt").write_text("mine")
    assert send_site(*site, target) == ()
    assert (web / "mine.txt").exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_rsync_killed(site: Site, site_maker: Callable[..., Path], sshd: dict[str, str], tmp_path: Path) -> None:
    """At each moment that a transfer is killed, the feed there is valid and all that it names is there."""
    web = tmp_path / "web"
    target = Target("server", "rsync", f"{getpass.getuser()}@127.0.0.1:{web}", options=sshd)
    send_site(*site, target)
    chance = random.Random(11)
    titles = ("Un autre titre", "")
    for moment in range(12):
        site_maker(tmp_path, 1 + moment % 3, retitle=titles[moment % 2])
        child = os.fork()
        if child == 0:  # pragma: no cover  the other process
            os.setpgid(0, 0)
            try:
                send_site(*site, target)
            finally:
                os._exit(0)
        threading.Event().wait(chance.uniform(0, 1.5))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # rsync and ssh with it
        os.waitpid(child, 0)
        found = check_site(web, decode=False)
        assert found.ok, found.errors
    send_site(*site, target)
    assert contents(web) == contents(site[1])


def test_wrong_targets(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ShowError, match="`to` is empty"):
        send_site(*site, Target("a"))
    with pytest.raises(ShowError, match=r"is not \"\[user@\]host:path\""):
        send_site(*site, Target("a", "rsync", "/path"))
    with pytest.raises(ShowError, match="the environment has no MATINALE_NO_SUCH"):
        send_site(*site, Target("a", "fsspec", "memory://x", options={"secret": "$MATINALE_NO_SUCH"}))
    with pytest.raises(ShowError, match="nosuch"):
        send_site(*site, Target("a", "fsspec", "nosuch://x"))
    with pytest.raises(FeedError, match="the branch is as it was"):
        send_site(*site, Target("a", "git", str(tmp_path / "nothing")))
    with pytest.raises(FeedError, match=r"there is no feed.xml yet"):
        send_site(site[0], tmp_path / "empty", Target("a", "folder", str(tmp_path / "b")))


@pytest.mark.parametrize(("status", "fine"), [(204, True), (500, False)])
def test_the_hub_is_told(tmp_path: Path, status: int, fine: bool) -> None:
    bodies: list[bytes] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    show = make_show(tmp_path, hub=f"http://127.0.0.1:{server.server_port}/")
    if fine:
        ping_hub(show)
    else:
        with pytest.raises(FeedError, match="the hub answered 500; the feed is published"):
            ping_hub(show)
    thread.join(10)
    server.server_close()
    assert bodies == [b"hub.mode=publish&hub.url=http%3A%2F%2F127.0.0.1%3A8808%2Ffeed.xml"]
