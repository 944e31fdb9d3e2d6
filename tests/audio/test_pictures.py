"""Covers and cards: square, RGB, the words all there, whatever the title."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from matinale.audio.lettering import TITLE_FONT, drawable, load_font, set_words, shortened
from matinale.audio.pictures import TITLE_SIZES, draw_card, draw_cover, tag_picture
from matinale.errors import AudioError

COLOURS = ("#12355b", "#f2a541", "#fdf6e3")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.slow
@pytest.mark.parametrize("size", [1400, 3000])
def test_a_cover_is_what_podcast_apps_take(size: int) -> None:
    image = opened(draw_cover("La Matinale d’essai", COLOURS, size=size))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (size, size))


@pytest.mark.parametrize("size", [1399, 3001])
def test_other_sizes_are_refused(size: int) -> None:
    with pytest.raises(AudioError, match=str(size)):
        draw_cover("T", COLOURS, size=size)


def test_the_same_words_give_the_same_bytes() -> None:
    first, second = (draw_card("Un titre", "Jeudi 30 janvier", COLOURS, size=300) for _ in range(2))
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    ["M", "Œuvre d’été : « ça » – là", "Anticonstitutionnellement " * 12, "x" * 300, "mot " * 60, "😀", ""],
    ids=["one letter", "accents", "long words", "one long word", "many words", "emoji", "empty"],
)
def test_any_title_stays_inside(title: str) -> None:
    image = opened(draw_card(title, "", COLOURS, size=400))
    lettering = Image.new("RGB", image.size, COLOURS[2])
    near = ImageChops.difference(image, lettering).convert("L").point(lambda value: 255 if value < 40 else 0)
    box = near.getbbox()
    if drawable(title):
        assert box is not None
        left, top, right, bottom = box
        assert min(left, top) >= 20
        assert right <= 380
        assert bottom <= 245
    else:
        assert box is None


def test_a_title_that_cannot_be_drawn_gives_its_place_away() -> None:
    assert draw_card("日本の朝", "Le 30", COLOURS, size=300) == draw_card("Le 30", "", COLOURS, size=300)
    bare = opened(draw_card("日本の朝", "", COLOURS, size=300))
    sun = Image.new("RGB", bare.size, COLOURS[1])
    box = ImageChops.difference(bare, sun).convert("L").point(lambda value: 255 if value < 9 else 0).getbbox()
    assert box is not None
    _, top, _, bottom = box
    assert top + bottom == pytest.approx(300, abs=30), "in the middle"


LONG = (
    "Anticonstitutionnellement",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Un géant de la vente en ligne rachète une jeune pousse de l’intelligence artificielle après des mois de débats",
    "x" * 300,
)


@pytest.mark.slow
@pytest.mark.parametrize("title", LONG, ids=range(4))
def test_letters_are_never_too_small_for_a_thumb_nail(title: str) -> None:
    font, lines = set_words(title, TITLE_FONT, TITLE_SIZES.times(1000), (850, 430))
    assert font.size >= 90  # 6 of 64 pixels
    assert all(font.getlength(line) <= 850 for line in lines)
    whole = title.replace(" ", "")
    said = "".join(line.removesuffix("-") for line in lines).replace(" ", "")
    assert said == whole or whole.startswith(said.removesuffix("…"))
    assert said == whole or lines[-1].endswith("…")


def test_a_text_is_cut_after_a_word() -> None:
    font = load_font(TITLE_FONT, 40)
    assert shortened("Le marché ouvre, demain", font, font.getlength("Le marché ouvre, de")) == "Le marché ouvre…"
    assert shortened("Anticonstitutionnellement", font, 200).startswith("Antic")


@pytest.mark.slow
def test_a_cover_can_be_told_from_another_at_64_pixels() -> None:
    one, two = (opened(draw_cover(title, COLOURS)).resize((64, 64)) for title in ("Café Tech", "La Lettre"))
    different = ImageChops.difference(one, two).convert("L").point(lambda value: 255 if value > 60 else 0)
    assert different.histogram()[255] > 80


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Été ’ « ça » œ €", "Été ’ « ça » œ €"), ("Bonjour 😀 !", "Bonjour !"), ("日本 Café", "Café"), ("ﬁn", "fin")],
)
def test_what_the_font_lacks_is_left_out(text: str, kept: str) -> None:
    assert drawable(text) in (kept, text)
    assert "😀" not in drawable(text)


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_drawn(text: str) -> None:
    assert opened(draw_card(text, text, COLOURS, size=120)).size == (120, 120)


@pytest.mark.parametrize("colours", [("#12355b",), ("bleu foncé", "#f2a541", "#fdf6e3")])
def test_wrong_colours_are_named(colours: tuple[str, ...]) -> None:
    with pytest.raises(AudioError, match="colours"):
        draw_cover("T", colours)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("L", "PNG")])
def test_any_picture_becomes_a_small_jpeg_for_the_tag(mode: str, kind: str) -> None:
    content = io.BytesIO()
    Image.new(mode, (1700, 1700)).save(content, kind)
    small = tag_picture(content.getvalue())
    image = opened(small)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (600, 600))
    assert len(small) < 100_000


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(AudioError, match="PNG or JPEG"):
        tag_picture(b"not a picture")
