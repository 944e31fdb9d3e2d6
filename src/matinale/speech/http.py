"""Any server that speaks the form of OpenAI's `/v1/audio/speech`: local servers and cloud services alike.

    engine = "http"
    model = "tts-1"            the server's model
    speaker = "alloy"          the server's voice
    [options]
    url = "http://127.0.0.1:8880/v1"
    format = "wav"             wav, flac, mp3, opus or pcm (24 kHz, 16 bits)
    price = 15.0               for a million characters; announced before anything is sent
    timeout = 60               seconds

The key is read from the environment alone (`MATINALE_HTTP_KEY`, else `OPENAI_API_KEY`), and is never sent in the clear
to another machine. Requests that the server refuses for now (429, 5xx) are repeated with growing, jittered waits.
"""

from __future__ import annotations

import logging
import os
import random
import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from matinale.certificates import for_web
from matinale.errors import ShowError, SpeechError
from matinale.model import EngineLimits, Line, Take
from matinale.settings import VoiceProfile
from matinale.speech.decoding import decode_audio
from matinale.speech.trimming import trim_silence

if TYPE_CHECKING:
    import httpx

CHARACTERS = 4096  # OpenAI's limit for one request
FORMATS = ("wav", "flac", "mp3", "opus", "pcm")
KEYS = ("MATINALE_HTTP_KEY", "OPENAI_API_KEY")
ATTEMPTS = 5
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0
LARGEST_ANSWER = 64 << 20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_log = logging.getLogger(__name__)


class HttpEngine:
    """Speaks over HTTP. Options are those of the module's docstring.

    Args:
        sleep: Waits so many seconds; for tests.
    """

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._client: httpx.Client | None = None

    @property
    def version(self) -> str:
        """Of the form of the request; the server does not tell its own."""
        return "http 1"

    @property
    def limits(self) -> EngineLimits:
        """Longer lines are sent in parts."""
        return EngineLimits(characters=CHARACTERS)

    def voice_version(self, voice: VoiceProfile) -> str:
        """Nothing beside the profile; its options are checked here."""
        _address(voice)
        _format(voice)
        return ""

    def require(self, voice: VoiceProfile) -> None:
        """The options make sense; whether the server runs is seen when it is asked."""
        self.voice_version(voice)

    def cost(self, line: Line, voice: VoiceProfile) -> float:
        """What a line costs, in the currency of `options.price`; 0 where the profile names no price."""
        return len(line.spoken.text) * voice.number("price", 0.0) / 1e6

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Have a line rendered, at the rate of the server's answer."""
        if not any(sign.isalnum() for sign in line.spoken.text):
            raise SpeechError(f"line {line.id}: there is nothing to say in {line.spoken.text!r}")
        request = {
            "model": voice.model or "tts-1",
            "input": line.spoken.text,
            "voice": voice.speaker or "alloy",
            "response_format": _format(voice),
            "speed": voice.speed,
        }
        answer = self._asked(line, voice, request)
        samples, rate = decode_audio(answer, _format(voice), f"line {line.id}: {_address(voice)}")
        return Take(line.id, trim_silence(samples, rate), rate, "")

    def _asked(self, line: Line, voice: VoiceProfile, request: dict[str, Any]) -> bytes:
        """The server's answer, asked for again while it is busy or out of reach."""
        import httpx

        address = _address(voice)
        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                wait = _wait(attempt, reason)
                _log.info("line %s: %s %s; asking again in %.1f s", line.id, address, reason, wait)
                self._sleep(wait)
            try:
                response = self._connected(voice).post(address, json=request, headers=_headers(address))
            except httpx.HTTPError as error:
                reason = f"cannot be reached ({error or type(error).__name__})"
                continue
            if response.status_code == 429 or response.status_code >= 500:
                reason = f"answered {response.status_code}{_retry_after(response)}"
                continue
            return _content(response, line, address)
        raise SpeechError(f"line {line.id}: {address} {reason}, {ATTEMPTS} times; is the server running?")

    def _connected(self, voice: VoiceProfile) -> httpx.Client:
        import httpx

        if self._client is None:
            limits = httpx.Timeout(voice.number("timeout", 60.0), connect=10.0)
            self._client = httpx.Client(timeout=limits, verify=for_web(from_environment=False), trust_env=False)
            weakref.finalize(self, self._client.close)
        return self._client


def _address(voice: VoiceProfile) -> str:
    where = voice.folder / f"{voice.name}.toml"
    url = str(voice.options.get("url", ""))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ShowError(f"{where}: options.url: {url!r} is not an address such as http://127.0.0.1:8880/v1")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK and _key():
        raise ShowError(f"{where}: options.url: {url} would carry your key in the clear; use https")
    return url.rstrip("/") + "/audio/speech"


def _format(voice: VoiceProfile) -> str:
    chosen = str(voice.options.get("format", "wav"))
    if chosen not in FORMATS:
        where = voice.folder / f"{voice.name}.toml"
        raise ShowError(f"{where}: options.format: no {chosen!r}; there are: {', '.join(FORMATS)}")
    return chosen


def _key() -> str:
    return next((value for name in KEYS if (value := os.environ.get(name, ""))), "")


def _headers(address: str) -> dict[str, str]:
    key = _key()
    return {"Authorization": f"Bearer {key}"} if key and address else {}


def _retry_after(response: httpx.Response) -> str:
    after = response.headers.get("Retry-After", "")
    return f", retry after {after}" if after.isdigit() else ""


def _wait(attempt: int, reason: str) -> float:
    """Full jitter over a doubling ceiling, or what the server asked for."""
    _, _, asked = reason.partition("retry after ")
    if asked:
        return min(float(asked), LONGEST_WAIT_S)
    return random.uniform(0.5, 1.0) * min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**attempt)  # noqa: S311 - spreads load, hides nothing


def _content(response: httpx.Response, line: Line, address: str) -> bytes:
    if response.status_code in (401, 403):
        raise SpeechError(f"line {line.id}: {address} refuses the key; set {KEYS[0]} in the environment")
    if response.status_code != 200:
        raise SpeechError(f"line {line.id}: {address} answered {response.status_code}: {_message(response)}")
    if len(response.content) > LARGEST_ANSWER:
        raise SpeechError(f"line {line.id}: {address} answered {len(response.content)} bytes, which no line takes")
    return response.content


def _message(response: httpx.Response) -> str:
    """The server's own words, in one line."""
    try:
        error: Any = response.json()["error"]
        said = str(cast("dict[str, Any]", error)["message"] if isinstance(error, dict) else error)
    except (ValueError, LookupError, TypeError):
        said = response.text
    return " ".join(said.split())[:200] or "nothing more"
