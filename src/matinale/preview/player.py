"""Playing a file through a player of this machine: mpv or ffplay, whichever is there, told where to begin.

Both say where they are many times a second; that is believed, not the clock of this program.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matinale.errors import MatinaleError

_NO_DEVICE = ("audio open failed", "Could not open/initialize audio device", "no sound.")


@dataclass(frozen=True, slots=True)
class Program:
    """A player: its command for a file and a start in seconds, and the pattern of the position it tells, in seconds."""

    name: str
    command: Callable[[str, Path, float], list[str]]
    position: re.Pattern[str]


def _mpv(program: str, path: Path, start_s: float) -> list[str]:
    said = ["--msg-level=all=error,statusline=status", "--term-status-msg=at ${=time-pos}", "--input-terminal=no"]
    return [program, "--no-video", *said, f"--start={start_s:.3f}", "--", str(path)]


def _ffplay(program: str, path: Path, start_s: float) -> list[str]:
    quiet = ["-nodisp", "-autoexit", "-loglevel", "error", "-stats"]
    return [program, *quiet, "-ss", f"{start_s:.3f}", "-i", f"file:{path}"]


PROGRAMS = (
    Program("mpv", _mpv, re.compile(r"at (\d+\.\d+)")),
    Program("ffplay", _ffplay, re.compile(r"^\s*(\d+\.\d+)\s")),
)


class Player:
    """One file through one program; `play` at any place, as often as wished."""

    def __init__(self, path: Path, *, find: Callable[[str], str | None] = shutil.which) -> None:
        """Choose the program; `find` gives the path of a command.

        Raises:
            MatinaleError: Neither is installed.
        """
        found = [(each, place) for each in PROGRAMS if (place := find(each.name))]
        if not found:
            raise MatinaleError(
                "no player was found on this machine; install mpv, or ffmpeg with its ffplay, "
                f"or open {path} in any other player"
            )
        self._program, self._place = found[0]
        self._path = path
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._complaints: list[str] = []
        self.position_s = 0.0

    def play(self, start_s: float) -> None:
        """Play from `start_s` on, in place of what is playing."""
        self.stop()
        self.position_s = start_s
        self._complaints = []
        command = self._program.command(self._place, self._path, start_s)
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
        self._reader = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._reader.start()

    @property
    def playing(self) -> bool:
        """Whether it still plays."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Fall silent."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()
        self._wait(process)

    def finish(self) -> None:
        """What remains once it has stopped by itself.

        Raises:
            MatinaleError: It could not play: there is no sound device, or the program failed.
        """
        process, self._process = self._process, None
        self._wait(process)
        said = " ".join(self._complaints)
        if any(words in said for words in _NO_DEVICE):
            raise MatinaleError(
                "this machine has no sound device that can be opened; listen on another one with: matinale preview, "
                "or matinale serve"
            )
        if process is not None and process.returncode != 0:
            last = self._complaints[-1] if self._complaints else "it said nothing"
            raise MatinaleError(f"{self._path}: {self._program.name} could not play it ({last[:200]})")

    def _wait(self, process: subprocess.Popen[str] | None) -> None:
        if process is not None:
            process.wait()
        if self._reader is not None:
            self._reader.join()
            self._reader = None

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Read what the program says to its end; universal newlines make a line of each of its updates."""
        assert process.stdout is not None  # noqa: S101 -- asked for just above; tells the type checker so
        with process.stdout:
            for line in process.stdout:
                match = self._program.position.search(line)
                if match is not None and process is self._process:
                    self.position_s = float(match[1])
                elif match is None and line.strip() and "nan" not in line:
                    self._complaints = [*self._complaints[-20:], line.strip()]
