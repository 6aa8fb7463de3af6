"""The notes get the room that the measure points leave, and stay where they are meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import MeasurePoint
from tests.desktop.interview.interviewing import Open
from tests.desktop.keyboard import ALT, SHIFT, Key, click, press

LARGE, SMALL = (1366, 672), (1280, 624)
"""What 1366×768 and 1280×720 leave of the page below bars and title, in pixels."""


def show(page: InterviewPage, code: str, size: tuple[int, int] = LARGE) -> QWidget:
    """Show a code in a page of a size; return the text area of the notes."""
    page.resize(*size)
    page.show_code(code)
    QApplication.processEvents()
    editor = page.notes.focusProxy()
    assert editor is not None
    return editor


def top_of(widget: QWidget, page: InterviewPage) -> int:
    return widget.mapTo(page, QPoint(0, 0)).y()


def is_whole(page: InterviewPage) -> bool:
    """Whether the open measure point is in view from top to bottom."""
    card, view = page.points.card, page.points.viewport()
    return view.rect().contains(card.rect().translated(card.mapTo(view, QPoint(0, 0))))


def questions(page: InterviewPage) -> list[str]:
    instrument = page.session.assessment.instrument
    return [question.code for question in instrument.questions]


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_notes_have_eight_lines_beside_any_question(
    page: InterviewPage, size: tuple[int, int]
) -> None:
    click(page.all_chip)
    for question in questions(page):
        editor = show(page, question, size)
        assert editor.height() >= page.notes.height_of_lines(8), question


def test_one_measure_point_leaves_the_notes_more_room_than_six(page: InterviewPage) -> None:
    of_six = show(page, "1.4.1").height()
    assert page.points.verticalScrollBar().maximum() == 0
    of_one = show(page, "1.1.1").height()
    assert page.points.verticalScrollBar().maximum() == 0
    assert of_one >= of_six + 5 * 22
    assert page.points.height() <= page.points.card.height_of(point(page, "1.1.1"), "", 780) + 8


def point(page: InterviewPage, code: str) -> MeasurePoint:
    return page.session.assessment.instrument.measure_point(code)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_notes_stay_while_points_open_and_close_and_no_point_is_cut(
    page: InterviewPage, size: tuple[int, int]
) -> None:
    click(page.all_chip)
    for question in questions(page):
        editor = show(page, question, size)
        before = top_of(editor, page), editor.height()
        for row in page.points.rows:
            show(page, row.code, size)
            assert (top_of(editor, page), editor.height()) == before, row.code
            assert is_whole(page), row.code


def test_what_is_reserved_for_a_point_is_what_it_takes(page: InterviewPage) -> None:
    click(page.all_chip)
    show(page, "1.4.1")
    for each in page.session.assessment.instrument.measure_points:
        page.show_code(each.code)
        QApplication.processEvents()
        card = page.points.card
        assert card.height_of(each, "", card.width()) == card.height(), each.code


def test_a_dragged_handle_gives_the_notes_more_in_every_question_and_after_a_restart(
    page: InterviewPage, open_page: Open, session: Session
) -> None:
    editor = show(page, "1.4.1")
    before = editor.height()
    drag_handle(page, -60)
    assert editor.height() == before + 60
    assert is_whole(page)
    assert show(page, "1.2.1").height() > before
    again = open_page(session)
    assert show(again, "1.4.1").height() == pytest.approx(before + 60, abs=1)


def test_a_double_click_on_the_handle_gives_the_usual_room_again(page: InterviewPage) -> None:
    editor = show(page, "1.4.1")
    before = editor.height()
    drag_handle(page, -60)
    QTest.mouseDClick(page.splitter.handle(1), Qt.MouseButton.LeftButton)
    assert editor.height() == before


@pytest.mark.parametrize("distance", [-400, 400])
def test_the_handle_never_cuts_the_open_point_and_leaves_no_room_empty(
    page: InterviewPage, distance: int
) -> None:
    show(page, "1.4.5")
    drag_handle(page, distance)
    assert is_whole(page)
    needed = page.points.card.height() + 26 * (len(page.points.rows) - 1) + 8
    assert page.points.height() <= needed


def test_keys_give_the_notes_more_room_and_less(page: InterviewPage) -> None:
    editor = show(page, "1.4.1")
    before = editor.height()
    press(Key.Key_Up, ALT | SHIFT)
    assert editor.height() == before + 22
    press(Key.Key_Down, ALT | SHIFT)
    assert editor.height() == before


def test_questions_as_said_aloud_stand_under_the_points_while_none_is_open(
    page: InterviewPage,
) -> None:
    show(page, "1.4")
    row = page.points.rows[1]
    high = row.height()
    assert "«Hvor kan en innbygger treffe politikerne utenom valgkampen?»" in row.toolTip()
    show(page, "1.4.1")
    assert row.height() < high
    show(page, "1.4")
    assert row.height() == high


def drag_handle(page: InterviewPage, pixels: int) -> None:
    handle = page.splitter.handle(1)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(0, pixels))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    QApplication.processEvents()
