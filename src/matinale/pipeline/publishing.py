"""A programme → the Episode, its tagged MP3, and the site with it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import FeedError, ShowError, WorkspaceError
from matinale.files import replacing, sha256_of
from matinale.model import Caption, Episode, Issue, Mark, Milliseconds, Programme, Script
from matinale.pipeline.alternates import alternate_in_site
from matinale.pipeline.mixing import PROGRAMME, SoundedProgramme
from matinale.pipeline.picturing import cover_of, illustrate, tag_pictures
from matinale.pipeline.report import Run
from matinale.serialization import fingerprint
from matinale.settings import Show
from matinale.show import unknown
from matinale.workshop import Ready, Workshop, is_slug, locked, workshops

if TYPE_CHECKING:
    from matinale.feed.publish import Published
    from matinale.feed.targets import Change

TAGGING = "tagging 2"
MP3 = "episode.mp3"
EPISODE = "episode.json"
READY = "ready.json"


def finish_episode(issue: Issue, script: Script, programme: Programme, sounded: SoundedProgramme, run: Run) -> Episode:
    """Tag the programme into `episode.mp3` and write `ready.json`; unchanged values leave both as they are."""
    from matinale.feed.identity import audio_name

    workshop, path = run.workshop, run.workshop.path(MP3)
    untagged, pictures = illustrate(describe_episode(issue, script, programme, sounded, run), run.show, workshop)
    cover = cover_of(run.show)
    key = fingerprint(TAGGING, untagged, run.show.title, run.show.author, sha256_of(cover), sounded.sha256)
    record = workshop.record()
    if record.stages.get("tags") != key or not path.is_file() or sha256_of(path) != record.stages.get("mp3"):
        _tag(untagged, run, cover, pictures)
        record = record.made("tags", key).made("mp3", sha256_of(path))
    digest = record.stages["mp3"]
    audio = audio_name(run.slug, digest)
    others = [(alternate_in_site(file, run.slug, sounded.duration), file.file) for file in sounded.alternates]
    alternates = tuple(alternate for alternate, _ in others)
    episode = dataclasses.replace(untagged, audio=audio, size=path.stat().st_size, sha256=digest, alternates=alternates)
    media = {name: str(file.relative_to(workshop.folder)) for name, file in pictures.items()}
    media |= {alternate.file: file for alternate, file in others}
    workshop.write("record.json", record)
    workshop.write(READY, Ready(episode, {audio: MP3} | media))
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
    known = run.workshop.read(Episode, EPISODE) or ((ready := run.workshop.ready()) and ready.episode)
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


def release_episode(show: Show, slug: str, notice: Callable[[str], None]) -> Published:
    """Put the episode into the feed as it was made last; one that is there already is brought up to date.

    Raises:
        WorkspaceError: There is no finished episode of this slug.
        FeedError: The gate found an error; the old feed stays.
    """
    workshop = Workshop(show.root / "episodes" / slug)
    if not is_slug(slug) or not workshop.path(READY).is_file():
        raise WorkspaceError(
            f"{show.root / 'episodes'}: no finished episode {slug!r}; their names are those of its folders"
        )
    with locked(workshop.folder, notice), locked(show.root / "episodes", notice):
        release(workshop)
        return publish_show(show, workshop)


def release(workshop: Workshop) -> None:
    """Make the episode that is ready the one that is published, from the next `publish_show` on.

    Raises:
        WorkspaceError: Nothing is ready, or it was damaged.
    """
    ready = workshop.ready()
    if ready is None:
        raise WorkspaceError(f"{workshop.path(READY)}: cannot be read; make the episode again with make-episode")
    workshop.write("record.json", dataclasses.replace(workshop.record(), media=ready.media))
    workshop.write(EPISODE, ready.episode)


def publish_show(show: Show, fresh: Workshop | None = None) -> Published:
    """Build and check the site from every finished episode, with `fresh`'s MP3 and the cover as new media.

    Raises:
        FeedError: The gate found an error; the old feed stays.
        WorkspaceError: An `episode.json` was damaged, or the site cannot be written.
    """
    from matinale.feed import picture_name, publish_workshop

    cover = cover_of(show)
    name = picture_name("cover", sha256_of(cover), cover.suffix)
    media = {name: cover} | _absent_media(show, fresh)
    return publish_workshop(show, show.root / "feed", media, cover=name)


def _absent_media(show: Show, fresh: Workshop | None) -> dict[str, Path]:
    """The new files, and those that the site lacks (a site that was deleted is whole again after the next run)."""
    site = show.root / "feed"
    return {
        name: workshop.path(file)
        for workshop in workshops(show.root)
        for name, file in workshop.record().media.items()
        if workshop == fresh or not (site / name).is_file()
    }


def _silent(_: str) -> None:
    """Nobody listens."""


def withdraw_episode(show: Show, slug: str, notice: Callable[[str], None] = _silent) -> Published:
    """Take an episode out of the feed; its guid is kept so that no other episode ever has it.

    Again for one that is withdrawn, it only sees to it that the feed is without it.

    Raises:
        WorkspaceError: There is no such episode.
    """
    from matinale.feed import withdraw

    episode = Workshop(show.root / "episodes" / slug).read(Episode, EPISODE) if is_slug(slug) else None
    if episode is None:
        raise WorkspaceError(
            f"{show.root / 'episodes'}: no finished episode {slug!r}; their names are those of its folders"
        )
    with locked(show.root / "episodes", notice):
        withdraw(show, episode)
        return publish_show(show)


def restore_episode(show: Show, slug: str, notice: Callable[[str], None] = _silent) -> Published:
    """Bring a withdrawn episode back into the feed under its own guid.

    Raises:
        FeedError: No episode of this slug was withdrawn.
    """
    from matinale.feed import restore

    with locked(show.root / "episodes", notice):
        restore(show, slug)
        return publish_show(show)


def send_show(show: Show, names: Sequence[str], *, dry_run: bool) -> Iterator[tuple[str, Change]]:
    """Bring the targets of `show.toml` (all, or those named) up to the site; with each target's name, each change.

    Raises:
        ShowError: There is no such target.
        FeedError: A target cannot be reached or written; it still serves what it served.
    """
    from matinale.feed.targets import ping_hub, send_site

    known = {target.name: target for target in show.feed.targets}
    for name in names:
        if name not in known:
            raise ShowError(f"{show.root / 'show.toml'}: feed.targets: {unknown(name, known, 'target')}")
    for target in [known[name] for name in names] or show.feed.targets:
        for change in send_site(show, show.root / "feed", target, dry_run=dry_run):
            yield target.name, change
    if show.feed.hub and not dry_run:
        ping_hub(show)


def _tag(episode: Episode, run: Run, cover: Path, pictures: Mapping[str, Path]) -> None:
    from matinale.audio.pictures import tag_picture
    from matinale.audio.tags import Tags, room_for_pictures, write_tags

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
    tags = dataclasses.replace(tags, chapter_pictures=tag_pictures(episode, pictures, room_for_pictures(tags)))
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
