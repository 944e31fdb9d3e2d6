"""Issue → Script: what a newsreader says, in what order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from matinale.model import Article, Issue, Line, Link, Mention, Script, Segment, Speller
from matinale.script.lines import Block, lines_of, make_segment
from matinale.script.quotes import quotations_of, quoted, set_off
from matinale.script.templates import Phrasebook, load_phrasebook
from matinale.serialization import fingerprint
from matinale.settings import Reading, ReadPolicy, Wording


def write_script(issue: Issue, wording: Wording, speller: Speller, *, show_title: str, reading: Reading) -> Script:
    """The script of an issue: a greeting, a segment for each article, a closing.

    Segment ids are "00-greeting", "01-article", …, "99-closing" (three digits from the 99th article on); line ids
    are those with a number. The same issue, wording and speller give the same script.

    Raises:
        ShowError: A phrase of the show is wrong.
    """
    return _Writer(issue, wording, speller, show_title, reading).script()


class _Writer:
    def __init__(self, issue: Issue, wording: Wording, speller: Speller, show: str, reading: Reading) -> None:
        self.issue, self.wording, self.speller, self.reading = issue, wording, speller, reading
        number = "" if issue.number is None else issue.number  # a template would say "None"
        self.known = {"show": show.strip(), "issue": issue.title, "number": number}
        self.book = self._book(issue.language)
        self.width = 2 if len(issue.articles) < 99 else len(str(len(issue.articles) + 1))

    def script(self) -> Script:
        segments = (self._greeting(), *self._articles(), self._closing())
        return Script(fingerprint(self.issue), self.issue.language, tuple(each for each in segments if each.lines))

    # ── segments ──

    def _greeting(self) -> Segment:
        book, voice = self.book, self.wording.anchor
        blocks = [
            Block("greeting", book.say("greeting", date=book.date(self.issue.date)), self.wording.pause_paragraph),
            *self._notices(),
            *self._headlines(),
        ]
        lines = self._spoken(blocks, book.language)
        return make_segment(0, "greeting", book.say("introduction_title"), lines, width=self.width, voice=voice)

    def _articles(self) -> Iterator[Segment]:
        transition = ""
        for number, article in enumerate(self.issue.articles, start=1):
            transition = self._transition(number, article, transition)
            blocks = [*self._introduced(article, transition), *self._told(article), *self._followed(article)]
            lines = self._spoken(blocks, self._language(article))
            url, voice = article.url, self.wording.article
            yield make_segment(number, "article", article.title, lines, width=self.width, voice=voice, url=url)

    def _closing(self) -> Segment:
        book, wording = self.book, self.wording
        blocks: list[Block] = []
        named = _listed(self.issue.credits)
        if named and self.reading.photo_credits == "read":
            blocks.append(Block("credit", book.say("photo_credits", credits=named), wording.pause_section))
        elif named and self.reading.photo_credits == "mention":
            blocks.append(Block("credit", book.say("photo_credits_mentioned"), wording.pause_section))
        blocks.append(Block("closing", book.say("closing"), wording.pause_segment))
        lines = self._spoken(blocks, book.language)
        number = 10**self.width - 1
        return make_segment(number, "closing", book.say("closing_title"), lines, width=self.width, voice=wording.anchor)

    # ── the greeting's parts ──

    def _notices(self) -> Iterator[Block]:
        policy, pause = self.reading.notices, self.wording.pause_section
        if policy == "read":
            for notice in self.issue.notices:
                yield Block("notice", self.book.say("notice", text=notice), pause, language=self.issue.language)
        elif policy == "mention" and self.issue.notices:
            yield Block("notice", self.book.say("notices_mentioned"), pause)

    def _headlines(self) -> Iterator[Block]:
        articles = self.issue.articles
        if not self.wording.headlines or not articles:
            return
        phrase = "headlines" if len(articles) > 1 else "headline_alone"
        yield Block("summary", self.book.say(phrase), self.wording.pause_sentence)
        for article in articles:
            yield Block("summary", article.title, self.wording.pause_paragraph, language=self._language(article))

    # ── an article's parts ──

    def _introduced(self, article: Article, transition: str) -> Iterator[Block]:
        wording, book = self.wording, self._book(self._language(article))
        if transition:
            yield Block("transition", transition, wording.pause_sentence, wording.anchor, self.book.language)
        yield Block("headline", article.title, wording.pause_headline)
        if article.byline and self.reading.bylines in ("read", "mention"):
            phrase = book.say("byline", byline=article.byline)
            yield Block("byline", phrase, wording.pause_headline, language=book.language)

    def _told(self, article: Article) -> Iterator[Block]:
        wording, book = self.wording, self._book(self._language(article))
        if article.lead:
            yield Block("lead", article.lead, wording.pause_section)
        for section in article.sections:
            if section.heading:
                yield Block("heading", section.heading, wording.pause_heading, wording.heading)
            quotations = quotations_of(section)
            for number, paragraph in enumerate(section.paragraphs):
                last = number == len(section.paragraphs) - 1
                block = Block("text", paragraph, wording.pause_section if last else wording.pause_paragraph)
                first, final = number - 1 not in quotations, number + 1 not in quotations
                if number in quotations:
                    yield from set_off(block, wording, book, first=first, last=final)
                else:
                    yield block

    def _followed(self, article: Article) -> Iterator[Block]:
        book, pause = self._book(self._language(article)), self.wording.pause_paragraph
        for mention in article.mentions:
            if self._is_told(mention):
                phrase = f"mention_{mention.kind}" if f"mention_{mention.kind}" in book.phrases else "mention_other"
                yield Block("mention", book.say(phrase, caption=mention.caption), pause, language=book.language)
        titles = [text for text in map(_title, article.related) if text]
        if titles and self.reading.related == "mention":
            yield Block("related", book.say("related", items=titles), pause, language=book.language)
        elif titles and self.reading.related == "read":
            yield Block("related", book.say("related_read"), self.wording.pause_sentence, language=book.language)
            for title in titles:
                yield Block("related", title, pause)

    def _is_told(self, mention: Mention) -> bool:
        policies: dict[str, ReadPolicy] = {
            "table": self.reading.tables,
            "code": self.reading.code,
            "image": self.reading.captions,
        }
        return policies.get(mention.kind, "mention") in ("read", "mention")

    def _transition(self, number: int, article: Article, previous: str) -> str:
        if number == 1 or not self.wording.transitions:
            return ""
        last = number == len(self.issue.articles) and number > 2
        return self.book.choose("last_transition" if last else "transitions", article.title, previous)

    # ── words to lines ──

    def _spoken(self, blocks: Iterable[Block], language: str) -> Iterator[Line]:
        """The lines of a segment's blocks; its last one is followed by the pause of a segment."""
        lines: list[Line] = []
        for block in blocks:
            tagged = Block(block.role, block.text, block.pause, block.voice, block.language or language)
            book = self._book(tagged.language)
            for part in quoted(tagged, self.wording, book):
                lines.extend(lines_of(part, self.wording, self.speller))
        for index, line in enumerate(lines):
            yield line if index < len(lines) - 1 else _with_pause(line, self.wording)

    def _language(self, article: Article) -> str:
        return article.language or self.issue.language

    def _book(self, language: str) -> Phrasebook:
        return load_phrasebook(language, self.wording.phrases, self.known)


def _with_pause(line: Line, wording: Wording) -> Line:
    return replace(line, pause_after=wording.pause_segment)


def _title(link: Link) -> str:
    return link.text.strip().rstrip(".;,")


def _listed(credit_line: str) -> str:
    """`Softbank - Meta` as a list that can be said; without the words "photo credits", which the phrase has."""
    bare = re.sub(r"(?i)^\s*(?:cr[ée]dits?(?:\s+photos?)?|photo\s+credits?|photos?)\s*:\s*", "", credit_line)
    return re.sub(r"\s+[-–—/|]\s+", ", ", bare).strip().rstrip(".")
