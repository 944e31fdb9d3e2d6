"""French number words: cardinals, ordinals, decimals, and their agreement.

The words below a thousand come from num2words; how they are joined, and how *vingt*, *cent*, *un* and *million* agree,
is ours (Grevisse, Le Bon Usage, §§ 599–602).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

# An integer with any kind of thousands separator that `normalise` leaves.
INTEGER = r"(?>\d{1,3}(?: \d{3}){1,6}(?!\d)|\d{1,3}(?:\.\d{3}){1,6}(?![\d.]|,\d{4})|\d{1,3}(?:'\d{3}){1,6}(?!\d)|\d+)"
NUMBER = rf"(?>{INTEGER}(?:,\d+)?)"
LOOSE = rf"(?:\d+\.\d{{1,2}}(?![\d.])|{NUMBER})"  # the English decimal point too, where a unit follows

_LARGEST = 15  # digits; longer numbers are read digit by digit


@cache
def _below_thousand(value: int) -> str:
    return _num2words()(value)


@cache
def _num2words() -> Callable[[int], str]:
    from num2words.lang_FR import Num2Word_FR

    return cast("Callable[[int], str]", Num2Word_FR().to_cardinal)


@lru_cache(maxsize=65536)
def cardinal(value: int, *, feminine: bool = False, bare: bool = False) -> str:
    """A cardinal in words. `bare`: a numeral that stands for a rank (page 80, l'an 1980), which never agrees.

    >>> cardinal(71), cardinal(80), cardinal(200), cardinal(1999)
    ('soixante et onze', 'quatre-vingts', 'deux cents', 'mille neuf cent quatre-vingt-dix-neuf')
    >>> cardinal(21, feminine=True), cardinal(80, bare=True), cardinal(200_000), cardinal(80_000_000)
    ('vingt et une', 'quatre-vingt', 'deux cent mille', 'quatre-vingts millions')
    >>> cardinal(3_000_000_000_000)
    'trois mille milliards'
    """
    parts: list[str] = []
    rest = value
    for unit, name in ((10**9, "milliard"), (10**6, "million")):
        count, rest = divmod(rest, unit)
        if count:
            parts.append(f"{cardinal(count)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(rest, 1000)
    if thousands:
        parts.append("mille" if thousands == 1 else f"{_invariable(_below_thousand(thousands))} mille")
    if rest or not parts:
        last = _below_thousand(rest)
        if bare:
            last = _invariable(last)
        if feminine and rest % 10 == 1 and rest % 100 not in {11, 71, 91}:
            last += "e"
        parts.append(last)
    return " ".join(parts)


def _invariable(words: str) -> str:
    """*vingt* and *cent* take no s before *mille*, and none in a rank."""
    return words[:-1] if words.endswith(("vingts", "cents")) else words


@lru_cache(maxsize=8192)
def ordinal(value: int, *, feminine: bool = False) -> str:
    """An ordinal in words.

    >>> ordinal(1), ordinal(1, feminine=True), ordinal(21), ordinal(80), ordinal(75), ordinal(200), ordinal(1000)
    ('premier', 'première', 'vingt et unième', 'quatre-vingtième', 'soixante-quinzième', 'deux centième', 'millième')
    """
    if value == 1:
        return "première" if feminine else "premier"
    words = cardinal(value, bare=True)
    for ending, change in (("neuf", "neuvième"), ("cinq", "cinquième"), ("millions", "millionième"), ("un", "unième")):
        if words.endswith(ending):
            return words[: -len(ending)] + change
    return words.removesuffix("e").removesuffix("s" if words.endswith("milliards") else "") + "ième"


def fraction_digits(digits: str) -> str:
    """What follows the comma: up to three digits as a number, four by pairs, more one by one.

    >>> fraction_digits("5"), fraction_digits("05"), fraction_digits("75"), fraction_digits("141")
    ('cinq', 'zéro cinq', 'soixante-quinze', 'cent quarante et un')
    >>> fraction_digits("0845"), fraction_digits("14159"), fraction_digits("00")
    ('zéro huit quarante-cinq', 'un quatre un cinq neuf', 'zéro zéro')
    """
    if len(digits) > 4 or not digits.strip("0"):
        return spelled_digits(digits)
    if len(digits) == 4 and digits[0] != "0" and digits[2] != "0":
        return f"{cardinal(int(digits[:2]))} {cardinal(int(digits[2:]))}"
    if len(digits) == 4:
        return f"{fraction_digits(digits[:2])} {fraction_digits(digits[2:])}"
    value = digits.lstrip("0")
    return "zéro " * (len(digits) - len(value)) + cardinal(int(value))


def spelled_digits(digits: str) -> str:
    """One by one: '007' → 'zéro zéro sept'."""
    return " ".join(map(_below_thousand, map(int, digits)))


_SEPARATORS = str.maketrans("", "", " .'")


def split_number(written: str) -> tuple[str, str]:
    """The digits before and after the decimal sign of a matched `NUMBER` or `LOOSE`.

    >>> split_number("10 000,50"), split_number("1.500"), split_number("2.5"), split_number("3,14")
    (('10000', '50'), ('1500', ''), ('2', '5'), ('3', '14'))
    """
    whole, comma, part = written.partition(",")
    if not comma and re.fullmatch(r"\d+\.\d{1,2}", written):
        whole, _, part = written.partition(".")
    return whole.translate(_SEPARATORS), part


def value_of(written: str) -> float:
    """The value, for plural and singular (anything from 2 on is plural in French)."""
    whole, part = split_number(written)
    if len(whole) > _LARGEST:
        return float("inf")
    return float(f"{whole}.{part or 0}")


def plural(written: str) -> bool:
    """Whether the noun after this number is plural: 1,9 is not, 2 is."""
    return value_of(written) >= 2


@lru_cache(maxsize=65536)
def say_number(written: str, *, feminine: bool = False, bare: bool = False) -> str:
    """A matched number in words.

    >>> say_number("10 000,5"), say_number("0,05"), say_number("007"), say_number("1", feminine=True)
    ('dix mille virgule cinq', 'zéro virgule zéro cinq', 'zéro zéro sept', 'une')
    """
    whole, part = split_number(written)
    if len(whole) > _LARGEST or (len(whole) > 1 and whole[0] == "0" and not part):
        return spelled_digits(whole) + (f" virgule {fraction_digits(part)}" if part else "")
    words = cardinal(int(whole), feminine=feminine and not part, bare=bare)
    return f"{words} virgule {fraction_digits(part)}" if part else words


def before_noun(written: str, *, feminine: bool = False, noun: str = "") -> str:
    """A number before a noun: *million* and *milliard* that end it ask for *de*.

    >>> before_noun("2 000 000", noun="euros"), before_noun("21", feminine=True), before_noun("1 000 000", noun="francs")
    ("deux millions d'euros", 'vingt et une', 'un million de francs')
    """
    words = say_number(written, feminine=feminine)
    if not noun:
        return words
    scaled = words.endswith(("million", "millions", "milliard", "milliards"))
    return f"{words} {with_de(noun) if scaled else noun}"


def with_de(noun: str) -> str:
    """*de*, or *d'* before a vowel: d'euros, de dollars, d'habitants, de yens."""
    return f"d'{noun}" if elides(noun) else f"de {noun}"


_ASPIRATED = tuple(
    """
hache hachoir hack haie haine hall halal halte hamac hamburger hameau hamster hanche hand hangar hanneton harc hardware
hareng haricot harki harnais harpe hasard hash haus haut havre hedge hennissement hernie héron héros hérisson hertz
hêtre heurt hibou hiérarch hipster hiss hobby hockey hold hollandais homard hongrois honte hooligan hors hot hotte houle
housse houthi hub hublot huche huguenot huit hurl hussard hutte
""".split()
)


def elides(word: str) -> bool:
    """Whether *le* and *de* lose their vowel before this word."""
    first = word[:1].lower()
    if first == "h":
        return not word.lower().startswith(_ASPIRATED)
    return first in "aeiouéèêàâîïôœæ" and not word.lower().startswith(("onz", "oui", "ouistiti", "un virgule"))
