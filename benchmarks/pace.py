"""Learns a voice's pace: how long it takes for its ends, for each sound and for each punctuation mark.

    python benchmarks/pace.py VOICE

Renders a few sentences with the profile, fits the three numbers, and prints the line for `voices/VOICE.toml`. With it
the checks of a take know closely how long it should be.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from matinale.model import Line, Milliseconds, SpokenForm
from matinale.show import read_voice
from matinale.speech.checks import count_sounds
from matinale.speech.engine import load_engine

SENTENCES = {
    "fr": (
        "Bonjour.",
        "Le conseil se réunit demain.",
        "Trois villes, deux régions et un ministère ont signé l'accord.",
        "La directrice, arrivée en mars, présente son plan : moins de réunions, plus de terrain, des comptes publics.",
        "Personne ne sait encore combien coûtera la rénovation du théâtre municipal fermé depuis l'automne dernier.",
        "Les horaires changent lundi ; les tarifs, eux, ne bougent pas avant la fin de l'année prochaine.",
        "Est-ce une surprise ?",
        "Non.",
    ),
    "en": (
        "Good morning.",
        "The council meets tomorrow.",
        "Three cities, two regions and a ministry have signed the agreement.",
        "The director, who came in March, presents her plan: fewer meetings, more field work, and open accounts.",
        "Nobody knows yet how much the renovation of the city theatre will cost, which has been closed since autumn.",
        "The timetable changes on Monday; fares, however, stay as they are until the end of next year.",
        "Is that a surprise?",
        "No.",
    ),
}


def main(name: str) -> None:
    root = Path(__file__).parents[1]
    voice = replace(read_voice(root / "voices" / f"{name}.toml"), speed=1.0)
    language = next(iter(voice.languages), "fr")
    engine = load_engine(voice.engine)
    rows: list[tuple[float, float, float]] = []
    lengths: list[float] = []
    for number, text in enumerate(SENTENCES[language.partition("-")[0]]):
        line = Line(str(number), "text", text, SpokenForm(text), Milliseconds(0), language=language)
        take = engine.speak(line, voice)
        sounds, marks = count_sounds(line)
        rows.append((1.0, float(sounds), float(marks)))
        lengths.append(take.samples.size / take.rate)
    pace, *_ = np.linalg.lstsq(np.array(rows), np.array(lengths), rcond=None)
    ratios = np.array(lengths) / (np.array(rows) @ pace)
    print(f"pace = [{pace[0]:.3f}, {pace[1]:.4f}, {pace[2]:.3f}]")
    print(f"# {len(lengths)} takes lay between {ratios.min():.2f} and {ratios.max():.2f} of it", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
