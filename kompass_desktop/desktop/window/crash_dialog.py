"""Shows a fault of the program: a report to read before it is sent, and two ways to go on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write

MOST_REPORTS = 5
"""Different reports shown; a fault in painting comes again with every repaint."""


class CrashDialog(QDialog):
    """Shows the reports of faults; those that come while it is open are added."""

    quit_requested = Signal()
    """The user wants to save and to close the window."""

    heading_label: QLabel
    state_label: QLabel
    report_label: QLabel
    report_view: QPlainTextEdit
    done_label: QLabel
    copy_button: QPushButton
    save_button: QPushButton
    quit_button: QPushButton
    go_on_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: list[str] = []
        self._count = 0
        load_form(self, "window/crash_dialog")
        self.report_view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.quit_button.clicked.connect(self._quit)
        self.go_on_button.clicked.connect(self.accept)
        self.go_on_button.setFocus()

    def add(self, report: str, *, is_saved: bool) -> None:
        """Show one more report, and whether all that was written is on the disk."""
        self.done_label.clear()
        self._count += 1
        if report not in self._reports and len(self._reports) < MOST_REPORTS:
            self._reports.append(report)
            self.report_view.setPlainText(self._text)
        self.state_label.setText(self._state(is_saved=is_saved))

    @property
    def _text(self) -> str:
        return "\n".join(self._reports)

    def _state(self, *, is_saved: bool) -> str:
        saved = tr("What you have written is saved, and you can go on working.")
        unsaved = tr(
            "Something is not saved yet; it is kept, and the program tries again while you "
            "go on working."
        )
        times = tr("The error has occurred {0} times.").format(self._count)
        state = saved if is_saved else unsaved
        return f"{state} {times}" if self._count > 1 else state

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.done_label.setText(tr("The report has been copied."))

    def _save(self) -> None:
        now = f"{datetime.now().astimezone():%Y-%m-%d-%H%M}"
        suggested = tr("kompass-error-{0}.txt").format(now)
        path = choose_export_file(self, tr("Save the report"), tr("Text"), suggested)
        if path is None:
            return
        try:
            with atomic_write(path) as file:
                file.write(self._text.encode())
        except StorageError as error:
            self.done_label.setText(str(error))
            return
        self.done_label.setText(tr("The report is saved in {0}.").format(path))

    def _quit(self) -> None:
        self.accept()
        self.quit_requested.emit()
