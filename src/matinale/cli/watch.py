"""`watch`: an episode for each new issue, by itself."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from pathlib import Path

import click

from matinale.cli import options
from matinale.durations import seconds_of

GRACE_S = 1.5
"""What is at work when SIGTERM comes may take so long to end by itself. Whatever is cut off is made again whole."""


@click.command("watch")
@options.show_folder
@click.option("--once", is_flag=True, help="Look once, do what is due, and end; exit code 1 if something failed.")
@click.option("--every", metavar="TIME", help="How often to look, such as 30s, 10m or 1h.")
@options.voice
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a step on stdout and nothing else.")
@click.option(
    "--log",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Append the JSON lines to FILE.",
)
def watch_command(
    show_folder: Path | None, once: bool, every: str | None, voice: str | None, as_json: bool, file: Path | None
) -> None:
    """Make an episode for each new issue of the newsletter's feed, mailbox or folder (see [watch] in show.toml)."""
    try:
        every_s = seconds_of(every) if every else 0.0
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--every") from error
    end_on_sigterm()
    from matinale.watching import Lines, watch, zone_of

    show = options.the_show(show_folder, voice)
    journal = Lines(zone_of(show), click.echo, as_json=as_json, file=file, clock=time.time)
    well = watch(show, journal, once=once, every=every_s)
    raise click.exceptions.Exit(0 if well else 1)


def end_on_sigterm() -> None:
    """End with exit code 0 when asked to: at once where Python runs, after `GRACE_S` where an engine does.

    A handler in Python waits until a library's own code returns, which may take long; the byte that the interpreter
    writes into a socket when the signal arrives does not.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_watchdog, args=(reader, writer), daemon=True).start()


def _leave(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would break into the leaving
    raise SystemExit(0)


def _watchdog(reader: socket.socket, _writer: socket.socket) -> None:
    while signal.SIGTERM not in reader.recv(16):
        pass
    time.sleep(GRACE_S)
    os._exit(0)


COMMANDS = (watch_command,)
