"""What a query finds in a text, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.text_search import SearchQuery, searchable

TEXT = "Saksdokumentene i Kárášjohka ligger på e-post. «God styring» tar tid, jf. 2.4.1"


@pytest.mark.parametrize(
    "typed",
    [
        "dokument",
        "DOKUMENTENE",
        "karas",
        "johka saks",
        '"god styring"',
        '"god styring',
        '"god styr"',
        "e-post",
        "po",
        "t",
        "2.4",
        "dokument karas tid",
        "  styring,  ",
    ],
)
def test_words_and_parts_of_them_are_found(typed: str) -> None:
    assert SearchQuery.of(typed).is_in(TEXT)


@pytest.mark.parametrize(
    "typed", ["", '"', "*", "ks", "st styrk", '"styring god"', "budsjett", "2.5", "ost-"]
)
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert not SearchQuery.of(typed).is_in(TEXT.replace("e-post", "brev"))


def test_short_words_begin_a_word() -> None:
    assert SearchQuery.of("ks").is_in("KS-læring")
    assert not SearchQuery.of("ks").is_in("saksdokument")


def test_the_found_letters_are_the_texts_own() -> None:
    text = "I Kárášjohka, ikke i Karasjok"
    found = [text[first:last] for first, last in SearchQuery.of("karasj").spans(text)]
    assert found == ["Kárášj", "Karasj"]
    assert SearchQuery.of('"i karas"').spans("I Karasjok") == [(0, 7)]
    assert SearchQuery.of("saks aksdok").spans("saksdokument") == [(0, 7)]


def test_the_line_with_the_words_is_the_best() -> None:
    text = "\nFørst om budsjett\n\nSå om ungdomsråd\n"
    assert SearchQuery.of("ungdom").best_line(text) == "Så om ungdomsråd"
    assert SearchQuery.of("noe annet").best_line(text) == "Først om budsjett"
    assert text[SearchQuery.of("ungdom").place_in(text) :].startswith("ungdomsråd")
    assert SearchQuery.of("noe annet").place_in(text) == 0
    assert SearchQuery.of("rein").place_in("🦌 rein") == 3


@given(st.text(), st.text())
def test_a_text_holds_its_terms_where_it_says(typed: str, text: str) -> None:
    query = SearchQuery.of(typed)
    if query.is_in(text):
        spans = query.spans(text)
        assert spans
        assert all(searchable(text[first:last]) for first, last in spans)
