"""What a show keeps: `cache`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from matinale.cli import options

UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3, "T": 1000**4}


@click.group()
def cache() -> None:
    """Look at, or shrink, the store of takes (in the show's .cache/takes)."""


@cache.command()
@options.show_folder
def info(show_folder: Path | None) -> None:
    """Say how many takes there are and what room they take."""
    from matinale.pipeline import take_store

    found = take_store(options.the_root(show_folder)).info()
    click.echo(f"{found.folder}: {found.takes} takes, {found.size / 1e6:.1f} MB")


@cache.command()
@options.show_folder
@click.option("--keep", default="2G", show_default=True, metavar="SIZE", help="What may stay: bytes, or 500M, 2G, …")
def prune(show_folder: Path | None, keep: str) -> None:
    """Remove the takes that were used least recently until at most SIZE is left."""
    from matinale.pipeline import take_store

    removed = take_store(options.the_root(show_folder)).prune(size_in_bytes(keep))
    click.echo(f"{removed} takes removed")


def size_in_bytes(text: str) -> int:
    """A size as people write it.

    >>> size_in_bytes("1.5G"), size_in_bytes("300")
    (1500000000, 300)
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", text.strip().upper())
    if match is None:
        raise click.BadParameter(f"{text!r} is not a size; write 500M or 2G", param_hint="--keep")
    return int(float(match[1]) * UNITS[match[2]])


COMMANDS = (cache,)
