"""ffmpeg, as a Python package carries it: every exit code and every word on stderr is read.

No ffprobe is assumed, and no ffmpeg of the system: the same version gives the same bytes everywhere.
"""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Generator, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from matinale.errors import AudioError, MatinaleError, WorkspaceError

READ_BYTES = 1 << 20
QUIET = ("-hide_banner", "-nostdin", "-nostats")


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


def run_ffmpeg(arguments: Sequence[str], about: Path) -> tuple[bytes, str]:
    """Run ffmpeg to its end; stdout and stderr. `about` is the file that an error names."""
    done = subprocess.run([ffmpeg_binary(), *QUIET, *arguments], capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0:
        raise failure(about, done.returncode, said)
    return done.stdout, said


def stream_from_ffmpeg(arguments: Sequence[str], about: Path) -> Generator[bytes]:
    """Run ffmpeg and yield its stdout piece by piece (pieces of `READ_BYTES`, the last one shorter)."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [ffmpeg_binary(), *QUIET, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
        )
        try:
            assert process.stdout is not None  # noqa: S101 -- asked for just above; tells the type checker so
            while piece := process.stdout.read(READ_BYTES):
                yield piece
            code = process.wait()
        finally:
            _end(process)
        if code != 0:
            raise failure(about, code, _text_of(log))


def stream_to_ffmpeg(arguments: Sequence[str], pieces: Iterable[bytes], about: Path) -> None:
    """Run ffmpeg and feed its stdin. An ffmpeg that stops early is told of in its own words.

    Raises:
        WorkspaceError: The disk is full or the file may not be written.
        AudioError: ffmpeg failed in any other way.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [ffmpeg_binary(), "-hide_banner", "-nostats", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            assert process.stdin is not None  # noqa: S101 -- asked for just above; tells the type checker so
            try:
                for piece in pieces:
                    process.stdin.write(piece)
                process.stdin.close()
            except BrokenPipeError:
                pass  # it stopped reading: its exit code and its stderr, read below, say why
            code = process.wait()
        finally:
            _end(process)
        said = _text_of(log)
        if code != 0 or "No space left on device" in said:
            raise failure(about, code, said)


def failure(about: Path, code: int, said: str) -> MatinaleError:
    """The one line for an ffmpeg that failed; a full disk is the workspace's fault, not the sound's."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EFBIG):
        if any(os.strerror(number) in line for line in lines):
            return WorkspaceError(
                f"{about}: cannot be written ({os.strerror(number)}); free space or mend permissions, then run again"
            )
    told = lines[0] if lines else f"exit code {code}, no message"
    return AudioError(f"{about}: ffmpeg failed ({told[:300]}); check that file, then run again")


def _text_of(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave no process behind, whatever made us stop."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and not pipe.closed:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    if process.poll() is None:
        process.kill()
        process.wait()
