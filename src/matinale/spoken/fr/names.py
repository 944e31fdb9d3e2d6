"""Names with figures: GPT-4o, A380, H100, 5G, 1080p, Covid-19, Web3, C++, J+1, B2B."""

from __future__ import annotations

import re

from matinale.spoken.fr.acronyms import is_word, say_acronym, spelled
from matinale.spoken.fr.numbers import cardinal, say_number, spelled_digits
from matinale.spoken.marks import marked, text_before
from matinale.spoken.rules import rule

PLUS = marked("plus", ipa="plˈys")
_FIXED = {
    "C++": f"C {PLUS} {PLUS}", "C#": "C sharp", "F#": "F sharp", ".NET": "dot net", "B2B": "B to B",
    "B2C": "B to C", "C2C": "C to C", "B2G": "B to G",
    "B2B2C": "B to B to C", "D2C": "D to C", "P2P": "P to P", "G2G": "G to G", "H2O": "H deux O", "CO2": "C O deux",
    "CO₂": "C O deux", "H₂O": "H deux O",
    "A+": f"A {PLUS}", "Disney+": f"Disney {PLUS}", "Canal+": f"Canal {PLUS}", "CANAL+": f"Canal {PLUS}",
    "Apple TV+": f"Apple T V {PLUS}", "Paramount+": f"Paramount {PLUS}", "LGBTQ+": f"L G B T Q {PLUS}",
    "LGBT+": f"L G B T {PLUS}", "TV5": "T V cinq", "M6": "M six", "W3C": "W trois C", "BnF": "B N F", "PM2,5": "P M deux virgule cinq", "WWII": "W W deux", "WW II": "W W deux",
    "49.3": "quarante-neuf trois", "49-3": "quarante-neuf trois", "3D": "trois D", "I/O": "I O",
    "A/B": "A B", "TCP/IP": "T C P I P", "N/A": "non applicable", "ChatGPT+": f"Chat G P T {PLUS}",
    "LGBTQIA+": f"L G B T Q I A {PLUS}", "Node.js": "Node J S", "Vue.js": "Vue J S", "Next.js": "Next J S",
    "EN BREF": "En bref", "pH": "p H", "mc²": "M C deux", "H.264": "H deux cent soixante-quatre", "H.265": "H deux cent soixante-cinq", "s/o": "sans objet",
    "H5N1": "H cinq N un", "H1N1": "H un N un", "H3N2": "H trois N deux", "H7N9": "H sept N neuf",
    "9-3": "neuf trois", "9.3": "neuf trois",
    "4x4": "quatre-quatre", "4×4": "quatre-quatre", "4X4": "quatre-quatre",
    "X/Twitter": "X Twitter", "T°": "température", "A/R": "aller-retour", "a/r": "aller-retour", "IoT": "I O T", "IIoT": "I I O T", "AC/DC": "A C D C", "e-CO2": "e C O deux",
}  # fmt: skip


@rule("name-fixed", "".join(sorted({key[0] for key in _FIXED if not key[0].isalnum()})) + "A9a",
      rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _FIXED), key=len, reverse=True))})(?![\w+#])")  # fmt: skip
def fixed(match: re.Match[str]) -> str | None:
    """Names that no rule could guess.

    >>> fixed.read("en C#, le B2B, H2O, dans le 9-3, un revers 9-3")
    'en C sharp, le B to B, H deux O, dans le neuf trois, un revers 9-3'
    """
    if match[0][1:2] in "x×X" and _LENGTH.match(match.string, match.end()):
        return None  # une pièce de 4x4 m
    if match[0].startswith("49") and not (
        _ARTICLE.search(text_before(match.string, match.start(), 14)) and _NO_FIGURE.match(match.string, match.end())
    ):
        return None  # un score de 49-3, une part de 49.3 %
    if match[0] in {"9-3", "9.3"} and not _COUNTY.search(text_before(match.string, match.start(), 14)):
        return None
    return _FIXED[match[0]]


_COUNTY = re.compile(r"(?<!\w)(?:[dD]ans le|[dD]u|[lL]e) \Z")  # Seine-Saint-Denis, by its number
_LENGTH = re.compile(r" ?[cmk]?m(?!\w)")
# The article of the Constitution by which a law passes without a vote.
_ARTICLE = re.compile(
    r"(?:(?<!\w)(?:[lL]e|[dD]u|[aA]u|[cC]e|[uU]n|[lLdD]es|[aA]ux|deux|trois|quatre|cinq|dix|nouveau|énième|\d{1,2}e|[aA]rt(?:icle|\.)?)|d'un|l'article) \Z"
)
_NO_FIGURE = re.compile(r"(?! ?(?:[%€$°]|[kcm]?[mglWh]\b|Mds?\b|M\b|pour|points?\b|millions?\b|milliards?\b)|[.,]\d)")


def say_figures(digits: str, *, pairs: bool = False) -> str:
    """The figures of a name: 100 → cent, 4090 → quarante quatre-vingt-dix, 3.5 → trois point cinq, 007 → zéro zéro sept.

    >>> say_figures("100"), say_figures("4090", pairs=True), say_figures("3.5"), say_figures("007")
    ('cent', 'quarante quatre-vingt-dix', 'trois point cinq', 'zéro zéro sept')
    """
    if "." in digits:
        return " point ".join(say_figures(part) for part in digits.split("."))
    if digits[0] == "0" and len(digits) > 1:
        return spelled_digits(digits)
    if len(digits) == 4 and pairs and digits[2] != "0":
        return f"{cardinal(int(digits[:2]))} {cardinal(int(digits[2:]))}"
    return say_number(digits)


_SMALL = frozenset({"gpt", "oss", "rtx", "gtx"})  # acronyms that names of files and models write small


def say_letters(letters: str) -> str:
    """The letters of a name: capitals spelled (or a word), words as they are.

    >>> say_letters("GPT"), say_letters("Covid"), say_letters("Ti"), say_letters("o")
    ('G P T', 'Covid', 'Ti', 'o')
    """
    if letters in _SMALL:
        return spelled(letters.upper())
    if len(letters) > 1 and letters.isupper():
        return say_acronym(letters) if len(letters) > 3 or is_word(letters) else spelled(letters)
    return letters


@rule("half-year", "9av", r"(?<!\w)(?P<version>v ?)?(?P<year>[12]\d)H(?P<half>[12])(?!\w)")
def half_year(match: re.Match[str]) -> str:
    """A version of Windows, named for half a year.

    >>> half_year.read("24H2, la v23H2")
    'vingt-quatre H deux, la version vingt-trois H deux'
    """
    version = "version " if match["version"] else ""
    return f"{version}{cardinal(int(match['year']))} H {cardinal(int(match['half']))}"


@rule("countdown", "A", r"(?<!\w)T ?[-–] ?(?=\d{1,3} ?(?:s|sec|min|h|secondes?|minutes?|heures?|jours?)(?!\w))")
def countdown(_match: re.Match[str]) -> str:
    """Before a launch.

    >>> countdown.read("T-10 s, un T-shirt, le T-34")
    'T moins 10 s, un T-shirt, le T-34'
    """
    return "T moins "


@rule("lineage", "A", r"(?<!\w)(?P<letters>[A-Z]{1,4})\.(?P<figures>\d{1,2}(?:\.\d{1,2}){0,3})(?!\w|\.\d)")
def lineage(match: re.Match[str]) -> str:
    """A variant of a virus.

    >>> lineage.read("le variant JN.1, XBB.1.5")
    'le variant J N point un, X B B point un point cinq'
    """
    return f"{spelled(match['letters'])} point {say_figures(match['figures'])}"


@rule(
    "name-figures",
    "Aa",
    r"(?<![\w])(?:(?P<first>[A-Za-zÀ-ÿ]{2,24})-)?(?P<head>[A-Za-zÀ-ÿ]{1,24})(?P<link>[-–]?)(?P<figures>\d{1,5}(?:\.\d{1,3}){0,3})(?P<tail>[A-Za-z]{0,3}\b)?(?P<plus>\+(?!\w))?(?P<more>(?:-(?:\d{1,4}(?:\.\d{1,3})?)?[A-Za-z]{0,10}){0,4})(?![\w])",
)
def name_figures(match: re.Match[str]) -> str | None:
    """Letters and figures in one name.

    >>> name_figures.read("GPT-4o, A380, H100, Covid-19, Web3, G7, x86, M2, Llama-3.1-70B, GPT-4.5")
    'G P T quatre o, A trois cent quatre-vingts, H cent, Covid dix-neuf, Web trois, G sept, x quatre-vingt-six, M deux, Llama trois point un soixante-dix B, G P T quatre point cinq'
    """
    head = match["head"]
    if head in {"d", "l", "n"} and not match["link"]:
        return None
    if head == "x" and not match["link"] and match["figures"] not in {"86", "64"}:
        return f"fois {say_figures(match['figures'])}"
    words = [say_letters(match["first"])] if match["first"] else []
    words += [say_letters(head), say_figures(match["figures"], pairs=head in _PAIRED)]
    if match["tail"]:
        words.append(_TAILS.get(match["tail"]) or say_letters(match["tail"]))
    if match["plus"]:
        words.append(PLUS)
    for piece in re.findall(r"\d+(?:\.\d+)?|[A-Za-z]+", match["more"] or ""):
        words.append(say_figures(piece) if piece[0].isdecimal() else say_letters(piece))
    return " ".join(words)


_TAILS = {"neo": "néo"}  # read otherwise, its e is mute
_PAIRED = frozenset({"RTX", "GTX", "RX"})


@rule("days-from", "A", r"(?<!\w)(?P<day>[JDHMY]) ?(?P<sign>[+-]) ?(?P<figures>\d{1,4})(?!\w|\.\d)")
def days_from(match: re.Match[str]) -> str | None:
    """J+1, J-7, H-2.

    >>> days_from.read("J+1, J-7")
    'J plus un, J moins sept'
    """
    if match["sign"] == "-" and match["day"] not in "JH":
        return None
    if match["day"] in "MY":
        return None
    return f"{match['day']} {PLUS if match['sign'] == '+' else 'moins'} {cardinal(int(match['figures']))}"


@rule(
    "figures-letters",
    "9",
    r"(?<![^\Wx×])(?P<figures>\d{1,5}(?:[.,]\d{1,2})?)-?(?P<letters>[A-Z]{1,4}(?:[a-z]{0,2})|[pioxskn]|bis|ter|th|nd|rd|st|mm|in)(?P<more>-?\d{1,3})?(?P<last>(?<=\d)[A-Z]{1,2})?(?P<plus>\+(?!\w))?(?![\w])",
)
def figures_letters(match: re.Match[str]) -> str | None:
    """5G, 4K, 1080p, 3D, 6E, 12 bis.

    >>> figures_letters.read("la 5G, en 4K, 1080p, 6E, 2FA, 10x, 70B, la 4G+, le 7800X3D")
    'la cinq G, en quatre K, mille quatre-vingts p, six E, deux F A, dix fois, soixante-dix B, la quatre G plus, le sept mille huit cents X trois D'
    """
    letters = match["letters"]
    if letters == "x" and match["more"]:
        return None  # 2x2 voies, 10x15 cm
    if letters == "x":
        return f"{say_number(match['figures'])} fois"
    more = f" {say_figures(match['more'].strip('-'))}" if match["more"] else ""
    figures = match["figures"].replace(",", ".")
    pairs = _PROCESSOR.search(text_before(match.string, match.start(), 12)) is not None
    last = (f" {spelled(match['last'])}" if match["last"] else "") + (f" {PLUS}" if match["plus"] else "")
    return f"{say_figures(figures, pairs=pairs)} {spelled(letters) if letters.isupper() else letters}{more}{last}"


_PROCESSOR = re.compile(r"(?:Ryzen \d|Threadripper|RX|GTX|RTX) \Z")

RULES = (fixed, half_year, countdown, lineage, days_from, name_figures, figures_letters)
