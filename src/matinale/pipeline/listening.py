"""Listening: a sample of a voice, the takes of a script and the entries of a lexicon, by a recogniser's ear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import ShowError
from matinale.files import write_bytes
from matinale.model import Line, Milliseconds, Progress, Script, Segment, SpokenForm
from matinale.pipeline.heard import HEARD_FILE, Memory, read_heard
from matinale.pipeline.report import Run
from matinale.pipeline.sounding import make_speaker, take_store
from matinale.pipeline.verdicts import heard_before, keep_heard
from matinale.pipeline.writing import read_lexicon, speller_for
from matinale.settings import Show
from matinale.workspace import voice_folders

if TYPE_CHECKING:
    from matinale.spoken.lexicon_check import CheckedEntry
    from matinale.spoken.matching import Entry


def say_sample(show: Show, text: str, out: Path, language: str = "") -> float:
    """Write `text`, said by the show's voice, to a WAV file; return its seconds."""
    import io

    import soundfile

    language = language or next(iter(show.voices[show.voice].languages), show.language)
    speller = speller_for(show.root)
    lines = tuple(
        Line(f"sample-{index}", "text", piece, speller.spell(piece, language), Milliseconds(0))
        for index, piece in enumerate(speller.split(text, language))
    )
    speaker = make_speaker(show, language)
    takes = tuple(speaker.speak_segment(Segment("sample", "article", "", "", lines)))
    content, seconds = io.BytesIO(), 0.0
    with soundfile.SoundFile(content, "w", takes[0].rate, 1, "PCM_16", format="WAV") as file:
        for take in takes:
            file.write(take.samples)
            seconds += len(take.samples) / take.rate
    write_bytes(out, content.getvalue())
    return seconds


def listen_to_takes(script: Script, run: Run) -> None:
    """Transcribe every take, render doubtful ones again, and tell which lines a person should listen to.

    Raises:
        EngineMissing: The recogniser is not installed.
    """
    from matinale.speech.recognition import WhisperTranscriber
    from matinale.speech.verification import Verdict, verify_script

    total = sum(len(segment.lines) for segment in script.segments)
    done = 0

    def on_verdict(_: Verdict) -> None:
        nonlocal done
        done += 1
        run.on_progress(Progress("verify", "", done, total))

    speaker, store = make_speaker(run.show, script.language), take_store(run.show.root)
    known = heard_before(speaker.plan(script), store, run.workshop)
    verdicts = verify_script(speaker, script, WhisperTranscriber(), on_verdict, known)
    keep_heard(verdicts, script, speaker, store, run.workshop)
    for verdict in verdicts:
        run.count.again += verdict.attempts - 1
        if verdict.attempts > 1:
            segment = next(each for each in script.segments if any(line.id == verdict.line.id for line in each.lines))
            run.workshop.path(f"articles/{segment.id}.json").unlink(missing_ok=True)
        if verdict.doubtful:
            run.on_notice(
                f"line {verdict.line.id}: listen to it: {verdict.line.spoken.text!r} was heard as {verdict.heard!r}"
            )


def check_lexicon_by_ear(
    show: Show, language: str, only: Sequence[str] = (), *, again: bool = False
) -> Iterator[CheckedEntry]:
    """Say every entry of the show's lexicon of a language with its voice, and compare what a recogniser hears.

    What was heard is kept in the show's `voices/lexicon/heard.tsv`; an entry is heard again when it, or the voice,
    changed, or when `again` is set.

    Raises:
        ShowError: There is no lexicon of this language.
        EngineMissing: The voice or the recogniser is not installed.
        WorkspaceError: The record cannot be written.
    """
    from matinale.speech.recognition import WhisperTranscriber
    from matinale.spoken.lexicon_check import carrier_of, check_lexicon

    homes = [home / "lexicon" for home in voice_folders(show.root)]
    found = [home / f"{language}.toml" for home in homes if (home / f"{language}.toml").is_file()]
    if not found:
        raise ShowError(f"{homes[0] / language}.toml: not found; lexicons are named by their language, such as fr.toml")
    speaker, ear = make_speaker(show, language), WhisperTranscriber()

    def segment_of(form: SpokenForm, tag: str) -> Segment:
        line = Line("lexicon", "text", form.text, form, Milliseconds(0), language=tag)
        return Segment("lexicon", "article", "", "", (line,))

    def listen(form: SpokenForm, tag: str) -> str:
        take = next(speaker.speak_segment(segment_of(form, tag)))
        return ear.transcribe(take.samples, take.rate, tag)

    def take_of(entry: Entry) -> str:
        alone = segment_of(carrier_of([entry], language), language)
        return speaker.keys(Script("", language, (alone,)))[0]

    known = {} if again else read_heard(home / HEARD_FILE for home in reversed(homes))
    memory = Memory(show.root / "voices" / "lexicon" / HEARD_FILE, language, show.voice, take_of, known)
    complete = False
    try:
        for path in found:
            lexicon = read_lexicon(path)
            for checked in check_lexicon(lexicon, listen, language=language, only=only, remembered=memory.recall):
                memory.keep(checked)
                yield checked
        complete = not only
    finally:
        memory.save(complete=complete)
