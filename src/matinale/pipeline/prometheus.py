"""The archive's figures in Prometheus' text format, for the textfile collector of its node exporter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from matinale.files import cannot_write, write_text
from matinale.pipeline.figures import ArchiveFigures
from matinale.pipeline.report import STAGES


def write_metrics(figures: ArchiveFigures, path: Path) -> None:
    """Replace `path` in one step. The collector reads any `*.prom`: what is being written is called otherwise.

    Raises:
        WorkspaceError: It cannot be written.
    """
    beside = path.with_name(f"{path.name}.new")
    write_text(beside, format_metrics(figures))
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def format_metrics(figures: ArchiveFigures) -> str:
    """Text exposition format 0.0.4: base units, sums over all runs as counters, the rest as gauges."""
    return "".join(line + "\n" for line in _lines(figures))


def _lines(figures: ArchiveFigures) -> Iterator[str]:
    waiting = len(figures.episodes) - figures.published
    yield from _metric(
        "episodes", "gauge", "Finished episodes.", {'state="published"': figures.published, 'state="waiting"': waiting}
    )
    yield from _metric("audio_seconds", "gauge", "Length of all finished episodes.", {"": figures.duration_s})
    yield from _metric("audio_bytes", "gauge", "Bytes of their MP3s.", {"": figures.size})
    yield from _metric("runs_total", "counter", "Runs that rendered anything.", {"": figures.runs})
    takes = {'from="engine"': figures.rendered, 'from="cache"': figures.cached}
    yield from _metric("takes_total", "counter", "Takes that these runs needed, by where they came from.", takes)
    yield from _metric("takes_again_total", "counter", "Takes rendered in place of others.", {"": figures.again})
    yield from _metric("rendered_seconds_total", "counter", "Audio rendered by engines.", {"": figures.rendered_s})
    stages = {f'stage="{name}"': figures.seconds.get(name, 0.0) for name in STAGES}
    yield from _metric("stage_seconds_total", "counter", "Wall clock by stage.", stages)
    yield from _metric("cost_total", "counter", "Cost of paid engines, in their currency.", {"": figures.cost})
    yield from _metric("real_time_factor", "gauge", "Work of speaking / audio.", {"": figures.real_time_factor})
    yield from _metric("cache_hit_ratio", "gauge", "Takes from the cache / takes.", {"": figures.cache_hit_rate})
    if figures.episodes:
        newest = max(each.date for each in figures.episodes).timestamp()
        yield from _metric("newest_episode_timestamp_seconds", "gauge", "The newest episode's date.", {"": newest})


def _metric(name: str, kind: str, said: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP matinale_{name} {said}"
    yield f"# TYPE matinale_{name} {kind}"
    for labels, value in values.items():
        yield f"matinale_{name}{{{labels}}} {value!r}" if labels else f"matinale_{name} {value!r}"
