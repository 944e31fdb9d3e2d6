"""Fuzz the readers: `python benchmarks/fuzz_reading.py [--runs 200000] [--seed 1] [--seconds 0]`.

Inputs are made of the golden issues: bytes flipped, slices deleted, doubled or spliced in from another format, tokens
that parsers stumble over inserted; and each is given to a reader of its own format or of any other. What is looked
for: an exception that is none of `matinale.errors`, a run over 2 s of processor time, more than 500 MB of memory. The
first finding is written to `fuzz-finding.bin` and ends the run with exit code 1. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import warnings
from pathlib import Path

from matinale.errors import MatinaleError
from matinale.settings import Reading
from matinale.sources.formats import FORMATS, read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue

ROOT = Path(__file__).parents[1]
TOKENS = [
    b"<",
    b">",
    b"<table>",
    b"</table>",
    b"<div>" * 60,
    b"<b>",
    b"</p>",
    b"<br>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"&nbsp;" * 20,
    b"<style>",
    b"<script>",
    b"<a href='",
    b"<h1>",
    b"<h2>x</h2>",
    b"# ",
    b"## x\n\n",
    b"**",
    b"```\n",
    b"---\n",
    b"> " * 50,
    b"- " * 50,
    b"[^1]",
    b"[a](",
    b"|a|b|\n|-|-|\n",
    b"\n\n",
    b"\r",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"=?utf-8?Q?=C3",
    b"=\n",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"--x--",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=utf-7",
    b"charset=idna",
    b"From x 2025\n",
    b"<item>",
    b"<rss>",
    b"<entry>",
    b"<?xml version='1.0' encoding='x'?>",
    b"http://[",
    b"https://a.b/" + b"a" * 300,
    b"(" * 200,
    "« ".encode(),
    "–".encode(),
    " – ".encode(),
    "🚀".encode(),
    "\u202e".encode(),
    "①".encode(),
    b"99/99/9999",
    b"31 fevrier 2025",
    b"n 99999",
    b"Pour aller plus loin:\n",
    b"Sponsored\n",
    b"Unsubscribe\n",
    b"Par Jean Dupont\n",
    b"TITRE EN CAPITALES\n",
    b"=====\n",
    b"1. ",
    b"--\n",
    b" " * 500,
]
SLOWEST_S = 2.0
LARGEST_MB = 500


def seeds() -> list[bytes]:
    """The golden inputs and the sample issue."""
    folders = [ROOT / "tests" / "golden" / "issues", ROOT / "examples"]
    return [path.read_bytes() for folder in folders for path in sorted(folder.iterdir()) if path.suffix != ".json"]


def mutate(chance: random.Random, pool: list[bytes]) -> bytes:
    """An input: a window of a seed, changed in a few places."""
    seed = chance.choice(pool)
    size = chance.choice((200, 600, 1500, 4000))
    start = 0 if chance.random() < 0.6 else chance.randrange(max(1, len(seed)))
    data = bytearray(seed[start : start + size])
    for _ in range(chance.choice((1, 2, 4, 8, 16))):
        at = chance.randrange(len(data) + 1)
        action = chance.random()
        if action < 0.25:
            data[at:at] = chance.choice(TOKENS)
        elif action < 0.45:
            del data[at : at + chance.randrange(60)]
        elif action < 0.65 and data:
            data[at % len(data)] = chance.randrange(256)
        elif action < 0.85:
            other = chance.choice(pool)
            cut = chance.randrange(max(1, len(other)))
            data[at:at] = other[cut : cut + chance.randrange(300)]
        else:
            data[at:at] = data[at : at + chance.randrange(200)] * chance.randrange(4)
    return bytes(data)


def read(content: bytes, form: str) -> None:
    """Read one input as a user's file would be."""
    try:
        for document in read_documents(Raw(content, "fuzz.txt"), form, "*")[:3]:
            find_issue(document, Reading())
    except MatinaleError as error:
        if "\n" in str(error):
            raise AssertionError("an error of more than one line") from error


def main() -> int:
    """Run, and say what was found."""
    options = argparse.ArgumentParser(description="Fuzz the readers.")
    options.add_argument("--runs", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=0, help="stop after so long, whatever is left (0: never)")
    given = options.parse_args()
    warnings.simplefilter("error")
    chance = random.Random(given.seed)
    pool = seeds()
    began = time.monotonic()
    slowest = 0.0
    run = 0
    for run in range(1, given.runs + 1):
        content = mutate(chance, pool)
        form = chance.choice(("", "", *FORMATS))
        start = time.process_time()
        try:
            read(content, form)
        except Exception as error:  # every kind is what is looked for
            return found(content, f"run {run}, format {form!r}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.process_time() - start)
        if slowest > SLOWEST_S:
            return found(content, f"run {run}, format {form!r}: {slowest:.2f} s")
        if given.seconds and time.monotonic() - began > given.seconds:
            break
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{run} inputs in {time.monotonic() - began:.0f} s, slowest {slowest:.3f} s, {memory} MB, no finding")
    return 0 if memory <= LARGEST_MB else 1


def found(content: bytes, what: str) -> int:
    """Keep what was found."""
    Path("fuzz-finding.bin").write_bytes(content)
    print(f"{what}\nwritten to fuzz-finding.bin", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
