"""`[watch]` → the sources that it names."""

from __future__ import annotations

from pathlib import Path

from matinale.errors import ShowError
from matinale.settings import Show
from matinale.watching.drop import DropSource
from matinale.watching.feed import FeedSource
from matinale.watching.imap import ImapSource, imap_password
from matinale.watching.items import Source
from matinale.watching.mail import Wanted
from matinale.watching.maildir import MaildirSource


def sources_of(show: Show) -> tuple[Source, ...]:
    """The sources that `[watch]` names.

    Raises:
        ShowError: There is none, or the mailbox's password is missing.
    """
    watch = show.watch
    wanted = Wanted(watch.sender, watch.subject)
    found: list[Source] = []
    if watch.feed:
        found.append(FeedSource(watch.feed, show.reading))
    if watch.maildir:
        found.append(MaildirSource(show.root / Path(watch.maildir).expanduser(), wanted))
    if watch.imap:
        found.append(ImapSource(watch.imap, wanted, imap_password()))
    if watch.drop:
        found.append(DropSource(show.root / Path(watch.drop).expanduser()))
    if not found:
        raise ShowError(
            f"{show.root / 'show.toml'}: [watch] names no source; write feed = "
            '"https://…", or maildir, imap or drop (docs/watch.md)'
        )
    return tuple(found)
