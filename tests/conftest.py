"""What several folders of tests need: a show in a temporary folder, and the real issue where it is at hand."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# pytest-xdist's workers, and shells that start pytest in the background, ignore Ctrl-C, and what the tests start would
# inherit it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine makes a slow example of any; time is measured in benchmarks.
# The same examples at each run, so that a change decides whether it passes; MATINALE_EXPLORE=1 looks for new ones.
settings.register_profile("matinale", deadline=None, derandomize="MATINALE_EXPLORE" not in os.environ)
settings.load_profile("matinale")

ROOT = Path(__file__).parents[1]
SHARED_ISSUE = ROOT.parent / "shared" / "issues" / "cafetech-2025-01-30.txt"

LONGEST_FIRST = (
    "test_published_episode.py",
    "test_wheel.py",
    "test_day_in_the_life.py",
    "test_any_programme.py",
    "test_conformance.py",
    "test_killed.py",
    "test_listening.py",
    "test_making.py",
    "test_jingles.py",
    "test_mp3.py",
)
"""So that no worker is left alone with one of them at the end (`make test`)."""

SHORT_ISSUE = """La lettre change d'horaire
Un pont de bois pour les trams de Nantes
Le pont ouvre lundi, après deux ans de travaux. Il porte 40 tonnes.
Un chantier discret – Les poutres viennent du Jura. Elles ont voyagé de nuit.
Pour aller plus loin:
– Pourquoi le bois revient dans les villes
Des abeilles sur le toit de la mairie
Douze ruches ont été posées mardi. Le miel sera servi à la cantine.
Une récolte attendue – La première récolte aura lieu en juin. Affaire à suivre.
Crédit photos: Service des ponts
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    turn = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: turn.get(item.path.name, len(turn)))


@pytest.fixture
def real_issue() -> Path:
    """The real issue: somebody's text, beside the checkout, never in it."""
    if not SHARED_ISSUE.is_file():
        pytest.skip("the real issue lies in ../shared/issues, which is absent here")
    return SHARED_ISSUE


@pytest.fixture
def show_folder(tmp_path: Path) -> Path:
    """A fresh show, as `matinale init` makes it."""
    from matinale.workspace import init_workspace

    folder = tmp_path / "show"
    init_workspace(folder)
    return folder
