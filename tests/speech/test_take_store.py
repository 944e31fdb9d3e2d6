from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinale.errors import WorkspaceError
from matinale.speech.store import INCOMING, StoredTake, TakeStore

KEY = "ab" * 32


def tone(seconds: float = 0.1) -> np.ndarray:
    return (0.5 * np.sin(np.arange(round(24_000 * seconds)) * 0.1)).astype(np.float32)


def test_what_is_stored_is_found_again(store: TakeStore) -> None:
    assert KEY not in store
    store.put(KEY, StoredTake(tone(), 24_000, ("lasts too long",)))
    found = store.get(KEY)
    assert KEY in store
    assert found is not None
    assert found.rate == 24_000
    assert found.faults == ("lasts too long",)
    assert np.abs(found.samples - tone()).max() <= 2**-23


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=300))
def test_storing_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, values: list[float]) -> None:
    store = TakeStore(tmp_path_factory.mktemp("store"))
    store.put(KEY, StoredTake(np.array(values, dtype=np.float32), 24_000))
    first = store.get(KEY)
    assert first is not None
    store.put(KEY, first)
    second = store.get(KEY)
    assert second is not None
    assert np.array_equal(first.samples, second.samples)


@pytest.mark.parametrize("place", [0, 20, 90, -1])
def test_one_broken_bit_is_noticed_and_the_entry_removed(store: TakeStore, place: int) -> None:
    store.put(KEY, StoredTake(tone(), 24_000))
    (path,) = store.folder.rglob("*.take")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    assert store.get(KEY) is None
    assert KEY not in store


def test_a_cut_entry_is_noticed(store: TakeStore) -> None:
    store.put(KEY, StoredTake(tone(), 24_000))
    (path,) = store.folder.rglob("*.take")
    path.write_bytes(path.read_bytes()[:-7])
    assert store.get(KEY) is None


def test_an_unwritable_store_says_so(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file, not a folder")
    with pytest.raises(WorkspaceError, match=r"takes.*cannot be written"):
        TakeStore(tmp_path / "takes").put(KEY, StoredTake(tone(), 24_000))


def test_a_full_disk_says_so_and_leaves_nothing(store: TakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match=r"cannot be written \(No space left on device\); free space"):
        store.put(KEY, StoredTake(tone(), 24_000))
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_the_least_recently_used_is_pruned_first(store: TakeStore) -> None:
    keys = [f"{number:02x}" * 32 for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, StoredTake(tone(), 24_000))
        path = next(store.folder.glob(f"*/{key}.take"))
        os.utime(path, (1_000_000 + age, 1_000_000 + age))
    store.get(keys[0])  # used just now
    size = store.info().size // 4
    assert store.prune(2 * size) == 2
    assert [key in store for key in keys] == [True, False, False, True]
    assert store.info().takes == 2


def test_a_store_over_its_limit_is_pruned_before_a_new_take_is_kept(store: TakeStore) -> None:
    keys = [f"{number:02x}" * 32 for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, StoredTake(tone(), 24_000))
        os.utime(next(store.folder.glob(f"*/{key}.take")), (1_000_000 + age, 1_000_000 + age))
    small = TakeStore(store.folder, limit=store.info().size // 2)
    small.put(KEY, StoredTake(tone(), 24_000))
    assert [key in store for key in [*keys, KEY]] == [False, False, True, True, True]


def test_pruning_a_small_store_removes_nothing(store: TakeStore) -> None:
    store.put(KEY, StoredTake(tone(), 24_000))
    assert store.prune(1 << 30) == 0
    assert TakeStore(store.folder / "none").info().takes == 0


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_is_not(store: TakeStore) -> None:
    incoming = store.folder / INCOMING
    incoming.mkdir(parents=True)
    (incoming / "dead.take").write_bytes(b"half")
    with store._incoming() as (stream, held):  # the first use sweeps; this file is as another process would hold it
        assert [path.name for path in incoming.iterdir()] == [held.name]
        assert store.sweep() == 0
        stream.write(b"whole")
    assert list(incoming.iterdir()) == []
