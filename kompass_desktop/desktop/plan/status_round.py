"""The status round: improvements ticked off by year, by keys, with a comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QTableView, QWidget

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.planning.status_rounds import check_changes, round_years
from kompass_desktop.assessment.records import Record
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.following_up.comment_field import CommentField
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.marking_keys import MarkingKeys
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.status_export import StatusExport
from kompass_desktop.desktop.plan.status_grid import FIXED, StatusGrid
from kompass_desktop.desktop.widgets.current_in_sight import CurrentInSight
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.frozen_column import FrozenColumn
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.make_current import make_current
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.storage.database.field_checks import YEARS

ROW_HEIGHT = 28
YEAR_WIDTH = 108
NARROWEST_TITLE = 200
SIDE = 12
"""Pixels, of which SIDE is on each side of the grid."""

STATUSES = tuple(ImprovementStatus)
"""In the order of the keys 1 to 5."""


class StatusRound(QWidget):
    """A grid of improvements and years.

    In a year's cell, 1 to 5 give a status, Space the next one, 0 and Delete none, and Enter goes
    to the comment. The latest year's status becomes that of the improvement.
    """

    message_shown = Signal(str)

    stack: QStackedWidget
    empty_label: QLabel
    work_page: QWidget
    grid: QTableView
    legend_label: ElidedLabel
    comment_label: ElidedLabel
    comment_field: CommentField
    year_button: KeyButton
    print_button: KeyButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/status_round")
        self._added: set[int] = set()
        self._commented: StatusCheck | None = None
        make_plain(self.grid, ROW_HEIGHT)
        CurrentInSight(self.grid)
        self.grid.setItemDelegate(PaintedDelegate(self.grid))
        self._keys = MarkingKeys(self.grid, STATUSES, self._status, self.give, self.comment_field)
        names = (f"{n} {status_name(each)}" for n, each in enumerate(STATUSES, 1))
        self.legend_label.setText(" · ".join([*names, tr("Space: next · Delete: none")]))

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
        self._session = state.session
        self.model = StatusGrid(self._session.assessment, self)
        self.export = StatusExport(self._session, self)
        self.grid.setModel(self.model)
        self._titles = FrozenColumn(self.grid, ROW_HEIGHT)
        self.grid.selectionModel().currentChanged.connect(self._follow_current)
        self._session.plan_changed.connect(self.refresh)
        self._session.particulars_changed.connect(self.refresh)
        self._session.flush_requested.connect(self.comment_field.flush)
        state.improvement_chosen.connect(self._show_improvement)
        self.comment_field.commented.connect(self._save_comment)
        self.comment_field.left.connect(self._return_focus)
        self.year_button.clicked.connect(self.add_year)
        self.print_button.clicked.connect(self.export.choose)
        self.export.message_shown.connect(self.message_shown)
        add_action(self, tr("One more year in the status round"), ["Ctrl+Shift+Y"], self.add_year)
        add_action(self, tr("Save the status as PDF"), ["Ctrl+Shift+P"], self.export.choose)
        self.setFocusProxy(self.grid)
        self.refresh()
        self._go_to(0, self._this_year)

    @property
    def check(self) -> StatusCheck | None:
        """The status of the current cell, or None."""
        return self.model.check_at(self.grid.currentIndex())

    def refresh(self) -> None:
        """Show the improvements and years as they are now."""
        index = self.grid.currentIndex()
        improvement, year = self.model.improvement_at(index), self.model.year_at(index)
        assessment = self._session.assessment
        years = round_years(assessment, self._this_year, self._added)
        self.model.show_years(years)
        self._set_columns()
        self.stack.setCurrentWidget(self.work_page if assessment.improvements else self.empty_label)
        if not self.grid.currentIndex().isValid():
            row = self.model.row_of(improvement.id) if improvement else 0
            self._go_to(row or 0, year or self._this_year)
        self._show_comment()

    def add_year(self) -> None:
        """Add the year after the last one, and go to it."""
        year = self.model.years[-1] + 1
        if year in YEARS:
            self._added.add(year)
            row = max(0, self.grid.currentIndex().row())
            self.refresh()
            self._go_to(row, year)

    def give(self, status: ImprovementStatus | None) -> None:
        """Give the current cell a status, or none."""
        index = self.grid.currentIndex()
        improvement, year = self.model.improvement_at(index), self.model.year_at(index)
        if improvement is None or year is None:
            return
        self.comment_field.end_typing()
        changes = check_changes(self._session.assessment, improvement, year, status)
        if changes:
            self._session.change_undoably(_step_text(improvement, year), changes)

    def show_record(self, record: Record) -> None:
        """Go to the cell of a status."""
        if isinstance(record, StatusCheck):
            row = self.model.row_of(record.improvement)
            if row is not None:
                self._go_to(row, record.year)

    def _status(self) -> ImprovementStatus | None:
        return self.check.status if self.check else None

    def _return_focus(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The comment

    def _save_comment(self, comment: str, edit_session: str) -> None:
        check = self._commented
        now = self._session.assessment.status_checks.get(check.id) if check else None
        improvement = self._session.assessment.improvements.get(now.improvement) if now else None
        if now is not None and improvement is not None and comment != now.comment:
            text = _step_text(improvement, now.year)
            self._session.put_undoably(text, replace(now, comment=comment), edit_session)

    def _show_comment(self) -> None:
        index = self.grid.currentIndex()
        self._commented = check = self.check
        self.comment_field.setEnabled(check is not None)
        self.comment_field.show_comment(check.comment if check else "")
        improvement, year = self.model.improvement_at(index), self.model.year_at(index)
        is_cell = improvement is not None and year is not None
        self.comment_label.setText(
            f"{year}: {improvement.title}" if improvement and is_cell else ""
        )

    # Which cell

    def _follow_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.comment_field.end_typing()
        self._show_comment()
        improvement = self.model.improvement_at(index)
        if improvement is not None:
            self._state.choose(improvement.id)

    def _show_improvement(self, improvement: str) -> None:
        row = self.model.row_of(improvement)
        index = self.grid.currentIndex()
        if row is not None and row != index.row():
            make_current(self.grid, self.model.index(row, max(FIXED, index.column())))

    def _go_to(self, row: int, year: int) -> None:
        column = self.model.column_of(year)
        if self.model.rowCount() and column is not None:
            make_current(self.grid, self.model.index(row, column))
            self.grid.scrollTo(self.model.index(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_columns()

    def _set_columns(self) -> None:
        """Give the years their width, and the titles what remains."""
        years = max(0, self.grid.horizontalHeader().count() - FIXED)
        bar = self.grid.verticalScrollBar().sizeHint().width()
        left = self.width() - years * YEAR_WIDTH - bar - 2 * SIDE
        for column in range(FIXED + years):
            is_title = column < FIXED
            width = max(NARROWEST_TITLE, left) if is_title else YEAR_WIDTH
            self.grid.setColumnWidth(column, width)

    @property
    def _this_year(self) -> int:
        return date.today().year  # noqa: DTZ011 - the year on the wall


def _step_text(improvement: Improvement, year: int) -> str:
    return tr("status {0} of “{1}”").format(year, improvement.title)


def status_key_help() -> list[tuple[str, str]]:
    """Return the keys of the grid, for the key sheet (F1)."""
    return [
        *((str(n), status_name(each).capitalize()) for n, each in enumerate(STATUSES, 1)),
        ("0", tr("Take the status away")),
        (tr("Space"), tr("Step through the statuses")),
        ("Enter", tr("Write the comment, and back")),
        ("Ctrl Shift Y", tr("One more year in the status round")),
        ("Ctrl Shift P", tr("Save the status as PDF")),
        ("Ctrl U", tr("Status year by year, or last time's")),
    ]
