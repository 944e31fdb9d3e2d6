"""Words that programmes, classifieds and tables shorten: 4 pers., 2 sem., bât. C, rens., le cdt Morel, 8 v., 2 n."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import LOOSE, before_noun, cardinal, plural
from matinale.spoken.fr.units import PER
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule
from matinale.spoken.series import EPISODE

# After a number: singular, plural, whether it is feminine. Those of the second table need their dot.
_LOOSE_NOUNS = {
    "pers": ("personne", "personnes", True), "sem": ("semaine", "semaines", True), "enf": ("enfant", "enfants", False),
    "hab": ("habitant", "habitants", False), "chbr": ("chambre", "chambres", True),
    "chbre": ("chambre", "chambres", True), "chbres": ("chambre", "chambres", True), "pce": ("pièce", "pièces", True),
    "pces": ("pièce", "pièces", True), "spect": ("spectateur", "spectateurs", False), "sdb": ("salle de bains", "salles de bains", True), "bpm": ("battement par minute", "battements par minute", False),
}  # fmt: skip
_DOTTED_NOUNS = {
    "ad": ("adulte", "adultes", False), "pl": ("place", "places", True),
    "ép": ("épisode", "épisodes", False), "vol": ("volume", "volumes", False), "ex": ("exemplaire", "exemplaires", False),
    "p": ("pièce", "pièces", True), "ét": ("étage", "étages", False), "pt": ("point", "points", False), "pts": ("point", "points", False),
    "trim": ("trimestre", "trimestres", False), "coll": ("collection", "collections", True),
    "grat": ("gratuit", "gratuits", False), "min": ("minute", "minutes", True), "sec": ("seconde", "secondes", True),
    "jrs": ("jour", "jours", False), "ch": ("chambre", "chambres", True), "ann": ("année", "années", True), "fr": ("franc", "francs", False),
}  # fmt: skip
_NOUNS = _LOOSE_NOUNS | _DOTTED_NOUNS
_PER = {key: f"par {name}" for key, name in PER.items()} | {"table": "par table"}


def _any_of(table: dict[str, object] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=lambda word: (-len(word), word)))


_SERVED = re.compile(r"(?:(?<!\w)[pP]our|[rR]ecette[^.;]*) \Z")  # 4 p.


@rule(
    "counted-noun",
    "9",
    rf"(?P<number>{LOOSE}) ?(?:(?P<loose>{_any_of({**_LOOSE_NOUNS})})(?P<loose_dot>\.?)"
    rf"|(?P<dotted>{_any_of({**_DOTTED_NOUNS})})(?P<dot>\.))(?: ?/ ?(?P<per>{_any_of(_PER)})\.?)?(?![\w/²])",
)
def counted_noun(match: re.Match[str]) -> str | None:
    """A shortened noun after its number; the dot stays where a sentence ends.

    >>> counted_noun.read("un appartement de 3 p., p. 3")
    'un appartement de trois pièces, p. 3'
    >>> counted_noun.read("au 3 pl. Bellecour, 8 pl. de la Gare, 3 pl. de cinéma")
    'au trois, place Bellecour, huit, place de la Gare, trois places de cinéma'
    >>> counted_noun.read("Grasset, 312 p., 19 €, vers 1920 p. 3")
    'Grasset, trois cent douze pages, 19 €, vers 1920 p. 3'
    >>> counted_noun.read("4 pers., 1 sem. de repos, 2 ad. et 3 enf., 120 bpm, 90 hab./km², 21 pers. Le tarif, vol. 3")
    'quatre personnes, une semaine de repos, deux adultes et trois enfants, cent vingt battements par minute, quatre-vingt-dix habitants par kilomètre carré, vingt et une personnes. Le tarif, vol. 3'
    """
    sign = match["loose"] or match["dotted"]
    one, many, feminine = _NOUNS[sign]
    if sign == "ch" and len(match["number"]) > 1:
        return None  # horses of a car
    if sign == "pl" and _is_address(match):
        return f"{before_noun(match['number'])}, place"
    if sign in {"vol", "ex"} and _RANK_NEXT.match(match.string, match.end()):
        return None  # "en 2024, vol. 3": the dot announces the next number
    if sign == "p" and _SERVED.search(match.string[max(0, match.start() - 24) : match.start()]):
        return f"{before_noun(match['number'], noun='personne' + 's' * plural(match['number']), feminine=True)}"
    if sign == "p" and not _HOME.search(match.string[max(0, match.start() - 24) : match.start()]):
        if (
            len(match["number"]) == 1
            or match.string[match.end("number")] != " "
            or _RANK_NEXT.match(match.string, match.end())
        ):
            return None
        one, many = "page", "pages"
    said = before_noun(match["number"], feminine=feminine, noun=many if plural(match["number"]) else one)
    per = f" {_PER[match['per']]}" if match["per"] else ""
    return said + per + ("." if match[0].endswith(".") and _ends(match.string, match.end()) else "")


_ADDRESS = re.compile(r" (?:de la |de l'|du |des |de |d'|[A-ZÀ-Þ]\.-? ?)[A-ZÀ-Þ]")
_CAPITAL, _LOCATED = re.compile(r" [A-ZÀ-Þ]"), re.compile(r"(?<!\w)(?:[aA]u|[dD]u|située?|sis) \Z")


_SEATS = re.compile(r"(?<!\w)(?:de|d'|reste|restent|encore|compte|offre) \Z")


def _is_address(match: re.Match[str]) -> bool:
    """Whether a number is a house's, and *pl.* a square: au 3 pl. Bellecour, 8 pl. de la Gare."""
    text, before = match.string, match.string[max(0, match.start() - 9) : match.start()]
    located = _CAPITAL.match(text, match.end()) and _LOCATED.search(before)
    return bool(located) or bool(_ADDRESS.match(text, match.end()) and not _SEATS.search(before))


_HOME = re.compile(
    r"(?:(?:m²|m2),|[aA]ppartement|[aA]p{1,2}t?\.?|[aA]ppart\.?|[mM]aison|[lL]ogement|[sS]tudio|[vV]illa|[lL]oft)(?: de)? \Z"
)
_RANK_NEXT = re.compile(r" ?\d")
_RULES = rules_for("fr")
_NEXT_SENTENCE = re.compile(r"\Z| ?[»\"”]| [A-ZÀ-Þ](?![A-ZÀ-Þ])")


def _ends(text: str, end: int) -> bool:
    """Whether a sentence ends at `end`, where the dot of a word that no name follows stands."""
    return _NEXT_SENTENCE.match(text, end) is not None


@rule(
    "record",
    "9",
    r"(?P<won>\d{1,2}) ?[vV]\.?(?:,|;| -|-| et)? ?(?:(?P<drawn>\d{1,2}) ?[nN]\.?(?:,|;| -|-| et)? ?)?(?P<lost>\d{1,2}) ?[dDpP](?P<dot>\.?)(?!\w)",
)
def record(match: re.Match[str]) -> str:
    """A team's record: won, drawn, lost.

    >>> record.read("8 v., 2 n., 3 d."), record.read("21V-1N-1D"), record.read("12 v. et 1 d. en tout")
    ('huit victoires, deux nuls, trois défaites.', 'vingt et une victoires, un nul, une défaite', 'douze victoires, une défaite en tout')
    """
    kinds = (("won", "victoire", True), ("drawn", "nul", False), ("lost", "défaite", True))
    said = [
        f"{cardinal(int(match[key]), feminine=feminine)} {name}{'s' if int(match[key]) > 1 else ''}"
        for key, name, feminine in kinds
        if match[key]
    ]
    return ", ".join(said) + ("." if match["dot"] and _ends(match.string, match.end()) else "")


# What a letter or a number names.
_BUILDINGS = {
    "cat.": "catégorie",
    "bât.": "bâtiment", "Bât.": "bâtiment", "bât": "bâtiment", "esc.": "escalier", "Esc.": "escalier",
    "app.": "appartement", "appt": "appartement", "apt.": "appartement", "Apt.": "appartement", "rés.": "résidence",
}  # fmt: skip


@rule("building", "aA", rf"(?<![\w-])(?P<sign>{_any_of(_BUILDINGS)}) (?=[A-Z](?!\w)|\d)")
def building(match: re.Match[str]) -> str:
    """Parts of an address.

    >>> building.read("bât. C, esc. 2, appt 12")
    'bâtiment C, escalier 2, appartement 12'
    """
    return _BUILDINGS[match["sign"]] + " "


_RANKS = {"cdt": "commandant", "cne": "capitaine", "gal": "général", "lt": "lieutenant", "col.": "colonel",
          "gén.": "général", "sgt": "sergent", "adj.": "adjudant", "cap.": "capitaine",
          "prof.": "professeur", "maj.": "major", "soc.": "société", "Soc.": "société"}  # fmt: skip


@rule("rank", "aA", rf"(?<![\w-])(?P<sign>{_any_of(_RANKS)}) (?=(?:de )?[A-ZÀ-Þ][a-zà-ÿ])")
def rank(match: re.Match[str]) -> str | None:
    """A soldier's rank before the name.

    >>> rank.read("le cdt Cousteau, le gal de Gaulle, un col. Moutarde")
    'le commandant Cousteau, le général de Gaulle, un colonel Moutarde'
    """
    if opens_sentence(match.string, match.end("sign"), _RULES):
        return None  # rien de tel que la vie de prof. Les autres
    return _RANKS[match["sign"]] + " "


_ANYWHERE = {
    "Inscr.": "inscriptions", "inscr.": "inscriptions", "Rens.": "renseignements", "rens.": "renseignements",
    "Résa.": "réservations", "résa.": "réservations", "R.-V.": "rendez-vous", "ét.": "étage", "sem.": "semaine",
    "suppl.": "supplément", "qques": "quelques", "qqes": "quelques", "circ.": "circonscription",
    **dict.fromkeys(("Réf.", "réf."), "référence"),
    **dict.fromkeys(("Qté", "qté", "Qté.", "qté."), "quantité"), "Pl. de": "place de", "Pl. du": "place du",
    **dict.fromkeys(("Prép.", "prép."), "préparation"), "ass.": "assurance",
    "Max.": "maximum", "Min.": "minimum", "Exc.": "Excellence", "Éd.": "éditions", "Adr.": "adresse", "adr.": "adresse", "th.": "thermostat", "sq.": "et suivante", "sqq.": "et suivantes", "réd.": "réduit",
    "Temp.": "température", "temp.": "température", "Coef.": "coefficient", "coef.": "coefficient", "coeff.": "coefficient", "apt.": "appartement", "appt.": "appartement",
    "appart.": "appartement", "dpt": "département", "dpts": "départements", "dépts": "départements",
    "Janv.": "janvier", "Févr.": "février", "Fév.": "février", "Avr.": "avril", "Juil.": "juillet", "Oct.": "octobre",
    "Nov.": "novembre", "Déc.": "décembre", "Nb de": "nombre de", "nb de": "nombre de", "Nb d": "nombre d",
    "att. de": "attention de", "m.-t.": "mi-temps", "s.p.": "sur penalty",
    **dict.fromkeys(("eq. CO2", "éq. CO2", "eq CO2", "éq CO2"), "équivalent C O deux"), "nb d": "nombre d", "Sept. et": "septembre et", "fév.": "février",
    "Tle": "terminale", "Var. sur": "variation sur", "var. sur": "variation sur", "Appt": "appartement", "asc.": "ascenseur",
    "H/F": "homme femme", "F/H": "femme homme", "h/f": "homme femme", "f/h": "femme homme", "imp. des": "impasse des", "imp. du": "impasse du", "imp. de": "impasse de", "secr.": "secrétaire", "prés.": "président", "Prés.": "président",
    "pers./": "personnes par ", "sdb": "salle de bains", "vac. scol.": "vacances scolaires", "élec.": "électricité", "hab./": "habitants par ", "Hab./": "habitants par ",
}  # fmt: skip


@rule("shortened", "aA", rf"(?<![\w-])(?<![^lLdD]')(?P<sign>{_any_of(_ANYWHERE)})(?:(?<=/)|(?![\w]))")
def shortened(match: re.Match[str]) -> str | None:
    """Anywhere.

    >>> shortened.read("Rens. à l'accueil, au 2e ét. de la tour, la prochaine sem., un R.-V. à midi, en hab./km²")
    "renseignements à l'accueil, au 2e étage de la tour, la prochaine semaine, un rendez-vous à midi, en habitants par km²"
    """
    sign = match["sign"]
    if sign == "ass." and not match.string.endswith("hors ", 0, match.start()):
        return None
    if sign in {"résa.", "Résa."} and (
        _BOOKED.match(match.string, match.end())
        or match.string.endswith(("sur ", "Sur ", "la ", "une "), 0, match.start())
    ):
        return "réservation" + ("." if opens_sentence(match.string, match.end(), _RULES) else "")
    if sign == "sdb" and _SEVERAL.search(match.string[max(0, match.start() - 8) : match.start()]):
        return "salles de bains"
    if sign in {"Max.", "Min."} and not _FIGURE.match(match.string, match.end()):
        return None  # a name: le 737 Max.
    last = sign.endswith(".") and sign[0].islower() and opens_sentence(match.string, match.end(), _RULES)
    return _ANYWHERE[sign] + ("." if last else "")


_FIGURE = re.compile(r" ?:? ?\d")
_SEVERAL = re.compile(r"(?<!\w)(?:les|des|deux|trois|quatre) \Z", re.I)
_BOOKED = re.compile(r" (?:obligatoire|conseillée|recommandée|indispensable|souhaitée|possible)(?!\w)")


# Where the words around tell which it is: what precedes, what follows, what is said. The first that fits.
_AROUND: dict[str, tuple[tuple[str, str, str], ...]] = {
    "alt": ((r"[dD]'|\d m ", "", "altitude"),),
    "diff": (("", " (?:entre|avec) ", "différence"),),
    "ép": (
        (r"m d'", "", "épaisseur"),
        (r"(?<!\w)(?:chaque|cet|un|premier|dernier|prochain|nouvel|\de|[a-z]+ième) |[lL]'", "", "épisode"),
        (r"(?<!\w)(?:les|des|ces|ses|premiers|derniers|prochains|nouveaux|deux|trois|quatre|cinq|six|huit|dix) ", "", "épisodes"),
        (r"[a-zà-ÿ],? \(?", " [A-ZÀ-Þ][a-zà-ÿ]", "épouse"),
    ),
    "ex": ((r"(?<!\w)(?:chaque|bel|rare|seul) ", "", "exemplaire"),),
    "exp": ((r"(?<!\w)(?:[dD]'|ans |sans )", "", "expérience"),),
    "hebdo": (("", " [a-zà-ÿ]", "hebdomadaire"),),
    "immat": ((r"(?<!\w)(?:les|des|ces) ", "", "immatriculations"), (r"(?<!\w)(?:1re|première|une|nouvelle|la) |[lLdD]'", "", "immatriculation")),
    "mag": (("", r" \d[,.]\d", "magnitude"), (r"(?<!\w)(?:le|un|ce|du|au) ", " [a-zà-ÿ]", "magazine")),
    "moy": (
        ("", " gén", "moyenne"),
        (r"(?<!\w)(?:une|la|cette|sa|de|en|leur|bonne) |[:(] ?|\A", "", "moyenne"),
        (r"(?<!\w)(?:prix|âge|salaire|revenu|coût|débit|taux|temps|niveau|loyer|panier|score|délai|poids|rendement) ", "", "moyen"),
        (r"(?:ure|esse|ote|ée|eur|ion|ille|temp\.) ", "", "moyenne"),
    ),
    "ouv": (
        (r"[dD]'|[lL]'", "", "ouverture"),
        ("", " (?:à|dès|des portes)(?= )", "ouverture"),
        ("", " (?:(?:tlj|tous|du|de|le|les|toute|en)(?= )|jusqu)", "ouvert"),
    ),
    "pop": (("", " (?:active|totale|mondiale|locale|urbaine|rurale|française|carcérale|étudiante|âgée|municipale|résidente)", "population"),),
    "préf": ((r"(?<!\w)(?:le|du|au|un|sous-) ?", "", "préfet"), (r"(?<!\w)(?:la|sa|en|une|chaque) ", "", "préfecture")),
    "req": (("", " n[o°]", "requête"),),
    "vit": (
        (r"(?<!\w)(?:de|la|en|les|une|et|du|avec) |[,(:] ?|\A", r" [A-EK]\d{0,2}(?![\w'])", "vitamine"),
        (r"(?<!\w)à ", r" (?:\d|max|moy|min)", "vitesse"),
    ),
    "var": ((r"(?:fixe|base) (?:\+|et|plus) ", "", "variable"),),
}  # fmt: skip
_READ_AROUND = {
    sign: tuple((re.compile(f"(?:{before})\\Z", re.I), re.compile(after), said) for before, after, said in cases)
    for sign, cases in _AROUND.items()
}


@rule("by-neighbours", "aA", rf"(?<![\w-])(?<![^lLdD]')(?i:(?P<sign>{_any_of({**_AROUND})}))\.(?!\w)")
def by_neighbours(match: re.Match[str]) -> str | None:
    """An abbreviation that is another word elsewhere, or ends a sentence.

    >>> by_neighbours.read("à 800 m d'alt., la moy. gén., le prix moy., chaque ép. de la série, Anne Petit, ép. Roux, j'aime la pop.")
    "à 800 m d'altitude, la moyenne gén., le prix moyen, chaque épisode de la série, Anne Petit, épouse Roux, j'aime la pop."
    """
    before = match.string[max(0, match.start() - 16) : match.start()]
    for preceding, following, said in _READ_AROUND[match["sign"].lower()]:
        if preceding.search(before) and following.match(match.string, match.end()):
            last = not following.pattern and opens_sentence(match.string, match.end(), _RULES)
            return said + ("." if last else "")
    return None


@rule("general", "a", r"(?<![\w-])(?:(?P<head>dir|secr)\. )?gén\.(?!\w)")
def general(match: re.Match[str]) -> str:
    """*gén.*, of a management, a secretary, an assembly.

    >>> general.read("la dir. gén. de la santé, le directeur gén. adjoint, l'assemblée gén. du club")
    "la direction générale de la santé, le directeur général adjoint, l'assemblée générale du club"
    """
    before = match.string[max(0, match.start() - 14) : match.start()]
    feminine = match["head"] == "dir" or _FEMININE_HEAD.search(before) is not None
    heads = {"dir": "direction ", "secr": "secrétaire "}
    dot = "." if _ends(match.string, match.end()) else ""
    return heads.get(match["head"] or "", "") + ("générale" if feminine else "général") + dot


_FEMININE_HEAD = re.compile(r"(?:moy\.|[mM]oyenne|[dD]irection|[aA]ssemblée|[rR]evue|[tT]rice) \Z")


@rule(
    "departure",
    "aA",
    r"(?<![\w-])(?P<sign>[dD]ép|[aA]rr)\. ?(?::? ?(?=\d{1,2} ?[hH:]\d?)|(?=(?P<of>du|des|de la|de l'|d')(?! \d)))",
)
def departure(match: re.Match[str]) -> str | None:
    """*dép.* is a departure before a time, a département before its name.

    >>> departure.read("dép. 9h, arr. 10:30, le dép. du Var")
    'départ 9h, arrivée 10:30, le département du Var'
    """
    leaving = match["sign"].lower() == "dép"
    if match["of"]:
        return "département " if leaving else None
    return "départ " if leaving else "arrivée "


@rule("shoot-out", "9", r"(?P<won>\d{1,2}) ?(?:t\.a\.b\.|tab|TAB),? (?:à )?(?=\d)")
def shoot_out(match: re.Match[str]) -> str:
    """The score of a shoot-out.

    >>> shoot_out.read("(4 t.a.b. 3), 5 tab à 4")
    '(quatre tirs au but à 3), cinq tirs au but à 4'
    """
    return f"{cardinal(int(match['won']))} tirs au but à "


@rule("rent", "A", r"(?:(?<=€ )|(?<=mois )|(?<=€, ))(?P<sign>CC|HC|FAI)(?!\w)")
def rent(match: re.Match[str]) -> str:
    """What a rent holds.

    >>> rent.read("650 € CC, 500 €/mois HC, 210 000 € FAI")
    "650 € charges comprises, 500 €/mois hors charges, 210 000 € frais d'agence inclus"
    """
    return {"CC": "charges comprises", "HC": "hors charges", "FAI": "frais d'agence inclus"}[match["sign"]]


@rule("serial", "A", EPISODE)
def serial(match: re.Match[str]) -> str:
    """An episode of a series.

    >>> serial.read("S02E05 de la série, S2 E10")
    'saison deux épisode cinq de la série, saison deux épisode dix'
    """
    return f"saison {cardinal(int(match['season']))} épisode {cardinal(int(match['episode']))}"


@rule("dose", "9", r"(?P<times>[1-9]) ?[x×] ?/ ?(?P<per>jour|j|semaine|sem|mois|an)(?!\w)\.?")
def dose(match: re.Match[str]) -> str:
    """So many times a day.

    >>> dose.read("2 x/j, 3x/semaine")
    'deux fois par jour, trois fois par semaine'
    """
    return f"{cardinal(int(match['times']))} fois {_PER[match['per']]}"


@rule(
    "closed",
    "a",
    r"(?<!\w)sf (?:(?P<what>jf|j\. f\.)(?!\w)|(?=dim|lun|mar|mer|jeu|ven|sam|le |les |jours? |fériés|week-ends?|vacances|vac\.|en |août|juil))",
)
def closed(match: re.Match[str]) -> str:
    """When a shop is shut.

    >>> closed.read("9h-12h, sf jf, sf dim. et lundi")
    '9h-12h, sauf jours fériés, sauf dim. et lundi'
    """
    return "sauf jours fériés" if match["what"] else "sauf "


_VOTERS = {
    "abst.": ("abstention", "abstentions", True),
    "inscr.": ("inscrit", "inscrits", False),
    "exp.": ("exprimé", "exprimés", False),
}


@rule("voters", "9", rf"(?P<number>{LOOSE}) (?P<sign>{_any_of({**_VOTERS})})(?!\w)")
def voters(match: re.Match[str]) -> str:
    """Those who did not vote, or could.

    >>> voters.read("223 contre, 12 abst., 1 abst. et")
    '223 contre, douze abstentions, une abstention et'
    """
    one, many, feminine = _VOTERS[match["sign"]]
    dot = "." if _ends(match.string, match.end()) else ""
    return before_noun(match["number"], feminine=feminine, noun=many if plural(match["number"]) else one) + dot


@rule("extreme", "aA", r"(?<![\w-])(?P<sign>[mM]in|[mM]ax)(?: ?:)? (?=[-–]?\d)")
def extreme(match: re.Match[str]) -> str | None:
    """The lowest and the highest of a forecast.

    >>> extreme.read("Températures : min 4, max 17, en 5 min 30")
    'Températures : minimum 4, maximum 17, en 5 min 30'
    """
    if not _LISTED.search(match.string[max(0, match.start() - 3) : match.start()]):
        return None
    return "minimum " if match["sign"][1] == "i" else "maximum "


_LISTED = re.compile(r"(?:\A|[:;,(/–-] ?)\Z")


RULES = (
    serial,
    dose,
    closed,
    voters,
    record,
    shoot_out,
    rent,
    extreme,
    counted_noun,
    building,
    rank,
    general,
    departure,
    by_neighbours,
    shortened,
)
DOTTED = frozenset(
    sign.partition(".")[0] for sign in (*_ANYWHERE, *_BUILDINGS, *_RANKS, *_AROUND) if sign[0].islower()
) | {
    "gén",
    "dép",
    "arr",
    "dir",
}
