"""Bytes to text: which encoding a file was written in, and a clear refusal where that cannot be known."""

from __future__ import annotations

import codecs
import re

from matinale.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP, Word or EPUB file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Outlook file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"ID3", "an MP3 file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# What stands for a letter or a mark of writing in Windows-1252 French or English.
_PLAUSIBLE = re.compile("[ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿáíóúñÑß«»‘’“”–—…•€°·\u00a0©®™£§²³½¼¾×±ºª¿¡Ššžžƒ†‡‰‹›´µ¶]")
_HIGH = re.compile("[\x80-\uffff]")


def decode(content: bytes, where: str, *, charset: str = "") -> str:
    """The text of `content`. `charset` is what its transport said (HTTP, MIME), believed only if it fits.

    Order: byte order mark, UTF-16 without a mark, UTF-8, the stated or declared charset, ISO-8859-15 or Windows-1252
    where the result reads like writing.

    Raises:
        UnreadableSource: It is binary, or in an encoding that cannot be told with certainty.
    """
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise UnreadableSource(f"{where}: this is {what}, not text; save the issue as text, Markdown, HTML or .eml")
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _strictly(content, name, where)
    if name := _wide(content):
        return _strictly(content, name, where)
    if b"\x00" in content:
        raise UnreadableSource(
            f"{where}: this is a binary file, not text; give the issue as text, Markdown, HTML or .eml"
        )
    return _by_trial(content, where, charset)


def _strictly(content: bytes, name: str, where: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{where}: begins like {name.upper()} but byte {error.start} is not; save it again as UTF-8"
        ) from error


def _wide(content: bytes) -> str:
    """The UTF-16 flavour of text without a byte order mark: most Latin letters have a zero byte beside them."""
    sample = content[:4000]
    if len(sample) < 4 or len(content) % 2:
        return ""
    half = len(sample) // 2
    for name, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.6 * half and others.count(0) == 0:
            return name
    return ""


def _by_trial(content: bytes, where: str, charset: str) -> str:
    declared = _DECLARED.search(content[:2048])
    for name in ("utf-8", charset, declared.group(1).decode("ascii") if declared else ""):
        text = _attempt(content, name)
        if text is not None:
            return text
    text = _attempt(content, "iso8859-15" if b"\xa4" in content or re.search(rb"[a-z]\xbd[a-z]", content) else "cp1252")
    high = _HIGH.findall(text or "")
    if text is None or len(_PLAUSIBLE.findall("".join(high))) < 0.95 * len(high):
        raise UnreadableSource(f"{where}: neither UTF-8 nor Windows-1252 text; save it again as UTF-8")
    return text


def _attempt(content: bytes, name: str) -> str | None:
    """The text in that encoding; None where it does not fit, is unknown, or gives control characters (C1)."""
    try:
        text = content.decode(name) if name else None
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return None if text is not None and name != "utf-8" and re.search("[\x80-\x84\x86-\x9f]", text) else text
