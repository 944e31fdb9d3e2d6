"""The show's voices and the recogniser: what they need is there, and a voice of the show really speaks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.metadata import entry_points

from matinale.doctor.checks import Check, looked_at
from matinale.errors import EngineMissing
from matinale.languages import primary_language
from matinale.model import Line, Milliseconds, SpokenForm
from matinale.settings import Show, VoiceProfile
from matinale.speech.engine import GROUP, Paid, Telling, load_engine

TEXTS = {"fr": "Bonjour à tous.", "en": "Good morning."}


def check_voices(show: Show) -> Iterator[Check]:
    """Every engine, every voice; those that the show itself names must be there, and one of each engine must speak."""
    from matinale.speech.catalogue import describe_voices

    yield Check("engines", "ok", ", ".join(sorted({entry.name for entry in entry_points(group=GROUP)})))
    needed = used_by(show)
    tried: set[str] = set()
    for status in describe_voices(show.voices):
        name, voice = f"voice {status.name}", show.voices[status.name]
        if status.remedy:
            found, _, remedy = status.remedy.rpartition("; ")
            yield Check(name, "error" if status.name in needed else "optional", found or status.remedy, remedy)
        elif status.name in needed and voice.engine not in tried:
            tried.add(voice.engine)
            yield looked_at(name, lambda voice=voice: _spoken(voice, show))
        else:
            yield Check(name, "ok", f"{status.engine}, {', '.join(status.languages) or 'any language'}")


def used_by(show: Show) -> frozenset[str]:
    """The voices that the show's settings name."""
    wording = show.script
    return frozenset(filter(None, (show.voice, wording.anchor, wording.article, wording.quote, wording.heading)))


def check_ear() -> Check:
    """The recogniser of `make-episode --verify` and `lexicon check`."""
    return looked_at("recogniser", _ear, failing="optional")


def _spoken(voice: VoiceProfile, show: Show) -> str:
    """Have the voice say two words: only then is it known that its model loads. A paid engine is not asked."""
    engine = load_engine(voice.engine)
    if isinstance(engine, Paid):
        return f"{voice.engine}, not asked to speak: it may cost"
    language = next(iter(voice.languages), show.language)
    text = TEXTS.get(primary_language(language), TEXTS["en"])
    begun = time.perf_counter()
    take = engine.speak(Line("doctor", "text", text, SpokenForm(text), Milliseconds(0), language=language), voice)
    taken = time.perf_counter() - begun
    told = "".join(f"; {line}" for line in engine.notices(voice)) if isinstance(engine, Telling) else ""
    return f"{voice.engine}, spoke {take.samples.size / take.rate:.1f} s in {taken:.1f} s, its loading included{told}"


def _ear() -> str:
    from importlib.util import find_spec

    from matinale.speech.models import require_model
    from matinale.speech.recognition import INSTALL, WEIGHTS

    if find_spec("faster_whisper") is None:
        raise EngineMissing(f"recognition needs faster-whisper; install it with: {INSTALL}")
    require_model(WEIGHTS)
    return "Whisper base"
