"""What the sentence splitter knows of each language: abbreviations, words that open a sentence, words that lean."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from matinale.languages import primary_language

OPENERS = "«“\"'‘„‹([{¿¡—–-*_•"
CLOSERS = "»”\"'’›)]}*_"


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """All in lower case and without a final stop.

    `abbreviations` never end a sentence; `numbering` ones do not before a digit; `final_abbreviations` end one when a
    word of `starters` follows, as initials do; `conjunctions` open a clause; `leaning` words are not parted from what
    follows; `exclamations` are names that end in a mark; after a word of `lettered` a single letter is no initial (plan
    B); `timed` words may follow a time (5 p.m. Eastern).
    """

    abbreviations: frozenset[str]
    numbering: frozenset[str]
    final_abbreviations: frozenset[str]
    starters: frozenset[str]
    conjunctions: frozenset[str]
    leaning: frozenset[str]
    lettered: frozenset[str]
    timed: frozenset[str] = frozenset()
    exclamations: frozenset[str] = frozenset({"yahoo!", "jeopardy!"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FRENCH = SentenceRules(
    abbreviations=_words(
        "m mm mme mmes mlle mlles me mes dr drs pr prs mgr st ste sts stes vve gal cdt lt sgt cf c.-à-d càd p.ex p.-ex "
        "env av apr trad rééd tél tel bd boul fg rte moy ibid vs"
    ),
    numbering=_words(
        "n nos no p pp art al chap vol fig figs ill pl col max min long lat éd ed coll t r v s op réf art hab lun mar "
        "mer jeu ven sam dim"
    ),
    final_abbreviations=_words(
        "etc j.-c jc j.c cie sté sa s.a inc corp ltd co llc gmbh ag plc jr sr h kg km janv jan févr fév fevr avr juil "
        "juill sept oct nov déc dec a.m p.m u.s u.k d.c u.e o.n.u n.b p.-s p.s c prof gén col prés"
    ),
    starters=_words(
        "le la les l un une des du de d ce cet cette ces c il elle ils elles on nous vous je j tu mon ma mes son sa "
        "ses notre nos votre vos leur leurs et mais ou or car donc ni puis ensuite enfin alors ainsi aussi cependant "
        "toutefois pourtant néanmoins selon dans en à au aux pour par avec sans sur sous depuis pendant après avant "
        "chez vers entre contre malgré si quand lorsque comme parce que qu qui quoi dont où quel quelle quels quelles "
        "comment pourquoi reste voilà voici autre autres tout toute tous toutes aucun aucune chaque plusieurs certains "
        "certaines interrogé interrogée résultat autrement hier aujourd demain surtout notamment d'abord désormais "
        "déjà jusqu même plus moins pas y s n ne celui celle ceux celles bon bref oui non merci"
    ),
    conjunctions=_words(
        "et ou mais car donc or ni qui que qu dont où lorsque lorsqu quand si comme puisque puisqu parce afin alors "
        "tandis pendant pour sans avec selon après avant depuis jusqu dans grâce malgré contre ainsi notamment ce sauf "
        "avant quitte tout sur par soit via"
    ),
    lettered=_words(
        "plan plans point vitamine vitamines groupe hépatite hépatites jour heure ligne lignes zone zones type série "
        "catégorie niveau option classe annexe rer tramway bus bâtiment hall porte lettre bac profil note ligue phase"
    ),
    leaning=_words(
        "le la les l' un une des du de à au aux en ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre "
        "vos leur leurs je tu il elle on nous vous ils elles ne se me te y lui très plus moins aussi si trop peu pas "
        "quelque quelques chaque plusieurs quel quelle quels quelles et ou mais car donc ni que qui dont où par pour "
        "sans sous sur avec dans chez vers entre million millions milliard milliards est "
        "sont a ont m. mm. mme mmes mlle dr pr me n° st-"
    ),
)

_ENGLISH = SentenceRules(
    abbreviations=_words(
        "mr mrs ms messrs dr drs prof rev hon gov sen rep gen maj capt lt sgt sts cf e.g eg i.e ie viz approx vs "
        "tel dept univ blvd incl"
    ),
    numbering=_words("no nos p pp fig figs vol vols ch chap sec art al c ca est ed v ext max min avg col ave rd hwy"),
    final_abbreviations=_words(
        "etc inc corp ltd co llc plc gmbh bros jr sr esq st mt ft a.m p.m am pm u.s u.k u.n e.u d.c l.a n.y ph.d b.a "
        "m.a m.d jan feb apr jun jul aug sept sep oct nov dec tue tues thu thurs fri oz lb hr hrs yrs"
    ),
    starters=_words(
        "the a an this that these those it its he she they we you i his her their our your my there here and but or so "
        "yet for nor if when while where what who why how as at by in on of to from with without after before since "
        "until under over between among through during despite although though because unlike like then now still also "
        "instead however meanwhile moreover according both each every some many most few several one two three no not "
        "asked in everyone everybody someone anyone nobody nothing something all other others another none"
    ),
    conjunctions=_words(
        "and or but so yet for nor that which who whom whose where when while if as because although though since "
        "until unless whereas after before with without to by from into through during despite including according than"
    ),
    leaning=_words(
        "the a an this that these those my your his her its our their of to in on at by for with from and or but nor "
        "not very more most less too so as than is are was were be been has have had will would can could may might "
        "should must do does did i you he she it we they million billion trillion hundred thousand mr. mrs. ms. dr. "
        "prof. no."
    ),
    lettered=_words(
        "plan plans point vitamin vitamins group hepatitis team type series category level option class annex line "
        "train gate hall building letter grade phase war section part schedule appendix exhibit"
    ),
    timed=_words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december jan feb mar apr jun jul aug sept sep oct nov dec et est edt ct cst cdt mt "
        "mst mdt pt pst pdt gmt utc bst cet cest eastern central mountain pacific greenwich zulu ist jst hkt"
    ),
)


def _both(one: SentenceRules, other: SentenceRules) -> SentenceRules:
    return SentenceRules(*(getattr(one, field.name) | getattr(other, field.name) for field in fields(SentenceRules)))


_ANY = _both(_FRENCH, _ENGLISH)
_RULES = {"fr": _FRENCH, "en": _ENGLISH}


def rules_for(language: str) -> SentenceRules:
    """The rules of an IETF tag's language; for one that we have no table of, those of all languages together."""
    return _RULES.get(primary_language(language), _ANY)


_NEXT_WORD = re.compile(r"[»”\"')]* ([^\W\d_][\w]*)")


def opens_sentence(text: str, position: int, rules: SentenceRules) -> bool:
    """Whether a sentence ends at `position`, just after the dot of an abbreviation.

    It does where the text or a quotation ends, and where a capitalised word follows that only opens sentences.

    >>> [opens_sentence(text, 4, rules_for("en")) for text in ("Inc. The firm", "Inc. Magazine", "Inc. the", "Inc.")]
    [True, False, False, True]
    """
    if position == len(text) or text[position] in '»”"':
        return True
    following = _NEXT_WORD.match(text, position)
    if not following:
        return False
    word = following[1]
    return word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.lower() in rules.starters
