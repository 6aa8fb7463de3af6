"""The informant groups, what each is asked, and whether the plan gives it the time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.models.painted_delegate import Index
from kompass_desktop.desktop.models.record_table import LEFT, RIGHT
from kompass_desktop.instrument.model import InformantGroup, Instrument


class GroupColumn(IntEnum):
    """The table's columns, in order."""

    GROUP = 0
    MEASURE_POINTS = 1
    MINUTES = 2
    PLANNED = 3
    HELD = 4
    FIT = 5


NUMBERS = tuple(GroupColumn)[1:5]


@dataclass(frozen=True)
class GroupRow:
    """An informant group in the plan.

    `minutes` is what its measure points take in an interview; `shortest` the least that
    was agreed with any of its informants still to be interviewed, None where there is none.
    """

    group: InformantGroup
    measure_points: int
    minutes: int
    planned: int
    held: int
    shortest: int | None

    @property
    def missing_minutes(self) -> int:
        """How much the tightest interview lacks, in minutes; 0 where all have the time."""
        return 0 if self.shortest is None else max(0, self.minutes - self.shortest)


def is_held(interview: Interview) -> bool:
    """Whether an interview has been begun, here or, by what is recorded, elsewhere."""
    return bool(interview.started_at) or interview.finished


def group_rows(instrument: Instrument, interviews: Iterable[Interview]) -> tuple[GroupRow, ...]:
    """Return a row for each informant group of the instrument."""
    kept = tuple(interviews)
    return tuple(
        _row(instrument, group, [each for each in kept if each.group == group.key])
        for group in instrument.groups
    )


def covered_count(instrument: Instrument, interviews: Iterable[Interview]) -> int:
    """Return how many measure points at least one of the interviews asks about."""
    groups = {interview.group for interview in interviews}
    return sum(bool(point.groups & groups) for point in instrument.measure_points)


def _row(instrument: Instrument, group: InformantGroup, own: Sequence[Interview]) -> GroupRow:
    return GroupRow(
        group=group,
        measure_points=len(instrument.measure_points_of(group.key)),
        minutes=math.ceil(instrument.minutes_of(group.key)),
        planned=len(own),
        held=sum(map(is_held, own)),
        shortest=min((i.agreed_minutes for i in own if not is_held(i)), default=None),
    )


class GroupTable(QAbstractTableModel):
    """A row for each informant group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GroupRow, ...] = ()

    def show_rows(self, rows: Sequence[GroupRow]) -> None:
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
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column in NUMBERS else LEFT
            case Qt.ItemDataRole.ForegroundRole if column is GroupColumn.FIT:
                return theme.color(_fit_tint(row))
        return None

    def _heading(self, column: GroupColumn) -> str:
        return {
            GroupColumn.GROUP: self.tr("Gruppe"),
            GroupColumn.MEASURE_POINTS: self.tr("Målepunkter"),
            GroupColumn.MINUTES: self.tr("Beregnet tid"),
            GroupColumn.PLANNED: self.tr("Intervjuer"),
            GroupColumn.HELD: self.tr("Holdt"),
            GroupColumn.FIT: self.tr("Passer planen?"),
        }[column]

    def _text(self, row: GroupRow, column: GroupColumn) -> str:
        match column:
            case GroupColumn.GROUP:
                return row.group.name
            case GroupColumn.MEASURE_POINTS:
                return str(row.measure_points)
            case GroupColumn.MINUTES:
                return self.tr("{0} min").format(row.minutes)
            case GroupColumn.PLANNED:
                return str(row.planned)
            case GroupColumn.HELD:
                return str(row.held)
            case GroupColumn.FIT:
                return self._fit(row)

    def _fit(self, row: GroupRow) -> str:
        if not row.planned:
            return self.tr("ingen intervjuer planlagt")
        if row.missing_minutes:
            return self.tr("avtalt tid er {0} min for kort").format(row.missing_minutes)
        return self.tr("✓ alle er holdt") if row.shortest is None else self.tr("✓ tiden rekker")


def _fit_tint(row: GroupRow) -> str:
    if not row.planned:
        return "challenge"
    return "weakness" if row.missing_minutes else "strength"
