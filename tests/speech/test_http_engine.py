from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from speaking import VOICES, make_line, make_segment
from speech_server import SpeechServer

from matinale.errors import ShowError, SpeechError
from matinale.model import Script
from matinale.settings import VoiceProfile
from matinale.speech.attempts import speak_checked
from matinale.speech.engine import Paid
from matinale.speech.http import ATTEMPTS, HttpEngine
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore

TEXT = "Le marché ouvre ce matin."


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATINALE_HTTP_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as running:
        yield running


@pytest.fixture
def voice(server: SpeechServer) -> VoiceProfile:
    return VoiceProfile(
        "local", "http", ("fr",), model="tts-1", speaker="nova", options={"url": server.url}, folder=VOICES
    )


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def engine(waits: list[float]) -> HttpEngine:
    return HttpEngine(sleep=waits.append)


def test_what_is_asked_is_what_the_form_wants(engine: HttpEngine, voice: VoiceProfile, server: SpeechServer) -> None:
    take = engine.speak(make_line(TEXT), replace(voice, speed=1.2))
    assert server.requests == [
        {
            "path": "/v1/audio/speech",
            "model": "tts-1",
            "input": TEXT,
            "voice": "nova",
            "response_format": "wav",
            "speed": 1.2,
        }
    ]
    assert server.keys == [None]
    assert take.rate == 22_050
    assert 0.5 < take.samples.size / take.rate < 3


@pytest.mark.parametrize("kind", ["flac", "pcm", "mp3"])
def test_other_formats(engine: HttpEngine, voice: VoiceProfile, kind: str) -> None:
    wav = engine.speak(make_line(TEXT), voice)
    take = engine.speak(make_line(TEXT), replace(voice, options={**voice.options, "format": kind}))
    if kind == "flac":
        assert np.array_equal(take.samples, wav.samples)
    assert np.abs(take.samples).max() == pytest.approx(np.abs(wav.samples).max(), rel=0.2)


def test_the_key_comes_from_the_environment_alone(
    engine: HttpEngine, voice: VoiceProfile, server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-theirs")
    engine.speak(make_line(TEXT), voice)
    monkeypatch.setenv("MATINALE_HTTP_KEY", "sk-ours")
    engine.speak(make_line(TEXT), voice)
    assert server.keys == ["Bearer sk-theirs", "Bearer sk-ours"]


def test_a_key_never_travels_in_the_clear(voice: VoiceProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = replace(voice, options={"url": "http://speech.example/v1"})
    HttpEngine().require(elsewhere)
    monkeypatch.setenv("MATINALE_HTTP_KEY", "sk-ours")
    with pytest.raises(ShowError, match=r"local\.toml: options\.url: .* in the clear; use https") as refused:
        HttpEngine().require(elsewhere)
    assert "sk-ours" not in str(refused.value)
    HttpEngine().require(replace(voice, options={"url": "https://speech.example/v1"}))


def test_a_busy_server_is_asked_again_after_growing_waits(
    engine: HttpEngine, voice: VoiceProfile, server: SpeechServer, waits: list[float]
) -> None:
    server.failures = [(429, {}, b"{}"), (503, {}, b""), (500, {}, b"")]
    assert engine.speak(make_line(TEXT), voice).samples.size > 0
    assert len(server.requests) == 4
    assert 0.5 <= waits[0] <= 1.0
    assert 1.0 <= waits[1] <= 2.0
    assert 2.0 <= waits[2] <= 4.0


def test_a_server_that_says_when_is_asked_then(
    engine: HttpEngine, voice: VoiceProfile, server: SpeechServer, waits: list[float]
) -> None:
    server.failures = [(429, {"Retry-After": "7"}, b"{}"), (503, {"Retry-After": "86400"}, b"")]
    engine.speak(make_line(TEXT), voice)
    assert waits == [7.0, 30.0]


def test_a_server_that_stays_busy_is_given_up(
    engine: HttpEngine, voice: VoiceProfile, server: SpeechServer, waits: list[float]
) -> None:
    server.failures = [(503, {}, b"")] * ATTEMPTS
    with pytest.raises(SpeechError, match=rf"line 01-001: http://127.*/v1/audio/speech answered 503, {ATTEMPTS} times"):
        engine.speak(make_line(TEXT), voice)
    assert len(waits) == ATTEMPTS - 1


def test_a_server_that_is_not_there(engine: HttpEngine, voice: VoiceProfile) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        absent = replace(voice, options={"url": f"http://127.0.0.1:{taken.getsockname()[1]}/v1"})
        with pytest.raises(SpeechError, match=r"cannot be reached .*is the server running\?"):
            engine.speak(make_line(TEXT), absent)


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (401, b"{}", r"refuses the key; set MATINALE_HTTP_KEY"),
        (400, b'{"error": {"message": "unknown\\n voice"}}', r"answered 400: unknown voice$"),
        (404, b"<html>no</html>", r"answered 404: <html>no</html>$"),
        (302, b"", r"answered 302: nothing more$"),
        (200, b"<html>hello</html>", r"the answer is not wav audio"),
        (200, b"", r"the answer is not wav audio"),
    ],
)
def test_a_refusal_is_told_once_in_one_line(
    engine: HttpEngine, voice: VoiceProfile, server: SpeechServer, status: int, body: bytes, message: str
) -> None:
    server.failures = [(status, {}, body)]
    with pytest.raises(SpeechError, match=message) as refused:
        engine.speak(make_line(TEXT), voice)
    assert "\n" not in str(refused.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, r"options\.url: '' is not an address"),
        ({"url": "ftp://x/"}, r"options\.url: 'ftp://x/' is not an address"),
        ({"url": "http://127.0.0.1/v1", "format": "ogg"}, r"options\.format: no 'ogg'; there are: wav, "),
    ],
)
def test_wrong_options_are_named(voice: VoiceProfile, options: dict[str, str], message: str) -> None:
    with pytest.raises(ShowError, match=message):
        HttpEngine().require(replace(voice, options=options))


@pytest.mark.slow
def test_a_long_line_is_sent_in_parts(engine: HttpEngine, voice: VoiceProfile, server: SpeechServer) -> None:
    line = make_line(" ".join([TEXT] * 200))
    speak_checked(engine, line, voice)
    sent = [request["input"] for request in server.requests]
    assert len(sent) == 2
    assert all(len(text) <= 4096 for text in sent)
    assert " ".join(sent) == line.spoken.text


def test_the_cost_is_known_before_anything_is_sent(voice: VoiceProfile, server: SpeechServer, store: TakeStore) -> None:
    priced = replace(voice, options={**voice.options, "price": 15.0})
    segment = make_segment("a" * 600 + ".", "b" * 399)
    speaker = Speaker({"v": priced}, store, voice="v", language="fr")
    assert isinstance(HttpEngine(), Paid)
    assert speaker.cost(Script("", "fr", (segment,))) == pytest.approx(0.015)
    assert server.requests == []
    next(iter(speaker.speak_segment(segment)))
    assert speaker.cost(Script("", "fr", (segment,))) == pytest.approx(399 * 15e-6)
