"""Arguments in, words out: the only place that prints or exits.

Exit codes: 0 done; 1 the work failed, and one line on stderr says what, where and what to do; 2 the command was
mistyped. One module a group of commands; all are light to import, so that `--help` starts at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from matinale import __version__
from matinale.cli import archive, batch, doctor, listen, make, reading, show, site, sound, stats, watch
from matinale.errors import MatinaleError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="matinale")
def matinale() -> None:
    """Turn each issue of a newsletter into an episode of a podcast."""


for group in (make, batch, watch, reading, site, listen, show, sound, archive, doctor, stats):
    for command in group.COMMANDS:
        matinale.add_command(command)


def main() -> None:
    """The program `matinale`."""
    sys.exit(run(matinale, sys.argv[1:]))


def make_episode_main() -> None:
    """The program `make-episode`."""
    sys.exit(run(make.make_episode, sys.argv[1:], name="make-episode"))


def run(command: click.Command, arguments: list[str], name: str = "matinale") -> int:
    """Run a command and return its exit code; whatever goes wrong is told in one line."""
    code: object = 0
    try:
        code = command.main(arguments, prog_name=name, standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = _say("interrupted; run the same command again and it goes on from there", 130)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MatinaleError as error:
        code = _say(str(error), 1)
    except BrokenPipeError:
        # The reader went away (`matinale script | head`): nothing to tell, and nothing more to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:  # the last door: a user never sees a traceback
        code = _say(f"this is a bug in matinale: {type(error).__name__}: {error}; details in {_keep(error)}", 1)
    return code if isinstance(code, int) else 0


def _say(line: str, code: int) -> int:
    """One line on stderr, whatever the message holds (control characters could move a terminal's cursor)."""
    shown = "".join(c if c.isprintable() else " " for c in " ".join(line.split()))
    click.echo(f"error: {shown}", err=True)
    return code


def _keep(error: Exception) -> Path:
    """Write the traceback where a report can quote it."""
    with tempfile.NamedTemporaryFile("w", prefix="matinale-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    return Path(log.name)
