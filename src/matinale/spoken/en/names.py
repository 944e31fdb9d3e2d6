"""Names with figures: GPT-4o, A380, H100, 5G, 1080p, COVID-19, Web3, C++."""

from __future__ import annotations

import re

from matinale.spoken.en.acronyms import say_letters, spelled
from matinale.spoken.en.figures import name_figures
from matinale.spoken.en.numbers import INTEGER, YEAR, cardinal, say_number, say_year, several
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.series import EPISODE

_FIXED = {
    "C++": "C plus plus", "C#": "C sharp", "F#": "F sharp", ".NET": "dot net", "B2B": "B to B", "B2C": "B to C",
    "P2P": "P to P", "D2C": "D to C", "H2O": "H two O", "CO2": "C O two", "A+": "A plus", "Disney+": "Disney plus",
    "Apple TV+": "Apple T V plus", "Paramount+": "Paramount plus", "W3C": "W three C", "3D": "three D",
    "NOx": "N O X", "SOx": "S O X", "GO bonds": "G O bonds", "GO bond": "G O bond", "GO Bonds": "G O Bonds", "GO-bond": "G O bond", "I/O": "I O", "A/B": "A B", "TCP/IP": "T C P I P", "N/A": "not applicable", "Node.js": "Node J S",
    "H.264": "H two sixty-four", "AC/DC": "A C D C", "LGBTQ+": "L G B T Q plus", "w/": "with", "w/o": "without",
    "H5N1": "H five N one", "H1N1": "H one N one", "WWII": "World War two", "WWI": "World War one", "WW2": "World War two", "WW1": "World War one",
    "50-50": "fifty-fifty", "49ers": "forty-niners", "76ers": "seventy-sixers", "10b5-1": "ten B five one",
    "A$AP": "ASAP", "007": "double oh seven", "JPMorgan": "J P Morgan", "pH": "p H", "mc²": "M C squared", "BnF": "B N F",
    "9/11": "nine eleven", "IoT": "I O T", "IIoT": "I I O T", "401k": "four oh one K",
    "7-Eleven": "seven eleven", "7UP": "seven up", "7 UP": "seven up", "R&D": "R and D", "Q&A": "Q and A", "M&A": "M and A",
    "RTÉ": "R T É", "P!nk": "Pink", "QE II": "Q E two", "Super Bowl L": "Super Bowl fifty", "BoE": "B O E", "DfE": "D F E", "DfT": "D F T", "MoD": "M O D", "MoJ": "M O J", "Ke$ha": "Kesha", "deadmau5": "deadmaus", "blink-182": "Blink one eighty-two", "A–Z": "A to Z", "A-Z": "A to Z", "Se7en": "Seven", "iX": "i X", "iX1": "i X one", "iX2": "i X two", "iX3": "i X three", "24/7/365": "twenty-four seven three sixty-five", "M3GAN": "Megan", "AT&T": "A T and T", "E=mc²": "E equals M C squared", "E=mc2": "E equals M C squared",
}  # fmt: skip


@rule("name-fixed", ".A9a", rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _FIXED), key=len, reverse=True))})(?![\w+#])")
def fixed(match: re.Match[str]) -> str:
    """Names that no rule could guess.

    >>> fixed.read("C#, B2B, R&D")
    'C sharp, B to B, R and D'
    """
    return _FIXED[match[0]]


@rule(
    "three-m",
    "9",
    r"3M(?='s(?!\w)| \((?:NYSE: ?)?MMM(?!\w)| (?:Co|Company|Corp|said|says|shares|stock|and|will|has|is|was|plans|hid|makes|made|sold|paid|cut|lost|won|spun|fell|rose|slid|sank|hit|both|(?!used|needed)[a-z]{2,}(?:ed|es))(?!\w)|[,.]? ?\Z)",
)
def three_m(_match: re.Match[str]) -> str:
    """The company.

    >>> three_m.read("3M's lawyers, 3M users, at 3M")
    "three M's lawyers, 3M users, at three M"
    """
    return "three M"


@rule("motor-oil", "9", r"(?P<cold>0|5|10|15|20|25)W-?(?P<warm>[1-6]\d)(?!\w)")
def motor_oil(match: re.Match[str]) -> str:
    """How thick an oil is, cold and warm.

    >>> motor_oil.read("use 5W-30, a 5W lamp")
    'use five W thirty, a 5W lamp'
    """
    return f"{cardinal(int(match['cold']))} W {cardinal(int(match['warm']))}"


@rule("zone", "A", r"(?<!\w)(?P<zone>GMT|UTC)(?P<sign>[+–-])(?=\d{1,2}(?!\w))")
def zone(match: re.Match[str]) -> str:
    """A time zone by its hours.

    >>> zone.read("returns to GMT-5, on UTC+2")
    'returns to G M T minus 5, on U T C plus 2'
    """
    return f"{spelled(match['zone'])} {'plus' if match['sign'] == '+' else 'minus'} "


@rule("broadcast", "9", r"(?P<eastern>\d{1,2})/(?P<central>\d{1,2})c(?!\w)")
def broadcast(match: re.Match[str]) -> str:
    """When American networks show it, by two clocks.

    >>> broadcast.read("at 9/8c")
    'at nine, eight Central'
    """
    return f"{say_number(match['eastern'])}, {say_number(match['central'])} Central"


@rule("lineage", "A", r"(?<!\w)(?P<letters>[A-Z]{1,4})\.(?P<figures>\d{1,2}(?:\.\d{1,2}){0,3})(?!\w|\.\d)")
def lineage(match: re.Match[str]) -> str:
    """A variant of a virus.

    >>> lineage.read("the JN.1 and XBB.1.5 strains")
    'the J N point one and X B B point one point five strains'
    """
    return f"{spelled(match['letters'])} point {name_figures(match['figures'])}"


@rule("from-to", "9", r"(?P<first>\d{1,3})-to-(?=\d)")
def from_to(match: re.Match[str]) -> str:
    """A range in words.

    >>> from_to.read("a 9-to-5 job")
    'a nine to 5 job'
    """
    return f"{say_number(match['first'])} to "


@rule(
    "name-figures",
    "Aa",
    r"(?<!\w)(?:(?P<first>[A-Za-z]{2,24})-)?(?P<head>[A-Za-z]{1,24})(?P<link>[-–]?)(?P<figures>\d{1,5}(?:\.\d{1,3}){0,3})(?P<tail>[A-Za-z]{0,4}\b)?(?P<more>(?:-(?:\d{1,5}(?:\.\d{1,3})?)?[A-Za-z]{0,10}){0,4})(?!\w)",
)
def name_with_figures(match: re.Match[str]) -> str | None:
    """Letters and figures in one name.

    >>> name_with_figures.read("GPT-4o, A380, H100, COVID-19, Web3, G7, x86, Llama-3.1-70B, pre-2008")
    'G P T four o, A three eighty, H one hundred, COVID nineteen, Web three, G seven, x eighty-six, Llama three point one seventy B, pre two thousand eight'
    """
    head = match["head"]
    if re.match(r"-(?:1[5-9]|20)?\d0s", match.string[match.end("head") : match.end("head") + 7]):
        return None  # the mid-1990s: the decade is a token of its own
    if head == "K" and match["link"] and _GRADES.search(text_before(match.string, match.start(), 8)):
        return f"K to {name_figures(match['figures'])}"
    if head == "x" and not match["link"] and match["figures"] not in {"86", "64"}:
        return f"times {name_figures(match['figures'])}"
    words = [_part(match["first"])] if match["first"] else []
    dated = match["link"] and YEAR.fullmatch(match["figures"]) and head.lower() in _AROUND
    if match["tail"] in _RANKS and not match["more"]:
        return None  # a pre-19th
    words += [_part(head), say_year(int(match["figures"])) if dated else name_figures(match["figures"])]
    if match["tail"] == "s":
        words[-1] = several(words[-1])  # two F-16s, C-130s
    elif match["tail"]:
        words.append(say_letters(match["tail"]))
    for piece in re.findall(r"\d+(?:\.\d+)?|[A-Za-z]+", match["more"] or ""):
        if piece == "s" and words[-1][-1].islower():
            words[-1] = several(words[-1])  # A350-1000s
            continue
        words.append(name_figures(piece) if piece[0].isdecimal() else say_letters(piece))
    return " ".join(words)


_GRADES = re.compile(r"[Gg]rades? \Z")
_AROUND = frozenset({"pre", "post", "mid", "early", "late", "non"})  # pre-2008
_RANKS = frozenset({"st", "nd", "rd", "th"})
_SMALL = frozenset({"gpt", "oss", "rtx", "gtx"})  # acronyms that names of files and models write small


def _part(letters: str) -> str:
    return spelled(letters.upper()) if letters in _SMALL else say_letters(letters)


@rule(
    "rating", "A", r"(?<![\w-])(?P<letters>[A-D]{2,3}|[A-D](?=\+|-(?! (?:and|or|to) [A-Z]-)))(?P<sign>[+-])(?![\w+-])"
)
def rating(match: re.Match[str]) -> str:
    """The mark of a debtor, or of a pupil.

    >>> rating.read("AA-, BBB+ and AAA, an A- grade, A- and B-list")
    'A A minus, B B B plus and AAA, an A minus grade, A- and B-list'
    """
    of_blood = _BLOOD.search(match.string, max(0, match.start() - 40), match.end() + 40)
    signs = ("positive", "negative") if of_blood else ("plus", "minus")
    return f"{' '.join(match['letters'])} {signs[match['sign'] == '-']}"


_BLOOD = re.compile(r"\b(?:[bB]lood|[dD]onors?|[tT]ransfusions?|red cells|plasma|patients who are)\b")


@rule(
    "rating-small",
    "A",
    r"(?<!\w)(?P<letters>Aa|Baa|Ba|Caa)(?P<step>[1-3])(?= (?:from|at|by|with|rating|credit|debt|bond|issuer|to)(?!\w)|[,.;)]|\Z)",
)
def rating_small(match: re.Match[str]) -> str:
    """The mark of a debtor as Moody's writes it.

    >>> rating_small.read("cut to Aa1, at Baa3, the A1 road")
    'cut to A A one, at B A A three, the A1 road'
    """
    return f"{' '.join(match['letters'].upper())} {cardinal(int(match['step']))}"


@rule(
    "figures-letters",
    "9",
    r"(?P<figures>\d{1,5}(?:\.\d{1,2})?)-?(?P<letters>(?!(?:ST|ND|RD|TH)(?!\w))[A-Z]{1,4}[a-z]{0,2}|[pioxn])(?P<more>-?\d{1,3})?(?P<last>(?<=\d)[A-Z])?(?!\w)",
)
def figures_letters(match: re.Match[str]) -> str:
    """5G, 4K, 1080p, 70B, 10x.

    >>> figures_letters.read("5G, 4K, 1080p, 2FA, 70B, 3x, 4x4")
    'five G, four K, ten eighty p, two F A, seventy B, three times, four by four'
    """
    if match["letters"] == "x":
        by = (match["more"] or "").strip("-")
        return f"{say_number(match['figures'])} {f'by {say_number(by)}' if by else 'times'}"
    more = f" {name_figures(match['more'].strip('-'))}" if match["more"] else ""
    last = f" {match['last']}" if match["last"] else ""
    figures = (say_number if "." in match["figures"] else name_figures)(match["figures"])
    return f"{figures} {say_letters(match['letters'])}{more}{last}"


@rule("half-year", "9av", r"(?<!\w)(?P<version>v ?)?(?P<year>[12]\d)H(?P<half>[12])(?!\w)")
def half_year(match: re.Match[str]) -> str:
    """A version of Windows, named for half a year.

    >>> half_year.read("24H2, v23H2")
    'twenty-four H two, version twenty-three H two'
    """
    version = "version " if match["version"] else ""
    return f"{version}{cardinal(int(match['year']))} H {cardinal(int(match['half']))}"


@rule(
    "jets",
    "9",
    r"(?P<count>\d{1,3}) (?=7[0-8]7(?:s|-(?:[789]00|[89]|10)s?|-MAX(?:es)?| (?:MAX|Max|NG|Dreamliners?|jets|freighters|aircraft))(?!\w))",
)
def jets(match: re.Match[str]) -> str:
    """How many, before what each is called.

    >>> jets.read("including 38 737s, 36 737 MAX jets")
    'including thirty-eight 737s, thirty-six 737 MAX jets'
    """
    return f"{cardinal(int(match['count']))} "


@rule(
    "doses",
    "9",
    r"(?P<count>\d{1,2}) (?=\d{2,4} ?-?(?:mg|mcg|g|ml|mL|oz|liter|litre) (?:tablets?|pills?|capsules?|bottles?|cans?|bags?|packs?|doses?|tins?|jars?|vials?)(?!\w))",
)
def doses(match: re.Match[str]) -> str:
    """How many, before how much each holds.

    >>> doses.read("take 2 500 mg tablets")
    'take two 500 mg tablets'
    """
    return f"{cardinal(int(match['count']))} "


@rule("storage", "9", r"(?P<model>\d{1,2}) (?=(?:128|256|512) ?[GT]B(?!\w))")
def storage(match: re.Match[str]) -> str:
    """The number of a telephone before what it stores.

    >>> storage.read("the iPhone 13 128GB")
    'the iPhone thirteen 128GB'
    """
    return f"{cardinal(int(match['model']))} "


@rule("processor", "9", r"(?:(?<!\w)(?P<series>[3579]) )?(?P<model>\d{3,5})(?P<letters>K[FS]?|HX?|U|V)(?!\w)")
def processor(match: re.Match[str]) -> str | None:
    """The series and the model of a processor.

    >>> processor.read("a Core Ultra 9 285K, Core Ultra 7 258V, Core i5 12600K, paid 285K")
    'a Core Ultra nine two eighty-five K, Core Ultra seven two fifty-eight V, Core i5 twelve six hundred K, paid 285K'
    """
    if not _PROCESSOR.search(text_before(match.string, match.start(), 16)):
        return None
    series = f"{cardinal(int(match['series']))} " if match["series"] else ""
    model = match["model"]
    figures = (
        f"{cardinal(int(model[:2]))} {name_figures(model[2:])}" if len(model) > len("9950") else name_figures(model)
    )
    return f"{series}{figures} {spelled(match['letters'])}"


_PROCESSOR = re.compile(r"(?<!\w)(?:Core|Ultra|Ryzen|Xeon|Celeron)(?: AI| Max)? (?:i?[3579][ -])?\Z")
_SIZED = (
    "Llama", "Qwen", "Gemma", "Mistral", "Mixtral", "Falcon", "Phi", "DeepSeek", "OLMo", "Nemotron", "Yi", "Granite", "Pythia",
    "BLOOM", "StarCoder", "Grok", "GLM", "MiniMax", "Apertus", "Vicuna", "PaLM", "Codestral", "Ministral", "SmolLM",
)  # fmt: skip


@rule("model-size", "9", r"(?:(?P<version>\d{1,2}(?:\.\d{1,2})?) )?(?P<size>\d{1,3}(?:\.\d{1,2})?)B(?!\w)")
def model_size(match: re.Match[str]) -> str | None:
    """The version of a language model and how many billions of parameters it has.

    >>> model_size.read("Llama 3.1 405B runs, Gemma 2 27B, Mistral 7B has, sold 3 405B")
    'Llama three point one, four oh five B runs, Gemma two, twenty-seven B, Mistral seven B has, sold 3 405B'
    """
    before = text_before(match.string, match.start(), 12)
    if before.rpartition(" ")[0].rpartition(" ")[2] not in _SIZED or not before.endswith(" "):
        return None
    version = f"{say_number(match['version'])}, " if match["version"] else ""
    return f"{version}{name_figures(match['size'])} B"


@rule("experts", "9", r"(?P<experts>\d{1,3})[x×](?P<size>\d{1,3}(?:\.\d)?)(?P<unit>[BM])(?!\w)")
def experts(match: re.Match[str]) -> str:
    """A model that is a mixture.

    >>> experts.read("an 8x7B model, 16×3.8B")
    'an eight by seven B model, sixteen by three point eight B'
    """
    return f"{cardinal(int(match['experts']))} by {say_number(match['size'])} {match['unit']}"


@rule("serial", "A", EPISODE)
def serial(match: re.Match[str]) -> str:
    """An episode of a series.

    >>> serial.read("S2E5 of The Bear")
    'season two episode five of The Bear'
    """
    return f"season {cardinal(int(match['season']))} episode {cardinal(int(match['episode']))}"


@rule("benchmark", "a", r"(?<!\w)(?P<kind>pass|recall|precision|top|hit|NDCG|nDCG)@(?=\d)")
def benchmark(match: re.Match[str]) -> str:
    """A score among so many tries.

    >>> benchmark.read("87% pass@1")
    '87% pass at 1'
    """
    return f"{match['kind']} at "


@rule("large-sum", "9", rf"(?P<number>{INTEGER}(?P<part>\.\d{{1,3}})?)(?P<scale>[BT])(?!\w)")
def large_sum(match: re.Match[str]) -> str | None:
    """Billions and trillions after what tells of a sum, or with two decimals; the size of a model stays.

    >>> large_sum.read("Stocks were 1.91B, debt of 121.51T, Assets rose to 24B"), large_sum.read("a 70B model, models grew to 24B, Gate 14B")
    ('Stocks were one point nine one billion, debt of one hundred twenty-one point five one trillion, Assets rose to twenty-four billion', 'a 70B model, models grew to 24B, Gate 14B')
    """
    text, start = match.string, match.start()
    if _MODEL.search(text, max(0, start - 60), match.end() + 12):
        return None
    precise = match["part"] and len(match["part"]) > len(".1") and not _PART.search(text_before(text, start, 12))
    if not precise and not _SUM.search(text_before(text, start, 32)):
        return None
    return f"{say_number(match['number'])} {'billion' if match['scale'] == 'B' else 'trillion'}"


_MODEL = re.compile(
    r"\b(?:[mM]odels?|LLMs?|[pP]aram(?:eter)?s?|weights|checkpoints?|MoE|dense|benchmarks?|MRI|tesla)\b"
)
_PART = re.compile(r"\b(?:Class|Section|Rule|Article|Version|Part|Form|Table|Figure|Exhibit|Series|v\.?) ?\Z")
_SUM = re.compile(
    r"\b(?:rose|rises?|f[ae]lls?|fallen|grew|grows?|grown|climb(?:ed|s)?|jump(?:ed|s)?|dropp?(?:ed|s)?|slid|swelled|shrank|soared|surged|plunged|increased|decreased|declined"
    r"|total(?:l?ed|s|ing)?|reach(?:ed|es)?|hit|hits|topp?(?:ed|s)|exceed(?:ed|s)?|surpass(?:ed|es)?|worth|valued|averaged|amounted|stood|revenues? of|sales of|assets of|debt of|volume of|inventor(?:y|ies) (?:of|were|was))"
    r" (?:(?:to|by|at|a|about|nearly|over|above|roughly|some|almost|around|record|more than|less than) ){0,3}\Z|\d[BT] from \Z"
    r"|\b(?:assets|revenues?|sales|profits?|debts?|deposits|cap|GDP|volumes?|turnover|stocks|inventories|reserves|budgets?|spending|cash|loans|exports|imports|population|output|AUM)"
    r" (?:was|were|is|are|of|at) (?:about |nearly |over |just |only )?\Z",
    re.I,
)


@rule("curve", "9", r"(?P<short>\d{1,2})s(?P<long>\d{1,2})s(?!\w)")
def curve(match: re.Match[str]) -> str:
    """The yields of short and of long bonds.

    >>> curve.read("the 2s10s spread")
    'the twos tens spread'
    """
    return f"{several(cardinal(int(match['short'])))} {several(cardinal(int(match['long'])))}"


@rule("mortgage", "9", r"(?P<fixed>\d{1,2})/(?P<then>\d) ARM(?P<plural>s)?(?!\w)")
def mortgage(match: re.Match[str]) -> str:
    """A loan whose rate is fixed for some years.

    >>> mortgage.read("a 5/1 ARM")
    'a five one A R M'
    """
    plural = "'s" if match["plural"] else ""
    return f"{cardinal(int(match['fixed']))} {cardinal(int(match['then']))} A R M{plural}"


@rule(
    "charity",
    "9",
    r"(?P<head>501|401|403|457|529)\((?P<letter>[a-z])\)(?:\((?P<figure>\d{1,2})\))?(?P<plural>s)?(?!\w)",
)
def charity(match: re.Match[str]) -> str:
    """A paragraph of the tax code that is a name.

    >>> charity.read("501(c)(3)s, a 403(b), two 401(k)s")
    "five oh one C threes, a four oh three B, two four oh one K's"
    """
    said = f"{name_figures(match['head'])} {match['letter'].upper()}"
    if not match["figure"]:
        return said + ("'s" if match["plural"] else "")
    figure = cardinal(int(match["figure"]))
    return f"{said} {several(figure) if match['plural'] else figure}"


@rule("clause-letter", "9", r"(?P<number>\d{1,4})\((?P<letter>[a-z])\)(?P<more>(?:\([a-z\d]{1,4}\))*)(?!\w)")
def clause_letter(match: re.Match[str]) -> str:
    """A paragraph of a law.

    >>> clause_letter.read("clause 4(b), Article 6(1)(f), rule 12(b)(6)")
    'clause four B, Article 6(1)(f), rule twelve B six'
    """
    more = [say_number(each) if each.isdecimal() else each.upper() for each in re.findall(r"\w+", match["more"])]
    return " ".join([say_number(match["number"]), match["letter"].upper(), *more])


RULES_FIRST = (
    fixed,
    half_year,
    jets,
    storage,
    doses,
    three_m,
    motor_oil,
    processor,
    model_size,
    large_sum,
    zone,
    experts,
    serial,
    benchmark,
    curve,
    mortgage,
    charity,
    clause_letter,
)
RULES = (lineage, from_to, broadcast, rating, rating_small, name_with_figures, figures_letters)
