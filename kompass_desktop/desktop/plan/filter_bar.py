"""The line above the improvements in which one chooses which of them are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.assessment.service_areas import service_name, services_of
from kompass_desktop.desktop.plan.improvement_filter import ImprovementFilter
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name

FIELD_WIDTH = 210


class FilterBar(QWidget):
    """Filters the improvements by words, service area and status; Esc removes the filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services: tuple[str, ...] = ()
        self.text_field = QLineEdit()
        self.text_field.setProperty("role", "search")
        self.text_field.setClearButtonEnabled(True)
        self.text_field.setMaximumWidth(FIELD_WIDTH)
        self.text_field.setPlaceholderText(tr("Filter: words or code"))
        self.text_field.setAccessibleName(tr("Show improvements with these words"))
        self.text_field.setToolTip(tr("Show improvements with these words (Ctrl+Shift+L)"))
        self.service_box = QComboBox()
        self.service_box.setAccessibleName(tr("Show improvements of a service area"))
        self.status_box = QComboBox()
        self.status_box.setAccessibleName(tr("Show improvements with a status"))
        self.count_label = QLabel()
        self.count_label.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.text_field, 1)
        for part in (self.service_box, self.status_box, self.count_label):
            row.addWidget(part)
        row.addStretch(1)

    def set_state(self, state: PlanState) -> None:
        """Filter the improvements of a page's state."""
        self._state = state
        self.status_box.addItem(tr("All statuses"))
        self.status_box.addItems([status_name(status) for status in ImprovementStatus])
        self.text_field.textChanged.connect(self._give_out)
        for box in (self.service_box, self.status_box):
            box.activated.connect(self._give_out)
        state.changed.connect(self.show_present)
        state.filter_changed.connect(self.show_present)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_present()

    def show_present(self) -> None:
        """Show the filter in use, and how many improvements it lets through, unless hidden."""
        if not self.isVisible():
            return
        state = self._state
        own = state.filter.service
        services = services_of(state.session.assessment)
        if own is not None and own not in services:
            services = (*services, own)
        if services != self._services:
            self._services = services
            self.service_box.clear()
            self.service_box.addItem(tr("All service areas"))
            self.service_box.addItems([service_name(service) for service in services])
        with QSignalBlocker(self.text_field):
            if self.text_field.text() != state.filter.text:
                self.text_field.setText(state.filter.text)
        self.service_box.setCurrentIndex([None, *services].index(state.filter.service))
        self.status_box.setCurrentIndex([None, *ImprovementStatus].index(state.filter.status))
        every, shown = len(state.session.assessment.improvements), len(state.shown)
        is_cut = not state.filter.is_empty
        self.count_label.setText(tr("{0} of {1}").format(shown, every) if is_cut else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._state.filter.is_empty:
            self._state.show_filter(ImprovementFilter())
        else:
            super().keyPressEvent(event)

    def _give_out(self) -> None:
        service = [None, *self._services][max(0, self.service_box.currentIndex())]
        status = [None, *ImprovementStatus][max(0, self.status_box.currentIndex())]
        self._state.show_filter(ImprovementFilter(self.text_field.text(), service, status))
