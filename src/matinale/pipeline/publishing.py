"""A programme → the Episode, its tagged MP3, and the site with it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import FeedError, WorkspaceError
from matinale.files import replacing, sha256_of, write_bytes
from matinale.model import Caption, Episode, Issue, Mark, Milliseconds, Programme, Script, fingerprint
from matinale.pipeline.mixing import PROGRAMME, SoundedProgramme
from matinale.pipeline.report import Run
from matinale.settings import Show
from matinale.workshop import Workshop, workshops

if TYPE_CHECKING:
    from matinale.feed.publish import Published

TAGGING = "tagging 1"
DRAWING = "drawing 1"
MP3 = "episode.mp3"
EPISODE = "episode.json"


def finish_episode(issue: Issue, script: Script, programme: Programme, sounded: SoundedProgramme, run: Run) -> Episode:
    """Tag the programme into `episode.mp3` and write `episode.json`; unchanged values leave both as they are."""
    from matinale.feed.identity import audio_name

    workshop = run.workshop
    untagged = describe_episode(issue, script, programme, sounded, run)
    cover, path = cover_of(run.show), workshop.path(MP3)
    key = fingerprint(TAGGING, untagged, run.show.title, run.show.author, sha256_of(cover), sounded.sha256)
    record = workshop.record()
    if record.stages.get("tags") != key or not path.is_file() or sha256_of(path) != record.stages.get("mp3"):
        _tag(untagged, run, cover)
        record = record.made("tags", key).made("mp3", sha256_of(path))
        workshop.write("record.json", record)
    digest = record.stages["mp3"]
    audio = audio_name(run.slug, digest)
    episode = dataclasses.replace(untagged, audio=audio, size=path.stat().st_size, sha256=digest)
    workshop.write(EPISODE, episode)
    return episode


def describe_episode(
    issue: Issue, script: Script, programme: Programme, sounded: SoundedProgramme, run: Run
) -> Episode:
    """The episode before it is tagged: its `audio`, `size` and `sha256` are not known yet."""
    from matinale.feed.identity import guid_of, published_at
    from matinale.feed.ledger import show_guid

    show, slug = run.show, run.slug
    if issue.date is None:
        raise FeedError(f"{slug}: the issue has no date; add one with --date YYYY-MM-DD")
    known = run.workshop.read(Episode, EPISODE)
    titles = tuple(article.title for article in issue.articles)
    return Episode(
        guid=known.guid if known is not None else guid_of(show_guid(show), issue, slug),
        slug=slug,
        number=issue.number,
        season=None,
        title=issue.title or titles[0],
        summary=" ".join(title if title[-1:] in "?!.…" else f"{title}." for title in titles),
        published=published_at(issue.date, show),
        language=script.language,
        audio="",
        size=0,
        sha256="",
        duration=sounded.duration,
        loudness=sounded.loudness,
        chapters=_marks(programme),
        captions=_captions(script, programme, show, sounded.duration),
        issue=issue,
        credits=(*_voice_credits(script, show), *sounded.credits),
    )


def cover_of(show: Show) -> Path:
    """The show's cover: its own picture, else one drawn from its name and colours, kept until they change."""
    if show.cover:
        return show.root / show.cover
    key = fingerprint(DRAWING, show.title, show.colours)
    path = show.root / ".cache" / f"cover-{key[:16]}.png"
    if not path.is_file():
        from matinale.audio.pictures import draw_cover

        write_bytes(path, draw_cover(show.title, show.colours))
    return path


def publish_show(show: Show, fresh: Workshop) -> Published:
    """Publish every finished episode of the workshop, with `fresh`'s MP3 and the cover as new media."""
    from matinale.feed import publish
    from matinale.feed.identity import picture_name

    episodes = all_episodes(show)
    cover = cover_of(show)
    name = picture_name("cover", sha256_of(cover), cover.suffix)
    media = {name: cover} | _absent_media(episodes, show, fresh)
    return publish(show, episodes, show.root / "feed", media, cover=name)


def all_episodes(show: Show) -> tuple[Episode, ...]:
    """Every finished episode of the workshop, by slug.

    Raises:
        WorkspaceError: An `episode.json` was damaged: publishing without it would take the episode from its listeners.
    """
    found: list[Episode] = []
    for workshop in workshops(show.root):
        if not workshop.path(EPISODE).is_file():
            continue
        episode = workshop.read(Episode, EPISODE)
        if episode is None:
            raise WorkspaceError(f"{workshop.path(EPISODE)}: is damaged; make the episode again with make-episode")
        found.append(episode)
    return tuple(found)


def _absent_media(episodes: Sequence[Episode], show: Show, fresh: Workshop) -> dict[str, Path]:
    """The MP3s that the site lacks (a site that was deleted is whole again after the next run)."""
    site, root = show.root / "feed", show.root / "episodes"
    return {
        episode.audio: root / episode.slug / MP3
        for episode in episodes
        if episode.slug == fresh.slug or not (site / episode.audio).is_file()
    }


def _tag(episode: Episode, run: Run, cover: Path) -> None:
    from matinale.audio.pictures import tag_picture
    from matinale.audio.tags import Tags, write_tags

    show, workshop = run.show, run.workshop
    tags = Tags(
        title=episode.title,
        album=show.title,
        artist=show.author or show.title,
        date=episode.published.date(),
        language=episode.language,
        duration=episode.duration,
        track=episode.number,
        comment=episode.summary,
        lyrics="\n".join(caption.text for caption in episode.captions),
        url=episode.issue.url or show.link,
        cover=tag_picture(cover.read_bytes()),
        chapters=episode.chapters,
    )
    with replacing(workshop.path(MP3)) as temporary:
        shutil.copyfile(workshop.path(PROGRAMME), temporary)
        write_tags(temporary, tags)


def _marks(programme: Programme) -> tuple[Mark, ...]:
    return tuple(
        Mark(_milliseconds(chapter.start, programme.rate), chapter.title, chapter.url, chapter.image)
        for chapter in programme.chapters
    )


def _captions(script: Script, programme: Programme, show: Show, end: Milliseconds) -> tuple[Caption, ...]:
    """One caption a line, in the written spelling, where its voice sounds."""
    written = {
        line.id: (line.written, line.voice or s.voice or show.voice) for s in script.segments for line in s.lines
    }
    captions: list[Caption] = []
    for cue in programme.cues:
        if cue.kind != "voice":
            continue
        text, voice = written[cue.source]
        speaker = show.voices[voice].label or voice if voice in show.voices else voice
        start = _milliseconds(cue.start, programme.rate)
        stop = _milliseconds(cue.start + cue.length, programme.rate)
        captions.append(Caption(start, Milliseconds(min(stop, end)), speaker, text))
    return tuple(captions)


def _milliseconds(samples: int, rate: int) -> Milliseconds:
    return Milliseconds(round(samples * 1000 / rate))


def _voice_credits(script: Script, show: Show) -> tuple[str, ...]:
    used = [line.voice or segment.voice or show.voice for segment in script.segments for line in segment.lines]
    names = dict.fromkeys(name for name in used if name in show.voices)
    return tuple(show.voices[name].credit for name in names if show.voices[name].credit)
