"""`make-episode`: one issue in, one episode in the feed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options
from matinale.cli.site import start_preview

if TYPE_CHECKING:
    from matinale.pipeline import Outcome

DRAFT_VOICE = "brouillon"


@click.command("make-episode")
@options.issue
@options.show_folder
@options.number
@options.date
@options.voice
@options.form
@options.item
@click.option("--force", is_flag=True, help="Render every line anew (an edited script is kept).")
@click.option(
    "--draft", is_flag=True, help="With the draft voice, in seconds, unpublished: to check the script by ear."
)
@click.option("--review", is_flag=True, help="Leave it out of the feed until: matinale release SLUG.")
@click.option("--verify", is_flag=True, help="Transcribe every line and render doubtful ones again.")
@options.cluster
@options.takes
@options.as_json
@click.option("--preview", is_flag=True, help="Open the local preview page when it is done.")
def make_episode(
    issue: str,
    show_folder: Path | None,
    number: int | None,
    date: dt.datetime | None,
    voice: str | None,
    form: str,
    item: str,
    force: bool,
    draft: bool,
    review: bool,
    verify: bool,
    cluster: str,
    takes: str,
    as_json: bool,
    preview: bool,
) -> None:
    """Turn ISSUE (a file, an address, or - for standard input) into an episode of the show's podcast."""
    from matinale.cli.batch import on_cluster
    from matinale.cli.progress import Narrator
    from matinale.pipeline import Order
    from matinale.pipeline import make_episode as produce

    if draft and (voice or preview or review):
        raise click.UsageError(
            "--draft has a voice of its own and is not published: leave out --voice, --review and --preview"
        )
    show = options.the_show(show_folder, DRAFT_VOICE if draft else voice)
    day = options.the_date(date)
    order = Order(
        issue, number, day, format=form, item=item, force=force, draft=draft, verify=verify, publish=not review
    )
    with Narrator(live=sys.stderr.isatty()) as narrator, on_cluster(cluster, takes, show) as ahead:
        outcome = produce(order, show, on_progress=narrator.step, on_notice=narrator.say, ahead=ahead)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False, indent=2))
    else:
        summarise(outcome, draft=draft)
    if preview:
        start_preview(show.root, outcome.slug, voice=voice or "")


def summarise(outcome: Outcome, *, draft: bool = False) -> None:
    """The short table that ends a run."""
    waiting = "a draft" if draft else f"publish with: matinale release {outcome.slug}"
    minutes, seconds = divmod(round(outcome.duration_s), 60)
    rows = (
        ("Episode", outcome.mp3),
        ("Feed", outcome.feed or f"not published: {waiting}"),
        ("Script", outcome.script),
        ("Duration", f"{minutes} min {seconds:02d} s, {outcome.words} words"),
        ("Chapters", "; ".join(chapter.title for chapter in outcome.chapters)),
        ("Loudness", f"{outcome.integrated_lufs:.1f} LUFS, peak {outcome.true_peak_dbtp:.1f} dBTP"),
        ("Takes", f"{outcome.takes['rendered']} rendered, {outcome.takes['cached']} from the cache"),
        ("Time", f"{outcome.seconds['total']:.1f} s"),
    )
    if not sys.stdout.isatty():
        click.echo("\n".join(f"{name:<9} {value}" for name, value in rows))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows:
        table.add_row(f"[bold]{name}", escape(value))
    Console(highlight=False).print(table)


COMMANDS = (make_episode,)
