"""The interviews on the preparation page: planned, ordered, taken away, opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.interview_plan import (
    by_time,
    new_interview,
    new_interviews,
    usual_plan,
    with_fitting_code,
)
from kompass_desktop.assessment.ordering import moved, position_changes
from kompass_desktop.assessment.records import Change, Interview, InterviewStatus
from kompass_desktop.desktop.clipboard import copied_cells
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn, InterviewTable
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.pasted_cells import (
    Cells,
    Pasting,
    cells_of,
    with_one_moment,
)
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.interview_status import status_name

WIDTHS: dict[int, int] = {
    InterviewColumn.CODE: 60,
    InterviewColumn.GROUP: 110,
    InterviewColumn.PARTICIPANTS: 60,
    InterviewColumn.PLANNED: 140,
    InterviewColumn.AGREED: 60,
    InterviewColumn.LANGUAGE: 90,
    InterviewColumn.STATE: 100,
}
"""Pixels; name, place and interviewers get the remaining width."""


SELDOM = (InterviewColumn.VENUE, InterviewColumn.INTERVIEWERS, InterviewColumn.LANGUAGE)
"""The columns that the overview leaves out."""


class InterviewPlan(QObject):
    """Shows the session's interviews in the view, and makes the changes that the user asks for."""

    removed = Signal(str)
    """A sentence about removed records."""
    refused = Signal(str)
    pasted = Signal(str)
    """One or two sentences about pasted and refused cells."""

    def __init__(self, session: Session, view: RecordView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        instrument = session.assessment.instrument
        self.table = InterviewTable(instrument, self)
        choices = tuple((group.key, group.name) for group in instrument.groups)
        states = tuple((status.value, status_name(status)) for status in InterviewStatus)
        lists: dict[int, tuple[tuple[str, str], ...]] = {
            InterviewColumn.GROUP: choices,
            InterviewColumn.STATE: states,
        }
        delegate = SavingDelegate(view, lists)
        view.show_table(self.table, delegate, WIDTHS)
        self.show_columns(only_usual=True)
        self.table.edited.connect(self._take)
        self.table.refused.connect(self.refused)
        view.cells_pasted.connect(self._paste)
        session.interviews_changed.connect(self.show)
        session.particulars_changed.connect(self.show)
        session.team_changed.connect(self.show)
        session.flush_requested.connect(view.flush)
        self.show()

    def show(self) -> None:
        """Show the interviews as they are."""
        assessment = self._session.assessment
        self.table.year = assessment.particulars.year
        self.table.show_team(assessment.members_in_order())
        self.table.show_records(assessment.interviews_in_order())

    def show_columns(self, *, only_usual: bool) -> None:
        """Show all columns, or leave out those that have no room beside the other cards."""
        for column in SELDOM:
            self._view.setColumnHidden(column, only_usual)

    def add(self, group: str, count: int) -> None:
        """Plan some interviews with a group, given its key."""
        self._add(new_interviews(self._session.assessment, {group: count}))

    def suggest(self) -> None:
        """Plan the interviews that the method requires."""
        self._add(usual_plan(self._session.assessment))

    def remove(self) -> None:
        """Take the selected interviews away, which can be undone."""
        self._view.flush()
        held = self._session.assessment.interviews
        chosen = [held[interview] for interview in self._view.selected_ids]
        if chosen:
            sentence = self._farewell(chosen)
            self._change(tr("removal of interview"), [Change(each, None) for each in chosen])
            self.removed.emit(sentence)

    def move(self, step: int) -> None:
        """Move the selected interviews one place up (-1) or down (1)."""
        chosen = set(self._view.selected_ids)
        self._reorder(moved(self._session.assessment.interviews_in_order(), chosen, step))

    def sort(self) -> None:
        """Put the interviews in the order in which they are planned."""
        self._reorder(by_time(self._session.assessment.interviews_in_order()))

    def paste_first(self) -> None:
        """Make a plan from the clipboard; called while there are no interviews."""
        cells = cells_of(copied_cells())
        try:
            self.table.group_key(cells[0][0])
        except ValueError:
            self._paste(cells, 0, InterviewColumn.CODE)
        else:
            self._paste(cells, 0, InterviewColumn.GROUP)

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        scratch = self._session.assessment.snapshot()

        def make(typed: Mapping[int, str]) -> Interview | None:
            # A code shows the group too: "VL-04".
            prefix = typed.get(InterviewColumn.CODE, "").rpartition("-")[0]
            try:
                group = self.table.group_key(typed.get(InterviewColumn.GROUP, prefix))
            except ValueError:
                return None
            return new_interview(scratch, group)

        def keep(before: Interview | None, after: Interview) -> Interview:
            fitting = with_fitting_code(scratch, after)
            scratch.apply(Change(before, fitting))
            return fitting

        planned = self.table.headings()[InterviewColumn.PLANNED]
        pasted = Pasting(self.table, keep, make).paste(with_one_moment(cells, planned), row, column)
        self._change(tr("pasting of interviews"), pasted.changes)
        self.pasted.emit(pasted.sentence())

    def _add(self, interviews: Sequence[Interview]) -> None:
        self._view.flush()
        self._change(tr("new interviews"), [Change(None, each) for each in interviews])
        self._view.select(interviews[0].id)
        self._view.setFocus()

    def _reorder(self, interviews: Sequence[Interview]) -> None:
        self._view.flush()
        current, column = self._view.current_id, self._view.currentIndex().column()
        self._change(tr("order of the interviews"), position_changes(interviews))
        self._view.select(current, column)

    def _change(self, text: str, changes: Sequence[Change]) -> None:
        self._session.change_undoably(text, changes)

    def _take(self, edited: Interview, edit_session: str) -> None:
        fitting = with_fitting_code(self._session.assessment, edited)
        text = tr("change of {0}").format(fitting.code)
        self._session.put_undoably(text, fitting, edit_session)

    def _farewell(self, interviews: Sequence[Interview]) -> str:
        """Show what is removed together with interviews."""
        assessment = self._session.assessment
        ids = {interview.id for interview in interviews}
        notes = sum(note.interview in ids for note in assessment.notes.values())
        ratings = sum(rating.interview in ids for rating in assessment.ratings.values())
        codes = ", ".join(interview.code for interview in interviews)
        if not notes and not ratings:
            return tr("{0} is removed.").format(codes)
        return tr("{0} is removed. {1} and {2} from the interview no longer count.").format(
            codes,
            ntr("{0} note line", "{0} note lines", notes).format(notes),
            ntr("{0} rating", "{0} ratings", ratings).format(ratings),
        )
