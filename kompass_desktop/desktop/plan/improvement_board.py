"""The improvements as cards in a column for each status."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class ImprovementBoard(QWidget):
    """The improvements as cards in a column for each status."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
