"""The interviews as a programme in the order of their times, with what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from kompass_desktop.assessment.clashes import Clash, clashes_in
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at, ends_at, read_clock
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import (
    DateFault,
    day_fault,
    fault_text,
    read_day,
    shown_day,
    shown_moment,
)
from kompass_desktop.desktop.preparation.clash_text import remark_of
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn, InterviewTable
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr

FIRST_HOUR = "08:30"
"""When an interview is planned that is given a day before it is given a time."""


class ProgrammeColumn(IntEnum):
    """The table's columns, in order."""

    DAY = 0
    BEGINS = 1
    ENDS = 2
    MINUTES = 3
    WITH = 4
    VENUE = 5
    INTERVIEWERS = 6
    REMARK = 7


_FIXED = (ProgrammeColumn.ENDS, ProgrammeColumn.WITH, ProgrammeColumn.REMARK)
_AS_IN_THE_PLAN = {
    ProgrammeColumn.MINUTES: InterviewColumn.AGREED,
    ProgrammeColumn.VENUE: InterviewColumn.VENUE,
    ProgrammeColumn.INTERVIEWERS: InterviewColumn.INTERVIEWERS,
}
"""Columns that are read and shown as those of the plan's table."""


class ProgrammeTable(RecordTable[Interview]):
    """The interviews that are not cancelled; those without a time come last.

    `plan` is the table of the plan, which reads and shows what both have.
    """

    main_column = ProgrammeColumn.BEGINS

    def __init__(
        self, assessment: Assessment, plan: InterviewTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._plan = plan
        self.clashes: tuple[Clash, ...] = ()

    def find_clashes(self) -> None:
        """Look for clashes again; the shown ones change with the records."""
        before, self.clashes = self.clashes, clashes_in(self._assessment)
        if before != self.clashes and self.records:
            last = self.index(len(self.records) - 1, ProgrammeColumn.REMARK)
            self.dataChanged.emit(self.index(0, 0), last)

    def headings(self) -> Sequence[str]:
        return (
            tr("Day"),
            tr("From"),
            tr("To"),
            tr("Min"),
            tr("With"),
            tr("Place"),
            tr("Interviewers"),
            tr("Remark"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        interview, column = self.records[index.row()], ProgrammeColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(index.row(), column)
            case Qt.ItemDataRole.EditRole:
                return self._typed(interview, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._shown(index.row(), column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column is ProgrammeColumn.MINUTES else LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return self._tint(interview, column)
        return None

    def changed(
        self, record: Interview, column: int, value: object, others: Sequence[Interview]
    ) -> Interview:
        text = str(value).strip()
        match ProgrammeColumn(column):
            case ProgrammeColumn.DAY:
                return replace(record, planned_at=self._on_day(record, text))
            case ProgrammeColumn.BEGINS:
                return replace(record, planned_at=self._at_time(record, text))
            case ProgrammeColumn.ENDS | ProgrammeColumn.WITH | ProgrammeColumn.REMARK:
                return record
            case shared:
                return self._plan.changed(record, _AS_IN_THE_PLAN[shared], value, others)

    def can_edit(self, column: int) -> bool:
        return column not in _FIXED

    def why_fixed(self, column: int) -> str:
        return tr("This follows from the rest; it is changed in the interview plan.")

    def hopeless(self, column: int, text: str) -> str:
        shared = _AS_IN_THE_PLAN.get(ProgrammeColumn(column))
        return "" if shared is None else self._plan.hopeless(shared, text)

    def is_free_text(self, column: int) -> bool:
        return column == ProgrammeColumn.VENUE

    def clashes_of(self, interview: Interview) -> list[Clash]:
        """Return the clashes of an interview, and the remarks."""
        return [clash for clash in self.clashes if clash.is_of(interview.id)]

    def _shown(self, row: int, column: ProgrammeColumn) -> str:
        interview = self.records[row]
        begins, ends = begins_at(interview), ends_at(interview)
        match column:
            case ProgrammeColumn.DAY:
                return self._day_heading(row, begins)
            case ProgrammeColumn.BEGINS:
                return f"{begins:%H:%M}" if begins else "–"
            case ProgrammeColumn.ENDS:
                return f"{ends:%H:%M}" if ends else "–"
            case ProgrammeColumn.WITH:
                return self._whom(interview)
            case ProgrammeColumn.REMARK:
                return remark_of(self._assessment, self.clashes, interview.id)
        return self._typed(interview, column)

    def _day_heading(self, row: int, begins: datetime | None) -> str:
        """Return the day for the first interview of a day, and "" for the others."""
        before = begins_at(self.records[row - 1]) if row else None
        if begins is None:
            is_first = row == 0 or before is not None
            return tr("not set") if is_first else ""
        if before is not None and before.date() == begins.date():
            return ""
        return shown_moment(begins.isoformat(timespec="minutes")).rpartition(" ")[0]

    def _whom(self, interview: Interview) -> str:
        group = self._assessment.group_of(interview).short
        return " · ".join(filter(None, (interview.code, group, interview.name.strip())))

    def _typed(self, interview: Interview, column: ProgrammeColumn) -> str:
        begins = begins_at(interview)
        match column:
            case ProgrammeColumn.DAY:
                return shown_day(begins.date().isoformat()) if begins else ""
            case ProgrammeColumn.BEGINS:
                return f"{begins:%H:%M}" if begins else ""
            case ProgrammeColumn.MINUTES:
                return str(interview.agreed_minutes)
            case ProgrammeColumn.VENUE:
                return interview.venue
            case ProgrammeColumn.INTERVIEWERS:
                return self._plan.interviewer_names(interview)
        return ""

    def _tint(self, interview: Interview, column: ProgrammeColumn) -> object:
        if column is not ProgrammeColumn.REMARK:
            return theme.color("text_soft" if column in _FIXED[:1] else "text")
        is_clash = any(not clash.kind.is_remark for clash in self.clashes_of(interview))
        return theme.color("weakness" if is_clash else "challenge")

    def _on_day(self, interview: Interview, text: str) -> str:
        year = self._assessment.particulars.year
        day = read_day(text, year)
        if day is None:
            raise ValueError(fault_text(day_fault(text, year) or DateFault.NO_DATE))
        begins = begins_at(interview)
        clock = f"{begins:%H:%M}" if begins else FIRST_HOUR
        return f"{day}T{clock}" if day else ""

    def _at_time(self, interview: Interview, text: str) -> str:
        clock = read_clock(text)
        if clock is None:
            raise ValueError(tr("Type the time of day like this: 09:30."))
        begins = begins_at(interview)
        day = begins.date() if begins else self._day_before(interview)
        if not day:
            raise ValueError(tr("Type the day first, for example 12.03.2026."))
        return f"{day}T{clock:%H:%M}"

    def _day_before(self, interview: Interview) -> object:
        """Return the last day that is planned, or the first of the field work, or None."""
        days = [at.date() for each in self.records if (at := begins_at(each)) is not None]
        return max(days, default=None) or self._assessment.particulars.begins or None
