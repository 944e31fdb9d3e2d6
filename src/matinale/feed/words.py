"""Text as a feed may carry it: no control characters, cut at a sentence, escaped; and the notes' words by language."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow; feedgen raises on it."""

_SENTENCE_END = re.compile(r"[.!?…][”\")]*(?:\s?»)*(?=\s|$)")

PHRASES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "chapters": "Chapitres",
        "related": "Pour aller plus loin",
        "noted": "Dans la lettre",
        "credits": "Crédits",
        "synthetic": "La voix de cet épisode est une voix de synthèse.",
        "source": "Lire le numéro",
        "transcript": "Transcription",
        "listen": "Écouter",
        "download": "Télécharger le MP3",
        "subscribe": "S’abonner",
        "episodes": "Épisodes",
        "all_episodes": "Tous les épisodes",
        "older": "Épisodes plus anciens",
        "newer": "Épisodes plus récents",
        "feed": "Flux RSS",
        "feed_hint": "Collez cette adresse dans votre application de podcast :",
        "qr": "Code QR du flux RSS",
        "skip": "Aller au contenu",
        "notes": "Notes de l’épisode",
        "number": "n°",
    },
    "en": {
        "chapters": "Chapters",
        "related": "Further reading",
        "noted": "In the newsletter",
        "credits": "Credits",
        "synthetic": "The voice of this episode is synthetic.",
        "source": "Read the issue",
        "transcript": "Transcript",
        "listen": "Listen",
        "download": "Download the MP3",
        "subscribe": "Subscribe",
        "episodes": "Episodes",
        "all_episodes": "All episodes",
        "older": "Older episodes",
        "newer": "Newer episodes",
        "feed": "RSS feed",
        "feed_hint": "Paste this address into your podcast app:",
        "qr": "QR code of the RSS feed",
        "skip": "Skip to content",
        "notes": "Show notes",
        "number": "no.",
    },
}


def phrases_of(language: str) -> Mapping[str, str]:
    """The words that notes and pages are labelled with; English for a language that has none yet."""
    return PHRASES.get(language.split("-", maxsplit=1)[0].lower(), PHRASES["en"])


def clean(text: str) -> str:
    """`text` on one line, trimmed, without what XML does not allow; the no-break spaces of French stay."""
    return re.sub(r"[ \t\r\n]+", " ", _ILLEGAL.sub("", text)).strip()


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` bytes of UTF-8, cut after a sentence, else between words with an ellipsis.

    >>> cut("Une phrase. Une autre phrase.", 20)
    'Une phrase.'
    >>> cut("Un seul mot très long", 12)
    'Un seul…'
    """
    if len(text.encode("utf-8")) <= limit:
        return text
    head = text.encode("utf-8")[:limit].decode("utf-8", "ignore")
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, len(head) + 1) if match.end() <= len(head)]
    if ends:
        return head[: ends[-1]]
    room = text.encode("utf-8")[: limit - len("…".encode())].decode("utf-8", "ignore")
    if not text[len(room) : len(room) + 1].isspace():
        room = room.rsplit(None, 1)[0] if " " in room else room
    return room.rstrip(" ,;:") + "…"


def escape(text: str) -> str:
    """`clean(text)` for HTML, in an element or a double-quoted attribute."""
    return html.escape(clean(text), quote=False).replace('"', "&quot;")


def clock(milliseconds: int) -> str:
    """A time as listeners read it, in whole seconds: podcast apps make `mm:ss` and `h:mm:ss` of the notes clickable.

    >>> clock(65_400), clock(3_600_000)
    ('01:05', '1:00:00')
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
