"""Detects that the program has not been used for a while, also after a suspend."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from kompass_desktop.desktop.settings import Settings

CHOICES = (2, 5, 10, 20, 30, 60)
"""Minutes that can be chosen; 0 is never."""

ABSENT_SECONDS = 600
"""After so long without keys and mouse, the user may have been away."""

_LOOK_MILLISECONDS = 5000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class UseWatch(QObject):
    """Watches key and mouse events of the active window, before its widgets get them.

    It filters the `QWindow`'s events, not the many events of the widgets.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            self._follow(application.focusWindow())
            application.focusWindowChanged.connect(self._follow)

    def use(self) -> bool:
        """Handle a key or mouse event; return whether the window must not get the event."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _TOUCHES and self.use()

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


class IdleTimer(UseWatch):
    """Emits `passed`, repeatedly, when no key or mouse was used for the time in the settings.

    The first event after that time is kept from the window. All this happens only while
    `guards` returns true: a window that is locked already needs every key.
    """

    passed = Signal()

    def __init__(self, guards: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._guards = guards
        self.touch()
        self._look = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._look.timeout.connect(self.look)
        self._look.start()

    @property
    def is_over(self) -> bool:
        """Whether the chosen time has passed."""
        limit = Settings().idle_minutes * 60
        # One clock may stop while the machine is suspended, and the other may be set back.
        idle = max(time.monotonic() - self._touched[0], time.time() - self._touched[1])
        return 0 < limit <= idle

    def touch(self) -> None:
        """Record that the user is active."""
        self._touched = (time.monotonic(), time.time())

    def look(self) -> None:
        """Emit `passed` if the chosen time has."""
        if self.is_over and self._guards():
            self.passed.emit()

    def use(self) -> bool:
        if self.is_over and self._guards():
            # The first key after a suspend must not change the page that is shown.
            self.passed.emit()
            self.touch()
            return True
        self.touch()
        return False


class AbsenceWatch(UseWatch):
    """Emits `returned` when keys or mouse are used again after ABSENT_SECONDS or more."""

    returned = Signal(float)
    """The seconds for which nothing was used."""

    def __init__(self, wall: Callable[[], float], parent: QObject) -> None:
        """Begin to watch; `wall` returns the time of day in seconds, which includes a suspend."""
        super().__init__(parent)
        self._wall = wall
        self._used_at = wall()
        self._rests = False

    @property
    def idle_seconds(self) -> float:
        """The seconds since the last use of keys or mouse."""
        return max(self._wall() - self._used_at, 0.0)

    def rest(self) -> None:
        """Ignore keys and mouse, as while another page is shown."""
        self._rests = True

    def begin(self) -> None:
        """Watch keys and mouse again, as if they were used now."""
        self._rests = False
        self._used_at = self._wall()

    def use(self) -> bool:
        if self._rests:
            return False
        idle, self._used_at = self.idle_seconds, self._wall()
        if idle >= ABSENT_SECONDS:
            self.returned.emit(idle)
        return False
