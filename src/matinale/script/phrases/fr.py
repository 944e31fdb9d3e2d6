"""The French phrases. Values a template is given are listed in docs/script.md."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str | tuple[str, ...]] = {
    "introduction_title": "Introduction",
    "closing_title": "Crédits",
    "date_pattern": "EEEE d MMMM y",
    "first_day": "1er",
    "greeting": "Bonjour{% if date %}, nous sommes le {{ date }}{% endif %}, et vous écoutez {{ show }}.",
    "notice": "{{ text }}",
    "notices_mentioned": "Les annonces de la rédaction sont dans les notes de l’épisode.",
    "headlines": "Au sommaire de cette édition :",
    "headline_alone": "À la une de cette édition :",
    "transitions": (
        "On passe à un autre sujet.",
        "Autre titre de l’actualité.",
        "Dans le reste de l’actualité.",
        "On poursuit avec un autre sujet.",
        "Autre information à retenir.",
    ),
    "last_transition": ("Pour finir, un dernier sujet.", "Et voici notre dernier sujet."),
    "byline": "Un article signé {{ byline }}.",
    "related": "Sur le même sujet, dans les notes de l’épisode : {{ items | join(' ; ') }}.",
    "related_read": "Sur le même sujet, à lire également :",
    "mention_table": "Un tableau accompagne cet article{% if caption %} : {{ caption }}{% endif %}. "
    "Il est dans les notes de l’épisode.",
    "mention_code": "Un extrait de code accompagne cet article{% if caption %} : {{ caption }}{% endif %}. "
    "Il est dans les notes de l’épisode.",
    "mention_image": "Une image accompagne cet article{% if caption %} : {{ caption }}{% endif %}.",
    "mention_other": "Un document accompagne cet article{% if caption %} : {{ caption }}{% endif %}. "
    "Il est dans les notes de l’épisode.",
    "quote_before": "Je cite :",
    "quote_after": "Fin de citation.",
    "photo_credits": "Crédits photo : {{ credits }}.",
    "photo_credits_mentioned": "Les crédits des photos sont dans les notes de l’épisode.",
    "closing": "C’était {{ show }}. Merci de votre écoute, et à bientôt pour un prochain épisode.",
}
