"""Work that is done once the window has been painted, so that no key waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class NextTurn(QObject):
    """Emits `due` in the next turn of the event loop after `start`, however often that is called.

    The window is painted in this turn, on some systems after its timers: so a timer of this
    turn only starts the one of the next.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._this_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._this_turn.timeout.connect(self._next_turn.start)
        self._next_turn.timeout.connect(self.due)

    def start(self) -> None:
        """Have `due` emitted in the next turn."""
        self._next_turn.stop()
        self._this_turn.start()

    def stop(self) -> None:
        """Have `due` not emitted any more."""
        self._this_turn.stop()
        self._next_turn.stop()
