"""Takes on a real Dask cluster of processes: the same bytes, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from types import SimpleNamespace

import pytest
from fsspec import filesystem as open_system
from speaking import SILENCE, SIWIS, make_segment

from matinale.errors import ClusterLost, MatinaleError, SpeechError, WorkspaceError
from matinale.model import Script
from matinale.settings import VoiceProfile
from matinale.speech import deployment
from matinale.speech.cluster import Cluster, RenderedTake
from matinale.speech.shared import ObjectTakes, open_takes
from matinale.speech.speaker import PlannedTake, Speaker
from matinale.speech.store import StoredTake, TakeStore, encode_take
from matinale.speech.worker import Task, render_task

DRAFT = VoiceProfile("brouillon", "espeak", ())
TEXTS = [f"Voici la phrase numéro {number}, qui a {number + 3} mots de trop." for number in range(60)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster("local:2") as cluster:
        yield cluster


def plan_of(store: TakeStore, voice: VoiceProfile, *texts: str) -> tuple[PlannedTake, ...]:
    speaker = Speaker({voice.name: voice}, store, voice=voice.name, language="fr")
    return speaker.plan(Script("", "fr", (make_segment(*texts),)))


def spoken_here(store: TakeStore, voice: VoiceProfile, *texts: str) -> dict[str, bytes]:
    speaker = Speaker({voice.name: voice}, store, voice=voice.name, language="fr")
    list(speaker.speak_segment(make_segment(*texts)))
    return takes_in(store.folder)


def takes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("??/*.take")}


def finished(cluster: Cluster, planned: tuple[PlannedTake, ...]) -> dict[str, RenderedTake]:
    done = [cluster.next_done() for _ in {each.key for each in planned}]
    return {each.key: each for each in done}


@pytest.mark.slow
def test_espeak_takes_are_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    expected = spoken_here(TakeStore(tmp_path / "here"), DRAFT, *TEXTS)
    store = TakeStore(tmp_path / "there")
    planned = plan_of(store, DRAFT, *TEXTS)
    cluster.send(planned, store)
    done = finished(cluster, planned)
    assert {each.key for each in planned} == done.keys()
    assert all(each.error is None and each.content is None for each in done.values())
    assert {each.worker for each in done.values()} == {"0", "1"}
    assert takes_in(store.folder) == expected


@pytest.mark.slow
def test_kokoro_takes_are_the_same_bytes_and_its_model_is_loaded_once_a_worker(
    cluster: Cluster, tmp_path: Path
) -> None:
    texts = ["Bonjour à tous.", "Il fait beau.", "Le pont ouvre lundi.", "Voici la suite."]
    expected = spoken_here(TakeStore(tmp_path / "here"), SIWIS, *texts)
    store = TakeStore(tmp_path / "there")
    planned = plan_of(store, SIWIS, *texts)
    cluster.send(planned, store)
    assert all(each.error is None for each in finished(cluster, planned).values())
    assert takes_in(store.folder) == expected
    assert max(cluster.client.run(_engines_loaded).values()) == 1


def _engines_loaded() -> int:
    from matinale.speech.worker import engine_named

    return len(engine_named("kokoro")._sessions)  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    expected = spoken_here(TakeStore(tmp_path / "here"), DRAFT, *TEXTS)
    store = TakeStore(tmp_path / "there")
    planned = plan_of(store, DRAFT, *TEXTS)
    victim = next(iter(cluster.client.run(os.getpid).values()))
    cluster.send(planned, store)
    done = {cluster.next_done().key for _ in range(5)}
    os.kill(victim, signal.SIGKILL)
    rest = [cluster.next_done() for _ in range(len(planned) - 5)]
    assert [each.error for each in rest if each.error] == []
    assert done | {each.key for each in rest} == {each.key for each in planned}
    assert takes_in(store.folder) == expected


@pytest.mark.slow
def test_over_the_network_takes_come_back_or_are_fetched_from_where_the_workers_keep_them(
    cluster: Cluster, tmp_path: Path
) -> None:
    address = cluster.client.scheduler.address
    expected = spoken_here(TakeStore(tmp_path / "here"), DRAFT, *TEXTS[:10])
    store = TakeStore(tmp_path / "there")
    planned = plan_of(store, DRAFT, *TEXTS[:10])
    for takes in ("", str(tmp_path / "shared"), f"file://{tmp_path}/objects"):
        with Cluster(address, takes) as remote:
            remote.send(planned, store)
            done = finished(remote, planned)
        assert {f"{key}.take": each.content for key, each in done.items()} == expected
    assert takes_in(tmp_path / "shared") == takes_in(tmp_path / "objects") == expected
    assert not store.folder.exists()  # what comes back is the caller's to keep
    with Cluster(address, str(tmp_path / "shared")) as remote:
        remote.send(planned, store)
        assert {each.seconds for each in finished(remote, planned).values()} == {0.0}  # nothing is rendered twice


@pytest.mark.slow
def test_what_cannot_be_spoken_is_told_and_the_rest_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "there")
    still = VoiceProfile("silence", "silence", (), speed=-1.0)
    planned = (*plan_of(store, still, "Rien."), *plan_of(store, DRAFT, "Quelque chose."))
    cluster.send(planned, store)
    done = finished(cluster, planned)
    assert isinstance(done[planned[0].key].error, SpeechError)
    assert "a speed is above 0" in str(done[planned[0].key].error)
    assert "worker" in str(done[planned[0].key].error)
    assert done[planned[1].key].error is None


@pytest.mark.slow
def test_a_worker_with_another_engine_refuses(tmp_path: Path) -> None:
    (planned,) = plan_of(TakeStore(tmp_path), SILENCE, "Bonjour.")
    with pytest.raises(SpeechError, match="install the same versions on all"):
        render_task(Task("0" * 64, planned.line, planned.voice, ""))
    content, seconds, _ = render_task(Task(planned.key, planned.line, planned.voice, ""))
    assert content is not None
    assert seconds > 0


def test_the_voices_of_another_machine_are_those_shipped(tmp_path: Path) -> None:
    from dataclasses import replace

    (planned,) = plan_of(TakeStore(tmp_path), replace(SIWIS, engine="silence", folder=Path("/not/here")), "Bonjour.")
    assert render_task(Task(planned.key, planned.line, planned.voice, ""))[0] is not None


@pytest.mark.parametrize("address", ["local:0", "local", "10.0.0.1:8786", "tcp://", "http://x:1"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(SpeechError, match="write tcp://HOST:PORT, or local:N"):
        Cluster(address)


def test_only_a_voice_for_a_card_asks_for_one() -> None:
    """The examples of `resource_of` say the rest."""
    assert deployment.resource_of(VoiceProfile("a", "x", (), options={"providers": ()}), frozenset({"GPU"})) == ""


@pytest.mark.slow
def test_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment, "CONNECT_S", 1)
    with pytest.raises(MatinaleError, match="dask scheduler") as refused, Cluster("tcp://127.0.0.1:9"):
        pass
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("error", [OSError("connection reset"), CancelledError()])
def test_a_scheduler_that_is_lost_while_a_take_comes_back_is_told_as_such(error: Exception) -> None:
    """Its own errors of connections, whenever they come."""

    def lost() -> object:
        raise error

    cluster = Cluster("tcp://10.0.0.5:8786")
    cluster._await_one = lambda: SimpleNamespace(key="take-a", status="finished", result=lost)  # type: ignore[method-assign]
    with pytest.raises(ClusterLost, match="the scheduler was lost; run again"):
        cluster.next_done()


def test_a_broken_object_counts_as_none(tmp_path: Path) -> None:
    import numpy as np

    takes = open_takes(f"file://{tmp_path}/objects")
    assert isinstance(takes, ObjectTakes)
    content, key = encode_take(StoredTake(np.full(50, 0.1, dtype=np.float32), 8000)), "a" * 64
    assert not takes.has(key)
    takes.put_encoded(key, content)
    assert takes.get_encoded(key) == content
    path = tmp_path / "objects" / "aa" / f"{key}.take"
    path.write_bytes(content[:-1])
    assert not takes.has(key)


@pytest.mark.slow
def test_takes_in_object_storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that speaks S3's protocol; address and credentials from the environment, as its own tools read them."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        missing = open_takes("s3://nowhere/takes")
        with pytest.raises(WorkspaceError, match=r"s3://nowhere/takes: .*run again"):
            missing.put_encoded("b" * 64, b"x")
        open_system("s3").mkdir("shared-takes")
        (planned,) = plan_of(TakeStore(tmp_path / "none"), SILENCE, "Bonjour.")
        first = render_task(Task(planned.key, planned.line, planned.voice, "s3://shared-takes/takes"))
        again = render_task(Task(planned.key, planned.line, planned.voice, "s3://shared-takes/takes"))
        content = open_takes("s3://shared-takes/takes").get_encoded(planned.key)
    finally:
        server.stop()
    assert (first[0], again[:2]) == (None, (None, 0.0))
    assert first[1] > 0
    assert {f"{planned.key}.take": content} == spoken_here(TakeStore(tmp_path / "here"), SILENCE, "Bonjour.")
