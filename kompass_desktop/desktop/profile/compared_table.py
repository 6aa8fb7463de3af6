"""The table of a comparison: the sum, each area and each question, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from kompass_desktop.assessment.comparing.compared import Cell, Compared, ComparedRow, Why
from kompass_desktop.assessment.comparing.comparison_text import change_text, why_text
from kompass_desktop.assessment.numbers import decimal, whole
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.charts.status_look import value_color, value_font
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.i18n import tr

PIXELS = 12
HEADING_LETTERS = 14


class ComparedTable(QAbstractTableModel):
    """A row for each part; the assessment's own points, then those of each of the others.

    Beside the others' points is how much the assessment has more (+) or fewer (−).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: Compared | None = None
        self._others: tuple[Compared, ...] = ()
        self._rows: tuple[ComparedRow, ...] = ()

    @property
    def rows(self) -> tuple[ComparedRow, ...]:
        """The rows that are shown, from the top."""
        return self._rows

    def show_rows(
        self, own: Compared, others: Sequence[Compared], rows: Sequence[ComparedRow]
    ) -> None:
        """Show the rows of an assessment beside the others."""
        self.beginResetModel()
        self._own, self._others, self._rows = own, tuple(others), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._own is None else 2 + len(self._others)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or self._own is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        shown = self._shown(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("Part") if shown is None else _heading(shown)
        if role == Qt.ItemDataRole.ToolTipRole and shown is not None:
            return plain_tip("\n".join(filter(None, (shown.label, shown.source))))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column else LEFT
        if column == 0:
            return self._name(row, role)
        if column == 1:
            return _own_value(row, role)
        return self._value(row, column - 2, role)

    def _shown(self, section: int) -> Compared | None:
        return None if section == 0 else ((self._own, *self._others)[section - 1])

    def _name(self, row: ComparedRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"    {row.name}" if row.is_question else row.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.name)
            case Qt.ItemDataRole.FontRole:
                return _font(row)
        return None

    def _value(self, row: ComparedRow, index: int, role: int) -> object:
        cell, other = row.cells[index], self._others[index]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell_text(row, cell, other)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return plain_tip(self._explanation(row, cell, other))
            case Qt.ItemDataRole.ForegroundRole:
                return self._color(row, cell, other)
            case Qt.ItemDataRole.FontRole:
                return _font(row)
        return None

    def _color(self, row: ComparedRow, cell: Cell, other: Compared) -> object:
        # A difference from another municipality is neither better nor worse.
        is_same = self._own is not None and other.municipality == self._own.municipality
        if not cell.change or not is_same or (row.code == TOTAL and not cell.matters):
            return theme.color("text_soft" if cell.score is None else "text")
        return theme.color("strength" if cell.change > 0 else "weakness")

    def _explanation(self, row: ComparedRow, cell: Cell, other: Compared) -> str:
        said = [f"{row.name}: {other.label} {_cell_text(row, cell, other)}"]
        if cell.why is not None and not (row.code == TOTAL and cell.score is not None):
            said.append(why_text(cell.why))
        if row.code == TOTAL and cell.change is not None and not cell.matters:
            said.append(tr("within ±5%: too small to mean anything"))
        return "; ".join(said)


def _cell_text(row: ComparedRow, cell: Cell, other: Compared) -> str:
    if cell.score is None:
        return tr("not there") if cell.why is Why.NOT_THERE else MISSING
    value = other.total_text if row.code == TOTAL else _points(row, cell.score)
    return value if cell.change is None else f"{value}  ({change_text(cell.change)})"


def _points(row: ComparedRow, score: Score) -> str:
    if score.status is ScoreStatus.MISSING:
        return MISSING
    return decimal(score.points) if row.is_question else str(whole(score.points))


def _own_value(row: ComparedRow, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return _points(row, row.score)
        case Qt.ItemDataRole.FontRole:
            return value_font(row.score.status, PIXELS)
        case Qt.ItemDataRole.ForegroundRole:
            return value_color(row.score.status)
        case Qt.ItemDataRole.ToolTipRole:
            return status_text(row.score.status) or None
        case Qt.ItemDataRole.AccessibleTextRole:
            text = _points(row, row.score)
            return ", ".join(filter(None, (text, status_text(row.score.status))))
    return None


def _font(row: ComparedRow) -> QFont:
    return theme.font(PIXELS, QFont.Weight.Normal if row.is_question else QFont.Weight.DemiBold)


def _heading(shown: Compared) -> str:
    """Return the name above the year, in short lines, so that six columns fit."""
    name, year = shown.label, "" if shown.year is None else f" {shown.year}"
    if year and year in name:
        name = name.replace(year, f"\n{year.strip()}", 1)
    lines = name.replace(" - ", " -\n").split("\n")
    return "\n".join(line for each in lines for line in wrap(each, HEADING_LETTERS))
