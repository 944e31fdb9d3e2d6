"""The built wheel, in an empty environment outside the checkout, makes an episode with the default voice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def call(*command: str | Path, cwd: Path, home: Path) -> str:
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": "", "XDG_CACHE_HOME": str(home / "cache")}
    environment.pop("VIRTUAL_ENV", None)
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout


@pytest.mark.slow
def test_the_wheel_makes_an_episode(tmp_path: Path) -> None:
    environment, python = tmp_path / "venv", tmp_path / "venv" / "bin" / "python"
    call(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        tmp_path,
        ROOT,
        cwd=ROOT,
        home=tmp_path,
    )
    wheel = next(tmp_path.glob("matinale-*.whl"))
    call(sys.executable, "-m", "venv", environment, cwd=tmp_path, home=tmp_path)
    call(python, "-m", "pip", "install", "--quiet", "--no-compile", f"{wheel}[kokoro]", cwd=tmp_path, home=tmp_path)
    programs = environment / "bin"
    call(programs / "matinale", "init", "show", cwd=tmp_path, home=tmp_path)
    issue = tmp_path / "show" / "2026-11-21-courte.txt"
    issue.write_text(
        "Une lettre très courte\n"
        "Une phrase suffit pour savoir si la voix fonctionne, loin du dossier où elle a été construite.\n"
        "Le reste – Une seconde phrase dit la suite, et la lettre se termine ici.\n",
        encoding="utf-8",
    )
    printed = call(programs / "make-episode", issue, "--json", cwd=tmp_path / "show", home=tmp_path)
    outcome = json.loads(printed)
    assert Path(outcome["mp3"]).stat().st_size > 100_000
    assert outcome["takes"]["rendered"] >= 3
    assert abs(outcome["integrated_lufs"] + 16) <= 0.5
    assert "site-packages" not in outcome["feed"]
    assert call(programs / "matinale", "check", cwd=tmp_path / "show", home=tmp_path)
