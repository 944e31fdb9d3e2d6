"""The site as it is served: HEAD, byte ranges, conditional requests, types, CORS, and nothing outside of it."""

from __future__ import annotations

import email
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from feed_cases import BASE
from hypothesis import given
from hypothesis import strategies as st
from serving import served

from matinale.preview.server import Unsatisfiable, find_file, parse_ranges, site_app


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    old = 1_700_000_000
    for path in published.rglob("*"):
        os.utime(path, (old, old))
    with served(published, BASE) as address, httpx.Client(base_url=address) as one:
        yield one


@pytest.fixture(scope="module")
def mp3(published: Path) -> tuple[str, bytes]:
    (path,) = published.rglob("*.mp3")
    return path.relative_to(published).as_posix(), path.read_bytes()


def test_head_tells_the_length_and_sends_nothing(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    answer = client.head(mp3[0])
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(len(mp3[1]))
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.content == b""


def test_get_sends_the_identical_file(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    assert client.get(mp3[0]).content == mp3[1]


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=100-199", slice(100, 200)),
        ("bytes=600000-", slice(600000, None)),
        ("bytes=-500", slice(-500, None)),
        ("bytes=0-99999999", slice(None)),
        ("bytes=-99999999", slice(None)),
    ],
)
def test_one_range(client: httpx.Client, mp3: tuple[str, bytes], header: str, part: slice) -> None:
    answer = client.get(mp3[0], headers={"Range": header})
    assert answer.status_code == 206
    assert answer.content == mp3[1][part]
    start, stop, _ = part.indices(len(mp3[1]))
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(mp3[1])}"
    assert answer.headers["content-length"] == str(stop - start)


def test_several_ranges(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    answer = client.get(mp3[0], headers={"Range": "bytes=0-9, 5000-5099, -10"})
    assert answer.status_code == 206
    assert len(answer.content) == int(answer.headers["content-length"])
    message = email.message_from_bytes(b"Content-Type: " + answer.headers["content-type"].encode() + b"\r\n\r\n")
    boundary = message.get_boundary()
    assert boundary
    blocks = answer.content.split(f"--{boundary}".encode())[1:-1]
    bodies = [block.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n") for block in blocks]
    assert bodies == [mp3[1][:10], mp3[1][5000:5100], mp3[1][-10:]]
    assert answer.content.endswith(f"\r\n--{boundary}--\r\n".encode())


@pytest.mark.parametrize("header", ["bytes=9999999-", "bytes=-0", "bytes=9999999-99999999"])
def test_a_range_outside_is_416(client: httpx.Client, mp3: tuple[str, bytes], header: str) -> None:
    answer = client.get(mp3[0], headers={"Range": header})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(mp3[1])}"


@pytest.mark.parametrize("header", ["bytes=9-1", "bytes=a-b", "seconds=1-2", "bytes=", "bytes=-", "bytes=0-1,x"])
def test_a_range_that_is_none_is_ignored(client: httpx.Client, mp3: tuple[str, bytes], header: str) -> None:
    assert client.get(mp3[0], headers={"Range": header}).status_code == 200


def test_overlapping_ranges_cannot_multiply_the_file(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    answer = client.get(mp3[0], headers={"Range": "bytes=" + ",".join(["0-"] * 10)})
    assert answer.status_code == 200


def test_conditional_requests(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    for name in (mp3[0], "feed.xml"):
        first = client.get(name)
        tag, date = first.headers["etag"], first.headers["last-modified"]
        assert client.get(name, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(name, headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304
        assert client.get(name, headers={"If-None-Match": '"other"', "If-Modified-Since": date}).status_code == 200
        assert client.get(name, headers={"If-Modified-Since": date}).status_code == 304
        older = "Mon, 01 Jan 2001 00:00:00 GMT"
        assert client.get(name, headers={"If-Modified-Since": older}).status_code == 200
        assert client.get(name, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_if_range_guards_a_resumed_download(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    tag = client.head(mp3[0]).headers["etag"]
    assert client.get(mp3[0], headers={"Range": "bytes=5-", "If-Range": tag}).status_code == 206
    assert client.get(mp3[0], headers={"Range": "bytes=5-", "If-Range": '"old"'}).status_code == 200


def test_types_and_cors(client: httpx.Client, published: Path) -> None:
    expected = {
        "feed.xml": "application/rss+xml; charset=utf-8",
        "2025-01-30/": "text/html; charset=utf-8",
    }
    for suffix, kind in ((".vtt", "text/vtt; charset=utf-8"), (".srt", "application/x-subrip")):
        (path,) = published.rglob(f"*{suffix}")
        expected[path.relative_to(published).as_posix()] = kind
    (chapters,) = published.rglob("chapters-*.json")
    expected[chapters.relative_to(published).as_posix()] = "application/json+chapters"
    for name, kind in expected.items():
        answer = client.get(name)
        assert answer.headers["content-type"] == kind
        assert answer.headers["access-control-allow-origin"] == "*"
    assert client.options("feed.xml").status_code == 204


def test_names_the_site_by_the_address_it_is_served_at(client: httpx.Client, published: Path) -> None:
    served_feed = client.get("feed.xml").text
    assert BASE not in served_feed
    assert f"{client.base_url}feed.xml" in served_feed
    assert BASE in (published / "feed.xml").read_text("utf-8")
    assert f"{client.base_url}2025-01-30/" in client.get("2025-01-30/").text


def test_at_its_own_address_nothing_is_changed(published: Path) -> None:
    from starlette.testclient import TestClient

    with TestClient(site_app(published, BASE), base_url=BASE) as one:
        assert one.get("/feed.xml").content == (published / "feed.xml").read_bytes()


def test_a_folder_without_its_slash_is_sent_to_it(client: httpx.Client) -> None:
    answer = client.get("2025-01-30")
    assert (answer.status_code, answer.headers["location"]) == (308, "/2025-01-30/")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret", "/%2e%2e/secret", "/2025-01-30/../../secret", "/..%2fsecret", "/%2e%2e%5csecret", "//etc/passwd",
        "/.next/0", "/link/secret", "/secret%00.mp3",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_site(published: Path, tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret").write_text("secret")
    (site / ".next").mkdir()
    (site / ".next" / "0").write_text("secret")
    (site / "link").symlink_to(tmp_path)
    with served(site, BASE) as address:
        import http.client

        connection = http.client.HTTPConnection(address.split("/")[2], timeout=5)
        connection.request("GET", path.encode("utf-8").decode("latin-1"))
        answer = connection.getresponse()
        assert answer.status in {400, 404}
        assert b"secret" not in answer.read()
        connection.close()


def test_a_host_that_is_none_gets_nothing(client: httpx.Client) -> None:
    assert client.get("feed.xml", headers={"Host": 'x"><script>'}).status_code in {400, 404}


@given(st.text(max_size=60))
def test_no_name_leads_out(name: str) -> None:
    root = Path(__file__).parent
    found = find_file(root, name)
    assert found is None or found.is_relative_to(root)


@given(st.text(alphabet="bytes=0123456789-, ", max_size=40), st.integers(0, 1000))
def test_ranges_lie_in_the_file(header: str, size: int) -> None:
    try:
        ranges = parse_ranges(header, size)
    except Unsatisfiable:
        return
    assert all(0 <= each.start < each.stop <= size for each in ranges)


@pytest.mark.slow
def test_a_thousand_long_ranges_leak_no_file(client: httpx.Client, mp3: tuple[str, bytes]) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for start in range(0, 300_000, 300):
        client.get(mp3[0], headers={"Range": f"bytes={start}-{start + 300_000 - 1}"})
    # The server's threads may hold a file or a connection each; a leak would be a thousand.
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 40
