"""Assessments compared area by area, and how much the last one differs from the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.comparison import movements, total_difference
from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import UNCERTAINTY, ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, area_value, status_text
from kompass_desktop.desktop.charts.status_look import value_color, value_font
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.i18n import ptr, tr

VALUE_PIXELS = 12
NAME_LETTERS = 7


@dataclass(frozen=True)
class _Cell:
    text: str
    status: ScoreStatus


@dataclass(frozen=True)
class _Line:
    """A row: an area, or the whole; `change` is in printed points, None where unknown."""

    name: str
    cells: tuple[_Cell, ...]
    change: int | None
    matters: bool = True


class MovementTable(QAbstractTableModel):
    """A row for each area and one for the whole; a column for each assessment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compared: tuple[Compared, ...] = ()
        self._lines: tuple[_Line, ...] = ()

    def set_compared(self, compared: Sequence[Compared]) -> None:
        """Show these assessments, the earliest first."""
        self.beginResetModel()
        self._compared = tuple(compared)
        self._lines = (*self._area_lines(), self._total_line()) if compared else ()
        self.endResetModel()

    @property
    def is_one_municipality(self) -> bool:
        """Whether all that is compared is of one municipality, so that it can have changed."""
        return len({compared.municipality for compared in self._compared}) == 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or not self._compared:
            return 0
        return 1 + len(self._compared) + (len(self._compared) > 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(self._compared):
            return plain_tip(self._compared[section - 1].profile.label)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Area")
        if section > len(self._compared):
            return ptr("column", "Change") if self.is_one_municipality else tr("Difference")
        return self._heading(self._compared[section - 1])

    def _heading(self, shown: Compared) -> str:
        """Return the year, which the legend explains, and the name where that is not enough."""
        if len({compared.year for compared in self._compared}) == len(self._compared):
            return str(shown.year)
        name = shown.municipality
        return f"{name if len(name) <= NAME_LETTERS else f'{name[:NAME_LETTERS]}…'}\n{shown.year}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column else LEFT
        if column == 0:
            return self._name(line, role)
        if column <= len(self._compared):
            return self._value(line.cells[column - 1], role)
        return self._change(line, role)

    def _name(self, line: _Line, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.name
        return None

    def _value(self, cell: _Cell, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.FontRole:
                return value_font(cell.status, VALUE_PIXELS)
            case Qt.ItemDataRole.ForegroundRole:
                return value_color(cell.status)
            case Qt.ItemDataRole.ToolTipRole:
                return status_text(cell.status) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (cell.text, status_text(cell.status))))
        return None

    def _change(self, line: _Line, role: int) -> object:
        if line.change is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return signed(line.change)
        if role == Qt.ItemDataRole.ToolTipRole and not line.matters:
            return tr("Within ±5%: too small to mean anything")
        if role == Qt.ItemDataRole.ForegroundRole:
            # A difference from another municipality is neither better nor worse.
            if not line.change or not line.matters or not self.is_one_municipality:
                return theme.color("text_soft")
            return theme.color("strength" if line.change > 0 else "weakness")
        return None

    def _area_lines(self) -> tuple[_Line, ...]:
        first, last = self._compared[0].profile, self._compared[-1].profile
        changes = {moved.code: moved.difference for moved in movements(first, last)}
        return tuple(
            _Line(
                f"{area.code} {area.short}",
                tuple(_area_cell(each.profile, area.code) for each in self._compared),
                changes.get(area.code),
            )
            for area in last.areas
        )

    def _total_line(self) -> _Line:
        first, last = self._compared[0].profile, self._compared[-1].profile
        change = total_difference(first, last)
        return _Line(
            tr("Sum"),
            tuple(_total_cell(each.profile) for each in self._compared),
            change,
            matters=abs(change or 0) > Fraction(first.total) * UNCERTAINTY,
        )


def _area_cell(profile: Profile, code: str) -> _Cell:
    entry = next((entry for entry in profile.areas if entry.code == code), None)
    if entry is None:
        return _Cell(MISSING, ScoreStatus.MISSING)
    return _Cell(area_value(entry.score), entry.score.status)


def _total_cell(profile: Profile) -> _Cell:
    missing = profile.status is ScoreStatus.MISSING
    return _Cell(MISSING if missing else str(profile.total), profile.status)
