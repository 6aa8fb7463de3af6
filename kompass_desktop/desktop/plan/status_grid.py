"""The improvements as rows and the years of the status rounds as columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.planning.status_rounds import check_of, counts_in
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, Index
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import STATUS_TINTS

FIXED = 1
"""The number of columns before the years: the improvement."""
HAS_COMMENT = " *"
"""After a status with a comment."""


class StatusGrid(QAbstractTableModel):
    """The statuses of a plan; the last row counts them, and has no improvement."""

    def __init__(self, assessment: Assessment, parent: QObject) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._improvements: tuple[Improvement, ...] = ()
        self._years: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years, from the left."""
        return self._years

    def show_years(self, years: Sequence[int]) -> None:
        """Show the improvements as they are now, with these years."""
        improvements = tuple(self._assessment.improvements_in_order())
        same_rows = [i.id for i in improvements] == [i.id for i in self._improvements]
        if same_rows and tuple(years) == self._years:
            self._improvements = improvements
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._improvements, self._years = improvements, tuple(years)
        self.endResetModel()

    def improvement_at(self, index: Index) -> Improvement | None:
        """Return the improvement of a cell's row, or None."""
        is_own = index.isValid() and index.row() < len(self._improvements)
        return self._improvements[index.row()] if is_own else None

    def year_at(self, index: Index) -> int | None:
        """Return the year of a cell's column, or None."""
        is_year = index.isValid() and index.column() >= FIXED
        return self._years[index.column() - FIXED] if is_year else None

    def check_at(self, index: Index) -> StatusCheck | None:
        """Return the status of a cell, or None."""
        improvement, year = self.improvement_at(index), self.year_at(index)
        if improvement is None or year is None:
            return None
        return check_of(self._assessment, improvement.id, year)

    def row_of(self, improvement: str) -> int | None:
        """Return the row of an improvement, given its id, or None."""
        rows = (row for row, each in enumerate(self._improvements) if each.id == improvement)
        return next(rows, None)

    def column_of(self, year: int) -> int | None:
        """Return the column of a year, or None."""
        return FIXED + self._years.index(year) if year in self._years else None

    # What Qt calls

    def rowCount(self, parent: Index | None = None) -> int:
        is_inner = parent is not None and parent.isValid()
        return 0 if is_inner or not self._improvements else len(self._improvements) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIXED + len(self._years)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("Improvement") if section < FIXED else str(self._years[section - FIXED])
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        improvement = self.improvement_at(index)
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT
            case Qt.ItemDataRole.DisplayRole:
                return self._sum(index) if improvement is None else self._text(index, improvement)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index, improvement)
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color(self._tint(index, improvement))
            case Qt.ItemDataRole.AccessibleTextRole if improvement is not None:
                year, text = self.year_at(index), self._text(index, improvement)
                return improvement.title if year is None else f"{year}: {text}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.improvement_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _text(self, index: Index, improvement: Improvement) -> str:
        if self.year_at(index) is None:
            return improvement.title
        check = self.check_at(index)
        if check is None:
            return ""
        return status_name(check.status).capitalize() + (HAS_COMMENT if check.comment else "")

    def _sum(self, index: Index) -> str:
        """Return how many of those with a status are carried out, in the last row."""
        year = self.year_at(index)
        if year is None:
            return tr("Carried out")
        counts = counts_in(self._assessment, year)
        done, known = counts.get(ImprovementStatus.DONE, 0), sum(counts.values())
        return tr("{0} of {1}").format(done, known) if known else ""

    def _tip(self, index: Index, improvement: Improvement | None) -> str | None:
        year, check = self.year_at(index), self.check_at(index)
        if improvement is None:
            return None if year is None else plain_tip(self._counts_text(year)) or None
        if year is None:
            lines = (improvement.title, improvement.responsible)
            return plain_tip("\n".join(filter(None, lines)))
        return plain_tip(check.comment) if check is not None and check.comment else None

    def _counts_text(self, year: int) -> str:
        counts = counts_in(self._assessment, year)
        return "\n".join(f"{status_name(status)}: {number}" for status, number in counts.items())

    def _tint(self, index: Index, improvement: Improvement | None) -> str:
        check = self.check_at(index)
        if improvement is None:
            return "text_soft"
        return "text" if check is None else STATUS_TINTS[check.status]
