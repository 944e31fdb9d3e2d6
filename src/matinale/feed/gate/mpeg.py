"""The frames of an MP3 (ISO/IEC 11172-3, 2.4.1.3), walked from header to header without decoding."""

from __future__ import annotations

from dataclasses import dataclass

_BITRATES = {
    # (MPEG-1, layer III) and (MPEG-2/2.5, layer III), kb/s by index
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_VERSIONS = {3: "MPEG-1", 2: "MPEG-2", 0: "MPEG-2.5"}
_MODES = ("stereo", "joint stereo", "dual channel", "mono")


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """A frame's four bytes, understood. `size` in bytes."""

    version: str
    rate: int
    kbps: int
    mode: str
    size: int


@dataclass(frozen=True, slots=True)
class MpegStream:
    """What a walk over the frames found.

    `frames` are audio frames (the Info or Xing header's own frame is not one); `stray` bytes belong to no frame;
    `cut` says that the last frame is not whole.
    """

    first: FrameHeader
    frames: int
    bitrates: frozenset[int]
    modes: frozenset[str]
    header: str
    encoder: str
    stray: int
    cut: bool
    id3v1: bool

    @property
    def duration_ms(self) -> int:
        """The frames' length; encoder delay and padding included."""
        per_frame = 1152 if self.first.version == "MPEG-1" else 576
        return round(self.frames * per_frame * 1000 / self.first.rate)


def read_header(word: bytes) -> FrameHeader | None:
    """The header that four bytes hold, None where they hold none of layer III."""
    if len(word) < 4 or word[0] != 0xFF or word[1] & 0xE0 != 0xE0:
        return None
    version, layer = word[1] >> 3 & 3, word[1] >> 1 & 3
    bitrate, rate, padding = word[2] >> 4, word[2] >> 2 & 3, word[2] >> 1 & 1
    if version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:
        return None
    kbps = _BITRATES[version == 3][bitrate]
    hertz = _RATES[version][rate]
    size = (144 if version == 3 else 72) * kbps * 1000 // hertz + padding
    return FrameHeader(_VERSIONS[version], hertz, kbps, _MODES[word[3] >> 6], size)


def walk_frames(content: bytes, start: int) -> MpegStream | None:
    """Walk all frames from the byte `start` (the end of the ID3v2 tag); None where there is no MPEG audio."""
    end = len(content)
    id3v1 = content[-128:-125] == b"TAG"
    if id3v1:
        end -= 128
    at, stray = _next_frame(content, start, end), 0
    if at is None:
        return None
    stray = at - start
    first = read_header(content[at : at + 4])
    if first is None:
        return None
    header, encoder = _info(content[at : at + first.size])
    if header:
        at += first.size
    frames, bitrates, modes, cut = 0, set[int](), set[str](), False
    while at < end:
        found = read_header(content[at : at + 4])
        if found is None or found.rate != first.rate or found.version != first.version:
            following = _next_frame(content, at + 1, end)
            stray += (following or end) - at
            at = following or end
            continue
        if at + found.size > end:
            cut = True
            break
        frames += 1
        bitrates.add(found.kbps)
        modes.add(found.mode)
        at += found.size
    return MpegStream(first, frames, frozenset(bitrates), frozenset(modes), header, encoder, stray, cut, id3v1)


def _next_frame(content: bytes, start: int, end: int) -> int | None:
    """The first place from `start` where one frame follows another."""
    at = start
    while True:
        at = content.find(b"\xff", at, end)
        if at < 0:
            return None
        found = read_header(content[at : at + 4])
        if found is not None:
            after = at + found.size
            if after >= end or read_header(content[after : after + 4]) is not None:
                return at
        at += 1


def _info(frame: bytes) -> tuple[str, str]:
    """The Info (CBR) or Xing (VBR) header's name and the encoder it names, "" where the frame is audio."""
    for offset in (36, 21, 13):  # after the side information: MPEG-1 stereo, MPEG-1 mono or MPEG-2 stereo, MPEG-2 mono
        name = frame[offset : offset + 4]
        if name in {b"Info", b"Xing"}:
            encoder = frame[offset + 120 : offset + 129].split(b"\0")[0]
            return name.decode("ascii"), encoder.decode("ascii", "replace").strip()
    return "", ""
