"""How fast we speak: the raw engine's own loop, the rival command, and ours, on the same utterances.

    python benchmarks/speech.py ISSUE [--lines N] [--rows raw,ours,episode,rival]

Each runs in a process of its own, one after the other, and is measured as a whole: seconds of audio, of work and of
processor, the share of time outside the model, memory, and the cold start (until the first take). Compare the rows of
one run only: machines differ, and a busy one is slower.

  raw      kokoro-onnx's own `create`, given the same phonemes
  ours     phonemes, model, trimming, checks and the store of takes
  episode  all of it: the issue read, the script written, spoken, mixed, encoded, tagged, published (not with --lines)
  rival    the command `kokoro-tts` on the same text (`pip install kokoro-tts`, which needs PortAudio, best in an
           environment of its own, named by `--rival PATH/kokoro-tts`)
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]


@dataclass
class Row:
    """One measurement. Times in seconds; memory in MB."""

    name: str
    audio: float
    wall: float
    cpu: float
    model: float
    first: float
    memory: float


def main() -> None:
    options = arguments()
    if options.rival:
        os.environ["RIVAL"] = str(Path(options.rival).absolute())  # for the process that runs it
    if options.run:
        given = Path(options.issue)
        row = (
            run_episode(given) if options.run == "episode" else RUNS[options.run](json.loads(given.read_text("utf-8")))
        )
        print(json.dumps(asdict(row)))
        return
    lines = utterances(Path(options.issue))[: options.lines or None]
    print(f"{len(lines)} utterances, {sum(len(line['text']) for line in lines)} characters")
    print(f"{'':<22}{'audio':>8}{'work':>8}{'factor':>8}{'cpu':>8}{'outside':>9}{'first':>7}{'memory':>8}")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "lines.json"
        work.write_text(json.dumps(lines), "utf-8")
        raw = 0.0
        for name in options.rows.split(","):
            row = measured(name, Path(options.issue).resolve() if name == "episode" else work)
            raw = row.wall if name == "raw" else raw
            outside = f"{1 - row.model / row.wall:9.1%}" if row.model else f"{'':9}"
            print(
                f"{row.name:<22}{row.audio:8.1f}{row.wall:8.1f}{row.wall / row.audio:8.3f}{row.cpu:8.1f}"
                f"{outside}{row.first:7.1f}{row.memory:8.0f}" + (f"  {row.wall / raw:.3f} × raw" if raw else ""),
                flush=True,
            )


def utterances(issue: Path) -> list[dict[str, Any]]:
    """The lines of an issue's script, as our engine is given them, and their phonemes for the others."""
    from matinale.pipeline.writing import speller_for
    from matinale.script import write_script
    from matinale.show import read_show
    from matinale.sources import read_issue
    from matinale.speech.kokoro import KokoroEngine

    show = read_show(ROOT)
    script = write_script(
        read_issue(str(issue), show.reading),
        show.script,
        speller_for(ROOT),
        show_title=show.title,
        reading=show.reading,
    )
    engine = KokoroEngine()
    lines = (line for segment in script.segments for line in segment.lines)
    return [
        {
            "text": line.spoken.text,
            "spans": [asdict(span) for span in line.spoken.pronunciations],
            "parts": engine.parts(line),
        }
        for line in lines
    ]


def measured(name: str, work: Path) -> Row:
    command = [sys.executable, __file__, str(work), "--run", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Row(**json.loads(done.stdout.splitlines()[-1]))


def run_raw(lines: list[dict[str, Any]]) -> Row:
    """kokoro-onnx's own `create`, given the phonemes."""
    began = time.perf_counter()
    from kokoro_onnx import Kokoro

    from matinale.speech.kokoro import WEIGHTS
    from matinale.speech.models import find_model

    style = np.fromfile(ROOT / "voices/kokoro/ff_siwis.bin", dtype="<f4").reshape(510, 1, 256)
    with tempfile.TemporaryDirectory() as scratch:
        voices = Path(scratch) / "voices.npz"
        np.savez(voices, ff_siwis=style)
        kokoro = Kokoro(str(find_model(WEIGHTS)), str(voices))
    audio = first = 0.0
    for line in lines:
        for part in line["parts"]:
            samples, rate = kokoro.create(part, voice="ff_siwis", is_phonemes=True)
            audio += samples.size / rate
            first = first or time.perf_counter() - began
    return row(f"kokoro-onnx {version('kokoro-onnx')}", audio, began, 0.0, first)


def run_ours(lines: list[dict[str, Any]]) -> Row:
    """Ours: phonemes, model, trimming, checks and the store."""
    began = time.perf_counter()
    from matinale.model import Line, Milliseconds, Pronunciation, Segment, SpokenForm
    from matinale.show import read_voices
    from matinale.speech.kokoro import Session
    from matinale.speech.speaker import Speaker
    from matinale.speech.store import TakeStore

    spent = [0.0]
    inside = Session.run

    def timed(self: Session, *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return inside(self, *given)
        finally:
            spent[0] += time.perf_counter() - start

    Session.run = timed  # type: ignore[method-assign] - only here is the model's own time of interest
    spoken = [SpokenForm(line["text"], tuple(Pronunciation(**span) for span in line["spans"])) for line in lines]
    segment = Segment("all", "article", "", "", tuple(
        Line(f"{number:03}", "text", form.text, form, Milliseconds(0)) for number, form in enumerate(spoken)
    ))  # fmt: skip
    audio = first = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        speaker = Speaker(read_voices(ROOT), TakeStore(Path(scratch)), voice="siwis", language="fr")
        for take in speaker.speak_segment(segment):
            audio += take.samples.size / take.rate
            first = first or time.perf_counter() - began
    return row("matinale", audio, began, spent[0], first)


def run_episode(issue: Path) -> Row:
    """Everything, from the issue to the published feed, in a fresh show."""
    began = time.perf_counter()
    from matinale.pipeline import Order, make_episode
    from matinale.show import read_show
    from matinale.workspace import init_workspace

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "show"
        init_workspace(folder)
        outcome = make_episode(Order(str(issue)), read_show(folder))
        return row("issue to feed", outcome.duration_s, began, 0.0, 0.0)


def run_rival(lines: list[dict[str, Any]]) -> Row:
    """The command `kokoro-tts` on the same text, with the same model and voice."""
    import soundfile

    from matinale.speech.kokoro import WEIGHTS
    from matinale.speech.models import find_model

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        style = np.fromfile(ROOT / "voices/kokoro/ff_siwis.bin", dtype="<f4").reshape(510, 1, 256)
        with (folder / "voices-v1.0.bin").open("wb") as stream:
            np.savez(stream, ff_siwis=style)
        (folder / "text.txt").write_text("\n".join(line["text"] for line in lines), "utf-8")
        began = time.perf_counter()
        command = [
            os.environ.get("RIVAL") or str(Path(sys.executable).with_name("kokoro-tts")), "text.txt", "out.wav",
            "--lang", "fr-fr", "--voice", "ff_siwis",
            "--model", str(find_model(WEIGHTS)), "--voices", "voices-v1.0.bin",
        ]  # fmt: skip
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        info = soundfile.info(str(folder / "out.wav"))
        return row("kokoro-tts", info.duration, began, 0.0, 0.0)


def row(name: str, audio: float, began: float, model: float, first: float) -> Row:
    wall = time.perf_counter() - began
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Row(name, audio, wall, cpu, model, first, max(usage.ru_maxrss for usage in usages) / 1024)


RUNS = {"raw": run_raw, "ours": run_ours, "rival": run_rival}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("issue")
    parser.add_argument("--lines", type=int, default=0, help="only the first N utterances")
    parser.add_argument("--rows", default="raw,ours,episode", help="what is measured, in this order")
    parser.add_argument("--rival", default="", help="the command kokoro-tts, where it is not beside this Python")
    parser.add_argument("--run", choices=[*RUNS, "episode"], help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
