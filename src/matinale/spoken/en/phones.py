"""Telephone numbers, figure by figure."""

from __future__ import annotations

import re

from matinale.spoken.en.nouns import PLURAL_NOUN
from matinale.spoken.en.numbers import spelled_digits
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule


@rule(
    "phone",
    "9+(",
    r"(?:\+?1[ .-])?\(?(?P<area>\d{3})\)?[ ./-](?P<mid>\d{3})[.-](?P<last>\d{4})(?!\w)|\+(?P<country>\d{1,3})(?P<rest>(?:[ .-]?\(?\d{1,5}\)?){2,5})(?!\w)",
)
def phone(match: re.Match[str]) -> str | None:
    """A telephone number, figure by figure.

    >>> phone.read("(555) 123-4567"), phone.read("+44 20 7946 0958")
    ('five five five, one two three, four five six seven', 'plus four four, two zero, seven nine four six, zero nine five eight')
    """
    if match["area"]:
        groups = [match["area"], match["mid"], match["last"]]
        lead = "plus one, " if match[0].startswith("+1") else "one, " if match[0].startswith("1") else ""
        if match["area"] == "800" and lead == "one, ":
            return ", ".join(["one eight hundred", *map(spelled_digits, groups[1:])])
        return lead + ", ".join(map(spelled_digits, groups))
    groups = re.findall(r"\d+", match["rest"])
    if sum(map(len, groups)) < 7:
        return None
    return "plus " + ", ".join(map(spelled_digits, [match["country"], *groups]))


@rule(
    "phone-word",
    "9",
    r"1?-?(?P<area>8(?:00|88|77|66|55|44|33))-(?:(?P<mid>\d{3})-)?(?P<word>[A-Z]{3,10}|[A-Z]{2,8}-[A-Z]{2,8})(?![\w-])",
)
def phone_word(match: re.Match[str]) -> str:
    """A number that is dialled by its letters.

    >>> phone_word.read("call 1-800-FLOWERS, 800-577-TIPS")
    'call one eight hundred flowers, eight hundred five seven seven tips'
    """
    lead = "one " if match[0][0] == "1" else ""
    area = match["area"]
    middle = f"{spelled_digits(match['mid'])} " if match["mid"] else ""
    return f"{lead}{'eight hundred' if area == '800' else spelled_digits(area)} {middle}{match['word'].lower().replace('-', ' ')}"


@rule(
    "phone-short",
    "9",
    r"(?P<mid>\d{3})-(?P<last>\d{4})(?![\w-])|(?P<alone>\d{3})(?!\w|[,.:/-]\d|%| \d)|(?P<line>1\d\d \d{3}|\d{5,6}|(?<=exts to )\d{4}|(?<=ext to )\d{4}|(?P<spam>(?:(?<=, to )|(?<=ed to ))7726))(?!\w|[,.:/-]\d|%| \d)",
)
def phone_short(match: re.Match[str]) -> str | None:
    """555-1234, 911.

    >>> phone_short.read("call 555-1234 or 911, dial 999, ring 181 at night, call 300 voters, she called 112 witnesses, a Porsche 911, a 646 area code, 105, not 999")
    'call five five five, one two three four or nine one one, dial nine nine nine, ring one eight one at night, call 300 voters, she called 112 witnesses, a Porsche 911, a six four six area code, one zero five, not nine nine nine'
    """
    if match["mid"]:
        return f"{spelled_digits(match['mid'])}, {spelled_digits(match['last'])}"
    before = match.string[max(0, match.start() - 40) : match.start()]
    if match["line"]:
        called = _CALLED.search(before) and not PLURAL_NOUN.match(match.string, match.end())
        return ", ".join(map(spelled_digits, match["line"].split())) if called or match["spam"] else None
    if match["alone"] == "911":
        counted = _PEOPLE.match(match.string, match.end())
        return None if counted or text_before(match.string, match.start(), 8).endswith("Porsche ") else "nine one one"
    return spelled_digits(match["alone"]) if _is_dialled(match, before) else None


def _is_dialled(match: re.Match[str], before: str) -> bool:
    """Whether three figures are dialled: an area, a line for emergencies, a city's services."""
    text, end, number = match.string, match.end(), match["alone"]
    if before.endswith("area code ") or _AREA.match(text, end):
        return True
    if _DIALLED.search(before) and not _COUNTED.match(text, end):
        return True
    if number not in _EMERGENCY:
        return False
    if (
        _LINE.match(text, end)
        or _INSTEAD.match(text, end)
        or _INSTEAD_OF.search(before)
        or (number in _EMERGENCY and _WORKS.match(text, end))
        or (number in _SERVICES and before.endswith((" at ", " to ")) and _LEFT_ALONE.match(text, end))
    ):
        return True
    told = _ANOTHER.search(before) or _LINE_IS.search(before) or (before.endswith(" on ") and _POLICE.search(before))
    if told and _LEFT_ALONE.match(text, end):
        return True
    return bool(_CALLED.search(before)) and not PLURAL_NOUN.match(text, end)


_DIALLED = re.compile(r"\b(?:dial|dialing|dialling|ring|call|try)(?:s|ed)? \Z", re.I)
_COUNTED = re.compile(
    r" (?:(?!for|at|on|in|to|if|and|or|when|from)[a-z-]+ )?(?:[a-z]+s|people|men|women|children)(?!\w)"
)
_EMERGENCY = frozenset({"999", "112", "111", "101", "105", "116", "119", "211", "311", "411", "511", "988", "000"})
_SERVICES = frozenset({"211", "311", "411", "511", "988"})
_INSTEAD, _INSTEAD_OF = re.compile(r", not \d{3}(?!\d|,\d)"), re.compile(r"(?<!\d)\d{3}, not \Z")  # it is 105, not 999
_WORKS = re.compile(r" works (?:all|across|everywhere|anywhere|in|from|on|even|too)\b")
_LEFT_ALONE = re.compile(r"[.,;]|\Z| from| or \(?\d{3}[-)]")
_LINE_IS = re.compile(r"\b(?:line|number|helpline|hotline|lifeline) is \Z")
_ANOTHER = re.compile(r"\b(?:ring|call|dial) (?:111|101|999|112|911)\b.*, \Z")  # ring 111; for the police, 101
_POLICE = re.compile(r"\b(?:police|officers|NHS|council|Crimestoppers|coastguard)\b")
_PEOPLE = re.compile(
    r" (?:people|men|women|children|homes|houses|miles|acres|days|votes|cases|deaths|new|words|pages|jobs)\b"
)
_AREA = re.compile(r" area code\b")
_LINE = re.compile(r" (?:[a-z]+ )?(?:lifeline|hotline|helpline|line|calls?|callers?|dispatchers?|operators?)\b")
_CALLED = re.compile(
    r"\b(?:dial|dialing|dialling|call|calling|ring|phone|text|texting|contact|reach|helpline|hotline|Samaritans)(?:s|ed|led)?\b[^.;!?]{0,32}\Z",
    re.I,
)


@rule(
    "phone-national",
    "9(",
    r"\(?0\d{2,4}\)?(?:[ -]\d{3,4}){2}(?!\w|[-,]\d)|0\d{3,4} \d{6}(?!\w|[-,]\d)|0\d(?:[ .]\d\d){4}(?!\w|[-,]\d)|0[38]\d\d \d{4}(?!\w|[-,]\d)",
)
def phone_national(match: re.Match[str]) -> str:
    """A number of Britain, or of another country that dials a nought first.

    >>> phone_national.read("020 7946 0958, 07700 900123, (0161) 496 0000, 0800 731 0199")
    'zero two zero, seven nine four six, zero nine five eight, zero seven seven zero zero, nine zero zero one two three, zero one six one, four nine six, zero zero zero zero, oh eight hundred, seven three one, oh one nine nine'
    """
    head, *rest = re.findall(r"\d+", match[0])
    free = {"0800": "oh eight hundred", "0300": "oh three hundred"}.get(head)
    if free:
        return ", ".join([free, *(spelled_digits(each).replace("zero", "oh") for each in rest)])
    return ", ".join(map(spelled_digits, [head, *rest]))


@rule("phone-indian", "9", r"[6-9]\d{4} \d{5}(?!\w|[ ,.-]\d)")
def phone_indian(match: re.Match[str]) -> str | None:
    """A mobile number of India, after a word that announces it.

    >>> phone_indian.read("tel 98400 12345, WhatsApp 98765 43210, 98400 12345")
    'tel nine eight four zero zero, one two three four five, WhatsApp nine eight seven six five, four three two one zero, 98400 12345'
    """
    if not _CALLED_AT.search(text_before(match.string, match.start(), 12)):
        return None
    return ", ".join(map(spelled_digits, match[0].split()))


_CALLED_AT = re.compile(r"(?:\b(?:tel|mob|ph|phone|call|WhatsApp|contact|ring|text|dial)[.:]? |\+91 )\Z", re.I)


@rule("phone-australian", "9", r"1(?P<line>[38])00(?P<rest>(?: \d{3}){2})(?!\w|[ ,.]\d)")
def phone_australian(match: re.Match[str]) -> str:
    """A number of Australia that costs little or nothing.

    >>> phone_australian.read("call 1800 022 222, on 1300 555 010")
    'call one eight hundred, zero two two, two two two, on one three hundred, five five five, zero one zero'
    """
    head = "one eight hundred" if match["line"] == "8" else "one three hundred"
    return ", ".join([head, *map(spelled_digits, match["rest"].split())])


RULES = (phone_indian, phone_australian, phone, phone_word, phone_national, phone_short)
