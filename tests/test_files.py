"""Files that others read are replaced whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from matinale.errors import WorkspaceError
from matinale.files import replacing, sha256_of, sweep, write_bytes, write_text


def test_a_failure_leaves_the_old_file_and_no_stray_one(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    write_text(path, "old")

    def fail_half_way() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_content_keeps_the_modification_time(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    write_text(path, "same")
    os.utime(path, (1, 1))
    write_text(path, "same")
    assert path.stat().st_mtime == 1
    write_text(path, "other")
    assert path.stat().st_mtime != 1


def test_permissions_follow_the_users_mask(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_bytes(tmp_path / "replaced", b"x")
    assert (tmp_path / "replaced").stat().st_mode == plain.stat().st_mode


def test_a_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "episodes").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write_text(tmp_path / "episodes" / "issue.json", "{}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which only Linux has")
def test_a_full_disk_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        Path("/dev/full").write_bytes(b"x" * 10_000)

    monkeypatch.setattr(os, "fsync", full)
    write = tmp_path / "feed.xml"
    with pytest.raises(WorkspaceError, match="No space left on device"):
        write_text(write, "new")
    assert list(tmp_path.iterdir()) == []


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert sha256_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / "articles" / f".01-{gone.pid}-ab12_x9z.flac"
    kept = [tmp_path / name for name in (".lock", ".script.base.md", "a-1-abcdefgh.flac", ".x-1-ABCDEFGH.md")]
    left.parent.mkdir()
    for path in (left, *kept):
        path.write_text("x")
    with replacing(tmp_path / "episode.mp3") as temporary:
        temporary.write_text("being written")
        sweep(tmp_path, below=False)
        assert left.is_file()
        sweep(tmp_path)
        assert temporary.is_file()
    assert not left.exists()
    assert all(path.is_file() for path in kept)
