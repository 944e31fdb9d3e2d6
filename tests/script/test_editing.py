"""`script.md`: it comes back as it was, follows the editor, and refuses what it does not understand."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinale.errors import ScriptError
from matinale.model import Line, LineRole, Milliseconds, Pronunciation, Script, Segment, SpokenForm
from matinale.script import format_script, parse_script, write_script
from matinale.script.directives import KINDS, ROLES, said_as
from matinale.script.lines import numbered
from matinale.settings import Reading, Wording

from .samples import ISSUE, DigitSpeller

SPELLER = DigitSpeller()
SCRIPT = write_script(ISSUE, Wording(), SPELLER, show_title="Le Fil audio", reading=Reading())
TEXT = format_script(SCRIPT)
LEAD = "La ville commande 12 rames. Elles rouleront dès 2027."


def parse(text: str, *, base: bool = True) -> Script:
    return parse_script(text, where="script.md", speller=SPELLER, base=SCRIPT if base else None)


def line_of(script: Script, written: str) -> Line:
    return next(line for segment in script.segments for line in segment.lines if line.written == written)


# ── it comes back as it was ──────────────────────────────────────────────────────────────────────────────────────────

tokens = st.text(alphabet=st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=8)
one_line = st.lists(tokens, min_size=1, max_size=8).map(" ".join).map(str.strip).filter(bool)
names = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,8}", fullmatch=True)
tags = st.sampled_from(["", "fr", "en", "en-GB"])
ipas = st.text(alphabet="ˈɔpɛnaj ()/\\ʁ", min_size=1, max_size=9).map(lambda ipa: " ".join(ipa.split())).filter(bool)


@st.composite
def spoken_forms(draw: st.DrawFn) -> SpokenForm:
    text = draw(one_line)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans: list[Pronunciation] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        ipa, language = draw(st.one_of(st.just(""), ipas)), draw(st.sampled_from(["en", "fr-CA"]))
        spans.append(Pronunciation(start, end, ipa, "" if ipa and draw(st.booleans()) else language))
    return SpokenForm(text, tuple(spans), tuple(draw(st.lists(one_line, max_size=2))))


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    segments: list[Segment] = []
    for identity in draw(st.lists(names, max_size=3, unique=True)):
        lines = [
            Line(
                "",
                draw(st.sampled_from(ROLES)),  # type: ignore[arg-type]  # sampled from the literal's own values
                draw(one_line),
                draw(spoken_forms()),
                Milliseconds(draw(st.integers(0, 60_000))),
                draw(st.just("") | names),
                draw(tags),
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
        kind = draw(st.sampled_from(KINDS))
        url = draw(st.just("") | st.from_regex(r"https://[a-z{}\\,;]{1,9}", fullmatch=True))
        title, voice = draw(st.just("") | one_line), draw(st.just("") | names)
        segments.append(Segment(identity, kind, title, voice, numbered(identity, lines), url))  # type: ignore[arg-type]
    return Script(draw(st.from_regex(r"[0-9a-f]{8}", fullmatch=True)), draw(tags), tuple(segments))


@pytest.mark.slow
@given(scripts())
def test_any_script_comes_back_as_it_was(script: Script) -> None:
    text = format_script(script)
    assert parse_script(text, where="x") == script
    assert parse_script(text, where="x", base=script) == script


def test_a_written_script_comes_back_as_it_was() -> None:
    assert parse(TEXT) == SCRIPT
    assert parse(TEXT, base=False) == SCRIPT
    assert parse(TEXT.replace("\n", "\r\n")) == SCRIPT
    assert format_script(parse(TEXT)) == TEXT


# ── the editor's changes ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_changed_line_alone_is_spoken_anew() -> None:
    edited = parse(TEXT.replace("Elles rouleront dès 2027.", "Elles rouleront en 2027, dit-on.", 1))
    before = [line.spoken for segment in SCRIPT.segments for line in segment.lines]
    after = [line.spoken for segment in edited.segments for line in segment.lines]
    changed = [form.text for form, old in zip(after, before, strict=True) if form != old]
    assert changed == ["La ville commande douze rames. Elles rouleront en deux mille vingt-sept, dit-on."]


def test_a_corrected_spoken_form_is_kept_and_the_transcript_is_not_touched() -> None:
    edited = line_of(parse(TEXT.replace("= La ville commande douze", "= La ville commande une douzaine de", 1)), LEAD)
    assert edited.spoken.text.startswith("La ville commande une douzaine de rames")


def test_directives() -> None:
    block = (
        "Une ligne de plus sur le [quai].\n"
        "= Une ligne sur le [quai](/kˈɛ/).\n"
        "{quote} {pause 1.5 s} {voice emma} {language en}"
    )
    added = parse(TEXT.replace("# Crédits", f"{block}\n\n# Crédits", 1)).segments[-2].lines[-1]
    assert added == Line(
        "03-article-004",
        "quote",
        "Une ligne de plus sur le [quai].",
        SpokenForm("Une ligne sur le quai.", (Pronunciation(17, 21, "kˈɛ"),)),
        Milliseconds(1500),
        "emma",
        "en",
    )


def test_an_added_line_has_the_usual_pause_and_is_spelled() -> None:
    added = line_of(
        parse(TEXT.replace("# Crédits", "Il y a 12 phares\nen mer.\n\n# Crédits", 1)), "Il y a 12 phares en mer."
    )
    assert (added.role, added.spoken.text) == ("text", "Il y a douze phares en mer.")
    assert added.pause_after in {line.pause_after for segment in SCRIPT.segments for line in segment.lines}


def test_a_long_added_paragraph_becomes_utterances() -> None:
    paragraph = "Le phare a été repeint par les habitants de l’île avant les fêtes. " * 9
    edited = parse(TEXT.replace("# Crédits", f"{paragraph}\n\n# Crédits", 1))
    added = [line for line in edited.segments[-2].lines if line.written.startswith("Le phare")]
    assert len(added) == 9


@pytest.mark.parametrize("dropped", [LEAD + "\n= La", "Les travaux commencent en mars."])
def test_a_line_can_be_dropped(dropped: str) -> None:
    start = TEXT.index(dropped)
    end = TEXT.index("\n\n", start)
    for text in (TEXT[:end] + "\n{drop}" + TEXT[end:], TEXT[:start] + TEXT[end:]):
        written = [line.written for segment in parse(text).segments for line in segment.lines]
        assert dropped.split("\n", maxsplit=1)[0] not in written


def test_a_segment_can_be_dropped() -> None:
    text = TEXT.replace("{segment 02-article}", "{segment 02-article} {drop}")
    assert [segment.id for segment in parse(text).segments] == ["00-greeting", "01-article", "03-article", "99-closing"]


def test_a_pronunciation_can_be_given_in_one_word() -> None:
    edited = line_of(parse(TEXT.replace("{lead}", "{lead} {say rames as /ʁˈam/}", 1)), LEAD)
    assert edited.spoken.pronunciations == (Pronunciation(24, 29, "ʁˈam"),)


X, Y = Pronunciation(0, 1, "x"), Pronunciation(5, 6, "y")
IN_ENGLISH = (X, Pronunciation(2, 3, "", "en"), Y, Pronunciation(7, 8, "", "en"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("b as c d", SpokenForm("a c d, a c d.", (X, Pronunciation(7, 8, "y")))),
        ("b in en", SpokenForm("a b, a b.", IN_ENGLISH)),
        ("a b as /z/", SpokenForm("a b, a b.", (Pronunciation(0, 3, "z"), Pronunciation(5, 8, "z")))),
    ],
)
def test_say(value: str, expected: SpokenForm) -> None:
    assert said_as(SpokenForm("a b, a b.", (X, Y)), value) == expected


def test_comments_are_not_spoken() -> None:
    assert parse(TEXT.replace("# Crédits", "<!-- à revoir\n\navec Paul -->\n\n# Crédits")) == SCRIPT


def test_the_usual_pauses_can_be_changed_at_once() -> None:
    text = TEXT.replace("headline 800", "headline 400")
    assert {
        line.pause_after for segment in parse(text).segments for line in segment.lines if line.role == "headline"
    } == {400}


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "at", "complaint"),
    [
        ("{lead}", "{laed}", "{laed}", "did you mean 'lead'"),
        ("{lead}", "{lead} {pause long}", "{lead}", "expected milliseconds"),
        ("{lead}", "{pause 5 h}", "{pause 5 h}", "expected milliseconds"),
        ("{lead}", "{pause 99999}", "{pause 99999}", "longer than a minute"),
        ("{lead}", "{voice /etc/passwd}", "{voice", "expected a name"),
        ("{lead}", "{language français}", "{language f", "expected a tag"),
        ("{lead}", "{lead} bonjour", "{lead} bonjour", "stands among directives"),
        ("{lead}", "{say nulle part as /x/}", "{say", "not in the spoken form"),
        ("{lead}", "{say rames}", "{say", "WORDS as /IPA/"),
        ("{lead}", "{lead}\nEt la suite.", "Et la suite.", "leave a blank line"),
        ("= La ville", "= La [ville", "= La [ville", "bracket"),
        ("= La ville", "= La [ville](x y)", "= La [ville]", "expected /IPA/"),
        ("{segment 02-article}", "{segment 01-article}", "# Une librairie", "two segments"),
        ("{segment 02-article}", "{segment}", "# Une librairie", "expected a name"),
        ("{segment 02-article}\n", "", "# Une librairie", "needs a name"),
        ("{segment 02-article}", "{segment deux}", "# Une librairie", "needs a kind"),
        ("{segment 02-article}\n", "{segment 02-article}\nTexte", "Texte", "blank line"),
        ("# Introduction", "Bonjour.\n\n# Introduction", "Bonjour.", "before the first segment"),
        ("pauses: ", "pauses: led 3, ", "pauses:", "did you mean 'lead'"),
        ("language: fr", "langage: fr", "langage", "did you mean 'language'"),
        ("language: fr\n", "", "---", "lacks 'language'"),
        ("matinale: script 1", "matinale: script 9", "matinale", "this version reads"),
        ("# Introduction", "<<<<<<< edited\n\n# Introduction", "<<<<<<<", "a conflict to settle"),
        ("# Introduction", "=======\n\n# Introduction", "=======", "a conflict to settle"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_line(old: str, new: str, at: str, complaint: str) -> None:
    text = TEXT.replace(old, new, 1)
    with pytest.raises(ScriptError) as caught:
        parse(text)
    number = next(index for index, row in enumerate(text.split("\n"), start=1) if row.startswith(at))
    assert str(caught.value).startswith(f"script.md:{number}: ")
    assert complaint in str(caught.value)


@pytest.mark.parametrize("text", ["", "Bonjour.", "---\nmatinale: script 1"])
def test_a_text_that_is_no_script(text: str) -> None:
    with pytest.raises(ScriptError, match="the head is missing"):
        parse(text)


@given(st.text(max_size=80), st.integers(0, len(TEXT)))
def test_whatever_is_typed_is_understood_or_refused(typed: str, at: int) -> None:
    with contextlib.suppress(ScriptError):  # any other exception fails the test
        parse(TEXT[:at] + typed + TEXT[at:])


def test_roles_are_those_of_the_model() -> None:
    role: LineRole = "lead"
    assert replace(SCRIPT.segments[1].lines[0], role=role).role in ROLES
