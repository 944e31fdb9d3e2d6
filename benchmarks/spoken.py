"""The scoreboard of the published test set: ours, num2words with naive rules, and espeak-ng's own reading.

    python benchmarks/spoken.py            prints the table
    python benchmarks/spoken.py --write    puts it into docs/spoken.md, between its marks

A case is won when a system's words are those of the set, apart from case, hyphens, punctuation and Pronunciations.
espeak-ng gives no words, so it is compared by what it would say: its phonemes of the written text against its phonemes
of the expected words, without stress, word boundaries and pauses. Ours is also shown by that measure.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from num2words import num2words

from matinale.spoken import load_speller

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "spoken.md"
START, END = "<!-- scoreboard: python benchmarks/spoken.py --write -->", "<!-- end of scoreboard -->"
NAIVE = {
    "fr": ((r"%", " pour cent"), (r"€", " euros"), (r"\$", " dollars"), (r"\bM\.", "monsieur"),
        (r"\bMme\b", "madame"), (r"°C", " degrés Celsius"), (r"(?<=\d)\s?h\b", " heures "),
        (r"km/h", "kilomètres heure"), (r"&", " et "), (r"n°", "numéro"), (r"\betc\.", "et cetera"),
        (r"(\d)(?:er|re)\b", r"\1")),
    "en": ((r"%", " percent"), (r"€", " euros"), (r"\$", " dollars"), (r"\bMr\.", "mister"),
        (r"\bDr\.", "doctor"), (r"°C", " degrees Celsius"), (r"km/h", "kilometers per hour"), (r"&", " and "),
        (r"\bNo\.", "number"), (r"\betc\.", "et cetera"), (r"\bvs\.", "versus")),
}  # fmt: skip
NUMBER = {"fr": r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:,\d+)?", "en": r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"}


def cases(language: str) -> list[list[str]]:
    path = ROOT / "tests" / "golden" / "spoken" / f"{language}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def words(text: str) -> list[str]:
    """The words that are heard: no case, no hyphens, no punctuation."""
    return re.sub(r"[^\w']", " ", text.lower().replace("’", "'")).split()


def naive(language: str) -> Callable[[str], str]:
    """num2words for every number, after a dozen substitutions: what is usually written in an afternoon."""

    def number(match: re.Match[str]) -> str:
        written = re.sub(r"[ \u00a0\u202f]", "", match[0])
        written = written.replace(",", "." if language == "fr" else "")
        return f" {num2words(float(written) if '.' in written else int(written), lang=language)} "

    def spell(text: str) -> str:
        for pattern, said in NAIVE[language]:
            text = re.sub(pattern, said, text)
        return re.sub(NUMBER[language], number, text)

    return spell


def phonemes(language: str, lines: list[str]) -> list[str]:
    """What espeak-ng would say, without stress, word boundaries and pauses."""
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    backend = EspeakBackend({"fr": "fr-fr", "en": "en-us"}[language], language_switch="remove-flags")
    return [re.sub(r"[ˈˌ\s_\-.,;:!?…()|\"]", "", said) for said in backend.phonemize(lines, strip=True)]


def scores(language: str) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Category → system → share of cases won. The last category is "all"."""
    rows = cases(language)
    speller = load_speller()
    ours = [speller.spell(written, language).text for _, written, _ in rows]
    simple = [naive(language)(written) for _, written, _ in rows]
    raw, expected = (phonemes(language, [row[column] for row in rows]) for column in (1, 2))
    said = phonemes(language, ours)
    won: dict[str, Counter[str]] = {}
    for index, (category, _, spoken) in enumerate(rows):
        verdicts = {
            "Matinale": words(ours[index]) == words(spoken),
            "num2words + regexes": words(simple[index]) == words(spoken),
            "espeak-ng, by ear": raw[index] == expected[index],
            "Matinale, by ear": said[index] == expected[index],
        }
        for name in (category, "all"):
            counter = won.setdefault(name, Counter())
            counter["cases"] += 1
            counter.update(system for system, good in verdicts.items() if good)
    order = [*dict.fromkeys(row[0] for row in rows), "all"]
    return order, {name: {system: won[name][system] for system in ("cases", *verdicts)} for name in order}


def rate(language: str) -> int:
    """Lines of the set normalised per second on one core, caches warm."""
    lines = [row[1] for row in cases(language)]
    speller = load_speller()
    for line in lines:
        speller.spell(line, language)
    started = time.process_time()
    for _ in range(5):
        for line in lines:
            speller.spell(line, language)
    return round(5 * len(lines) / (time.process_time() - started))


def table() -> str:
    out: list[str] = []
    for language, name in (("fr", "French"), ("en", "English")):
        order, won = scores(language)
        systems = list(won["all"])
        out += [f"### {name}", "", f"| category | {' | '.join(systems)} |", f"|---|{'---:|' * len(systems)}"]
        for category in order:
            row = won[category]
            shares = [f"{100 * row[system] / row['cases']:.0f} %" for system in systems[1:]]
            label = f"**{category}**" if category == "all" else category
            out.append(f"| {label} | {row['cases']:.0f} | {' | '.join(shares)} |")
        out.append("")
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/spoken.md")
    options = parser.parse_args()
    board = table()
    print(board)
    for language in ("fr", "en"):
        print(f"{language}: {rate(language)} lines/s")
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(START)
        PAGE.write_text(f"{head}{START}\n\n{board}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
