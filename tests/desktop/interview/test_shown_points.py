"""Which measure points the interview page shows, and that a filter is walked within."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from tests.desktop.interview.interviewing import rating, stored_notes
from tests.desktop.keyboard import CTRL, Key, click, press, type_text

# Which measure points


def test_only_the_groups_measure_points_are_shown_until_all_are_asked_for(
    page: InterviewPage,
) -> None:
    group = page.session.assessment.instrument.measure_points_of("mayor")
    assert page.group_chip.text() == f"Ordfører: {len(group)}"
    assert page.all_chip.text() == "Alle 165"
    assert "1.4.7" not in [row.code for row in page.points.rows]
    click(page.all_chip)
    assert [row.code for row in page.points.rows] == [f"1.4.{n}" for n in range(1, 8)]
    assert not page.points.rows[6].is_asked
    assert page.points.rows[0].is_asked


def test_what_is_not_rated_is_one_filter_away(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("3210")
    click(page.unrated_chip)
    page.show_code("3.2")
    page.show_code("1.4")
    assert "1.4.1" not in [row.code for row in page.points.rows]
    assert page.unrated_chip.text() == "Ikke vurdert: 54"


def test_a_measure_point_stays_in_the_filter_while_it_is_rated(page: InterviewPage) -> None:
    click(page.unrated_chip)
    page.show_code("1.4.1")
    type_text("3210")
    assert page.points.open_code == "1.4.1"
    type_text("\r")
    assert page.state.code == "1.4.2"


def test_a_key_goes_through_the_filters(page: InterviewPage) -> None:
    press(Key.Key_U, CTRL)
    assert page.all_chip.isChecked()
    press(Key.Key_U, CTRL)
    assert page.unrated_chip.isChecked()
    press(Key.Key_U, CTRL)
    assert page.noted_chip.isChecked()
    press(Key.Key_U, CTRL)
    assert page.group_chip.isChecked()


def test_a_measure_point_outside_the_filter_can_be_gone_to(page: InterviewPage) -> None:
    page.show_code("1.4.7")
    assert page.points.open_code == "1.4.7"
    assert page.group_chip.isChecked()


# The filter is walked within


@pytest.fixture
def half_rated(page: InterviewPage) -> InterviewPage:
    """All that the mayor is asked is rated but three points, which one goes through."""
    asked = [point.code for point in page.session.assessment.instrument.measure_points_of("mayor")]
    left = left_of(page)
    for code in asked:
        if code not in left:
            empty = page.session.assessment.rating("of", code)
            page.session.set_rating(replace(empty, system=3, extent=2, result=2, evaluation=2))
    click(page.unrated_chip)
    page.show_code(left[0])
    return page


def left_of(page: InterviewPage) -> list[str]:
    """Two measure points of one question, and the last one that the mayor is asked."""
    asked = [point.code for point in page.session.assessment.instrument.measure_points_of("mayor")]
    pairs = pairwise(asked)
    pair = next(pair for pair in pairs if pair[0].rpartition(".")[0] == pair[1].rpartition(".")[0])
    return [*pair, asked[-1]]


def test_enter_goes_through_what_is_not_rated_and_digits_touch_nothing_else(
    half_rated: InterviewPage,
) -> None:
    left = left_of(half_rated)
    assessment = half_rated.session.assessment
    others = {point.code for point in assessment.instrument.measure_points} - set(left)
    before = {code: assessment.rating("of", code) for code in others}
    been = []
    for _ in range(5):
        been.append(half_rated.state.code)
        type_text("0000\r")
    assert been[:3] == left
    assert {code: assessment.rating("of", code) for code in others} == before
    assert all(assessment.rating("of", code).levels == (0, 0, 0, 0) for code in left)


def test_a_rated_point_is_not_come_back_to(half_rated: InterviewPage) -> None:
    left = left_of(half_rated)
    type_text("1111")
    assert half_rated.state.code == left[0]
    press(Key.Key_Down, CTRL)
    assert half_rated.state.code == left[1]
    press(Key.Key_Up, CTRL)
    assert half_rated.state.code != left[0]


def test_what_the_filter_leaves_out_is_not_rated_before_a_click(half_rated: InterviewPage) -> None:
    instrument = half_rated.session.assessment.instrument
    asked = [point.code for point in instrument.measure_points_of("mayor")]
    outside = next(code for code in asked if code not in left_of(half_rated))
    before = rating(half_rated, outside)
    half_rated.show_code(outside)
    type_text("4")
    assert rating(half_rated, outside) == before
    click(half_rated.points.card)
    type_text("S4")
    assert rating(half_rated, outside).system == 4


def test_a_digit_on_a_rated_question_changes_nothing(half_rated: InterviewPage) -> None:
    type_text("1111")
    press(Key.Key_Down, CTRL)
    type_text("1111")
    question = half_rated.state.code.rpartition(".")[0]
    half_rated.show_code("3.2")
    half_rated.show_code(question)
    assessment = half_rated.session.assessment
    before = [assessment.rating("of", row.code) for row in half_rated.points.rows]
    type_text("0000")
    assert [assessment.rating("of", row.code) for row in half_rated.points.rows] == before


def test_an_empty_point_of_another_group_can_be_rated_where_one_has_gone(
    page: InterviewPage,
) -> None:
    asked = {p.code for p in page.session.assessment.instrument.measure_points_of("mayor")}
    points = page.session.assessment.instrument.measure_points
    other = next(point.code for point in points if point.code not in asked)
    page.show_code(other)
    type_text("3210")
    assert rating(page, other).levels == (3, 2, 1, 0)


def test_a_filter_that_is_chosen_does_not_move_the_caret(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("\tVi har plan")
    for _ in range(4):
        press(Key.Key_Left)
    press(Key.Key_U, CTRL)
    type_text("en ")
    page.session.flush()
    assert [note.text for note in stored_notes(page)] == ["Vi har en plan"]
