"""Which of several pronunciations a recogniser understands best, in whole sentences.

    python benchmarks/pronunciations.py OpenAI "opœn ɛ ˈaj" "opœn ɛj ˈaj" [--voice siwis] [--language fr]
    python benchmarks/pronunciations.py --acronyms [--voice siwis] [--language fr]

Says the words in each of the sentences below, hears each twice (with and without a quarter of a second of silence
around it), and prints the word error rate of the whole sentences and how often the words came back as written.
`--acronyms` compares acronyms said letter after letter with the same said as one word. One listening proves nothing:
two pronunciations that are as good differ by some hundredths. So it prints as well how much likelier the recogniser
finds each sentence than with the first pronunciation, in nats, the mean and its standard error: that does not jump.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from matinale.model import Line, Pronunciation, SpokenForm
from matinale.show import read_show
from matinale.speech.acronyms import letter_name, one_word
from matinale.speech.espeak_ng import load_espeak_ng
from matinale.speech.kokoro import KokoroEngine
from matinale.speech.phonemes import TIE
from matinale.speech.recognition import WhisperTranscriber
from matinale.spoken.comparison import comparable_words, count_word_errors

SENTENCES = {
    "fr": (
        "{} présente ses résultats la semaine prochaine.",
        "Le dossier de {} sera examiné demain matin à Bruxelles.",
        "D'après la presse, {} reste une affaire sensible pour le gouvernement.",
        "Il faut parler de {} avec les entreprises.",
        "Avec {}, le coût de l'opération est divisé par vingt.",
        "Plusieurs éditeurs ont porté plainte contre {} à New York.",
    ),
    "en": (
        "{} will publish its results next week.",
        "The report on {} will be examined tomorrow morning in Brussels.",
        "According to the press, {} remains a sensitive issue for the government.",
        "We need to talk about {} with the companies.",
        "With {}, the cost of the operation falls by half.",
        "Several publishers have filed a complaint against {} in New York.",
    ),
}
ACRONYMS = {
    "fr": "PDG SNCF TVA PIB BCE FMI RGPD API GPU EDF SMS IA",
    "en": "GPU CEO IPO FBI NBA EU UK API IBM FTC GDP AI",
}


@dataclass(slots=True)
class Tally:
    """What was said and what came back of it."""

    words: int = 0
    errors: int = 0
    said: int = 0
    exact: int = 0
    likelihoods: list[float] = field(default_factory=list[float])

    def line(self, label: str, first: Tally) -> str:
        """A row of the table; `first` is the tally of what it is compared with."""
        gains = np.subtract(self.likelihoods, first.likelihoods)
        return (
            f"{label:<34} word error rate {self.errors / self.words:.3f}, as written {self.exact} of {self.said}"
            f", likelier by {gains.mean():+.2f} ± {gains.std() / np.sqrt(gains.size):.2f}"
        )


class Listener:
    """Says a word in sentences with one voice and counts what comes back."""

    def __init__(self, voice: str, language: str) -> None:
        self.voice = read_show(Path(__file__).parents[1]).voices[voice]
        self.language = language
        self.engine = KokoroEngine()
        self.whisper = WhisperTranscriber()

    def listen(self, words: str, ipa: str, tally: Tally) -> None:
        """Says the words in every sentence and adds up what was heard."""
        expected = " ".join(comparable_words(words, self.language))
        for heard, sentence, likelihood in self._heard(words, ipa):
            tally.likelihoods.append(likelihood)
            found = count_word_errors(comparable_words(sentence, self.language), comparable_words(heard, self.language))
            tally.words += found.words
            tally.errors += found.errors
            tally.said += 1
            tally.exact += f" {expected} " in f" {' '.join(comparable_words(heard, self.language))} "

    def _heard(self, words: str, ipa: str) -> Iterator[tuple[str, str, float]]:
        for carrier in SENTENCES[self.language]:
            sentence = carrier.format(words)
            start = carrier.index("{}")
            spoken = SpokenForm(sentence, (Pronunciation(start, start + len(words), ipa=ipa),))
            take = self.engine.speak(Line("x", "text", sentence, spoken, 0, language=self.language), self.voice)
            for silence in (0, take.rate // 4):
                around = np.zeros(silence, dtype=np.float32)
                samples = np.concatenate([around, take.samples, around])
                likelihood = self.whisper.log_likelihood(samples, take.rate, sentence, self.language)
                yield self.whisper.transcribe(samples, take.rate, self.language), sentence, likelihood


def main() -> None:
    options = _arguments()
    listener = Listener(options.voice or {"fr": "siwis", "en": "heart"}[options.language], options.language)
    if options.acronyms:
        compare_acronyms(listener, ACRONYMS[options.language].split())
        return
    tallies: list[Tally] = []
    for ipa in options.ipa:
        tallies.append(Tally())
        listener.listen(options.words, ipa, tallies[-1])
        print(tallies[-1].line(ipa, tallies[0]), flush=True)


def compare_acronyms(listener: Listener, acronyms: Sequence[str]) -> None:
    tallies = {"letter after letter": Tally(), "one word": Tally()}
    for acronym in acronyms:
        names = [letter_name(letter, listener.language, _read) for letter in acronym]
        for label, ipa in (
            ("letter after letter", " ".join(names)),
            ("one word", one_word(names, listener.language)),
        ):
            listener.listen(" ".join(acronym), ipa, tallies[label])
        first = tallies["letter after letter"]
        print(acronym, "; ".join(tally.line(label, first) for label, tally in tallies.items()), flush=True)


def _read(text: str, language: str) -> str:
    return load_espeak_ng().phonemes(text, language, TIE)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="?")
    parser.add_argument("ipa", nargs="*")
    parser.add_argument("--acronyms", action="store_true")
    parser.add_argument("--voice")
    parser.add_argument("--language", choices=tuple(SENTENCES), default="fr")
    options = parser.parse_args()
    if not (options.acronyms or options.ipa):
        parser.error("give words and at least one pronunciation, or --acronyms")
    return options


if __name__ == "__main__":
    main()
