"""A feed is cut into its items, each a feed of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from matinale.errors import UnreadableSource
from matinale.sources.formats import read_documents
from matinale.sources.load import Raw
from matinale.watching.feed_items import split_feed

TEXT = "&lt;h2&gt;Un titre pour le pont&lt;/h2&gt;&lt;p&gt;Il ouvre lundi matin à tous.&lt;/p&gt;"


def rss(*items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>L</title>{"".join(items)}</channel></rss>\n'.encode()
    )


def item(guid: str, text: str = TEXT, more: str = "") -> str:
    return f"<item><title>T {guid}</title><guid>{guid}</guid><description>{text}</description>{more}</item>"


def guids(content: bytes) -> list[str]:
    return [each.guid for each in split_feed(content, "feed")]


def test_each_item_is_a_feed_that_reads_alone() -> None:
    first, second = split_feed(rss(item("a"), item("b")), "feed")
    assert (first.guid, first.title, second.guid) == ("a", "T a", "b")
    assert b"<guid>b</guid>" not in first.content
    document = read_documents(Raw(first.content, "x"), "feed", "")[0]
    assert [block.text for block in document.blocks] == ["Un titre pour le pont", "Il ouvre lundi matin à tous."]


def test_what_is_broken_in_one_item_stays_there() -> None:
    broken = item("b", "R & D <b>&nbsp;")
    unclosed = "<item><guid>c</guid><description>x"
    assert guids(rss(item("a"), broken, unclosed, item("d"))) == ["a", "b", "c", "d"]


def test_items_named_in_a_text_are_no_items() -> None:
    inside = "<![CDATA[<item><guid>no</guid></item>]]>"
    assert guids(rss("<!-- <item> -->", item("a", inside), item("b"))) == ["a", "b"]


def test_atom_rdf_and_prefixes() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>L</title><entry><id>urn:1</id><title>Un</title>'
        "<published>2026-11-20T06:00:00+01:00</published><content>x</content></entry></feed>"
    )
    (only,) = split_feed(atom.encode(), "feed")
    assert (only.guid, only.moment) == ("urn:1", dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC))
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><items><rdf:Seq/></items></channel><item rdf:about="https://x.example/1"><title>Un</title>'
        "<link>https://x.example/1</link></item></rdf:RDF>"
    )
    assert guids(rdf.encode()) == ["https://x.example/1"]
    assert guids(atom.replace("<entry", "<a:entry").replace("</entry", "</a:entry").encode()) == ["urn:1"]


def test_utf_16() -> None:
    text = rss(item("é")).decode().replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?')
    assert guids(text.encode("utf-16")) == ["é"]


def test_without_a_guid_the_link_then_the_bytes() -> None:
    linked, bare = "<item><link>https://x.example/1</link></item>", "<item><title>x</title></item>"
    first, second = guids(rss(linked, bare))
    assert first == "https://x.example/1"
    assert second.startswith("sha256:")


def test_a_guid_twice_is_its_first_item() -> None:
    (only,) = split_feed(rss(item("a", "neuf"), item("a", "vieux")), "feed")
    assert b"neuf" in only.content


@pytest.mark.parametrize("cut", [1, 8, 40, 200])
def test_a_feed_that_breaks_off_is_none(cut: int) -> None:
    whole = rss(item("a"), item("b")).rstrip()
    with pytest.raises(UnreadableSource, match="broke off"):
        split_feed(whole[:-cut], "feed")


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>", b"\x00\x01"])
def test_what_is_no_feed(content: bytes) -> None:
    with pytest.raises(UnreadableSource):
        split_feed(content, "feed")


def test_an_empty_feed_has_no_items() -> None:
    assert split_feed(rss(), "feed") == ()


def test_a_head_that_changes_changes_no_item() -> None:
    before, after = rss(item("a")), rss("<lastBuildDate>now</lastBuildDate>", item("a"))
    assert split_feed(before, "f")[0].digest == split_feed(after, "f")[0].digest
