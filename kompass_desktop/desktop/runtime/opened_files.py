"""Files that the desktop asks the program to open: one named at the start, or a double click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent


class OpenedFiles(QObject):
    """Passes files on to the window; those that come before there is one wait for it."""

    def __init__(self, application: QCoreApplication, first: Path | None) -> None:
        super().__init__(application)
        self._waiting = [first] if first else []
        self._take: Callable[[Path], object] | None = None
        application.installEventFilter(self)

    def deliver_to(self, take: Callable[[Path], object]) -> None:
        """Pass all files to `take` from now on, when the window has been painted."""
        self._take = take
        QTimer.singleShot(0, self, self._deliver)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # macOS starts the program without arguments and sends it the file.
        if isinstance(event, QFileOpenEvent) and event.file():
            self._waiting.append(Path(event.file()))
            self._deliver()
            return True
        return False

    def _deliver(self) -> None:
        while self._take is not None and self._waiting:
            self._take(self._waiting.pop(0))
