"""Restores the focus to the widget that had it before something was opened over the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusReturn:
    """Remembers which widget had the focus, and gives it back if that is still there.

    A page may be closed or made again meanwhile; its widgets are then gone, and to use one
    raises RuntimeError, which crashes the program where Qt has called Python.
    """

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def remember(self) -> None:
        """Remember the widget that has the focus now, if any."""
        self._widget = QApplication.focusWidget()

    def give_back(self) -> None:
        """Give the focus back, once."""
        widget, self._widget = self._widget, None
        if widget is not None and isValid(widget):
            widget.setFocus(Qt.FocusReason.PopupFocusReason)
