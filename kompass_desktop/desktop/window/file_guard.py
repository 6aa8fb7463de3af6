"""Checks every quarter of a minute whether the library's file is the one that was opened.

If it is not, all that the window has is copied to the backups at once, and again when more has
been typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.last_copy import remove_copy, save_last_copy
from kompass_desktop.storage.errors import StorageError

if TYPE_CHECKING:
    from kompass_desktop.assessment.model import Assessment
    from kompass_desktop.desktop.window.main_window import MainWindow

INTERVAL_MILLISECONDS = 15_000
WHILE_HARMED_MILLISECONDS = 2_000
"""The file may come back, as with a stick or a network."""


class FileGuard(QObject):
    """Watches the file of a window's library; emits when it is harmed, and when it is well."""

    harmed = Signal(str)
    """What has happened and where a copy of everything is, as sentences; with every check."""
    recovered = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._copy: Path | None = None
        self._copied: Assessment | None = None
        self._since_copy = QElapsedTimer()
        self._copy_sentence = ""
        self.trouble = ""
        """What has happened to the file; "" while it is as it should be."""
        self._timer = QTimer(self, interval=INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def check(self) -> None:
        """Look at the file now; report what has happened to it, or that it is well again."""
        try:
            self._window.library.file.verify()
        except StorageError as error:
            is_new, self.trouble = not self.trouble, str(error)
            if is_new or self._since_copy.hasExpired(INTERVAL_MILLISECONDS):
                self._copy_what_is_new()
            self._report_harm()
        else:
            self._forget()

    def check_before_leaving(self) -> None:
        """Look a last time, and copy what has been typed since."""
        self.check()
        if self.trouble:
            self._copy_what_is_new()
            self._report_harm()

    def has_copy_of(self, assessment: Assessment) -> bool:
        """Whether the file is harmed, and a copy holds an assessment as it is in memory."""
        return self._copy is not None and self._copied == assessment

    def _report_harm(self) -> None:
        self._timer.setInterval(WHILE_HARMED_MILLISECONDS)
        self.harmed.emit(f"{self.trouble} {self._copy_sentence}".strip())

    def _forget(self) -> None:
        if not self.trouble:
            return
        self.trouble = self._copy_sentence = ""
        self._copy = self._copied = None
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self.recovered.emit()

    def _copy_what_is_new(self) -> None:
        session = self._window.session
        opened = session.assessment if session is not None else None
        if self._copy is not None and opened in (None, self._copied):
            return
        try:
            copy = save_last_copy(self._window.library, opened)
        except StorageError as error:
            self._copy_sentence = str(error)
            return
        # What was typed in another assessment is only in the copy of that one.
        is_same = self._copied is None or (opened is not None and self._copied.id == opened.id)
        if self._copy is not None and is_same:
            remove_copy(self._copy)
        self._copy, self._copied = copy, opened.snapshot() if opened is not None else None
        self._since_copy.start()
        copied = tr(
            "Everything has been copied to {0}. Close Kompass and start it again to go on "
            "with the copy."
        )
        self._copy_sentence = copied.format(copy)
