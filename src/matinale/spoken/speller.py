"""The speller: lexicon first, then the language's rules, until nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinale.model import SpokenForm
from matinale.spoken.clean import normalise, tidy
from matinale.spoken.language import load_language
from matinale.spoken.marks import extract, marked

if TYPE_CHECKING:
    from matinale.spoken.lexicon import Lexicon

# A rule's output can meet its neighbours and make a new token ("M" + dropped sign + "."): a second pass settles it.
# In practice two are enough; the bound keeps a pathological text linear.
PASSES = 4
UTTERANCE = 300  # characters; what `split` aims at


@dataclass(frozen=True, slots=True)
class RuleSpeller:
    """`Speller` over the languages' folders and the lexicons, later lexicons first (the show's own overrides)."""

    lexicons: tuple[Lexicon, ...] = ()

    def split(self, text: str, language: str) -> tuple[str, ...]:
        """The utterances of a paragraph; joined by single spaces they give the paragraph back."""
        from matinale.spoken.sentences import split_sentences

        return split_sentences(text, language, UTTERANCE)

    def spell(self, text: str, language: str) -> SpokenForm:
        """The spoken form of one utterance. Never raises; what stays uncertain is told in `doubts`."""
        rules = load_language(language)
        clean = normalise(text)
        if rules is None:
            doubt = f"no rules for the language {language!r}: the text is read as it is written"
            return SpokenForm(clean, (), (doubt,))
        doubts = rules.doubts(clean)
        current = self._looked_up(clean, language)
        for _ in range(PASSES):
            after = tidy(rules.scanner.scan(current))
            if after == current:
                break
            current = after
        spoken, pronunciations = extract(current)
        return SpokenForm(spoken, pronunciations, doubts)

    def _looked_up(self, text: str, language: str) -> str:
        """The text with the lexicons' matches marked, so that no rule touches them."""
        if not self.lexicons:
            return text
        out: list[str] = []
        position = 0
        for start, end, words in self._matches(text, language):
            out += (text[position:start], words)
            position = end
        out.append(text[position:])
        return "".join(out)

    def _matches(self, text: str, language: str) -> list[tuple[int, int, str]]:
        """Non-overlapping (start, end, marked words), ascending; a later lexicon's match wins over an earlier one's."""
        taken: list[tuple[int, int, str]] = []
        for lexicon in reversed([each for each in self.lexicons if each.serves(language)]):
            new: list[tuple[int, int, str]] = []
            for match in lexicon.find(text):
                entry = match.entry
                words = entry.say or text[match.start : match.end]
                new.append((match.start, match.end, marked(words, ipa=entry.ipa, language=entry.lang)))
            taken = _merged(taken, new)
        return taken


def _merged(first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Both ascending lists in one, without those of `second` that overlap one of `first`."""
    out: list[tuple[int, int, str]] = []
    index = 0
    for item in second:
        while index < len(first) and first[index][1] <= item[0]:
            out.append(first[index])
            index += 1
        if index == len(first) or first[index][0] >= item[1]:
            out.append(item)
    return sorted(out + first[index:])


def load_speller(lexicons: Sequence[Lexicon] = ()) -> RuleSpeller:
    """A speller over these lexicons, in order of rising authority."""
    from matinale.spoken.lexicon import layered

    return RuleSpeller(layered(lexicons))
