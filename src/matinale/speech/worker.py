"""What a worker of a cluster does: render one take with an engine that it loads once, and keep it where it was told."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from matinale.errors import MatinaleError, SpeechError
from matinale.model import Line
from matinale.settings import VoiceProfile
from matinale.speech.attempts import speak_checked
from matinale.speech.engine import SpeechEngine, load_engine
from matinale.speech.shared import open_takes
from matinale.speech.speaker import take_key
from matinale.speech.store import StoredTake, encode_take
from matinale.workspace import shipped_workspace

_SPEAKING = threading.Lock()
"""Engines are not made for several threads (espeak-ng, which all of them read with, has one state a process)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One take to render. `takes`: where the workers keep what they render; "" sends it back."""

    key: str
    line: Line
    voice: VoiceProfile
    takes: str


def render_task(task: Task) -> tuple[bytes | None, float, str]:
    """Render a take: what a store keeps of it (None where it was put into `task.takes`), seconds of work, the worker.

    Raises:
        EngineMissing: The engine or its model is not installed on this worker.
        SpeechError: The line cannot be spoken, or this worker's engine is another version.
    """
    begun = time.perf_counter()
    where = _worker()
    store = open_takes(task.takes) if task.takes else None
    if store is not None and store.has(task.key):
        return None, 0.0, where
    with _SPEAKING:
        try:
            content = _rendered(task)
        except MatinaleError as error:
            raise type(error)(f"worker {where}: {error}") from error
    if store is not None:
        store.put_encoded(task.key, content)
    return None if store is not None else content, time.perf_counter() - begun, where


@cache
def engine_named(name: str) -> SpeechEngine:
    """The engine, loaded once for the life of this process."""
    return load_engine(name)


def _rendered(task: Task) -> bytes:
    engine, voice = engine_named(task.voice.engine), _at_home(task.voice)
    version = f"{engine.version} {engine.voice_version(voice)}"
    if take_key(task.line, voice, version) != task.key:
        raise SpeechError(
            f"its engine {voice.engine!r} is not the one here ({version.strip()}); install the same versions on all"
        )
    take = speak_checked(engine, task.line, voice)
    return encode_take(StoredTake(take.samples, take.rate, take.faults))


def _at_home(voice: VoiceProfile) -> VoiceProfile:
    """The profile with the files of this machine: a folder that is not here is that of the shipped voices.

    A file that differs makes another key, so it cannot be mistaken for the one that was meant.
    """
    return voice if voice.folder.is_dir() else replace(voice, folder=_shipped())


@cache
def _shipped() -> Path:
    return shipped_workspace() / "voices"


def _worker() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().name)
    except (ValueError, AttributeError):  # called by hand, outside a cluster
        return "here"
