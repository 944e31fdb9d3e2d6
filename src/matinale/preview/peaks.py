"""The waveform that the page draws: as it was kept when the programme was encoded, else drawn from the programme."""

from __future__ import annotations

import contextlib
import threading

from matinale.audio.waveform import waveform_of
from matinale.errors import MatinaleError
from matinale.pipeline.mixing import PROGRAMME, SoundedProgramme
from matinale.workshop import Workshop

_drawing = threading.Lock()


def peaks_of(workshop: Workshop) -> bytes:
    """The waveform of the programme (see `WaveformMeter`); empty where there is none.

    Drawn once for a sound and kept; where that cannot be written, each time.

    Raises:
        AudioError: It cannot be decoded.
    """
    with _drawing:
        sounded = workshop.read(SoundedProgramme, "programme.json")
        if sounded is None:
            return b""
        kept = workshop.waveform(sounded.sha256)
        if kept is None:
            kept = waveform_of(workshop.path(PROGRAMME))
            with contextlib.suppress(MatinaleError):
                workshop.keep_waveform(sounded.sha256, kept)
    return kept
