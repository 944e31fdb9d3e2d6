"""Addresses, handles and hashtags, said shortly, in any language's words: exemple point F R, example dot com."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from matinale.spoken.marks import text_before
from matinale.spoken.rules import Rule, rule
from matinale.spoken.tables import words

_SAID_ENDINGS = words("""
com org net info gouv eu fr ai io be ch ca uk de it es me tv co dev app tech news blog gov edu shop xyz club online
media radio paris bzh museum cloud pro fm cn ru jp us gg ly so to nu audio social store site cafe digital agency space
video earth finance brussels swiss quebec corsica alsace amsterdam berlin london nyc
ie au nz za in br jp kr fi dk pl pt gr cz hu ro ua tr sg hk tw cl ar pe ng ke ma tn sn lu li mc ee lv lt sk si hr bg
cat asso scot wales int
""")
_AS_WORDS = words("""
com org net info gouv dev app tech news blog gov edu shop club online media radio paris museum cloud pro co
audio social store site cafe digital agency space video earth finance asso scot wales brussels swiss quebec corsica
alsace amsterdam berlin london int
""")
_HOST = r"(?:[a-zA-Z0-9à-ÿ](?:[a-zA-Z0-9à-ÿ-]{0,60})\.){1,5}"
_ENDING = r"(?:" + "|".join(sorted(_SAID_ENDINGS, key=len, reverse=True)) + r")"
_CAPITALS = r"(?:[A-Z0-9-]{2,30}\.){1,3}(?:COM|ORG|NET|GOV|UK|FR|EU|IE)"
_NAMED_ENDING = re.compile(r"\b(?:ending in|extension|domaine|domain|suffixe) \Z")
_NAMED_TAG = re.compile(r"\b(?:hashtags?|mot-dièse|mot-clic) [«\"“]? ?\Z", re.I)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-z])(?=\d)|(?<=[A-Z])(?=[A-Z][a-z])")


_VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}")
# sites of acronyms
_LETTERS = words("""
irs epa ssa usda usps uscis aarp aclu ucla espn hbo ibm ups faa cia unhcr fda nih usgs eia iea oecd ecdc who ctv ktla
""")
_FILES = r"(?:pdf|jpe?g|png|gif|svg|docx|xlsx?|pptx?|csv|txt|html?|xml|exe|mp[34])"
_STATION = re.compile(r"(ny|bbc|nbc|abc|cbs|cnn|bfm)(times|news|post|sport|sounds|business|magazine)")
_CAPITAL_AFTER = re.compile(r"[a-zà-ÿ]\.[A-ZÀ-Þ]")


_ALSO_WORDS = words("de es me to so it us nu be ca co in pro media radio app")  # of a language
_SURE_ENDINGS = _SAID_ENDINGS - _ALSO_WORDS


def _looks_like_site(match: re.Match[str], host: str) -> bool:
    """A missing space after a sentence's dot is not a site: "fin.de"."""
    ending = host.rsplit(".", 1)[1]
    sure = match[0].lower().startswith("www.") or ending not in _ALSO_WORDS
    return sure and not _CAPITAL_AFTER.search(host) and not host.replace(".", "").isdecimal()


def _is_announced(match: re.Match[str], host: str) -> bool:
    """Whether the words before, or three parts, tell that this is a site: sur lesoir.be, archives.lesoir.be."""
    several = host.count(".") > 1 and host == host.lower() and not host.replace(".", "").isdecimal()
    before = text_before(match.string, match.start(), 16)
    return several or (_ANNOUNCED.search(before) is not None and not _CAPITAL_AFTER.search(host))


_ANNOUNCED = re.compile(r"(?<!\w)(?:sites?|adresse|website|address|[vV]ia|[vV]isite[rz]?|[vV]isit) (?:web |:? ?)\Z")


@dataclass(frozen=True, slots=True)
class WebWords:
    """How a language says the signs of an address. `spell` says letters apart, `number` says figures."""

    dot: str
    at: str
    dash: str
    plus: str
    underscore: str
    hashtag: str
    handle: str
    spell: Callable[[str], str]
    number: Callable[[str], str]

    def host(self, host: str) -> str:
        """A site: 'www.exemple.fr' → 'exemple point F R'. The last parts are spelled unless they are said as words."""
        labels = host.removeprefix("www.").split(".")
        return f" {self.dot} ".join(
            self.label(label) if index == 0 or label not in _SAID_ENDINGS else self.ending(label)
            for index, label in enumerate(labels)
        )

    def ending(self, label: str) -> str:
        """The last part of an address: said as a word where it is one, else spelled."""
        return label if label in _AS_WORDS else self.spell(label.upper())

    def label(self, label: str) -> str:
        """A part of an address, its signs in words; what has no vowel is spelled: bbc."""
        if _VOWELLESS.fullmatch(label) or label in _LETTERS:
            return self.spell(label.upper())
        if station := _STATION.fullmatch(label):
            return f"{self.spell(station[1].upper())} {station[2]}"
        label = label.replace("-", f" {self.dash} ").replace("_", f" {self.underscore} ").replace("+", f" {self.plus} ")
        return " ".join(re.sub(r"\d+", lambda match: f" {self.number(match[0])} ", label).split())

    def name(self, name: str) -> str:
        """A handle or a hashtag, its humps apart: 'MeToo' → 'Me Too'."""
        out: list[str] = []
        for piece in _CAMEL.sub(" ", name.replace("_", " ").replace(".", " ")).split():
            if piece.isdecimal():
                out.append(self.number(piece))
            else:
                out.append(self.spell(piece) if piece.isupper() and 1 < len(piece) < 4 else piece)
        return " ".join(out)


_EMAIL = (
    r"(?<![\w.])(?:mailto:)?(?P<user>[a-zA-Z0-9_%+-]{1,64}(?:\.[a-zA-Z0-9_%+-]{1,64}){0,6})"
    r"@(?P<host>(?:[a-zA-Z0-9-]{1,63}\.){1,6}[a-zA-Z]{2,12})(?!\w)"
)
_PATH = r"[^\s<>«»\"()]{0,2000}"
_URL = (
    rf"(?<![\w.@])(?:(?:https?|ftp)://(?:www\.)?(?P<full>[^\s/?#,;:()<>«»\"'…*]{{1,200}})(?P<port>:\d+)?(?P<path>[/?#]{_PATH})?"
    rf"|(?:www\.)?(?P<bare>{_HOST}{_ENDING}|{_CAPITALS}|(?<=www\.){_HOST}[a-z]{{2,12}})(?P<rest>/{_PATH})?(?![\w@-]|\.\w))"
)


def web_rules(words: WebWords) -> tuple[Rule, ...]:
    """The rules for addresses, handles and hashtags, in a language's words."""

    @rule("email", "aA9", _EMAIL)
    def email(match: re.Match[str]) -> str:
        """An e-mail address."""
        user = f" {words.dot} ".join(map(words.label, match["user"].split(".")))
        return f"{user} {words.at} {words.host(match['host'].lower())}"

    @rule("url", "aA9", _URL)
    def url(match: re.Match[str]) -> str | None:
        """A web address: the site is said, the rest is left out."""
        host = match["full"] or match["bare"]
        tail = match["path"] or match["rest"] or ("" if not match["full"] else host)
        kept = tail[len(tail.rstrip(".,;:!?")) :]
        host = host.rstrip(".!?")
        if match["bare"] and not match["rest"] and not (_looks_like_site(match, host) or _is_announced(match, host)):
            return None
        return (words.host(host.lower()) if "." in host else host) + kept

    @rule("ending", ".", r"(?<!\S)\.(?P<ending>[a-z]{2,12})(?!\w|\.\w)")
    def ending(match: re.Match[str]) -> str | None:
        """The end of an address alone: en .fr."""
        label = match["ending"]
        named = _NAMED_ENDING.search(text_before(match.string, match.start(), 12))
        if not (named or label in _SURE_ENDINGS):
            return None
        return f"{words.dot} {words.ending(label) if label in _SAID_ENDINGS else label}"

    @rule("file", "aA9", rf"(?<![\w./-])(?P<name>[^\W_][\w-]{{0,60}})\.(?P<kind>{_FILES})(?![\w/-])")
    def file(match: re.Match[str]) -> str:
        """The name of a file: rapport.pdf."""
        letters = match["kind"].rstrip("34")  # of mp3
        figure = match["kind"][len(letters) :]
        kind = words.spell(letters.upper()) + (f" {words.number(figure)}" if figure else "")
        return f"{words.label(match['name'])} {words.dot} {kind}"

    @rule("handle", "@", r"@(?P<name>[^\W_](?:\w|\.(?=\w)){0,60})")
    def handle(match: re.Match[str]) -> str:
        """@JeanDupont, @jean.exemple.fr."""
        name = match["name"]
        site = name.islower() and name.rpartition(".")[2] in _SAID_ENDINGS and "." in name
        at = "" if match.string.endswith(f" {words.handle} ", 0, match.start()) else words.handle
        return f"{at} {words.host(name) if site else words.name(name)}".strip()

    @rule("hashtag", "#", r"#(?P<name>[^\W\d_]\w{0,80})")
    def hashtag(match: re.Match[str]) -> str:
        """#MeToo."""
        said = words.name(match["name"])
        announced = _NAMED_TAG.search(text_before(match.string, match.start(), 12))
        return said if announced else f"{words.hashtag} {said}"

    @rule("forum", "aA", r"(?<![\w/.])(?P<kind>[ru])/(?P<name>[A-Za-z]\w{2,30})(?![\w/])")
    def forum(match: re.Match[str]) -> str:
        """r/france, u/someone, as Reddit writes them."""
        return f"{match['kind']} slash {words.name(match['name'])}"

    return (email, url, ending, file, handle, hashtag, forum)
