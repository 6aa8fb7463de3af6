"""The assessments of the library as rows of a table.

A row can be shown from its listing alone; its summary (points, profile, progress) comes
later, when it has been loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
)

from kompass_desktop.assessment.model import Status
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.backups.texts import time_text
from kompass_desktop.desktop.catalogue import Summary
from kompass_desktop.desktop.charts.score_text import MISSING, area_text, status_text
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.assessment_reader import Listing

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the whole `AssessmentRow`, from any column."""


class AssessmentColumn(IntEnum):
    """The table's columns, in order."""

    MUNICIPALITY = 0
    YEAR = 1
    STATUS = 2
    POINTS = 3
    PROFILE = 4
    PROGRESS = 5
    COMPARE = 6


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment in the table; `summary` is None until it has been loaded.

    `is_ticked`: it is compared; `is_found`: a note or finding contains the words searched for.
    `twin` numbers the assessments of the same municipality and year, in the order in which they
    were begun; 0 if there is only one.
    """

    listing: Listing
    summary: Summary | None = None
    is_ticked: bool = False
    is_found: bool = False
    twin: int = 0

    @property
    def particulars(self) -> Particulars:
        """Municipality, year and the like."""
        return self.listing.particulars

    @property
    def id(self) -> str:
        """The assessment's id."""
        return self.particulars.id

    @property
    def title(self) -> str:
        """Municipality and year, with a number if there are several with the same."""
        return f"{self.particulars.municipality} {self.year_text}"

    @property
    def year_text(self) -> str:
        """The year, with a number if several assessments of the municipality have it."""
        year = str(self.particulars.year)
        return f"{year} ({self.twin})" if self.twin else year

    @property
    def status(self) -> Status:
        """Its stage of work, from its listing, so that it shows before the scores do."""
        if self.particulars.finished:
            return Status.FINISHED
        begun = self.listing.has_work or self.listing.held
        return Status.UNDERWAY if begun else Status.PREPARING

    @property
    def score_status(self) -> ScoreStatus | None:
        """The status of its total, or None while it is not loaded."""
        return self.summary.profile.status if self.summary else None

    @property
    def is_published(self) -> bool:
        """Whether it has published points and no work on it; False while it is not loaded."""
        has_recorded = self.score_status is ScoreStatus.RECORDED
        return has_recorded and self.status is Status.PREPARING

    @property
    def progress(self) -> float:
        """How far the work has come, 0-1: half of it is to rate, half of it to settle."""
        if self.particulars.finished:
            return 1.0
        if self.summary is None:
            return 0.0
        return (self.summary.rated + self.summary.settled) / (2 * self.summary.measure_points)


class AssessmentList(QAbstractTableModel):
    """All assessments of the library, in its order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AssessmentRow] = []

    def set_listings(self, listings: Iterable[Listing]) -> None:
        """Show assessments; scores already loaded are kept."""
        known = {row.id: row for row in self._rows}
        self.beginResetModel()
        listed = list(listings)
        twins = _twins(listed)
        self._rows = [
            replace(
                known.get(listing.particulars.id, AssessmentRow(listing)),
                listing=listing,
                twin=twins.get(listing.particulars.id, 0),
            )
            for listing in listed
        ]
        self.endResetModel()

    def set_summary(self, assessment: str, summary: Summary) -> None:
        """Show the points and progress of an assessment, given its id."""
        index = self.row_of(assessment)
        if index is not None:
            self._set(index, replace(self._rows[index], summary=summary))

    def set_found(self, assessments: Collection[str]) -> None:
        """Mark the assessments whose notes or findings contain the words searched for."""
        for index, row in enumerate(self._rows):
            if row.is_found != (row.id in assessments):
                self._set(index, replace(row, is_found=not row.is_found))

    def toggle_tick(self, assessment: str) -> None:
        """Add an assessment to those that are compared, or remove it, given its id."""
        index = self.row_of(assessment)
        if index is not None:
            row = self._rows[index]
            self._set(index, replace(row, is_ticked=not row.is_ticked))

    @property
    def rows(self) -> tuple[AssessmentRow, ...]:
        """All rows, whether the filter shows them or not."""
        return tuple(self._rows)

    @property
    def ticked(self) -> tuple[AssessmentRow, ...]:
        """The rows to be compared."""
        return tuple(row for row in self._rows if row.is_ticked)

    def row_of(self, assessment: str) -> int | None:
        """Return the row number of an assessment, given its id, or None."""
        return next((n for n, row in enumerate(self._rows) if row.id == assessment), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(AssessmentColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(AssessmentColumn(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        column = AssessmentColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heading(column)}: {self._drawn_text(row, column)}"
            case Qt.ItemDataRole.CheckStateRole if column is AssessmentColumn.COMPARE:
                return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked
            case _ if role == ROW_ROLE:
                return row
        return None

    def stage_text(self, row: AssessmentRow) -> str:
        """Return the stage of work on an assessment as text."""
        if row.is_published:
            return tr("Published")
        return {
            Status.PREPARING: tr("Being prepared"),
            Status.UNDERWAY: tr("In progress"),
            Status.FINISHED: tr("Finished"),
        }[row.status]

    def detail_text(self, row: AssessmentRow) -> str:
        """Return the second line under the municipality."""
        if row.is_found:
            return tr("Found in notes or findings")
        if row.twin and row.listing.begun_at is not None:
            begun = tr("begun {0}").format(time_text(row.listing.begun_at))
            return f"{begun} · {self._work_text(row)}"
        return self._work_text(row)

    def _work_text(self, row: AssessmentRow) -> str:
        if row.particulars.finished and row.particulars.report:
            return row.particulars.report
        if row.listing.interviews:
            text = tr("{0} of {1} interviews")
            return text.format(row.listing.held, row.listing.interviews)
        if row.is_published:
            return row.particulars.report or tr("typed in from paper")
        return row.particulars.report or tr("No interviews yet")

    def _set(self, index: int, row: AssessmentRow) -> None:
        self._rows[index] = row
        self.dataChanged.emit(self.index(index, 0), self.index(index, len(AssessmentColumn) - 1))

    def _heading(self, column: AssessmentColumn) -> str:
        return {
            AssessmentColumn.MUNICIPALITY: tr("Municipality"),
            AssessmentColumn.YEAR: tr("Year"),
            AssessmentColumn.STATUS: tr("Status"),
            AssessmentColumn.POINTS: tr("Points"),
            AssessmentColumn.PROFILE: tr("Profile 1–8"),
            AssessmentColumn.PROGRESS: tr("Progress"),
            AssessmentColumn.COMPARE: tr("Compare"),
        }[column]

    def _text(self, row: AssessmentRow, column: AssessmentColumn) -> str:
        match column:
            case AssessmentColumn.MUNICIPALITY:
                return row.particulars.municipality
            case AssessmentColumn.YEAR:
                return row.year_text
            case AssessmentColumn.STATUS:
                return self.stage_text(row)
            case AssessmentColumn.POINTS if row.summary:
                missing = row.score_status is ScoreStatus.MISSING
                return MISSING if missing else str(row.summary.profile.total)
            case _:
                return ""

    def _drawn_text(self, row: AssessmentRow, column: AssessmentColumn) -> str:
        """Return as text what a cell shows by drawing."""
        match column:
            case AssessmentColumn.COMPARE:
                return tr("chosen") if row.is_ticked else tr("not chosen")
            case AssessmentColumn.MUNICIPALITY:
                mark = tr("fictitious example") if row.particulars.invented else ""
                name = ", ".join(filter(None, (row.particulars.municipality, mark)))
                return f"{name}. {self.detail_text(row)}"
            case AssessmentColumn.POINTS if row.score_status:
                said = status_text(row.score_status)
                return ", ".join(filter(None, (self._text(row, column), said)))
            case AssessmentColumn.PROFILE | AssessmentColumn.PROGRESS:
                return self._tool_tip(row, column) or ""
            case _:
                return self._text(row, column)

    def _tool_tip(self, row: AssessmentRow, column: AssessmentColumn) -> str | None:
        if column is AssessmentColumn.MUNICIPALITY:
            return plain_tip(row.particulars.municipality)
        if row.summary is None:
            return None
        if column is AssessmentColumn.PROFILE:
            return "\n".join(area_text(entry) for entry in row.summary.profile.areas)
        if column is AssessmentColumn.PROGRESS and not row.particulars.finished:
            text = tr("{0} of {2} measure points are rated, {1} are settled by the team")
            s = row.summary
            return text.format(s.rated, s.settled, s.measure_points)
        return None


def _twins(listings: Sequence[Listing]) -> dict[str, int]:
    """Return the numbers of assessments of the same municipality and year, by id."""
    alike: dict[tuple[str, int], list[Listing]] = {}
    for listing in listings:
        particulars = listing.particulars
        alike.setdefault((particulars.municipality, particulars.year), []).append(listing)
    return {
        listing.particulars.id: number
        for group in alike.values()
        if len(group) > 1
        for number, listing in enumerate(sorted(group, key=lambda each: each.place), 1)
    }
