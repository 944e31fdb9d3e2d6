"""Addresses, handles and hashtags, said shortly: exemple point F R, contact arobase exemple point F R."""

from __future__ import annotations

import re

from matinale.spoken.fr.acronyms import spelled
from matinale.spoken.fr.numbers import say_number
from matinale.spoken.rules import rule

_SAID_ENDINGS = frozenset("com org net info gouv eu fr ai io be ch ca uk de it es me tv co dev app tech news blog gov edu shop xyz club online media radio paris bzh museum cloud pro fm cn ru jp us gg ly so to nu".split())
_AS_WORDS = frozenset("com org net info gouv dev app tech news blog gov edu shop club online media radio paris museum cloud pro".split())
_HOST = r"(?:[a-zA-Z0-9à-ÿ](?:[a-zA-Z0-9à-ÿ-]{0,60})\.){1,5}"
_ENDING = r"(?:" + "|".join(sorted(_SAID_ENDINGS, key=len, reverse=True)) + r")"
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-z])(?=\d)|(?<=[A-Z])(?=[A-Z][a-z])")


def say_host(host: str) -> str:
    """A host: 'www.exemple.fr' → 'exemple point F R'.

    >>> say_host("www.exemple.fr"), say_host("mon-site.com"), say_host("bbc.co.uk")
    ('exemple point F R', 'mon tiret site point com', 'bbc point C O point U K')
    """
    labels = host.removeprefix("www.").split(".")
    said = [_label(label) if index == 0 or label not in _SAID_ENDINGS else _ending(label) for index, label in enumerate(labels)]
    return " point ".join(said)


def _ending(label: str) -> str:
    return label if label in _AS_WORDS else spelled(label.upper())


def _label(label: str) -> str:
    words = re.sub(r"\d+", lambda match: f" {say_number(match[0])} ", label.replace("-", " tiret ").replace("_", " "))
    return " ".join(words.split())


def say_name(name: str) -> str:
    """A handle or a hashtag, its humps apart: 'MeToo' → 'Me Too'.

    >>> say_name("MeToo"), say_name("cafe_tech"), say_name("JO2024")
    ('Me Too', 'cafe tech', 'J O deux mille vingt-quatre')
    """
    out: list[str] = []
    for piece in _CAMEL.sub(" ", name.replace("_", " ").replace(".", " ")).split():
        if piece.isdigit():
            out.append(say_number(piece))
        else:
            out.append(spelled(piece) if piece.isupper() and 1 < len(piece) < 4 else piece)
    return " ".join(out)


@rule("email", "aA9", r"(?<![\w.])(?P<user>[a-zA-Z0-9_%+-]{1,64}(?:\.[a-zA-Z0-9_%+-]{1,64}){0,6})@(?P<host>(?:[a-zA-Z0-9-]{1,63}\.){1,6}[a-zA-Z]{2,12})(?!\w)")
def email(match: re.Match[str]) -> str:
    """An e-mail address.

    >>> email.read("contact@exemple.fr, jean.dupont@journal.com")
    'contact arobase exemple point F R, jean point dupont arobase journal point com'
    """
    user = " point ".join(_label(part.replace("+", " plus ")) for part in match["user"].split("."))
    return f"{user} arobase {say_host(match['host'].lower())}"


@rule("url", "aA9", rf"(?<![\w.@])(?:https?://(?:www\.)?(?P<full>[^\s/?#,;:()<>«»\"'…]{{1,200}})(?P<port>:\d+)?(?P<path>[/?#][^\s<>«»\"()]{{0,2000}})?|(?:www\.)?(?P<bare>{_HOST}{_ENDING})(?P<rest>/[^\s<>«»\"()]{{0,2000}})?(?![\w@-]|\.\w))")
def url(match: re.Match[str]) -> str | None:
    """A web address: the site is said, the rest is left out.

    >>> url.read("sur https://www.exemple.fr/page?x=1, ou exemple.com/aide.")
    'sur exemple point F R, ou exemple point com.'
    """
    host = match["full"] or match["bare"]
    tail = match["path"] or match["rest"] or ("" if not match["full"] else host)
    kept = tail[len(tail.rstrip(".,;:!?")) :]
    host = host.rstrip(".!?")
    if match["bare"] and not match["rest"] and not _looks_like_site(match, host):
        return None
    name = say_host(host.lower()) if "." in host else host
    return name + kept


_CAPITAL_AFTER = re.compile(r"[a-zà-ÿ]\.[A-ZÀ-Þ]")


def _looks_like_site(match: re.Match[str], host: str) -> bool:
    """A missing space after a sentence's dot is not a site: "fin.de"."""
    ending = host.rsplit(".", 1)[1]
    if match[0].lower().startswith("www.") or ending not in {"de", "es", "me", "to", "so", "it", "us", "nu", "be", "ca", "co", "pro", "media", "radio", "app"}:
        return not _CAPITAL_AFTER.search(host) and not host.replace(".", "").isdigit()
    return False


@rule("handle", "@", r"@(?P<name>[\wà-ÿ](?:[\wà-ÿ]|\.(?=\w)){0,60})")
def handle(match: re.Match[str]) -> str:
    """@JeanDupont.

    >>> handle.read("suivez @JeanDupont")
    'suivez arobase Jean Dupont'
    """
    return f"arobase {say_name(match['name'])}"


@rule("hashtag", "#", r"#(?P<name>[^\W\d_][\wà-ÿ]{0,80})")
def hashtag(match: re.Match[str]) -> str:
    """#MeToo.

    >>> hashtag.read("le mouvement #MeToo")
    'le mouvement hashtag Me Too'
    """
    return f"hashtag {say_name(match['name'])}"


RULES = (email, url, handle, hashtag)
