"""An address → its bytes, over http(s) only, never from a network that the show does not allow.

Each hop is looked up once, every address found is judged, and the connection is made to the address that was judged: a
name server that answers differently the second time gains nothing. Redirects are followed by hand for the same reason.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from matinale.certificates import for_web
from matinale.errors import UnreadableSource, UnsafeSource
from matinale.sources.load import LARGEST, Raw

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
SECONDS = 20.0
"""For the whole of it: look-ups, redirects and content."""
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolver = Callable[[str, int], Iterable[str]]


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system resolves them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    resolve: Resolver = look_up,
    transport: httpx.BaseTransport | None = None,
    seconds: float = SECONDS,
) -> Raw:
    """The content of an address, at most 5 redirects, 10 MB and 20 s away.

    Raises:
        UnsafeSource: Another scheme, an address of a private network, too many redirects, too large, too slow.
        UnreadableSource: The server cannot be reached, breaks off, or answers with an error.
    """
    raw = fetch_changed(url, {}, allow_private=allow_private, resolve=resolve, transport=transport, seconds=seconds)
    if raw is None:
        raise UnreadableSource(f"{url}: the server answers 304 although nothing was known; check the address")
    return raw


def fetch_changed(
    url: str,
    conditions: Mapping[str, str],
    *,
    allow_private: bool = False,
    resolve: Resolver = look_up,
    transport: httpx.BaseTransport | None = None,
    seconds: float = SECONDS,
) -> Raw | None:
    """As `fetch`, but None where the server says that nothing changed (304, RFC 9110 section 15.4.5).

    `conditions`: the request's If-None-Match and If-Modified-Since.
    """
    import httpx

    deadline = time.monotonic() + seconds
    address = url
    # Proxies of the environment would make the connection for us, past the check of its address.
    verify = for_web(from_environment=False)
    with httpx.Client(transport=transport, verify=verify, trust_env=False, timeout=seconds) as client:
        for _ in range(MOST_REDIRECTS + 1):
            parts = _safe(address)
            peer = _judged(parts, deadline, resolve, allow_private=allow_private)
            try:
                answer = _get(client, parts, peer, deadline, address, conditions=conditions)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
                raise UnreadableSource(
                    f"{address}: cannot be fetched ({_said(error)}); check the address, or save the page as a file"
                ) from error
            if not isinstance(answer, str):
                return answer
            address = urljoin(address, answer)
    raise UnsafeSource(f"{url}: more than {MOST_REDIRECTS} redirects; give the address where it ends")


def _safe(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeSource(f"{url[:200]!r}: not an address ({error}); give one that begins with https://") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        raise UnsafeSource(f"{url[:200]!r}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise UnsafeSource(
            f"{parts.hostname}: addresses with a user name are not fetched; save the page and read the file"
        )
    return parts


def _judged(parts: SplitResult, deadline: float, resolve: Resolver, *, allow_private: bool) -> str:
    """The address to connect to, after every address of the name was found harmless."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    pool = ThreadPoolExecutor(1)
    try:
        # A look-up cannot be given a time limit, so it is waited for only so long.
        found = tuple(pool.submit(lambda: tuple(resolve(host, port))).result(max(0.1, deadline - time.monotonic())))
    except FutureTimeout as error:
        raise UnsafeSource(f"{host}: looking up the name takes too long; try again later") from error
    except (OSError, UnicodeError) as error:
        raise UnreadableSource(f"{host}: no such host ({error}); check the address") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if not found:
        raise UnreadableSource(f"{host}: no such host; check the address")
    for address in found:
        if not allow_private and not is_public(address):
            raise UnsafeSource(
                f"{host} is {address}, an address of a private network; set allow_private = true under [reading] of "
                "show.toml to allow it, or save the page and read the file"
            )
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet, also where IPv6 only wraps an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _get(
    client: httpx.Client, parts: SplitResult, peer: str, deadline: float, address: str, *, conditions: Mapping[str, str]
) -> Raw | str | None:
    """The content, or where the server sends us, or None for what did not change."""
    import httpx

    left = deadline - time.monotonic()
    if left <= 0:
        raise UnsafeSource(f"{address}: takes longer than {SECONDS:.0f} s; try again later, or save the page")
    name = (parts.hostname or "").encode("idna").decode("ascii")
    host = (f"[{name}]" if ":" in name else name) + (f":{parts.port}" if parts.port else "")
    target = httpx.URL(address).copy_with(host=peer)
    headers = {
        "Host": host,
        "User-Agent": "Matinale",
        "Accept": "text/html, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        **conditions,
    }
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), left)
    extensions = {"sni_hostname": name, "timeout": timeouts}
    request = client.build_request("GET", target, headers=headers, extensions=extensions)
    response = client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and response.headers.get("location"):
            return str(response.headers["location"])
        if response.status_code == 304 and conditions:
            return None
        if response.status_code != 200:
            raise _refused(response, address)
        content = _body(response, deadline, address)
    finally:
        response.close()
    media_type, _, rest = str(response.headers.get("content-type", "")).partition(";")
    charset = rest.partition("charset=")[2].strip(" \"'").split(";")[0]
    return Raw(
        content,
        address,
        url=address,
        media_type=media_type.strip().lower(),
        charset=charset,
        etag=str(response.headers.get("etag", "")),
        last_modified=str(response.headers.get("last-modified", "")),
    )


def _refused(response: httpx.Response, address: str) -> UnreadableSource:
    error = UnreadableSource(f"{address}: the server answers {response.status_code}; check the address")
    error.retry_after_s = retry_after(str(response.headers.get("retry-after", "")), dt.datetime.now(dt.UTC))
    return error


def retry_after(said: str, now: dt.datetime) -> float:
    """Seconds that a server asks to be left alone: a number or a date (RFC 9110, section 10.2.3); 0 for nonsense.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> retry_after("120", noon), retry_after("Fri, 20 Nov 2026 12:01:30 GMT", noon)
    (120.0, 90.0)
    >>> retry_after("Fri, 20 Nov 2026 11:00:00 GMT", noon), retry_after("soon", noon), retry_after("", noon)
    (0.0, 0.0, 0.0)
    """
    said = said.strip()
    if said.isascii() and said.isdigit():
        return float(said[:6])
    try:
        moment = email.utils.parsedate_to_datetime(said)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
        return 0.0


def _body(response: httpx.Response, deadline: float, address: str) -> bytes:
    """The content, never more than allowed in memory, whatever its compression."""
    encoding = str(response.headers.get("content-encoding", "identity")).strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise UnreadableSource(f"{address}: the server sends {encoding} although it was not asked to; save the page")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("", "identity") else None
    parts: list[bytes] = []
    size = 0
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise UnsafeSource(f"{address}: takes longer than {SECONDS:.0f} s; try again later, or save the page")
        try:
            part = unpack.decompress(chunk, LARGEST + 1) if unpack else chunk
        except zlib.error as error:
            raise UnreadableSource(f"{address}: the server's {encoding} is broken; save the page") from error
        size += len(part)
        if size > LARGEST:
            raise UnsafeSource(f"{address}: larger than {LARGEST // 2**20} MB; give the address of one issue")
        parts.append(part)
    if unpack and not unpack.eof:
        raise UnreadableSource(f"{address}: the server broke off in the middle; try again later")
    return b"".join(parts)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
