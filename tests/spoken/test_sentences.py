"""Sentences and utterances: golden pairs, and what holds for every text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matinale.spoken.sentences import LIMIT, SHORT, split_sentences

# Each text is cut at the bars; a new case is a new line.
FRENCH = """
M. Macron reçoit les syndicats à l’Élysée. | Mme Dubois, elle, attendra encore une semaine.
MM. Martin et J.-P. Lefèvre signent l’accord. | Me Garnier représente les deux entreprises.
Le fonds lève 1,3 million d’euros en mars. | L’an dernier, il en avait levé 2.5 fois plus.
Le prix passe à 1 500,50 euros dès lundi. | Les clients n’en savaient encore rien.
« Nous partons tous demain matin à six heures. | Rien ne nous retiendra ici », assure la directrice.
« Pourquoi maintenant ? » demande la ministre. | Personne ne lui répond dans la salle.
Vraiment ? demande-t-il à la salle comble. | Les élus se taisent pendant une minute.
Le projet est lancé… mais sans son directeur. | Reste à trouver un remplaçant avant l’été.
Il hésite encore sur la suite à donner... | Puis il signe le contrat devant les caméras.
Des pommes, des poires, des noix, etc. | Les étals sont pleins depuis ce matin.
La banque rachète le groupe Dupont & Cie. | Les ventes progressent de 3 % sur un an.
Il fallait bien trouver un plan B. | Le maire l’a présenté hier soir au conseil municipal.
Cf. p. 12 du rapport remis au ministre. | La page suivante détaille les comptes.
Rendez-vous le 3 janv. 2025 à 14 h. 30 devant la mairie. | L’entrée est libre pour tous les habitants.
L’usine ouvre av. Jean-Jaurès dès la rentrée. | Elle emploiera trois cents personnes.
Yahoo! rachète une jeune pousse lyonnaise. | Le montant n’a pas été communiqué hier.
iPhone ou Android, peu importe le téléphone. | iPhone reste la marque la plus citée ici.
1. Ouvrir le compte en ligne dès lundi. | 2. Envoyer les pièces justificatives demandées.
Le règlement de l’U.E. s’applique partout. | Les entreprises ont six mois pour le lire.
Sur X, le maire a écrit : « Bravo à tous ! 🎉 » | Puis plus rien pendant une semaine entière.
La victoire est totale pour le club ! 🎉 | La suite du championnat reprend samedi.
[...] Il a dit oui à toutes les questions. | [...] Elle a dit non à presque toutes les autres.
Droits de douane: ce que dit l’art. XX du GATT. | Le reste est affaire de juristes.
Le patron de la Fed a reçu hier H. Lutnick. | U. von der Leyen attendra une semaine.
a) Lire le texte avant la réunion. | b) Écrire ce que l’on en pense à la fin.
Le salon se tient du lun. 3 au mer. 5 mars. | Les visiteurs y seront nombreux.
L’affaire « Dupont c. Martin » est close. | Elle durait depuis plus de dix ans.
Le maire avait prévu dès l’automne un plan C. | Personne n’en avait entendu parler.
Le prof. Martin enseigne à la faculté. | Le prés. Durand lui a remis la médaille.
Le pont fut bâti en 52 av. J.-C. par César. | Celui de Lyon est un peu plus récent.
L’iPhone se vend bien depuis la rentrée. | macOS suit, avec 3 % de hausse en un an.
L’indice a perdu 2,5 % au 3 oct. dernier. | Celui de Tokyo a gagné autant ce matin.
Ce n’était après tout qu’un jeu. | Google a retiré l’application de son magasin la semaine dernière.
"""
ENGLISH = """
Mr. Smith met Dr. Jones on Monday in Boston. | They spoke for about an hour or so.
The U.S. economy grew by 2.5 percent last year. | The Fed had expected rather less than that.
It costs $1.5 million, according to Acme Inc. | The board will vote on it next Tuesday.
“Why now?” asked the minister in the hall. | Nobody had an answer ready for her.
J. K. Rowling wrote another book last year. | It sold out in a single afternoon.
See p. 4 and fig. 3 of the annual report. | The other pages are mostly pictures.
The meeting in the town hall ended at 5 p.m. | Everyone left without saying a word.
The call is at 5 p.m. Eastern on Monday. | The meeting is at 9 a.m. London time.
He has always lived on Main St. | She lives on Elm Ave. with her two children.
Ft. Worth lost to St. Louis on Friday. | Mt. Vernon did rather better than that.
The committee went back to plan B. | Tesla went up by three percent on the news.
When they asked me to leave I said no. | I stayed until the end of the party.
The firm makes cars, trucks, etc. | The plant opened in 1999 near the river.
"""


def cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(piece.strip() for piece in row.split("|")) for row in table.strip().splitlines()]


@pytest.mark.parametrize("pieces", cases(FRENCH), ids=lambda pieces: pieces[0][:30])
def test_french(pieces: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(pieces), "fr") == pieces


@pytest.mark.parametrize("pieces", cases(ENGLISH), ids=lambda pieces: pieces[0][:30])
def test_english(pieces: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(pieces), "en-GB") == pieces


def test_a_long_sentence_is_halved_at_a_clause() -> None:
    clause = "les habitants du quartier attendent depuis dix ans la réouverture de la piscine municipale"
    pieces = split_sentences(f"À l’est, {clause}, tandis que du côté ouest {clause}.", "fr", 120)
    assert len(pieces) == 2
    assert pieces[0].endswith(",")
    assert max(map(len, pieces)) < 1.6 * min(map(len, pieces))


def test_a_number_is_not_parted_from_its_unit() -> None:
    text = " ".join(["quarante personnes et 1 500 000 euros de"] * 30)
    for piece in split_sentences(text, "fr", 90)[:-1]:
        assert not piece[-1].isdigit()
        assert not piece.endswith(" de")


def test_short_sentences_are_joined() -> None:
    assert split_sentences("Non. Jamais. Personne n’y croyait plus depuis longtemps.", "fr") == (
        "Non. Jamais. Personne n’y croyait plus depuis longtemps.",
    )


def test_marks_that_stand_alone_stay_with_their_sentence() -> None:
    first, second = split_sentences(
        "« Est-ce vraiment bien raisonnable ? » La question agite la commission depuis lundi.", "fr"
    )
    assert first == "« Est-ce vraiment bien raisonnable ? »"
    assert second.startswith("La question")


def test_unknown_language_has_the_rules_of_all() -> None:
    assert split_sentences("Dr. Meyer kommt heute nach Hause zurück. Mr. Smith bleibt noch eine Weile.", "de") == (
        "Dr. Meyer kommt heute nach Hause zurück.",
        "Mr. Smith bleibt noch eine Weile.",
    )


def test_nothing_gives_nothing() -> None:
    assert split_sentences(" \n\t ", "fr") == ()


texts = st.text(alphabet=st.sampled_from("abcÉdM. ,;:!?…«»“”'’()–-0123 \u00a0\n"), max_size=600) | st.text(max_size=300)


@given(texts, st.sampled_from(["fr", "en", "de", ""]), st.integers(20, 400))
@example("0" * 21, "fr", 20)
def test_joined_pieces_are_the_text_and_fit(text: str, language: str, limit: int) -> None:
    pieces = split_sentences(text, language, limit)
    assert " ".join(pieces) == " ".join(text.split())
    for piece in pieces:
        assert len(piece) <= limit or " " not in piece


@given(texts)
def test_no_piece_could_still_be_joined_to_a_short_one(text: str) -> None:
    pieces = split_sentences(text, "fr")
    for before, after in itertools.pairwise(pieces):
        if len(after) < SHORT:
            assert len(before) + 1 + len(after) > LIMIT


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["mot ", "Un mot. ", "» ", "a", "? ", "1, "])
def test_a_long_line_does_not_hang(pattern: str) -> None:
    text = pattern * (400_000 // len(pattern))
    start = time.process_time()
    split_sentences(text, "fr")
    assert time.process_time() - start < 8
