"""The preview page: it shows the episode, to nobody who lacks its token, and runs nothing that an issue brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from matinale.errors import WorkspaceError
from matinale.pipeline import Order, find_episode, make_episode
from matinale.preview.episode import new_token, preview_app
from matinale.show import read_show, with_voice
from tests.conftest import SHORT_ISSUE

TOKEN = "a-token"
HOSTILE = 'Un titre <script>alert(1)</script> "><img src=x onerror=alert(2)> \u202edrôle'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from matinale.workspace import init_workspace

    show = tmp_path_factory.mktemp("preview") / "show"
    init_workspace(show)
    issue = show / "2026-11-20-hostile.txt"
    issue.write_text(SHORT_ISSUE.replace("Des abeilles sur le toit de la mairie", HOSTILE), encoding="utf-8")
    make_episode(Order(str(issue)), with_voice(read_show(show), "silence"))
    return find_episode(show)


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(preview_app(folder, TOKEN), base_url="http://127.0.0.1:1")


def test_the_page_shows_player_chapters_and_script(client: TestClient) -> None:
    page = client.get(f"/{TOKEN}/").text
    assert '<audio id="player"' in page
    assert "Un pont de bois pour les trams de Nantes" in page
    assert "Il porte 40 tonnes." in page
    assert "quarante tonnes" in page, "what the voice is given is shown too"


def test_hostile_text_is_shown_as_text(client: TestClient) -> None:
    answer = client.get(f"/{TOKEN}/")
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/episode.mp3", f"/{TOKEN}/episode.json", f"/{TOKEN}/..%2fscript.md"]
)
def test_nothing_else_is_reachable(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_foreign_host_is_refused(client: TestClient) -> None:
    assert client.get(f"/{TOKEN}/", headers={"Host": "evil.example"}).status_code == 400


def test_writing_is_not_possible(client: TestClient) -> None:
    assert client.post(f"/{TOKEN}/").status_code == 405


def test_the_sound_is_served_in_ranges(client: TestClient, folder: Path) -> None:
    answer = client.get(f"/{TOKEN}/episode.mp3", headers={"Range": "bytes=10-19"})
    assert answer.status_code == 206
    assert answer.content == (folder / "episode.mp3").read_bytes()[10:20]


def test_tokens_differ() -> None:
    assert len({new_token() for _ in range(50)}) == 50


def test_a_folder_without_an_episode_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no finished episode"):
        preview_app(tmp_path, TOKEN)
