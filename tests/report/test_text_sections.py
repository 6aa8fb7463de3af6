"""The headings of a written text."""

from __future__ import annotations

from kompass_desktop.report.text_sections import TextSection, section, sections_of


def test_a_text_without_headings_is_one_section() -> None:
    assert sections_of("Første.\n\n- punkt") == (TextSection("", "Første.\n\n- punkt"),)
    assert sections_of(" \n ") == ()


def test_a_line_with_a_number_sign_begins_a_section() -> None:
    text = "Innledning.\n\n# Styrker\n- én\n\n## Mer  \nSlutt."
    assert sections_of(text) == (
        TextSection("", "Innledning."),
        TextSection("Styrker", "- én"),
        TextSection("Mer", "Slutt."),
    )


def test_a_number_sign_within_a_line_is_text() -> None:
    for text in ("Sak #1 er løst.", "#1 er løst.", "- # punkt", "#", "# "):
        (only,) = sections_of(text)
        assert only == TextSection("", text.strip())


def test_a_heading_may_have_no_text_below_it() -> None:
    assert sections_of("# A\n# B\ntekst") == (TextSection("A", ""), TextSection("B", "tekst"))


def test_a_section_reads_back() -> None:
    assert sections_of(section("Funn", "- én\n- to")) == (TextSection("Funn", "- én\n- to"),)
    assert section("Funn", "") == ""
