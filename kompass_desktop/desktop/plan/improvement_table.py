"""The improvements as a table, by priority."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class ImprovementTable(QWidget):
    """The improvements as a table, by priority."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
