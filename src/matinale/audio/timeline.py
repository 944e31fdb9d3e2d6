"""The plan of a programme: what sounds when, at which gain, to the sample. Nothing is mixed here.

    intro ─╮ greeting … ╭─ stinger ─╮ article … section mark … ╭─ stinger ─╮ article … │ credits … ╭─ outro
      bed ─┴────────────╯

A line's silence comes first, then any jingle; a voice comes in over the tail of the jingle before it. A chapter begins
on a whole second wherever silence or music has one, for the show notes tell it by the second and apps jump there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matinale.audio.jingles import Jingle, JingleSet
from matinale.audio.stitch import RATE
from matinale.audio.voices import expected_lufs, line_powers, reference_lufs, voice_gains, voice_places, voice_powers
from matinale.errors import AudioError
from matinale.files import write_bytes
from matinale.model import Chapter, Cue, CueKind, Programme, Samples, Script, Segment, SegmentAudio
from matinale.serialization import to_json
from matinale.settings import Sound

FILE = "timeline.json"
LEAD_IN = round(0.25 * RATE)  # before the first sound: players swallow the first instants
LEAD_OUT = round(0.5 * RATE)
BED_BEFORE = round(0.8 * RATE)  # the bed is heard by itself before the first word
BED_AFTER = round(1.6 * RATE)  # and after the last
BED_LU = -4.0  # against the other pieces: it is heard with them
BED_FADE = round(1.2 * RATE)
SHORTEST_BED = round(5.0 * RATE)


def mix_programme(
    script: Script,
    segments: Sequence[SegmentAudio],
    jingles: JingleSet,
    sound: Sound,
    *,
    folder: Path,
    gains_db: Mapping[str, float] | None = None,
    before: Programme | None = None,
) -> Programme:
    """Lay out the programme and write it to `timeline.json` in `folder`, the episode's folder.

    `gains_db`: what each voice (as segments and lines name it) is to be louder, after the voices have been matched.
    `before`: the programme of the same episode with the same settings, whose gains are kept where they still fit.

    Raises:
        AudioError: The segments are not those of the script.
        WorkspaceError: `timeline.json` cannot be written.
    """
    _check_segments(script, segments)
    lines = line_powers(segments)
    powers = voice_powers(script, lines)
    gains = voice_gains(powers, sound, gains_db or {}, _gains_of(before, script))
    places = voice_places(powers, sound.placement)
    plan = _Plan(jingles, sound, reference_lufs(powers, gains), max(map(_longest_pause, segments)))
    for segment, audio in zip(script.segments, segments, strict=True):
        voices = [line.voice or segment.voice for line in segment.lines]
        plan.add_segment(segment, audio, [(gains[voice], places[voice]) for voice in voices])
    programme = plan.finish()
    programme = replace(programme, expected_lufs=round(expected_lufs(programme, lines, jingles), 2))
    write_bytes(folder / FILE, to_json(programme))
    return programme


def _longest_pause(audio: SegmentAudio) -> int:
    starts = [*(line.start for line in audio.lines[1:]), audio.length]
    return max((start - line.start - line.length for line, start in zip(audio.lines, starts, strict=True)), default=0)


def _gains_of(before: Programme | None, script: Script) -> dict[str, float]:
    """By voice, the gain of the first of its lines that an earlier programme had."""
    voices = {line.id: line.voice or segment.voice for segment in script.segments for line in segment.lines}
    gains: dict[str, float] = {}
    for cue in before.cues if before else ():
        if cue.kind == "voice" and cue.source in voices:
            gains.setdefault(voices[cue.source], cue.gain_db)
    return gains


def _check_segments(script: Script, segments: Sequence[SegmentAudio]) -> None:
    if not script.segments:
        raise AudioError("the script holds no segment: there is nothing to mix; look at script.md")
    wanted = [(segment.id, tuple(line.id for line in segment.lines)) for segment in script.segments]
    found = [(audio.segment_id, tuple(cue.line_id for cue in audio.lines)) for audio in segments]
    if wanted != found:
        names = ", ".join(segment_id for segment_id, _ in wanted if segment_id not in {name for name, _ in found})
        raise AudioError(f"the recorded segments are not those of the script ({names or 'other lines'}); render again")


class _Plan:
    """A programme in the making: `now` is where the next thing begins."""

    def __init__(self, jingles: JingleSet, sound: Sound, reference_lufs: float, longest_pause: int) -> None:
        self._jingles = jingles.jingles
        self._sound = sound
        self._reference_lufs = reference_lufs
        self._longest_pause = longest_pause
        self._said = 0  # where the last voice ended
        self._cues: list[Cue] = []
        self._chapters: list[Chapter] = []
        self._end = 0
        self.now = 0

    def add_segment(self, segment: Segment, audio: SegmentAudio, levels: Sequence[tuple[float, float]]) -> None:
        """The jingle that leads to the segment, then its lines and silences; gain and pan of each line."""
        first = not self._chapters
        chapter = 0 if first else self._chapter(self._jingles.get("stinger") if segment.kind == "article" else None)
        if first:
            self._open("intro" if segment.kind == "greeting" or "intro" in self._jingles else "stinger")
        elif segment.kind == "article":
            self._jingle("stinger")
        self._chapters.append(Chapter(segment.title, Samples(chapter), segment.url, "", segment.id))
        began = self.now
        self._lines(segment, audio, levels)
        if segment.kind == "greeting":
            self._bed(began if first else None)

    def finish(self) -> Programme:
        """The outro, and everything in order of time."""
        if "outro" in self._jingles:
            self._jingle("outro", overlap=False)
        else:
            self._pause("end", LEAD_OUT)
        length = max(self.now, self._end)
        cues = sorted(self._cues, key=lambda cue: (cue.start, cue.kind, cue.source))
        return Programme(RATE, Samples(length), tuple(cues), tuple(self._chapters))

    def _open(self, name: str) -> None:
        if name in self._jingles:
            self._jingle(name)
        else:
            self._pause("start", LEAD_IN)

    def _lines(self, segment: Segment, audio: SegmentAudio, levels: Sequence[tuple[float, float]]) -> None:
        """Each line at its place in the segment's file, moved on by the section marks before it."""
        for number, (line, cue) in enumerate(zip(segment.lines, audio.lines, strict=True)):
            if number and line.role == "heading" and self._sound.section_mark:
                self._jingle("section")
            self._cue("voice", line.id, self.now, cue.length, levels[number])
            self.now += cue.length
            self._said = self.now
            following = audio.lines[number + 1].start if number + 1 < len(audio.lines) else audio.length
            self._pause(line.id, following - cue.start - cue.length)

    def _jingle(self, name: str, *, overlap: bool = True) -> None:
        jingle = self._jingles.get(name)
        if jingle is None:
            return
        length = len(jingle.samples)
        self._cue("jingle", name, self.now, length, (self._level(jingle), 0.0))
        self.now += length - (_under_voice(jingle) if overlap else 0)

    def _chapter(self, leading: Jingle | None) -> int:
        """A whole second: that before, if nothing is said since, else the next, after a longer pause or in the jingle.

        No pause grows beyond the longest of the script; where all that fails, the chapter begins between two seconds.
        """
        before, wait = self.now // RATE * RATE, -self.now % RATE
        if before >= self._said:
            return before
        if self.now + wait - self._said <= self._longest_pause:
            self._pause("chapter", wait)
            return self.now
        heard_alone = len(leading.samples) - _under_voice(leading) if leading else 0
        return self.now + wait if wait <= heard_alone else self.now

    def _level(self, jingle: Jingle) -> float:
        """The gain that sets a jingle `jingle_lu` against the voice, and what the publisher adds to it."""
        gain = self._reference_lufs + self._sound.jingle_lu - jingle.loudness_lufs + jingle.gain_db
        return round(gain, 3)

    def _bed(self, began: int | None) -> None:
        """The bed under what was just said since `began`, from the tail of the intro, heard alone at both ends."""
        bed = self._jingles.get("bed")
        if bed is None or began is None or not self._sound.bed or self.now - began < SHORTEST_BED:
            return
        start = max(0, began - BED_BEFORE - BED_FADE)
        self.now += BED_AFTER
        self._cue("bed", "bed", start, self.now + BED_FADE - start, (self._level(bed) + BED_LU, 0.0))

    def _pause(self, source: str, length: int) -> None:
        if length > 0:
            self._cue("pause", source, self.now, length)
            self.now += length

    def _cue(
        self, kind: CueKind, source: str, start: int, length: int, level: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        gain_db, pan = level
        self._cues.append(Cue(kind, source, Samples(start), Samples(length), round(gain_db, 3), pan))
        self._end = max(self._end, start + length)


def _under_voice(jingle: Jingle) -> int:
    """How much of a jingle's tail the voice comes in over."""
    return min(round(jingle.overlap * RATE / 1000), len(jingle.samples) // 2)
