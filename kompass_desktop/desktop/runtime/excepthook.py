"""Catches the faults of the program, in the window's thread and in others, and reports them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, qVersion

from kompass_desktop.fault_report import exception_hook

VERSIONS = f"Qt {qVersion()}, PySide {PySide6.__version__}"


class ExceptionHook(QObject):
    """Emits the report of every fault, in the window's thread, from when it is installed."""

    message_shown = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hook = exception_hook(self._pass_on, VERSIONS)

    def install(self) -> None:
        """Replace Python's own hooks, which would print what people wrote, if a message has it."""
        sys.excepthook = self._hook
        threading.excepthook = self._take_threads
        sys.unraisablehook = self._take_unraisable

    def connect_to(self, slot: Callable[[str], object]) -> None:
        """Report faults to a slot of the window, when the code that failed has returned."""
        self.message_shown.connect(slot, Qt.ConnectionType.QueuedConnection)

    def _pass_on(self, report: str) -> None:
        self.message_shown.emit(report)

    def _take_threads(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            self._hook(fault.exc_type, fault.exc_value, fault.exc_traceback)

    def _take_unraisable(self, fault: sys.UnraisableHookArgs) -> None:
        if fault.exc_value is not None:
            self._hook(fault.exc_type, fault.exc_value, fault.exc_traceback)
