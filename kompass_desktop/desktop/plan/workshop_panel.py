"""A workshop: improvements proposed and voted on in a room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.plan.plan_state import PlanState


class WorkshopPanel(QWidget):
    """A workshop: improvements proposed and voted on in a room."""

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self._state = state
