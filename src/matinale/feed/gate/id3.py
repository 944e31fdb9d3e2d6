"""An ID3v2 tag as it lies in a file (id3v2.3.0, id3v2-chapters-1.0), read to be checked, not to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matinale.feed.gate.chapters import ChapterMark


class BrokenTag(Exception):
    """The tag's sizes do not add up."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame's name and body."""

    id: str
    body: bytes

    @property
    def text(self) -> str:
        """The text of a text frame (T…), trimmed of its end mark."""
        return _decode(self.body[1:], self.body[0]).rstrip("\0") if self.body else ""


@dataclass(frozen=True, slots=True)
class ChapterFrame:
    """A CHAP frame: times in milliseconds, byte offsets, sub-frames."""

    element: str
    start: int
    end: int
    offsets: tuple[int, int]
    frames: tuple[Frame, ...]

    @property
    def mark(self) -> ChapterMark:
        """As the JSON has it."""
        return ChapterMark(self.start, next((frame.text for frame in self.frames if frame.id == "TIT2"), ""))


@dataclass(frozen=True, slots=True)
class ContentsFrame:
    """A CTOC frame."""

    element: str
    flags: int
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A whole tag. `size` counts its header; `first_bytes` are those of the file."""

    version: int
    size: int
    first_bytes: bytes
    frames: tuple[Frame, ...]

    def all(self, name: str) -> tuple[Frame, ...]:
        """The frames called `name`."""
        return tuple(frame for frame in self.frames if frame.id == name)

    def text(self, name: str) -> str:
        """The text of the first frame called `name`, "" without one."""
        found = self.all(name)
        return found[0].text if found else ""

    @property
    def chapters(self) -> tuple[ChapterFrame, ...]:
        """The CHAP frames in the order of the file."""
        return tuple(_chapter(frame.body, self.version) for frame in self.all("CHAP"))

    @property
    def contents(self) -> tuple[ContentsFrame, ...]:
        """The CTOC frames."""
        return tuple(_contents(frame.body) for frame in self.all("CTOC"))


def read_tag(content: bytes) -> Tag | None:
    """The tag at the beginning of a file, None where there is none.

    Raises:
        BrokenTag: Its sizes do not add up.
    """
    if content[:3] != b"ID3" or len(content) < 10:
        return None
    version, flags = content[3], content[5]
    size = 10 + _synchsafe(content[6:10])
    if size > len(content):
        raise BrokenTag(f"says that it has {size} bytes; the file has {len(content)}")
    body = content[10:size]
    if flags & 0x80:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & 0x40 and len(body) >= 4:
        body = body[_synchsafe(body[:4]) if version == 4 else 4 + int.from_bytes(body[:4], "big") :]
    return Tag(version, size, content[:5], tuple(_frames(body, version)))


def _frames(body: bytes, version: int) -> Iterator[Frame]:
    at, names, head = 0, (3 if version == 2 else 4), (6 if version == 2 else 10)
    while at + head <= len(body) and body[at] != 0:
        name = body[at : at + names]
        if not name.isalnum():
            raise BrokenTag(f"has no frame where one should begin (byte {at + 10})")
        raw = body[at + names : at + names + names]
        size = _synchsafe(raw) if version == 4 else int.from_bytes(raw, "big")
        if at + head + size > len(body):
            raise BrokenTag(f"frame {name.decode('ascii')} is longer than the tag")
        yield Frame(name.decode("ascii"), body[at + head : at + head + size])
        at += head + size


def _chapter(body: bytes, version: int) -> ChapterFrame:
    element, found, rest = body.partition(b"\0")
    if not found or len(rest) < 16:
        raise BrokenTag("a CHAP frame is cut")
    numbers = [int.from_bytes(rest[at : at + 4], "big") for at in range(0, 16, 4)]
    frames = tuple(_frames(rest[16:], version))
    return ChapterFrame(element.decode("latin-1"), numbers[0], numbers[1], (numbers[2], numbers[3]), frames)


def _contents(body: bytes) -> ContentsFrame:
    element, found, rest = body.partition(b"\0")
    if not found or len(rest) < 2:
        raise BrokenTag("a CTOC frame is cut")
    children = rest[2:].split(b"\0")[: rest[1]]
    return ContentsFrame(element.decode("latin-1"), rest[0], tuple(child.decode("latin-1") for child in children))


def picture_type(frame: Frame) -> int:
    """The picture type of an APIC frame (3 is the front cover), -1 where it is cut."""
    _, found, rest = frame.body[1:].partition(b"\0")
    return rest[0] if found and rest else -1


def _synchsafe(word: bytes) -> int:
    value = 0
    for byte in word:
        value = value << 7 | byte & 0x7F
    return value


def _decode(content: bytes, encoding: int) -> str:
    names = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
    return content.decode(names.get(encoding, "latin-1"), "replace")
