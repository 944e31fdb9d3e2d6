"""What an hour of audio costs: processor time, memory and bytes, on one core and on more.

    python benchmarks/capacity.py [ISSUE] [--cores 1,2] [--voice siwis]

Makes the issue's episode in a show of its own, from nothing, in a process that may use so many cores, and divides by
the seconds of audio. Processor seconds are printed beside the wall clock: on a machine with other work the wall clock
is longer, and the processor seconds are what the work costs. Then the bytes of everything that is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("issue", nargs="?", default=str(next((ROOT / "examples").glob("*.txt"))))
    parser.add_argument("--cores", default="1,2")
    parser.add_argument("--voice", default="siwis")
    parser.add_argument("--run", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(made(Path(options.run), Path(options.issue).resolve(), options.voice)))
        return
    print(f"{Path(options.issue).name}, voice {options.voice}; load average {os.getloadavg()[0]:.1f}")
    print(
        f"{'cores':>6}{'audio':>9}{'wall':>9}{'cpu':>9}{'wall/h':>10}{'cpu/h':>10}{'speak':>8}{'sound':>8}{'memory':>9}"
    )
    found: dict[str, float] = {}
    for cores in map(int, options.cores.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            found = measured(cores, Path(folder), options)
        audio = found["audio"]
        print(
            f"{cores:>6}{audio:>7.0f} s{found['wall']:>7.1f} s{found['cpu']:>7.1f} s"
            f"{found['wall'] / audio:>8.2f} h{found['cpu'] / audio:>8.2f} h"
            f"{found['speak'] / audio:>8.3f}{found['sound'] / audio:>8.3f}{found['memory']:>6.0f} MB",
            flush=True,
        )
    print("(speak and sound: seconds of wall clock for a second of audio; sound is mixing and encoding)")
    for name in ("takes", "workshop", "site", "mp3"):
        print(
            f"{name:<9}{found[name] / 1e6:8.2f} MB {found[name] / found['audio'] * 3600 / 1e6:8.1f} MB an hour of audio"
        )
    print(
        f"an item of feed.xml: {found['item']:.0f} bytes, {found['item_gz']:.0f} compressed; the rest"
        f" {found['head']:.0f}"
    )


def measured(cores: int, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """The figures of a run in a process that has so many cores."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    command = [sys.executable, __file__, options.issue, "--voice", options.voice, "--run", str(folder / "show")]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),  # one thread, no lock is held
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def made(folder: Path, issue: Path, voice: str) -> dict[str, float]:
    """Make the episode here, from nothing."""
    from matinale.pipeline import Order, make_episode
    from matinale.show import read_show, with_voice
    from matinale.workspace import init_workspace

    init_workspace(folder)
    begun = time.perf_counter()
    outcome = make_episode(Order(str(issue)), with_voice(read_show(folder), voice))
    wall = time.perf_counter() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    feed = (folder / "feed" / "feed.xml").read_bytes()
    item = b"".join(re.findall(rb"<item>.*?</item>", feed, re.DOTALL))
    return {
        "audio": outcome.duration_s,
        "wall": wall,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "speak": outcome.seconds["speak"],
        "sound": outcome.seconds["mix"] + outcome.seconds["encode"],
        "memory": used[0].ru_maxrss / 1024,
        "takes": size_of(folder / ".cache" / "takes"),
        "workshop": size_of(folder / "episodes"),
        "site": size_of(folder / "feed"),
        "mp3": Path(outcome.mp3).stat().st_size,
        "item": len(item),
        "item_gz": len(gzip.compress(item)),
        "head": len(feed) - len(item),
    }


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
