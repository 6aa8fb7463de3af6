"""The way back through the codes that a page has shown, and to the page before it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.desktop.navigation.history import NavigationHistory


class VisitedCodes(QObject):
    """The base of a page's state: shows the codes visited before, and again those after them."""

    start_passed = Signal()
    """The user goes back from where the page was reached: to the page before."""
    end_passed = Signal()
    """The user goes forward from the last code visited: to the page after."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._history = NavigationHistory()

    def arrive(self) -> None:
        """Note that the user has come from another page to the code that is shown."""
        self._history.arrive()

    def go_back(self) -> None:
        """Return to the code before, or ask for the page from which the user came to this one."""
        if self._history.can_go_back:
            self._move(self._history.back())
        else:
            self._history.leave()
            self.start_passed.emit()

    def go_forward(self) -> None:
        """Go to the code, or ask for the page, from which `go_back` returned."""
        if self._history.can_go_forward:
            self._move(self._history.forward())
        else:
            self.end_passed.emit()

    def _move(self, code: str) -> None:
        """Show a code that was visited before."""
        raise NotImplementedError
