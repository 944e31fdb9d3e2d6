"""Times of day and durations: 14 h 30, 8h30, 2h, 14:30, 1 min 30, 24h/24."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matinale.spoken.fr.numbers import cardinal, ordinal
from matinale.spoken.rules import rule


def _count(value: int, name: str) -> str:
    return f"{cardinal(value, feminine=True)} {name}{'s' if value > 1 else ''}"


@rule(
    "always", "9", r"(?:24 ?[hH] ?/ ?24|[1-7] ?j ?/ ?7|24/7)(?P<more>(?: et|,)? (?:24 ?h ?/ ?24|[1-7] ?j ?/ ?7))?(?!\w)"
)
def always(match: re.Match[str]) -> str:
    """Round the clock.

    >>> always.read("24h/24, ouvert 7j/7"), always.read("24h/24 et 7j/7"), always.read("24/7")
    ('vingt-quatre heures sur vingt-quatre, ouvert sept jours sur sept', 'vingt-quatre heures sur vingt-quatre et sept jours sur sept', 'vingt-quatre heures sur vingt-quatre, sept jours sur sept')
    """
    hours, days = "vingt-quatre heures sur vingt-quatre", "sept jours sur sept"
    written = match[0].replace(" ", "").lower()
    counted = re.search(r"([1-6])j/7", written)
    if counted:
        days = f"{cardinal(int(counted[1]))} jours sur sept"
    if written == "24/7":
        return f"{hours}, {days}"
    first = hours if written.startswith("24") else days
    if not match["more"]:
        return first
    link = " et " if " et " in match[0] else ", " if "," in match["more"] else " "
    return f"{first}{link}{days if first is hours else hours}"


@rule(
    "clock",
    "9",
    r"(?P<hour>\d{1,3}) ?(?:h|H)(?: ?(?P<minute>[0-5]\d)(?: ?(?P<m>min|mn|m))?(?: ?(?P<second>[0-5]?\d) ?s)?)?(?!\w|/(?!\d{1,2} ?h|[a-z]))(?P<to>[-–/](?=\d))?",
)
def clock(match: re.Match[str]) -> str:
    """Hours and minutes.

    >>> clock.read("en 2 h 21 min 8 s, 1h02min03s")
    'en deux heures vingt et une minutes huit secondes, une heure deux minutes trois secondes'
    >>> clock.read("14 h 30, 8h30, 2h, 21h, 0h05, 1 h 30 min, de 8h à 10h, 8h-10h")
    'quatorze heures trente, huit heures trente, deux heures, vingt et une heures, zéro heure cinq, une heure trente, de huit heures à dix heures, huit heures à dix heures'
    """
    hours = _count(int(match["hour"]), "heure")
    minute, second = match["minute"], match["second"]
    if minute and (int(minute) or second):
        hours += f" {cardinal(int(minute), feminine=True)}" if not second else f" {_count(int(minute), 'minute')}"
    if second:
        hours += f" {_count(int(second), 'seconde')}"
    if match["to"] == "/" and match.string[max(0, match.start() - 1) : match.start()] in {"-", "–"}:
        return hours + ", "  # 10h-12h/14h-18h
    return hours + (" à " if match["to"] else "")


@rule("clock-dot", "9", r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d) ?(?:h|heures)(?!\w|/)")
def clock_dot(match: re.Match[str]) -> str:
    """17.30 h, as the Swiss write it.

    >>> clock_dot.read("à 17.30 h, dès 9.00 h, à 20.15 heures")
    'à dix-sept heures trente, dès neuf heures, à vingt heures quinze'
    """
    minute = int(match["minute"])
    return _count(int(match["hour"]), "heure") + (f" {cardinal(minute, feminine=True)}" if minute else "")


@rule(
    "clock-colon",
    "9",
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\w:]|,\d)(?P<to>[-–](?=\d))?",
)
def clock_colon(match: re.Match[str]) -> str:
    """14:30, 09:05:10.

    >>> clock_colon.read("à 14:30, 09:00, 10:05:21, un clip de 3:45")
    'à quatorze heures trente, neuf heures, dix heures cinq minutes et vingt et une secondes, un clip de trois minutes quarante-cinq'
    """
    hours, minute = _count(int(match["hour"]), "heure"), int(match["minute"])
    if not match["second"] and _LONG.search(match.string[max(0, match.start() - 12) : match.start()]):
        return f"{_count(int(match['hour']), 'minute')} {cardinal(minute, feminine=True)}"
    if match["second"]:
        return f"{hours} {_count(minute, 'minute')} et {_count(int(match['second']), 'seconde')}"
    return hours + (f" {cardinal(minute, feminine=True)}" if minute else "") + (" à " if match["to"] else "")


# What lasts minutes and seconds.
_LONG = re.compile(
    r"(?<!\w)(?:longues? de|longs? de|durée de|dure|clip de|vidéo de|chanson de|morceau de|titre de|plage de) \Z"
)


@rule(
    "slot",
    "9",
    r"(?P<start>\d{1,2})/(?P<end>\d{1,2})(?= (?:de |d'|sur )?(?:France|Europe|RTL|RMC|BFM|LCI|CNews|Inter|RTS|Sud Radio)(?!\w))",
)
def slot(match: re.Match[str]) -> str | None:
    """A programme that has its hours for a name.

    >>> slot.read("le 7/10 de France Inter, 7/10 de France")
    'le sept dix de France Inter, 7/10 de France'
    """
    if not _PROGRAMME.search(match.string[max(0, match.start() - 9) : match.start()]):
        return None
    return f"{cardinal(int(match['start']))} {cardinal(int(match['end']))}"


_PROGRAMME = re.compile(r"(?<!\w)(?:[lL]e|[dD]u|[aA]u|matinale|tranche) \Z")


@rule(
    "duration", "9", r"(?P<minute>\d{1,3})(?: ?(?:min|mn)\.? ?|')(?P<second>[0-5]\d)(?: ?(?P<s>s|sec|''|\"))?(?![\w])"
)
def duration(match: re.Match[str]) -> str:
    """1 min 30, 3 min 05 s, 1'30.

    >>> duration.read("1 min 30, 3 min 05 s, 1'30")
    'une minute trente, trois minutes cinq secondes, une minute trente'
    """
    second = int(match["second"])
    last = _count(second, "seconde") if match["s"] in {"s", "sec"} else cardinal(second, feminine=True)
    return f"{_count(int(match['minute']), 'minute')} {last}"


@rule("shape", "9", r"(?P<over>4|16|21|32):(?P<under>3|9)(?![\w:])")
def shape(match: re.Match[str]) -> str:
    """The shape of a picture: 16:9, 4:3.

    >>> shape.read("un écran 16:9, une photo 4:3")
    'un écran seize neuvièmes, une photo quatre tiers'
    """
    return f"{cardinal(int(match['over']))} {'tiers' if match['under'] == '3' else ordinal(int(match['under'])) + 's'}"


@rule("proportion", "9", r"(?P<first>\d{1,3}):(?=\d{1,6}(?![\w:]|\.\d))")
def proportion(match: re.Match[str]) -> str | None:
    """Any other two figures with a colon: odds, a proportion, the score of a match; not the first of a longer row.

    >>> proportion.read("une cote de 3:1, de 0:3, 1:2:3, Bienne s'est incliné 5:2")
    "une cote de trois pour 1, de zéro pour 3, 1:2:3, Bienne s'est incliné cinq à 2"
    """
    if match.string[max(0, match.start() - 1) : match.start()] in {":", "."}:
        return None
    played = _PLAYED.search(match.string[max(0, match.start() - 40) : match.start()])
    return f"{cardinal(int(match['first']))} {'à' if played else 'pour'} "


# Words before the score of a match.
_PLAYED = re.compile(
    r"(?<!\w)(?:(?:s')?(?:incline|impose)|incliné|imposé|battu|bat|gagn(?:e|é|er|ent)|victoires?|défaites?|perd|perdu|mène|mené|emporté?|score|nul"
    r"|vainqueur|succès|revers|domin(?:e|é)|écras(?:e|é)|corrig(?:e|é))(?:e?s)? [^.:;]{0,24}\Z"
)


@rule(
    "chronometer",
    "9",
    r"(?:(?P<hour>\d{1,2}) ?h ?)?(?:(?P<minute>\d{1,3})' ?)?(?:(?P<second>\d{1,2})(?:''|\")(?P<hundredth>\d{1,3})?|(?<=h\d\d')(?P<last>\d\d))(?!\w)",
)
def chronometer(match: re.Match[str]) -> str | None:
    """Times in primes, as in sports: 9''58, 1h59'40'', 3'26''12; 27'' alone is a size.

    >>> chronometer.read("9''58, 1h59'40'', 3'26''12, 27'', en 2h06'27")
    "neuf secondes cinquante-huit, une heure cinquante-neuf minutes quarante secondes, trois minutes vingt-six secondes douze, 27'', en deux heures six minutes vingt-sept"
    """
    if not (match["hour"] or match["hundredth"]):
        return None
    named = ((match["hour"], "heure"), (match["minute"], "minute"), (match["second"], "seconde"))
    return _lasting(named, match["hundredth"] or match["last"] or "")


def _lasting(named: Iterable[tuple[str | None, str]], part: str) -> str:
    """Hours, minutes and seconds, as far as they are told, and the figures of a part of a second."""
    said = " ".join(_count(int(value), name) for value, name in named if value)
    return f"{said} {'zéro ' if part[0] == '0' else ''}{cardinal(int(part))}" if part else said


@rule(
    "chronometer-colon",
    "9",
    r"(?:(?P<hour>\d{1,2}):)?(?P<minute>\d{1,2}):(?P<second>[0-5]\d)[.,](?P<part>\d{1,3})(?!\w|[.,]\d)",
)
def chronometer_colon(match: re.Match[str]) -> str:
    """The time of a lap or a race, as timekeepers print it.

    >>> chronometer_colon.read("en 1:26.204, 2:01:09,5")
    'en une minute vingt-six secondes deux cent quatre, deux heures une minute neuf secondes cinq'
    """
    named = ((match["hour"], "heure"), (match["minute"], "minute"), (match["second"], "seconde"))
    return _lasting(named, match["part"])


@rule("match-minute", "9", r"(?P<minute>\d{1,3})(?:'|e)(?P<added> ?\+ ?\d{1,2})?'?(?![\w'\"])")
def match_minute(match: re.Match[str]) -> str | None:
    """A minute of a match (à la 21', (90'+4)), or so many minutes (52').

    >>> match_minute.read("à la 21', Mbappé (90'+4), au 3', un film de 52', 90e")
    "à la vingt et unième minute, Mbappé (quatre-vingt-dixième minute plus quatre), au 3', un film de cinquante-deux minutes, 90e"
    >>> match_minute.read("Laissez reposer 30'. Cuire 20' puis 10', Arc 30'")
    "Laissez reposer trente minutes. Cuire vingt minutes puis dix minutes, Arc 30'"
    """
    before = match.string[max(0, match.start() - 16) : match.start()]
    number = int(match["minute"])
    if match[0][len(match["minute"])] == "e" and not match["added"]:
        return None
    if match["added"] or _IN_MATCH.search(before):
        added = f" plus {cardinal(int(match['added'].strip(' +')))}" if match["added"] else ""
        return f"{ordinal(number, feminine=True)} minute{added}"
    lasting = _LASTING.search(before) or _COOKED.match(match.string, match.end())
    return _count(number, "minute") if lasting else None


@rule("episodes", "9", r"(?P<times>\d{1,3}) ?[x×] ?(?P<minutes>\d{1,3}) ?(?:'|min|mn)(?![\w'\"])")
def episodes(match: re.Match[str]) -> str:
    """So many programmes of so many minutes.

    >>> episodes.read("doc. 2x52' sur Godard")
    'doc. deux fois cinquante-deux minutes sur Godard'
    """
    return f"{cardinal(int(match['times']))} fois {_count(int(match['minutes']), 'minute')}"


_COOKED = re.compile(r" (?:puis \d{1,3}'|de (?:cuisson|repos|préparation)|au (?:four|frais)|à feu|à \d{2,3} ?°)")
_IN_MATCH = re.compile(r"(?:(?<!\w)(?:la|les) |[A-Za-zà-ÿ]{3} ?\(|[^\W\d_]{3},? \(?\d{1,3}', )\Z")
_LASTING = re.compile(
    r"(?:(?<!\w)(?:de|en|après|pendant|durant|dure|encore|à|durée|environ"
    # in a kitchen
    r"|cui(?:re|t|sez|sson)|repos(?:er?|ez)|mijot(?:er?|ez)|marin(?:er?|ez)|infus(?:er?|ez)|lever|refroidir|revenir|dorer|griller|bouillir|pocher|tremper|chauff(?:er?|ez)"
    r"|four|frais|préparation|\d{1,3}' puis)|:) \Z|\A\Z|(?<!\w)(?:de|cuire|pendant|encore) \d{1,3}[-–]\Z",
    re.I,
)

RULES = (
    episodes,
    slot,
    always,
    chronometer,
    chronometer_colon,
    clock,
    clock_dot,
    shape,
    clock_colon,
    duration,
    match_minute,
    proportion,
)
