"""One episode on the editor's desk: show, words, script and takes as they are on disk now.

Each is read again only when its files changed, so that looking is cheap, whoever changed them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from matinale.model import Script, Speller, SpokenForm
from matinale.pipeline.sounding import make_speaker, take_store
from matinale.pipeline.writing import BASE, SCRIPT, speller_for
from matinale.settings import Show
from matinale.show import read_show, with_voice
from matinale.workshop import Workshop
from matinale.workspace import SHOW_FILE, shipped_workspace

if TYPE_CHECKING:
    from matinale.script import LocatedScript
    from matinale.speech.speaker import PlannedTake, Speaker
    from matinale.speech.store import TakeStore

T = TypeVar("T")
Signature = tuple[Any, ...]
PUBLISHED = ("ready.json", "episode.json")


class RememberingSpeller:
    """A speller that spells no sentence twice."""

    def __init__(self, speller: Speller) -> None:
        self._speller = speller
        self._spelled: dict[tuple[str, str], SpokenForm] = {}

    def split(self, text: str, language: str) -> tuple[str, ...]:
        """The utterances of a paragraph."""
        return self._speller.split(text, language)

    def spell(self, text: str, language: str) -> SpokenForm:
        """The spoken form of one utterance."""
        key = (text, language)
        if key not in self._spelled:
            if len(self._spelled) > 20_000:  # a day of edits; what is forgotten is spelled again
                self._spelled.clear()
            self._spelled[key] = self._speller.spell(text, language)
        return self._spelled[key]


@dataclass(slots=True)
class _Kept:
    signature: Signature
    value: Any
    serial: int


class Desk:
    """The episode `slug` of the show in `root`, read by `voice` where one is given; for several threads."""

    def __init__(self, root: Path, slug: str, voice: str = "") -> None:
        self.root, self.voice = root.resolve(), voice
        self.workshop = Workshop(self.root / "episodes" / slug)
        self.lexicons = self.root / "voices" / "lexicon"
        self._kept: dict[str, _Kept] = {}
        self._count = 0
        self._made: dict[str, _Kept] = {}
        self._making = threading.Lock()
        self._reading = threading.RLock()

    # ── as it is on disk ──

    @property
    def show(self) -> Show:
        """The show.

        Raises:
            ShowError: `show.toml` or a voice is wrong.
        """
        own = _sorted(self.root / "voices", "*/*.toml")  # lexicons of single voices
        files = [self.root / SHOW_FILE, *_sorted(self.root / "voices", "*.toml"), *_sorted(_shipped(), "*.toml"), *own]
        return self._fresh("show", signature(files), self._read_show)

    @property
    def speller(self) -> Speller:
        """The speller with the show's lexicons."""
        files = [*_sorted(self.lexicons, "*.toml"), *_sorted(_shipped() / "lexicon", "*.toml")]
        return self._fresh("speller", signature(files), lambda: RememberingSpeller(speller_for(self.root)))

    @property
    def located(self) -> LocatedScript:
        """The script and where its lines stand.

        Raises:
            MatinaleError: It cannot be understood as it is.
        """
        now = (self._serial("speller", self.speller), signature(self._scripts))
        return self._fresh("located", now, lambda: self.locate(self.text()))

    @property
    def speaker(self) -> Speaker:
        """The show's voices."""
        show, language = self.show, self.located.script.language
        now = (self._serial("show", show), language)
        return self._fresh("speaker", now, lambda: make_speaker(show, language))

    @property
    def plan(self) -> tuple[PlannedTake, ...]:
        """The takes that the script needs, in order. `stored` may be out of date: ask the store."""
        located, speaker = self.located, self.speaker
        now = (self._serial("located", located), self._serial("speaker", speaker))
        return self._fresh("plan", now, lambda: speaker.plan(located.script))

    @property
    def store(self) -> TakeStore:
        """Where the takes are."""
        return take_store(self.root)

    @property
    def revision(self) -> str:
        """A hash of all that an edit may change or rest on; the same content gives the same one."""
        files = self.documents()
        return self._fresh("revision", signature(files), lambda: _digest(files))

    def documents(self) -> tuple[Path, ...]:
        """The files that the revision stands for."""
        folder = self.workshop.folder
        own = (self.root / SHOW_FILE, *(folder / name for name in PUBLISHED))
        return (*self._scripts, *_sorted(self.lexicons, "*.toml"), *_sorted(self.root / "voices", "*.toml"), *own)

    def kept(self, kind: type[T], name: str) -> T | None:
        """A value of the episode's folder."""

        def read() -> T | None:
            return self.workshop.read(kind, name)

        return self._fresh(name, signature([self.workshop.path(name)]), read)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """A value made once for a revision; others look at the desk meanwhile."""
        revision = self.revision
        with self._making:
            kept = self._made.get(name)
            if kept is None or kept.signature != (revision,):
                kept = self._made[name] = _Kept((revision,), make(), 0)
            return cast("T", kept.value)

    # ── the script ──

    def text(self) -> str:
        """`script.md` as it stands."""
        return self.workshop.path(SCRIPT).read_bytes().decode("utf-8")

    def locate(self, text: str) -> LocatedScript:
        """Any text of the script, read as the pipeline reads it.

        Raises:
            ScriptError: It cannot be understood.
        """
        from matinale.script import locate_script

        where = str(self.workshop.path(SCRIPT))
        return locate_script(text, where=where, speller=self.speller, base=self._base())

    def _base(self) -> Script | None:
        from matinale.script import parse_script

        path = self.workshop.path(BASE)

        def read() -> Script | None:
            return parse_script(path.read_text("utf-8"), where=str(path)) if path.is_file() else None

        return self._fresh("base", signature([path]), read)

    @property
    def _scripts(self) -> tuple[Path, ...]:
        return self.workshop.path(SCRIPT), self.workshop.path(BASE)

    def _read_show(self) -> Show:
        show = read_show(self.root)
        return with_voice(show, self.voice) if self.voice else show

    def _fresh(self, name: str, now: Signature, read: Callable[[], T]) -> T:
        with self._reading:
            kept = self._kept.get(name)
            if kept is None or kept.signature != now:
                value = read()
                self._count += 1
                kept = self._kept[name] = _Kept(now, value, self._count)
            return cast("T", kept.value)

    def _serial(self, name: str, _: object) -> int:
        """Which reading of a thing it is; the thing itself is given so that it has been read."""
        return self._kept[name].serial


def signature(files: Iterable[Path]) -> Signature:
    """What tells that files changed: their times, sizes and inodes."""
    return tuple(_stat(path) for path in files)


def _stat(path: Path) -> tuple[str, int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


def _sorted(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def _shipped() -> Path:
    return shipped_workspace() / "voices"


def _digest(files: Iterable[Path]) -> str:
    whole = sha256()
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        whole.update(f"{path.name} {len(content)} ".encode() + content)
    return whole.hexdigest()[:24]
