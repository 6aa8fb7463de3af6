"""All improvements and findings of last time, with what came of them, also those without a code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from kompass_desktop.assessment.plan_records import Carryover, Improvement, Outcome
from kompass_desktop.assessment.planning.following_up import again_in_plan, in_plan
from kompass_desktop.assessment.records import Record
from kompass_desktop.desktop.actions import ON_IT, add_action
from kompass_desktop.desktop.following_up.comment_field import CommentField
from kompass_desktop.desktop.following_up.outcome_text import OUTCOMES, short_outcome, step_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.carryover_table import CarryoverColumn, CarryoverTable
from kompass_desktop.desktop.plan.marking_keys import MarkingKeys
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.make_current import make_current
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.i18n import tr

ROW_HEIGHT = 28
WIDTHS = {
    CarryoverColumn.KIND: 118,
    CarryoverColumn.CODES: 66,
    CarryoverColumn.DETAIL: 150,
    CarryoverColumn.OUTCOME: 138,
    CarryoverColumn.COMMENT: 150,
}
NARROWEST_TEXT = 160
SIDE = 12
"""Pixels; the text gets the rest."""


class CarryoverList(QWidget):
    """A table of the carryovers, marked by 1, 2, 3 and 0 as in the interview."""

    message_shown = Signal(str)

    table: QTableView
    legend_label: ElidedLabel
    comment_label: ElidedLabel
    comment_field: CommentField
    next_button: KeyButton
    again_button: KeyButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/carryover_list")
        self._commented = ""
        make_plain(self.table, ROW_HEIGHT)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setItemDelegate(PaintedDelegate(self.table))
        self._keys = MarkingKeys(self.table, OUTCOMES, self._outcome, self.mark, self.comment_field)

    def set_state(self, state: PlanState) -> None:
        """Show what was carried over into the assessment of a page's state."""
        self._state = state
        self._session = session = state.session
        self.model = CarryoverTable(session.assessment, self)
        self.table.setModel(self.model)
        self.table.selectionModel().currentChanged.connect(self._follow_current)
        session.carryovers_changed.connect(self.refresh)
        session.plan_changed.connect(self._show_current)
        session.flush_requested.connect(self.comment_field.flush)
        self.comment_field.commented.connect(self._save_comment)
        self.comment_field.left.connect(self._return_focus)
        self.next_button.clicked.connect(self.go_to_next)
        self.again_button.clicked.connect(self.plan_again)
        add_action(self, tr("Next of last time that is not marked"), ["F8"], self.go_to_next)
        again = tr("Into the plan again")
        add_action(self.table, again, ["Ctrl+Return"], self.plan_again, ON_IT)
        ReadOnly(session, self, editors=[self.comment_field])
        self.setFocusProxy(self.table)
        self._set_columns()
        self.refresh()

    @property
    def carryover(self) -> Carryover | None:
        """The current carryover, or None."""
        return self.model.at(self.table.currentIndex())

    def refresh(self) -> None:
        """Show the carryovers as they are now."""
        row = max(0, self.table.currentIndex().row())
        self.model.refresh()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self._go_to(min(row, self.model.rowCount() - 1))
        self._show_current()

    def mark(self, outcome: Outcome | None) -> None:
        """Give the current carryover an outcome, or none."""
        current = self.carryover
        if current is not None:
            self.comment_field.end_typing()
            self._session.put_undoably(step_text(current), replace(current, outcome=outcome))

    def go_to_next(self) -> None:
        """Go to the next carryover without an outcome."""
        rows = self.model.carryovers
        here = self.table.currentIndex().row()
        order = [*range(here + 1, len(rows)), *range(here + 1)]
        waiting = [row for row in order if rows[row].outcome is None]
        if not waiting:
            self.message_shown.emit(tr("All improvements and findings of last time are marked."))
            return
        self._go_to(waiting[0])
        self._return_focus()

    def plan_again(self) -> None:
        """Make an improvement of the current carryover, unless it is carried out or planned."""
        current = self.carryover
        if current is None:
            return
        if current.outcome is Outcome.CARRIED_OUT:
            self.message_shown.emit(tr("It is carried out. Mark it otherwise to plan it again."))
            return
        assessment = self._session.assessment
        if in_plan(assessment, current) is not None:
            self.message_shown.emit(tr("It is in the plan already."))
            return
        changes = again_in_plan(assessment, current)
        self._session.change_undoably(tr("into the plan again"), changes)
        made = changes[0].after
        if isinstance(made, Improvement):
            self._state.choose(made.id)
            message = tr("“{0}” is in the plan again. Ctrl+Z takes it back.")
            self.message_shown.emit(message.format(made.title))

    def show_record(self, record: Record) -> None:
        """Go to the row of a carryover."""
        row = self.model.row_of(record.id)
        if row is not None:
            self._go_to(row)

    def _outcome(self) -> Outcome | None:
        return self.carryover.outcome if self.carryover else None

    def _return_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The comment and what is current

    def _save_comment(self, comment: str, edit_session: str) -> None:
        now = self._session.assessment.carryovers.get(self._commented)
        if now is not None and comment != now.comment:
            after = replace(now, comment=comment)
            self._session.put_undoably(step_text(now), after, edit_session)

    def _follow_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self.comment_field.end_typing()
        self._show_current()

    def _show_current(self) -> None:
        current = self.carryover
        self._commented = current.id if current else ""
        self.comment_field.show_comment(current.comment if current else "")
        self.comment_label.setText(current.text if current else "")
        kind = current.kind if current else None
        marks = (f"{n} {short_outcome(each, kind)}" for n, each in enumerate(OUTCOMES, 1))
        self.legend_label.setText(" · ".join([*marks, tr("Space: next · 0: none")]))
        may = current is not None and current.outcome is not Outcome.CARRIED_OUT
        planned = current is not None and in_plan(self._session.assessment, current) is not None
        self.again_button.setEnabled(may and not planned)

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, CarryoverColumn.TEXT)
        make_current(self.table, index)
        self.table.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_columns()

    def _set_columns(self) -> None:
        """Give the columns their widths, and the text what remains."""
        bar = self.table.verticalScrollBar().sizeHint().width()
        left = self.width() - sum(WIDTHS.values()) - bar - 2 * SIDE
        for column in CarryoverColumn:
            self.table.setColumnWidth(column, WIDTHS.get(column, max(NARROWEST_TEXT, left)))
        # A row may have been made the current one while the table was too narrow for it.
        self.table.horizontalScrollBar().setValue(0)
