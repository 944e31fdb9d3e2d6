"""The gate finds each planted fault, one at a time (on the clean feed it finds nothing: test_publish.py)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from feed_cases import damaged, make_cover
from imageio_ffmpeg import get_ffmpeg_exe

from matinale.errors import FeedError
from matinale.feed import check_site
from matinale.feed.gate.findings import Findings

Plant = Callable[[Path], None]


@dataclass(frozen=True)
class Fault:
    """What is done to the clean site, and the words that the finding must have."""

    name: str
    plant: Plant
    says: str
    severity: str = "error"
    decode: bool = False


def feed(pattern: str, new: str) -> Plant:
    """Replace in feed.xml; the pattern must be there."""

    def plant(site: Path) -> None:
        path = site / "feed.xml"
        text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, pattern
        path.write_text(text, "utf-8")

    return plant


def file(glob: str, change: Callable[[bytes], bytes | None]) -> Plant:
    """Change the one file of the site that `glob` finds; None removes it. The feed's `length` follows an MP3's."""

    def plant(site: Path) -> None:
        (path,) = site.glob(glob)
        old = path.read_bytes()
        new = change(old)
        if new is None:
            path.unlink()
            return
        path.write_bytes(new)
        if path.suffix == ".mp3":
            feed(f'length="{len(old)}"', f'length="{len(new)}"')(site)

    return plant


def text(glob: str, pattern: str, new: str) -> Plant:
    """Replace in a sidecar; the pattern must be there."""

    def change(content: bytes) -> bytes:
        done, count = re.subn(pattern, new, content.decode("utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return done.encode("utf-8")

    return file(glob, change)


def chapters(change: Callable[[dict], None]) -> Plant:
    def edited(content: bytes) -> bytes:
        value = json.loads(content)
        change(value)
        return json.dumps(value).encode()

    return file("*/chapters-*.json", edited)


def ffmpeg(*options: str, version: int = 3) -> Callable[[bytes], bytes]:
    """Encode the MP3 again with other options; tags and chapters are kept."""

    def change(content: bytes) -> bytes:
        command = [get_ffmpeg_exe(), "-v", "error", "-f", "mp3", "-i", "pipe:0", "-map", "0:a", *options]
        done = subprocess.run(
            [*command, "-write_id3v1", "0", "-id3v2_version", str(version), "-f", "mp3", "pipe:1"],
            input=content, capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        return done.stdout

    return change


def swap_chapters(content: bytes) -> bytes:
    """Exchange the first two CHAP frames of the tag."""
    places = [match.start() for match in re.finditer(rb"CHAP\x00\x00", content)]
    one, two, three = places[:3]
    return content[:one] + content[two:three] + content[one:two] + content[three:]


def insert_junk(content: bytes) -> bytes:
    """Bytes between two frames near the middle."""
    middle = content.index(b"\xff\xfb", len(content) // 2)
    return content[:middle] + b"\x00" * 50 + content[middle:]


def picture(size: int = 1400, kind: str = "JPEG", mode: str = "RGB") -> Plant:
    return file("cover-*.jpg", lambda _: make_cover(size, kind, mode))


def oblong(_: bytes) -> bytes:
    import io

    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (1500, 1400)).save(stream, "JPEG")
    return stream.getvalue()


MP3 = "*/*.mp3"
FAULTS = (
    # the XML and the channel (STANDARDS 1–5, 8)
    Fault("not well-formed", feed("</channel>", ""), "not well-formed"),
    Fault("latin-1", feed("encoding='UTF-8'", "encoding='ISO-8859-1'"), "apps expect UTF-8"),
    Fault("entities", feed("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "XML entities"),
    Fault("namespace", feed("podcast-1.0.dtd", "Podcast-1.0.DTD"), "namespace itunes"),
    Fault("version", feed('version="2.0"', 'version="0.91"'), "version"),
    Fault("no self link", feed("<atom:link[^>]*/>", ""), '0 atom:link rel="self"'),
    Fault("no title", feed("<title>.*?</title>", ""), "0 <title>"),
    Fault("two languages", feed("<language>fr</language>", "<language>fr</language><language>en</language>"),
          "2 <language>"),
    Fault("language", feed("<language>fr<", "<language>français<"), "not a language tag"),
    Fault("link to the feed", feed("<link>.*?</link>", "<link>http://127.0.0.1:8808/feed.xml</link>"), "own address"),
    Fault("long description", feed("<description>", "<description>" + "é" * 2001), "more than 4,000 bytes"),
    Fault("explicit", feed("<itunes:explicit>false", "<itunes:explicit>no"), "true or false"),
    Fault("category", feed('text="Tech News"', 'text="Tech news"'), 'not one of "News"'),
    Fault("no category", feed('<itunes:category text="News">.*?</itunes:category>[^/]*/>', ""), "no itunes:category"),
    Fault("category of no list", feed('text="Technology"', 'text="Technologies"'), "not one of Apple's"),
    Fault("no cover", feed("<itunes:image[^>]*/>", ""), "0 <itunes:image>"),
    Fault("podcast guid", feed("<podcast:guid>[^<]*", "<podcast:guid>abc"), "not a UUID"),
    Fault("locked", feed("(<podcast:locked[^>]*>)yes", r"\1true"), "yes or no"),
    Fault("channel date", feed("<lastBuildDate>Thu", "<lastBuildDate>Fri"), "is a Thu"),
    # pictures
    Fault("small cover", picture(800), "1400 to 3000"),
    Fault("oblong cover", file("cover-*.jpg", oblong), "square"),
    Fault("PNG called JPEG", picture(kind="PNG"), "does not end so"),
    Fault("CMYK cover", picture(mode="CMYK"), "RGB is expected"),
    Fault("transparent cover", picture(kind="PNG", mode="RGBA"), "transparency"),
    Fault("cover that is none", file("cover-*.jpg", lambda _: b"GIF89a nothing"), "not a picture"),
    Fault("missing cover", file("cover-*.jpg", lambda _: None), "does not answer"),
    # items
    Fault("no guid", feed("<guid.*?</guid>", ""), "no <guid>"),
    Fault("permalink guid", feed('isPermaLink="false"', 'isPermaLink="true"'), "isPermaLink"),
    Fault("same guid twice", feed("(<item>.*</item>)", r"\1\1"), "has the guid of"),
    Fault("weekday", feed("<pubDate>Thu(.*?</pubDate>\n      <itunes)", r"<pubDate>Mon\1"), "is a Thu"),
    Fault("no zone", feed(r"\+0100(</pubDate>\n      <itunes)", r"\1"), "no time zone"),
    Fault("wrong length", feed(r'length="\d+"', 'length="12"'), "the feed says 12"),
    Fault("no length", feed(r'length="\d+"', 'length=""'), "the bytes of the file"),
    Fault("type", feed('type="audio/mpeg"', 'type="text/html"'), "audio/mpeg is expected"),
    Fault("relative enclosure", feed('url="http://127.0.0.1:8808/([^"]*mp3)"', r'url="\1"'), "not an absolute ASCII"),
    Fault("missing mp3", file(MP3, lambda _: None), "is not there"),
    Fault("duration", feed("<itunes:duration>40", "<itunes:duration>43"), "lasts 40."),
    Fault("duration decoded", feed("<itunes:duration>40", "<itunes:duration>38"), "lasts 40.", decode=True),
    Fault("duration as text", feed("<itunes:duration>40", "<itunes:duration>forty"), "not a length"),
    Fault("episode number", feed("<itunes:episode>1", "<itunes:episode>0"), "not a number from 1"),
    Fault("missing page", file("2*/index.html", lambda _: None), "its page"),
    # transcripts (12)
    Fault("vtt header", text("*/*.vtt", "WEBVTT", "VTT"), "WEBVTT"),
    Fault("vtt times", text("*/*.vtt", "00:00:00.000", "00:00:39.000"), "back in time"),
    Fault("vtt over the end", text("*/*.vtt", r"00:00:39\.\d{3}\n(.*)$", r"00:00:59.000\n\1"), "but the audio ends"),
    Fault("vtt cut", text("*/*.vtt", r"\n\n00:00:1.*$", "\n"), "much is missing"),
    Fault("long vtt line", text("*/*.vtt", "Bonjour", "B" + "o" * 80), "apps show 65", "warning"),
    Fault("srt numbers", text("*/*.srt", "^1\n", ""), "no number"),
    Fault("transcript version", text("*/transcript-*.json", "1.0.0", "2.0.0"), "1.0.0 is expected"),
    Fault("missing srt", file("*/*.srt", lambda _: None), "is not there"),
    Fault("transcript type", feed('type="text/vtt"', 'type="text/srt"'), "which no app knows"),
    # chapters (13, 16)
    Fault("chapters late", chapters(lambda v: v["chapters"][0].update(startTime=1)), "it is 0"),
    Fault("chapters back", chapters(lambda v: v["chapters"].reverse()), "do not ascend"),
    Fault("chapter after the end", chapters(lambda v: v["chapters"][2].update(startTime=99)), "after the end"),
    Fault("chapter moved", chapters(lambda v: v["chapters"][1].update(startTime=13.4)), "begins at 13400 ms"),
    Fault("chapter renamed", chapters(lambda v: v["chapters"][1].update(title="Autre")), "is called"),
    Fault("chapter missing", chapters(lambda v: v["chapters"].pop()), "has 3"),
    Fault("notes without a time", feed("<li>00:26 ", "<li>00:25 "), "no time of the chapter"),
    Fault("CHAP order", file(MP3, swap_chapters), "not in the order of time"),
    Fault("CHAP offsets", file(MP3, lambda c: c.replace(b"\xff" * 8 + b"TIT2", b"\0" * 8 + b"TIT2", 1)), "byte offsets",
          "warning"),
    Fault("CTOC flags", file(MP3, lambda c: c.replace(b"toc\0\x03", b"toc\0\x00", 1)), "0 top-level"),
    Fault("no chapters in the tag", file(MP3, ffmpeg("-c", "copy", "-map_chapters", "-1")), "no chapters in its tag"),
    # the MP3 (14, 15, 17)
    Fault("title in the tag", feed("<title>Numéro 1", "<title>Numéro 2"), "in its tag"),
    Fault("no tag", file(MP3, lambda c: c[c.index(b"\xff\xfb"):]), "no ID3v2 tag", "warning"),
    Fault("broken tag", file(MP3, lambda c: c[:6] + b"\x7f\x7f\x7f\x7f" + c[10:]), "its tag says"),
    Fault("ID3v2.4", file(MP3, ffmpeg("-c", "copy", version=4)), "v2.3 is the one", "warning"),
    Fault("ID3v1", file(MP3, lambda c: c + b"TAG" + b"\0" * 125), "ID3v1", "warning"),
    Fault("junk between frames", file(MP3, insert_junk), "belong to no frame"),
    Fault("cut", file(MP3, lambda c: c[:-100]), "middle of a frame"),
    Fault("half", file(MP3, lambda c: c[: len(c) // 2]), "lasts 19."),
    Fault("no audio", file(MP3, lambda _: b"nothing" * 100), "no MPEG audio"),
    Fault("VBR", file(MP3, ffmpeg("-q:a", "4", "-map_chapters", "0")), "variable bit rate", "warning"),
    Fault("MPEG-2", file(MP3, ffmpeg("-ar", "22050", "-b:a", "64k")), "MPEG-2 at 22050", "warning"),
    Fault("loud", file(MP3, ffmpeg("-af", "volume=6dB", "-b:a", "128k")), "LUFS", "warning", decode=True),
    Fault("peaks", file(MP3, ffmpeg("-af", "volume=20dB", "-b:a", "128k")), "dBTP", "warning", decode=True),
    Fault("damaged", file(MP3, damaged), "does not decode", decode=True),
)  # fmt: skip


def is_slow(fault: Fault) -> bool:
    return fault.decode or fault.name in {"VBR", "MPEG-2"}


@pytest.mark.parametrize(
    "fault",
    [pytest.param(fault, id=fault.name, marks=[pytest.mark.slow] if is_slow(fault) else []) for fault in FAULTS],
)
def test_finds_a_planted_fault(fault: Fault, published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(published, site)
    fault.plant(site)
    found = check_site(site, decode=fault.decode)
    severities = {each.severity for each in found.found if fault.says in each.message}
    assert fault.severity in severities, found.found
    assert found.exit_code == (1 if fault.severity == "error" else found.exit_code)


def test_there_are_faults_enough() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"no feed can be read there"):
        check_site(tmp_path)


def test_a_feed_of_another_maker_is_checked_without_the_network(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text(
        '<rss version="2.0"><channel><title>A</title><link>http://a.example/</link><description>B</description>'
        '<item><title>C</title><enclosure url="http://a.example/c.mp3" length="1" type="audio/mpeg"/></item>'
        "</channel></rss>"
    )
    found: Findings = check_site(path)
    assert not found.ok
    assert any("another site: not checked" in each.message for each in found.found)
