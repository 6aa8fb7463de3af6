"""What the window shows while it is locked: the field for the passphrase, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kompass_desktop.desktop.security.passphrase_dialog import ForgottenPassphraseDialog
from kompass_desktop.desktop.security.unlock_panel import UnlockPanel


class LockPage(QWidget):
    """Emits the library's key when it has been given."""

    unlocked = Signal(bytes)

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self._library = library
        self.panel = UnlockPanel(library, self)
        column = QVBoxLayout(self)
        column.addWidget(self.panel, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.panel)
        self.panel.unlocked.connect(self.unlocked)
        self.panel.forgotten.connect(self._renew)

    def show_error(self, sentence: str) -> None:
        """Show why the window stays locked."""
        self.panel.show_error(sentence)

    def _renew(self) -> None:
        dialog = ForgottenPassphraseDialog(self._library, self)
        dialog.done_with.connect(self.unlocked)
        dialog.open()
