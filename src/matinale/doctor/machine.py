"""What the machine brings: Python, processors, memory, ffmpeg, fonts, room on disk, permissions, time zones."""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from matinale.doctor.checks import Check, looked_at
from matinale.errors import AudioError, ShowError, WorkspaceError
from matinale.settings import Show

ENCODERS = ("libmp3lame",)
ENCODERS_OF_ALTERNATES = ("libopus", "aac")
FILTERS = ("ebur128",)
NEEDED_BYTES, COMFORTABLE_BYTES = 500_000_000, 5_000_000_000
NEEDED_MEMORY, GIGABYTE = 1_000_000_000, 1e9
EARLIEST = dt.date(2026, 1, 1)  # a clock before this was never set


def check_machine() -> Iterator[Check]:
    """What every show needs."""
    yield Check("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _memory()
    yield looked_at("ffmpeg", _ffmpeg)
    yield looked_at("fonts", _fonts)


def check_places(root: Path) -> Iterator[Check]:
    """The folders that are written: may they be, and is there room?"""
    from matinale.speech.models import cache_folder

    places = {
        "episodes": root / "episodes",
        "feed": root / "feed",
        "takes": root / ".cache" / "takes",
        "models": cache_folder() / "models",
    }
    for name, folder in places.items():
        yield looked_at(f"folder {name}", lambda folder=folder: _writable(folder))
    yield _room("disk of the show", root)
    yield _room("disk of the models", places["models"])


def check_time(show: Show) -> Iterator[Check]:
    """The clock, and the time zone that episodes are dated in."""
    yield looked_at("time zone", lambda: _zone(show))
    today = dt.datetime.now(tz=dt.UTC).date()
    if today < EARLIEST:
        yield Check("clock", "error", f"the clock says {today}", "set the clock (or switch on its synchronisation)")
    else:
        yield Check("clock", "ok", f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d %H:%M} UTC")


def _memory() -> Check:
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    found = f"{cores} cores"
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return Check("processor", "ok", found)
    found += f", {memory / GIGABYTE:.1f} GB of memory"
    if memory < NEEDED_MEMORY:
        return Check("processor", "warning", found, "the default voice needs about 600 MB: leave other programs out")
    return Check("processor", "ok", found)


def _ffmpeg() -> str:
    """The version of ffmpeg; it must run here and have the encoder and the measure that every episode needs."""
    from matinale.audio.ffmpeg import ffmpeg_binary

    version = _said("-version").partition("\n")[0]
    encoders, filters = _words(_said("-encoders")), _words(_said("-filters"))
    missing = [name for name in ENCODERS if name not in encoders] + [name for name in FILTERS if name not in filters]
    if missing:
        raise AudioError(
            f"{ffmpeg_binary()}: lacks {', '.join(missing)}; unset IMAGEIO_FFMPEG_EXE, or name a whole ffmpeg there"
        )
    lacking = [name for name in ENCODERS_OF_ALTERNATES if name not in encoders]
    return version + (f" (without {', '.join(lacking)}: no such alternates)" if lacking else "")


def _said(option: str) -> str:
    from matinale.audio.ffmpeg import ffmpeg_binary

    try:
        done = subprocess.run(
            [ffmpeg_binary(), "-hide_banner", option], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise AudioError(
            f"{ffmpeg_binary()}: does not run ({error}); install it with: pip install --force-reinstall imageio-ffmpeg"
        ) from error
    return done.stdout


def _words(listing: str) -> set[str]:
    """The second column of ffmpeg's lists: names of encoders or filters."""
    return {parts[1] for line in listing.splitlines() if len(parts := line.split()) > 1}


def _fonts() -> str:
    from matinale.audio.lettering import TEXT_FONT, TITLE_FONT, load_font

    for name in (TITLE_FONT, TEXT_FONT):
        try:
            width = load_font(name, 24).getlength("Œuvre")
        except OSError as error:
            raise WorkspaceError(f"{name}: cannot be read ({error}); install matinale again") from error
        if width <= 0:
            raise WorkspaceError(f"{name}: draws nothing; install matinale again")
    return f"{TITLE_FONT}, {TEXT_FONT}"


def _writable(folder: Path) -> str:
    """The nearest folder that is there lets us write into it. Asked of the system: nothing is written."""
    there = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    if not there.is_dir():
        raise WorkspaceError(f"{there}: is a file where a folder is needed; move it away")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        raise WorkspaceError(f"{there}: cannot be written; mend it with: chmod u+rwx {there}")
    return str(folder) if there == folder else f"{folder} (will be made)"


def _room(name: str, folder: Path) -> Check:
    there = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    free = shutil.disk_usage(there).free
    found = f"{free / GIGABYTE:.1f} GB free at {there}"
    remedy = "an hour of audio needs about 1 GB while it is made: free some, or: matinale cache prune --keep 500M"
    if free < NEEDED_BYTES:
        return Check(name, "error", found, remedy)
    return Check(name, "warning", found, remedy) if free < COMFORTABLE_BYTES else Check(name, "ok", found)


def _zone(show: Show) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        now = dt.datetime.now(tz=ZoneInfo(show.feed.timezone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ShowError(
            f"feed.timezone = {show.feed.timezone!r}: not known here; pip install --upgrade tzdata"
        ) from error
    return f"{show.feed.timezone}, where it is {now:%H:%M}; episodes are dated {show.feed.hour}"
