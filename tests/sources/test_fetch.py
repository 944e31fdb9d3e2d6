"""Addresses: what is fetched, and what is refused before a connection is made."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from matinale.errors import UnreadableSource, UnsafeSource
from matinale.settings import Reading
from matinale.sources import read_issue
from matinale.sources.fetch import fetch, is_public

PAGE = (
    "<html lang='fr'><head><title>x</title></head><body><h1>Une page arrive par le réseau</h1><p>Elle contient un "
    "paragraphe assez long pour être un article, et rien d’autre que ce paragraphe.</p></body></html>"
).encode()
PUBLIC = "93.184.215.14"


def page() -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(PAGE))


def at(address: str = PUBLIC) -> object:
    return lambda host, port: (address,)


def server(routes: dict[str, httpx.Response], seen: list[httpx.Request] | None = None) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return routes[request.url.path]

    return httpx.MockTransport(answer)


def test_the_connection_goes_to_the_address_that_was_judged() -> None:
    seen: list[httpx.Request] = []
    raw = fetch("https://lettre.example/a", resolve=at(), transport=server({"/a": page()}, seen))  # type: ignore[arg-type]  # a fake
    assert raw.content == PAGE
    assert seen[0].url.host == PUBLIC
    assert seen[0].headers["host"] == "lettre.example"
    assert seen[0].extensions["sni_hostname"] == "lettre.example"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/a", "gopher://example.org", "http://", "http://[::1", "http://a:99999/", "http://user:pw@example.org/"],
)  # fmt: skip
def test_addresses_that_are_no_web_pages(url: str) -> None:
    with pytest.raises(UnsafeSource) as caught:
        fetch(url, resolve=at(), transport=server({}))  # type: ignore[arg-type]  # a fake
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.2.1", "198.18.0.1", "240.0.0.1", "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(UnsafeSource, match="private network"):
        fetch("http://lettre.example/", resolve=at(address), transport=server({}))  # type: ignore[arg-type]  # a fake


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_several_is_enough() -> None:
    with pytest.raises(UnsafeSource):
        fetch("http://a.example/", resolve=lambda h, p: (PUBLIC, "127.0.0.1"), transport=server({}))


def test_the_real_resolver_sees_through_odd_spellings() -> None:
    for url in (
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::ffff:7f00:1]/",
    ):
        with pytest.raises((UnsafeSource, UnreadableSource)):
            fetch(url)


def test_each_redirect_is_judged() -> None:
    routes = {"/a": httpx.Response(302, headers={"location": "http://inner.example/b"})}
    addresses = {"outer.example": PUBLIC, "inner.example": "10.1.2.3"}
    with pytest.raises(UnsafeSource, match=r"inner\.example is 10\.1\.2\.3"):
        fetch("http://outer.example/a", resolve=lambda host, port: (addresses[host],), transport=server(routes))


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "ftp://a/b"])
def test_a_redirect_cannot_leave_the_web(scheme: str) -> None:
    with pytest.raises(UnsafeSource, match="only http"):
        fetch(
            "http://a.example/a",
            resolve=at(),
            transport=server({"/a": httpx.Response(302, headers={"location": scheme})}),
        )  # type: ignore[arg-type]  # a fake


def test_five_redirects_and_no_more() -> None:
    hops = {f"/{n}": httpx.Response(301, headers={"location": f"/{n + 1}"}) for n in range(9)}
    end = {"/5": page()}
    assert fetch("http://a.example/0", resolve=at(), transport=server({**hops, **end})).content == PAGE  # type: ignore[arg-type]  # a fake
    with pytest.raises(UnsafeSource, match="5 redirects"):
        fetch("http://a.example/0", resolve=at(), transport=server(hops))  # type: ignore[arg-type]  # a fake


def streamed(size: int) -> Iterator[bytes]:
    for _ in range(size // 2**16):
        yield b"x" * 2**16


def test_ten_megabytes_and_no_more() -> None:
    routes = {"/": httpx.Response(200, content=streamed(11 * 2**20))}
    with pytest.raises(UnsafeSource, match="larger than 10 MB"):
        fetch("http://a.example/", resolve=at(), transport=server(routes))  # type: ignore[arg-type]  # a fake


def test_a_page_that_unpacks_to_more_than_it_may() -> None:
    bomb = gzip.compress(b"\0" * (40 * 2**20))
    routes = {"/": httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(bomb))}
    with pytest.raises(UnsafeSource, match="larger than 10 MB"):
        fetch("http://a.example/", resolve=at(), transport=server(routes))  # type: ignore[arg-type]  # a fake


def test_gzip_is_unpacked() -> None:
    routes = {
        "/": httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(gzip.compress(PAGE)))
    }
    assert fetch("http://a.example/", resolve=at(), transport=server(routes)).content == PAGE  # type: ignore[arg-type]  # a fake


def test_a_slow_server_is_not_waited_for() -> None:
    with pytest.raises(UnsafeSource, match="takes longer"):
        fetch("http://a.example/", resolve=at(), transport=server({"/": page()}), seconds=0)  # type: ignore[arg-type]  # a fake


@pytest.mark.parametrize("status", [404, 500, 204])
def test_an_error_of_the_server(status: int) -> None:
    with pytest.raises(UnreadableSource, match=str(status)):
        fetch("http://a.example/", resolve=at(), transport=server({"/": httpx.Response(status)}))  # type: ignore[arg-type]  # a fake


def test_a_host_that_is_not_there() -> None:
    def nowhere(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    with pytest.raises(UnreadableSource, match="no such host"):
        fetch("http://a.example/", resolve=nowhere, transport=server({}))


def test_every_failure_of_the_transport_is_ours() -> None:
    failures = [httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("broken")]
    for failure in failures:

        def answer(request: httpx.Request, failure: httpx.HTTPError = failure) -> httpx.Response:
            raise failure

        with pytest.raises(UnreadableSource):
            fetch("http://a.example/", resolve=at(), transport=httpx.MockTransport(answer))  # type: ignore[arg-type]  # a fake


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=served.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


def test_a_page_of_the_local_network_is_read_where_the_show_allows_it(site: str) -> None:
    with pytest.raises(UnsafeSource, match="allow_private"):
        read_issue(site + "/page")
    issue = read_issue(site + "/moved", Reading(allow_private=True))
    assert issue.title == "Une page arrive par le réseau"
    assert issue.url == site + "/page"
