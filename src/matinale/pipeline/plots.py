"""Plots of the archive's figures: `matinale stats --plot DIR`."""

from __future__ import annotations

from pathlib import Path

from matinale.audio.charts import draw_bars
from matinale.files import write_bytes
from matinale.pipeline.figures import ArchiveFigures
from matinale.pipeline.report import STAGES


def write_plots(figures: ArchiveFigures, folder: Path) -> tuple[Path, ...]:
    """Draw `duration.png`, `speed.png`, `stages.png` and `takes.png` in a folder; their paths.

    Raises:
        WorkspaceError: They cannot be written.
    """
    episodes = figures.episodes
    names = [f"{each.date:%Y-%m-%d}" for each in episodes]
    charts = {
        "duration.png": ("Minutes of audio by episode", {"minutes": [each.duration_s / 60 for each in episodes]}),
        "speed.png": (
            "Real-time factor of speaking (work ÷ audio rendered; below 1 is faster than speech)",
            {"factor": [each.real_time_factor for each in episodes]},
        ),
        "stages.png": (
            "Seconds by stage, over all runs that rendered anything",
            {stage: [each.seconds.get(stage, 0.0) for each in episodes] for stage in STAGES},
        ),
        "takes.png": (
            "Takes needed by these runs",
            {
                "rendered": [float(each.rendered - each.again) for each in episodes],
                "rendered again": [float(each.again) for each in episodes],
                "from the cache": [float(each.cached) for each in episodes],
            },
        ),
    }
    for name, (title, series) in charts.items():
        write_bytes(folder / name, draw_bars(title, names, series))
    return tuple(folder / name for name in charts)
