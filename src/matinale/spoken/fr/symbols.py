"""Signs and symbols: a minus before a number, ≥, &, ², 10^3."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import is_feminine, singular
from matinale.spoken.fr.names import PLUS
from matinale.spoken.fr.units import PER, PER_DOT, PER_NAMES
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


@rule("fewer", "+-–", r"(?<!\S)[+–-] (?=de \d)")
def fewer(match: re.Match[str]) -> str | None:
    """Less and more than: en - de 90 kg, + de 65 000 visiteurs; a long dash only where a pause could not be.

    >>> fewer.read("en - de 90 kg, + de 100 villes, avec – de 10 €, un prêt – de 3 ans – rompu")
    'en moins de 90 kg, plus de 100 villes, avec moins de 10 €, un prêt – de 3 ans – rompu'
    """
    if match[0][0] == "–" and not _LEANING.search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    return "plus " if match[0][0] == "+" else "moins "


_LEANING = re.compile(
    r"(?<!\w)(?:avec|à|au|aux|de|des|du|les|en|et|ou|pour|par|chez|sous|dans|entre|un|une|il y a|int\.|interdit) \Z"
)


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
    >>> sign.read("soit – 12 %, il fait - 5 °C, net (– 8 %), de – 15 à – 20 %, en – 80 kg, Paris – 3 points, au total, – 8 % – dit")
    'soit moins 12 %, il fait moins 5 °C, net (moins 8 %), de moins 15 à moins 20 %, en moins 80 kg, Paris – 3 points, au total, – 8 % – dit'
    """
    if match["sign"] in "-–" and match["space"] and not _amount_of(match):
        return None
    return {"+": f"{PLUS} ", "-": "moins ", "–": "moins "}.get(match["sign"], f"{PLUS} ou moins ")


def _amount_of(match: re.Match[str]) -> bool:
    """Whether a dash with a space is a minus all the same: de – 4 %, soit – 4 %, (– 4 %)."""
    text, start, end = match.string, match.start(), match.end()
    near, before = text_before(text, start, 56), text_before(text, start, 24)
    if (_CLASSED.search(before) and _WEIGHT.match(text, end)) or (
        _TEMPERATURE.search(near) and _PLACED.match(text, end)
    ):
        return True
    if before.endswith((" à ", "u'à ", "hera ", "dra ")) and _OF.search(before) and _FALLEN_TO.match(text, end):
        return True
    if _QUANTITY.match(text, end) is None:
        return False
    if _OF.search(before) or _CHANGED.search(near) or _OTHERS.match(text, end):
        return True
    return _MEASURED.search(before) is not None and _CLOSED.match(text, end) is None


_CHANGED = re.compile(
    r"[+–-] ?\d[\d,]* ?%[^.;!?]{0,32}, (?:[A-ZÀ-Þ][\w'-]{1,20} |puis )?\Z"
)  # + 5,4 % sur un an, - 0,9 %
_TEMPERATURE = re.compile(r"[+–-] ?\d{1,2} ?°C?[^.;!?]{0,28}(?:,| et| puis) \Z")  # – 5 °C à Metz et – 2 à Paris
_PLACED = re.compile(r"\d{1,2} (?:à|au|en|dans|sur)(?!\w)")
_OTHERS = re.compile(r"\d[\d,]* ?%, [^.,;!?]{1,24} \+ ?\d")  # Paris – 0,3 %, Londres + 0,5 %
_OF = re.compile(
    r"(?:(?<!\w)(?:de|à|et|ou|par|entre|perd|gagne|cède|recule|jusqu'à|affiche|affichera|descendra|chute|baisse|tombe)|\() ?\Z"
)
# Where an amount follows, unless another dash closes what this one opens: after a pause, a verb that measures.
_MEASURED = re.compile(
    r"(?:[,:]|(?<!\w)(?:vers|sous|soit|toujours|encore|environ|seulement|avec|fai(?:t|sait|re)|fera|ferait|subit|ressenti"
    r"|(?:affich|enregistr|accus|recul|chut|baiss|tomb|montr|indiqu|annonc|frôl|rel[eè]v|mesur|pass|cèd|céd)(?:e|ent|é|ée|ait|aient|era|ant)"
    r"|perd(?:u|ait|ra)|descend(?:ait|u)?|attei(?:nt|gnait|gnant|gnent|ndra))) \Z",
    re.I,
)
_CLOSED = re.compile(r"[^.;!?]{0,60} [–-](?! ?\d)")  # the second dash of two
_CHANGE = r"(?: ?[%°‰]| (?:points?|pts?|degrés?)(?!\w))"
_QUANTITY = re.compile(
    rf"\d+(?:,\d+)? (?:à|et) [+–-] ?\d|(?:\d+(?= ?[%°‰]| (?:à|et|ou) )|\d+,\d+)(?: ?%?(?: ?°C?)? (?:à|et|ou) (?:[+–-] ?)?\d+(?:,\d+)?)?{_CHANGE}"
)
_FALLEN_TO = re.compile(r"\d+(?:,\d+)?(?![\d,]| ?[-–]\w?| ans| h)")  # à - 3
_CLASSED = re.compile(r"(?<!\w)(?:[lL]es|[dD]es|[aA]ux|[eE]n|catégories?) \Z")  # of fighters
_WEIGHT = re.compile(r"\d{2,3} (?:kg|kilos)(?!\w)")
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


@rule(
    "per",
    "/",
    rf"(?<=[\w²³.%]) ?/ ?(?:(?P<unit>{PER_NAMES})(?!\w){PER_DOT}|(?P<each>[a-zà-ÿœ]{{3,20}})(?![\w'-])|(?P<money>[$€£])(?!\w))",
)
def per(match: re.Match[str]) -> str | None:
    """Before a unit a slash is *par*; before any other word, where it is the second one of a rate.

    >>> per.read("grammes de CO2/km, 45 000/mm³, 7 %/°C, 80 kg N/ha, 2 €/nuit/client, oui/non, 149,4/$")
    'grammes de CO2 par kilomètre, 45 000 par millimètre cube, 7 % par degré, 80 kg N par hectare, 2 €/nuit par client, oui/non, 149,4 pour un dollar'
    """
    before = match.string[max(0, match.start() - 32) : match.start()]
    if match["money"]:
        return (
            f" pour un{'e' if match['money'] == '£' else ''} {_MONEY[match['money']]}"
            if before[-1].isdecimal()
            else None
        )
    if match["each"]:
        return f" par {match['each']}" if _RATED.search(before) else None
    if len(match["unit"]) < _TELLING and not _MEASURED_SO.search(before):
        return None
    return f" par {PER[match['unit']]}"


_MONEY = {"$": "dollar", "€": "euro", "£": "livre"}
_RATED = re.compile(r"[\d€$£%][^\s/]{0,10}/[a-zà-ÿ²³µ.]{1,12}\Z", re.I)
_TELLING = 3  # letters; shorter units are told by a number or a unit before them
_MEASURED_SO = re.compile(
    r"[\d€$£%][^.;!?,]{0,31}\Z|(?<!\w)(?:[kmµ]?[glWm]|[kMGT]Wh?|m[²³]|[LqUth]|UI|[a-zà-ÿ]{4,}|hab\.?|pers\.?)\Z"
)


@rule("per-number", "/", r"/(?=(?:\d{1,3} \d{3}|\d{1,4}) ?(?P<of>[a-zà-ÿ]{1,20}|mL|L)(?![\w²³/]))")
def per_number(match: re.Match[str]) -> str | None:
    """Before a number a slash is *par* so long, *pour* so much; an amount of money is for the whole.

    >>> per_number.read("425 €/1 000 l, 3 €/100 pièces, 1 g/24 h, 90 mg/100 mL, 5 €/6 euros")
    '425 € les 1 000 l, 3 € les 100 pièces, 1 g par 24 h, 90 mg pour 100 mL, 5 €/6 euros'
    """
    priced, dosed = _PRICED.search(match.string, max(0, match.start() - 1), match.start()), False
    if not priced:
        dosed = _DOSED.search(match.string[max(0, match.start() - 8) : match.start()]) is not None
    if match["of"] in {"euros", "dollars", "francs"} or not (priced or dosed):
        return None
    if match["of"] in {"h", "j", "heures", "jours", "mois", "ans", "min", "minutes"}:
        return " par "
    return " les " if priced else " pour "


_PRICED = re.compile(r"[€$£]")
_DOSED = re.compile(r"\d ?(?:[mµn]?g|kg|[mcd]?[lL]|UI|mmol)\Z")


RULES = (key, per, per_number, age, aged, fewer, difference, sign, dash_range, power, deceased, sharp, symbol)
