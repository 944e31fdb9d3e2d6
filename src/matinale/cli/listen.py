"""`listen`: an episode played in the terminal, with its chapters and the line being said."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinale.cli import options
from matinale.preview.listening import chapter_at, chapter_start, clock, line_at, parse_time

if TYPE_CHECKING:
    from rich.console import RenderableType

    from matinale.model import Episode
    from matinale.preview.player import Player

STEP_S = 0.1  # between two looks at the player and the keyboard
SKIP_MS = 10_000
KEYS = "space pause · ← → 10 s · n p chapter · q quit"
ARROWS = {"\x1b[C": "right", "\x1b[D": "left"}


@click.command()
@click.argument("slug", metavar="[EPISODE]", required=False)
@options.show_folder
@click.option("--chapter", type=click.IntRange(min=1), help="Begin at this chapter; the first is 1.")
@click.option("--from", "start", metavar="TIME", help="Begin at a time, such as 83, 1:23 or 1:00:05.")
def listen(slug: str | None, show_folder: Path | None, chapter: int | None, start: str | None) -> None:
    """Play an episode (by default the newest) here, through mpv or ffplay, with the line being said."""
    from matinale.errors import WorkspaceError
    from matinale.pipeline import find_episode
    from matinale.preview.player import Player
    from matinale.workshop import Workshop

    if chapter is not None and start is not None:
        raise click.UsageError("--chapter and --from both say where to begin: give one")
    folder = find_episode(options.the_root(show_folder), slug)
    ready = Workshop(folder).ready()
    if ready is None:
        raise WorkspaceError(f"{folder}: the episode cannot be read; run make-episode again")
    episode = ready.episode
    begin = chapter_start(episode, chapter) if chapter is not None else parse_time(start) if start else 0
    if begin >= episode.duration:
        raise click.UsageError(f"the episode ends at {clock(episode.duration)}: begin earlier")
    player = Player(folder / "episode.mp3")
    try:
        _Session(episode, player, begin).run()
    finally:
        player.stop()


class _Session:
    """Playing from key to key: `at_ms` is where it is, `paused` whether it waits."""

    def __init__(self, episode: Episode, player: Player, begin_ms: int) -> None:
        self._episode, self._player = episode, player
        self.at_ms, self.paused, self.over = begin_ms, False, False

    def run(self) -> None:
        """Play to the end, or until the listener leaves."""
        self._player.play(self.at_ms / 1000)
        with _screen() as show, _keyboard() as pressed:
            while not self.over:
                if not self.paused:
                    self.at_ms = round(self._player.position_s * 1000)
                show(self)
                key = pressed(STEP_S)
                if key:
                    self._obey(key)
                elif not self.paused and not self._player.playing:
                    self._player.finish()
                    self.over = True
        if self._player.playing or self.paused:
            click.echo(f"go on with: matinale listen {self._episode.slug} --from {clock(self.at_ms)}", err=True)

    def _obey(self, key: str) -> None:
        marks = self._episode.chapters
        here = chapter_at(marks, self.at_ms)
        if key == "q":
            self.over = True
        elif key == " ":
            self.paused = not self.paused
            if self.paused:
                self._player.stop()
            else:
                self._player.play(self.at_ms / 1000)
        elif key in {"left", "right"}:
            self._go(self.at_ms + (SKIP_MS if key == "right" else -SKIP_MS))
        elif key == "n" and here + 1 < len(marks):
            self._go(marks[here + 1].start)
        elif key == "p" and marks:
            near = self.at_ms - marks[here].start < 3000  # soon after a chapter's start: to the one before it
            self._go(marks[max(0, here - 1) if near else here].start)

    def _go(self, to_ms: int) -> None:
        self.at_ms = min(max(0, to_ms), self._episode.duration - 500)
        if not self.paused:
            self._player.play(self.at_ms / 1000)

    def view(self) -> RenderableType:
        """The chapter, the line being said with its neighbours, and the time."""
        from rich.console import Group
        from rich.text import Text

        episode, here = self._episode, line_at(self._episode.captions, self.at_ms)
        marks = episode.chapters
        chapter = marks[chapter_at(marks, self.at_ms)].title if marks else episode.title
        rows = [Text(chapter, style="bold"), Text()]
        near = range(max(0, here - 1), min(len(episode.captions), max(0, here) + 3))
        rows += [Text(episode.captions[place].text, style="reverse" if place == here else "dim") for place in near]
        state = "paused" if self.paused else "playing"
        rows += [Text(), Text(f"{clock(self.at_ms)} / {clock(episode.duration)}  {state}   {KEYS}", style="dim")]
        return Group(*rows)

    def said(self) -> tuple[int, str]:
        """The line being said, for output that is no terminal: its place, and its text with the time."""
        place = line_at(self._episode.captions, self.at_ms)
        caption = self._episode.captions[place] if place >= 0 else None
        return place, f"{clock(caption.start)}  {caption.text}" if caption else ""


@contextlib.contextmanager
def _screen() -> Generator[_Show]:
    """Where the session is shown: a live view on a terminal, else each line once as it is said."""
    if not sys.stdout.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.live import Live

    with Live(console=Console(highlight=False), refresh_per_second=10, transient=True) as live:
        yield lambda session: live.update(session.view())


class _Lines:
    def __init__(self) -> None:
        self._last = -1

    def __call__(self, session: _Session) -> None:
        place, text = session.said()
        if text and place != self._last:
            click.echo(text)
            self._last = place


@contextlib.contextmanager
def _keyboard() -> Generator[_Pressed]:
    """The key pressed within some seconds, "" for none: letter by letter on a terminal, nothing elsewhere."""
    if not sys.stdin.isatty():
        yield _no_key
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield lambda seconds: _read_key(terminal, seconds)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _read_key(terminal: int, seconds: float) -> str:
    ready, _, _ = select.select([terminal], [], [], seconds)
    typed = os.read(terminal, 8).decode("utf-8", "ignore") if ready else ""
    return ARROWS.get(typed, typed[:1])


if TYPE_CHECKING:
    from collections.abc import Callable

    _Show = Callable[[_Session], None]
    _Pressed = Callable[[float], str]

COMMANDS = (listen,)
