"""Records as rows of a table that is edited in place; changes are emitted, not kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Document, Interview, Member, Recommendation
from kompass_desktop.desktop.widgets.indexes import LEFT, Index
from kompass_desktop.i18n import tr

RecordT = TypeVar("RecordT", Member, Interview, Document, Recommendation, Improvement)


class RecordTable(QAbstractTableModel, Generic[RecordT]):
    """Shows records in their order; an edit comes back through `show_records`."""

    main_column = 0
    """The column in which one begins to write in a new row."""

    edited = Signal(object, str)
    """The changed record, and the run of typing that it belongs to."""
    refused = Signal(str)
    """A sentence with the reason why a typed text is refused; "" when it has been removed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[RecordT, ...] = ()
        self._edit_session = new_id()

    @property
    def records(self) -> tuple[RecordT, ...]:
        """The records, from the top."""
        return self._records

    def show_records(self, records: Sequence[RecordT]) -> None:
        """Show these records; a cell that is being edited stays so while rows stay."""
        before, self_records = self._records, tuple(records)
        if [r.id for r in before] != [r.id for r in self_records]:
            self.beginResetModel()
            self._records = self_records
            self.endResetModel()
            return
        self._records = self_records
        last = self.columnCount() - 1
        for row, (old, new) in enumerate(zip(before, self_records, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def begin_typing(self) -> None:
        """Begin a run of typing, which is one change in the history."""
        self._edit_session = new_id()

    def row_of(self, record: str) -> int | None:
        """Return the row of a record, given its id, or None."""
        return next((row for row, each in enumerate(self._records) if each.id == record), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings()[section]
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_edit(index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        refusal = self.take(index.row(), index.column(), value)
        if refusal:
            self.refused.emit(refusal)
        return not refusal

    def take(self, row: int, column: int, value: object) -> str:
        """Take what was typed in a cell; return why it cannot be taken, or "".

        The view that shows the cell shows it, beside the cell.
        """
        before = self._records[row]
        others = [each for each in self._records if each.id != before.id]
        try:
            after = self.changed(before, column, value, others)
        except ValueError as error:
            return str(error)
        if after != before:
            self.edited.emit(after, self._edit_session)
        return ""

    @abstractmethod
    def headings(self) -> Sequence[str]:
        """Return the columns' headings."""

    @abstractmethod
    def changed(
        self, record: RecordT, column: int, value: object, others: Sequence[RecordT]
    ) -> RecordT:
        """Return a record, one beside `others`, with what was typed in one of its columns.

        Raises ValueError, with a sentence for the user, for what cannot be taken.
        """

    def can_edit(self, column: int) -> bool:
        """Whether a column can be typed in."""
        return True

    def is_on_the_way(self, column: int) -> bool:
        """Whether Tab stops at a column; it skips those that are rarely changed."""
        return self.can_edit(column)

    def why_fixed(self, column: int) -> str:
        """Return why a column cannot be typed in, as one sentence."""
        return tr("This cannot be typed.")

    def hopeless(self, column: int, text: str) -> str:
        """Return why no text that begins with this one is valid; "" if one may be."""
        return ""

    def is_free_text(self, column: int) -> bool:
        """Whether half-typed text in a column is stored while typing continues."""
        return True
