"""Apple's categories (podcasters.apple.com/support/1691-apple-podcasts-categories), in their exact spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}


def names() -> tuple[str, ...]:
    """Every category as `show.toml` writes it: "News", "News/Tech News" and so on."""
    pairs = [(category, *(f"{category}/{each}" for each in subs)) for category, subs in CATEGORIES.items()]
    return tuple(name for group in pairs for name in group)


def nested(chosen: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The chosen categories with their chosen subcategories, in the order they were first named.

    >>> nested(("News/Tech News", "Technology", "News/Politics"))
    (('News', ('Tech News', 'Politics')), ('Technology', ()))
    """
    groups: dict[str, list[str]] = {}
    for name in chosen:
        category, _, sub = name.partition("/")
        subs = groups.setdefault(category.strip(), [])
        if sub and sub.strip() not in subs:
            subs.append(sub.strip())
    return tuple((category, tuple(subs)) for category, subs in groups.items())
