"""What `matinale watch` needs: its sources answer, its mail server lets us in, and no issue is stuck."""

from __future__ import annotations

import smtplib
from collections import Counter
from collections.abc import Iterator

from matinale.doctor.checks import Check, looked_at
from matinale.errors import MatinaleError, WorkspaceError
from matinale.settings import Show
from matinale.watching import Book, Source, mail_server, sources_of
from matinale.watching.notices import PASSWORD


def check_watch(show: Show) -> Iterator[Check]:
    """Each source of `[watch]` is looked at as a watch does, and nothing is made, marked or sent."""
    watch = show.watch
    if not (watch.feed or watch.maildir or watch.imap or watch.drop):
        return
    try:
        sources = sources_of(show)
    except MatinaleError as error:
        found, _, remedy = str(error).rpartition("; ")
        yield Check("watch", "error", found, remedy)
        return
    for source in sources:
        yield looked_at(f"watch {source.name}", lambda source=source: _seen(source))
    if watch.mail_to:
        yield looked_at("watch mail", lambda: _mail(show))
    yield _issues(show)


def _seen(source: Source) -> str:
    """Where every guid counts as known, no message is fetched but its headers."""
    polled = source.poll({}, lambda _: "known")
    if polled is not None and polled.trouble:
        raise WorkspaceError(polled.trouble)
    count = f", {len(polled.present)} issues" if polled is not None and polled.present is not None else ""
    return f"{source.address}{count}"


def _mail(show: Show) -> str:
    address = show.watch.smtp
    try:
        with mail_server(show.watch):
            return f"{address}, for {', '.join(show.watch.mail_to)}"
    except (OSError, smtplib.SMTPException) as error:
        said = " ".join(str(error).split())
        raise WorkspaceError(f"{address}: {said}; check watch.smtp and {PASSWORD}") from error


def _issues(show: Show) -> Check:
    name = "watch issues"
    try:
        book = Book(show.root)
    except MatinaleError as error:
        found, _, remedy = str(error).rpartition("; ")
        return Check(name, "error", found, remedy)
    entries = book.ledger.entries.values()
    found = ", ".join(f"{count} {state}" for state, count in Counter(entry.state for entry in entries).items())
    stuck = [entry for entry in entries if entry.state == "refused" or entry.told]
    if not stuck:
        return Check(name, "ok", found or "none seen yet")
    first = stuck[0]
    found += f"; {len(stuck)} stuck, the first: {first.title or first.guid}" + (f": {first.told}" if first.told else "")
    remedy = "the log of the watch says why; one that is refused is tried again when it changes at its source"
    return Check(name, "warning", found, remedy)
