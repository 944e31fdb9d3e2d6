"""A voice's own lexicon (`lexicon` in its profile): names that this voice alone has to be told how to say.

The script's spoken form is the same for all voices; what the file says is laid over it when the line is spoken.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import ShowError
from matinale.model import Pronunciation, SpokenForm
from matinale.settings import VoiceProfile

if TYPE_CHECKING:
    from matinale.spoken.matching import Lexicon


def in_own_words(spoken: SpokenForm, language: str, voice: VoiceProfile) -> SpokenForm:
    """The spoken form with the pronunciations of the voice's own lexicon in the place of others.

    Raises:
        ShowError: The lexicon is missing or wrong.
    """
    if not voice.lexicon:
        return spoken
    lexicon = own_lexicon(voice)
    if not lexicon.serves(language):
        return spoken
    text, spans, position = "", list[Pronunciation](), 0
    kept = list(spoken.pronunciations)
    for match in lexicon.find(spoken.text):
        shift = len(text) - position
        spans += [_moved(span, shift) for span in kept if position <= span.start and span.end <= match.start]
        text += spoken.text[position : match.start]
        start, position = len(text), match.end
        text += match.entry.say or spoken.text[match.start : match.end]
        if match.entry.ipa or match.entry.lang:
            spans.append(Pronunciation(start, len(text), match.entry.ipa, match.entry.lang))
        kept = [span for span in kept if span.start >= position]
    spans += [_moved(span, len(text) - position) for span in kept]
    return replace(spoken, text=text + spoken.text[position:], pronunciations=tuple(spans))


def own_lexicon(voice: VoiceProfile) -> Lexicon:
    """The lexicon that a profile names, read again when its file has changed.

    Raises:
        ShowError: The file is missing or wrong.
    """
    path = voice.folder / voice.lexicon
    try:
        status = path.stat()
        return _read(path, status.st_size, status.st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        where = voice.folder / f"{voice.name}.toml"
        raise ShowError(f"{where}: lexicon: {path} cannot be read ({error.__class__.__name__})") from error


@cache
def _read(path: Path, _size: int, _changed: int) -> Lexicon:
    from matinale.spoken.lexicon import parse_lexicon

    return parse_lexicon(path.read_text("utf-8-sig"), str(path))


def _moved(span: Pronunciation, by: int) -> Pronunciation:
    return replace(span, start=span.start + by, end=span.end + by)
