"""What is missing, and how to mend it: `doctor`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options

if TYPE_CHECKING:
    from matinale.doctor import Check

MARKS = {"ok": "ok", "optional": "-", "warning": "warning", "error": "ERROR"}


@click.command()
@options.show_folder
@options.as_json
def doctor(show_folder: Path | None, as_json: bool) -> None:
    """Check everything an episode needs: voices, models, ffmpeg, disk, time zone, permissions, targets, feed."""
    from matinale.doctor import examine, is_healthy

    checks: list[Check] = []
    for check in examine(options.the_root(show_folder)):
        checks.append(check)
        if not as_json:
            _tell(check)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        counted = {state: sum(check.state == state for check in checks) for state in MARKS}
        click.echo(f"{counted['error']} errors, {counted['warning']} warnings, {counted['optional']} not needed here")
    raise click.exceptions.Exit(0 if is_healthy(checks) else 1)


def _tell(check: Check) -> None:
    click.echo(f"{MARKS[check.state]:<8} {check.name:<18} {check.found}")
    if check.remedy:
        click.echo(f"{'':<27} → {check.remedy}")


COMMANDS = (doctor,)
