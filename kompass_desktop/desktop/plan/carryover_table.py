"""All that was carried over from last time as rows, with what came of it."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.following_up.outcome_text import detail_text, kind_text
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, Index
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import outcome_of

_TINTS = {
    Outcome.CARRIED_OUT: "strength",
    Outcome.PARTLY: "challenge",
    Outcome.NOT_CARRIED_OUT: "weakness",
    None: "text_faint",
}


class CarryoverColumn(IntEnum):
    """The columns of the table."""

    KIND = 0
    CODES = 1
    TEXT = 2
    DETAIL = 3
    OUTCOME = 4
    COMMENT = 5


class CarryoverTable(QAbstractTableModel):
    """The carryovers of an assessment, in order."""

    def __init__(self, assessment: Assessment, parent: QObject) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._carryovers: tuple[Carryover, ...] = ()

    @property
    def carryovers(self) -> tuple[Carryover, ...]:
        """The carryovers, from the top."""
        return self._carryovers

    def refresh(self) -> None:
        """Show the carryovers as they are now."""
        before, now = self._carryovers, tuple(self._assessment.carryovers_in_order())
        if [each.id for each in before] != [each.id for each in now]:
            self.beginResetModel()
            self._carryovers = now
            self.endResetModel()
            return
        self._carryovers = now
        for row, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                last = self.index(row, self.columnCount() - 1)
                self.dataChanged.emit(self.index(row, 0), last)

    def at(self, index: Index) -> Carryover | None:
        """Return the carryover of a row, or None."""
        return self._carryovers[index.row()] if index.isValid() else None

    def row_of(self, carryover: str) -> int | None:
        """Return the row of a carryover, given its id, or None."""
        rows = (row for row, each in enumerate(self._carryovers) if each.id == carryover)
        return next(rows, None)

    # What Qt calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._carryovers)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(CarryoverColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        carryover = self.at(index)
        if carryover is None:
            return None
        column = CarryoverColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _shown(carryover, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_shown(carryover, column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT
            case Qt.ItemDataRole.ForegroundRole if column is CarryoverColumn.OUTCOME:
                return theme.color(_TINTS[carryover.outcome])
            case Qt.ItemDataRole.ForegroundRole if column is not CarryoverColumn.TEXT:
                return theme.color("text_soft")
        return None


def _headings() -> tuple[str, ...]:
    return (
        tr("Kind"),
        tr("At"),
        tr("What"),
        tr("Who and when"),
        tr("What came of it"),
        tr("Comment"),
    )


def _shown(carryover: Carryover, column: CarryoverColumn) -> str:
    match column:
        case CarryoverColumn.KIND:
            return f"{carryover.year} {kind_text(carryover)}"
        case CarryoverColumn.CODES:
            return carryover.codes
        case CarryoverColumn.TEXT:
            return carryover.text
        case CarryoverColumn.DETAIL:
            return detail_text(carryover)
        case CarryoverColumn.OUTCOME:
            return outcome_of(carryover, carryover.outcome)
        case CarryoverColumn.COMMENT:
            return carryover.comment
