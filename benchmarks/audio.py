"""How long, and how much memory, mixing, loudness, encoding and tagging take: `python benchmarks/audio.py [HOURS …]`.

Takes are a voice-like buzz, five seconds each, the same for everybody; ten minutes of them are stitched once and used
again. Each way runs in a process of its own; the last column is what ffmpeg's ebur128 hears in the result.

  matinale   mix_programme + encode_mp3 + write_tags, jingles and bed included
  pydub      `+=` take by take, `normalize`, `export` (only up to an hour: it holds everything and copies it each time)
  loudnorm   ffmpeg's concat demuxer and its one-pass loudnorm
"""

from __future__ import annotations

import datetime as dt
import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
RATE = 24_000
TAKE_S, PAUSE_MS = 5.0, 350
TAKES_OF_A_PART = 112  # about ten minutes


def speak(seed: int) -> np.ndarray:
    """Syllables of a buzz with a little noise: float32 mono at 24 kHz."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(TAKE_S * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum((100 + seed % 30) * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * t))) / RATE
    buzz = sum(np.sin(k * phase) / k**1.2 for k in range(1, 25))
    syllables = 0.15 + 0.85 * np.abs(np.sin(2 * np.pi * 2.2 * t + seed))
    return ((buzz * 0.12 + rng.standard_normal(len(t)) * 0.004) * syllables).astype(np.float32)


def by_matinale(hours: float, folder: Path, clock: dict[str, float]) -> Path:
    from matinale.audio.jingles import load_jingles
    from matinale.audio.mix import Mix
    from matinale.audio.mp3 import encode_mp3
    from matinale.audio.stitch import stitch_segment
    from matinale.audio.tags import Tags, write_tags
    from matinale.audio.timeline import mix_programme
    from matinale.model import Line, Mark, Milliseconds, Script, Segment, SegmentAudio, SpokenForm, Take
    from matinale.settings import Sound

    def part(number: int) -> Segment:
        lines = tuple(
            Line(f"{number:03}-{k:03}", "text", "", SpokenForm(""), Milliseconds(PAUSE_MS))
            for k in range(TAKES_OF_A_PART)
        )
        return Segment(f"{number:03}", "article", f"Part {number}", "voice", lines)

    takes = [speak(seed) for seed in range(8)]
    first = part(0)
    recorded = stitch_segment(
        first, (Take(line.id, takes[k % 8], RATE, "") for k, line in enumerate(first.lines)), folder
    )
    count = round(hours * 3600 / (recorded.length / recorded.rate))
    parts = [part(number) for number in range(count)]
    segments = [
        SegmentAudio(
            each.id,
            recorded.path,
            recorded.rate,
            recorded.length,
            tuple(replace(cue, line_id=line.id) for line, cue in zip(each.lines, recorded.lines, strict=True)),
        )
        for each in parts
    ]
    sound = Sound()
    jingles = load_jingles(ROOT / "voices", sound.jingles, {}, ROOT)
    clock["begun"] = time.perf_counter()
    programme = mix_programme(Script("", "fr", tuple(parts)), segments, jingles, sound, folder=folder)
    clock["mix"] = time.perf_counter()
    path = folder / "episode.mp3"
    encoded = encode_mp3(Mix(programme, segments, jingles, sound, folder=folder), sound, path)
    clock["encode"] = time.perf_counter()
    marks = tuple(Mark(Milliseconds(round(chapter.start / 44.1)), chapter.title) for chapter in programme.chapters)
    write_tags(path, Tags("T", "A", "B", dt.date(2025, 1, 30), "fr", encoded.duration, chapters=marks))
    clock["tag"] = time.perf_counter()
    return path


def by_pydub(hours: float, folder: Path, clock: dict[str, float]) -> Path:
    from matinale.audio.ffmpeg import ffmpeg_binary

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.effects import normalize

    AudioSegment.converter = ffmpeg_binary()
    takes = [
        AudioSegment((speak(seed) * 32_767).astype("<i2").tobytes(), sample_width=2, frame_rate=RATE, channels=1)
        for seed in range(8)
    ]
    clock["begun"] = time.perf_counter()
    programme = AudioSegment.silent(0, RATE)
    for number in range(round(hours * 3600 / (TAKE_S + PAUSE_MS / 1000))):
        programme += takes[number % 8]
        programme += AudioSegment.silent(PAUSE_MS, RATE)
    normalize(programme).export(folder / "episode.mp3", format="mp3", bitrate="128k")
    return folder / "episode.mp3"


def by_loudnorm(hours: float, folder: Path, clock: dict[str, float]) -> Path:
    import soundfile

    from matinale.audio.ffmpeg import ffmpeg_binary

    pause = np.zeros(round(PAUSE_MS * RATE / 1000), np.float32)
    for seed in range(8):
        soundfile.write(folder / f"{seed}.wav", np.concatenate([speak(seed), pause]), RATE)
    count = round(hours * 3600 / (TAKE_S + PAUSE_MS / 1000))
    (folder / "list.txt").write_text("".join(f"file '{number % 8}.wav'\n" for number in range(count)))
    clock["begun"] = time.perf_counter()
    filters = ["-af", "loudnorm=I=-16:TP=-1:LRA=11", "-ar", "44100", "-ac", "2", "-b:a", "128k"]
    command = [ffmpeg_binary(), "-v", "error", "-f", "concat", "-i", str(folder / "list.txt"), *filters]
    subprocess.run([*command, str(folder / "episode.mp3")], check=True)
    return folder / "episode.mp3"


WAYS = {"matinale": by_matinale, "pydub": by_pydub, "loudnorm": by_loudnorm}


class Watcher(threading.Thread):
    """The highest memory of ffmpeg, in MB: a child's `ru_maxrss` begins with that of the process it was forked from."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.highest = 0.0

    def run(self) -> None:
        """Look every tenth of a second, until the process ends."""
        while True:
            for path in Path("/proc/self/task").glob("*/children"):
                for child in path.read_text().split():
                    self.highest = max(self.highest, self._highest_of(child))
            time.sleep(0.1)

    @staticmethod
    def _highest_of(child: str) -> float:
        try:
            status = Path(f"/proc/{child}/status").read_text()
        except OSError:  # it has just ended
            return 0.0
        found = re.search(r"^Name:\tffmpeg.*^VmHWM:\s+(\d+) kB", status, re.MULTILINE | re.DOTALL)
        return int(found[1]) / 1024 if found else 0.0


def run_one(way: str, hours: float) -> None:
    """In a process of its own: the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        clock: dict[str, float] = {}
        watcher = Watcher()
        watcher.start()
        path = WAYS[way](hours, Path(name), clock)
        seconds = time.perf_counter() - clock["begun"]
        peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, watcher.highest]
        cpu = sum(
            usage.ru_utime + usage.ru_stime
            for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        )
        from matinale.audio.measuring import measure_loudness

        heard = measure_loudness(path)
    steps = {key: round(value - clock["begun"], 1) for key, value in clock.items() if key != "begun"}
    figures = {"seconds": seconds, "cpu": cpu, "steps": steps, "memory": peaks}
    print(json.dumps({**figures, "lufs": heard.integrated_lufs, "dbtp": heard.true_peak_dbtp}))


def main() -> None:
    print(f"{'way':10} {'hours':>5} {'seconds':>8} {'cpu':>7}  {'MB':24} loudness after decoding")
    for hours in [float(word) for word in sys.argv[1:]] or [1.0, 10.0]:
        for way in WAYS:
            if way == "pydub" and hours > 1:
                continue
            command = [sys.executable, __file__, "--one", way, str(hours)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            loudness = f"{found['lufs']:.1f} LUFS {found['dbtp']:.1f} dBTP  {found['steps'] or ''}"
            ours, ffmpeg = found["memory"]
            memory = f"{ours + ffmpeg:4.0f} ({ours:.0f} + {ffmpeg:.0f} ffmpeg)"
            print(f"{way:10} {hours:5g} {found['seconds']:8.1f} {found['cpu']:7.1f}  {memory:24} {loudness}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2], float(sys.argv[3]))
    else:
        main()
