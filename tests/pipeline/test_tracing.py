"""Spans are told to OpenTelemetry where its variables are set, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace

import pytest

from matinale.pipeline import tracing
from matinale.pipeline.report import Stopwatch


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Generator[list[str]]:
    """Stands in for the package, whose names and calls these are; what is begun and ended."""
    told: list[str] = []

    @contextmanager
    def started(name: str) -> Generator[None]:
        told.append(name)
        try:
            yield
        finally:
            told.append(f"/{name}")

    trace = SimpleNamespace(get_tracer=lambda name, version: SimpleNamespace(start_as_current_span=started))
    monkeypatch.setitem(sys.modules, "opentelemetry", ModuleType("opentelemetry"))
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", trace)  # type: ignore[arg-type]
    for variable in [name for name in os.environ if name.startswith("OTEL_")]:
        monkeypatch.delenv(variable)
    tracing._tracer.cache_clear()
    yield told
    tracing._tracer.cache_clear()


def test_a_stage_is_a_span_within_its_episode(spans: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "matinale")
    watch = Stopwatch()
    with tracing.span("make_episode"), watch.stage("read"):
        pass
    with pytest.raises(ZeroDivisionError), watch.stage("mix"):
        raise ZeroDivisionError
    assert spans == [
        "matinale.make_episode", "matinale.read", "/matinale.read", "/matinale.make_episode",
        "matinale.mix", "/matinale.mix",
    ]  # fmt: skip


def test_without_its_variables_nothing_is_told(spans: list[str]) -> None:
    with Stopwatch().stage("read"):
        pass
    assert spans == []


def test_without_the_package_the_variables_are_of_no_effect(monkeypatch: pytest.MonkeyPatch, spans: list[str]) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "matinale")
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    watch = Stopwatch()
    with watch.stage("read"):
        pass
    assert watch.figures().keys() >= {"read", "total"}
