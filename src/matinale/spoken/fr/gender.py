"""Whether the noun that follows a number is feminine: *vingt et une personnes*, *une action*.

Endings decide (Lyster, 2006: they predict the gender of four French nouns out of five), lists decide against them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from matinale.spoken.tables import words

_FEMININE = words("""
personne action minute heure seconde année semaine journée page voix place entreprise startup start-up femme fille
tonne couronne roupie fois ligne question victime ville région école usine banque équipe marque offre antenne
application appli voiture machine puce route rue porte tête main main-d'œuvre nuit part photo radio télé chaîne
émission série saison étape tâche cible carte pièce mère sœur église île mesure mort-née fusée balle plainte perte
lettre note livre-sterling taxe amende peine enquête étude loi proposition nouvelle vidéo image base donnée couche
cellule brique batterie centrale éolienne panne faille attaque alerte règle chose famille fondatrice salariée employée
cliente utilisatrice étudiante députée ministre-adjointe maison filiale agence boutique gare ferme plante espèce
langue phrase syllabe touche fenêtre table chaise commande demande réponse vente hausse baisse prime dette faillite
licorne levée pépite obligation bombe arme frappe drone-cible roquette guerre bataille victoire défaite manche
médaille course commune métropole préfecture province nation puissance partie étoile planète galaxie mission orbite
molécule dose pomme somme gamme réforme forme norme firme flamme plateforme trame rame crème pompe lampe trompe bouteille
sorte carotte vitre montre rencontre tombe robe aube alarme larme source bourse force mode méthode période aide légende
corde remarque bibliothèque critique pratique politique musique clinique technique fabrique tranche branche planche
recherche marche démarche mèche piste liste tempête fête conquête requête côte cote faute chute crainte teinte rente
reine veine scène zone icône lune dune fortune tribune pierre terre affaire paire histoire mémoire trajectoire foire
poire gloire chambre ombre lèvre fièvre chèvre œuvre grève trêve courbe jambe cause pause clause rose prothèse thèse
synthèse hypothèse excuse mort dent fin faim clé clef mer cour fleur couleur valeur chaleur douleur odeur saveur erreur
peur rumeur humeur hauteur largeur longueur vapeur forêt paix croix noix souris brebis fourmi vis oasis eau peau tribu
plage cage rage danse lance messe caisse ville vague bague digue ligue langue fatigue barque place
""")
_MASCULINE = words("""
million milliard millième pour point jour mois an siècle euro dollar yen kilomètre mètre litre kilo gramme musée lycée
trophée côté comité député traité été communiqué arrêté résumé employé salarié café marché congé degré procédé blessé
invité réfugié élu retraité accusé associé délégué carré pâté kilomètre-heure groupe programme problème système modèle
service site centre article titre chapitre livre membre homme magasin satellite milliardaire actionnaire ministre
maire juge gendarme élève artiste utilisateur incendie génie parapluie silence hectare mégaoctet octet pixel musicien
album film épisode numéro exemplaire téléphone smartphone ordinateur siège espace univers territoire véhicule appareil
véto but essai arbre signe chiffre nombre ordre cadre théâtre verre kilowattheure terawattheure gigawattheure
mégawattheure parlementaire partenaire propriétaire commentaire exemple immeuble meuble peuple diplôme prophète poème
drame autre large possible fichier collège privilège piège manège cortège sortilège stratège pourcent camion avion
lion espion scorpion champion pion bastion crayon rayon wagon ballon exercice bénéfice indice office édifice sacrifice
préjudice artifice armistice délice caprice complice magazine domaine capitaine stade grade prélude palace squelette
gorille vaudeville père frère cimetière caractère critère ministère mystère cratère hémisphère repère scandale pétale
symbole monopole protocole pétrole conclave vase gymnase vote pilote antidote mille intervalle reproche camarade apogée
mausolée scarabée rez-de-chaussée comté zombie sosie murmure carrosse suisse interlude
libelle vermicelle polichinelle
""")
_FEMININE_ENDINGS = (
    "tion", "sion", "xion", "aison", "té", "ée", "ure", "ance", "ence", "ette", "elle", "ille", "esse", "ise", "ie",
    "ude", "ade", "euse", "trice", "ienne", "ière", "ère", "onne", "anne", "ine", "aine", "enne", "ase", "ace", "ice",
    "ande", "onde", "ente", "ante", "inte", "otte", "utte", "atte", "ouche", "iche", "oche", "euille", "aille",
    "ouille",
    "ote", "igne", "agne", "ogne", "ale", "ole", "ive", "euve", "ève", "ave", "ffe", "ppe", "nne", "lle", "sse",
    "tte", "erne",
)  # fmt: skip
_WORD = re.compile(r" \ue000?([^\W\d_][^\W\d_'-]*(?:-[^\W\d_]+)*)")
_PLURALS = (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", ""))
# Adjectives that stand before the noun tell the gender by themselves.
_ADJECTIVES = {
    "nouvelle": True, "grande": True, "petite": True, "première": True, "dernière": True, "bonne": True,
    "belle": True,
    "longue": True, "seule": True, "vraie": True, "certaine": True, "importante": True, "ancienne": True,
    "meilleure": True,
    "nouveau": False, "grand": False, "petit": False, "premier": False, "dernier": False, "bon": False, "beau": False,
    "long": False, "seul": False, "vrai": False, "certain": False, "ancien": False, "gros": False, "meilleur": False,
}  # fmt: skip


def singular(word: str) -> str:
    """A guess at the singular, good enough for endings.

    >>> singular("personnes"), singular("journaux"), singular("fois")
    ('personne', 'journal', 'fois')
    """
    if word in {"fois", "mois", "pays", "voix", "prix", "choix", "bus", "cas", "corps", "bras", "temps", "virus"}:
        return word
    for ending, change in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + change
    return word


@lru_cache(maxsize=16384)
def is_feminine(word: str) -> bool | None:
    """Whether a noun (singular or plural) is feminine; None where nothing tells.

    >>> is_feminine("personnes"), is_feminine("actions"), is_feminine("musées"), is_feminine("xyz")
    (True, True, False, None)
    """
    word = singular(word.lower())
    if word in _ADJECTIVES:
        return _ADJECTIVES[word]
    if word in _MASCULINE:
        return False
    if word in _FEMININE or word.endswith(_FEMININE_ENDINGS):
        return True
    return None if len(word) < 4 or word.endswith("e") else False


def noun_after(text: str, position: int) -> str:
    """The word that follows `position` after a space, or ""."""
    match = _WORD.match(text, position)
    return match[1] if match else ""


def feminine_after(text: str, position: int) -> bool:
    """Whether a number that ends at `position` counts something feminine."""
    word = noun_after(text, position)
    return bool(word) and word[0].islower() and is_feminine(word) is True
