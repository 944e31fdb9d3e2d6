"""Takes of one segment → its lossless file: one article, one file, whatever happens to the next one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.fades import fade_edges, trim_silence
from matinale.audio.loudness import loudness_of_tenths
from matinale.audio.treatment import treat_voice
from matinale.errors import AudioError, WorkspaceError
from matinale.files import replacing
from matinale.model import Line, LineCue, Samples, Segment, SegmentAudio, Take
from matinale.settings import Sound

if TYPE_CHECKING:
    import numpy as np
    import soundfile
    from numpy.typing import NDArray

    Measured = tuple[NDArray[np.float32], tuple[float, ...]]  # a voice, and the loudness of its tenths of a second

RATE = 44_100
FOLDER = "articles"
THREADS = 2  # the filters let go of the interpreter's lock


def stitch_segment(segment: Segment, takes: Iterable[Take], folder: Path, sound: Sound | None = None) -> SegmentAudio:
    """Write `articles/<segment.id>.flac` (mono, 44.1 kHz, 16 bits) in `folder`, the episode's folder.

    Each line's take is trimmed, treated, resampled and faded, and followed by the line's silence; few takes are held in
    memory at a time. The file is replaced whole, and the same takes give the same bytes.

    Raises:
        AudioError: The takes are not the segment's lines, one for one and in order, or one holds no sound values.
        WorkspaceError: The file cannot be written.
    """
    import soundfile

    path = folder / FOLDER / f"{segment.id}.flac"
    with replacing(path) as temporary:
        try:
            with soundfile.SoundFile(temporary, "w", RATE, 1, "PCM_16") as file:
                cues, length = _write_lines(segment, iter(takes), file, sound or Sound())
            if soundfile.info(temporary).frames != length:
                raise WorkspaceError(f"{path}: cannot be written whole (is the disk full?); free space, then run again")
        except soundfile.SoundFileError as error:
            raise WorkspaceError(f"{path}: cannot be written ({error}); free space, then run again") from error
    return SegmentAudio(segment.id, f"{FOLDER}/{segment.id}.flac", RATE, Samples(length), cues)


def _write_lines(
    segment: Segment, takes: Iterable[Take], file: soundfile.SoundFile, sound: Sound
) -> tuple[tuple[LineCue, ...], int]:
    import numpy as np

    cues: list[LineCue] = []
    position = 0
    for line, (voice, loudness) in _treated(segment, takes, sound):
        file.write(voice)
        cues.append(LineCue(line.id, Samples(position), Samples(len(voice)), loudness))
        silence = round(line.pause_after * RATE / 1000)
        file.write(np.zeros(silence, np.float32))
        position += len(voice) + silence
    return tuple(cues), position


def _treated(segment: Segment, takes: Iterable[Take], sound: Sound) -> Iterator[tuple[Line, Measured]]:
    """The voice of each line. A few takes are treated while the next one is spoken."""
    pending: deque[tuple[Line, Future[Measured]]] = deque()
    remaining = iter(takes)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="treatment") as pool:
        for line in segment.lines:
            take = next(remaining, None)
            if take is None or take.line_id != line.id:
                found = "nothing" if take is None else take.line_id
                raise AudioError(
                    f"segment {segment.id}: a take of line {line.id} was expected, {found} came; render it again"
                )
            pending.append((line, pool.submit(_measured, take, sound)))
            if len(pending) > THREADS:
                first, voice = pending.popleft()
                yield first, voice.result()
        for line, voice in pending:
            yield line, voice.result()
    if (extra := next(remaining, None)) is not None:
        raise AudioError(
            f"segment {segment.id}: a take of {extra.line_id}, which is none of its lines; render it again"
        )


def _measured(take: Take, sound: Sound) -> Measured:
    voice = voice_samples(take, sound)
    return voice, loudness_of_tenths(voice, RATE)


def voice_samples(take: Take, sound: Sound) -> NDArray[np.float32]:
    """A take as it goes into the programme: float32 mono at 44.1 kHz, silent at both ends.

    Raises:
        AudioError: The take has no samples, more than one channel, or values that are not numbers.
    """
    import numpy as np

    samples = np.asarray(take.samples, np.float32)
    if samples.ndim != 1 or len(samples) == 0 or take.rate <= 0 or not np.isfinite(samples).all():
        raise AudioError(f"take of line {take.line_id}: no mono samples that are numbers; render it again")
    if sound.trim:
        samples = trim_silence(samples, take.rate)
    return fade_edges(treat_voice(_resample(samples, take.rate), RATE, sound), RATE)


def _resample(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """At 44.1 kHz, by soxr's high quality: pass band flat to 91 % of Nyquist, images below -120 dB."""
    if rate == RATE:
        return samples
    import numpy as np
    import soxr

    resampled: NDArray[np.float32] = soxr.resample(samples, rate, RATE, quality="HQ")
    return resampled if len(resampled) else np.zeros(1, np.float32)
