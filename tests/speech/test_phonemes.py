from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speaking import make_line

from matinale.errors import SpeechError
from matinale.model import Pronunciation, SpokenForm
from matinale.speech.espeak_ng import load_espeak_ng
from matinale.speech.kokoro import TOKENS, KokoroEngine
from matinale.speech.phonemes import TIE, phonemes_of
from matinale.speech.splitting import split_evenly
from matinale.speech.vocabulary import REPLACED, in_vocabulary, load_vocabulary, tokens_of


def read(text: str, *pronunciations: Pronunciation, language: str = "fr") -> str:
    return phonemes_of(SpokenForm(text, pronunciations), language)


def span(text: str, part: str, *, ipa: str = "", language: str = "") -> Pronunciation:
    start = text.index(part)
    return Pronunciation(start, start + len(part), ipa=ipa, language=language)


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("Bonjour, tout le monde !", "bɔ̃ʒˈuʁ, tulmˈɔ̃d !"),
        ("Il dit : « oui » – puis rien…", "il dˈi : “ wˈi ” — pyˈi ʁjˈɛ̃…"),
        ("3,5 points", "tʁwa viʁɡyl sˈɛ̃k pwˈɛ̃"),
        ("", ""),
        ("…", "…"),
        ("  Oui.\n\tNon ;  « peut-être »  ", "wˈi. nˈɔ̃ ; “ pˈøtˈɛtʁ ”"),
    ],
)
def test_words_are_read_and_punctuation_stays(text: str, phonemes: str) -> None:
    assert read(text) == phonemes


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("la S N C F et l'U E", "la ɛsɛnseˈɛf e lyˈø"),  # one word, one stress, elided like one
        ("une I A, la C I A", "yn ˈiˈa, la seˈiˈa"),  # an i before a vowel keeps its stress
        ("les H L M", "lez aʃɛlˈɛm"),  # a liaison before it
        ("B Y D et W W F", "beiɡʁɛkdˈe e dubləvedubləveˈɛf"),
        ("R T L deux, C O deux", "ɛʁteˈɛl dˈø, seˈo dˈø"),
        ("monsieur X, trois A", "məsjˈø ˈiks, tʁwˈaz ˈa"),  # a letter alone is no acronym
    ],
)
def test_a_spelled_acronym_is_one_word_in_french(text: str, phonemes: str) -> None:
    assert read(text) == phonemes


def test_ties_of_the_lexicon_go_where_the_reading_has_none() -> None:
    form = SpokenForm("le chat", (span("le chat", "chat", ipa="t^ʃˈat"),))
    assert phonemes_of(form, "fr") == "lə tʃˈat"
    assert phonemes_of(form, "fr", TIE) == "lə t^ʃˈat"


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("the F B I and a U K plan", "ðɪ ˌɛfbˌiːˈaɪ ænd ɐ jˌuːkˈeɪ plˈæn"),
        ("the E U's A I-powered plan", "ðɪ ˌiːjˈuːz ˌeɪˈaɪpˈaʊɚd plˈæn"),
        ("I met C E O's", "aɪ mˈɛt sˌiːˌiːˈoʊz"),
    ],
)
def test_a_spelled_acronym_is_one_word_in_english(text: str, phonemes: str) -> None:
    assert read(text, language="en") == phonemes


def test_what_the_lexicon_says_of_an_acronym_stands() -> None:
    assert read("le G P U", span("le G P U", "G P U", ipa="ʒipijˈu")) == "lə ʒipijˈu"
    assert read("B Y D", span("B Y D", "Y", ipa="iɡʁˈɛk")) == "beiɡʁɛkdˈe"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("les dépenses en matériel", "dep.*sz"),
        ("des investissements en Europe", "m.*z ɑ̃n"),
        ("les entreprises américaines ont dit", "zz|nz"),
        ("trois millions investis, désormais au complet", "jɔ̃z|mɛz"),
        ("ils souhaitent utiliser", "tt"),
    ],
)
def test_liaisons_that_nobody_makes_are_not_made(text: str, without: str) -> None:
    assert not re.search(without, read(text))


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("les amis", "lez amˈi"),
        ("les Émirats arabes unis", "aʁˈabz ynˈi"),
        ("deux ans", "dˈøz ˈɑ̃"),
        ("vingt-deux ans", "dˈøz ˈɑ̃"),
        ("cent euros", "sˈɑ̃t øʁˈo"),
        ("cent un euros", "sˈɑ̃ œ̃n øʁˈo"),
        ("nous avons", "nuz avˈɔ̃"),
        ("de grands hommes", "ɡʁˈɑ̃z ˈɔm"),
    ],
)
def test_liaisons_that_everybody_makes_are_made(text: str, within: str) -> None:
    assert within in read(text)


def test_a_given_pronunciation_replaces_its_words_alone() -> None:
    text = "L’IA et les IA, puis l’IA."
    given_ia = [Pronunciation(match.start(), match.end(), ipa="iˈa") for match in re.finditer("IA", text)]
    assert read(text, *given_ia) == "liˈa e lez iˈa, pyˈi liˈa."


def test_words_of_another_language_are_read_in_it() -> None:
    text = "Chez Apple et chez OpenAI hier."
    phonemes = read(text, span(text, "Apple", language="en"), span(text, "OpenAI", language="en"))
    assert phonemes == "ʃez ˈæpəl e ʃez ˈoʊpən ˌeɪˈaɪ jˈɛʁ."


def test_a_span_inside_a_word_and_a_language_without_placeholders_are_spoken_all_the_same() -> None:
    assert "XX" in read("abricots", Pronunciation(2, 4, ipa="XX"))
    text = "il GPU nuovo"
    assert "dʒi" in read(text, span(text, "GPU", ipa="dʒipiju"), language="it")


def test_english_in_english_with_given_pronunciations() -> None:
    text = "The IA of GPU cards"
    phonemes = read(text, span(text, "IA", ipa="aɪˈeɪ"), span(text, "GPU", ipa="dʒiːpiːjˈuː"), language="en")
    assert phonemes == "ðɪ aɪˈeɪ ʌv dʒiːpiːjˈuː kˈɑːɹdz"


def test_a_language_that_espeak_lacks_is_refused() -> None:
    with pytest.raises(SpeechError, match="'qq'"):
        read("Bonjour", language="qq")


THEIR_READING = """
import sys, espeakng_loader
from phonemizer.backend import EspeakBackend
from phonemizer.backend.espeak.wrapper import EspeakWrapper
EspeakWrapper.set_library(espeakng_loader.get_library_path())
EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
backend = EspeakBackend(sys.argv[1], preserve_punctuation=True, with_stress=True, language_switch="remove-flags")
sys.stdout.buffer.write(backend.phonemize([sys.argv[2]], strip=True)[0].encode())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("fr", "fr-fr", "Le ministre répond, hier soir, aux questions de la rédaction; c'est-à-dire presque toutes!"),
        ("en", "en-us", "The minister answered our questions, yesterday evening; that is to say: most of them!"),
    ],
)
def test_the_phonemes_are_those_of_phonemizer(tag: str, name: str, text: str) -> None:
    """Our binding of espeak-ng against the package that the model's other users read with, in a process of its own."""
    pytest.importorskip("phonemizer", reason="phonemizer comes with kokoro-onnx")
    theirs = subprocess.run([sys.executable, "-c", THEIR_READING, name, text], capture_output=True, check=True).stdout
    assert read(text, language=tag) == theirs.decode().replace("-", "")


SENTENCE = "La rédaction présente, chaque matin, les nouvelles de la veille et celles qui viennent. "


def test_a_long_line_reaches_the_engine_whole_in_parts_that_the_model_takes() -> None:
    text = SENTENCE * 40
    parts = KokoroEngine().parts(make_line(text))
    whole = in_vocabulary(read(text))
    assert " ".join(parts).split() == whole.split()
    assert len(parts) > 4
    assert all(0 < len(tokens_of(part)) <= TOKENS for part in parts)
    assert all(part.endswith(".") for part in parts)
    assert min(map(len, parts)) > max(map(len, parts)) / 3


@given(st.text(alphabet="abɑ̃ ,.!;ˈ", max_size=200), st.integers(5, 60))
def test_splitting_loses_nothing(text: str, limit: int) -> None:
    text = " ".join(text.split())
    parts = split_evenly(text, limit)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(len(part) <= limit for part in parts)


def test_every_replacement_is_known_to_the_model_and_needed() -> None:
    vocabulary = load_vocabulary()
    assert all(symbol not in vocabulary for symbol in REPLACED)
    assert all(symbol in vocabulary for replacement in REPLACED.values() for symbol in replacement)


@pytest.mark.parametrize("language", ["fr", "en", "en-gb", "es", "it", "pt-br", "hi"])
def test_every_sound_of_the_model_s_languages_has_a_token(language: str, caplog: pytest.LogCaptureFixture) -> None:
    words = "Bonjour nation water singing thought church bottle button llave niño giglio zucchero nh coração नमस्ते भारत"
    for word in words.split():
        read_word = load_espeak_ng().phonemes(word, language)
        tokens_of(in_vocabulary(read_word, word))
    assert caplog.messages == []


def test_a_symbol_without_a_token_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert in_vocabulary("aʘb", "line 7") == "ab"
    assert caplog.messages == ["line 7: the voice has no sound for ʘ"]


@pytest.mark.parametrize(
    ("text", "language", "phonemes"),
    [
        ("My nurse changed the little bottle.", "en", "mI nˈɜɹs ʧˈAnʤd ðə lˈɪTᵊl bˈɑTᵊl."),
        ("My nurse shared it here.", "en-gb", "mI nˈɜːs ʃˈɛːd ɪt hˈɪə."),
        ("Un match chez Mike.", "fr", "œ̃ mˈatʃ ʃe mˈIk."),
        ("Oggi la pizza.", "it", "ˈɔʤːɪ la pˈiʦːa."),
    ],
)
def test_kokoro_is_given_the_signs_that_it_learnt(text: str, language: str, phonemes: str) -> None:
    assert KokoroEngine().parts(make_line(text, language=language)) == (phonemes,)


def test_a_lexicon_s_ipa_in_english_is_given_in_the_same_signs() -> None:
    text = "The GPU day"
    line = make_line(text, span(text, "GPU", ipa="dʒiːpiːjˈuː"), language="en")
    assert KokoroEngine().parts(line) == ("ðə ʤipijˈu dˈA",)


def test_marks_and_spaces_without_end_are_read_in_no_time() -> None:
    began = time.process_time()
    read("a" + " " * 20_000 + "b" + " . , " * 5_000 + "c")
    assert time.process_time() - began < 5


def test_every_word_of_a_script_has_its_sounds_in_what_the_engine_is_given() -> None:
    """Each word's own phonemes are found, in order, in the parts of its line."""
    text = "Hier matin, le comité a publié onze propositions sur la sécurité des réseaux et la formation des maîtres."
    given_phonemes = " ".join(KokoroEngine().parts(make_line(text))).translate(str.maketrans("", "", "ˈˌ ,."))
    position = 0
    for word in re.findall(r"\w+", text):
        sounds = in_vocabulary(load_espeak_ng().phonemes(word, "fr")).translate(str.maketrans("", "", "ˈˌ "))
        position = given_phonemes.index(sounds, position) + len(sounds)
    assert position >= len(given_phonemes) - 1
