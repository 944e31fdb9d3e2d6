"""Abbreviations: M., Mme, Me, Dr, St-, n°, p., cf., etc., env., c.-à-d., vs."""

from __future__ import annotations

import re

from matinale.spoken.fr.numbers import cardinal
from matinale.spoken.marks import marked, text_before
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.roman import roman_value
from matinale.spoken.rules import rule
from matinale.spoken.tables import words

_CONFER, _VERSUS = marked("confer", ipa="kɔ̃fˈɛʁ"), marked("versus", ipa="vɛʁsˈys")
_NOTA_BENE = marked("nota bene", ipa="notˈa benˈe")
_ET_CETERA = marked("et cetera", ipa="ɛt setˌeʁˈa")
# Before a name (a capital): the sign, then what it means.
_TITLES = {
    "M.": "monsieur", "MM.": "messieurs", "Mme": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle",
    "Mlles": "mesdemoiselles", "Me": "maître", "Mes": "maîtres", "Dr": "docteur", "Dr.": "docteur",
    "Dre": "docteure",
    "Drs": "docteurs", "Pr": "professeur", "Prof.": "professeur", "Prof": "professeur", "Pr.": "professeur", "Pre": "professeure", "Prs": "professeurs",
    "Mgr": "monseigneur", "Mgr.": "monseigneur", "Mme.": "madame", "Mlle.": "mademoiselle", "Mr": "monsieur",
    "Mr.": "monsieur",
    "Mrs": "missis", "Vve": "veuve", "Gal": "général", "Gén.": "général", "Cdt": "commandant", "Cne": "capitaine",
    "Lt": "lieutenant", "Lt-Col.": "lieutenant-colonel", "Lt-col.": "lieutenant-colonel", "Col.": "colonel", "Cel": "colonel", "S.M.": "sa majesté", "S.A.R.": "son altesse royale", "S.A.S.": "son altesse sérénissime", "S.E.": "son excellence", "Jr": "junior",
    "Jr.": "junior",
}  # fmt: skip
# Before a number.
_COUNTED = {
    "n°": "numéro", "N°": "numéro", "n°s": "numéros", "nos": "numéros", "no": "numéro", "no.": "numéro",
    "No.": "numéro", "p.": "page", "pp.": "pages", "P.": "page", "art.": "article", "Art.": "article", "arts.": "articles",
    "al.": "alinéa", "chap.": "chapitre",
    "ch.": "chapitre", "Ch.": "chapitre", "vol.": "volume", "Vol.": "volume", "t.": "tome", "T.": "tome", "fig.": "figure",
    "Fig.": "figure", "éd.": "édition", "ép.": "épisode", "Ép.": "épisode", "ex.": "exemple", "tél.": "téléphone",
    "Tél.": "téléphone", "tél": "téléphone", "Tél": "téléphone",
    "op.": "opus", "Op.": "opus", "s.": "saison",
    "v.": "version", "ver.": "version", "v": "version", "V": "version", "§": "paragraphe", "§§": "paragraphes",
    "env.": "environ", "Env.": "environ", "c.": "circa", "ca.": "circa", "ca": "circa", "max.": "maximum", "min.": "minimum",
    "approx.": "environ", "nb": "nombre", "saison": "saison",
    "réf.": "référence", "Réf.": "référence", "Tel.": "téléphone", "tel.": "téléphone", "tel": "téléphone", "Tel": "téléphone", "cap.": "cap", "dép.": "département", "BP": "boîte postale",
    "bât.": "bâtiment", "app.": "appartement", "apt.": "appartement", "#": "numéro", "S.": "saison",
    "sect.": "section", "l.": "ligne", "col.": "colonne", "consid.": "considérant", "cat.": "catégorie", "Ø": "diamètre",
}  # fmt: skip
# Anywhere. The last dot stays where the text ends.
_ANYWHERE = {
    "etc.": _ET_CETERA, "etc": _ET_CETERA, "Etc.": _ET_CETERA, "cf.": _CONFER, "Cf.": _CONFER, "cf": _CONFER,
    "env.": "environ", "Env.": "environ", "vs": _VERSUS, "vs.": _VERSUS, "VS": _VERSUS,
    "c.-à-d.": "c'est-à-dire", "C.-à-d.": "c'est-à-dire", "et suiv.": "et suivants", "c-à-d": "c'est-à-dire", "c.à.d.": "c'est-à-dire",
    "c.-à-d": "c'est-à-dire", "c.à.d": "c'est-à-dire", "càd": "c'est-à-dire", "i.e.": "c'est-à-dire",
    "e.g.": "par exemple", "p. ex.": "par exemple", "p.ex.": "par exemple", "par ex.": "par exemple",
    "Par ex.": "par exemple", "P. ex.": "par exemple", "ex. :": "exemple :", "Ex. :": "exemple :", "Ex.": "exemple",
    "av. J.-C.": "avant Jésus-Christ", "apr. J.-C.": "après Jésus-Christ", "av. JC": "avant Jésus-Christ",
    "ap. J.-C.": "après Jésus-Christ", "av. J-C": "avant Jésus-Christ", "apr. J-C": "après Jésus-Christ",
    **dict.fromkeys(("É.-U.", "E.-U.", "É.-U", "É-U"), "États-Unis"),
    "N.-O.": "nord-ouest", "N.-E.": "nord-est", "S.-O.": "sud-ouest", "S.-E.": "sud-est",
    "J.-C.": "Jésus-Christ", "J.-C": "Jésus-Christ", "JC": "Jésus-Christ",
    "N.B.": _NOTA_BENE, "NB": _NOTA_BENE, "N.B": _NOTA_BENE, "P.-S.": "post-scriptum", "P.S.": "post-scriptum",
    "Sté": "société", "Cie": "compagnie", "Cie.": "compagnie", "Ets": "établissements",
    "resp.": "respectivement", "a.p.": "après prolongation", "a. p.": "après prolongation", "éd.": "édition", "dir.": "direction", "coll.": "collection",
    "tél.": "téléphone", "Tél.": "téléphone", "max.": "maximum", "min.": "minimum", "hab.": "habitants",
    "approx.": "approximativement", "cad": "c'est-à-dire", "bd": "boulevard", "Bd": "boulevard", "bld": "boulevard",
    "Bld": "boulevard", "bvd": "boulevard", "av.": "avenue", "Av.": "avenue",
    "pl.": "place", "rte": "route", "fg": "faubourg", "Fbg": "faubourg", "fbg": "faubourg", "pers.": "personnes", "arr.": "arrondissement", "arrdt": "arrondissement", "s/": "sur", "t.a.b.": "tirs au but", "Tél": "téléphone", "tél": "téléphone", "Bd.": "boulevard", "bd.": "boulevard", "bld.": "boulevard", "MM.": "messieurs", "Bld.": "boulevard",
    "s.v.p.": "s'il vous plaît", "S.V.P.": "s'il vous plaît", "a.k.a.": "alias", "aka": "alias", "svp": "s'il vous plaît",
    "SVP": "s'il vous plaît", "stp": "s'il te plaît", "STP": "s'il te plaît", "qqch": "quelque chose",
    "qqn": "quelqu'un", "qq.": "quelques", "tjs": "toujours", "bcp": "beaucoup", "pcq": "parce que",
    "rdv": "rendez-vous", "RDV": "rendez-vous", "Rdv": "rendez-vous", "pdt": "pendant", "janv.": "janvier",
    "févr.": "février", "juil.": "juillet",
    "oct.": "octobre", "nov.": "novembre", "déc.": "décembre", "lun.": "lundi", "dim.": "dimanche",
    "ndlr": "note de la rédaction", "NDLR": "note de la rédaction", "NdlR": "note de la rédaction",
    "Ndlr": "note de la rédaction", "ndt": "note du traducteur", "NDT": "note du traducteur",
    "NDLA": "note de l'auteur", "op. cit.": "ouvrage cité", "ibid.": "ibidem", "Ibid.": "ibidem",
    "et al.": "et collaborateurs", "alias": "alias",
    "s.d.": "sans date", "c/o": "aux bons soins de", "p/o": "pour ordre", "càd.": "c'est-à-dire", "w/": "avec",
    "MàJ": "mise à jour", "MAJ": "mise à jour", "Éd. du": "éditions du", "Éd. de": "éditions de", "Éd. des": "éditions des", "éd. du": "éditions du",
    "ap.": "après", "apr.": "après", "qté": "quantité", "ttc": "toutes taxes comprises", "TTC": "toutes taxes comprises", "ht": "hors taxes", "HT": "hors taxes",
    **dict.fromkeys(("dept.", "dépt", "dépt."), "département"), "gouv.": "gouvernement",
    "minist.": "ministère", "qqs": "quelques", "tt public": "tout public", "Vds": "vends", "gde": "grande", "cuis.": "cuisine", "M°": "métro", "ing.": "ingénieur", "assoc.": "association", "tlj": "tous les jours", "Tlj": "tous les jours",
    "gvt": "gouvernement", "auj.": "aujourd'hui", "équiv.": "équivalent", "diam.": "diamètre",
    "C. civ.": "code civil", "C. trav.": "code du travail", "C. consom.": "code de la consommation",
    "C. pén.": "code pénal", "C. com.": "code de commerce",
    "Cass. soc.": "Cour de cassation, chambre sociale", "Cass. crim.": "Cour de cassation, chambre criminelle",
    "Cass. civ.": "Cour de cassation, chambre civile", "Cass. com.": "Cour de cassation, chambre commerciale",
    "Ord. réf.": "ordonnance de référé", "ord. réf.": "ordonnance de référé", "mln": "million", "adm.": "administration", "Inc.": "Inc",
    "Corp.": "Corp", "Ltd.": "Ltd", "Co.": "Co", "bros.": "Brothers", "Bros.": "Brothers", "st.": "saint",
    "ste.": "sainte",
}  # fmt: skip
for _needless in ("alias", "saison", "st.", "ste.", "mln", "w/"):
    _ANYWHERE.pop(_needless, None)
    _COUNTED.pop(_needless, None)


_NAMES_TOO = frozenset({"max.", "min.", "v.", "t.", "c.", "s.", "l.", "p.", "ca."})  # capitalised, they may be a name
for _table in (_COUNTED, _ANYWHERE):
    for _sign, _said in tuple(_table.items()):
        if _sign[0].islower() and _sign.endswith(".") and len(_sign) > 3 and _sign not in _NAMES_TOO:
            _table.setdefault(_sign[0].upper() + _sign[1:], _said)


# The words that a dot makes an abbreviation.
DOTTED = frozenset(re.split(r"\.", sign)[0] for sign in (*_COUNTED, *_ANYWHERE) if sign[:1].islower()) | {
    "par",
    "janv",
    "févr",
    "fév",
    "avr",
    "juil",
    "juill",
    "sept",
    "oct",
    "nov",
    "déc",
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "mercr",
}


def _any_of(table: dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(table, key=lambda word: (-len(word), word)))


@rule(
    "title",
    "A",
    rf"(?<![\w.])(?P<title>{_any_of(_TITLES)})(?P<before> (?=[^\W\d_a-zß-öø-ÿœ]|d'|l'|de |du |la |le |les )| (?=et [A-ZÀ-Þ])|(?=[ ,)]|\Z))",
)
def title(match: re.Match[str]) -> str | None:
    """A title before a name.

    >>> title.read("M. Dupont, Mme Curie, MM. Brin et Page, Me Durand, le Dr House, Mme la ministre")
    'monsieur Dupont, madame Curie, messieurs Brin et Page, maître Durand, le docteur House, madame la ministre'
    """
    if (
        match["title"] in {"Me", "Mes", "M.", "MM.", "Dr", "Pr", "Col.", "Lt", "Jr", "Gal", "Pre", "Cne"}
        and not match["before"]
    ):
        return _TITLES[match["title"]] if match[0] == match.string else None  # a table's cell
    if match.end() == len(match.string) and match.start():
        return None
    if match["title"] == "M." and _SPELLED.search(match.string[max(0, match.start() - 5) : match.start()]):
        return None  # I R M. Fin
    if match[0] == "Me " and match.string.startswith("Too", match.end()):
        return None
    followed = match.string[match.end() : match.end() + 4]
    if match["title"] in {"Me", "Mes", "Gal", "Pre"} and not (
        followed[:1].isupper() or (match["title"] == "Gal" and followed[:3] == "de ")
    ):
        return None
    return _TITLES[match["title"]] + match["before"]


_ARTISTS = (
    r"cinéaste|réalisateur|réalisatrice|scénariste|acteur|actrice|comédien|comédienne|écrivain|écrivaine|romancier|"
    r"romancière|poète|poétesse|dramaturge|essayiste|chanteur|chanteuse|compositeur|compositrice|musicien|musicienne|"
    r"pianiste|rappeur|rappeuse|peintre|sculpteur|sculptrice|photographe|philosophe|historien|historienne|sociologue|"
    r"économiste|mathématicien|mathématicienne|physicien|physicienne|chimiste|biologiste|astronome|pasteur|"
    r"footballeur|footballeuse|candidate|auteure|autrice|directrice|sénatrice|conseillère"
)
_WOMEN = r"ministre(?: déléguée)?|maire|juge|journaliste|députée|avocate|présidente|procureure|chercheuse|championne|joueuse|skieuse|artiste"
_NO_MISTER = re.compile(
    rf"(?:(?<!\w)(?:(?:[lL]e|[lL]a|[uU]ne?|[dD]u|[aA]u|[cC]e|[cC]et|[cC]ette|de la|à la) |[lL]'|[dD]'une?|[aA]vec )"
    rf"(?:[a-zà-ÿ]{{4,12}} )?(?:{_ARTISTS})(?: [a-zà-ÿ]{{4,12}})?"
    rf"|(?<!\w)(?:(?:[lL]a|[uU]ne|[cC]ette) |[dD]'une )(?:{_WOMEN})"
    r"|(?<!\w)(?:Dre?|Pre?|Prof\.|Mmes?|Mlle|MM\.|docteur|professeure?|madame|mademoiselle|maître)"
    r"|(?<![\w.])[A-LN-ZÀ-Þ]\. [A-ZÀ-Þ][\w'-]{1,20},?(?: et)?) \Z"
)


@rule("initial-m", "A", r"(?<![\w.])M\. (?=(?P<name>Night Shyamalan|Pokora)|[A-ZÀ-Þ])")
def initial_m(match: re.Match[str]) -> str | None:
    """An M. that is a forename: after an occupation, a title, or another name with its initial.

    >>> initial_m.read("le peintre M. Rothko, la Dre M. Petit, S. Weil et M. Foucault"), initial_m.read("le maire et M. Petit, le roman de M. Pokora")
    ('le peintre M Rothko, la Dre M Petit, S. Weil et M Foucault', 'le maire et M. Petit, le roman de M Pokora')
    """
    before = match.string[max(0, match.start() - 56) : match.start()]
    return "M " if match["name"] or _NO_MISTER.search(before) else None


_SPELLED = re.compile(r"(?:[\s'&][A-Z]|[B-Z]|[A-Z]&) ?\Z|(?<!\w)[B-Z] et \Z")  # but "À M. Dupont", "A M. Dupont"


@rule("saint", "A", r"(?<![\w])(?P<saint>Ste?s?)(?P<link>-|\.? )(?=[A-ZÀ-Þ][a-zà-ÿ])")
def saint(match: re.Match[str]) -> str:
    """St-Denis, Ste Marie.

    >>> saint.read("St-Denis, Ste-Marie, St Germain")
    'Saint-Denis, Sainte-Marie, Saint Germain'
    """
    whole = {"St": "Saint", "Ste": "Sainte", "Sts": "Saints", "Stes": "Saintes"}[match["saint"]]
    return whole + ("-" if match["link"] == "-" else " ")


_IN_STREETS = {
    "Gal": "Général",
    "Mal": "Maréchal",
    "Cdt": "Commandant",
    "Col": "Colonel",
    "Dr": "Docteur",
    "Pdt": "Président",
}


@rule("street-name", "A", rf"(?<![\w-])(?P<title>{_any_of(_IN_STREETS)})-(?=[A-ZÀ-Þ])")
def street_name(match: re.Match[str]) -> str:
    """A title in the name of a street.

    >>> street_name.read("12, avenue du Gal-Leclerc")
    '12, avenue du Général-Leclerc'
    """
    return _IN_STREETS[match["title"]] + "-"


@rule(
    "counted",
    "aA§#",
    rf"(?<![\w])(?P<sign>{_any_of(_COUNTED)}) ?(?:(?P<roman>[IVX]{{1,6}})(?!\w)|(?=\d)|(?<=rt\. )(?=[LRD]\.? ?\d))",
)
def counted(match: re.Match[str]) -> str | None:
    """An abbreviation before a number.

    >>> counted.read("n° 5, p. 12, art. 3, v2.1, N°1")
    'numéro 5, page 12, article 3, version 2.1, numéro 1'
    """
    sign = match["sign"]
    if (
        sign[0].isupper()
        and len(sign) == 2
        and _SPELLED.search(match.string[max(0, match.start() - 3) : match.start()])
    ):
        return None  # L T S. I B M
    if sign in {"nos", "no", "v", "V", "nb"} and (
        match[0].endswith(" ") if sign in "vV" else not match[0].endswith(" ")
    ):
        return None
    if sign in {"V", "v"} and not re.match(r"\d+\.\d", match.string[match.end() : match.end() + 8]):
        return None
    if sign == "s." and not match.string.endswith(("la ", "La "), 0, match.start()):
        return None
    if sign in {"p.", "P."} and _PAGES.match(match.string, match.end()):
        sign = "pp."
    if sign == "nos" and not (
        _SEVERAL.search(match.string[max(0, match.start() - 4) : match.start()])
        or _SERIES.match(match.string, match.end())
    ):
        return None  # nos 3 enfants, but les nos 3 et 4
    many = sign in _PLURAL and _SEVERAL.search(match.string[max(0, match.start() - 4) : match.start()])
    roman = roman_value(match["roman"]) if match["roman"] else None
    return _COUNTED[sign] + ("s " if many else " ") + (cardinal(roman, bare=True) if roman else match["roman"] or "")


_PLURAL = frozenset({"art.", "§", "ép.", "chap.", "ch.", "vol.", "fig.", "al.", "sect.", "consid."})
_PAGES = re.compile(r"\d{1,4}(?:[-–]| à | et )\d")
_SERIES = re.compile(r"\d+(?:, \d+)* (?:et|à|ou) \d+(?! [a-zà-ÿ]+[sx](?!\w))")
_SEVERAL = re.compile(r"(?:[lLdDcC]es|[aA]ux) \Z")


@rule("around-year", "a", r"(?<!\w)v\. (?=1\d{3}(?!\w|[.,-]\d))")
def around_year(_match: re.Match[str]) -> str:
    """Before a year it is no version.

    >>> around_year.read("Jean II, v. 1364, v. 2.1")
    'Jean II, vers 1364, v. 2.1'
    """
    return "vers "


@rule("postscript", "A", r"(?<!\w)PS(?= ?:)")
def postscript(match: re.Match[str]) -> str | None:
    """After a sentence; in a list it is a party.

    >>> postscript.read("À demain. PS : écrivez-nous"), postscript.read("LFI et PS : le divorce")
    ('À demain. post-scriptum : écrivez-nous', 'LFI et PS : le divorce')
    """
    return None if _LISTED.search(text_before(match.string, match.start(), 6)) else "post-scriptum"


_LISTED = re.compile(r"[\w,/] (?:(?:et|ET|le|LE|du|DU|au|AU) )?\Z")


@rule("numero", "nNaA", r"(?<![\w])(?P<sign>[nN]°s?)")
def numero(match: re.Match[str]) -> str:
    """A lone n°.

    >>> numero.read("le n° un")
    'le numéro un'
    """
    return "numéros" if match["sign"].endswith("s") else "numéro"


@rule("abbreviation", "aA", rf"(?<![\w-])(?<![^lLdD]')(?P<sign>{_any_of(_ANYWHERE)})(?![\w])")
def abbreviation(match: re.Match[str]) -> str | None:
    """An abbreviation anywhere.

    >>> abbreviation.read("env. 30, cf. plus bas, IA vs humain, c.-à-d. demain, p. ex. ici, etc.")
    "environ 30, confer plus bas, IA versus humain, c'est-à-dire demain, par exemple ici, et cetera."
    """
    sign = match["sign"]
    if (sign.startswith("J.") and _INITIALS.match(match.string, match.end())) or (
        sign in _BEFORE_WORDS and not re.match(r" ?[a-zà-ÿ0-9A-ZÀ-Þ(]", match.string[match.end() : match.end() + 2])
    ):
        return None
    if sign == "resp." and match.string.startswith((" de ", " d'", " du ", " des "), match.end()):
        return "responsable"
    if sign in {"dir.", "coll.", "pl.", "min.", "max.", "av.", "ap.", "ex.", "Co.", "Inc.", "Corp.", "Ltd.", "al."}:
        follows = match.string[match.end() : match.end() + 2].strip()
        if sign in {"av.", "ap.", "pl."} and not follows:
            return None
    dot = "." if sign.endswith(".") and _ends(match) else ""
    if said := _in_number(sign, match):
        return said + dot
    return _ANYWHERE[sign] + dot


# What is one after these, and several elsewhere: la pers., chaque hab., la 77e éd. du festival.
_ONE = re.compile(
    r"(?:(?<!\w)(?:une?|la|le|cette|cet|ce|chaque|par|sa|son|toute|tout|aucune?|nouvelle|dernière|prochaine|première|du|"
    r"\d{1,4}(?:e|re|ère|è?me)) |(?<!\w)[lL]'|/ ?)\Z",
    re.I,
)
_SINGULAR = {
    "pers.": "personne", "Pers.": "personne", "hab.": "habitant", "Hab.": "habitant", "éd. du": "édition du", "éd. de": "édition de",
    "Éd. du": "édition du", "Éd. de": "édition de", "éd. des": "édition des", "Éd. des": "édition des",
}  # fmt: skip
_MANY_OF = re.compile(r"(?:\d ?M|(?<!\w)(?:millions?|milliers?|nombre|plus|moins)|\d{3}) (?:de )?\Z")
_AREA = re.compile(r"(?:m²|m2|carrés?) \Z")
_DIRECTIVE = re.compile(r" \(?(?:UE|CEE?)(?!\w)| (?:n° ?)?\d{2,4}/\d| européenne")
_PAGE = re.compile(r"p(?:p?\.|ages?) \d+ \Z")
_SEVERAL_OF = re.compile(r" [a-zà-ÿ]+s(?!\w)")


def _in_number(sign: str, match: re.Match[str]) -> str | None:
    """An abbreviation whose number or sense the context tells."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    if sign == "hab." and _AREA.search(before):
        return "habitables"
    if sign in _SINGULAR and _ONE.search(before):
        return _SINGULAR[sign]
    if sign in {"tél.", "tél"} and _MANY_OF.search(before):
        return "téléspectateurs"
    if sign in {"tél.", "tél"} and _SEVERAL_OF.match(match.string, match.end()):
        return "téléphones"
    if sign == "et suiv." and _PAGE.search(before):
        return "et suivantes"
    return "directive" if sign == "dir." and _DIRECTIVE.match(match.string, match.end()) else None


_BEFORE_WORDS = frozenset({"cf", "bd", "Bd", "ht", "fg", "rte", "cad", "ap.", "av.", "pl.", "dir.", "s/", "st."})
_INITIALS = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]{2,}(?! [a-zà-ÿ]+ [a-zà-ÿ]+ [A-Z])(?<! Les)(?<! Des)(?<! Cette)(?<! Elle)")
_NEXT = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]+ |\Z")


def _ends(match: re.Match[str]) -> bool:
    """Whether the abbreviation's dot also ends the sentence."""
    text, end = match.string, match.end()
    if match["sign"] in {"etc.", "hab."} and text[end : end + 2].strip()[:1].isupper():
        return True
    if match["sign"].lower() in _GOING_ON and end < len(text):
        return text[end] in '»"'
    return opens_sentence(text, end, _RULES)


# Before a name or a title, these do not end a sentence: cf. Le Monde.
_GOING_ON = words("""
cf. av. pl. vs. ex. c.-à-d. env. approx. éd. coll. dir. ap. apr. i.e. e.g. p.ex. ndlr. bd. bld. resp. op. ibid. tél. rte.
""") | {"p. ex.", "par ex.", "ex. :", "éd. du", "éd. de", "éd. des", "av. j.-c."}
_AROUND = re.compile(r"(?:^|[ («'])(?P<before>[\w-]*) \Z")
_RULES = rules_for("fr")


@rule(
    "initial",
    "A",
    r"(?<!\w)(?P<letter>[A-ZÀ-Þ])\.(?= (?:(?P<next>[^\W\d_a-zß-öø-ÿ](?:\.|[\w'-]+))|(?:von|van|de|di|da|del|der|bin|ben|el|al)[ -]))",
)
def initial(match: re.Match[str]) -> str | None:
    """An initial before a name loses its dot; a letter that ends a sentence keeps it.

    >>> initial.read("J. K. Rowling, George W. Bush, il voit H. Lutnick et U. von der Leyen, la vitamine C. Google a")
    'J K Rowling, George W Bush, il voit H Lutnick et U von der Leyen, la vitamine C. Google a'
    """
    before = _AROUND.search(match.string[max(0, match.start() - 24) : match.start()])
    word = before["before"] if before else ""
    following = (match["next"] or "").partition("'")[0].lower()
    if following in _RULES.starters or len(word) == 1 or word.lower() in _RULES.lettered:
        return None
    return match["letter"]


POINTS = {"N": "nord", "S": "sud", "E": "est", "O": "ouest"}


@rule(
    "wind",
    "A",
    r"(?:(?<=[vV]ent de )|(?<=[vV]ent d')|(?<=[vV]ent )|(?<=[vV]ents de )|(?<=[vV]ents ))(?:[NS][EO]?|[EO])(?!\w|['-]\w|\.[-\w])|(?<!\w)[NS]-[EO](?![\w-])",
)
def wind(match: re.Match[str]) -> str:
    """Where the wind comes from.

    >>> wind.read("Vent de NO, vents S à 30 km/h, secteur S-E")
    'Vent de nord-ouest, vents sud à 30 km/h, secteur sud-est'
    """
    return "-".join(POINTS[letter] for letter in match[0].replace("-", ""))


_POINT = r"(?:[NS][EO]|[NSEO])"
_TOWARDS = re.compile(r"(?:(?<!\w)(?:[aA]u|vers le|plein|secteur) |[lL]')\Z")
_OF_PLACE = re.compile(r" (?:d(?:e|u|es) |d'|vers |puis |jusqu)")
_WINDS = re.compile(r"(?<!\w)[vV]ents?(?!\w)[^.;!?]{0,40}(?:(?<!\w)(?:d[eu]|le|au|puis|secteur) |[ld]')\Z")
_POINT_BEFORE = re.compile(rf"(?<![\w.'-]){_POINT} (?:à|ou|puis|virant|tournant) \Z")
_POINT_AFTER = re.compile(rf" (?:à|ou|puis|virant|tournant) {_POINT}(?![\w'-]|\.\w)")


@rule("compass", "A", rf"(?<![\w.-])(?<![^lLdD]')(?P<point>{_POINT})(?:\.(?= [a-zà-ÿ]))?(?!\w|['-]\w|\.[-\w])")
def compass(match: re.Match[str]) -> str | None:
    """Where a place lies, where a wind comes from.

    >>> compass.read("au N de Dax, au S. vers Orly, à l'E de l'île, vent du NO, puis du SE, SO à O, de A à N, l'OS")
    "au nord de Dax, au sud vers Orly, à l'est de l'île, vent du nord-ouest, puis du sud-est, sud-ouest à ouest, de A à N, l'OS"
    """
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 56) : start]
    lies = _TOWARDS.search(before) and _OF_PLACE.match(text, end)
    other = _POINT_BEFORE.search(before) or _POINT_AFTER.match(text, end)
    veering = other and (len(match["point"]) > 1 or _DOUBLE.search(other[0]))
    return "-".join(POINTS[letter] for letter in match["point"]) if lies or veering or _WINDS.search(before) else None


_DOUBLE = re.compile(r"[NS][EO]")

RULES = (
    wind,
    compass,
    initial_m,
    title,
    street_name,
    saint,
    initial,
    postscript,
    around_year,
    counted,
    numero,
    abbreviation,
)
