"""Whether the noun that follows a number is feminine: *vingt et une personnes*, *une action*.

Endings decide (Lyster, 2006: they predict the gender of four French nouns out of five), lists decide against them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from matinale.spoken.fr.nouns import FEMININE, FEMININE_ACRONYMS, MASCULINE
from matinale.spoken.tables import words

_FEMININE_ENDINGS = (
    "tion", "sion", "xion", "aison", "té", "ée", "ure", "ance", "ence", "ette", "elle", "ille", "esse", "ise", "ie",
    "ude", "ade", "euse", "trice", "ienne", "ière", "ère", "onne", "anne", "ine", "aine", "enne", "ase", "ace", "ice",
    "ande", "onde", "ente", "ante", "inte", "otte", "utte", "atte", "ouche", "iche", "oche", "euille", "aille",
    "ouille",
    "ote", "igne", "agne", "ogne", "ale", "ole", "ive", "euve", "ève", "ave", "ffe", "ppe", "nne", "lle", "sse",
    "tte", "erne", "due", "nue", "vue", "çue",
)  # fmt: skip
_WORD = re.compile(r" ([^\W\d_][^\W\d_'-]*(?:-[^\W\d_]+)*)")
_PLURALS = (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", ""))
# Adjectives that stand before the noun tell the gender by themselves.
_ADJECTIVES = {
    "nouvelle": True, "grande": True, "petite": True, "première": True, "dernière": True, "bonne": True,
    "belle": True,
    "longue": True, "seule": True, "vraie": True, "certaine": True, "importante": True, "ancienne": True,
    "meilleure": True, "haute": True, "courte": True, "vieille": True, "grosse": True, "prochaine": True,
    "nouveau": False, "grand": False, "petit": False, "premier": False, "dernier": False, "bon": False, "beau": False,
    "long": False, "seul": False, "vrai": False, "certain": False, "ancien": False, "gros": False, "meilleur": False,
    "haut": False, "court": False, "vieux": False, "prochain": False,
}  # fmt: skip
# Those that do not: the noun after them is asked.
_EPICENE = words("""
autre autres jeune jeunes même mêmes simple simples superbe superbes énorme énormes vaste vastes rare rares triste
tristes célèbre célèbres magnifique magnifiques riche riches pauvre pauvres véritable véritables double doubles
large larges minuscule minuscules modeste modestes immense immenses grave graves
""")
_PEOPLES = ("aise", "oise", "enne", "aine", "ande", "ote", "ienne", "ole")
# What is called by its number: a verb may follow (la Formule 1 arrive).
_CALLED = re.compile(
    r"(?<!\w)(?:numéros?|n°|pages?|lignes?|niveau|phase|type|version|étape|chapitre|article|zone|saison|groupe|route|voie|tome"
    r"|volume|lot|salle|chambre|porte|bus|quai|terminal|étage|acte|partie|rang|top|catégorie|classe|Formule|Ligue|Ariane"
    r"|Apollo|Europe|France|Paris|Lyon|Lille|Radio|Division|Catégorie|Nationale|Pro|Phase|Étape|Page|Ligne|Numéro) \Z|[nN]° ?\Z|#\Z"
)
_BUILT = re.compile(
    r" (?:de (?:bureaux|logements|contrôle|guet|verre|refroidissement|[A-ZÀ-Þ])|d'habitation|[A-ZÀ-Þ])"
)  # a tower
_PREPOSITIONS = words("par chez pour dans sur")
_AMONG = re.compile(r" (?:des|de (?:ces|ses|leurs|nos|vos|mes))(?: \d{1,3}(?: \d{3})*)?(?= )")
_SUR = re.compile(
    r"(?<!\w)(?:[sS]ur|[pP]armi|[sS]ur un total de) (?:les |ces |ses |nos )?(?:quelque )?\d{1,3}(?: \d{3})* (?P<noun>[a-zà-ÿœ]{3,30})(?: d(?:u|e|es|e la) [^,.;:!?()]{2,30})?,[^.;:!?()]{0,70}\Z"
)
# 289 voix contre 241; il ferme 1 usine et en ouvre 21; 101 plaintes, Meta 81
_AGAINST = re.compile(
    r"\d (?P<noun>[a-zà-ÿœ]{3,30})(?: (?:à|chez|pour|de|en) (?:[A-Z](?: [A-Z])+|[\w'-]+))?,? (?:contre|à|au lieu de|et en [a-zà-ÿ]{3,}|[A-ZÀ-Þ][\w-]+)? ?\Z"
)
_SHARE = re.compile(r"(?:[2-9]|\d\d) (?P<noun>[a-zà-ÿœ]{3,30}) sur \Z")  # 21 banques sur 31
_VERBS = words("a est sera serait était avait aura fut va doit peut reste manque ferme")
# les patientes, dont 1
_WITHIN = re.compile(r"(?:[lL]es|[dD]es|\d) (?P<noun>[a-zà-ÿœ]{3,30}(?<=s))(?: [^,.;:!?()]{2,30})?, dont \Z")
_NEAR = 120  # characters in which the things that a number counts may have been named


def _of_feminine(text: str, start: int) -> bool:
    """Whether a number that no noun follows counts feminine things named before: *sur 60 usines, 21*."""
    before = text[max(0, start - _NEAR) : start]
    named = _SUR.search(before) or _AGAINST.search(before) or _SHARE.search(before) or _WITHIN.search(before)
    return named is not None and is_feminine(named["noun"]) is True


_OUT_OF = re.compile(r" [^\W\d_-]+(?: [a-zà-ÿ]+)? sur \d")


def singular(word: str) -> str:
    """A guess at the singular, good enough for endings.

    >>> singular("personnes"), singular("journaux"), singular("fois")
    ('personne', 'journal', 'fois')
    """
    if word in _INVARIABLE:
        return word
    for ending, change in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + change
    return word


_INVARIABLE = words("""
fois mois pays voix prix choix bus cas corps bras temps virus cours vis souris brebis croix noix paix oasis repas mas
""")


@lru_cache(maxsize=16384)
def is_feminine(word: str) -> bool | None:
    """Whether a noun (singular or plural) is feminine; None where nothing tells.

    >>> is_feminine("personnes"), is_feminine("actions"), is_feminine("musées"), is_feminine("xyz")
    (True, True, False, None)
    """
    word = singular(word.lower())
    if word in _ADJECTIVES:
        return _ADJECTIVES[word]
    if word in MASCULINE:
        return False
    if word in FEMININE or word.endswith(_FEMININE_ENDINGS):
        return True
    return None if len(word) < 4 or word.endswith("e") else False


def noun_after(text: str, position: int) -> str:
    """The word that follows `position` after a space, or ""."""
    match = _WORD.match(text, position)
    return match[1] if match else ""


_ACRONYM = re.compile(r" (?P<letters>[A-Z](?: ?[A-Z](?![a-zà-ÿ'])){1,6})s?(?!\w)")  # PME, or P M E as it is said


def _counts_nothing(word: str, *, many: bool, among: bool) -> bool:
    """Whether the word after a number is nothing that it counts: the thing was named before."""
    if not word or word in _PREPOSITIONS or word in {"de", "d"}:
        return True
    if not (word[0].islower() or word.removesuffix("s").endswith(_PEOPLES)):
        return True
    if (many or among) and word[-1] not in "sxz" and "-" not in word:
        return True
    return not many and word in _VERBS


def feminine_after(text: str, start: int, end: int, *, many: bool) -> bool:
    """Whether the number at `text[start:end]` counts something feminine: `many` things, or one.

    >>> [feminine_after(f"{number} {noun}", 0, 2, many=True) for number, noun in (("21", "voix"), ("21", "autres femmes"), ("21", "face"))]
    [True, True, False]
    >>> feminine_after("21 des 60 usines", 0, 2, many=True), feminine_after("Sur 60 usines, 21 fermeront", 15, 17, many=True)
    (True, True)
    >>> feminine_after("21 PME", 0, 2, many=True), feminine_after("les patientes, dont 1 de 31 ans", 20, 21, many=False)
    (True, True)
    """
    if text.startswith(" d'entre elles", end):
        return True
    acronym = _ACRONYM.match(text, end)
    if acronym and acronym["letters"].replace(" ", "") in FEMININE_ACRONYMS:
        return many or not _CALLED.search(text[max(0, start - 12) : start])
    among = _AMONG.match(text, end)
    match = _WORD.match(text, among.end() if among else end)
    if match and match[1] in _EPICENE:
        match = _WORD.match(text, match.end())
    word = match[1] if match else ""
    if _counts_nothing(word, many=many, among=among is not None):
        return _of_feminine(text, start)
    tower = word.removesuffix("s") == "tour" and match and _BUILT.match(text, match.end())
    if not tower and is_feminine(word) is not True:
        return False
    return many or not _CALLED.search(text[max(0, start - 12) : start]) or _OUT_OF.match(text, end) is not None
