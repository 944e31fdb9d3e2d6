"""The figures of the archive, from the report of each episode: how fast, how much from the cache, at what cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matinale.model import Episode
from matinale.pipeline.publishing import EPISODE
from matinale.pipeline.report import STAGES, Outcome
from matinale.workshop import workshops


@dataclass(frozen=True, slots=True)
class EpisodeFigures:
    """An episode, and the runs that made it. Seconds; `size`: bytes of the MP3.

    `again`: takes rendered in place of others, after a correction or because a recogniser did not understand them;
    `work_s`: the work of rendering `rendered_s` of audio; `seconds`: wall clock by stage; `cost` as announced. These
    add up over all runs that rendered anything (`runs`). `published`: whether it is in the feed.
    """

    slug: str
    date: dt.datetime
    published: bool
    duration_s: float
    size: int
    words: int
    runs: int
    rendered: int
    cached: int
    again: int
    rendered_s: float
    work_s: float
    cost: float
    seconds: Mapping[str, float]
    integrated_lufs: float

    @property
    def real_time_factor(self) -> float:
        """Work of speaking ÷ audio rendered, 0 where nothing was."""
        return self.work_s / self.rendered_s if self.rendered_s else 0.0


@dataclass(frozen=True, slots=True)
class ArchiveFigures:
    """Sums over the archive, and its episodes, oldest first. Units as in `EpisodeFigures`.

    `cache_hit_rate`: takes found in the store ÷ takes needed, over those runs; `unreported`: episodes without a report.
    """

    episodes: tuple[EpisodeFigures, ...]
    unreported: tuple[str, ...]
    published: int
    duration_s: float
    size: int
    runs: int
    rendered: int
    cached: int
    again: int
    rendered_s: float
    real_time_factor: float
    cache_hit_rate: float
    cost: float
    seconds: Mapping[str, float]


def read_figures(root: Path) -> ArchiveFigures:
    """The figures of every finished episode of the show in `root`."""
    found: list[EpisodeFigures] = []
    unreported: list[str] = []
    for episode, published, report in _reports(root):
        if report is None:
            unreported.append(episode.slug)
        else:
            found.append(_figures_of(episode, published, report))
    return sum_up(sorted(found, key=lambda each: (each.date, each.slug)), unreported)


def sum_up(episodes: Sequence[EpisodeFigures], unreported: Sequence[str] = ()) -> ArchiveFigures:
    """The sums over episodes."""
    rendered, cached = sum(each.rendered for each in episodes), sum(each.cached for each in episodes)
    audio, work = sum(each.rendered_s for each in episodes), sum(each.work_s for each in episodes)
    return ArchiveFigures(
        episodes=tuple(episodes),
        unreported=tuple(unreported),
        published=sum(each.published for each in episodes),
        duration_s=round(sum(each.duration_s for each in episodes), 3),
        size=sum(each.size for each in episodes),
        runs=sum(each.runs for each in episodes),
        rendered=rendered,
        cached=cached,
        again=sum(each.again for each in episodes),
        rendered_s=round(audio, 3),
        real_time_factor=round(work / audio, 4) if audio else 0.0,
        cache_hit_rate=round(cached / (rendered + cached), 4) if rendered + cached else 0.0,
        cost=round(sum(each.cost for each in episodes), 6),
        seconds={name: round(sum(each.seconds.get(name, 0.0) for each in episodes), 3) for name in (*STAGES, "total")},
    )


def _reports(root: Path) -> Iterator[tuple[Episode, bool, Outcome | None]]:
    for workshop in workshops(root):
        ready, published = workshop.ready(), workshop.read(Episode, EPISODE)
        episode = ready.episode if ready is not None else published
        if episode is not None:
            yield episode, published is not None, workshop.read(Outcome, "report.json")


def _figures_of(episode: Episode, published: bool, report: Outcome) -> EpisodeFigures:
    sums = report.sums
    return EpisodeFigures(
        slug=episode.slug,
        date=episode.published,
        published=published,
        duration_s=episode.duration / 1000,
        size=episode.size,
        words=report.words,
        runs=sums.runs,
        rendered=sums.rendered,
        cached=sums.cached,
        again=sums.again,
        rendered_s=sums.rendered_s,
        work_s=sums.work_s,
        cost=sums.cost,
        seconds=sums.seconds,
        integrated_lufs=report.integrated_lufs,
    )
