"""What a listener's player hears: the MP3 decoded by ffmpeg, its length and its loudness (EBU R 128)."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from matinale.errors import FeedError

Depth = Literal["frames", "decoded", "measured"]
"""How closely an MP3 is looked at: its frames are walked, it is decoded too, its loudness and peak are measured too."""

TIMEOUT_S = 3600  # ten hours of sound on a slow machine


@dataclass(frozen=True, slots=True)
class Heard:
    """A decoded file. `problem` is ffmpeg's first complaint, "" where there is none; None is what was not measured."""

    duration_ms: int
    integrated_lufs: float | None
    true_peak_dbtp: float | None
    problem: str


def hear(path: Path, *, measure: bool) -> Heard:
    """Decode the whole of `path` once, and measure it where that is wished (four times the work).

    Raises:
        FeedError: ffmpeg cannot be run, or takes longer than an hour.
    """
    from imageio_ffmpeg import get_ffmpeg_exe

    # fmt: off
    command = [
        get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-v", "level+info", "-xerror", "-i", str(path), "-map", "0:a:0",
        "-af", "ebur128=peak=true:framelog=quiet" if measure else "anull", "-f", "null", "-",
    ]
    # fmt: on
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise FeedError(f"{path}: could not be decoded to be checked ({problem}); is ffmpeg whole?") from problem
    said = done.stderr.decode("utf-8", "replace")
    complaints = re.findall(r"^(?:\[[^\]]*\] )*\[(?:error|fatal|panic)\] (.*)$", said, re.MULTILINE)
    problem = complaints[0].strip() if complaints else ("" if done.returncode == 0 else f"exit {done.returncode}")
    if not measure:
        return Heard(_length(said), None, None, problem)
    summary = said[said.rfind("Summary:") :]  # ebur128 says it again at each change of the stream: the last one counts
    return Heard(_length(said), _number(r"I:\s+(\S+) LUFS", summary), _number(r"Peak:\s+(\S+) dBFS", summary), problem)


def _length(said: str) -> int:
    times = re.findall(r"time=(\d+):(\d\d):(\d\d\.\d+)", said)
    if not times:
        return 0
    hours, minutes, seconds = times[-1]
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found.group(1)) if found else float("-inf")
