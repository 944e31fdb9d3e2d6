"""The show itself: `init`, `voices`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from matinale.cli import options


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new show in DIR: show.toml, voices/, episodes/, feed/ and a sample issue."""
    from matinale.workspace import init_workspace

    for path in init_workspace(folder):
        click.echo(f"wrote {path}")
    click.echo(f"now edit {folder / 'show.toml'}, then: cd {folder} && make-episode {_sample(folder)}")


def _sample(folder: Path) -> str:
    pages = sorted((folder / "examples").glob("*.txt"))
    return str(pages[0].relative_to(folder)) if pages else "ISSUE"


@click.group(invoke_without_command=True)
@options.show_folder
@options.as_json
@click.pass_context
def voices(context: click.Context, show_folder: Path | None, as_json: bool) -> None:
    """List the voice profiles: language, engine, and how to install what is missing."""
    if context.invoked_subcommand is not None:
        return
    from matinale.show import read_voices
    from matinale.speech.catalogue import describe_voices

    found = describe_voices(read_voices(options.the_root(show_folder)))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(voice) for voice in found], ensure_ascii=False, indent=2))
        return
    for voice in found:
        languages = ", ".join(voice.languages) or "any"
        state = voice.remedy or "installed"
        click.echo(f"{voice.name:<12} {languages:<8} {voice.engine:<8} {voice.licence:<18} {state}")


@voices.command()
@click.argument("text")
@options.show_folder
@options.voice
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("sample.wav"), show_default=True)
def say(show_folder: Path | None, text: str, voice: str | None, out: Path) -> None:
    """Write TEXT, said by a voice, to a WAV file."""
    from matinale.pipeline import say_sample

    seconds = say_sample(options.the_show(show_folder, voice), text, out)
    click.echo(f"{out}: {seconds:.1f} s")


@click.group()
def lexicon() -> None:
    """The pronunciations of names and words (voices/lexicon/*.toml)."""


@lexicon.command("check")
@options.show_folder
@options.voice
@click.option("--lang", "language", default="fr", show_default=True, metavar="LANG", help="Which lexicon.")
@click.option("--only", multiple=True, metavar="WORD", help="An entry or a category to check; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="List the entries that came back right, too.")
@click.option("--again", is_flag=True, help="Hear every entry anew, also those in voices/lexicon/heard.tsv.")
def check_lexicon(
    show_folder: Path | None, voice: str | None, language: str, only: tuple[str, ...], everything: bool, again: bool
) -> None:
    """Say every entry, transcribe it, and list those that come back wrong.

    What was heard is kept in voices/lexicon/heard.tsv; only new or changed entries are said the next time.
    """
    from matinale.pipeline import check_lexicon_by_ear

    checked = wrong = anew = 0
    for result in check_lexicon_by_ear(options.the_show(show_folder, voice), language, only, again=again):
        checked, wrong, anew = checked + 1, wrong + (not result.recognised), anew + result.anew
        if everything or not result.recognised:
            click.echo(f"{'ok' if result.recognised else 'WRONG':<6} {result.entry.written}: heard {result.heard!r}")
    click.echo(f"{checked} entries, {anew} said anew, {wrong} came back wrong")
    raise click.exceptions.Exit(1 if wrong else 0)


COMMANDS = (init, voices, lexicon)
