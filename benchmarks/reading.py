"""How long reading takes as a newsletter grows: `python benchmarks/reading.py`.

Each format is read at 10 kB, 100 kB and 1 MB. The cost must be linear, and 1 MB must be read in under 2 s.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from matinale.settings import Reading
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.sources.reading import find_issue

SENTENCE = "Le port de Brest a vu passer {n} navires cette année, et chacun d’eux a laissé une histoire à raconter. "
SIZES = (10_000, 100_000, 1_000_000)
LIMIT_S = 2.0


def parts(size: int) -> list[tuple[str, str]]:
    """(headline, paragraph) pairs that make about `size` bytes."""
    found: list[tuple[str, str]] = []
    length = number = 0
    while length < size:
        number += 1
        text = SENTENCE.format(n=number) * 6
        found.append((f"Le {number}e navire de l’année entre au port sans bruit", text.strip()))
        length += len(text) + 60
    return found


def text(size: int) -> str:
    return "\n".join(f"{title}\n{body}" for title, body in parts(size))


def wrapped(size: int) -> str:
    import textwrap

    return "\n\n".join(textwrap.fill(line, 72) for pair in parts(size) for line in pair)


def markdown(size: int) -> str:
    return "\n\n".join(
        f"## {title}\n\n**{title[:9]}.** {body}\n\n- [un lien](https://exemple.fr/a)" for title, body in parts(size)
    )


def html(size: int) -> str:
    body = "".join(f"<h2>{title}</h2><p>{body}</p><p><a href='/x'>Lire la suite</a></p>" for title, body in parts(size))
    return f"<html><body>{body}</body></html>"


def tables(size: int) -> str:
    rows = "".join(
        f"<tr><td><table><tr><td style='font-size:24px'>{title}</td></tr>"
        f"<tr><td style='font-size:15px'>{body}</td></tr></table></td></tr>"
        for title, body in parts(size)
    )
    return f"<html><body><table><tr><td><table>{rows}</table></td></tr></table></body></html>"


def mail(size: int) -> str:
    return f"From: a@b.fr\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{tables(size)}"


def feed(size: int) -> str:
    item = f"<item><title>x</title><description><![CDATA[{html(size)}]]></description></item>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{item}</channel></rss>"


FORMS: dict[str, Callable[[int], str]] = {
    "text": text, "wrapped": wrapped, "markdown": markdown, "html": html, "tables": tables, "mail": mail, "feed": feed,
}  # fmt: skip


def seconds(content: bytes) -> float:
    """The processor time of reading, the better of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_issue(read_documents(Raw(content, "bench"), "", "")[0], Reading())
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    seconds(text(10_000).encode())  # imports and the language models are not what is measured
    print(f"{'':10}" + "".join(f"{size // 1000:>8} kB" for size in SIZES) + "   1 MB / 100 kB")
    failed = False
    for name, form in FORMS.items():
        times = [seconds(form(size).encode()) for size in SIZES]
        ratio = times[2] / times[1]
        failed |= times[2] > LIMIT_S or ratio > 25
        print(f"{name:10}" + "".join(f"{value:>9.3f} s" for value in times) + f"   {ratio:.1f}×")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
