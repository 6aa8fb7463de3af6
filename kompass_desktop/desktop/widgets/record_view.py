"""A table of records that is edited in place and keeps its place when rows come and go."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.desktop.models.record_table import RecordTable
from kompass_desktop.desktop.models.saving_delegate import SavingDelegate

ROW_HEIGHT = 28
TYPING = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class RecordView(QTableView):
    """Shows a `RecordTable`; its context menu has the actions that are added to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = (0, 0)
        self._current_id = ""
        self.setEditTriggers(TYPING)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_table(
        self,
        table: RecordTable[Member] | RecordTable[Interview],
        delegate: SavingDelegate,
        widths: Mapping[int, int],
    ) -> None:
        """Show a table; `widths` are in px, and columns without one share what is left."""
        self._records = table
        self._delegate = delegate
        self.setModel(table)
        self.setItemDelegate(delegate)
        header = self.horizontalHeader()
        for column in range(table.columnCount()):
            fixed = column in widths
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Fixed if fixed else mode.Stretch)
            if fixed:
                header.resizeSection(column, widths[column])
        table.modelAboutToBeReset.connect(delegate.forget)
        table.modelAboutToBeReset.connect(self._remember_place)
        table.modelReset.connect(self._return_to_place)

    @property
    def selected_ids(self) -> list[str]:
        """The ids of the selected records, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._records.records[row].id for row in rows]

    @property
    def current_id(self) -> str:
        """The id of the record that the keyboard is at, or ""."""
        row = self.currentIndex().row()
        return self._records.records[row].id if row >= 0 else ""

    def select(self, record: str, column: int = 0) -> None:
        """Make a record's row the current one, given its id."""
        row = self._records.row_of(record)
        if row is not None:
            self._go_to(row, column)

    def write_in(self, record: str, column: int) -> None:
        """Open a cell for typing, given the record's id."""
        self.select(record, column)
        self.setFocus()
        self.edit(self.currentIndex())

    def flush(self) -> None:
        """Hand over what is typed in a cell that is still open."""
        self._delegate.flush()

    def _go_to(self, row: int, column: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        how = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(self._records.index(row, column), how)

    def _remember_place(self) -> None:
        index = self.currentIndex()
        self._current = (max(0, index.row()), max(0, index.column()))
        self._current_id = self.current_id

    def _return_to_place(self) -> None:
        """Go to the record that was current, else to the one now in its place."""
        rows = self._records.rowCount()
        row = self._records.row_of(self._current_id)
        if rows:
            self._go_to(min(self._current[0], rows - 1) if row is None else row, self._current[1])

    def _show_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(self.viewport().mapToGlobal(place))
