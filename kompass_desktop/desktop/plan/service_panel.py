"""The steps of each service area: analysis, other reports, improvements."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class ServicePanel(QWidget):
    """The steps of each service area: analysis, other reports, improvements."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
