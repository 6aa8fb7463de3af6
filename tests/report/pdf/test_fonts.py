"""Whatever a person has typed is printed as it stands, or as a sign that it cannot be."""

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kompass_desktop.report.pdf.fonts import (
    REGULAR,
    markup,
    printable,
    register,
    runs,
    shortened,
    width_of,
)
from kompass_desktop.report.pdf.styles import BODY
from kompass_desktop.report.visible_text import REPLACEMENT


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


def test_northern_sami_letters_need_no_fallback() -> None:
    letters = "áčđŋšŧž ÁČĐŊŠŦŽ æøåÆØÅ «–» …"
    assert [(run.text, run.is_fallback) for run in runs(letters)] == [(letters, False)]


def test_a_letter_that_the_text_font_lacks_is_set_in_the_fallback() -> None:
    assert [(run.text, run.is_fallback) for run in runs("a ◐ b")] == [
        ("a ", False),
        ("◐", True),
        (" b", False),
    ]


def test_emoji_and_chinese_are_set_in_fonts_of_their_own() -> None:
    found = [(run.text, run.font_in(REGULAR)) for run in runs("Bra 👍🏽 漢字")]
    assert found == [
        ("Bra ", REGULAR),
        ("👍", "NotoEmoji-Regular"),
        (" ", REGULAR),
        ("漢字", "DroidSansFallback"),
    ]


def test_what_is_rare_is_printed_with_its_own_glyphs() -> None:
    text = "Bra 👍 🚀 😀 漢字 日本語"
    file = BytesIO()
    SimpleDocTemplate(file).build([Paragraph(markup(text), BODY)])
    assert PdfReader(file).pages[0].extract_text().strip() == text
    assert b"NotoEmoji" in file.getvalue()
    assert b"DroidSansFallback" in file.getvalue()


@pytest.mark.parametrize("letter", ["한", "\ud800", "\U0010ffff"])
def test_a_letter_that_no_font_has_becomes_a_replacement_sign(letter: str) -> None:
    assert printable(f"a{letter}b") == f"a{REPLACEMENT}b"


def test_control_characters_overrides_and_joiners_are_gone() -> None:
    assert printable("a\x00\x07\x1b\u202e\u200d\ufe0fb\x7f") == "ab"


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert printable("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_letters_with_loose_marks_are_composed() -> None:
    assert printable(unicodedata.normalize("NFD", "Kárášjohka")) == "Kárášjohka"


def test_markup_is_escaped() -> None:
    text = '<b>&amp;</b> <img src="/etc/passwd"/> </para>'
    assert Paragraph(markup(text), BODY).getPlainText() == text


def test_a_number_stays_with_its_per_cent_sign() -> None:
    assert markup("±5 % og 34 %") == "±5\N{NO-BREAK SPACE}% og 34\N{NO-BREAK SPACE}%"


@given(st.text())
def test_any_text_is_printed_letter_by_letter(text: str) -> None:
    paragraph = Paragraph(markup(text), BODY)
    shown = "".join(printable(text).split())
    assert "".join(paragraph.getPlainText().split()) == shown
    assert paragraph.wrap(200, 10_000)[1] >= 0


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_printable_text_holds_nothing_that_cannot_be_seen(text: str) -> None:
    categories = {unicodedata.category(c) for c in printable(text) if c != "\n"}
    assert not categories & {"Cc", "Cf", "Cs", "Cn"}


@given(st.text(min_size=1), st.floats(min_value=20, max_value=300))
def test_a_shortened_line_has_room(text: str, width: float) -> None:
    line = shortened(text, REGULAR, 8, width)
    assert "\n" not in line
    assert width_of(line, REGULAR, 8) <= width


def test_a_line_that_has_room_is_not_shortened() -> None:
    assert shortened("Kárášjohka / Karasjok", REGULAR, 8, 200) == "Kárášjohka / Karasjok"
    assert shortened("Kárášjohka / Karasjok", REGULAR, 8, 60).endswith("…")
