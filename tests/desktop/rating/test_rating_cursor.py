"""What is taken for a rating and what for text, character by character."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.rating.rating_cursor import ALL_RATED, RatingCursor, Typed

EMPTY = Rating("r", "of", "1.1.1")


def armed() -> RatingCursor:
    cursor = RatingCursor()
    cursor.set_aspects("SORE")
    cursor.is_armed = True
    return cursor


def typed(cursor: RatingCursor, text: str, pause: float = 0.1) -> list[Typed]:
    return [cursor.type(letter, EMPTY, 100 + pause * at) for at, letter in enumerate(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Politisk info på facebook 3 ganger i uka",
        "2021 kom planen",
        "siden 2021 har vi gjort det",
        "fire av fem",
        "IKT-plan",
        "ROS-analyse",
        "Riper i lakken",
        "er 2021",
        "I 2021 kom den",
        "I dag",
        "3 ganger",
        "4H-klubben",
        "20 % stilling",
        "1.1 er klar",
        "«Vi møter folk»",
        "– ja",
        "(4 av 5)",
        "8 av 10",
        "5 personer",
        "Ordføreren sier nei",
        "Er det sant?",
        "proposisjon",
        "ærlig talt",
        "Kárášjohka",
        "漢字",
        "2 4 6 8 er partall",
    ],
)
def test_words_are_text_from_their_first_character(text: str) -> None:
    cursor = armed()
    assert typed(cursor, text)[-1].is_text
    assert cursor.text == text


@pytest.mark.parametrize(
    "keys",
    ["3210", "O2", "S3O2R1E0", "3210F", "PF", "pif", "pifpif", "32P", "E4", "SO2", "9", "321045"],
)
def test_rating_keys_are_no_text(keys: str) -> None:
    cursor = armed()
    for key, taken in zip(keys, typed(cursor, keys), strict=True):
        assert taken is (Typed.RATING if cursor.rates_with(key) else Typed.NOTHING_YET)


def test_a_rating_that_is_done_stays_when_words_follow_it_directly() -> None:
    cursor = armed()
    assert typed(cursor, "3210Folk")[-2:] == [Typed.TEXT, Typed.MORE_TEXT]
    assert cursor.text == "Folk"


def test_a_word_long_after_a_rating_leaves_the_rating() -> None:
    cursor = armed()
    typed(cursor, "32")
    assert cursor.type("v", EMPTY, 200) is Typed.TEXT
    assert cursor.text == "v"


def test_a_pause_after_a_space_does_not_part_a_sentence() -> None:
    cursor = armed()
    typed(cursor, "2021 ")
    assert cursor.type("k", EMPTY, 500) is Typed.TEXT
    assert cursor.text == "2021 k"


@given(st.text(string.ascii_letters + string.digits + " .,æøåÆØÅ", max_size=12))
def test_nothing_rates_while_the_user_has_not_led_here(text: str) -> None:
    cursor = armed()
    cursor.is_armed = False
    assert Typed.RATING not in typed(cursor, text)


@given(st.text(string.ascii_letters + string.digits + " .,æøåÆØÅ", min_size=1, max_size=40))
def test_no_character_of_a_text_is_lost(text: str) -> None:
    cursor = armed()
    taken = typed(cursor, text)
    if taken[-1].is_text:
        rated = [each for each in taken if each is Typed.RATING]
        assert text.lstrip().endswith(cursor.text)
        left_out = text.strip()[: len(text.strip()) - len(cursor.text.rstrip())]
        assert left_out == "" or (len(left_out) == ALL_RATED and len(rated) >= ALL_RATED)


def test_a_key_that_rates_is_refused_until_the_user_puts_the_focus_there() -> None:
    cursor = armed()
    cursor.is_armed = False
    assert typed(cursor, "3 9") == [Typed.REFUSED, Typed.NOTHING_YET, Typed.NOTHING_YET]


def test_a_run_becomes_text_once_and_begins_once() -> None:
    cursor = armed()
    begun, meanings = [], []
    for at, letter in enumerate("I dag"):
        meanings.append(cursor.type(letter, EMPTY, 100 + 0.1 * at))
        begun.append(cursor.has_begun_run)
    assert meanings == [
        Typed.RATING,
        Typed.NOTHING_YET,
        Typed.TEXT,
        Typed.MORE_TEXT,
        Typed.MORE_TEXT,
    ]
    assert begun == [True, False, False, False, False]
    cursor.end_run()
    cursor.type(" ", EMPTY, 101)
    assert not cursor.has_begun_run


def test_the_current_aspect_is_the_one_at_which_the_measure_point_was_left() -> None:
    cursor = armed()
    other = Rating("other", "of", "1.1.2")
    cursor.open(EMPTY)
    cursor.at = 2
    cursor.keep_aspect(EMPTY)
    cursor.open(other)
    assert cursor.at == 0
    cursor.open(EMPTY)
    assert cursor.at == 2


def test_a_rated_measure_point_is_opened_at_its_first_aspect() -> None:
    cursor = armed()
    rated = Rating("r", "of", "1.1.1", 3, 2, 1, 0)
    cursor.at = ALL_RATED
    cursor.keep_aspect(rated)
    cursor.open(rated)
    assert cursor.at == 0
