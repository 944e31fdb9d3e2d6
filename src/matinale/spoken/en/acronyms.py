"""Acronyms: read as words (NASA) or spelled (A I, G P U)."""

from __future__ import annotations

import re
from functools import lru_cache

from matinale.spoken.punctuation import opens_sentence, rules_for
from matinale.spoken.rules import rule
from matinale.spoken.tables import words

_WORDS = words("""
NASA NATO JAMA VIX UNESCO UNICEF OPEC FIFA UEFA NASDAQ SWIFT DARPA SCOTUS POTUS FLOTUS NAFTA ASEAN AUKUS BRICS COVID AIDS SARS
RAM ROM LED SIM PIN SPAC FOMO YOLO LASER RADAR SONAR LIDAR SCUBA ASAP CAPTCHA JPEG GIF MOOC WASP GAAP COBRA MEDICARE
SALT IKEA LEGO NOAA FEMA OSHA NICE ICE TED CRISPR OLED DRAM NAND SRAM JAVA COBOL BASIC MIDI BIOS ASCII ICANN SAG SEAL
NORAD EBITDA SOFR LIBOR FINRA STEM NIMBY MAGA TIKTOK NVIDIA ETSY ORACLE INTEL QUALCOMM PEPFAR CERN ESOP RICO
UNCLOS DOGE MENSA BAFTA ABBA IMAX FAANG REIT REITS ATLAS AIPAC UNRWA ISIS DACA HIPAA NASCAR COVAX LIGO NIST JAXA ISRO NEET PETA TARP LASIK WADA
CONCACAF CONMEBOL TRAPPIST MERS SWAT OFSTED OFCOM OFGEM OFWAT DEFRA ACAS UKIP PISA TOEFL SETI GATT EFTA ECOWAS MERCOSUR CARICOM FRONTEX MOSSAD GIPHY
HUD PAC FAFSA FICO LEED AWACS WIC RINO CAFTA START SNAP CHIPS TARDIS AWOL MoMA MAX PRO MINI ULTRA PLUS LITE FLASH NEO TURBO COP ARM ZIP
""")
_RULES = rules_for("en")
_SAYINGS = {
    "AAA": "triple A",
    "NAACP": "N double A C P",
    "NCAA": "N C double A",
    "IEEE": "I triple E",
    "FTSE": "Footsie",
}
_LONG, _VOWEL = 7, re.compile(r"[AEIOUY]")
_SHORT_WORDS = frozenset({"ARM", "COP", "ZIP"})  # that a voice would spell
_SPELLED = words("""
AI US UK EU UN API USA CEO IPO AOL UAE IOS ESPN IOT EV IT TV PC OK AIG EPA FAQ ABC ACLU AARP ALS OECD IAEA IMO IEA UAW
NAACP ETF EPS ESG LGBTQIA LGBTQI
""")
_ORDINARY = words("""
THE AND FOR BUT NOT ARE WAS HAS ALL NEW ONE TWO OUT NOW HOW WHO WHY CAN MAY WILL YOU WE HE SHE THEY OF TO IN ON AT BY
AS IS BE OR AN A NO SO IF UP DO GO MY OUR YOUR HIS HER THIS THAT WITH FROM HAVE MORE JUST
HOME HELP STOP YES LIVE NEWS FREE SALE BEST LAST NEXT LESS OVER VERY MUST READ SAVE DEAL CITY LOVE LIFE TIME YEAR WEEK DAYS TEAM GAME
PLAY SHOW CASH FUND OPEN FAST GOOD BIG TOP LOW HIGH WIN WON ITS THEM THEN THAN WHEN WHAT INTO ONLY ALSO BEEN WERE DOES NEVER ALWAYS
DOWN SOON SAYS SAID EVER EACH BOTH EVEN LONG SELL SOLD PAID FULL HARD REAL TRUE WAIT WANT WORK KNOW LIKE LOOK TAKE MAKE MADE GIVE
DIED BORN LEFT ABOVE BELOW VOTE JOIN INFO CARE HOPE KIDS OFF BACK HERE GONE DONE NONE SOME MANY MUCH SUCH ONCE FIND CAME COME GOES WENT LOST FOUND WANTED GOAL PARK ROAD FOOD
MAIL PHOTO HEAD
""")
_ONSET = r"(?:[bcdfghjklmnprstvwyz]|[bcfgps][lr]|[dt]r|ch|sh|th|ph|qu|st|sp|sc|sk|sm|sn|sw|tw|wh|str|spr)?"
_PRONOUNCEABLE = re.compile(
    rf"{_ONSET}[aeiouy]{{1,2}}(?:(?:[bcdfghjklmnpqrstvwxz]|[lrmns][bcdfgklmnpqrstvz]|[bcfgp][lr]|[dt]r|ch|sh|th|ph|ss|tt|ll|nn|ff|pp|ck|ct|pt)[aeiouy]{{1,2}}){{1,6}}(?:[bcdfgklmnprstxz]|[rln][dtcks]|st|ck|ng|ght)?\Z"
)


def spelled(letters: str) -> str:
    """Letters apart.

    >>> spelled("GPU")
    'G P U'
    """
    return " ".join(letters)


def is_known(letters: str) -> bool:
    """Whether a list, not the shape of the letters, decides how they are read."""
    return letters in _WORDS or letters in _SPELLED or letters in _ORDINARY


@lru_cache(maxsize=8192)
def say_acronym(letters: str) -> str:
    """An acronym: a word stays as it is, the others are spelled.

    >>> say_acronym("NASA"), say_acronym("CEO"), say_acronym("EBITDA"), say_acronym("HTML")
    ('NASA', 'C E O', 'EBITDA', 'H T M L')
    """
    if letters in _SAYINGS:
        return _SAYINGS[letters]
    if letters in _WORDS:
        return letters.capitalize() if letters in _SHORT_WORDS else letters
    word = len(letters) >= 5 and letters not in _SPELLED and _PRONOUNCEABLE.match(letters.lower())
    if len(letters) >= _LONG and letters not in _SPELLED and len(_VOWEL.findall(letters)) > 1:
        return letters  # the code DISPATCH: nobody spells as many letters
    return letters if word else spelled(letters)


def say_letters(letters: str) -> str:
    """The letters of a name: capitals spelled, words as they are."""
    return spelled(letters) if len(letters) > 1 and letters.isupper() and letters not in _WORDS else letters


@rule("acronym-dots", "A", r"(?<!\w)(?:[A-Z]\.){2,}(?:[A-Z](?!\w))?(?P<own>'?s(?!\w))?")
def dotted(match: re.Match[str]) -> str:
    """U.S., U.K.; the last dot ends the sentence where one ends there.

    >>> dotted.read("the U.S. economy, the U.K."), dotted.read("J.K. Rowling")
    ('the U S economy, the U K.', 'J K Rowling')
    """
    letters = re.sub(r"[^A-Z]", "", match[0])
    end = match[0][-1] == "." and opens_sentence(match.string, match.end(), _RULES)
    return spelled(letters) + ("'s" if match["own"] else "") + ("." if end else "")


@rule("acronym-and", "A", r"(?<!\w)(?P<first>[A-Z]{1,3}) ?& ?(?P<second>[A-Z]{1,3})(?P<plural>s)?(?!\w)")
def joined(match: re.Match[str]) -> str:
    """S&P, P&L.

    >>> joined.read("S&P 500, B&Bs")
    "S and P 500, B and B's"
    """
    return f"{spelled(match['first'])} and {spelled(match['second'])}" + ("'s" if match["plural"] else "")


@rule(
    "acronym",
    "A",
    r"(?<![^\W\d_])(?P<letters>[A-Z]{2,24})(?P<plural>'?s)?(?P<small>[a-rt-z])?(?P<tail>(?:-[A-Z])*)(?![\w]|-?\d)",
)
def acronym(match: re.Match[str]) -> str | None:
    """Capitals; a plural keeps its s, as it is heard.

    >>> acronym.read("AI and GPUs, NASA's, USB-C")
    "A I and G P U's, NASA's, U S B C"
    """
    letters = match["letters"]
    if letters == "WHO" and not _SHOUTED.search(match.string, max(0, match.start() - 24), match.end() + 24):
        # the organisation, unless its neighbours are in capitals too
        return "W H O's" if match["plural"] else "W H O"
    if letters in _ORDINARY or (letters == "LIV" and match.string.startswith(" Golf", match.end())):
        return letters.lower() if len(letters) > 1 else None
    texted = _TEXTED.search(match.string[max(0, match.start() - 9) : match.start()]) and _VOWEL.search(letters)
    ordinary = (len(letters) > _LONGEST or letters in _SHORT_ORDINARY) and not is_known(letters)
    if texted or (ordinary and _in_headline(match)):
        return letters.lower()
    surname = match.start() == 0 and len(letters) > _LONGEST and _GIVEN_NAME.match(match.string, match.end())
    if surname or ((ordinary or letters in _IN_TOWNS) and not is_known(letters) and _in_dateline(match)):
        return letters.capitalize()
    said = say_acronym(letters)
    if match["plural"]:
        said += "'s" if " " in said or match["plural"][0] == "'" else "s"
    if match["small"]:
        said += f" {match['small']}"
    return f"{said} {spelled(match['tail'].replace('-', ''))}" if match["tail"] else said


_TEXTED = re.compile(r"\b(?:[tT]ext|[tT]exting|[tT]exted) ['\"“]?\Z")  # text PIZZA to 55512
_SHORT_ORDINARY = words("""
AGE AIR ANY APP ART ASK BAD BAN BAR BED BET BOX BOY BUS BUY CAR CAT CUT DAY DID DIE DOG EAT EGG END EYE FAR FEE FEW FIT FIX
FLY FUN GAP GAS GET GOD GOT GUN HIT HOT ICE JET JOB JOY KEY KID LAW LAY LED LET LOT MAN MAP MEN MET MOM OFF OIL OLD OWN
PAY PER PUT RAN RED RUN SAD SAW SAY SEA SEE SET SEX SIX SUN TAX TEN TIE TOO TRY USE WAR WAY YET
""")
_LONGEST = 3  # letters of an acronym that a headline in capitals may hold unlisted
_NEIGHBOUR = re.compile(r"[A-Z]{2,}[,:]? \Z"), re.compile(r"[,:]? [A-Z]{2,}(?![a-z])")
_SMALL = re.compile(r"[a-z]{2}")


def _in_headline(match: re.Match[str]) -> bool:
    """Whether a word of capitals is an ordinary one: it has a vowel, and the words around are in capitals too.

    >>> acronym.read("BREAKING: US STOCKS FALL AGAIN"), acronym.read("HTML CSS"), acronym.read("The EEOC sued")
    ('breaking: U S stocks fall again', 'H T M L C S S', 'The E E O C sued')
    """
    text, start, end = match.string, match.start(), match.end()
    before = _SENTENCES.split(text[max(0, start - 24) : start])[-1]
    after = _SENTENCES.split(text[end : end + 24])[0]
    if not _VOWEL.search(match["letters"]) or _SMALL.search(f"{before} {after}"):
        return False
    alone = len(match["letters"]) > _LONGEST_ALONE and not _LETTER.search(before + after)
    return alone or bool(_NEIGHBOUR[0].search(before) or _NEIGHBOUR[1].match(after))


_GIVEN_NAME = re.compile(r", [A-Z][a-z]+, (?:d\.|b\.|aged|died|born|of|late)(?!\w)")  # after a surname in capitals
_SENTENCES = re.compile(r"[.!?](?: |\Z)")
_IN_TOWNS = words("LOS LAS SAN RIO TEL ABU DES DEL EL LA ST MT DAR KEY")
_DATELINE = re.compile(r"[\"“]?(?:[A-Z][A-Z'.-]+,? )+[A-Z][A-Z'.-]+(?:, [A-Z][a-z]+\.)?(?=:| \(| [—–/|-] )")


def _in_dateline(match: re.Match[str]) -> bool:
    """Whether a word is one of several in capitals that open a text, before a bracket, a colon, a slash or a dash.

    >>> acronym.read("LOS ANGELES (AP) — The fire grew"), acronym.read("NEW YORK – Stocks fell")
    ('Los Angeles (A P) — The fire grew', 'new York – Stocks fell')
    """
    found = _DATELINE.match(match.string)
    return found is not None and match.end() <= found.end() and _VOWEL.search(match["letters"]) is not None


_LONGEST_ALONE, _LETTER = 5, re.compile(r"\w")  # a heading of one word


_SHOUTED = re.compile(r"(?<![A-Z])(?!WHO)[A-Z]{2,} WHO(?![A-Z])|(?<![A-Z])WHO [A-Z]{2,}")


@rule("acronym-within", "Aa", r"(?<!\w)(?P<head>[A-Z]?[a-z]{2,20}|[a-z])(?P<letters>[A-Z]{2,6})(?!\w)")
def within(match: re.Match[str]) -> str:
    """Capitals at the end of a name: ChatGPT, OpenAI, iOS.

    >>> within.read("ChatGPT, OpenAI, iOS")
    'Chat G P T, Open A I, i O S'
    """
    return f"{match['head']} {say_acronym(match['letters'])}"


RULES = (dotted, joined, acronym, within)
