"""Fractions: 1/3, ¾, 1/2 heure, 2½, 1/4 de finale, 4/5es; and what only looks like one (2024/2025, 15/20)."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import is_feminine
from matinale.spoken.fr.nouns import LINKS, UNCOUNTED
from matinale.spoken.fr.numbers import cardinal, ordinal, say_number, with_de
from matinale.spoken.fr.ranges import YEAR, is_set
from matinale.spoken.fr.units import UNITS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.series import is_part_of_series
from matinale.spoken.tables import PARTS

_HALF = 2
_NAMED = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}
_SCORE = re.compile(
    r"(?:(?<!\w)(?:[éÉ]pisode|[pP]artie|[vV]olet|[cC]hapitre|[éÉ]tape|[aA]cte)|[nN]otes?|[vV]erdict|notée?|score|notation|obtient|obtenu|reçoit|reçu|décroche|donne|noter|avis|appréciation|eu|réussi|marqué|rentré|converti|inscrit)(?: (?:moyenne|globale|finale|de la rédaction))? ?:? ?(?:de |à |un |une )?$"
    r"|[»”\"][,:]? \(?$"  # of a critic, after a title
)
_DECIMAL = frozenset({"10", "100", "1000"})
_OF = re.compile(r" (?!de moyenne)d(?:es|e|u)\b| d'")
_SHARED = re.compile(r" d(?:es|u|e (?:la|l'|[cs]es|leurs?)) ?")  # 7/12 de ses actions
_GRADED = re.compile(
    r" d(?:es|u) (?:jury|public|joueurs?|lecteurs?|spectateurs?|utilisateurs?|internautes?|critiques?|presse)"
)
_SYSTEMS = re.compile(r"(?:Windows|Android|iOS|macOS|Ubuntu|iPadOS) \Z")
_MANY = re.compile(r"(?<!\w)(?:[lLdD]es|[aA]ux|[cCsS]es|leurs|nos|vos|deux|trois|quatre) \Z")
_ONE = re.compile(
    r"(?<!\w)(?:[lL]e|[lL]a|[dD]u|[aA]u|[uU]ne?|[cC]ette|[cC]et?|[sS]on|[sS]a|leur|notre|votre|[eE]n|chaque|par|premi(?:er|ère)|derni(?:er|ère)|bon(?:ne)?|petite?|grosse|grand|l'|d'une?|demi) ?\Z"
)


def say_fraction(over: int, under: int) -> str | None:
    """A fraction in words, or None where "sur" is said.

    >>> say_fraction(1, 2), say_fraction(2, 3), say_fraction(3, 4), say_fraction(2, 5), say_fraction(15, 20)
    ('un demi', 'deux tiers', 'trois quarts', 'deux cinquièmes', None)
    """
    if (
        under < 2
        or over < 1
        or not (over == 1 or (over < under < 10))
        or under > 1000
        or (over == 1 and under > 20 and under % 10)
    ):
        return None
    return _in_parts(over, under)


def _in_parts(over: int, under: int) -> str:
    one, many = _NAMED.get(under, (ordinal(under), ordinal(under) + "s"))
    return f"{cardinal(over)} {many if over > 1 else one}"


@rule(
    "fraction",
    "9",
    r"(?<!\d[-–])(?P<over>\d{1,4}(?:,\d+)?)(?P<slash> ?/ ?)(?P<under>\d{1,3}(?: 000){1,2}(?! ?\d)|\d{1,4})(?P<tail>(?:i?[èe]me)?s?|es?)(?P<more>/\d+)?(?![\w/]|,\d|-\d)",
)
def fraction(match: re.Match[str]) -> str | None:
    """1/3, 3/4, 15/20, 4/5es, 2024/2025.

    >>> fraction.read("1/3, 3/4, 8/10, une note de 4/5, 2024/2025"), fraction.read("9/10 des cas, Windows 10/11, en 1/8e, 4/5e")
    ('un tiers, trois quarts, huit sur dix, une note de quatre sur cinq, deux mille vingt-quatre deux mille vingt-cinq', 'neuf dixièmes des cas, Windows dix et onze, en huitième, quatre cinquièmes')
    >>> fraction.read("3/1 000, th. 6/7, Bac+2/3, réussi 7/8 aux tirs, a eu 1/20 en maths, 7/8 du parc"), fraction.read("« Nu », 3/5.")
    ('trois sur mille, th. six sept, Bac+deux trois, réussi sept sur huit aux tirs, a eu un sur vingt en maths, sept huitièmes du parc', '« Nu », trois sur cinq.')
    """
    before = text_before(match.string, match.start(), 28)
    if match["more"]:
        return None
    if " " in match["under"]:  # 3/1 000
        return f"{say_number(match['over'])} sur {say_number(match['under'])}"
    if match["tail"]:
        return _with_tail(match, before)
    if match["under"] == "1" and not _is_set_of_several(match, before):
        return f"{say_number(match['over'])} contre un"  # odds
    return (
        _paired(match, before)
        or _proper(match, before)
        or f"{say_number(match['over'])} sur {cardinal(int(match['under']))}"
    )


def _with_tail(match: re.Match[str], before: str) -> str | None:
    over, under = match["over"], int(match["under"])
    if not over.isdecimal() or under < _HALF:
        return None
    said = _in_parts(int(over), under)
    if over == "1" and _MANY.search(before):  # les 1/8es
        return _in_parts(_HALF, under).removeprefix("deux ")
    return said.removeprefix("un ") if over == "1" and _ONE.search(before) else said


def _paired(match: re.Match[str], before: str) -> str | None:
    """Two figures that are no fraction: years, systems, shares."""
    over, under = match["over"], match["under"]
    season = len(under) == _DIGITS and int(under) == int(over.partition(",")[0]) % 100 + 1  # 2025/26
    if YEAR.fullmatch(over) and (season or YEAR.fullmatch(under)):
        return f"{cardinal(int(over), bare=True)} {cardinal(int(under), bare=True)}"
    if _SYSTEMS.search(before) and match["slash"] == "/":
        return f"{say_number(over)} et {cardinal(int(under))}"
    in_brackets = _TIE_BREAK.search(before) and match.string[match.end() : match.end() + 1] == ")"  # 7-6 (7/5)
    if in_brackets or _is_set_of_several(match, before) or _EITHER.search(before):
        return f"{say_number(over)} {cardinal(int(under))}"
    if over.isdecimal() and 1 < int(over) == int(under) - 1 and _SPAN.match(match.string, match.end()):
        return f"{cardinal(int(over))} à {cardinal(int(under))}"  # 3/4 ans
    return _SHARES.get((over, under)) or (_in_a_game(match, before) if over.isdecimal() else None)


def _in_a_game(match: re.Match[str], before: str) -> str | None:
    """The games of a set, the points of a game; or the name of a programme."""
    over, under = cardinal(int(match["over"])), cardinal(int(match["under"]))
    if _SERVED.search(before):
        return f"{over} à {under}"
    shown = (match["over"], match["under"]) in _BROADCAST and _SHOWN.match(match.string, match.end())
    shown = shown or _MORNING.match(match.string, match.end())  # 6/9 le matin
    return f"{over} {under}" if shown or _is_of_game(match, before) else None


_EITHER = re.compile(r"(?:(?<!\w)(?:[tT]h\.?|[tT]hermostat)|(?i:bac) ?\+) ?\Z")  # an oven's, a degree's
_SPAN = re.compile(r" (?:ans|mois|jours|semaines|minutes|fois|années|personnes)(?!\w)")
_BROADCAST = frozenset({("19", "20"), ("12", "13")})  # the news of a French channel
_GAME = re.compile(r"\b(?:mene|menée?|menait|mène|service|jeu|à) \Z")
_SERVED = re.compile(r"(?:match|manche|set) à \Z")  # elle sert pour le match à 5/3
_SHOWN = re.compile(r" (?:de France|sera|est diffusé|national|régional|sur France|présenté)")
_MORNING = re.compile(r" (?:le|du) matin(?!\w)")
_RALLY = re.compile(r"\b(?:sets?|manches?|tie-break) \Z")
_POINTS = frozenset({"0", "15", "30", "40"})


def _is_of_game(match: re.Match[str], before: str) -> bool:
    """Whether these are the points of a game of tennis, or of a set of volleyball: mené 40/15, le set 25/23."""
    if {match["over"], match["under"]} <= _POINTS:
        return match["over"] != match["under"] and _GAME.search(before) is not None
    return _RALLY.search(before) is not None


_TIE_BREAK = re.compile(r"[67][-–/][67] ?\(\Z")
_SET_BEFORE, _SET_AFTER = (
    re.compile(r"(?<![\d/])(?P<one>[0-7])/(?P<other>[0-7])(?:,| et| puis|) \Z"),
    re.compile(r"(?:,| et| puis|) [0-7]/[0-7](?![\d/])"),
)


def _is_set_of_several(match: re.Match[str], before: str) -> bool:
    """Whether this is one of the sets of a match: 6/1 6/2 6/0."""
    over, under = match["over"], match["under"]
    if not over.isdecimal():
        return False
    if is_set(int(over), int(under)):
        return bool(_SET_BEFORE.search(before) or _SET_AFTER.match(match.string, match.end()))
    earlier = _SET_BEFORE.search(before)  # then the points of a tie-break in the place of the last set
    return bool(earlier and is_set(int(earlier["one"]), int(earlier["other"])) and _is_tie_break(int(over), int(under)))


def _is_tie_break(one: int, other: int) -> bool:
    high, low = max(one, other), min(one, other)
    return _FEWEST_POINTS <= high <= 2 * _FEWEST_POINTS and low < high - 1


_FEWEST_POINTS = 10
_SHARES = {
    ("50", "50"): "cinquante cinquante",
    ("80", "20"): "quatre-vingt vingt",
    ("16", "9"): "seize neuvièmes",  # the shape of a screen
}
_DIGITS = 2  # of a year without its century


def _proper(match: re.Match[str], before: str) -> str | None:
    over, under = match["over"], match["under"]
    shared = _SHARED.match(match.string, match.end()) and not _GRADED.match(match.string, match.end())
    if "," in over or (_SCORE.search(before) and not shared) or (is_part_of_series(match) and int(over) <= int(under)):
        return None
    parts = _OF.match(match.string, match.end()) or before.endswith((" les ", "Les "))
    if under in _DECIMAL and parts and 1 < int(over) < int(under):
        return f"{cardinal(int(over))} {ordinal(int(under))}s"
    if shared and 1 < int(over) < int(under) <= _LARGEST:
        return _in_parts(int(over), int(under))
    said = say_fraction(int(over), int(under))
    return said.removeprefix("un ") if said and _THE.search(before) else said


_LARGEST = 16  # of the denominators that are named where a share is told; marks are out of twenty
_THE = re.compile(
    r"(?<!\w)(?:[lL]e|[uU]n|[dD]u|[aA]u|[cC]e|[sS]on|premier|dernier|bon|petit) \Z"
)  # le tiers, not le un tiers


@rule("finals", "9", r"1/(?P<under>2|4|8|16|32|64)(?:es?|è?mes?)? (?:de )?finales?(?!\w)")
def finals(match: re.Match[str]) -> str:
    """The rounds of a cup.

    >>> finals.read("le 1/4 de finale, en 1/8e de finale, les 1/16 de finale, en 1/2 finale, leur 1/2 finale, 1/2 finale à Lens")
    'le quart de finale, en huitième de finale, les seizièmes de finale, en demi-finale, leur demi-finale, une demi-finale à Lens'
    """
    before, under = text_before(match.string, match.start(), 12), int(match["under"])
    many = "s" if _MANY.search(before) else ""
    article = "" if many or _ONE.search(before) else "une " if under == _HALF else "un "
    return (
        f"{article}demi-finale{many}"
        if under == _HALF
        else f"{article}{_NAMED.get(under, (ordinal(under),))[0]}{many} de finale"
    )


_SIGNS = "".join(PARTS)
_SIGN = rf"[{_SIGNS}]|1/[234]|[23]/[34](?!\d)"
_SIMPLE = frozenset({"écrémé", "écrémée", "écrémés", "sel", "tarif", "tarifs", "pension", "mot", "mesure", "gros"})


def _parts(sign: str) -> tuple[int, int]:
    if sign in PARTS:
        return PARTS[sign]
    over, _, under = sign.partition("/")
    return int(over), int(under)


@rule(
    "half-spoon",
    f"{_SIGNS}9",
    r"(?:1/2|½) (?:c|cuill?)\. ?à ?(?P<kind>soupe|café|s\.?|c\.?)(?!\w)",
)
def half_spoon(match: re.Match[str]) -> str:
    """A half of what a recipe counts in.

    >>> half_spoon.read("1/2 c. à café de sel, ½ c. à s. de miel")
    'une demi-cuillère à café de sel, une demi-cuillère à soupe de miel'
    """
    article = "" if _ONE.search(text_before(match.string, match.start(), 12)) else "une "
    return f"{article}demi-cuillère à {'soupe' if match['kind'][0] == 's' else 'café'}"


@rule(
    "part-of",
    f"{_SIGNS}9",
    rf"(?P<sign>{_SIGN}) ?(?P<noun>(?:h|l|L|kg|km)(?!\w|/| ?\d)|(?<= )[a-zà-ÿœ]{{3,}}(?![\w'-]))",
)
def part_of(match: re.Match[str]) -> str | None:
    """A part of a measure or of a thing.

    >>> part_of.read("1/2 heure, 1/2 siècle, ½ tour, 1/2 l, 3/4 h, 1/4 heure, la 1/2 journée, une bonne 1/2 heure, du lait 1/2 écrémé")
    "une demi-heure, un demi-siècle, un demi-tour, un demi-litre, trois quarts d'heure, un quart d'heure, la demi-journée, une bonne demi-heure, du lait demi-écrémé"
    """
    over, under = _parts(match["sign"])
    noun = UNITS[match["noun"]][0] if match["noun"] in {"h", "l", "L", "kg", "km"} else match["noun"]
    before = text_before(match.string, match.start(), 12)
    if noun in LINKS or before.endswith(_DIGIT_SPACE):
        return None
    if under == _HALF:
        if noun in _SIMPLE:
            return f"demi-{noun}"
        article = "" if _ONE.search(before) or noun[-1] in "sx" else "une " if is_feminine(noun) else "un "
        return f"{article}demi-{noun}"
    if noun in {"heure", "litre", "kilo", "kilomètre", "finale", "siècle", "tour", "temps"}:
        return f"{_in_parts(over, under)} {with_de(noun)}"
    return None


_DIGIT_SPACE = tuple(f"{digit} " for digit in range(10))
_MEASURED = re.compile(
    r"\d ?(?P<noun>h|min|ans?|mois|jours?|heures?|minutes?|semaines?|années?|journées?|pages?|kilos?|points?|fois)(?P<et> et)? ?\Z"
)


@rule("and-half", "½¼¾9", r"(?P<sign>[½¼¾]|1/[24]|3/4)(?!\w|/)")
def and_half(match: re.Match[str]) -> str | None:
    """A part after a measure.

    >>> and_half.read("1 h ½, 2 ans et 1/2, 3 h 1/4, 1 h ¾, 2 mois 1/2")
    '1 h et demie, 2 ans et demi, 3 h et quart, 1 h trois quarts, 2 mois et demi'
    """
    found = _MEASURED.search(text_before(match.string, match.start(), 12))
    if not found:
        return None
    noun = {"h": "heure", "min": "minute"}.get(found["noun"], found["noun"])
    over, under = _parts(match["sign"])
    link = "" if found["et"] else "et "
    if under == _HALF:
        return f"{link}demie" if is_feminine(noun) else f"{link}demi"
    return f"{link}quart" if over == 1 else "trois quarts"


@rule(
    "fraction-sign",
    f"{_SIGNS}9",
    rf"(?P<whole>\d+(?: (?=\d)| ?))?(?P<sign>[{_SIGNS}]|(?<=\d )(?:{_SIGN})(?![\w/]))(?P<noun> ?(?:h|l|L|kg|km|m|cm|t|ha)(?![\w/'-]| ?\d)| [a-zà-ÿœ]{{2,}}(?![\w'-]))?",
)
def fraction_sign(match: re.Match[str]) -> str:
    """½, 2½, 2½ heures.

    >>> fraction_sign.read("¾ de siècle, 2½, 2½ heures, 1½ an, 3 1/2 pages, 2¼, 1 ½ h, 2½ kg de riz")
    'trois quarts de siècle, deux et demi, deux heures et demie, un an et demi, trois pages et demie, deux et quart, une heure et demie, deux kilos et demi de riz'
    """
    over, under = _parts(match["sign"])
    noun, whole = (match["noun"] or "").strip(), (match["whole"] or "").strip()
    if not whole:
        return _in_parts(over, under) + (match["noun"] or "")
    if noun in UNITS:
        noun = UNITS[noun][0 if whole == "1" else 1]
    part = {(1, 2): "et demi", (1, 4): "et quart", (3, 4): "trois quarts"}.get(
        (over, under), f"et {_in_parts(over, under)}"
    )
    if noun and noun not in LINKS and (noun[-1] in "sx" or whole == "1"):
        feminine = is_feminine(noun) is True
        return f"{say_number(whole, feminine=feminine)} {noun} {part}{'e' if feminine and under == _HALF else ''}"
    return f"{say_number(whole)} {part}{match['noun'] or ''}"


@rule(
    "slash-range",
    "9",
    r"(?<![\w/,.])(?P<first>\d{1,3}) ?/ ?(?=(?P<second>\d{1,3}) ?(?:[€$£%°]|(?:ans|euros|dollars|personnes|minutes|heures|h|km|kilomètres)(?!\w)|(?P<noun>[a-zà-ÿœ]{3,}[sx])(?![\w'-])))",
)
def slash_range(match: re.Match[str]) -> str | None:
    """Two numbers of one quantity: 20/25 €, les 18/25 ans, 2/3 personnes; not a part, nor a rate.

    >>> slash_range.read("20/25 €, les 18/25 ans, 2/3 personnes, 1/2 heures, 3/4 km, 5/7 °C, 3/4 jours, 5/6 semaines, 80/90 lits, 4/5 étoiles, 24/48 h")
    'vingt à 25 €, les dix-huit à 25 ans, deux à 3 personnes, 1/2 heures, 3/4 km, cinq à 7 °C, trois à 4 jours, cinq à 6 semaines, quatre-vingts à 90 lits, 4/5 étoiles, vingt-quatre à 48 h'
    """
    first, second = int(match["first"]), int(match["second"])
    if not 1 < first < second or ((first, second) == (3, 4) and match["noun"] not in _DAYS):
        return None
    if match["noun"] and not _counted_about(first, second, match["noun"]):
        return None
    return f"{cardinal(first)} à "


_DAYS = frozenset({"jours", "semaines", "mois", "fois", "personnes"})  # of which three quarters are not told


def _counted_about(first: int, second: int, noun: str) -> bool:
    """Whether two numbers are near enough to tell about how many things there are, and the noun is no mark's."""
    near = second == first + 1 or (first % 5 == 0 == second % 5 and second <= 2 * first)
    if noun in _DAYS:
        return near
    return near and noun not in LINKS and noun not in UNCOUNTED and noun not in {"étoiles", "points", "temps"}


@rule("scale-of-map", "9", r"1/(?P<under>\d{1,3}(?: 000){1,2})(?:e|ème)?(?![\w/]| ?\d)")
def map_scale(match: re.Match[str]) -> str:
    """The scale of a map.

    >>> map_scale.read("une carte au 1/25 000, à l'échelle 1/100 000e")
    "une carte au vingt-cinq millième, à l'échelle un cent millième"
    """
    said = _in_parts(1, int(match["under"].replace(" ", "")))
    return said.removeprefix("un ") if _ONE.search(text_before(match.string, match.start(), 12)) else said


@rule("over", "/", r"/(?=(?:[2-9]|1?\d0|100|1 ?000)(?![\w/]|[.,]\d))")
def over(match: re.Match[str]) -> str | None:
    """So many out of so many: 8 Français/10.

    >>> over.read("8 Français/10, Windows/10")
    '8 Français sur 10, Windows/10'
    """
    return " sur " if _SHARE.search(text_before(match.string, match.start(), 24)) else None


_SHARE = re.compile(
    r"(?<![\w,.])(?:\d{1,3}|[uU]ne?|deux|trois|quatre|cinq|six|sept|huit|neuf) [A-ZÀ-Þa-zà-ÿ][a-zà-ÿœ]{2,}\Z"
)


@rule("exposure", "9", r"1/(?P<under>\d{2,4}) ?s(?:ec)?(?!\w)")
def exposure(match: re.Match[str]) -> str:
    """How long a photograph takes.

    >>> exposure.read("au 1/250 s, une pose de 1/60s")
    'au deux cent cinquantième de seconde, une pose de un soixantième de seconde'
    """
    said = f"{_in_parts(1, int(match['under']))} de seconde"
    return said.removeprefix("un ") if _ONE.search(text_before(match.string, match.start(), 12)) else said


@rule(
    "memory",
    "9",
    r"(?P<memory>\d{1,3})(?: ?/ ?|(?<=(?<!\d)\d) (?=(?:128|256|512) )|(?<=(?<!\d)\d\d) (?=(?:128|256|512) ))(?=(?:16|32|64|128|256|512|1024|1|2|4|8) ?[GT][oB](?!\w))",
)
def memory(match: re.Match[str]) -> str:
    """What a computer has of memory and of storage.

    >>> memory.read("16/256 Go, iPhone 13 128 Go")
    'seize 256 Go, iPhone treize 128 Go'
    """
    return f"{cardinal(int(match['memory']))} "


@rule(
    "act",
    "9",
    r"(?P<first>(?:19|20)\d\d|\d{1,4})/(?P<second>\d{1,4})(?:/(?P<of>CEE?|UE|JAI|PESC|Euratom))?(?![\w/]|,\d)",
)
def act(match: re.Match[str]) -> str | None:
    """The number of an act of the Union.

    >>> act.read("la directive 2006/123/CE, le règlement (UE) 2016/679, CE n° 1907/2006, en 2024/2025")
    'la directive deux mille six barre cent vingt-trois CE, le règlement (UE) deux mille seize barre six cent soixante-dix-neuf, CE n° mille neuf cent sept barre deux mille six, en 2024/2025'
    """
    told = len(match["first"]) > _DIGITS or len(match["second"]) > _DIGITS  # not UE 27/27
    if not match["of"] and not (told and _ACT.search(text_before(match.string, match.start(), 28))):
        return None
    first, second = (cardinal(int(match[part]), bare=True) for part in ("first", "second"))
    return f"{first} barre {second}" + (f" {match['of']}" if match["of"] else "")


_ACT = re.compile(
    r"(?<!\w)(?:(?:U ?E|C ?E(?: ?E)?|Euratom|JAI|PESC)\)?,?|[dD]irectives?|[rR]èglements?(?: délégués?| d'exécution)?|[dD]écisions?(?: -?cadre)?) (?:n° ?)?\Z"
)

RULES_FIRST = (act, half_spoon, exposure, memory, over, finals, and_half, slash_range, map_scale)
RULES = (part_of, fraction_sign, fraction)
