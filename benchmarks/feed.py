"""Times the feed of a long-running show: `python benchmarks/feed.py [EPISODES]`; each figure from a process of its own.

`python benchmarks/feed.py serve` measures range requests a second with wrk (Debian's package), on loopback.

Builds a show whose episodes' JSON lies on disk (MP3s are empty stand-ins), publishes it, adds one episode and publishes
again, with `[feed].keep = 100`. Prints seconds and the peak of memory.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "feed"))


def lay_out(root: Path, count: int, first: int = 1) -> None:
    """Write `count` episodes and their stand-in MP3s, as a workshop and a site would have them."""
    from feed_cases import make_episode, make_show

    from matinale.serialization import to_json

    episode = make_episode(make_show(root), 1)
    stand_in = b"\0" * 100
    for number in range(first, first + count):
        slug = f"numero-{number:05d}"
        one = dataclasses.replace(
            episode,
            guid=f"guid-{number}",
            slug=slug,
            number=number,
            title=f"Numéro {number}",
            published=episode.published + dt.timedelta(days=number),
            audio=f"{slug}/{slug}-{number:08x}.mp3",
            size=len(stand_in),
        )
        (root / "episodes" / slug).mkdir(parents=True)
        (root / "episodes" / slug / "episode.json").write_bytes(to_json(one))
        (root / "feed" / slug).mkdir(parents=True)
        (root / "feed" / one.audio).write_bytes(stand_in)


def measure(step: str, root: Path, count: int) -> None:
    """One step in this process: its seconds and its peak of memory."""
    from feed_cases import make_cover, make_show

    import matinale.feed.gate.items as items
    from matinale.feed import build_feed, publish_workshop
    from matinale.feed.archive import feed_pages
    from matinale.feed.layout import named_sidecars
    from matinale.feed.shelf import read_record, read_shelf

    items.check_audio = lambda *_, **__: iter(())  # the stand-ins are no MP3s
    show = make_show(root, keep=100)
    cover = root / "cover.jpg"
    if not cover.exists():
        cover.write_bytes(make_cover())
    start = time.perf_counter()
    if step == "feeds":
        shelf = read_shelf(root / "episodes", read_record(show))
        entries = sorted(shelf.entries, key=lambda entry: entry.published)
        made = {entry.slug: named_sidecars(entry.sidecars) for entry in entries}
        for page in feed_pages(show, len(entries)):
            held = [shelf.load(entry) for entry in reversed(entries[page.start : page.stop])]
            build_feed(show, held, cover="cover-00000000.jpg", page=page, sidecars=made)
    else:
        publish_workshop(show, root / "feed", {"cover-00000000.jpg": cover}, cover="cover-00000000.jpg")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{step:28} {count:6} episodes  {seconds:8.2f} s  {peak:5} MB", flush=True)


def serve() -> None:
    """Random ranges of 16 KB of one MP3-sized file, 8 connections, 5 seconds."""
    from serving import served

    script = (
        'request = function() local s = math.random(0, 6000000); wrk.headers["Range"] = "bytes=" .. s .. "-" .. '
        '(s + 16383); return wrk.format("GET", nil) end'
    )
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        site.mkdir()
        (site / "episode-00000000.mp3").write_bytes(bytes(7_000_000))
        (Path(name) / "ranges.lua").write_text(script)
        with served(site, "http://127.0.0.1:8808/") as address:
            wrk = ["wrk", "-t1", "-c8", "-d5s", "-s", f"{name}/ranges.lua", f"{address}episode-00000000.mp3"]
            subprocess.run(wrk, check=True)


def main() -> None:
    if sys.argv[1:] == ["serve"]:
        serve()
        return
    if len(sys.argv) == 4:
        measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, count)
        for step in ("publish all (first time)", "publish again (no change)", "feeds", "add one"):
            if step == "add one":
                lay_out(root, 1, count + 1)
            subprocess.run([sys.executable, __file__, step, str(root), str(count)], check=True)


if __name__ == "__main__":
    main()
