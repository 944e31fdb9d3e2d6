"""What the structure finder thinks of each block, while it works."""

from __future__ import annotations

from dataclasses import dataclass, field

from matinale.model import Skipped
from matinale.sources.blocks import Block, words_of

# Kinds whose words are narrated, or kept in a field of the Issue.
KEPT = frozenset(
    ("title", "notice", "headline", "lead", "heading", "text", "quote", "item", "related", "byline", "credits")
)


@dataclass(slots=True)
class Mark:
    """A block and what it was taken for: `kind` "" while undecided, with the reason in words.

    `cited`: of a footnote the place of the block that has its mark, -1 of other blocks and where none has.
    """

    block: Block
    kind: str = ""
    reason: str = ""
    rank: int = 0
    article: int = -1
    removed: list[Skipped] = field(default_factory=list[Skipped])
    words: int = 0
    noted: bool = False
    cited: int = -1

    def __post_init__(self) -> None:
        self.words = len(words_of(self.block.text))

    @property
    def open(self) -> bool:
        """Whether nothing was decided yet."""
        return not self.kind

    @property
    def heading(self) -> bool:
        """Whether it may be a heading."""
        return not self.kind and self.rank > 0

    @property
    def prose(self) -> bool:
        """Whether it is text of an article or a notice."""
        return not self.kind and not self.rank

    def decide(self, kind: str, reason: str) -> None:
        """Take the block for `kind`."""
        self.kind = kind
        self.reason = reason

    def reopen(self) -> None:
        """Take back what was decided."""
        self.kind = self.reason = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a block was taken for, and why, as `matinale inspect --why` shows it.

    `article` counts from 1; 0 is for what belongs to no article.
    """

    text: str
    kind: str
    reason: str
    article: int = 0
    line: int = 0
