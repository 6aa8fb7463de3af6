"""From place to place on the interview page: arrows, panes, Go to, back and on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.instrument.model import Aspect
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, focus, press, type_text


def test_the_arrows_go_from_aspect_to_aspect_and_on_to_the_next(page: InterviewPage) -> None:
    first, second = (row.code for row in page.points.rows[:2])
    page.show_code(first)
    for _ in range(4):
        press(Key.Key_Down)
    assert page.state.code == second
    press(Key.Key_Up)
    assert page.state.code == first
    assert page.points.card.aspect is Aspect.EVALUATION


def test_tab_leads_to_the_notes_and_back(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    type_text("\t")
    assert page.notes.isAncestorOf(focus())
    type_text("\t")
    assert page.points.card.hasFocus()
    press(Key.Key_Backtab, SHIFT)
    assert page.notes.isAncestorOf(focus())


def test_escape_closes_the_measure_point_and_keeps_the_focus(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    press(Key.Key_Escape)
    assert page.points.open_code == ""
    assert page.state.code == "1.4"
    assert page.points.hasFocus()


def test_the_panes_take_the_focus(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    parts = [page.points, page.notes, page.clock, page.profile, page.tree, page.chooser]
    assert not {*parts, page.profile.bars} - {*page.panes()}
    for pane in page.panes():
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        assert pane is focus() or pane.isAncestorOf(focus())


def test_go_to_finds_a_word_without_its_marks_and_leads_to_the_notes(page: InterviewPage) -> None:
    press(Key.Key_G, CTRL)
    type_text("ungdomsrad\r")
    assert page.state.code == "1.4.6"
    assert page.points.open_code == "1.4.6"
    assert page.notes.isAncestorOf(focus())


def test_go_to_finds_a_code(page: InterviewPage) -> None:
    press(Key.Key_G, CTRL)
    type_text("3.2\r")
    assert page.state.code == "3.2"
    assert page.title_label.text().startswith("3.2 ")


def test_alt_left_comes_back_and_alt_right_goes_on(page: InterviewPage) -> None:
    page.show_code("1.4.1")
    page.show_code("3.2")
    page.show_code("5.1.1")
    press(Key.Key_Left, ALT)
    assert page.state.code == "3.2"
    press(Key.Key_Left, ALT)
    assert page.state.code == "1.4.1"
    press(Key.Key_Right, ALT)
    assert page.state.code == "3.2"


def test_steps_within_a_question_are_not_gone_back_one_by_one(page: InterviewPage) -> None:
    page.show_code("3.2")
    page.show_code("1.4.1")
    type_text("\r\r")
    press(Key.Key_Left, ALT)
    assert page.state.code == "3.2"


def test_questions_and_measure_points_are_stepped_through_from_the_notes(
    page: InterviewPage,
) -> None:
    type_text("\t")
    press(Key.Key_Down, CTRL)
    assert page.state.code == page.points.rows[0].code
    press(Key.Key_Up, ALT)
    assert page.state.code == "1.3"
    press(Key.Key_Down, ALT)
    assert page.state.code == "1.4"
    assert page.notes.isAncestorOf(focus())


def test_page_down_opens_the_first_point_not_rated_ready_for_digits(page: InterviewPage) -> None:
    page.show_code("1.3.1")
    page.show_code("1.4.1")
    type_text("3210")
    page.show_code("1.3.1")
    press(Key.Key_PageDown)
    assert page.points.open_code == "1.4.2"
    type_text("3210")
    assert page.session.assessment.rating("of", "1.4.2").levels == (3, 2, 1, 0)
    press(Key.Key_PageUp)
    assert page.points.open_code == page.state.code == "1.3.1"


def test_page_down_opens_nothing_where_all_is_rated(page: InterviewPage) -> None:
    for row in page.points.rows:
        empty = page.session.assessment.rating("of", row.code)
        page.session.set_rating(replace(empty, system=3, extent=2, result=2, evaluation=2))
    page.show_code("1.3.1")
    press(Key.Key_PageDown)
    assert page.state.code == "1.4"
    assert page.points.hasFocus()


def test_alt_and_a_number_lead_to_an_area(page: InterviewPage) -> None:
    press(Key.Key_7, ALT)
    assert page.state.code.startswith("7.")


def test_the_end_of_the_way_is_said(page: InterviewPage, qtbot: QtBot) -> None:
    page.show_code("8.7")
    with qtbot.waitSignal(page.message_shown):
        press(Key.Key_Down, ALT)
    assert page.state.code.startswith("8.")


def test_a_click_in_the_tree_leads_to_a_question(page: InterviewPage, qtbot: QtBot) -> None:
    index = page.tree.model().index(0, 0)
    question = page.tree.model().index(1, 0, index)
    QTest.mouseClick(
        page.tree.viewport(), Qt.MouseButton.LeftButton, pos=page.tree.visualRect(question).center()
    )
    assert page.state.code == "1.2"
    assert page.points.hasFocus()
