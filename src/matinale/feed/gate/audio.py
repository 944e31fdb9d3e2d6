"""The rules of the MP3: its stream, its tag, its chapters, its sound (STANDARDS 14–17)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from matinale.feed.gate.chapters import ChapterMark, compare_marks
from matinale.feed.gate.findings import Finding, error, warning
from matinale.feed.gate.id3 import BrokenTag, ChapterFrame, ContentsFrame, Frame, Tag, picture_type, read_tag
from matinale.feed.gate.mpeg import MpegStream, walk_frames
from matinale.feed.gate.places import Reached
from matinale.feed.gate.sound import Depth, Heard, hear

TAG_BYTES = 500_000
LOUDNESS = -16.0
LOUDNESS_SLACK = 0.5
LOUDNESS_MONO = -19.0
"""One channel played on two gains 3 LU: −19 mono is −16 in stereo (AES TD1004)."""
PEAK = -1.0
_EXPECTED = ("TALB", "TPE1", "TCON", "COMM")


def check_audio(
    audio: Reached, where: str, *, title: str, seconds: int | None, marks: Sequence[ChapterMark], depth: Depth
) -> Iterator[Finding]:
    """All rules of one MP3.

    Args:
        audio: The file.
        where: How findings name it.
        title: The item's.
        seconds: The item's `itunes:duration`.
        marks: The chapters of the JSON, empty where the item has none.
        depth: Whether to decode it, and to measure it; where not, its length is that of its frames.
    """
    content = audio.read()
    tag: Tag | None = None
    try:
        tag = read_tag(content)
    except BrokenTag as problem:
        yield error("ID3v2", where, f"its tag {problem}")
        return
    stream = walk_frames(content, tag.size if tag else 0)
    if stream is None or not stream.frames:
        yield error("ISO 11172-3", where, "holds no MPEG audio")
        return
    yield from _stream(stream, where)
    if tag is None:
        yield warning("ID3v2", where, "has no ID3v2 tag: apps show neither title nor chapters")
    else:
        yield from _tag(tag, where, title)
        yield from _chapters(tag, where, marks, stream.duration_ms)
    heard = _hear(audio, measure=depth == "measured") if depth != "frames" else None
    yield from _length(seconds, heard.duration_ms if heard else stream.duration_ms, where)
    if heard and heard.problem:
        yield error("ISO 11172-3", where, f"does not decode cleanly: {heard.problem}")
    if heard and heard.integrated_lufs is not None and heard.true_peak_dbtp is not None:
        mono = stream.modes == frozenset({"mono"})
        yield from _loudness(heard.integrated_lufs, heard.true_peak_dbtp, where, mono=mono)


def _hear(audio: Reached, *, measure: bool) -> Heard:
    if isinstance(audio.content, Path):
        return hear(audio.content, measure=measure)
    with tempfile.NamedTemporaryFile(suffix=".mp3") as stream:
        stream.write(audio.content)
        stream.flush()
        return hear(Path(stream.name), measure=measure)


def _stream(stream: MpegStream, where: str) -> Iterator[Finding]:
    source = "ISO 11172-3"
    if stream.first.version != "MPEG-1" or stream.first.rate != 44100:
        yield warning(
            source, where, f"is {stream.first.version} at {stream.first.rate} Hz; MPEG-1 at 44100 Hz plays everywhere"
        )
    if len(stream.bitrates) > 1:
        yield warning(source, where, f"has a variable bit rate ({min(stream.bitrates)} to {max(stream.bitrates)} kb/s);"
                      " Apple's players seek badly in it")  # fmt: skip
    elif stream.modes == frozenset({"mono"}) and not 64 <= min(stream.bitrates) <= 128:
        yield warning("Apple", where, f"has {min(stream.bitrates)} kb/s in mono; 64 to 96 are usual")
    elif stream.modes != frozenset({"mono"}) and min(stream.bitrates) < 96:
        yield warning("Apple", where, f"has {min(stream.bitrates)} kb/s in stereo; 128 is usual")
    if not stream.header:
        yield warning(source, where, "has no Info header: players guess its length")
    if stream.stray:
        yield error(source, where, f"has {stream.stray} bytes that belong to no frame")
    if stream.cut:
        yield error(source, where, "ends in the middle of a frame")
    if stream.id3v1:
        yield warning("ID3v2", where, "has an ID3v1 tag at its end, which cuts titles at 30 characters")


def _tag(tag: Tag, where: str, title: str) -> Iterator[Finding]:
    if tag.first_bytes != b"ID3\x03\x00":
        yield warning("ID3v2", where, f"has an ID3v2.{tag.version} tag; v2.3 is the one that all players read")
    if tag.size >= TAG_BYTES:
        yield error("ID3v2", where, f"has a tag of {tag.size} bytes; players wait for it; keep it under {TAG_BYTES}")
    if title and " ".join(tag.text("TIT2").split()) != title:
        yield error("ID3v2", where, f'is called "{tag.text("TIT2")}" in its tag, "{title}" in the feed')
    pictures = [frame for frame in tag.all("APIC") if picture_type(frame) == 3]
    if len(pictures) != 1:
        yield warning("ID3v2", where, f"has {len(pictures)} front covers in its tag; one is expected")
    missing = [name for name in _EXPECTED if not tag.all(name)]
    if missing:
        yield warning("ID3v2", where, f"has no {', '.join(missing)} in its tag")
    if not (tag.all("TYER") or tag.all("TDRC")):
        yield warning("ID3v2", where, "has no year in its tag")


def _chapters(tag: Tag, where: str, marks: Sequence[ChapterMark], duration_ms: int) -> Iterator[Finding]:
    source = "ID3v2 chapters"
    try:
        chapters, contents = tag.chapters, tag.contents
    except BrokenTag as problem:
        yield error(source, where, f"its tag {problem}")
        return
    if not chapters:
        if marks:
            yield error(source, where, "has no chapters in its tag, the feed's JSON has")
        return
    yield from _contents(contents, chapters, where)
    starts = [chapter.start for chapter in chapters]
    if starts != sorted(starts):
        yield error(source, where, "its CHAP frames are not in the order of time, on which some players rely")
    for chapter in chapters:
        if chapter.end <= chapter.start or chapter.end > duration_ms + 1000:
            yield error(source, where, f"chapter {chapter.mark.title!r} ends at {chapter.end} ms")
        if chapter.offsets != (0xFFFFFFFF, 0xFFFFFFFF):
            yield warning(source, where, f"chapter {chapter.mark.title!r} has byte offsets, which shift when tags do")
        if not _has_title(chapter.frames):
            yield error(source, where, f"the chapter at {chapter.start} ms has no title")
    if marks:
        yield from compare_marks(marks, [chapter.mark for chapter in chapters], where, "the MP3's tag")


def _contents(contents: Sequence[ContentsFrame], chapters: Sequence[ChapterFrame], where: str) -> Iterator[Finding]:
    source = "ID3v2 chapters"
    ids = [chapter.element for chapter in chapters]
    if len(set(ids)) != len(ids):
        yield error(source, where, "has chapters of the same id")
    top = [each for each in contents if each.flags & 2]
    if len(top) != 1:
        yield error(source, where, f"has {len(top)} top-level tables of contents (CTOC); one is expected")
    elif set(top[0].children) != set(ids) or not top[0].flags & 1:
        yield error(source, where, "its table of contents (CTOC) does not list its chapters in order")
    elif list(top[0].children) != [each.element for each in sorted(chapters, key=lambda each: each.start)]:
        yield error(source, where, "its table of contents (CTOC) is not in the order of time")


def _has_title(frames: Sequence[Frame]) -> bool:
    return any(frame.id == "TIT2" and frame.text for frame in frames)


def _length(seconds: int | None, decoded_ms: int, where: str) -> Iterator[Finding]:
    if seconds is not None and abs(seconds * 1000 - decoded_ms) > 1000:
        yield error("Apple", where, f"lasts {decoded_ms / 1000:.1f} s; itunes:duration says {seconds} s")


def _loudness(integrated_lufs: float, true_peak_dbtp: float, where: str, *, mono: bool) -> Iterator[Finding]:
    wanted = (LOUDNESS_MONO, LOUDNESS) if mono else (LOUDNESS,)
    if not any(abs(integrated_lufs - each) <= LOUDNESS_SLACK for each in wanted):
        yield warning(
            "Apple", where, f"has a loudness of {integrated_lufs:.1f} LUFS; {LOUDNESS:.0f} ±{LOUDNESS_SLACK} is asked"
        )
    if true_peak_dbtp > PEAK:
        yield warning("EBU R 128", where, f"peaks at {true_peak_dbtp:.1f} dBTP; {PEAK:.0f} is the limit")
