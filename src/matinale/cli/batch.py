"""Many issues at once: `batch`."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options

if TYPE_CHECKING:
    from matinale.pipeline import Ahead, Batch, BatchItem
    from matinale.settings import Show

STATES = {"done": "done", "unchanged": "unchanged", "failed": "FAILED"}


@click.command()
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@options.show_folder
@click.option("--feed", default="", metavar="URL", help="Every item of a newsletter's feed, oldest first.")
@click.option(
    "--dir", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Every issue in a folder, by name."
)
@options.voice
@click.option("--force", is_flag=True, help="Render every line anew.")
@click.option("--review", is_flag=True, help="Leave the episodes out of the feed until: matinale release SLUG.")
@options.cluster
@options.takes
@options.as_json
def batch(
    issues: tuple[str, ...],
    show_folder: Path | None,
    feed: str,
    folder: Path | None,
    voice: str | None,
    force: bool,
    review: bool,
    cluster: str,
    takes: str,
    as_json: bool,
) -> None:
    """Make an episode of each ISSUE, go on after a bad one, and bring the feed up to date once, at the end."""
    from matinale.cli.batch_view import BatchView
    from matinale.pipeline import gather_orders, make_batch

    show = options.the_show(show_folder, voice)
    with BatchView(live=sys.stderr.isatty()) as view, on_cluster(cluster, takes, show) as ahead:
        orders, failed = gather_orders(issues, show, feed=feed, folder=folder, notice=view.say)
        view.start(len(orders) + len(failed))
        for item in failed:
            view.item(item)
        made = make_batch(
            [dataclasses.replace(order, force=force) for order in orders],
            show,
            on_item=view.item,
            on_progress=view.step,
            on_notice=view.say,
            ahead=ahead,
            publish=not review,
        )
    made = dataclasses.replace(made, items=(*failed, *made.items))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(made), ensure_ascii=False, indent=2))
    else:
        tell(made)
    raise click.exceptions.Exit(1 if made.count("failed") else 0)


@contextlib.contextmanager
def on_cluster(address: str, takes: str, show: Show) -> Generator[Ahead | None]:
    """The cluster that renders the show's takes; None for "", where this process does."""
    if not address:
        if takes:
            raise click.UsageError("--takes is where the workers of a cluster keep takes: it needs --cluster")
        yield None
        return
    from matinale.pipeline import Ahead
    from matinale.speech.cluster import Cluster

    with Cluster(address, takes) as cluster:
        yield Ahead(cluster, show)


def tell(made: Batch) -> None:
    """The table that ends a batch: a line for each issue, then the sums."""
    for item in made.items:
        click.echo(f"{STATES[item.state]:<10} {item.slug or item.source:<50} {_of(item)}")
    minutes = sum(item.duration_s for item in made.items) / 60
    click.echo(
        f"{made.count('done')} done, {made.count('unchanged')} unchanged, {made.count('failed')} failed; "
        f"{minutes:.0f} min of audio in {made.seconds:.0f} s; {made.feed or 'the feed is as it was'}"
    )


def _of(item: BatchItem) -> str:
    if item.state == "failed":
        return item.reason
    minutes, seconds = divmod(round(item.duration_s), 60)
    return f"{minutes}:{seconds:02d}, {item.rendered} takes rendered, {item.cached} from the cache"


COMMANDS = (batch,)
