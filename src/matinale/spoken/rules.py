"""Rules: a token class and how it is said; and the scanner that applies an ordered table of them in one pass.

The scanner looks for candidates (a digit, a symbol, capitals, an abbreviation) from left to right. At each one, the
rules whose tokens can start with that character are tried in the table's order, and the first that has an answer
speaks. What a rule has written is not looked at again in the same pass, and every rule sees the whole written text,
so context on both sides can decide. One pass is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from matinale.spoken.marks import CLOSE, OPEN, unmarked

# Letters alone: "²", "½" and their like are signs, though they count as word characters.
_LETTERS = re.compile(r"[^\W\d_²³¹¼-¾⁰-₟⅐-↏]+")
Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A token class. `starts`: what its tokens begin with: "9" a digit, "A" a capital, "a" a small letter, or itself.

    `say` gives the words, or None where the context says that it is something else.
    """

    name: str
    starts: str
    pattern: re.Pattern[str]
    say: Say
    examples: str = ""  # the verbaliser's docstring, whose doctests the tests run

    def read(self, text: str) -> str:
        """`text` with this rule alone applied; for doctests and for looking at one rule."""

        def answer(match: re.Match[str]) -> str:
            said = self.say(match)
            return match[0] if said is None else said

        return unmarked(self.pattern.sub(answer, text))


def rule(name: str, starts: str, pattern: str) -> Callable[[Say], Rule]:
    """A decorator that makes a verbaliser a `Rule`, and keeps its docstring's examples."""

    def make(say: Say) -> Rule:
        return Rule(name, starts, re.compile(pattern), say, say.__doc__ or "")

    return make


def kind_of(character: str) -> str:
    """The key of `Rule.starts` for a candidate's first character.

    >>> kind_of("4"), kind_of("É"), kind_of("é"), kind_of("%")
    ('9', 'A', 'a', '%')
    """
    if "0" <= character <= "9":
        return "9"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character


def by_start(rules: Sequence[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """The table indexed by first character, each row in the table's order."""
    index: dict[str, list[Rule]] = {}
    for one in rules:
        for start in one.starts:
            index.setdefault(start, []).append(one)
    return MappingProxyType({start: tuple(row) for start, row in index.items()})


@dataclass(frozen=True, slots=True)
class Scanner:
    """One language's table, ready to run.

    `candidate` finds where a rule could apply, `join` may mend the end of what was written before a rule's words.
    `dotted`: the small-letter words whose dot makes an abbreviation; other words before a dot end a sentence.
    """

    candidate: re.Pattern[str]
    index: Mapping[str, tuple[Rule, ...]]
    join: Callable[[list[str], str], str]
    dotted: frozenset[str]

    def scan(self, text: str) -> str:
        """`text` with the first fitting rule applied at every candidate, left to right, in one pass."""
        out: list[str] = []
        search, index, join = self.candidate.search, self.index, self.join
        position = 0
        while found := search(text, position):
            start = found.start()
            if start > position:
                out.append(text[position:start])
            character = text[start]
            if character == OPEN:
                position = text.find(CLOSE, start) + 1 or len(text)
                out.append(text[start:position])
                continue
            if character.islower() and self._ends_sentence(text, found):
                position = found.end()
                out.append(found[0])
                continue
            for one in index.get(kind_of(character), ()):
                match = one.pattern.match(text, start)
                if match is None or OPEN in match[0]:
                    continue
                said = one.say(match)
                if said is not None:
                    out.append(join(out, said))
                    position = max(match.end(), start + 1)
                    break
            else:
                # Letters and digits that no rule knows stay; a symbol that no rule knows is not said.
                letters = _LETTERS.match(text, start)
                position = letters.end() if letters else max(found.end(), start + 1)
                out.append(text[start:position] if character.isalnum() or character in ".-'" else " ")
        if not out:
            return text
        out.append(text[position:])
        return "".join(out)

    def _ends_sentence(self, text: str, found: re.Match[str]) -> bool:
        """Whether this is an ordinary word and the dot after it is the sentence's: nothing for the rules."""
        end = found.end()
        return text[end : end + 1] == "." and text[end + 1 : end + 2] in {"", " "} and found[0] not in self.dotted
