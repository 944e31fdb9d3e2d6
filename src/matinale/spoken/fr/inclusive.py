"""Inclusive writing said in full: les auteur·rices → les auteurs et autrices; un·e étudiant·e."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matinale.spoken.rules import rule

_WHOLE = {
    "tou·te·s": "tous et toutes", "tous·tes": "tous et toutes", "tou·tes": "tous et toutes",
    "ceux·elles": "ceux et celles", "celles·ceux": "celles et ceux", "ceux·celles": "ceux et celles",
    "il·elle": "il ou elle", "il·elles": "ils et elles", "ils·elles": "ils et elles", "elles·ils": "elles et ils",
    "le·la": "le ou la", "la·le": "la ou le", "du·de la": "du ou de la", "un·e": "un ou une",
    "chacun·e": "chacun et chacune", "aucun·e": "aucun ou aucune", "quelqu'un·e": "quelqu'un ou quelqu'une",
    "iel·s": "iels", "eux·elles": "eux et elles", "lui·elle": "lui ou elle",
    "beau·belle": "beau ou belle", "nouveau·elle": "nouveau ou nouvelle", "copain·ine": "copain ou copine",
    "copain·ine·s": "copains et copines", "copain·e": "copain ou copine", "copain·e·s": "copains et copines",
}  # fmt: skip
# What follows the dot → (what the masculine loses, what the feminine gains)
_ENDINGS = {
    "rice": (("eur", "rice"), ("teur", "trice"), ("er", "rice")), "trice": (("teur", "trice"),), "euse": (("eur", "euse"),),
    "se": (("eux", "euse"), ("eur", "euse"), ("f", "ve")), "ère": (("er", "ère"),), "ve": (("f", "ve"),),
    "ive": (("if", "ive"),), "ne": (("", "ne"),), "le": (("", "le"),),
    "te": (("", "te"),), "esse": (("e", "esse"), ("", "esse")), "sse": (("", "sse"),), "enne": (("en", "enne"),),
    "ienne": (("ien", "ienne"),), "elle": (("el", "elle"),), "nne": (("n", "nne"),), "onne": (("on", "onne"),),
    "ice": (("eur", "rice"),), "e": (("er", "ère"), ("iet", "iète"), ("cret", "crète"), ("plet", "plète"), ("", "e")), "ale": (("al", "ale"), ("aux", "ale")), "fe": (("f", "ffe"),),
    "ière": (("ier", "ière"),), "res": (("er", "ère"),), "ette": (("et", "ette"),), "resse": (("eur", "resse"),),
    "ète": (("et", "ète"),), "che": (("c", "che"),), "que": (("c", "que"),),
}  # fmt: skip


_OWN_S = re.compile(r"(?:[ao]is|ss|pris|quis|cis|assis|(?:\b|ad|com|per|pro|re|sou|trans)mis)\Z")  # not of the plural


def both(stem: str, ending: str, *, many: bool) -> str | None:
    """Both genders of a word whose feminine ending was added after a dot.

    >>> both("auteur", "rice", many=True), both("étudiant", "e", many=False), both("heureux", "se", many=True)
    ('auteurs et autrices', 'étudiant ou étudiante', 'heureux et heureuses')
    >>> both("admis", "e", many=True), both("amis", "e", many=True)
    ('admis et admises', 'amis et amies')
    """
    if stem.endswith("s") and many and ending not in {"se", "sse"} and len(stem) > 3:
        stem = stem if _OWN_S.search(stem) else stem[:-1]
    if ending not in _ENDINGS:
        return None
    changes = _ENDINGS[ending]
    for lost, gained in changes:
        if stem.endswith(lost):
            feminine = stem[: len(stem) - len(lost)] + gained
            break
    else:
        feminine = stem + ending
    if stem[1:].islower():
        feminine = feminine.lower()  # the capital was the sentence's
    if not many:
        return f"{stem} ou {feminine}"
    stem = stem[:-2] + "et" if stem.endswith("èt") else stem  # inquièt·e·s
    masculine = stem if stem.endswith(("s", "x")) else stem[:-2] + "aux" if stem.endswith("al") else stem + "s"
    return f"{masculine} et {feminine}s"


_E = "rice|trice|euse|se|ère|ve|ive|ne|le|te|esse|sse|enne|ienne|elle|nne|onne|ice|e|ale|fe|ière|ette|resse|ète|che|que"


@rule(
    "salutation",
    "aA",
    rf"(?<!\w)(?P<dear>[cC]h)er(?P<dot>[·•.])(?:e|ère)(?:(?P=dot)?s) (?P<stem>[^\W\d_][^\W\d_'-]{{0,40}})(?P=dot)(?P<ending>{_E})(?:(?P=dot)?s)(?![\w·•])",
)
def salutation(match: re.Match[str]) -> str | None:
    """How a newsletter begins.

    >>> salutation.read("Cher·es lecteur·rices, cher.e.s abonné.e.s")
    'Chères lectrices et chers lecteurs, chères abonnées et chers abonnés'
    """
    said = both(match["stem"], match["ending"], many=True)
    if not said:
        return None
    masculine, feminine = said.split(" et ")
    return f"{match['dear']}ères {feminine} et chers {masculine}"


# Articles that agree with the words after them → (masculine, feminine)
_ARTICLES = {
    "un·e": ("un", "une"), "un·une": ("un", "une"),
    "le·la": ("le", "la"), "la·le": ("le", "la"), "du·de la": ("du", "de la"), "au·à la": ("au", "à la"),
    "ce·tte": ("ce", "cette"), "cet·te": ("cet", "cette"), "mon·ma": ("mon", "ma"), "son·sa": ("son", "sa"),
    "ton·ta": ("ton", "ta"), "quel·le": ("quel", "quelle"),
    "tou·te·s les": ("tous les", "toutes les"), "tous·tes les": ("tous les", "toutes les"), "tou·tes les": ("tous les", "toutes les"),
}  # fmt: skip
_BRACKETED = "e|ne|le|rice|trice|euse|ère|ve|te|se|fe|ière|enne|esse"
_INCLUSIVE_WORD = (
    rf"[^\W\d_][^\W\d_'-]{{0,40}}(?:(?P<dot>[·•.])(?:{_E})(?:(?P=dot)?s)?|\((?:{_BRACKETED})\)|/(?:{_E}))(?![\w·•/])"
)
_AGREEING = re.compile(rf"(?P<stem>[^\W\d_]+)[·•.(/](?P<ending>{_E})\)?[·•.]?s?")


def _any_mark(articles: Iterable[str]) -> str:
    """A pattern of articles with any of the marks between their genders."""
    return "|".join(
        each.replace("·", "[·•./]") + (rf"|{each.replace('·', chr(92) + '(')}\)" if each.endswith("·e") else "")
        for each in articles
    )


@rule(
    "inclusive-phrase",
    "aA",
    rf"(?<!\w)(?i:(?P<article>{_any_mark(_ARTICLES)})) (?P<first>{_INCLUSIVE_WORD})(?P<then> {_INCLUSIVE_WORD.replace('dot', 'other')})?(?P<after>\.(?!\w))?",
)
def inclusive_phrase(match: re.Match[str]) -> str | None:
    """An article and the words that agree with it, said twice.

    >>> inclusive_phrase.read("un·e étudiant·e, Un(e) candidat(e) élu(e), le/la directeur·rice, tou·te·s les employé·e·s")
    'un étudiant ou une étudiante, Un candidat élu ou une candidate élue, le directeur ou la directrice, tous les employés et toutes les employées'
    """
    article = re.sub(r"[•./]|\((?=e\))", "·", match["article"].lower()).rstrip(")")
    many = article.endswith(" les")
    link = " et " if many else " ou "
    masculine, feminine = ([each] for each in _ARTICLES[article])
    for word in (match["first"], (match["then"] or "").strip()):
        if not word:
            continue
        parts = _AGREEING.fullmatch(word)
        said = both(parts["stem"], parts["ending"], many=many) if parts else None
        if not said:
            return None
        one, other = said.split(link)
        masculine.append(one)
        feminine.append(other.capitalize() if one[0].isupper() else other)
    said = " ".join(masculine) + link + " ".join(feminine)
    return (said[0].upper() + said[1:] if match["article"][0].isupper() else said) + (match["after"] or "")


@rule(
    "inclusive",
    "aA",
    rf"(?<![\w])(?P<stem>[^\W\d_][^\W\d_'-]{{0,40}})(?P<dot>[·•.])(?P<ending>{_E})(?:(?P=dot)?(?P<many>s))?(?![\w·•])(?P<after>\.(?!\w))?",
)
def inclusive(match: re.Match[str]) -> str | None:
    """A word in both genders.

    >>> inclusive.read("les auteur·rices, un·e étudiant·e, tou·te·s, les citoyen·ne·s, des salarié.e.s, fin.")
    'les auteurs et autrices, un ou une étudiant ou étudiante, tous et toutes, les citoyens et citoyennes, des salariés et salariées, fin.'
    """
    written = match[0].rstrip(".").replace("•", "·")
    end = match["after"] or ""
    if match["dot"] == ".":
        if match["ending"] in {"le", "ne", "se", "te", "que", "elle"} and not match["many"]:
            return None
        if match["ending"] == "e" and len(match["stem"]) < 3 and match["stem"].lower() != "un":
            return None
        written = written.replace(".", "·")
    lower = written.lower()
    if lower in _WHOLE:
        return _WHOLE[lower] + end
    said = both(match["stem"], match["ending"], many=bool(match["many"]))
    return said + end if said else None


@rule(
    "inclusive-whole",
    "aA",
    rf"(?<![\w])(?i:{'|'.join(sorted(_WHOLE, key=len, reverse=True))})(?![\w·])".replace("·", "[·•.]"),
)
def inclusive_whole(match: re.Match[str]) -> str | None:
    """Words that change as a whole.

    >>> inclusive_whole.read("Tou·te·s ceux·elles, le·la ministre")
    'Tous et toutes ceux et celles, le ou la ministre'
    """
    said = _WHOLE[re.sub("[•.]", "·", match[0].lower())]
    return said.capitalize() if match[0][0].isupper() else said


@rule(
    "inclusive-brackets",
    "aA",
    rf"(?<![\w])(?P<stem>[^\W\d_][^\W\d_'-]{{1,40}})\((?P<ending>{_BRACKETED})(?P<inner>s)?\)(?P<many>s)?(?!\w)",
)
def inclusive_brackets(match: re.Match[str]) -> str | None:
    """étudiant(e)s.

    >>> inclusive_brackets.read("les étudiant(e)s, un(e) élu(e)")
    'les étudiants et étudiantes, un ou une élu ou élue'
    """
    return both(match["stem"], match["ending"], many=bool(match["many"] or match["inner"]))


@rule("plural-brackets", "aA", r"(?<![\w])(?P<stem>[^\W\d_][^\W\d_'-]{1,40})\((?P<ending>s|x|nt|es)\)(?!\w)")
def plural_brackets(match: re.Match[str]) -> str:
    """le(s) nom(s): the bracket is not heard.

    >>> plural_brackets.read("le ou les auteur(s)")
    'le ou les auteurs'
    """
    return match["stem"] + match["ending"]


@rule("inclusive-hyphens", "aA", rf"(?<![\w])(?P<stem>[^\W\d_][^\W\d_'-]{{2,40}})-(?P<ending>{_E})-?s(?![\w-])")
def inclusive_hyphens(match: re.Match[str]) -> str | None:
    """étudiant-e-s.

    >>> inclusive_hyphens.read("les étudiant-e-s, les agriculteurs-trices, des avant-ales")
    'les étudiants et étudiantes, les agriculteurs et agricultrices, des avant-ales'
    """
    if match[0][-2] != "-" and not any(
        lost and match["stem"].removesuffix("s").endswith(lost) for lost, _ in _ENDINGS[match["ending"]]
    ):
        return None
    return both(match["stem"], match["ending"], many=True)


@rule(
    "inclusive-slashed",
    "aA",
    rf"(?<![\w/])(?P<stem>[^\W\d_][^\W\d_'-]{{3,40}})/(?P<ending>{_E})(?:/?(?P<many>s))?(?![\w/])",
)
def inclusive_slashed(match: re.Match[str]) -> str | None:
    """The ending after a slash, where it is one of that word.

    >>> inclusive_slashed.read("les directeurs/trices, l'acheteur/euse, des étudiant/e/s, un accord franco/ve, joueur/se")
    "les directeurs et directrices, l'acheteur ou acheteuse, des étudiants et étudiantes, un accord franco/ve, joueur ou joueuse"
    """
    ending = match["ending"]
    one = match["stem"].removesuffix("s") if match["many"] else match["stem"]
    if ending not in {"e", "esse"} and not any(lost and one.endswith(lost) for lost, _ in _ENDINGS[ending]):
        return None
    return both(match["stem"], ending, many=bool(match["many"]))


_SLASHED = {
    "il/elle": "il ou elle", "elle/il": "elle ou il", "ils/elles": "ils et elles", "elles/ils": "elles et ils",
    "un/une": "un ou une", "une/un": "une ou un", "le/la": "le ou la", "la/le": "la ou le", "du/de la": "du ou de la",
    "ceux/celles": "ceux et celles", "celles/ceux": "celles et ceux", "tous/toutes": "tous et toutes",
    "toutes/tous": "toutes et tous", "lui/elle": "lui ou elle", "elle/lui": "elle ou lui", "eux/elles": "eux et elles",
    "chacun/chacune": "chacun ou chacune", "aucun/aucune": "aucun ou aucune",
}  # fmt: skip


@rule("inclusive-slash", "aA", rf"(?i:(?<![\w/])(?:{'|'.join(sorted(_SLASHED, key=len, reverse=True))})(?![\w/]))")
def inclusive_slash(match: re.Match[str]) -> str:
    """Both pronouns or articles with a slash.

    >>> inclusive_slash.read("Ils/elles, le/la ministre")
    'Ils et elles, le ou la ministre'
    """
    said = _SLASHED[match[0].lower()]
    return said.capitalize() if match[0][0].isupper() else said


@rule(
    "inclusive-pair",
    "aA",
    r"(?<![\w/-])(?P<first>[A-ZÀ-Þ]?[a-zà-ÿœ]{3,24}) ?/ ?(?P<second>[a-zà-ÿœ]{4,24})(?![\w/-])",
)
def inclusive_pair(match: re.Match[str]) -> str | None:
    """A noun in both genders with a slash.

    >>> inclusive_pair.read("les auteurs/autrices, un directeur/directrice, des infirmières/infirmiers, client/serveur")
    'les auteurs et autrices, un directeur ou directrice, des infirmières et infirmiers, client/serveur'
    """
    first, second = match["first"], match["second"]
    if first[-1] == "s" and second[-1] == "s":
        link, one, other = " et ", first[:-1].lower(), second[:-1]
    else:
        link, one, other = " ou ", first.lower(), second
    if not (_feminine_of(one, other) or _feminine_of(other, one)):
        return None
    return first + link + second


def _feminine_of(masculine: str, feminine: str) -> bool:
    """Whether one word is the other's feminine.

    >>> _feminine_of("auteur", "autrice"), _feminine_of("client", "cliente"), _feminine_of("client", "clientèle")
    (True, True, False)
    """
    for lost, gained in _GENDERS:
        if masculine.endswith(lost) and feminine == masculine[: len(masculine) - len(lost)] + gained:
            return True
    return False


_GENDERS = (("", "e"), ("teur", "trice"), ("eur", "euse"), ("eur", "rice"), ("er", "ère"), ("en", "enne"), ("f", "ve"),
            ("on", "onne"), ("eux", "euse"), ("al", "ale"), ("aux", "ales"), ("el", "elle"), ("e", "esse"), ("eur", "eure"))  # fmt: skip


RULES = (
    salutation,
    inclusive_phrase,
    inclusive_whole,
    inclusive_slash,
    inclusive_pair,
    inclusive_slashed,
    inclusive,
    inclusive_brackets,
    plural_brackets,
    inclusive_hyphens,
)
