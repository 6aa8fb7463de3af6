"""Closes the window as usual when the system asks the program to end.

Ctrl+C in a terminal and a log-out come as signals. Python handles them only when it next runs
some code, which can be never while nobody uses the window.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SignalHandler(QObject):
    """Emits `requested` in the event loop, also for a signal that came before the loop began."""

    requested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._emit_requested)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for each in SIGNALS:
            # The number is written to the socket all the same; this keeps Python from acting.
            signal.signal(each, lambda _number, _frame: None)

    def _emit_requested(self) -> None:
        self._reader.recv(64)
        self.requested.emit()
