"""The scenario: its total and profile beside today's, and effect against effort."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class ScenarioCard(QWidget):
    """The scenario: its total and profile beside today's, and effect against effort."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
