"""The planned interviews as a table, with how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from kompass_desktop.assessment.interview_plan import with_status
from kompass_desktop.assessment.interviewers import UnclearMember, members_named_in, short_names
from kompass_desktop.assessment.records import Interview, InterviewStatus, Member
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import (
    DateFault,
    fault_text,
    moment_fault,
    read_moment,
    shown_moment,
    typed_moment,
)
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.interview_status import status_name

LONGEST_MINUTES = 600
MOST_PARTICIPANTS = 200


class InterviewColumn(IntEnum):
    """The table's columns, in order."""

    CODE = 0
    GROUP = 1
    NAME = 2
    PARTICIPANTS = 3
    PLANNED = 4
    AGREED = 5
    VENUE = 6
    INTERVIEWERS = 7
    LANGUAGE = 8
    STATE = 9


NUMBERS = (InterviewColumn.PARTICIPANTS, InterviewColumn.AGREED)
FREE_TEXT = (InterviewColumn.NAME, InterviewColumn.VENUE, InterviewColumn.LANGUAGE)


class InterviewTable(RecordTable[Interview]):
    """The interviews of an assessment, in their order.

    `year` is the one meant where a date is typed without; `team` are those who can hold an
    interview, in their order. Groups are called by their short names: a person's needs the room.
    """

    main_column = InterviewColumn.NAME

    def __init__(self, instrument: Instrument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.instrument = instrument
        self.year = 0
        self.team: tuple[Member, ...] = ()

    def show_team(self, members: Sequence[Member]) -> None:
        """Set the possible interviewers, in order."""
        before, self.team = self.team, tuple(members)
        if before != self.team and self.records:
            column = InterviewColumn.INTERVIEWERS
            self.dataChanged.emit(self.index(0, column), self.index(len(self.records) - 1, column))

    def headings(self) -> Sequence[str]:
        return (
            tr("Code"),
            tr("Informant group"),
            tr("Name"),
            tr("Participants"),
            tr("Planned"),
            tr("Agreed min"),
            tr("Place"),
            tr("Interviewers"),
            tr("Language"),
            tr("State"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and section == InterviewColumn.NAME:
            return tr("May be empty. Never shown in the report.")
        if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMBERS:
            return RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        interview, column = self.records[index.row()], InterviewColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(interview, column)
            case Qt.ItemDataRole.EditRole:
                return self._typed(interview, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(interview, column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column in NUMBERS else LEFT
            case Qt.ItemDataRole.ForegroundRole if column is InterviewColumn.STATE:
                return theme.color(_state_tint(interview))
        return None

    def changed(
        self, record: Interview, column: int, value: object, others: Sequence[Interview]
    ) -> Interview:
        text = str(value).strip()
        match InterviewColumn(column):
            case InterviewColumn.CODE:
                return replace(record, code=self._free_code(text, others))
            case InterviewColumn.GROUP:
                return replace(record, group=self.group_key(text))
            case InterviewColumn.PARTICIPANTS:
                number = _number(text or "0", 0, MOST_PARTICIPANTS, self._participants_words())
                return replace(record, participants=number)
            case InterviewColumn.PLANNED:
                return replace(record, planned_at=self._moment(text))
            case InterviewColumn.AGREED:
                return replace(record, agreed_minutes=self.minutes(text))
            case InterviewColumn.INTERVIEWERS:
                return replace(record, interviewers=self.member_ids(text))
            case InterviewColumn.STATE:
                return self._with_status(record, text)
        return _with_free_text(record, InterviewColumn(column), text)

    def group_key(self, text: str) -> str:
        """Return the key of the informant group that a person means; ValueError for none.

        A group is recognised by its key, its prefix ("VL"), its name or the beginning of it.
        """
        meant = text.casefold()
        groups = self.instrument.groups
        for group in groups:
            if meant in (group.key.casefold(), group.prefix.casefold(), group.name.casefold()):
                return group.key
        begun = [group.key for group in groups if meant and group.name.casefold().startswith(meant)]
        if len(begun) != 1:
            raise ValueError(
                tr("Choose an informant group in the list, for example {0}.").format(groups[0].name)
            )
        return begun[0]

    def minutes(self, text: str) -> int:
        """Return typed minutes; ValueError for anything else."""
        return _number(text.removesuffix("min"), 1, LONGEST_MINUTES, self._minutes_words())

    def member_ids(self, text: str) -> str:
        """Return the interviewers in a text as stored; raises ValueError for unknown names."""
        try:
            return " ".join(members_named_in(self.team, text))
        except UnclearMember as error:
            words = tr("Who in the team is “{0}”? Type names from the team, with commas between.")
            raise ValueError(words.format(error.name)) from error

    def interviewer_names(self, interview: Interview) -> str:
        """Return the interviewers as the team calls them, with commas between."""
        names = short_names(self.team)
        ids = interview.interviewer_ids
        return ", ".join(names[member.id] for member in self.team if member.id in ids)

    def hopeless(self, column: int, text: str) -> str:
        match InterviewColumn(column):
            case InterviewColumn.PARTICIPANTS if _has_letters(text):
                return self._participants_words().format(MOST_PARTICIPANTS)
            case InterviewColumn.AGREED if _has_letters(text):
                return self._minutes_words().format(LONGEST_MINUTES)
        return ""

    def is_on_the_way(self, column: int) -> bool:
        return column != InterviewColumn.STATE

    def is_free_text(self, column: int) -> bool:
        return column in FREE_TEXT

    def state_words(self, interview: Interview) -> str:
        """Return how far an interview has come, and the time used."""
        minutes = tr("{0} min").format(round(interview.elapsed_seconds / 60))
        used = f" · {minutes}" if interview.elapsed_seconds and interview.is_held else ""
        return status_name(interview.status) + used

    def _shown(self, interview: Interview, column: InterviewColumn) -> str:
        match column:
            case InterviewColumn.GROUP:
                return self.instrument.group(interview.group).short
            case InterviewColumn.PARTICIPANTS:
                return str(interview.participants) if interview.participants else "–"
            case InterviewColumn.PLANNED:
                return shown_moment(interview.planned_at)
            case InterviewColumn.STATE:
                return self.state_words(interview)
            case _:
                return self._typed(interview, column)

    def _typed(self, interview: Interview, column: InterviewColumn) -> str:
        match column:
            case InterviewColumn.PARTICIPANTS:
                return str(interview.participants) if interview.participants else ""
            case InterviewColumn.PLANNED:
                return typed_moment(interview.planned_at)
            case InterviewColumn.AGREED:
                return str(interview.agreed_minutes)
            case InterviewColumn.INTERVIEWERS:
                return self.interviewer_names(interview)
            case InterviewColumn.STATE:
                return interview.status.value
        return _texts_of(interview)[column]

    def _tip(self, interview: Interview, column: InterviewColumn) -> str:
        if column is InterviewColumn.GROUP:
            return self.instrument.group(interview.group).name
        return self._shown(interview, column)

    def _with_status(self, interview: Interview, text: str) -> Interview:
        status = _status_meant(text)
        after = None if status is None else with_status(interview, status)
        if after is not None:
            return after
        if status is None:
            names = ", ".join(status_name(each) for each in InterviewStatus)
            raise ValueError(tr("Choose a status in the list: {0}.").format(names))
        if status is InterviewStatus.UNDER_WAY:
            raise ValueError(tr("An interview begins with its clock on the page Interview."))
        raise ValueError(
            tr("The interview has begun; it can be set to held, but not to {0}.").format(
                status_name(status)
            )
        )

    def _participants_words(self) -> str:
        return tr("Type the number of participants, 0–{0}, or leave it empty.")

    def _minutes_words(self) -> str:
        return tr("Type the agreed time in minutes, 1–{0}.")

    def _free_code(self, code: str, others: Sequence[Interview]) -> str:
        if not code:
            raise ValueError(tr("An interview must have a code, for example VL-04."))
        if any(each.code == code for each in others):
            raise ValueError(tr("The code {0} is in use; choose another.").format(code))
        return code

    def _moment(self, text: str) -> str:
        moment = read_moment(text, self.year)
        if moment is None:
            fault = moment_fault(text, self.year) or DateFault.NO_MOMENT
            raise ValueError(fault_text(fault))
        return moment


def _number(text: str, least: int, most: int, refusal: str) -> int:
    """Return a typed whole number; ValueError with `refusal` for anything else."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 4 or not least <= int(digits) <= most:
        raise ValueError(refusal.format(most))
    return int(digits)


def _texts_of(interview: Interview) -> dict[InterviewColumn, str]:
    """Return the text of the columns that show a field as it is stored."""
    return {
        InterviewColumn.CODE: interview.code,
        InterviewColumn.GROUP: interview.group,
        InterviewColumn.NAME: interview.name,
        InterviewColumn.VENUE: interview.venue,
        InterviewColumn.LANGUAGE: interview.language,
    }


def _with_free_text(interview: Interview, column: InterviewColumn, text: str) -> Interview:
    match column:
        case InterviewColumn.VENUE:
            return replace(interview, venue=text)
        case InterviewColumn.LANGUAGE:
            return replace(interview, language=text)
        case _:
            return replace(interview, name=text)


def _status_meant(text: str) -> InterviewStatus | None:
    """Return the status that a text names, by its value or in the window's language."""
    meant = text.casefold()
    return next((s for s in InterviewStatus if meant in (s.value, status_name(s))), None)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text.rstrip("min "))


def _state_tint(interview: Interview) -> str:
    match interview.status:
        case InterviewStatus.HELD:
            return "strength"
        case InterviewStatus.UNDER_WAY:
            return "accent"
        case InterviewStatus.CANCELLED:
            return "weakness"
    return "text_soft"
