"""The base of panels that are shown over the window for a while, and then restore the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from kompass_desktop.desktop.runtime.focus_return import FocusReturn

FROM_TOP = 56
"""Pixels of the window that remain visible above the panel."""
BESIDE = 20
"""The least number of pixels that remain visible on either side."""
_BLUR_PIXELS = 36
_DROP_PIXELS = 8
_SHADOW = QColor(0, 0, 0, 110)


class FloatingPanel(QFrame):
    """A card with a shadow, centred near the top of the window; hidden until it is opened."""

    def __init__(self, window: QWidget, width: int) -> None:
        super().__init__(window)
        self._window = window
        self._width = width
        self._focus = FocusReturn()
        self.setProperty("role", "card")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_BLUR_PIXELS)
        shadow.setOffset(0, _DROP_PIXELS)
        shadow.setColor(_SHADOW)
        self.setGraphicsEffect(shadow)
        self.hide()

    def show_with_focus_in(self, widget: QWidget) -> None:
        """Show the panel above all other widgets, with the focus in one of its widgets."""
        self._focus.remember()
        self.show()
        self.raise_()
        widget.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Close the panel, and restore the focus to the widget that had it."""
        self.hide()
        self._focus.give_back()

    @property
    def highest(self) -> int:
        """The largest height (px) of the panel in the window."""
        return self._window.height() - FROM_TOP

    def place(self, height: int) -> None:
        """Set the height (px) of the panel, at most `highest`."""
        width = min(self._width, self._window.width() - 2 * BESIDE)
        left = (self._window.width() - width) // 2
        self.setGeometry(left, FROM_TOP, width, min(height, self.highest))
