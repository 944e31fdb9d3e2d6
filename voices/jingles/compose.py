"""Composes and synthesises the jingles of Matinale: `python voices/jingles/compose.py [SET …]`.

Everything that sounds is made here, from sines and seeded noise: no sample, no loop of anybody's. The pieces are
dedicated to the public domain (CC0-1.0). The same numpy gives the same files.

A set is one key, one tempo, one instrumentation and one motif; its five pieces are variations on it:
intro (the motif, whole), stinger (its head), section (two notes of it), outro (its end, resolved), bed (its harmony).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float64]  # [n, 2]
Note = tuple[float, int, float]  # beat, MIDI pitch, velocity 0…1
Harmony = Sequence[tuple[float, Sequence[int]]]  # beat, pitches of a chord
Ending = tuple[Sound, float, float]  # a piece, how long it lasts and how long its soft end is (seconds)
HERE = Path(__file__).parent


# ── instruments: one note of a pitch (Hz), a length (seconds) and a velocity, in stereo ──────────────────────────────


def felt(hertz: float, seconds: float, velocity: float) -> Sound:
    """A felt piano: stiff strings in pairs, the hammer soft when played softly."""
    t = _times(seconds + 2.5)
    sound = np.zeros((len(t), 2))
    brightness = 1.9 - 0.8 * velocity
    for n in range(1, 13):
        partial = n * hertz * np.sqrt(1 + 0.0004 * n * n)
        if partial > 9_000:
            break
        decay = np.exp(-t * (0.8 + 0.32 * n + hertz / 900)) * 0.8 + np.exp(-t * 6 * n**0.5) * 0.2
        for side, cents in ((0, -0.5), (1, 0.6)):
            string = partial * 2 ** (cents / 1200)
            sound[:, side] += np.sin(2 * np.pi * string * t + 0.7 * n + 0.3 * side) * decay / n**brightness
    return sound * (velocity * _attack(t, 0.007 + 0.006 * (1 - velocity)) * _release(t, seconds, 0.5))[:, None]


def mallet(hertz: float, seconds: float, velocity: float) -> Sound:
    """A marimba: a bar tuned to 1 : 4 : 10, a wooden knock at its beginning."""
    t = _times(seconds + 1.0)
    tone = np.sin(2 * np.pi * hertz * t) * np.exp(-t * (2.6 + hertz / 260))
    tone += 0.30 * velocity * np.sin(2 * np.pi * 3.98 * hertz * t) * np.exp(-t * 14)
    tone += 0.10 * velocity * np.sin(2 * np.pi * 9.9 * hertz * t) * np.exp(-t * 40)
    return _placed(tone * velocity * _attack(t, 0.003), (hertz % 97) / 97 - 0.5)


def glass(hertz: float, seconds: float, velocity: float) -> Sound:
    """An electric piano of bells: one sine bent by another, brighter when struck harder."""
    t = _times(seconds + 1.6)
    bend = 1.6 * velocity * np.exp(-t * 5) * np.sin(2 * np.pi * 3.0 * hertz * t)
    body = np.sin(2 * np.pi * hertz * t + bend) * np.exp(-t * 1.7)
    shimmer = 0.12 * np.sin(2 * np.pi * 7.01 * hertz * t) * np.exp(-t * 9) if hertz * 7 < 12_000 else 0.0
    tremolo = 0.10 * np.sin(2 * np.pi * 4.6 * t)
    tone = (body + shimmer) * velocity * _attack(t, 0.004) * _release(t, seconds, 0.6)
    return np.stack([tone * (1 + tremolo), tone * (1 - tremolo)], axis=1)


def pluck(hertz: float, seconds: float, velocity: float) -> Sound:
    """A short synthetic string whose overtones go first, as a filter that closes."""
    t = _times(seconds + 0.5)
    tone = np.zeros(len(t))
    for n in range(1, 25):
        if n * hertz > 8_000:
            break
        tone += np.sin(2 * np.pi * n * hertz * t) / n * np.exp(-t * (3.5 + 2.2 * n))
    return _placed(tone * velocity * _attack(t, 0.002), 0.35 * np.sin(hertz))


def strings(hertz: float, seconds: float, velocity: float) -> Sound:
    """A soft ensemble: four players a side, none quite in tune, bows that start slowly."""
    t = _times(seconds + 1.6)
    sound = np.zeros((len(t), 2))
    for player in range(8):
        cents = (-7, 5, -3, 8, 2, -9, 6, -5)[player]
        vibrato = 0.0016 * np.sin(2 * np.pi * (4.4 + 0.23 * player) * t + player)
        phase = 2 * np.pi * hertz * 2 ** (cents / 1200) * t + hertz * vibrato
        tone = np.zeros(len(t))
        for n in range(1, 11):
            if n * hertz > 4_500:
                break
            tone += np.sin(n * phase + player * n) / n**1.5
        sound[:, player % 2] += tone
    return sound * (velocity / 5 * _attack(t, 0.45) * _release(t, seconds, 1.2))[:, None]


def bass(hertz: float, seconds: float, velocity: float) -> Sound:
    """A round low voice: a sine, its octave and a little of the twelfth."""
    t = _times(seconds + 0.3)
    tone = np.sin(2 * np.pi * hertz * t) + 0.35 * np.sin(4 * np.pi * hertz * t) + 0.08 * np.sin(6 * np.pi * hertz * t)
    tone *= velocity * np.exp(-t * 0.9) * _attack(t, 0.012) * _release(t, seconds, 0.25)
    return np.stack([tone, tone], axis=1)


def shaker(_: float, seconds: float, velocity: float) -> Sound:
    """A grain of high noise."""
    t = _times(max(seconds, 0.12))
    noise = np.random.default_rng(7).standard_normal((len(t), 2))
    noise[1:] -= 0.96 * noise[:-1]
    return noise * (0.12 * velocity) * (np.exp(-t * 42) * _attack(t, 0.006))[:, None]


def drum(hertz: float, seconds: float, velocity: float) -> Sound:
    """A soft low drum: a skin that goes down in pitch."""
    t = _times(max(seconds, 0.5))
    pitch = hertz * (1 + 0.9 * np.exp(-t * 34))
    tone = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-t * 9) * velocity * _attack(t, 0.003)
    return np.stack([tone, tone], axis=1)


# ── playing and finishing ────────────────────────────────────────────────────────────────────────────────────────────

Instrument = Callable[[float, float, float], Sound]


def play(instrument: Instrument, notes: Sequence[Note], bpm: float, *, beats: float = 1.0, level: float = 1.0) -> Sound:
    """The notes one after another, each held for `beats`."""
    beat = 60 / bpm
    sounds = [(round(at * beat * RATE), instrument(_hertz(pitch), beats * beat, force)) for at, pitch, force in notes]
    whole = np.zeros((max(at + len(sound) for at, sound in sounds), 2))
    for at, sound in sounds:
        whole[at : at + len(sound)] += sound * level
    return whole


def chords(harmony: Harmony, velocity: float) -> list[Note]:
    """Every pitch of every chord as a note."""
    return [(at, pitch, velocity) for at, pitches in harmony for pitch in pitches]


def together(*parts: Sound) -> Sound:
    whole = np.zeros((max(map(len, parts)), 2))
    for part in parts:
        whole[: len(part)] += part
    return whole


@dataclass(frozen=True)
class Hall:
    """A room to play in: how long it rings, how much of it is heard, and which one it is."""

    seconds: float
    wet: float
    seed: int = 3

    def ring(self, sound: Sound) -> Sound:
        """The sound in it: decaying noise, darker as it dies away, different at each ear; it answers after 18 ms."""
        t = _times(self.seconds * 1.6)
        bright = np.random.default_rng(self.seed).standard_normal((len(t), 2))
        dark = _low_passed(bright, 1_800)
        impulse = bright * np.exp(-t * 11 / self.seconds)[:, None] * 0.4
        impulse = impulse + dark * np.exp(-t * 6.9 / self.seconds)[:, None]
        impulse = np.concatenate([np.zeros((round(0.018 * RATE), 2)), _low_passed(impulse, 7_000)])
        impulse /= np.sqrt(np.square(impulse).sum(axis=0))
        size = 1 << (len(sound) + len(impulse)).bit_length()
        answer = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * np.fft.rfft(impulse, size, axis=0), size, axis=0)
        return together(sound, answer[: len(sound) + len(impulse)] * self.wet)


PEAKS_DBFS = {"intro": -4, "stinger": -6, "section": -9, "outro": -4}
BED_BEATS, BED_LEVEL, BED_TAIL_S = 16, 0.06, 0.8


def finished(hall: Hall, bpm: float, *, bed: Sound, **pieces: Ending) -> dict[str, Sound]:
    """A set as it is heard: every piece in its hall, cut to its length or, the bed, made a loop."""
    done = {
        name: finish(hall.ring(sound), seconds=seconds, fade=fade, peak_dbfs=PEAKS_DBFS[name])
        for name, (sound, seconds, fade) in pieces.items()
    }
    return done | {"bed": wrap(hall.ring(bed), seconds=BED_BEATS * 60 / bpm, tail=BED_TAIL_S) * BED_LEVEL}


def finish(sound: Sound, *, seconds: float, fade: float, peak_dbfs: float) -> Sound:
    """Cut to length with a long soft end, rumble taken out, brought to a peak."""
    length = round(seconds * RATE)
    sound = np.pad(sound, ((0, max(0, length - len(sound))), (0, 0)))[:length]
    spectrum = np.fft.rfft(sound, axis=0)
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    sound = np.fft.irfft(spectrum * (frequency**2 / np.sqrt(frequency**4 + 45**4))[:, None], len(sound), axis=0)
    ending = round(fade * RATE)
    sound[-ending:] *= (np.cos(np.linspace(0, np.pi / 2, ending)) ** 2)[:, None]
    return sound / np.abs(sound).max() * 10 ** (peak_dbfs / 20)


def wrap(sound: Sound, *, seconds: float, tail: float) -> Sound:
    """A loop: what rings on after `seconds` is heard again at its beginning.

    `tail` seconds of its beginning follow, for the cross-fade into the repetition.
    """
    length = round(seconds * RATE)
    loop = np.zeros((length, 2))
    for start in range(0, len(sound), length):
        piece = sound[start : start + length]
        loop[: len(piece)] += piece
    return np.concatenate([loop, loop[: round(tail * RATE)]])


def _times(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * RATE)) / RATE


def _attack(t: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
    return np.sin(np.clip(t / seconds, 0, 1) * np.pi / 2) ** 2


def _release(t: NDArray[np.float64], held: float, seconds: float) -> NDArray[np.float64]:
    return np.cos(np.clip((t - held) / seconds, 0, 1) * np.pi / 2) ** 2


def _placed(tone: NDArray[np.float64], position: float) -> Sound:
    angle = (position * 0.8 + 1) * np.pi / 4
    return np.stack([tone * np.cos(angle), tone * np.sin(angle)], axis=1) * np.sqrt(2)


def _low_passed(sound: Sound, hertz: float) -> Sound:
    spectrum = np.fft.rfft(sound, axis=0)
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)
    return np.fft.irfft(spectrum / np.sqrt(1 + (frequency / hertz) ** 4)[:, None], len(sound), axis=0)


def _hertz(pitch: int) -> float:
    return 440 * 2 ** ((pitch - 69) / 12)


# ── calme: D major, 84 to the minute; felt piano, strings, a low voice ───────────────────────────────────────────────


def calme() -> dict[str, Sound]:
    bpm = 84.0
    harmony = [(0, (50, 57, 61, 66)), (4, (47, 54, 57, 62)), (8, (43, 55, 59, 66)), (12, (45, 52, 59, 64))]
    motif: list[Note] = [(0, 69, 0.55), (0.5, 74, 0.7), (1, 78, 0.75), (2, 76, 0.6), (2.5, 78, 0.65), (3, 81, 0.8)]
    close: list[Note] = [(4, 78, 0.7), (4, 74, 0.5), (4, 62, 0.5), (4, 50, 0.55)]

    intro = together(
        play(felt, [*motif, *close], bpm, beats=2.5),
        play(
            strings, chords([(0, (50, 57, 62, 66)), (2, (55, 59, 62, 66)), (4, (50, 57, 61, 66))], 0.5), bpm, beats=2.2
        ),
        play(bass, [(0, 38, 0.5), (2, 43, 0.45), (4, 38, 0.55)], bpm, beats=2),
    )
    stinger = together(
        play(felt, [(0, 69, 0.55), (0.5, 74, 0.7), (1, 78, 0.75), (1, 62, 0.4)], bpm, beats=1.5),
        play(strings, chords([(0, (50, 57, 62))], 0.35), bpm, beats=1.2),
    )
    section = play(felt, [(0, 69, 0.5), (0.5, 74, 0.6)], bpm, beats=0.8)
    outro = together(
        play(
            felt,
            [(0, 81, 0.7), (0.5, 78, 0.65), (1, 76, 0.6), (2, 73, 0.55), (3, 74, 0.7), *_moved(close, 0)],
            bpm,
            beats=3,
        ),
        play(
            strings,
            chords([(0, (55, 59, 62, 66)), (2, (45, 57, 61, 64)), (3.5, (50, 57, 62, 66))], 0.5),
            bpm,
            beats=2.4,
        ),
        play(bass, [(0, 43, 0.5), (2, 45, 0.45), (4, 38, 0.6)], bpm, beats=2),
    )
    bed = together(
        play(strings, chords(harmony, 0.42), bpm, beats=3.9),
        play(felt, _drops(harmony), bpm, beats=1.4, level=0.7),
        play(bass, _roots(harmony, (0, 2.5), 48), bpm, beats=1.3),
    )
    return finished(
        Hall(seconds=1.9, wet=0.33),
        bpm,
        intro=(intro, 6.2, 2.6),
        stinger=(stinger, 2.9, 1.7),
        section=(section, 1.5, 1.0),
        outro=(outro, 7.5, 3.5),
        bed=bed,
    )


# ── presse: A minor to C major, 116 to the minute; plucked ostinato, low strings, a soft drum ────────────────────────


def presse() -> dict[str, Sound]:
    """The newsroom: a wire that ticks, a rising fourth, an open end."""
    bpm = 116.0
    harmony = [(0, (57, 60, 64, 69)), (4, (53, 60, 65, 69)), (8, (48, 60, 64, 67)), (12, (55, 59, 62, 67))]
    call: list[Note] = [(0, 69, 0.8), (0.75, 69, 0.6), (1, 74, 0.85), (2, 76, 0.9), (3, 79, 0.85), (3.75, 76, 0.7)]
    home: list[Note] = [(4, 81, 0.9), (4, 72, 0.7), (4, 64, 0.6), (4, 57, 0.6)]
    beat: list[Note] = [(0, 40, 0.8), (1.5, 40, 0.5), (2, 40, 0.8), (3.5, 40, 0.5), (4, 40, 0.9)]
    intro = together(
        play(pluck, _wire(7), bpm, beats=0.4, level=0.7),
        play(pluck, _moved([*call, *home], 2), bpm, beats=1.0),
        play(mallet, _moved([*call, *home], 2), bpm, beats=1.0, level=0.5),
        play(strings, chords([(2, (57, 64, 69)), (4, (53, 60, 65)), (6, (57, 60, 64, 69))], 0.45), bpm, beats=1.9),
        play(bass, [(2, 45, 0.6), (4, 41, 0.6), (6, 45, 0.7)], bpm, beats=1.6),
        play(drum, _moved(beat, 2), bpm, level=0.55),
        play(shaker, [(step / 2, 80, 0.5 + 0.3 * (step % 2)) for step in range(4, 13)], bpm, beats=0.2),
    )
    stinger = together(
        play(pluck, [*_wire(1), (1, 69, 0.7), (1.75, 74, 0.8), (2, 76, 0.9)], bpm, beats=0.7),
        play(mallet, [(1, 69, 0.6), (1.75, 74, 0.7), (2, 76, 0.8), (2, 64, 0.5)], bpm, beats=0.8, level=0.6),
        play(bass, [(1, 45, 0.5), (2, 45, 0.6)], bpm, beats=0.9),
        play(drum, [(1, 40, 0.6), (2, 40, 0.8)], bpm, level=0.5),
    )
    section = play(mallet, [(0, 76, 0.6), (0.5, 69, 0.5), (0.75, 74, 0.6)], bpm, beats=0.6)
    outro = together(
        play(pluck, _wire(4), bpm, beats=0.4, level=0.6),
        play(pluck, [*_moved(call, 2), (6, 76, 0.8), (6, 72, 0.7), (6, 67, 0.6), (6, 60, 0.7)], bpm, beats=1.2),
        play(mallet, [*_moved(call, 2), (6, 72, 0.7), (6, 60, 0.6)], bpm, beats=1.2, level=0.5),
        play(strings, chords([(2, (53, 60, 65)), (4, (55, 59, 62)), (6, (48, 55, 60, 64))], 0.5), bpm, beats=2.2),
        play(bass, [(2, 41, 0.6), (4, 43, 0.6), (6, 36, 0.8)], bpm, beats=1.8),
        play(drum, _moved(beat, 2), bpm, level=0.5),
    )
    bed = together(
        play(pluck, _wire(16), bpm, beats=0.35, level=0.55),
        play(strings, chords(harmony, 0.30), bpm, beats=3.9),
        play(bass, _roots(harmony, (0, 1.5, 2.5), 45), bpm, beats=0.9, level=0.8),
        play(drum, [(number * 2, 40, 0.6) for number in range(8)], bpm, level=0.35),
    )
    return finished(
        Hall(seconds=1.1, wet=0.22, seed=5),
        bpm,
        intro=(intro, 5.4, 1.8),
        stinger=(stinger, 2.6, 1.2),
        section=(section, 1.3, 0.7),
        outro=(outro, 6.0, 2.4),
        bed=bed,
    )


# ── tech: E minor with a bright sixth, 100 to the minute; electric piano, arpeggios, a pulse ─────────────────────────


def tech() -> dict[str, Sound]:
    """The laboratory: bells that answer one another, a pulse under them, chords that never quite close."""
    bpm = 100.0
    harmony = [(0, (52, 59, 62, 67)), (4, (48, 59, 64, 67)), (8, (55, 59, 62, 69)), (12, (50, 57, 61, 66))]
    motif: list[Note] = [(0, 71, 0.7), (2 / 3, 74, 0.6), (1, 79, 0.8), (5 / 3, 78, 0.6), (2, 74, 0.7), (8 / 3, 76, 0.6)]
    landing: list[Note] = [(4, 79, 0.75), (4, 74, 0.6), (4, 67, 0.55), (4, 59, 0.5), (4, 52, 0.55)]
    intro = together(
        play(glass, [*motif, *landing], bpm, beats=1.8),
        play(pluck, [*_arpeggio(harmony[0][1], 0, 2, 0.34), *_arpeggio(harmony[1][1], 2, 2, 0.36)], bpm, beats=0.5),
        play(strings, chords([(0, (52, 59, 67)), (2, (48, 55, 64)), (4, (52, 59, 62, 67))], 0.35), bpm, beats=2.0),
        play(bass, [(0, 40, 0.6), (2, 36, 0.6), (3.67, 38, 0.4), (4, 40, 0.7)], bpm, beats=1.4),
        play(drum, [(0, 38, 0.7), (1.67, 38, 0.4), (2, 38, 0.7), (4, 38, 0.8)], bpm, level=0.5),
    )
    stinger = together(
        play(glass, [(0, 71, 0.6), (1 / 3, 74, 0.6), (2 / 3, 78, 0.7), (1, 79, 0.8), (1, 64, 0.5)], bpm, beats=1.2),
        play(bass, [(0, 40, 0.5), (1, 40, 0.6)], bpm, beats=1.0),
        play(drum, [(0, 38, 0.5), (1, 38, 0.7)], bpm, level=0.5),
    )
    section = play(glass, [(0, 79, 0.5), (1 / 3, 74, 0.55)], bpm, beats=0.6)
    outro = together(
        play(glass, [*motif, (3.33, 74, 0.5), *landing], bpm, beats=2.2),
        play(pluck, [*_arpeggio(harmony[2][1], 0, 2, 0.3), *_arpeggio(harmony[3][1], 2, 2, 0.3)], bpm, beats=0.5),
        play(strings, chords([(0, (55, 59, 62)), (2, (50, 57, 66)), (4, (52, 59, 64, 67))], 0.4), bpm, beats=2.4),
        play(bass, [(0, 43, 0.6), (2, 38, 0.6), (4, 40, 0.8)], bpm, beats=1.6),
        play(drum, [(0, 38, 0.6), (2, 38, 0.6), (4, 38, 0.8)], bpm, level=0.45),
    )
    bed = together(
        play(pluck, [note for at, chord in harmony for note in _arpeggio(chord, at, 4, 0.26)], bpm, beats=0.45),
        play(strings, chords(harmony, 0.28), bpm, beats=3.9),
        play(bass, _roots(harmony, (0, 1.67, 2.67), 45), bpm, beats=0.8, level=0.8),
        play(drum, [(number * 2, 38, 0.6) for number in range(8)], bpm, level=0.30),
    )
    return finished(
        Hall(seconds=1.5, wet=0.30, seed=9),
        bpm,
        intro=(intro, 5.6, 2.2),
        stinger=(stinger, 2.6, 1.5),
        section=(section, 1.4, 0.9),
        outro=(outro, 6.6, 3.0),
        bed=bed,
    )


def _drops(harmony: Harmony) -> list[Note]:
    """Single notes of each chord, an octave up, off the beat now and then."""
    return [
        (at + step, pitches[index] + 12, 0.35 + 0.06 * (index % 2))
        for at, pitches in harmony
        for step, index in ((0, 1), (1, 3), (1.5, 2), (2.5, 1), (3, 3))
    ]


def _wire(beats: float) -> list[Note]:
    """Sixteenths that tick like a teleprinter."""
    pattern = (76, 69, 72, 69, 76, 69, 74, 72)
    return [
        (step / 4, pattern[step % 8], 0.30 + 0.22 * (step % 4 == 0) + 0.08 * (step % 8 == 6))
        for step in range(round(beats * 4))
    ]


def _arpeggio(chord: Sequence[int], start: float, beats: float, force: float) -> list[Note]:
    """A chord in triplets, up and down, an octave higher."""
    order = (0, 2, 1, 3, 2, 1)
    return [
        (start + step / 3, chord[order[step % 6]] + 12, force * (0.7 + 0.3 * (step % 3 == 0)))
        for step in range(round(beats * 3))
    ]


def _roots(harmony: Harmony, beats: Sequence[float], highest: int) -> list[Note]:
    """The root of each chord, an octave or two down until it is below `highest`."""
    return [
        (at + beat, pitches[0] - 12 * max(0, -(-(pitches[0] - highest) // 12)), 0.45)
        for at, pitches in harmony
        for beat in beats
    ]


def _moved(notes: Sequence[Note], beats: float) -> list[Note]:
    return [(at + beats, pitch, velocity) for at, pitch, velocity in notes]


SETS: dict[str, Callable[[], dict[str, Sound]]] = {"calme": calme, "presse": presse, "tech": tech}


def main(names: Sequence[str]) -> None:
    """Write the sets to their folders as FLAC, 16 bits."""
    import soundfile

    for name in names or sorted(SETS):
        for piece, sound in SETS[name]().items():
            path = HERE / name / f"{piece}.flac"
            path.parent.mkdir(exist_ok=True)
            soundfile.write(path, sound, RATE, "PCM_16")
            peak = 20 * np.log10(np.abs(sound).max())
            print(f"{name}/{piece}: {len(sound) / RATE:.1f} s, peak {peak:.1f} dBFS, {path.stat().st_size} B")


if __name__ == "__main__":
    main(sys.argv[1:])
