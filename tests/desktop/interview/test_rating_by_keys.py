"""Measure points are rated by keys and mouse on the interview page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.library import Library
from tests.desktop.interview.interviewing import Open, karasjok_2025, rating
from tests.desktop.keyboard import CTRL, SHIFT, Key, click, press, type_text
from tests.examples import bundled

# Rating


def test_four_digits_and_enter_rate_a_measure_point(page: InterviewPage) -> None:
    type_text("\r")
    first = page.state.code
    type_text("3210\r")
    assert rating(page, first).levels == (3, 2, 1, 0)
    assert page.state.code != first
    assert page.points.open_code == page.state.code
    assert page.points.card.hasFocus()


def test_digits_walk_through_a_whole_question(page: InterviewPage) -> None:
    asked = [row.code for row in page.points.rows]
    type_text("".join("4321\r" for _ in asked))
    assert all(rating(page, code).levels == (4, 3, 2, 1) for code in asked)
    assert not page.state.code.startswith("1.4")


def test_a_digit_on_a_question_opens_its_first_unrated_measure_point(page: InterviewPage) -> None:
    assert page.points.open_code == ""
    type_text("2")
    first = page.points.rows[0].code
    assert page.points.open_code == first
    assert rating(page, first).levels == (2, None, None, None)
    assert page.points.card.aspect is Aspect.EXTENT


def test_another_letter_opens_nothing(page: InterviewPage) -> None:
    type_text("x")
    assert page.points.open_code == ""


def test_the_number_pad_rates_too(page: InterviewPage) -> None:
    for key in (Key.Key_3, Key.Key_2, Key.Key_1, Key.Key_0):
        press(key, Qt.KeyboardModifier.KeypadModifier)
    first = page.points.rows[0].code
    press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert rating(page, first).levels == (3, 2, 1, 0)
    assert page.state.code == page.points.rows[1].code


def test_a_fifth_digit_rates_nothing(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("32104")
    assert rating(page, "1.4.1").levels == (3, 2, 1, 0)
    assert page.state.code == "1.4.1"


def test_a_digit_above_four_rates_nothing(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("579")
    assert rating(page, "1.4.1").is_empty


def test_backspace_takes_back_the_last_level(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("321\b")
    assert rating(page, "1.4.1").levels == (3, 2, None, None)
    assert page.points.card.aspect is Aspect.RESULT
    type_text("\b4")
    assert rating(page, "1.4.1").levels == (3, 4, None, None)


def test_a_rating_is_stored_before_the_next_key(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("3")
    assert rating(page, "1.4.1").system == 3
    assert page.session.is_saved


@pytest.mark.parametrize(
    ("letter", "aspect"),
    [("s", Aspect.SYSTEM), ("o", Aspect.EXTENT), ("R", Aspect.RESULT), ("e", Aspect.EVALUATION)],
)
def test_a_letter_chooses_the_aspect(page: InterviewPage, letter: str, aspect: Aspect) -> None:
    page.show_code("1.4.1")
    type_text(letter + "2")
    assert rating(page, "1.4.1").level(aspect) == 2


def test_flags_are_set_and_taken_back_by_their_letters(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("pif")
    given = rating(page, "1.4.1")
    assert (given.planned_only, given.not_in_focus, given.follow_up) == (True, True, True)
    type_text("pif")
    taken = rating(page, "1.4.1")
    assert (taken.planned_only, taken.not_in_focus, taken.follow_up) == (None, None, False)


def test_flags_and_levels_are_set_with_the_mouse(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    card = page.points.card
    click(card.rows[1].buttons[3])
    box = card.planned_only_box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert rating(page, "1.4.1").extent == 3
    assert rating(page, "1.4.1").planned_only is True
    assert card.aspect is Aspect.RESULT


def test_a_click_on_a_line_opens_it_and_its_rating_has_the_focus(page: InterviewPage) -> None:
    click(page.points.rows[1])
    assert page.points.open_code == page.points.rows[1].code
    type_text("\t")
    click(page.points.rows[0])
    assert page.points.card.hasFocus()


def test_undo_takes_back_a_rating_and_goes_to_its_aspect(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("32")
    page.session.undo_stack.undo()
    assert rating(page, "1.4.1").levels == (3, None, None, None)
    assert page.points.card.aspect is Aspect.EXTENT
    assert not any(button.isChecked() for button in page.points.card.rows[1].buttons)
    page.session.undo_stack.redo()
    assert rating(page, "1.4.1").levels == (3, 2, None, None)


def test_a_rating_moves_the_points_the_profile_and_the_progress(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    before = page.grab().toImage()
    type_text("4444")
    assert "4,3" in page.points_label.text()
    assert page.profile.total_label.text() == "4"
    assert page.profile.status_label.text() == "foreløpig"
    assert page.unrated_chip.text() == "Ikke vurdert: 54"
    assert page.grab().toImage() != before


def test_what_to_ask_and_the_anchors_that_fit_stand_in_the_open_measure_point(
    page: InterviewPage,
) -> None:
    card = page.points.card
    page.show_code("1.4.2")
    ask = card.texts.ask_label
    assert ask.text() == "«Hvor kan en innbygger treffe politikerne utenom valgkampen?»"
    assert ask.isVisible()
    type_text("34")
    assert card.rows[1].anchor_text == "omfatter alle lokalsamfunnene"
    click(page.all_chip)
    page.show_code("1.4.7")
    type_text("34")
    assert ask.text().startswith("«Hvordan bruker dere sosiale medier")
    assert card.rows[1].anchor_text == "brukes i hele kommunen"


def test_nothing_is_shown_to_ask_where_an_older_instrument_has_nothing(
    open_page: Open, library: Library
) -> None:
    earlier = load_instrument(Path(__file__).parents[2] / "instrument" / "format_1.toml")
    particulars = replace(karasjok_2025().particulars, id="older")
    assessment = Assessment(particulars, earlier)
    interview = Interview("of", "mayor", "OF-01")
    assessment.interviews[interview.id] = interview
    library.add(assessment)
    page = open_page(Session(library, library.load("older")))
    page.show_code("1.4.2")
    assert page.points.open_code == "1.4.2"
    assert not page.points.card.texts.ask_label.isVisible()
    type_text("34")
    assert page.points.card.rows[1].anchor_text == "brukes i hele kommunen"


def test_the_interviews_of_a_group_take_turns_at_its_question_sets(page: InterviewPage) -> None:
    for chip, areas in (("Virksomhet A: ", "1234"), ("Virksomhet B: ", "5678")):
        page.begin_interview("unit_leaders")
        assert page.group_chip.text().startswith(chip)
        route = page.state.point_filter
        assert route is not None
        assert {code[0] for code in route.group} >= set(areas)


def test_this_interview_alone_is_shown_without_the_team(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("4444")
    page.session.set_rating(replace(page.session.assessment.rating("", "1.4.1"), planned_only=True))
    assert page.profile.total_label.text() == "0"
    press(Key.Key_P, CTRL | SHIFT)
    assert page.profile.total_label.text() == "4"
    type_text("\b")
    assert page.profile.total_label.text() == "3"


# Last time


def test_the_last_assessment_is_shown_beside_the_measure_point(
    library: Library, session: Session, open_page: Open, qtbot: QtBot
) -> None:
    earlier = bundled("karasjok-2019")
    library.add(earlier)
    page = open_page(session)
    page.show_code("1.4.7")
    qtbot.waitUntil(lambda: "2019: " in page.points.card.texts.look_for_label.text())
    assert "2019: 7,4 av 30" in page.status_label.text()
