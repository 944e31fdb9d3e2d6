"""Takes that are rendered elsewhere before the pipeline asks for them; all that follows finds them in the store.

with Cluster("local:2") as cluster:
make_episode(order, show, ahead=Ahead(cluster, show))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matinale.errors import MatinaleError
from matinale.model import Progress, Script
from matinale.pipeline.reading import OnNotice
from matinale.pipeline.report import Run
from matinale.pipeline.sounding import make_speaker, take_store
from matinale.settings import Show

if TYPE_CHECKING:
    from matinale.speech.cluster import Cluster, RenderedTake
    from matinale.speech.speaker import PlannedTake


class Ahead:
    """Sends takes to a cluster and puts what comes back into the show's store.

    `send` may be called for many scripts before `bring` waits for the takes of one of them: so no worker waits while an
    episode is mixed.
    """

    def __init__(self, cluster: Cluster, show: Show) -> None:
        self._cluster = cluster
        self._show = show
        self._store = take_store(show.root)
        self._sent: set[str] = set()
        self._fresh: dict[str, float] = {}
        self._costs: dict[str, float] = {}
        self._told: set[str] = set()
        self._failed: dict[str, MatinaleError] = {}

    def send(self, script: Script, notice: OnNotice) -> None:
        """Have the takes of a script rendered that are neither in the store nor on their way.

        What that costs with engines that are paid for is said before they are sent.

        Raises:
            EngineMissing: An engine is not installed here (its version is part of each take's key).
            ShowError: A voice has no profile, or its profile makes no sense.
        """
        speaker = make_speaker(self._show, script.language)
        speaker.require(script)
        missing = {each.key: each for each in speaker.plan(script) if not each.stored and each.key not in self._sent}
        self._sent |= missing.keys()
        self._costs |= {key: cost for key, each in missing.items() if (cost := speaker.cost_of(each)) > 0}
        if cost := sum(self._costs.get(key, 0.0) for key in missing):
            notice(f"speaking what is missing will cost about {cost:.2f} in the currency of the voice's price")
        self._cluster.send(tuple(missing.values()), self._store)

    def bring(self, script: Script, run: Run) -> dict[str, float]:
        """Wait until every take of a script is in the store.

        Returns the seconds of work for each take that was rendered elsewhere, by key; a take that several scripts need
        is told of once.

        Raises:
            ClusterLost: The cluster's scheduler is gone, or its last worker.
            SpeechError: A take cannot be rendered.
        """
        self.send(script, run.on_notice)
        plan = make_speaker(self._show, script.language).plan(script)
        total = _characters(plan)
        left = {each.key for each in plan if each.key in self._sent} - self._fresh.keys() - self._failed.keys()
        waited = bool(left)
        while left:
            run.on_progress(
                Progress("cluster", "", total - _characters([each for each in plan if each.key in left]), total)
            )
            self._keep(self._cluster.next_done())
            left -= self._fresh.keys() | self._failed.keys()
        if waited:
            run.on_progress(Progress("cluster", "", total, total))
        for each in plan:
            if each.key in self._failed:
                raise self._failed[each.key]
        new = {each.key for each in plan if each.key in self._fresh} - self._told
        self._told |= new
        run.count.cost += sum(self._costs.get(key, 0.0) for key in new)
        return {key: self._fresh[key] for key in new}

    def _keep(self, rendered: RenderedTake) -> None:
        if rendered.error is not None:
            self._failed[rendered.key] = rendered.error
            return
        if rendered.content is not None:
            self._store.put_encoded(rendered.key, rendered.content)
        self._fresh[rendered.key] = rendered.seconds


def _characters(plan: Sequence[PlannedTake]) -> int:
    return sum(len(each.line.spoken.text) for each in plan)
