"""A batch of many short issues, alone and on two processes, one of which is killed: are the bytes the same?

    python benchmarks/batch.py [--issues 100] [--voice brouillon] [--workers 2]

Prints the seconds of both, and whether every MP3 and every file of the site is the same. The killed worker dies by
SIGKILL once a tenth of the takes is rendered.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from matinale.pipeline import Ahead, Batch, gather_orders, make_batch
from matinale.settings import Show
from matinale.show import read_show, with_voice
from matinale.speech.cluster import Cluster
from matinale.workspace import init_workspace

TEXT = "# Lettre {number}\n\n## Le pont numéro {number} ouvre\n\nIl porte {tonnes} tonnes.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--issues", type=int, default=100)
    parser.add_argument("--voice", default="brouillon")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        letters = Path(scratch) / "lettres"
        letters.mkdir()
        for number in range(1, options.issues + 1):
            text = TEXT.format(number=number, tonnes=number + 7)
            (letters / f"2026-{1 + number // 28:02}-{1 + number % 28:02}-lettre-{number:03}.md").write_text(
                text, "utf-8"
            )
        alone = made(Path(scratch) / "alone", letters, options.voice, None)
        with Cluster(f"local:{options.workers}") as cluster:
            spread = made(Path(scratch) / "spread", letters, options.voice, cluster)
        print(f"{options.issues} issues, voice {options.voice}; load average {os.getloadavg()[0]:.1f}")
        for name, (batch, seconds, _) in (("alone", alone), (f"local:{options.workers}, one killed", spread)):
            takes = sum(item.rendered for item in batch.items)
            print(
                f"{name:<22}{seconds:8.1f} s  {batch.count('done')} done, {batch.count('failed')} failed, {takes} takes"
            )
        same = alone[2] == spread[2]
        print(f"{len(alone[2])} files: {'the same bytes' if same else 'NOT the same bytes'}")
    sys.exit(not same)


def made(root: Path, letters: Path, voice: str, cluster: Cluster | None) -> tuple[Batch, float, dict[str, str]]:
    """The batch in a show of its own, its seconds, and the hash of each file that listeners or editors have of it."""
    init_workspace(root)
    plain = with_voice(read_show(root), voice)
    show = replace(plain, sound=replace(plain.sound, jingles="none"))
    orders, _ = gather_orders((), show, folder=letters, notice=say)
    begun = time.perf_counter()
    ahead = Killing(cluster, show, len(orders) // 10) if cluster is not None else None
    batch = make_batch(orders, show, on_item=silent, on_progress=silent, on_notice=say, ahead=ahead)
    seconds = time.perf_counter() - begun
    files = [*root.glob("episodes/*/*.mp3"), *(path for path in root.glob("feed/**/*") if path.is_file())]
    return batch, seconds, {str(path.relative_to(root)): digest(path) for path in files}


class Killing(Ahead):
    """Kills a worker once so many takes have come back."""

    def __init__(self, cluster: Cluster, show: Show, moment: int) -> None:
        super().__init__(cluster, show)
        self.left = moment
        self.victim = next(iter(cluster.client.run(os.getpid).values()))

    def _keep(self, rendered: Any) -> None:
        super()._keep(rendered)
        self.left -= 1
        if self.left == 0:
            os.kill(self.victim, signal.SIGKILL)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def silent(_: object) -> None:
    pass


def say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
