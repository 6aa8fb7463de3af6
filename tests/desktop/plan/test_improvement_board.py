"""The board of improvements: cards by status, moved by keys and by dragging."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.desktop.plan.board_column import dragged_data
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from tests.desktop.keyboard import ALT, CTRL, NONE, SHIFT, Key, focus, press
from tests.desktop.plan.conftest import TITLES, improvements, titles

PROPOSED, ADOPTED, UNDER_WAY, DONE, DROPPED = ImprovementStatus


@pytest.fixture
def board(page: PlanPage) -> PlanPage:
    """The page with the board, and the focus on its first card."""
    press(Key.Key_2, CTRL)
    QApplication.processEvents()
    return page


def in_column(page: PlanPage, status: ImprovementStatus) -> list[str]:
    return [card.improvement.title for card in page.board_view.columns[status].cards.items]


def test_each_status_has_its_column_with_count_and_sum(board: PlanPage) -> None:
    assert in_column(board, PROPOSED) == list(TITLES[:2])
    assert in_column(board, DONE) == [TITLES[2]]
    assert in_column(board, ADOPTED) == []
    texts = [label.text() for label in board.board_view.findChildren(QLabel)]
    assert any(text.startswith("2 · +") for text in texts)
    assert "1 · –" in texts


def test_the_current_improvement_stays_when_the_view_changes(page: PlanPage) -> None:
    page.state.choose(improvements(page.session)[2].id)
    press(Key.Key_2, CTRL)
    QApplication.processEvents()
    assert page.state.improvement == improvements(page.session)[2]
    assert focus() is page.board_view.columns[DONE]


def test_alt_and_arrows_move_a_card_and_the_focus_goes_with_it(board: PlanPage) -> None:
    session = board.session
    assert focus() is board.board_view.columns[PROPOSED]
    press(Key.Key_Right, ALT)
    assert improvements(session)[0].status is ADOPTED
    assert in_column(board, ADOPTED) == [TITLES[0]]
    assert focus() is board.board_view.columns[ADOPTED]
    press(Key.Key_Left, ALT)
    assert in_column(board, PROPOSED) == list(TITLES[:2])
    session.undo_stack.undo()
    assert in_column(board, ADOPTED) == [TITLES[0]]


def test_arrows_go_between_cards_and_columns(board: PlanPage) -> None:
    press(Key.Key_Down)
    assert board.state.improvement == improvements(board.session)[1]
    press(Key.Key_Right)
    assert board.state.improvement == improvements(board.session)[2]
    assert focus() is board.board_view.columns[DONE]
    press(Key.Key_Right)
    assert focus() is board.board_view.columns[DONE]
    press(Key.Key_Left)
    assert focus() is board.board_view.columns[PROPOSED]


def test_a_click_chooses_a_card_of_another_column(board: PlanPage) -> None:
    column = board.board_view.columns[DONE]
    at = column.visualRect(column.cards.index(0, 0)).center()
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert board.state.improvement == improvements(board.session)[2]
    assert board.board_view.columns[PROPOSED].selected_ids == []


def test_a_dropped_card_gets_the_status_of_the_column(board: PlanPage) -> None:
    first, second, _ = improvements(board.session)
    column = board.board_view.columns[UNDER_WAY]
    data = dragged_data([first.id, second.id])
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(QPoint(5, 5), move, data, left, NONE),
        QDragMoveEvent(QPoint(5, 5), move, data, left, NONE),
        QDropEvent(QPointF(5, 5), move, data, left, NONE),
    ):
        QApplication.sendEvent(column.viewport(), event)
    assert in_column(board, UNDER_WAY) == list(TITLES[:2])
    board.session.undo_stack.undo()
    assert in_column(board, PROPOSED) == list(TITLES[:2])


def test_several_cards_are_ordered_ticked_and_removed(board: PlanPage, planned: Session) -> None:
    press(Key.Key_Down, ALT)
    assert titles(planned) == [TITLES[1], TITLES[0], TITLES[2]]
    press(Key.Key_Up, SHIFT)
    press(Key.Key_Space)
    assert [each.in_scenario for each in improvements(planned)] == [False, False, True]
    press(Key.Key_Delete)
    assert titles(planned) == [TITLES[2]]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_enter_and_f2_open_the_details_and_esc_comes_back(board: PlanPage, key: Key) -> None:
    press(key)
    assert board.detail.title_field.hasFocus()
    press(Key.Key_Escape)
    assert board.scenario_card.isVisible()
    assert focus() is board.board_view.columns[PROPOSED]


def test_the_filter_holds_on_the_board_too(board: PlanPage) -> None:
    board.filter_bar.text_field.setText("årshjul")
    assert in_column(board, PROPOSED) == [TITLES[1]]
    assert in_column(board, DONE) == []
