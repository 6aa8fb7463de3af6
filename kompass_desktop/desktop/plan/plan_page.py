"""Plan: improvements with their scenario, and the timeline of the whole project."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.planning.scenario import chosen_improvements
from kompass_desktop.assessment.records import Record
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.actions import WITHIN, add_action
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.plan.filter_bar import FilterBar
from kompass_desktop.desktop.plan.improvement_board import ImprovementBoard
from kompass_desktop.desktop.plan.improvement_detail import ImprovementDetail
from kompass_desktop.desktop.plan.improvement_filter import ImprovementFilter
from kompass_desktop.desktop.plan.improvement_table import ImprovementTable
from kompass_desktop.desktop.plan.plan_changes import PlanChanges
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
FILTERED = ("table", "board")
"""The views that show only what the filter lets through."""
SCENARIO_WIDTH = 330
DETAIL_WIDTH = 493
"""Pixels of the card at the right, with the scenario or with the details."""
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
    filter_bar: FilterBar
    views: QStackedWidget
    table_view: ImprovementTable
    board_view: ImprovementBoard
    services_view: ServicePanel
    workshop_view: WorkshopPanel
    status_view: StatusPanel
    plan_column: QVBoxLayout
    improvements_card: QFrame
    scenario_frame: QFrame
    side: QStackedWidget
    scenario_card: ScenarioCard
    detail: ImprovementDetail
    timeline_card: QFrame
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
        self.filter_bar.set_state(state)
        self.scenario_card.set_state(state)
        self.detail.set_state(state)
        self._changes = PlanChanges(state)
        self.timeline.set_session(session)
        self._connect()
        self._show_view(state.view)
        self._show_count()
        if state.improvement is not None:
            # The table chose it before the timeline could follow.
            self.timeline.show_improvement(state.improvement.id)

    # What the window calls

    def show_record(self, record: Record) -> None:
        match record:
            case Workshop() | Ballot():
                self._share_page()
                self.state.show_view("workshop")
                self.workshop_view.show_record(record)
            case StatusCheck() | Carryover():
                self._share_page()
                self.state.show_view("status")
                self.status_view.show_record(record)
            case Activity():
                self.timeline.show_activity(record.id)
            case _:
                self._show_improvement(record)

    def _show_improvement(self, record: Record) -> None:
        improvement = record.improvement if isinstance(record, Lift) else record.id
        if improvement in self.session.assessment.improvements:
            self.state.reveal(improvement)
        if isinstance(record, Lift) and self.detail.is_open:
            self.detail.focus_lift(record.measure_point)

    def put_caret_at(self, record: Record, query: SearchQuery) -> None:
        if not isinstance(record, Improvement):
            return
        self._show_filtered()
        if query.is_in(record.title):
            self._view_pane().setFocus()
        else:
            self.open_detail()
            self.detail.put_caret_at(query)

    def current_records(self) -> Collection[str]:
        improvement = self.state.improvement
        if improvement is None:
            return ()
        assessment = self.session.assessment
        return [
            improvement.id,
            *(lift.id for lift in self.state.lifts(improvement.id)),
            *(each.id for each in assessment.status_checks_of(improvement.id)),
            *(b.id for b in assessment.ballots.values() if b.improvement == improvement.id),
        ]

    def panes(self) -> list[QWidget]:
        side: list[QWidget] = [self.scenario_card.effort_chart]
        if self.detail.is_open:
            side = [self.detail.title_field]
        fields = [self.filter_bar.text_field] if self.state.view in FILTERED else []
        return [self._view_pane(), *side, *fields, self.timeline.chart]

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        own = self._keys_of_views.get(self.state.view)
        groups = [("", own() if own is not None else [])]
        if self.state.view == "status":
            groups += self.status_view.key_groups()
        if self.state.view in FILTERED:
            groups.append((tr("Details of an improvement"), self.detail.key_help()))
        if not self.timeline_card.isHidden():
            groups.append((tr("Timeline"), self.timeline.key_help()))
        return groups

    @property
    def _keys_of_views(self) -> dict[str, Callable[[], list[tuple[str, str]]]]:
        return {
            "table": self.table_view.key_help,
            "board": self.board_view.key_help,
            "services": self.services_view.key_help,
            "workshop": self.workshop_view.key_help,
        }

    # What the user does

    def add(self) -> None:
        """Add an improvement, and begin to write its title."""
        self._show_filtered()
        improvement = self._changes.add()
        if self.state.view == "table" and not self.detail.is_open:
            self.table_view.write_title(improvement.id)
        else:
            self.open_detail()

    def show_service(self, service: str) -> None:
        """Show the improvements of a service area, by its key or own name, in the table."""
        self.state.show_filter(ImprovementFilter(service=service))
        self.state.show_view("table")
        self.table_view.view.setFocus()

    def open_detail(self) -> None:
        """Show the details of the current improvement in the place of the scenario."""
        if self.state.improvement is not None:
            self._share_page()
            self.scenario_frame.setFixedWidth(DETAIL_WIDTH)
            self.side.setCurrentWidget(self.detail)
            self.table_view.show_few_columns(few=True)
            self.detail.show_present()
            self.detail.take_focus()

    def close_detail(self) -> None:
        """Show the scenario again, and give the focus back to the improvements."""
        self._hide_detail()
        self._view_pane().setFocus()

    def _hide_detail(self) -> None:
        self.detail.flush()
        self.side.setCurrentWidget(self.scenario_card)
        self.scenario_frame.setFixedWidth(SCENARIO_WIDTH)
        self.table_view.show_few_columns(few=False)

    def _close_empty_detail(self) -> None:
        if self.detail.is_open and self.state.improvement is None:
            self.close_detail()

    def _view_pane(self) -> QWidget:
        """Return the part of the view that is shown that gets the focus."""
        table = self.table_view.view
        panes: dict[str, QWidget] = {
            # Without a row to show there is no table.
            "table": table if table.isVisibleTo(self.table_view) else self.new_button,
            "board": self.board_view,
        }
        return panes.get(self.state.view) or self.views.widget(VIEWS.index(self.state.view)) or self

    def _connect(self) -> None:
        for number, (key, chip) in enumerate(self._chips.items(), start=1):
            self._connect_view(key, chip, number)
        self.new_button.clicked.connect(self.add)
        add_action(self, tr("New improvement"), ["Ctrl+N"], self.add)
        find = tr("Filter the improvements")
        add_action(self, find, ["Ctrl+Shift+L"], self._go_to_filter)
        self.state.service_requested.connect(self.show_service)
        self.state.documents_requested.connect(self.service_requested)
        self.state.detail_requested.connect(self.open_detail)
        self.state.message_shown.connect(self.message_shown)
        self.detail.closed.connect(self.close_detail)
        self.state.view_chosen.connect(self._show_view)
        self.state.changed.connect(self._show_count)
        self.state.changed.connect(self._close_empty_detail)
        self.state.improvement_chosen.connect(self.timeline.show_improvement)
        self.timeline.improvement_chosen.connect(self.state.choose)
        self.timeline.message_shown.connect(self.message_shown)
        self.status_view.message_shown.connect(self.message_shown)
        self.timeline.room_toggled.connect(self._show_only_timeline)
        # As Ctrl+1 to Ctrl+5 do, it works wherever the focus is.
        self.timeline.room_action.setShortcutContext(WITHIN)

    def _connect_view(self, key: str, chip: QPushButton, number: int) -> None:
        chip.clicked.connect(lambda: self.state.show_view(key))
        add_action(self, chip.text(), [f"Ctrl+{number}"], lambda: self._go_to_view(key))

    def _go_to_view(self, key: str) -> None:
        self._share_page()
        self.state.show_view(key)

    def _go_to_filter(self) -> None:
        self._show_filtered()
        self.filter_bar.text_field.setFocus()

    def _show_filtered(self) -> None:
        """Show a view of single improvements, the table if there is another one."""
        self._share_page()
        if self.state.view not in FILTERED:
            self.state.show_view("table")

    def _share_page(self) -> None:
        """Show the views too, if the timeline has the whole page."""
        self.timeline.room_button.setChecked(False)

    def _show_view(self, view: str) -> None:
        focused = QApplication.focusWidget()
        parts = (self.views, self.detail)
        had_focus = focused is not None and any(each.isAncestorOf(focused) for each in parts)
        self._chips[view].setChecked(True)
        self.views.setCurrentIndex(VIEWS.index(view))
        self.filter_bar.setVisible(view in FILTERED)
        # The cards of a workshop need the room, and the timeline is of no use there.
        self._show_timeline(is_shown=view != "workshop")
        if view not in FILTERED and self.detail.is_open:
            # The other views need the room, and are about more than one improvement.
            self._hide_detail()
        if had_focus:
            self._view_pane().setFocus()

    def _show_timeline(self, *, is_shown: bool) -> None:
        if not is_shown:
            # Nothing would be left to see.
            self._share_page()
        self.timeline_card.setVisible(is_shown)
        # For the key sheet, all but one; they work only while the chart has the focus.
        for action in self.timeline.key_actions:
            if is_shown or action is self.timeline.room_action:
                self.addAction(action)
            else:
                self.removeAction(action)

    def _show_only_timeline(self, is_alone: bool) -> None:
        if is_alone:
            if self.timeline_card.isHidden():
                self.state.show_view("table")
            self.timeline.chart.setFocus()
        for card in (self.improvements_card, self.scenario_frame):
            card.setVisible(not is_alone)
        # A row of which everything is hidden would still take its share.
        self.plan_column.setStretch(0, 0 if is_alone else UPPER_SHARE)

    def _show_count(self) -> None:
        improvements = self.state.ordered
        # Its scores are computed when they are shown: the next key must not wait for them.
        chosen = len(chosen_improvements(self.session.assessment))
        counts = ntr("{0} improvement", "{0} improvements", len(improvements))
        in_scenario = tr("{0} in the scenario").format(chosen)
        self.count_label.setText(f"{counts.format(len(improvements))} · {in_scenario}")
