"""The informant groups with the number of questions to each, and whether the time is enough."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from kompass_desktop.assessment.interview_plan import PlannedGroup
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.i18n import tr


class GroupColumn(IntEnum):
    """The table's columns, in order."""

    GROUP = 0
    MEASURE_POINTS = 1
    MINUTES = 2
    PLANNED = 3
    HELD = 4
    FIT = 5


NUMBERS = tuple(GroupColumn)[1:5]


class GroupTable(QAbstractTableModel):
    """A row for each informant group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlannedGroup, ...] = ()

    def show_rows(self, rows: Sequence[PlannedGroup]) -> None:
        """Show the groups."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(GroupColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = GroupColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in NUMBERS else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], GroupColumn(index.column())
        match role:
            case Qt.ItemDataRole.ToolTipRole if (
                column is GroupColumn.MEASURE_POINTS and row.group.sets
            ):
                return self._sets(row)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column in NUMBERS else LEFT
            case Qt.ItemDataRole.ForegroundRole if column is GroupColumn.FIT:
                return theme.color(_fit_tint(row))
        return None

    def _heading(self, column: GroupColumn) -> str:
        return {
            GroupColumn.GROUP: tr("Group"),
            GroupColumn.MEASURE_POINTS: tr("Measure points"),
            GroupColumn.MINUTES: tr("Estimated time"),
            GroupColumn.PLANNED: tr("Interviews"),
            GroupColumn.HELD: tr("Held"),
            GroupColumn.FIT: tr("Does the plan fit?"),
        }[column]

    def _text(self, row: PlannedGroup, column: GroupColumn) -> str:
        match column:
            case GroupColumn.GROUP:
                return row.group.name
            case GroupColumn.MEASURE_POINTS:
                return " / ".join(map(str, row.measure_points))
            case GroupColumn.MINUTES:
                return tr("{0} min").format(row.minutes)
            case GroupColumn.PLANNED:
                return str(row.planned)
            case GroupColumn.HELD:
                return str(row.held)
            case GroupColumn.FIT:
                return self._fit(row)

    def _sets(self, row: PlannedGroup) -> str:
        counts = zip(row.group.sets, row.measure_points, strict=True)
        told = ", ".join(tr("set {0}: {1}").format(*each) for each in counts)
        return tr("The interviews get a set of questions each, in turn: {0}").format(told)

    def _fit(self, row: PlannedGroup) -> str:
        if not row.planned:
            return tr("no interviews planned")
        if row.missing_minutes:
            return tr("agreed time is {0} min too short").format(row.missing_minutes)
        return tr("✓ all are held") if row.shortest is None else tr("✓ there is time enough")


def _fit_tint(row: PlannedGroup) -> str:
    if not row.planned:
        return "challenge"
    return "weakness" if row.missing_minutes else "strength"
