"""Notices that nobody has used the program for a while, also over a suspended night."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from kompass_desktop.desktop.settings import Settings

CHOICES = (2, 5, 10, 20, 30, 60)
"""Minutes that can be chosen; 0 is never."""

_LOOK_MILLISECONDS = 5000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class IdleTimer(QObject):
    """Emits `passed` when no key or mouse has been used for the chosen time, and again later.

    It listens where keys and mouse come into a window, not to the widgets' thousands of
    events. What comes too late is kept from the window, but only while `guards` says that
    there is something to keep it from: a window that is locked already needs every key.
    """

    passed = Signal()

    def __init__(self, guards: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._guards = guards
        self.touch()
        self._look = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._look.timeout.connect(self.look)
        self._look.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)

    @property
    def is_over(self) -> bool:
        """Whether the chosen time has passed."""
        limit = Settings().idle_minutes * 60
        # One clock may stop while the machine is suspended, and the other may be set back.
        idle = max(time.monotonic() - self._touched[0], time.time() - self._touched[1])
        return 0 < limit <= idle

    def touch(self) -> None:
        """Note that the user is there."""
        self._touched = (time.monotonic(), time.time())

    def look(self) -> None:
        """Emit `passed` if the chosen time has."""
        if self.is_over and self._guards():
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES:
            return False
        if self.is_over and self._guards():
            # The first key after a suspended night must not reach what is on the screen.
            self.passed.emit()
            self.touch()
            return True
        self.touch()
        return False

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
