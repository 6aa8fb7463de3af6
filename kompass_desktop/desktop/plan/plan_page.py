"""Plan: improvements with their scenario, and the timeline of the whole project."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Activity, Improvement, Record
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.plan.improvement_board import ImprovementBoard
from kompass_desktop.desktop.plan.improvement_table import ImprovementTable
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.scenario_card import ScenarioCard
from kompass_desktop.desktop.plan.service_panel import ServicePanel
from kompass_desktop.desktop.plan.status_panel import StatusPanel
from kompass_desktop.desktop.plan.workshop_panel import WorkshopPanel
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.timeline.timeline_panel import TimelinePanel
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import ntr, tr

VIEWS = ("table", "board", "services", "workshop", "status")
"""The views of the upper card, in the order of their chips."""
UPPER_SHARE = 3
"""How much of the height the upper row has; the timeline has 2."""


class PlanPage(Page):
    """Shows one view of the improvements, the scenario beside it, and the timeline below."""

    count_label: ElidedLabel
    table_chip: QPushButton
    board_chip: QPushButton
    services_chip: QPushButton
    workshop_chip: QPushButton
    status_chip: QPushButton
    new_button: KeyButton
    views: QStackedWidget
    table_view: ImprovementTable
    board_view: ImprovementBoard
    services_view: ServicePanel
    workshop_view: WorkshopPanel
    status_view: StatusPanel
    plan_column: QVBoxLayout
    improvements_card: QFrame
    scenario_frame: QFrame
    scenario_card: ScenarioCard
    timeline: TimelinePanel

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "plan/plan_page")
        self.state = state = PlanState(session, self)
        self._chips: dict[str, QPushButton] = {key: getattr(self, f"{key}_chip") for key in VIEWS}
        for key in VIEWS:
            getattr(self, f"{key}_view").set_state(state)
        self.scenario_card.set_state(state)
        self.timeline.set_session(session)
        self._connect()
        self._show_view(state.view)
        self._show_count()

    def show_record(self, record: Record) -> None:
        if isinstance(record, Improvement):
            self.state.choose(record.id)
        elif isinstance(record, Activity):
            self.timeline.show_activity(record.id)

    def panes(self) -> list[QWidget]:
        return [self.timeline.chart]

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [*super().key_groups(), (tr("Timeline"), self.timeline.key_help())]

    def _connect(self) -> None:
        for number, (key, chip) in enumerate(self._chips.items(), start=1):
            self._connect_view(key, chip, number)
        self.state.view_chosen.connect(self._show_view)
        self.state.changed.connect(self._show_count)
        self.state.improvement_chosen.connect(self.timeline.show_improvement)
        self.timeline.improvement_chosen.connect(self.state.choose)
        self.timeline.message_shown.connect(self.message_shown)
        self.timeline.room_toggled.connect(self._show_only_timeline)
        # For the key sheet; they work only while the chart has the focus.
        self.addActions(self.timeline.key_actions)

    def _connect_view(self, key: str, chip: QPushButton, number: int) -> None:
        chip.clicked.connect(lambda: self.state.show_view(key))
        add_action(self, chip.text(), [f"Ctrl+{number}"], lambda: self._go_to_view(key))

    def _go_to_view(self, key: str) -> None:
        self.timeline.room_button.setChecked(False)
        self.state.show_view(key)

    def _show_view(self, view: str) -> None:
        self._chips[view].setChecked(True)
        self.views.setCurrentIndex(VIEWS.index(view))

    def _show_only_timeline(self, is_alone: bool) -> None:
        for card in (self.improvements_card, self.scenario_frame):
            card.setVisible(not is_alone)
        # A row of which everything is hidden would still take its share.
        self.plan_column.setStretch(0, 0 if is_alone else UPPER_SHARE)

    def _show_count(self) -> None:
        improvements = self.session.assessment.improvements
        chosen = len(self.state.scenario.improvements)
        counts = ntr("{0} improvement", "{0} improvements", len(improvements))
        in_scenario = tr("{0} in the scenario").format(chosen)
        self.count_label.setText(f"{counts.format(len(improvements))} · {in_scenario}")
