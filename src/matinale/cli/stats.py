"""The figures of the archive: `stats`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options

if TYPE_CHECKING:
    from matinale.pipeline.figures import ArchiveFigures


@click.command()
@options.show_folder
@options.as_json
@click.option("--plot", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Draw plots in DIR.")
@click.option(
    "--prometheus",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write metrics for the node exporter's textfile collector (replaced in one step).",
)
def stats(show_folder: Path | None, as_json: bool, plot: Path | None, prometheus: Path | None) -> None:
    """Say how fast and at what cost the episodes were made, over the whole archive."""
    from matinale.pipeline.figures import read_figures

    figures = read_figures(options.the_root(show_folder))
    if prometheus is not None:
        from matinale.pipeline.prometheus import write_metrics

        write_metrics(figures, prometheus)
    drawn: tuple[Path, ...] = ()
    if plot is not None:
        from matinale.pipeline.plots import write_plots

        drawn = write_plots(figures, plot)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(figures), ensure_ascii=False, indent=2, default=str))
        return
    _tell(figures)
    for path in (*drawn, *([prometheus] if prometheus else [])):
        click.echo(f"wrote      {path}")


def _tell(figures: ArchiveFigures) -> None:
    hours = figures.duration_s / 3600
    click.echo(
        f"Episodes   {len(figures.episodes)} ({figures.published} published), {hours:.2f} h of audio, ", nl=False
    )
    click.echo(f"{figures.size / 1e6:.1f} MB" + _missing(figures))
    click.echo(f"Speaking   {figures.rendered_s / 3600:.2f} h rendered at a factor of {figures.real_time_factor:.3f}")
    click.echo(
        f"Takes      {figures.rendered} rendered ({figures.again} of them again), {figures.cached} from the cache "
        f"({figures.cache_hit_rate:.0%}), in {figures.runs} runs"
    )
    stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in figures.seconds.items())
    click.echo(f"Time       {stages}")
    click.echo(f"Cost       {figures.cost:.2f} for paid engines")


def _missing(figures: ArchiveFigures) -> str:
    return f"; {len(figures.unreported)} more without a report" if figures.unreported else ""


COMMANDS = (stats,)
