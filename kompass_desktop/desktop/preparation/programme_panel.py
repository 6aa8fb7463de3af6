"""The programme day by day: moved by keys, its clashes shown, printed, put into a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.interview_plan import by_time
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.assessment.times import (
    begins_at,
    ends_at,
    moved_by,
    read_time_span,
    time_span,
)
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import ON_IT, add_action, without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.preparation.clash_text import remark_of
from kompass_desktop.desktop.preparation.day_picture import Block, DayPicture
from kompass_desktop.desktop.preparation.handout_export import HandoutExport
from kompass_desktop.desktop.preparation.interview_table import InterviewTable
from kompass_desktop.desktop.preparation.programme_table import ProgrammeColumn, ProgrammeTable
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.pasted_cells import Cells, Pasting
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.i18n import ntr, tr

STEP = timedelta(minutes=15)
WIDTHS: dict[int, int] = {
    ProgrammeColumn.DAY: 104,
    ProgrammeColumn.BEGINS: 54,
    ProgrammeColumn.ENDS: 54,
    ProgrammeColumn.MINUTES: 46,
    ProgrammeColumn.WITH: 140,
}
"""Pixels; the other columns share the remaining width."""


class ProgrammePanel(QFrame):
    """Shows the session's programme in a table and in a chart of a day, and changes it."""

    clash_label: QLabel
    lunch_field: QLineEdit
    lunch_problem_label: QLabel
    names_box: QCheckBox
    print_button: QPushButton
    calendar_button: QPushButton
    programme_view: RecordView
    day_picture: DayPicture
    remark_label: QLabel

    message_shown = Signal(str)
    pasted = Signal(str)
    """One or two sentences about pasted and refused cells."""

    def __init__(
        self,
        session: Session,
        plan: InterviewTable,
        handouts: HandoutExport,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "preparation/programme_panel")
        self._session = session
        self._handouts = handouts
        self.table = ProgrammeTable(session.assessment, plan, self)
        view = self.programme_view
        view.show_table(self.table, SavingDelegate(view), WIDTHS)
        limit_line(self.lunch_field)
        ReadOnly(session, self, editors=[self.lunch_field], tables=[view])
        # Sorted later: rows that move while the user leaves a cell would move the cell too.
        self._sorting = QTimer(self, singleShot=True, interval=0)
        self._sorting.timeout.connect(self.sort_now)
        self._connect()
        self.sort_now()
        self._show_lunch()

    @property
    def names(self) -> Names:
        """Whether printed and exported files contain the informants' names."""
        return Names.INCLUDED if self.names_box.isChecked() else Names.LEFT_OUT

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves the focus."""
        return [self.programme_view, self.lunch_field]

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the table, with what they do."""
        return [
            ("F2", tr("Type in the cell (or just begin to type)")),
            ("Enter, Tab", tr("Next cell downwards and sideways in the list")),
            ("Ctrl V", tr("Paste rows from a spreadsheet into the list")),
            ("Alt ↑, Alt ↓", tr("A quarter of an hour earlier or later")),
            ("Alt Shift ↑, Alt Shift ↓", tr("A day earlier or later")),
        ]

    def flush(self) -> None:
        """Emit the text of a cell or field that is still being edited."""
        self.programme_view.flush()
        self._take_lunch()

    def show_now(self) -> None:
        """Show the interviews as they are, in the order of the table."""
        held = self._held()
        ids = {each.id for each in held}
        if ids == {each.id for each in self.table.records}:
            now = {each.id: each for each in held}
            self.table.show_records([now[each.id] for each in self.table.records])
        self._sorting.start()
        self._show_clashes()

    def sort_now(self) -> None:
        """Put the interviews in the order of their times."""
        if self.programme_view.is_refusing:
            return
        chosen = self.programme_view.selected_ids
        self.table.show_records(by_time(self._held()))
        self._select_also(chosen)
        self._show_clashes()

    def move_selected(self, step: timedelta) -> None:
        """Hold the selected interviews a step later, or earlier by a negative one."""
        self.programme_view.flush()
        held = self._session.assessment.interviews
        chosen = [held[each] for each in self.programme_view.selected_ids if each in held]
        changes = [
            Change(each, replace(each, planned_at=moved_by(each, step)))
            for each in chosen
            if begins_at(each) is not None
        ]
        self._session.change_undoably(tr("another time for interviews"), changes)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what may have changed while another part was shown."""
        super().showEvent(event)
        self.show_now()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_now()

    def _select_also(self, interviews: Sequence[str]) -> None:
        """Select interviews, given their ids, that were selected before rows changed places."""
        flags = QItemSelectionModel.SelectionFlag
        for each in interviews:
            row = self.table.row_of(each)
            if row is not None:
                index = self.table.index(row, ProgrammeColumn.DAY)
                self.programme_view.selectionModel().select(index, flags.Select | flags.Rows)

    def _connect(self) -> None:
        session, view = self._session, self.programme_view
        self.table.edited.connect(self._take)
        self.table.refused.connect(self.message_shown)
        session.interviews_changed.connect(self._follow)
        session.team_changed.connect(self._follow)
        session.particulars_changed.connect(self._follow_particulars)
        session.flush_requested.connect(self.flush)
        view.cells_pasted.connect(self._paste)
        view.selectionModel().currentChanged.connect(self._show_day)
        self.table.modelReset.connect(self._show_day)
        self.day_picture.interview_clicked.connect(self._go_to)
        self.lunch_field.editingFinished.connect(self._take_lunch)
        self.lunch_field.textEdited.connect(self._judge_lunch)
        self.print_button.clicked.connect(without_argument(self._print))
        self.calendar_button.clicked.connect(without_argument(self._export_calendar))
        keys = (
            (tr("A quarter of an hour earlier"), "Alt+Up", -STEP),
            (tr("A quarter of an hour later"), "Alt+Down", STEP),
            (tr("A day earlier"), "Alt+Shift+Up", timedelta(days=-1)),
            (tr("A day later"), "Alt+Shift+Down", timedelta(days=1)),
        )
        for text, key, step in keys:
            add_action(view, text, (key,), partial(self.move_selected, step), ON_IT)

    def _held(self) -> list[Interview]:
        interviews = self._session.assessment.interviews_in_order()
        return [each for each in interviews if not each.is_cancelled]

    def _take(self, edited: Interview, edit_session: str) -> None:
        text = tr("change of {0}").format(edited.code)
        self._session.put_undoably(text, edited, edit_session)

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        """Lay cells over the programme; new interviews are made in the plan."""
        pasting = Pasting(self.table, lambda _before, after: after, lambda _typed: None)
        pasted = pasting.paste(cells, row, column)
        self._session.change_undoably(tr("pasting of interviews"), pasted.changes)
        self.pasted.emit(pasted.sentence())

    def _go_to(self, interview: str) -> None:
        self.programme_view.select(interview)
        self.programme_view.setFocus(Qt.FocusReason.MouseFocusReason)

    # What clashes

    def _show_clashes(self) -> None:
        self.table.find_clashes()
        hard = sum(not clash.kind.is_remark for clash in self.table.clashes)
        remarks = len(self.table.clashes) - hard
        parts = [
            ntr("{0} clash", "{0} clashes", hard).format(hard) if hard else tr("no clashes"),
            ntr("{0} remark", "{0} remarks", remarks).format(remarks) if remarks else "",
        ]
        self.clash_label.setText(" · ".join(filter(None, parts)))
        theme.set_role(self.clash_label, "weakness" if hard else "detail")
        self._show_day()

    def _show_day(self) -> None:
        current = self._session.assessment.interviews.get(self.programme_view.current_id)
        begins = begins_at(current) if current else None
        day = begins.date() if begins else None
        lunch = time_span(self._session.assessment.particulars.lunch)
        blocks = [
            block
            for each in self.table.records
            if (block := self._block(each)) is not None and block.begins.date() == day
        ]
        self.remark_label.setText(self._remark(current) if current else "")
        self.day_picture.show_day(day, blocks, lunch, current.id if current else "")

    def _remark(self, interview: Interview) -> str:
        """Show the full text of an interview's problems, for which the table has no room."""
        remark = remark_of(self._session.assessment, self.table.clashes, interview.id)
        return f"{interview.code}: {remark}" if remark else ""

    def _block(self, interview: Interview) -> Block | None:
        begins, ends = begins_at(interview), ends_at(interview)
        if begins is None or ends is None:
            return None
        row = self.table.row_of(interview.id)
        texts = [
            str(self.table.index(row or 0, column).data())
            for column in (
                ProgrammeColumn.WITH,
                ProgrammeColumn.VENUE,
                ProgrammeColumn.INTERVIEWERS,
            )
        ]
        lines = (f"{begins:%H:%M} {texts[0]}", " · ".join(filter(None, texts[1:])))
        return Block(interview.id, begins, ends, lines, self._tint(interview))

    def _tint(self, interview: Interview) -> str:
        kinds = [clash.kind for clash in self.table.clashes_of(interview)]
        if any(not kind.is_remark for kind in kinds):
            return "weakness"
        return "challenge" if kinds else "accent"

    # The lunch

    def _follow_particulars(self) -> None:
        # Text that is being typed must not be replaced.
        if not self.lunch_field.isModified():
            self._show_lunch()
        self._show_clashes()

    def _show_lunch(self) -> None:
        self.lunch_field.setText(self._session.assessment.particulars.lunch.replace("-", "–"))
        self._judge_lunch()

    def _judge_lunch(self) -> None:
        is_wrong = read_time_span(self.lunch_field.text()) is None
        theme.set_role(self.lunch_field, "failed" if is_wrong else "")
        self.lunch_problem_label.setText(tr("Type it like this: 11:30–12:00") if is_wrong else "")
        self.lunch_problem_label.setVisible(is_wrong)

    def _take_lunch(self) -> None:
        lunch = read_time_span(self.lunch_field.text())
        particulars = self._session.assessment.particulars
        if lunch is None or not self.lunch_field.isModified():
            return
        self.lunch_field.setModified(False)
        if lunch != particulars.lunch:
            text = tr("change of the lunch")
            self._session.put_undoably(text, replace(particulars, lunch=lunch))

    # Handouts

    def _print(self) -> None:
        self._handouts.choose_programme(self.names)

    def _export_calendar(self) -> None:
        self._handouts.choose_calendar(self.names)
