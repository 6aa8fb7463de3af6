"""The view of the table of questions to groups, with its keys and mouse actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.preparation.asking_matrix import TEXT, AskingMatrix, Role
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain

ROW_HEIGHT = 25
ASKER_WIDTH = 84
"""The least width in px; the column of questions gets the remaining width."""


class _CellDelegate(PaintedDelegate):
    """Paints a background behind chosen cells."""

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint_ground(painter, option, index)
        view = option.widget
        inside = option.rect.adjusted(1, 1, -1, -2)
        if index.data(Role.IS_CHOSEN):
            painter.fillRect(inside.adjusted(1, 1, -1, -1), theme.color("accent_soft"))
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            painter.save()
            painter.setPen(theme.color("accent"))
            painter.drawRect(inside.adjusted(0, 0, -1, -1))
            if view.hasFocus():
                painter.drawRect(inside.adjusted(1, 1, -2, -2))
            painter.restore()


class AskingMatrixView(QTableView):
    """Space asks what is not asked and the other way, Delete takes a choice back.

    In the column of the questions Space, Enter, + and - fold and unfold.
    """

    switched = Signal(int, int)
    """The row and column of a cell to toggle."""
    taken_back = Signal(int, int)
    """The row and column of a cell that is to be as if nothing had been chosen."""

    current_changed = Signal()
    """Another cell is the current one, or it shows something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        make_plain(self, ROW_HEIGHT)

    def show_matrix(self, matrix: AskingMatrix) -> None:
        """Show a matrix."""
        self._matrix = matrix
        self.setModel(matrix)
        self.setItemDelegate(_CellDelegate(self))
        self._fit()
        matrix.modelReset.connect(self._fit)
        self.setCurrentIndex(matrix.index(0, TEXT + 1))

    def go_to(self, code: str) -> None:
        """Show a measure point, given its code, and put the current cell at it."""
        column = max(self.currentIndex().column(), TEXT + 1)
        index = self._matrix.index(self._matrix.unfold_to(code), column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = event.key()
        if not index.isValid() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) or (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._fold(index)
        elif key == Qt.Key.Key_Space:
            self._use(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.column() != TEXT:
            self.taken_back.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._use(index)

    def _use(self, index: Index) -> None:
        if index.column() == TEXT:
            self._fold(index)
        elif self._matrix.asker(index.column()) is not None:
            self.switched.emit(index.row(), index.column())

    def _fold(self, index: Index) -> None:
        row, column = index.row(), index.column()
        self._matrix.fold(row)
        self.setCurrentIndex(self._matrix.index(row, column))

    def _fit(self) -> None:
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(self._matrix.columnCount()):
            header.setSectionResizeMode(column, modes.Stretch if column == TEXT else modes.Fixed)
            if column != TEXT:
                needed = max(header.sectionSizeHint(column), self.sizeHintForColumn(column))
                header.resizeSection(column, max(ASKER_WIDTH, needed))
