"""The timeline of improvements and activities, with what is done to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.session import Session


class TimelinePanel(QWidget):
    """The timeline of improvements and activities, with what is done to it."""

    improvement_chosen = Signal(str)
    """The bar of an improvement was made the current one, by its id."""
    message_shown = Signal(str)
    """One sentence for the status bar."""

    def set_session(self, session: Session) -> None:
        """Show the timeline of an open assessment."""
        self._session = session

    def show_improvement(self, improvement: str) -> None:
        """Make the bar of an improvement, given its id, the current one."""
