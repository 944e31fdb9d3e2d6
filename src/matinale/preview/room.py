"""What the page asks for, done: edits at once, speaking and making in the background. Requests are checked here."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from matinale.errors import MatinaleError, ScriptError
from matinale.model import Issue, Progress
from matinale.pipeline import Order, make_episode, release_episode
from matinale.pipeline.desk import Desk
from matinale.pipeline.editing import Behind, Word, add_word, change_setting, edit_line, redo, undo
from matinale.pipeline.rendering import Turns, choose_attempt, planned_take, render_line, warm_voice
from matinale.preview.events import Hub
from matinale.preview.forecast import Forecast
from matinale.preview.jobs import Handle, Job, Jobs
from matinale.preview.peaks import peaks_of
from matinale.preview.state import state_of
from matinale.script import LineChange, Say

Json = dict[str, Any]


class Room:
    """The editor's room: the desk, the jobs, and the line to every open page."""

    def __init__(self, folder: Path, voice: str = "") -> None:
        root = folder.resolve().parent.parent
        self.desk = Desk(root, folder.name, voice)
        self.hub, self.turns = Hub(), Turns()
        self.jobs = Jobs(self._told, folder / ".job.json")

    def warm(self) -> None:
        """Do beforehand, in the background, what the first look and the first edit would have to wait for."""
        threading.Thread(target=self._warm, daemon=True, name="warm").start()

    def _warm(self) -> None:
        desk = self.desk
        with contextlib.suppress(MatinaleError, OSError, UnicodeDecodeError):
            state_of(desk, [])
            peaks_of(desk.workshop)
            with self.turns.turn():
                warm_voice(desk)

    def close(self) -> None:
        """End the streams and the jobs."""
        self.hub.close()
        self.jobs.close()

    def look(self) -> str:
        """The revision on disk; what cannot be read now has none."""
        try:
            return self.desk.revision
        except (OSError, MatinaleError):
            return ""

    # ── edits ──

    def edit_line(self, line_id: str, asked: Json) -> Json:
        """Change a line."""
        says = asked.get("say")
        change = LineChange(
            written=_text(asked, "written"),
            spoken=_text(asked, "spoken", none=""),
            marked=_text(asked, "marked"),
            say=None if says is None else tuple(_say(each) for each in _list(says, "say")),
            voice=_text(asked, "voice", none=""),
            pause_ms=_pause(asked),
            drop=_flag(asked, "drop"),
        )
        return self._changed(edit_line(self.desk, _revision(asked), line_id, change))

    def undo(self, _: str, asked: Json) -> Json:
        """Take the last edit back."""
        return self._changed(undo(self.desk, _revision(asked)))

    def redo(self, _: str, asked: Json) -> Json:
        """Do it again."""
        return self._changed(redo(self.desk, _revision(asked)))

    def add_word(self, _: str, asked: Json) -> Json:
        """Add a pronunciation to a lexicon."""
        # `language` is the lexicon's; how the words are read is in `in`
        word = Word(*(_text(asked, name) or "" for name in ("written", "say", "ipa", "in")))
        scope = _text(asked, "scope") or "show"
        if scope not in {"show", "shared"}:
            raise MatinaleError(f"scope: {scope!r}: expected show or shared")
        language = _text(asked, "language") or self.desk.located.script.language
        return self._changed(add_word(self.desk, _revision(asked), language, word, shared=scope == "shared"))

    def change_setting(self, _: str, asked: Json) -> Json:
        """Change a setting of the mix."""
        key, value = _text(asked, "key") or "", asked.get("value")
        if not isinstance(value, str | int | float):
            raise MatinaleError(f"{key}: a value is needed")
        return self._changed(change_setting(self.desk, _revision(asked), key, value))

    def choose(self, line_id: str, asked: Json) -> Json:
        """Choose among attempts."""
        n = asked.get("attempt")
        if not isinstance(n, int):
            raise MatinaleError("attempt: a number is needed")
        return self._changed(choose_attempt(self.desk, _revision(asked), line_id, n))

    # ── jobs ──

    def render(self, line_id: str, asked: Json) -> Json:
        """Render a line, or render it anew."""
        self._refuse_behind(asked)
        planned = planned_take(self.desk, line_id)

        def work(handle: Handle) -> str:
            handle.step("speak", 0, 1)
            with self.turns.turn():
                handle.step("speak", 0, 1)
                render_line(self.desk, planned)
            self._changed(self.look())
            return ""

        return {"job": self.jobs.start("render", line_id, work)}

    def make(self, _: str, asked: Json) -> Json:
        """Speak what is missing, mix and encode; the feed stays as it is."""
        self._refuse_behind(asked)

        def work(handle: Handle) -> str:
            show, notices = self.desk.show, list[str]()
            forecast = Forecast(self.desk)

            def step(progress: Progress) -> None:
                self.turns.lend()
                stage, done, total, left = forecast.at(progress)
                handle.step(stage, done, total, left=left, label=progress.label)

            with self.turns.turn():
                make_episode(self._order(), show, on_progress=step, on_notice=notices.append)
            self._changed(self.look())
            return ""

        return {"job": self.jobs.start("make", "", work)}

    def publish(self, _: str, asked: Json) -> Json:
        """Put the episode, as it was made last, into the feed."""
        self._refuse_behind(asked)

        def work(handle: Handle) -> str:
            handle.step("publish", 0, 1)
            release_episode(
                self.desk.show, self.desk.workshop.slug, lambda line: handle.step("publish", 0, 1, label=line)
            )
            self._changed(self.look())
            return ""

        return {"job": self.jobs.start("publish", "", work)}

    def cancel(self, _: str, asked: Json) -> Json:
        """End a job at its next step."""
        self.jobs.cancel(_text(asked, "job") or "")
        return {"revision": self.look()}

    def _order(self) -> Order:
        """The issue as it was read, into the same folder, unpublished."""
        workshop = self.desk.workshop
        issue, source = workshop.read(Issue, "issue.json"), workshop.record().source or "-"
        if issue is None:
            raise MatinaleError(f"{workshop.path('issue.json')}: cannot be read; run make-episode again")
        origin = source if source == "-" or "://" in source else str(self.desk.root / source)
        return Order(origin, issue=issue, slug=workshop.slug, publish=False)

    # ── telling ──

    def _changed(self, revision: str) -> Json:
        self.hub.tell("state", "", {"revision": revision})
        return {"revision": revision}

    def _told(self, job: Job) -> None:
        self.hub.tell("job", job.id, asdict(job))

    def _refuse_behind(self, asked: Json) -> None:
        if _revision(asked) != self.desk.revision:
            raise Behind("the episode was changed meanwhile (in another tab, or on disk); nothing was done")


def _revision(asked: Json) -> str:
    value = asked.get("revision")
    if not isinstance(value, str) or not value:
        raise MatinaleError("revision: the one that the page saw last is needed")
    return value


def _text(asked: Json, name: str, none: str | None = None) -> str | None:
    """A text of the request; None where it is not asked for, `none` where it is null."""
    if name not in asked:
        return None
    value = asked[name]
    if value is None:
        return none
    if not isinstance(value, str):
        raise MatinaleError(f"{name}: a text is needed")
    if len(value) > 20_000:
        raise MatinaleError(f"{name}: longer than a line can be")
    return value


def _flag(asked: Json, name: str) -> bool | None:
    value = asked.get(name)
    if value is not None and not isinstance(value, bool):
        raise MatinaleError(f"{name}: true or false is needed")
    return value


def _pause(asked: Json) -> int | None:
    """Milliseconds; -1 for null, which is the usual pause."""
    if "pause_ms" not in asked:
        return None
    value = asked["pause_ms"]
    if value is None:
        return -1
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
        raise ScriptError("pause_ms: a number of milliseconds is needed")
    return round(value)


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise MatinaleError(f"{name}: a list is needed")
    return cast("list[object]", value)


def _say(value: object) -> Say:
    if not isinstance(value, dict):
        raise MatinaleError("say: each has its words, and ipa, say or in")
    asked = cast("Json", value)
    return Say(*(_text(asked, name) or "" for name in ("words", "ipa", "say", "in")))
