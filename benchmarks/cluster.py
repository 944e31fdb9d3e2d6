"""What a cluster costs: how it scales with workers, and the share of the time that is not work.

    python benchmarks/cluster.py [--cost 0.25] [--takes 160] [--workers 1,2,4,8] [--voice siwis --lines 24] [--send N]

An engine of fixed cost sleeps that long for each take (so eight workers need no eight processors): with N workers,
efficiency is the time of one worker ÷ (N × the time of N). With --voice the takes are those of a real engine, on one
and on two workers; overhead is the share of the workers' time in which no take was being rendered (the scheduler, the
way there and back, the store). Starting the processes and loading the model are not counted: they happen once.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from matinale.model import Line, Milliseconds, Script, Segment, SpokenForm, Take
from matinale.settings import VoiceProfile
from matinale.show import read_voices
from matinale.speech import worker
from matinale.speech.cluster import Cluster
from matinale.speech.engine import SpeechEngine
from matinale.speech.silence import SilenceEngine
from matinale.speech.speaker import PlannedTake, Speaker
from matinale.speech.store import TakeStore
from matinale.workspace import shipped_workspace

FIXED = VoiceProfile("fixed", "fixed", ())
WORDS = "Le pont ouvre lundi, après deux ans de travaux ; il porte quarante tonnes et les poutres viennent du Jura."


class FixedCost(SilenceEngine):
    """Takes so many seconds for every line, without using a processor."""

    version = "fixed 1"  # type: ignore[assignment]

    def __init__(self, cost: float) -> None:
        self.cost = cost

    def speak(self, line: Line, voice: VoiceProfile) -> Take:
        """Wait, then hum."""
        time.sleep(self.cost)
        return super().speak(line, voice)


def main() -> None:
    options = arguments()
    counts = [int(count) for count in options.workers.split(",")]
    if options.send:
        queued(options.send)
        return
    if options.voice:
        voice = read_voices(shipped_workspace())[options.voice]
        print(f"{options.lines} takes of {voice.name} ({voice.engine})")
        print(f"{'workers':>8}{'wall':>9}{'work':>9}{'overhead':>10}")
        for count in (1, 2):
            wall, work = measured(count, planned(voice, options.lines, None), None)
            print(f"{count:>8}{wall:>8.2f} s{work:>7.2f} s{1 - work / (count * wall):>9.1%}", flush=True)
        return
    print(f"{options.takes} takes of {options.cost} s each")
    print(f"{'workers':>8}{'wall':>9}{'efficiency':>12}{'overhead':>10}")
    alone = 0.0
    for count in counts:
        wall, work = measured(count, planned(FIXED, options.takes, options.cost), options.cost)
        alone = alone or wall * count
        print(f"{count:>8}{wall:>8.2f} s{alone / (count * wall):>11.3f}{1 - work / (count * wall):>10.1%}", flush=True)


def queued(count: int) -> None:
    """What it costs the scheduler to hold so many takes: seconds until they are sent, and memory of this process."""
    plan = planned(FIXED, count, 0.0)
    with tempfile.TemporaryDirectory() as folder, Cluster("local:1") as cluster:
        cluster.client.run(install, 3600.0)
        before, begun = memory_mb(), time.perf_counter()
        cluster.send(plan, TakeStore(Path(folder)))
        while len(cluster.client.cluster.scheduler.tasks) < count:
            time.sleep(0.1)
        print(f"{count} takes sent in {time.perf_counter() - begun:.1f} s; {memory_mb() - before:.0f} MB more")


def memory_mb() -> float:
    """Megabytes of this process now (client and scheduler)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def planned(voice: VoiceProfile, count: int, cost: float | None) -> tuple[PlannedTake, ...]:
    """So many takes, each of its own words."""
    lines = []
    for number in range(count + 8):
        text = f"Numéro {number}. {WORDS}"
        lines.append(Line(f"l{number}", "text", text, SpokenForm(text), Milliseconds(0)))
    store = TakeStore(Path(tempfile.mkdtemp(prefix="matinale-plan-")))
    engine = {} if cost is None else {"make_engine": lambda _: FixedCost(cost)}
    speaker = Speaker({voice.name: voice}, store, voice=voice.name, language="fr", **engine)
    return speaker.plan(Script("", "fr", (Segment("a", "article", "", "", tuple(lines)),)))


def measured(count: int, plan: tuple[PlannedTake, ...], cost: float | None) -> tuple[float, float]:
    """Seconds from the sending of all but eight takes to the last one's return, and the workers' work in them."""
    with tempfile.TemporaryDirectory() as folder, Cluster(f"local:{count}") as cluster:
        store = TakeStore(Path(folder))
        cluster.client.wait_for_workers(count)
        if cost is not None:
            cluster.client.run(install, cost)
        for each in plan[:8]:  # each worker loads its model
            cluster.send([each], store)
        for _ in plan[:8]:
            cluster.next_done()
        begun = time.perf_counter()
        cluster.send(plan[8:], store)
        done = [cluster.next_done() for _ in plan[8:]]
        wall = time.perf_counter() - begun
    for each in done:
        if each.error:
            raise each.error
    return wall, sum(each.seconds for each in done)


def install(cost: float) -> None:
    """On a worker: have every engine be the one of fixed cost."""

    def fixed(_: str) -> SpeechEngine:
        return FixedCost(cost)

    worker.load_engine = fixed  # pyright: ignore[reportPrivateImportUsage]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cost", type=float, default=0.25, help="seconds of a simulated take")
    parser.add_argument("--takes", type=int, default=160)
    parser.add_argument("--workers", default="1,2,4,8")
    parser.add_argument("--voice", default="", help="a voice profile: measure its engine in place of the simulated one")
    parser.add_argument("--send", type=int, default=0, metavar="N", help="only: what N takes cost the scheduler")
    parser.add_argument("--lines", type=int, default=24, help="takes of the real voice")
    return parser.parse_args()


if __name__ == "__main__":
    main()
