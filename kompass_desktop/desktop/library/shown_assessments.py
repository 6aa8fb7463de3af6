"""The assessments that the library shows: filtered by the search, sorted by a header."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel

from kompass_desktop.assessment.folding import alphabetical, matches
from kompass_desktop.assessment.model import Status
from kompass_desktop.desktop.library.assessment_list import (
    ROW_ROLE,
    AssessmentColumn,
    AssessmentList,
    AssessmentRow,
)
from kompass_desktop.desktop.widgets.indexes import Index


class ShownAssessments(QSortFilterProxyModel):
    """The assessments that match the words searched for, in the order chosen by a header."""

    def __init__(self, source: AssessmentList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._list = source
        self.setSourceModel(source)

    def set_words(self, words: str) -> None:
        """Show assessments whose municipality, year or report has every word, or that are found."""
        self._words = words
        self.invalidate()

    def row_at(self, index: Index) -> AssessmentRow | None:
        """Return the row at an index of this model, or None for no index."""
        row = index.data(ROW_ROLE) if index.isValid() else None
        return row if isinstance(row, AssessmentRow) else None

    def index_of(self, assessment: str) -> QModelIndex:
        """Return the index of an assessment, given its id; invalid if it is not shown."""
        index = self._list.row_of(assessment)
        if index is None:
            return QModelIndex()
        return self.mapFromSource(self._list.index(index, 0))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._list.rows[source_row]
        p = row.particulars
        return row.is_found or matches(
            self._words, p.municipality, p.municipality_number, str(p.year), p.report
        )

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        rows = self._list.rows
        column = AssessmentColumn(source_left.column())
        left, right = (_order(rows[i.row()], column) for i in (source_left, source_right))
        return left < right


def _order(row: AssessmentRow, column: AssessmentColumn) -> tuple[tuple[str, str], int, float]:
    """Return what a row is sorted by, as names and numbers of one shape for all columns."""
    name = alphabetical(row.particulars.municipality)
    year = row.particulars.year
    match column:
        case AssessmentColumn.MUNICIPALITY:
            return name, year, 0.0
        case AssessmentColumn.STATUS:
            return ("", ""), tuple(Status).index(row.status), 0.0
        case AssessmentColumn.POINTS | AssessmentColumn.PROFILE:
            return ("", ""), row.summary.profile.total if row.summary else -1, 0.0
        case AssessmentColumn.PROGRESS:
            return ("", ""), 0, row.progress
        case AssessmentColumn.COMPARE:
            return ("", ""), int(row.is_ticked), 0.0
        case AssessmentColumn.YEAR:
            return ("", ""), year, 0.0
