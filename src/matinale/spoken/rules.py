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

from matinale.spoken.marks import unmarked, unmarked_with_places

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


@dataclass(frozen=True, slots=True)
class Row:
    """Rules in the table's order. `sieve` is all their patterns in one: its last group tells the first that matches.

    One search by the sieve is several times faster than trying each of some forty rules, most of which do not match.
    """

    rules: tuple[Rule, ...]
    sieve: re.Pattern[str]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Row:
        """The row of these rules."""
        return cls(tuple(rules), re.compile("|".join(f"(?:{_sieved(one.pattern.pattern)})()" for one in rules)))

    def answer(self, text: str, start: int, free: int) -> tuple[str, int] | None:
        """What the first rule that has an answer says for the token at `start`, and the token's end, at most `free`."""
        for one in self.at(text, start):
            match = one.pattern.match(text, start)
            if match and match.end() <= free and (said := one.say(match)) is not None:
                return said, match.end()
        return None

    def at(self, text: str, start: int) -> tuple[Rule, ...]:
        """The rules of which the first matches here, and all that come after it; none where no rule matches."""
        found = self.sieve.match(text, start)
        return self.rules[found.lastindex - 1 :] if found and found.lastindex else ()


# An escape, a character class, a reference to a group, the head of a group that captures.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P=\w+\)|\((?:\?P<\w+>|(?!\?))", re.DOTALL)


def _sieved(pattern: str) -> str:
    """The pattern without its groups, which matches where it does. A reference is to a group of one character.

    >>> print(_sieved("(?P<day>[(0-9]+)(st|nd)? [.]?"), _sieved("(?P<dash>[–-])9(?P=dash)"))
    (?:[(0-9]+)(?:st|nd)? [.]? (?:[–-])9.
    """
    return _TOKEN.sub(lambda token: _bare(token[0]), pattern)


def _bare(token: str) -> str:
    if token[0] != "(":
        return token
    return "." if token.startswith("(?P=") else "(?:"


def by_start(rules: Sequence[Rule]) -> Mapping[str, Row]:
    """The table indexed by first character, each row in the table's order."""
    index: dict[str, list[Rule]] = {}
    for one in rules:
        for start in one.starts:
            index.setdefault(start, []).append(one)
    return MappingProxyType({start: Row.of(row) for start, row in index.items()})


@dataclass(frozen=True, slots=True)
class Scanner:
    """One language's table, ready to run.

    `candidate` finds where a rule could apply, `join` may mend the end of what was written before a rule's words.
    `dotted`: the small-letter words whose dot makes an abbreviation; other words before a dot end a sentence.
    """

    candidate: re.Pattern[str]
    index: Mapping[str, Row]
    join: Callable[[list[str], str], str]
    dotted: frozenset[str]

    def scan(self, text: str) -> str:
        """`text` with the first fitting rule applied at every candidate, left to right, in one pass.

        The rules see the text as it reads, without the marks: the name in "M. Trump" is a name to them. What is marked
        stays as it is, and no token may hold any of it.
        """
        plain, kept = unmarked_with_places(text)
        out: list[str] = []
        search, index, join = self.candidate.search, self.index, self.join
        position = following = 0  # in `plain`; in `kept`
        while found := search(plain, position):
            start = found.start()
            while following < len(kept) and kept[following].start <= start:
                out += (plain[position : kept[following].start], kept[following].written)
                position = kept[following].end
                following += 1
            if start < position:
                continue
            if start > position:
                out.append(plain[position:start])
            free = kept[following].start if following < len(kept) else len(plain)
            character = plain[start]
            if character.islower() and self._ends_sentence(plain, found):
                position = min(found.end(), free)
                out.append(plain[start:position])
                continue
            row = index.get(kind_of(character))
            answer = row.answer(plain, start, free) if row else None
            if answer:
                said, end = answer
                if "0" <= character <= "9" and said[:1].isalpha() and start and plain[start - 1].isalpha():
                    said = f" {said}"  # letters and a number that no rule knows together: abc12
                out.append(join(out, said))
                position = max(end, start + 1)
            else:
                # Letters and digits that no rule knows stay; a symbol that no rule knows is not said.
                letters = _LETTERS.match(plain, start)
                position = min(letters.end() if letters else max(found.end(), start + 1), free)
                out.append(plain[start:position] if character.isalnum() or character in ".-'" else " ")
        for mark in kept[following:]:
            out += (plain[position : mark.start], mark.written)
            position = mark.end
        out.append(plain[position:])
        return "".join(out)

    def _ends_sentence(self, text: str, found: re.Match[str]) -> bool:
        """Whether this is an ordinary word and the dot after it is the sentence's: nothing for the rules."""
        end = found.end()
        return text[end : end + 1] == "." and text[end + 1 : end + 2] in {"", " "} and found[0] not in self.dotted
