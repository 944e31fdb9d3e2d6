"""What is heard on this machine: `jingles`."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options

if TYPE_CHECKING:
    from matinale.audio.jingles import Jingle

# Programs that play a WAV file and end with it, in the order they are looked for.
PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("afplay",),
    ("paplay",),
    ("aplay", "-q"),
)


@click.group(invoke_without_command=True)
@options.show_folder
@click.pass_context
def jingles(context: click.Context, show_folder: Path | None) -> None:
    """List the sets of jingles and their pieces."""
    if context.invoked_subcommand is not None:
        return
    from matinale.pipeline import jingle_sets_of

    show = options.the_show(show_folder)
    for name, found in jingle_sets_of(show):
        click.echo(f"{name}{' (chosen)' if name == show.sound.jingles else ''}")
        for piece, jingle in found.jingles.items():
            click.echo(f"  {piece:<8} {len(jingle.samples) / RATE:5.1f} s  {jingle.loudness_lufs:6.1f} LUFS")


@jingles.command()
@click.argument("name", metavar="SET")
@click.argument("piece", metavar="[PIECE]", required=False)
@options.show_folder
def play(name: str, piece: str | None, show_folder: Path | None) -> None:
    """Play the pieces of a SET, or one PIECE of it (intro, stinger, section, outro, bed)."""
    from matinale.errors import AudioError
    from matinale.pipeline import jingle_sets_of
    from matinale.show import unknown

    sets = dict(jingle_sets_of(options.the_show(show_folder)))
    if name not in sets:
        raise AudioError(f"jingles: {unknown(name, sets, 'set')}")
    pieces = sets[name].jingles
    if piece is not None and piece not in pieces:
        raise AudioError(f"jingles: {name}: {unknown(piece, pieces, 'piece')}")
    for each in [piece] if piece is not None else pieces:
        click.echo(f"{name} {each}")
        _play(pieces[each])


def _play(jingle: Jingle) -> None:
    """Play a piece to its end with the first player there is.

    Raises:
        AudioError: There is no player, or it cannot play (no sound device).
    """
    import soundfile

    from matinale.errors import AudioError

    player = next((command for command in PLAYERS if shutil.which(command[0])), None)
    if player is None:
        names = ", ".join(command[0] for command in PLAYERS)
        raise AudioError(f"no player was found; install one of: {names}")
    content = io.BytesIO()
    soundfile.write(content, jingle.samples, RATE, format="WAV", subtype="PCM_16")
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(content.getvalue())
        file.flush()
        done = subprocess.run([*player, file.name], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[:200]
        raise AudioError(f"{player[0]} cannot play ({said or 'no reason given'}); is there a sound device?")


RATE = 44_100  # Hz, of every decoded jingle

COMMANDS = (jingles,)
