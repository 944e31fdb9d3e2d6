"""Every morning by itself: new issues are found where the newsletter publishes them, and made into episodes once each.

    source ─▶ items ─▶ ledger (pending) ─▶ make_episode ─▶ ledger (made) ─▶ notices

A look at a source only writes down what is there; making goes by the ledger alone. So whatever breaks off between
them, nothing is lost and nothing is made twice.
"""

from matinale.watching.dating import zone_of
from matinale.watching.items import Source
from matinale.watching.journal import Lines
from matinale.watching.ledger import Book
from matinale.watching.notices import mail_server
from matinale.watching.sources import sources_of
from matinale.watching.watcher import watch

__all__ = ["Book", "Lines", "Source", "mail_server", "sources_of", "watch", "zone_of"]
