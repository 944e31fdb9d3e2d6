"""What is kept for the show notes is there, and is not spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.pipeline import Order, find_episode, make_episode
from matinale.show import read_show, with_voice

pytestmark = pytest.mark.slow

ISSUE = """# La lettre du vendredi

20 novembre 2026

## Un pont de bois pour les trams

Le pont ouvre lundi, après deux ans de travaux[^1]. Il porte quarante tonnes et relie deux quartiers.

Les poutres viennent du Jura, où elles ont séché pendant trois hivers avant de prendre la route.

## Des abeilles sur le toit

Douze ruches ont été posées mardi sur le toit de la mairie, au-dessus de la salle des mariages.

[^1]: Le chantier avait été interrompu six mois par une crue.
"""


def test_a_footnote_is_in_the_notes_and_not_in_the_script(show_folder: Path) -> None:
    path = show_folder / "lettre.md"
    path.write_text(ISSUE, encoding="utf-8")
    outcome = make_episode(Order(str(path)), with_voice(read_show(show_folder), "silence"))
    folder = find_episode(show_folder, outcome.slug)
    assert "interrompu six mois" not in (folder / "script.md").read_text(encoding="utf-8")
    assert "interrompu six mois par une crue." in (show_folder / "feed" / "feed.xml").read_text(encoding="utf-8")
