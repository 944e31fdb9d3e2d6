"""Money and scales: $15bn, £2.5m, $19.99, 3m homes."""

from __future__ import annotations

import re
from typing import NamedTuple

from matinale.spoken.en.nouns import COUNTED, any_of, attributive
from matinale.spoken.en.numbers import NUMBER, cardinal, is_one, say_number, several
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


class Currency(NamedTuple):
    """`one`, `many`: its name; `cent`, `cents`: of a hundredth, "" where none is said."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


_DOLLAR, _EURO, _POUND = (
    Currency("dollar", "dollars", "cent", "cents"),
    Currency("euro", "euros", "cent", "cents"),
    Currency("pound", "pounds", "penny", "pence"),
)


def _dollar(country: str) -> Currency:
    return Currency(f"{country} dollar", f"{country} dollars", "cent", "cents")


CURRENCIES = {
    "$": _DOLLAR, "US$": Currency("U S dollar", "U S dollars", "cent", "cents"), "SFr": Currency("Swiss franc", "Swiss francs"), "USD": _DOLLAR, "€": _EURO, "EUR": _EURO, "£": _POUND, "GBP": _POUND,
    "¥": Currency("yen", "yen"), "JPY": Currency("yen", "yen"),
    "CNY": Currency("yuan", "yuan"), "RMB": Currency("yuan", "yuan"), "CHF": Currency("Swiss franc",
    "Swiss francs"), "C$": _dollar("Canadian"), "CA$": _dollar("Canadian"), "CAD": _dollar("Canadian"),
    "A$": _dollar("Australian"), "AU$": _dollar("Australian"), "NT$": _dollar("New Taiwan"), "AUD": _dollar("Australian"), "HK$": _dollar("Hong Kong"),
    "S$": _dollar("Singapore"), "NZ$": _dollar("New Zealand"), "₹": Currency("rupee", "rupees"),
    "INR": Currency("rupee", "rupees"), "₽": Currency("ruble", "rubles"),
    "₩": Currency("won", "won"), "₿": Currency("bitcoin", "bitcoin"), "BTC": Currency("bitcoin", "bitcoin"),
    "ETH": Currency("ether", "ether"), "R$": Currency("real", "reais"), "₺": Currency("lira", "lira"),
    "₴": Currency("hryvnia", "hryvnia"), "₪": Currency("shekel", "shekels"),
    "Rs": Currency("rupee", "rupees"), "Rs.": Currency("rupee", "rupees"), "₱": Currency("peso", "pesos"),
    "MX$": Currency("Mexican peso", "Mexican pesos"), "SEK": Currency("Swedish krona", "Swedish kronor"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner"), "DKK": Currency("Danish krone", "Danish kroner"),
    "PLN": Currency("zloty", "zlotys"), "₦": Currency("naira", "naira"), "฿": Currency("baht", "baht"),
    "₫": Currency("dong", "dong"), "SGD": _dollar("Singapore"), "HKD": _dollar("Hong Kong"), "NZD": _dollar("New Zealand"),
    "ZAR": Currency("rand", "rand"), "BRL": Currency("real", "reais"), "KRW": Currency("won", "won"),
}  # fmt: skip
SCALES = {
    "k": "thousand", "thousand": "thousand", "m": "million", "mn": "million", "mm": "million", "mln": "million",
    "million": "million", "b": "billion", "bn": "billion", "billion": "billion",
    "md": "billion", "t": "trillion", "tn": "trillion", "tr": "trillion", "trn": "trillion", "bln": "billion", "trillion": "trillion",
    "crore": "crore", "lakh": "lakh", "lakh crore": "lakh crore",
}  # fmt: skip


_SIGN = any_of([key for key in CURRENCIES if not key.isalpha()])
_CODE = any_of([key for key in CURRENCIES if key.isalpha()])
_SCALE = r"(?:[ -]?(?P<scale>(?i:thousand|million|billion|trillion|lakh crore|crore|lakh|mln|bln|trn|bn|tn|mn|mm|tr|[kmbt]))\b)?"
_SCALED = r"(?i:million|billion|trillion|thousand|mln|bln|trn|bn|tn|mn|[kmbt])(?=[-–])"
_CENTS = re.compile(r"\.\d\d\Z")
PER_NAMES = {
    "s": "second",
    "km": "kilometer",
    "mo": "month",
    "yr": "year",
    "hr": "hour",
    "h": "hour",
    "wk": "week",
    "sq ft": "square foot",
    "kWh": "kilowatt-hour",
    "MWh": "megawatt-hour",
    "lb": "pound",
    "kg": "kilogram",
    "bbl": "barrel",
    "MMBtu": "million B T U",
    "oz": "ounce",
    "gal": "gallon",
    "min": "minute",
    "t": "tonne",
    "sec": "second",
    "ea": "piece",
    "doz": "dozen",
    "cwt": "hundredweight",
    "bu": "bushel",
    "ac": "acre",
    "sf": "square foot",
    "W": "watt",
}
_ABBREVIATED = "mo|yr|wk|hr|min|sec|bbl|gal|lb|oz|ea|doz|cwt|bu|ac|sq ft"  # a dot may follow
_PER = rf"(?:/(?:(?P<per>(?:1 ?)?[MmkK](?= [a-z])|kWh|MWh|GB|MMBtu|W|h|s|t|kg|km|sf)\b|(?P<short>{_ABBREVIATED})\b(?:\.(?=[,;:)]| [a-z+&]))?|(?P<area>sq\. ft\.)|(?P<thing>[a-z]{{3,12}})(?!\w))| ?(?P<rent>pcm|pw)\b)?"
_RENTS = {"pcm": "a month", "pw": "a week"}


def _per(match: re.Match[str]) -> str | None:
    """What an amount is for, as it is written after its slash."""
    return "sq ft" if match["area"] else match["per"] or match["short"] or match["thing"]


def _each(per: str) -> str:
    """What an amount is for.

    >>> _each("mo"), _each("1M"), _each("K")
    ('month', 'million', 'thousand')
    """
    if per[-1] in "MmKk" and len(per) < 4 and per.lstrip("1 ") == per[-1]:
        return SCALES[per[-1].lower()]
    return PER_NAMES.get(per, per)


def _for_each(match: re.Match[str]) -> str:
    """What an amount is for, with *per*; "" where nothing tells."""
    return f" per {_each(each)}" if (each := _per(match)) else ""


def amount(written: str, scale: str | None, currency: Currency, per: str | None, *, single: bool = False) -> str:
    """An amount in words; `single` before a noun (a five-dollar coin).

    >>> amount("19.99", None, CURRENCIES["$"], None), amount("1.5", "bn", CURRENCIES["$"], None), amount("0.50", None, CURRENCIES["£"], None)
    ('nineteen dollars and ninety-nine cents', 'one point five billion dollars', 'fifty pence')
    """
    end = f" {per}" if per in _RENTS.values() else f" per {_each(per)}" if per else ""
    if scale:
        return f"{say_number(written)} {SCALES[scale.lower()]} {currency.one if single else currency.many}{end}"
    whole, _, part = written.replace(" ", "").replace(",", "").partition(".")
    if len(part) == 2 and currency.cents and len(whole) < 12:
        cents = int(part)
        small = f"{cardinal(cents)} {currency.cent if single or cents == 1 else currency.cents}"
        if int(whole) == 0 and cents:
            return small + end
        if currency is CURRENCIES["£"] and cents >= _SAID_ALONE:  # one pound seventy, a three pound ninety-nine fee
            pound = currency.one if single or int(whole) == 1 else currency.many
            return f"{cardinal(int(whole))} {pound} {cardinal(cents)}{end}"
        large = f"{cardinal(int(whole))} {currency.one if single or int(whole) == 1 else currency.many}"
        return (f"{large} and {small}" if cents else large) + end
    return f"{say_number(written)} {currency.one if single or is_one(written) else currency.many}{end}"


_SAID_ALONE = 10  # pence; fewer are named: six pounds and five pence


@rule("money", "".join(sorted({key[0] for key in CURRENCIES if not key[0].isalpha()})) + "A",
      rf"(?<!\w)(?P<currency>{_SIGN}|(?:{_CODE})(?![^\W\d])) ?(?P<number>{NUMBER})(?:(?P<first>{_SCALED})?[-–](?:{_SIGN})?(?P<second>{NUMBER})| to (?P<other>{NUMBER}))?{_SCALE}{_PER}(?![\w]|[.,]\d)")  # fmt: skip
def money(match: re.Match[str]) -> str | None:
    """An amount whose currency comes first.

    >>> money.read("$15bn, $500 million, £2.5m, $19.99, $1, €60bn, $3tn, $1,200, $12k, $10/month, $10-20 million, $14bn–$15bn, $900m-$1bn")
    'fifteen billion dollars, five hundred million dollars, two point five million pounds, nineteen dollars and ninety-nine cents, one dollar, sixty billion euros, three trillion dollars, one thousand two hundred dollars, twelve thousand dollars, ten dollars per month, ten to twenty million dollars, fourteen to fifteen billion dollars, nine hundred million to one billion dollars'
    """
    currency = CURRENCIES[match["currency"]]
    written, scale, single = match["number"], match["scale"], attributive(match)
    per = _RENTS.get(match["rent"]) or _per(match)
    last = match["second"] or match["other"]
    if not last:
        return amount(written, scale, currency, per, single=single)
    until = amount(last, scale, currency, per, single=single)
    if match["first"] and match["first"].lower() != (scale or "").lower():
        return f"{say_number(written)} {SCALES[match['first'].lower()]} to {until}"
    if _CENTS.search(written) and not scale:
        return f"{amount(written, None, currency, None, single=single)} to {until}"
    return f"{say_number(written)} to {until}"


@rule(
    "money-after",
    "9",
    rf"(?P<number>{NUMBER}){_SCALE} ?(?P<currency>{_SIGN}|(?:{_CODE})\b|¢|[cp]\b(?= (?:a|per|on|for|each|off|more|less)\b|/)|(?<=\d)p\b(?=[.,;)]| (?:at|this|dearer|cheaper|to|from|coin|stamp|piece|rise|cut|in)\b)){_PER}(?![\w])",
)
def money_after(match: re.Match[str]) -> str | None:
    """An amount whose currency follows.

    >>> money_after.read("500 USD, 15 €, 99¢, 3 million EUR")
    'five hundred dollars, fifteen euros, ninety-nine cents, three million euros'
    """
    sign = match["currency"]
    if sign == "p" and match["number"] in _LINES:
        return None
    if sign in {"¢", "c", "p"}:
        name = "pence" if sign == "p" else "cent" if is_one(match["number"]) or attributive(match) else "cents"
        per = _for_each(match)
        return f"{say_number(match['number'])} {name}{per}"
    return amount(match["number"], match["scale"], CURRENCIES[sign], _per(match))


_LINES = frozenset({"144", "240", "360", "480", "540", "720", "1080", "1440", "2160", "4320"})  # of a picture


@rule("bills", "$", r"\$(?P<number>[125]|[1-9]0|100)s(?!\w)")
def bills(match: re.Match[str]) -> str:
    """Bills of one kind.

    >>> bills.read("in $20s and $100s")
    'in twenties and hundreds'
    """
    return several(cardinal(int(match["number"])).removeprefix("one "))


@rule("currency-scaled", "€$£", r"(?P<sign>[€$£]) ?(?P<scale>[mMkK]|bn|mn|bln|mln|billion|million|thousand)(?![\w])")
def currency_scaled(match: re.Match[str]) -> str:
    """The head of a column.

    >>> currency_scaled.read("in $M, in £bn")
    'in millions of dollars, in billions of pounds'
    """
    return f"{SCALES[match['scale'].lower()]}s of {CURRENCIES[match['sign']].many}"


@rule("cashtag", "$", r"\$(?P<ticker>(?!MM|BN|US)[A-Z]{2,5})(?![\w$]|\.\w)")
def cashtag(match: re.Match[str]) -> str:
    """A share by its ticker.

    >>> cashtag.read("long $GME, in $M")
    'long G M E, in $M'
    """
    return " ".join(match["ticker"])


@rule("dollar-in-name", "$", r"(?<=[a-z])\$(?=[a-z])")
def dollar_in_name(_match: re.Match[str]) -> str:
    """An s that is written as a dollar.

    >>> dollar_in_name.read("Ke$ha, in $m")
    'Kesha, in $m'
    """
    return "s"


@rule("currency", "€$£¥₿₹₽₩₺₴₪¢", rf"[€$£¥₿₹₽₩₺₴₪¢]{_PER}")
def currency(match: re.Match[str]) -> str:
    """A lone sign.

    >>> currency.read("the € fell, in $/MWh")
    'the euro fell, in dollars per megawatt-hour'
    """
    if match[0][0] == "¢":
        return "cents"
    known = CURRENCIES[match[0][0]]
    per = _for_each(match)
    return f"{known.many}{per}" if per else known.one


@rule(
    "scale",
    "9",
    rf"(?P<number>{NUMBER})(?:(?P<scale>bn|tn|mn|mln|k|K|M)|(?P<counted>[mbB])(?={COUNTED}))(?!\w)",
)
def scale(match: re.Match[str]) -> str | None:
    """A scale before a noun; *m* is meters where nothing is counted, and in the name of a race.

    >>> scale.read("2bn users, 10k followers, 3m users, 1m+ records, 5m new jobs, 300M"), scale.read("5m tall, the 100m finals, a 5k fun run")
    ('two billion users, ten thousand followers, three million users, one million+ records, five million new jobs, three hundred million', '5m tall, the 100m finals, a 5k fun run')
    """
    number = match["number"]
    race = number in _RUNS and _RACE.match(match.string, match.end())
    if race or (
        match["scale"] == "k" and number in _RUNS and _RAN.search(text_before(match.string, match.start(), 12))
    ):
        return None
    if match["scale"] == "K" and number in _RUNS and _THE.search(text_before(match.string, match.start(), 12)):
        return None
    if match["scale"] == "K" and number in {"2", "4", "5", "8", "12", "16"}:
        return None
    if number in _RACES and match["counted"] == "m" and match.string.endswith(("the ", "a ", "'s "), 0, match.start()):
        return None
    return f"{say_number(number)} {SCALES[(match['scale'] or match['counted']).lower()]}"


_RAN = re.compile(r"(?<!\w)(?:[rR]an|[rR]un|[wW]on) (?:the|a|her|his) \Z")
_RACE = re.compile(r" (?:fun |charity |park|trail )?(?:runs?|runners?|race|walk|swim|jog|course|personal best)(?!\w)")
_RUNS = frozenset({"5", "10", "15"})  # kilometers of a race: for the 10K
_THE = re.compile(r"(?<!\w)(?:the|a|her|his|annual|charity|first|Fun|Trot) \Z")
_RACES = frozenset({"50", "60", "100", "110", "200", "400", "800", "1500", "1,500", "3000", "5000", "10000", "10,000"})


@rule("old-money", "9", r"(?P<shillings>\d{1,2})s (?P<pence>1[01]|\d)d(?!\w)")
def old_money(match: re.Match[str]) -> str:
    """Shillings and pence of before 1971.

    >>> old_money.read("earned 12s 6d a week")
    'earned twelve shillings and six pence a week'
    """
    counted = ((match["shillings"], "shilling", "shillings"), (match["pence"], "penny", "pence"))
    return " and ".join(f"{cardinal(int(value))} {one if value == '1' else many}" for value, one, many in counted)


@rule("guineas", "9", rf"(?P<number>{NUMBER}) ?gns(?!\w)")
def guineas(match: re.Match[str]) -> str:
    """What a horse is sold for.

    >>> guineas.read("made 800,000gns")
    'made eight hundred thousand guineas'
    """
    return f"{say_number(match['number'])} guineas"


_PART_OF_CENT = {
    "½": "a half", "1/2": "a half", "¼": "a quarter", "1/4": "a quarter", "¾": "three quarters", "3/4": "three quarters",
    "⅛": "an eighth", "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths",
}  # fmt: skip


@rule("grain", "$", rf"\$(?P<dollars>\d{{1,2}})\.(?P<cents>\d\d) ?(?P<part>{any_of(_PART_OF_CENT)})(?!\d){_PER}")
def grain(match: re.Match[str]) -> str:
    """The price of a bushel, to a fraction of a cent.

    >>> grain.read("at $4.58½, $11.02 1/4 a bushel")
    'at four dollars and fifty-eight and a half cents, eleven dollars and two and a quarter cents a bushel'
    """
    dollars, cents = int(match["dollars"]), int(match["cents"])
    dollar = f"{cardinal(dollars)} dollar{'' if dollars == 1 else 's'}"
    per = _for_each(match)
    return f"{dollar} and {cardinal(cents)} and {_PART_OF_CENT[match['part']]} cents{per}"


@rule("exchange-rate", "/", r"(?<=\d)/(?P<sign>[$€£])(?![\d\w])")
def exchange_rate(match: re.Match[str]) -> str:
    """So many of one currency for one of another.

    >>> exchange_rate.read("the yen at 149.5/$, $2/£1")
    'the yen at 149.5 to the dollar, $2/£1'
    """
    return f" to the {CURRENCIES[match['sign']].one}"


@rule("dollar-of", "A", r"(?<!\w)(?P<sign>US|AU?|CA?|NZ|HK|NT|S)\$(?![\w$]|\.\d)")
def dollar_of(match: re.Match[str]) -> str:
    """A country's dollar, without an amount.

    >>> dollar_of.read("the A$ fell against the US$")
    'the Australian dollar fell against the U S dollar'
    """
    return CURRENCIES[f"{match['sign']}$"].one


@rule("loss", "$€£", r"(?P<sign>[$€£])\((?P<number>\d{1,4}(?:\.\d\d)?)\)(?!\w)")
def loss(match: re.Match[str]) -> str:
    """An amount in brackets, as accountants write what was lost.

    >>> loss.read("a loss of $(0.14), E P S of $(1.20)")
    'a loss of fourteen cents, E P S of minus one dollar and twenty cents'
    """
    lost = _LOSS.search(text_before(match.string, match.start(), 12))
    return ("" if lost else "minus ") + amount(match["number"], None, CURRENCIES[match["sign"]], None)


_LOSS = re.compile(r"\b[lL]oss(?:es)? of \Z")


@rule(
    "half-million",
    "€$£",
    r"(?P<sign>[€$£])(?P<whole>\d{1,3})?(?P<part>[½¼¾]) ?(?P<scale>bn|mn|m|billion|million)(?!\w)",
)
def half_million(match: re.Match[str]) -> str:
    """Half a million, one and a quarter.

    >>> half_million.read("at £½m, roughly, at £1¼m")
    'at half a million pounds, roughly, at one and a quarter million pounds'
    """
    whole, part = match["whole"], {"½": "half", "¼": "quarter", "¾": "three quarters"}[match["part"]]
    article = "" if match["part"] == "¾" else "a "
    number = (
        f"{cardinal(int(whole))} and {article}{part}"
        if whole
        else f"{'half' if match['part'] == '½' else f'{article}{part} of'} a"
    )
    return f"{number} {SCALES[match['scale']]} {CURRENCIES[match['sign']].many}"


RULES_FIRST = (half_million, grain, exchange_rate, dollar_of, loss, old_money, guineas, bills, money, money_after)
RULES = (scale,)
RULES_LAST = (dollar_in_name, currency_scaled, cashtag, currency)
