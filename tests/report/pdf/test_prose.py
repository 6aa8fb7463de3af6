"""Plain text becomes paragraphs and bullets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import KeepTogether

from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.prose import ending_together, pieces, prose


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


def plain(text: str) -> list[tuple[str, bool]]:
    """Each paragraph's text, and whether it is a bullet."""
    return [(p.getPlainText(), bool(p.bulletText)) for p in prose(text)]


def test_blank_lines_part_paragraphs_and_dashes_begin_bullets() -> None:
    text = "Første.\n\nAndre:\n- ett\n- to\n\n\nSiste."
    assert plain(text) == [
        ("Første.", False),
        ("Andre:", False),
        ("ett", True),
        ("to", True),
        ("Siste.", False),
    ]


def test_a_dash_within_a_line_is_no_bullet() -> None:
    assert plain("Etikk - hvordan?\n-5 grader") == [("Etikk - hvordan?-5 grader", False)]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert prose(" \n\n \x00 ") == []


def test_what_leads_up_to_bullets_stays_with_them() -> None:
    introduction, bullet = prose("Dette er viktig:\n- ett")
    assert introduction.style.keepWithNext
    assert not getattr(bullet.style, "keepWithNext", 0)


def test_the_last_lines_stay_together() -> None:
    paragraphs = prose("\n\n".join(["Et avsnitt på noen ord."] * 40))
    *before, end = ending_together(paragraphs)
    assert isinstance(end, KeepTogether)
    assert 3 < len(paragraphs) - len(before) < 10


@given(st.lists(st.text(alphabet="abc ", max_size=4000), max_size=6))
def test_pieces_hold_every_word(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    assert all(len(piece) <= 6000 for piece in pieces(text))


def test_pieces_are_cut_between_words() -> None:
    first, second = pieces("ord " * 2000)
    assert first.endswith("ord")
    assert second.startswith("ord")


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in pieces("x" * 13_000)] == [6000, 6000, 1000]
