"""Status rounds: each improvement's status year by year."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class StatusPanel(QWidget):
    """Status rounds: each improvement's status year by year."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
