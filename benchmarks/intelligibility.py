"""How well an issue comes back when what Matinale says of it is transcribed by Whisper base.

    python benchmarks/intelligibility.py ISSUE [--show DIR] [--takes DIR] [--times N] [--whole] [--words]
                                         [--speed N] [--segment ID]

Prints the word error rate per segment and in all (against the spoken script), names, numbers and acronyms apart.
`--times` listens up to three times, with more or less silence around each line, which is enough to change what the
recogniser writes; the figures are of all listenings together.
`--takes` keeps the takes, so that a second run renders only what changed; `--whole` transcribes each segment in one
piece, with its pauses, as a listener hears it (without it, line by line); `--words` lists what came back different.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matinale.model import Line, Segment, SpokenForm
from matinale.pipeline.writing import speller_for
from matinale.script import write_script
from matinale.show import read_show
from matinale.sources import read_issue
from matinale.speech.recognition import WhisperTranscriber
from matinale.speech.speaker import Speaker
from matinale.speech.store import TakeStore
from matinale.spoken.comparison import comparable_words, count_word_errors, resembles

AMOUNT = re.compile(
    r"\b\d[\d\s.,\u00a0\u202f]*(?:\s?(?:milliards?|millions?|billion|million|Md|M|k)\b)?"
    r"(?:\s?(?:de |d[’'])?(?:dollars|euros|livres|€|\$|£))?"
)
ACRONYM = re.compile(r"\b[A-ZÉ]{2,6}\b")
NAME = re.compile(r"(?<![.!?:“«–] )(?<!^)\b[A-Z][\w’-]*[a-zé][\w-]*(?:\s[A-Z][\w-]*[a-zé]\w*)*")

SILENCES_S = (0.25, 0.1, 0.5)


@dataclass(frozen=True, slots=True)
class Heard:
    """A line and what came back of it."""

    line: Line
    text: str
    seconds: float


def main() -> None:
    options = _arguments()
    show = read_show(options.show)
    issue = read_issue(options.issue, show.reading)
    speller = speller_for(options.show)
    script = write_script(issue, show.script, speller, show_title=show.title, reading=show.reading)
    voices = {name: replace(voice, speed=options.speed or voice.speed) for name, voice in show.voices.items()}
    segments = [each for each in script.segments if not options.segment or each.id in options.segment]
    silences = SILENCES_S[: options.times]
    with tempfile.TemporaryDirectory() as scratch:
        store = TakeStore(options.takes or Path(scratch))
        speaker = Speaker(voices, store, voice=options.voice or show.voice, language=script.language)
        whisper = WhisperTranscriber()
        heard = {
            segment: tuple(
                listen_to_all(segment, speaker, whisper, script.language)
                if options.whole
                else listen_to_each(segment, speaker, whisper, script.language, silences)
            )
            for segment in segments
        }
    report(heard, script.language, words=options.words)


def listen_to_each(
    segment: Segment, speaker: Speaker, whisper: WhisperTranscriber, language: str, silences: Sequence[float]
) -> Iterable[Heard]:
    for line, take in zip(segment.lines, speaker.speak_segment(segment), strict=True):
        for seconds in silences:
            padding = np.zeros(round(take.rate * seconds), dtype=np.float32)
            samples = np.concatenate([padding, take.samples, padding])
            text = whisper.transcribe(samples, take.rate, line.language or language)
            yield Heard(line, text, take.samples.size / take.rate)


def listen_to_all(segment: Segment, speaker: Speaker, whisper: WhisperTranscriber, language: str) -> Iterable[Heard]:
    """The segment as one line: its words joined, its takes with the pauses between them."""
    pieces: list[np.ndarray] = []
    rate = 1
    for line, take in zip(segment.lines, speaker.speak_segment(segment), strict=True):
        rate = take.rate
        pieces += [take.samples, np.zeros(rate * line.pause_after // 1000, dtype=np.float32)]
    samples = np.concatenate([np.zeros(rate // 4, dtype=np.float32), *pieces])
    text = whisper.transcribe(samples, rate, language)
    spoken = SpokenForm(" ".join(line.spoken.text for line in segment.lines))
    written = " ".join(line.written for line in segment.lines)
    yield Heard(replace(segment.lines[0], written=written, spoken=spoken), text, samples.size / rate)


def report(heard: dict[Segment, tuple[Heard, ...]], language: str, *, words: bool) -> None:
    print(f"{'segment':<16}{'seconds':>8}{'words':>7}{'wer':>8}{'plain':>8}")
    total = np.zeros(5)
    for segment, lines in heard.items():
        row = np.sum([_errors(each, language) for each in lines], axis=0)
        total += row
        _print_row(segment.id, row)
    _print_row("in all", total)
    everything = [each for lines in heard.values() for each in lines]
    for label, pattern in (("names", NAME), ("numbers", AMOUNT), ("acronyms", ACRONYM)):
        _print_found(label, pattern, everything, language)
    if words:
        _print_words(everything, language)


def _errors(heard: Heard, language: str) -> tuple[float, ...]:
    """Seconds; words and errors with spelled letters joined; words and errors without."""
    row: list[float] = [heard.seconds]
    for join in (True, False):
        expected = comparable_words(heard.line.spoken.text, language, join_letters=join)
        found = count_word_errors(expected, comparable_words(heard.text, language, join_letters=join))
        row += [found.words, found.errors]
    return tuple(row)


def _print_row(name: str, row: np.ndarray) -> None:
    seconds, words, errors, plain_words, plain_errors = row
    print(f"{name:<16}{seconds:8.1f}{words:7.0f}{errors / words:8.3f}{plain_errors / plain_words:8.3f}")


def _print_found(label: str, pattern: re.Pattern[str], heard: list[Heard], language: str) -> None:
    """How many of the names, numbers or acronyms that were written come back, and which do not."""
    lost: list[str] = []
    count = 0
    for each in heard:
        for item in pattern.findall(each.line.written):
            count += 1
            # an amount must come back word for word; a name may be spelled otherwise
            if not resembles(item.strip(), each.text, language, least=0.95 if label == "numbers" else 0.7):
                lost.append(item.strip())
    print(f"{label:<10}{count - len(lost)} of {count}" + (f"; lost: {', '.join(lost)}" if lost else ""))


def _print_words(heard: list[Heard], language: str) -> None:
    for each in heard:
        expected = comparable_words(each.line.spoken.text, language)
        found = count_word_errors(expected, comparable_words(each.text, language))
        for wanted, got in found.differences:
            print(f"  {each.line.id}  {wanted!r} → {got!r}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("issue", type=Path)
    parser.add_argument("--show", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--takes", type=Path)
    parser.add_argument("--voice")
    parser.add_argument("--times", type=int, choices=(1, 2, 3), default=1)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--speed", type=float)
    parser.add_argument("--segment", action="append")
    parser.add_argument("--words", action="store_true")
    return parser.parse_args(sys.argv[1:])


if __name__ == "__main__":
    main()
