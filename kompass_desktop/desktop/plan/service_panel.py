"""The steps of each service area: analysis, other reports, improvements."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QTableView, QWidget

from kompass_desktop.assessment.document_kinds import service_analysis_of
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.planning.service_steps import ServiceSteps, service_steps
from kompass_desktop.assessment.service_areas import service_name, service_of, services_of
from kompass_desktop.desktop.actions import ON_IT, add_action, without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.service_table import (
    ROW_HEIGHT,
    ServiceCellPainter,
    ServiceColumn,
    ServiceRow,
    ServiceTable,
)
from kompass_desktop.desktop.widgets.column_widths import fix_columns
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.make_current import make_current
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.i18n import tr

WIDTHS: dict[int, int] = {
    ServiceColumn.ANALYSIS: 104,
    ServiceColumn.REPORTS: 170,
    ServiceColumn.IMPROVEMENTS: 200,
    ServiceColumn.GAIN: 52,
    ServiceColumn.MISSING: 160,
}
"""Pixels; the service area gets the remaining width."""


class ServicePanel(QWidget):
    """Shows each service area as a row, which leads to its documents and its improvements."""

    services_view: QTableView
    new_field: QLineEdit
    documents_button: QPushButton
    improvements_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/service_panel")
        self.table = ServiceTable(self)
        self._is_stale = True
        view = self.services_view
        view.setModel(self.table)
        view.setItemDelegate(ServiceCellPainter(view))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        make_plain(view, ROW_HEIGHT)
        fix_columns(view, WIDTHS)
        limit_line(self.new_field)
        self.setFocusProxy(view)

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
        state.changed.connect(self._follow)
        state.session.documents_changed.connect(self._follow)
        self.services_view.doubleClicked.connect(self._open)
        here = tr("Show the documents or the improvements of the service area")
        add_action(self.services_view, here, ["Return"], self._open_current, ON_IT)
        self.documents_button.clicked.connect(without_argument(self.show_documents))
        self.improvements_button.clicked.connect(without_argument(self.show_improvements))
        self.new_field.returnPressed.connect(self._add)
        self._show()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the panel, each with its description."""
        return [("Enter", tr("Show the documents or the improvements of the service area"))]

    @property
    def current(self) -> str | None:
        """The current service area, or None."""
        row = self.services_view.currentIndex().row()
        return self.table.rows[row].steps.service if 0 <= row < len(self.table.rows) else None

    def show_documents(self) -> None:
        """Ask for the documents of the current service area to be shown."""
        if self.current is not None:
            self._state.documents_requested.emit(self.current)

    def show_improvements(self) -> None:
        """Ask for the improvements of the current service area to be shown in the table."""
        if self.current is not None:
            self._state.service_requested.emit(self.current)
            self._state.show_view("table")

    def showEvent(self, event: QShowEvent) -> None:
        """Update what has changed while another view was shown."""
        super().showEvent(event)
        if self._is_stale:
            self._show()

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if ServiceColumn(index.column()).is_about_documents:
            self.show_documents()
        else:
            self.show_improvements()

    def _open_current(self) -> None:
        self._open(self.services_view.currentIndex())

    def _add(self) -> None:
        """Begin a new service area: ask for its service analysis, the first of its steps."""
        session = self._state.session
        service = service_of(self.new_field.text())
        if not service:
            return
        if service in services_of(session.assessment):
            self._choose(service)
            self.new_field.clear()
            return
        if session.refuses_change():
            return
        document = service_analysis_of(session.assessment, service)
        session.put_undoably(tr("new service area"), document)
        self.new_field.clear()
        self._choose(service)
        sentence = tr("The service analysis of {0} is asked for. Ctrl+Z takes it back.")
        self._state.message_shown.emit(sentence.format(service_name(service)))

    def _choose(self, service: str) -> None:
        services = [row.steps.service for row in self.table.rows]
        index = self.table.index(services.index(service), ServiceColumn.SERVICE)
        make_current(self.services_view, index)
        self.services_view.scrollTo(index)

    def _follow(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._is_stale = False
        chosen = self.current
        session = self._state.session
        self.table.show_rows([self._row(each) for each in service_steps(session.assessment)])
        services = [row.steps.service for row in self.table.rows]
        if not self.services_view.currentIndex().isValid():
            row = services.index(chosen) if chosen in services else 0
            make_current(self.services_view, self.table.index(row, ServiceColumn.SERVICE))

    def _row(self, steps: ServiceSteps) -> ServiceRow:
        session = self._state.session
        together = Scenario(session.assessment, session.board, steps.kept)
        return ServiceRow(steps, together.gain(), together.is_estimate)
