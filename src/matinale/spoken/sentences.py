"""Cuts a paragraph into utterances: whole sentences, long ones halved where a newsreader breathes, short ones joined.

The text is looked at word by word, so that the pieces joined by single spaces are the text again, whatever it holds.

Why 240 characters: Kokoro takes at most 510 phoneme tokens a call. A written character of French news makes 0.8 to 1.1
tokens, and numbers, money and acronyms grow when they are written out; at 240 a line may still double before the
engine has to cut it, and a piece this long is one breath (about 15 seconds). Pieces of equal length are wanted because
a short piece is spoken faster and louder than its neighbours.
"""

from __future__ import annotations

import itertools
import re

from matinale.spoken.punctuation import CLOSERS, OPENERS, SentenceRules, rules_for

LIMIT = 240
SHORT = 30  # a sentence of fewer characters is joined to its neighbour: alone it is rushed

_TERMINATORS = ".!?…。！？؟"
_MARKS = frozenset(OPENERS + CLOSERS + _TERMINATORS + ":;,/\\|·")


def split_sentences(text: str, language: str, limit: int = LIMIT) -> tuple[str, ...]:
    """The utterances of `text`, each of at most `limit` characters (or one single longer word).

    Joined by single spaces they give `" ".join(text.split())`. Linear in the length of the text.

    >>> split_sentences("M. Macron promet 1,3 million d’euros. Rien de plus n’a filtré depuis hier.", "fr")
    ('M. Macron promet 1,3 million d’euros.', 'Rien de plus n’a filtré depuis hier.')
    >>> split_sentences("« Pourquoi ? » demande-t-elle. Silence. Personne ne répond à la question.", "fr")
    ('« Pourquoi ? » demande-t-elle. Silence.', 'Personne ne répond à la question.')
    """
    words = text.split()
    rules = rules_for(language)
    pieces: list[list[str]] = []
    for sentence in _sentences(words, rules):
        pieces.extend(_within(sentence, limit, rules))
    return tuple(_joined([" ".join(piece) for piece in pieces], limit))


# ── where a sentence ends ────────────────────────────────────────────────────────────────────────────────────────────


def _sentences(words: list[str], rules: SentenceRules) -> list[list[str]]:
    sentences: list[list[str]] = []
    start = 0
    for index in range(1, len(words)):
        if _ends(words, index, start, rules):
            sentences.append(words[start:index])
            start = index
    if start < len(words):
        sentences.append(words[start:])
    return sentences


def _ends(words: list[str], index: int, start: int, rules: SentenceRules) -> bool:
    """Whether a sentence that began at `start` ends before `words[index]`."""
    following = words[index]
    if not following.strip(CLOSERS + _TERMINATORS + ":;,") or _is_ornament(following):
        return (
            False  # a mark that stands alone, as French typography has it, belongs to what precedes; so does an emoji
        )
    last = _last_word(words, index, start)
    core = last.rstrip(CLOSERS)
    if not core or core[-1] not in _TERMINATORS or (index - start == 1 and not any(map(str.isalnum, core))):
        return False  # "[…] Il a dit": what was left out is no sentence
    if not _may_begin(words, index):
        return False
    if core[-1] != "." or core.endswith(".."):
        return core.lower() not in rules.exclamations
    return _full_stop_ends(core, words, index, start, rules)


def _last_word(words: list[str], index: int, start: int) -> str:
    """The word before `index`, closing quotation marks and emoji that stand alone passed over (at most three)."""
    position = index - 1
    while position > max(start, index - 4) and (not words[position].strip(CLOSERS) or _is_ornament(words[position])):
        position -= 1
    return words[position]


def _is_ornament(word: str) -> bool:
    """An emoji or a sign that stands alone; not a mark of punctuation, a bracket, a dash or a bullet."""
    return not any(each.isalnum() or each in _MARKS for each in word)


def _may_begin(words: list[str], index: int) -> bool:
    """Whether the word at `index` can be the first of a sentence: a capital, a digit, `iPhone`, `b)`, or no letter."""
    for word in words[index : index + 3]:
        bare = word.lstrip(OPENERS)
        if bare:
            return not bare[0].islower() or bare[1:] == ")" or any(map(str.isupper, _FIRST_PART.split(bare)[0]))
    return True


_FIRST_PART = re.compile("['’-]")


def _full_stop_ends(core: str, words: list[str], index: int, start: int, rules: SentenceRules) -> bool:
    bare = core.lstrip(OPENERS)
    stem = _after_elision(bare[:-1])
    if index - start == 1 and stem and (stem.isdigit() or len(stem) == 1):
        return False  # "1. Premier point": the number of an enumeration
    folded, known = stem.lower(), rules.abbreviations
    if len(stem) <= 2 and index - 2 >= start and words[index - 2][-1:].isdigit() and not words[index][:1].isdigit():
        return not words[index].startswith(("J.-C", "J.C"))  # "17 000 t. Le port": a unit, not a tome; but 52 av. J.-C.
    if folded in known or (folded in rules.numbering and _NUMBER.match(words[index])):
        return False
    if folded in _HALVES_OF_DAY and rules.timed:
        return not _is_zone(words[index : index + 2], rules)
    lettered = len(stem) == 1 and index - 2 >= start and words[index - 2].lower() in rules.lettered
    doubtful = not lettered and (folded in rules.final_abbreviations or _is_initials(stem))
    return not doubtful or _begins_plainly(words[index], rules)


def _is_zone(following: list[str], rules: SentenceRules) -> bool:
    """Whether a time goes on: 5 p.m. Eastern, 5 p.m. London time."""
    first = following[0].lstrip(OPENERS).rstrip(".,;:)").lower()
    return first in rules.timed or following[-1].startswith("time")


_NUMBER = re.compile(r"\d|(?:[IVXL]{2,6}|V|X)(?![\w'’])")
_HALVES_OF_DAY = frozenset({"a.m", "p.m"})


def _after_elision(stem: str) -> str:
    """`d’av` → `av`: what stands after an elided article or preposition."""
    head, mark, tail = stem.replace("’", "'").partition("'")
    return tail if mark and len(head) <= 2 and tail else stem


def _is_initials(stem: str) -> bool:
    """`J`, `J.-P`, `U.S`, `J.K`: letters with stops between them."""
    letters = stem.replace("-", "").split(".")
    return all(len(letter) == 1 and letter.isupper() for letter in letters if letter) and stem[:1].isupper()


def _begins_plainly(word: str, rules: SentenceRules) -> bool:
    """Whether a word opens a new sentence rather than continues a name: an article, a pronoun, a conjunction."""
    bare = word.lstrip(OPENERS).rstrip(",.:;!?…").replace("’", "'")
    head = bare.partition("'")[0] if "'" in bare[:6] else bare
    return head.lower() in rules.starters


# ── long sentences, short sentences ──────────────────────────────────────────────────────────────────────────────────


def _within(words: list[str], limit: int, rules: SentenceRules) -> list[list[str]]:
    """A sentence in as few pieces as the limit allows, of about equal length, cut at the best clause boundaries."""
    ends = list(itertools.accumulate(len(word) + 1 for word in words))
    total = ends[-1] - 1
    pieces: list[list[str]] = []
    start = offset = 0
    while total - offset > limit:
        left = total - offset
        room = (offset, left / -(-left // limit), limit)
        cut = _best_cut(words, ends, start, room, rules)
        pieces.append(words[start:cut])
        start, offset = cut, ends[cut - 1]
    if start < len(words):  # a last word that is longer than the limit is a piece of its own already
        pieces.append(words[start:])
    return pieces


def _best_cut(words: list[str], ends: list[int], start: int, room: tuple[int, float, int], rules: SentenceRules) -> int:
    """The index of the word before which to cut: near the target length, at the strongest boundary there.

    `ends[i]` is where word i ends; `room` the position of the piece's start, its wanted and its greatest length.
    """
    offset, target, limit = room
    best, best_cost = start + 1, float("inf")
    for cut in range(start + 1, len(words)):
        length = ends[cut - 1] - 1 - offset
        if length > limit:
            break
        cost = abs(length - target) / target + _reluctance(words[cut - 1], words[cut], rules)
        if cost < best_cost:
            best, best_cost = cut, cost
    return best


def _reluctance(before: str, after: str, rules: SentenceRules) -> float:
    """How much a newsreader would mind a breath between two words: 0 after a semicolon, 3 inside "1 500"."""
    mark = before.rstrip(CLOSERS)[-1:]
    if not after.strip(CLOSERS + _TERMINATORS + ":;,") or not before.strip(OPENERS):
        return 4.0
    if mark in ";:" or mark in _TERMINATORS:
        return 0.0 if before.lower().rstrip(".") not in rules.abbreviations else 3.0
    if after in "–—-" or before in "–—-":
        return 0.1 if after in "–—-" else 0.4
    if mark == "," or after[0] in "([" or before[-1] in ")]":
        return 0.15 if mark == "," else 0.25
    return _reluctance_inside(before, after, rules)


def _reluctance_inside(before: str, after: str, rules: SentenceRules) -> float:
    """The same, where no mark stands between the two words."""
    if before[-1:].isdigit() or before.lower() in rules.leaning:
        return 3.0
    if before[:1].isupper() and after[:1].isupper():
        return 2.0  # Masayoshi Son
    return 0.5 if after.lstrip(OPENERS).lower() in rules.conjunctions else 1.2


def _joined(pieces: list[str], limit: int) -> list[str]:
    """Pieces of fewer than `SHORT` characters joined to the one before, or the one after, where both still fit."""
    joined: list[str] = []
    for piece in pieces:
        short = joined and (len(piece) < SHORT or len(joined[-1]) < SHORT)
        if short and len(joined[-1]) + 1 + len(piece) <= limit:
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined
