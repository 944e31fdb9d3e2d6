"""Segments and jingles → the programme's MP3 and its alternates, untagged; what did not change is not mixed again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.report import SoundReport
from matinale.errors import WorkspaceError
from matinale.files import sha256_of
from matinale.model import Loudness, Milliseconds, Programme, Progress, Script
from matinale.pipeline.alternates import AlternateFile, Level, sound_alternates
from matinale.pipeline.report import Run
from matinale.pipeline.sounding import StitchedSegment
from matinale.serialization import fingerprint
from matinale.settings import JingleFile, Show, Sound
from matinale.workshop import Workshop
from matinale.workspace import voice_folders

if TYPE_CHECKING:
    from matinale.audio.jingles import JingleSet
    from matinale.audio.mix import Mix

MIXING = "mixing 6"
PROGRAMME = "programme.mp3"


@dataclasses.dataclass(frozen=True, slots=True)
class SoundedProgramme:
    """The encoded mix: the fingerprint of all it was made from, the hash of its file, and what was measured of it.

    `settings`: the fingerprint of that part of it which is not the episode's own. `gain_db` and `ceiling_dbtp` are what
    it was encoded with. `alternates`: the other formats, kept in `alternates.json` and not here.
    """

    key: str
    sha256: str
    loudness: Loudness
    duration: Milliseconds
    credits: tuple[str, ...]
    sound: SoundReport
    gain_db: float
    ceiling_dbtp: float
    alternates: tuple[AlternateFile, ...] = ()
    settings: str = ""


def jingles_of(show: Show) -> JingleSet:
    """The show's music, every piece decoded: called before anything is rendered, so that a bad file costs nothing.

    Raises:
        AudioError: A piece is missing or unreadable.
    """
    pieces = tuple(sorted(show.sound.pieces.items()))
    return _decoded(_jingle_home(show), show.sound.jingles, pieces, show.root, music_of(show))


@lru_cache(maxsize=1)
def _decoded(home: Path, name: str, pieces: tuple[tuple[str, JingleFile], ...], root: Path, _content: str) -> JingleSet:
    """Decoded once a run, and once for a batch: `_content` changes with the files."""
    from matinale.audio.jingles import load_jingles

    return load_jingles(home, name, dict(pieces), root)


def jingle_sets_of(show: Show) -> Iterator[tuple[str, JingleSet]]:
    """Every set that the show can choose, decoded, by name; the show's own pieces replace those of its set.

    A show that chose no set and has pieces of its own comes first, under the name of no set.
    """
    from matinale.audio.jingles import NONE, list_jingle_sets, load_jingles

    if show.sound.jingles == NONE and show.sound.pieces:
        yield NONE, jingles_of(show)

    homes = {name: home for home in reversed(voice_folders(show.root)) for name in list_jingle_sets(home)}
    for name, home in sorted(homes.items()):
        own = name == show.sound.jingles
        yield name, load_jingles(home, name, show.sound.pieces if own else dict[str, JingleFile](), show.root)


def music_of(show: Show) -> str:
    """A fingerprint of the music's files, without decoding any."""
    home = _jingle_home(show)
    own = [show.root / piece.file for _, piece in sorted(show.sound.pieces.items())]
    files = sorted((home / "jingles" / show.sound.jingles).glob("*")) + own
    return fingerprint(*((file.name, sha256_of(file) if file.is_file() else "absent") for file in files))


def describe_episode_sound(folder: Path) -> Iterator[str]:
    """How loud the episode in `folder` and each of its parts came out, line by line.

    Raises:
        WorkspaceError: It has not been mixed.
    """
    from matinale.audio.report import describe_sound

    sounded = Workshop(folder).read(SoundedProgramme, "programme.json")
    if sounded is None:
        raise WorkspaceError(f"{folder}: has no measured programme; make the episode again")
    yield f"{folder.name}: loudness after decoding (EBU R 128)"
    yield from describe_sound(sounded.sound)


def sound_programme(
    script: Script, stitched: Sequence[StitchedSegment], run: Run
) -> tuple[SoundedProgramme, Programme]:
    """The programme in `programme.mp3` and the formats beside it, with its cues in `timeline.json`."""
    workshop, path = run.workshop, run.workshop.path(PROGRAMME)
    key = programme_key(script, stitched, run.show)
    known, timeline = workshop.read(SoundedProgramme, "programme.json"), workshop.read(Programme, "timeline.json")
    if known and timeline and known.key == key and path.is_file() and sha256_of(path) == known.sha256:
        sounded, programme = known, timeline
    else:
        before = (known, timeline) if known and timeline and known.settings == _settings_of(run.show) else None
        sounded, programme = _sounded(key, script, stitched, run, before)
    level = Level(key, sounded.gain_db, sounded.ceiling_dbtp)
    alternates = sound_alternates(lambda: _mix_of(programme, stitched, run), level, run)
    return dataclasses.replace(sounded, alternates=alternates), programme


def _mix_of(programme: Programme, stitched: Sequence[StitchedSegment], run: Run) -> Mix:
    from matinale.audio.mix import Mix

    segments = [each.audio for each in stitched]
    return Mix(programme, segments, jingles_of(run.show), run.show.sound, folder=run.workshop.folder)


def programme_key(script: Script, stitched: Sequence[StitchedSegment], show: Show) -> str:
    """The fingerprint of all that the programme is made from: while it holds, nothing is mixed."""
    shape = [(segment.id, segment.kind, segment.title, segment.url) for segment in script.segments]
    lines = [
        (line.id, line.role, line.voice or segment.voice or show.voice)
        for segment in script.segments
        for line in segment.lines
    ]
    parts = [each.content for each in stitched]
    return fingerprint(shape, lines, parts, _settings_of(show))


def _settings_of(show: Show) -> str:
    """A fingerprint of what shapes the sound of every episode: levels found under other settings are not kept."""
    sound = _of_the_mp3(show.sound)
    return fingerprint(MIXING, sound, _gains(show), music_of(show), version("imageio-ffmpeg"))


def _of_the_mp3(sound: Sound) -> Sound:
    """The settings without those of other formats: a change of these leaves the MP3 as it is."""
    plain = Sound()
    return dataclasses.replace(sound, alternates=plain.alternates, opus_kbps=plain.opus_kbps, aac_kbps=plain.aac_kbps)


def _gains(show: Show) -> dict[str, float]:
    """What each voice is to be louder, by its name; "" is the show's voice."""
    gains = {name: voice.gain_db for name, voice in show.voices.items()}
    return gains | {"": gains.get(show.voice, 0.0)}


def _sounded(
    key: str,
    script: Script,
    stitched: Sequence[StitchedSegment],
    run: Run,
    before: tuple[SoundedProgramme, Programme] | None,
) -> tuple[SoundedProgramme, Programme]:
    """Mix and encode. The levels of `before`, the episode as it was, are kept while they meet the loudness."""
    from matinale.audio.mix import Mix
    from matinale.audio.mp3 import encode_mp3
    from matinale.audio.report import report_sound, write_loudness_plot
    from matinale.audio.timeline import mix_programme

    show, folder = run.show, run.workshop.folder
    segments = [each.audio for each in stitched]
    with run.watch.stage("mix"):
        run.on_progress(Progress("mix", "", 0, 1))
        jingles = jingles_of(show)
        programme = mix_programme(
            script, segments, jingles, show.sound, folder=folder, gains_db=_gains(show), before=before and before[1]
        )
        run.on_progress(Progress("mix", "", 1, 1))
    with run.watch.stage("encode"):
        run.on_progress(Progress("encode", "", 0, 1))
        path = run.workshop.path(PROGRAMME)
        mix = Mix(programme, segments, jingles, show.sound, folder=folder)
        kept = before and (before[0].gain_db, before[0].ceiling_dbtp)
        encoded = encode_mp3(mix, show.sound, path, kept)
        report = report_sound(programme, encoded.loudness, encoded.heard)
        write_loudness_plot(folder, programme, encoded.heard.momentary, show.sound.integrated_lufs)
        made = SoundedProgramme(
            key,
            sha256_of(path),
            encoded.loudness,
            encoded.duration,
            jingles.credits,
            report,
            encoded.gain_db,
            encoded.ceiling_dbtp,
            settings=_settings_of(show),
        )
        run.workshop.keep_waveform(made.sha256, encoded.heard.waveform)
        run.workshop.write("programme.json", made)
        run.on_progress(Progress("encode", "", 1, 1))
    return made, programme


def _jingle_home(show: Show) -> Path:
    """The folder of voices that holds the show's set: its own before the shipped one."""
    folders = voice_folders(show.root)
    return next((home for home in folders if (home / "jingles" / show.sound.jingles).is_dir()), folders[0])
