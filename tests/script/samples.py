"""An issue of our own, and spellers that need no rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matinale.model import Article, Issue, Link, Mention, Section, SpokenForm
from matinale.spoken.sentences import split_sentences

ISSUE = Issue(
    title="Le Fil du quai",
    number=12,
    date=dt.date(2025, 5, 1),
    language="fr",
    url="https://example.org/12",
    notices=("La lettre paraît désormais le mardi.",),
    articles=(
        Article(
            title="Le tramway de Brest passe à l’hydrogène",
            lead="La ville commande 12 rames. Elles rouleront dès 2027.",
            sections=(
                Section(
                    "Un pari coûteux",
                    (
                        "“Nous ne reviendrons pas au diesel dans cette ville”, assure la maire. Le coût reste discuté.",
                        "L’État paie 30 %. Le reste est emprunté sur vingt ans.",
                    ),
                ),
                Section("Calendrier", ("Les travaux commencent en mars.",)),
            ),
            related=(Link("Dix villes qui ont choisi le tram", "https://example.org/tram"), Link("Le prix du gaz.")),
            byline="Jeanne Le Goff",
            url="https://example.org/brest",
            mentions=(Mention("table", "Le coût par rame"),),
        ),
        Article("Une librairie ouvre à Ouessant", "Trois habitants sur quatre l’attendaient.", language="fr"),
        Article("A lighthouse for rent", "The keeper retires in June after forty years.", language="en"),
    ),
    credits="Crédit photos: Ville de Brest - Port d’Ouessant",
)


@dataclass(frozen=True)
class PlainSpeller:
    """Says words as they are written."""

    def split(self, text: str, language: str) -> tuple[str, ...]:
        return split_sentences(text, language)

    def spell(self, text: str, language: str) -> SpokenForm:
        return SpokenForm(text.replace("’", "'"))


class DigitSpeller(PlainSpeller):
    """Says 12 as "douze", so that written and spoken forms differ."""

    def spell(self, text: str, language: str) -> SpokenForm:
        return SpokenForm(text.replace("12", "douze").replace("2027", "deux mille vingt-sept").replace("’", "'"))
