"""The pictures of an episode: the show's cover, a card of its own, and a small one for each article.

Drawn once and kept by the fingerprint of what they show; a picture of the publisher's own replaces the cover.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from matinale.files import sha256_of, sweep, write_bytes
from matinale.model import Episode
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.workshop import Workshop

DRAWING = "drawing 2"
CARD, SMALL_CARD = 1400, 600  # pixels: what apps take for an episode; enough for a chapter
IN_TAG = (300, 180, 120)  # pixels of a chapter's picture in the tag: the largest of which all fit


def cover_of(show: Show) -> Path:
    """The show's cover: its own picture, else one drawn from its name and colours, kept until they change."""
    if show.cover:
        return show.root / show.cover
    key = fingerprint(DRAWING, show.title, show.colours)
    path = show.root / ".cache" / f"cover-{key[:16]}.png"
    if not path.is_file():
        from matinale.audio.pictures import draw_cover

        sweep(path.parent, below=False)
        write_bytes(path, draw_cover(show.title, show.colours))
    return path


def illustrate(episode: Episode, show: Show, workshop: Workshop) -> tuple[Episode, dict[str, Path]]:
    """The episode with its card and its articles' cards, and these: file name in the site → file."""
    articles = {article.title for article in episode.issue.articles}
    caption = f"{show.title} · {_day(episode.published.date())}"
    media: dict[str, Path] = {}

    def named(title: str, size: int, stem: str) -> str:
        from matinale.feed.identity import picture_name

        path = _card(title, caption, size, show, workshop)
        name = picture_name(f"{episode.slug}/{stem}", sha256_of(path), path.suffix)
        media[name] = path
        return name

    marks = tuple(
        replace(mark, image=named(mark.title, SMALL_CARD, f"chapter-{number}")) if mark.title in articles else mark
        for number, mark in enumerate(episode.chapters)
    )
    return replace(episode, image=named(episode.title, CARD, "card"), chapters=marks), media


def tag_pictures(episode: Episode, media: Mapping[str, Path], room: int) -> dict[int, bytes]:
    """What the tag shows of each chapter, by its place: small JPEGs of `room` bytes in all, none where none fit."""
    from matinale.audio.pictures import tag_picture

    pictured = {number: media[mark.image] for number, mark in enumerate(episode.chapters) if mark.image}
    for size in IN_TAG:
        small = {number: tag_picture(path.read_bytes(), size=size) for number, path in pictured.items()}
        if sum(map(len, small.values())) <= room:
            return small
    return {}


def _card(title: str, caption: str, size: int, show: Show, workshop: Workshop) -> Path:
    key = fingerprint(DRAWING, title, caption, size, show.colours)
    path = workshop.path(f"pictures/{key[:16]}.png")
    if not path.is_file():
        from matinale.audio.pictures import draw_card

        write_bytes(path, draw_card(title, caption, show.colours, size=size))
    return path


def _day(date: dt.date) -> str:
    """The date in figures, which every language reads."""
    return f"{date.day:02d}.{date.month:02d}.{date.year}"
