"""Ordinals and Roman numerals: 1er, 2nde, 75e, 3ème, XXIe siècle, IIIe République, Louis XIV, chapitre IV."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import cardinal, ordinal
from matinale.spoken.marks import text_before
from matinale.spoken.roman import roman_value
from matinale.spoken.rules import rule

_FEMININE_ENDINGS = ("re", "ère", "nde", "res", "ères", "ndes", "ière", "ières")


@rule(
    "ordinal",
    "9",
    r"(?P<number>\d{1,3}(?: ?\d{3}){0,5}|\d+)(?: (?=(?:[eè]?re|er|[eè]me)s?(?!\w)))?(?P<ending>(?:i?[eè]res?|ers?|res?|nde?s?|des?|d(?= )|i?[èe]mes?|es?|ERS?|[EÈ]?RES?|NDES?|NDS?|[EÈ]MES?|[èé]))(?P<of>(?: j| trim| s|(?<=er) sem)\.(?!\w)| min(?![\w.]))?(?:(?P<to>-(?=\d{1,2}(?:e|er|re|[eè]me)(?!\w)))|(?!\w|-\d))",
)
def rank(match: re.Match[str]) -> str | None:
    """An ordinal in figures.

    >>> rank.read("le 1er, la 1re, les 1ers, la 2nde, le 3ème, la 75e, le 21e, 2e, 20e j.")
    'le premier, la première, les premiers, la seconde, le troisième, la soixante-quinzième, le vingt et unième, deuxième, vingtième journée'
    >>> rank.read("en 2de, au 2d tour, un dessin 2d animé, 3d, 1er-3e")
    'en seconde, au second tour, un dessin 2d animé, 3d, premier à troisième'
    >>> rank.read("le 3è étage")
    'le troisième étage'
    >>> rank.read("LES 1RES VOITURES, LA 2NDE")
    'LES premières VOITURES, LA seconde'
    >>> rank.read("LE 1ER OCT., au 1er trim. 2025, 1er sem. 2025")
    'LE premier OCT., au premier trimestre 2025, premier semestre 2025'
    """
    value, ending = int(match["number"].replace(" ", "")), match["ending"].lower()
    if ending == "e" and text_before(match.string, match.start(), 8).endswith("iPhone "):
        return None  # the iPhone 16e
    if value == 0 or (value != 1 and ending in _OF_ONE):
        return None
    many = "s" if ending.endswith("s") else ""
    if ending.startswith(("n", "d")):
        if value != _SECOND or (
            ending == "d" and not _BEFORE_RANK.search(match.string[max(0, match.start() - 6) : match.start()])
        ):
            return None
        return ("seconde" if "e" in ending else "second") + many
    if match["of"]:
        noun, feminine = _NUMBERED[match["of"].strip(" .")]
        return f"{ordinal(value, feminine=feminine)} {noun}"
    return ordinal(value, feminine=ending.endswith(_FEMININE_ENDINGS)) + many + (" à " if match["to"] else "")


_NUMBERED = {"j": ("journée", True), "trim": ("trimestre", False), "sem": ("semestre", False),
             "s": ("siècle", False), "min": ("minute", True)}  # fmt: skip
_SECOND = 2
_OF_ONE = frozenset({"er", "ers", "re", "res", "ère", "ères", "ere", "eres"})
_BEFORE_RANK = re.compile(r"(?<!\w)(?:[lL]e|[aA]u|[dD]u|[uU]n|[cC]e|[sS]on|leur) \Z")


@rule("ordinal-nth", "a", r"n-?i?[èe]me(?!\w)")
def nth(_match: re.Match[str]) -> str:
    """A rank without a number.

    >>> nth.read("un n-ième report, la nième fois")
    'un énième report, la énième fois'
    """
    return "énième"


@rule(
    "ordinal-roman",
    "A",
    r"(?<![\w])(?P<number>[IVXLC]{1,12})(?P<ending>(?:ers?|[eè]res?|res?|i?[èe]mes?|es?|n?de))(?P<century> s\.)?(?!\w)",
)
def rank_roman(match: re.Match[str]) -> str | None:
    """An ordinal in Roman figures.

    >>> rank_roman.read("Vers 1200, un Ver")
    'Vers 1200, un Ver'
    >>> rank_roman.read("la IIde Guerre mondiale, Inde, Ide")
    'la seconde Guerre mondiale, Inde, Ide'
    >>> rank_roman.read("le XXIe siècle, la IIIe République, François Ier, le XIXème, la Ve, Le Ce, au XXe s.")
    'le vingt et unième siècle, la troisième République, François premier, le dix-neuvième, la cinquième, Le Ce, au vingtième siècle.'
    """
    value = roman_value(match["number"])
    if value is None or match["number"] in {"L", "C", "LC", "CL"}:
        return None
    if value > 1 and match["ending"] in _OF_ONE:
        return None  # Vers, Ver
    if match["ending"] in {"nde", "de"}:
        return "seconde" if value == _SECOND else None
    many = "s" if match["ending"].endswith("s") and value > 1 else ""
    rest = match.string[match.end() : match.end() + 2].strip()
    century = (" siècle." if not rest or rest.isupper() else " siècle") if match["century"] else ""
    return ordinal(value, feminine=match["ending"].endswith(_FEMININE_ENDINGS)) + many + century


_SOVEREIGNS = (
    "Louis|Henri|François|Charles|Philippe|Napoléon|Jean|Paul|Jean-Paul|Benoît|Pie|Léon|Clément|Grégoire|Innocent|Urbain|Sixte|Jules|Élisabeth|Elizabeth|Elisabeth|"
    "Georges?|Édouard|Edward|Jacques|Guillaume|Frédéric|Catherine|Alexandre|Nicolas|Pierre|Ivan|Alphonse|Ferdinand|Juan Carlos|Felipe|Léopold|Albert|Baudouin|"
    "Victor-Emmanuel|Humbert|Christian|Gustave|Oscar|Ramsès|Thoutmôsis|Ptolémée|Hassan|Mohammed|Abdallah|Rainier|Richard|Robert|Hugues|Lothaire|Othon|Otton|Maximilien|Joseph|Marie|Willem|Haakon|Harald|Margrethe|François-Joseph|Constantin|Boniface|Célestin|Calixte|Martin|Adrien|Étienne|Eugène|Sylvestre|Malcolm III"
)  # fmt: skip
_PARTS = (
    r"l'an|chapitres?|tomes?|actes?|volumes?|livres?|parties?|titres?|articles?|annexes?|phases?|niveaux?|types?|stades?|classes?|ép\.|chap\.|vol\.|divisions?|scènes?|épisodes?|saisons?|sections?|"
    r"groupes?|catégories?|paragraphes?|alinéas?|tables?|planches?|figures?|dynastie|Ligue|Éphèse|Nicée|Latran|étapes?|Bâle|Solvabilité|MiFID|Rocky|Paris|Lyon|Panthéon|Alien|Terminator|Apollo|Ariane|Vatican|Rambo|Act|Mark|Mk|opus|pape|reine|roi|Chapitre|Acte|Tome|Partie|Titre|Annexe|[EÉ]pisode|Phase|Article|Livre|Saison|Final Fantasy|guerre mondiale|Super Bowl|Civilization|Gladiator|Diablo|Baldur's Gate"
)  # fmt: skip
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<name>{_SOVEREIGNS})|(?<!\w)(?P<part>{_PARTS}))(?:(?<=[a-z.])-| )(?:[IVXL]{{1,6}}(?:, | (?:à|et|ou) |-|–)){{0,2}}\Z"
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ] \Z|(?:\A|[a-zà-ÿ'«“\"(*.!?] ?)[A-ZÀ-Þ]{3,} \Z")
_PLAIN = frozenset(
    {
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XXI",
        "XXII",
        "XXIII",
        "XXIV",
    }
)


_ITEM = re.compile(r"(?<!\w)(?:[lL]e|[aA]u|[dD]u|[lL]es|[aA]ux|et|à) \Z")
_OF_LAW = re.compile(r" (?:de l'article|de l'annexe|bis|ter|quater|du présent|et [IVX]+ )")
# Well-formed numerals that are something else as well: intravenous, extra large, for instance.
_INITIALS = frozenset(
    {"IV", "VI", "IX", "XI", "XL", "XV", "XX", "XXX", "LI", "LV", "LX", "XXL", "XXXL", "LIX", "LVI", "LXI"}
)
_SIDE = re.compile(r"(?<!\w)(?:le|au|du|ce|un) \Z", re.I)  # fifteen players of rugby
_NATIONS = re.compile(r" Nations(?!\w)")
_SHOUTED = re.compile(r"[A-ZÀ-Þ]{2,} \Z")
_SHOUTED_NEXT = re.compile(r" [A-ZÀ-Þ]{2,}")


@rule("roman", "A", r"(?<!\w)[IVXL]{1,9}(?![\w'-]|\.\w)")
def roman(match: re.Match[str]) -> str | None:
    """A Roman numeral after a sovereign, a part of a book, or (two letters and more) a name.

    >>> roman.read("Louis XIV, Charles X, chapitre IV, Élisabeth II, Jean-Paul II, Malcolm X, un CV, plan B, tome I, Henri-IV")
    'Louis quatorze, Charles dix, chapitre quatre, Élisabeth deux, Jean-Paul deux, Malcolm X, un CV, plan B, tome un, Henri-quatre'
    >>> roman.read("tomes I à VI, stade I ou II, types I, IV et V")
    'tomes un à six, stade un ou deux, types un, quatre et cinq'
    >>> roman.read("le XV de France, l'écran du XV, le Tournoi des VI Nations")
    "le quinze de France, l'écran du quinze, le Tournoi des six Nations"
    """
    written = match[0]
    value = roman_value(written)
    if value is None or value > 60 or written == "L":
        return None
    before = match.string[max(0, match.start() - 32) : match.start()]
    known = _BEFORE.search(before)
    if known:
        return ("premier" if value == 1 else cardinal(value)) if known["name"] else cardinal(value, bare=True)
    if written in _PLAIN and _CAPITALISED.search(before):
        return cardinal(value)
    if _ITEM.search(before) and _OF_LAW.match(match.string, match.end()):  # au I de l'article 5
        return cardinal(value)
    sides = _NATIONS.match(match.string, match.end()) or (written == "XV" and _SIDE.search(before))
    if len(written) > 1 and (sides or written not in _INITIALS) and not _SHOUTED.search(before):
        return cardinal(value) if not _SHOUTED_NEXT.match(match.string, match.end()) else None
    return None


@rule("roman-century", "A", r"(?<!\w)(?P<number>[IVX]{1,7})(?P<link>-|–| et | au )(?=[IVX]{1,7}e (?:siècle|arr))")
def roman_range(match: re.Match[str]) -> str | None:
    """The first of two centuries: XIX-XXe siècle.

    >>> roman_range.read("XIX-XXe siècle")
    'dix-neuvième XXe siècle'
    """
    value = roman_value(match["number"])
    if value is None:
        return None
    return ordinal(value) + (" " if match["link"] in "-–" else match["link"])


@rule("roman-year", "A", r"(?<!\w)M{1,2}[CDLXVI]{2,12}(?![\w'-]|\.\w)|(?<!\w)MCM[CDLXVI]{1,9}(?![\w'-]|\.\w)")
def roman_year(match: re.Match[str]) -> str | None:
    """The year of a film's end or a building's front.

    >>> roman_year.read("en MMXXIV, MCMXCIX, MIX, MMC")
    'en deux mille vingt-quatre, mille neuf cent quatre-vingt-dix-neuf, MIX, MMC'
    """
    value = roman_value(match[0])
    if value is None or len(match[0]) < 4 or not 1000 < value < 2100:
        return None
    return cardinal(value, bare=True)


@rule(
    "roman-heading",
    "A",
    r"\A(?P<number>[IVX]{1,5})\. (?=(?:L[ea']|Les|Une?|Des?|Du|Ce|Cette|Ces|Pourquoi|Comment|Qui|Que|Quoi|Où|Quand)(?!\w))",
)
def roman_heading(match: re.Match[str]) -> str | None:
    """The number of a heading.

    >>> roman_heading.read("IV. Les suites"), roman_heading.read("V. Hugo écrit")
    ('Quatre. Les suites', 'V. Hugo écrit')
    """
    value = roman_value(match["number"])
    return f"{cardinal(value).capitalize()}. " if value else None


_LATIN = {1: "primo", 2: "secundo", 3: "tertio", 4: "quarto", 5: "quinto", 6: "sexto"}
_LIST = 300  # characters in which the number before or after must stand


@rule(
    "listed",
    "9",
    r"(?P<number>[1-6])° ?(?=(?:une?|l[ea]s?|des|du|ceux|celles|tout|toute|tous|toutes|chaque|aux?|que|si|lorsque)(?!\w)|l'|d'|qu')",
)
def listed(match: re.Match[str]) -> str | None:
    """The points of a law.

    >>> listed.read("1° une amende ; 2° la prison"), listed.read("il fait 1° le matin")
    ('primo, une amende ; secundo, la prison', 'il fait 1° le matin')
    """
    number, text = int(match["number"]), match.string
    if number == 1:
        others = "2°" in text[match.end() : match.end() + _LIST]
    else:
        others = f"{number - 1}°" in text[max(0, match.start() - _LIST) : match.start()]
    return f"{_LATIN[number]}, " if others else None


RULES = (roman_heading, rank, listed, nth, rank_roman, roman_range, roman_year, roman)
