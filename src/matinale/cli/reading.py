"""What will be read and said: `inspect`, `script`, `spoken`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from matinale.cli import options


@click.command()
@options.issue
@options.show_folder
@options.number
@options.date
@options.form
@options.item
@click.option("--why", is_flag=True, help="For each block of the source, what it was taken for and why.")
@options.as_json
def inspect(
    issue: str,
    show_folder: Path | None,
    number: int | None,
    date: dt.datetime | None,
    form: str,
    item: str,
    why: bool,
    as_json: bool,
) -> None:
    """Show the outline found in ISSUE: its articles, sections, related items, and what is left out."""
    from matinale.pipeline import Order, explain

    order = Order(issue, number=number, date=options.the_date(date), format=form, item=item)
    explanation = explain(order, options.the_reading(show_folder))
    if as_json:
        click.echo(json.dumps(explanation.outline, ensure_ascii=False, indent=2))
    else:
        click.echo(explanation.why if why else explanation.tree, nl=False)


@click.command()
@click.argument("issue", metavar="ISSUE|SLUG")
@options.show_folder
@options.number
@options.date
@options.voice
@options.form
@options.item
@click.option("--spoken", is_flag=True, help="Print what the engine is given, one utterance a line.")
@click.option("--doubts", is_flag=True, help="Print what could be said in more than one way, with its line.")
def script(
    issue: str,
    show_folder: Path | None,
    number: int | None,
    date: dt.datetime | None,
    voice: str | None,
    form: str,
    item: str,
    spoken: bool,
    doubts: bool,
) -> None:
    """Write the script of ISSUE into its folder, or show that of a SLUG."""
    from matinale.pipeline import Order, write_or_show_script
    from matinale.script import format_script

    order = Order(issue, number=number, date=options.the_date(date), format=form, item=item)
    path, found = write_or_show_script(order, options.the_show(show_folder, voice), _tell)
    lines = [line for segment in found.segments for line in segment.lines]
    if spoken:
        click.echo("".join(line.spoken.text + "\n" for line in lines), nl=False)
    elif doubts:
        click.echo("".join(f"{line.id}: {doubt}\n" for line in lines for doubt in line.spoken.doubts), nl=False)
    else:
        click.echo(format_script(found), nl=False)
    click.echo(str(path), err=True)


@click.command()
@click.option("--lang", "language", required=True, metavar="LANG", help="The language of the lines, such as fr or en.")
@options.show_folder
def spoken(language: str, show_folder: Path | None) -> None:
    """Read lines on standard input and print their spoken forms, one for one."""
    from matinale.errors import ShowError
    from matinale.pipeline import speller_for

    try:
        root = options.the_root(show_folder)
    except ShowError:
        root = None  # words have a spoken form outside any show
    speller = speller_for(root)
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        sys.stdout.write(speller.spell(text, language).text + "\n")


def _tell(line: str) -> None:
    click.echo(line, err=True)


COMMANDS = (inspect, script, spoken)
