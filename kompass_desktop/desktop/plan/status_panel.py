"""Status: the improvements ticked off year by year, and what came of last time's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.plan_records import Carryover, StatusCheck
from kompass_desktop.assessment.planning.following_up import outcomes_of
from kompass_desktop.assessment.planning.status_rounds import counts_in
from kompass_desktop.assessment.records import Record
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.following_up.carryover_card import carryover_key_help
from kompass_desktop.desktop.following_up.outcome_text import counts_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.carryover_list import CarryoverList
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.status_round import StatusRound, status_key_help
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import tr
from kompass_desktop.report.plan.plan_names import status_name


class StatusPanel(QWidget):
    """Shows the status rounds of the plan, or all that was carried over from last time."""

    message_shown = Signal(str)

    years_chip: QPushButton
    last_time_chip: QPushButton
    counts_label: ElidedLabel
    parts: QStackedWidget
    round: StatusRound
    last_time: CarryoverList

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/status_panel")

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._session = state.session
        for part in (self.round, self.last_time):
            part.set_state(state)
            part.message_shown.connect(self.message_shown)
        self.years_chip.clicked.connect(partial(self._go_to, self.show_years))
        self.last_time_chip.clicked.connect(partial(self._go_to, self.show_last_time))
        add_action(self, tr("Status year by year, or last time's"), ["Ctrl+U"], self._switch)
        self._session.carryovers_changed.connect(self._show_counts)
        self._session.plan_changed.connect(self._show_counts)
        self.round.grid.selectionModel().currentChanged.connect(self._show_counts)
        self.show_years()

    def show_years(self) -> None:
        """Show the status rounds."""
        self._show(self.round, self.years_chip)

    def show_last_time(self) -> None:
        """Show what was carried over from last time."""
        self._show(self.last_time, self.last_time_chip)

    def show_record(self, record: Record) -> None:
        """Go to a status, or to what was carried over."""
        if isinstance(record, StatusCheck):
            self.show_years()
            self.round.show_record(record)
        elif isinstance(record, Carryover):
            self.show_last_time()
            self.last_time.show_record(record)

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the keys that are no actions, by heading, for the key sheet (F1)."""
        heading, marks = carryover_key_help()
        own = [
            ("F8", tr("Next of last time that is not marked")),
            ("Ctrl Enter", tr("Into the plan again")),
        ]
        status = (tr("Status round, when it has the focus"), status_key_help())
        return [status, (heading, [*marks, *own])]

    def _switch(self) -> None:
        is_years = self.parts.currentWidget() is self.round
        has_more = is_years and self.last_time_chip.isEnabled()
        self._go_to(self.show_last_time if has_more else self.show_years)

    def _go_to(self, show: Callable[[], None]) -> None:
        """Show a part and put the focus in it, where its keys work."""
        show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            # The view was chosen among those of the page, and its keys work within it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, part: QWidget, chip: QPushButton) -> None:
        self.parts.setCurrentWidget(part)
        chip.setChecked(True)
        self.setFocusProxy(part)
        self._show_counts()

    def _show_counts(self) -> None:
        assessment = self._session.assessment
        carryovers = assessment.carryovers.values()
        waiting = sum(each.outcome is None for each in carryovers)
        self.last_time_chip.setText(tr("From last time: {0}").format(waiting))
        self.last_time_chip.setEnabled(bool(carryovers))
        is_years = self.parts.currentWidget() is self.round
        self.counts_label.setText(
            self._year_text() if is_years else counts_text(outcomes_of(carryovers))
        )

    def _year_text(self) -> str:
        """Return how many improvements have which status in the current year."""
        year = self.round.model.year_at(self.round.grid.currentIndex())
        if year is None:
            return ""
        counts = counts_in(self._session.assessment, year)
        named = [f"{number} {status_name(status)}" for status, number in counts.items()]
        return f"{year}: {', '.join(named)}" if named else ""
