"""The figures of an archive: sums over runs, plots, and metrics that Prometheus' own parser reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from prometheus_client.parser import text_string_to_metric_families

from matinale.audio.charts import HEIGHT, WIDTH, draw_bars
from matinale.cli import matinale, run
from matinale.errors import WorkspaceError
from matinale.pipeline import Order, Outcome, make_episode
from matinale.pipeline.figures import read_figures
from matinale.pipeline.prometheus import format_metrics, write_metrics
from matinale.settings import Show
from matinale.show import read_show, with_voice

pytestmark = pytest.mark.slow

TEXT = """# La lettre des ponts numéro {number}

## Un pont de bois pour la ville

Le pont ouvre lundi. Il porte {tonnes} tonnes.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Show, list[Outcome]]:
    """Two episodes, the first corrected once and made once more unchanged; the second waits for its review."""
    from matinale.workspace import init_workspace

    folder = tmp_path_factory.mktemp("figures") / "show"
    init_workspace(folder)
    path = folder / "show.toml"
    path.write_text(path.read_text("utf-8").replace('jingles = "calme"', 'jingles = "none"'), encoding="utf-8")
    show = with_voice(read_show(folder), "silence")
    outcomes = [made(show, 1, 40), made(show, 1, 41), made(show, 1, 41), made(show, 2, 40, publish=False)]
    return show, outcomes


def made(show: Show, number: int, tonnes: int, *, publish: bool = True) -> Outcome:
    issue = show.root / f"2026-11-1{number}-lettre.md"
    issue.write_text(TEXT.format(number=number, tonnes=tonnes), encoding="utf-8")
    return make_episode(Order(str(issue), publish=publish), show)


def test_a_correction_is_a_take_rendered_again(archive: tuple[Show, list[Outcome]]) -> None:
    _, (first, corrected, unchanged, second) = archive
    assert (first.again, first.sums.runs) == (0, 1)
    assert (corrected.takes["rendered"], corrected.again, corrected.sums.runs) == (1, 1, 2)
    assert corrected.cache_hit_rate == pytest.approx(
        corrected.takes["cached"] / sum(corrected.takes.values()), abs=1e-4
    )
    assert unchanged.takes["rendered"] == 0
    assert unchanged.real_time_factor == 0
    assert second.takes["cached"] > 0


def test_the_archive_sums_up_its_runs(archive: tuple[Show, list[Outcome]]) -> None:
    show, (first, corrected, _, second) = archive
    figures = read_figures(show.root)
    assert [each.slug[:10] for each in figures.episodes] == ["2026-11-11", "2026-11-12"]
    assert (figures.published, figures.runs, figures.again) == (1, 3, 1)
    assert figures.rendered == sum(each.takes["rendered"] for each in (first, corrected, second))
    assert figures.duration_s == pytest.approx(corrected.duration_s + second.duration_s)
    assert figures.seconds["speak"] == pytest.approx(
        sum(each.seconds["speak"] for each in (first, corrected, second)), abs=0.01
    )
    assert 0 < figures.real_time_factor < 5
    assert figures.cost == 0
    assert figures.unreported == ()


def test_an_episode_without_a_report_is_named(archive: tuple[Show, list[Outcome]], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(archive[0].root / "episodes", tmp_path / "episodes")
    next((tmp_path / "episodes").glob("2026-11-11*/report.json")).write_text("{")
    figures = read_figures(tmp_path)
    assert len(figures.episodes) == 1
    assert figures.unreported[0].startswith("2026-11-11")


def test_an_empty_archive(tmp_path: Path) -> None:
    figures = read_figures(tmp_path)
    assert (figures.episodes, figures.real_time_factor, figures.cache_hit_rate) == ((), 0.0, 0.0)
    assert list(text_string_to_metric_families(format_metrics(figures)))


def test_metrics_are_read_by_the_parser_of_prometheus(archive: tuple[Show, list[Outcome]], tmp_path: Path) -> None:
    figures = read_figures(archive[0].root)
    path = tmp_path / "textfile" / "matinale.prom"
    write_metrics(figures, path)
    assert [each.name for each in path.parent.iterdir()] == ["matinale.prom"]
    families = {family.name: family for family in text_string_to_metric_families(path.read_text("utf-8"))}
    assert all(family.documentation and family.type in {"gauge", "counter"} for family in families.values())
    takes = {sample.labels["from"]: sample.value for sample in families["matinale_takes"].samples}
    assert takes == {"engine": figures.rendered, "cache": figures.cached}
    assert {sample.labels["stage"] for sample in families["matinale_stage_seconds"].samples} >= {"speak", "mix"}
    (newest,) = families["matinale_newest_episode_timestamp_seconds"].samples
    assert newest.value == figures.episodes[-1].date.timestamp()


def test_metrics_that_cannot_be_written(archive: tuple[Show, list[Outcome]], tmp_path: Path) -> None:
    (tmp_path / "metrics.prom").mkdir()
    with pytest.raises(WorkspaceError, match=r"metrics\.prom"):
        write_metrics(read_figures(archive[0].root), tmp_path / "metrics.prom")
    assert [each.name for each in tmp_path.iterdir()] == ["metrics.prom"]


def test_a_chart_shows_its_bars() -> None:
    import io

    image = Image.open(io.BytesIO(draw_bars("Essai", ["a", "b"], {"one": [1.0, 2.0], "two": [1.0, 0.0]})))
    assert image.size == (WIDTH, HEIGHT)
    colours = {colour for _, colour in image.getcolors(1 << 20) or ()}
    assert {(0, 0x72, 0xB2), (0xE6, 0x9F, 0x00)} <= colours
    for count in (0, 1, 5000):
        assert draw_bars("Essai", ["x"] * count, {"one": [0.5] * count}).startswith(b"\x89PNG")


def test_the_command(archive: tuple[Show, list[Outcome]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["stats", "--show", str(archive[0].root)]
    assert run(matinale, [*words, "--plot", str(tmp_path), "--prometheus", str(tmp_path / "m.prom")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Episodes   2 (1 published)")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "duration.png",
        "m.prom",
        "speed.png",
        "stages.png",
        "takes.png",
    ]
    assert run(matinale, [*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["again"] == 1
