"""A maildir: messages appear in it whole, by a rename. Nothing in it is moved, marked or removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from matinale.errors import UnreadableSource
from matinale.watching.items import Item, Kind, Known, Polled, cannot_read
from matinale.watching.mail import HEAD, Wanted, mail_item, read_head


class MaildirSource:
    """The folders new/ and cur/. A message's headers are read once in the life of this object."""

    name = "maildir"
    kind: Kind = "mail"

    def __init__(self, folder: Path, wanted: Wanted) -> None:
        self.address = str(folder)
        self._folder, self._wanted = folder, wanted
        self._examined = set[str]()

    def poll(self, cursor: Mapping[str, str], known: Known) -> Polled | None:  # noqa: ARG002  the protocol's
        """The messages that are new here; one that cannot be read does not keep the others from being made."""
        unread: list[str] = []
        try:
            items = tuple(self._new(known, unread))
        except OSError as error:
            raise UnreadableSource(cannot_read(error, "is it a maildir, with new/ and cur/ in it?")) from error
        return Polled(items, {}, trouble="; ".join(unread)) if items or unread else None

    def _new(self, known: Known, unread: list[str]) -> Iterator[Item]:
        for part in ("new", "cur"):
            for path in sorted((self._folder / part).iterdir()):
                key = path.name.partition(":")[0]  # what follows are flags, which change
                if key in self._examined or path.name.startswith("."):
                    continue
                try:
                    item = self._examine(path, key, known)
                except FileNotFoundError:  # a mail reader has just moved it from new/ to cur/: it is met there
                    continue
                except OSError as error:
                    unread.append(cannot_read(error, "mend its permissions"))
                    continue
                if item is not None:
                    yield item
                else:  # one that is given is looked at again, until the ledger knows it
                    self._examined.add(key)

    def _examine(self, path: Path, key: str, known: Known) -> Item | None:
        with path.open("rb") as stream:
            head = read_head(stream.read(HEAD), key)
        return mail_item(head, path.read_bytes()) if self._wanted.takes(head) and not known(head.guid) else None
