"""A table of records edited in place, whose current cell remains when rows are added or removed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QTableView,
    QWidget,
)

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.records import Document, Interview, Member, Recommendation
from kompass_desktop.desktop.clipboard import copied_cells
from kompass_desktop.desktop.widgets.column_widths import fix_columns
from kompass_desktop.desktop.widgets.pasted_cells import cells_of
from kompass_desktop.desktop.widgets.pasting import show_why_not
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.desktop.widgets.refusal import Refusal
from kompass_desktop.desktop.widgets.saving_delegate import (
    OTHER_MODIFIERS,
    STEPS,
    OpenCell,
    SavingDelegate,
    Step,
    step_of,
)

ROW_HEIGHT = 28
TYPING = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class RecordView(QTableView):
    """Shows a `RecordTable`; its context menu has the actions that are added to it.

    The keys are a spreadsheet's: what is typed goes into the current cell, Enter goes down,
    Tab to the right and on to the next row, and Enter after Tab to where Tab began.
    """

    cells_pasted = Signal(object, int, int)
    """The rows of cells that are pasted, and the row and column at which they begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: tuple[int, int | None] = (0, None)
        self._current_id = ""
        self._open: OpenCell | None = None
        self._tabbed_from: int | None = None
        self._refusal: Refusal | None = None
        self.setEditTriggers(TYPING)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        make_plain(self, ROW_HEIGHT)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_table(
        self,
        table: (
            RecordTable[Member]
            | RecordTable[Interview]
            | RecordTable[Document]
            | RecordTable[Recommendation]
            | RecordTable[Improvement]
        ),
        delegate: SavingDelegate,
        widths: Mapping[int, int],
    ) -> None:
        """Show a table; `widths` are minimum widths in px; other columns share the rest."""
        self._records = table
        self._delegate = delegate
        self.setModel(table)
        self.setItemDelegate(delegate)
        fix_columns(self, widths)
        table.modelAboutToBeReset.connect(self._remember_place)
        table.modelAboutToBeReset.connect(delegate.forget)
        delegate.left.connect(self._step)
        delegate.several_pasted.connect(self.paste)
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

    @property
    def is_refusing(self) -> bool:
        """Whether a cell is open with text that was refused."""
        return self._delegate.refused_editor is not None

    def select(self, record: str, column: int | None = None) -> None:
        """Make a record's row the current one, given its id; without a column, the main one."""
        row = self._records.row_of(record)
        if row is not None:
            self._go_to(row, self._records.main_column if column is None else column)

    def write_in(self, record: str, column: int) -> None:
        """Open a cell for typing, given the record's id."""
        self.select(record, column)
        self.setFocus()
        self.edit(self.currentIndex())

    def flush(self) -> None:
        """Emit the text of a cell that is still being edited."""
        self._delegate.flush()

    def paste(self) -> None:
        """Emit the cells on the clipboard, to be pasted into the table from the current cell."""
        text = copied_cells()
        index = self.currentIndex()
        if not text.strip():
            place = self.visualRect(index).bottomLeft()
            show_why_not(self, QGuiApplication.clipboard().mimeData(), place)
        else:
            self.cells_pasted.emit(cells_of(text), max(0, index.row()), max(0, index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._withdraw()
        step = step_of(event, STEPS)
        if step is not None:
            self._step(step)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif self._is_typing(event) and not self._can_type_here():
            self._refuse_here()
        else:
            if not self._is_typing(event):
                self._tabbed_from = None
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go to the next cell that can be typed in; after the last one, leave the table."""
        return self._step(Step.RIGHT if next else Step.LEFT) or super().focusNextPrevChild(next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tabbed_from = None
        self._withdraw()
        if not self._return_to_refused():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._return_to_refused():
            return
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._can_type_here():
            self._refuse_here()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._return_to_refused()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._withdraw()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self._delegate.refused_editor is not None:
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a cell, unless its text was refused; Esc closes it even then."""
        is_given_up = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        if is_given_up or editor is not self._delegate.refused_editor:
            super().closeEditor(editor, hint)

    def _step(self, step: Step) -> bool:
        """Go to the cell that a key selects; return whether there is one."""
        index = self.currentIndex()
        rows = self._records.rowCount()
        if not index.isValid():
            return False
        if step in (Step.DOWN, Step.UP):
            column = index.column() if self._tabbed_from is None else self._tabbed_from
            self._tabbed_from = None
            row = index.row() + (1 if step is Step.DOWN else -1)
            self._go_to(min(max(0, row), rows - 1), column)
            return True
        every = range(self._records.columnCount())
        columns = [
            c for c in every if self._records.is_on_the_way(c) and not self.isColumnHidden(c)
        ]
        cells = [(row, column) for row in range(rows) for column in columns]
        here = (index.row(), index.column())
        after = [cell for cell in cells if cell > here]
        before = [cell for cell in cells if cell < here]
        if not (after if step is Step.RIGHT else before):
            self._tabbed_from = None
            return False
        if self._tabbed_from is None:
            self._tabbed_from = index.column()
        self._go_to(*(after[0] if step is Step.RIGHT else before[-1]))
        return True

    def _is_typing(self, event: QKeyEvent) -> bool:
        is_word = event.text().isprintable() and bool(event.text())
        return is_word and not event.modifiers() & OTHER_MODIFIERS

    def _can_type_here(self) -> bool:
        index = self.currentIndex()
        return not index.isValid() or self._records.can_edit(index.column())

    def _refuse_here(self) -> None:
        index = self.currentIndex()
        why = self._records.why_fixed(index.column())
        self._withdraw()
        self._refusal = Refusal(why, self.viewport(), self.visualRect(index))
        self._records.refused.emit(why)

    def _withdraw(self) -> None:
        if self._refusal is not None:
            self._refusal.withdraw()
            self._refusal = None
            self._records.refused.emit("")

    def _return_to_refused(self) -> bool:
        """Go back to the cell whose text is refused; return whether there is one."""
        editor = self._delegate.refused_editor
        if editor is None:
            return False
        cell = self._delegate.refused_cell
        self._go_to(cell.row(), cell.column())
        editor.setFocus()
        return True

    def _go_to(self, row: int, column: int) -> None:
        self._withdraw()
        flags = QItemSelectionModel.SelectionFlag
        how = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(self._records.index(row, column), how)

    def _remember_place(self) -> None:
        index = self.currentIndex()
        self._current = (max(0, index.row()), index.column() if index.isValid() else None)
        self._current_id = self.current_id
        self._open = self._delegate.open_cell()

    def _return_to_place(self) -> None:
        """Go to the record that was current, else to the one now in its place.

        A cell with text that was not saved is opened again with it.
        """
        rows = self._records.rowCount()
        row = self._records.row_of(self._current_id)
        before, column = self._current
        if rows:
            kept = self._records.main_column if column is None else column
            self._go_to(min(before, rows - 1) if row is None else row, kept)
        opened, self._open = self._open, None
        if opened is not None and self._records.row_of(opened.record) is not None:
            self.select(opened.record, opened.column)
            self.edit(self.currentIndex())
            self._delegate.put_back(opened.text)

    def _show_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(self.viewport().mapToGlobal(place))
