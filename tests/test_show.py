"""A show that is wrong is refused with the file, the key and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

from matinale.errors import ShowError
from matinale.show import read_show, with_voice

WRONG = [
    ("titel = 'x'", "unknown key 'titel'; did you mean 'title'?"),
    ("[feed]\nurll = 'https://a.example/'", "unknown key 'feed.urll'; did you mean 'feed.url'?"),
    ("[[feed.people]]\nname = 'A'\nroll = 'Host'", "unknown key 'feed.people.roll'; did you mean 'feed.people.role'?"),
    ("[sound.pieces.intro]\nfil = 'a.wav'", "unknown key 'sound.pieces.intro.fil'; did you mean"),
    ("[feed]\ncategories = ['News/Tech news']", "the nearest is 'News/Tech News'"),
    ("[feed]\ncategories = []", "one at least"),
    ("[feed]\nurl = 'ftp://a.example/'", "feed.url: 'ftp://a.example/' is not"),
    ("[feed]\nurl = 'https://['", "is not an ASCII web address"),
    ("[feed]\nhour = '7h'", "feed.hour: '7h'"),
    ("[feed]\ntimezone = 'Europe/Pariss'", "feed.timezone: 'Europe/Pariss'"),
    ("[feed]\nexplicit = 'never'", "feed.explicit"),
    ("[sound]\njingles = 'calm'", "did you mean 'calme'?"),
    ("[sound]\nchannels = 5", "sound.channels"),
    ("voice = 'siwi'", "did you mean 'siwis'?"),
    ("[script]\nanchor = 'nobody'", "script.anchor: unknown voice 'nobody'"),
    ("email = 'nobody'", "is not an e-mail address"),
    ("language = 'Français'", "language tag"),
    ("colours = ['red']", "must be written as"),
    ("cover = 'absent.png'", "no such picture"),
    ("title = ''", "is empty"),
    ("description = '" + "é" * 2001 + "'", "4,000 at most"),
    ("voices = {}", "unknown key 'voices'"),
    ("root = '/'", "unknown key 'root'"),
    ("[reading]\nquotes = 'mention'", "reading.quotes"),
    ("title = ", "is not valid TOML"),
    (
        "[reading]\n\ntitle_pattern = '^(Le'",
        "show.toml, line 4: reading.title_pattern: '^(Le' is not a regular expression",
    ),
    ('[reading]\nsection_separator = "\\\\d["', "line 3: reading.section_separator: '\\\\d['"),
    ("[reading]\nignore = [\n  'fine',\n  '*',\n]", "line 5: reading.ignore: '*'"),
    ("reading.title_pattern = '('", "line 2: reading.title_pattern: '('"),
    ("reading = { title_pattern = '(' }", "line 2: reading.title_pattern: '('"),
    ("# title_pattern = '('\n[ reading ] # how\n'title_pattern' = '('", "line 4: reading.title_pattern: '('"),
    ("[reading]\nignore = [\n'a', \"\\u0028\"]", "line 3: reading.ignore: '('"),  # the key's line
    ('[reading]\n"title\\u005fpattern" = "("', "show.toml: reading.title_pattern: '('"),  # no line
]


def write_show(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    base = "" if text.startswith("title") else "title = 'A show'\n"
    (folder / "show.toml").write_text(base + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[text[:40] for text, _ in WRONG])
def test_a_wrong_show_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ShowError) as caught:
        read_show(write_show(tmp_path, text))
    assert str(tmp_path / "show.toml") in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        "script.pause_sentence = -300",
        "script.pause_segment = 99999999",
        "sound.integrated_lufs = 3.0",
        "sound.integrated_lufs = inf",
        "sound.true_peak_dbtp = 2.0",
        "sound.bitrate_kbps = 7",
        "sound.high_pass_hz = 40000.0",
        "sound.placement = 9.0",
        "sound.jingle_lu = nan",
        "sound.bed_duck_db = 20.0",
        "sound.bed_attack = -3",
        "sound.pieces.intro.end = -1",
        "feed.replaced_hours = -1",
    ],
)
def test_a_number_out_of_its_limits_is_refused_with_its_key(tmp_path: Path, wrong: str) -> None:
    key, _, value = wrong.partition(" = ")
    table, _, name = key.rpartition(".")
    file = 'file = "intro.wav"\n' if "pieces" in key else ""
    with pytest.raises(ShowError) as caught:
        read_show(write_show(tmp_path, f"[{table}]\n{file}{name} = {value}\n"))
    assert f"show.toml: {key}: input should be" in str(caught.value)
    assert f"not {value}" in str(caught.value)


@pytest.mark.parametrize("wrong", ["speed = 0", "pauses = -2", "gain_db = nan", "pitch = 99"])
def test_a_number_of_a_voice_is_refused_likewise(show_folder: Path, wrong: str) -> None:
    profile = show_folder / "voices" / "mine.toml"
    profile.write_text(f"engine = 'silence'\nlanguages = ['fr']\n{wrong}\n", encoding="utf-8")
    with pytest.raises(ShowError, match=rf"mine\.toml: {wrong.partition(' ')[0]}: input should be"):
        read_show(show_folder)


def test_a_broken_voice_profile_is_refused_by_name(show_folder: Path) -> None:
    profile = show_folder / "voices" / "mine.toml"
    profile.write_text("engine = 'kokoro'\nlanguages = ['fr']\nsped = 1.0\n", encoding="utf-8")
    with pytest.raises(ShowError, match=r"mine\.toml: unknown key 'sped'; did you mean 'speed'\?"):
        read_show(show_folder)


def test_a_missing_show_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ShowError, match="matinale init DIR"):
        read_show(tmp_path)


def test_the_shows_own_profile_takes_the_place_of_the_shipped_one(show_folder: Path) -> None:
    profile = show_folder / "voices" / "siwis.toml"
    profile.write_text("engine = 'silence'\nlanguages = ['fr']\nlabel = 'Ours'\n", encoding="utf-8")
    assert read_show(show_folder).voices["siwis"].label == "Ours"


def test_another_voice_must_exist(show_folder: Path) -> None:
    show = read_show(show_folder)
    assert with_voice(show, "silence").voice == "silence"
    with pytest.raises(ShowError, match="did you mean 'silence'"):
        with_voice(show, "silense")


def test_a_byte_order_mark_is_not_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "show.toml").write_bytes("title = 'A show'".encode("utf-8-sig"))
    assert read_show(tmp_path).title == "A show"
