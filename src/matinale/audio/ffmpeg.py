"""ffmpeg, as a Python package carries it: every exit code and every word on stderr is read.

No ffprobe is assumed, and no ffmpeg of the system: the same version gives the same bytes everywhere.
"""

from __future__ import annotations

import errno
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from matinale.errors import AudioError, MatinaleError, WorkspaceError

READ_BYTES = 1 << 18  # small steps: ffmpeg waits while a piece is looked at (a megabyte at once took 18 % longer)
PIPE_BYTES = 1 << 20  # where the system lets us: at its usual 64 KB both sides wait for each other most of the time
QUIET = ("-hide_banner", "-nostdin", "-nostats")
COMPLAINT = re.compile(r"^(?:\[[^\]]*\] )*\[(?:error|fatal|panic)\] (.*)$", re.MULTILINE)
REMARK = re.compile(r"\[(?:info|warning)\] ")


@cache
def ffmpeg_binary() -> str:
    """Where ffmpeg lies.

    Raises:
        AudioError: No ffmpeg is installed for this platform.
    """
    import imageio_ffmpeg

    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise AudioError(
            "ffmpeg was not found; install it with: pip install --force-reinstall imageio-ffmpeg"
        ) from error


def local(path: Path) -> str:
    """A path as ffmpeg's input or output: never taken for a protocol or an option, whatever it is called."""
    return f"file:{path}"


def run_ffmpeg(arguments: Sequence[str], about: Path) -> bytes:
    """Run ffmpeg to its end, told to speak of errors alone; its stdout. `about` is the file that an error names.

    A word on stderr is a failure too: ffmpeg leaves out what it cannot decode, and ends as if all were well.
    """
    try:
        command = [ffmpeg_binary(), *QUIET, "-v", "level+error", *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise _cannot_start(error) from error
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0 or said.strip():
        raise failure(about, done.returncode, said)
    return done.stdout


def stream_through_ffmpeg(
    arguments: Sequence[str],
    pieces: Iterable[bytes | memoryview],
    take: Callable[[bytes], None],
    about: Path,
    *,
    listen: Callable[[str], bool] = lambda _: False,
) -> str:
    """Run ffmpeg, feed its stdin while `take` is given its stdout piece by piece; what it said on stderr.

    An ffmpeg that stops early, or says that anything is wrong, is told of in its own words; an error of `pieces` or
    `take` stops it.
    `listen` is given each line of stderr once it has ended; those for which it answers True are not kept (a filter
    that tells of every frame says a hundred megabytes in ten hours).

    Raises:
        WorkspaceError: The disk is full or the file may not be written.
        AudioError: ffmpeg failed in any other way.
    """
    with tempfile.TemporaryFile() as log:
        command = [ffmpeg_binary(), "-hide_banner", "-nostats", "-v", "level+info", *arguments]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, pipesize=PIPE_BYTES
            )
        except OSError as error:
            raise _cannot_start(error) from error
        feeder = _Feeder(process, pieces)
        try:
            feeder.start()
            assert process.stdout is not None  # noqa: S101 -- asked for just above; tells the type checker so
            while piece := process.stdout.read(READ_BYTES):
                take(piece)
            code = process.wait()
            feeder.join()
        finally:
            _end(process)
        log.seek(0)
        lines = (line.decode("utf-8", "replace") for line in log)
        said = "".join(line for line in lines if not listen(line))
    if feeder.error is not None:
        raise feeder.error
    if code != 0 or not feeder.done or COMPLAINT.search(said):
        raise failure(about, code, said)
    return said


class _Feeder(threading.Thread):
    """Writes the pieces to a process's stdin; keeps the error that stopped it, and whether all were taken."""

    def __init__(self, process: subprocess.Popen[bytes], pieces: Iterable[bytes | memoryview]) -> None:
        super().__init__(name="to ffmpeg", daemon=True)
        self._stdin = process.stdin
        self._pieces = pieces
        self.error: BaseException | None = None
        self.done = False

    def run(self) -> None:
        assert self._stdin is not None  # noqa: S101 -- the process was started with a pipe
        try:
            with self._stdin:
                for piece in self._pieces:
                    self._stdin.write(piece)
            self.done = True
        except (BrokenPipeError, ValueError):
            pass  # ffmpeg stopped reading, or was stopped: `done` stays False, its exit code and its stderr say why
        except BaseException as error:
            self.error = error


def failure(about: Path, code: int, said: str) -> MatinaleError:
    """The one line for an ffmpeg that failed; a full disk is the workspace's fault, not the sound's."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not REMARK.search(line)]
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EFBIG):
        if any(os.strerror(number) in line for line in lines):
            return WorkspaceError(
                f"{about}: cannot be written ({os.strerror(number)}); free space or mend permissions, then run again"
            )
    if code == 0 and not COMPLAINT.search(said):
        lines = ["it stopped before it had read all"]
    told = [*COMPLAINT.findall(said), *lines, f"exit code {code}, without a word"][0]
    return AudioError(f"{about}: ffmpeg failed ({told.strip()[:300]}); check that file, then run again")


def _cannot_start(error: OSError) -> AudioError:
    return AudioError(
        f"{ffmpeg_binary()}: ffmpeg cannot be started ({error.strerror}); "
        "install it with: pip install --force-reinstall imageio-ffmpeg"
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave no process behind, whatever made us stop."""
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
