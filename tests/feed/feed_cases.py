"""A show and episodes for the tests of the feed: the texts are ours, the MP3s real (ffmpeg, and our own tag writer)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
from dataclasses import replace
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

from matinale.audio.tags import Tags, write_tags
from matinale.feed import audio_name, guid_of, published_at, show_guid
from matinale.model import Article, Caption, Episode, Issue, Link, Loudness, Mark, Milliseconds, Section
from matinale.settings import Publication, Show

SECONDS = 40
BASE = "http://127.0.0.1:8808/"


def make_show(root: Path, **feed: object) -> Show:
    """A show whose site is meant for the loopback address."""
    settings = {"categories": ("News/Tech News", "Technology"), **feed}
    return Show(
        title="La Matinale d'essai",
        root=root,
        author="La rédaction",
        email="redaction@example.org",
        description="Chaque matin, les techniques racontées. Un essai.",
        link="https://example.org/matinale",
        feed=Publication(**settings),  # type: ignore[arg-type]  tests name any setting
    )


def make_issue(number: int | None = 1, title: str = "Le premier numéro") -> Issue:
    """An issue of two articles in the shape of a real one."""
    return Issue(
        title=title,
        number=number,
        date=dt.date(2025, 1, 30) + dt.timedelta(days=(number or 1) - 1),
        language="fr",
        url="https://example.org/lettre/1" if number is None else "",
        notices=("La lettre revient lundi.",),
        articles=(
            Article(
                title="Une usine & des robots",
                lead="Une usine ouvre ses portes à Brest. Elle emploie « cent robots » dès 7 h 30. "
                "Personne ne sait encore qui les réparera.",
                sections=(Section("Coûts", ("Le chantier a coûté 12 M€.",)),),
                related=(Link("Le reportage", "https://example.org/reportage?a=1&b=2"), Link("Un livre sans adresse")),
                url="https://example.org/usine",
            ),
            Article(
                title="La sonde <Alba> répond",
                lead="La sonde a répondu hier soir.",
                related=(Link("Les images", "https://example.org/images"),),
            ),
        ),
        credits="Crédit photos : Agence d'essai",
    )


def captions_of(issue: Issue, seconds: int) -> tuple[Caption, ...]:
    """Each sentence of the issue gets an equal share of the time."""
    texts = ["Bonjour et bienvenue.", *issue.notices]
    for article in issue.articles:
        leads = article.lead.replace(". ", ".\n").split("\n")
        texts += [article.title, *leads, *(text for section in article.sections for text in section.paragraphs)]
    texts.append("À demain.")
    step = seconds * 1000 // len(texts)
    return tuple(
        Caption(Milliseconds(at * step), Milliseconds(at * step + step - 50), "Siwis", text)
        for at, text in enumerate(texts)
    )


def make_episode(show: Show, number: int | None = 1, title: str = "", seconds: int = SECONDS) -> Episode:
    """An episode whose MP3 is not there yet: `with_audio` makes it."""
    issue = make_issue(number)
    slug = f"2025-01-{29 + (number or 1):02d}" if (number or 1) < 3 else f"numero-{number}"
    third = Milliseconds(seconds * 1000 // 3)
    assert issue.date is not None
    return Episode(
        guid=guid_of(show_guid(show), issue, slug),
        slug=slug,
        number=number,
        season=None,
        title=title or f"Numéro {number} : une usine & des robots",
        summary="Une usine ouvre à Brest, la sonde <Alba> répond.",
        published=published_at(issue.date, show),
        language="fr",
        audio="",
        size=0,
        sha256="",
        duration=Milliseconds(seconds * 1000),
        loudness=Loudness(-16.0, -1.5),
        chapters=(
            Mark(Milliseconds(0), "Introduction"),
            Mark(third, "Une usine & des robots", "https://example.org/usine"),
            Mark(Milliseconds(2 * third), "La sonde <Alba> répond"),
        ),
        captions=captions_of(issue, seconds),
        issue=issue,
        credits=("Voix de synthèse d'essai, licence Apache-2.0.", "Musique : le projet."),
    )


def render_tone(path: Path, seconds: int = SECONDS) -> Path:
    """A real MP3 as the project makes them: 44.1 kHz, CBR 128 joint stereo, −16 LUFS, no tag."""
    # fmt: off
    subprocess.run(
        [get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", "-f", "lavfi",
         "-i", f"sine=frequency=440:sample_rate=44100:duration={seconds},volume=6.2dB",
         "-ac", "2", "-c:a", "libmp3lame", "-b:a", "128k", "-joint_stereo", "1",
         "-map_metadata", "-1", "-fflags", "+bitexact", "-write_id3v1", "0", "-id3v2_version", "0", str(path)],
        check=True, timeout=60,
    )
    # fmt: on
    return path


def make_cover(size: int = 1400, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A plain square picture."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new(mode, (size, size), "navy" if mode != "CMYK" else 0).save(stream, kind)
    return stream.getvalue()


def with_audio(show: Show, episode: Episode, tone: Path, cover: bytes, folder: Path) -> tuple[Episode, dict[str, Path]]:
    """The episode with its tagged MP3 in `folder`, and the `media` that publishes it."""
    path = folder / f"{episode.slug}.mp3"
    path.write_bytes(tone.read_bytes())
    tags = Tags(
        title=episode.title,
        album=show.title,
        artist=show.author,
        date=episode.published.date(),
        language=episode.language,
        duration=episode.duration,
        track=episode.number,
        comment=episode.summary,
        cover=cover,
        chapters=episode.chapters,
    )
    write_tags(path, tags)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    made = replace(episode, audio=audio_name(episode.slug, digest), size=path.stat().st_size, sha256=digest)
    return made, {made.audio: path}


def damaged(content: bytes) -> bytes:
    """An MP3 with the insides of forty frames overwritten, their headers kept."""
    start = content.index(b"\xff\xfb", len(content) // 2)
    changed = bytearray(content)
    for frame in range(40):
        at = start + frame * 417 + 36
        changed[at : at + 300] = bytes((frame * 7 + index * 31) % 251 for index in range(300))
    return bytes(changed)
