"""Shows the progress of an export, and then the location of the file or an error."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr


class ExportBar(QFrame):
    """Hidden until something is exported; stays until it is closed or the next begins."""

    cancelled = Signal()
    """The user no longer wants the file."""
    not_opened = Signal(str)
    """Why a file or folder could not be opened, as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.label = WrappedText(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(220)
        self.progress.setAccessibleName(tr("How far the export has come"))
        self.cancel_button = KeyButton(self)
        self.cancel_button.setText(tr("Cancel"))
        self.cancel_button.setProperty("keys", "Esc")
        self.open_button = QPushButton(tr("Open"), self)
        self.folder_button = QPushButton(tr("Show in folder"), self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "quiet")
        self.close_button.setToolTip(tr("Close the message"))
        self.close_button.setAccessibleName(tr("Close the message"))
        self._lay_out()
        self.cancel_button.clicked.connect(self.cancelled)
        self.open_button.clicked.connect(self._open_file)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.hide)
        theme.notifier.changed.connect(self._show_icon)
        self.hide()

    def begin(self, name: str, *, is_measured: bool = True) -> None:
        """Show that a file is being written, given its name.

        `is_measured` is whether it will be known how far it is.
        """
        self.progress.setRange(0, 100 if is_measured else 0)
        self.progress.setValue(0)
        self._say(tr("Making “{0}” …").format(name), "banner-info")
        self._show_parts(self.progress, self.cancel_button)

    def set_progress(self, share: float) -> None:
        """Show how far it is, 0-1."""
        self.progress.setValue(round(100 * share))

    def succeed(self, path: Path, remarks: str = "") -> None:
        """Show that a file is written, with remarks about it, and a button to open it."""
        self._path = path
        told = tr("“{0}” is saved in {1}.").format(path.name, path.parent)
        self._say(f"{told} {remarks}".strip(), "banner-info")
        self._show_parts(self.open_button, self.folder_button, self.close_button)

    def fail(self, sentence: str) -> None:
        """Show an error."""
        self._say(sentence, "banner-failed")
        self._show_parts(self.close_button)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(8)
        self.label.setMaximumLines(2)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        for part in self._parts:
            row.addWidget(part)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return (
            self.progress,
            self.cancel_button,
            self.open_button,
            self.folder_button,
            self.close_button,
        )

    def _show_parts(self, *shown: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part in shown)
        self.show()

    def _say(self, sentence: str, role: str) -> None:
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        theme.set_role(self, role)
        self.style().polish(self.label)
        self._show_icon()

    def _show_icon(self) -> None:
        failed = self.property("role") == "banner-failed"
        self.close_button.setIcon(theme.icon("x", "on_failed" if failed else "text_soft"))

    def _open_file(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            told = tr("No program was found that can open the file; it is in {0}.")
            self.not_opened.emit(told.format(self._path.parent))

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))):
            self.not_opened.emit(
                tr("The folder could not be opened: {0}.").format(self._path.parent)
            )
