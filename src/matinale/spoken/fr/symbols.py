"""Signs and symbols: a minus before a number, ≥, &, ², 10^3."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import is_feminine, singular
from matinale.spoken.fr.names import PLUS
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.tables import words


@rule("dash-range", "-", r"(?<=[\w%€$°£])-(?=\d)")
def dash_range(match: re.Match[str]) -> str:
    """Between a unit and a figure it is a range, in a name a link.

    >>> dash_range.read("10 %-20 %, Boeing-747, de bac-3 à bac+3")
    '10 % à 20 %, Boeing 747, de bac moins 3 à bac+3'
    """
    if match.string.lower().endswith("bac", max(0, match.start() - 3), match.start()):
        return " moins "
    before = match.string[match.start() - 1]
    return " à " if not before.isalpha() and not before.isdecimal() else " "


@rule("age", "+-–<>", r"(?<![\w)%€$°£])(?P<sign>[+–<>-]) ?(?=(?:de )?\d{1,3} ans(?!\w))")
def age(match: re.Match[str]) -> str | None:
    """The young and the old: les -26 ans.

    >>> age.read("les -26 ans, gratuit - 12 ans, les + de 65 ans, -12 ans, Les < 26 ans")
    'les moins de 26 ans, gratuit moins de 12 ans, les plus de 65 ans, -12 ans, Les moins de 26 ans'
    """
    if not _AGED.search(match.string[max(0, match.start() - 10) : match.start()]):
        return None
    of = "" if match.string.startswith("de ", match.end()) else "de "
    return f"{'plus' if match['sign'] in '+>' else 'moins'} {of}"


_AGED = re.compile(r"(?<!\w)(?:[lL]es|[dD]es|[aA]ux|de|gratuite?s?|réduite?|pour|tarif|enfants?|jeunes|,|:) ?\(?\Z")


_PEOPLE = re.compile(
    r"(?<!\w)(?:personnes|patiente?s?|enfants?|adultes?|hommes?|femmes?|salariée?s|jeunes|sujets|seniors|gens|habitante?s|résidente?s"
    r"|assurée?s|retraitée?s|conducteurs|conductrices|mineure?s|filles|garçons|électeurs|électrices|malades|agents|usagers|publics?|population)"
    r" (?:[a-zà-ÿ]{4,20}s? )?\Z"
)
_GROUP = re.compile(r"(?<!\w)(?:les|des|aux|nos|ces|ses) \Z", re.I)


@rule("aged", "<>≤≥", r"(?P<sign>[<>≤≥]) ?(?P<age>\d{1,3}) ans(?!\w)")
def aged(match: re.Match[str]) -> str | None:
    """People by their age.

    >>> aged.read("les personnes ≥ 65 ans, chez les ≤ 6 ans, les patients âgés < 50 ans, une durée ≥ 5 ans")
    'les personnes de 65 ans ou plus, chez les 6 ans et moins, les patients âgés de moins de 50 ans, une durée ≥ 5 ans'
    """
    before = match.string[max(0, match.start() - 40) : match.start()]
    more = "plus" if match["sign"] in ">≥" else "moins"
    if _PEOPLE.search(before):
        return f"de {match['age']} ans ou {more}" if match["sign"] in "≤≥" else f"de {more} de {match['age']} ans"
    return f"{match['age']} ans et {more}" if match["sign"] in "≤≥" and _GROUP.search(before) else None


@rule("fewer", "+-", r"(?<!\S)[+-] (?=de \d)")
def fewer(match: re.Match[str]) -> str:
    """Less and more than: en - de 90 kg, + de 65 000 visiteurs.

    >>> fewer.read("en - de 90 kg, + de 100 villes")
    'en moins de 90 kg, plus de 100 villes'
    """
    return "plus " if match[0][0] == "+" else "moins "


@rule("difference", "-–", r"(?<=[²³] )[-–] (?=\w[²³](?!\w))")
def difference(_match: re.Match[str]) -> str:
    """Between two powers.

    >>> difference.read("a² - b², 30 m² - centre")
    'a² moins b², 30 m² - centre'
    """
    return "moins "


@rule("sign", "+-±–", r"(?<![\w)%€$°£])(?P<sign>\+/-|[+±–-])(?P<space> ?)(?=[\d€$£]|,\d)")
def sign(match: re.Match[str]) -> str | None:
    """A sign before a number.

    >>> sign.read("+ 5,4 % sur un an, - 0,9 % en mai")
    'plus 5,4 % sur un an, moins 0,9 % en mai'
    >>> sign.read("+3,5 %, -5 °C, ±2, –3 %, recul de – 4 %, le maire – 40 ans –")
    'plus 3,5 %, moins 5 °C, plus ou moins 2, moins 3 %, recul de moins 4 %, le maire – 40 ans –'
    """
    if match["sign"] in "-–" and match["space"] and not _amount_of(match):
        return None
    return {"+": f"{PLUS} ", "-": "moins ", "–": "moins "}.get(match["sign"], f"{PLUS} ou moins ")


def _amount_of(match: re.Match[str]) -> bool:
    """Whether a dash with a space is a minus all the same: de – 4 %."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    if _CHANGED.search(match.string[max(0, match.start() - 48) : match.start()]):
        return _QUANTITY.match(match.string, match.end()) is not None
    quantity = _FALLEN_TO if before.endswith((" à ", "u'à ", "hera ", "dra ")) else _QUANTITY
    return _OF.search(before) is not None and quantity.match(match.string, match.end()) is not None


_CHANGED = re.compile(r"[+–-] ?\d[\d,]* ?%[^.;!?]{0,32}, \Z")  # + 5,4 % sur un an, - 0,9 %
_OF = re.compile(
    r"(?<!\w)(?:de|à|et|ou|par|entre|perd|gagne|cède|recule|jusqu'à|affiche|affichera|descendra|chute|baisse|tombe) \Z"
)
_QUANTITY = re.compile(r"\d+(?:,\d+)? ?[%°]")
_FALLEN_TO = re.compile(r"\d+(?:,\d+)?(?![\d,]| ?[-–]\w?| ans| h)")  # à - 3
_SYMBOLS = {
    "&": " et ", "≈": " environ ", "~": " environ ", "<": " inférieur à ", ">": " supérieur à ", "≤": " inférieur ou égal à ",
    "≥": " supérieur ou égal à ", "=": " égale ", "×": " fois ", "÷": " divisé par ", "±": " plus ou moins ", "∞": " infini ",
    "≠": " différent de ", "→": ", ", "|": ", ", "•": ", ", "·": ", ", "…": "…", "@": " arobase ",
    "§": " paragraphe ", "+": f" {PLUS} ", "†": "", "_": " ", "Δ": "delta ",
    "♯": " dièse", "♭": " bémol", "↑": " en hausse de ", "↓": " en baisse de ",
}  # fmt: skip

_LASTING = re.compile(r" ?\d{1,2} ?h(?:\d\d)?(?!\w)")  # s'il met < 2h30
_FEWER = {"<": " moins de ", ">": " plus de "}
# les firmes de < 50 salariés
_FEWER_AFTER = re.compile(
    r"(?:(?<!\w)(?:de|à|aux|chez|dans|pour|avec|les|des|touche|touchent|gagne|gagnent|paient?|payent?|pèsent?|coûtent?|comptent?|durent?"
    r"|emploient?|fait|font|perçoit|perçoivent|représentent?|consomment?|attend|attendent|ont)|[,(:]|\A) ?\Z"
)
_HEIGHT = re.compile(r" ?\d[\d ]{1,5}m(?:ètres)?(?!\w)")
_WEATHER = re.compile(
    r"(?<!\w)(?:neiges?|flocons?|limite|pluies?|tombe|gel|gèle|verglas|grésil|enneigement|avalanches?)(?!\w)[^.,;:!?]{0,24}\Z",
    re.I,
)


@rule("symbol", "".join(_SYMBOLS), r"[<>] ?(?=1 [^\W\d_])|" + "|".join(map(re.escape, _SYMBOLS)))
def symbol(match: re.Match[str]) -> str | None:
    """A lone symbol.

    >>> symbol.read("Johnson & Johnson, 2 × 3, Apple TV+"), symbol.read("de < 50, Prix < 50")
    ('Johnson  et  Johnson, 2  fois  3, Apple TV plus', 'de  moins de  50, Prix  inférieur à  50')
    """
    mark, text = match[0][0], match.string
    after, before = text[match.end() : match.end() + 2].strip(), text[max(0, match.start() - 2) : match.start()].strip()
    if mark in "~<>≈≤≥↑↓" and not after[:1].isdecimal() and after[:1] not in {"€", "$"}:
        return " "
    if mark in _FEWER and (said := _fewer(match, mark)):
        return said
    if mark == "+" and not after and text[match.start() - 1 : match.start()].strip():
        return f" {PLUS}"  # the end of a name: Apple TV+
    if (mark in "=×÷+" and not (before and after)) or (mark == "@" and not after):
        return " "
    if mark in "≈~" and text[: match.start()].endswith(" "):
        return "environ "  # d'environ
    return _agreed(_SYMBOLS[mark], text, match.start()) if mark in "<>≤≥" else _SYMBOLS[mark]


def _fewer(match: re.Match[str], mark: str) -> str | None:
    """What is said for a sign before an amount, not after what is compared.

    >>> symbol.read("Ils gagnent > 1 Smic, neige > 900 m, une cote > 900 m")
    "Ils gagnent  plus d'1 Smic, neige  au-dessus de  900 m, une cote  supérieure à  900 m"
    """
    text, before = match.string, text_before(match.string, match.start(), 40)
    if _LASTING.match(text, match.end()) or _FEWER_AFTER.search(before[-16:]):
        return _FEWER[mark].removesuffix("e ") + "'" if text.startswith("1 ", match.end()) else _FEWER[mark]
    if _HEIGHT.match(text, match.end()) and _WEATHER.search(before):
        return " au-dessus de " if mark == ">" else " au-dessous de "
    return None


_COMPARED = re.compile(
    r"(?:(?<!\w)(?P<article>une?|l[ae]s?|des?|ce(?:t|s|tte)?|[smt](?:on|a|es)|tout|toute|tous|toutes|aucune?|chaque|au|aux|du|leurs?|[nv]os|[nv]otre)"
    r" (?:(?!(?:de|en|à|sur|par|pour|et|avec|dans) )[a-zà-ÿœ-]+ ){0,2}?)?(?<![\w-])(?P<word>[^\W\d_]{3,})(?:(?:(?<=taux)|(?<=indice)|(?<=score)|(?<=délai)|(?<=seuil)|(?<=niveau)) (?:de |d')[a-zà-ÿœ]{3,})?(?: à jeun)? ?\Z",
    re.I,
)
_FEMININE, _MASCULINE = words("une la cette sa ma ta toute toutes aucune"), words("un le ce cet tout tous aucun au du")
_MANY = words("les des ces ses mes tes tous toutes aux leurs nos vos")


def _agreed(comparison: str, text: str, position: int) -> str:
    """A comparison in the gender and number of the noun before it.

    >>> _agreed(" supérieur ou égal à ", "une dose ", 9), _agreed(" inférieur à ", "des débits ", 11), _agreed(" inférieur à ", "un taux d'erreur ", 16)
    (' supérieure ou égale à ', ' inférieurs à ', ' inférieur à ')
    """
    found = _COMPARED.search(text[max(0, position - 40) : position])
    if not found or (found["word"][0].isupper() and position - len(found[0]) > 0):
        return comparison  # a name
    article = (found["article"] or "").lower()
    feminine = article in _FEMININE or (article not in _MASCULINE and is_feminine(found["word"]) is True)
    many = article in _MANY or (not article and singular(found["word"].lower()) != found["word"].lower())
    ending = ("e" if feminine else "") + ("s" if many else "")
    plain = comparison.replace("égal ", f"égal{ending} " if feminine or not many else "égaux ")
    return plain.replace("rieur ", f"rieur{ending} ")


@rule(
    "sharp",
    "#",
    r"(?:(?<=\b[A-Ga-g])|(?<=\b[Dd]o)|(?<=\b[Rr]é)|(?<=\b[Mm]i)|(?<=\b[Ff]a)|(?<=\b[Ss]ol)|(?<=\b[Ll]a)|(?<=\b[Ss]i))#(?= (?:mineur|majeur)|[,.;:)]|\Z)",
)
def sharp(_match: re.Match[str]) -> str:
    """A note half a tone higher.

    >>> sharp.read("en do# mineur, un fa#")
    'en do dièse mineur, un fa dièse'
    """
    return " dièse"


@rule("key", "#*", r"(?<![^\s(«\"])[#*](?=[\s,.;:)»\"]|\Z)")
def key(match: re.Match[str]) -> str | None:
    """A sign that the text names: a telephone's key, a mark on a form.

    >>> key.read("Tapez *, puis votre code, et #"), key.read("la touche *, oui. Et un * rouge, une note *")
    ('Tapez étoile, puis votre code, et dièse', 'la touche étoile, oui. Et un astérisque rouge, une note *')
    """
    before = match.string[max(0, match.start() - 48) : match.start()]
    if _KEY.search(before):
        return "dièse" if match[0] == "#" else "étoile"
    return {"#": "dièse", "*": "astérisque"}[match[0]] if _NAMED_SIGN.search(before) else None


_KEY = re.compile(
    r"(?<!\w)(?:tape[rz]|touches?|appuye[rz] sur|compose[rz]|pressez) (?:la (?:touche )?|le )?(?:[*#\d][^.;!?]{0,30}[ ,])?[«\"(]? ?\Z",
    re.I,
)
_NAMED_SIGN = re.compile(r"(?<!\w)(?:un|le|signe|symbole|caractère|par) [«\"(]? ?\Z|d'un \Z")


@rule("deceased", "†", r"† ?(?=(?:1\d|20)\d\d(?!\d))")
def deceased(_match: re.Match[str]) -> str:
    """The year of a death.

    >>> deceased.read("né en 1920, †1998")
    'né en 1920, mort en 1998'
    """
    return "mort en "


@rule("power", "^²³", r"\^(?P<power>-?\d{1,4})|[²³]")
def power(match: re.Match[str]) -> str:
    """10^3, x².

    >>> power.read("10^3, x²")
    '10 puissance 3, x au carré'
    """
    if not match["power"]:
        return " au carré" if match[0] == "²" else " au cube"
    return f" puissance {match['power'].replace('-', 'moins ')}"


_PER = {
    "km": "kilomètre", "h": "heure", "s": "seconde", "an": "an", "mois": "mois", "jour": "jour", "j": "jour", "kWh": "kilowattheure",
    "MWh": "mégawattheure", "hab": "habitant", "habitant": "habitant", "personne": "personne", "m²": "mètre carré", "kg": "kilo",
    "semaine": "semaine", "sem.": "semaine", "sem": "semaine", "tonne": "tonne", "litre": "litre", "action": "action", "salarié": "salarié", "élève": "élève", "part": "part", "nuit": "nuit", "m³": "mètre cube",
}  # fmt: skip


@rule("per", "/", rf"(?<=[\w²³]) ?/ ?(?P<unit>{'|'.join(sorted(_PER, key=len, reverse=True))})(?!\w)")
def per(match: re.Match[str]) -> str:
    """Before a unit a slash is *par*.

    >>> per.read("grammes de CO2/km")
    'grammes de CO2 par kilomètre'
    """
    return f" par {_PER[match['unit']]}"


RULES = (key, per, age, aged, fewer, difference, sign, dash_range, power, deceased, sharp, symbol)
