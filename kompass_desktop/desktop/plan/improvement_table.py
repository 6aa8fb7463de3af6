"""The improvements as a table, by priority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.improving import new_improvement
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.service_areas import service_name, services_of
from kompass_desktop.desktop.actions import ON_IT, add_action
from kompass_desktop.desktop.plan.improvement_delegate import ROW_HEIGHT, ImprovementDelegate
from kompass_desktop.desktop.plan.improvement_rows import ImprovementColumn, ImprovementRows
from kompass_desktop.desktop.plan.plan_changes import PlanChanges
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.widgets.current_in_sight import CurrentInSight
from kompass_desktop.desktop.widgets.pasted_cells import Cells, Pasting
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name

WIDTHS: Mapping[int, int] = {
    ImprovementColumn.CHOSEN: 44,
    ImprovementColumn.RESPONSIBLE: 130,
    ImprovementColumn.SERVICE: 154,
    ImprovementColumn.GAIN: 74,
    ImprovementColumn.STATUS: 84,
}
"""Pixels; the title gets the rest. They do not follow the rows, of which there may be 500."""
CUT = (ImprovementColumn.RESPONSIBLE, ImprovementColumn.SERVICE)
"""The columns whose longer texts are cut off until the user makes them wider."""
IN_DETAILS = (ImprovementColumn.RESPONSIBLE, ImprovementColumn.SERVICE)
"""The columns that are hidden while the details show the same."""
STATUS_EDGES = 24
"""Pixels beside the name of a status, with the dot's line to the scroll bar."""


class ImprovementTable(QWidget):
    """Shows the improvements that the filter lets through; they are edited in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = RecordView()
        self.view.setObjectName("improvements_view")
        self.view.setAccessibleName(tr("Improvements"))
        self.empty_label = QLabel()
        self.empty_label.setProperty("role", "soft")
        self.empty_label.setWordWrap(True)
        self.empty_label.setContentsMargins(14, 10, 14, 10)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty_label)

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
        self._changes = PlanChanges(state)
        self._figures = state.figures
        self.rows = ImprovementRows(state)
        self._delegate = ImprovementDelegate(self.view)
        self._set_up_view()
        self.rows.edited.connect(self._changes.edit)
        self.rows.refused.connect(state.message_shown)
        self.rows.ticked.connect(lambda each: self._changes.toggle_scenario([each]))
        self.view.cells_pasted.connect(self._paste)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        state.session.flush_requested.connect(self.view.flush)
        state.changed.connect(self.show_present)
        state.filter_changed.connect(self.show_present)
        state.improvement_chosen.connect(self._follow)
        self._add_keys()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the table, each with its description."""
        return [
            ("Enter", tr("Open the details of the improvement")),
            ("F2", tr("Type in the cell (or just begin to type)")),
            (tr("Space"), tr("Put the improvement into the scenario, or out of it")),
            ("Ctrl V", tr("Paste rows from a spreadsheet into the list")),
            ("Delete", tr("Remove what is selected in the list")),
            ("Alt ↑, Alt ↓", tr("Move the selected improvements, whose order is the priority")),
            ("Alt ←, Alt →", tr("Give the selected improvements the status before or after")),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_present()

    def show_present(self) -> None:
        """Show the improvements as they are now, unless the table is hidden."""
        if not self.isVisible():
            return
        shown = self._state.shown
        services = services_of(self._state.session.assessment)
        self._delegate.set_choices(
            ImprovementColumn.SERVICE, tuple((each, service_name(each)) for each in services)
        )
        self.rows.show_records(shown)
        if self._figures != self._state.figures:
            self._figures = self._state.figures
            self.rows.refresh_figures()
        self.empty_label.setText(self._nothing_text())
        self._stack.setCurrentWidget(self.view if shown else self.empty_label)
        current = self._state.improvement
        if current is not None:
            self._follow(current.id)
        if shown and not self.view.currentIndex().isValid():
            self.view.select(shown[0].id)

    def show_few_columns(self, *, few: bool) -> None:
        """Hide the columns that the details show too, or show all; the title gets their room."""
        for column in IN_DETAILS:
            self.view.setColumnHidden(column, few)

    def write_title(self, improvement: str) -> None:
        """Open the title of an improvement, given its id, for typing."""
        self.view.write_in(improvement, ImprovementColumn.TITLE)

    def _set_up_view(self) -> None:
        self.view.show_table(self.rows, self._delegate, {})
        make_plain(self.view, ROW_HEIGHT)
        CurrentInSight(self.view)
        header, metrics = self.view.horizontalHeader(), self.view.fontMetrics()
        names = [metrics.horizontalAdvance(f"● {status_name(s)}") for s in ImprovementStatus]
        widths = dict(WIDTHS)
        widths[ImprovementColumn.STATUS] = max(*names, WIDTHS[ImprovementColumn.STATUS])
        widths[ImprovementColumn.STATUS] += STATUS_EDGES
        for column, width in widths.items():
            mode = header.ResizeMode.Interactive if column in CUT else header.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))

    def _add_keys(self) -> None:
        changes, view = self._changes, self.view
        for text, keys, slot in (
            (tr("Details"), ["Return", "Enter"], self._state.detail_requested.emit),
            (tr("In the scenario"), ["Space"], lambda: changes.toggle_scenario(view.selected_ids)),
            (tr("Move up"), ["Alt+Up"], partial(self._move, -1)),
            (tr("Move down"), ["Alt+Down"], partial(self._move, 1)),
            (tr("Status before"), ["Alt+Left"], partial(self._step_status, -1)),
            (tr("Status after"), ["Alt+Right"], partial(self._step_status, 1)),
            (tr("Remove"), ["Delete"], self._remove),
        ):
            add_action(view, text, keys, slot, ON_IT)

    def _nothing_text(self) -> str:
        if self._state.session.assessment.improvements:
            return tr("No improvement passes the filter. Esc in the search field removes it.")
        return tr(
            "No improvements yet. Ctrl+N makes one; on the page Findings, Ctrl+Shift+T makes one "
            "of a finding."
        )

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.row()
        self._state.choose(self.rows.records[row].id if 0 <= row < self.rows.rowCount() else "")

    def _follow(self, improvement: str) -> None:
        if improvement != self.view.current_id:
            self.view.select(improvement, max(0, self.view.currentIndex().column()))

    def _move(self, step: int) -> None:
        self.view.flush()
        chosen, column = self.view.selected_ids, self.view.currentIndex().column()
        current = self.view.current_id
        self._changes.move(chosen, step, self._state.shown)
        self._select(chosen, current, column)

    def _step_status(self, step: int) -> None:
        self.view.flush()
        self._changes.step_status(self.view.selected_ids, step)

    def _remove(self) -> None:
        self.view.flush()
        self._changes.remove(self.view.selected_ids)

    def _select(self, chosen: Sequence[str], current: str, column: int) -> None:
        """Make a row the current one again, and select others with it."""
        self.view.select(current, column)
        flags = self.view.selectionModel().SelectionFlag
        for each in chosen:
            row = self.rows.row_of(each)
            if row is not None:
                index = self.rows.index(row, column)
                self.view.selectionModel().select(index, flags.Select | flags.Rows)

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        assessment = self._state.session.assessment
        made: list[Improvement] = []

        def make(_typed: Mapping[int, str]) -> Improvement:
            last = new_improvement(assessment)
            made.append(type(last)(last.id, "", position=last.position + len(made)))
            return made[-1]

        pasted = Pasting(self.rows, lambda _, after: after, make).paste(cells, row, column)
        changes: Sequence[Change] = pasted.changes
        self._state.session.change_undoably(tr("pasting of improvements"), changes)
        self._state.message_shown.emit(pasted.sentence())
