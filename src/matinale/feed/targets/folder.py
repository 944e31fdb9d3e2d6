"""A folder on this machine, or one that is mounted."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from matinale.errors import FeedError
from matinale.feed.placing import scan
from matinale.files import replacing


class FolderStore:
    """Each file is copied beside its place and renamed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sizes(self) -> Mapping[str, int]:
        """Every file but hidden ones."""
        try:
            return dict(scan(self.folder)) if self.folder.is_dir() else {}
        except OSError as error:
            raise FeedError(f"{self.folder}: cannot be read ({error.strerror}); mend its permissions") from error

    def same(self, files: Sequence[tuple[str, Path]]) -> Collection[str]:
        """Those with the same content."""
        return [name for name, path in files if (self.folder / name).read_bytes() == path.read_bytes()]

    def put(self, files: Sequence[tuple[str, Path]]) -> None:
        """Copy files, in this order."""
        for name, path in files:
            with replacing(self.folder / name) as temporary:
                shutil.copyfile(path, temporary)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, and folders that are empty then."""
        for name in names:
            path = self.folder / name
            path.unlink(missing_ok=True)
            if path.parent != self.folder and not any(path.parent.iterdir()):
                path.parent.rmdir()
