"""When typed text is saved: soon after typing stops, and regularly while it goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

AFTER_TYPING_MILLISECONDS = 600
WHILE_TYPING_MILLISECONDS = 1600


class Autosave(QObject):
    """Emits `due` 0.6 s after the last `touch`, and every 1.6 s while they go on.

    The program promises one second and two; the rest is for a slow disk.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=AFTER_TYPING_MILLISECONDS)
        self._limit = QTimer(self, singleShot=True, interval=WHILE_TYPING_MILLISECONDS)
        self._pause.timeout.connect(self._hand_over)
        self._limit.timeout.connect(self._hand_over)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed since `due` was last emitted."""
        return self._pause.isActive() or self._limit.isActive()

    def touch(self) -> None:
        """Note that something was typed."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def flush(self) -> None:
        """Emit `due` now, if anything was typed since it was last emitted."""
        if self.is_waiting:
            self._hand_over()

    def _hand_over(self) -> None:
        self._pause.stop()
        self._limit.stop()
        self.due.emit()
