"""The folders of a show, and the default workspace that the package ships.

A show is a folder with `show.toml`, `voices/`, `episodes/` and `feed/`. In a checkout the repository's root is the
default workspace; the built wheel carries the same files inside the package.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from matinale.errors import ShowError, WorkspaceError
from matinale.files import cannot_write

SHOW_FILE = "show.toml"


def shipped_workspace() -> Path:
    """The default workspace: inside the package when installed from a wheel, the checkout's root otherwise."""
    inside = Path(__file__).parent / "workspace"
    return inside if inside.is_dir() else Path(__file__).parents[2]


def voice_folders(root: Path) -> tuple[Path, ...]:
    """Where voices, lexicons and jingles are looked for: the show's own folder first, then the shipped one."""
    folders = (root / "voices", shipped_workspace() / "voices")
    unique = dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir())
    return tuple(unique)


def find_show(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a `show.toml`.

    Raises:
        ShowError: There is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SHOW_FILE).is_file():
            return folder
    raise ShowError(f"{start}: no {SHOW_FILE} here or above; make a show with: matinale init DIR")


def init_workspace(target: Path) -> tuple[Path, ...]:
    """Make a new show in `target` like the shipped one; files that are there already are left alone.

    Returns the files written, in order. Voice profiles, lexicons and jingles are not copied: the shipped ones are
    found by themselves, and a file of the same name in the show's own `voices/` takes their place.

    Raises:
        ShowError: `target` is a show already.
        WorkspaceError: It cannot be written.
    """
    if (target / SHOW_FILE).exists():
        raise ShowError(f"{target / SHOW_FILE} is there already; edit it, or choose another folder")
    source = shipped_workspace()
    written: list[Path] = []
    try:
        for folder in ("voices/lexicon", "episodes", "feed"):
            (target / folder).mkdir(parents=True, exist_ok=True)
        pages = sorted((source / "examples").glob("*.txt"))
        for origin in (source / SHOW_FILE, *pages):
            copy = target / origin.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not copy.exists():
                shutil.copyfile(origin, copy)
                written.append(copy)
    except FileExistsError as error:
        raise WorkspaceError(f"{error.filename}: is a file where the show needs a folder; move it away") from error
    except OSError as error:
        raise cannot_write(target, error) from error
    return tuple(written)
