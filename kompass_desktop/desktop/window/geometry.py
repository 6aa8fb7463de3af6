"""The window's position and size: kept from one start to the next, and always on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.settings import Settings

USUAL = QSize(1366, 768)
USUAL_FRAME = QSize(16, 44)
"""What a window manager adds, before it is known how much it is."""


class WindowGeometry(QObject):
    """Restores a window's position, and fits it into its screen when its frame is known."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        geometry = Settings().window_geometry
        if geometry is None or not window.restoreGeometry(geometry):
            window.resize(USUAL)
        self._wanted = window.size()
        self._fit_into_screen(self._wanted, USUAL_FRAME)
        self._guessed = window.size()
        window.installEventFilter(self)

    def keep(self) -> None:
        """Keep where the window is for the next start."""
        Settings().window_geometry = self._window.saveGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the window when it is first active: now its window manager's frame is known."""
        window = self._window
        if event.type() == QEvent.Type.ActivationChange and window.isActiveWindow():
            window.removeEventFilter(self)
            # It may have been made smaller than it needs to be for this frame.
            size = self._wanted if window.size() == self._guessed else window.size()
            self._fit_into_screen(size, window.frameSize() - window.size())
        return False

    def _fit_into_screen(self, size: QSize, frame: QSize) -> None:
        """Give the window a size, but no more than its screen leaves free, and move it there.

        `frame` is what the window manager adds to the width and height.
        """
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        free = window.screen().availableGeometry()
        window.resize(size.boundedTo(free.size() - frame))
        outer = QRect(window.pos(), window.size() + frame)
        outer.moveRight(min(outer.right(), free.right()))
        outer.moveBottom(min(outer.bottom(), free.bottom()))
        outer.moveLeft(max(outer.left(), free.left()))
        outer.moveTop(max(outer.top(), free.top()))
        if outer.topLeft() != window.pos():
            window.move(outer.topLeft())
