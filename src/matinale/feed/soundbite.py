"""The passage that an app plays as a foretaste: the lead of the first headline, 15 to 120 seconds (Podcasting 2.0)."""

from __future__ import annotations

from dataclasses import dataclass

from matinale.feed.words import clean
from matinale.model import Caption, Episode

SHORTEST = 15_000
LONGEST = 120_000


@dataclass(frozen=True, slots=True)
class Soundbite:
    """From `start` for `length` milliseconds; `title` is the article's."""

    start: int
    length: int
    title: str


def choose_soundbite(episode: Episode) -> Soundbite | None:
    """The first article's lead, widened by whole sentences to 15 s at least; None where no passage is long enough."""
    if not episode.issue.articles:
        return None
    article = episode.issue.articles[0]
    lead = _letters(article.lead)
    first = next((at for at, each in enumerate(episode.captions) if lead and _begins(lead, each)), None)
    if first is None:
        return None
    start, end = episode.captions[first].start, episode.captions[first].end
    rest = lead[len(_letters(episode.captions[first].text)) :]
    for caption in episode.captions[first + 1 :]:
        text = _letters(caption.text)
        within = bool(rest) and rest.startswith(text)
        if (not within and end - start >= SHORTEST) or caption.end - start > LONGEST:
            break
        rest = rest[len(text) :] if within else ""
        end = caption.end
    return Soundbite(start, end - start, article.title) if SHORTEST <= end - start <= LONGEST else None


def _begins(lead: str, caption: Caption) -> bool:
    text = _letters(caption.text)
    return bool(text) and lead.startswith(text)


def _letters(text: str) -> str:
    return "".join(letter for letter in clean(text).lower() if letter.isalnum())
