"""A column makes only the rows that are about to be seen, and uses rows again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.widgets.lazy_column import FIRST, LazyColumn, RowMaker
from kompass_desktop.desktop.widgets.link_row import LinkRow

ROW_HEIGHT = 30
SEEN = 10
MANY = 100

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Row(LinkRow):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setFixedHeight(ROW_HEIGHT)


def show_in(text: str, old: QWidget | None) -> QWidget:
    if isinstance(old, Row):
        old.text = text
        return old
    return Row(text)


def rows_of(texts: Sequence[str]) -> list[RowMaker]:
    return [partial(show_in, text) for text in texts]


def numbered(count: int, letter: str = "a") -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def texts(column: LazyColumn) -> list[str]:
    return [row.text for row in column.rows if isinstance(row, Row)]


def next_shown(row: QWidget) -> QWidget:
    """Return where Tab goes from a row; one that is about to be deleted is in the order too."""
    following = row.nextInFocusChain()
    assert following is not None
    return following if following.isVisible() else next_shown(following)


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.resize(200, SEEN * ROW_HEIGHT)
    qtbot.addWidget(area)
    return area


@pytest.fixture
def column(qtbot: QtBot, area: QScrollArea) -> LazyColumn:
    widget = QWidget()
    area.setWidget(widget)
    column = LazyColumn(widget)
    with qtbot.waitExposed(area):
        area.show()
    return column


def test_only_what_is_seen_is_made_and_there_is_room_for_the_rest(
    area: QScrollArea, column: LazyColumn
) -> None:
    column.show_rows(rows_of(numbered(MANY)), "nothing")
    assert SEEN <= len(column.rows) < MANY // 2
    content = area.widget()
    assert content is not None
    assert content.minimumHeight() == MANY * ROW_HEIGHT


def test_scrolling_makes_the_rows_that_come_into_sight(
    qtbot: QtBot, area: QScrollArea, column: LazyColumn
) -> None:
    column.show_rows(rows_of(numbered(MANY)), "nothing")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert texts(column) == numbered(MANY)


def test_rows_are_used_again_and_those_too_many_are_hidden(column: LazyColumn) -> None:
    column.show_rows(rows_of(numbered(SEEN)), "nothing")
    before = list(column.rows)
    column.show_rows(rows_of(numbered(2, "b")), "nothing")
    assert texts(column) == ["b0", "b1"]
    assert column.rows == before[:2]
    assert not any(row.isVisible() for row in before[2:])
    column.show_rows(rows_of(numbered(SEEN, "c")), "nothing")
    assert column.rows == before
    assert all(row.isVisible() for row in column.rows)


def test_a_row_of_another_kind_takes_its_position_in_the_order_of_tab(column: LazyColumn) -> None:
    column.show_rows(rows_of(numbered(3)), "nothing")
    middle = Row("new")
    makers = rows_of(numbered(3, "b"))
    makers[1] = lambda _old: middle
    column.show_rows(makers, "nothing")
    assert texts(column) == ["b0", "new", "b2"]
    assert next_shown(column.rows[0]) is middle
    assert next_shown(middle) is column.rows[2]


def test_without_rows_a_sentence_is_shown(column: LazyColumn) -> None:
    column.show_rows(rows_of(numbered(3)), "nothing")
    column.show_rows([], "nothing")
    (sentence,) = column.rows
    assert isinstance(sentence, QLabel)
    assert sentence.text() == "nothing"


def test_a_part_of_what_is_scrolled_makes_only_what_is_seen_too(
    qtbot: QtBot, area: QScrollArea
) -> None:
    content, part = QWidget(), QWidget()
    layout = QVBoxLayout(content)
    layout.addWidget(QLabel("above"))
    layout.addWidget(part)
    area.setWidget(content)
    column = LazyColumn(part)
    with qtbot.waitExposed(area):
        area.show()
    column.show_rows(rows_of(numbered(MANY)), "nothing")
    assert FIRST <= len(column.rows) < MANY // 2
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert len(column.rows) == MANY
