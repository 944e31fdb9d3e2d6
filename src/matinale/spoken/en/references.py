"""What is cited by its numbers: verses of the Bible, the reporters of courts, the ports of a machine."""

from __future__ import annotations

import re

from matinale.spoken.en.figures import name_figures
from matinale.spoken.en.nouns import any_of
from matinale.spoken.en.numbers import cardinal, ordinal
from matinale.spoken.marks import text_before
from matinale.spoken.rules import rule
from matinale.spoken.tables import words

_BOOKS = words("""
Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra Nehemiah Esther Job Psalm Psalms
Proverbs Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Obadiah Jonah Micah Nahum Habakkuk Zephaniah
Haggai Zechariah Malachi Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians Colossians
Thessalonians Timothy Titus Philemon Hebrews James Peter Jude Revelation Sirach Wisdom Tobit Judith Maccabees
Quran Qur'an Koran Surah Sura
""")
_SHORT_BOOKS = {
    "Gen.": "Genesis", "Ex.": "Exodus", "Exod.": "Exodus", "Lev.": "Leviticus", "Num.": "Numbers", "Deut.": "Deuteronomy",
    "Josh.": "Joshua", "Sam.": "Samuel", "Ps.": "Psalm", "Prov.": "Proverbs", "Eccl.": "Ecclesiastes", "Isa.": "Isaiah",
    "Jer.": "Jeremiah", "Ezek.": "Ezekiel", "Dan.": "Daniel", "Matt.": "Matthew", "Rom.": "Romans", "Cor.": "Corinthians",
    "Gal.": "Galatians", "Eph.": "Ephesians", "Phil.": "Philippians", "Col.": "Colossians", "Thess.": "Thessalonians",
    "Tim.": "Timothy", "Heb.": "Hebrews", "Jas.": "James", "Pet.": "Peter", "Rev.": "Revelation",
}  # fmt: skip
_VERSE = r"[1-9]\d{0,2}(?:[-–][1-9]\d{0,2})?"
_LONGEST_BOOK = 16


@rule("book", "A", rf"(?<!\w)(?P<book>{any_of(_SHORT_BOOKS)}) (?=\d{{1,3}}:[1-9])")
def book(match: re.Match[str]) -> str:
    """A book of the Bible by its first letters.

    >>> book.read("see Gen. 1:1, Gen. Mark Clark")
    'see Genesis 1:1, Gen. Mark Clark'
    """
    return f"{_SHORT_BOOKS[match['book']]} "


@rule(
    "verse",
    "9",
    rf"(?P<chapter>[1-9]\d{{0,2}}):(?P<verses>{_VERSE}(?:, ?{_VERSE}(?![\w:]|[.,]\d)(?! [A-Z]| [a-z]+s\b)){{0,3}})(?![\w:]|[.,]\d| ?[ap]\.?m\b)",
)
def verse(match: re.Match[str]) -> str | None:
    """A chapter and verses of a book of the Bible.

    >>> verse.read("John 3:16, Psalm 23:4 and Hebrews 13:4-8, 1 Corinthians 15:3, 7 are read, at 9:30, beat Mark 3:04")
    'John three sixteen, Psalm twenty-three, four and Hebrews thirteen four to eight, 1 Corinthians fifteen three, seven are read, at 9:30, beat Mark 3:04'
    """
    before = text_before(match.string, match.start(), _LONGEST_BOOK)
    name = before.rstrip().rpartition(" ")[2]
    if not before.endswith(" ") or (name not in _BOOKS and name not in _SHORT_BOOKS):
        return None
    chapter = int(match["chapter"])
    verses = ", ".join(
        " to ".join(cardinal(int(each)) for each in re.split("[-–]", one)) for one in re.split(", ?", match["verses"])
    )
    # After tens, a verse would sound like the rest of the number: Psalm 20:4.
    return f"{cardinal(chapter)}{', ' if chapter >= _FIRST_TENS else ' '}{verses}"


_FIRST_TENS = 20
_NUMBERED = "Samuel|Kings|Chronicles|Maccabees|Corinthians|Thessalonians|Timothy|Peter|John|Sam\\.|Cor\\.|Thess\\.|Tim\\.|Pet\\."


@rule("numbered-book", "9", rf"(?P<number>[1-3]) (?=(?:{_NUMBERED}) \d{{1,3}}:[1-9])")
def numbered_book(match: re.Match[str]) -> str:
    """One of two or three books of a name.

    >>> numbered_book.read("1 Corinthians 13:4, 2 Kings 5")
    'First Corinthians 13:4, 2 Kings 5'
    """
    return f"{ordinal(int(match['number'])).capitalize()} "


_REPORTERS = {
    "F.2d": "F second", "F.3d": "F third", "F.4th": "F fourth", "U.S.": "U S", "S. Ct.": "Supreme Court", "S.Ct.": "Supreme Court",
    "F. Supp.": "F Supp", "F. Supp. 2d": "F Supp second", "F. Supp. 3d": "F Supp third", "F.Supp.": "F Supp",
    "F.Supp.2d": "F Supp second", "F.Supp.3d": "F Supp third", "L. Ed. 2d": "Lawyers' Edition second",
}  # fmt: skip


@rule("reporter", "9", rf"(?P<volume>\d{{1,4}}) (?P<reporter>{any_of(_REPORTERS)}) (?P<page>\d{{1,4}})(?!\w|[.,]\d)")
def reporter(match: re.Match[str]) -> str | None:
    """A decision of a court by its volume and page.

    >>> reporter.read("98 F.3d 1123, 410 U.S. 113, in 2008 U.S. 45 closed, 300 U.S. 500 men")
    'ninety-eight F third eleven twenty-three, four ten U S one thirteen, in 2008 U.S. 45 closed, 300 U.S. 500 men'
    """
    if match["reporter"] == "U.S." and (len(match["volume"]) > _VOLUME or _COUNTS.match(match.string, match.end())):
        return None
    return f"{name_figures(match['volume'])} {_REPORTERS[match['reporter']]} {name_figures(match['page'])}"


_VOLUME = 3  # figures of a volume of the Supreme Court's reports; four are a year
_COUNTS = re.compile(r"-| (?:percent|people|men|women|million|billion|[a-z]{2,}s\b)")


@rule("local-port", "a", r"(?<![\w.])localhost:(?P<port>\d{2,5})(?:/[\w/?=&%.-]{0,200}(?<![.?]))?(?!\w)")
def local_port(match: re.Match[str]) -> str:
    """A server on one's own machine; the path is left out, as in other addresses.

    >>> local_port.read("open localhost:8080/admin, localhost:3000.")
    'open localhost port eighty eighty, localhost port three thousand.'
    """
    return f"localhost port {name_figures(match['port'])}"


RULES = (book, numbered_book, verse, reporter, local_port)
