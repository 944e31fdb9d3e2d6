"""What the gate would say of an episode, before it is published: it is, in a folder that is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from matinale.errors import FeedError
from matinale.files import sha256_of
from matinale.pipeline.picturing import cover_of
from matinale.settings import Show
from matinale.workshop import Workshop

if TYPE_CHECKING:
    from matinale.feed.gate.findings import Finding


def try_publishing(show: Show, workshop: Workshop) -> tuple[Finding, ...]:
    """The findings on the episode that is ready, as if it were the show's only one; none where nothing is ready.

    Raises:
        ShowError: A setting would make a feed that apps refuse.
        WorkspaceError: The system's folder for temporary files is full.
    """
    from matinale.feed import picture_name
    from matinale.feed.gate.findings import error
    from matinale.feed.ledger import ledger_path
    from matinale.feed.publish import publish

    ready = workshop.ready()
    if ready is None:
        return ()
    picture = cover_of(show)
    cover = picture_name("cover", sha256_of(picture), picture.suffix)
    media = {name: workshop.path(file) for name, file in ready.media.items()} | {cover: picture}
    with tempfile.TemporaryDirectory(prefix="matinale-trial-") as folder:
        trial = replace(show, root=Path(folder))
        if (ledger := ledger_path(show)).is_file():
            ledger_path(trial).parent.mkdir(parents=True)
            shutil.copyfile(ledger, ledger_path(trial))
        try:
            return publish(trial, [ready.episode], trial.root / "feed", media, cover=cover).findings.found
        except FeedError as problem:
            return (error("gate", workshop.slug, str(problem)),)
