"""The options that several commands share, and what they stand for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from matinale.settings import Reading, Show

issue = click.argument("issue", metavar="ISSUE")
show_folder = click.option(
    "--show",
    "show_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The show's folder (default: the one that holds show.toml, here or above).",
)
number = click.option("--number", type=click.IntRange(min=0), help="The issue's number.")
date = click.option(
    "--date",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The issue's date (default: found in the issue or in its file's name).",
)
voice = click.option("--voice", metavar="NAME", help="A voice profile (see `matinale voices`).")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout and nothing else.")
item = click.option("--item", default="", metavar="GUID", help="The item of a feed (default: the newest).")
form = click.option("--format", "form", default="", metavar="NAME", help="The source's format (default: detected).")

cluster = click.option(
    "--cluster", default="", metavar="ADDRESS", help="Speak on a Dask cluster: tcp://HOST:PORT, or local:N here."
)
takes = click.option(
    "--takes", default="", metavar="PLACE", help="Where the workers keep takes: a shared folder, or s3://…"
)


def the_root(folder: Path | None) -> Path:
    """The folder of the show that a command works on."""
    from matinale.workspace import find_show

    return folder if folder is not None else find_show(Path())


def the_show(folder: Path | None, voice_name: str | None = None) -> Show:
    """The show that a command works on."""
    from matinale.show import read_show, with_voice

    show = read_show(the_root(folder))
    return with_voice(show, voice_name) if voice_name else show


def the_reading(folder: Path | None) -> Reading:
    """How issues are read: as the show says, or by default outside any show."""
    from matinale.errors import ShowError
    from matinale.settings import Reading
    from matinale.workspace import find_show

    if folder is None:
        try:
            find_show(Path())
        except ShowError:
            return Reading()
    return the_show(folder).reading


def the_date(moment: dt.datetime | None) -> dt.date | None:
    """Click parses a moment; an issue has a day."""
    return moment.date() if moment is not None else None
