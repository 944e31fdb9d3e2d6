"""Amounts of money: 15 Md€, 19,99 €, €60bn, $500 million, 12 k€, 10 €/mois."""

from __future__ import annotations

import re
from typing import NamedTuple

from matinale.spoken.fr.numbers import (
    LOOSE,
    NUMBER,
    before_noun,
    cardinal,
    elides,
    plural,
    say_number,
    split_number,
    with_de,
)
from matinale.spoken.fr.units import UNITS
from matinale.spoken.marks import marked
from matinale.spoken.rules import rule


class Currency(NamedTuple):
    """`one`, `many`: its name; `cents`: the name of a hundredth, "" where none is said."""

    one: str
    many: str
    cents: str = ""
    feminine: bool = False


_STERLING = marked("sterling", ipa="stɛʁlˈiŋ")
_EURO = Currency("euro", "euros", "centimes")
_DOLLAR = Currency("dollar", "dollars", "cents")
_POUND = Currency(f"livre {_STERLING}", f"livres {_STERLING}", "pence", feminine=True)
_YEN, _YUAN = Currency("yen", "yens"), Currency("yuan", "yuans")
CURRENCIES = {
    "€": _EURO, "EUR": _EURO, "euros": _EURO, "euro": _EURO,
    "$": _DOLLAR, "USD": _DOLLAR, "US$": _DOLLAR, "$US": _DOLLAR, "$ US": _DOLLAR, "dollars": _DOLLAR, "dollar": _DOLLAR,
    "£": _POUND, "GBP": _POUND, "¥": _YEN, "JPY": _YEN, "CNY": _YUAN, "RMB": _YUAN,
    "CHF": Currency("franc suisse", "francs suisses", "centimes"), "F CFA": Currency("franc CFA", "francs CFA"), "FF": Currency("franc", "francs", "centimes"), "FCFA": Currency("franc CFA", "francs CFA"),
    "C$": Currency("dollar canadien", "dollars canadiens", "cents"),
    "CA$": Currency("dollar canadien", "dollars canadiens", "cents"),
    "CAD": Currency("dollar canadien", "dollars canadiens", "cents"),
    **dict.fromkeys(("$ CA", "$CA", "$ CAN", "$CAN"), Currency("dollar canadien", "dollars canadiens", "cents")),
    "A$": Currency("dollar australien", "dollars australiens", "cents"),
    "AUD": Currency("dollar australien", "dollars australiens", "cents"),
    "HK$": Currency("dollar de Hong Kong", "dollars de Hong Kong", "cents"),
    "₹": Currency("roupie", "roupies", feminine=True), "INR": Currency("roupie", "roupies", feminine=True),
    "₽": Currency("rouble", "roubles"), "₩": Currency("won", "wons"), "₿": Currency("bitcoin", "bitcoins"),
    "BTC": Currency("bitcoin", "bitcoins"), "ETH": Currency("ether", "ethers"), "₺": Currency("livre turque",
    "livres turques", feminine=True),
    "₴": Currency("hryvnia", "hryvnias", feminine=True), "₪": Currency("shekel", "shekels"), "zł": Currency("zloty",
    "zlotys"),
    "R$": Currency("réal", "réals"), "SEK": Currency("couronne suédoise", "couronnes suédoises", feminine=True),
    "DKK": Currency("couronne danoise", "couronnes danoises", feminine=True),
    "NOK": Currency("couronne norvégienne", "couronnes norvégiennes", feminine=True),
}  # fmt: skip
# What a scale is called, and how many million it is (thousand = 0: it joins the number).
SCALES = {
    "k": "mille", "K": "mille", "M": "million", "m": "million", "Mio": "million", "mio": "million", "Mn": "million", "mn": "million",
    "mln": "million",
    "million": "million", "millions": "million", "Million": "million", "Millions": "million",
    "Md": "milliard", "Mds": "milliard", "Mrd": "milliard", "Mrds": "milliard", "Mia": "milliard", "md": "milliard",
    "mds": "milliard",
    "bn": "milliard", "Bn": "milliard", "b": "milliard", "B": "milliard", "G": "milliard", "MM": "milliard",
    "milliard": "milliard", "milliards": "milliard", "billion": "milliard", "billions": "milliard",
    "Billion": "milliard",
    "tn": "billion", "Tn": "billion", "T": "billion", "t": "billion", "trillion": "billion", "trillions": "billion",
    "mille": "mille",
}  # fmt: skip


def _any_of(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))  # type: ignore[call-overload, arg-type]  # keys of a dict


_SIGN = _any_of([key for key in CURRENCIES if not key.isalpha()])
_CODE = _any_of([key for key in CURRENCIES if key.isupper() and key.isalpha()])
_AFTER = rf"(?P<currency>{_SIGN}|(?:{_CODE})\b|zł)"
_SUFFIX = r"(?P<scale>Mrds?|Mds?|mds?|Mio|Mn|mn|MM|M|k|K|Bn|bn|B|G|Tn|tn|T|millions?|milliards?|mille)"
_PREFIX = (
    r"(?P<scale>(?:[tT]n|[tT]rillions?|[bB]n|[bB]illions?|[mM]illions?|milliards?|Mds?|mds?|mn|mln|[kKmMbBtT])(?!\w))"
)
_PER = r"(?:/(?P<per>(?:1 ?)?[Mk](?: de)?(?= [a-zà-ÿ])|bb?l?(?!\w)|an|mois|jour|j|semaine|heure|h|min|kWh|MWh|kg|t|m²|l|L|personne|tonne|habitant|hab(?:\.(?= [a-zà-ÿ\d]))?|utilisateur|action|baril|page|nuit|km|pers\.?|[a-zà-ÿ]{4,20})(?!\w))?"
_PER_NAMES = {
    "j": "jour", "h": "heure", "min": "minute", "kWh": "kilowattheure", "MWh": "mégawattheure", "kg": "kilo",
    "t": "tonne", "b": "baril", "bl": "baril", "bbl": "baril",
    "m²": "mètre carré", "l": "litre", "L": "litre", **dict.fromkeys(("hab", "hab."), "habitant"), "pers": "personne", "pers.": "personne", "km": "kilomètre",
}  # fmt: skip


def _each(per: str) -> str:
    """What an amount is for.

    >>> _each("kg"), _each("mois"), _each("1M"), _each("k")
    ('kilo', 'mois', 'million de', 'millier de')
    """
    if thousands := _PER_SCALE.fullmatch(per):
        return "million de" if thousands["scale"] == "M" else "millier de"
    return _PER_NAMES.get(per, per)


_PER_SCALE = re.compile(r"(?:1 ?)?(?P<scale>[Mk])(?: de)?")


def scaled(written: str, scale: str) -> tuple[str, bool]:
    """A number with its scale in words, and whether *de* must follow.

    >>> scaled("1,5", "Md"), scaled("12", "k"), scaled("3", "tn"), scaled("3,5", "T")[0]
    (('un virgule cinq milliard', True), ('douze mille', False), ('trois mille milliards', True), 'trois mille cinq cents milliards')
    """
    name = SCALES[scale]
    if name == "mille":
        whole, part = split_number(written)
        if not part and len(whole) < 13:
            return cardinal(int(whole) * 1000), False
        if len(part) <= 3 and len(whole) < 13:
            return cardinal(int(whole + part.ljust(3, "0"))), False
        return f"{say_number(written)} mille", False
    words = say_number(written)
    if name == "billion" and "," in written and plural(written):  # 3,5 tn: trois mille cinq cents milliards
        whole, part = split_number(written)
        if len(part) <= 3 and len(whole) < 10:
            return f"{cardinal(int(whole + part.ljust(3, '0')))} milliards", True
    if name == "billion":
        return ("mille" if words == "un" else f"{words} mille") + " milliards", True
    return f"{words} {name}{'s' if plural(written) else ''}", True


def amount(written: str, scale: str | None, currency: Currency, per: str | None = None) -> str:
    """An amount in words.

    >>> amount("19,99", None, CURRENCIES["€"]), amount("1,5", "Md", CURRENCIES["$"]), amount("0,50", None, CURRENCIES["€"])
    ('dix-neuf euros quatre-vingt-dix-neuf', 'un virgule cinq milliard de dollars', 'cinquante centimes')
    """
    end = f" par {_each(per)}" if per else ""
    if scale:
        words, linked = scaled(written, scale)
        noun = currency.many
        return f"{words} {with_de(noun) if linked else noun}{end}"
    whole, part = split_number(written)
    if len(part) in {1, 2} and len(whole) < 10 and currency.cents:
        return _with_cents(int(whole), int(part.ljust(2, "0")), currency) + end
    noun = currency.many if plural(written) else currency.one
    return before_noun(written, feminine=currency.feminine, noun=noun) + end


def _with_cents(whole: int, cents: int, currency: Currency) -> str:
    if whole == 0 and cents:
        name = currency.cents[:-1] if cents == 1 and currency.cents != "pence" else currency.cents
        return f"{cardinal(cents)} {name}"
    words = before_noun(str(whole), feminine=currency.feminine, noun=currency.many if whole > 1 else currency.one)
    return f"{words} {cardinal(cents)}" if cents else words


def _english(written: str) -> str:
    """A number written the English way as the French would: 1,200.50 → 1200,50; 2.5 → 2,5.

    >>> _english("1,200.50"), _english("2.5"), _english("1,5"), _english("500")
    ('1200,50', '2,5', '1,5', '500')
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        written = written.replace(",", "")
    return written.replace(".", ",") if re.fullmatch(r"\d+\.\d+", written) else written


@rule("money", "9", rf"(?P<number>{LOOSE}) ?(?:{_SUFFIX} ?)?(?:d'|de )?{_AFTER}{_PER}(?![^\W_])")
def money(match: re.Match[str]) -> str | None:
    """An amount whose currency follows.

    >>> money.read("15 Md€, 500 M€, 2 Mds €, 1,5 Md$, 12 k€")
    "quinze milliards d'euros, cinq cents millions d'euros, deux milliards d'euros, un virgule cinq milliard de dollars, douze mille euros"
    >>> money.read("10 000,50 € ; 1 € ; 21 £ ; 10 €/mois ; 3 milliards de $")
    'dix mille euros cinquante ; un euro ; vingt et une livres sterling ; dix euros par mois ; trois milliards de dollars'
    """
    said = amount(match["number"], match["scale"], CURRENCIES[match["currency"]], match["per"])
    _, part = split_number(match["number"])
    if len(part) == len("08") and part[0] == "0" and part[1] != "0" and not match["scale"]:
        rate = _RATE.search(match.string[max(0, match.start() - 48) : match.start()])
        head, _, last = said.rpartition(" ")
        return f"{head} zéro {last}" if rate and not match["per"] else said  # un dollar zéro huit
    return said


# Before the rate of a currency.
_RATE = re.compile(
    r"(?:(?<!\w)(?:l'euro|la livre|le yen|le yuan|le franc|le dollar|parité|cours)(?!\w)|échang)[^.;]{0,40}\Z", re.I
)


@rule(
    "francs",
    "9",
    rf"(?P<number>{LOOSE})(?: (?P<scale>[kM]|Mds?)?|(?P<glued>[kM]|Mds?))F(?![\w'/+-]| ?(?:et|/) ?\d|\.\w)",
)
def francs(match: re.Match[str]) -> str:
    """Francs of before the euro.

    >>> francs.read("500 F, un budget de 12 MF, 1 F, 15,50 F, 30 kF, 747-8F, 12 F et 3 H")
    'cinq cents francs, un budget de douze millions de francs, un franc, quinze francs cinquante, trente mille francs, 747-8F, 12 F et 3 H'
    """
    return amount(match["number"], match["scale"] or match["glued"], CURRENCIES["FF"])


@rule(
    "francs-first",
    "A",
    r"(?<!\w)Fr\.? ?(?P<francs>\d{1,3}(?:[ ']\d{3})*)(?:\.(?P<cents>\d\d))?(?:\.?[-–—]+(?!\d))?(?![\w.]*\d)",
)
def francs_first(match: re.Match[str]) -> str:
    """A Swiss price.

    >>> francs_first.read("à Fr. 14.50, Fr. 20.-, Fr. 1'200.–")
    'à quatorze francs cinquante, vingt francs, mille deux cents francs'
    """
    cents = f",{match['cents']}" if match["cents"] else ""
    return amount(match["francs"].replace("'", "").replace(" ", "") + cents, None, CURRENCIES["FF"])


@rule("price-dash", "9", r"(?P<number>\d{1,4})\.[-–—](?![\w-])(?: francs?(?!\w))?")
def price_dash(match: re.Match[str]) -> str:
    """A whole price, as the Swiss print it.

    >>> price_dash.read("entrée 20.-, 5.– par enfant")
    'entrée vingt francs, cinq francs par enfant'
    """
    return amount(match["number"], None, CURRENCIES["FF"])


_PRICE = r"\d{1,3}(?: \d{3})*,\d\d"


@rule(
    "money-range", "9", rf"(?P<number>{_PRICE})(?P<dash> ?[-–] ?)?(?=(?: (?:à|et|ou) )?{_PRICE} ?(?P<currency>[€$£]))"
)
def money_range(match: re.Match[str]) -> str:
    """Two prices that share a sign.

    >>> money_range.read("de 9,99 à 14,99 €, 19,90-29,90 €")
    'de neuf euros quatre-vingt-dix-neuf à 14,99 €, dix-neuf euros quatre-vingt-dix à 29,90 €'
    """
    return amount(match["number"], None, CURRENCIES[match["currency"]]) + (" à " if match["dash"] else "")


@rule("money-between", "9", r"(?P<whole>\d{1,3}(?: \d{3})*) ?(?P<sign>€|\$|£)(?P<cents>\d\d)(?![\w,.]\d|\w)")
def money_between(match: re.Match[str]) -> str:
    """A price as it stands on a label.

    >>> money_between.read("9€99, 1 299€90, 2$50")
    'neuf euros quatre-vingt-dix-neuf, mille deux cent quatre-vingt-dix-neuf euros quatre-vingt-dix, deux dollars cinquante'
    """
    return amount(f"{match['whole'].replace(' ', '')},{match['cents']}", None, CURRENCIES[match["sign"]])


_ENGLISH = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+(?!\d)|" + NUMBER + ")"


@rule("money-first", "".join(sorted({key[0] for key in CURRENCIES if not key[0].isalpha()})) + "A",
      rf"(?P<currency>{_SIGN}|(?:{_CODE})\b) ?{_ENGLISH}(?: ?-?{_PREFIX})?{_PER}")  # fmt: skip
def money_first(match: re.Match[str]) -> str | None:
    """An amount whose currency comes first, with the English scales.

    >>> money_first.read("€60bn, £2.5m, $500 million, $3tn, $1,200")
    "soixante milliards d'euros, deux virgule cinq millions de livres sterling, cinq cents millions de dollars, trois mille milliards de dollars, mille deux cents dollars"
    """
    if match["currency"] in _POINTED and _THOUSANDS.fullmatch(match["number"]):
        return amount(match["number"], match["scale"], CURRENCIES[match["currency"]], match["per"])
    return amount(_english(match["number"]), match["scale"], CURRENCIES[match["currency"]], match["per"])


# A point before three figures parts thousands where the amount is not an English one.
_POINTED, _THOUSANDS = frozenset({"€", "EUR", "CHF"}), re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


@rule(
    "scale",
    "9",
    rf"(?P<number>{LOOSE}) ?(?P<scale>Mrds?|Mds?|[Mm]io|M|k|B(?= (?:de )?(?:paramètre|token|jeton)s)) (?P<link>d'|de )?(?P<noun>[a-zà-ÿœ]{{3,}}|k?m[²³23]?|ha|[LlVtW]|[kMGT]?Wh?)(?!\w)",
)
def scale(match: re.Match[str]) -> str | None:
    """A scale before a noun: 3 M de vues, 10 k abonnés.

    >>> scale.read("3 M de vues, 15 Md d'euros, 10 k abonnés, 128k de contexte, 3 Mds de km, 2 M m³")
    "trois millions de vues, quinze milliards d'euros, dix mille abonnés, cent vingt-huit mille de contexte, trois milliards de kilomètres, deux millions de mètres cubes"
    """
    words, linked = scaled(match["number"], match["scale"])
    noun = UNITS[match["noun"]][1] if match["noun"] in UNITS else match["noun"]
    if match["link"]:
        mass = match["noun"].islower() and match["noun"] not in UNITS and noun[-1] not in "sx"  # 128k de contexte
        return f"{words} {match['link'] if linked or mass else ''}{noun}"
    return f"{words} {('d’' if elides(noun) else 'de ').replace('’', chr(39)) if linked else ''}{noun}"


@rule("scale-alone", "9", rf"(?P<number>{LOOSE}) ?(?P<scale>Mrds?|Mds?|k)(?![\w/€$£])")
def scale_alone(match: re.Match[str]) -> str | None:
    """A scale that stands alone: 15 Md.

    >>> scale_alone.read("un marché de 15 Md.")
    'un marché de quinze milliards.'
    """
    return scaled(match["number"], match["scale"])[0]


@rule(
    "currency-scaled",
    "Aa",
    r"(?<!\w)(?P<scale>Mrds?|Mds?|M|k|K) ?(?P<sign>[€$£])(?P<per>/(?:an|mois|jour)(?!\w))?(?![\w€$£])",
)
def currency_scaled(match: re.Match[str]) -> str:
    """The head of a column: en M€, en Md$.

    >>> currency_scaled.read("en M€, en Md$, en k€, en M€/an")
    "en millions d'euros, en milliards de dollars, en milliers d'euros, en millions d'euros par an"
    """
    scale = {"million": "millions", "milliard": "milliards", "mille": "milliers"}[
        SCALES[match["scale"].removesuffix("s")]
    ]
    return f"{scale} {with_de(CURRENCIES[match['sign']].many)}" + (match["per"] or "").replace("/", " par ")


@rule("currency", "€$£¥₿₹₽₩₺₴₪", rf"[€$£¥₿₹₽₩₺₴₪]{_PER}")
def currency(match: re.Match[str]) -> str:
    """A lone sign: le cours de l'€.

    >>> currency.read("milliards de $, en €/kWh")
    'milliards de dollars, en euros par kilowattheure'
    """
    known = CURRENCIES[match[0][0]]
    before = match.string[max(0, match.start() - 12) : match.start()]
    many = before.endswith(("s ", " de ", " en "))
    per = f" par {_each(match['per'])}" if match["per"] else ""
    return (known.many if many else known.one) + per


RULES = (
    money_range,
    money_between,
    money_first,
    francs_first,
    price_dash,
    money,
    francs,
    scale,
    scale_alone,
    currency_scaled,
    currency,
)
