"""Telephone numbers: 06 12 34 56 78, +33 6…, 0 800 123 456, le 3919, le 118 712."""

from __future__ import annotations

import re

from matinale.spoken.fr.gender import noun_after
from matinale.spoken.fr.nouns import UNCOUNTED
from matinale.spoken.fr.numbers import cardinal, spelled_digits
from matinale.spoken.rules import rule
from matinale.spoken.tables import words


def _pairs(digits: str) -> str:
    """A run of pairs, each as it is said on the telephone: '0612' → 'zéro six, douze'."""
    pairs = [digits[index : index + 2] for index in range(0, len(digits), 2)]
    return ", ".join(f"zéro {cardinal(int(pair[1]))}" if pair[0] == "0" else cardinal(int(pair)) for pair in pairs)


def _group(digits: str) -> str:
    """One group of a number: pairs, or up to three figures as a number."""
    if len(digits) % 2 == 0:
        return _pairs(digits)
    return spelled_digits(digits) if digits[0] == "0" else cardinal(int(digits), bare=True)


@rule(
    "phone",
    "9+(",
    r"(?:(?P<open>\()?(?P<plus>\+|00)(?P<country>\d{1,3})(?P<close>\))?[ .]?(?:\(0\) ?)?(?P<first>\d)|(?P<zero>0[1-9]))(?P<rest>(?:[ .-]?\d\d){4})(?![\w])",
)
def phone(match: re.Match[str]) -> str | None:
    """A French number, by pairs.

    >>> phone.read("06 12 34 56 78"), phone.read("01.40.20.50.50"), phone.read("+33 6 12 34 56 78")
    ('zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit', 'zéro un, quarante, vingt, cinquante, cinquante', 'plus trente-trois six, douze, trente-quatre, cinquante-six, soixante-dix-huit')
    """
    if bool(match["open"]) != bool(match["close"]):
        return None
    rest = _pairs(re.sub(r"\D", "", match["rest"]))
    if match["zero"]:
        return f"{_pairs(match['zero'])}, {rest}"
    plus = "plus" if match["plus"] == "+" else "zéro zéro"
    return f"{plus} {cardinal(int(match['country']))} {cardinal(int(match['first']))}, {rest}"


@rule("phone-abroad", "9+", r"\+(?P<country>\d{1,3})(?P<rest>(?:[ .-]\d{1,4}){2,5})(?!\w|[ .-]\d)")
def phone_abroad(match: re.Match[str]) -> str | None:
    """A foreign number, by its own groups.

    >>> phone_abroad.read("+32 2 123 45 67, +1 212 555 0199")
    'plus trente-deux deux, cent vingt-trois, quarante-cinq, soixante-sept, plus un deux cent douze, cinq cent cinquante-cinq, zéro un, quatre-vingt-dix-neuf'
    """
    groups = re.findall(r"\d+", match["rest"])
    if len("".join(groups)) < 7:
        return None
    return f"plus {cardinal(int(match['country']))} " + ", ".join(map(_group, groups))


@rule("phone-swiss", "9", r"0[2-9]\d \d{3} \d\d \d\d(?!\w|[ .,-]\d)")
def phone_swiss(match: re.Match[str]) -> str:
    """A number of Switzerland, by its groups.

    >>> phone_swiss.read("le 022 918 45 71")
    'le zéro vingt-deux, neuf cent dix-huit, quarante-cinq, soixante et onze'
    """
    area, *groups = match[0].split()
    return f"zéro {cardinal(int(area))}, " + ", ".join(map(_group, groups))


@rule("phone-belgian", "9", r"0\d{1,3}/\d{2,3}(?:[ .]\d\d){2}(?!\w|[ .,-]\d)")
def phone_belgian(match: re.Match[str]) -> str:
    """A number of Belgium, its area before a slash.

    >>> phone_belgian.read("au 0475/12.34.56, au 082/22 45 10, au 02/512 34 56")
    'au zéro quatre cent soixante-quinze, douze, trente-quatre, cinquante-six, au zéro quatre-vingt-deux, vingt-deux, quarante-cinq, dix, au zéro deux, cinq cent douze, trente-quatre, cinquante-six'
    """
    area, *groups = re.findall(r"\d+", match[0])
    return f"zéro {cardinal(int(area))}, " + ", ".join(map(_group, groups))


@rule("phone-american", "9(+", r"(?:\+?1[ -])?\(?(?P<area>[2-9]\d\d)\)?[ -](?P<mid>\d{3})-(?P<last>\d{4})(?!\w|[-,]\d)")
def phone_american(match: re.Match[str]) -> str:
    """A number of Quebec.

    >>> phone_american.read("au 418 555-0142, le 1 800 555-0199, au (514) 555-0117")
    'au quatre un huit, cinq cinq cinq, zéro un quatre deux, le un, huit zéro zéro, cinq cinq cinq, zéro un neuf neuf, au cinq un quatre, cinq cinq cinq, zéro un un sept'
    """
    lead = ["un"] if match[0].lstrip("+")[0] == "1" else []
    return ", ".join([*lead, *map(spelled_digits, (match["area"], match["mid"], match["last"]))])


@rule("phone-toll", "9", r"(?P<head>0 ?8\d\d|08 \d\d)(?P<rest> \d{3} \d{3}|(?: \d\d){3})(?! ?\d|\w)")
def phone_toll(match: re.Match[str]) -> str:
    """0 800 123 456, 0 892 70 12 39.

    >>> phone_toll.read("au 0 800 123 456"), phone_toll.read("0 892 70 02 39")
    ('au zéro huit cent, cent vingt-trois, quatre cent cinquante-six', 'zéro huit cent quatre-vingt-douze, soixante-dix, zéro deux, trente-neuf')
    """
    groups = match["head"].removeprefix("0").strip(), *match["rest"].split()
    return "zéro " + ", ".join(map(_group, groups))


# The short numbers of public and press services, which "le", "au" or "du" is enough to tell.
_SERVICES = words("""
3008 3010 3018 3020 3103 3114 3117 3131 3133 3200 3230 3237 3244 3250 3400 3600 3608 3611 3613 3614 3615 3616 3617
3618 3619 3620 3624 3626 3630 3631 3634 3635 3637 3639 3640 3646 3648 3655 3677 3699 3733 3900 3901 3903 3912 3915
3919 3922 3928 3929 3939 3949 3950 3955 3957 3959 3960 3966 3970 3975 3977 3985 3989 3992 3993 3994 3995
""")
_CALL = re.compile(
    r"(?:appel(?:e[rz]|ant|s?)|compose[rz]|composant|tape[rz]|tapant|joindre|contacte[rz]|joignable|numéros?|téléphone|tél\.|minitel|écoute|plateforme)"
    r" ?:? (?:vert |national |gratuit |unique |court |d'urgence )?(?:le |au |du )?\Z"
)
_ARTICLE = re.compile(r"(?:(?<!\w)(?:[lL]e|[aA]u|[dD]u|[cC]e)|\() ?\Z")


@rule("phone-short", "9", r"(?P<head>3\d) ?(?P<tail>\d\d)(?!\w| ?[%€$£°]|,\d|[ .]\d)")
def phone_short(match: re.Match[str]) -> str | None:
    """39 19: a known one after an article, any other after a word that announces a number; never what is counted.

    >>> phone_short.read("appelez le 3950, en 3919, le 3919, Tapez 3615 Ulla, les 3919 voix, le 3500")
    'appelez le trente-neuf cinquante, en 3919, le trente-neuf dix-neuf, Tapez trente-six quinze Ulla, les 3919 voix, le 3500'
    """
    before, written = match.string[max(0, match.start() - 28) : match.start()].lower(), match["head"] + match["tail"]
    noun = noun_after(match.string, match.end())
    if noun.islower() and noun[-1] in "sx" and noun not in UNCOUNTED:
        return None
    called = _CALL.search(before) or (written in _SERVICES and _ARTICLE.search(before) and match[0] == written)
    return f"{cardinal(int(match['head']))} {_pairs(match['tail'])}" if called or written in {"3615", "3617"} else None


@rule("phone-directory", "9", r"(?P<head>118|116) ?(?P<rest>\d{3})(?!\w|[ .,]\d)")
def phone_directory(match: re.Match[str]) -> str | None:
    """118 712, the numbers of directories, and 116 117, those of Europe's services; not a count.

    >>> phone_directory.read("le 118 712, 118 218 habitants, au 116 117, Le 116 006")
    'le cent dix-huit sept cent douze, 118 218 habitants, au cent seize cent dix-sept, Le cent seize zéro zéro six'
    """
    if not _ARTICLE.search(match.string[max(0, match.start() - 4) : match.start()]):
        return None
    noun = noun_after(match.string, match.end())
    if noun.endswith("s") and noun not in UNCOUNTED:
        return None
    return f"{cardinal(int(match['head']))} {_group(match['rest'])}"


@rule("phone-service", "#*", r"(?P<keys>[*#]{1,2}\d{2,4}(?:[*#]\d{1,15})?[*#])(?!\w)")
def phone_service(match: re.Match[str]) -> str:
    """Codes that a telephone takes, which end with a star or a hash.

    >>> phone_service.read("le #31#, le *100#")
    'le dièse trente et un dièse, le étoile cent dièse'
    """
    parts = re.findall(r"\d+|\D", match["keys"])
    return " ".join({"#": "dièse", "*": "étoile"}.get(each) or _group(each) for each in parts)


_REGISTERED = re.compile(r"(?<!\w)(?:RCS|R\.C\.S\.|SIREN|SIRET|Siren|Siret)(?!\w)[^.;!?\d]{0,40}\Z")


@rule("company-number", "9", r"\d{3}(?: \d{3}){2}(?P<branch> \d{5})?(?!\w|[ .,]\d)")
def company_number(match: re.Match[str]) -> str | None:
    """A French company's number, by its groups.

    >>> company_number.read("SIREN : 812 345 678, un budget de 812 345 678 euros, RCS Lyon 812 345 608")
    'SIREN : huit cent douze, trois cent quarante-cinq, six cent soixante-dix-huit, un budget de 812 345 678 euros, RCS Lyon huit cent douze, trois cent quarante-cinq, six cent huit'
    """
    if not _REGISTERED.search(match.string[max(0, match.start() - 56) : match.start()]):
        return None
    return ", ".join(map(_group, match[0].split()))


@rule(
    "bank-account",
    "A",
    r"(?<!\w)(?P<country>[A-Z]{2})(?P<key>\d\d)(?P<groups>(?: \d{4}){2,7})(?: (?P<last>\d{1,3}))?(?!\w)",
)
def bank_account(match: re.Match[str]) -> str:
    """The number of an account, by pairs.

    >>> bank_account.read("FR76 1021 0000 1234")
    'F R soixante-seize, dix, vingt et un, zéro zéro, zéro zéro, douze, trente-quatre'
    """
    groups = [match["key"], *match["groups"].split(), *([match["last"]] if match["last"] else [])]
    return f"{' '.join(match['country'])} " + ", ".join(map(_group, groups))


RULES = (
    company_number,
    bank_account,
    phone_service,
    phone_belgian,
    phone_american,
    phone_swiss,
    phone,
    phone_abroad,
    phone_toll,
    phone_short,
    phone_directory,
)
