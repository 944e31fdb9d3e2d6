"""Spans for OpenTelemetry, where it is installed and its standard environment variables are set.

    OTEL_SERVICE_NAME=matinale OTEL_EXPORTER_OTLP_ENDPOINT=http://… opentelemetry-instrument matinale watch

Matinale only says where an episode and its stages begin and end; where that goes is for those variables to say.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

from matinale import __version__


@contextmanager
def span(name: str) -> Generator[None]:
    """A span `matinale.<name>` until the block ends; an error that leaves it is recorded in it. Decorates, too."""
    tracer = _tracer()
    if tracer is None:
        yield
        return
    with tracer.start_as_current_span(f"matinale.{name}"):
        yield


@cache
def _tracer() -> Any:
    """OpenTelemetry's tracer; None where nobody asked for one, so that no run imports it in vain."""
    if not any(name.startswith("OTEL_") for name in os.environ):
        return None
    try:
        trace: Any = import_module("opentelemetry.trace")
    except ImportError:
        return None
    return trace.get_tracer("matinale", __version__)
