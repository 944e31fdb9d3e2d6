"""Liaisons that espeak-ng makes and no French speaker does ("les dépenses en matériel"), or the other way round.

A plural s or x is heard before a vowel after a determiner, a pronoun, a numeral, a short adverb or preposition, or an
adjective that goes before its noun; after a noun or a participle it is silent (Fouché, Traité de prononciation
française, 1959: liaisons obligatoires et interdites). Dropping an optional one is always right, so everything that is
not in the list below loses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_BEFORE_NOUN = """
les des ces mes tes ses nos vos leurs aux quelles quels lesquels certaines certains plusieurs quelques diverses divers
différentes différents toutes tous autres mêmes
deux trois six dix vingt quatre-vingts cents
nous vous ils elles en on dont
très plus moins bien trop mieux assez pas jamais
dans sans sous chez dès depuis après vers près hors entre
est sont ont suis étais était étaient fus fut sommes avons avez vont fait font peut doit
grands grandes petits petites gros grosses beaux belles bons bonnes mauvais mauvaises nouveaux nouvelles anciens
anciennes premiers premières derniers dernières vieux vieilles jeunes longs longues hauts hautes principaux principales
nombreux nombreuses prochains prochaines seuls seules vrais vraies rares états champs émirats arabes
"""
LIAISING = frozenset(_BEFORE_NOUN.split())

_HUNDRED = re.compile(
    r"\bcent(?= (?:ans|années|articles|élèves|emplois|employés|entreprises|étudiants|euros|exemplaires|habitants|heures"
    r"|hommes|œuvres)\b)"
)
_WORD = re.compile(r"[^\s]+")
_STRESS = str.maketrans("", "", "ˈˌ")


def with_missing_liaisons(clause: str) -> str:
    """A French clause spelled so that espeak-ng makes the liaisons that it forgets: "cent ans", "cent euros".

    >>> with_missing_liaisons("cent ans et cent un euros, pour cent")
    'sante ans et cent un euros, pour cent'
    """
    return _HUNDRED.sub("sante", clause)


def without_false_liaisons(clause: str, phonemes: str, read: Callable[[str], str]) -> str:
    """A French clause's phonemes without the [z] (or second [t]) that espeak-ng adds where no liaison is made.

    Args:
        clause: The words.
        phonemes: espeak-ng's reading of them, words separated by spaces.
        read: Reads one word alone.
    """
    words = _WORD.findall(clause)
    suspects = [word for word in words if _is_suspect(word)]
    tokens = phonemes.split()
    for index, token in enumerate(tokens[:-1]):
        doubled = token.endswith("tt")  # "souhaitent utiliser": the t is already there
        if doubled or (token.endswith("z") and _silent_ending(token, suspects, read)):
            tokens[index] = token[:-1]
    return " ".join(tokens)


def _is_suspect(word: str) -> bool:
    last = re.split("['-]", word.lower())[-1]
    return word[-1] in "sxzSX" and word.lower() not in LIAISING and last not in LIAISING


def _silent_ending(token: str, suspects: list[str], read: Callable[[str], str]) -> bool:
    """Whether the token is one of the suspect words with a [z] that the word alone does not have."""
    bare = token.translate(_STRESS)
    alone = (read(word).translate(_STRESS).split()[-1:] for word in suspects)
    return any(parts and bare == parts[0] + "z" for parts in alone)
