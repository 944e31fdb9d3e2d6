"""The English phrases. Values a template is given are listed in docs/script.md."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str | tuple[str, ...]] = {
    "introduction_title": "Introduction",
    "closing_title": "Credits",
    "date_pattern": "EEEE, MMMM d, y",
    "first_day": "",
    "greeting": "Hello{% if date %}, it’s {{ date }}{% endif %}, and you’re listening to {{ show }}.",
    "notice": "{{ text }}",
    "notices_mentioned": "You will find the newsroom’s announcements in the show notes.",
    "headlines": "Here is what is coming up in this edition:",
    "headline_alone": "Here is our top story:",
    "transitions": (
        "Let’s move on to another story.",
        "Also in the news today.",
        "Here is what else we are following.",
        "On to our next story.",
        "There is more in this edition.",
    ),
    "last_transition": ("And finally, one last story.", "Here is our last story."),
    "byline": "This story is by {{ byline }}.",
    "related": "There is more on this in the show notes: {{ items | join('; ') }}.",
    "related_read": "There is more to read on this:",
    "mention_table": "A table comes with this story{% if caption %}: {{ caption }}{% endif %}. "
    "It is in the show notes.",
    "mention_code": "A piece of code comes with this story{% if caption %}: {{ caption }}{% endif %}. "
    "It is in the show notes.",
    "mention_image": "A picture comes with this story{% if caption %}: {{ caption }}{% endif %}.",
    "mention_other": "A document comes with this story{% if caption %}: {{ caption }}{% endif %}. "
    "It is in the show notes.",
    "quote_before": "And I quote:",
    "quote_after": "End of quote.",
    "photo_credits": "Photo credits: {{ credits }}.",
    "photo_credits_mentioned": "Photo credits are in the show notes.",
    "closing": "That was {{ show }}. Thank you for listening, and see you in the next episode.",
}
