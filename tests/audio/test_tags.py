"""Tags as other programs read them: ID3v2.3, chapters in order of time, nothing of the encoded sound touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3
from PIL import Image

from matinale.audio.ffmpeg import ffmpeg_binary
from matinale.audio.tags import CUT, MOST_BYTES, Tags, ascii_url, iso_639_2, room_for_pictures, write_tags
from matinale.errors import AudioError, WorkspaceError
from matinale.model import Mark, Milliseconds


def picture(kind: str, size: int = 40) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (size, size), "#12355b").save(content, kind)
    return content.getvalue()


def tags(**changes: object) -> Tags:
    marks = (
        Mark(Milliseconds(0), "Un titre d’ouverture, le plus long de tous, pour que mutagen le place à la fin"),
        Mark(Milliseconds(1000), "Œuvre « été »", "https://example.org/é?q=1&r=ç"),
        Mark(Milliseconds(2000), "Fin"),
    )
    values: dict[str, object] = {
        "title": "Épisode 1 : l’été",
        "album": "La Matinale d’essai",
        "artist": "La rédaction",
        "date": dt.date(2025, 1, 30),
        "language": "fr-FR",
        "duration": Milliseconds(3000),
        "track": 7,
        "comment": "Au sommaire, deux articles.",
        "lyrics": "Bonjour.\nAu revoir.",
        "url": "https://example.org/lettre/30",
        "cover": picture("PNG"),
        "chapters": marks,
        "chapter_pictures": {1: picture("JPEG")},
    }
    return Tags(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = tmp_path / "episode.mp3"
    source = ["-f", "lavfi", "-i", "sine=frequency=330:duration=3:sample_rate=44100"]
    command = [ffmpeg_binary(), "-v", "error", *source, "-ac", "2", "-b:a", "128k", "-id3v2_version", "0", str(path)]
    subprocess.run(command, check=True)
    return path


def decoded(path: Path) -> str:
    command = [ffmpeg_binary(), "-v", "error", "-xerror", "-i", str(path), "-f", "s16le", "-"]
    return hashlib.sha256(subprocess.run(command, check=True, capture_output=True).stdout).hexdigest()


def test_another_reader_finds_everything(mp3: Path) -> None:
    write_tags(mp3, tags())
    assert mp3.read_bytes()[:5] == b"ID3\x03\x00"
    found = ID3(mp3, translate=False)
    assert found.version == (2, 3, 0)
    assert str(found["TIT2"]) == "Épisode 1 : l’été"
    assert (str(found["TYER"]), str(found["TDAT"])) == ("2025", "3001")
    assert (str(found["TRCK"]), str(found["TCON"]), str(found["TLAN"])) == ("7", "Podcast", "fra")
    assert found["USLT::fra"].text == "Bonjour.\nAu revoir."
    assert found["COMM::fra"].text == ["Au sommaire, deux articles."]
    assert found["WOAF"].url == found["WXXX:"].url == "https://example.org/lettre/30"
    assert [(frame.type, frame.mime) for frame in found.getall("APIC")] == [(3, "image/png")]


def test_chapters_stand_in_order_of_time(mp3: Path) -> None:
    write_tags(mp3, tags())
    content = mp3.read_bytes()
    places = [content.index(b"CHAP" + size) for size in _chapter_sizes(content)]
    assert len(places) == 3
    order = [content[place + 10 : place + 14] for place in places]
    assert order == [b"chp0", b"chp1", b"chp2"]
    found = ID3(mp3, translate=False)
    toc = found["CTOC:toc"]
    assert (int(toc.flags), toc.child_element_ids) == (3, ["chp0", "chp1", "chp2"])
    chapters = [found[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(chapter.start_time, chapter.end_time) for chapter in chapters] == [(0, 1000), (1000, 2000), (2000, 3000)]
    assert {(chapter.start_offset, chapter.end_offset) for chapter in chapters} == {(0xFFFFFFFF, 0xFFFFFFFF)}
    assert chapters[1].sub_frames["WXXX:"].url == "https://example.org/%C3%A9?q=1&r=%C3%A7"
    assert chapters[1].sub_frames["APIC:"].mime == "image/jpeg"


def _chapter_sizes(content: bytes) -> list[bytes]:
    pieces = content.split(b"CHAP")[1:]
    return [piece[:4] for piece in pieces]


def test_ffmpeg_reads_the_chapters_in_order(mp3: Path) -> None:
    write_tags(mp3, tags())
    command = [ffmpeg_binary(), "-v", "error", "-i", str(mp3), "-f", "ffmetadata", "-"]
    said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    starts = [int(row.removeprefix("START=")) for row in said.splitlines() if row.startswith("START=")]
    # ffmpeg counts from the encoder's delay of 25 ms when it writes them out again
    assert starts == pytest.approx([0, 1000, 2000], abs=50)
    assert starts == sorted(starts)


def test_tagging_again_leaves_the_sound_and_one_tag(mp3: Path) -> None:
    sound = decoded(mp3)
    write_tags(mp3, tags())
    first = mp3.read_bytes()
    write_tags(mp3, tags(title="Un autre titre"))
    write_tags(mp3, tags())
    assert mp3.read_bytes() == first
    assert decoded(mp3) == sound
    assert first.count(b"ID3\x03") == 1


def test_foreign_tags_are_replaced(mp3: Path) -> None:
    bare = mp3.read_bytes()
    foreign = ID3()
    from mutagen.id3 import TIT2

    foreign.add(TIT2(3, "theirs"))
    foreign.save(mp3, v1=2, v2_version=4)
    assert mp3.read_bytes()[-128:-125] == b"TAG"
    write_tags(mp3, tags())
    assert mp3.read_bytes().endswith(bare)


def test_a_bare_minimum_is_enough(mp3: Path) -> None:
    write_tags(mp3, Tags("T", "A", "B", dt.date(2025, 1, 1), "tlh-x", Milliseconds(3000)))
    assert sorted(ID3(mp3, translate=False)) == ["TALB", "TCON", "TDAT", "TIT2", "TLAN", "TPE1", "TYER"]


@pytest.mark.skipif(not shutil.which("mp3val"), reason="mp3val is not installed (Debian package mp3val)")
def test_mp3val_has_nothing_to_say(mp3: Path) -> None:
    write_tags(mp3, tags())
    said = subprocess.run(["mp3val", str(mp3)], check=True, capture_output=True, text=True).stdout
    assert "WARNING" not in said, said


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed (libimage-exiftool-perl)")
def test_exiftool_warns_of_nothing(mp3: Path) -> None:
    write_tags(mp3, tags())
    said = subprocess.run(["exiftool", "-warning", str(mp3)], check=True, capture_output=True, text=True).stdout
    assert said == ""


def test_a_tag_that_players_do_not_read_is_refused(mp3: Path) -> None:
    before = mp3.read_bytes()
    with pytest.raises(AudioError, match="smaller pictures"):
        write_tags(mp3, tags(cover=b"\xff\xd8\xff" + bytes(600_000)))
    assert mp3.read_bytes() == before


@pytest.mark.slow
def test_a_transcript_of_many_hours_ends_where_players_stop_reading(mp3: Path) -> None:
    lines = [f"Ligne {number} : l’été, œuvre après œuvre, le port attend." for number in range(9000)]
    untagged = len(mp3.read_bytes())
    write_tags(mp3, tags(lyrics="\n".join(lines)))
    kept = ID3(mp3).getall("USLT")[0].text.split("\n")
    assert kept[-1] == CUT
    assert kept[:-1] == lines[: len(kept) - 1]
    assert MOST_BYTES - 400 < len(mp3.read_bytes()) - untagged <= MOST_BYTES


@pytest.mark.slow
def test_the_room_for_pictures_is_what_is_left(mp3: Path) -> None:
    plain = tags(chapter_pictures={}, lyrics="mot " * 50_000)
    room = room_for_pictures(plain)
    assert 0 < room < MOST_BYTES - 200_000
    large = b"\xff\xd8\xff" + bytes(room - 3)
    write_tags(mp3, replace(plain, chapter_pictures={1: large}))
    assert ID3(mp3).getall("USLT")[0].text == plain.lyrics


def test_a_picture_of_another_kind_is_refused(mp3: Path) -> None:
    with pytest.raises(AudioError, match="neither PNG nor JPEG"):
        write_tags(mp3, tags(cover=b"GIF89a"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises((AudioError, WorkspaceError), match="nowhere"):
        write_tags(tmp_path / "nowhere.mp3", tags())


@pytest.mark.parametrize(
    ("language", "code"), [("fr", "fra"), ("en-GB", "eng"), ("fra", "fra"), ("zz", "XXX"), ("", "XXX")]
)
def test_languages_in_three_letters(language: str, code: str) -> None:
    assert iso_639_2(language) == code


@given(st.text(max_size=60))
def test_addresses_become_ascii_and_stay_so(path: str) -> None:
    try:
        once = ascii_url("https://exämple.org/" + path)
    except (ValueError, UnicodeError):
        return
    assert once.isascii()
    assert ascii_url(once) == once
