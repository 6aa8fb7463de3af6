"""The page that a line of the document study begins with, and what is none."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.page_prefix import with_page
from kompass_desktop.assessment.records import Note


def read(text: str) -> tuple[str, str]:
    note = with_page(Note("n", "i", text, "2026-03-10T08:00:00+01:00"))
    return note.page, note.text


@pytest.mark.parametrize(
    ("text", "page", "rest"),
    [
        ("s. 14 måltallene mangler", "14", "måltallene mangler"),
        ("s.14 måltallene mangler", "14", "måltallene mangler"),
        ("s 14 måltallene mangler", "14", "måltallene mangler"),
        ("Side 14: måltallene mangler", "14", "måltallene mangler"),
        ("s. 14-16 hele kapitlet", "14–16", "hele kapitlet"),
        ("s. 14 – 16, hele kapitlet", "14–16", "hele kapitlet"),
        ("s. 14 3.3.3 mål uten frist", "14", "3.3.3 mål uten frist"),
        ("3.3.3 s. 14 mål uten frist", "14", "3.3.3 mål uten frist"),
        ("page 7 no targets", "7", "no targets"),
    ],
)
def test_a_page_is_read(text: str, page: str, rest: str) -> None:
    assert read(text) == (page, rest)


@pytest.mark.parametrize(
    "text",
    [
        "s. 14",
        "s. 14 ",
        "siden 2014 er det verre",
        "sidene 3 og 4",
        "14 sider om mål",
        "skolen s. 14",
        "s. fjorten",
        "s14mål",
    ],
)
def test_what_is_no_page_is_left(text: str) -> None:
    assert read(text) == ("", text)


def test_a_page_that_is_typed_again_takes_the_place_of_the_first() -> None:
    note = Note("n", "i", "s. 15 mål", "2026-03-10T08:00:00+01:00", page="14")
    assert with_page(note).page == "15"
