"""The scenario: its total and profile beside today's, and effect against effort."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.planning.scenario_profile import scenario_profile
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.effort_chart import EffortChart, NumberedImprovement
from kompass_desktop.desktop.plan.gain_text import gain_text
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.scenario_radar import ScenarioRadar
from kompass_desktop.desktop.runtime.next_turn import NextTurn
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import ntr, tr

_MOST_AREAS = 3


class ScenarioCard(QWidget):
    """Shows what the scenario would give; its figures are those of `assessment.scenario`."""

    count_label: QLabel
    total_label: QLabel
    now_label: ElidedLabel
    radar: ScenarioRadar
    areas_label: ElidedLabel
    note_label: QLabel
    unplaced_label: ElidedLabel
    effort_chart: EffortChart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/scenario_card")
        # The improvements are painted first.
        self._next_turn = NextTurn(self)
        self._next_turn.due.connect(self.show_present)
        self._known: dict[str, NumberedImprovement] = {}

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
        state.changed.connect(self._show_soon)
        state.improvement_chosen.connect(self.effort_chart.choose)
        self.effort_chart.improvement_chosen.connect(state.reveal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._next_turn.start()

    def _show_soon(self) -> None:
        if self.isVisible():
            self._next_turn.start()

    def show_present(self) -> None:
        """Show the scenario as it is now."""
        self._next_turn.stop()
        scenario, board = self._state.scenario, self._state.session.board
        chosen = len(scenario.improvements)
        words = ntr("{0} improvement", "{0} improvements", chosen)
        self.count_label.setText(words.format(chosen))
        about = "≈ " if scenario.is_estimate else ""
        self.total_label.setText(f"{about}{scenario.shown_total}")
        self.now_label.setText(tr("with the improvements · {0} now").format(board.shown_total))
        now = profile_of(board, tr("Today"))
        self.radar.show_scenario(now, scenario_profile(scenario, now, tr("With the improvements")))
        self.areas_label.setText(self._areas_text())
        note = tr("Improvements give points only when they are carried out.")
        estimate = tr("≈ is an estimate: not all measure points are rated.")
        self.note_label.setText(f"{note}\n{estimate}" if scenario.is_estimate else note)
        self._show_effort()

    def _areas_text(self) -> str:
        """Return the areas that gain most, each with its gain in printed points."""
        scenario = self._state.scenario
        gains = {
            area: scenario.shown_area(area.number)
            - self._state.session.board.shown_area(area.number)
            for area in scenario.instrument.areas
        }
        most = sorted(gains, key=lambda area: (-scenario.gain(area.code), area.number))
        named = [f"{a.code} {a.short} {signed(gains[a])}" for a in most if gains[a] > 0]
        if not named:
            return ""
        return tr("Most: {0}").format(" · ".join(named[:_MOST_AREAS]))

    def _show_effort(self) -> None:
        numbered = [
            self._numbered(number, each) for number, each in enumerate(self._state.ordered, 1)
        ]
        self._known = {each.improvement.id: each for each in numbered}
        self.effort_chart.show_improvements(numbered)
        improvement = self._state.improvement
        self.effort_chart.choose(improvement.id if improvement else "")
        unplaced = sum(not each.is_placed for each in numbered)
        words = ntr("{0} without effort or effect", "{0} without effort or effect", unplaced)
        self.unplaced_label.setText(words.format(unplaced) if unplaced else "")

    def _numbered(self, number: int, improvement: Improvement) -> NumberedImprovement:
        """Return an improvement for the chart; the same one as before if it has not changed."""
        gain = gain_text(self._state.gain(improvement))
        made = NumberedImprovement(number, improvement, gain)
        held = self._known.get(improvement.id)
        return held if held == made else made
