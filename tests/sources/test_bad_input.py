"""Bad input: one clear line each, as an error of ours."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from matinale.errors import MatinaleError, NoArticleFound, ShowError, UnreadableSource
from matinale.settings import Reading
from matinale.sources import read_issue

SAMPLE = Path(__file__).parents[2] / "examples" / "2026-11-20-la-matinale.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")


def refused(kind: type[MatinaleError], source: object, *says: str, **options: object) -> None:
    with pytest.raises(kind) as caught:
        read_issue(source, **options)  # type: ignore[arg-type]  # whatever a user gives
    line = str(caught.value)
    assert "\n" not in line
    for word in says:
        assert word in line


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "lettre.txt").write_text(TEXT)
    refused(UnreadableSource, tmp_path / "letre.txt", "no such file", "did you mean lettre.txt?")


def test_a_folder(tmp_path: Path) -> None:
    refused(UnreadableSource, tmp_path, "folder")


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vide.txt"
    path.write_bytes(content)
    refused((UnreadableSource, NoArticleFound), path, "vide.txt")  # type: ignore[arg-type]  # pytest takes a tuple


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x00\x01\x02\xff" * 40, "binary"),
        (b"%PDF-1.7 \x00", "PDF"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"Bonjour, \x8e\x9f\x81\x8d\x8f tout \x90 le monde", "save it again as UTF-8"),
        ("Bonjour à tous".encode("utf-16")[:-1], "UTF-16"),
    ],
)
def test_what_is_not_text(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "issue.txt"
    path.write_bytes(content)
    refused(UnreadableSource, path, what)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_read_right(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / SAMPLE.name
    path.write_bytes(TEXT.encode(encoding))
    assert read_issue(path) == read_issue(SAMPLE)


def test_latin_9_has_the_euro_sign(tmp_path: Path) -> None:
    path = tmp_path / "l.txt"
    text = "Le prix du pain à Rouen\nLa baguette passe à 1,30 € dans les boulangeries du cœur de la ville.\n"
    path.write_bytes(text.encode("iso8859-15"))
    assert "1,30 € dans les boulangeries du cœur" in read_issue(path).articles[0].lead


def test_a_file_without_an_article_shows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "courses.txt"
    path.write_text("du lait\ndes œufs\ndu pain\n")
    refused(NoArticleFound, path, "headline", "paragraph", "du lait", "du pain")


@pytest.mark.slow
def test_five_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "gros.txt"
    path.write_text(TEXT * (5 * 2**20 // len(TEXT)))
    refused(UnreadableSource, path, "more than one issue")


def test_eleven_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "enorme.txt"
    path.write_bytes(b"a" * (11 * 2**20))
    refused(UnreadableSource, path, "larger than 10 MB")


def test_control_characters_do_not_reach_the_issue(tmp_path: Path) -> None:
    path = tmp_path / SAMPLE.name
    path.write_text(TEXT.replace(" la ", " \x07la\x1b \u202e\u200b").replace("\n", "\x0c\n"))
    assert read_issue(path) == read_issue(SAMPLE)


def test_a_name_with_a_nul() -> None:
    refused(UnreadableSource, "a\0b", "check")


def test_an_unknown_format() -> None:
    refused(UnreadableSource, SAMPLE, "docx", "markdown", format="docx")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": io.BytesIO(TEXT.encode())}))
    assert read_issue("-").articles == read_issue(SAMPLE).articles


def test_a_bad_pattern_is_named() -> None:
    refused(ShowError, SAMPLE, "title_pattern", "'(la'", reading=Reading(title_pattern="(la"))


def test_a_pattern_without_end_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a" * 400 + "!\n" + TEXT)
    refused(ShowError, path, "ignore", "takes longer", reading=Reading(ignore=("^(a|aa)+$",)))


@pytest.mark.parametrize(
    "feed",
    [
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
        '<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><rss><channel></channel></rss>',
    ],
)
def test_xml_with_entities_is_refused(tmp_path: Path, feed: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed)
    refused(UnreadableSource, path, "entities")


def test_a_feed_without_items(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text('<rss version="2.0"><channel><title>x</title></channel></rss>')
    refused(NoArticleFound, path, "no items")


def test_a_mail_of_attachments_only(tmp_path: Path) -> None:
    path = tmp_path / "m.eml"
    path.write_text(
        "From: a@b.fr\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=../../x.pdf\n\nabc\n"
    )
    refused(UnreadableSource, path, "attachments")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["m.eml"]


def test_html_that_nests_without_end(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 5000 + "texte")
    refused(UnreadableSource, path, "nests")


@pytest.mark.slow
def test_more_blocks_than_an_issue_has(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("- x\n" * 31_000)
    refused(UnreadableSource, path, "more than one issue")


@pytest.mark.parametrize(
    "header", ["Content-Type: text/plain; charset", "Content-Type: ;=", "Subject: =?x?q?", "Date: ,", "From: <"]
)
def test_a_header_that_the_standard_parser_stumbles_over(header: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.eml"
    body = "Un titre assez clair\n\nUn premier paragraphe qui raconte quelque chose, en plusieurs mots, et finit.\n"
    path.write_text(f"From: a@example.org\n{header}\n\n{body}", encoding="utf-8")
    assert "paragraphe" in str(read_issue(path, format="mail"))
