"""The library's table: its columns, and its rows by the assessments' ids."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from kompass_desktop.desktop.library.assessment_delegate import ROW_HEIGHT, AssessmentDelegate
from kompass_desktop.desktop.library.assessment_list import (
    AssessmentColumn,
    AssessmentList,
    AssessmentRow,
)
from kompass_desktop.desktop.library.shown_assessments import ShownAssessments
from kompass_desktop.desktop.widgets.column_widths import fix_columns

COLUMN_WIDTHS: dict[int, int] = {
    AssessmentColumn.YEAR: 54,
    AssessmentColumn.STATUS: 122,
    AssessmentColumn.POINTS: 84,
    AssessmentColumn.PROFILE: 116,
    AssessmentColumn.PROGRESS: 112,
    AssessmentColumn.COMPARE: 96,
}
"""Pixels; the municipality gets the remaining width."""


class AssessmentTable(QTableView):
    """Shows `assessments` as `shown` filters and sorts them.

    Its context menu has the actions that are added to it.
    """

    opened = Signal()
    """The current row was double-clicked."""
    compare_clicked = Signal()
    """The current row's check box was clicked."""
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.assessments = AssessmentList(self)
        self.shown = ShownAssessments(self.assessments, self)
        self._chosen = ""
        self.setModel(self.shown)
        self.setItemDelegate(AssessmentDelegate(self.assessments))
        self._set_ways()
        self._set_columns()
        self.doubleClicked.connect(self._double_click)
        self.clicked.connect(self._click)
        self.customContextMenuRequested.connect(self._show_menu)
        self.selectionModel().currentRowChanged.connect(self.current_changed)

    @property
    def current_row(self) -> AssessmentRow | None:
        """The current row, which keys are for; None in an empty table."""
        return self.shown.row_at(self.currentIndex())

    @property
    def selected_rows(self) -> list[AssessmentRow]:
        """The selected rows, from the top."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [row for index in indexes if (row := self.shown.row_at(index)) is not None]

    @property
    def chosen_row(self) -> AssessmentRow | None:
        """The one row that is selected because the user chose it, or None.

        The row that is selected from the beginning counts if it is the only one.
        """
        row = self.current_row
        if row is None or len(self.selected_rows) > 1:
            return None
        is_only = len(self.assessments.rows) == 1
        return row if is_only or row.id == self._chosen else None

    def choose(self, assessment: str) -> None:
        """Select an assessment's row, given its id, as the user's choice."""
        self._chosen = assessment
        self.select(assessment)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._note_choice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._note_choice()

    def _note_choice(self) -> None:
        row = self.current_row
        self._chosen = row.id if row else ""

    def select(self, assessment: str) -> None:
        """Make an assessment's row the current one, given its id; else the first row."""
        index = self.shown.index_of(assessment)
        if not index.isValid():
            index = self.shown.index(0, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _set_ways(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)

    def _set_columns(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        fix_columns(self, COLUMN_WIDTHS)
        # Until the user sorts by a column, the rows have the library's own order.
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() != AssessmentColumn.COMPARE:
            self.opened.emit()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == AssessmentColumn.COMPARE:
            self.compare_clicked.emit()

    def _show_menu(self, position: QPoint) -> None:
        if self.indexAt(position).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(self.viewport().mapToGlobal(position))
