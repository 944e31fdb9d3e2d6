"""The same takes give the same bytes on a processor with other instructions: here, one that hides those it has.

numpy chooses its loops by what the processor can do, and OpenBLAS its kernels; both can be told to do without.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.test_killed import COMMAND, contents, fresh

pytestmark = pytest.mark.slow


def make(folder: Path, **environment: str) -> None:
    command = [*COMMAND, "2026-11-20-courte.txt", "--voice", "brouillon"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, **environment})


def test_the_same_takes_give_the_same_bytes_without_wide_instructions(tmp_path: Path) -> None:
    here, there = fresh(tmp_path / "here"), fresh(tmp_path / "there")
    make(here)
    shutil.copytree(here / ".cache" / "takes", there / ".cache" / "takes")
    dispatched = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    make(there, NPY_DISABLE_CPU_FEATURES=" ".join(dispatched), OPENBLAS_CORETYPE="Nehalem")
    assert contents(there) == contents(here)
