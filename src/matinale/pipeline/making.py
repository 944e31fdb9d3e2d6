"""One issue in, one episode in the feed: the stages in their order, each timed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matinale.audio.report import SoundReport
from matinale.errors import WorkspaceError
from matinale.files import sweep
from matinale.model import Episode, OnProgress, Progress, Script
from matinale.pipeline.listening import listen_to_takes
from matinale.pipeline.mixing import jingles_of, sound_programme
from matinale.pipeline.publishing import EPISODE, MP3, finish_episode, publish_show, release
from matinale.pipeline.reading import OnNotice, Order, claimed, origin_of, read_order
from matinale.pipeline.report import ChapterFigure, Outcome, Run, Stopwatch, Sums
from matinale.pipeline.said import keep_said
from matinale.pipeline.sounding import (
    StitchedSegment,
    announce_cost,
    forget_takes,
    missing_takes,
    needs_rendering,
    speak_script,
    warm_voices,
)
from matinale.pipeline.tracing import span
from matinale.pipeline.writing import SCRIPT, keep_issue, prepare_script, speller_for
from matinale.settings import Show
from matinale.workshop import Workshop, locked, workshops

if TYPE_CHECKING:
    from matinale.pipeline.ahead import Ahead

DRAFT = "draft"


def _silent(_: object) -> None:
    """Nobody listens."""


@span("make_episode")
def make_episode(
    order: Order,
    show: Show,
    *,
    on_progress: OnProgress = _silent,
    on_notice: OnNotice = _silent,
    ahead: Ahead | None = None,
) -> Outcome:
    """Read the issue, write its script, speak, mix, encode, tag and publish it; what did not change is not made again.

    With `order.publish` False the feed stays as it is, until `release_episode`. With `ahead` a cluster renders what is
    missing; all the rest is done here.

    Raises:
        MatinaleError: One line that says what, where and what to do. The episode and the feed that were there stay.
    """
    watch, notices = Stopwatch(), list[str]()

    def notice(line: str) -> None:
        notices.append(line)
        on_notice(line)

    with watch.stage("read"):
        on_progress(Progress("read", "", 0, 1))
        issue = read_order(order, show, notice)
    with claimed(issue, order, show, notice) as workshop:
        sweep(workshop.folder)
        with watch.stage("script"):
            on_progress(Progress("script", "", 0, 1))
            script = prepare_script(issue, workshop, show, speller_for(show.root), notice)
            keep_issue(issue, workshop, origin_of(order, show))
        place = Workshop(workshop.folder / DRAFT) if order.draft else workshop
        run = Run(show, workshop.slug, place, on_progress, notice, watch)
        with watch.stage("speak"):
            stitched = _speak(script, run, order, ahead)
        sounded, programme = sound_programme(script, stitched, run)
        with watch.stage("publish"), locked(show.root / "episodes", notice):
            on_progress(Progress("publish", "", 0, 1))
            keep_said(script, sounded.sha256, run)
            episode = finish_episode(issue, script, programme, sounded, run)
            feed = _published(show, workshop) if order.publish and not order.draft else ""
        before = run.workshop.read(Outcome, "report.json")
        outcome = _outcome(episode, script, run, sounded.sound, before, feed=feed, notices=tuple(notices))
        if run.count.rendered or not run.workshop.path("report.json").is_file():
            run.workshop.write("report.json", outcome)
    return outcome


def find_episode(root: Path, slug: str | None = None) -> Path:
    """The folder of a finished episode: that of `slug`, else the newest.

    Raises:
        WorkspaceError: There is none.
    """
    found = [(episode.published, workshop) for workshop in workshops(root) if (episode := _finished(workshop, slug))]
    if not found:
        raise WorkspaceError(
            f"{root / 'episodes' / (slug or '')}: no finished episode; make one with: make-episode ISSUE"
        )
    return max(found, key=lambda pair: (pair[0], pair[1].slug))[1].folder


def _finished(workshop: Workshop, slug: str | None) -> Episode | None:
    if slug not in {None, workshop.slug}:
        return None
    ready = workshop.ready()
    return ready.episode if ready is not None else workshop.read(Episode, EPISODE)


def _published(show: Show, workshop: Workshop) -> str:
    release(workshop)
    return str(publish_show(show, workshop).feed)


def _speak(script: Script, run: Run, order: Order, ahead: Ahead | None) -> tuple[StitchedSegment, ...]:
    if order.force or needs_rendering(script, run.show):
        if ahead is None:
            warm_voices(script, run.show)
        jingles_of(run.show)  # a bad jingle is refused before minutes are spent on speaking
    if order.force:
        forget_takes(script, run)
    if ahead is not None:
        run.count.elsewhere |= ahead.bring(script, run)
    if order.verify:
        announce_cost(script, run)
        run.count.elsewhere |= dict.fromkeys(missing_takes(script, run.show), 0.0)
        listen_to_takes(script, run)
    return speak_script(script, run)


def _outcome(
    episode: Episode,
    script: Script,
    run: Run,
    sound: SoundReport,
    before: Outcome | None,
    *,
    feed: str,
    notices: tuple[str, ...],
) -> Outcome:
    sums = _sums_of(run, before)
    return Outcome(
        slug=episode.slug,
        title=episode.title,
        mp3=str(run.workshop.path(MP3)),
        feed=feed,
        script=str(run.show.root / "episodes" / run.slug / SCRIPT),
        duration_s=round(episode.duration / 1000, 3),
        words=sum(len(line.written.split()) for segment in script.segments for line in segment.lines),
        chapters=tuple(ChapterFigure(start_s=mark.start / 1000, title=mark.title) for mark in episode.chapters),
        integrated_lufs=episode.loudness.integrated_lufs,
        true_peak_dbtp=episode.loudness.true_peak_dbtp,
        takes={"rendered": sums.rendered, "cached": sums.cached},
        seconds=sums.seconds,
        real_time_factor=round(sums.work_s / sums.rendered_s, 4) if sums.rendered_s else 0.0,
        sound=sound,
        notices=notices,
        cache_hit_rate=round(sums.cached / max(1, sums.rendered + sums.cached), 4),
        again=sums.again,
        cost=sums.cost,
        sums=(before.sums if before is not None else Sums()) + sums,
    )


def _sums_of(run: Run, before: Outcome | None) -> Sums:
    """The figures of this run alone. Where there was an episode, each take that is rendered now replaces another."""
    count = run.count
    return Sums(
        runs=1,
        rendered=count.rendered,
        cached=count.cached,
        again=count.again + (count.rendered if before is not None else 0),
        rendered_s=round(count.rendered_s, 3),
        work_s=round(count.elsewhere_s or run.watch.seconds["speak"], 3) if count.rendered else 0.0,
        cost=round(count.cost, 6),
        seconds=run.watch.figures(),
    )
