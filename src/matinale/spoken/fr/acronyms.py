"""Acronyms: read as words (CNIL, Otan) or spelled (G P U, l'I A)."""

from __future__ import annotations

import re
from functools import lru_cache

from matinale.spoken.marks import marked
from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule
from matinale.spoken.tables import words

# Said as words although their shape does not tell, or although they are short.
_WORDS = words("""
WEB FAN FUN JOB ZEN BUG MIX HIT BOX BIO DUO FLOU MAX PRO MINI COP ULTRA PLUS AIR SARS LITE FLASH NEO TURBO ONU ENA ZAD PAC CAF BAC CAC CNIL SMIC INSEE GIEC GAFAM GAMAM ZEP SIM RAM ROM LED OLED SRAS SIDA OTAN NASA UNESCO
UNICEF FIFA UEFA ARTE PACA URSSAF ARCEP ARCOM ANSSI INRIA INRAE ADEME HADOPI OPEP MEDEF LOSC FNAIM SACEM EHPAD NASDAQ AFNOR INPI
CREDOC IFOP IPSOS ENSAE ENSAM ESSEC EDHEC ICANN FNAC DARPA ASCII CRISPR LIDAR RADAR LASER MIDI BIOS DRAM NAND SRAM
CAPES SAMU RAID PISA ERASMUS FED FEDER RATEL VIGIPIRATE RERA INSERM IRCAM IRSEM COJO SCOP SMUR MACIF MAIF CEDEAO ALENA
MERCOSUR ASEAN AUKUS BRICS COREPER TRACFIN PEGASUS PARCOURSUP BOAMP DILA PACS RIB ZUP ZAC DOM TOM CROUS CAPA FLOP
BANCO COVID FOMO YOLO NIMBY JAVA COBOL BASIC SWIFT SEPA IBAN TIC NATO NEET SPAC LOL FARC ETAM IKEA NORAD SAGEM ALSTOM
THALES SAFRAN ORANO ADIL DREAL DARES DREES CESE CADA MIVILUDES OFII OFPRA ODAS ANACT ANAH CEVIPOF GREPI PEPS SIRENE
SIRET SIREN NAS WAN LAN MOOC POP SPAM CLOUD GAN TELIA ELISA EDVIGE FICOBA ESTACA SUPAERO ENAC ENIM ISAE POLSA CERT
STEM ZEVENT NATIXIS DILCRAH VIVATECH ENISA EDRI LOPMI LOPPSI DADVSI LOPSI LIL ARENH ASIC FERMI CUDA PIN INA BIM DIRECT EXCLUSIF URGENT PORTRAIT EXCLU SUD ANALYSE TRIBUNE INTERVIEW ALERTE ENTRETIEN REPORTAGE TECH SPORTS BREF ENQUÊTE RÉCIT DÉCRYPTAGE VIDÉO ATLAS CERN CNAM DAX IBEX CNES
SEGPA ATSEM STAPS AXA MATMUT ARRCO MAPA CARSAT CRAM CAPEB CARREFOUR MATIF
""")
# Spelled although their shape is a word's.
_SPELLED = words("""
AIEA ISS IRA UE USA UK ONG IA AI API EDF UMP ISF IVG IUT IUFM OGM OM ASE ARS ARN ADN AMF ACPR ORL OCDE OMC OMS OIT UDI
UDF LREM SARL EURL EARL EMEA IDF IRM IRSN IGN AOC AOP IGP ESA ETF EIOPA EBA ECB ICO IPO IOT IOS OS OK ADP AFP ATP AOL
AMD ASOS AEG UFO UAE UIT UER EPR EAU IEA IAE EFS EPFL ETH EPO OVH IFA HEC RATP FAQ VOD SVOD
""")
# The way some words are written so that a French voice reads them right, or their phonemes.
_SAYINGS = {
    "EHPAD": marked("Ehpad", ipa="epˈad"), "ADEME": marked("Ademe", ipa="adˈɛm"), "ASEAN": marked("Asean", ipa="aseˈan"),
    "UEFA": marked("Uefa", ipa="yefˈa"),
    "INSEE": marked("Insee", ipa="inse"),
    "ONU": "Onu", "USA": "U S A", "CAC": "Cac", "BRICS": marked("Brics", ipa="bʁˈiks"), "INPI": marked("Inpi", ipa="inpi"),
    "CNIL": "Cnil", "PIN": marked("Pin", ipa="pˈin"), "CNES": marked("Cnes", ipa="knˈɛs"), "SMS": "S M S",
    "CROUS": marked("Crous", ipa="kʁˈus"), "NASA": "Nasa", "OK": "O K", "MOOC": marked("Mooc", ipa="muk"), "LAN": marked("Lan",
    ipa="lan"), "WAN": marked("Wan", ipa="wan"),
}  # fmt: skip
# Capitals that are ordinary words in a title; never acronyms of two or three letters.
_ORDINARY = words("""
LE LA LES ILS EUX LÀ UN UNE DE DU DES ET OU À AU AUX EN SUR PAR POUR DANS QUI QUE CE CET CES SA SON SES MON MA MES TON TA TES IL
ELLE ON NOUS VOUS NE PAS PLUS EST SONT AVEC SANS SE SI Y QUOI TRÈS TOUT TOUS OÙ ÊTRE AVOIR FAIT DIT VA FIN BON OUI NON
VIE LOI MAI MER ROI AN ANS JOUR MOIS DIX CINQ SIX SEPT HUIT NEUF CENT MILLE EAU AIR ÂGE JEU JEUX VUE PEU VOIR DEUX
TROIS LUI LEUR NOS VOS ÇA SUD BUS ART GAZ FEU CAR BAR BLÉ BUT COQ CRI DOS DUO ÉTÉ FER FIL FOU GEL ICI ILE ÎLE LAC LIT LOT
MAL MOT MUR NEZ NOM NUL PIE POT PUR RAT RIZ RUE SAC SEL SOL THÉ TIR MOI TOI ONT TEL PRÈS NÉS NÉE VER VIN VOL MIS MET ÂGE ÂNE ORS
""")
# Of those, what a writer stresses in running text (c'est NON), and what may be an acronym after an article (un PAS).
_STRESSED = words("NON OUI UNE LES VOS NOS MOI TOI LUI EUX OÙ ÇA LÀ ÉTÉ PRÈS")
_STRESSED_FREE = words("LE UN PAS OU ET QUE QUI MON TON ICI ONT SANS DES IL ILS ON EST")
_HIS = words("LA SA MA TA")
_THE_ONE = (
    re.compile(r"(?<!\w)(?:[eE]st|[vV]oilà|était|pas|comme|pour|avec) \Z"),
    re.compile(r" [a-zà-ÿ]"),
)  # c'est LA question
_ARTICLE = re.compile(r"(?:(?<!\w)(?:[lLdD]'|(?:l[ea]s?|une?|d[eu]s?|aux?|cet?|en|à) )|[/-])\Z", re.I)
_ONSET = r"(?:[bcdfgjklmnprstvz]|[bcfgp][lr]|[dtv]r|ch|ph|qu|st|sp|sc|th)?"
_VOWELS = r"[aeiouyéèêàâîïôû]{1,2}"
_MIDDLE = r"(?:[bcdfgjklmnpqrstvxz]|[bcfgp][lr]|[dt]r|ch|ph|qu|[lrmns][bcdfglmnpqrstvz]|[lrmns](?:[bcfgp][lr]|[dt]r|ch)|ss|tt|ll|nn|mm|ff|pp|rr|cc|ct|pt|xp|xt|gn|sh)"
_CODA = r"(?:[bcdfgklmnpqrstvxz]|[rln][dtcksf]|ns|st|ck|x|sk)?"
_PRONOUNCEABLE = re.compile(rf"{_ONSET}{_VOWELS}(?:{_MIDDLE}{_VOWELS}){{0,6}}{_CODA}\Z")


_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")


def is_known(letters: str) -> bool:
    """Whether a list, not the shape of the letters, decides how they are read."""
    return letters in _WORDS or letters in _SPELLED or letters in _ORDINARY or letters in _COMMON


_COMMON = words(
    "SNCF RATP RGPD CNRS HTML HTTP HTTPS LVMH TSMC ASML LGBT LGBTQ LGBTQIA LGBTQI CFDT CGPME FCFA EHESS CSRD CDPQ BPCE BFMTV TOTP "
    "OPCVM SCPI SASU SDIS CRPF CJUE CEDH DGSE DGSI DGCCRF ANSM HCSP GIGN BRGM IFREMER ONERA CNIT"
)


def is_word(letters: str) -> bool:
    """Whether capitals are read as a word.

    >>> [is_word(one) for one in ("CNIL", "OTAN", "GPU", "RGPD", "ADEME", "OCDE", "SNCF", "UNESCO", "ASML", "MEDEF")]
    [True, True, False, False, True, False, False, True, False, True]
    """
    if letters in _WORDS:
        return True
    if len(letters) >= _LONG and letters not in _COMMON and len(_VOWEL.findall(letters)) > 1:
        return True  # the code DISPATCH: nobody spells as many letters
    return len(letters) >= 4 and letters not in _SPELLED and _PRONOUNCEABLE.match(letters.lower()) is not None


_LONG = 7  # letters


def spelled(letters: str) -> str:
    """Letters apart. A French voice reads a lone Y as the word *y*, so its name is given.

    >>> spelled("GPU")
    'G P U'
    """
    words = " ".join(letters)
    return words.replace("Y", marked("Y", ipa="iɡʁˈɛk")) if "Y" in words else words


@lru_cache(maxsize=8192)
def say_acronym(letters: str) -> str:
    """An acronym without its plural s.

    >>> say_acronym("CNIL"), say_acronym("GPU"), say_acronym("OTAN")
    ('Cnil', 'G P U', 'Otan')
    """
    if letters in _SAYINGS:
        return _SAYINGS[letters]
    return letters.capitalize() if is_word(letters) else spelled(letters)


_CLOCK = re.compile(r"\d ?[hH:](?: ?\d\d)? \Z")
_MOSTLY_CAPITALS = re.compile(r"[a-zà-ÿœ]{2}")


@rule("acronym-dots", "A", r"(?<!\w)(?:[A-ZÀ-Þ]\.-?){2,}(?:[A-ZÀ-Þ](?!\w))?")
def dotted(match: re.Match[str]) -> str:
    """U.S.A., O.N.U., S.A.; the last dot ends the sentence where one ends there.

    >>> dotted.read("les U.S.A. sont, l'O.N.U.")
    "les U S A sont, l'Onu."
    """
    letters = re.sub(r"[^\w]", "", match[0])
    end = match[0][-1] == "." and opens_sentence(match.string, match.end(), _RULES)
    return (say_acronym(letters) if letters in _WORDS else spelled(letters)) + ("." if end else "")


_RULES = rules_for("fr")


@rule(
    "acronym",
    "A",
    r"(?<![^\W\d_])(?P<letters>[A-ZÀ-Þ]{2,24})(?P<plural>s)?(?P<small>[a-rt-z](?!\w))?(?P<tail>(?:-[A-Z]{1,3}(?![A-Za-z]))*)(?=[^\w]|_|\Z|\d)(?!-?\d)",
)
def acronym(match: re.Match[str]) -> str | None:
    """Capitals.

    >>> acronym.read("l'IA et les GPUs, la CNIL, un port USB-C, d'UE")
    "l'I A et les G P U, la Cnil, un port U S B C, d'U E"
    """
    letters = match["letters"]
    if letters in {"CET", "EST"} and _CLOCK.search(match.string[max(0, match.start() - 6) : match.start()]):
        return spelled(letters)
    if (
        letters in _ORDINARY and (len(match.string) < 3 or _in_capitals(match) or _in_kicker(match) or _stressed(match))
    ) or (len(letters) >= _LONGEST and not letters.isascii() and _in_capitals(match)):
        return letters.lower()
    if len(letters) > _LONGEST and not is_known(letters) and (_in_headline(match) or _in_kicker(match)):
        return letters.capitalize()
    said = say_acronym(letters) + (f" {match['small']}" if match["small"] else "")
    return f"{said} {_tail(match['tail'])}" if match["tail"] else said


def _tail(written: str) -> str:
    """What hyphens join to an acronym: USB-C, DOM-TOM.

    >>> _tail("-C"), _tail("-TOM")
    ('C', 'Tom')
    """
    return " ".join(say_acronym(part) if part in _WORDS else spelled(part) for part in written[1:].split("-"))


def _stressed(match: re.Match[str]) -> bool:
    """Whether a word in capitals is a small one that the writer stresses.

    >>> acronym.read("c'est NON, il n'est PAS question, pas UN choix, le PAS de juin, LES ABEILLES dorment")
    "c'est non, il n'est pas question, pas un choix, le P A S de juin, les Abeilles dorment"
    """
    letters, text = match["letters"], match.string
    if match["tail"] or match["plural"] or match["small"] or text[match.end() : match.end() + 1] in {"-", "/", "&"}:
        return False
    if letters in _HIS:
        before = text[max(0, match.start() - 8) : match.start()]
        return bool(_THE_ONE[0].search(before) and _THE_ONE[1].match(text, match.end()))
    free = letters in _STRESSED_FREE and not _ARTICLE.search(text[max(0, match.start() - 4) : match.start()])
    return letters in _STRESSED or free


_LONGEST = 3  # letters of an acronym that a title in capitals may hold unlisted
_NEIGHBOURS = re.compile(r"[A-ZÀ-Þ]{2,}[,:]?[ '-]\Z"), re.compile(r"[,:]?[ -][A-ZÀ-Þ]{2,}(?![a-zà-ÿ])")


def _in_headline(match: re.Match[str]) -> bool:
    """Whether a word of capitals is an ordinary one: it has a vowel, and the words around are in capitals too.

    >>> acronym.read("POURQUOI LES MOUETTES REVIENNENT"), acronym.read("UN TRAMWAY"), acronym.read("le KLRSTCH")
    ('Pourquoi les Mouettes Reviennent', 'un Tramway', 'le K L R S T C H')
    """
    text, start, end = match.string, match.start(), match.end()
    if not _VOWEL.search(match["letters"]) or not _in_capitals(match):
        return False
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    alone = len(match["letters"]) > _LONGEST_ALONE and not _WORD.search(before + after)
    return alone or bool(_NEIGHBOURS[0].search(before) or _NEIGHBOURS[1].match(after))


_LONGEST_ALONE, _WORD = 5, re.compile(r"\w")  # a heading of one word


_KICKER = re.compile(
    r"[«“\"]?(?:[A-ZÀ-Þ][A-ZÀ-Þ'-]+,? )*[A-ZÀ-Þ][A-ZÀ-Þ']+(?:-|,? )[A-ZÀ-Þ][A-ZÀ-Þ'-]+(?=:| :|\. | \(| [—–/|-] )"
)


def _in_kicker(match: re.Match[str]) -> bool:
    """Whether a word is one of several in capitals that open a text, before a bracket, a colon, a slash or a dash.

    >>> acronym.read("FAITS DIVERS / Un sanglier"), acronym.read("SNCF VOYAGEURS : le point"), acronym.read("ETATS-UNIS : vote"), acronym.read("EN DIRECT. Le vote")
    ('Faits Divers / Un sanglier', 'S N C F Voyageurs : le point', 'Etats-Unis : vote', 'en Direct. Le vote')
    """
    found = _KICKER.match(match.string)
    return found is not None and match.end() <= found.end() and _VOWEL.search(match["letters"]) is not None


def _in_capitals(match: re.Match[str]) -> bool:
    """Whether the words around are capitals too (a title set in capitals)."""
    text, start, end = match.string, match.start(), match.end()
    return _MOSTLY_CAPITALS.search(f"{text[max(0, start - 20) : start]} {text[end : end + 20]}") is None


@rule("acronym-and", "A", r"(?P<first>[A-Z])(?: ?& ?|&amp;)(?P<second>[A-Z])(?!\w)")
def joined(match: re.Match[str]) -> str:
    """R&D, M&A; S&P keeps its English *and*.

    >>> joined.read("la R&D, S&P 500")
    'la R et D, S and P 500'
    """
    if match["first"] + match["second"] in {"SP", "MA", "QA", "MS"}:
        return f"{match['first']} {marked('and', ipa='ˈɛnd')} {match['second']}"
    return f"{match['first']} et {match['second']}"


@rule("acronym-within", "Aa", r"(?<!\w)(?P<head>[A-ZÀ-Þ]?[a-zà-ÿ]{2,20})(?P<letters>[A-Z]{2,6})(?!\w)")
def within(match: re.Match[str]) -> str:
    """Capitals at the end of a name: ChatGPT, OpenAI.

    >>> within.read("ChatGPT, OpenAI")
    'Chat G P T, Open A I'
    """
    return f"{match['head']} {say_acronym(match['letters'])}"


@rule("acronym-small", "a", r"(?<!\w)(?P<head>[a-z])(?P<letters>[A-Z]{2,6})(?!\w)")
def small_first(match: re.Match[str]) -> str:
    """A small letter before capitals: iOS, eSIM.

    >>> small_first.read("iOS, mRNA")
    'i O S, m R N A'
    """
    return f"{match['head']} {say_acronym(match['letters'])}"


@rule("rating", "A", r"(?<![\w.-])(?P<letters>A{1,3}|B{1,3}|C{2,3})(?P<sign>[+-])(?![\w€$]| ?\d)")
def rating(match: re.Match[str]) -> str | None:
    """A rating agency's mark; a single letter with a minus after a word that tells of it.

    >>> rating.read("noté AA-, puis BBB+, note A-")
    'noté A A moins, puis B B B plus, note A moins'
    """
    if len(match["letters"]) == 1 and not _RATED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    sign = marked("plus", ipa="plˈys") if match["sign"] == "+" else "moins"
    return f"{spelled(match['letters'])} {sign}"


@rule("blood", "A", r"(?<![\w.-])(?P<group>AB|[ABO])(?P<sign>[+-])(?![\w€$])")
def blood(match: re.Match[str]) -> str | None:
    """A group of blood.

    >>> blood.read("des donneurs O- et B+, le groupe AB-, une note B+")
    'des donneurs O moins et B plus, le groupe A B moins, une note B+'
    """
    if not _DONORS.search(match.string[max(0, match.start() - 32) : match.start()]):
        return None
    sign = marked("plus", ipa="plˈys") if match["sign"] == "+" else "moins"
    return f"{spelled(match['group'])} {sign}"


_DONORS = re.compile(r"(?<!\w)(?:donneurs?|donneuses?|groupes?|sang|rhésus|poches?)(?!\w)[^.,;!?]*\Z")
_RATED = re.compile(r"(?:[nN]otée?|[nN]otes?|[nN]otation|à|de) ?:? \Z")


RULES = (dotted, blood, rating, joined, acronym, within, small_first)
