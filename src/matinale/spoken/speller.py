"""The speller: lexicon first, then the language's rules, until nothing changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matinale.model import SpokenForm
from matinale.spoken.clean import normalise, tidy
from matinale.spoken.language import Language, load_language
from matinale.spoken.lexicon import Entry, Lexicon, layered
from matinale.spoken.marks import extract, marked, unmarked

# A rule's output can meet its neighbours and make a new token ("M" + dropped sign + "."): a second pass settles it.
# In practice two are enough; the bound keeps a pathological text linear.
# A name's figures belong to it (Llama-3.1-70B, USB-C): the rules say the whole.
_GLUED = re.compile(r"[-–]?\d|-[A-Z](?!\w)|\+(?!\w)")
PASSES = 4
UTTERANCE = 300  # characters; what `split` aims at


@dataclass(frozen=True, slots=True)
class RuleSpeller:
    """`Speller` over the languages' folders and one lexicon for each language (`layered`)."""

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
        lexicon = self._lexicon(language)
        current, doubts = _looked_up(clean, lexicon, rules) if lexicon else (clean, ())
        for _ in range(PASSES):
            after = tidy(rules.scanner.scan(current))
            if after == current:
                break
            current = after
        spoken, pronunciations = extract(current)
        return SpokenForm(spoken, pronunciations, doubts + rules.doubts(clean))

    def _lexicon(self, language: str) -> Lexicon | None:
        """The lexicon of this language, or else the one for any."""
        serving = [lexicon for lexicon in self.lexicons if lexicon.serves(language)]
        return max(serving, key=lambda lexicon: lexicon.language, default=None)


def _looked_up(text: str, lexicon: Lexicon, rules: Language) -> tuple[str, tuple[str, ...]]:
    """The text with the lexicon's matches marked, so that no rule touches them, and their doubts."""
    matches = [match for match in lexicon.find(text) if not _GLUED.match(text, match.end)]
    out: list[str] = []
    position = 0
    for match in matches:
        out += (text[position : match.start], _said(text[match.start : match.end], match.entry, rules))
        position = match.end
    out.append(text[position:])
    doubts = tuple(f"{match.entry.written}: {match.entry.doubt}" for match in matches if match.entry.doubt)
    return "".join(out), doubts


def _said(words: str, entry: Entry, rules: Language) -> str:
    """A match as it is spoken. Under a pronunciation, capitals and figures are still written as they are said."""
    if entry.say:
        return marked(entry.say, ipa=entry.ipa, language=entry.lang, seen=words)
    shouted = words.isupper()
    if (entry.ipa or entry.lang) and (words.removesuffix("'s").isupper() or _UNSPELT.search(words)):
        words = unmarked(tidy(rules.scanner.scan(words)))
    return marked(words, ipa=entry.ipa, language=entry.lang, shouted=shouted)


_UNSPELT = re.compile(r"\d|(?<!\S)[A-ZÀ-Þ]{2,}(?!\S)")  # figures, a word of capitals: the AI of Meta AI


def load_speller(lexicons: Sequence[Lexicon] = ()) -> RuleSpeller:
    """A speller over these lexicons, in order of rising authority."""
    return RuleSpeller(layered(lexicons))
