"""ID3v2.3 tags and chapters: the only module that knows mutagen. Writing tags never touches the encoded sound.

Version 2.3 because ffmpeg saw no chapters in v2.4 tags with large sub-frames; chapters in the file in order of time
because players trust the order they find (id3v2-chapters-1.0, 3.1).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from matinale.errors import AudioError
from matinale.files import replacing
from matinale.languages import primary_language
from matinale.model import Mark, Milliseconds

if TYPE_CHECKING:
    from mutagen.id3 import Frame

LATIN1, UTF16 = 0, 1
NOWHERE = 0xFFFFFFFF  # no byte offset: the times alone count
OTHER_PICTURE, COVER_FRONT = 0, 3
TOP_LEVEL_ORDERED = 3
MOST_BYTES = 500_000
COPY_BYTES = 1 << 20
FRAME_BYTES = 64  # what surrounds a picture inside a chapter
CUT = "…"
ISO_639_2 = {
    row[:2]: row[3:]
    for row in (
        *("ar ara", "bg bul", "br bre", "ca cat", "co cos", "cs ces", "cy cym", "da dan", "de deu", "el ell"),
        *("en eng", "eo epo", "es spa", "et est", "eu eus", "fa fas", "fi fin", "fr fra", "ga gle", "gl glg"),
        *("he heb", "hi hin", "hr hrv", "hu hun", "id ind", "is isl", "it ita", "ja jpn", "ko kor", "lb ltz"),
        *("lt lit", "lv lav", "mk mkd", "mt mlt", "nb nob", "nl nld", "nn nno", "no nor", "oc oci", "pl pol"),
        *("pt por", "ro ron", "ru rus", "sk slk", "sl slv", "sq sqi", "sr srp", "sv swe", "sw swa", "th tha"),
        *("tr tur", "uk ukr", "vi vie", "zh zho"),
    )
}


@dataclass(frozen=True, slots=True)
class Tags:
    """What an episode's file says of itself. `lyrics` is the transcript; pictures are JPEG or PNG, as bytes.

    `chapter_pictures` by chapter's place in `chapters`; `duration` ends the last chapter.
    """

    title: str
    album: str
    artist: str
    date: dt.date
    language: str
    duration: Milliseconds
    track: int | None = None
    comment: str = ""
    lyrics: str = ""
    url: str = ""
    cover: bytes = b""
    chapters: tuple[Mark, ...] = ()
    chapter_pictures: Mapping[int, bytes] = field(default_factory=dict[int, bytes])


def write_tags(path: Path, tags: Tags) -> None:
    """Replace whatever tags the MP3 at `path` has by these, in one step; the encoded sound is copied as it is.

    Lyrics that do not fit into what players read at once (500 KB: three hours and more) end earlier, with an ellipsis;
    the transcript itself is in the feed.

    Raises:
        AudioError: The file cannot be read, or the tag would be larger than that even without lyrics.
        WorkspaceError: The file cannot be written.
    """
    content = _render(replace(tags, lyrics=_fitting_lyrics(tags)))
    if len(content) > MOST_BYTES:
        raise AudioError(f"{path}: its tag would take {len(content)} bytes, {MOST_BYTES} at most; use smaller pictures")
    try:
        start, end = _sound_of(path)
    except OSError as error:
        raise AudioError(f"{path}: cannot be read ({error.strerror}); run again with --force") from error
    with replacing(path) as temporary, path.open("rb") as old, temporary.open("wb") as new:
        new.write(content)
        old.seek(start)
        remaining = end - start
        while remaining > 0 and (piece := old.read(min(COPY_BYTES, remaining))):
            new.write(piece)
            remaining -= len(piece)


def room_for_pictures(tags: Tags) -> int:
    """How many bytes of chapters' pictures still fit beside all else."""
    return MOST_BYTES - len(_render(tags)) - FRAME_BYTES * len(tags.chapters)


def _fitting_lyrics(tags: Tags) -> str:
    """The lyrics, or as many of their lines as fit."""
    over = len(_render(tags)) - MOST_BYTES
    if over <= 0:
        return tags.lyrics
    encoded = tags.lyrics.encode("utf-16-le")
    kept = encoded[: max(0, len(encoded) - over - len(CUT.encode("utf-16-le")))].decode("utf-16-le", "ignore")
    return kept[: kept.rfind("\n") + 1] + CUT


def _sound_of(path: Path) -> tuple[int, int]:
    """Where the encoded sound begins and ends: between an ID3v2 tag and an ID3v1 tag."""
    with path.open("rb") as file:
        head = file.read(10)
        start = 10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=False))
        end = file.seek(0, 2)
        if end >= 128:
            file.seek(end - 128)
            end -= 128 if file.read(3) == b"TAG" else 0
    return (start if head[:3] == b"ID3" else 0), end


def _render(tags: Tags) -> bytes:
    """The whole tag, its chapters in order of time.

    mutagen sorts frames by size (its issue 506). Its bytes are taken apart into frames and put in order again.
    """
    from mutagen.id3 import ID3

    tag = ID3()
    for frame in _frames(tags):
        tag.add(frame)
    tag.update_to_v23()
    rendered = io.BytesIO()
    tag.save(rendered, v1=0, v2_version=3, padding=_no_padding)
    head, body = rendered.getvalue()[:10], rendered.getvalue()[10:]
    chapters = {element_id(number).encode(): number for number in range(len(tags.chapters))}

    def place(frame: bytes) -> tuple[int, int]:
        if frame[:4] == b"CHAP":
            return 2, chapters[frame[10:].partition(b"\0")[0]]
        return (1 if frame[:4] == b"CTOC" else 3 if frame[:4] == b"APIC" else 0), 0

    return head + b"".join(sorted(_split_frames(body), key=place))


def _no_padding(_: object) -> int:
    return 0


def _split_frames(body: bytes) -> Iterator[bytes]:
    """The frames of an ID3v2.3 tag's body: four letters, a 32-bit size, two bytes of flags, content."""
    position = 0
    while position < len(body):
        size = 10 + int.from_bytes(body[position + 4 : position + 8], "big")
        yield body[position : position + size]
        position += size


def element_id(number: int) -> str:
    """The id of a chapter in the table of contents."""
    return f"chp{number}"


def _frames(tags: Tags) -> Iterator[Frame]:
    from mutagen import id3

    language = iso_639_2(tags.language)
    yield id3.TIT2(UTF16, tags.title)
    yield id3.TALB(UTF16, tags.album)
    yield id3.TPE1(UTF16, tags.artist)
    yield id3.TDRC(UTF16, tags.date.isoformat())
    yield id3.TCON(UTF16, "Podcast")
    yield id3.TLAN(UTF16, language)
    if tags.track is not None:
        yield id3.TRCK(UTF16, str(tags.track))
    if tags.comment:
        yield id3.COMM(UTF16, language, "", tags.comment)
    if tags.lyrics:
        yield id3.USLT(UTF16, language, "", tags.lyrics)
    if tags.url:
        yield id3.WOAF(ascii_url(tags.url))
        yield id3.WXXX(UTF16, "", ascii_url(tags.url))
    if tags.cover:
        yield id3.APIC(LATIN1, media_type(tags.cover), COVER_FRONT, "", tags.cover)
    yield from _chapters(tags)


def _chapters(tags: Tags) -> Iterator[Frame]:
    from mutagen import id3

    if not tags.chapters:
        return
    ids = [element_id(number) for number in range(len(tags.chapters))]
    ends = [*(mark.start for mark in tags.chapters[1:]), tags.duration]
    yield id3.CTOC("toc", TOP_LEVEL_ORDERED, ids, [id3.TIT2(UTF16, tags.album)])
    for number, (mark, end) in enumerate(zip(tags.chapters, ends, strict=True)):
        parts: list[Frame] = [id3.TIT2(UTF16, mark.title)]
        if mark.url:
            parts.append(id3.WXXX(UTF16, "", ascii_url(mark.url)))
        if picture := tags.chapter_pictures.get(number):
            parts.append(id3.APIC(LATIN1, media_type(picture), OTHER_PICTURE, "", picture))
        yield id3.CHAP(ids[number], int(mark.start), int(end), NOWHERE, NOWHERE, parts)


def media_type(picture: bytes) -> str:
    """`image/png` or `image/jpeg`, by the first bytes.

    Raises:
        AudioError: It is neither.
    """
    for magic, kind in ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg")):
        if picture.startswith(magic):
            return kind
    raise AudioError("a picture for the tags is neither PNG nor JPEG; convert it")


def ascii_url(url: str) -> str:
    """An address in ASCII, as ID3's Latin-1 links and old players need it: other characters percent-encoded."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    path, query, fragment = (quote(part, safe="/%:@!$&'()*+,;=-._~?") for part in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment))


def iso_639_2(language: str) -> str:
    """The three letters that ID3 wants for an IETF tag; "XXX" (unknown, as ID3 says) for one not in the table."""
    short = primary_language(language)
    return short if len(short) == 3 else ISO_639_2.get(short, "XXX")
